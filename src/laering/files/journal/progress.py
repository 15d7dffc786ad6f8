"""Telling how far a long reading has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")

_STRIDE = 512

Progress = Callable[[int, int], None]
"""Called now and then with how many files have been read, and how many there are."""


def quiet(done: int, total: int) -> None:
    """No progress to show."""


def counted(items: Sequence[_T], progress: Progress) -> Iterator[_T]:
    """The items, telling ``progress`` about every few hundred of them."""
    total = len(items)
    for start in range(0, total, _STRIDE):
        yield from items[start : start + _STRIDE]
        progress(min(start + _STRIDE, total), total)
