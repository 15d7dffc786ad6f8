"""The journal's folder: find it, read it by period, add to it, and change one file guardedly."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from operator import itemgetter
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, TypeVar

from laering.domain.body import actions_in
from laering.domain.entry import Draft, Entry, Problem
from laering.domain.errors import (
    N_,
    AmbiguousEntry,
    CannotRead,
    CannotWrite,
    FileChanged,
    JournalMissing,
    LeadsOut,
    NoEntries,
    NoJournal,
    NoSuchEntry,
    Reason,
)
from laering.domain.period import Period
from laering.domain.repeats import Event, chain
from laering.files import codec
from laering.files.config import JOURNAL_FILE, JournalConfig, read_journal_config
from laering.files.disk import LINK, Fault, bytes_of, create, rewrite, sweep
from laering.files.halves import in_halves

if TYPE_CHECKING:
    from laering.domain.report import Days, Survey, Task

_T = TypeVar("_T")
_STRIDE = 512
_SAMPLE = 16
_OWN_LINKS = 2

ENTRIES = "entries"
SLUG_LENGTH = 60
_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)[-.]")
_HEAD = 11
_DEPTH = 16
# A name that leads nowhere but to a file in the folder itself.
_SAFE_ID = re.compile(r"[\w][\w.-]*")
UNREADABLE = Reason(N_("it is too large, or too complicated to read back"))
OUTSIDE = Reason(N_("the link leads out of the journal"))

Progress = Callable[[int, int], None]
"""Called now and then with how many files have been read, and how many there are."""


def quiet(done: int, total: int) -> None:
    """No progress to show."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file that may hold an entry, by its path relative to the journal."""

    path: str

    @property
    def id(self) -> str:
        """The name's stem."""
        return self.path[self.path.rfind("/") + 1 : -3]

    @property
    def date(self) -> date | None:
        """The day the name tells, if it tells one."""
        return _name_date(self.id + ".")


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
        """The paths of the files in ``entries/``, in no order; see ``places``."""
        return _markdown_below(self.root, ENTRIES, _DEPTH, period)

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
        data = b"" if target is None else bytes_of(target, codec.PRIVATE_WITHIN, cut=True)
        return isinstance(data, bytes) and codec.says_private(data)

    def _linked(self, path: str) -> bytes | Fault:
        """The bytes behind a symbolic link, as long as it stays in the journal."""
        target = self._target(path)
        return ("outside", ()) if target is None else bytes_of(target)

    def _target(self, path: str) -> str | None:
        """The file that a path stands for when links are followed; None outside the journal."""
        target = os.path.realpath(os.path.join(self.root, path))
        return target if _lies_in(Path(target), self.root) else None

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
        from laering.domain.report import Survey, compared_with

        compared = compared_with(period, today)
        paths = list(self.paths())

        def look(some: Sequence[str]) -> Survey:
            return self._look(counted(some, progress), period, compared)

        told = _Told(period)
        # Where few of the files are kept, reading them in two halves pays; a sample tells.
        sample = paths[::_SAMPLE]
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
        from laering.domain.report import Survey

        inside: list[Entry] = []
        around: Days = Counter()
        tasks: list[Task] = []
        problems: list[Problem] = []
        private: set[str] = set()
        root = f"{self.root}{os.sep}"
        told = _Told(period)
        journal = self.name
        for path in paths:
            data = bytes_of(root + path)
            if data is LINK:
                data = self._linked(path)
            if not isinstance(data, bytes):
                problems.append(Problem(path, 1, *data))
                continue
            # Outside the period as little is read as will do.
            head = None if told.within(path) else codec.head(data)
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
            if found.private:
                private.add(name)
            packed = found.packed if isinstance(found, Entry) else data[found.end :]
            if b"[" in packed:
                tasks += _tasks(packed, name, path, found, journal)
        return Survey(inside, around, [], tasks, problems, frozenset(private))

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
            if name not in known and _SAFE_ID.fullmatch(name):
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
        tests: tuple[Callable[[Place], bool], ...] = (
            lambda place: place.path == f"{ENTRIES}/{wanted}.md",
            lambda place: place.id == wanted,
            lambda place: bool(folded) and place.id.startswith(folded),
            lambda place: bool(folded) and folded in place.id,
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

        Raises CannotWrite.
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
            raise CannotWrite(path=folder / f"{stem}.md", reason=error) from None
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
        """Change the bytes of one file, see ``disk.rewrite``; never of one outside the journal."""
        target = self._target(path)
        if target is None:
            raise CannotWrite(path=path, reason=OUTSIDE)
        rewrite(target, edit, path)


def open_journal(root: Path) -> Journal:
    """The journal in a folder. Raises JournalMissing, LeadsOut or BadConfig."""
    try:
        there = is_journal(root)
    except OSError as error:
        raise CannotRead(path=root, reason=error) from None
    if not there:
        raise JournalMissing(path=root)
    for name in (JOURNAL_FILE, ENTRIES):
        if os.path.islink(root / name) and not _lies_in(root / name, root):
            raise LeadsOut(path=root / name)
    return Journal(root, read_journal_config(root))


def is_journal(folder: Path) -> bool:
    """Whether a folder holds a journal."""
    return (folder / JOURNAL_FILE).is_file() or (folder / ENTRIES).is_dir()


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds a journal. Raises NoJournal.

    Above ``start`` and the current folder, where somebody chose to be, another user's journal is
    none: it may have been put there for others to write in.
    """
    for folder in (start, *start.parents):
        with suppress(OSError):
            if is_journal(folder):
                if folder == start or _is_ours(folder) or folder.samefile(os.curdir):
                    return folder
                break
    raise NoJournal()


def _is_ours(folder: Path) -> bool:
    """Whether a journal belongs to this user or to the system's own; raises OSError."""
    if not hasattr(os, "getuid"):
        return True
    parts = (folder, folder / JOURNAL_FILE, folder / ENTRIES)
    owners = {os.lstat(part).st_uid for part in parts if os.path.lexists(part)}
    return owners <= {0, os.getuid()}


def _lies_in(path: Path, root: Path) -> bool:
    """Whether a path is in a folder when all links are followed."""
    # Not Path.resolve, which fails on links that lead round in a circle.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


class _Told:
    """What files' names seem to tell of their day, before any header is read."""

    def __init__(self, period: Period) -> None:
        self._first, self._last = period.start.isoformat(), period.end.isoformat()

    def within(self, path: str) -> bool:
        """Whether the name tells a day in the period."""
        start = path.rfind("/") + 1
        return self._first <= path[start : start + 10] <= self._last


def _tasks(
    packed: bytes, name: str, path: str, found: Entry | codec.Head, journal: str
) -> "list[Task]":
    """The actions in an entry's text, each with what a report needs to know of the entry."""
    from laering.domain.report import Task

    return [
        Task(name, path, found.date, found.source, action, found.private, journal)
        for action in actions_in(packed)
    ]


def _event(entry: Entry) -> Event:
    actions = actions_in(entry.packed)
    done = min((each.done for each in actions if each.finished and each.done), default=None)
    return Event(entry.id, entry.title, entry.date, entry.repeats, len(actions), done)


def slug_of(title: str, length: int | None = SLUG_LENGTH) -> str:
    """A title as lower-case ASCII words joined by hyphens, cut between words."""
    folded = title.casefold().translate(_NORDIC)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", folded).translate(_NORDIC))
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
    slug = slug.strip("-")
    if length is None or len(slug) <= length:
        return slug
    cut = slug[: length + 1]
    return (cut[: cut.rfind("-")] if "-" in cut else slug[:length]).strip("-")


def folded_id(reference: str) -> str:
    """An entry's name without what people write around it, such as ``[[entries/Name.md|words]]``.

    In small plain letters, to be compared with others only.
    """
    inside = reference.rpartition("](")[2].strip().strip("[]()").strip()
    name = re.split(r"[|#]", inside, maxsplit=1)[0].strip().replace("\\", "/").rpartition("/")[2]
    return slug_of(re.sub(r"\.md$", "", name, flags=re.IGNORECASE), length=None)


_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})


def _name_date(name: str) -> date | None:
    match = _DATED.match(name)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _markdown_below(
    root: Path, folder: str, depth: int, period: Period | None = None
) -> Iterator[str]:
    """Every ``.md`` file in a folder and those in it, relative to ``root``; hidden ones are not.

    With a ``period`` a file whose name tells a day outside it is left out.
    """
    where = os.path.join(root, folder)
    try:
        names = os.listdir(where) if period is None else _names_within(where, period)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        if depth == _DEPTH:
            raise CannotRead(path=folder, reason=error) from None
        # Read as a file it becomes a problem with its name, and hides nobody.
        yield folder
        return
    for name in names:
        if name[0] == ".":
            sweep(os.path.join(root, folder, name))
            continue
        if name.endswith(".md"):
            yield f"{folder}/{name}"
        elif depth and _is_folder(os.path.join(root, folder, name)):
            yield from _markdown_below(root, f"{folder}/{name}", depth - 1, period)


def _names_within(where: str, period: Period) -> list[str]:
    """The names in a folder that tell a day in the period or none, and those of all folders.

    They are told apart as bytes and without a loop of our own: a hundred thousand names are
    looked through for the eight hundred of a month.
    """
    names = os.listdir(os.fsencode(where))
    days = _Days(period)
    chosen = list(compress(names, map(days.__getitem__, map(_START, names))))
    if _may_hold_folders(where):
        chosen += [name for name in names if name[-3:] != b".md" and not days[_START(name)]]
    return [os.fsdecode(name) for name in chosen]


_START = itemgetter(slice(None, _HEAD))


def _may_hold_folders(where: str) -> bool:
    """Whether there may be folders in a folder, told without a look at the names.

    Most file systems count a link for every folder in a folder. Whether this one does shows in
    the folder above, which holds at least this one.
    """
    inner, outer = os.lstat(where), os.lstat(os.path.dirname(where))
    counted = outer.st_nlink > _OWN_LINKS and inner.st_dev == outer.st_dev
    return not (counted and inner.st_nlink == _OWN_LINKS)


class _Days(dict[bytes, bool]):
    """Whether a name that begins so tells a day in the period, or none; worked out once each."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def __missing__(self, start: bytes) -> bool:
        day = _name_date(os.fsdecode(start))
        self[start] = day is None or day in self._period
        return self[start]


def _is_folder(path: str) -> bool:
    try:
        return S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def with_own_line_ends(text: str, edit: Callable[[str], str]) -> str:
    """An edit of a text with CRLF or mixed line ends, made as if it had LF ones.

    Lines that stay or are changed keep the end they had; new ones get that of the first line, and
    so do all between two changes that lie thousands of lines apart.
    """
    if "\r\n" not in text:
        return edit(text)
    lines = text.split("\n")
    plain = [*(line.removesuffix("\r") for line in lines[:-1]), lines[-1]]
    end = "\r" if lines[0].endswith("\r") else ""
    changed = edit("\n".join(plain)).split("\n")
    made = [line + end for line in changed]
    for old, new in _same_lines(plain, changed):
        if old < len(lines) - 1:
            made[new] = changed[new] + lines[old][len(plain[old]) :]
    made[-1] = changed[-1]
    return "\n".join(made)


# What is compared costs the square of its lines.
_COMPARED = 4000


def _same_lines(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places at which two lists have the same line, or as many others for as many."""
    from difflib import SequenceMatcher

    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        yield start, start
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        yield len(old) - 1 - end, len(new) - 1 - end
        end += 1
    between = old[start : len(old) - end], new[start : len(new) - end]
    if sum(map(len, between)) > _COMPARED:
        return
    middle = SequenceMatcher(None, *between, autojunk=False)
    for _, a, a_end, b, b_end in middle.get_opcodes():
        if a_end - a == b_end - b:
            yield from ((start + a + step, start + b + step) for step in range(a_end - a))


def counted(items: Sequence[_T], progress: Progress) -> Iterator[_T]:
    """The items, telling ``progress`` about every few hundred of them."""
    total = len(items)
    for start in range(0, total, _STRIDE):
        yield from items[start : start + _STRIDE]
        progress(min(start + _STRIDE, total), total)


def _shortened(candidates: list[str], most: int = 10) -> tuple[str, ...]:
    more = len(candidates) - most
    return (*candidates[:most], f"… (+{more})") if more > 0 else tuple(candidates)
