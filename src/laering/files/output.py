"""Where a file that a person asked for may be written: beside the journal, never over it."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from laering.domain.errors import OutputFolderMissing, OutputInEntries, OutputUnwritable
from laering.files.config import JOURNAL_FILE
from laering.files.journal.names import ENTRIES


def check_place(out: Path, roots: Sequence[Path]) -> None:
    """Make sure that a file can be put there, and is nothing that the journals consist of.

    ``roots`` are the journals' folders. Raises OutputFolderMissing or OutputInEntries.
    """
    if not out.absolute().parent.is_dir():
        raise OutputFolderMissing(path=out.parent)
    for kept in (place for each in roots for place in (each / ENTRIES, each / JOURNAL_FILE)):
        if out.resolve().is_relative_to(kept.resolve()):
            raise OutputInEntries(path=out)
    if out.exists() and any(_is_linked_from(each / ENTRIES, out) for each in roots):
        raise OutputInEntries(path=out)


def make_folder(folder: Path, roots: Sequence[Path]) -> None:
    """Make a folder for files, where it is not there; the one that it lies in is.

    Raises OutputFolderMissing, OutputInEntries or OutputUnwritable.
    """
    check_place(folder, roots)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(path=folder, reason=error) from None


def _is_linked_from(folder: Path, out: Path) -> bool:
    """Whether a file is what a link in a folder, or in those in it, leads to."""
    with suppress(OSError), os.scandir(folder) as found:
        for each in found:
            if each.is_dir(follow_symlinks=False):
                if _is_linked_from(Path(each.path), out):
                    return True
            elif each.is_symlink():
                with suppress(OSError):
                    if os.path.samefile(each.path, out):
                        return True
    return False
