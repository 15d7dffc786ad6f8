"""One journal: its entries by period or by name, added to, and changed one file at a time."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from laering.domain import private
from laering.domain.body import actions_in
from laering.domain.entry import Draft, Entry, Problem
from laering.domain.errors import (
    AmbiguousEntry,
    CannotRead,
    CannotWrite,
    FileChanged,
    JournalMissing,
    LeadsOut,
    NoEntries,
    NoSuchEntry,
)
from laering.domain.marks import N_, Reason
from laering.domain.period import Period
from laering.domain.repeats import Event, chain
from laering.files.config import JOURNAL_FILE, JournalConfig, read_journal_config
from laering.files.entry import canonical, codec
from laering.files.journal.edits_kept import with_own_line_ends
from laering.files.journal.names import (
    DEPTH,
    ENTRIES,
    SAFE_ID,
    Place,
    Told,
    markdown_below,
    slug_of,
)
from laering.files.journal.root import is_journal, lies_in
from laering.files.journal.survey import SAMPLE, Progress, counted, quiet, tasks_in
from laering.files.system.disk import LINK, Fault, bytes_of, create, is_link, rewrite
from laering.files.system.halves import in_halves
from laering.files.system.held import why_not_written

if TYPE_CHECKING:
    from laering.domain.survey import Days, Survey, Task

_OURS = re.compile(r"[a-z0-9-]+")

UNREADABLE = Reason(N_("it is too large, or too complicated to read back"))

OUTSIDE = Reason(N_("the link leads out of the journal"))

"""Called now and then with how many files have been read, and how many there are."""


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
        data = bytes_of(os.path.join(self.root, path))
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

    def survey(self, period: Period, today: date, progress: Progress = quiet) -> "Survey":
        """What a report on ``period`` needs. Opens every file: open actions may be anywhere."""
        from laering.domain.report import compared_with
        from laering.domain.survey import Survey

        compared = compared_with(period, today)
        paths = list(self.paths())

        def look(some: Sequence[str]) -> Survey:
            return self._look(counted(some, progress), period, compared)

        told = Told(period)
        # Where few of the files are kept, reading them in two halves pays; a sample tells.
        sample = paths[::SAMPLE]
        few = sum(told.within(path) for path in sample) < len(sample) // 4
        parts = in_halves(look, paths) if few else [look(paths)]
        inside = [entry for part in parts for entry in part.inside]
        around = parts[0].around
        for part in parts[1:]:
            around.update(part.around)
        return Survey(
            inside,
            around,
            list(self.repeated_by(inside, paths).values()),
            [task for part in parts for task in part.tasks],
            [problem for part in parts for problem in part.problems],
            frozenset().union(*(part.private for part in parts)),
        )

    def _look(self, paths: Iterable[str], period: Period, compared: Period) -> "Survey":
        """What these files say: whole entries of the period, days and sources around it."""
        from laering.domain.survey import Survey

        inside: list[Entry] = []
        around: Days = Counter()
        tasks: list[Task] = []
        problems: list[Problem] = []
        secret: set[str] = set()
        root = f"{self.root}{os.sep}"
        told = Told(period)
        journal = self.name
        for path in paths:
            data = bytes_of(root + path)
            if data is LINK:
                data = self._linked(path)
            if not isinstance(data, bytes):
                problems.append(Problem(path, 1, *data))
                continue
            # Outside the period as little is read as will do.
            head = None if told.within(path) else canonical.head(data)
            outside = head is not None and not period.start <= head.date <= period.end
            found = head if head is not None and outside else codec.read(data, path)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            name = path[path.rfind("/") + 1 : -3]
            if isinstance(found, Entry) and period.start <= found.date <= period.end:
                inside.append(found)
            elif compared.start <= found.date <= compared.end:
                around[found.date, found.source] += 1
            if private.is_private(found):
                secret.add(name)
            packed = found.packed if isinstance(found, Entry) else data[found.end :]
            if b"[" in packed:
                tasks += tasks_in(packed, name, path, found, journal)
        return Survey(inside, around, [], tasks, problems, frozenset(secret))

    def repeated_by(self, entries: Iterable[Entry], paths: Iterable[str] = ()) -> dict[str, Entry]:
        """The earlier entries that some repeat, and those that these repeat in turn, by id.

        Those among ``entries`` are left out. Read by their names, as far as they are in the folder.
        """
        found: dict[str, Entry] = {}
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
                if isinstance(earlier, Entry):
                    found[name] = earlier
                    waiting |= set(earlier.repeats)
        return found

    def chain(self, entry: Entry, progress: Progress = quiet) -> list[Event]:
        """All events that an entry is linked with, itself among them, the earliest first.

        Empty when there is none. Looks into the files from the earliest of them on: those that
        repeat it can be no older.
        """
        entries = {entry.id: entry, **self.repeated_by([entry])}
        start = min(each.date for each in entries.values())
        for place in counted(self.places(Period("range", start, date.max)), progress):
            data = self.bytes_at(place.path)
            if place.id in entries or not isinstance(data, bytes) or b"\nrepeats:" not in data:
                continue
            found = codec.read(data, place.path)
            if isinstance(found, Entry) and found.repeats:
                entries[found.id] = found
        events = {name: _event(each) for name, each in entries.items()}
        linked = [entries[each.id] for each in chain(entry.id, events)]
        events |= {name: _event(each) for name, each in self.repeated_by(linked).items()}
        return chain(entry.id, events)

    def find(self, reference: str) -> Place:
        """The file that a person means: an id, a beginning or part of one, or the last.

        Raises NoEntries, NoSuchEntry or AmbiguousEntry.
        """
        places = self.places()
        if not places:
            raise NoEntries()
        wanted = reference.strip().removeprefix(f"{ENTRIES}/").removesuffix(".md")
        folded = slug_of(wanted, length=None)
        if wanted.casefold() in ("siste", "last"):
            return self._last(places)
        composed = _composed(reference.strip())
        tests: tuple[Callable[[Place], bool], ...] = (
            lambda place: place.path == f"{ENTRIES}/{wanted}.md",
            lambda place: place.id == wanted,
            lambda place: composed in (_composed(place.path), _composed(place.id)),
            lambda place: bool(folded) and _plain(place.id).startswith(folded),
            lambda place: bool(folded) and folded in _plain(place.id),
        )
        for test in tests:
            fitting = [place for place in places if test(place)]
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                names = [place.path.removeprefix(f"{ENTRIES}/")[:-3] for place in fitting]
                raise AmbiguousEntry(reference=reference, candidates=_shortened(names))
        raise NoSuchEntry(reference=reference)

    def _last(self, places: list[Place]) -> Place:
        """The latest event; of several on one day the one whose file was written last.

        A file that is no entry is passed by, unless there is nothing else.
        """

        def made(place: Place) -> tuple[date, int, str]:
            try:
                written = os.stat(self.root / place.path).st_mtime_ns
            except OSError:
                written = 0
            return (place.date or date.min, written, place.id)

        days = sorted({place.date or date.min for place in places}, reverse=True)
        for day in days:
            on_day = [place for place in places if (place.date or date.min) == day]
            for place in sorted(on_day, key=made, reverse=True):
                if isinstance(self.read_one(place.path), Entry):
                    return place
        return places[-1]

    def create(self, draft: Draft) -> Entry:
        """Write a new entry: complete under its final name or not at all, never over another.

        Raises CannotWrite, HeldOpen or NotFlushed.
        """
        data = codec.write(draft, self.config.language).encode("utf-8", "replace")
        found = codec.read(data, "")
        if isinstance(found, Problem):
            raise CannotWrite(path=draft.title, reason=UNREADABLE)
        folder = self.root / ENTRIES
        stem = f"{draft.date.isoformat()}-{slug_of(draft.title) or 'uten-tittel'}"
        try:
            os.makedirs(folder, exist_ok=True)
            name = create(folder, stem, data)
        except OSError as error:
            path = folder / f"{stem}.md"
            raise why_not_written(error, path, path) from None
        return replace(found, id=name.removesuffix(".md"), path=f"{ENTRIES}/{name}")

    def change(self, path: str, edit: Callable[[str], str]) -> Entry:
        """Change one entry: ``edit`` gets its text with LF line ends and returns it anew.

        Gives the entry it became.

        Lines that ``edit`` leaves alone keep their bytes, line ends included, and what it makes
        must still read as an entry. See ``disk.rewrite`` for the rest. Raises FileChanged when
        the file is no longer what was read, EntryGone, CannotWrite or NotFlushed.
        """
        became: list[Entry] = []

        def edited(before: bytes) -> bytes:
            try:
                text = before.decode("utf-8")
            except UnicodeDecodeError:
                raise FileChanged(path=path) from None
            after = with_own_line_ends(text, edit).encode("utf-8")
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
    """The journal in a folder. Raises JournalMissing, CannotRead, LeadsOut or BadConfig."""
    try:
        there = is_journal(root)
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


def _composed(name: str) -> str:
    """A name as one that differs only in case, or in how its letters are put together.

    macOS may keep å as a and a ring, and finds a file by its name in any case.
    """
    return unicodedata.normalize("NFC", name).casefold()


def _plain(name: str) -> str:
    """A name in small plain letters, as ours are from the first."""
    return name if _OURS.fullmatch(name) else slug_of(name, length=None)


def _shortened(candidates: list[str], most: int = 10) -> tuple[str, ...]:
    more = len(candidates) - most
    return (*candidates[:most], f"… (+{more})") if more > 0 else tuple(candidates)
