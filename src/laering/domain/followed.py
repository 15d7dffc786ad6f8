"""The actions of many entries: whose they are, and in which order they press."""

from collections.abc import Iterable
from datetime import date, timedelta

from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.folding import folded

Followed = tuple[Entry, Action]
"""An action and the entry it stands in."""


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
    known: Iterable[Followed],
    today: date,
    *,
    overdue: bool = False,
    this_week: bool = False,
    everything: bool = False,
) -> list[Followed]:
    """Those that are open, or ``everything``, by their urgency.

    Of these only ``overdue`` ones, or only what is due ``this_week``, until Sunday: with it
    goes what is open still from the weeks before.
    """
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)

    def now(action: Action) -> bool:
        due = action.due
        return due is not None and due <= sunday and (action.open or due >= monday)

    found = [
        (entry, action)
        for entry, action in known
        if (everything or action.open)
        and (not overdue or action.overdue(today))
        and (not this_week or now(action))
    ]
    return sorted(found, key=lambda each: by_urgency(each[1], each[0].date, each[0].path))
