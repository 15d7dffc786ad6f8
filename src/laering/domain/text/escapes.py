"""Lines that would read as structure, escaped and as they were typed."""

import re
from collections.abc import Callable

from laering.domain.text.beginnings import BOX, BULLET, FOREIGN_MARK, QUOTED
from laering.domain.text.comments import OPENING, may_have
from laering.domain.text.fences import FENCE, OPENS, fenced_lines
from laering.domain.text.nearly import near_patterns

STRUCTURE = re.compile(r"^( {0,3})(\\*)(#{1,2}(?=[ \t]|$)|-+[ \t]*$|=+[ \t]*$|<{7}(?= |$))")
"""A heading, what underlines one or frames a header, or a mark of git; its second group is the
backslashes."""

ESCAPED_FENCE = re.compile(rf"^( {{0,3}})(\\+)({FENCE})")
"""A fence that is escaped already."""

TASK_LIKE = re.compile(rf"^({QUOTED}{BULLET}[ \t]+)(\\*)({BOX}(?:[ \t]|$))")
"""An item with a box; its second group is the backslashes."""

BOX_END = re.compile(rf"^({QUOTED}{BULLET}[ \t]+\[{FOREIGN_MARK})(\\*)(\](?:[ \t]|$))")
"""An item with a box that formatters escape at its beginning, as we do others: ours is escaped at
its end. Its second group is the backslashes."""


# As pandoc writes the sign of a name, which begins a reference there.
_ESCAPED_NAME = re.compile(r"(?<!\\)\\@(?=\w)")

_MAYBE = re.compile(rf"^[ \t]*(?:\\|#|-|=|<|{FENCE}|[*+>]|\d)|<!--|%%|[\[(\\]", re.MULTILINE)


def escape(text: str) -> str:
    """The text with one backslash before what would read as structure; ``unescape`` undoes it."""
    if not _MAYBE.search(text):
        return text
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    return "\n".join(
        line if index in fenced else _escape_line(line) for index, line in enumerate(lines)
    )


def escape_comments(text: str) -> str:
    """The text with no comment in it outside code; ``unescape_comments`` undoes it."""
    return _outside_fences(text, _closed_up) if may_have(text) else text


def unescape_comments(text: str) -> str:
    """The text with what opens comments as it was typed, and half the backslashes before it."""
    return _outside_fences(text, _as_typed) if may_have(text) and "\\" in text else text


def _outside_fences(text: str, put: Callable[[re.Match[str]], str]) -> str:
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    return "\n".join(
        line if index in fenced else OPENING.sub(put, line) for index, line in enumerate(lines)
    )


def _closed_up(opening: re.Match[str]) -> str:
    slashes, mark = opening["slashes"], opening["mark"]
    return opening[0] if mark is None else f"{slashes}{slashes}\\{mark}"


def _as_typed(opening: re.Match[str]) -> str:
    slashes, mark = opening["slashes"], opening["mark"]
    if mark is None or len(slashes) % 2 == 0:
        return opening[0]
    return f"{slashes[: len(slashes) // 2]}{mark}"


def _boxes(line: str) -> tuple[re.Pattern[str], ...]:
    """What a line with a box can be: an item with one, or with what is nearly one."""
    return (BOX_END, TASK_LIKE, *near_patterns()) if "[" in line else ()


def _escape_line(line: str) -> str:
    line = OPENING.sub(_closed_up, line)
    for pattern in (STRUCTURE, ESCAPED_FENCE):
        match = pattern.match(line)
        if match is not None:
            return f"{match[1]}\\{line[match.end(1) :]}"
    if OPENS.match(line):
        # Every closed fence was taken out before: this one opens and is never closed.
        stripped = line.lstrip(" ")
        return f"{line[: len(line) - len(stripped)]}\\{stripped}"
    return escape_box(line)


def escape_box(line: str) -> str:
    """The line with one backslash at the box that it begins with, or nearly does; else as it is."""
    for pattern in _boxes(line):
        match = pattern.match(line)
        if match is not None:
            return f"{match[1]}\\{line[match.end(1) :]}"
    return line


def unescape(text: str) -> str:
    """The text as it was typed: without one backslash where ``escape`` puts one."""
    if "\\" not in text:
        return text
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    return "\n".join(
        line if index in fenced else _unescape_line(line) for index, line in enumerate(lines)
    )


def unescape_names(text: str) -> str:
    """The text with each ``@name`` that a formatter has escaped as it was typed."""
    return _ESCAPED_NAME.sub("@", text) if "\\@" in text else text


def _unescape_line(line: str) -> str:
    line = OPENING.sub(_as_typed, line)
    if "\\" not in line:
        return line
    for pattern in (STRUCTURE, ESCAPED_FENCE, *_boxes(line)):
        match = pattern.match(line)
        if match is not None and match[2]:
            return line[: match.start(2)] + line[match.start(2) + 1 :]
    return line
