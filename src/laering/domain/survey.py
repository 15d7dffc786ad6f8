"""What was read of a journal to tell of it: entries, days, and actions with where they stand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from laering.domain.action import Action
from laering.domain.entry import Entry, Problem


class Task(NamedTuple):
    """An action together with the id, path, date, source and journal of its entry."""

    entry: str
    path: str
    entered: date
    source: str
    action: Action
    private: bool = False
    journal: str = ""


Days = Counter[tuple[date, str]]
"""How many entries each day and source has."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read of a journal for a report.

    ``inside`` are the entries of the period, whole; ``around`` counts those of the months and
    the period before that it is compared with, and ``earlier`` are those that one inside
    repeats. ``tasks`` are the actions of every file, whenever it was written, and ``private``
    the ids of all entries that are told to nobody. ``journal`` is what the journal is called.
    """

    inside: Sequence[Entry]
    around: Days
    earlier: Sequence[Entry]
    tasks: Sequence[Task]
    problems: Sequence[Problem]
    private: frozenset[str] = frozenset()
    journal: str = ""
