"""A table in a window: columns with whole words, or each row as a few lines where there is no room.

Widths are counted in columns of the window.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from laering.ui.desk.terminal import safe
from laering.ui.showing.blocks import Bar, Cell, Table, Trend, bar, sparkline
from laering.ui.showing.fitting import broken, cells

if TYPE_CHECKING:
    from rich.console import RenderableType

_BAR = 12

_NARROW = 70

_GAP = 3
"""What stands between two columns."""

_SHORT = 26
"""A column whose texts are no longer than this is not broken."""

_INDENT = 2


def plain_cell(cell: Cell) -> str:
    """A cell as text alone: a bar is none, a trend its counts."""
    if isinstance(cell, Bar):
        return ""
    if isinstance(cell, Trend):
        return " ".join(str(count) for count in cell.counts)
    return cell


def grid(table: Table, width: int) -> "RenderableType":
    """A table for a window of so many columns, without its spare columns where it is narrow."""
    kept = [*range(len(table.columns))]
    needed = [_least(table, index) for index in kept]
    if width < _NARROW or _together(needed) > width:
        kept = [index for index in kept if not table.columns[index].spare]
        needed = [needed[index] for index in kept]
    if _together(needed) > width:
        from rich.text import Text

        return Text("\n".join(records(table, kept, width)))
    return _drawn(table, kept, _widths(table, kept, needed, width))


def _together(widths: Sequence[int]) -> int:
    """How wide columns are with what stands between them."""
    return sum(widths) + _GAP * (len(widths) - 1)


def _shown(cell: Cell) -> str:
    if isinstance(cell, Bar):
        return bar(cell.count, cell.most, _BAR)
    return sparkline(cell) if isinstance(cell, Trend) else safe(cell)


def _natural(table: Table, index: int) -> int:
    """How wide a column is when nothing in it is broken."""
    texts = (table.columns[index].title, *(_shown(row[index]) for row in table.rows))
    return max(cells(line) for text in texts for line in text.split("\n"))


def _least(table: Table, index: int) -> int:
    """How wide a column must be so that no word in it is broken, and no line of a short one."""
    column = table.columns[index]
    texts = [_shown(row[index]) for row in table.rows]
    short = not column.wide and all(len(plain_cell(row[index])) <= _SHORT for row in table.rows)
    pieces = texts if short else [word for text in texts for word in text.split()]
    return max((cells(piece) for piece in (*pieces, *column.title.split())), default=0)


def _widths(table: Table, kept: Sequence[int], needed: Sequence[int], width: int) -> list[int]:
    """How wide each column becomes: those that are not wide get what they want first."""
    wanted = [_natural(table, index) - least for index, least in zip(kept, needed, strict=True)]
    widths, room = list(needed), width - _together(needed)
    for wide in (False, True):
        those = [at for at, index in enumerate(kept) if table.columns[index].wide is wide]
        total = sum(wanted[at] for at in those)
        given = min(room, total)
        for at in those:
            share = given * wanted[at] // total if total else 0
            widths[at] += share
            room -= share
    return widths


def _drawn(table: Table, kept: Sequence[int], widths: Sequence[int]) -> "RenderableType":
    from rich import box
    from rich.table import Table as RichTable

    drawn = RichTable(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1)
    )
    for index, width in zip(kept, widths, strict=True):
        column = table.columns[index]
        title = "\n".join(broken(safe(column.title), width))
        drawn.add_column(
            title, justify="right" if column.right else "left", overflow="fold", width=width
        )
    for row in table.rows:
        drawn.add_row(*(_rich_cell(row[at], width) for at, width in zip(kept, widths, strict=True)))
    return drawn


def _rich_cell(cell: Cell, width: int) -> "RenderableType":
    from rich.text import Text

    if isinstance(cell, Bar | Trend):
        return Text(_shown(cell), style="cyan")
    return Text("\n".join(_lines(safe(cell), width)))


def _lines(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        yield from broken(line, width)


def records(table: Table, kept: Sequence[int], width: int) -> Iterator[str]:
    """Each row as lines of its own: a wide cell is one, those between them stand together."""
    for row in table.rows:
        lines = filter(None, _record(table, kept, row, width - _INDENT))
        for place, line in enumerate(lines):
            yield " " * (_INDENT if place else 0) + line


def _record(table: Table, kept: Sequence[int], row: Sequence[Cell], width: int) -> Iterator[str]:
    together: list[str] = []
    for index in kept:
        column, text = table.columns[index], _shown(row[index])
        if column.wide:
            yield from broken(" · ".join(together), width)
            together = []
            yield from _lines(text, width)
        elif text:
            # A figure says nothing by itself.
            named = column.right or isinstance(row[index], Trend)
            together.append(f"{safe(column.title)}: {text}" if named else text)
    yield from broken(" · ".join(together), width)
