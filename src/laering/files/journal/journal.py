"""One journal: its entries by period or by name, added to, and changed one file at a time."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from laering.domain import private
from laering.domain.entry import Draft, Entry, Problem
from laering.domain.errors import (
    CannotRead,
    CannotReadBack,
    CannotWrite,
    FileChanged,
    JournalMissing,
    LeadsOut,
    NoEntries,
)
from laering.domain.fitting import fit_draft, is_fit
from laering.domain.marks import N_, Reason
from laering.domain.period import Period
from laering.files.config import JOURNAL_FILE, JournalConfig, read_journal_config
from laering.files.entry import codec
from laering.files.journal.finding import fitting, is_path, means_last, named, one_of, paths_of
from laering.files.journal.line_ends import with_own_line_ends
from laering.files.journal.links import repeated_by, with_ids
from laering.files.journal.names import (
    ENTRIES,
    Listing,
    Place,
    listing_of,
    slug_of,
)
from laering.files.journal.progress import Progress, counted, quiet
from laering.files.journal.root import is_journal, lies_in
from laering.files.system import disk, held
from laering.files.system.contents import LINK, Fault, bytes_of, is_link, is_plain_file
from laering.files.system.disk import create, rewrite
from laering.files.system.held import why_not_written

if TYPE_CHECKING:
    from laering.files.journal.aside import Aside

UNREADABLE = Reason(N_("it is too large, or too complicated to read back"))

INVISIBLE = Reason(N_("an invisible character would come into it"))

OUTSIDE = Reason(N_("the link leads out of the journal"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading files gave: the entries, and a problem for every one that does not count."""

    entries: list[Entry]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Journal:
    """A folder with ``entries/`` and what ``laering.toml`` says of it."""

    root: Path
    config: JournalConfig

    @property
    def name(self) -> str:
        """The journal's name, else its folder's."""
        return self.config.name or self.root.resolve().name or "laering"

    def places(self, period: Period | None = None) -> list[Place]:
        """The files in ``entries/``, sorted by name.

        With a ``period`` only those whose name lies in it or tells no date.
        """
        return sorted_places(self.paths(period))

    def paths(self, period: Period | None = None) -> list[str]:
        """Paths of the files in ``entries/``, in no order, see ``places``. Raises CannotRead."""
        return self.listing(period).markdown

    def listing(self, period: Period | None = None) -> Listing:
        """All that lies in ``entries/``; with a ``period`` what tells a day in it, or none.

        Raises CannotRead.
        """
        return listing_of(self.root, period)

    def copies(self, listing: Listing) -> "Aside":
        """The copies among files of the journal, and those that it has under other names too.

        They count in no command.
        """
        from laering.files.journal.aside import copies_in

        return copies_in(listing, self.bytes_at)

    def strays(self, listing: Listing, *, pictures: bool = True) -> list[Problem]:
        """What lies among the files that are listed and is neither an entry nor shown by one."""
        from laering.files.journal.aside import strays_in

        return strays_in(self.root, listing, self.bytes_at, pictures=pictures)

    def read(self, places: Iterable[Place]) -> Reading:
        """The entries in these files, in their order."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        for place in places:
            data = self.bytes_at(place.path)
            if not isinstance(data, bytes):
                problems.append(Problem(place.path, 1, *data))
                continue
            found = codec.read(data, place.path)
            if isinstance(found, Entry):
                entries.append(found)
                problems += codec.named_below(data, place.path)
            else:
                problems.append(found)
        return Reading(entries, problems)

    def read_one(self, path: str) -> Entry | Problem:
        """The entry in one file, or why it is none."""
        data = self.bytes_at(path)
        return codec.read(data, path) if isinstance(data, bytes) else Problem(path, 1, *data)

    def bytes_at(self, path: str) -> bytes | Fault:
        """A file's bytes, or the code and facts of why it has none that count."""
        data = bytes_of(f"{self.root}{os.sep}{path}")
        return self._linked(path) if data is LINK else data

    def says_private(self, path: str) -> bool:
        """Whether a file that cannot be read as an entry was meant to be told to nobody."""
        target = self._target(path)
        data = b"" if target is None else bytes_of(target, private.LOOKED_AT, cut=True)
        return isinstance(data, bytes) and private.says_private(data)

    def has_file(self, path: str) -> bool:
        """Whether a path leads to an ordinary file, and links do not lead it out of the journal."""
        target = self._target(path)
        return target is not None and is_plain_file(target)

    def _linked(self, path: str) -> bytes | Fault:
        """The bytes behind a symbolic link, as long as it stays in the journal."""
        target = self._target(path)
        return ("outside", ()) if target is None else bytes_of(target)

    def _target(self, path: str) -> str | None:
        """The file that a path stands for when links are followed; None outside the journal."""
        target = os.path.realpath(os.path.join(self.root, path))
        return target if lies_in(Path(target), self.root) else None

    def place_of(self, path: Path) -> Place | None:
        """The place of a file that may hold an entry, by its own path; None for any other."""
        folder = os.path.realpath(self.root / ENTRIES)
        # The file itself may be a link; where it lies is what counts.
        own = Path(os.path.realpath(path.parent), path.name)
        if not own.is_relative_to(folder) or not own.name.endswith(".md"):
            return None
        return Place(f"{ENTRIES}/{own.relative_to(folder).as_posix()}")

    def within(self, period: Period | None, progress: Progress = quiet) -> Reading:
        """The entries of a period (all when None), newest first, and all that is passed over.

        Opens only the files whose name lies in the period or has no date, and answers for those.
        """
        listing = self.listing(period)
        aside = self.copies(listing)
        own = sorted(set(listing.markdown) - aside.originals.keys())
        reading = self.read(counted(list(map(Place, own)), progress))
        entries = [each for each in reading.entries if period is None or each.date in period]
        entries.sort(key=lambda each: (each.date, each.id), reverse=True)
        strays = self.strays(listing, pictures=period is None)
        passed = [*reading.problems, *aside.problems.values(), *strays]
        return Reading(entries, sorted(passed, key=lambda each: each.path))

    def passed_over(self, unreadable: Iterable[str]) -> list[Problem]:
        """All that counts in no command, given the files that are known to be no entries."""
        listing = self.listing()
        problems = [*self.copies(listing).problems.values(), *self.strays(listing)]
        told = (self.read_one(path) for path in unreadable)
        return [*problems, *(each for each in told if isinstance(each, Problem))]

    def with_ids(self, entries: Iterable[Entry], paths: Iterable[str]) -> list[Entry]:
        """The entries, repeating by its own id what they name by another name of it.

        ``paths`` are those of all files, which are opened only where a link leads nowhere.
        """
        return with_ids(entries, paths, self.bytes_at)

    def repeated_by(self, entries: Iterable[Entry], paths: Iterable[str] = ()) -> dict[str, Entry]:
        """The earlier entries that some repeat, see ``links.repeated_by``."""
        return repeated_by(entries, paths, self.read_one, self.paths)

    def find(self, reference: str, today: date = date.max) -> Place:
        """The one file that a person means, see ``fitting``; without ``today`` all days have been.

        The last one is not later than ``today``. A copy stands for what it was made of.

        Raises NoEntries, NoSuchEntry or AmbiguousEntry.
        """
        return one_of(self.fitting(reference, today), reference)

    def fitting(self, reference: str, today: date, *, titled: bool = True) -> list[Place]:
        """The files that a person may mean: by an id or a part of one, a path, or the last.

        By an alias or a part of a title too, when they are ``titled``. The last is the latest
        event that has been, the first of a list. A copy stands for what it was made of. Empty when
        none fits. Raises NoEntries.
        """
        listing = self.listing()
        paths = listing.markdown
        if not paths:
            raise NoEntries()
        copies = self.copies(listing).originals
        places = sorted_places(each for each in paths if each not in copies)
        if means_last(reference):
            return self._last(places, today)
        for path in paths_of(reference) if is_path(reference) else ():
            place = self.place_of(path.absolute())
            if place is not None and place.path in paths:
                return [Place(copies.get(place.path, place.path))]
        found = fitting(places, reference, (lambda: self._titles(places)) if titled else None)
        made_of = {copies[each.path] for each in map(Place, copies) if named(each, reference)}
        return found or sorted_places(made_of)

    def _titles(self, places: Iterable[Place]) -> Iterator[tuple[Place, str, tuple[str, ...]]]:
        """The title of every entry, and the ids that it had before."""
        for place in places:
            found = self.read_one(place.path)
            if isinstance(found, Entry):
                yield place, found.title, found.aliases

    def _last(self, places: list[Place], today: date) -> list[Place]:
        """The latest event that has been, as ``within`` orders them; none when there is none.

        A file that is no entry is passed by, unless there is nothing else.
        """
        found = [(day, place.id, place) for place in places if (day := self._day_of(place.path))]
        if not found:
            return places[-1:]
        been = [each for each in found if each[0] <= today]
        return [max(been, key=lambda each: each[:2])[2]] if been else []

    def _day_of(self, path: str) -> date | None:
        """The day of the entry in a file; None when there is none."""
        data = self.bytes_at(path)
        if not isinstance(data, bytes):
            return None
        head = codec.head(data) or codec.read(data, path)
        return None if isinstance(head, Problem) else head.date

    def changed(self, paths: Iterable[str]) -> dict[str, datetime]:
        """When the files at some paths in the journal were written, of those that are there."""
        found: dict[str, datetime] = {}
        for path in paths:
            with suppress(OSError, OverflowError, ValueError):
                written = os.stat(self.root / path).st_mtime
                found[path] = datetime.fromtimestamp(written, UTC)
        return found

    def create(self, draft: Draft) -> Entry:
        """Write a new entry: complete under its final name or not at all, never over another.

        Raises CannotWrite, HeldOpen or NotFlushed, and ControlCharacter as ``fit_draft`` does.
        """
        stem, data, found = self.written(draft)
        folder = self.root / ENTRIES
        try:
            os.makedirs(folder, exist_ok=True)
            name = create(folder, stem, data)
        except OSError as error:
            path = folder / f"{stem}.md"
            raise why_not_written(error, path, path) from None
        return replace(found, id=name.removesuffix(".md"), path=f"{ENTRIES}/{name}")

    def written(self, draft: Draft) -> tuple[str, bytes, Entry]:
        """What the file of a new entry is to be called, its bytes, and the entry they hold.

        Raises ControlCharacter, and CannotReadBack for bytes that would be no entry.
        """
        draft = fit_draft(draft)
        data = codec.write(draft, self.config.language).encode("utf-8", "replace")
        found = codec.read(data, "")
        if isinstance(found, Problem):
            raise CannotReadBack(path=draft.title, reason=UNREADABLE)
        return f"{draft.date.isoformat()}-{slug_of(draft.title) or 'uten-tittel'}", data, found

    def change(self, path: str, edit: Callable[[str], str]) -> Entry:
        """Change one entry: ``edit`` gets its text with LF line ends and returns it anew.

        Gives the entry it became.

        Lines that ``edit`` leaves alone keep their bytes, line ends included, and what it makes
        must still read as an entry. See ``disk.rewrite`` for the rest. Raises FileChanged when
        the file is no longer what was read, EntryGone, CannotWrite or NotFlushed.
        """
        became: list[Entry] = []

        def fitting(before: str) -> str:
            after = edit(before)
            if not is_fit(before, after):
                raise CannotWrite(path=path, reason=INVISIBLE)
            return after

        def edited(before: bytes) -> bytes:
            try:
                text = before.decode("utf-8")
            except UnicodeDecodeError:
                raise FileChanged(path=path) from None
            after = with_own_line_ends(text, fitting).encode("utf-8")
            found = codec.read(after, path)
            if isinstance(found, Problem):
                raise CannotWrite(path=path, reason=UNREADABLE)
            became[:] = [found]
            return after

        self.rewrite(path, edited)
        return became[0]

    def rewrite(self, path: str, edit: Callable[[bytes], bytes]) -> None:
        """Change the bytes of one file, as ``disk.rewrite`` does; never of one outside the journal.

        Raises CannotWrite, and what ``rewrite`` does.
        """
        target = self._target(path)
        if target is None:
            raise CannotWrite(path=path, reason=OUTSIDE)
        rewrite(target, edit, path)

    def move(self, path: str, stem: str) -> str:
        """Give a file another id, or the first free one after it; returns its new path.

        Raises CannotWrite, HeldOpen or NotFlushed.
        """
        folder = path[: path.rfind("/")]
        return f"{folder}/{disk.move(f'{self.root}{os.sep}{path}', stem, path)}"

    def take_away(self, path: str, original: str) -> None:
        """Take a copy away, as long as it is equal to what it was made of.

        Raises FileChanged, CannotWrite or HeldOpen.
        """
        here, there = self.bytes_at(path), self.bytes_at(original)
        if not isinstance(here, bytes) or here != there:
            raise FileChanged(path=path)
        try:
            held.remove(self.root / path)
        except OSError as error:
            raise why_not_written(error, self.root / path, path) from None


def sorted_places(paths: Iterable[str]) -> list[Place]:
    """The places of files, sorted by name."""
    return sorted(map(Place, paths), key=lambda place: (place.id, place.path))


def open_journal(root: Path) -> Journal:
    """The journal in a folder, or the one whose ``entries`` it is.

    Raises JournalMissing, CannotRead, LeadsOut or BadConfig.
    """
    try:
        there = is_journal(root)
        if not there and root.absolute().name == ENTRIES and is_journal(root.absolute().parent):
            root, there = root.absolute().parent, True
    except OSError as error:
        raise CannotRead(path=root, reason=error) from None
    if not there:
        raise JournalMissing(path=root)
    for name in (JOURNAL_FILE, ENTRIES):
        if is_link(root / name) and not lies_in(root / name, root):
            raise LeadsOut(path=root / name)
    return Journal(root, read_journal_config(root))
