"""What a page is made of, before anybody decides how it looks.

A view says once what stands there; ``paint`` puts blocks on a terminal or in a pipe, ``markdown``
makes a document of them, ``page`` one for the browser and ``pdf`` one to print. Every text is
raw: the painter makes it harmless. A ``key`` is the name of a place, the same in every document,
and ``to`` leads there where a document can have links; empty is nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self


@dataclass(frozen=True, slots=True)
class Bar:
    """A count drawn against the largest one."""

    count: int
    most: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts over time, oldest first, drawn against the highest count of all rows.

    ``names`` are the names of the times that were counted, where anybody wants to know.
    """

    counts: tuple[int, ...]
    highest: int
    names: tuple[str, ...] = ()


class Ref(str):
    """A text that leads to another place of the document."""

    __slots__ = ("to",)
    to: str

    def __new__(cls, text: str, to: str) -> Self:
        made = super().__new__(cls, text)
        made.to = to
        return made


class Alert(str):
    """A text that somebody should see at once; it says itself why."""

    __slots__ = ()


class Boxed(NamedTuple):
    """An action: its box, ticked or not, and what it says."""

    box: str
    text: str

    def __str__(self) -> str:
        return f"{self.box} {self.text}"


Cell = str | Bar | Trend

BULLET = "• "
"""What stands before each point on a terminal."""

Told = str | tuple[Boxed, ...]
"""One of a card's texts: Markdown as it was written, or actions."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. ``wide`` ones get what room there is, ``spare`` ones go first."""

    title: str
    right: bool = False
    wide: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 (the whole document) to 3."""

    text: str
    level: int = 2
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``tone`` is one of ``plain``, ``quiet``, ``warn`` and ``good``.

    ``to_file`` is the address of the file it names, where a terminal can lead there.
    """

    text: str
    tone: str = "plain"
    to_file: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list with a dot before each item."""

    items: tuple[str, ...]
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. A document for those who do not see it tells its ``name``."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One count that says how things stand: what is counted, and where the counted ones are."""

    count: int
    label: str
    to: str = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts to look at first."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in a report: its title, a line about it, and its labelled texts.

    ``key`` is empty for an entry that nobody may know, and ``source`` the id of its source.
    ``pictures`` are those of texts that are not told, their paths with what stands for them.
    """

    title: str
    path: str
    about: str
    texts: tuple[tuple[str, Told], ...]
    key: str = ""
    source: str = ""
    good: bool = False
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that a person wrote; ``entry`` is the path of its file, where that may be told."""

    text: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


Block = Heading | Line | Points | Table | Figures | Card | Prose | Gap

Blocks = Iterable[Block]

_LEVELS = "▁▂▃▄▅▆▇█"

_LOW = 4

_EIGHTHS = " ▏▎▍▌▋▊▉"


def in_lines(told: Told) -> str:
    """A card's text as lines: of several actions each with a dash before it."""
    if isinstance(told, str):
        return told
    dash = "- " if len(told) > 1 else ""
    return "\n".join(f"{dash}{action}" for action in told)


def figure_line(block: Figures) -> str:
    """The counts as one line."""
    return " · ".join(f"{each.count} {each.label}" for each in block.figures)


def sparkline(trend: Trend) -> str:
    """Counts as a row of little columns; nothing is a dot. A few of something stay low."""
    most = max(trend.highest, _LOW)
    return "".join(_LEVELS[(value * 8 - 1) // most] if value else "·" for value in trend.counts)


def bar(count: int, most: int, width: int) -> str:
    """A count as a bar, ``width`` cells long for ``most``; never empty for a count."""
    if not count or not most:
        return ""
    eighths = max(1, round(8 * width * count / most))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
