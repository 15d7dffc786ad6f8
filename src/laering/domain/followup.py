"""Actions after they are written: in which order they press, and how one of them is changed.

A change touches one line, and every other line stays as it was: it takes the text below the front
matter and gives it anew, or None where it is not written so that the change is safe. Actions go by
their number in the entry, from 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from laering.domain.action import DONE, OPEN, Action, Effect
from laering.domain.body import HEADINGS, action_blocks, sections, split, unpack
from laering.domain.entry import Answers, Entry
from laering.domain.folding import folded
from laering.domain.items import Item, items
from laering.domain.rewriting import (
    effect_line,
    next_task,
    with_day,
    with_mark,
    without,
    write_task,
)
from laering.domain.text.beginnings import BULLETED

Followed = tuple[Entry, Action]
"""An action and the entry it stands in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands: its line, the first one below its words, and below all of it.

    ``judgement`` is the line that tells last whether it worked.
    """

    action: Action
    line: int
    end: int
    judgement: int | None
    below: int


def places(text: str) -> list[Place]:
    """Where the actions of an entry stand; lines are counted from 0 where the text begins."""
    found: list[Place] = []
    for first, block in action_blocks(text):
        found += [_placed(item, first) for item in items(block.split("\n"), len(found) + 1)]
    return found


def _placed(item: Item, first: int) -> Place:
    judgement = first + item.judgements[-1] if item.judgements else None
    return Place(
        item.action,
        first + item.lines.start,
        first + item.lines.stop,
        judgement,
        first + item.below,
    )


def finished(
    text: str, number: int, day: date, days: int | None = None, made: date | None = None
) -> str | None:
    """The action ticked, with the day it was done.

    What comes again stands above it anew, with its dates so many ``days`` later, when they are
    given; ``made`` is the day that it is made, where that is to be told.
    """
    place = _place(text, number)
    if place is None or not place.action.open:
        return None
    lines = text.split("\n")
    own = lines[place.line : place.end]
    lines[place.line : place.end] = [
        with_day(with_mark(without(own[0], "✅"), "x"), "✅", day),
        *(without(line, "✅") for line in own[1:]),
    ]
    wanted = place.action._replace(state=DONE, done=day)
    if days is None:
        return _checked(text, "\n".join(lines), wanted)
    lines[place.line : place.line] = next_task(own, days, made)
    return _checked(text, "\n".join(lines), wanted, above=True)


def reopened(text: str, number: int) -> str | None:
    """The action open again, without the day it was done or called off."""
    place = _place(text, number)
    if place is None or place.action.open or place.action.effect is not None:
        return None
    lines = text.split("\n")
    own = lines[place.line : place.end]
    lines[place.line : place.end] = [
        with_mark(without(own[0], "✅❌"), " "),
        *(without(line, "✅❌") for line in own[1:]),
    ]
    wanted = place.action._replace(state=OPEN, done=None, off=None)
    return _checked(text, "\n".join(lines), wanted)


def judged(text: str, number: int, effect: Effect) -> str | None:
    """A finished action with one more line below it that tells whether it worked."""
    place = _place(text, number)
    if place is None or not place.action.finished:
        return None
    lines = text.split("\n")
    bullet = BULLETED.match(lines[place.line])
    if bullet is None:
        return None
    indent = bullet["before"] + " " * len(bullet["bullet"])
    # Earlier judgements stay, and so does what is written on below the action.
    lines.insert(place.below, effect_line(effect, indent))
    return _checked(text, "\n".join(lines), place.action._replace(effect=effect))


def added(text: str, action: Action, language: str) -> str | None:
    """One more action, below the others or at the end of the third answer."""
    lines = text.split("\n")
    known = places(text)
    written = write_task(action)
    section = sections(text)[2]
    if known:
        bullet = BULLETED.match(lines[known[-1].line])
        at = known[-1].below
        lines[at:at] = [f"{bullet['before'] if bullet else ''}{line}" for line in written]
    elif section is None:
        lines = _with_section(text, written, language)
    else:
        held = section.text.split("\n")
        last = max((index for index, line in enumerate(held) if line.strip()), default=None)
        if last is not None:
            at = section.inside + last + 1
            lines[at:at] = ["", *written]
        elif section.inside >= len(lines) - 1:
            lines[section.inside : section.inside] = ["", *written]
        elif not lines[section.inside]:
            # A blank line stands below the heading already.
            at = section.inside + 1
            lines[at:at] = [*written, ""] if at < len(lines) and lines[at] else written
        else:
            lines[section.inside : section.inside] = ["", *written, ""]
    return _checked(text, "\n".join(lines), action._replace(number=len(known) + 1))


def _with_section(text: str, written: Sequence[str], language: str) -> list[str]:
    """The lines with the third question at the end; where none was asked, with the first above."""
    first, _, third = HEADINGS[language]
    above = []
    if text.strip() and not any(sections(text)):
        above, text = ["", f"## {first}", ""], text.lstrip("\n")
    return [*above, *text.rstrip("\n").split("\n"), "", f"## {third}", "", *written, ""]


def _place(text: str, number: int) -> Place | None:
    found = places(text)
    return found[number - 1] if 0 < number <= len(found) else None


def _checked(before: str, after: str, wanted: Action, *, above: bool = False) -> str | None:
    """The text as it became, once it reads as before in all but one action.

    With ``above`` there is one more, that stands above it.
    """
    old, new = split(before), split(after)
    actions = list(old.actions)
    actions[wanted.number - 1 : wanted.number] = [wanted]
    became = list(new.actions)
    if above:
        became[wanted.number - 1 : wanted.number] = []
    same = [each._replace(number=0) for each in became] == [
        each._replace(number=0) for each in actions
    ]
    answers = zip(_words(old.answers), _words(new.answers), strict=True)
    return after if same and all(was == now for was, now in answers) else None


def _words(answers: Answers) -> tuple[str, str, str]:
    """The answers without the blank lines around them, which are nobody's."""
    return answers.happened.strip(), answers.learned.strip(), answers.differently.strip()


def by_urgency(action: Action, entered: date, path: str) -> tuple[bool, date, date, str, int]:
    """The order of actions of many entries: open ones first, the most overdue of them before all.

    Those without a due date come last, and where nothing else tells, ``entered``, the day of
    the entry, does, and then its file.
    """
    return (not action.open, action.due or date.max, entered, path, action.number)


def by_waiting(action: Action, path: str) -> tuple[date, str, int]:
    """The order of finished actions: those that were done first, or at no known time, first."""
    return (action.done or date.min, path, action.number)


def followed(entries: Iterable[Entry], owner: str | None = None) -> list[Followed]:
    """The actions of some entries; only those of an ``owner``, in letters large or small.

    One that several share is each one's, and one without an owner is of the empty name.
    """
    wanted = None if owner is None else folded(owner)
    return [
        (entry, action)
        for entry in entries
        for action in unpack(entry).actions
        if wanted is None or wanted in (map(folded, action.owners) if action.owners else ("",))
    ]


def pressing(
    known: Iterable[Followed], today: date, *, overdue: bool, everything: bool
) -> list[Followed]:
    """Those that are open, or only ``overdue`` ones, or ``everything``, by their urgency."""
    found = [
        (entry, action)
        for entry, action in known
        if (everything or action.open) and (not overdue or action.overdue(today))
    ]
    return sorted(found, key=lambda each: by_urgency(each[1], each[0].date, each[0].path))
