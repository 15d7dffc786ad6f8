"""That a change of several files is under way, so that whoever comes next finishes it.

It is noted beside a person's drafts. Where no disk takes the note, the change is made all the same:
``sjekk --fiks`` finds what is left of one without it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from laering.files.drafts.shelf import SNAPSHOT
from laering.files.drafts.snapshot import dumped
from laering.files.system import folders
from laering.files.system.disk import put
from laering.files.system.folders import make_private, names_in


@contextmanager
def noted(journal: Path) -> Iterator[None]:
    """While a change is made it is noted; the note stays where the change was not made whole."""
    note = _put(journal)
    yield
    forget([note] if note else [])


def notes(journal: Path) -> list[Path]:
    """The notes of changes in a journal that were not made whole."""
    home = str(journal.resolve())
    return [each for place in folders.drafts(folders.MOVES) for each in _in(place, home)]


def forget(found: list[Path]) -> None:
    """Remove notes: what they tell of is done."""
    for each in found:
        with suppress(OSError):
            os.unlink(each)


def _put(journal: Path) -> Path | None:
    for place in folders.for_drafts(journal, folders.MOVES):
        with suppress(OSError):
            make_private(place)
            path = place / f"{os.urandom(8).hex()}{SNAPSHOT}"
            put(path, dumped({"journal": str(journal.resolve())}))
            return path
    return None


def _in(place: Path, home: str) -> Iterator[Path]:
    for name in names_in(place):
        with suppress(OSError, ValueError, KeyError, TypeError):
            if name.endswith(SNAPSHOT):
                path = place / name
                if json.loads(path.read_bytes())["journal"] == home:
                    yield path
