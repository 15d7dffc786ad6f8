"""Events that happened again: one line in a file, and the chain it makes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.entry import Problem
from laering.files.entry import codec, edits
from laering.files.journal.chain import chain_of
from laering.files.journal.journal import open_journal
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

FIRST, SECOND, THIRD = "2026-03-03-pakke", "2026-06-01-faktura", "2026-11-20-leveranse"


@pytest.fixture
def year(folder: Path) -> Path:
    """Three events of one kind, and one of another."""
    done = "Vi retter det.\n\n- [x] Rette registeret @kari ✅ 2026-03-10"
    entry_file(folder, f"{FIRST}.md", simple_entry("Pakke", "2026-03-03", third=done))
    entry_file(folder, f"{SECOND}.md", simple_entry("Faktura", "2026-06-01"))
    entry_file(folder, f"{THIRD}.md", simple_entry("Leveranse", "2026-11-20"))
    entry_file(folder, "2026-11-21-ovn.md", simple_entry("Ovn", "2026-11-21"))
    return folder


def text_of(folder: Path, name: str) -> str:
    return (folder / "entries" / f"{name}.md").read_text(encoding="utf-8")


def test_a_link_is_one_line_in_its_place(year: Path, run: Run) -> None:
    before = text_of(year, THIRD)

    result = run("gjentar", "leveranse", "pakke")

    assert result.stdout == ("«Leveranse» er merket som en gjentakelse av «Pakke», 3. mars 2026.\n")
    assert text_of(year, THIRD) == before.replace(
        "source: avvik\n", f"source: avvik\nrepeats: [{FIRST}]\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("repeats: [a]", "repeats: [a, ID]"),
        ("repeats: [ a , b ]", "repeats: [ a , b, ID ]"),
        ("repeats: []", "repeats: [ID]"),
        ("repeats: a", "repeats: [a, ID]"),
        ("repeats:", "repeats: [ID]"),
        ("repeats:\n- a\n- b", "repeats:\n- a\n- b\n- ID"),
        (
            "repeats:\n  - a # hvorfor\nsted: lager",
            "repeats:\n  - a # hvorfor\n  - ID\nsted: lager",
        ),
        ("author: Kari\nprivate: true", "author: Kari\nrepeats: [ID]\nprivate: true"),
        ("tags:\n  - a\n  - b\nsted: lager", "tags:\n  - a\n  - b\nrepeats: [ID]\nsted: lager"),
        ("repeats: [a] # se her", "repeats: [a, ID] # se her"),
        ("repeats: [a,\n  b]", "repeats: [a,\n  b, ID]"),
        ("repeats: []  # ingen", "repeats: [ID]  # ingen"),
        ("repeats:  # ingen", "repeats: [ID]  # ingen"),
        ("repeats: 'a' # se her", "repeats: ['a', ID] # se her"),
        ("repeats: {a: b}", None),
        ("repeats: &x [a]\nmer: *x", "repeats: &x [a, ID]\nmer: *x"),
    ],
)
def test_a_link_goes_where_others_are(before: str, after: str | None) -> None:
    text = simple_entry("T", "2026-11-01").replace("source: avvik\n", f"source: avvik\n{before}\n")
    if "{a" in before:
        assert isinstance(codec.read(text.encode(), "entries/x.md"), Problem)

    linked = edits.with_item(text, "repeats", "ID")

    assert linked == (None if after is None else text.replace(before, after))


@given(st.text(max_size=80))
def test_a_link_changes_no_other_value_whatever_stands_there(more: str) -> None:
    text = simple_entry("T", "2026-11-01").replace("source: avvik\n", f"source: avvik\n{more}\n")
    before = codec.look(text, "")

    linked = edits.with_item(text, "repeats", "2026-03-03-pakke")

    if linked is None or isinstance(before, Problem):
        assert linked is None or not isinstance(before, Problem)
        return
    after = codec.look(linked, "")
    assert not isinstance(after, Problem)
    assert after.body == before.body
    assert len(linked.split("\n")) - len(text.split("\n")) in (0, 1)


def test_a_file_with_windows_line_ends_keeps_them(year: Path, run: Run) -> None:
    path = year / "entries" / f"{THIRD}.md"
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)

    assert run("gjentar", "leveranse", "pakke").code == 0

    wanted = f"source: avvik\r\nrepeats: [{FIRST}]\r\n".encode()
    assert path.read_bytes() == before.replace(b"source: avvik\r\n", wanted)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("pakke", "pakke"), 2, "ikke gjenta seg selv"),
        (("pakke", "leveranse"), 2, f"laering gjentar {THIRD} {FIRST}"),
        (("finnes-ikke", "pakke"), 1, "finnes-ikke"),
    ],
)
def test_what_cannot_be_a_repeat_is_refused(
    year: Path, run: Run, arguments: tuple[str, str], status: int, said: str
) -> None:
    before = {path.name: path.read_bytes() for path in (year / "entries").iterdir()}

    result = run("gjentar", *arguments)

    assert (result.code, said in result.stderr) == (status, True)
    assert {path.name: path.read_bytes() for path in (year / "entries").iterdir()} == before


def test_the_same_link_twice_is_told(year: Path, run: Run) -> None:
    assert run("gjentar", "leveranse", "pakke").code == 0
    assert run("gjentar", "leveranse", "pakke").code == 1


def test_no_circle_is_made_on_one_day(folder: Path, run: Run) -> None:
    for name in ("a", "b"):
        entry_file(folder, f"2026-11-01-{name}.md", simple_entry(name.upper(), "2026-11-01"))

    assert run("gjentar", "2026-11-01-b", "2026-11-01-a").code == 0
    result = run("gjentar", "2026-11-01-a", "2026-11-01-b")
    assert result.code == 1
    assert "«2026-11-01-b» er allerede merket" in result.stderr


@pytest.mark.parametrize("name", ["pakke", "faktura", "leveranse"])
def test_every_event_of_a_chain_shows_all_of_it(year: Path, run: Run, name: str) -> None:
    run("gjentar", "faktura", "pakke")
    run("gjentar", "leveranse", "faktura")

    shown = run("vis", name).stdout

    days = [
        shown.index(day) for day in ("3. mars 2026: P", "1. juni 2026: F", "20. november 2026: L")
    ]
    assert days == sorted(days)
    assert "tiltak gjort 10. mars 2026" in shown
    assert shown.count("denne") == 1
    assert "Ovn" not in shown


def test_two_that_repeat_the_same_one_are_one_chain(year: Path, run: Run) -> None:
    run("gjentar", "faktura", "pakke")
    run("gjentar", "leveranse", "pakke")
    journal = open_journal(year)
    entry = journal.read_one(f"entries/{THIRD}.md")
    assert not isinstance(entry, Problem)

    assert [event.id for event in chain_of(journal, entry)] == [FIRST, SECOND, THIRD]


def test_an_event_that_stands_alone_has_no_chain(year: Path, run: Run) -> None:
    run("gjentar", "leveranse", "pakke")

    assert "flere ganger" not in run("vis", "ovn").stdout


def test_a_report_goes_back_through_the_whole_chain(year: Path, run: Run) -> None:
    run("gjentar", "faktura", "pakke")
    run("gjentar", "leveranse", "faktura")

    report = run("rapport", "2026-11").stdout

    assert "tidligere: Pakke, 3. mars 2026" in report
    assert "tidligere: Faktura, 1. juni 2026" in report
    (repeat,) = json.loads(run("rapport", "2026-11", "--json").stdout)["repeats"]
    assert repeat == {"entry": THIRD, "of": [SECOND], "finished_before": True}
