"""Actions after they are written: how one of them is changed.

A change touches one line, and every other line stays as it was: it takes the text below the front
matter and gives it anew, or None where it is not written so that the change is safe. Actions go by
their number in the entry, from 1.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from laering.domain.action import DONE, OFF, OPEN, Action, Effect
from laering.domain.body import Section, action_blocks, sections, split
from laering.domain.entry import Answers
from laering.domain.items import Item, items
from laering.domain.questions import HEADINGS
from laering.domain.rewriting import (
    effect_line,
    indented,
    next_task,
    parted,
    with_day,
    with_mark,
    without,
    write_task,
)
from laering.domain.text.beginnings import BULLETED
from laering.domain.text.comments import lines_inside

_NUMBERED = re.compile(r"\d+")

Part = Callable[[str], tuple[str, str]]
"""What parts a line into what is changed, and what stays behind that as it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands: its line, the first one below its words, and below all of it."""

    action: Action
    line: int
    end: int
    below: int


def places(text: str) -> list[Place]:
    """Where the actions of an entry stand; lines are counted from 0 where the text begins."""
    found: list[Place] = []
    for first, block in action_blocks(text):
        lines = block.split("\n")
        inside = lines_inside(lines)
        found += [_placed(item, first, inside) for item in items(lines, len(found) + 1)]
    return found


def _placed(item: Item, first: int, inside: AbstractSet[int]) -> Place:
    below = item.below
    while below in inside:
        below += 1
    return Place(
        item.action,
        first + item.lines.start,
        first + item.lines.stop,
        first + below,
    )


def finished(
    text: str, number: int, day: date, days: int | None = None, made: date | None = None
) -> str | None:
    """The action ticked, with the day it was done.

    What comes again stands above it anew, with its dates so many ``days`` later, when they are
    given; ``made`` is the day that it is made, where that is to be told.
    """
    place = place_of(text, number)
    if place is None or not place.action.open:
        return None
    wanted = place.action._replace(state=DONE, done=day, mark="")
    # A comment that goes on below the action stays behind it, and is not made anew.
    found = (_ended(text, place, part, wanted, days, made) for part in _PARTS)
    return next((each for each in found if each is not None), None)


def called_off(text: str, number: int, day: date) -> str | None:
    """The action called off, with the day; what comes again does so no more."""
    place = place_of(text, number)
    if place is None or not place.action.open:
        return None
    wanted = place.action._replace(state=OFF, off=day, mark="")
    found = (_ended(text, place, part, wanted) for part in _PARTS)
    return next((each for each in found if each is not None), None)


_PARTS: tuple[Part, ...] = (lambda line: (line, ""), parted)


def _ended(
    text: str,
    place: Place,
    part: Part,
    wanted: Action,
    days: int | None = None,
    made: date | None = None,
) -> str | None:
    """The text with an action as it ended: in the state, and on the day, of the ``wanted`` one."""
    off = wanted.state == OFF
    mark, sign, day = ("-", "❌", wanted.off) if off else ("x", "✅", wanted.done)
    lines = text.split("\n")
    own, rests = zip(*map(part, lines[place.line : place.end]), strict=True)
    ended = [without(line, sign) for line in own]
    ended[0] = with_day(with_mark(ended[0], mark), sign, day or date.max)
    lines[place.line : place.end] = [
        f"{line}{rest}" for line, rest in zip(ended, rests, strict=True)
    ]
    if days is None:
        return checked(text, "\n".join(lines), wanted)
    lines[place.line : place.line] = next_task(own, days, made)
    return checked(text, "\n".join(lines), wanted, above=1)


def reopened(text: str, number: int, days: int | None = None) -> str | None:
    """The action open again, without the day it was done or called off.

    What came again so many ``days`` later goes, when they are given and it stands above as it
    was made.
    """
    known = places(text)
    place = known[number - 1] if 0 < number <= len(known) else None
    if place is None or place.action.open or place.action.effect is not None:
        return None
    lines = text.split("\n")
    own = lines[place.line : place.end]
    opened = [without(line, "✅❌") for line in own]
    opened[0] = with_mark(opened[0], " ")
    wanted = place.action._replace(state=OPEN, done=None, off=None)
    above = known[number - 2] if number > 1 and days is not None else None
    again = above is not None and days is not None and _came_again(lines, above, own, days)
    for made in (opened, indented(opened)):
        lines[place.line : place.end] = made
        # What somebody has written below the one that came again would be left behind.
        if above is not None and again and above.end == place.line:
            without_it = "\n".join((*lines[: above.line], *lines[above.end :]))
            became = checked(text, without_it, wanted, above=-1)
            if became is not None:
                return became
        became = checked(text, "\n".join(lines), wanted)
        if became is not None:
            return became
    return None


def _came_again(lines: Sequence[str], above: Place, own: Sequence[str], days: int) -> bool:
    """Whether an action stands just as it was made when the one with these lines was done."""
    there = lines[above.line : above.end]
    ways = (next_task(own, days, made) for made in (None, above.action.other_days.get("➕")))
    return any(there == list(way) for way in ways)


def judged(text: str, number: int, effect: Effect) -> str | None:
    """A finished action with one more line that tells whether it worked, below those it has."""
    place = place_of(text, number)
    if place is None or not place.action.finished:
        return None
    lines = text.split("\n")
    bullet = BULLETED.match(lines[place.line])
    if bullet is None:
        return None
    indent = bullet["before"] + " " * len(bullet["bullet"])
    # What is written on below the action stays as well.
    lines.insert(place.below, effect_line(effect, indent))
    wanted = place.action._replace(effect=effect.after(place.action.effect))
    return checked(text, "\n".join(lines), wanted)


def added(text: str, action: Action, language: str, written: Sequence[str] = ()) -> str | None:
    """One more action, below the others or at the end of the third answer.

    ``written`` are its lines, where it has some that are to be kept. Where there is no such
    section, it gets one, in a place that leaves the others what they are.
    """
    known = places(text)
    written = written or write_task(action)
    wanted = action._replace(number=len(known) + 1)
    for lines in _ways_to_add(text, written, known, language):
        became = checked(text, "\n".join(lines), wanted)
        if became is not None:
            return became
    return None


def _ways_to_add(
    text: str, written: Sequence[str], known: Sequence[Place], language: str
) -> Iterator[list[str]]:
    """The lines with those of one more action, the best way first."""
    lines = text.split("\n")
    section = sections(text)[2]
    if known:
        at = known[-1].below
        above = [BULLETED.match(lines[each.line]) for each in known[-2:]]
        for bullet in (_next_bullet(above), "- "):
            before = f"{above[-1]['before']}{bullet}" if above[-1] else bullet
            own = [f"{before}{written[0].removeprefix('- ')}"]
            own += [" " * len(before) + line.lstrip(" ") for line in written[1:]]
            yield [*lines[:at], *own, *lines[at:]]
    if section is not None:
        yield _in_section(lines, section, written)
    else:
        yield from _with_section(text, written, language)


def _next_bullet(above: Sequence[re.Match[str] | None]) -> str:
    """The bullet of one more item below the last one or two: their sign, or the next number."""
    bullets = [each["bullet"] for each in above if each is not None]
    if not bullets:
        return "- "
    number = _NUMBERED.match(bullets[-1])
    if number is None or (bullets[0] == bullets[-1] and len(bullets) > 1):
        return bullets[-1]
    return f"{int(number[0]) + 1}{bullets[-1][number.end() :]}"


def _in_section(lines: Sequence[str], section: Section, written: Sequence[str]) -> list[str]:
    """The lines with an action at the end of the third answer, before its last blank lines."""
    held = section.text.split("\n")
    last = max((index for index, line in enumerate(held) if line.strip()), default=None)
    at = section.inside if last is None else section.inside + last + 1
    above, below = list(lines[:at]), list(lines[at:])
    if last is None and below and not below[0].strip() and len(below) > 1:
        # A blank line stands below the heading already.
        above.append(below.pop(0))
    elif last is not None or section.inside < len(lines):
        above.append("")
    if last is None and below and below[0].strip():
        below.insert(0, "")
    return [*above, *written, *below]


def _with_section(text: str, written: Sequence[str], language: str) -> Iterator[list[str]]:
    """The lines with the third question at the end, else below the last one that is known."""
    first, _, third = HEADINGS[language]
    lines = text.split("\n")
    found = [each for each in sections(text) if each is not None]
    if not found and text.strip():
        # Nothing was asked: all of it is the first answer.
        lines = ["", f"## {first}", *([""] if lines[0] else []), *lines]
    whole = len(lines) - (not lines[-1])
    for end in (whole, *(each.inside + each.text.count("\n") for each in reversed(found))):
        above, below = lines[:end], lines[end:]
        gap = [""] if not above or above[-1].strip() else []
        rest = ["", *below] if any(below) else below or [""]
        yield [*above, *gap, f"## {third}", "", *written, *rest]


def place_of(text: str, number: int) -> Place | None:
    """Where the action with a number stands; None when there is none."""
    found = places(text)
    return found[number - 1] if 0 < number <= len(found) else None


def checked(before: str, after: str, wanted: Action, *, above: int = 0) -> str | None:
    """The text as it became, once it reads as before in all but one action; None else.

    ``above`` is how many more stand above it, 1 or -1.
    """
    old, new = split(before), split(after)
    actions = list(old.actions)
    actions[wanted.number - 1 : wanted.number] = [wanted]
    became = list(new.actions)
    if above > 0:
        became[wanted.number - 1 : wanted.number] = []
    elif above < 0:
        actions[wanted.number - 2 : wanted.number - 1] = []
    same = [each._replace(number=0) for each in became] == [
        each._replace(number=0) for each in actions
    ]
    answers = zip(_words(old.answers), _words(new.answers), strict=True)
    return after if same and all(was == now for was, now in answers) else None


def _words(answers: Answers) -> tuple[str, str, str]:
    """The answers without the blank lines around them, which are nobody's."""
    return answers.happened.strip(), answers.learned.strip(), answers.differently.strip()
