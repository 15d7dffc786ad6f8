"""Lists in a window: what fits it, and how many more there are."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.entries import simple_entry
from tests.support.runs import TODAY
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A journal with forty learnings, each with an action."""
    desk = Desk(tmp_path)
    for number in range(40):
        day = str(TODAY - timedelta(days=number))
        title = f"Bestilling {number} lå nederst i bunken, og ingen så den før klokka var ti"
        third = f"- [ ] Ringe kunden @ola 📅 {TODAY + timedelta(days=number - 10)}"
        desk.write(f"{day}-bestilling.md", simple_entry(title, day, third=third))
    return desk


def _is_one_screen(window: Window, rows: int) -> bool:
    return len(window.lines) < rows and window.overflows == []


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (24, 46), (12, 100)])
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("liste",), "Alle: --alle."),
        (("tiltak",), "laering --ren tiltak"),
        (("søk", "bestilling"), "--antall"),
    ],
)
def test_a_list_is_a_screen_that_tells_how_many_more_there_are(
    desk: Desk, command: tuple[str, ...], told: str, rows: int, columns: int
) -> None:
    with desk.open(*command, rows=rows, columns=columns) as window:
        assert window.finish() == 0
        assert _is_one_screen(window, rows), window.text
        assert "40" in window.text
        assert told in window.flat


def test_who_asks_for_all_or_for_a_number_gets_them(desk: Desk) -> None:
    with desk.open("liste", "--alle", rows=200) as window:
        assert window.finish() == 0
        assert "Bestilling 39" in window.text
    with desk.open("liste", "--antall", "30", rows=200) as window:
        assert window.finish() == 0
        assert "Bestilling 29" in window.text
        assert "Bestilling 30" not in window.text


def test_the_home_page_is_a_screen_with_something_of_everything(desk: Desk) -> None:
    for number in range(8):
        day = str(TODAY - timedelta(days=200 + number))
        done = TODAY - timedelta(days=150)
        desk.write(
            f"{day}-ferdig.md",
            simple_entry(f"Ferdig {number}", day, third=f"- [x] Ringe @ola ✅ {done}"),
        )
        unfinished = simple_entry(f"Uferdig {number}", day).replace("Noe å lære.\n", "")
        desk.write(f"{day}-uferdig.md", unfinished)
    again = simple_entry("Igjen", str(TODAY), third=f"- [ ] X 📅 {TODAY - timedelta(days=1)}")
    again = again.replace("source:", "repeats: [2026-11-20-bestilling]\nsource:")
    desk.write(f"{TODAY}-igjen.md", again)
    desk.write(f"{TODAY}-boks.md", simple_entry("Boks", str(TODAY), third="- [?] Rart merke"))
    with desk.open("ny") as window:
        window.wait_for("piltastene og Enter")
        window.type("1")
        window.wait_for("hopp over")
        window.type("b")
        window.answer("Når skjedde det?")
        window.wait_for_question("Hva skjedde?")
        window.type("Ovnen sto hele natta")
        window.wait_for("natta")
        window.press("ctrl-c")
        assert window.finish() == 130

    for columns in (80, 46):
        with desk.open(rows=24, columns=columns) as window:
            assert window.finish() == 0
            assert _is_one_screen(window, 24), window.text
            for told in (
                "På overtid (11)",
                "Frist innen en uke (8)",
                "Påbegynt, ikke lagret (1)",
                "Skjedde igjen (1)",
                "Virket det? (8)",
                "Uferdige (8)",
            ):
                assert told in window.flat, window.text
            assert "laering sjekk" in window.flat


@pytest.mark.parametrize("columns", [40, 46, 80])
def test_a_help_keeps_to_its_window(desk: Desk, columns: int) -> None:
    for command in (("--help",), ("ny", "--help"), ("tiltak", "--help")):
        with desk.open(*command, rows=60, columns=columns) as window:
            assert window.finish() == 0
            assert window.overflows == []
