"""Why a line that is meant as an action cannot be read as one."""

import re
from collections.abc import Iterator
from itertools import islice

from laering.domain.action import TASK, owners_in
from laering.domain.marks import N_, Reason
from laering.domain.signs import COUNTED_DAYS, SIGNS, fields_of, iso
from laering.domain.text.beginnings import BOX, BULLET, QUOTED
from laering.domain.text.fences import without_code

# A bullet with a box as people write it, `- []`, `-[ ]`, `- [x]Text`, `- [ x ]`, `- [v]`, and as
# it is drawn by what makes other documents of Markdown: `- ☐`.
_BOX = re.compile(
    rf"(?P<bullet>{QUOTED}{BULLET})[ \t]*"
    r"(?:\[[ \t]*+(?P<mark>[xXvV✓✔]?)[ \t]*+\]|(?P<drawn>[☐☑☒])(?=[ \t]|$))(?P<rest>.*)$"
)

_TICKED = ("☑", "☒")

# A box that what made paragraphs anew has drawn into the middle of a line, with its date.
_INSIDE = re.compile(rf"[^\s>][ \t]+{BULLET}[ \t]+{BOX}[ \t]+[^{COUNTED_DAYS}]*+[{COUNTED_DAYS}]")

_BOX_WITHIN = re.compile(rf"(?:^|[ \t]){BULLET}[ \t]+{BOX}(?:[ \t]|$)")

# An action has a few dates; more than these nobody looks through.
_SIGNS_READ = 10

_BEGINS = '@📅✅«"“*_'

_ISO = re.compile(r"\d{4}-\d\d-\d\d")

_SIGN = re.compile(rf"([{COUNTED_DAYS}])\ufe0f?[ \t]*([^\s@{SIGNS}]*)")

NO_BOX = Reason(N_("write the box as «- [ ]» or «- [x]», with a space after it"))

INSIDE = Reason(N_("a box in the middle of a line is text; give it a line of its own"))

NO_TEXT = Reason(N_("it does not say what is to be done"))

BAD_DAY = Reason(N_("«{detail}» is no date, write it like 2026-11-23"))

NO_DAY = Reason(N_("the date after {detail} is missing"))

DONE_OPEN = Reason(N_("it has a done date, but the box is not ticked"))


def flaws_of(line: str) -> Iterator[tuple[Reason, str]]:
    """Why a line that is meant as an action cannot be read as one: reasons with their details.

    None for a good action, and for a line that nobody means as one. A line that was wrapped is
    given with what it goes on with, as one.
    """
    task = TASK.match(line)
    box = None if task else box_of(line)
    if _INSIDE.search(without_code(line)):
        yield INSIDE, ""
    if task is None and box is None:
        return
    if box is not None:
        yield NO_BOX, ""
    rest = (task["rest"] or "") if task else box["rest"] if box else ""
    yield from _flaws_of_days(without_code(rest))
    ticked = box is not None and bool(box["mark"] or box["drawn"] in _TICKED)
    mark = task["mark"] if task else "x" if ticked else " "
    fields = fields_of(rest)
    if not owners_in(fields.text)[0] and not (box and box["drawn"]):
        yield NO_TEXT, ""
    if fields.done and mark in (" ", "/"):
        yield DONE_OPEN, ""


def _flaws_of_days(rest: str) -> Iterator[tuple[Reason, str]]:
    """What is wrong with the dates behind a box. A ❌ alone is no date that is missing."""
    for sign in islice(_SIGN.finditer(rest), _SIGNS_READ):
        day = sign[2].rstrip(".,;:)]!?")
        if sign[1] == "❌" and not day[:1].isdigit():
            continue
        if _ISO.fullmatch(day) is None or iso(day) is None:
            yield (BAD_DAY, day) if day else (NO_DAY, sign[0].strip())


def has_box_within(words: str) -> bool:
    """Whether the words of one action hold the box of another, as in a list on a single line."""
    return _BOX_WITHIN.search(without_code(words)) is not None


def box_of(line: str) -> re.Match[str] | None:
    """The bullet and box that a line begins with as people write them, and the rest of it.

    None where brackets are something else: ``- [x](link)``, ``- [x]: see there``, ``- [X]-en``.
    """
    box = _BOX.match(line)
    if box is None or box["drawn"]:
        return box
    first = box["rest"][:1]
    meant = first.isupper() if box["mark"] else first.isalnum() or first in _BEGINS
    return box if meant or not first.strip() else None
