"""An entry that gets another day, and so another name: planned first, then done file by file.

The file itself is rewritten in one go, and bears its old name as an alias from then on; only then
it gets its new name, and then those that link to it are led on. Killed anywhere in between it is
counted once, by its header, every link leads there, and whoever plans anew finds what is left.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import NamedTuple

from laering.domain.check import Look
from laering.domain.entry import Entry
from laering.domain.errors import CannotAmend, LaeringError
from laering.domain.folding import folded
from laering.domain.text.links import with_links
from laering.files.entry import codec
from laering.files.entry.edits import with_item, with_names
from laering.files.journal.journal import Journal
from laering.files.journal.links import bearers
from laering.files.journal.names import Listing, Place, day_told

DAY_LENGTH = len("2026-11-23")

Names = Mapping[str, str]
"""The ids that entries have now by those they had before, which are folded."""


class Line(NamedTuple):
    """One line to be changed: its number, from 1, what it is and what it becomes."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Relinked:
    """A file that names an entry by an earlier id, and the lines in which it does."""

    path: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of an entry's file and of those that link to it.

    ``new`` is the id that it gets, ``old`` the one it has; they are the same where it keeps its
    name. ``names`` are the earlier ids that lead there.
    """

    path: str
    old: str
    new: str
    names: Names
    others: Sequence[Relinked] = ()

    @property
    def moves(self) -> bool:
        """Whether the file gets another name."""
        return self.new != self.old


def stem_on(name: str, day: date) -> str:
    """The id of an entry that happened on a day; the same where its name tells no day."""
    return f"{day.isoformat()}{name[DAY_LENGTH:]}" if day_told(name) is not None else name


def planned(journal: Journal, entry: Entry, day: date) -> Move:
    """What becomes of an entry, and of the links to it, when it happened on a day.

    Files are looked through only where there is something to lead on. Raises CannotRead.
    """
    new = stem_on(entry.id, day)
    if new == entry.id and not any(map(day_told, entry.aliases)):
        return Move(entry.path, entry.id, entry.id, {})
    listing = journal.listing()
    paths = listing.markdown
    known = earlier_ids(journal, listing)
    if new != entry.id:
        new = _free(new, paths, known, entry)
    names = {name: new for name, borne in known.items() if borne == entry.id}
    own = [each for each in paths if folded(Place(each).id) == folded(entry.id)]
    if new != entry.id and len(own) == 1:
        names[folded(entry.id)] = new
    return Move(entry.path, entry.id, new, names, relinked(journal, paths, names))


def _free(stem: str, paths: Iterable[str], known: Names, entry: Entry) -> str:
    """The first of ``stem``, ``stem-2``, … that no file has, and no other entry had before."""
    taken = {folded(Place(path).id) for path in paths}
    taken |= {name for name, borne in known.items() if borne != entry.id}
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(each for each in numbered if folded(each) not in taken)


def earlier_ids(journal: Journal, listing: Listing) -> dict[str, str]:
    """The ids that entries have now by each that one of them alone had before, folded."""
    paths = listing.markdown
    ids = {folded(Place(path).id) for path in paths}
    copies = journal.copies(listing).originals
    borne = bearers((path for path in paths if path not in copies), journal.bytes_at)
    return {
        name: ids_now[0]
        for name, ids_now in borne.items()
        if len(ids_now) == 1 and name not in ids and day_told(name) is not None
    }


def left_over(journal: Journal) -> tuple[list[Move], dict[str, str]]:
    """What a change of day that was cut short has left in the journal.

    The files that bear their own name as an alias, and have not got that of their day: only a
    change of day writes so. And the ids that entries have then by each that they had before. Raises
    CannotRead.
    """
    listing = journal.listing()
    moves = []
    for path in listing.markdown:
        data = journal.bytes_at(path)
        if not isinstance(data, bytes) or b"aliases" not in data:
            continue
        entry = codec.read(data, path)
        if isinstance(entry, Entry) and folded(entry.id) in map(folded, entry.aliases):
            move = planned(journal, entry, entry.date)
            moves += [move] if move.moves else []
    names = earlier_ids(journal, listing)
    for move in moves:
        names.update(move.names)
    return moves, names


def relinked(journal: Journal, paths: Iterable[str], names: Names) -> list[Relinked]:
    """The files that name entries by earlier ids, each with what its lines become."""
    if not names:
        return []
    found = []
    for path in sorted(paths):
        data = journal.bytes_at(path)
        if not isinstance(data, bytes):
            continue
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        plain = text.casefold()
        if not any(name in plain for name in names) or not _is_entry(data, path):
            continue
        rows = zip(text.split("\n"), _led_on(text, names).split("\n"), strict=True)
        lines = [Line(at, *row) for at, row in enumerate(rows, 1) if row[0] != row[1]]
        if lines:
            found.append(Relinked(path, tuple(lines)))
    return found


def _is_entry(data: bytes, path: str) -> bool:
    return isinstance(codec.read(data, path), Entry)


def _led_on(text: str, names: Names) -> str:
    """An entry's text, with LF line ends, that names others by the ids they have now."""

    def called(name: str) -> str | None:
        return names.get(folded(name))

    head, body = codec.parted(with_names(text, called))
    return head + with_links(body, called)


def carried_out(
    journal: Journal, move: Move, edit: Callable[[str], str] = lambda text: text
) -> Entry:
    """Change the text of an entry, give its file its name, and lead on those that link to it.

    Gives the entry it became. Raises what ``Journal.change`` and ``Journal.move`` do, and
    CannotAmend where the old name cannot be kept; what links to it is then led on by whoever
    comes next.
    """

    def with_alias(text: str) -> str:
        changed = bearing(edit(text), move.old) if move.moves else edit(text)
        if changed is None:
            raise CannotAmend(path=move.path, entry=move.old)
        return changed

    entry = journal.change(move.path, with_alias)
    path, names = move.path, move.names
    if move.moves:
        path = journal.move(move.path, move.new)
        names = dict.fromkeys(names, Place(path).id)
    lead_on(journal, [each.path if each.path != move.path else path for each in move.others], names)
    found = journal.read_one(path)
    return found if isinstance(found, Entry) else entry


def lead_on(journal: Journal, paths: Iterable[str], names: Names) -> None:
    """Have the entries in some files name others by the ids they have now.

    Raises what ``Journal.change`` does; the other files are changed then all the same.
    """
    failed: LaeringError | None = None
    for path in paths:
        try:
            journal.change(path, lambda text: _led_on(text, names))
        except LaeringError as error:
            failed = failed or error
    if failed is not None:
        raise failed


def bearing(text: str, name: str) -> str | None:
    """A file's text, with LF line ends, in which the entry bears a name as an alias too.

    None where that cannot be written safely.
    """
    found = codec.look(text, "")
    borne = found.header.texts("aliases") if isinstance(found, Look) else None
    if borne is not None and name in [each.one_line for each in borne]:
        return text
    return with_item(text, "aliases", name)
