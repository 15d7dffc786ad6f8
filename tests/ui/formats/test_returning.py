"""What may be the same and what came back: the same in every form of a report, and in no count."""

import json
from pathlib import Path

import pytest

from tests.support.entries import entry_file
from tests.support.runs import Run

AGAIN = "Hengslene på garasjeporten røk da sjåføren åpnet, og varene sto ute i snøen."
ONCE = (
    "Kunden roste montøren for et pent tak.", "Fakturaen manglet bestillingsnummer.",
    "Brødskiva ble svidd på kantina.", "Lærlingen besto fagprøven med glans.",
    "Kurset i førstehjelp ble fulltegnet.", "Etikettene på malinga var bytta om.",
    "Katten til naboen sov på pallen.", "Vi mangla skruer til gjerdet.",
)  # fmt: skip


def event(folder: Path, day: str, title: str, happened: str, more: str = "") -> None:
    """Write an event by hand."""
    text = f"---\ntitle: {title}\ndate: {day}\nsource: avvik\n{more}---\n\n"
    entry_file(folder, f"{day}-a.md", f"{text}## Hva skjedde?\n\n{happened}\n")


@pytest.fixture
def year(folder: Path) -> Path:
    """A year with the same thing twice, one word in four of its events, and all else once."""
    for month, happened in enumerate(ONCE, 1):
        event(folder, f"2026-{month:02}-02", f"Sak {month}", happened)
    event(folder, "2025-05-05", "Året før", "Trappa var glatt av is.")
    event(folder, "2026-03-17", "Porten <røk>", AGAIN)
    event(folder, "2026-09-17", "Porten røk", AGAIN)
    event(folder, "2026-04-18", "Nøkkel", "Garasjeporten sto låst, og nøkkelen var borte.")
    event(folder, "2026-10-19", "Lys", "Lyset over garasjeporten blinka hele vinteren.")
    return folder


@pytest.mark.parametrize("name", ["terminal", "txt", "md", "html"])
def test_each_document_names_what_may_be_the_same_and_what_came_back(
    year: Path, run: Run, name: str
) -> None:
    told = " ".join(run("rapport", "2026", "-f", name).stdout.split())

    assert "Dette kan være det samme" in told
    assert "laering gjentar --forslag" in told
    assert "garasjeporten: 4 lærdommer, 0 året før" in told
    assert "<røk>" not in told or name in ("terminal", "txt")


def test_the_data_has_both_and_counts_neither(year: Path, run: Run) -> None:
    report = json.loads(run("rapport", "2026", "--json").stdout)

    assert report["maybe"] == [["2026-03-17-a", "2026-09-17-a"]]
    (theme,) = (each for each in report["themes"] if "garasjeporten" in each["words"])
    assert (theme["count"], theme["before"], len(theme["entries"])) == (4, 0, 4)
    assert (report["count"], report["repeats"]) == (12, [])


def test_a_sheet_has_a_row_for_each_event_and_no_more(year: Path, run: Run) -> None:
    assert run("rapport", "2026", "-f", "csv").stdout.count("\n") == 1 + 12


@pytest.mark.parametrize("key", ["repeats", "not_repeats"])
def test_what_is_settled_is_no_maybe(year: Path, run: Run, key: str) -> None:
    event(year, "2026-09-17", "Porten røk", AGAIN, f"{key}: [2026-03-17-a]\n")

    assert json.loads(run("rapport", "2026", "--json").stdout)["maybe"] == []


def test_what_is_private_is_told_in_neither(year: Path, run: Run) -> None:
    event(year, "2026-09-17", "Porten røk", AGAIN, "private: true\n")
    report = json.loads(run("rapport", "2026", "--json").stdout)

    assert report["maybe"] == []
    assert all("2026-09-17-a" not in theme["entries"] for theme in report["themes"])


def test_a_month_and_a_year_of_nine_events_have_no_themes(year: Path, run: Run) -> None:
    month = json.loads(run("rapport", "2026-09", "--json").stdout)
    for path in sorted((year / "entries").iterdir())[1:4]:
        path.unlink()
    short = json.loads(run("rapport", "2026", "--json").stdout)

    assert (month["themes"], short["count"], short["themes"]) == ([], 9, [])
