"""Lines that would read as structure, escaped and as they were typed."""

import re

from laering.domain.text.beginnings import BOX, BULLET, QUOTED
from laering.domain.text.fences import FENCE, OPENS, fenced_lines

_STRUCTURE = re.compile(r"^( {0,3})(\\*)(#{1,2}(?=[ \t]|$)|-+[ \t]*$|=+[ \t]*$|<{7}(?= |$))")

_ESCAPED_FENCE = re.compile(rf"^( {{0,3}})(\\+)({FENCE})")

_TASK_LIKE = re.compile(rf"^({QUOTED}{BULLET}[ \t]+)(\\*)({BOX}(?:[ \t]|$))")

_MAYBE = re.compile(rf"^[ \t]*(?:\\|#|-|=|<|{FENCE}|[*+>]|\d)", re.MULTILINE)


def escape(text: str) -> str:
    """The text with one backslash before what would read as structure; ``unescape`` undoes it."""
    if not _MAYBE.search(text):
        return text
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    return "\n".join(
        line if index in fenced else _escape_line(line) for index, line in enumerate(lines)
    )


def _escape_line(line: str) -> str:
    for pattern in (_STRUCTURE, _ESCAPED_FENCE):
        match = pattern.match(line)
        if match is not None:
            return f"{match[1]}\\{line[match.end(1) :]}"
    if OPENS.match(line):
        # Every closed fence was taken out before: this one opens and is never closed.
        stripped = line.lstrip(" ")
        return f"{line[: len(line) - len(stripped)]}\\{stripped}"
    match = _TASK_LIKE.match(line)
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


def _unescape_line(line: str) -> str:
    for pattern in (_STRUCTURE, _ESCAPED_FENCE, _TASK_LIKE):
        match = pattern.match(line)
        if match is not None and match[2]:
            return line[: match.start(2)] + line[match.start(2) + 1 :]
    return line
