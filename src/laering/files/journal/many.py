"""Very many new entries at once, and what tells which of them a journal has already."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress

from laering.domain.entry import Draft, Entry
from laering.files.entry import codec
from laering.files.journal.journal import Journal
from laering.files.journal.names import ENTRIES
from laering.files.journal.progress import Progress, counted, quiet
from laering.files.system.disk import create_unflushed, flush_all
from laering.files.system.held import why_not_written

_ORIGIN = re.compile(rb"^origin:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)


def origins_in(journal: Journal, progress: Progress = quiet) -> Iterator[str]:
    """The origins of all entries that have one; of a file that is none now, the line as it stands.

    Raises CannotRead.
    """
    for path in counted(list(journal.paths()), progress):
        yield from (origin for origin, _ in origin_at(journal, path))


def origin_at(journal: Journal, path: str) -> list[tuple[str, Entry | None]]:
    """The origin of the entry in a file, and that entry, None where it cannot be read now.

    Empty where it has none.
    """
    data = journal.bytes_at(path)
    line = _ORIGIN.search(data) if isinstance(data, bytes) else None
    if line is None or not isinstance(data, bytes):
        return []
    found = codec.read(data, path)
    if not isinstance(found, Entry):
        return [(line[1].decode("utf-8", "replace").strip("'\""), None)]
    return [(found.origin, found)] if found.origin else []


class Adder:
    """Adds new entries without waiting for the disk after each; ``finish`` waits once for all."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._folder = journal.root / ENTRIES
        with suppress(OSError):  # the first entry tells why
            os.makedirs(self._folder, exist_ok=True)
        # Where a name was taken, what the next one of its kind is called.
        self._next: dict[str, int] = {}

    def add(self, draft: Draft) -> str:
        """Make a file as ``Journal.create`` does; gives its id.

        Raises CannotWrite or HeldOpen, and ControlCharacter as ``fit_draft`` does.
        """
        stem, data, _ = self._journal.written(draft)
        try:
            name, number = create_unflushed(self._folder, stem, data, self._next.get(stem, 1))
        except OSError as error:
            path = self._folder / f"{stem}.md"
            raise why_not_written(error, path, path) from None
        if number > 1:
            self._next[stem] = number + 1
        return name.removesuffix(".md")

    def finish(self) -> bool:
        """Wait until the disk has all of them; False where the system cannot be asked to."""
        return flush_all(self._folder)
