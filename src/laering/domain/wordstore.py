"""The words of all entries, as search and similarity ask for them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol


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
