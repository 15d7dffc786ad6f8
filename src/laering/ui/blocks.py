"""What a page is made of, before anybody decides how it looks.

A view says once what stands there; ``paint`` puts blocks on a terminal or in a pipe, and
``markdown`` makes a document of them. Every text is raw: the painter makes it harmless.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A count drawn against the largest one."""

    count: int
    most: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Counts over time, oldest first, drawn against the highest count of all rows."""

    counts: tuple[int, ...]
    highest: int


Cell = str | Bar | Trend


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. ``wide`` ones get what room there is, ``spare`` ones go first."""

    title: str
    right: bool = False
    wide: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``tone`` is one of ``plain``, ``quiet``, ``warn`` and ``good``."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list with a dot before each item."""

    items: tuple[str, ...]
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in a report: its title, a line about it, and its labelled texts."""

    title: str
    path: str
    about: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that a person wrote."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


Block = Heading | Line | Points | Table | Card | Prose | Gap
Blocks = Iterable[Block]

_LEVELS = "▁▂▃▄▅▆▇█"
_LOW = 4
_EIGHTHS = " ▏▎▍▌▋▊▉"


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
