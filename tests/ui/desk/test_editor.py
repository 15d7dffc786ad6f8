"""Which program is run for an editor: never one that lies in the folder one stands in."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from laering.domain.errors import EditorFailed, NoEditor
from laering.ui.desk.editor import edit_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs are scripts")


def script(folder: Path, name: str) -> Path:
    """A program that writes where it lies into the file it is given."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text('#!/bin/sh\necho "$0 $*" >"$1"\n', encoding="utf-8")
    path.chmod(0o700)
    return path


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str | None], str]:
    """Edit a file, and tell what the editor wrote."""

    def edit(editor: str | None) -> str:
        path = tmp_path / "fil.md"
        edit_file(path, editor)
        return path.read_text(encoding="utf-8").strip()

    return edit


@pytest.mark.parametrize("path", [".", "", f".{os.pathsep}", f"{os.pathsep}verktøy", "verktøy"])
@pytest.mark.parametrize("editor", [None, "nano", "nano -w"])
def test_an_editor_by_name_is_never_taken_from_the_current_folder(
    folder: Path,
    edited: Callable[[str | None], str],
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    editor: str | None,
) -> None:
    script(folder, "nano")
    script(folder / "verktøy", "nano")
    monkeypatch.setenv("PATH", path)

    with pytest.raises(EditorFailed if editor else NoEditor):
        edited(editor)


def test_an_editor_is_found_in_the_folders_of_the_path(
    folder: Path,
    tmp_path: Path,
    edited: Callable[[str | None], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script(folder, "nano")
    nano = script(tmp_path / "bin", "nano")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", str(tmp_path / "bin"))))

    for editor in (None, "nano"):
        assert edited(editor) == f"{nano} {tmp_path / 'fil.md'}"


def test_an_editor_that_was_chosen_by_its_path_is_run(
    folder: Path, edited: Callable[[str | None], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = script(folder / "bin", "ed")
    monkeypatch.setenv("PATH", "/finnes/ikke")

    assert edited("./bin/ed").startswith("./bin/ed ")
    assert edited(str(mine)).startswith(f"{mine} ")
