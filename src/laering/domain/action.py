"""Actions: Markdown task items and the values they stand for.

The notation is the one Obsidian Tasks, GitHub and VS Code show as check boxes:
``- [ ] what @owner 📅 2026-12-15``, done ``- [x] … ✅ 2026-12-10``, and, indented under a
done one, ``👍 date text`` or ``👎 date text`` for whether it worked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from laering.domain.errors import N_, BadDate, EmptyAction, Reason
from laering.domain.period import read_due

_TASK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\](?:[ \t]+(.*))?$")
# The item just as ``write_task`` writes it, which is read in a third of the time.
_WRITTEN = re.compile(
    r"- \[([ x])\] ([^@📅✅\n]*)"
    r"(?:@(\w+)(?: (?=[📅✅])|$))?"
    r"(?:📅 (\d{4}-\d\d-\d\d)(?: (?=✅)|$))?"
    r"(?:✅ (\d{4}-\d\d-\d\d))?$"
)
_EFFECT = re.compile(r"[ \t]+(?:[-*+][ \t]+)?(👍|👎)\ufe0f?[ \t]*(\d{4}-\d\d-\d\d)?[ \t]*(.*)$")
_OWNER = re.compile(r"(?<!\S)@(\w[\w.-]*)")
_DUE = re.compile(r"(?<!\S)📅\ufe0f?[ \t]*(\d{4}-\d\d-\d\d)(?!\S)")
_DONE = re.compile(r"(?<!\S)✅\ufe0f?[ \t]*(\d{4}-\d\d-\d\d)(?!\S)")


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether a finished action worked: the judgement, its day if given, and why."""

    worked: bool
    day: date | None
    text: str


class Action(NamedTuple):
    """One thing somebody will do. ``number`` is its place in the entry, from 1.

    A named tuple, since a large journal makes very many of them.
    """

    text: str
    owner: str | None = None
    due: date | None = None
    finished: bool = False
    done: date | None = None
    effect: Effect | None = None
    number: int = 0

    def overdue(self, today: date) -> bool:
        """Whether it is still open although its due date has passed."""
        return not self.finished and self.due is not None and self.due < today


def read_task(line: str, number: int) -> Action | None:
    """The action in a task line, or None when the line is none."""
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
            return Action(text.strip(), owner, due_date, mark == "x", done_date, None, number)
    return None


def _read_any_task(line: str, number: int) -> Action | None:
    match = _TASK.match(line)
    if match is None:
        return None
    rest = match[2] or ""
    finished = match[1] != " "
    rest, due = _take_date(_DUE, rest)
    rest, done = _take_date(_DONE, rest)
    text, owner = _owner(" ".join(rest.split()))
    return Action(
        text=text,
        owner=owner,
        due=due,
        finished=finished,
        done=done if finished else None,
        number=number,
    )


def read_typed(text: str, today: date, since: date | None = None) -> Action:
    """The action in a line as a person types it: ``Ny rubrikk i skjemaet @ola 15.12``.

    An ``@name`` is the owner, and a date at the end is when it is due: the next such day
    there is, counted from the day of the event, ``since``, where it has no year. Raises
    ImpossibleDate or AmbiguousDate for an end that is no possible date, and EmptyAction when
    nothing tells what is to be done.
    """
    action = read_task(f"- [ ] {' '.join(text.split())}", 1) or Action("")
    if action.due is None:
        action = _with_typed_date(action, today, since)
    if not action.text:
        raise EmptyAction(value=text)
    return action


def _with_typed_date(action: Action, today: date, since: date | None) -> Action:
    words = action.text.split()
    for count in range(min(_DATE_WORDS, len(words)), 0, -1):
        kept = words[:-count]
        if kept and kept[-1].casefold() in _NO_DAY_AFTER:
            continue
        try:
            due = read_due(" ".join(words[-count:]), today, since).date
        except BadDate:
            continue
        if len(kept) > 1 and kept[-1].casefold() in _BY:
            kept.pop()
        # Only now does it show whether the name stands last.
        text, owner = _owner(" ".join(kept).rstrip(" ,;:–-"))
        return action._replace(text=text, owner=owner or action.owner, due=due)
    return action


# «Vaske ovnen hver fredag» and «Ringe kl. 15.30» have no due date; «ferdig innen fredag» has.
_NO_DAY_AFTER = frozenset({"hver", "kvar", "every", "each", "kl", "kl.", "klokka", "klokken"})
_BY = frozenset({"innen", "før", "til", "senest", "frist", "by", "before", "due"})
_DATE_WORDS = 4


def read_effect(line: str) -> Effect | None:
    """The judgement in an indented 👍/👎 line, or None when the line is none."""
    match = _EFFECT.match(line)
    if match is None:
        return None
    return Effect(worked=match[1] == "👍", day=_iso(match[2]), text=match[3].strip())


def flaws_of(line: str) -> Iterator[tuple[Reason, str]]:
    """Why a line that is meant as an action cannot be read as one: reasons with their details.

    None for a good action, and for a line that nobody means as one.
    """
    box = box_of(line)
    if box is None:
        return
    if _TASK.match(line) is None:
        yield BOX, ""
    rest = box["rest"]
    for sign in islice(_SIGN.finditer(rest), _SIGNS):
        day = sign[1].rstrip(".,;)")
        if _ISO.fullmatch(day) is None or _iso(day) is None:
            yield (BAD_DAY, day) if day else (NO_DAY, sign[0].strip())
    action = _read_any_task(f"- [{'x' if box['mark'] else ' '}] {rest}", 1) or Action("")
    if not action.text:
        yield NO_TEXT, ""
    if not action.finished and _DONE.search(rest):
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
    r"(?P<bullet>[ \t]*(?:[-*+]|\d{1,9}[.)]))[ \t]*"
    r"\[[ \t]*+(?P<mark>[xXvV✓✔]?)[ \t]*+\](?P<rest>.*)$"
)
# An action has two dates; more than these nobody looks through.
_SIGNS = 10
_BEGINS = '@📅✅«"“*_'
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_SIGN = re.compile(r"(?:📅|✅)\ufe0f?[ \t]*([^\s@📅✅]*)")


def goes_on_wrongly(line: str) -> bool:
    """Whether a line below an action, and no item of its own, has what only its first line has."""
    if _BULLET.match(line) or not line.strip():
        return False
    dated = _DUE.search(line) or _DONE.search(line)
    return bool(dated or (line[:1] in (" ", "\t") and _OWNER.search(line)))


_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")

WRAPPED = Reason(N_("owner and dates are only read on the line with the box; write it on one line"))
BOX = Reason(N_("write the box as «- [ ]» or «- [x]», with a space after it"))
NO_TEXT = Reason(N_("it does not say what is to be done"))
BAD_DAY = Reason(N_("«{detail}» is no date, write it like 2026-11-23"))
NO_DAY = Reason(N_("the date after {detail} is missing"))
DONE_OPEN = Reason(N_("it has a done date, but the box is not ticked"))


def write_task(action: Action) -> list[str]:
    """An action as its lines in canonical notation: the item, and its judgement if it has one."""
    parts = ["- [x]" if action.finished else "- [ ]", " ".join(action.text.split())]
    if action.owner and _names(action.text)[-1:] != [action.owner]:
        parts.append(f"@{action.owner}")
    if action.due:
        parts.append(f"📅 {action.due.isoformat()}")
    if action.done:
        parts.append(f"✅ {action.done.isoformat()}")
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


def _owner(text: str) -> tuple[str, str | None]:
    """An action's words and its owner: the last ``@name`` in it.

    A single name is taken out of the words where it stands before or after them; elsewhere it
    is part of a sentence and stays.
    """
    names = _names(text)
    if not names:
        return text, None
    owner = names[-1]
    if len(names) == 1:
        if text.endswith(f"@{owner}"):
            return text[: -len(owner) - 1].rstrip(), owner
        start = re.match(rf"@{re.escape(owner)}[:,]? ", text)
        if start is not None:
            return text[start.end() :], owner
    return text, owner


def _names(text: str) -> list[str]:
    return [name.rstrip(".-") for name in _OWNER.findall(text)]


def _take_date(pattern: re.Pattern[str], text: str) -> tuple[str, date | None]:
    match = pattern.search(text)
    if match is None or (day := _iso(match[1])) is None:
        return text, None
    return text[: match.start()] + text[match.end() :], day


@lru_cache(maxsize=4096)
def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
