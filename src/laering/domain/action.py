"""Actions: Markdown task items and the values they stand for.

The notation is the one Obsidian Tasks, GitHub and VS Code show as check boxes:
``- [ ] what @owner 📅 2026-12-15``, done ``- [x] … ✅ 2026-12-10``, begun ``- [/]``, called off
``- [-] … ❌ 2026-12-10``, and, indented under a done one, ``👍 date text`` or ``👎 date text``
for whether it worked. Everybody who reads, checks or changes such a line reads it here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from laering.domain.errors import (
    N_,
    AmbiguousDate,
    BadDate,
    EmptyAction,
    OwnerWithSpaces,
    Reason,
)
from laering.domain.period import MONTHS, WEEKDAYS, read_due

State = Literal["open", "begun", "done", "off"]
OPEN: State = "open"
BEGUN: State = "begun"
DONE: State = "done"
OFF: State = "off"

_STATES: dict[str, State] = {" ": OPEN, "/": BEGUN, "x": DONE, "X": DONE, "-": OFF}
_BOXES = {OPEN: "[ ]", BEGUN: "[/]", DONE: "[x]", OFF: "[-]"}

_ITEM = r"(?:[-*+]|\d{1,9}[.)])"
# Quote signs and blanks, a bullet, a box with one sign in it, and a blank before the rest.
_TASK = re.compile(rf"(?P<start>[ \t>]*{_ITEM}[ \t]+\[)(?P<mark>.)\](?:[ \t]+(?P<rest>.*))?$")

_DAYS = "📅📆🗓✅❌➕🛫⏳⌛"
_SIGNS = f"{_DAYS}🔁🆔⛔🏁🔺⏫🔼🔽⏬"
# What Obsidian Tasks reads at the end of a line, wherever it stands. A date may have anything but
# a letter or a digit behind it; a rule goes on until something that is none of its words.
_FIELD = re.compile(
    rf"(?P<sign>[{_DAYS}])\ufe0f?[ \t]*(?P<day>\d{{4}}-\d\d-\d\d)(?!\w|-\d)"
    rf"|🔁\ufe0f?[ \t]*(?P<rule>[^\W_][^{_SIGNS}@#^()\[\]`\x01]*)"
    r"|[🔺⏫🔼🔽⏬]\ufe0f?"
    r"|🆔\ufe0f?[ \t]*[\w-]+"
    r"|⛔\ufe0f?[ \t]*[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*"
    r"|🏁\ufe0f?[ \t]*[a-zA-Z]+"
    r"|(?<=[ \t])\^[\w-]+(?=[ \t]*$)"
)
_SIGN_SEEN = re.compile(rf"[{_SIGNS}^]")
_DUE_SIGNS = frozenset("📅📆🗓")
# Where fields were taken out, and the mark that may stand behind them.
_GAP = re.compile(r" ?\x00(?:[ .,;]*\x00)* ?([.,;:!?)\]]?)")
_BRACKETS = re.compile(r"[(\[][ ]?\x00[ \x00]*[)\]]")
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`]+\1(?!`)")

# The letters of a name, also those that are composed of a letter and its mark.
_NAME = r"@\w[\w\u0300-\u036f.-]*"
_NAMES = rf"{_NAME}(?:[,/&+]{_NAME})*"
_OWNERS = re.compile(rf"(?<![^\s(\[{{,;:&+\"'«“*–—>])({_NAMES})")
_OWNER = re.compile(_NAME)
_FIRST = re.compile(rf"\(?{_NAMES}\)?[:,]?")
_LAST = re.compile(rf"[(\[]?{_NAMES}[)\]]?[.,;:!]?")

# The item just as ``write_task`` writes it, which is read in a third of the time.
_WRITTEN = re.compile(
    rf"- \[([ x])\] ([^@{_SIGNS}^<%`\n]*)"
    r"(?:@(\w+)(?: (?=[📅✅])|$))?"
    r"(?:📅 (\d{4}-\d\d-\d\d)(?: (?=✅)|$))?"
    r"(?:✅ (\d{4}-\d\d-\d\d))?$"
)
_EFFECT = re.compile(
    rf"[ \t]+(?:{_ITEM}[ \t]+)?(👍|👎)\ufe0f?[ \t]*(?:(\d{{4}}-\d\d-\d\d)[.,:;]?)?[ \t]*(.*)$"
)


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether a finished action worked: the judgement, its day if given, and why."""

    worked: bool
    day: date | None
    text: str


class Action(NamedTuple):
    """One thing somebody will do. ``number`` is its place in the entry, from 1.

    ``done`` is the day after ✅ and ``off`` the one after ❌, also where the box says otherwise:
    what counts is ``state``. ``signs`` is what else Obsidian Tasks reads of it, as it stood:
    priority, rule of recurrence, other dates, name of the block. A named tuple, since a large
    journal makes very many of them.
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
    def counted_from(self) -> date | None:
        """The day that what comes again is counted from: due, else scheduled, else begun."""
        days = {each["sign"]: _iso(each["day"]) for each in _FIELD.finditer(self.signs)}
        return self.due or days.get("⏳") or days.get("⌛") or days.get("🛫")

    @property
    def rule(self) -> str:
        """How it comes again, as it is written after 🔁; empty when it does not."""
        found = next((each for each in _FIELD.finditer(self.signs) if each["rule"]), None)
        return found["rule"].strip(" \t.,;") if found else ""

    def owned_by(self, name: str) -> bool:
        """Whether somebody, in whatever letters, is one of the owners."""
        return folded(name) in map(folded, self.owners)

    def overdue(self, today: date) -> bool:
        """Whether it is still open although its due date has passed."""
        return self.due is not None and self.due < today and self.open


def folded(name: str) -> str:
    """A name without its ``@``, as it is compared: of small letters that are composed."""
    return composed(name.removeprefix("@")).casefold()


def composed(text: str) -> str:
    """The text with each letter and its mark as one."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def is_task(line: str) -> bool:
    """Whether a line begins an action, whatever its mark."""
    return _TASK.match(line) is not None


def mark_of(line: str) -> str | None:
    """The mark in the box that a line begins with, when it is none that is known."""
    match = _TASK.match(line)
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
        due_date, done_date = _iso(due), _iso(done)
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
    match = _TASK.match(line)
    if match is None:
        return None
    state = _STATES.get(match["mark"], OPEN)
    fields = _fields(match["rest"] or "")
    text, owners = _owners(fields.text)
    return Action(
        text=text,
        owners=owners,
        due=fields.due,
        state=state,
        done=fields.done,
        number=number,
        off=fields.off,
        signs=fields.signs,
    )


class _Fields(NamedTuple):
    """What stands behind a box: the words, and what the signs say."""

    text: str
    due: date | None
    done: date | None
    off: date | None
    signs: str


def _fields(rest: str) -> _Fields:
    """The words and the dates behind a box. Of two dates with one sign the first is meant."""
    text = " ".join(rest.replace("\x00", " ").split())
    if _SIGN_SEEN.search(text) is None:
        return _Fields(text, None, None, None, "")
    due = done = off = None
    signs: list[str] = []
    pieces: list[str] = []
    at = 0
    for field in _FIELD.finditer(_without_code(text)):
        sign, day = field["sign"], _iso(field["day"])
        if sign and day is None:
            continue
        if sign in _DUE_SIGNS:
            due = due or day
        elif sign == "✅":
            done = done or day
        elif sign == "❌":
            off = off or day
        else:
            signs.append(field[0].rstrip(" .,;"))
        pieces += (text[at : field.start()], "\x00")
        at = field.end()
    pieces.append(text[at:])
    joined = "".join(pieces)
    if at:
        joined = _GAP.sub(_closed, _BRACKETS.sub("\x00", joined)).strip()
    return _Fields(joined, due, done, off, " ".join(signs))


def _closed(gap: re.Match[str]) -> str:
    """What stands where a field was: one blank, or the mark behind it closed up."""
    mark = gap[1]
    if not mark:
        return " "
    before = gap.string[gap.start() - 1 : gap.start()]
    if mark in ".,;:" and (gap.end() == len(gap.string) or before in ("", *".,;:!?")):
        return ""
    return mark


def _without_code(text: str) -> str:
    """The text with something else, as long, for each piece of code in it."""
    if "`" not in text:
        return text
    return _CODE.sub(lambda code: "\x01" * len(code[0]), text)


def _owners(text: str) -> tuple[str, tuple[str, ...]]:
    """An action's words and its owners, every ``@name`` in them.

    Names are taken out of the words where all of them stand before or after these; elsewhere
    they are part of a sentence and stay.
    """
    if "@" not in text:
        return text, ()
    names = _names(text)
    if not names:
        return text, ()
    words = text.split(" ")
    first, last = 0, len(words)
    taken = 0
    while last > first and _LAST.fullmatch(words[last - 1]):
        last -= 1
        taken += words[last].count("@")
    while first < last and _FIRST.fullmatch(words[first]):
        taken += words[first].count("@")
        first += 1
    if taken == len(names):
        text = " ".join(words[first:last])
    unique = {folded(name): name for name in reversed(names)}
    owners = tuple(dict.fromkeys(unique[folded(name)] for name in names))
    return text, _one(owners[0]) if len(owners) == 1 else owners


def _names(text: str) -> list[str]:
    return [
        composed(name[1:].rstrip(".-"))
        for several in _OWNERS.findall(_without_code(text))
        for name in _OWNER.findall(several)
    ]


@lru_cache(maxsize=1024)
def _one(owner: str) -> tuple[str, ...]:
    """The owners when there is one: a journal has few people, and very many actions."""
    return (owner,)


@lru_cache(maxsize=4096)
def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def read_typed(text: str, today: date, since: date | None = None) -> Action:
    """The action in a line as a person types it: ``Ny rubrikk i skjemaet @ola 15.12``.

    An ``@name`` is an owner, and a date at the end is when it is due: the next such day there
    is, counted from the day of the event, ``since``, where it has no year. After ``innen`` or
    ``frist`` a date may stand anywhere. A box that came along when it was pasted is taken off.
    Raises OwnerWithSpaces for «@Kari Nordmann», ImpossibleDate or AmbiguousDate for what can
    only be meant as a date and is none, and EmptyAction when nothing tells what is to be done.
    """
    words = " ".join(text.split())
    box = _PASTED.match(words)
    mark = (box["mark"] or " ") if box else " "
    words = words[box.end() :] if box else words
    _owner_is_one_word(words)
    action = read_task(f"- [{mark}] {words}", 1) or Action("")
    if action.due is None:
        action = _with_typed_date(action, today, since)
    if not action.text:
        raise EmptyAction(value=text)
    return action


_PASTED = re.compile(rf"(?:>[ \t]*)*(?:{_ITEM}[ \t]+)?\[(?P<mark>[^\]\[])?\](?:[ \t]+|$)")


def _owner_is_one_word(text: str) -> None:
    """Raises OwnerWithSpaces for «Ring @Kari Nordmann»: a name after the name."""
    words = text.split()
    for word, after in pairwise(words):
        name = word.removeprefix("@").strip(".")
        more = after.rstrip(".,;:)")
        if (
            word.startswith("@")
            and name[:1].isupper()
            and name[-1:].isalnum()
            and more[:1].isupper()
            and more.isalpha()
            and more.casefold() not in _DAY_NAMES
        ):
            owner = f"{name} {more}"
            raise OwnerWithSpaces(owner=owner, joined=owner.replace(" ", "-"))


_DAY_NAMES = frozenset({*MONTHS, *WEEKDAYS, "i", "om", "innen", "frist"})


def _with_typed_date(action: Action, today: date, since: date | None) -> Action:
    """The action with the due date that its words end with, or tell after «innen» or «frist»."""
    words = action.text.split()
    for count in range(min(_DATE_WORDS, len(words)), 0, -1):
        due = _due_in(words[:-count], words[-count:], today, since)
        if due is not None:
            kept = words[:-count]
            if len(kept) > 1 and kept[-1].casefold().rstrip(":") in _BY:
                kept.pop()
            return _due_on(action, kept, due)
    for at, word in enumerate(words):
        if word.casefold().rstrip(":") not in _ALWAYS:
            continue
        for count in range(_DATE_WORDS, 0, -1):
            said = words[at + 1 : at + 1 + count]
            if len(said) < count:
                continue
            said[-1] = said[-1].rstrip(",;:")
            due = _due_in(words[: at + 1], said, today, since)
            if due is not None:
                return _due_on(action, [*words[:at], *words[at + 1 + count :]], due)
    return action


def _due_on(action: Action, words: Sequence[str], due: date) -> Action:
    # Only now does it show whether the names stand last.
    text, owners = _owners(" ".join(words).rstrip(" ,;:–-"))
    return action._replace(text=text, owners=owners or action.owners, due=due)


def _due_in(
    before: Sequence[str], said: Sequence[str], today: date, since: date | None
) -> date | None:
    """The day that words say, given those before them; None when they say none.

    Numbers are no dates: «punkt 4.2», «10.00» and «1.500» stay what they are.
    """
    last = before[-1].casefold().rstrip(":") if before else ""
    always = last in _ALWAYS
    if last in _NO_DAY_AFTER:
        return None
    written = " ".join(said)
    number = _NUMBER.fullmatch(written)
    if number is not None and not always:
        day, month = int(number[1]), int(number[2] or 0)
        if number[3] or not (0 < day <= 31 and 0 < month <= 12):
            return None
    if not always and last in _NO_DATE_AFTER:
        return None
    if written.casefold() in _ONLY_BY and last not in _BY:
        return None
    try:
        return read_due(written, today, since).date
    except BadDate:
        return None
    except AmbiguousDate:
        if not always and _FRACTION.fullmatch(written):
            return None
        raise


# A number as prices, times, sections and versions have it, which a day and a month have too.
_NUMBER = re.compile(r"(\d{1,4})\.(\d{1,2})(\d*)\.?")
_FRACTION = re.compile(r"\d{1,4}[/\\]\d{1,4}")
# «Vaske ovnen hver fredag» and «Ringe kl. 15.30» have no due date; «ferdig innen fredag» has.
_NO_DAY_AFTER = frozenset({"hver", "kvar", "every", "each", "kl", "kl.", "klokka", "klokken", "at"})
_NO_DATE_AFTER = frozenset(
    {
        *("punkt", "pkt", "pkt.", "kap", "kap.", "kapittel", "kapitlet", "§", "§§", "versjon"),
        *("versjonen", "ver", "ver.", "v", "v.", "kr", "kr.", "kroner", "nok", "side", "s.", "nr"),
        *("nr.", "nummer", "avsnitt", "tabell", "figur", "del", "artikkel", "art.", "utgave"),
        *("rev", "rev.", "revisjon", "vedlegg", "post", "linje", "ledd", "section", "sec."),
        *("point", "chapter", "version", "page", "part", "no.", "number"),
    }
)
_BY = frozenset({"innen", "før", "til", "senest", "seinast", "frist", "by", "before", "due"})
_ALWAYS = frozenset({"innen", "frist", "fristen", "due"})
_ONLY_BY = frozenset({"jul", "jula", "julen", "christmas", "nyttår", "new year"})
_DATE_WORDS = 4


def read_effect(line: str) -> Effect | None:
    """The judgement in an indented 👍/👎 line, or None when the line is none."""
    match = _EFFECT.match(line)
    if match is None:
        return None
    return Effect(worked=match[1] == "👍", day=_iso(match[2]), text=match[3].strip())


def flaws_of(line: str) -> Iterator[tuple[Reason, str]]:
    """Why a line that is meant as an action cannot be read as one: reasons with their details.

    None for a good action, and for a line that nobody means as one. A line that was wrapped is
    given with what it goes on with, as one.
    """
    task = _TASK.match(line)
    box = None if task else box_of(line)
    if task is None and box is None:
        return
    if box is not None:
        yield BOX, ""
    rest = (task["rest"] or "") if task else box["rest"] if box else ""
    told = _without_code(rest)
    for sign in islice(_SIGN.finditer(told), _SIGNS_READ):
        day = sign[2].rstrip(".,;:)]!?")
        if sign[1] == "❌" and not day[:1].isdigit():
            continue
        if _ISO.fullmatch(day) is None or _iso(day) is None:
            yield (BAD_DAY, day) if day else (NO_DAY, sign[0].strip())
    mark = task["mark"] if task else "x" if box and box["mark"] else " "
    fields = _fields(rest)
    if not _owners(fields.text)[0]:
        yield NO_TEXT, ""
    if fields.done and mark in (" ", "/"):
        yield DONE_OPEN, ""


def box_of(line: str) -> re.Match[str] | None:
    """The bullet and box that a line begins with as people write them, and the rest of it.

    None where brackets are something else: ``- [x](link)``, ``- [x]: see there``, ``- [X]-en``.
    """
    box = _BOX.match(line)
    if box is None:
        return None
    first = box["rest"][:1]
    meant = first.isupper() if box["mark"] else first.isalnum() or first in _BEGINS
    return box if meant or not first.strip() else None


# A bullet with a box as people write it: `- []`, `-[ ]`, `- [x]Text`, `- [ x ]`, `- [v]`.
_BOX = re.compile(
    rf"(?P<bullet>[ \t>]*{_ITEM})[ \t]*"
    r"\[[ \t]*+(?P<mark>[xXvV✓✔]?)[ \t]*+\](?P<rest>.*)$"
)
# An action has a few dates; more than these nobody looks through.
_SIGNS_READ = 10
_BEGINS = '@📅✅«"“*_'
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SIGN = re.compile(rf"([📅📆🗓✅❌])\ufe0f?[ \t]*([^\s@{_SIGNS}]*)")


def goes_on(line: str) -> bool:
    """Whether a line below an action, bare of quote signs, may belong to its paragraph."""
    return bool(line.strip()) and not _BEGINS_ANEW.match(line)


_BEGINS_ANEW = re.compile(
    rf"[ \t]*(?:{_ITEM}(?:[ \t]|$)|#{{1,6}}(?:[ \t]|$)|`{{3}}|~{{3}}|(?:[-*_=][ \t]*){{3,}}$|[|<])"
    rf"|{_EFFECT.pattern}"
)


def tells_more(line: str) -> bool:
    """Whether a line has what can only belong to the action it stands below: owner or date."""
    if line[:1] == "@":
        return True
    return any(each["sign"] for each in _FIELD.finditer(line))


BOX = Reason(N_("write the box as «- [ ]» or «- [x]», with a space after it"))
NO_TEXT = Reason(N_("it does not say what is to be done"))
BAD_DAY = Reason(N_("«{detail}» is no date, write it like 2026-11-23"))
NO_DAY = Reason(N_("the date after {detail} is missing"))
DONE_OPEN = Reason(N_("it has a done date, but the box is not ticked"))


def write_task(action: Action) -> list[str]:
    """An action as its lines in canonical notation: the item, and its judgement if it has one."""
    parts = [f"- {_BOXES[action.state]}", " ".join(action.text.split())]
    named = set(map(folded, _names(action.text)))
    parts += [f"@{owner}" for owner in action.owners if folded(owner) not in named]
    signs, _, block = (
        action.signs.rpartition("^") if "^" in action.signs else (action.signs, "", "")
    )
    parts.append(signs.strip())
    if action.due:
        parts.append(f"📅 {action.due.isoformat()}")
    if action.off:
        parts.append(f"❌ {action.off.isoformat()}")
    if action.done:
        parts.append(f"✅ {action.done.isoformat()}")
    parts.append(f"^{block}" if block else "")
    lines = [" ".join(part for part in parts if part)]
    if action.effect is not None:
        lines.append(effect_line(action.effect, "  "))
    return lines


def effect_line(effect: Effect, indent: str) -> str:
    """A judgement as its line below the action that it judges."""
    sign = "👍" if effect.worked else "👎"
    day = effect.day.isoformat() if effect.day else ""
    words = (sign, day, *effect.text.split())
    return f"{indent}- {' '.join(word for word in words if word)}"


def with_mark(line: str, mark: str) -> str:
    """The line of an action with another mark in its box."""
    match = _TASK.match(line)
    return line if match is None else f"{match['start']}{mark}{line[match.end('mark') :]}"


def with_day(line: str, sign: str, day: date) -> str:
    """The line with one more date, where Obsidian Tasks puts it: last, before a block's name."""
    cut = _before_last(line)
    return f"{line[:cut]} {sign} {day.isoformat()}{line[cut:]}"


def without(line: str, signs: str) -> str:
    """The line without its dates of some signs, each with the blanks before it."""
    return _cut(line, lambda field: bool(field["sign"]) and field["sign"] in signs)


def next_task(lines: Sequence[str], days: int, made: date | None) -> list[str]:
    """The lines of an action that comes again, as it stands then: open, its dates moved on.

    As Obsidian Tasks does, without what there is one of: a block's name, 🆔 and ⛔. ``made`` is
    the day it is made, where that is to be told. Raises OverflowError for a day there is not.
    """

    def moved(field: re.Match[str]) -> str:
        day = _iso(field["day"])
        if field["sign"] not in _MOVED or day is None:
            return field[0]
        start = field.start("day") - field.start()
        return f"{field[0][:start]}{day + timedelta(days=days)}"

    anew = []
    for line in lines:
        kept = _cut(line, lambda field: field["sign"] in _OVER or field[0][0] in "🆔⛔^")
        anew.append(_FIELD.sub(moved, kept))
    anew[0] = with_mark(anew[0], " ")
    if made is not None:
        anew[0] = with_day(anew[0], "➕", made)
    return anew


_MOVED = frozenset("📅📆🗓🛫⏳⌛")
_OVER = frozenset("✅❌➕")


def _cut(line: str, wanted: Callable[[re.Match[str]], bool]) -> str:
    kept = []
    at = 0
    for field in _FIELD.finditer(_without_code(line)):
        if wanted(field):
            kept.append(line[at : field.start()].rstrip(" \t"))
            at = field.end()
    return "".join((*kept, line[at:]))


def _before_last(line: str) -> int:
    """Where a line ends but for the name of its block and blanks."""
    bare = line.rstrip(" \t")
    blank = max(bare.rfind(" ^"), bare.rfind("\t^"), 0)
    return len(bare[:blank].rstrip(" \t") if _BLOCK_ID.fullmatch(bare, blank) else bare)


# What Obsidian wants to stand last: the name of a block that is linked to.
_BLOCK_ID = re.compile(r"[ \t]\^[\w-]+")
