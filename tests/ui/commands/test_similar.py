"""``lignende``: which events it shows, and in which form."""

import json
from pathlib import Path

import pytest

from tests.support.entries import entry_file
from tests.support.runs import Run

EVENT = """\
---
title: {title}
date: {date}
source: avvik
---

## Hva skjedde?

{happened}

## Hva kan vi lære av det?

Noe å lære.

## Hva kan vi gjøre annerledes neste gang?

{differently}
"""


def event(folder: Path, date: str, title: str, happened: str, differently: str = "") -> None:
    """Write an event by hand."""
    name = f"{date}-{title.split(maxsplit=1)[0].lower()}.md"
    text = EVENT.format(title=title, date=date, happened=happened, differently=differently)
    entry_file(folder, name, text)


@pytest.fixture
def year(folder: Path) -> Path:
    """Three events; the last one is the first one again."""
    event(
        folder,
        "2026-03-03",
        "Pakke sendt til gammel adresse",
        "Kunden hadde flyttet, og vi sendte til adressen fra forrige ordre.",
        "Vi leser opp adressen.\n\n- [x] Rydde i registeret @ola ✅ 2026-03-20\n"
        "- [ ] Ny rubrikk @kari 📅 2026-04-01",
    )
    event(folder, "2026-05-05", "Ovnen ble for varm", "Brødet ble svart.", "Ny føler.")
    event(
        folder,
        "2026-11-02",
        "Leveransen",
        "Pakken til Hansen Bygg gikk til feil adresse, for de hadde flyttet.",
        "Se etter i ordren.",
    )
    return folder


def test_a_text_brings_up_what_was_decided_and_how_that_stands(year: Path, run: Run) -> None:
    result = run("lignende", "Pakken havnet på gal adresse", "--antall", "2")

    assert (
        "Kanskje det samme:\n\n"
        "Pakke sendt til gammel adresse\n"
        "  3. mars 2026 · Avvik og feil\n"
        "  begge: adresse, pakken\n"
        "  Vi leser opp adressen.\n"
        "  ☑ Rydde i registeret · @ola · gjort 20. mars 2026\n"
        "  ☐ Ny rubrikk · @kari · frist 1. april 2026 (236 dager på overtid)\n"
        "  2026-03-03-pakke\n\n"
    ) in result.stdout
    assert "Ovnen" not in result.stdout
    assert result.stderr == ""


def test_several_arguments_are_one_text(year: Path, run: Run) -> None:
    apart = run("lignende", "pakken", "havnet", "på", "gal", "adresse")

    assert apart.stdout == run("lignende", "pakken havnet på gal adresse").stdout != ""


def test_nothing_similar_shows_nothing(year: Path, run: Run) -> None:
    result = run("lignende", "Lærlingen besto fagprøven")

    assert (result.code, result.stdout) == (0, "")
    assert result.stderr == "Ingenting som ligner, er skrevet ned før.\n"


def test_an_entry_brings_up_earlier_ones_only(year: Path, run: Run) -> None:
    later = run("lignende", "2026-11-02-leveransen")
    earlier = run("lignende", "2026-03-03")

    assert later.stdout.startswith("Pakke sendt til gammel adresse\n")
    assert "Leveransen" not in later.stdout
    assert earlier.stdout == ""


def test_the_last_entry_is_meant_by_its_word(year: Path, run: Run) -> None:
    assert run("lignende", "siste").stdout == run("lignende", "2026-11-02-leveransen").stdout != ""


def test_a_single_word_is_searched_for_though_a_name_holds_it(year: Path, run: Run) -> None:
    assert "Ovnen ble for varm" in run("lignende", "ovnen").stdout


def test_an_entry_that_is_not_there_is_an_error_and_no_text(year: Path, run: Run) -> None:
    result = run("lignende", "2025-01-01-finnes-ikke")

    assert result.code == 1
    assert "2025-01-01-finnes-ikke" in result.stderr


def test_json_ranks_and_tells_which_are_alike_and_why(year: Path, run: Run) -> None:
    sure = "Pakken til Hansen Bygg havnet på gal adresse, de har flyttet"
    found = json.loads(run("lignende", "--json", sure).stdout)

    assert found[0]["id"] == "2026-11-02-leveransen"
    assert found[0]["shown"] is True
    assert found[0]["quiet"] is False
    assert found[0]["score"] >= 1
    assert {"hansen", "adresse", "flyttet"} <= set(found[0]["why"])
    assert set(found[0]) >= {"path", "title", "differently", "actions"}
    assert found == sorted(found, key=lambda each: -each["score"])


def test_json_tells_what_is_quiet_and_not_sure(year: Path, run: Run) -> None:
    found = json.loads(run("lignende", "--json", "Pakken havnet på gal adresse").stdout)

    assert [each["shown"] for each in found[:2]] == [False, False]
    assert [each["quiet"] for each in found[:2]] == [True, True]


def test_a_text_of_letters_and_signs_brings_up_nothing(year: Path, run: Run) -> None:
    for text in ("æ", "🙂🙂🙂", "x" * 100_000):
        assert json.loads(run("lignende", "--json", text).stdout) == []


def test_json_is_an_empty_list_when_no_word_is_shared(year: Path, run: Run) -> None:
    assert json.loads(run("lignende", "--json", "xyzzy").stdout) == []


def test_at_most_so_many_are_shown(year: Path, run: Run) -> None:
    result = run("lignende", "--json", "--antall", "1", "Pakken havnet på gal adresse")

    assert len(json.loads(result.stdout)) == 1


def test_a_text_may_begin_with_a_dash(year: Path, run: Run) -> None:
    assert run("lignende", "- pakken havnet på gal adresse").stdout != ""


def test_an_empty_journal_has_nothing_similar(folder: Path, run: Run) -> None:
    result = run("lignende", "pakken")

    assert (result.code, result.stdout) == (0, "")


@pytest.mark.posix("needs names that Windows forbids")
def test_terminal_escapes_in_an_entry_stay_harmless(folder: Path, run: Run) -> None:
    event(folder, "2026-03-03", '"Pakke \\e]0;pwn\\a adresse"', "Pakke \x1b[2J adresse.", "\x1b[0m")

    result = run("lignende", "pakke adresse")

    assert "\x1b" not in result.stdout
    assert "␛]0;pwn" in result.stdout


@pytest.mark.parametrize("text", ["🔥🔥🔥", "å", "x" * 1_000_000, "ovn " * 250_000])
def test_a_text_of_any_length_and_letters_is_answered(year: Path, run: Run, text: str) -> None:
    result = run("lignende", "--json", text)

    assert result.code == 0
    assert isinstance(json.loads(result.stdout), list)


def test_an_event_of_a_megabyte_hides_no_other(year: Path, run: Run) -> None:
    event(year, "2026-06-06", "Langt", "Noe skjedde med truckens batteri. " * 30_000)
    result = run("lignende", "--json", "Pakken til Hansen Bygg gikk til feil adresse")

    assert json.loads(result.stdout)[0]["id"] == "2026-11-02-leveransen"
