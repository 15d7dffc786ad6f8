"""``liste``: every form tells the same entries, and a screen is never overfull."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from laering.ui.desk.terminal import Terminal
from laering.ui.formats import table
from tests.support.entries import entry_file, sheet_rows, simple_entry
from tests.support.runs import Run

EXTRA = """\
kundenr: 1234
rom: '107'
versjon: 1.10
svar: no
'=cmd()': =1+1
deler: [a, 2]
dypt: {a: [1, x], b: true}
tomt:
"""


@pytest.fixture
def journal(folder: Path) -> Path:
    """Three entries, the middle one with keys of its own."""
    for day, name, more in (("02", "Først", ""), ("10", "Midt", EXTRA), ("20", "Sist", "")):
        text = simple_entry(name, f"2026-11-{day}").replace("source:", f"{more}source:")
        entry_file(folder, f"2026-11-{day}-{name.lower()}.md", text)
    return folder


def _lines(raw: bytes) -> list[str]:
    return [json.loads(line)["title"] for line in raw.decode().splitlines()]


READ_BACK: dict[str, Callable[[bytes], list[str]]] = {
    "csv": lambda raw: [row["Tittel"] for row in sheet_rows(raw)],
    "jsonl": _lines,
    "json": lambda raw: [each["title"] for each in json.loads(raw)],
}


@pytest.mark.parametrize("name", table.names(table.LIST_FORMATS))
def test_every_form_tells_the_same_entries(journal: Path, run: Run, name: str) -> None:
    result = run("liste", "--format", name)

    assert result.code == 0, result.stderr
    assert READ_BACK[name](result.raw) == ["Sist", "Midt", "Først"]
    assert READ_BACK[name](run("liste", "-f", name, "--antall", "2").raw) == ["Sist", "Midt"]
    out = journal.parent / f"liste.{name}"
    run("liste", "--ut", str(out))
    assert out.read_bytes() == result.raw


def test_an_entry_without_any_is_no_row(folder: Path, run: Run) -> None:
    assert sheet_rows(run("liste", "--format", "csv").raw) == []
    assert run("liste", "--format", "jsonl").raw == b""
    assert json.loads(run("liste", "--format", "json").raw) == []


def test_keys_of_ones_own_are_told_as_they_stand(journal: Path, run: Run) -> None:
    listed = json.loads(run("liste", "--json").raw)

    assert listed[1]["extra"] == {
        "kundenr": 1234,
        "rom": "107",
        "versjon": "1.10",
        "svar": "no",
        "=cmd()": "=1+1",
        "deler": ["a", 2],
        "dypt": {"a": [1, "x"], "b": True},
        "tomt": None,
    }
    assert listed[0]["extra"] == {}
    assert {each["journal"] for each in listed} == {"journal"}


def test_keys_of_ones_own_are_the_last_columns_of_a_sheet(journal: Path, run: Run) -> None:
    for command in (("liste",), ("rapport", "2026-11")):
        rows = {row["Tittel"]: row for row in sheet_rows(run(*command, "--format", "csv").raw)}

        assert list(rows["Midt"].items())[-9:] == [
            ("Journal", "journal"),
            ("kundenr", "1234"),
            ("rom", "107"),
            ("versjon", "'1.10"),
            ("svar", "no"),
            ("'=cmd()", "'=1+1"),
            ("deler", "a, 2"),
            ("dypt", '{"a": [1, "x"], "b": true}'),
            ("tomt", ""),
        ]
        assert rows["Sist"]["kundenr"] == rows["Sist"]["dypt"] == ""


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 24 lines of 60 columns."""
    monkeypatch.setattr(Terminal, "styled", True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "24")


def _many(folder: Path, title: str) -> None:
    for number in range(40):
        day = f"2026-11-{number // 2 + 1:02}"
        text = simple_entry(f"{title} {number}", day)
        entry_file(folder, f"{day}-sak-{number:02}.md", text)


@pytest.mark.usefixtures("screen")
@pytest.mark.parametrize("title", ["Kort", "Leveransen gikk til kundens gamle adresse i byen"])
def test_a_screen_shows_the_newest_that_fit_and_how_many_there_are(
    folder: Path, run: Run, title: str
) -> None:
    _many(folder, title)

    result = run("liste")

    shown = result.stdout.count(title.split(maxsplit=1)[0])
    lines = result.stdout.count("\n") + result.stderr.count("\n")
    assert 7 < shown < 22
    assert 16 < lines < 24
    assert title.split(maxsplit=1)[0] in result.stdout
    assert f"De {shown} nyeste av 40 lærdommer. Alle: --alle." in result.stderr
    for everything in (("--alle",), ("--antall", "40")):
        all_of_them = run("liste", *everything)
        assert all_of_them.stdout.count(title.split(maxsplit=1)[0]) == 40
        assert "40 lærdommer." in all_of_them.stderr


def test_a_pipe_shows_all_of_them(folder: Path, run: Run) -> None:
    _many(folder, "Kort")

    assert len(run("liste").stdout.splitlines()) == 40
