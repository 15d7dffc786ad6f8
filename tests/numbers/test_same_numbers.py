"""Every format of the report says the same numbers, and they are those of the files."""

import json
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from laering.ui.desk.terminal import Terminal
from laering.ui.formats import table
from tests.support.entries import entry_file, simple_entry
from tests.support.places import GOLDEN
from tests.support.runs import TODAY, Result, Run

from . import made_up, reckoning, retelling
from .reckoning import FIGURES, Told, figures_of

JOURNAL = GOLDEN / "journal"

# A month that is past and one that goes on, a quarter, years, weeks, any days, and all of them.
PERIODS = (
    *("2026-10", "2026-11", "2026-K4", "2026", "2025", "2026-u46", "alt", "2024-01"),
    *("2026-11-10..2026-11-12", "2026-10-20..2026-11-10"),
)
# Days to look back from, with periods: what goes on, what is past, and what lies over an edge.
MADE_UP = (
    (1, date(2024, 2, 29), ("2024-02", "2024-u09", "2023-12", "2024-K1", "alt")),
    (2, date(2025, 1, 1), ("2025-01", "2024-12", "2025-u01", "2024-K4", "2025", "2024-02")),
    (3, date(2025, 12, 31), ("2025-12", "2025", "2024", "2025-K4", "2024-12-29..2025-01-05")),
    (4, date(2026, 1, 4), ("2026-u01", "2025-12", "2025-u52", "2026", "2024", "alt")),
)
MADE_UP_CASES = [(seed, today, period) for seed, today, periods in MADE_UP for period in periods]


@pytest.fixture(scope="session")
def made_up_journals(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Journals made up by chance, by seed."""
    folders = {}
    for seed, today, _ in MADE_UP:
        folders[seed] = tmp_path_factory.mktemp(f"journal-{seed}")
        made_up.make(folders[seed], seed, today)
    return folders


def told(
    run: Run,
    name: str,
    folders: tuple[Path, ...],
    period: str,
    today: date,
    only: tuple[str, ...] = (),
) -> Told:
    """What one format of the report says, out of the file that a person gets."""
    format_ = table.by_name(name)
    out = Path.cwd() / f"rapport{format_.endings[0]}"
    journals = [argument for folder in folders for argument in ("--journal", str(folder))]
    sources = [argument for source in only for argument in ("--kilde", source)]
    result = run("rapport", period, *journals, *sources, "--ut", str(out), today=today)
    assert result.code == 0, result.stderr
    found = retelling.PARSERS[name](out.read_bytes())
    return {figure: found[figure] for figure in figures_of(name)}


@cache
def _reckoned(
    folders: tuple[Path, ...], period: str, today: date, only: tuple[str, ...] = ()
) -> Told:
    return reckoning.reckon(folders, period, today, only)


def reckoned(
    name: str,
    folders: tuple[Path, ...],
    period: str,
    today: date,
    only: tuple[str, ...] = (),
) -> Told:
    """What that format must say."""
    figures = _reckoned(folders, period, today, only)
    return {figure: figures[figure] for figure in figures_of(name)}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_format_is_read_back() -> None:
    assert not set(table.names()) - set(retelling.PARSERS)


def test_every_figure_has_a_name_of_its_own_and_a_format_that_shows_it() -> None:
    names = [figure.name for figure in FIGURES]

    assert len(names) == len(set(names))
    assert {form for figure in FIGURES for form in figure.formats} == set(table.names())
    assert [figure.name for figure in FIGURES if not (figure.what and figure.formats)] == []


@pytest.mark.parametrize("name", table.names())
def test_what_is_read_back_is_a_figure_of_the_table(run: Run, name: str) -> None:
    out = Path.cwd() / f"rapport{table.by_name(name).endings[0]}"
    run("--journal", str(JOURNAL), "rapport", "2026-11", "--ut", str(out))

    found = retelling.PARSERS[name](out.read_bytes())

    assert set(figures_of(name)) <= found.keys() <= {figure.name for figure in FIGURES}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", table.names())
def test_a_small_journal_is_told_as_it_stands(run: Run, name: str, period: str) -> None:
    case = (name, (JOURNAL,), period, TODAY)

    assert told(run, *case) == reckoned(*case)


@pytest.mark.parametrize(("seed", "today", "period"), MADE_UP_CASES)
@pytest.mark.parametrize("name", table.names())
def test_a_large_journal_is_told_as_it_stands(
    run: Run, made_up_journals: dict[int, Path], name: str, seed: int, today: date, period: str
) -> None:
    case = (name, (made_up_journals[seed],), period, today)

    assert told(run, *case) == reckoned(*case)


@pytest.mark.parametrize("only", [("kunde",), ("avvik", "ansatt"), ("revisjon",)])
@pytest.mark.parametrize("name", table.names())
def test_a_report_of_some_sources_tells_of_them_alone(
    run: Run, made_up_journals: dict[int, Path], name: str, only: tuple[str, ...]
) -> None:
    case = (name, (made_up_journals[3],), "2025", date(2025, 12, 31), only)

    assert told(run, *case) == reckoned(*case)


@pytest.mark.parametrize("period", ["2026-11", "2025"])
@pytest.mark.parametrize("name", table.names())
def test_several_journals_are_told_together(
    run: Run, tmp_path: Path, made_up_journals: dict[int, Path], name: str, period: str
) -> None:
    shop = tmp_path / "butikken"
    shutil.copytree(JOURNAL, shop)
    (shop / "laering.toml").write_text(
        'name = "Butikken"\neffect_days = 10\n'
        '[[sources]]\nid = "avvik"\n\n[[sources]]\nid = "naboer"\nname = "Naboer og gater"\n',
        encoding="utf-8",
    )
    case = (name, (shop, made_up_journals[4]), period, TODAY)

    assert told(run, *case) == reckoned(*case)


@pytest.mark.parametrize("period", ["2025-12", "2025", "2024"])
def test_a_terminal_shows_what_a_file_tells(
    run: Run, made_up_journals: dict[int, Path], monkeypatch: pytest.MonkeyPatch, period: str
) -> None:
    monkeypatch.setattr(Terminal, "styled", True)
    monkeypatch.setenv("COLUMNS", "300")
    journal, today = made_up_journals[3], date(2025, 12, 31)

    shown: Result = run("--journal", str(journal), "rapport", period, today=today)

    assert "\x1b[" in shown.stdout
    expected = reckoned("terminal", (journal,), period, today)
    told_there = retelling.styled(shown.raw)
    assert [figure for figure in expected if told_there[figure] != expected[figure]] == ["months"]


def test_the_made_up_journals_have_something_of_everything(
    made_up_journals: dict[int, Path],
) -> None:
    found = [
        reckoning.reckon((made_up_journals[seed],), period, today)
        for seed, today, period in MADE_UP_CASES
    ]

    for figure in [each.name for each in FIGURES]:
        assert len({repr(each[figure]) for each in found}) > 1 or figure == "journal", figure
    assert any(row[2] for each in found for row in each["repeats"])
    assert any(not row[2] for each in found for row in each["repeats"])
    assert any(each["shares"] for each in found)
    assert any("naboer" in each["months"] for each in found)
    assert any(each["days to entry"] not in (None, 0) for each in found)


def again(folder: Path, name: str, source: str, repeats: str, *, private: bool = False) -> None:
    """An entry that repeats another one and has no action."""
    text = simple_entry(name.title(), name[:10], source)
    more = f"repeats: [{repeats}]\n{'private: true' if private else 'written: 2026-11-20'}\n---\n\n"
    entry_file(folder, f"{name}.md", text.replace("---\n\n", more, 1))


def test_what_was_done_before_a_private_event_counts(folder: Path, run: Run) -> None:
    done = simple_entry("Første", "2026-11-02", third="- [x] Rydde ✅ 2026-11-03")
    entry_file(folder, "2026-11-02-en.md", done)
    again(folder, "2026-11-10-to", "avvik", "2026-11-02-en", private=True)
    again(folder, "2026-11-16-tre", "avvik", "2026-11-10-to")

    report = json.loads(run("rapport", "2026-11", "--json").stdout)

    assert [each["finished_before"] for each in report["repeats"]] == [True, True]
    assert "Første" not in retelling.plain(run("rapport", "2026-11").raw)["repeats"][-1][3]


def test_a_private_event_names_no_earlier_one(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-10-02-en.md", simple_entry("Første", "2026-10-02"))
    again(folder, "2026-11-10-to", "avvik", "2026-10-02-en", private=True)

    for name in table.names():
        path = folder / f"rapport{table.by_name(name).endings[0]}"
        run("rapport", "2026-11", "--ut", str(path))
        shown = path.read_bytes()
        found = str(retelling.PARSERS[name](shown))
        assert "Første" not in found, name
        assert "2026-10-02-en" not in found, name


def test_an_earlier_event_of_another_source_is_known_when_one_source_is_asked_for(
    folder: Path, run: Run
) -> None:
    entry_file(folder, "2026-11-02-en.md", simple_entry("Første", "2026-11-02", "kunde"))
    again(folder, "2026-11-10-to", "avvik", "2026-11-02-en")

    told = retelling.plain(run("rapport", "2026-11", "--kilde", "avvik").raw)

    assert told["repeats"][0][3] == ("Første, 2. november 2026",)


def test_half_a_percent_goes_up(folder: Path, run: Run) -> None:
    for number in range(16):
        source = "kunde" if number < 2 else "avvik"
        entry_file(
            folder, f"2026-11-02-{number}.md", simple_entry(f"Sak {number}", "2026-11-02", source)
        )

    told = retelling.plain(run("rapport", "2026-11").raw)

    assert told["shares"]["Kundetilbakemeldinger"] == 13
    assert told["shares"]["Avvik og feil"] == 88
