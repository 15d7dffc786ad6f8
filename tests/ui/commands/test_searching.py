"""``søk``: what it shows, in which form, and how it narrows."""

import json
from pathlib import Path

import pytest

from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Result, Run


@pytest.fixture
def year(folder: Path) -> Path:
    """Four events; two are about deliveries."""
    for name, title, day, source in (
        ("pakke", "Leveringsfeil hos Hansen", "2026-03-03", "avvik"),
        ("kake", "Kaka ble levert for sent", "2026-11-02", "kunde"),
        ("ovn", "Ovnen ble for varm", "2026-11-03", "avvik"),
        ("rå", "«Rå \x1b]0;pwn\x07 deig»", "2026-11-04", "erfaring"),
    ):
        quoted = f'"{title}"'.replace("\x1b", "\\e").replace("\x07", "\\a")
        entry_file(folder, f"{day}-{name}.md", simple_entry(quoted, day, source))
    return folder


def titles(result: Result) -> list[str]:
    return [line.split("\t")[2] for line in result.stdout.splitlines()]


def test_hits_stand_a_line_each_with_the_words_marked(year: Path, run: Run) -> None:
    result = run("søk", "skjedde", "levering")

    assert result.stdout == (
        "2026-03-03\tavvik\tLeveringsfeil hos Hansen\t2026-03-03-pakke\t"
        "Noe *skjedde*. · Noe å lære. · Vi gjør det slik.\n"
    )
    assert result.stderr == "1 treff.\n"


def test_the_ascii_name_finds_the_same(year: Path, run: Run) -> None:
    assert run("sok", "ovn").stdout == run("søk", "ovn").stdout != ""


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("lever*",), ["Kaka ble levert for sent", "Leveringsfeil hos Hansen"]),
        (("lever*", "-kake"), ["Leveringsfeil hos Hansen"]),
        (("lever*", "-hansen"), ["Kaka ble levert for sent"]),
        (("ble for sent",), []),
        (("levert for sent",), ["Kaka ble levert for sent"]),
        (('ovnen -"for varm"',), []),
        (("noe", "--kilde", "kunde"), ["Kaka ble levert for sent"]),
        (("noe", "--periode", "2026-03"), ["Leveringsfeil hos Hansen"]),
        (("noe", "--antall", "1"), None),
    ],
)
def test_a_search_is_narrowed(
    year: Path, run: Run, arguments: tuple[str, ...], found: list[str] | None
) -> None:
    result = run("søk", *arguments)

    if found is None:
        assert len(result.stdout.splitlines()) == 1
        assert "4 treff. De 1 beste vises." in result.stderr
    elif found == [] and arguments == ("ble for sent",):
        assert "Ingen har skrevet akkurat det." in result.stderr
    else:
        assert titles(result) == found


def test_json_is_the_entries_with_a_score(year: Path, run: Run) -> None:
    (found,) = json.loads(run("søk", "ovn", "--json").stdout)
    (same,) = [
        entry
        for entry in json.loads(run("liste", "--json").stdout)
        if entry["id"] == "2026-11-03-ovn"
    ]

    assert found.pop("score") > 0
    assert found == same


def test_nothing_found_is_no_error(year: Path, run: Run) -> None:
    result = run("søk", "finnesikke")

    assert (result.code, result.stdout, result.stderr) == (0, "", "0 treff.\n")
    assert json.loads(run("søk", "finnesikke", "--json").stdout) == []


@pytest.mark.parametrize("query", ['"', "-", "*", '-"', "AND OR", "NEAR(", "%_", "''", "\\"])
def test_a_slip_in_the_query_is_no_error(year: Path, run: Run, query: str) -> None:
    assert run("søk", query).code == 0


def test_a_file_that_cannot_be_read_hides_no_hit(year: Path, run: Run) -> None:
    entry_file(year, "2026-11-09-tull.md", "ovn")

    result = run("søk", "ovn")

    assert titles(result) == ["Ovnen ble for varm"]
    assert "1 fil er ikke regnet med" in result.stderr


def test_a_hit_steers_no_terminal(year: Path, run: Run) -> None:
    result = run("søk", "rå")

    assert "pwn" in result.stdout
    assert "\x1b" not in result.stdout
