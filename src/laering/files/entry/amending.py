"""An entry's file changed in what somebody says anew, and in no other line."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from laering.domain.action import Action
from laering.domain.check import read_day
from laering.domain.entry import Entry, Given, Problem
from laering.domain.fitting import fit_given
from laering.domain.keys import KEYS
from laering.domain.private import PRIVATE_KEYS
from laering.domain.revising import PROSE, given_of, revised
from laering.files.entry import codec
from laering.files.entry.edits import with_tags, with_value

_ANSWERED = ("happened", "learned", "differently", "actions", "further")

_KEPT = frozenset({"repeats", "aliases", "not_repeats", "origin"})

_NAMES = tuple(key.name for key in KEYS if key.name not in _KEPT)


def said_anew(before: Given, after: Given) -> tuple[str, ...]:
    """The fields in which somebody says something else than an entry did."""
    return tuple(
        name for name in (*_NAMES, *_ANSWERED) if _told(before, name) != _told(after, name)
    )


def _told(given: Given, name: str) -> object:
    """What is said in a field; the numbers of actions come from where they stand."""
    if name == "actions":
        return [action._replace(number=0) for action in given.actions]
    return getattr(given, name) or None


def fitted(before: Given, after: Given) -> Given:
    """What somebody says anew, as a file may hold it. Raises ControlCharacter."""
    answers: dict[str, Any] = {
        name: text if (text := getattr(after, name)) and text.strip() else "" for name in PROSE
    }
    after = replace(after, title=" ".join((after.title or "").split()), **answers)
    anew: dict[str, Any] = {name: getattr(after, name) for name in said_anew(before, after)}
    fit = fit_given(Given(**anew))
    return replace(after, **{name: getattr(fit, name) for name in anew})


def with_day(given: Given, day: date, today: date) -> Given:
    """What is given of a learning that happened on another day.

    The day it was written down, which was that of the event if nothing else is told, stays. A day
    that it was given since, as its earlier names tell, says nothing of when it was written.
    """
    written = given.written
    if written is None and given.date is not None and day < given.date <= today:
        named = (read_day(name[:_DAY]) for name in given.aliases)
        written = max(day, min((given.date, *filter(None, named))))
    return replace(given, date=day, written=None if written == day else written)


_DAY = len("2026-11-23")


def rebased(base: Given, after: Given, now: Given) -> tuple[Given, tuple[str, ...]]:
    """What somebody said anew of an entry that has become another since, and what both changed."""
    mine = said_anew(base, after)
    both = tuple(
        name
        for name in said_anew(base, now)
        if name in mine and getattr(now, name) != getattr(after, name)
    )
    anew: dict[str, Any] = {name: getattr(after, name) for name in mine}
    if "actions" in both:
        anew["actions"] = _both(base.actions, after.actions, now.actions)
    return replace(now, pictures=after.pictures, **anew), both


def _both(
    base: Sequence[Action], mine: Sequence[Action], now: Sequence[Action]
) -> tuple[Action, ...]:
    """The actions of an entry, when what somebody did to them is done to what they are now."""
    before, after = ([each._replace(number=0) for each in some] for some in (base, mine))
    gone = [each for each in before if each not in after]
    stay = [each for each in now if each._replace(number=0) not in gone]
    return (*stay, *(each for each in after if each not in before))


def read_given(text: str, questions: Collection[str]) -> Given | None:
    """All that an entry's text, with LF line ends, says; None where it is no entry."""
    found = codec.read(text.encode("utf-8", "surrogatepass"), "")
    return given_of(found, questions) if isinstance(found, Entry) else None


def amended(text: str, before: Given, after: Given, today: date, language: str) -> str | None:
    """A file's text, with LF line ends, in which an entry says ``after`` instead of ``before``.

    Actions that are new are made ``today``. None where it is not written so that this is safe.
    """
    anew = said_anew(before, after)
    changed: str | None = text
    for name in anew:
        if changed is not None and name in _NAMES:
            changed = _HEADER.get(name, _with_key)(changed, name, getattr(after, name))
    if changed is None:
        return None
    head, rest = codec.parted(changed)
    body = revised(rest, before, after, today, language)
    found = None if body is None else read_given(head + body, dict(after.further))
    there = read_given(text, dict(after.further))
    if body is None or found is None or there is None:
        return None
    # Answers and actions have been read again already.
    wanted = replace(there, **{name: getattr(after, name) for name in anew if name in _NAMES})
    same = all(getattr(found, name) == getattr(wanted, name) for name in _NAMES)
    return head + body if same else None


def _with_key(text: str, name: str, value: Any) -> str | None:
    return with_value(text, name, value or None)


def _with_tags(text: str, _name: str, tags: Sequence[str]) -> str | None:
    return with_tags(text, tags)


def _private(text: str, _name: str, value: bool) -> str | None:
    """The text with its entry kept private or not, whatever keys say so."""
    if value:
        return with_value(text, "private", True)
    found = codec.look(text, "")
    changed: str | None = text
    for key, _ in () if isinstance(found, Problem) else found.header.pairs:
        if changed is not None and key.text.strip().casefold() in PRIVATE_KEYS:
            changed = with_value(changed, key.text, None)
    return changed


_HEADER: dict[str, Callable[[str, str, Any], str | None]] = {
    "tags": _with_tags,
    "private": _private,
}
