"""Reading many files of a journal, and counting them on the way."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from laering.domain.body import actions_in
from laering.domain.entry import Entry
from laering.files.entry import canonical

if TYPE_CHECKING:
    from laering.domain.survey import Task

_T = TypeVar("_T")

STRIDE = 512
"""How many files are read between two reports of progress."""

SAMPLE = 16
"""One path in so many tells how many of the files are of the period."""

Progress = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """No progress to show."""


def tasks_in(
    packed: bytes, name: str, path: str, found: Entry | canonical.Head, journal: str
) -> "list[Task]":
    """The actions in an entry's text, each with what a report needs to know of the entry."""
    from laering.domain.survey import Task

    return [
        Task(name, path, found.date, found.source, action, found.private, journal)
        for action in actions_in(packed)
    ]


def counted(items: Sequence[_T], progress: Progress) -> Iterator[_T]:
    """The items, telling ``progress`` about every few hundred of them."""
    total = len(items)
    for start in range(0, total, STRIDE):
        yield from items[start : start + STRIDE]
        progress(min(start + STRIDE, total), total)
