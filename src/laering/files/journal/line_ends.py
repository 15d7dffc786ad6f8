"""Edits of a text that keep the line ends which are not theirs."""

from collections.abc import Callable, Iterator


def with_own_line_ends(text: str, edit: Callable[[str], str]) -> str:
    """An edit of a text with CRLF or mixed line ends, made as if it had LF ones.

    Lines that stay or are changed keep the end they had; new ones get that of the first line, and
    so do all between two changes that lie thousands of lines apart.
    """
    if "\r\n" not in text:
        return edit(text)
    lines = text.split("\n")
    plain = [*(line.removesuffix("\r") for line in lines[:-1]), lines[-1]]
    end = "\r" if lines[0].endswith("\r") else ""
    changed = edit("\n".join(plain)).split("\n")
    made = [line + end for line in changed]
    for old, new in _same_lines(plain, changed):
        if old < len(lines) - 1:
            made[new] = changed[new] + lines[old][len(plain[old]) :]
    made[-1] = changed[-1]
    return "\n".join(made)


# What is compared costs the square of its lines.
_COMPARED = 4000


def _same_lines(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places at which two lists have the same line, or as many others for as many."""
    from difflib import SequenceMatcher

    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        yield start, start
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        yield len(old) - 1 - end, len(new) - 1 - end
        end += 1
    between = old[start : len(old) - end], new[start : len(new) - end]
    if sum(map(len, between)) > _COMPARED:
        return
    middle = SequenceMatcher(None, *between, autojunk=False)
    for _, a, a_end, b, b_end in middle.get_opcodes():
        if a_end - a == b_end - b:
            yield from ((start + a + step, start + b + step) for step in range(a_end - a))
