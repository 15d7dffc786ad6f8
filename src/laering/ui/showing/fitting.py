"""Texts that fit a number of columns; without a number every text does."""

from laering.ui.showing.blocks import BULLET

# Columns that the beginning of a text keeps, whatever stands behind it.
_WORDS = 12


def sized(text: str, tail: str, width: int | None) -> tuple[str, int]:
    """A point with its text cut so that it keeps to one line, and the lines it takes after all."""
    if width is None:
        return text + tail, 1
    inside = width - len(BULLET)
    whole = cut(text, max(_WORDS, inside - cells(tail))) + tail
    return whole, len(broken(whole, inside))


def fits(text: str, width: int | None) -> bool:
    """Whether a point keeps to one line."""
    return width is None or cells(text) <= width - len(BULLET)


def cut(text: str, width: int | None) -> str:
    """A text that takes no more columns than this, cut between words if there are some."""
    if width is None or cells(text) <= width:
        return text
    from rich.cells import set_cell_size

    kept = set_cell_size(text, max(1, width - 1)).rstrip()
    start, blank, _end = kept.rpartition(" ")
    return f"{start if blank else kept}…"


def broken(text: str, width: int | None) -> list[str]:
    """A text in lines of so many columns, broken between words."""
    if width is None or cells(text) <= width:
        return [text]
    from rich.cells import chop_cells

    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(longer) <= width:
            lines[-1] = longer
        else:
            lines += chop_cells(word, width)
    return [line for line in lines if line]


def cells(text: str) -> int:
    """How many columns a text takes."""
    from rich.cells import cell_len

    return cell_len(text)
