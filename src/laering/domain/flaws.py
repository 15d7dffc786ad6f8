"""Why a line that is meant as an action cannot be read as one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from laering.domain.action import JUDGED, TASK, Effect, owners_in
from laering.domain.entry import Answers, Given
from laering.domain.marks import N_, Reason
from laering.domain.signs import COUNTED_DAYS, DUE_SIGNS, FIELD, SIGNS, fields_of, iso
from laering.domain.text.beginnings import BOX, BULLET, FOREIGN_MARK, QUOTED
from laering.domain.text.comments import told_lines
from laering.domain.text.fences import without_code
from laering.domain.text.nearly import WORTH_A_LOOK, near_box

# As formatters escape the box of an action, and an earlier version a text.
_ESCAPED = re.compile(rf"{QUOTED}{BULLET}[ \t]+\\\[{FOREIGN_MARK}\](?:[ \t]|$)")

# A box that what made paragraphs anew has drawn into the middle of a line, with its date.
_INSIDE = re.compile(rf"[^\s>][ \t]+{BULLET}[ \t]+{BOX}[ \t]+[^{COUNTED_DAYS}]*+[{COUNTED_DAYS}]")

_BOX_WITHIN = re.compile(rf"(?:^|[ \t]){BULLET}[ \t]+{BOX}(?:[ \t]|$)")

# An action has a few dates; more than these nobody looks through.
_SIGNS_READ = 10

_ISO = re.compile(r"\d{4}-\d\d-\d\d")

_SIGN = re.compile(rf"([{COUNTED_DAYS}])\ufe0f?[ \t]*([^\s@{SIGNS}]*)")

_NEARLY_A_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\w)")

NO_BOX = Reason(N_("write the box as «- [ ]» or «- [x]», with a space after it"))

HIDDEN = Reason(
    N_("a character that nobody sees stands at the box; write it as «- [ ]» or «- [x]»")
)

IN_TABLE = Reason(
    N_("a box in a table is text; write the action on a line of its own that begins with «- [ ]»")
)

ESCAPED = Reason(
    N_(
        "the box is escaped, as some formatters do, and counts as text; an action has no backslash "
        "there, and in a text it stands before «]»"
    )
)

INSIDE = Reason(N_("a box in the middle of a line is text; give it a line of its own"))

NO_TEXT = Reason(N_("it does not say what is to be done"))

BAD_DAY = Reason(N_("«{detail}» is no date, write it like 2026-11-23"))

NO_DAY = Reason(N_("the date after {detail} is missing"))

TWO_DAYS = Reason(N_("there are two dates after {detail}, and only the first one counts"))

EFFECT_INLINE = Reason(N_("the judgement stands on its line; give it a line of its own below"))

OFF_OTHER = Reason(N_("it has a date when it was called off, but the box is not «[-]»"))

DONE_OPEN = Reason(N_("it has a done date, but the box is not ticked"))


def flaws_of(line: str) -> Iterator[tuple[Reason, str]]:
    """Why a line that is meant as an action cannot be read as one: reasons with their details.

    None for a good action, and for a line that nobody means as one. A line that was wrapped is
    given with what it goes on with, as one.
    """
    task = TASK.match(line)
    near = None if task else near_box(line)
    if _ESCAPED.match(line):
        yield ESCAPED, ""
    if _INSIDE.search(without_code(line)) or (near is not None and near.inside):
        yield INSIDE, ""
    elif near is not None:
        yield IN_TABLE if near.cell else HIDDEN if near.hidden else NO_BOX, ""
    if near is not None and not near.cell:
        mark = near.meant or ("x" if near.ticked else " ")
        yield from _flaws_behind(near.rest, mark, bare=near.drawn)
    elif task is not None:
        yield from _flaws_behind(task["rest"] or "", task["mark"], bare=False)


def _flaws_behind(rest: str, mark: str, *, bare: bool) -> Iterator[tuple[Reason, str]]:
    """What is wrong with what stands behind a box; for a ``bare`` one that may be nothing."""
    # As the fields are read: any blank is one.
    words = without_code(" ".join(rest.split()))
    yield from _flaws_of_days(words)
    if _BOX_WITHIN.search(words) is None:
        yield from ((TWO_DAYS, sign) for sign, count in _dates(words).items() if count > 1)
    if JUDGED.search(words):
        yield EFFECT_INLINE, ""
    fields = fields_of(rest)
    if not bare and not owners_in(fields.text)[0]:
        yield NO_TEXT, ""
    if fields.done and mark in (" ", "/", "-"):
        yield DONE_OPEN, ""
    if fields.off and mark != "-":
        yield OFF_OTHER, ""


def _flaws_of_days(rest: str) -> Iterator[tuple[Reason, str]]:
    """What is wrong with the dates behind a box. A ❌ alone is no date that is missing."""
    for sign in islice(_SIGN.finditer(rest), _SIGNS_READ):
        day = sign[2].rstrip(".,;:)]!?")
        if sign[1] == "❌" and not day[:1].isdigit():
            continue
        if _ISO.fullmatch(day) is None or iso(day) is None:
            yield (BAD_DAY, day) if day else (NO_DAY, sign[0].strip())


def _dates(words: str) -> Counter[str]:
    """How many dates there are that are counted, by what they say."""
    found = (each for each in FIELD.finditer(words) if each["sign"] and iso(each["day"]))
    signs = (each["sign"] for each in found if each["sign"] in COUNTED_DAYS)
    return Counter("📅" if sign in DUE_SIGNS else sign for sign in signs)


def flaws_of_judgement(effect: Effect) -> Iterator[tuple[Reason, str]]:
    """What is wrong with a judgement: a day that cannot be read as one."""
    day = _NEARLY_A_DAY.match(effect.text) if effect.day is None else None
    if day is not None:
        yield BAD_DAY, day[0]


def has_box_within(words: str) -> bool:
    """Whether the words of one action hold the box of another, as in a list on a single line."""
    return _BOX_WITHIN.search(without_code(words)) is not None


def boxes_in(text: str) -> list[str]:
    """The lines of an answer with a box, or nearly one, which is text there."""
    if WORTH_A_LOOK.search(text) is None:
        return []
    lines = text.split("\n")
    told, idle = told_lines(lines)
    return [
        line
        for index, line in enumerate(lines)
        if index not in idle and (TASK.match(told[index]) or near_box(told[index]))
    ]


def boxes_as_text(told: Given | Answers, written: Iterable[str | None]) -> tuple[str, ...]:
    """Those of all answers that were read from some texts, but for what is escaped in these."""
    lines = {line for text in written for line in (text or "").split("\n")}
    texts = (told.happened, told.learned, told.differently)
    return tuple(line for text in texts for line in boxes_in(text or "") if line in lines)
