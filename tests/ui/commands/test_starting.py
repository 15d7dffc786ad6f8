"""Making a journal where that fails half-way."""

import errno
import os
from pathlib import Path

import pytest

from laering.domain.errors import CannotWrite
from laering.ui.commands.starting import start, start_git
from tests.support.runs import TODAY


def full(monkeypatch: pytest.MonkeyPatch, after: int = 0) -> None:
    """Let the disk take so many files more, and no other."""
    flush, taken = os.fsync, []

    def flushed(descriptor: int) -> None:
        taken.append(descriptor)
        if len(taken) > after:
            raise OSError(errno.ENOSPC, "full")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", flushed)


@pytest.mark.parametrize("after", [0, 1])
def test_a_full_disk_leaves_nothing_and_the_next_start_makes_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    folder = tmp_path / "under" / "ny"
    with monkeypatch.context() as patch:
        full(patch, after)
        with pytest.raises(CannotWrite):
            start(folder, "nb", TODAY, examples=False)

    assert list(tmp_path.iterdir()) == []

    assert start(folder, "nb", TODAY, examples=False) == ["laering.toml", ".gitattributes"]
    assert (folder / "laering.toml").read_text(encoding="utf-8").startswith("#")


def test_a_full_disk_takes_nothing_that_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "laering.toml").write_text('name = "Min"\n', encoding="utf-8")
    full(monkeypatch)

    with pytest.raises(CannotWrite):
        start(folder, "nb", TODAY, examples=False)

    assert sorted(os.listdir(folder)) == ["entries", "laering.toml"]
    assert (folder / "laering.toml").read_text(encoding="utf-8") == 'name = "Min"\n'


def test_what_cannot_be_written_for_git_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full(monkeypatch)

    with pytest.raises(CannotWrite):
        start_git(folder, os.environ)

    assert os.listdir(folder) == ["entries"]
