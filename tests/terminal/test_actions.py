"""Actions at the keyboard: changed with what is there in place, and replaced where they failed."""

from pathlib import Path

import pytest

from tests.support.dialogue import wait_for_line
from tests.support.entries import simple_entry
from tests.support.screen import Desk

pytestmark = pytest.mark.terminal

WHAT, WHO, WHEN = "Hva skal gjøres?", "Hvem har ansvaret?", "Når er fristen?"
INSTEAD = "Hva prøver dere i stedet?"
THIRD = "* [ ] Vaske ovnen @ola 📅 2026-12-01 ⏫\n* [x] Ringe @kari ✅ 2026-11-03"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an entry that has two actions."""
    desk = Desk(tmp_path)
    desk.write("2026-11-02-ovnen.md", simple_entry("Ovnen", "2026-11-02", third=THIRD))
    return desk


def test_each_part_stands_in_its_place_and_one_can_go_back(desk: Desk) -> None:
    with desk.open("tiltak", "endre", "ovnen") as window:
        window.wait_for_question(WHAT, "> Vaske ovnen")
        window.type(" godt\r")
        window.wait_for_question(WHO, "> @ola")
        window.type("Kari Nordmann\r")
        window.wait_for("@Kari-Nordmann")
        window.press("shift-tab")
        window.wait_for_question(WHAT, "> Vaske ovnen godt")
        window.press("enter")
        window.wait_for_question(WHO, "> @ola")
        window.type("åse\r")
        window.wait_for_question(WHEN, "> 01.12.2026")
        window.type("fredag\r")
        assert window.finish() == 0
        assert "Nå: Vaske ovnen godt · @åse · frist fredag 27. november 2026" in window.flat
    assert "* [ ] Vaske ovnen godt @åse 🆔 " in desk.only_file()
    assert " 📅 2026-11-27 ⏫\n" in desk.only_file()


def test_in_plain_lines_enter_keeps_and_a_dash_takes_away(desk: Desk) -> None:
    with desk.open("--ren", "tiltak", "endre", "vaske") as window:
        wait_for_line(window, WHAT)
        window.type("\r")
        wait_for_line(window, WHO)
        window.type("-\r")
        wait_for_line(window, WHEN)
        window.type("snart\r")
        window.wait_for("«snart» er ingen dato")
        window.type("\r")
        assert window.finish() == 0
    assert "* [ ] Vaske ovnen 📅 2026-12-01 ⏫\n" in desk.only_file()


def test_whoever_goes_back_from_the_first_question_changes_nothing(desk: Desk) -> None:
    before = desk.only_file()
    with desk.open("tiltak", "endre", "vaske") as window:
        window.wait_for_question(WHAT)
        window.type("Feie")
        window.press("shift-tab")
        assert window.finish() == 0
    assert desk.only_file() == before


@pytest.mark.parametrize("before", [(), ("--ren",)])
def test_what_did_not_work_is_followed_by_what_is_tried_instead(
    desk: Desk, before: tuple[str, ...]
) -> None:
    with desk.open(*before, "tiltak", "virket-ikke", "ringe", "Svarte", "ikke") as window:
        wait_for_line(window, INSTEAD) if before else window.wait_for_question(INSTEAD)
        assert "👎 2026-11-23 Svarte ikke" in desk.only_file()
        window.type("Skrive brev @kari\r")
        assert window.finish() == 0
        assert "(uten frist)" in window.flat
    assert desk.only_file().endswith(
        "  - 👎 2026-11-23 Svarte ikke\n* [ ] Skrive brev @kari ➕ 2026-11-23\n"
    )


def test_leaving_that_question_leaves_what_was_told(desk: Desk) -> None:
    with desk.open("tiltak", "virket-ikke", "ringe") as window:
        window.wait_for_question(INSTEAD)
        window.press("ctrl-c")
        assert window.finish() == 130
    assert desk.only_file().endswith("  - 👎 2026-11-23\n")


@pytest.mark.parametrize("before", [(), ("--ren",)])
def test_where_several_fit_one_chooses_by_number(desk: Desk, before: tuple[str, ...]) -> None:
    run = desk.run("tiltak", "ny", "ovnen", "Vaske golvet 15.12")
    assert "Vaske golvet" in run
    with desk.open(*before, "tiltak", "avlys", "vaske") as window:
        window.wait_for("Hvilken?", "Vaske golvet", *(["Nummer:"] if before else []))
        window.type("2\r" if before else "2")
        assert window.finish() == 0
    assert "* [-] Vaske golvet" in desk.only_file()


@pytest.mark.parametrize("plain", [(), ("--ren",)])
def test_without_words_one_chooses_among_those_that_fit(desk: Desk, plain: tuple[str, ...]) -> None:
    with desk.open(*plain, "tiltak", "virket") as window:
        window.wait_for("Hvilken?", "Ringe · @kari")
        assert "Vaske ovnen" not in window.text
        window.type("1\r" if plain else "1")
        window.wait_for("Det virket.")
        assert window.finish() == 0
    assert "👍 2026-11-23" in desk.only_file()


def test_where_nothing_fits_it_is_said(desk: Desk) -> None:
    desk.write("2026-11-02-ovnen.md", simple_entry("Ovnen", "2026-11-02"))
    with desk.open("tiltak", "ferdig") as window:
        assert window.finish() == 1
        assert "Ingen tiltak venter på dette nå" in window.flat
