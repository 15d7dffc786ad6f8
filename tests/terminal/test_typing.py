"""Typing an answer: several lines, pasting, the editor, and completion."""

import json
import stat
from pathlib import Path

import pytest

from tests.support.dialogue import ACTION, DAY, HAPPENED, LEARNED, MORE, NEXT, TITLE, save
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

PASTED = """\
Fra e-posten til kunden på Ålgård:

## overskrift
---
- Kransekaka var tørr
  - særlig nederst
Vennlig hilsen Åse Ærfugl"""


def begin(window: Window) -> None:
    """Go as far as the first question."""
    window.wait_for("piltastene og Enter")
    window.type("3")
    window.wait_for("Hvordan gikk det?", "hopp over")
    window.press("enter")
    window.answer(DAY)
    window.wait_for_question(HAPPENED)


def end(window: Window) -> None:
    """Answer what comes after the first question, and see it saved."""
    window.answer(LEARNED, "Oppskriften mangler hviletid")
    window.answer(NEXT, "Skriv hviletida på kortet")
    window.answer(ACTION)
    window.answer(TITLE)
    assert save(window) == 0


def test_pasted_lines_stay_one_answer_and_come_back_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.paste(PASTED)
        window.wait_for("Vennlig hilsen Åse Ærfugl")
        assert LEARNED not in window.text
        for line in PASTED.splitlines():
            assert line in window.text
        window.press("enter")
        end(window)
    entry = json.loads(desk.run("vis", "siste", "--json"))
    assert entry["happened"] == PASTED
    assert entry["learned"] == "Oppskriften mangler hviletid"
    assert entry["differently"] == "Skriv hviletida på kortet"


def test_a_paste_from_windows_has_plain_line_ends_in_the_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.type("\x1b[200~Første linje\r\nAndre linje\x1b[201~")
        window.wait_for("Andre linje")
        window.press("enter")
        end(window)
    assert json.loads(desk.run("vis", "siste", "--json"))["happened"] == "Første linje\nAndre linje"


def test_a_paste_that_ends_in_a_line_end_waits_for_enter(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.paste("Hele linja\n")
        window.type("og en til")
        window.wait_for("og en til")
        assert LEARNED not in window.text
        window.press("enter")
        end(window)
    assert json.loads(desk.run("vis", "siste", "--json"))["happened"] == "Hele linja\nog en til"


def test_alt_enter_breaks_the_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.type("Deigen var kald")
        window.press("alt-enter")
        window.type("og rommet også")
        window.wait_for("og rommet også")
        assert "> Deigen var kald\n  og rommet også" in window.text
        window.press("enter")
        end(window)
    assert f"## {HAPPENED}\n\nDeigen var kald\nog rommet også\n" in desk.only_file()


def test_the_editor_opens_the_answer_and_its_text_comes_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "\\nlagt til i editøren" >> "$1"\n', encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    with desk.open("ny", environment={"EDITOR": str(editor)}) as window:
        begin(window)
        window.type("Skrevet her")
        window.wait_for("> Skrevet her")
        window.press("ctrl-x", "ctrl-e")
        window.wait_for_question("lagt til i editøren")
        window.type(" og litt til")
        window.wait_for("editøren og litt til")
        window.press("enter")
        end(window)
    happened = json.loads(desk.run("vis", "siste", "--json"))["happened"]
    assert happened == "Skrevet her\nlagt til i editøren og litt til"


def test_an_editor_that_fails_leaves_the_answer_as_it_was(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", environment={"EDITOR": "false"}) as window:
        begin(window)
        window.type("Skrevet her")
        window.wait_for("> Skrevet her")
        window.press("ctrl-x", "ctrl-e")
        window.wait_for("Redigeringsprogrammet «false»")
        window.type(" og videre")
        window.wait_for_question("Skrevet her og videre")
        window.press("enter")
        end(window)
    assert json.loads(desk.run("vis", "siste", "--json"))["happened"] == "Skrevet her og videre"


@pytest.mark.parametrize("keys", [("tab",), ("down", "enter")])
def test_an_owner_who_is_known_is_completed(tmp_path: Path, keys: tuple[str, ...]) -> None:
    desk = Desk(tmp_path)
    desk.run(
        *("ny", "-k", "avvik", "-s", "Ovnen stoppet", "-l", "Viften var full av mel"),
        *("-n", "Rens hver måned", "--tiltak", "Bestille rens @kristine 15.12"),
    )
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, "Gjesten savnet glutenfritt")
        window.answer(LEARNED, "Vi har det, men ingen vet det")
        window.answer(NEXT, "Et skilt på disken")
        window.wait_for_question(ACTION)
        window.type("Lage skilt @kri")
        window.wait_until(
            lambda: any(line.strip() == "kristine" for line in window.lines), "the owner's name"
        )
        window.press(*keys)
        window.wait_for("> Lage skilt @kristine")
        window.type(" 15.12")
        window.press("enter")
        window.wait_for_question("Lage skilt · @kristine · frist tirsdag 15. desember", MORE)
        window.press("enter")
        window.answer(TITLE)
        assert save(window) == 0
    (action,) = json.loads(desk.run("vis", "siste", "--json"))["actions"]
    assert (action["owners"], action["due"]) == (["kristine"], "2026-12-15")
