"""The index of words: disposable, in the person's cache folder, and made anew when in doubt.

Search and similarity ask it which files to look at; nothing else does. It holds the stems, grams
and groups of every entry, and which file each one came from and what that looked like. When it
cannot be had (no room, no FTS5, another process that is making it), the answers are the same
and come from the files.
"""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISLNK
from time import monotonic, sleep, time_ns
from typing import Any, TypeVar

from laering.domain.entry import Entry
from laering.domain.language import stems
from laering.domain.search import Query
from laering.domain.similarity import Likeness, lengths, similar, terms_of
from laering.files.disk import bytes_of, hold, make_private, put
from laering.files.journal import Journal, Progress, quiet

_T = TypeVar("_T")

FORM = 1
"""Of what an index holds, and of how words become terms; another number makes it anew."""

# A file changed as lately as this before it was looked at may change again without a trace.
_TICK = 2_000_000_000
# Seconds to wait for another process that brings the index up to date.
_PATIENCE = 1.0
_STRIDE = 256
_ALWAYS = ""
"""The stamp of a file that is to be read again the next time."""

_NEVER = (0, "-")
_Row = tuple[str, str, int, int]
"""A file's path, its stems in order, and how many telling stems and grams it has."""

_TABLES = f"""
PRAGMA user_version = {FORM};
CREATE TABLE docs(
    id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, stamp TEXT NOT NULL,
    stems TEXT, stem_count INTEGER NOT NULL, gram_count INTEGER NOT NULL
);
CREATE VIRTUAL TABLE terms USING fts5(
    body, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '+#_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(terms, 'row');
"""


class Memory:
    """The words of entries without a database, read from the files each time."""

    def __init__(self, journal: Journal, progress: Progress = quiet) -> None:
        self._rows: list[_Row] = []
        self._holding: dict[str, set[int]] = defaultdict(set)
        places = journal.places()
        for done, place in enumerate(places):
            row = _row(journal, place.path)
            if row is not None:
                for term in terms_of(row[1].split(" ")):
                    self._holding[term].add(len(self._rows))
                self._rows.append(row)
            if done % _STRIDE == 0:
                progress(done, len(places))
        progress(len(places), len(places))

    def size(self) -> tuple[int, int, int]:
        return len(self._rows), sum(row[2] for row in self._rows), sum(row[3] for row in self._rows)

    def frequency(self, term: str) -> int:
        return len(self._holding.get(term, ()))

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        found: set[int] = set()
        for terms in ways:
            found |= set.intersection(*(self._holding.get(term, set()) for term in terms))
        return found

    def beginning(self, start: str) -> Collection[int]:
        found = (held for term, held in self._holding.items() if term.startswith(start))
        return set().union(*found)

    def everything(self) -> Collection[int]:
        return range(len(self._rows))

    def paths(self, numbers: Iterable[int]) -> dict[int, str]:
        return {number: self._rows[number][0] for number in numbers}

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        return (self._rows[number] for number in numbers)


class Database:
    """The words of entries in a database. Every method raises sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def size(self) -> tuple[int, int, int]:
        query = """SELECT COUNT(*), TOTAL(stem_count), TOTAL(gram_count) FROM docs
            WHERE stems IS NOT NULL"""
        count, stem_count, gram_count = self._connection.execute(query).fetchone()
        return int(count), int(stem_count), int(gram_count)

    def frequency(self, term: str) -> int:
        query = "SELECT doc FROM vocabulary WHERE term = ?"
        row = self._connection.execute(query, (term,)).fetchone()
        return int(row[0]) if row else 0

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        parts = ("(" + " AND ".join(f'"{term}"' for term in terms) + ")" for terms in ways)
        return self._numbers(" OR ".join(parts))

    def beginning(self, start: str) -> Collection[int]:
        return self._numbers(f'"{start}"*')

    def _numbers(self, query: str) -> Collection[int]:
        rows = self._connection.execute("SELECT rowid FROM terms WHERE terms MATCH ?", (query,))
        return {number for (number,) in rows}

    def everything(self) -> Collection[int]:
        rows = self._connection.execute("SELECT id FROM docs WHERE stems IS NOT NULL")
        return {number for (number,) in rows}

    def paths(self, numbers: Iterable[int]) -> dict[int, str]:
        query = "SELECT path FROM docs WHERE id = ?"
        return {number: self._one(query, number)[0] for number in numbers}

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        query = "SELECT path, stems, stem_count, gram_count FROM docs WHERE id = ?"
        return (self._one(query, number) for number in numbers)

    def _one(self, query: str, number: int) -> Any:
        row = self._connection.execute(query, (number,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a term without its entry")
        return row

    def broken(self) -> set[str]:
        """The files that are no entries."""
        rows = self._connection.execute("SELECT path FROM docs WHERE stems IS NULL")
        return {path for (path,) in rows}


def resembling(journal: Journal, text: str, progress: Progress = quiet) -> list[Likeness]:
    """The entries that share something with a text, the most alike first."""
    return _ask(
        journal,
        lambda index: similar(text, index),
        lambda: similar(text, Memory(journal, progress)),
        progress,
    )


def may_hold(journal: Journal, query: Query, progress: Progress = quiet) -> set[str] | None:
    """The paths of the files that may fit a query, and of those that are no entries.

    All that fit are among them. None when any file may.
    """

    def holding(index: Database) -> set[str] | None:
        numbers = query.holding(index)
        return None if numbers is None else {*index.paths(numbers).values(), *index.broken()}

    return _ask(journal, holding, lambda: None, progress) if query.wanted else None


def _ask(
    journal: Journal,
    question: Callable[[Database], _T],
    otherwise: Callable[[], _T],
    progress: Progress = quiet,
) -> _T:
    """Ask the index, brought up to date; ``otherwise`` answers when there is none to be had."""
    for _attempt in range(2):
        try:
            with _alone_with(journal) as path:
                if path is None:
                    break
                try:
                    with closing(_opened(path)) as connection:
                        _refresh(connection, journal, path, progress)
                        return question(Database(connection))
                except sqlite3.Error:
                    # It is not what it seemed to be, or there is no room for it.
                    _remove(path)
        except OSError:
            break
    return otherwise()


@contextmanager
def _alone_with(journal: Journal) -> Iterator[Path | None]:
    """Where the journal's index is, for this process alone; None while another one has it.

    Raises OSError.
    """
    from platformdirs import user_cache_path

    root = os.path.realpath(journal.root)
    name = sha256(os.fsencode(root)).hexdigest()[:24]
    try:
        folder = user_cache_path("laering", appauthor=False)
    except RuntimeError:  # nobody's home: a user without a name in the system
        raise FileNotFoundError from None
    make_private(folder)
    until = monotonic() + _PATIENCE
    while (lock := hold(folder / f"{name}.lock")) is None and monotonic() < until:
        sleep(0.02)
    try:
        yield None if lock is None else folder / f"{name}.db"
    finally:
        if lock is not None:
            os.close(lock)


def _seen(path: Path) -> Path:
    """The file that tells what the index looked like when this program was done with it."""
    return path.with_suffix(".seen")


def _remove(path: Path) -> None:
    for each in (path, _seen(path)):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    """The index as this program left it, else an empty one."""
    whole = path.exists() and bytes_of(str(_seen(path))) == _look_of(path)
    if not whole:
        _remove(path)
    connection = sqlite3.connect(path, isolation_level=None)
    # What is half done when the program dies is told by the look of the file.
    connection.executescript(
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
    )
    if not whole:
        connection.executescript(_TABLES)
    return connection


def _look_of(path: Path) -> bytes:
    status = os.stat(path)
    return f"{FORM} {status.st_size} {status.st_mtime_ns}\n".encode()


def _refresh(
    connection: sqlite3.Connection, journal: Journal, path: Path, progress: Progress
) -> None:
    """Bring the index up to date: only files that look otherwise than before are read."""
    rows = connection.execute("SELECT path, id, stamp FROM docs")
    known = {name: (number, stamp) for name, number, stamp in rows}
    stamps = _stamps(journal)
    waiting = [
        name
        for name, stamp in stamps.items()
        if stamp == _ALWAYS or known.get(name, _NEVER)[1] != stamp
    ]
    connection.execute("BEGIN")
    for name in known.keys() - stamps.keys():
        _forget(connection, known[name][0])
    for done, name in enumerate(waiting):
        if done % _STRIDE == 0:
            progress(done, len(waiting))
        _learn(connection, _row(journal, name), name, stamps[name])
    connection.execute("COMMIT")
    progress(len(waiting), len(waiting))
    if connection.total_changes:
        # Without room for this, the index is made anew the next time.
        with suppress(OSError), open(path, "rb") as file:
            os.fsync(file.fileno())
            put(_seen(path), _look_of(path))


def _stamps(journal: Journal) -> dict[str, str]:
    """What each file looks like now, by its path."""
    root = f"{journal.root}{os.sep}"
    now = time_ns()
    return {path: _stamp(root + path, now) for path in journal.paths()}


def _stamp(path: str, now: int) -> str:
    """What a file looks like: another look, other words."""
    try:
        status = os.lstat(path)
    except OSError:
        return _ALWAYS
    changed, made = status.st_mtime_ns, status.st_ctime_ns
    if S_ISLNK(status.st_mode) or abs(now - changed) < _TICK or abs(now - made) < _TICK:
        return _ALWAYS
    return f"{status.st_size} {changed} {made}"


def _row(journal: Journal, path: str) -> _Row | None:
    """The words of one file; None when it is no entry."""
    entry = journal.read_one(path)
    if not isinstance(entry, Entry):
        return None
    body = entry.packed.decode("utf-8", "replace")
    found = stems(f"{entry.title}\n{' '.join(entry.tags)}\n{body}")
    return (path, " ".join(found), *lengths(found))


def _learn(connection: sqlite3.Connection, row: _Row | None, path: str, stamp: str) -> None:
    """Write what one file holds, unless that is known."""
    query = "SELECT id, stems, stamp FROM docs WHERE path = ?"
    number, stored, before = connection.execute(query, (path,)).fetchone() or (None, None, None)
    found = None if row is None else row[1]
    if number is not None and stored == found:
        if before != stamp:
            connection.execute("UPDATE docs SET stamp = ? WHERE id = ?", (stamp, number))
        return
    if number is not None:
        _forget(connection, number)
    columns = "path, stamp, stems, stem_count, gram_count"
    values = (path, stamp, found, *(row[2:] if row else (0, 0)))
    added = connection.execute(
        f"INSERT INTO docs({columns}) VALUES(?, ?, ?, ?, ?)",  # names of our own
        values,
    )
    if found is not None:
        connection.execute(
            "INSERT INTO terms(rowid, body) VALUES(?, ?)", (added.lastrowid, _body(found))
        )


def _forget(connection: sqlite3.Connection, number: int) -> None:
    """Take out what one file held."""
    query = "SELECT stems FROM docs WHERE id = ?"
    (found,) = connection.execute(query, (number,)).fetchone()
    connection.execute("DELETE FROM docs WHERE id = ?", (number,))
    if found is not None:
        connection.execute(
            "INSERT INTO terms(terms, rowid, body) VALUES('delete', ?, ?)", (number, _body(found))
        )


def _body(stored: str) -> str:
    return " ".join(terms_of(stored.split(" ")))
