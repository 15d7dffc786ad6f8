"""The words of all entries, in memory or in a database."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from laering.domain.entry import Problem
from laering.domain.wordstore import terms_of
from laering.files.index.reading import Words, kept, words_of
from laering.files.journal.journal import Journal
from laering.files.journal.progress import Progress, quiet

if TYPE_CHECKING:
    import sqlite3

STRIDE = 256
"""How many files are read between two reports of progress."""

TABLES = """
CREATE TABLE docs(
    id INTEGER PRIMARY KEY, path BLOB UNIQUE NOT NULL,
    is_entry INTEGER NOT NULL, stem_count INTEGER NOT NULL, gram_count INTEGER NOT NULL
);
CREATE TABLE texts(id INTEGER PRIMARY KEY, stems TEXT NOT NULL);
CREATE TABLE looks(folder BLOB NOT NULL);
CREATE TABLE totals(files INTEGER, entries INTEGER, stem_count INTEGER, gram_count INTEGER);
INSERT INTO totals VALUES(0, 0, 0, 0);
CREATE VIRTUAL TABLE terms USING fts5(
    body, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '+#_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(terms, 'row');
"""

_TOTALS = "SELECT files, entries, stem_count, gram_count FROM totals"

SUMS = """INSERT INTO totals SELECT
    COUNT(*), IFNULL(SUM(is_entry), 0), IFNULL(SUM(stem_count), 0), IFNULL(SUM(gram_count), 0)
    FROM docs"""


class Chosen(NamedTuple):
    """The paths of some files, and how many there are in all."""

    paths: set[str]
    among: int


class Memory:
    """The words of entries without a database, read from the files each time."""

    def __init__(self, journal: Journal, progress: Progress = quiet) -> None:
        self._rows: list[Words] = []
        self._broken: set[str] = set()
        self._holding: dict[str, set[int]] = defaultdict(set)
        places = journal.places()
        for done, place in enumerate(places):
            row = words_of(journal, place.path)
            if isinstance(row, Problem):
                self._broken.add(place.path)
            else:
                for term in terms_of(row.stems.split(" ")):
                    self._holding[kept(term)].add(len(self._rows))
                self._rows.append(row)
            if done % STRIDE == 0:
                progress(done, len(places))
        progress(len(places), len(places))

    def size(self) -> tuple[int, int, int]:
        """How many entries there are, and how many telling stems and grams they have."""
        return (
            len(self._rows),
            sum(row.stem_count for row in self._rows),
            sum(row.gram_count for row in self._rows),
        )

    def frequency(self, term: str) -> int:
        """How many entries hold a term."""
        return len(self._holding.get(kept(term), ()))

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        """The numbers of the entries that hold all the terms of one of the ways."""
        found: set[int] = set()
        for terms in ways:
            held = (self._holding.get(kept(term), set()) for term in terms)
            found |= set.intersection(*held)
        return found

    def beginning(self, start: str) -> Collection[int]:
        """The numbers of the entries that hold a term with this beginning."""
        start = kept(start)
        found = (held for term, held in self._holding.items() if term.startswith(start))
        return set().union(*found)

    def everything(self) -> Collection[int]:
        """The numbers of all entries."""
        return range(len(self._rows))

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        """Those of the entries whose paths come last, at most so many of them."""
        path = {number: os.fsencode(self._rows[number].path) for number in numbers}
        return sorted(numbers, key=path.__getitem__, reverse=True)[:most]

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        """Of each entry its path, its stems, and how many stems and grams tell."""
        return (self._rows[number] for number in numbers)

    def broken(self) -> set[str]:
        """The files that are no entries."""
        return self._broken


class Database:
    """The words of entries in a database. Every method raises sqlite3.Error or Broken."""

    def __init__(self, connection: "sqlite3.Connection") -> None:
        self._connection = connection

    def size(self) -> tuple[int, int, int]:
        """How many entries there are, and how many telling stems and grams they have."""
        _, entries, stem_count, gram_count = self._totals()
        return entries, stem_count, gram_count

    def frequency(self, term: str) -> int:
        """How many entries hold a term."""
        query = "SELECT doc FROM vocabulary WHERE term = ?"
        row = self._connection.execute(query, (kept(term),)).fetchone()
        return int(row[0]) if row else 0

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        """The numbers of the entries that hold all the terms of one of the ways."""
        parts = ("(" + " AND ".join(f'"{kept(term)}"' for term in terms) + ")" for terms in ways)
        return self._numbers(" OR ".join(parts))

    def beginning(self, start: str) -> Collection[int]:
        """The numbers of the entries that hold a term with this beginning."""
        return self._numbers(f'"{kept(start)}"*')

    def _numbers(self, query: str) -> Collection[int]:
        rows = self._connection.execute("SELECT rowid FROM terms WHERE terms MATCH ?", (query,))
        return {number for (number,) in rows}

    def everything(self) -> Collection[int]:
        """The numbers of all entries."""
        rows = self._connection.execute("SELECT id FROM docs WHERE is_entry")
        return {number for (number,) in rows}

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        """Those of the entries whose paths come last, at most so many of them."""
        rows = self._connection.execute("SELECT id FROM docs ORDER BY path DESC")
        return list(islice((number for (number,) in rows if number in numbers), most))

    def paths(self, numbers: Iterable[int]) -> set[str]:
        """The paths of some entries."""
        query = "SELECT path FROM docs WHERE id = ?"
        return {os.fsdecode(self._one(query, number)[0]) for number in numbers}

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        """Of each entry its path, its stems, and how many stems and grams tell."""
        query = """SELECT path, stems, stem_count, gram_count FROM docs JOIN texts USING(id)
            WHERE id = ?"""
        for number in numbers:
            path, *words = self._one(query, number)
            yield (os.fsdecode(path), *words)

    def _one(self, query: str, number: int) -> Any:
        row = self._connection.execute(query, (number,)).fetchone()
        if row is None:
            raise Broken
        return row

    def files(self) -> int:
        """How many files there are, entries or not."""
        return self._totals()[0]

    def _totals(self) -> tuple[int, int, int, int]:
        found: tuple[int, int, int, int] = self._connection.execute(_TOTALS).fetchone()
        return found

    def broken(self) -> set[str]:
        """The files that are no entries."""
        rows = self._connection.execute("SELECT path FROM docs WHERE NOT is_entry")
        return {os.fsdecode(path) for (path,) in rows}


class Broken(Exception):
    """A term without its entry."""
