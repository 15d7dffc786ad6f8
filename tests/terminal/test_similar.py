"""Similar events, shown to somebody who is writing one down."""

import re
from pathlib import Path

import pytest

from tests.support.dialogue import (
    HAPPENED,
    LEARNED,
    NEXT,
    OVERVIEW,
    begin,
    begin_plain,
    save,
    wait_for_line,
)
from tests.support.runs import UNHURRIED, program
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

RESEMBLES = "Dette ligner på noe som har skjedd før:"
SAME = "Er det det samme igjen?"
AGAIN = "Pakken til Hansen gikk til feil adresse, de hadde flyttet"
EARLIER = """\
---
title: Leveransen gikk til kundens gamle adresse
date: 2026-03-03
source: avvik
---

## Hva skjedde?

Sjåføren kjørte til den gamle adressen, for kunden hadde flyttet.

## Hva kan vi lære av det?

Adressen sto to steder.

## Hva kan vi gjøre annerledes neste gang?

Vi leser opp adressen når ordren bekreftes.

- [x] Rydde i kunderegisteret @ola ✅ 2026-03-20
"""
OTHER = """\
---
title: Ovnen ble for varm
date: 2026-04-04
source: avvik
---

## Hva skjedde?

Brødet ble svart, for føleren var løs.

## Hva kan vi lære av det?

Ingen så på skjermen.

## Hva kan vi gjøre annerledes neste gang?

Den som setter inn brød, ser på termometeret.
"""


THIRD = OTHER.replace("Ovnen ble for varm", "Truck kjørte inn i reolen").replace(
    "Brødet ble svart, for føleren var løs.", "Reolen fikk en bulk, og palla falt ned."
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with three events in the journal: in a shorter one nothing is sure."""
    desk = Desk(tmp_path, program=program(UNHURRIED))
    desk.write("2026-03-03-gammel-adresse.md", EARLIER)
    desk.write("2026-04-04-ovn.md", OTHER)
    desk.write("2026-04-05-truck.md", THIRD)
    desk.run("lignende", "ovnen")
    return desk


def tell(window: Window, text: str) -> None:
    """Choose a source, and answer the first question."""
    begin(window)
    window.wait_for_question(HAPPENED)
    window.type(text)
    window.press("enter")


def test_an_event_like_an_earlier_one_is_marked_with_its_number(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(RESEMBLES, SAME)
        shown = window.flat
        window.type("1")
        window.wait_for("Merket som en gjentakelse av «Leveransen gikk til kundens gamle adresse».")
        window.answer(LEARNED, "Registeret var ikke ryddet")
        window.answer(NEXT, "Vi rydder hver måned")
        window.answer("Er det noe noen skal følge opp?")
        window.wait_for_question("Tittel")
        assert window.overflows == []
        window.press("enter")
        assert save(window) == 0

    assert "1 Leveransen gikk til kundens gamle adresse 3. mars 2026" in shown
    assert "Vi leser opp adressen når ordren bekreftes." in shown
    assert "☑ Rydde i kunderegisteret · @ola · gjort 20. mars 2026" in shown
    assert "Ovnen" not in shown
    (path,) = (each for each in desk.files() if "pakken" in each.name)
    assert "\nrepeats: [2026-03-03-gammel-adresse]\n" in path.read_text(encoding="utf-8")


def test_enter_goes_on_and_the_same_event_is_not_shown_twice(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(RESEMBLES, SAME)
        window.press("enter")
        window.answer(LEARNED, "Adressen sto to steder, i ordren og i registeret")
        window.answer(NEXT, "Vi rydder hver måned")
        window.answer("Er det noe noen skal følge opp?")
        window.answer("Tittel", "")
        assert save(window) == 0
        assert window.text.count(RESEMBLES) == 1

    (path,) = (each for each in desk.files() if "pakken" in each.name)
    assert "repeats" not in path.read_text(encoding="utf-8")


def test_something_new_is_left_in_peace(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, "Lærlingen besto fagprøven og hele gjengen feiret med pizza")
        window.answer(LEARNED, "Det lønner seg å øve")
        window.answer(NEXT, "Neste lærling får øve like mye")
        window.answer("Er det noe noen skal følge opp?")
        window.answer("Tittel", "")
        assert save(window) == 0
        assert "Dette ligner" not in window.text


def test_more_text_after_the_second_answer_finds_what_the_first_did_not(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, "Hansen ringte og var oppgitt")
        window.wait_for_question(LEARNED)
        assert "Dette ligner" not in window.text
        window.type("Pakken gikk til den gamle adressen, for kunden hadde flyttet")
        window.press("enter")
        window.wait_for(RESEMBLES, SAME, "1 Leveransen gikk til kundens gamle adresse")
        window.press("ctrl-c")
        assert window.finish() == 130


def test_whoever_writes_on_loses_no_letter(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(RESEMBLES, SAME)
        window.type("Vi må rydde")
        window.wait_for_question(LEARNED, "> Vi må rydde")
        window.press("ctrl-c")
        assert window.finish() == 130


def test_plain_lines_show_the_same_and_take_the_number(desk: Desk) -> None:
    with desk.open("--ren", "ny") as window:
        begin_plain(window)
        window.wait_for(HAPPENED)
        window.type(f"{AGAIN}\r")
        window.wait_for(RESEMBLES, "1 Leveransen gikk", "Skriv tallet, eller trykk Enter for nei:")
        window.type("7\r")
        window.wait_until(lambda: window.flat.count(SAME) == 2, "the question once more")
        window.type("1\r")
        window.wait_for("Merket som en gjentakelse av «Leveransen")
        window.press("ctrl-c")
        assert window.finish() == 130


@pytest.mark.parametrize("name", ["index that is none", "no cache folder"])
def test_the_dialogue_goes_on_where_there_is_no_index(desk: Desk, name: str) -> None:
    cache = desk.home / "cache" / "laering"
    if name == "no cache folder":
        for path in cache.iterdir():
            path.unlink()
        cache.rmdir()
        cache.parent.chmod(0o500)
    else:
        for path in cache.glob("*.db"):
            path.write_bytes(b"nonsense" * 4000)
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(RESEMBLES, SAME)
        window.press("ctrl-c")
        assert window.finish() == 130
    cache.parent.chmod(0o700)


def test_a_hostile_title_cannot_reach_the_terminal(tmp_path: Path) -> None:
    desk = Desk(tmp_path, program=program(UNHURRIED))
    hostile = EARLIER.replace("title: Leveransen", 'title: "\\e]0;pwn\\a\\e[2JLeveransen').replace(
        "gamle adresse\ndate", 'gamle adresse"\ndate'
    )
    desk.write("2026-03-03-gammel-adresse.md", hostile)
    desk.write("2026-04-04-ovn.md", OTHER)
    desk.write("2026-04-05-truck.md", THIRD)
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(RESEMBLES, "␛]0;pwn␇␛[2JLeveransen")
        window.press("ctrl-c")
        window.finish()
        assert window.title == ""
        assert not re.search(rb"\x1b\]0;pwn", bytes(window.raw))


@pytest.mark.parametrize(("key", "marked"), [("j", True), ("n", False)])
def test_a_plain_yes_or_no_is_understood_where_there_is_one(
    desk: Desk, key: str, marked: bool
) -> None:
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(SAME, "Enter nei")
        window.type(key)
        window.wait_for_question(LEARNED)
        assert ("Merket som en gjentakelse" in window.flat) == marked
        assert window.lines[-1] != f"> {key}"
        window.press("ctrl-c")
        assert window.finish() == 130


def test_a_number_that_is_not_there_is_the_beginning_of_the_next_answer(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(SAME, "Enter nei")
        window.type("5 pakker")
        window.wait_for_question(LEARNED, "> 5 pakker")
        window.press("ctrl-c")
        assert window.finish() == 130


def test_what_is_pasted_there_is_in_the_next_answer(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(SAME, "Enter nei")
        window.paste("Første linje\nandre linje")
        window.wait_for_question(LEARNED, "> Første linje andre linje")
        window.press("ctrl-c")
        assert window.finish() == 130


def test_what_was_typed_ahead_waits_for_its_own_question(desk: Desk) -> None:
    with desk.open("ny") as window:
        begin(window)
        window.wait_for_question(HAPPENED)
        window.type(f"{AGAIN}\r1 ting: rydd registeret\r")
        window.wait_for(RESEMBLES, SAME, "Enter nei")
        assert LEARNED not in window.text
        window.press("enter")
        window.wait_for_question(NEXT)
        assert "> 1 ting: rydd registeret" in window.lines
        assert "Merket som en gjentakelse" not in window.flat
        window.press("ctrl-c")
        assert window.finish() == 130


def test_lines_typed_ahead_wait_for_their_own_questions_too(desk: Desk) -> None:
    with desk.open("--ren", "ny") as window:
        window.wait_for("Tall eller navn:")
        window.type(f"2\r\r\r{AGAIN}\r1\rVi rydder\r")
        window.wait_for(RESEMBLES, "Skriv tallet, eller trykk Enter for nei:")
        assert LEARNED not in window.text
        window.type("\r")
        wait_for_line(window, "Er det noe noen skal følge opp?")
        assert f"{LEARNED} Hvilke forhold gjorde det mulig? > 1" in window.flat
        assert "Merket som en gjentakelse" not in window.flat
        window.press("ctrl-c")
        assert window.finish() == 130


def test_one_goes_back_from_there_to_the_answer(desk: Desk) -> None:
    with desk.open("ny") as window:
        tell(window, AGAIN)
        window.wait_for(SAME, "Enter nei")
        window.press("shift-tab")
        window.wait_until(lambda: window.lines.count(f"> {AGAIN}") == 2, "the first answer again")
        window.press("ctrl-c")
        assert window.finish() == 130


def test_whoever_answers_all_with_options_is_told_afterwards(desk: Desk) -> None:
    given = ("-k", "avvik", "-u", "mindre-bra", "-d", "20.11.2026", "-s", AGAIN, "-t", "Igjen")
    more = ("-l", "Registeret var ikke ryddet", "-n", "Vi rydder", "--tiltak", "Rydde @ola 15.12")
    with desk.open("ny", *given, *more) as window:
        assert window.finish() == 0
        assert window.lines[-1] == "Lagret: entries/2026-11-20-igjen.md"
        quiet = "Har dette skjedd før? 1 «Leveransen gikk til kundens gamle …» (mars 2026)"
        assert quiet in window.flat
        command = "laering gjentar 2026-11-20-igjen 2026-03-03-gammel-adresse"
        assert f"Slik merker du det: {command}" in window.flat
        assert SAME not in window.text
    desk.run(*command.split()[1:])


MAYBE = "Sjåføren kom til en stengt port"
NAMED = "Har dette skjedd før? 1 «Leveransen gikk til kundens gamle …» (mars 2026)"


@pytest.fixture
def settled(desk: Desk) -> Desk:
    """The same with five events: with fewer, more must be shared to be named."""
    for number, title in enumerate(("Fakturaen ble glemt", "Kaffen tok slutt"), 6):
        text = OTHER.replace("Ovnen ble for varm", title).replace("04-04", f"04-0{number}")
        text = text.replace("Brødet ble svart, for føleren var løs.", f"{title} i helga.")
        desk.write(f"2026-04-0{number}-annet.md", text)
    desk.run("lignende", "ovnen")
    return desk


def to_the_overview(window: Window) -> None:
    """Tell of something that may have happened before, as far as the overview."""
    tell(window, MAYBE)
    window.answer(LEARNED, "Ingen visste det")
    window.answer(NEXT, "Vi ringer først")
    window.answer("Er det noe noen skal følge opp?")
    window.answer("Tittel", "")
    window.wait_for(OVERVIEW, "Enter lagrer")


def test_the_overview_names_what_may_be_the_same_and_g_marks_it(settled: Desk) -> None:
    with settled.open("ny") as window:
        to_the_overview(window)
        assert NAMED in window.flat
        assert "g det samme igjen" in window.flat
        assert SAME not in window.text
        assert window.overflows == []
        window.type("g")
        window.wait_for("Merket som en gjentakelse av «Leveransen", "g ikke det samme")
        assert NAMED not in window.flat
        window.type("g")
        window.wait_for(NAMED)
        window.type("G")
        window.wait_for("g ikke det samme")
        assert save(window) == 0

    (path,) = (each for each in settled.files() if "sjaforen" in each.name)
    assert "\nrepeats: [2026-03-03-gammel-adresse]\n" in path.read_text(encoding="utf-8")


def test_enter_in_the_overview_marks_nothing(desk: Desk) -> None:
    with desk.open("ny") as window:
        to_the_overview(window)
        assert save(window) == 0

    (path,) = (each for each in desk.files() if "sjaforen" in each.name)
    assert "repeats" not in path.read_text(encoding="utf-8")


def test_plain_lines_name_it_too_and_take_g_and_the_number(settled: Desk) -> None:
    with settled.open("--ren", "ny") as window:
        begin_plain(window)
        for question, text in (
            *((HAPPENED, MAYBE), (LEARNED, "Ingen visste det"), (NEXT, "Vi ringer først")),
            *(("Er det noe noen skal følge opp?", ""), ("Tittel (Enter godtar", "")),
        ):
            wait_for_line(window, question)
            window.type(f"{text}\r")
        wait_for_line(window, OVERVIEW)
        assert NAMED in window.flat
        window.type("g2\rg 1\r")
        window.wait_for("Merket som en gjentakelse av «Leveransen", "g tar bort gjentakelsen")
        window.type("\r")
        assert window.finish() == 0

    (path,) = (each for each in settled.files() if "sjaforen" in each.name)
    assert "\nrepeats: [2026-03-03-gammel-adresse]\n" in path.read_text(encoding="utf-8")
