"""Events that happened again: which ones belong together, over all the years."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol, TypeVar


class Event(NamedTuple):
    """As much of an entry as its chain shows.

    ``finished`` is the day its first action was finished, ``actions`` how many it has.
    """

    id: str
    title: str
    date: dt.date
    repeats: tuple[str, ...]
    actions: int = 0
    finished: dt.date | None = None


class Linked(Protocol):
    """What may name earlier events that it repeats: an entry, or as much of one as is known."""

    @property
    def id(self) -> str:
        """Its name, by which others name it."""

    @property
    def date(self) -> dt.date:
        """The day it happened."""

    @property
    def repeats(self) -> tuple[str, ...]:
        """The ids of the earlier events that it names."""


_Linked = TypeVar("_Linked", bound=Linked)


def chain(of: str, events: Mapping[str, Event]) -> list[Event]:
    """All events that are linked with one, directly or through others, the earliest first.

    Empty when it is linked with none of them.
    """
    later: dict[str, list[str]] = {}
    for event in events.values():
        for earlier in event.repeats:
            later.setdefault(earlier, []).append(event.id)
    found: set[str] = set()
    waiting = [of]
    while waiting:
        name = waiting.pop()
        if name in found or name not in events:
            continue
        found.add(name)
        waiting += [*events[name].repeats, *later.get(name, ())]
    linked = sorted((events[name] for name in found), key=lambda event: (event.date, event.id))
    return linked if len(linked) > 1 else []


def earlier_than(names: Iterable[str], events: Mapping[str, _Linked]) -> list[_Linked]:
    """The events that others repeat, and those that these repeat in turn, the earliest first."""
    found: dict[str, _Linked] = {}
    waiting = list(names)
    while waiting:
        event = events.get(waiting.pop())
        if event is not None and event.id not in found:
            found[event.id] = event
            waiting += event.repeats
    return sorted(found.values(), key=lambda event: (event.date, event.id))
