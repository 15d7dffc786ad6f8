"""Files that another program holds, as on Windows; volumes that have no hard links."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from laering.domain.entry import Begun
from laering.domain.errors import CannotWrite, HeldOpen
from laering.files.drafts import keeper as keeping
from laering.files.drafts import waiting as drafts_left
from laering.files.journal.journal import open_journal
from laering.files.system import contents, disk, folders, held, locks
from tests.support.entries import entry_file, simple_entry

ON_WINDOWS = os.name == "nt"


def refused(path: object, number: int | None = 32) -> PermissionError:
    """What Windows says of a file that another program has open."""
    error = PermissionError(errno.EACCES, "", str(path))
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


class Clock:
    """Nobody waits for real."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waits: list[float] = []
        self.then: Callable[[], None] = lambda: None

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds
        if self.time >= 1:
            self.then()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(held, "CLOCK", held.Clock(made.now, made.wait))
    return made


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Paths that nobody can replace, rename or remove, as long as they are in the set."""
    kept: set[str] = set()

    def guarded(act: Callable[..., None], number: int) -> Callable[..., None]:
        def does(*paths: object, **rest: object) -> None:
            for path in paths:
                if str(path) in kept:
                    raise refused(path, number)
            act(*paths, **rest)

        return does

    # Which number Windows has for each is from the real one.
    monkeypatch.setattr(os, "replace", guarded(os.replace, 5))
    monkeypatch.setattr(os, "rename", guarded(os.rename, 32))
    monkeypatch.setattr(os, "unlink", guarded(os.unlink, 32))
    yield kept
    kept.clear()


def no_links(number: int) -> Callable[..., None]:
    def link(*_paths: object, **_rest: object) -> None:
        raise OSError(number, os.strerror(number))

    return link


@pytest.mark.parametrize("number", [32, 33, 5, None])
def test_a_file_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, clock: Clock, number: int | None
) -> None:
    path = tmp_path / "fil"
    path.touch()

    def act() -> str:
        if clock.time < 1:
            raise refused(path, number)
        return "ferdig"

    assert held.patiently(act, path) == "ferdig"
    assert clock.waits


def test_after_two_seconds_it_is_given_up_without_a_busy_wait(tmp_path: Path, clock: Clock) -> None:
    def act() -> None:
        raise refused(tmp_path)

    with pytest.raises(PermissionError):
        held.patiently(act, tmp_path)

    assert 2 <= clock.time < 2.2
    assert min(clock.waits) >= 0.02


@pytest.mark.parametrize(
    "error",
    [
        refused("a", 3),
        refused("a", 5),  # there is no such file: it is the folder that is another's
        PermissionError(errno.EACCES, "", "a"),
        FileNotFoundError(errno.ENOENT, "", "a"),
    ],
)
def test_any_other_refusal_is_told_at_once(error: OSError, clock: Clock, tmp_path: Path) -> None:
    def act() -> None:
        raise error

    with pytest.raises(type(error)):
        held.patiently(act, tmp_path / "finnes-ikke")

    assert not clock.waits


def test_a_file_that_may_only_be_read_is_not_called_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fil"
    path.touch()
    # Root may write anything: permissions mean nothing to it.
    monkeypatch.setattr(os, "access", lambda *_, **__: False)

    assert not held.is_held(refused(path, 5), path)


def test_an_entry_that_is_held_is_named_and_stays_as_it_was(
    folder: Path, holding: set[str]
) -> None:
    path = entry_file(folder, "2026-11-20-a.md", simple_entry("A", "2026-11-20"))
    before = path.read_bytes()
    journal = open_journal(folder)
    holding.add(os.path.realpath(path))

    with pytest.raises(HeldOpen) as told:
        journal.rewrite("entries/2026-11-20-a.md", lambda data: data + b"mer\n")

    assert told.value.facts["path"] == "entries/2026-11-20-a.md"
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_an_entry_that_is_held_for_a_moment_is_changed(
    folder: Path, holding: set[str], clock: Clock
) -> None:
    path = entry_file(folder, "2026-11-20-a.md", simple_entry("A", "2026-11-20"))
    journal = open_journal(folder)
    holding.add(os.path.realpath(path))
    clock.then = holding.clear

    journal.rewrite("entries/2026-11-20-a.md", lambda data: data + b"mer\n")

    assert path.read_bytes().endswith(b"mer\n")


@pytest.mark.parametrize("lasts", [True, False])
def test_an_entry_that_cannot_even_be_read_is_held_and_not_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock, lasts: bool
) -> None:
    path = entry_file(folder, "2026-11-20-a.md", simple_entry("A", "2026-11-20"))
    journal = open_journal(folder)
    real = os.open

    def opened(name: str, *rest: int, **more: int) -> int:
        if str(name).endswith("-a.md") and (lasts or clock.time < 1):
            raise refused(name, None)
        return real(name, *rest, **more)

    monkeypatch.setattr(os, "open", opened)

    if lasts:
        with pytest.raises(HeldOpen):
            journal.rewrite("entries/2026-11-20-a.md", lambda data: data + b"mer\n")
        assert contents.bytes_of(str(path)) == contents.HELD
    else:
        journal.rewrite("entries/2026-11-20-a.md", lambda data: data + b"mer\n")
        assert path.read_bytes().endswith(b"mer\n")


def test_a_report_that_is_held_goes_where_somebody_says_and_else_nowhere(
    tmp_path: Path, holding: set[str]
) -> None:
    path = tmp_path / "rapport.csv"
    path.write_bytes(b"gammel")
    (tmp_path / "rapport-2.csv").touch()
    holding.add(str(path))

    with pytest.raises(PermissionError):
        disk.write_whole(path, [b"ny"])
    assert sorted(os.listdir(tmp_path)) == ["rapport-2.csv", "rapport.csv"]

    other = disk.write_whole(path, [b"ny"], lambda: disk.free_name(path))

    assert other == tmp_path / "rapport-3.csv"
    assert other.read_bytes() == b"ny"
    assert path.read_bytes() == b"gammel"
    assert len(os.listdir(tmp_path)) == 3


LINKLESS = [errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP]


@pytest.mark.skipif(ON_WINDOWS, reason="no links are made there")
@pytest.mark.parametrize("number", LINKLESS)
def test_a_volume_without_hard_links_takes_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "link", no_links(number))

    names = [disk.create(tmp_path, "navn", data) for data in (b"en", b"to")]

    assert names == ["navn.md", "navn-2.md"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"en", b"to"]
    assert len(os.listdir(tmp_path)) == 2


@pytest.fixture
def windows_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk as Windows' is: rename replaces nothing, and there are no links at all."""
    if ON_WINDOWS:
        return
    real = os.rename

    def rename(before: object, after: object) -> None:
        if os.path.lexists(str(after)):
            raise FileExistsError(errno.EEXIST, "", str(before))
        real(str(before), str(after))

    monkeypatch.setattr(disk, "_POSIX", False)
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(os, "link", no_links(errno.EIO))  # whoever tries has lost


@pytest.mark.usefixtures("windows_rename")
def test_on_windows_a_rename_that_replaces_nothing_names_the_entry(tmp_path: Path) -> None:
    names = [disk.create(tmp_path, "navn", data) for data in (b"en", b"to")]

    assert names == ["navn.md", "navn-2.md"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"en", b"to"]
    assert not disk.write_new(tmp_path / "navn.md", b"tre")
    assert len(os.listdir(tmp_path)) == 2


@pytest.fixture
def sticky(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that removes nothing that is open, and whose locks are not those of POSIX."""
    if ON_WINDOWS:
        return
    real_open, real_close, real_unlink = os.open, os.close, os.unlink
    opened: dict[int, str] = {}

    def open_(path: str, *rest: int, **more: int) -> int:
        descriptor = real_open(path, *rest, **more)
        opened[descriptor] = str(path)
        return descriptor

    def close(descriptor: int) -> None:
        opened.pop(descriptor, None)
        real_close(descriptor)

    def unlink(path: object, **rest: int) -> None:
        if str(path) in opened.values():
            raise refused(path)
        real_unlink(str(path), **rest)

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "close", close)
    monkeypatch.setattr(os, "unlink", unlink)
    monkeypatch.setattr(locks, "hold", lambda path: os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    monkeypatch.setattr(keeping, "hold", locks.hold)
    monkeypatch.setattr(drafts_left, "hold", locks.hold)
    for each in (disk, locks):
        monkeypatch.setattr(each, "_POSIX", False)


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where drafts are: on Windows the person's own is the system's to choose."""
    path = tmp_path / "kladder"
    monkeypatch.setattr(folders, "for_drafts", lambda journal: iter([path]))
    monkeypatch.setattr(folders, "drafts", lambda: iter([path]))
    return path


@pytest.mark.usefixtures("sticky", "windows_rename")
def test_no_lock_stays_behind_where_nothing_that_is_open_can_be_removed(
    folder: Path, drafts: Path
) -> None:
    keeper = keeping.Keeper(folder)
    keeper.answered(Begun(typing="Noe skjedde."))
    assert sorted(path.suffix for path in drafts.iterdir()) == [".json", ".lock"]

    keeper.drop()

    assert list(drafts.iterdir()) == []


@pytest.mark.usefixtures("sticky", "windows_rename")
def test_locks_that_stayed_behind_are_swept(folder: Path, drafts: Path) -> None:
    folders.make_private(drafts)
    (drafts / "0123456789abcdef.lock").touch()

    assert list(drafts_left.waiting(folder)) == []

    assert list(drafts.iterdir()) == []


@pytest.mark.usefixtures("sticky", "windows_rename")
def test_a_draft_that_was_left_leaves_nothing_when_it_is_dropped(
    folder: Path, drafts: Path
) -> None:
    keeper = keeping.Keeper(folder)
    keeper.answered(Begun(typing="Noe skjedde."))
    keeper.release()

    for found in drafts_left.waiting(folder):
        found.drop()

    assert list(drafts.iterdir()) == []


def test_a_process_is_told_from_none() -> None:
    import subprocess
    import sys

    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    assert locks._lives(os.getpid())
    assert not locks._lives(ended.pid)


@pytest.mark.skipif(ON_WINDOWS, reason="few may make links there")
def test_a_link_is_not_followed_where_the_system_cannot_be_asked_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hemmelig").write_text("passord", encoding="utf-8")
    (tmp_path / "a.md").symlink_to("hemmelig")
    monkeypatch.setattr(contents, "_READ", os.O_RDONLY)
    monkeypatch.setattr(contents, "_FOLLOWS", True)

    assert contents.bytes_of(str(tmp_path / "a.md")) is contents.LINK


def test_a_junction_that_leads_out_is_not_walked_into(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_file(folder, "inne/2026-11-20-a.md", simple_entry("A", "2026-11-20"))
    entry_file(folder, "ute/2026-11-20-b.md", simple_entry("B", "2026-11-20"))
    real = os.lstat

    def lstat(path: str, **rest: int) -> object:
        status = real(path, **rest)
        if Path(str(path)).name != "ute":
            return status
        names = ("st_mode", "st_nlink", "st_dev")
        return SimpleNamespace(
            **{name: getattr(status, name) for name in names}, st_reparse_tag=0xA0000003
        )

    monkeypatch.setattr(os, "lstat", lstat)

    assert list(open_journal(folder).paths()) == ["entries/inne/2026-11-20-a.md"]


def test_what_was_not_held_is_told_as_before(tmp_path: Path) -> None:
    error = PermissionError(errno.EACCES, "", "fil")

    assert isinstance(held.why_not_written(error, tmp_path / "fil", "fil"), CannotWrite)
    assert held.number_of(error) == errno.EACCES


@pytest.mark.parametrize(("number", "length"), [(206, 10), (3, 300)])
def test_a_path_that_is_too_long_for_windows_is_told_as_such(number: int, length: int) -> None:
    error = FileNotFoundError(errno.ENOENT, "", "/" + "a" * length)
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]

    assert held.number_of(error) == errno.ENAMETOOLONG
