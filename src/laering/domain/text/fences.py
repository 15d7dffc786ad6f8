"""What is code: lines between fences, and pieces of a line between backticks."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from laering.domain.text.beginnings import BULLET

FENCE = r"`{3}|~{3}"
"""What a fence begins with."""

OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$", re.DOTALL)

# What stands before a fence in its item, and the fence itself.
_IN_ITEM = re.compile(rf" {{0,3}}(?:{BULLET} +)+(?=(`{{3,}})[^`]*$|(~{{3,}}))")

CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")

CODE = r"(?<!`)(`{1,2})(?!`)[^`]+\1(?!`)"
"""A piece of code within a line; its first group is what it begins and ends with."""

_CODE = re.compile(CODE)


_TICKS = re.compile("`+")

# What a reader takes in one go: an escaped sign, an address, a fence of a piece of code.
_READ = re.compile(r"\\.|<(?:https?://|mailto:)[^<>\s]*>|`+", re.DOTALL | re.IGNORECASE)


def without_code(text: str) -> str:
    """The text with something else, as long, for each piece of code in it."""
    return _CODE.sub(lambda code: "\x01" * len(code[0]), text) if "`" in text else text


def without_spans(text: str) -> str:
    """The same for lines that are read together, with fences of any length and signs escaped."""
    if "`" not in text:
        return text
    fences = [(each.start(), len(each[0])) for each in _TICKS.finditer(text)]
    closing: dict[int, list[int]] = {}
    for start, length in reversed(fences):
        closing.setdefault(length, []).append(start)
    pieces: list[str] = []
    at = 0
    while (found := _READ.search(text, at)) is not None:
        pieces.append(text[at : found.start()])
        at = found.end()
        ends = closing.get(len(found[0]), []) if found[0][0] == "`" else []
        while ends and ends[-1] < at:
            ends.pop()
        if ends:
            at = ends.pop() + len(found[0])
            pieces.append("\x01" * (at - found.start()))
        else:
            pieces.append(found[0])
    return "".join((*pieces, text[at:]))


class Fences:
    """The code fences of some lines, asked for from the first line on."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._some = any("```" in line or "~~~" in line for line in lines)
        self._never_closed: dict[str, int] = {}

    def end(self, index: int) -> int | None:
        """The line that closes the fence which a line opens; None where it opens none."""
        item = _IN_ITEM.match(self._lines[index]) if self._some else None
        if item is not None:
            return self._end_in_item(index, item.end(), item[1] or item[2])
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

    def _end_in_item(self, index: int, width: int, fence: str) -> int:
        """The last line of a fence that an item of a list begins with: it ends with the item."""
        end = index
        for below in range(index + 1, len(self._lines)):
            line = self._lines[below].expandtabs(4)
            inner = line.lstrip(" ")
            if inner and len(line) - len(inner) < width:
                break
            if inner:
                end = below
            match = CLOSES.match(line[width:])
            if match is not None and match[1][0] == fence[0] and len(match[1]) >= len(fence):
                break
        return end


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
