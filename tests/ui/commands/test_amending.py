"""``endre`` by options: what it takes, what it refuses, and what it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from laering.ui.commands import amending
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

NAME = "2026-11-10-melet"


@pytest.fixture
def entry(folder: Path) -> Path:
    """The only entry of a journal."""
    text = simple_entry("Melet", "2026-11-10", source="avvik\nauthor: Kari\ntags: [mel, Åpning]")
    return entry_file(folder, f"{NAME}.md", text)


def told(run: Run) -> dict[str, Any]:
    (found,) = json.loads(run("liste", "--json").stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        (("--tittel", "  Nei:  aldri "), "title", "Nei: aldri"),
        (("--dato", "i går"), "date", "2026-11-22"),
        (("--kilde", "kundetilbakemeldinger"), "source", "kunde"),
        (("--utfall", "bra"), "outcome", "bra"),
        (("--merke", "#ovn, gær", "-m", "MEL"), "tags", ["mel", "Åpning", "ovn", "gær"]),
        (("--fjern-merke", "åpning"), "tags", ["mel"]),
        (("--fjern-merke", "mel", "--merke", "korn"), "tags", ["Åpning", "korn"]),
        (("--av", "Åse Berg"), "author", "Åse Berg"),
        (("--av", ""), "author", None),
        (("--privat",), "private", True),
    ],
)
def test_an_option_changes_its_field_and_no_other(
    entry: Path, run: Run, options: tuple[str, ...], field: str, value: object
) -> None:
    before = told(run)

    result = run("endre", "siste", *options, "--json")

    assert result.code == 0
    became = json.loads(result.stdout)
    assert became == told(run)
    assert became[field] == value
    moved = {"id", "path", "aliases"} if field == "date" else set()
    assert {key for key in before if before[key] != became[key]} == {field} | moved


def test_what_is_taken_back_by_options_leaves_the_file_as_it_was(entry: Path, run: Run) -> None:
    data = entry.read_bytes()
    run("endre", "melet", "--privat", "-u", "bra", "-m", "ovn")
    run("endre", "melet", "--ikke-privat", "-u", "", "--fjern-merke", "ovn")

    assert entry.read_bytes() == data


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 2, "Si hva som skal endres"),
        (("--tittel", " "), 2, "tittel"),
        (("--dato", "31.2"), 2, "finnes ikke"),
        (("--dato", "3/4/2026"), 2, "3/4/2026"),
        (("--kilde", "tull"), 2, "tull"),
        (("--utfall", "sånn"), 2, "sånn"),
        (("--tittel", "a\x1b[31m"), 2, "U+001B"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    entry: Path, run: Run, options: tuple[str, ...], code: int, said: str
) -> None:
    data = entry.read_bytes()

    result = run("endre", "melet", *options)

    assert (result.code, result.stdout) == (code, "")
    assert said in " ".join(result.stderr.split())
    assert entry.read_bytes() == data


def test_what_is_so_already_is_said_to_be(entry: Path, run: Run) -> None:
    data = entry.read_bytes()

    result = run("endre", "melet", "--tittel", "Melet", "--dato", "2026-11-10")

    assert (result.code, result.stdout, result.stderr) == (0, "", "Ingenting er endret.\n")
    assert entry.read_bytes() == data


def test_a_file_that_cannot_be_changed_safely_is_left_to_the_person(folder: Path, run: Run) -> None:
    text = simple_entry("Melet", "2026-11-10", source="avvik\ntitle: To ganger")
    path = entry_file(folder, f"{NAME}.md", text)

    result = run("endre", "melet", "--tittel", "Ny")

    assert result.code == 1
    assert f"«laering rediger {NAME}»" in result.stderr
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("option", "code", "title"),
    [(("--tittel", "Min"), 1, "Deres"), (("--utfall", "bra"), 0, "Deres")],
)
def test_what_somebody_else_changed_meanwhile_stays(
    entry: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    option: tuple[str, str],
    code: int,
    title: str,
) -> None:
    def meanwhile(*_: object) -> None:
        text = entry.read_text("utf-8").replace("title: Melet", "title: Deres")
        entry.write_text(text, "utf-8", newline="")

    monkeypatch.setattr(amending, "_agree", meanwhile)

    result = run("endre", "melet", *option)

    assert result.code == code
    assert told(run)["title"] == title
    assert told(run)["outcome"] == ("bra" if code == 0 else None)


def test_a_file_that_is_no_entry_is_never_changed(folder: Path, run: Run) -> None:
    path = entry_file(folder, f"{NAME}.md", "---\ntitle: [\n")

    assert run("endre", NAME, "--tittel", "Ny").code == 1
    assert path.read_text("utf-8") == "---\ntitle: [\n"
