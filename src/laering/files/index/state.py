"""How an index was left, and opening it only when it is still so."""

import os
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import unidata_version
from zlib import crc32

from laering import __version__
from laering.files.index.store import TABLES
from laering.files.system.contents import bytes_of
from laering.files.system.held import remove

if TYPE_CHECKING:
    import sqlite3

# Of what an index holds, and of how words become terms; another number makes it anew.
_FORM = 8


def look_file(path: Path) -> Path:
    """The file that tells what the index looked like when this program was done with it."""
    return path.with_suffix(".seen")


def remove_index(path: Path) -> None:
    """Remove an index and what tells how it looked, as far as that can be done."""
    for each in (path, look_file(path)):
        with suppress(OSError):
            remove(each)


def opened(path: Path) -> "sqlite3.Connection":
    """The index as this program left it, else an empty one. Raises sqlite3.Error or OSError."""
    import sqlite3

    whole = path.exists() and bytes_of(str(look_file(path))) == look_of(path)
    if not whole:
        remove_index(path)
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
        connection.executescript("PRAGMA cache_spill=OFF;" if whole else TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def look_of(path: Path) -> bytes:
    """What an index looks like, and by what its words became terms. Raises OSError."""
    status = os.stat(path)
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{_FORM} {_makers()} {status.st_size} {times} {status.st_ino}\n".encode()


@cache
def _makers() -> str:
    """By which program, letters and stemmer words become terms."""
    spec = PathFinder.find_spec("snowballstemmer")
    stemmer = f"{spec.origin if spec else None}"
    with suppress(OSError):
        status = os.stat(stemmer)
        stemmer += f" {status.st_size} {status.st_mtime_ns}"
    return f"{__version__} {unidata_version} {crc32(os.fsencode(stemmer)):08x}"
