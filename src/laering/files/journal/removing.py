"""What must be known before an entry is taken out of a journal, and taking it out."""

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import unquote

from laering.domain.entry import Entry
from laering.domain.errors import EntryGone, FileChanged, LeadsOut, NoTrash
from laering.domain.folding import folded
from laering.domain.gallery import shown_by
from laering.domain.strays import is_picture
from laering.domain.text.links import with_links
from laering.domain.text.sections import text_of
from laering.files.journal.journal import Journal
from laering.files.journal.names import ENTRIES
from laering.files.journal.root import lies_in


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
    """The copies of a file, by their paths, but no links to it. Raises CannotRead."""
    found = journal.copies(journal.listing())
    return sorted(copy for copy in found.of(path) if found.problems[copy].code == "copy")


def pictures_alone(journal: Journal, entry: Entry, gone: Collection[str]) -> dict[str, bytes]:
    """The pictures in a journal that this entry shows and no other file names, with their data.

    ``gone`` are files that go with it. A picture that is behind a link, or too large to be looked
    at, is left out; files that are no entries count too. Raises CannotRead.
    """
    ours = [path for path, _ in shown_by(entry) if _is_ours(journal, path)]
    found = {path: journal.bytes_at(path) for path in ours}
    others = journal.paths() if found else ()
    for other in others:
        if other != entry.path and other not in gone:
            data = journal.bytes_at(other)
            text = _plain(data.decode("utf-8", "replace")) if isinstance(data, bytes) else ""
            found = {path: at for path, at in found.items() if _named(path) not in text}
    return {path: data for path, data in found.items() if isinstance(data, bytes)}


def _is_ours(journal: Journal, path: str) -> bool:
    """Whether a path is a picture's among the entries, and no link is on the way to it."""
    if not (path.startswith(f"{ENTRIES}/") and is_picture(path)):
        return False
    real = os.path.realpath(journal.root / path)
    return real == os.path.join(os.path.realpath(journal.root), *path.split("/"))


def _named(path: str) -> str:
    return _plain(path.rpartition("/")[2])


def _plain(text: str) -> str:
    """A text in which a file's name is found however it is written."""
    return normalize("NFC", unquote(text)).casefold()


def discard(journal: Journal, path: str, seen: bytes, remove: Callable[[Path], None]) -> None:
    """Have a file taken away by ``remove``, as long as it is what somebody has ``seen``.

    Raises FileChanged, EntryGone or LeadsOut, and NoTrash where ``remove`` raises OSError.
    """
    now = journal.bytes_at(path)
    if not lies_in((journal.root / path).parent, journal.root):
        raise LeadsOut(path=path)
    if now != seen:
        raise FileChanged(path=path) if isinstance(now, bytes) else EntryGone(path=path)
    try:
        remove(journal.root / path)
    except OSError as error:
        raise NoTrash(path=path, reason=error) from None
