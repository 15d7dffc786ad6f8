"""Drafts that somebody left, and who may go on with them."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from laering.domain.body import unpack
from laering.domain.entry import Begun, Entry, Given
from laering.domain.folding import folded
from laering.domain.text.pictures import without_lines
from laering.domain.wording import tags_of
from laering.files.drafts.shelf import (
    LOCK,
    MAX_BYTES,
    PICTURE,
    SNAPSHOT,
    STILL_OPEN,
    TEXT,
    remove_pictures,
    remove_snapshot,
)
from laering.files.drafts.snapshot import NO_SNAPSHOT, READ, begun_of, given_in
from laering.files.system import folders
from laering.files.system.contents import bytes_of
from laering.files.system.disk import sweep
from laering.files.system.folders import names_in
from laering.files.system.locks import hold, let_go


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that somebody left, held by this process from now on.

    ``journal`` is the folder it was written for, ``entry`` the id of the entry that it answers or
    changes, if it does, and ``base`` what that said where it is changed; ``whole`` tells that all
    of it was in the editor, in ``text``.
    """

    path: Path
    journal: str
    begun: Begun
    since: datetime
    written: datetime
    entry: str | None
    whole: bool
    lock: int
    base: Given | None = None

    @property
    def text(self) -> Path:
        """The file that was open in an editor, if there was one."""
        return self.path.with_suffix(TEXT)

    @property
    def untouched(self) -> bool:
        """Whether there is nothing in it to lose."""
        if not self.whole:
            return not self.begun.texts
        return _text_in(self.text) in ("", self.begun.typing)

    @property
    def young(self) -> bool:
        """Whether an editor may still have it open in a window of its own."""
        now = datetime.now()  # noqa: DTZ005  # their clock
        return self.whole and (now - self.written).total_seconds() < STILL_OPEN

    @property
    def told(self) -> str:
        """The first words of it."""
        if not self.whole:
            return self.begun.texts[0]
        lines = _text_in(self.text).rpartition("\n---\n")[2].split("\n")
        return next((line for line in lines if line.strip() and line[0] != "#"), "…")

    def drop(self) -> None:
        """Remove it for good."""
        remove_pictures(self.begun)
        remove_snapshot(self.path, self.lock)

    def release(self) -> None:
        """Leave it to whoever comes next."""
        let_go(self.lock)


def waiting(journal: Path, *, of_entries: bool = False) -> Iterator[Waiting]:
    """The drafts left behind for a journal, or those for its entries, the latest first.

    Each is held by this process until it is dropped or released. A journal that was moved or
    renamed leaves its drafts to whoever asks.
    """
    home = str(journal.resolve())
    seen: set[str] = set()
    for path in _snapshots():
        values = _values(path) or {}
        there = values.get("journal")
        if not isinstance(there, str) or (values.get("entry") is not None) is not of_entries:
            continue
        if there != home and (of_entries or os.path.isdir(there)):
            continue
        found = _held(path)
        if found is None:
            continue
        if path.stem in seen or (found.untouched and not found.young):
            found.drop()
        elif found.untouched:
            found.release()
        else:
            seen.add(path.stem)
            yield found


def forget(journal: Path, entry: Entry, source: Path | None) -> None:
    """Remove drafts that say no more than an entry that is safe now.

    That is the one the entry was read from, ``source``, and those with the same answers or
    fewer, left by an attempt that failed.
    """
    body = unpack(entry)
    answers = body.answers
    told = without_lines(answers.happened)
    known = {entry.title, answers.happened, told, answers.learned, answers.differently}
    known |= {action.text for action in body.actions} | {body.preamble, body.more}
    for found in waiting(journal):
        given = found.begun.given
        same = (
            not found.whole
            and given.happened in (answers.happened, told)
            and all(text in known or text in body.more for text in found.begun.texts)
            and set(map(folded, tags_of(given.tags))) <= set(map(folded, entry.tags))
            and set(given.extra) <= set(entry.extra)
        )
        if same or (source is not None and source in (found.path, found.text)):
            found.drop()
        else:
            found.release()


def _snapshots() -> list[Path]:
    """All snapshots, the latest first; what is left over beside them is swept."""
    found: list[tuple[float, Path]] = []
    for folder in folders.drafts():
        names = names_in(folder)
        for name in names:
            path = folder / name
            if name.startswith("."):
                sweep(str(path))
            elif name.endswith(SNAPSHOT):
                with suppress(OSError):
                    found.append((os.lstat(path).st_mtime, path))
            elif (match := PICTURE.fullmatch(name)) and f"{match['draft']}{SNAPSHOT}" not in names:
                _remove_old(path)
            elif name.endswith(LOCK) and f"{path.stem}{SNAPSHOT}" not in names:
                _remove_unheld(path)
    return [path for _, path in sorted(found, reverse=True)]


def _remove_old(picture: Path) -> None:
    """Remove a picture of no draft, unless it may have been chosen for one just now."""
    with suppress(OSError):
        if datetime.now().timestamp() - os.lstat(picture).st_mtime > STILL_OPEN:  # noqa: DTZ005
            os.unlink(picture)


def _remove_unheld(lock: Path) -> None:
    """Remove a lock that was left over, unless somebody holds it."""
    with suppress(OSError):
        descriptor = hold(lock)
        if descriptor is not None:
            let_go(descriptor, None if lock.with_suffix(SNAPSHOT).exists() else lock)


def _values(path: Path) -> Mapping[str, Any] | None:
    data = bytes_of(str(path), MAX_BYTES)
    try:
        values = json.loads(data) if isinstance(data, bytes) and data else None
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) and values.get("draft") in READ else None


def _text_in(path: Path) -> str:
    """The text that was open in an editor, whose line ends may be Windows'; empty without one."""
    data = bytes_of(str(path), MAX_BYTES)
    return data.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(data, bytes) else ""


def _held(path: Path) -> Waiting | None:
    """The draft as nobody else's; None while its writer lives, or when it is none."""
    try:
        lock = hold(path.with_suffix(LOCK))
    except OSError:
        return None
    if lock is None:
        return None
    # Whoever held it may have finished it meanwhile.
    try:
        values = _values(path)
        if values is None:
            raise ValueError  # one place to let the lock go
        begun = begun_of(values)
        whole = values.get("whole") is True
        if not whole:
            begun = replace(begun, typing=_newer(path, begun.typing))
        entry = values.get("entry")
        return Waiting(
            path,
            str(values["journal"]),
            begun,
            datetime.fromisoformat(values["since"]),
            datetime.fromtimestamp(path.stat().st_mtime),  # noqa: DTZ006  # their clock
            entry if isinstance(entry, str) else None,
            whole,
            lock,
            given_in(values["base"]) if values.get("base") else None,
        )
    except (*NO_SNAPSHOT, OSError):
        let_go(lock, None if os.path.lexists(path) else path.with_suffix(LOCK))
        return None


def _newer(path: Path, typing: str) -> str:
    """What was being typed, and what an editor saved after the last snapshot of it."""
    beside = path.with_suffix(TEXT)
    text = _text_in(beside).rstrip("\n")
    with suppress(OSError):
        if text.strip() and beside.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            return text if typing.strip() in text else f"{typing}\n\n{text}"
    return typing
