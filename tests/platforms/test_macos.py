"""macOS, simulated: names taken apart, no case, a flush that only asks, another rename."""

import ctypes
import errno
import os
import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from laering.files.system import disk, macos
from tests.support.entries import simple_entry
from tests.support.runs import Run

pytestmark = pytest.mark.posix("needs the calls that macOS shares with Linux")

FULL = 51


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """By what files were flushed."""
    told: list[str] = []
    fsync = os.fsync

    def ask(descriptor: int) -> None:
        told.append("fsync")
        fsync(descriptor)

    def full(descriptor: int, command: int, *_: object) -> int:
        assert command == FULL
        told.append("full")
        return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("fcntl.F_FULLFSYNC", FULL, raising=False)
    monkeypatch.setattr("fcntl.fcntl", full)
    monkeypatch.setattr(os, "fsync", ask)
    return told


def test_what_is_saved_is_on_the_disk_itself(tmp_path: Path, flushed: list[str]) -> None:
    disk.create(tmp_path, "a", b"x")
    disk.write_whole(tmp_path / "b", [b"x"])
    disk.put(tmp_path / "c", b"x")

    assert set(flushed) == {"full"}
    assert len(flushed) == 5


@pytest.mark.parametrize("number", [errno.ENOTSUP, errno.EINVAL, errno.ENOTTY])
def test_where_the_disk_cannot_be_told_to_it_is_asked(
    tmp_path: Path, flushed: list[str], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "not on this volume")

    monkeypatch.setattr("fcntl.fcntl", refuse)

    assert disk.create(tmp_path, "a", b"x") == "a.md"
    assert set(flushed) == {"fsync"}


class _System:
    """A C library with macOS' rename and not Linux'; it has no hard links."""

    def __init__(self, answer: int = 0) -> None:
        self.flags: list[int] = []
        self._answer = answer

    def renamex_np(self, old: bytes, new: bytes, flags: int) -> int:
        self.flags.append(flags)
        number = self._answer or (errno.EEXIST if os.path.lexists(new) else 0)
        ctypes.set_errno(number)
        if not number:
            os.rename(old, new)
        return -1 if number else 0


@pytest.fixture
def linkless(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no links here")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("linkless")
def test_without_links_its_own_rename_takes_nobodys_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = _System()
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: system)
    (tmp_path / "a.md").write_bytes(b"before")

    assert disk.create(tmp_path, "a", b"x") == "a-2.md"
    assert (tmp_path / "a.md").read_bytes() == b"before"
    assert (tmp_path / "a-2.md").read_bytes() == b"x"
    assert system.flags == [4, 4]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.usefixtures("linkless")
@pytest.mark.parametrize("system", [_System(errno.ENOTSUP), _System(errno.EINVAL), object()])
def test_without_links_or_its_own_rename_an_empty_file_takes_the_name_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: Any
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: system)
    (tmp_path / "a.md").write_bytes(b"before")

    assert disk.create(tmp_path, "a", b"x") == "a-2.md"
    assert (tmp_path / "a.md").read_bytes() == b"before"
    assert (tmp_path / "a-2.md").read_bytes() == b"x"


@pytest.mark.usefixtures("linkless")
def test_a_disk_that_is_full_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: _System(errno.ENOSPC))

    with pytest.raises(OSError) as raised:
        disk.create(tmp_path, "a", b"x")

    assert raised.value.errno == errno.ENOSPC
    assert list(tmp_path.iterdir()) == []


def test_a_system_without_either_rename_is_none_the_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())

    assert macos.rename_exclusively("a", "b") is None


NAME = "2026-11-01-båten på ås"


@pytest.mark.parametrize("kept", ["NFD", "NFC"])
@pytest.mark.parametrize("typed", ["NFD", "NFC"])
@pytest.mark.parametrize(
    "reference", [NAME, "båten", "BÅTEN", "baten", f"entries/{NAME}.md", f"Entries/{NAME}.MD"]
)
def test_a_file_is_found_however_its_letters_are_put_together(
    folder: Path, run: Run, kept: str, typed: str, reference: str
) -> None:
    name = unicodedata.normalize(kept, f"{NAME}.md")  # type: ignore[arg-type]
    text = simple_entry("Noe annet", "2026-11-01")
    (folder / "entries" / name).write_text(text, encoding="utf-8")

    shown = run("vis", unicodedata.normalize(typed, reference))  # type: ignore[arg-type]

    assert shown.code == 0
    assert "Noe annet" in shown.stdout


def test_of_two_names_that_differ_in_case_only_the_one_that_was_typed_is_meant(
    folder: Path, run: Run
) -> None:
    for name in ("2026-11-01-dora", "2026-11-01-DORA"):
        text = simple_entry(f"Tittel {name}", "2026-11-01")
        (folder / "entries" / f"{name}.md").write_text(text, encoding="utf-8")

    assert "Tittel 2026-11-01-DORA" in run("vis", "2026-11-01-DORA").stdout
    assert "Tittel 2026-11-01-dora" in run("vis", "2026-11-01-dora").stdout
    both = run("vis", "2026-11-01-Dora")
    assert both.code == 1
    assert "2026-11-01-DORA" in both.stderr


def test_a_name_that_is_taken_in_another_case_is_taken(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = simple_entry("Før", "2026-11-01")
    (folder / "entries/2026-11-01-DORA.md").write_text(text, encoding="utf-8")
    link = os.link

    def without_case(old: Path, new: Path) -> None:
        if Path(new).name.casefold() in {each.casefold() for each in os.listdir(Path(new).parent)}:
            raise FileExistsError(errno.EEXIST, "taken")
        link(old, new)

    monkeypatch.setattr(os, "link", without_case)
    ended = run(
        *("ny", "--kilde", "avvik", "--dato", "2026-11-01", "--tittel", "Dora"),
        *("--skjedde", "x", "--lært", "y", "--neste", "z"),
    )

    assert ended.code == 0
    assert (folder / "entries/2026-11-01-dora-2.md").exists()
    assert (folder / "entries/2026-11-01-DORA.md").read_text(encoding="utf-8") == text
