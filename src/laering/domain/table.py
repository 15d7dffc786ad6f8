"""A table that somebody else made, as its reader gives it: columns by name, rows of cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from laering.domain.marks import N_, Reason

Cell = str | date
"""What stands in a cell: a text, empty when nothing does, or a day (with its time, if any)."""

FORMULA = Reason(N_("a formula whose value is not in the file; open it in Excel and save it"))
FAILED = Reason(N_("the sheet itself says that this is an error"))
TOO_LONG = Reason(N_("more text than a cell can hold"))

MOST_COLUMNS = 2_000
"""How many columns are read of a table."""


class Row(NamedTuple):
    """A row by its number where it stands, from 1, with its cells from the first column on.

    ``flaws`` are cells that could not be read, by the number of the column from 0. A row that is
    ``hidden`` is one that the sheet does not show, and one is ``called`` by a file's name. Why it
    tells of no learning, whatever its cells hold, is what it is ``refused`` for.
    """

    number: int
    cells: tuple[Cell, ...]
    flaws: tuple[tuple[int, Reason], ...] = ()
    hidden: bool = False
    called: str = ""
    refused: Reason | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that can be read any number of times, each time from the beginning.

    ``columns`` are their names, empty when one of the first rows holds them. In a ``loose`` one
    each row has names of its own, and several columns may be the same thing. ``sheet`` is what the
    one that is read is called, ``others`` are those beside it and ``hidden`` the ones not shown.
    """

    rows: Callable[[], Iterator[Row]]
    columns: tuple[str, ...] = ()
    loose: bool = False
    sheet: str | None = None
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
