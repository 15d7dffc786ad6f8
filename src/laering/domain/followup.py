"""Changing the actions in an entry's text: one line each, and every other line as it was.

All functions take the text below the front matter and give it anew, or None where it is not
written so that the change is safe. Actions go by their number in the entry, from 1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from laering.domain.action import (
    Action,
    Effect,
    effect_line,
    read_effect,
    read_task,
    write_task,
)
from laering.domain.body import HEADINGS, sections, split
from laering.domain.text.comments import idle_lines

_BOX = re.compile(r"([ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]++\[)([ xX])(\].*)$", re.DOTALL)
# Begins where blanks begin, and is not tried again at each of them.
_DONE = re.compile(r"(?<![ \t])[ \t]*+✅\ufe0f?[ \t]*\d{4}-\d\d-\d\d(?!\S)")
# What Obsidian wants to stand last: the name of a block that is linked to.
_BLOCK_ID = re.compile(r"[ \t]\^[\w-]+")
_BULLET = re.compile(r"([ \t]*)((?:[-*+]|\d{1,9}[.)])[ \t]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands: its line, that of its judgement, and the first one below both."""

    action: Action
    line: int
    judgement: int | None
    below: int


def places(text: str) -> list[Place]:
    """Where the actions of an entry stand; lines are counted from 0 where the text begins."""
    section = sections(text)[2]
    if section is None:
        return []
    lines = section.text.split("\n")
    idle = idle_lines(lines)
    found: list[Place] = []
    under_task = False
    for index, line in enumerate(lines):
        at = section.inside + index
        action = read_task(line, len(found) + 1) if "]" in line and index not in idle else None
        if action is not None:
            found.append(Place(action, at, None, at + 1))
            under_task = True
            continue
        effect = read_effect(line) if under_task and index not in idle else None
        if effect is not None:
            last = found[-1]
            found[-1] = Place(last.action._replace(effect=effect), last.line, at, at + 1)
            continue
        under_task = under_task and line[:1] in (" ", "\t")
    return found


def finished(text: str, number: int, day: date) -> str | None:
    """The action ticked, with the day it was done."""
    place = _place(text, number)
    if place is None or place.action.finished or place.judgement is not None:
        return None
    wanted = place.action._replace(finished=True, done=day)

    def tick(line: str) -> str | None:
        box = _BOX.match(line)
        if box is None or _DONE.search(line):
            return None
        rest = box[3]
        cut = _before_last(rest)
        return f"{box[1]}x{rest[:cut]} ✅ {day.isoformat()}{rest[cut:]}"

    return _with_line(text, place, tick, wanted)


def _before_last(line: str) -> int:
    """Where a line ends but for the name of its block and blanks."""
    bare = line.rstrip(" \t")
    blank = max(bare.rfind(" ^"), bare.rfind("\t^"), 0)
    return len(bare[:blank].rstrip(" \t") if _BLOCK_ID.fullmatch(bare, blank) else bare)


def reopened(text: str, number: int) -> str | None:
    """The action open again, without the day it was done."""
    place = _place(text, number)
    if place is None or not place.action.finished or place.action.effect is not None:
        return None

    def open_again(line: str) -> str | None:
        box = _BOX.match(_DONE.sub("", line))
        return f"{box[1]} {box[3]}" if box else None

    return _with_line(text, place, open_again, place.action._replace(finished=False, done=None))


def judged(text: str, number: int, effect: Effect) -> str | None:
    """A finished action with one more line below it that tells whether it worked."""
    place = _place(text, number)
    if place is None or not place.action.finished:
        return None
    lines = text.split("\n")
    bullet = _BULLET.match(lines[place.line])
    if bullet is None:
        return None
    indent = bullet[1] + " " * len(bullet[2])
    # Earlier judgements stay, and so does what is written on below the action.
    at = place.below
    while at < len(lines) and _goes_on(lines[at], bullet[1]):
        at += 1
    lines.insert(at, effect_line(effect, indent))
    return _checked(text, "\n".join(lines), place.action._replace(effect=effect))


def _goes_on(line: str, indent: str) -> bool:
    """Whether a line belongs to the action above, and is no list of its own."""
    deeper = line.startswith((f"{indent} ", f"{indent}\t")) and bool(line.strip())
    return deeper and _BULLET.match(line) is None


def added(text: str, action: Action, language: str) -> str | None:
    """One more action, below the others or at the end of the third answer."""
    lines = text.split("\n")
    known = places(text)
    written = write_task(action)
    section = sections(text)[2]
    if known:
        at = known[-1].below
        # What is indented below the last action belongs to it.
        while at < len(lines) and lines[at][:1] in (" ", "\t") and lines[at].strip():
            at += 1
        task = lines[known[-1].line]
        indent = task[: len(task) - len(task.lstrip(" \t"))]
        lines[at:at] = [f"{indent}{line}" for line in written]
    elif section is None:
        end = text.rstrip("\n")
        heading = HEADINGS[language][2]
        lines = [*end.split("\n"), "", f"## {heading}", "", *written, ""]
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


def _place(text: str, number: int) -> Place | None:
    found = places(text)
    return found[number - 1] if 0 < number <= len(found) else None


def _with_line(
    text: str, place: Place, change: Callable[[str], str | None], wanted: Action
) -> str | None:
    lines = text.split("\n")
    line = change(lines[place.line])
    if line is None:
        return None
    lines[place.line] = line
    return _checked(text, "\n".join(lines), wanted)


def _checked(before: str, after: str, wanted: Action) -> str | None:
    """The text as it became, once it reads as before in all but one action."""
    old, new = split(before), split(after)
    actions = list(old.actions)
    actions[wanted.number - 1 : wanted.number] = [wanted]
    same = replace(old, actions=(), found=new.found) == replace(new, actions=())
    return after if same and list(new.actions) == actions else None
