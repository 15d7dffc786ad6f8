"""A folder that another run has locked: it is waited for, told of, and given up in the end."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from laering.files.system import held, locks
from tests.support.entries import entry_file, simple_entry
from tests.support.needs import need_flock
from tests.support.runs import Run

pytestmark = pytest.mark.posix("Windows has no locks of folders")

WAITED: list[float] = []


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    need_flock(tmp_path)
    WAITED.clear()
    monkeypatch.setattr(held, "CLOCK", held.Clock(lambda: sum(WAITED), WAITED.append))


@pytest.fixture
def locked(folder: Path) -> Iterator[int]:
    """The folder of the entries, locked as another run of the program has it."""
    import fcntl

    descriptor = os.open(folder / "entries", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield descriptor
    os.close(descriptor)


def test_after_ten_seconds_it_is_given_up_with_nothing_written(
    folder: Path, run: Run, locked: int
) -> None:
    path = entry_file(folder, "2026-11-02-x.md", simple_entry("Tittel", "2026-11-02"))
    before = path.read_bytes()
    result = run("tiltak", "ny", "2026-11-02", "Ringe @ola")

    assert result.code == 1
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]
    assert 9.9 < sum(WAITED) < 10.1
    told = result.stderr.splitlines()
    assert told[0].startswith("Venter: «")
    assert told[-1].startswith("Feil: «")
    assert "ingenting er skrevet" in told[-1]
    assert result.stderr.count("Venter") == 1


def test_it_is_said_after_one_second_and_goes_on_when_free(
    folder: Path, run: Run, locked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    path = entry_file(folder, "2026-11-02-x.md", simple_entry("Tittel", "2026-11-02"))
    told: list[float] = []

    def wait(seconds: float) -> None:
        WAITED.append(seconds)
        if sum(WAITED) > 2:
            fcntl.flock(locked, fcntl.LOCK_UN)

    monkeypatch.setattr(held, "CLOCK", held.Clock(lambda: sum(WAITED), wait))

    def somebody(_: int, name: str) -> locks.Holder:
        told.append(sum(WAITED))
        return locks.Holder(name)

    monkeypatch.setattr(locks, "_holder_of", somebody)
    result = run("tiltak", "ny", "2026-11-02", "Ringe @ola")

    assert result.code == 0
    assert "- [ ] Ringe @ola" in path.read_text(encoding="utf-8")
    assert len(told) == 1
    assert 1.0 <= told[0] < 1.1
    assert "et annet program" in result.stderr


@pytest.mark.skipif(not os.path.exists("/proc/locks"), reason="needs Linux' list of locks")
def test_the_holder_is_told_by_name_and_command(folder: Path, locked: int) -> None:
    from pwd import getpwuid

    holder = locks._holder_of(locked, "entries")

    assert holder.user == getpwuid(os.getuid()).pw_name
    own = Path("/proc/self/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
    assert holder.command == locks._command(own)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([b"/usr/bin/python3", b"/usr/bin/laering", b"tiltak", b"ny"], "laering tiltak ny"),
        ([b"python3", b"-m", b"laering", b"synk"], "laering synk"),
        ([b"rsync", b"-a"], "rsync -a"),
    ],
)
def test_a_run_of_the_program_is_told_as_it_is_typed(words: list[bytes], told: str) -> None:
    assert locks._command(words) == told
