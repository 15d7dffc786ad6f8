"""Answers in progress: on disk while they are typed, gone when the entry is safe.

A draft is a snapshot, ``<name>.json``, in a folder that only its owner can read, and at times
the text that is open in an editor, ``<name>.md``. Whoever writes it holds ``<name>.lock`` until
the process ends, however it ends; so a draft that nobody holds was left behind.
"""

import json
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laering.domain.action import BEGUN, DONE, OFF, OPEN, Action, Effect, State
from laering.domain.body import unpack
from laering.domain.entry import Begun, Entry, Given
from laering.files.disk import bytes_of, hold, make_private, mode_of_mine, put, sweep

if TYPE_CHECKING:
    from threading import Condition

_SNAPSHOT, _LOCK, _TEXT = ".json", ".lock", ".md"
_FORM = 1
# Seconds between snapshots of an answer that is being typed.
_PAUSE = 0.3
# Far more than an entry may be long: the text is to be saved, not judged.
_MAX_BYTES = 64_000_000
# What a snapshot in a stranger's hand can make of reading it.
_ODD = (KeyError, IndexError, TypeError, ValueError, OverflowError)
# Seconds for which an editor that did not wait may still save.
_STILL_OPEN = 86_400


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that somebody left, held by this process from now on.

    ``journal`` is the folder it was written for, ``entry`` the id of the unfinished entry it
    answers, if it answers one; ``whole`` tells that all of it was in the editor, in ``text``.
    """

    path: Path
    journal: str
    begun: Begun
    since: datetime
    written: datetime
    entry: str | None
    whole: bool
    lock: int

    @property
    def text(self) -> Path:
        """The file that was open in an editor, if there was one."""
        return self.path.with_suffix(_TEXT)

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
        return self.whole and (now - self.written).total_seconds() < _STILL_OPEN

    @property
    def told(self) -> str:
        """The first words of it."""
        if not self.whole:
            return self.begun.texts[0]
        lines = _text_in(self.text).rpartition("\n---\n")[2].split("\n")
        return next((line for line in lines if line.strip() and line[0] != "#"), "…")

    def drop(self) -> None:
        """Remove it for good."""
        _remove(self.path)
        self.release()

    def release(self) -> None:
        """Leave it to whoever comes next."""
        with suppress(OSError):
            os.close(self.lock)


class Keeper:
    """Keeps one learning that is being written, from its first word to its last.

    Nothing is on disk before there is something to lose. A disk that fails stops nobody:
    ``trouble`` tells why the last snapshot could not be made.
    """

    def __init__(
        self,
        journal: Path,
        *,
        entry: str | None = None,
        resumed: Waiting | None = None,
        whole: bool = False,
    ) -> None:
        self._journal = str(journal.resolve())
        self.entry = entry
        self._since = resumed.since if resumed else datetime.now()  # noqa: DTZ005  # their day
        self._whole = whole
        self._begun = resumed.begun if resumed else Begun()
        self._name = resumed.path.name if resumed else f"{os.urandom(8).hex()}{_SNAPSHOT}"
        # Where the latest snapshot is, after those of folders that took no more.
        self._paths = [resumed.path] if resumed else list[Path]()
        self._locks = [resumed.lock] if resumed else list[int]()
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
        return self._paths[-1].with_suffix(_TEXT) if self._whole else self._paths[-1]

    @property
    def texts(self) -> tuple[str, ...]:
        """What somebody wrote so far."""
        return self._begun.texts

    def drop(self) -> None:
        """The entry is safe, or nothing was written: the draft may go."""
        self._begun = Begun()
        for path in self._paths:
            _remove(path)
        self._paths = []
        self.release()

    def release(self) -> None:
        """Leave the draft to whoever comes next."""
        for lock in self._locks:
            with suppress(OSError):
                os.close(lock)
        self._locks = []

    def text_file(self, text: str) -> Path:
        """A file for the editor beside the snapshot, and newer than it. Raises OSError."""
        self.settle()
        if not self._paths:
            self._write(even_empty=True)
        if not self._paths:
            raise self.trouble or OSError
        path = self._paths[-1].with_suffix(_TEXT)
        put(path, text.encode("utf-8", "replace"))
        return path

    def close_text(self) -> None:
        """Remove the file for the editor; what it held has been told to ``typing``."""
        self.settle()
        if self._paths and self.trouble is None:
            with suppress(OSError):
                os.unlink(self._paths[-1].with_suffix(_TEXT))

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
        trouble = None
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
        self.trouble = trouble

    def _leave_others(self) -> None:
        """Remove the older snapshots of folders that took no more."""
        for path in self._paths[:-1]:
            _remove(path)
        del self._paths[:-1]

    def _places(self) -> Iterator[Path]:
        """Where a snapshot may go: where the last one is, else the first folder that takes it."""
        yield from self._paths[-1:]
        for folder in _folders():
            if folder / self._name not in self._paths[-1:]:
                yield folder / self._name

    def _move_to(self, path: Path) -> None:
        """Make room for the snapshot in another folder. Raises OSError."""
        make_private(path.parent)
        lock = hold(path.with_suffix(_LOCK))
        if lock is None:
            raise BlockingIOError
        self._locks.append(lock)
        self._paths.append(path)

    def _put(self, path: Path) -> None:
        put(
            path,
            _dumped(
                {
                    "draft": _FORM,
                    "journal": self._journal,
                    "entry": self.entry,
                    "since": self._since.isoformat(timespec="seconds"),
                    "whole": self._whole,
                    "step": self._begun.step,
                    "typing": self._begun.typing,
                    "given": _given_data(self._begun.given),
                }
            ),
        )


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
    known = {entry.title, answers.happened, answers.learned, answers.differently}
    known |= {action.text for action in body.actions} | {body.preamble, body.more}
    for found in waiting(journal):
        given = found.begun.given
        same = (
            not found.whole
            and given.happened == answers.happened
            and known.issuperset(found.begun.texts)
            and set(given.tags) <= set(entry.tags)
            and set(given.extra) <= set(entry.extra)
        )
        if same or (source is not None and source in (found.path, found.text)):
            found.drop()
        else:
            found.release()


def given_of(values: Mapping[str, Any]) -> Given | None:
    """What a snapshot of answers holds, as one learning; None when it is none."""
    if values.get("draft") != _FORM or values.get("whole"):
        return None
    try:
        begun = _begun(values)
    except _ODD:
        return None
    given, typing = begun.given, begun.typing
    if not typing.strip():
        return given
    # What was being typed belongs to the first question without an answer.
    if given.happened is None:
        return replace(given, happened=typing)
    if given.learned is None:
        return replace(given, learned=typing)
    if given.differently is None:
        return replace(given, differently=typing)
    return replace(given, differently=f"{given.differently}\n\n{typing}".strip())


def _folders() -> Iterator[Path]:
    """Where drafts may be: the platform's place for them, else the one for a session's files."""
    from platformdirs import user_runtime_path, user_state_path

    for place in (user_state_path, user_runtime_path):
        # Nobody may be at home: a user without a name in the system.
        with suppress(RuntimeError, OSError), warnings.catch_warnings(action="ignore"):
            yield place("laering", appauthor=False) / "drafts"


def _snapshots() -> list[Path]:
    """All snapshots, the latest first; what is left over beside them is swept."""
    found: list[tuple[float, Path]] = []
    for folder in _folders():
        try:
            mode_of_mine(folder)
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            path = folder / name
            if name.startswith("."):
                sweep(str(path))
            elif name.endswith(_SNAPSHOT):
                with suppress(OSError):
                    found.append((os.lstat(path).st_mtime, path))
            elif name.endswith(_LOCK) and f"{path.stem}{_SNAPSHOT}" not in names:
                _remove_unheld(path)
    return [path for _, path in sorted(found, reverse=True)]


def _remove_unheld(lock: Path) -> None:
    """Remove a lock that was left over, unless somebody holds it."""
    with suppress(OSError):
        descriptor = hold(lock)
        if descriptor is not None:
            if not lock.with_suffix(_SNAPSHOT).exists():
                os.unlink(lock)
            os.close(descriptor)


def _values(path: Path) -> Mapping[str, Any] | None:
    data = bytes_of(str(path), _MAX_BYTES)
    try:
        values = json.loads(data) if isinstance(data, bytes) and data else None
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) and values.get("draft") == _FORM else None


def _text_in(path: Path) -> str:
    """The text that was open in an editor; empty when there is none."""
    data = bytes_of(str(path), _MAX_BYTES)
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


def _held(path: Path) -> Waiting | None:
    """The draft as nobody else's; None while its writer lives, or when it is none."""
    try:
        lock = hold(path.with_suffix(_LOCK))
    except OSError:
        return None
    if lock is None:
        return None
    # Whoever held it may have finished it meanwhile.
    try:
        values = _values(path)
        if values is None:
            raise ValueError  # one place to let the lock go
        begun = _begun(values)
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
        )
    except (*_ODD, OSError):
        os.close(lock)
        return None


def _newer(path: Path, typing: str) -> str:
    """What was being typed, and what an editor saved after the last snapshot of it."""
    beside = path.with_suffix(_TEXT)
    text = _text_in(beside).rstrip("\n")
    with suppress(OSError):
        if text.strip() and beside.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            return text if typing.strip() in text else f"{typing}\n\n{text}"
    return typing


def _remove(path: Path) -> None:
    """Remove a snapshot and what belongs to it; what cannot be removed is emptied."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError:
        with suppress(OSError):
            os.truncate(path, 0)
    for ending in (_TEXT, _LOCK):
        with suppress(OSError):
            os.unlink(path.with_suffix(ending))


def _dumped(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _given_data(given: Given) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(given, name) for name in _GIVEN_TEXTS}
    values["date"], values["written"] = _iso(given.date), _iso(given.written)
    values["private"] = given.private
    values["tags"], values["repeats"] = list(given.tags), list(given.repeats)
    values["extra"] = [list(pair) for pair in given.extra]
    values["actions"] = [_action_data(action) for action in given.actions]
    return values


_GIVEN_TEXTS = (
    "title",
    "source",
    "outcome",
    "author",
    "happened",
    "learned",
    "differently",
    "preamble",
    "more",
)


def _action_data(action: Action) -> dict[str, Any]:
    effect = action.effect
    return {
        "text": action.text,
        "owners": list(action.owners),
        "due": _iso(action.due),
        "state": action.state,
        "done": _iso(action.done),
        "off": _iso(action.off),
        "signs": action.signs,
        "effect": [effect.worked, _iso(effect.day), effect.text] if effect else None,
    }


def _begun(values: Mapping[str, Any]) -> Begun:
    """What a snapshot holds. Raises KeyError, TypeError or ValueError when it is odd."""
    found = values["given"]
    texts = {name: _text(found[name]) for name in _GIVEN_TEXTS}
    given = Given(
        **{**texts, "preamble": texts["preamble"] or "", "more": texts["more"] or ""},  # type: ignore[arg-type]
        date=_day(found["date"]),
        private=found["private"] is True,
        tags=_all_texts(found["tags"]),
        repeats=_all_texts(found["repeats"]),
        extra=tuple((str(key), str(lines)) for key, lines in found["extra"]),
        actions=tuple(_action(each) for each in found["actions"]),
        written=_day(found.get("written")),
    )
    return Begun(given, int(values["step"]), _text(values["typing"]) or "")


def _action(values: Mapping[str, Any]) -> Action:
    """An action; what an earlier version left has one ``owner``, and is ``finished`` or not."""
    effect = values["effect"]
    owner = _text(values.get("owner"))
    state: State = DONE if values.get("finished") is True else OPEN
    for each in (BEGUN, DONE, OFF):
        if values.get("state") == each:
            state = each
    return Action(
        text=_text(values["text"]) or "",
        owners=_all_texts(values.get("owners", [owner] if owner else [])),
        due=_day(values["due"]),
        state=state,
        done=_day(values["done"]),
        off=_day(values.get("off")),
        signs=_text(values.get("signs")) or "",
        effect=Effect(effect[0] is True, _day(effect[1]), str(effect[2])) if effect else None,
    )


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError


def _all_texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(_text(value) or "" for value in values)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
