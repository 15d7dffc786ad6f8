"""An entry that gets another day: its file, its names and all that links to it, even cut short."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laering.files.system import disk
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

OLD, NEW = "2026-11-10-melet", "2026-11-09-melet"


def entry(title: str, day: str, more: str = "", text: str = "Noe skjedde.") -> str:
    header = f"avvik{more and chr(10)}{more}"
    return simple_entry(title, day, source=header).replace("Noe skjedde.", text)


@pytest.fixture
def linked(folder: Path) -> Path:
    """A journal in which others name an entry in every way."""
    entry_file(folder, f"{OLD}.md", entry("Melet", "2026-11-10", text=f"Se [[{OLD}]] selv."))
    entry_file(
        folder,
        "2026-11-20-igjen.md",
        entry("Igjen", "2026-11-20", f"repeats: [{OLD}] # sikkert").replace("\n", "\r\n"),
    )
    entry_file(
        folder, "2026/2026-11-21-ikke.md", entry("Ikke", "2026-11-21", f"not_repeats:\n  - {OLD}")
    )
    entry_file(
        folder,
        "2026-11-22-lenker.md",
        entry("Lenker", "2026-11-22", text=f"[melet]({OLD}.md) og `[[{OLD}]]`"),
    )
    entry_file(folder, "odelagt.md", f"---\nrepeats: [{OLD}\n")
    return folder


def told(run: Run) -> dict[str, Any]:
    return {each["title"]: each for each in json.loads(run("liste", "--json").stdout)}


def is_whole(run: Run) -> None:
    """Counted once, and every link leads there, by whichever name."""
    found = told(run)
    assert found.keys() == {"Melet", "Igjen", "Ikke", "Lenker"}
    assert found["Melet"]["id"] in (OLD, NEW)
    for name in (OLD, found["Melet"]["id"], *found["Igjen"]["repeats"]):
        assert json.loads(run("vis", name, "--json").stdout)["title"] == "Melet"
    told_of = run("sjekk").stdout
    assert "repeats-unknown" not in told_of
    assert "duplicate-id" not in told_of


def is_done(folder: Path, run: Run) -> None:
    found = told(run)
    assert (found["Melet"]["id"], found["Melet"]["aliases"]) == (NEW, [OLD])
    assert found["Melet"]["date"] == "2026-11-09"
    assert found["Igjen"]["repeats"] == [NEW]
    assert found["Ikke"]["not_repeats"] == [NEW]
    assert f"[melet]({NEW}.md) og `[[{OLD}]]`" in found["Lenker"]["happened"]
    assert f"[[{NEW}]]" in found["Melet"]["happened"]
    data = (folder / "entries" / "2026-11-20-igjen.md").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    assert f"repeats: [{NEW}] # sikkert".encode() in data


def test_all_that_names_it_is_shown_and_led_on(linked: Path, run: Run) -> None:
    broken = (linked / "entries" / "odelagt.md").read_bytes()

    result = run("endre", "melet", "--dato", "2026-11-09")

    assert result.stdout == f"Lagret: entries/{NEW}.md\n"
    assert f"Fila får navnet {NEW}.md. Det gamle navnet, {OLD}, fører fortsatt dit." in (
        " ".join(result.stderr.split())
    )
    assert f"    − repeats: [{OLD}] # sikkert\n    + repeats: [{NEW}] # sikkert" in result.stderr
    is_whole(run)
    is_done(linked, run)
    assert (linked / "entries" / "odelagt.md").read_bytes() == broken
    assert told(run)["Melet"]["written"] == "2026-11-10"


class Stopped(KeyboardInterrupt):
    """Everything ended here."""


def stopping(monkeypatch: pytest.MonkeyPatch, number: int, before: bool) -> Callable[[], int]:
    """Stop at the change of a file with this number, from 1, before it or after it is done."""
    seen = 0

    def watched(act: Callable[..., Any]) -> Callable[..., Any]:
        def acted(*given: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == number and before:
                raise Stopped
            done = act(*given)
            if seen == number:
                raise Stopped
            return done

        return acted

    monkeypatch.setattr(disk, "_replaced", watched(disk._replaced))
    monkeypatch.setattr(disk, "_has_moved", watched(disk._has_moved))
    return lambda: seen


CHANGES = 6
"""The file itself, its name, the three that link to it, and its link to itself."""


@pytest.mark.parametrize(
    "finish", ["endre", "endre by its old name", "endre of another", "sjekk --fiks"]
)
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("number", range(1, CHANGES + 1))
def test_cut_short_anywhere_nothing_is_lost_and_the_next_one_finishes_it(
    linked: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    before: bool,
    finish: str,
) -> None:
    with monkeypatch.context() as cut:
        changes = stopping(cut, number, before)
        run("endre", "melet", "--dato", "2026-11-09")
        assert changes() == number

    is_whole(run)
    begun = (number, before) != (1, True)
    if finish == "sjekk --fiks" and begun:
        run("sjekk", "--fiks")
    elif finish == "endre of another" and begun:
        assert run("endre", "ikke", "--utfall", "bra").code == 0
    elif finish in ("sjekk --fiks", "endre of another"):
        assert told(run)["Melet"]["date"] == "2026-11-10"
        return
    else:
        name = "melet" if finish == "endre" else OLD
        assert run("endre", name, "--dato", "2026-11-09").code == 0
    is_whole(run)
    is_done(linked, run)


def test_there_are_so_many_changes(linked: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = stopping(monkeypatch, 100, before=True)
    run("endre", "melet", "--dato", "2026-11-09")

    assert changes() == CHANGES


def test_an_old_name_that_somebody_wrote_is_no_change_cut_short(linked: Path, run: Run) -> None:
    assert run("endre", "melet", "--dato", "2026-11-09").code == 0
    path = entry_file(linked, "2026-11-23-ny.md", entry("Ny", "2026-11-23", text=f"[[{OLD}]]"))

    result = run("endre", "ny", "--utfall", "bra")

    assert (result.code, result.stderr) == (0, "")
    assert f"[[{OLD}]]" in path.read_text("utf-8")


def test_any_other_change_of_it_finishes_it_too(
    linked: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        stopping(cut, 3, before=True)
        run("endre", "melet", "--dato", "2026-11-09")

    assert run("endre", "melet", "--utfall", "bra").code == 0

    is_done(linked, run)


def test_it_comes_back_to_its_first_day_under_its_first_name(linked: Path, run: Run) -> None:
    run("endre", "melet", "--dato", "2026-11-09")
    run("endre", "melet", "--dato", "2026-11-10")

    found = told(run)
    assert found["Melet"]["id"] == OLD
    assert found["Melet"]["written"] is None
    assert found["Igjen"]["repeats"] == [OLD]
    assert NEW in found["Melet"]["aliases"]
    is_whole(run)
    assert "alias-taken" not in run("sjekk").stdout


def test_a_name_that_is_taken_or_was_anothers_is_nobodys_to_take(linked: Path, run: Run) -> None:
    taken = entry_file(linked, f"{NEW}.md", entry("Annet mel", "2026-11-09"))
    entry_file(
        linked,
        "2026-11-05-x.md",
        entry("Før", "2026-11-05", "aliases: [2026-11-09-melet-2]"),
    )
    data = taken.read_bytes()

    run("endre", OLD, "--dato", "2026-11-09")

    assert told(run)["Melet"]["id"] == "2026-11-09-melet-3"
    assert told(run)["Igjen"]["repeats"] == ["2026-11-09-melet-3"]
    assert taken.read_bytes() == data


def test_one_that_cannot_be_written_stops_none_of_the_others(
    linked: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = disk._replaced

    def refusing(target: str, before: bytes, after: bytes) -> bool:
        if target.endswith("igjen.md"):
            raise PermissionError(13, "")
        return replaced(target, before, after)

    with monkeypatch.context() as cut:
        cut.setattr(disk, "_replaced", refusing)
        result = run("endre", "melet", "--dato", "2026-11-09")

    assert (result.code, "2026-11-20-igjen.md" in result.stderr) == (1, True)
    assert told(run)["Ikke"]["not_repeats"] == [NEW]
    is_whole(run)


def test_a_file_whose_name_tells_no_day_keeps_it(folder: Path, run: Run) -> None:
    entry_file(folder, "melet.md", entry("Melet", "2026-11-10"))

    assert run("endre", "melet", "--dato", "2026-11-09").stdout == "Lagret: entries/melet.md\n"
    assert told(run)["Melet"]["aliases"] == []


def test_a_file_in_a_folder_stays_there(linked: Path, run: Run) -> None:
    run("endre", "2026-11-21-ikke", "--dato", "2026-11-19")

    assert (linked / "entries" / "2026" / "2026-11-19-ikke.md").exists()


def test_what_has_a_copy_keeps_its_title_and_its_day(linked: Path, run: Run) -> None:
    copy = entry_file(linked, f"{OLD} (1).md", entry("Melet", "2026-11-10", text="Annet"))

    for option in (("--dato", "2026-11-09"), ("--tittel", "Annen")):
        result = run("endre", "melet", *option)
        assert (result.code, result.stdout) == (1, "")
        assert f"entries/{copy.name}" in result.stderr
    assert run("endre", "melet", "--utfall", "bra").code == 0
    assert told(run).keys() == {"Melet", "Igjen", "Ikke", "Lenker"}
