"""Which lines are comments or code, and so nobody's text."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from laering.domain.text.beginnings import ITEM, bare
from laering.domain.text.fences import fenced_lines, without_code

_COMMENT = re.compile(r"<!--|%%")

_CLOSING = {"<!--": "-->", "%%": "%%"}

_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")


def idle_lines(lines: Sequence[str]) -> AbstractSet[int]:
    """The lines where a box is no action: fenced or indented code, and closed comments.

    Comments are HTML's ``<!-- -->`` and Obsidian's ``%% %%``, wherever they begin and end.
    """
    return told_lines(lines)[1]


def told_lines(lines: Sequence[str]) -> tuple[Sequence[str], AbstractSet[int]]:
    """The lines with NUL, as often, for what is a comment, and those where a box is no action."""
    idle = set(fenced_lines(lines))
    told = _without_comments(lines, idle)
    for block in _quotes(told, idle):
        inside = [bare(told[index]) for index in block]
        idle.update(block[index] for index in fenced_lines(inside))
        _add_indented(inside, idle, block.start)
    _add_indented(told, idle, 0)
    return told, idle


def _quotes(lines: Sequence[str], idle: AbstractSet[int]) -> Iterator[range]:
    """The lines that follow each other with the sign of a quote before them."""
    start = None
    for index, line in enumerate((*lines, "")):
        quoted = index not in idle and line.lstrip(" ")[:1] == ">"
        if quoted and start is None:
            start = index
        elif not quoted and start is not None:
            yield range(start, index)
            start = None


def _add_indented(lines: Sequence[str], idle: set[int], first: int) -> None:
    """Add the lines that are code because they are indented, and in no list."""
    in_list = False
    before = ""
    for index, line in enumerate(lines, first):
        indented = _INDENTED.match(line) is not None
        if index in idle:
            in_list = in_list and (indented or not line.strip())
        elif line.strip():
            if indented and not in_list and (not before.strip() or index - 1 in idle):
                idle.add(index)
            elif ITEM.match(line):
                in_list = True
            elif not before.strip() and line[:1] not in (" ", "\t"):
                in_list = False
        before = line


def _without_comments(lines: Sequence[str], idle: set[int]) -> Sequence[str]:
    """The lines with NUL for what stands in a closed comment; those of nothing else are idle."""
    if not any("<!--" in line or "%%" in line for line in lines):
        return lines
    cuts: dict[int, list[tuple[int, int]]] = {}
    for (index, start), (end, stop) in _comments(lines, idle):
        first = start
        for line in range(index, end):
            cuts.setdefault(line, []).append((first, len(lines[line])))
            first = 0
        cuts.setdefault(end, []).append((first, stop))
    told = list(lines)
    for index, some in cuts.items():
        told[index] = _blanked(lines[index], some)
        if not told[index].strip(" \t\0>"):
            idle.add(index)
    return told


def _comments(
    lines: Sequence[str], idle: AbstractSet[int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where closed comments begin and end, each time a line and a column; none begins in code."""
    last = {
        closing: max(
            (at for at, line in enumerate(lines) if closing in line and at not in idle), default=-1
        )
        for closing in _CLOSING.values()
    }
    index = column = 0
    coded = without_code(lines[0]) if lines else ""
    while index < len(lines):
        opening = None if index in idle else _COMMENT.search(coded, column)
        end = index
        if opening is not None:
            closing = _CLOSING[opening[0]]
            at = lines[index].find(closing, opening.end())
            while at < 0 and end < last[closing]:
                end += 1
                at = lines[end].find(closing) if end not in idle else -1
            column = opening.end()
            if at < 0:
                end = index
            else:
                column = at + len(closing)
                yield (index, opening.start()), (end, column)
        else:
            end, column = index + 1, 0
        if end != index and end < len(lines):
            coded = without_code(lines[end])
        index = end


def _blanked(line: str, cuts: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for first, last in cuts:
        pieces += (line[at:first], "\0" * (last - first))
        at = last
    return "".join((*pieces, line[at:]))
