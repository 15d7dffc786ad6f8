"""A better question after words of blame: offered once, and never in the way."""

from pathlib import Path

import pytest

from tests.support.dialogue import HAPPENED, LEARNED, NEXT, begin, begin_plain, save
from tests.support.screen import Desk

pytestmark = pytest.mark.terminal

OFFER = "Kanskje dette fører lenger:"
BLAME = "Vikaren slurvet og burde ha sjekket lista"


def test_an_answer_that_blames_is_offered_a_question_and_can_be_changed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, BLAME)
        window.wait_for("Du skrev «", OFFER, "Vil du endre svaret?")
        window.type("r")
        window.wait_for_question(f"> {BLAME}")
        window.type(". Lista hang på kontoret")
        window.press("enter")
        window.answer(LEARNED, "Lista må henge ved ovnen")
        window.answer(NEXT, "Vi flytter den")
        window.answer("Er det noe noen skal følge opp?")
        window.answer("Tittel")
        assert save(window) == 0
        assert window.text.count(OFFER) == 1

    assert f"{BLAME}. Lista hang på kontoret\n" in desk.only_file()


def test_enter_goes_on_with_the_answer_as_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, BLAME)
        window.wait_for(OFFER)
        window.press("enter")
        window.answer(LEARNED, "Lista må henge ved ovnen")
        window.answer(NEXT, "Vi flytter den")
        window.answer("Er det noe noen skal følge opp?")
        window.answer("Tittel")
        assert save(window) == 0

    assert f"{BLAME}\n" in desk.only_file()


def test_whoever_writes_on_is_taken_to_the_next_question(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, BLAME)
        window.wait_for(OFFER)
        window.type("Lista må flyttes")
        window.wait_for_question(LEARNED, "> Lista må flyttes")
        window.press("ctrl-c")
        assert window.finish() == 130


def test_a_plain_answer_is_left_in_peace(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, "Vi glemte lista, og brødet ble ikke merket")
        window.wait_for_question(LEARNED)
        assert OFFER not in window.text
        window.press("ctrl-c")
        window.finish()


def test_a_journal_can_do_without(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (desk.journal / "laering.toml").write_text("tone = false\n", encoding="utf-8")
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, BLAME)
        window.wait_for_question(LEARNED)
        assert OFFER not in window.text
        window.press("ctrl-c")
        window.finish()


def test_plain_lines_offer_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("--ren", "ny") as window:
        begin_plain(window)
        window.wait_for(HAPPENED)
        window.type(f"{BLAME}\r")
        window.wait_for(OFFER, "Skriv mer i svaret (r), eller gå videre (Enter):")
        window.type("\r")
        window.wait_for(LEARNED)
        window.press("ctrl-c")
        assert window.finish() == 130


def test_what_was_typed_ahead_is_no_answer_to_the_offer(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.wait_for_question(HAPPENED)
        window.type(f"{BLAME}\rrydde lista\r")
        window.wait_for(OFFER, "Vil du endre svaret?")
        assert LEARNED not in window.text
        window.press("enter")
        window.wait_for_question(NEXT)
        assert "> rydde lista" in window.lines
        window.press("ctrl-c")
        assert window.finish() == 130


def test_it_is_offered_once_also_to_whoever_comes_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, BLAME)
        window.wait_for(OFFER)
        window.press("enter")
        window.wait_for_question(LEARNED)
        window.press("shift-tab")
        window.wait_until(lambda: window.lines.count(f"> {BLAME}") == 2, "the answer again")
        window.type(" igjen")
        window.press("enter")
        window.wait_for_question(LEARNED)
        assert window.text.count(OFFER) == 1
        window.press("ctrl-c")
        assert window.finish() == 130
