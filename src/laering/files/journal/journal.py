"""One journal: its entries by period or by name, added to, and changed one file at a time."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from laering.domain import private
from laering.domain.body import actions_in
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
from laering.domain.folding import folded
from laering.domain.marks import N_, Reason
from laering.domain.period import Period
from laering.domain.repeats import Event, by_own_ids, chain
from laering.files.config import JOURNAL_FILE, JournalConfig, read_journal_config
from laering.files.entry import codec
from laering.files.journal.finding import fitting, is_path, means_last, one_of, paths_of
from laering.files.journal.line_ends import with_own_line_ends
from laering.files.journal.names import (
    DEPTH,
    ENTRIES,
    SAFE_ID,
    Place,
    markdown_below,
    slug_of,
)
from laering.files.journal.progress import Progress, counted, quiet
from laering.files.journal.root import is_journal, lies_in
from laering.files.system.contents import LINK, Fault, bytes_of, is_link
from laering.files.system.disk import create, rewrite
from laering.files.system.held import why_not_written

UNREADABLE = Reason(N_("it is too large, or too complicated to read back"))

INVISIBLE = Reason(N_("an invisible character would come into it"))

OUTSIDE = Reason(N_("the link leads out of the journal"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading files gave: the entries, and a problem for every file that is none."""

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
        places = map(Place, self.paths(period))
        return sorted(places, key=lambda place: (place.id, place.path))

    def paths(self, period: Period | None = None) -> Iterator[str]:
        """Paths of the files in ``entries/``, in no order, see ``places``. Raises CannotRead."""
        return markdown_below(self.root, ENTRIES, DEPTH, period)

    def read(self, places: Iterable[Place]) -> Reading:
        """The entries in these files, in their order."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        for place in places:
            found = self.read_one(place.path)
            if isinstance(found, Entry):
                entries.append(found)
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
        """The entries of a period (all when None), newest first.

        Opens only the files whose name lies in the period or has no date.
        """
        reading = self.read(counted(self.places(period), progress))
        entries = [each for each in reading.entries if period is None or each.date in period]
        entries.sort(key=lambda each: (each.date, each.id), reverse=True)
        return Reading(entries, reading.problems)

    def repeated_by(self, entries: Iterable[Entry], paths: Iterable[str] = ()) -> dict[str, Entry]:
        """The earlier entries that some repeat, and those that these repeat in turn, by id.

        Those among ``entries`` are left out, unless they are named in other letters. The id is
        the one that was written; one that no file has goes by what it is compared by.
        """
        found: dict[str, Entry] = {}
        folders: dict[str, str] = {}
        given = list(entries)
        known = {entry.id for entry in given}
        waiting = {name for entry in given for name in entry.repeats}
        deeper = (path for path in paths if path.count("/") > 1) if waiting else ()
        sorted_away = {path[path.rfind("/") + 1 : -3]: path for path in deeper}
        while waiting:
            name = waiting.pop()
            if name not in known and SAFE_ID.fullmatch(name):
                known.add(name)
                earlier = self.read_one(sorted_away.get(name, f"{ENTRIES}/{name}.md"))
                if isinstance(earlier, Problem) and earlier.code == "unreadable":
                    folders = folders or {folded(Place(path).id): path for path in self.paths()}
                    alike = folders.get(folded(name))
                    earlier = self.read_one(alike) if alike else earlier
                if isinstance(earlier, Entry):
                    found[name] = earlier
                    waiting |= set(earlier.repeats)
        return found

    def chain(self, entry: Entry, progress: Progress = quiet) -> list[Event]:
        """All events that an entry is linked with, itself among them, the earliest first.

        Empty when there is none. Looks into the files from the earliest of them on: those that
        repeat it can be no older.
        """
        earlier = self.repeated_by([entry])
        near = by_own_ids([entry, *earlier.values()], earlier)
        entries = {each.id: each for each in reversed(near)}
        start = min(each.date for each in entries.values())
        for place in counted(self.places(Period("range", start, date.max)), progress):
            data = self.bytes_at(place.path)
            if place.id in entries or not isinstance(data, bytes) or b"\nrepeats:" not in data:
                continue
            found = codec.read(data, place.path)
            if isinstance(found, Entry) and found.repeats:
                entries[found.id] = found
        alike = {folded(name): each for name, each in entries.items()}
        named = {name for each in entries.values() for name in each.repeats}
        written = {name: alike[folded(name)] for name in named if folded(name) in alike}
        entries = {each.id: each for each in by_own_ids(entries.values(), written)}
        events = {name: _event(each) for name, each in entries.items()}
        linked = [entries[each.id] for each in chain(entry.id, events)]
        events |= {name: _event(each) for name, each in self.repeated_by(linked).items()}
        return chain(entry.id, events)

    def find(self, reference: str, today: date = date.max) -> Place:
        """The one file that a person means, see ``fitting``; without ``today`` all days have been.

        Raises NoEntries, NoSuchEntry or AmbiguousEntry.
        """
        return one_of(self.fitting(reference, today), reference)

    def fitting(self, reference: str, today: date, *, titled: bool = True) -> list[Place]:
        """The files that a person may mean: by an id or a part of one, a path, or the last.

        By an alias or a part of a title too, when they are ``titled``. The last is the latest
        event that has been, the first of a list. Empty when none fits. Raises NoEntries.
        """
        places = self.places()
        if not places:
            raise NoEntries()
        if means_last(reference):
            return self._last(places, today)
        for path in paths_of(reference) if is_path(reference) else ():
            place = self.place_of(path.absolute())
            if place in places:
                return [place]
        return fitting(places, reference, (lambda: self._titles(places)) if titled else None)

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


def _event(entry: Entry) -> Event:
    actions = actions_in(entry.packed)
    done = min((each.done for each in actions if each.finished and each.done), default=None)
    return Event(entry.id, entry.title, entry.date, entry.repeats, len(actions), done)
