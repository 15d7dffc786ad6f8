"""A file as it was before somebody edited it, kept until what came back is an entry."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from shutil import rmtree

from laering.files.drafts.shelf import LOCK, MAX_BYTES, SNAPSHOT
from laering.files.drafts.snapshot import dumped
from laering.files.system import folders
from laering.files.system.contents import bytes_of
from laering.files.system.disk import put
from laering.files.system.folders import make_private, names_in
from laering.files.system.locks import hold, let_go

_ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Former:
    """The bytes that a file had before it was edited, held by this process from now on.

    ``path`` is the file's, relative to the journal, and ``text`` the file that they are kept in.
    """

    path: str
    since: datetime
    text: Path
    lock: int

    def data(self) -> bytes | None:
        """The bytes; None where they can be read no longer."""
        found = bytes_of(str(self.text), MAX_BYTES)
        return found if isinstance(found, bytes) else None

    def drop(self) -> None:
        """Nobody needs them any more."""
        self.release()
        rmtree(self.text.parent, ignore_errors=True)

    def release(self) -> None:
        """Leave them to whoever comes next."""
        let_go(self.lock)


def keep(journal: Path, path: str, data: bytes) -> Former:
    """Keep a file's bytes in a folder that only the person can read. Raises OSError."""
    trouble: OSError | None = None
    for place in folders.for_drafts(journal, folders.FORMER):
        try:
            return _put(place / os.urandom(8).hex(), journal, path, data)
        except OSError as error:
            trouble = trouble or error
    raise trouble or PermissionError


def _put(folder: Path, journal: Path, path: str, data: bytes) -> Former:
    make_private(folder)
    try:
        lock = hold(folder / f"{_ABOUT}{LOCK}")
        if lock is None:
            raise BlockingIOError
        since = datetime.now()  # noqa: DTZ005  # their day
        text = folder / PurePosixPath(path).name
        put(text, data)
        about = {"journal": str(journal.resolve()), "path": path}
        put(folder / f"{_ABOUT}{SNAPSHOT}", dumped({**about, "since": since.isoformat()}))
    except OSError:
        rmtree(folder, ignore_errors=True)
        raise
    return Former(path, since, text, lock)


def former(journal: Path) -> Iterator[Former]:
    """What is kept of a journal's files and nobody is editing now, the latest first.

    Each is held by this process until it is dropped or released.
    """
    home = str(journal.resolve())
    found = [each for place in folders.drafts(folders.FORMER) for each in _in(place, home)]
    yield from sorted(found, key=lambda each: each.since, reverse=True)


def _in(place: Path, home: str) -> Iterator[Former]:
    for name in names_in(place):
        with suppress(OSError, ValueError, KeyError, TypeError):
            folder = place / name
            about = json.loads((folder / f"{_ABOUT}{SNAPSHOT}").read_bytes())
            path, since = str(about["path"]), datetime.fromisoformat(about["since"])
            if about["journal"] != home:
                continue
            lock = hold(folder / f"{_ABOUT}{LOCK}")
            if lock is not None:
                yield Former(path, since, folder / PurePosixPath(path).name, lock)
