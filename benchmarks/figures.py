"""Kinds of figures that are measured, and how good they should be."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from measure import Outcome, Timing
from scene import Scene

PAGE = 1_000
"""How many entries the page has that is measured."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit, and whether it is the most or the least there should be.

    ``beside`` is how many milliseconds for each entry may be spent besides.
    """

    limit: float
    at_least: bool = False
    beside: float = 0

    def met(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two things to compare. In the texts {small} and {large} are numbers of entries.

    A goal with something beside is for the small journal.
    """

    number: int
    what: str
    against: str
    goal: Goal | None
    pair: Callable[[Scene], tuple[Timing, Timing]]


@dataclass(frozen=True, slots=True)
class Peak:
    """A call of ``laering`` in the large journal whose peak memory counts; its goal is in MB.

    Another one is told by what it is ``of``, and called ``what``.
    """

    number: int
    arguments: tuple[str, ...]
    goal: Goal
    of: Callable[[Scene], Outcome] | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """A call of ``laering`` in a journal of ``PAGE`` entries whose output counts, in MB.

    Another journal is told by what it is ``of``, and described by ``at``.
    """

    number: int
    arguments: tuple[str, ...]
    goal: Goal
    of: Callable[[Scene], Path] | None = None
    at: str = f"{PAGE:,}"


@dataclass(frozen=True, slots=True)
class Delay:
    """Something a person waits for, and its goal in seconds."""

    number: int
    what: str
    goal: Goal
    timing: Callable[[Scene], Timing]


Row = Ratio | Peak | Size | Delay
