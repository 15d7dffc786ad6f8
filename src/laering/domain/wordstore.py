"""The words of all entries, as search and similarity ask for them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from laering.domain.norwegian.stems import grams, groups, tells

GRAM_SIGN, GROUP_SIGN = "+", "#"
"""What begins a term that is a gram, and one that is a group of words; the others are stems."""


class Store(Protocol):
    """The words of all entries, wherever they are kept. Entries go by numbers."""

    def size(self) -> tuple[int, int, int]:
        """How many entries there are, and how many telling stems and grams they have in all."""

    def frequency(self, term: str) -> int:
        """How many entries hold a term."""

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        """The entries that hold all the terms of at least one of the ways."""

    def beginning(self, start: str) -> Collection[int]:
        """The entries that hold a term with this beginning."""

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        """Some of these entries: those whose paths come last, which tell their day."""

    def everything(self) -> Collection[int]:
        """All entries."""

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        """An entry's path, its stems in order, and how many telling stems and grams it has."""


def terms_of(all_stems: Sequence[str]) -> list[str]:
    """What a store holds of an entry with these stems: each stem, gram and group once."""
    found = dict.fromkeys(all_stems)
    telling = [root for root in found if tells(root)]
    cut = dict.fromkeys(f"{GRAM_SIGN}{gram}" for root in telling for gram in grams(root))
    akin = dict.fromkeys(f"{GROUP_SIGN}{number}" for root in telling for number in groups(root))
    return [*found, *cut, *akin]


def lengths(all_stems: Sequence[str]) -> tuple[int, int]:
    """How many telling stems and grams an entry has, each as often as it stands there."""
    sizes = [len(grams(root)) for root in all_stems if tells(root)]
    return len(sizes), sum(sizes)
