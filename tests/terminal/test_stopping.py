"""Ctrl+C at any place in the dialogue ends it, kindly and without a half-made file."""

from pathlib import Path

import pytest

from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

STAGES = ("kilde", "utfall", "dato", "skjedde", "lært", "neste", "tiltak", "tittel", "oversikt")


def go_to(window: Window, stage: str) -> None:
    """Answer the questions before a stage, and begin an answer at it where one is typed."""
    window.wait_for("piltastene og Enter")
    if stage == "kilde":
        return
    window.type("1")
    window.wait_for("Hvordan gikk det?", "hopp over")
    if stage == "utfall":
        return
    window.type("b")
    window.wait_for_question("Når skjedde det?")
    if stage == "dato":
        return
    window.press("enter")
    questions = (
        ("skjedde", "Hva skjedde?"),
        ("lært", "Hva kan vi lære av det?"),
        ("neste", "Hva kan vi gjøre annerledes neste gang?"),
        ("tiltak", "Er det noe noen skal følge opp?"),
        ("tittel", "Tittel"),
    )
    for name, question in questions:
        window.wait_for_question(question)
        if name == stage:
            window.type("Påbegynt")
            window.wait_for("Påbegynt")
            return
        window.type("Svar på dette")
        window.press("enter")
        if name == "tiltak":
            window.answer("Noe mer?")
    window.wait_for("Se over før det lagres", "Enter lagrer")


@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_stops_with_a_short_message_and_saves_no_entry(tmp_path: Path, stage: str) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        go_to(window, stage)
        window.press("ctrl-c")
        assert window.finish() == 130
        kept = stage not in ("kilde", "utfall", "dato")
        assert window.lines[-2 if kept else -1].startswith("Avbrutt.")
        assert ("Gå videre med: laering ny" in window.lines[-1]) is kept
        assert "Traceback" not in window.text
        assert window.cursor_shown
    assert desk.files() == []


def test_ctrl_d_in_an_empty_answer_stops_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        window.wait_for("piltastene og Enter")
        window.type("1")
        window.wait_for("hopp over")
        window.type("b")
        window.answer("Når skjedde det?")
        window.wait_for_question("Hva skjedde?")
        window.press("ctrl-d")
        assert window.finish() == 130
        assert window.lines[-1].startswith("Avbrutt.")
    assert desk.files() == []


def test_ctrl_c_while_completing_leaves_the_entry_as_it_was(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("ny", "-k", "avvik", "-s", "Døra sto åpen", "--senere")
    before = desk.only_file()
    with desk.open("fullfør") as window:
        window.wait_for("Hvordan gikk det?", "hopp over")
        window.press("enter")
        window.wait_for_question("Hva kan vi lære av det?")
        window.type("Påbegynt")
        window.wait_for("Påbegynt")
        window.press("ctrl-c")
        assert window.finish() == 130
        assert "Avbrutt." in window.text
        assert window.lines[-1].endswith("Gå videre med: laering fullfør")
        assert "Traceback" not in window.text
    assert desk.only_file() == before
    with desk.open("fullfør") as window:
        window.wait_for_question("Hva kan vi lære av det?", "> Påbegynt")
        window.type(" og ferdig")
        window.press("enter")
        window.answer("Hva kan vi gjøre annerledes neste gang?", "Lukke den")
        window.answer("Er det noe noen skal følge opp?")
        assert window.finish() == 0
    assert "\n\nPåbegynt og ferdig\n\n" in desk.only_file()


def test_ctrl_c_at_the_offer_of_a_new_journal_makes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    empty = tmp_path / "tom"
    empty.mkdir()
    with desk.open("ny", folder=empty) as window:
        window.wait_for("[J/n]")
        window.press("ctrl-c")
        assert window.finish() == 130
        assert "Traceback" not in window.text
    assert list(empty.iterdir()) == []
