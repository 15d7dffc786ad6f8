"""Bringing an index up to date with the files."""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from time import time_ns
from typing import TYPE_CHECKING

from laering.domain.entry import Problem
from laering.files.index.reading import Words, all_terms, words_of
from laering.files.index.state import look_file, look_of
from laering.files.index.store import STRIDE, SUMS
from laering.files.journal.journal import Journal
from laering.files.journal.progress import Progress
from laering.files.system.disk import put
from laering.files.system.held import remove

if TYPE_CHECKING:
    import sqlite3

# A file changed as lately as this before it was looked at may change again without a trace.
_TICK = 2_000_000_000


def bring_up_to_date(
    connection: "sqlite3.Connection", journal: Journal, file: Path, progress: Progress
) -> None:
    """Bring the index up to date: only files that look otherwise than before are read.

    ``file`` is the one that the connection is to. Raises sqlite3.Error or OSError.
    """
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
        if done % STRIDE == 0:
            progress(done, len(waiting))
        row = words_of(journal, path)
        _learn(connection, row, path)
        if isinstance(row, Problem) and row.code == "unreadable":
            # Another time it may not be, and look no different.
            looks[path] = _UNSURE + os.fsencode(path)
    settled = _SEPARATOR.join(looks.values())
    if settled != before:
        connection.execute("DELETE FROM looks")
        connection.execute("INSERT INTO looks VALUES(?)", (settled,))
    _settle(connection, file)
    progress(len(waiting), len(waiting))


def _settle(connection: "sqlite3.Connection", file: Path) -> None:
    """Make what was learned and forgotten last, and tell how the index looks then."""
    changed = connection.total_changes > 0
    if changed:
        connection.execute("DELETE FROM totals")
        connection.execute(SUMS)
        # What dies from here on leaves no index.
        with suppress(FileNotFoundError):
            remove(look_file(file))
    connection.execute("COMMIT")
    if changed:
        # Without room for this, the index is made anew the next time.
        with suppress(OSError), open(file, "r+b") as written:  # Windows flushes no other
            os.fsync(written.fileno())
            put(look_file(file), look_of(file))


# Between the looks of two files, and between the parts of one: no path holds them.
_SEPARATOR, _PART = b"\0\0", b"\0"

_UNSURE = b"?\0"


def _looks(journal: Journal, now: int) -> dict[str, bytes]:
    """What each file looks like, by its path: its size, when it was changed, and its path.

    What was changed just now may be changed again without looking otherwise.
    """
    root = f"{journal.root}{os.sep}"
    since = now - _TICK
    found: dict[str, bytes] = {}
    for path in journal.paths():
        name = os.fsencode(path)
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


def _path_in(look: bytes) -> str:
    return os.fsdecode(look.partition(_PART)[2])


def _learn(connection: "sqlite3.Connection", row: Words | Problem, path: str) -> None:
    """Write what one file holds, unless that is known."""
    query = "SELECT id, stems FROM docs LEFT JOIN texts USING(id) WHERE path = ?"
    number, stored = connection.execute(query, (os.fsencode(path),)).fetchone() or (None, None)
    found, sizes = (None, (0, 0)) if isinstance(row, Problem) else (row.stems, row[2:])
    if number is not None and stored == found:
        return
    if number is not None:
        _forget(connection, path)
    insert = """INSERT INTO docs(path, is_entry, stem_count, gram_count)
        VALUES(?, ?, ?, ?)"""
    number = connection.execute(insert, (os.fsencode(path), found is not None, *sizes)).lastrowid
    if found is not None:
        connection.execute("INSERT INTO texts VALUES(?, ?)", (number, found))
        insert = "INSERT INTO terms(rowid, body) VALUES(?, ?)"
        connection.execute(insert, (number, all_terms(found)))


def _forget(connection: "sqlite3.Connection", path: str) -> None:
    """Take out what one file held."""
    query = "SELECT id, stems FROM docs LEFT JOIN texts USING(id) WHERE path = ?"
    number, stored = connection.execute(query, (os.fsencode(path),)).fetchone() or (None, None)
    if number is None:
        return
    connection.execute("DELETE FROM docs WHERE id = ?", (number,))
    if stored is not None:
        connection.execute("DELETE FROM texts WHERE id = ?", (number,))
        delete = "INSERT INTO terms(terms, rowid, body) VALUES('delete', ?, ?)"
        connection.execute(delete, (number, all_terms(stored)))
