"""``rediger`` keeps what a file held until it is an entry again, and says the truth about it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from laering.files.drafts.former import Former, former
from laering.files.system import folders
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Result, Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the editors are scripts")

ID = "2026-11-02-x"
TEXT = simple_entry("Tittel", "2026-11-02")
EMPTY, GONE, MOVED = ': >"$1"', 'rm "$1"', 'mv "$1" "$1.bak"'
BROKEN = 'sed -i s/^date:/dato:/ "$1"'

Edit = Callable[[str], Result]


@pytest.fixture
def path(folder: Path) -> Path:
    return entry_file(folder, f"{ID}.md", TEXT)


@pytest.fixture
def edit(path: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Run ``rediger`` with an editor that does what a line of shell says."""
    script = tmp_path / "editor.sh"
    monkeypatch.setenv("EDITOR", str(script))

    def edited(does: str) -> Result:
        script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        script.chmod(0o700)
        return run("rediger", ID)

    return edited


def left(folder: Path) -> list[Former]:
    """What is kept of the journal's files, held by nobody."""
    found = list(former(folder))
    for each in found:
        each.release()
    return found


def kept(folder: Path) -> list[bytes | None]:
    """The bytes that are kept of the journal's files."""
    return [each.data() for each in left(folder)]


@pytest.mark.parametrize(
    "does", [EMPTY, GONE, MOVED, BROKEN, f"{EMPTY}\nexit 3", f"{GONE}\nexit 3"]
)
def test_the_bytes_from_before_are_where_it_says(folder: Path, edit: Edit, does: str) -> None:
    result = edit(does)

    assert result.code == 1
    (place,) = [each.text for each in left(folder)]
    assert f"Teksten fra før er tatt vare på i {place}" in result.stderr
    assert place.read_bytes() == TEXT.encode()
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("does", ["true", 'sed -i s/Noe/Alt/ "$1"', "exit 3"])
def test_nothing_is_kept_when_it_is_an_entry(folder: Path, edit: Edit, does: str) -> None:
    assert edit(does).code == (1 if "exit" in does else 0)
    assert kept(folder) == []


def test_a_file_that_was_broken_and_is_left_so_is_said_to_be_as_it_was(
    folder: Path, path: Path, edit: Edit
) -> None:
    path.write_text("ikke en lærdom\n", encoding="utf-8")
    result = edit("true")

    assert result.code == 1
    assert "Ingenting i fila er endret" in result.stderr
    assert kept(folder) == []


@pytest.mark.parametrize("call", [("sjekk",), (), ("rediger", ID)])
def test_a_kept_text_is_told_of_until_the_file_is_an_entry(
    folder: Path, path: Path, edit: Edit, run: Run, call: tuple[str, ...]
) -> None:
    edit(EMPTY)
    told = f"som «entries/{ID}.md» hadde før den ble redigert"

    assert told in edit("true").stderr if call[:1] == ("rediger",) else run(*call).stderr
    path.write_text(TEXT, encoding="utf-8")
    assert told not in run(*(call if call[:1] != ("rediger",) else ("sjekk",))).stderr
    assert kept(folder) == []


def test_a_file_that_is_gone_is_known_by_its_kept_text(folder: Path, edit: Edit, run: Run) -> None:
    edit(GONE)
    result = run("rediger", ID)

    assert result.code == 1
    assert "Teksten fra før er tatt vare på i" in result.stderr
    assert kept(folder) == [TEXT.encode()]


def test_nothing_is_opened_where_nothing_can_be_kept(
    path: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "for_drafts", lambda *_: [])
    result = edit(EMPTY)

    assert result.code == 1
    assert "ble ikke åpnet" in result.stderr
    assert path.read_text(encoding="utf-8") == TEXT
