"""What was written in a terminal is kept when something comes in between."""

import os
from pathlib import Path

import pytest

from tests.support.runs import BACK_AT_ONCE, program
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

ACTION = "Er det noe noen skal følge opp?"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def editor(desk: Desk, script: str) -> dict[str, str]:
    """An editor that does as the script says with the file it is given."""
    path = desk.root / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return {"EDITOR": str(path)}


def to_the_first_question(window: Window) -> None:
    window.wait_for("piltastene og Enter")
    window.type("1")
    window.wait_for("hopp over")
    window.type("b")
    window.answer("Når skjedde det?")
    window.wait_for_question("Hva skjedde?")


def pass_outcome(window: Window) -> None:
    """Say nothing of how it went."""
    window.wait_for("Hvordan gikk det?", "hopp over")
    window.press("enter")


def test_what_was_saved_in_an_editor_that_failed_is_kept(desk: Desk) -> None:
    failing = editor(desk, 'printf "Skrevet i en time" > "$1"; exit 1')
    with desk.open("ny", environment=failing) as window:
        to_the_first_question(window)
        window.type("Før")
        window.press("ctrl-x", "ctrl-e")
        window.wait_for_question("> Skrevet i en time")


def test_western_letters_from_an_editor_are_read_as_such(desk: Desk) -> None:
    western = editor(desk, r'printf "bl\345b\346rgr\370t" > "$1"')
    with desk.open("ny", environment=western) as window:
        to_the_first_question(window)
        window.press("ctrl-x", "ctrl-e")
        window.wait_for_question("> blåbærgrøt")


def test_an_editor_that_does_not_wait_is_told_of_and_its_text_offered(desk: Desk) -> None:
    desk.program = program(BACK_AT_ONCE)
    with desk.open("ny", "-e", environment=editor(desk, "exit 0")) as window:
        assert window.finish() == 1
        assert "avsluttet med en gang" in window.flat
    (path,) = (desk.home / "state" / "laering" / "drafts").glob("*.md")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Kilde:  # ", "Kilde: avvik  # ").replace(
            "Hva skjedde?\n", "Hva skjedde?\n\nGjæren var for gammel\n"
        ),
        encoding="utf-8",
    )
    with desk.open("ny", environment=editor(desk, 'echo >> "$1"')) as window:
        window.wait_for("«Gjæren var for gammel»", "Fortsett utkastet")
        window.press("enter")
        assert window.finish() == 0
    assert "Gjæren var for gammel" in desk.only_file()


def test_an_answer_that_somebody_else_gave_first_is_shown_and_not_lost(desk: Desk) -> None:
    desk.run("ny", "-k", "avvik", "-s", "Døra sto åpen", "-n", "Lukke den", "--senere")
    with desk.open("fullfør") as first, desk.open("fullfør") as second:
        pass_outcome(first)
        first.answer("Hva kan vi lære av det?", "Sjekk låsen")
        first.answer(ACTION)
        assert first.finish() == 0
        pass_outcome(second)
        second.answer("Hva kan vi lære av det?", "Fjæra er slitt")
        second.answer(ACTION)
        assert second.finish() == 1
        assert "fikk et svar på «Hva kan vi lære av det?» av noen andre" in second.flat
        assert second.flat.endswith("Gå videre med: laering fullfør")
    with desk.open("fullfør") as window:
        window.wait_for("Dette skrev du til", "Fjæra er slitt", "Slette det? [j/N]")
        window.press("enter")
        assert window.finish() == 0
    with desk.open("fullfør") as window:
        window.wait_for("Slette det? [j/N]")
        window.type("j")
        window.press("enter")
        assert window.finish() == 0
        assert "Alt er besvart" in window.flat
    assert "Sjekk låsen" in desk.only_file()


def test_a_draft_with_a_source_that_is_gone_asks_for_another(desk: Desk) -> None:
    settings = desk.journal / "laering.toml"
    settings.write_text('[[sources]]\nid = "bygg"\n', encoding="utf-8")
    with desk.open("ny", "--kilde", "bygg", "--utfall", "bra") as window:
        window.wait_for_question()
        window.type("Stillaset svaiet")
        window.wait_for("svaiet")
        window.press("ctrl-c")
        assert window.finish() == 130
    settings.write_text("", encoding="utf-8")
    with desk.open("ny") as window:
        window.wait_for("Fortsett utkastet")
        window.press("enter")
        window.wait_for("Så langt.", "Enter går videre")
        window.press("enter")
        window.wait_for("Hvor kommer lærdommen fra?")
        window.type("2")
        window.wait_for_question("> Stillaset svaiet")


def test_a_draft_of_a_journal_that_is_gone_names_it_and_is_not_taken_by_enter(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.open("ny") as window:
        to_the_first_question(window)
        window.type("Fortrolig sak")
        window.wait_for("sak")
        window.press("ctrl-c")
        assert window.finish() == 130
    other = tmp_path / "annen"
    (other / "entries").mkdir(parents=True)
    os.rename(desk.journal, tmp_path / "flyttet")
    with desk.open("ny", folder=other) as window:
        window.wait_for("«Fortrolig sak»", "som ikke finnes nå", "[j/N, s sletter det]")
        assert str(desk.journal) in window.flat.replace(" ", "")
        window.press("enter")
        window.wait_for("Utkastet blir liggende", "Hvor kommer lærdommen fra?")
