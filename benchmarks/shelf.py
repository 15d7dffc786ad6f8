"""Some events and their words in memory, from which one may be taken out for a while.

They say the same as the index does, which a law of the tests holds to the files.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from laering.domain.body import compose
from laering.domain.entry import Draft
from laering.domain.norwegian.stems import stems
from laering.domain.wordstore import lengths, terms_of


class Shelf:
    """A store of words; an event goes by its number, and its path is that number in figures."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._rows = [stems(_told(draft)) for draft in drafts]
        self._sizes = [lengths(row) for row in self._rows]
        self._holding: dict[str, set[int]] = defaultdict(set)
        for number, row in enumerate(self._rows):
            for term in terms_of(row):
                self._holding[term].add(number)
        self.without: int | None = None

    def everything(self) -> Collection[int]:
        """All events but the one that is taken out."""
        return [number for number in range(len(self._rows)) if number != self.without]

    def size(self) -> tuple[int, int, int]:
        """How many events there are, and how many telling stems and grams they have."""
        sizes = [self._sizes[number] for number in self.everything()]
        return len(sizes), sum(each[0] for each in sizes), sum(each[1] for each in sizes)

    def frequency(self, term: str) -> int:
        """How many events hold a term."""
        return len(self._holding.get(term, set()) - {self.without})

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        """Of each event its path, its stems, and how many stems and grams tell."""
        for number in numbers:
            yield f"{number}", " ".join(self._rows[number]), *self._sizes[number]

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        """The events that hold all the terms of one of the ways."""
        held = (set.intersection(*(self._holding[term] for term in terms)) for terms in ways)
        return set().union(*held) - {self.without}

    def beginning(self, start: str) -> Collection[int]:
        """The events that hold a term with this beginning."""
        held = (held for term, held in self._holding.items() if term.startswith(start))
        return set().union(*held) - {self.without}

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        """The last of these events."""
        return sorted(numbers, reverse=True)[:most]


def _told(draft: Draft) -> str:
    """The text of an event as an index reads it in its file, the title twice."""
    return f"{draft.title}\n{draft.title}\n{compose(draft.body, 'nb')}"
