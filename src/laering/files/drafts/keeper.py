"""Keeps one learning on disk while it is being written."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from errno import EACCES
from pathlib import Path
from typing import TYPE_CHECKING

from laering.domain.entry import Begun, Given
from laering.files.drafts.shelf import LOCK, SNAPSHOT, TEXT, remove_snapshot
from laering.files.drafts.snapshot import VERSION, begun_data, dumped, given_data
from laering.files.drafts.waiting import Waiting
from laering.files.system import folders
from laering.files.system.disk import put
from laering.files.system.folders import make_private
from laering.files.system.held import remove
from laering.files.system.locks import hold, let_go

if TYPE_CHECKING:
    from threading import Condition

# Seconds between snapshots of an answer that is being typed.
_PAUSE = 0.3


class Keeper:
    """Keeps one learning that is being written, from its first word to its last.

    ``entry`` is the id of the one it belongs to, and ``base`` what that said where it is being
    changed. Nothing is on disk before there is something to lose. A disk that fails stops nobody:
    ``trouble`` tells why the last snapshot could not be made.
    """

    def __init__(
        self,
        journal: Path,
        *,
        entry: str | None = None,
        base: Given | None = None,
        resumed: Waiting | None = None,
        whole: bool = False,
    ) -> None:
        self._journal = str(journal.resolve())
        self._folders = folders.for_drafts(journal)
        self.entry = entry
        self._base = base
        self._since = resumed.since if resumed else datetime.now()  # noqa: DTZ005  # their day
        self._whole = whole
        self._begun = resumed.begun if resumed else Begun()
        self._name = resumed.path.name if resumed else f"{os.urandom(8).hex()}{SNAPSHOT}"
        # Where the latest snapshot is, after those of folders that took no more; and their locks.
        self._paths = [resumed.path] if resumed else list[Path]()
        self._locks = {resumed.path: resumed.lock} if resumed else dict[Path, int]()
        self._pending = False
        self._thread: Condition | None = None
        self.trouble: OSError | None = None
        if resumed is not None and not resumed.whole and resumed.text.exists():
            # From here on the snapshot holds what was open in the editor.
            self.settle()
            if self.trouble is None:
                self.close_text()

    def typing(self, begun: Begun) -> None:
        """Remember what is being typed; within a second it is on disk."""
        from threading import Condition, Thread

        self._begun = begun
        if self._thread is None:
            self._thread = Condition()
            Thread(target=self._follow, args=(self._thread,), daemon=True).start()
        with self._thread:
            self._pending = True
            self._thread.notify()

    def answered(self, begun: Begun) -> None:
        """Remember an answer; when this returns it is on disk, unless there is ``trouble``."""
        self._begun = begun
        self.settle()

    def settle(self) -> Path | None:
        """Write down what is remembered; gives the file that holds it, if one does."""
        if self._thread is None:
            self._write()
        else:
            with self._thread:
                self._pending = False
                self._write()
        if not self._paths or self.trouble is not None:
            return None
        return self._paths[-1].with_suffix(TEXT) if self._whole else self._paths[-1]

    @property
    def texts(self) -> tuple[str, ...]:
        """What somebody wrote so far."""
        return self._begun.texts

    def drop(self) -> None:
        """The entry is safe, or nothing was written: the draft may go."""
        self._begun = Begun()
        for path in self._paths:
            remove_snapshot(path, self._locks.pop(path, None))
        self._paths = []
        self.release()

    def release(self) -> None:
        """Leave the draft to whoever comes next."""
        for lock in self._locks.values():
            let_go(lock)
        self._locks = {}

    def text_file(self, text: str) -> Path:
        """A file for the editor beside the snapshot, and newer than it. Raises OSError."""
        self.settle()
        if not self._paths:
            self._write(even_empty=True)
        if not self._paths:
            raise self.trouble or OSError
        path = self._paths[-1].with_suffix(TEXT)
        put(path, text.encode("utf-8", "replace"))
        return path

    def close_text(self) -> None:
        """Remove the file for the editor; what it held has been told to ``typing``."""
        self.settle()
        if self._paths and self.trouble is None:
            with suppress(OSError):
                remove(self._paths[-1].with_suffix(TEXT))

    def _follow(self, changed: "Condition") -> None:
        """Write snapshots of what is being typed, with a pause before each."""
        from time import sleep

        while True:
            sleep(_PAUSE)
            with changed:
                changed.wait_for(lambda: self._pending)
                self._pending = False
                self._write()

    def _write(self, *, even_empty: bool = False) -> None:
        if not (self._paths or self._begun.texts or even_empty):
            return
        trouble: OSError | None = None
        for path in self._places():
            try:
                if path not in self._paths:
                    self._move_to(path)
                self._put(path)
            except OSError as error:
                trouble = trouble or error
            else:
                self.trouble = None
                self._leave_others()
                return
        self.trouble = trouble or PermissionError(EACCES, os.strerror(EACCES))

    def _leave_others(self) -> None:
        """Remove the older snapshots of folders that took no more."""
        for path in self._paths[:-1]:
            remove_snapshot(path, self._locks.pop(path, None))
        del self._paths[:-1]

    def _places(self) -> Iterator[Path]:
        """Where a snapshot may go: where the last one is, else the first folder that takes it."""
        yield from self._paths[-1:]
        for folder in self._folders:
            if folder / self._name not in self._paths[-1:]:
                yield folder / self._name

    def _move_to(self, path: Path) -> None:
        """Make room for the snapshot in another folder. Raises OSError."""
        make_private(path.parent)
        lock = hold(path.with_suffix(LOCK))
        if lock is None:
            raise BlockingIOError
        self._locks[path] = lock
        self._paths.append(path)

    def _put(self, path: Path) -> None:
        put(
            path,
            dumped(
                {
                    "draft": VERSION,
                    "journal": self._journal,
                    "entry": self.entry,
                    "base": None if self._base is None else given_data(self._base),
                    "since": self._since.isoformat(timespec="seconds"),
                    "whole": self._whole,
                    **begun_data(self._begun),
                }
            ),
        )
