"""Which entries are wanted, by what stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.folding import folded


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; what is empty or None lets everything through.

    ``sources`` are ids, one of which is enough; of ``tags`` an entry must have all. ``author``
    is a part of the writer's name. Tags and names are compared as ``folding`` does.
    """

    sources: frozenset[str] = frozenset()
    outcome: str | None = None
    tags: frozenset[str] = frozenset()
    author: str | None = None
    repeated: bool = False
    unfinished: bool = False

    def apply(self, entries: Iterable[Entry], most: int | None = None) -> list[Entry]:
        """The wanted entries in their order, at most ``most`` of them."""
        return list(islice((entry for entry in entries if self.wants(entry)), most))

    def wants(self, entry: Entry) -> bool:
        """Whether an entry is wanted."""
        return (
            (not self.sources or entry.source in self.sources)
            and (self.outcome is None or entry.outcome == self.outcome)
            and (not self.tags or _all(self.tags) <= _all(entry.tags))
            and (not self.author or folded(self.author) in folded(entry.author or ""))
            and (not self.repeated or bool(entry.repeats))
            and (not self.unfinished or unpack(entry).unfinished)
        )


def _all(tags: Iterable[str]) -> set[str]:
    return set(map(folded, tags))
