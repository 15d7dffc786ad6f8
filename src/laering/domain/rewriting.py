"""The lines of an action: written, changed in one place, and made anew for the next time."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from laering.domain.action import (
    TASK,
    Action,
    Effect,
    names_in,
)
from laering.domain.folding import folded
from laering.domain.signs import FIELD, iso
from laering.domain.text.beginnings import bare
from laering.domain.text.comments import goes_on_from
from laering.domain.text.escapes import escape_comments
from laering.domain.text.fences import without_code

_MOVED = frozenset("📅📆🗓🛫⏳⌛")

_OVER = frozenset("✅❌➕")

# What Obsidian wants to stand last: the name of a block that is linked to.
_BLOCK_ID = re.compile(r"[ \t]\^[\w-]+")


def write_task(action: Action) -> list[str]:
    """An action as its lines in canonical notation: the item, and its judgements if it has some."""
    parts = [f"- {action.box}", escape_comments(" ".join(action.text.split()))]
    named = set(map(folded, names_in(action.text)))
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
        lines += (effect_line(each, "  ") for each in action.effect.all)
    return lines


def effect_line(effect: Effect, indent: str) -> str:
    """A judgement as its line below the action that it judges."""
    sign = "👍" if effect.worked else "👎"
    day = effect.day.isoformat() if effect.day else ""
    said = escape_comments(" ".join(effect.text.split()))
    return f"{indent}- {' '.join(word for word in (sign, day, said) if word)}"


def with_mark(line: str, mark: str) -> str:
    """The line of an action with another mark in its box."""
    match = TASK.match(line)
    if match is None:
        return line
    rest = line[match.end("mark") :].removeprefix("\\")
    return f"{match['start']}[{mark}{rest}"


def with_day(line: str, sign: str, day: date) -> str:
    """The line with one more date, where Obsidian Tasks puts it: last, before a block's name."""
    cut = _before_last(line)
    return f"{line[:cut]} {sign} {day.isoformat()}{line[cut:]}"


def parted(line: str) -> tuple[str, str]:
    """A line, and the comment in it that goes on below it, with the blanks before that."""
    own = line[: goes_on_from(line)].rstrip(" \t")
    return own, line[len(own) :]


def without(line: str, signs: str) -> str:
    """The line without its dates of some signs, each with the blanks before it."""
    return _cut(line, lambda field: bool(field["sign"]) and field["sign"] in signs)


def indented(lines: Sequence[str]) -> list[str]:
    """The lines of an action with those below the first one indented.

    So they are its own, also when no date stands on them any more.
    """
    made = [lines[0]]
    for line in lines[1:]:
        inner = bare(line)
        blanks = "" if inner[:1] in (" ", "\t") else "  "
        made.append(f"{line[: len(line) - len(inner)]}{blanks}{inner}")
    return made


def next_task(lines: Sequence[str], days: int, made: date | None) -> list[str]:
    """The lines of an action that comes again, as it stands then: open, its dates moved on.

    As Obsidian Tasks does, without what there is one of: a block's name, 🆔 and ⛔. ``made`` is
    the day it is made, where that is to be told. Raises OverflowError for a day there is not.
    """

    def moved(field: re.Match[str]) -> str:
        day = iso(field["day"])
        if field["sign"] not in _MOVED or day is None:
            return field[0]
        start = field.start("day") - field.start()
        return f"{field[0][:start]}{day + timedelta(days=days)}"

    anew = []
    for line in lines:
        kept = _cut(line, lambda field: field["sign"] in _OVER or field[0][0] in "🆔⛔^")
        anew.append(FIELD.sub(moved, kept))
    anew[0] = with_mark(anew[0], " ")
    if made is not None:
        anew[0] = with_day(anew[0], "➕", made)
    return anew


def _cut(line: str, wanted: Callable[[re.Match[str]], bool]) -> str:
    kept = []
    at = 0
    for field in FIELD.finditer(without_code(line)):
        if wanted(field):
            kept.append(line[at : field.start()].rstrip(" \t"))
            at = field.end()
    return "".join((*kept, line[at:]))


def _before_last(line: str) -> int:
    """Where a line ends but for the name of its block and blanks."""
    bare = line.rstrip(" \t")
    blank = max(bare.rfind(" ^"), bare.rfind("\t^"), 0)
    return len(bare[:blank].rstrip(" \t") if _BLOCK_ID.fullmatch(bare, blank) else bare)
