"""What is code: lines between fences, and pieces of a line between backticks."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

FENCE = r"`{3}|~{3}"
"""What a fence begins with."""

OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$", re.DOTALL)

CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")


_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`]+\1(?!`)")


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
