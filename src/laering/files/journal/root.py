"""Where a journal is."""

import os
from contextlib import suppress
from pathlib import Path

from laering.domain.errors import NoJournal
from laering.files.config import JOURNAL_FILE
from laering.files.journal.names import ENTRIES


def is_journal(folder: Path) -> bool:
    """Whether a folder holds a journal."""
    return (folder / JOURNAL_FILE).is_file() or (folder / ENTRIES).is_dir()


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds a journal. Raises NoJournal.

    Above ``start`` and the current folder, where somebody chose to be, another user's journal is
    none: it may have been put there for others to write in.
    """
    for folder in (start, *start.parents):
        with suppress(OSError):
            if is_journal(folder):
                if folder == start or _is_ours(folder) or folder.samefile(os.curdir):
                    return folder
                break
    raise NoJournal()


def _is_ours(folder: Path) -> bool:
    """Whether a journal belongs to this user or to the system's own; raises OSError."""
    if not hasattr(os, "getuid"):
        return True
    parts = (folder, folder / JOURNAL_FILE, folder / ENTRIES)
    owners = {os.lstat(part).st_uid for part in parts if os.path.lexists(part)}
    return owners <= {0, os.getuid()}


def lies_in(path: Path, root: Path) -> bool:
    """Whether a path is in a folder when all links are followed."""
    # Not Path.resolve, which fails on links that lead round in a circle.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
