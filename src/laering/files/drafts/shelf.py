"""Where a draft and what belongs to it lie, and how they go."""

import os
import re
from collections.abc import Container, Sequence
from contextlib import suppress
from pathlib import Path

from laering.domain.entry import Attached, Begun
from laering.files.system import folders
from laering.files.system.held import remove
from laering.files.system.locks import let_go

SNAPSHOT, LOCK, TEXT = ".json", ".lock", ".md"

PICTURE = re.compile(r"(?P<draft>[0-9a-f]{16})-[0-9a-f]{8}\.(?:jpg|png|gif|webp|heic)")
"""The name of a picture that a draft keeps."""

# Far more than an entry may be long: the text is to be saved, not judged.
MAX_BYTES = 64_000_000

# Seconds for which an editor that did not wait may still save.
STILL_OPEN = 86_400


def remove_pictures(begun: Begun) -> None:
    """Remove the copies of pictures that a draft kept; what lies elsewhere is left alone."""
    for each in kept_among(begun.given.pictures):
        with suppress(OSError):
            remove(Path(each.kept))


def kept_among(pictures: Sequence[Attached]) -> list[Attached]:
    """The pictures whose copy lies where drafts keep theirs, whatever a file says of it."""
    shelves = set(folders.drafts()) if pictures else set()
    return [each for each in pictures if each.kept and _lies_on(shelves, Path(each.kept))]


def _lies_on(shelves: Container[Path], path: Path) -> bool:
    there = path.parent in shelves and PICTURE.fullmatch(path.name) is not None
    return there and path.is_file()


def remove_snapshot(path: Path, lock: int | None) -> None:
    """Remove a snapshot and what belongs to it; what cannot be removed is emptied.

    ``lock`` is what it is held by, and is let go.
    """
    try:
        remove(path)
    except FileNotFoundError:
        pass
    except OSError:
        with suppress(OSError):
            os.truncate(path, 0)
    with suppress(OSError):
        remove(path.with_suffix(TEXT))
    beside = path.with_suffix(LOCK)
    if lock is not None:
        let_go(lock, beside)
    else:
        with suppress(OSError):
            os.unlink(beside)
