"""Half the files read in a copy of the process: the same answer, also when the copy dies."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from laering.domain.period import month
from laering.files.journal import journal
from laering.files.journal.survey import survey_of
from laering.files.system import halves
from laering.files.system.halves import in_halves
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import TODAY

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "ENOUGH", 4)
    monkeypatch.setattr(halves, "_processors", lambda: 2)


@pytest.mark.posix("needs fork")
def test_each_half_is_worked_on_once() -> None:
    parts = in_halves(lambda some: [(item, os.getpid()) for item in some], range(10))

    assert [item for part in parts for item, _ in part] == list(range(10))
    assert len({process for part in parts for _, process in part}) == 2


@pytest.mark.posix("needs fork")
def test_when_the_copy_dies_its_half_is_done_here() -> None:
    here = os.getpid()

    def work(some: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return list(some)

    assert in_halves(work, range(10)) == [list(range(5)), list(range(5, 10))]


@pytest.mark.posix("needs fork")
def test_an_error_here_leaves_no_copy_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    here, fork = os.getpid(), os.fork
    copies: list[int] = []

    def noted() -> int:
        copies.append(fork())
        return copies[-1]

    monkeypatch.setattr(os, "fork", noted)

    def work(some: Sequence[int]) -> list[int]:
        if os.getpid() == here:
            raise KeyboardInterrupt
        return list(some) * 1_000_000

    with pytest.raises(KeyboardInterrupt):
        in_halves(work, range(10))
    (copy,) = copies
    with pytest.raises(ChildProcessError):
        os.waitpid(copy, os.WNOHANG)


def test_a_report_is_the_same_from_two_halves(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        day = f"2026-{1 + number % 11:02}-{1 + number % 28:02}"
        third = f"Slik.\n\n- [ ] Sak {number} @ola 📅 2026-12-01"
        text = simple_entry(f"Sak {number}", day, third=third)
        entry_file(folder, f"{day}-sak-{number}.md", text)
    entry_file(folder, "2026-11-02-tull.md", "tull")
    kept = journal.open_journal(folder)

    two = survey_of(kept, month(2026, 11), TODAY)
    monkeypatch.setattr(halves, "ENOUGH", 1000)
    one = survey_of(kept, month(2026, 11), TODAY)

    assert (two.inside, two.around, two.tasks) == (one.inside, one.around, one.tasks)
    assert two.problems == one.problems
    assert len(two.tasks) == 40
