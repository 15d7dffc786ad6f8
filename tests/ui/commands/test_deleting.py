"""``slett``: what is said before an entry goes, and where it goes."""

import os
import subprocess
import sys
from errno import EACCES
from pathlib import Path

import pytest

from laering.domain.errors import FileChanged
from laering.files import git
from laering.files.journal.journal import open_journal
from laering.files.journal.removing import discard
from laering.files.system import trash
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

NAME = "2026-11-10-melet"


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of the test's own."""
    folder = tmp_path / "trash"
    folder.mkdir()
    monkeypatch.setattr(trash, "put_in_trash", lambda path: path.rename(folder / path.name))
    return folder


@pytest.fixture
def entry(folder: Path) -> Path:
    """An entry that others name."""
    entry_file(
        folder,
        "2026-11-20-igjen.md",
        simple_entry("Igjen", "2026-11-20", source=f"avvik\nrepeats: [{NAME}]"),
    )
    entry_file(
        folder,
        "2026-11-21-lenke.md",
        simple_entry("Lenke", "2026-11-21", third=f"Se [[{NAME}]]."),
    )
    return entry_file(folder, f"{NAME}.md", simple_entry("Melet", "2026-11-10"))


def test_it_is_shown_with_those_that_name_it_and_goes_to_the_trash(
    entry: Path, bin_: Path, run: Run
) -> None:
    data = entry.read_bytes()

    result = run("slett", "melet", "--ja")

    assert result.code == 0
    assert "Melet" in result.stdout
    assert "  Igjen (2026-11-20-igjen): gjentar den\n" in result.stderr
    assert "  Lenke (2026-11-21-lenke): lenker til den i teksten\n" in result.stderr
    assert f"Ligger i papirkurven: entries/{NAME}.md\n" in result.stderr
    assert not entry.exists()
    assert (bin_ / f"{NAME}.md").read_bytes() == data
    assert "repeats-unknown" in run("sjekk").stdout


def test_where_nobody_can_be_asked_it_stays(entry: Path, bin_: Path, run: Run) -> None:
    result = run("slett", "melet", stdin="j\n")

    assert result.code == 2
    assert f"laering slett {NAME} --ja" in result.stderr
    assert entry.exists()


def test_its_copies_go_first_and_so_none_stands_in_its_place(
    entry: Path, bin_: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    equal = entry_file(entry.parents[1], f"{NAME} (1).md", entry.read_text("utf-8"))
    gone: list[str] = []
    monkeypatch.setattr(trash, "put_in_trash", lambda path: gone.append(path.name))

    run("slett", f"{NAME} (1)", "--ja")

    assert gone == [equal.name, entry.name]


def test_without_a_trash_nothing_goes_where_nobody_can_be_asked(
    entry: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_path: Path) -> None:
        raise PermissionError(EACCES, "")

    monkeypatch.setattr(trash, "put_in_trash", none)

    result = run("slett", "melet", "--ja")

    assert result.code == 1
    assert "kunne ikke legges i papirkurven" in result.stderr
    assert entry.exists()


def test_a_trash_that_cannot_be_loaded_is_told_and_nothing_goes(
    entry: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "send2trash", None)

    result = run("slett", "melet", "--ja")

    assert result.code == 1
    assert "«send2trash», som laering trenger, mangler" in result.stderr
    assert entry.exists()


def test_what_has_become_another_since_it_was_seen_stays(entry: Path) -> None:
    journal = open_journal(entry.parents[1])

    with pytest.raises(FileChanged):
        discard(journal, f"entries/{NAME}.md", b"noe annet", lambda path: path.unlink())
    assert entry.exists()


def recorded(folder: Path) -> None:
    """Put all into git, as somebody who works with it."""
    who = ("-c", "user.name=Kari", "-c", "user.email=kari@eksempel.no")
    day = {**os.environ, "GIT_COMMITTER_DATE": "2026-11-12T10:00:00Z"}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Inn")):
        subprocess.run(["git", *who, *words], cwd=folder, env=day, check=True)


@pytest.mark.posix("needs git")
def test_what_git_remembers_is_said(entry: Path, bin_: Path, run: Run) -> None:
    recorded(entry.parents[1])
    entry.write_text(simple_entry("Melet", "2026-11-10") + "Mer.\n", "utf-8", newline="")

    result = run("slett", "melet", "--ja")

    assert "Git husker den: 1 versjon, fra 12. november 2026." in result.stderr
    assert "Det som er endret siden, har git ikke." in result.stderr


@pytest.mark.posix("needs git")
def test_git_knows_a_file_by_its_bytes_whatever_its_line_ends(entry: Path) -> None:
    root, path, data = entry.parents[1], f"entries/{NAME}.md", entry.read_bytes()
    assert git.remembered(root, path, data, os.environ) is None

    recorded(root)

    for same in (data, data.replace(b"\n", b"\r\n")):
        found = git.remembered(root, path, same, os.environ)
        assert found == git.Remembered(1, "2026-11-12", whole=True)
    other = git.remembered(root, path, data + b" ", os.environ)
    assert other == git.Remembered(1, "2026-11-12", whole=False)


@pytest.mark.posix("needs a program that is a script")
def test_no_program_of_a_strangers_repository_is_run(entry: Path, tmp_path: Path) -> None:
    root = entry.parents[1]
    recorded(root)
    spy, met = tmp_path / "spy", tmp_path / "met"
    spy.write_text(f"#!/bin/sh\ntouch {met}\n", "utf-8")
    spy.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand"):
        subprocess.run(["git", "config", key, str(spy)], cwd=root, check=True)
    subprocess.run(["git", "config", "log.showSignature", "true"], cwd=root, check=True)

    found = git.remembered(root, f"entries/{NAME}.md", entry.read_bytes(), os.environ)

    assert found is not None
    assert not met.exists()
