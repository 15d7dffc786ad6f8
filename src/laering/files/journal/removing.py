"""What must be known before an entry is taken out of a journal, and taking it out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from laering.domain.entry import Entry
from laering.domain.errors import EntryGone, FileChanged, NoTrash
from laering.domain.folding import folded
from laering.domain.gallery import shown_by
from laering.domain.strays import is_picture
from laering.domain.text.links import with_links
from laering.domain.text.sections import text_of
from laering.files.journal.journal import Journal
from laering.files.journal.names import ENTRIES


class Link(NamedTuple):
    """An entry that names another: in its header as a repeat of it or not, or in its text."""

    entry: Entry
    keys: tuple[str, ...]


def links_to(journal: Journal, entry: Entry) -> list[Link]:
    """The entries that name one, the newest first. Opens all files. Raises CannotRead."""
    names = {folded(name) for name in (entry.id, *entry.aliases)}
    found = []
    for other in journal.within(None).entries:
        if other.path == entry.path:
            continue
        keys = [
            key
            for key in ("repeats", "not_repeats")
            if any(folded(name) in names for name in getattr(other, key))
        ]
        keys += ["text"] if _links_in(text_of(other.packed), names) else []
        if keys:
            found.append(Link(other, tuple(keys)))
    return found


def _links_in(text: str, names: set[str]) -> bool:
    met = []

    def called(name: str) -> None:
        if folded(name) in names:
            met.append(name)

    with_links(text, called)
    return bool(met)


def copies_of(journal: Journal, path: str) -> Sequence[str]:
    """The copies of a file, by their paths. Raises CannotRead."""
    found = journal.copies(journal.paths()).originals
    return sorted(copy for copy, original in found.items() if original == path)


def pictures_alone(journal: Journal, entry: Entry) -> dict[str, bytes]:
    """The pictures among a journal's files that this entry shows and no other one, with their data.

    One that is behind a link, or too large to be looked at, is left out. Raises CannotRead.
    """
    found = {path: journal.bytes_at(path) for path, _ in shown_by(entry) if _is_ours(path)}
    if found:
        for other in journal.within(None).entries:
            if other.path != entry.path:
                for path, _ in shown_by(other):
                    found.pop(path, None)
    return {path: data for path, data in found.items() if isinstance(data, bytes)}


def _is_ours(path: str) -> bool:
    return path.startswith(f"{ENTRIES}/") and is_picture(path)


def discard(journal: Journal, path: str, seen: bytes, remove: Callable[[Path], None]) -> None:
    """Have a file taken away by ``remove``, as long as it is what somebody has ``seen``.

    Raises FileChanged or EntryGone, and NoTrash where ``remove`` raises OSError.
    """
    now = journal.bytes_at(path)
    if now != seen:
        raise FileChanged(path=path) if isinstance(now, bytes) else EntryGone(path=path)
    try:
        remove(journal.root / path)
    except OSError as error:
        raise NoTrash(path=path, reason=error) from None
