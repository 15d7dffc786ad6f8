"""Which pieces of a text are comments, and so nobody's, and which lines are code.

Comments are HTML's ``<!-- -->`` and Obsidian's ``%% %%``, wherever they begin and end. One that is
never closed is text, and so is one in code, or with an odd number of backslashes before it.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from laering.domain.text.beginnings import ITEM, bare
from laering.domain.text.fences import CODE, Fences, fenced_lines

OPENING = re.compile(rf"{CODE}|(?<!\\)(?P<slashes>\\*)(?P<mark><!--|%%)")
"""A piece of code, or what opens a comment where the backslashes before it are even in number."""

_CLOSING = {"<!--": re.compile("-->"), "%%": re.compile(r"(?<!\\)(?:\\\\)*%%")}

# What stands close to the word before it; and nothing, at the end of a line.
_CLOSE_UP = ("", *".,;:!?)")

_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")

Cut = tuple[int, int]
"""A piece of a line that is a comment: its first column, and the one behind it."""


class Scan(NamedTuple):
    """What some lines hold besides text.

    ``fenced`` are the lines of closed fences, ``cuts`` the comments in each line that has some,
    ``hidden`` the lines that hold nothing else, and ``inside`` those that begin in a comment.
    """

    fenced: set[int]
    cuts: dict[int, list[Cut]]
    hidden: set[int]
    inside: set[int]


def may_have(text: str) -> bool:
    """Whether there may be a comment in a text."""
    return "<!--" in text or "%%" in text


def may_have_packed(packed: bytes) -> bool:
    """The same for a text in UTF-8."""
    return b"<!--" in packed or b"%%" in packed


def is_plain(packed: bytes) -> bool:
    """Whether there is surely no code and no comment, in which nothing is structure, in a text."""
    return not (b"`" in packed or b"~" in packed or may_have_packed(packed))


def scan(lines: Sequence[str]) -> Scan:
    """Where fences and comments are: whichever begins first holds whatever it reaches to."""
    found = Scan(set(), {}, set(), set())
    fences = Fences(lines)
    last = {mark: _last(lines, closing) for mark, closing in _CLOSING.items()}
    index = column = 0
    while index < len(lines):
        fence = fences.end(index) if column == 0 else None
        if fence is not None:
            found.fenced.update(range(index, fence + 1))
            index = fence + 1
            continue
        opening = OPENING.search(lines[index], column)
        if opening is None:
            index, column = index + 1, 0
            continue
        end = _end_of(opening, lines, index, last)
        if end is None:
            column = opening.end()
        else:
            _add(found, lines, (index, opening.start("mark")), end)
            index, column = end
    found.hidden.update(
        index
        for index, some in found.cuts.items()
        if not _without(lines[index], some).strip(" \t>")
    )
    return found


def _last(lines: Sequence[str], closing: re.Pattern[str]) -> int:
    return max((index for index, line in enumerate(lines) if closing.search(line)), default=-1)


def _end_of(
    opening: re.Match[str], lines: Sequence[str], index: int, last: dict[str, int]
) -> tuple[int, int] | None:
    """The line on which a comment is closed, and the column behind it; None where none opens."""
    mark = opening["mark"]
    if mark is None or len(opening["slashes"]) % 2:
        return None
    # Of «<!-->» the two hyphens close it as well.
    column = opening.start("mark") + 2
    for line in range(index, last[mark] + 1):
        closing = _CLOSING[mark].search(lines[line], column)
        if closing is not None:
            return line, closing.end()
        column = 0
    return None


def _add(found: Scan, lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> None:
    line, column = start
    found.inside.update(range(line + 1, end[0] + 1))
    for each in range(line, end[0]):
        found.cuts.setdefault(each, []).append((column, len(lines[each])))
        column = 0
    found.cuts.setdefault(end[0], []).append((column, end[1]))


def comments_in(text: str) -> list[int]:
    """The lines, from 0, on which a comment begins, in order."""
    if not may_have(text):
        return []
    found = scan(text.split("\n"))
    goes_on = {index for index in found.inside if len(found.cuts.get(index, ())) <= 1}
    return sorted(index for index in found.cuts if index not in goes_on)


def goes_on_from(line: str) -> int:
    """The column of a comment that does not end on its line; the line's length where none is."""
    column = 0
    while (opening := OPENING.search(line, column)) is not None:
        end = _end_of(opening, [line], 0, dict.fromkeys(_CLOSING, 0))
        if end is None and opening["mark"] and len(opening["slashes"]) % 2 == 0:
            return opening.start("mark")
        column = end[1] if end else opening.end()
    return len(line)


def lines_inside(lines: Sequence[str]) -> AbstractSet[int]:
    """The lines that begin in a comment."""
    return scan(lines).inside if any(map(may_have, lines)) else frozenset()


def idle_lines(lines: Sequence[str]) -> AbstractSet[int]:
    """The lines where a box is no action: fenced or indented code, and comments."""
    return told_lines(lines)[1]


def told_lines(lines: Sequence[str]) -> tuple[Sequence[str], AbstractSet[int]]:
    """The lines with NUL, as often, for what is a comment, and those where a box is no action."""
    if not any(map(may_have, lines)):
        told, idle = lines, set(fenced_lines(lines))
    else:
        found = scan(lines)
        told = _blanked(lines, found.cuts, "\0")
        idle = found.fenced | found.hidden
    for block in _quotes(told, idle):
        inside = [bare(told[index]) for index in block]
        idle.update(block[index] for index in fenced_lines(inside))
        _add_indented(inside, idle, block.start)
    _add_indented(told, idle, 0)
    return told, idle


def shown(text: str) -> str:
    """The text without its comments, the blanks that parted them from it, and lines of nothing."""
    if not may_have(text):
        return text
    lines = text.split("\n")
    return "\n".join(kept_lines(lines, set()))


def kept_lines(lines: Sequence[str], taken: AbstractSet[int]) -> list[str]:
    """The lines without comments, and without those that are ``taken`` out, as actions are.

    A blank line below what went separates: it goes too where nothing stands before it.
    """
    some = scan(lines) if any(map(may_have, lines)) else Scan(set(), {}, set(), set())
    kept: list[str] = []
    gone = after_comment = False
    for index, line in enumerate(lines):
        if index in taken or index in some.hidden:
            gone, after_comment = True, index not in taken
        elif gone and not line and (not kept or (after_comment and not kept[-1])):
            continue
        else:
            gone = after_comment = False
            kept.append(_without(line, some.cuts[index]) if index in some.cuts else line)
    if gone and kept and not kept[-1]:
        kept.pop()
    return kept


def blanked(text: str) -> str:
    """The text with blanks, as many, for its comments."""
    if not may_have(text):
        return text
    lines = text.split("\n")
    return "\n".join(_blanked(lines, scan(lines).cuts, " "))


def _without(line: str, cuts: Sequence[Cut]) -> str:
    """A line without its comments; the blanks on both sides of one become those before it.

    Where a mark such as a comma follows, none stay.
    """
    made = ""
    at = 0
    for first, end in (*cuts, (len(line), len(line))):
        piece = line[at:first]
        if at and piece[:1] in _CLOSE_UP:
            made = made.rstrip(" \t")
        elif at and (not made or made[-1] in " \t"):
            piece = piece.lstrip(" \t")
        made += piece
        at = end
    return made


def _blanked(lines: Sequence[str], cuts: dict[int, list[Cut]], sign: str) -> list[str]:
    told = list(lines)
    for index, some in cuts.items():
        line = lines[index]
        for first, end in some:
            line = f"{line[:first]}{sign * (end - first)}{line[end:]}"
        told[index] = line
    return told


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
