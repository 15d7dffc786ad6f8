"""Which lines are code between fences."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$", re.DOTALL)

CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")


def fenced_lines(lines: Sequence[str]) -> AbstractSet[int]:
    """The lines that belong to a closed code fence, its two fence lines included."""
    inside: set[int] = set()
    if not any("```" in line or "~~~" in line for line in lines):
        return inside
    never_closed: dict[str, int] = {}
    index = 0
    while index < len(lines):
        opening = OPENS.match(lines[index])
        if opening is None:
            index += 1
            continue
        fence = opening[1] or opening[2]
        sign, length = fence[0], len(fence)
        end = None
        if length < never_closed.get(sign, length + 1):
            end = _closing(lines, index + 1, sign, length)
            if end is None:
                never_closed[sign] = length
        if end is None:
            index += 1
        else:
            inside.update(range(index, end + 1))
            index = end + 1
    return inside


def _closing(lines: Sequence[str], start: int, sign: str, length: int) -> int | None:
    for index in range(start, len(lines)):
        match = CLOSES.match(lines[index])
        if match is not None and match[1][0] == sign and len(match[1]) >= length:
            return index
    return None
