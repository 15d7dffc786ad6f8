"""An entry changed from its overview, moved to another day, and deleted, at the keyboard."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.support.dialogue import DAY, HAPPENED, LEARNED, wait_for_line
from tests.support.entries import simple_entry
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

NAME = "2026-11-10-melet"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A journal in which one entry repeats another."""
    desk = Desk(tmp_path)
    desk.write(f"{NAME}.md", simple_entry("Melet på Åsøya", "2026-11-10") + "\n<!-- hm -->\n")
    source = f"avvik\nrepeats: [{NAME}]"
    desk.write("2026-11-20-igjen.md", simple_entry("Igjen", "2026-11-20", source=source))
    return desk


def told(desk: Desk, name: str = "åsøya") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(desk.run("vis", name, "--json"))
    return found


def overview(window: Window, *told: str) -> None:
    """Read until all is shown, and what is told is."""
    ends = ("Enter lagrer", "u lar")
    window.wait_until(
        lambda: window.lines[-1].startswith(ends) and all(each in window.flat for each in told),
        f"the overview {told}",
    )


@pytest.mark.parametrize("columns", [46, 80])
def test_an_answer_is_changed_from_the_overview_and_nothing_else_is(
    desk: Desk, columns: int
) -> None:
    before = (desk.journal / "entries" / f"{NAME}.md").read_text("utf-8")
    with desk.open("endre", "melet", columns=columns) as window:
        overview(window)
        window.type("5")
        window.wait_for_question(LEARNED, "> Noe å lære.")
        window.type(" Telle på torsdag")
        window.press("enter")
        overview(window, "Lært Noe å lære. Telle")
        assert window.overflows == []
        window.press("enter")
        assert window.finish() == 0
        assert f"Lagret: entries/{NAME}.md" in window.flat
    after = (desk.journal / "entries" / f"{NAME}.md").read_text("utf-8")
    assert after == before.replace("Noe å lære.", "Noe å lære. Telle på torsdag")


def test_enter_at_once_changes_nothing_and_leaves_no_draft(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.files()}
    with desk.open("endre", "melet") as window:
        overview(window)
        window.press("enter")
        assert window.finish() == 0
        assert "Ingenting er endret." in window.text
    for key, code in (("\x03", 130), ("u", 0)):
        with desk.open("endre", "melet") as window:
            overview(window)
            window.type(key)
            assert window.finish() == code
            assert "vare på" not in window.flat
    assert {path: path.read_bytes() for path in desk.files()} == before


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("u", 0)])
def test_what_was_changed_before_one_leaves_is_offered_the_next_time(
    desk: Desk, key: str, code: int
) -> None:
    with desk.open("endre", "melet") as window:
        overview(window)
        window.type("4")
        window.wait_for_question(HAPPENED)
        window.type(" Igjen")
        window.press("enter")
        overview(window, "Skjedde Noe skjedde. Igjen")
        window.type(key)
        assert window.finish() == code
        assert f"laering endre {NAME}" in window.flat
    assert told(desk)["happened"] == "Noe skjedde."
    # Somebody else changes another field meanwhile.
    desk.run("endre", "melet", "--utfall", "bra")
    with desk.open("endre", "melet") as window:
        window.wait_for("Vil du gå videre med endringene fra")
        window.press("enter")
        overview(window)
        assert "Også endret" not in window.flat
        window.press("enter")
        assert window.finish() == 0
    found = told(desk)
    assert (found["happened"], found["outcome"]) == ("Noe skjedde. Igjen", "bra")
    with desk.open("endre", "melet") as window:
        overview(window)
        assert "Vil du gå videre" not in window.flat


def test_another_day_is_shown_with_what_it_changes_and_done_when_that_is_right(
    desk: Desk,
) -> None:
    with desk.open("--ren", "endre", "melet") as window:
        window.wait_until(lambda: window.lines[-1] == ">", "the overview")
        window.type("3\r")
        wait_for_line(window, DAY)
        window.type("9.11\r")
        window.wait_for("mandag 9. november 2026")
        window.wait_until(lambda: window.lines[-1] == ">", "the overview again")
        window.type("\r")
        window.wait_for("+ repeats: [2026-11-09-melet]", "Skal det gjøres? [J/n]")
        assert told(desk)["id"] == NAME
        window.type("n\r")
        window.wait_until(lambda: window.lines[-1] == ">", "the overview once more")
        window.type("\r")
        window.wait_until(lambda: window.lines[-1].startswith("Skal det gjøres?"), "the question")
        window.type("j\r")
        assert window.finish() == 0
    found = told(desk)
    assert (found["id"], found["aliases"]) == ("2026-11-09-melet", [NAME])
    assert told(desk, "igjen")["repeats"] == ["2026-11-09-melet"]
    assert found["written"] == "2026-11-10"


@pytest.mark.parametrize("number", [getattr(signal, name, None) for name in ("SIGKILL", "SIGHUP")])
def test_a_window_that_is_closed_over_the_plan_leaves_all_as_it_was_and_a_draft(
    desk: Desk, number: signal.Signals
) -> None:
    before = {path: path.read_bytes() for path in desk.files()}
    with desk.open("endre", "melet") as window:
        overview(window)
        window.type("3")
        window.wait_for_question(DAY)
        window.type("9.11.2026")
        window.press("enter")
        overview(window, "mandag 9. november 2026")
        window.press("enter")
        window.wait_for("Skal det gjøres?")
        window._child.kill(number)
        assert window.finish() != 0
    assert {path: path.read_bytes() for path in desk.files()} == before
    with desk.open("endre", "melet") as window:
        window.wait_for("Vil du gå videre med endringene fra")
        window.press("enter")
        overview(window, "mandag 9. november 2026")
        window.press("enter")
        window.wait_for("Skal det gjøres?")
        window.type("j\r")
        assert window.finish() == 0
    assert told(desk, "igjen")["repeats"] == ["2026-11-09-melet"]


def test_a_delete_is_asked_for_and_goes_to_the_persons_trash(desk: Desk, tmp_path: Path) -> None:
    trash = tmp_path / "data"
    environment = {"XDG_DATA_HOME": str(trash)}
    with desk.open("slett", "melet", environment=environment) as window:
        window.wait_for("Igjen (2026-11-20-igjen): gjentar den", "Skal den i papirkurven? [j/N]")
        window.press("enter")
        assert window.finish() == 0
        assert "Ingenting er slettet." in window.text
    assert told(desk)["id"] == NAME
    with desk.open("slett", "melet", environment=environment) as window:
        window.wait_for("Skal den i papirkurven?")
        window.type("j\r")
        assert window.finish() == 0
        assert "Ligger i papirkurven:" in window.flat
    assert [path.name for path in desk.files()] == ["2026-11-20-igjen.md"]
    assert [path.name for path in (trash / "Trash" / "files").iterdir()] == [f"{NAME}.md"]


def test_where_there_is_no_trash_it_asks_once_more(desk: Desk, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.write_text("no folder", "utf-8")
    with desk.open("slett", "melet", environment={"XDG_DATA_HOME": str(shut)}) as window:
        window.wait_for("Skal den i papirkurven?")
        window.type("j\r")
        window.wait_for("Skal den slettes for godt? [j/N]")
        window.type("j\r")
        assert window.finish() == 0
    assert [path.name for path in desk.files()] == ["2026-11-20-igjen.md"]
