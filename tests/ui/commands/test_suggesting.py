"""``gjentar --forslag``: which pairs are proposed, and what each answer keeps."""

import json
from pathlib import Path

import pytest

from laering.domain.errors import Interrupted
from laering.domain.period import everything
from laering.files.journal.journal import open_journal
from laering.ui.commands import suggesting
from tests.support.entries import entry_file
from tests.support.runs import Run

EVENT = (
    "---\ntitle: {title}\ndate: {date}\nsource: avvik\n{more}---\n\n## Hva skjedde?\n\n{happened}\n"
)


def event(folder: Path, date: str, name: str, title: str, happened: str, more: str = "") -> None:
    """Write an event by hand."""
    text = EVENT.format(title=title, date=date, happened=happened, more=more)
    entry_file(folder, f"{date}-{name}.md", text)


def year(folder: Path, more: str = "") -> None:
    """Four events; the last one is the first one again."""
    event(folder, "2026-01-03", "sluk", "Sluket gikk tett", "Sluket i dusjen gikk tett av hår.")
    event(folder, "2026-02-03", "ovn", "Ovnen ble for varm", "Brødet ble svart på ovnens brett.")
    event(folder, "2026-03-03", "truck", "Truck i reolen", "Trucken rygget, og reolen fikk bulk.")
    event(folder, "2026-04-03", "dusj", "Tett sluk", "Håret tettet sluket i dusjen igjen.", more)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is answered, in order, and then the window is closed; the call is as at a terminal."""
    answers: list[str] = []

    def answer(prompt: str) -> str:
        if not answers:
            raise Interrupted()
        return answers.pop(0)

    monkeypatch.setattr(suggesting, "typed_line", answer)
    monkeypatch.setattr("laering.ui.desk.terminal.Terminal.can_ask", True)
    return answers


def test_the_surest_pair_comes_first_with_why(folder: Path, run: Run) -> None:
    year(folder)
    found = json.loads(run("gjentar", "--forslag", "--json").stdout)

    assert (found[0]["entry"], found[0]["earlier"]) == ("2026-04-03-dusj", "2026-01-03-sluk")
    assert "sluket" in found[0]["why"] or "sluk" in found[0]["why"]


def test_without_a_terminal_each_pair_has_the_command_that_marks_it(folder: Path, run: Run) -> None:
    year(folder)
    result = run("gjentar", "--forslag")

    assert "  laering gjentar 2026-04-03-dusj 2026-01-03-sluk\n" in result.stdout
    assert result.code == 0


@pytest.mark.parametrize("key", ["repeats", "not_repeats"])
def test_what_is_settled_is_not_proposed(folder: Path, run: Run, key: str) -> None:
    year(folder, f"{key}: [2026-01-03-sluk]\n")
    pairs = [
        {row["entry"], row["earlier"]}
        for row in json.loads(run("gjentar", "--forslag", "--json").stdout)
    ]

    assert {"2026-04-03-dusj", "2026-01-03-sluk"} not in pairs


@pytest.mark.parametrize("name", ["finnes-ikke", "2026-04-03-dusj"])
def test_what_is_not_the_same_as_nothing_or_itself_changes_nothing(
    folder: Path, run: Run, name: str
) -> None:
    year(folder, f"not_repeats: [{name}]\n")

    assert json.loads(run("gjentar", "--forslag", "--json").stdout)[0]["entry"] == "2026-04-03-dusj"


@pytest.mark.parametrize(("key", "line"), [("1\n", "repeats"), ("n\n", "not_repeats")])
def test_each_answer_is_kept_before_the_next_question(
    folder: Path, run: Run, typed: list[str], key: str, line: str
) -> None:
    year(folder)
    typed += [key]
    run("gjentar", "--forslag")
    text = (folder / "entries/2026-04-03-dusj.md").read_text(encoding="utf-8")

    assert f"\n{line}: [2026-01-03-sluk]\n" in text


@pytest.mark.parametrize("answered", range(4))
def test_broken_off_after_any_answer_all_answers_before_are_kept(
    folder: Path, run: Run, typed: list[str], answered: int
) -> None:
    for number, thing in enumerate(("sluket", "kompressoren", "hengslene"), 1):
        happened = f"Lærlingen smurte {thing} med feil fett."
        event(folder, f"2026-0{number}-03", thing, f"Feil fett på {thing}", happened)
        event(folder, f"2026-0{number}-23", f"{thing}-2", f"{thing} fikk feil fett", happened)
    typed += ["n\n"] * answered

    result = run("gjentar", "--forslag")

    assert result.code == 0
    assert len(_apart(folder)) == answered
    again = json.loads(run("gjentar", "--forslag", "--json").stdout)
    assert not _apart(folder) & {frozenset((row["entry"], row["earlier"])) for row in again}


def _apart(folder: Path) -> set[frozenset[str]]:
    """The pairs that files say are not the same."""
    entries = open_journal(folder).within(everything()).entries
    return {frozenset((entry.id, name)) for entry in entries for name in entry.not_repeats}


def test_two_names_are_asked_for(folder: Path, run: Run) -> None:
    result = run("gjentar", "2026")

    assert result.code == 2
    assert "--forslag" in result.stderr
