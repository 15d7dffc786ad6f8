"""Which lines are comments or code, and so nobody's text."""

import re
from collections.abc import Set as AbstractSet

from laering.domain.text.fences import fenced_lines

_COMMENTS = ((re.compile(r" {0,3}<!--"), "-->"), (re.compile(r" {0,3}%%"), "%%"))

_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")


def idle_lines(lines: list[str]) -> AbstractSet[int]:
    """The lines where a box is no action: fenced or indented code, and closed comments.

    Comments begin a line, as HTML's ``<!-- -->`` or Obsidian's ``%% %%``.
    """
    idle = set(fenced_lines(lines))
    _add_comments(lines, idle)
    in_list = False
    before = ""
    for index, line in enumerate(lines):
        indented = _INDENTED.match(line) is not None
        if index in idle:
            in_list = in_list and (indented or not line.strip())
        elif line.strip():
            if indented and not in_list and (not before.strip() or index - 1 in idle):
                idle.add(index)
            elif _ITEM.match(line):
                in_list = True
            elif not before.strip() and line[:1] not in (" ", "\t"):
                in_list = False
        before = line
    return idle


def _add_comments(lines: list[str], idle: set[int]) -> None:
    """Add the lines of comments that are closed."""
    for opening, closing in _COMMENTS:
        last = max((index for index, line in enumerate(lines) if closing in line), default=-1)
        index = 0
        while index <= last:
            begun = None if index in idle else opening.match(lines[index])
            if begun is None:
                index += 1
                continue
            first = index
            if closing not in lines[first][begun.end() :]:
                index += 1
                while index <= last and closing not in lines[index]:
                    index += 1
            if index <= last:
                idle.update(range(first, index + 1))
            index += 1
