"""Which action is meant: by its entry and its number, by a part of its own text, or by choice."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.errors import (
    ActionMissing,
    AmbiguousAction,
    NoActions,
    NoSuchAction,
    NothingOfTheKind,
    NothingToDo,
    WhichAction,
)
from laering.domain.followed import Followed, by_urgency, followed
from laering.files.journal.finding import has_words, is_part, is_whole
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.meant import meant, readable
from laering.ui.commands.spoken import Spoken, is_number
from laering.ui.desk.call import Call
from laering.ui.words import action_line

_MOST = 10
"""Candidates that are told."""


class Wanted(NamedTuple):
    """Those to which something can be done as they stand, and the command that shows them."""

    likely: Callable[[Action], bool]
    shown: str


OPEN = Wanted(lambda action: action.open, "laering tiltak")
ENDED = Wanted(lambda action: not action.open, "laering tiltak --alle")
TO_JUDGE = Wanted(lambda action: action.finished and not action.effect, "laering tiltak --alle")

Likely = Callable[[Action], bool]


def which(call: Call, journal: Journal, spoken: Spoken, wanted: Wanted) -> Followed:
    """The action that a person means, and its entry.

    By what names the entry and the number in it; without a number by a part of the action's own
    text, where that names no entry, or one in which there is nothing to do. Where it names
    several entries, what can be done in them counts. Where several fit, they choose when they
    sit there, and among all of them where nothing is said. Raises ActionMissing or NothingToDo,
    NothingOfTheKind, AmbiguousEntry or AmbiguousAction, and NoActions, NoSuchAction or
    WhichAction of an entry.
    """
    reference, number, likely = spoken.reference, spoken.number, wanted.likely
    if not reference:
        return _any(call, journal, wanted)
    named = journal.fitting(reference, call.today)
    if number is None and is_number(reference):
        # A number alone is a part of nearly every day, and says of no entry that it is meant.
        raise NothingOfTheKind(reference=reference, command=wanted.shown)
    if number is None:
        found = _in_several(journal, named, likely) if len(named) > 1 else []
        entry = readable(journal, named[0]) if len(named) == 1 else None
        if entry is None or not any(map(likely, unpack(entry).actions)):
            found += _by_text(journal, reference, likely)
        found = list(
            {(entry.path, action.number): (entry, action) for entry, action in found}.values()
        )
        if found:
            return _one(call, reference, found)
        if not named:
            raise NothingOfTheKind(reference=reference, command=wanted.shown)
    entry = readable(journal, meant(call, journal, reference))
    return entry, _in_entry(call, entry, number, likely)


def _any(call: Call, journal: Journal, wanted: Wanted) -> Followed:
    """One of all that are wanted, as somebody chooses. Raises ActionMissing or NothingToDo."""
    if not call.terminal.can_ask:
        raise ActionMissing(command=wanted.shown)
    known = followed(journal.within(None).entries)
    found = [each for each in known if wanted.likely(each[1])]
    if not found:
        raise NothingToDo()
    return _chosen(call, found)


def _in_several(journal: Journal, named: Sequence[Place], likely: Likely) -> list[Followed]:
    """The actions of several entries to which it can be done."""
    return [each for each in followed(journal.read(named).entries) if likely(each[1])]


def _by_text(journal: Journal, reference: str, likely: Likely) -> list[Followed]:
    """The actions of that text, else those that have it as a part, else those with its words.

    Of these the ones that are likely, or all where none is.
    """
    known = followed(journal.within(None).entries)
    found: list[Followed] = []
    for fits in (is_whole, is_part, has_words):
        found = found or [each for each in known if fits(reference, each[1].text)]
    return [each for each in found if likely(each[1])] or found


def _one(call: Call, reference: str, found: Sequence[Followed]) -> Followed:
    if len(found) == 1:
        return found[0]
    if not call.terminal.can_ask:
        lines = [
            f"{action_line(action, call.today)} ({entry.id} {action.number})"
            for entry, action in found
        ]
        more = [f"… (+{len(lines) - _MOST})"] if len(lines) > _MOST else []
        raise AmbiguousAction(reference=reference, actions=(*lines[:_MOST], *more))
    return _chosen(call, found)


def _chosen(call: Call, found: Sequence[Followed]) -> Followed:
    """The one that somebody chooses, the most urgent shown first."""
    from laering.ui.asking.prompt import choose

    found = sorted(found, key=lambda each: by_urgency(each[1], each[0].date, each[0].path))
    rows = [(action_line(action, call.today), entry.title) for entry, action in found]
    return found[choose(call.terminal, _("Which one?"), rows)]


def _in_entry(call: Call, entry: Entry, number: int | None, likely: Likely) -> Action:
    """By its number, else the only likely one, else the only one, else the one that is chosen."""
    actions = unpack(entry).actions
    if not actions:
        raise NoActions(title=entry.title, entry=entry.id)
    if number is not None:
        if not 0 < number <= len(actions):
            listed = _listed(actions, call.today)
            raise NoSuchAction(title=entry.title, number=number, actions=listed)
        return actions[number - 1]
    able = [each for each in actions if likely(each)]
    if len(able) == 1:
        return able[0]
    if len(actions) == 1:
        return actions[0]
    if able and call.terminal.can_ask:
        from laering.ui.asking.prompt import choose

        rows = [(action_line(each, call.today), str(each.number)) for each in able]
        return able[choose(call.terminal, _("Which one?"), rows)]
    raise WhichAction(title=entry.title, actions=_listed(actions, call.today))


def _listed(actions: Sequence[Action], today: date) -> tuple[str, ...]:
    return tuple(action_line(each, today, number=True) for each in actions)
