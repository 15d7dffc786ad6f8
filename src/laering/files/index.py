"""The index of words: disposable, in the person's cache folder, and made anew when in doubt.

Search and similarity ask it which files to look at; nothing else does. It holds the stems, grams
and groups of every entry, and which file each one came from and what that looked like. When it
cannot be had (no room, no FTS5, another process that is making it), the answers are the same
and come from the files.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib.machinery import PathFinder
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from time import monotonic, sleep, time_ns
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from unicodedata import unidata_version
from zlib import crc32

from laering import __version__
from laering.domain.entry import Problem
from laering.domain.language import stems
from laering.domain.similarity import Likeness, lengths, similar, terms_of
from laering.files import folders
from laering.files.disk import bytes_of, hold, let_go, put
from laering.files.folders import make_private
from laering.files.held import remove
from laering.files.journal import Journal, Progress, quiet

if TYPE_CHECKING:
    import sqlite3

    from laering.domain.search import Query

_T = TypeVar("_T")

FORM = 5
"""Of what an index holds, and of how words become terms; another number makes it anew."""

# A file changed as lately as this before it was looked at may change again without a trace.
_TICK = 2_000_000_000
# Seconds to wait for another process that brings the index up to date.
_PATIENCE = 1.0
_STRIDE = 256
# Letters of a term that are kept: FTS5 keeps no more than 32,768 bytes.
_KEPT = 8_000
# Of the journal's name in that of its index.
_NAMED = 40
_Row = tuple[str, str, int, int]
"""A file's path, its stems in order, and how many telling stems and grams it has."""

_TABLES = """
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
_SUMS = """INSERT INTO totals SELECT
    COUNT(*), IFNULL(SUM(is_entry), 0), IFNULL(SUM(stem_count), 0), IFNULL(SUM(gram_count), 0)
    FROM docs"""


class Chosen(NamedTuple):
    """The paths of some files, and how many there are in all."""

    paths: set[str]
    among: int


class Memory:
    """The words of entries without a database, read from the files each time."""

    def __init__(self, journal: Journal, progress: Progress = quiet) -> None:
        self._rows: list[_Row] = []
        self._holding: dict[str, set[int]] = defaultdict(set)
        places = journal.places()
        for done, place in enumerate(places):
            row = _row(journal, place.path)
            if not isinstance(row, Problem):
                for term in terms_of(row[1].split(" ")):
                    self._holding[term[:_KEPT]].add(len(self._rows))
                self._rows.append(row)
            if done % _STRIDE == 0:
                progress(done, len(places))
        progress(len(places), len(places))

    def size(self) -> tuple[int, int, int]:
        return len(self._rows), sum(row[2] for row in self._rows), sum(row[3] for row in self._rows)

    def frequency(self, term: str) -> int:
        return len(self._holding.get(term[:_KEPT], ()))

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        found: set[int] = set()
        for terms in ways:
            held = (self._holding.get(term[:_KEPT], set()) for term in terms)
            found |= set.intersection(*held)
        return found

    def beginning(self, start: str) -> Collection[int]:
        start = start[:_KEPT]
        found = (held for term, held in self._holding.items() if term.startswith(start))
        return set().union(*found)

    def everything(self) -> Collection[int]:
        return range(len(self._rows))

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        path = {number: os.fsencode(self._rows[number][0]) for number in numbers}
        return sorted(numbers, key=path.__getitem__, reverse=True)[:most]

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        return (self._rows[number] for number in numbers)


class Database:
    """The words of entries in a database. Every method raises sqlite3.Error or _Broken."""

    def __init__(self, connection: "sqlite3.Connection") -> None:
        self._connection = connection

    def size(self) -> tuple[int, int, int]:
        _, entries, stem_count, gram_count = self._totals()
        return entries, stem_count, gram_count

    def frequency(self, term: str) -> int:
        query = "SELECT doc FROM vocabulary WHERE term = ?"
        row = self._connection.execute(query, (term[:_KEPT],)).fetchone()
        return int(row[0]) if row else 0

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        parts = ("(" + " AND ".join(f'"{term[:_KEPT]}"' for term in terms) + ")" for terms in ways)
        return self._numbers(" OR ".join(parts))

    def beginning(self, start: str) -> Collection[int]:
        return self._numbers(f'"{start[:_KEPT]}"*')

    def _numbers(self, query: str) -> Collection[int]:
        rows = self._connection.execute("SELECT rowid FROM terms WHERE terms MATCH ?", (query,))
        return {number for (number,) in rows}

    def everything(self) -> Collection[int]:
        rows = self._connection.execute("SELECT id FROM docs WHERE is_entry")
        return {number for (number,) in rows}

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        rows = self._connection.execute("SELECT id FROM docs ORDER BY path DESC")
        return list(islice((number for (number,) in rows if number in numbers), most))

    def paths(self, numbers: Iterable[int]) -> set[str]:
        """The paths of some entries."""
        query = "SELECT path FROM docs WHERE id = ?"
        return {os.fsdecode(self._one(query, number)[0]) for number in numbers}

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        query = """SELECT path, stems, stem_count, gram_count FROM docs JOIN texts USING(id)
            WHERE id = ?"""
        for number in numbers:
            path, *words = self._one(query, number)
            yield (os.fsdecode(path), *words)

    def _one(self, query: str, number: int) -> Any:
        row = self._connection.execute(query, (number,)).fetchone()
        if row is None:
            raise _Broken
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


class _Broken(Exception):
    """A term without its entry."""


def resembling(journal: Journal, text: str, progress: Progress = quiet) -> list[Likeness]:
    """The entries that share something with a text, the most alike first."""
    return _ask(
        journal,
        lambda index: similar(text, index),
        lambda: similar(text, Memory(journal, progress)),
        progress,
    )


def may_hold(journal: Journal, query: "Query", progress: Progress = quiet) -> Chosen | None:
    """The files that may fit a query, and those that are no entries; None when any file may.

    All that fit are among them.
    """

    def holding(index: Database) -> Chosen | None:
        numbers = query.holding(index)
        if numbers is None:
            return None
        return Chosen(index.paths(numbers) | index.broken(), index.files())

    return _ask(journal, holding, lambda: None, progress) if query.wanted else None


def _ask(
    journal: Journal,
    question: Callable[[Database], _T],
    otherwise: Callable[[], _T],
    progress: Progress = quiet,
) -> _T:
    """Ask the index, brought up to date; ``otherwise`` answers when there is none to be had."""
    try:
        import sqlite3
    except ImportError:  # a Python that was built without it
        return otherwise()
    for _attempt in range(2):
        try:
            with _alone_with(journal) as path:
                if path is None:
                    break
                try:
                    with closing(_opened(path)) as connection:
                        _refresh(connection, journal, path, progress)
                        return question(Database(connection))
                except (sqlite3.Error, _Broken):
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
    root = os.path.realpath(journal.root)
    name = f"{os.path.basename(root)[:_NAMED] or 'laering'}-{crc32(os.fsencode(root)):08x}"
    folder = _folder(journal)
    until = monotonic() + _PATIENCE
    while (lock := hold(folder / f"{name}.lock")) is None and monotonic() < until:
        sleep(0.02)
    try:
        yield None if lock is None else folder / f"{name}.db"
    finally:
        if lock is not None:
            let_go(lock)


def _folder(journal: Journal) -> Path:
    """The folder of the indexes, made if need be. Raises OSError."""
    trouble: OSError | None = None
    for folder in folders.for_index(journal.root):
        try:
            make_private(folder)
        except OSError as error:
            trouble = error
        else:
            return folder
    raise trouble or FileNotFoundError


def _seen(path: Path) -> Path:
    """The file that tells what the index looked like when this program was done with it."""
    return path.with_suffix(".seen")


def _remove(path: Path) -> None:
    for each in (path, _seen(path)):
        with suppress(OSError):
            remove(each)


def _opened(path: Path) -> "sqlite3.Connection":
    """The index as this program left it, else an empty one."""
    import sqlite3

    whole = path.exists() and bytes_of(str(_seen(path))) == _look_of(path)
    if not whole:
        _remove(path)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.chmod(path, 0o600)
    # Who else has it locked is none of ours, and is not waited for.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        # What is half done when the program dies is told by the look of the file.
        connection.executescript(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
        )
        # Not a byte of a whole one is touched before all that is new is known.
        connection.executescript("PRAGMA cache_spill=OFF;" if whole else _TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _look_of(path: Path) -> bytes:
    """What an index looks like, and by what its words became terms."""
    status = os.stat(path)
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{FORM} {_makers()} {status.st_size} {times} {status.st_ino}\n".encode()


@cache
def _makers() -> str:
    """By which program, letters and stemmer words become terms."""
    spec = PathFinder.find_spec("snowballstemmer")
    stemmer = f"{spec.origin if spec else None}"
    with suppress(OSError):
        status = os.stat(stemmer)
        stemmer += f" {status.st_size} {status.st_mtime_ns}"
    return f"{__version__} {unidata_version} {crc32(os.fsencode(stemmer)):08x}"


def _refresh(
    connection: "sqlite3.Connection", journal: Journal, file: Path, progress: Progress
) -> None:
    """Bring the index up to date: only files that look otherwise than before are read."""
    now = time_ns()
    looks = _looks(journal, now)
    (before,) = connection.execute("SELECT folder FROM looks").fetchone() or (b"",)
    folder = _SEPARATOR.join(looks.values())
    if folder == before and _SEPARATOR + _UNSURE not in _SEPARATOR + folder:
        return
    known = set(before.split(_SEPARATOR)) if before else set()
    waiting = [
        path for path, look in looks.items() if look not in known or look.startswith(_UNSURE)
    ]
    gone = {_path_in(look) for look in known.difference(looks.values())} - looks.keys()
    connection.execute("BEGIN")
    for path in gone:
        _forget(connection, path)
    for done, path in enumerate(waiting):
        if done % _STRIDE == 0:
            progress(done, len(waiting))
        row = _row(journal, path)
        _learn(connection, row, path)
        if isinstance(row, Problem) and row.code == "unreadable":
            # Another time it may not be, and look no different.
            looks[path] = _UNSURE + _name(path)
    settled = _SEPARATOR.join(looks.values())
    if settled != before:
        connection.execute("DELETE FROM looks")
        connection.execute("INSERT INTO looks VALUES(?)", (settled,))
    changed = connection.total_changes > 0
    if changed:
        connection.execute("DELETE FROM totals")
        connection.execute(_SUMS)
        # What dies from here on leaves no index.
        with suppress(FileNotFoundError):
            remove(_seen(file))
    connection.execute("COMMIT")
    progress(len(waiting), len(waiting))
    if changed:
        # Without room for this, the index is made anew the next time.
        with suppress(OSError), open(file, "r+b") as written:  # Windows flushes no other
            os.fsync(written.fileno())
            put(_seen(file), _look_of(file))


# Between the looks of two files, and between the parts of one: no path holds them.
_SEPARATOR, _PART = b"\0\0", b"\0"
_UNSURE = b"?\0"
"""The look of a file that is to be read again the next time."""


def _looks(journal: Journal, now: int) -> dict[str, bytes]:
    """What each file looks like, by its path: its size, when it was changed, and its path.

    What was changed just now may be changed again without looking otherwise.
    """
    root = f"{journal.root}{os.sep}"
    since = now - _TICK
    found: dict[str, bytes] = {}
    for path in journal.paths():
        name = _name(path)
        try:
            status = os.lstat(root + path)
        except OSError:
            found[path] = _UNSURE + name
            continue
        changed, made = status.st_mtime_ns, status.st_ctime_ns
        # It may take long to get here, and a clock that is ahead elsewhere is none of ours.
        fresh = since < changed < time_ns() + _TICK or since < made < time_ns() + _TICK
        if fresh or not S_ISREG(status.st_mode):
            found[path] = _UNSURE + name
        else:
            found[path] = b"%d %d %d\0%b" % (status.st_size, changed, made, name)
    return found


_name = os.fsencode


def _path_in(look: bytes) -> str:
    return os.fsdecode(look.partition(_PART)[2])


def _row(journal: Journal, path: str) -> _Row | Problem:
    """The words of one file, or why it is no entry."""
    entry = journal.read_one(path)
    if isinstance(entry, Problem):
        return entry
    body = entry.packed.decode("utf-8", "replace")
    # What stands in the title counts twice.
    found = stems(f"{entry.title}\n{entry.title}\n{' '.join(entry.tags)}\n{body}")
    return (path, " ".join(found), *lengths(found))


def _learn(connection: "sqlite3.Connection", row: _Row | Problem, path: str) -> None:
    """Write what one file holds, unless that is known."""
    query = "SELECT id, stems FROM docs LEFT JOIN texts USING(id) WHERE path = ?"
    number, stored = connection.execute(query, (_name(path),)).fetchone() or (None, None)
    found, sizes = (None, (0, 0)) if isinstance(row, Problem) else (row[1], row[2:])
    if number is not None and stored == found:
        return
    if number is not None:
        _forget(connection, path)
    insert = """INSERT INTO docs(path, is_entry, stem_count, gram_count)
        VALUES(?, ?, ?, ?)"""
    number = connection.execute(insert, (_name(path), found is not None, *sizes)).lastrowid
    if found is not None:
        connection.execute("INSERT INTO texts VALUES(?, ?)", (number, found))
        insert = "INSERT INTO terms(rowid, body) VALUES(?, ?)"
        connection.execute(insert, (number, _body(found)))


def _forget(connection: "sqlite3.Connection", path: str) -> None:
    """Take out what one file held."""
    query = "SELECT id, stems FROM docs LEFT JOIN texts USING(id) WHERE path = ?"
    number, stored = connection.execute(query, (_name(path),)).fetchone() or (None, None)
    if number is None:
        return
    connection.execute("DELETE FROM docs WHERE id = ?", (number,))
    if stored is not None:
        connection.execute("DELETE FROM texts WHERE id = ?", (number,))
        delete = "INSERT INTO terms(terms, rowid, body) VALUES('delete', ?, ?)"
        connection.execute(delete, (number, _body(stored)))


def _body(stored: str) -> str:
    return " ".join(term[:_KEPT] for term in terms_of(stored.split(" ")))
