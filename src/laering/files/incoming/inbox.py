"""The inbox: what lies in it, who looks at what now, and where an original goes when it is done.

A learning is in the journal before its original is moved, and its origin tells which one that was:
stopped in between, the next run moves the original and offers nothing again.
"""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path, PurePath

from laering.domain.arrival import (
    DOCUMENT,
    MAIL,
    PICTURE,
    ROWS,
    TEXT,
    handled_name,
)
from laering.domain.entry import Entry
from laering.domain.errors import (
    BadArrival,
    CannotRead,
    FileChanged,
    InboxHeld,
    IsALink,
    NoTrash,
)
from laering.domain.marks import N_, Reason
from laering.domain.origin import INBOX as TABLE
from laering.domain.origin import read_origin
from laering.domain.strays import LINKED, NOT_DOWNLOADED, is_left_alone, is_picture
from laering.files.journal.journal import Journal
from laering.files.journal.many import origin_at
from laering.files.journal.names import DEPTH, is_folder
from laering.files.journal.progress import Progress, counted, quiet
from laering.files.journal.root import lies_in
from laering.files.system import disk
from laering.files.system.contents import bytes_of, is_link
from laering.files.system.held import why_not_written
from laering.files.system.locks import hold, let_go
from laering.files.system.trash import put_in_trash

INBOX = "innboks"
"""The folder beside the entries that others put their files in."""

HANDLED = "behandlet"
"""The folder in it for the originals of what was taken in."""

MOST_BYTES = 60_000_000
"""How large a file may be for it to be opened at all."""

OUTLOOK = Reason(
    N_("it is Outlook's own kind of mail. Save it as .eml, or drag what is attached out of it.")
)
OLD_WORD = Reason(N_("it is an old kind of Word file. Open it in Word and save it as .docx."))
OLD_SHEET = Reason(N_("it is an old kind of Excel file. Open it in Excel and save it as .xlsx."))
PAPER = Reason(N_("a PDF is not read. Write what it says with «laering ny», then move it away."))
UNKNOWN = Reason(N_("files of this kind are not read. Move it away, or send it as text."))
TOO_LARGE = Reason(N_("it is too large."))
NOT_READ = Reason(N_("it cannot be opened, or is no ordinary file."))

_LOCK = ".laering-{name}.lock"

_KINDS = {
    **dict.fromkeys((".md", ".markdown", ".txt", ".text"), TEXT),
    ".eml": MAIL,
    ".docx": DOCUMENT,
    **dict.fromkeys((".csv", ".xlsx", ".xlsm"), ROWS),
}

_REASONS = {
    ".msg": OUTLOOK,
    ".doc": OLD_WORD,
    ".rtf": OLD_WORD,
    ".odt": OLD_WORD,
    ".xls": OLD_SHEET,
    ".ods": OLD_SHEET,
    ".pdf": PAPER,
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file in the inbox: its path in it with ``/``, its kind, and when it was written.

    What is not read has a ``reason`` instead of a ``kind``.
    """

    path: str
    came: datetime
    kind: str = ""
    reason: Reason | None = None


class Inbox:
    """The inbox of one journal."""

    def __init__(self, journal: Journal, progress: Progress = quiet) -> None:
        self._journal, self._progress = journal, progress
        self.folder = journal.root / INBOX
        self._read: set[str] = set()
        self._taken: dict[str, dict[int, Entry | None]] = {}

    def ready(self) -> None:
        """Make the folder where there is none, closed to git: what lies there is somebody's own.

        Raises CannotWrite, and IsALink where it is one.
        """
        self._check()
        try:
            os.makedirs(self.folder, exist_ok=True)
            disk.write_new(self.folder / ".gitignore", b"*\n")
        except OSError as error:
            raise why_not_written(error, self.folder, INBOX) from None
        for path in self.folder.glob(_LOCK.format(name="*")):
            with suppress(OSError):
                # One that nobody holds was left by a run that was stopped.
                descriptor = hold(path)
                if descriptor is not None:
                    let_go(descriptor, path)

    def items(self) -> list[Item]:
        """The files that lie there, the oldest first; what nobody put there is left alone.

        Raises CannotRead, and IsALink where the folder is one.
        """
        self._check()
        found: list[Item] = []
        waiting = [("", 0)]
        while waiting:
            folder, depth = waiting.pop()
            for name in self._names(folder):
                path = f"{folder}/{name}" if folder else name
                if is_left_alone(name) or path == HANDLED:
                    continue
                if is_folder(str(self.folder / path)) and depth < DEPTH:
                    waiting.append((path, depth + 1))
                else:
                    found += self._item(path)
        return sorted(found, key=lambda each: (each.came, each.path))

    def path(self, item: Item) -> Path:
        """Where a file of the inbox is."""
        return self.folder / item.path

    def shown(self, item: Item) -> str:
        """What a file is called in messages."""
        return f"{INBOX}/{item.path}"

    @contextmanager
    def held(self, item: Item) -> Iterator[None]:
        """Keep other runs of the program from looking at a file meanwhile. Raises InboxHeld."""
        name = blake2b(item.path.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        path = self.folder / _LOCK.format(name=name)
        try:
            descriptor = hold(path)
        except OSError as error:
            raise why_not_written(error, path, self.shown(item)) from None
        if descriptor is None:
            raise InboxHeld(path=self.shown(item))
        try:
            yield
        finally:
            let_go(descriptor, path)

    def bytes_of(self, item: Item) -> bytes | None:
        """What a file holds; None where it is gone. Raises BadArrival."""
        path = str(self.path(item))
        found = bytes_of(path, MOST_BYTES)
        if isinstance(found, bytes):
            return found
        if not os.path.lexists(path):
            return None
        reason = TOO_LARGE if found[0] == "too-large" else NOT_READ
        raise BadArrival(path=self.shown(item), reason=reason)

    def taken(self, origin: str) -> dict[int, Entry | None]:
        """The entries that were made of a file already, by their place in it.

        None for one that cannot be read now. What came to the journal meanwhile is looked at too.
        Raises CannotRead.
        """
        new = [path for path in self._journal.paths() if path not in self._read]
        for path in counted(new, self._progress):
            self._read.add(path)
            for text, entry in origin_at(self._journal, path):
                read = read_origin(text)
                if read is not None and read.table == TABLE:
                    self._taken.setdefault(read.hash, {})[read.place] = entry
        wanted = read_origin(origin)
        return dict(self._taken.get(wanted.hash, {})) if wanted is not None else {}

    def put_by(self, item: Item, stem: str, data: bytes | None = None) -> str:
        """Move an original, unchanged, to those that are done; gives its new path in the inbox.

        Its name there begins with ``stem``, see ``name_for``. With ``data`` it must still hold
        that. Raises FileChanged, IsALink, CannotWrite, HeldOpen or NotFlushed.
        """
        path, folder = self.path(item), self.folder / HANDLED
        if data is not None and bytes_of(str(path), MOST_BYTES) != data:
            raise FileChanged(path=self.shown(item))
        self._check()
        try:
            os.makedirs(folder, exist_ok=True)
            os.utime(path)  # from now on its days are counted
        except OSError as error:
            raise why_not_written(error, path, self.shown(item)) from None
        ending = PurePath(item.path).suffix.casefold()
        name = disk.move(str(path), stem, self.shown(item), folder=folder, ending=ending)
        return f"{HANDLED}/{name}"

    def throw_away(self, item: Item) -> None:
        """Put a file in the system's trash. Raises NoTrash."""
        try:
            put_in_trash(self.path(item))
        except OSError as error:
            raise NoTrash(path=self.shown(item), reason=error) from None

    def clear(self, today: date, days: int) -> int:
        """Put the originals that were done more than so many days ago in the trash; tells how many.

        Raises NoTrash or CannotRead, and IsALink where their folder is one.
        """
        folder = self.folder / HANDLED
        self._check()
        count = 0
        for name in self._names(HANDLED):
            path = folder / name
            if is_left_alone(name) or is_folder(str(path)):
                continue
            with suppress(OSError):
                done = datetime.fromtimestamp(os.lstat(path).st_mtime)  # noqa: DTZ006
                if (today - done.date()).days > days:
                    self.throw_away(Item(f"{HANDLED}/{name}", done))
                    count += 1
        return count

    def original_of(self, entry: Entry) -> Path | None:
        """The mail that an entry was made of, as long as it is kept; None for any other."""
        path = self.folder / HANDLED / f"{entry.id}.eml"
        return path if path.is_file() and lies_in(path, self.folder) else None

    def _check(self) -> None:
        """What lies behind a link is somebody's own, entries too. Raises IsALink."""
        for folder in (self.folder, self.folder / HANDLED):
            if is_link(folder):
                raise IsALink(path=folder)

    def _names(self, folder: str) -> list[str]:
        try:
            return os.listdir(self.folder / folder)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise CannotRead(path=f"{INBOX}/{folder}".rstrip("/"), reason=error) from None

    def _item(self, path: str) -> list[Item]:
        """The file at a path; nothing where it went meanwhile."""
        try:
            came = datetime.fromtimestamp(os.lstat(self.folder / path).st_mtime)  # noqa: DTZ006
        except OSError:
            return []
        except (OverflowError, ValueError):
            came = datetime(1970, 1, 1)  # noqa: DTZ001
        name = path.rpartition("/")[2]
        if is_link(self.folder / path):
            return [Item(path, came, reason=LINKED)]
        if name[0] == ".":
            return [Item(path, came, reason=NOT_DOWNLOADED)]
        ending = PurePath(name).suffix.casefold()
        kind = _KINDS.get(ending, PICTURE if is_picture(name) and ending != ".svg" else "")
        reason = None if kind else _REASONS.get(ending, UNKNOWN)
        return [Item(path, came, kind, reason)]


def name_for(made: Sequence[Entry | None]) -> str:
    """What the original of these entries is called, None being one that cannot be read now."""
    named = [each for each in made if each is not None]
    return handled_name(named if len(named) == len(made) else (), secrets.token_hex(4))


def waiting_in(journal: Journal) -> int:
    """How many files lie in a journal's inbox; none where it cannot be looked into."""
    with suppress(CannotRead, IsALink):
        return len(Inbox(journal).items())
    return 0
