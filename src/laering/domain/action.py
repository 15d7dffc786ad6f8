"""Actions: Markdown task items and the values they stand for.

The notation is the one Obsidian Tasks, GitHub and VS Code show as check boxes:
``- [ ] what @owner 📅 2026-12-15``, done ``- [x] … ✅ 2026-12-10``, begun ``- [/]``, called off
``- [-] … ❌ 2026-12-10``, and, indented under a done one, ``👍 date text`` or ``👎 date text``
for whether it worked. Everybody who reads, checks or changes such a line reads it here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from laering.domain.folding import composed, folded
from laering.domain.signs import COUNTED_DAYS, FIELD, SIGNS, fields_of, iso
from laering.domain.text.beginnings import BLOCK, BULLET, QUOTED
from laering.domain.text.escapes import unescape_comments, unescape_names
from laering.domain.text.fences import without_code
from laering.domain.text.nearly import near_box

State = Literal["open", "begun", "done", "off"]

OPEN: State = "open"

BEGUN: State = "begun"

DONE: State = "done"

OFF: State = "off"

_STATES: dict[str, State] = {" ": OPEN, "/": BEGUN, "x": DONE, "X": DONE, "-": OFF}

BOXES = {OPEN: "[ ]", BEGUN: "[/]", DONE: "[x]", OFF: "[-]"}

# A box that is escaped on one side only is text: so we write it.
TASK = re.compile(
    rf"(?P<start>{QUOTED}{BULLET}[ \t]+)(?P<escaped>\\)?\[(?P<mark>.)(?(escaped)\\)\]"
    r"(?:[ \t]+(?P<rest>.*))?$"
)

# The letters of a name, also those that are composed of a letter and its mark.
_NAME = r"@\w[\w\u0300-\u036f.-]*"

_NAMES = rf"{_NAME}(?:[,/&+]{_NAME})*"

_OWNERS = re.compile(rf"(?<![^\s(\[{{,;:&+\"'«“*–—>])({_NAMES})")

_OWNER = re.compile(_NAME)
_FIRST = re.compile(rf"\(?{_NAMES}\)?[:,]?")
_LAST = re.compile(rf"[(\[]?{_NAMES}[)\]]?[.,;:!]?")

# The item just as ``write_task`` writes it, which is read in a third of the time.
_WRITTEN = re.compile(
    rf"- \[([ x])\] ([^@{SIGNS}^<%`\n]*)"
    r"(?:@(\w+)(?: (?=[📅✅])|$))?"
    r"(?:📅 (\d{4}-\d\d-\d\d)(?: (?=✅)|$))?"
    r"(?:✅ (\d{4}-\d\d-\d\d))?$"
)

# With a colour of skin, and with blanks.
_THUMB = "(👍|👎)[\ufe0f\U0001f3fb-\U0001f3ff]*[ \t]*"

_EFFECT = re.compile(
    rf"[ \t]+(?:{BULLET}[ \t]+)?{_THUMB}(?:(\d{{4}}-\d\d-\d\d)[.,:;]?)?[ \t]*(.*)$"
)

JUDGED = re.compile(rf"{_THUMB}\d{{4}}-\d\d-\d\d")
"""A judgement with its day, wherever it stands."""

# A sign of a date that is counted, with what is meant as one.
_DATED = re.compile(rf"[{COUNTED_DAYS}]\ufe0f?[ \t]*\d|{FIELD.pattern}")

_BEGINS_ANEW = re.compile(rf"{BLOCK}|{_EFFECT.pattern}")


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether a finished action worked: the judgement, its day if given, and why.

    ``earlier`` are those that it came after, in their order: they count no more, and are kept.
    """

    worked: bool
    day: date | None
    text: str
    earlier: tuple["Effect", ...] = ()

    @property
    def all(self) -> tuple["Effect", ...]:
        """The earlier ones and this one, each by itself."""
        return (*self.earlier, replace(self, earlier=()))

    def after(self, before: "Effect | None") -> "Effect":
        """This one with what was judged ``before`` it."""
        return self if before is None else replace(self, earlier=before.all)

    def with_texts(self, told: Callable[[str], str]) -> "Effect":
        """The same with each reason, those of the earlier ones too, as something else."""
        earlier = tuple(each.with_texts(told) for each in self.earlier)
        return replace(self, text=told(self.text), earlier=earlier)


class Action(NamedTuple):
    """One thing somebody will do. ``number`` is its place in the entry, from 1.

    ``done`` is the day after ✅ and ``off`` the one after ❌, also where the box says otherwise:
    what counts is ``state``. ``signs`` is what else Obsidian Tasks reads of it, as it stood:
    priority, rule of recurrence, other dates, name of the block. ``mark`` is what stands in its
    box where nobody knows that. A named tuple, since a large journal makes very many of them.
    """

    text: str
    owners: tuple[str, ...] = ()
    due: date | None = None
    state: State = OPEN
    done: date | None = None
    effect: Effect | None = None
    number: int = 0
    off: date | None = None
    signs: str = ""
    mark: str = ""

    @property
    def owner(self) -> str | None:
        """The first of the owners."""
        return self.owners[0] if self.owners else None

    @property
    def finished(self) -> bool:
        """Whether it is done."""
        return self.state == DONE

    @property
    def open(self) -> bool:
        """Whether it is still to be done, begun or not."""
        return self.state in (OPEN, BEGUN)

    @property
    def box(self) -> str:
        """Its box as it is written."""
        return f"[{self.mark}]" if self.mark and self.state == OPEN else BOXES[self.state]

    @property
    def counted_from(self) -> date | None:
        """The day that what comes again is counted from: due, else scheduled, else begun."""
        days = self.other_days
        return self.due or days.get("⏳") or days.get("⌛") or days.get("🛫")

    @property
    def other_days(self) -> dict[str, date | None]:
        """The days among its signs, each by its own."""
        return {each["sign"]: iso(each["day"]) for each in FIELD.finditer(self.signs)}

    @property
    def rule(self) -> str:
        """How it comes again, as it is written after 🔁; empty when it does not."""
        found = next((each for each in FIELD.finditer(self.signs) if each["rule"]), None)
        return found["rule"].strip(" \t.,;") if found else ""

    def owned_by(self, name: str) -> bool:
        """Whether somebody, in whatever letters, is one of the owners."""
        return folded(name) in map(folded, self.owners)

    def overdue(self, today: date) -> bool:
        """Whether it is still open although its due date has passed."""
        return self.due is not None and self.due < today and self.open


def is_task(line: str) -> bool:
    """Whether a line begins an action, whatever its mark."""
    return TASK.match(line) is not None


def mark_of(line: str) -> str | None:
    """The mark in the box that a line begins with, when it is none that is known."""
    match = TASK.match(line)
    return match["mark"] if match is not None and match["mark"] not in _STATES else None


def read_task(line: str, number: int) -> Action | None:
    """The action in a task line, or None when the line is none.

    A line that was wrapped is given with what it goes on with, as one.
    """
    return read_written(line, number) or _read_any_task(line, number)


def read_written(line: str, number: int) -> Action | None:
    """The action in a line that stands as ``write_task`` writes it; None when it does not."""
    match = _WRITTEN.match(line)
    if match is not None:
        mark, text, owner, due, done = match.groups()
        alone = not (owner or due or done)
        due_date, done_date = iso(due), iso(done)
        if (
            text.isprintable()
            and "  " not in text
            and (alone or text[-1:] in ("", " "))
            and (due is None or due_date is not None)
            and (done is None or (done_date is not None and mark == "x"))
        ):
            state = DONE if mark == "x" else OPEN
            return Action(
                text.strip(), _one(owner) if owner else (), due_date, state, done_date, None, number
            )
    return None


def _read_any_task(line: str, number: int) -> Action | None:
    match = TASK.match(line)
    if match is None:
        return None
    state = _STATES.get(match["mark"], OPEN)
    fields = fields_of(match["rest"] or "")
    text, owners = owners_in(fields.text)
    return Action(
        text=unescape_comments(text),
        owners=owners,
        due=fields.due,
        state=state,
        done=fields.done,
        number=number,
        off=fields.off,
        signs=fields.signs,
        mark="" if match["mark"] in _STATES else match["mark"],
    )


def owners_in(text: str) -> tuple[str, tuple[str, ...]]:
    """An action's words and its owners, every ``@name`` in them.

    Names are taken out of the words where all of them stand before or after these; elsewhere
    they are part of a sentence and stay.
    """
    if "@" not in text:
        return text, ()
    names = names_in(text)
    if not names:
        return text, ()
    words = text.split(" ")
    own = words_between(words, len(names))
    text = " ".join(words[own.start : own.stop])
    unique = {folded(name): name for name in reversed(names)}
    owners = tuple(dict.fromkeys(unique[folded(name)] for name in names))
    return text, _one(owners[0]) if len(owners) == 1 else owners


def words_between(words: Sequence[str], names: int) -> range:
    """Which of an action's words say what is to be done, the others being owners around them.

    ``names`` is how many there are. Where one stands among the words, all of them say it.
    """
    first, last = 0, len(words)
    taken = 0
    while last > first and _LAST.fullmatch(words[last - 1]):
        last -= 1
        taken += words[last].count("@")
    while first < last and _FIRST.fullmatch(words[first]):
        taken += words[first].count("@")
        first += 1
    return range(first, last) if taken == names else range(len(words))


def names_in(text: str) -> list[str]:
    """The names in an action's words, without ``@``, as often as they stand there, composed."""
    return [
        composed(name[1:].rstrip(".-"))
        for several in _OWNERS.findall(without_code(text))
        for name in _OWNER.findall(several)
    ]


@lru_cache(maxsize=1024)
def _one(owner: str) -> tuple[str, ...]:
    """The owners when there is one: a journal has few people, and very many actions."""
    return (owner,)


def read_effect(line: str) -> Effect | None:
    """The judgement in an indented 👍/👎 line, or None when the line is none."""
    match = _EFFECT.match(line)
    if match is None:
        return None
    day = iso(match[2])
    # What is no day is what somebody wrote.
    text = line[match.start(2) :] if match[2] and day is None else match[3]
    return Effect(worked=match[1] == "👍", day=day, text=text.strip())


def goes_on(line: str) -> bool:
    """Whether a line below an action, bare of quote signs, may belong to its paragraph.

    One with a box of its own does not, but for a ✅ that stands before a date.
    """
    if not line.strip() or _BEGINS_ANEW.match(line):
        return False
    near = near_box(line)
    return near is None or FIELD.match(line.lstrip(" \t")) is not None


def tells_more(line: str) -> bool:
    """Whether a line has what can only belong to the action it stands below: an owner, a date.

    A date that cannot be read is one too: then it is named with its action.
    """
    words = unescape_names(line.replace("\0", ""))
    return bool(names_in(words)) or _DATED.search(words) is not None
