"""What a report is asked for, and what several of its figures are made of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from .files import PRIVATE, Action, Journals, Learning, Span, long

Pair = tuple[Learning, Action]


@dataclass(frozen=True)
class Asked:
    """What a report is asked for: some journals, a period, the day it is, and some sources or all.

    What several figures are made of stands here; a figure of its own stands below.
    """

    journals: Journals
    days: Span
    today: date
    only: Sequence[str]

    @cached_property
    def everything(self) -> list[Learning]:
        """The entries of the sources that are asked for, whenever they were."""
        return [
            each for each in self.journals.learnings if not self.only or each.source in self.only
        ]

    @cached_property
    def inside(self) -> list[Learning]:
        """Those of the period."""
        return [each for each in self.everything if each.day in self.days]

    @cached_property
    def before(self) -> list[Learning]:
        """Those of the period before; nothing comes before all years."""
        days = self.days.before
        return [each for each in self.everything if days and days[0] <= each.day <= days[1]]

    @cached_property
    def public(self) -> list[Learning]:
        """Those of the period that are not private."""
        return [each for each in self.inside if not each.private]

    @cached_property
    def sources(self) -> dict[str, str]:
        """The sources and their names: the journals' own, then strangers that were used."""
        strangers = {each.source for each in [*self.inside, *self.before]}
        strangers -= set(self.journals.sources)
        own = {
            source: name
            for source, name in self.journals.sources.items()
            if not self.only or source in self.only
        }
        return own | {name: name for name in sorted(strangers)}

    @cached_property
    def counts(self) -> Counter[str]:
        """How many entries each source has in the period."""
        return Counter(each.source for each in self.inside)

    @cached_property
    def secret(self) -> set[tuple[int, str]]:
        """The private entries of all journals, which nothing may name."""
        return {(each.journal, each.id) for each in self.journals.learnings if each.private}

    @cached_property
    def again(self) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """The events of the period that happened again: as a page tells them, and by their ids."""
        return [again(each, self.journals, self.secret) for each in self.inside if each.repeats]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Every action, with its entry."""
        return [(each, action) for each in self.everything for action in each.actions]

    @cached_property
    def finished(self) -> list[Pair]:
        """The actions that were done on a day of the period."""
        return [pair for pair in self.pairs if pair[1].done and pair[1].done in self.days]

    @cached_property
    def ticked(self) -> list[Action]:
        """The actions that are done, whenever."""
        return [action for _, action in self.pairs if action.ticked]

    @cached_property
    def unjudged(self) -> list[Action]:
        """Those of them of which nobody has said whether they worked."""
        return [action for action in self.ticked if action.worked is None]

    @cached_property
    def waiting(self) -> list[Pair]:
        """The actions that are neither done nor called off."""
        return [pair for pair in self.pairs if not (pair[1].ticked or pair[1].off)]

    def of(self, source: str, outcome: str) -> int:
        """How many entries of a source went one way in the period."""
        return sum(each.source == source and each.outcome == outcome for each in self.inside)


def again(
    learning: Learning, journals: Journals, secret: set[tuple[int, str]]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """An event that happened again: as a page tells it, and by its id.

    Whether something had been done is asked of every event before it, private ones too. Those
    are not named, and nobody is led on through them.
    """
    known = {each.id: each for each in journals.learnings if each.journal == learning.journal}
    all_before = _before(learning, known)
    named = {name: each for name, each in known.items() if (learning.journal, name) not in secret}
    told_before = _before(learning, named)
    finished = any(
        action.done is not None and action.done <= learning.day
        for each in all_before
        for action in each.actions
    )
    of = [name for name in learning.repeats if (learning.journal, name) not in secret]
    lines = [f"{each.title}, {long(each.day)}" for each in told_before]
    lines += [name for name in of if name not in known]
    day = learning.day.isoformat()
    if learning.private:
        return (PRIVATE, day, finished, ()), ("", (), finished)
    return (learning.title, day, finished, tuple(lines)), (learning.id, tuple(of), finished)


def _before(learning: Learning, known: dict[str, Learning]) -> list[Learning]:
    """The events that one repeats, directly or through others, the earliest first."""
    found: dict[str, Learning] = {}
    waiting = list(learning.repeats)
    while waiting:
        name = waiting.pop()
        if name in known and name not in found and name != learning.id:
            found[name] = known[name]
            waiting += known[name].repeats
    return sorted(found.values(), key=lambda each: (each.day, each.id))
