"""What git leaves in a text that was changed in two ways: marks around both sides."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from laering.domain.text.fences import fenced_lines

BEGINS = "<<<<<<<"
"""What every conflict begins with, at the start of a line."""

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*|)$", re.DOTALL)


class Conflict(NamedTuple):
    """The lines, from 0, of a conflict's marks; ``base`` is that of the text both came from.

    git leaves out that text unless it is asked for it.
    """

    start: int
    base: int | None
    parting: int
    end: int


def conflicts_in(lines: Sequence[str]) -> list[Conflict]:
    """The conflicts among the lines of a text, in order.

    One that stands in a closed code fence as a whole is only quoted. An underline of seven ``=``
    parts nothing by itself.
    """
    if not any(line.startswith(BEGINS) for line in lines):
        return []
    bare = [line.rstrip("\r") for line in lines]
    fenced = fenced_lines(bare)
    return [each for each in _marked(bare) if not fenced >= {each.start, each.parting, each.end}]


def _marked(lines: Sequence[str]) -> Iterator[Conflict]:
    """Where marks stand in their order."""
    start = base = parting = None
    for index, line in enumerate(lines):
        sign = line[:1]
        if not sign or sign not in "<|=>" or _MARK.match(line) is None:
            continue
        if sign == "<":
            start, base, parting = index, None, None
        elif sign == "|" and start is not None and parting is None:
            base = index if base is None else base
        elif sign == "=" and start is not None and parting is None and line == "=======":
            parting = index
        elif sign == ">" and start is not None and parting is not None:
            yield Conflict(start, base, parting, index)
            start = base = parting = None


def first_conflict(text: str) -> int | None:
    """The line, from 1, on which the first conflict of a text begins; None without one."""
    if BEGINS not in text:
        return None
    found = conflicts_in(text.removeprefix("\ufeff").split("\n"))
    return found[0].start + 1 if found else None


def marks_left(lines: Sequence[str]) -> list[int]:
    """The lines, from 0, of marks that were left behind when somebody settled a conflict.

    Seven ``>`` alone may be a mail that is quoted many times over.
    """
    bare = [line.rstrip("\r") for line in lines]
    if not any(line.startswith((BEGINS, ">>>>>>> ")) for line in bare):
        return []
    fenced = fenced_lines(bare)
    inside = {at for each in conflicts_in(bare) for at in range(each.start, each.end + 1)}
    parted = False
    found = []
    for index, line in enumerate(bare):
        if index in fenced or index in inside:
            continue
        mark = _MARK.match(line)
        if mark is not None and (line[0] == "<" or (line[0] == ">" and parted)):
            found.append(index)
        parted = (parted or line == "=======") and not (mark is not None and line[0] == ">")
    return found


class Side(NamedTuple):
    """One side of a conflict: what git calls it, and its lines. ``line`` is its mark's, from 1."""

    line: int
    name: str
    text: str


def sides_in(text: str) -> list[tuple[Side, Side]]:
    """Both sides of every conflict in a text, in order."""
    lines = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
    return [
        (
            Side(
                each.start + 1,
                lines[each.start][len(BEGINS) :].strip(),
                "\n".join(lines[each.start + 1 : each.parting if each.base is None else each.base]),
            ),
            Side(
                each.end + 1,
                lines[each.end][len(BEGINS) :].strip(),
                "\n".join(lines[each.parting + 1 : each.end]),
            ),
        )
        for each in conflicts_in(lines)
    ]
