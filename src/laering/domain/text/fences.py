"""What is code: lines between fences, and pieces of a line between backticks."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

FENCE = r"`{3}|~{3}"
"""What a fence begins with."""

OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$", re.DOTALL)

CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")

CODE = r"(?<!`)(`{1,2})(?!`)[^`]+\1(?!`)"
"""A piece of code within a line; its first group is what it begins and ends with."""

_CODE = re.compile(CODE)


def without_code(text: str) -> str:
    """The text with something else, as long, for each piece of code in it."""
    return _CODE.sub(lambda code: "\x01" * len(code[0]), text) if "`" in text else text


class Fences:
    """The code fences of some lines, asked for from the first line on."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._some = any("```" in line or "~~~" in line for line in lines)
        self._never_closed: dict[str, int] = {}

    def end(self, index: int) -> int | None:
        """The line that closes the fence which a line opens; None where it opens none."""
        opening = OPENS.match(self._lines[index]) if self._some else None
        if opening is None:
            return None
        fence = opening[1] or opening[2]
        sign, length = fence[0], len(fence)
        if length >= self._never_closed.get(sign, length + 1):
            return None
        for below in range(index + 1, len(self._lines)):
            match = CLOSES.match(self._lines[below])
            if match is not None and match[1][0] == sign and len(match[1]) >= length:
                return below
        self._never_closed[sign] = length
        return None


def fenced_lines(lines: Sequence[str]) -> AbstractSet[int]:
    """The lines that belong to a closed code fence, its two fence lines included."""
    fences = Fences(lines)
    inside: set[int] = set()
    index = 0
    while index < len(lines):
        end = fences.end(index)
        if end is not None:
            inside.update(range(index, end + 1))
            index = end
        index += 1
    return inside
