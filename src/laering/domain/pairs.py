"""Events of one journal that may be the same again, and that nobody has linked yet."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.similarity import Likeness


class Pair(NamedTuple):
    """Two events, the later one first; ``score`` is how much each resembles the other, on average.

    ``shared`` are the words of one that the other holds in some form, the most telling first, and
    ``lead`` is how much more each resembles the other than what it else resembles most, on average.
    """

    later: Entry
    earlier: Entry
    score: float
    shared: tuple[str, ...]
    lead: float = 0.0


def told_in(entry: Entry) -> str:
    """The text by which other events are held against this one: what happened, and its title."""
    return f"{entry.title}\n{unpack(entry).answers.happened}"


def pairs(alike: Sequence[tuple[Entry, Sequence[Likeness]]], most: int = 3) -> list[Pair]:
    """The unlinked pairs among some entries, the surest first.

    Each entry comes with what resembles it, the most alike first; so many of those are looked at.
    Surer is what stands out from all else that resembles the same. Left out is what is linked,
    directly or through others, and what somebody has said is not the same.
    """
    by_path = {entry.path: entry for entry, _ in alike}
    linked = Linked(entry for entry, _ in alike)
    scores: dict[tuple[str, str], list[tuple[Likeness, float]]] = {}
    for entry, found in alike:
        others = [each for each in found if each.path in by_path and each.path != entry.path]
        best = [each.score for each in others[:2]]
        for place, each in enumerate(others[:most]):
            next_best = sum(best[1:]) if place == 0 else best[0]
            key = (min(entry.path, each.path), max(entry.path, each.path))
            scores.setdefault(key, []).append((each, each.score - next_best))
    made = (
        _pair(by_path[one], by_path[other], found)
        for (one, other), found in scores.items()
        if not linked.settled(by_path[one], by_path[other])
    )
    return sorted(made, key=lambda pair: (-pair.score - pair.lead, pair.later.id, pair.earlier.id))


def _pair(one: Entry, other: Entry, found: Sequence[tuple[Likeness, float]]) -> Pair:
    earlier, later = sorted((one, other), key=lambda entry: (entry.date, entry.id))
    score = round(sum(each.score for each, _ in found) / 2, 3)
    lead = round(sum(lead for _, lead in found) / 2, 3)
    shared = max((each for each, _ in found), key=lambda each: each.score).shared
    return Pair(later, earlier, score, shared, lead)


class Linked:
    """Which events are linked, directly or through others, and which are said to be apart."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._chain: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        for entry in entries:
            for name in entry.repeats:
                self.link(entry.id, name)
            self._apart |= {frozenset((entry.id, name)) for name in entry.not_repeats}

    def link(self, one: str, other: str) -> None:
        """Two events are the same again, and so is all that is linked with them."""
        self._chain[self._first(one)] = self._first(other)

    def settled(self, one: Entry, other: Entry) -> bool:
        """Whether it is known already whether two events are the same."""
        apart = frozenset((one.id, other.id)) in self._apart
        return apart or self._first(one.id) == self._first(other.id)

    def _first(self, name: str) -> str:
        while (before := self._chain.get(name, name)) != name:
            name = before
        return name


def grouped(found: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The ids of events that may be the same, a group each, by date; in the order of the pairs."""
    groups: list[dict[str, Entry]] = []
    for pair in found:
        both = {pair.later.id: pair.later, pair.earlier.id: pair.earlier}
        touching = [group for group in groups if not both.keys().isdisjoint(group)]
        if not touching:
            groups.append(both)
            continue
        for group in (*touching[1:], both):
            touching[0].update(group)
        groups = [group for group in groups if group not in touching[1:]]
    return [
        tuple(each.id for each in sorted(group.values(), key=lambda each: (each.date, each.id)))
        for group in groups
    ]
