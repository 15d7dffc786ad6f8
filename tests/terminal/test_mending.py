"""Small slips at the keyboard are met with a word, not with silence."""

from pathlib import Path

import pytest

from tests.support.dialogue import ACTION, DAY, HAPPENED, LEARNED, NEXT, TITLE, begin, save
from tests.support.screen import Desk

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", ["liste", "kilder"])
def test_names_of_sources_are_whole(tmp_path: Path, command: str, columns: int) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", "-k", "kunde", "-s", "a b", "-l", "c", "-n", "d", "-u", "bra") as window:
        window.answer(DAY)
        window.wait_for_question(ACTION)
        window.press("enter")
        window.wait_for_question(TITLE)
        window.press("enter")
        assert save(window) == 0
    with desk.open(command, columns=columns) as window:
        assert window.finish() == 0
        assert "Kundetilbakemeldinger" in window.text


def test_a_date_that_does_not_exist_is_told_whole_in_a_narrow_window(tmp_path: Path) -> None:
    with Desk(tmp_path).open("ny", columns=60) as window:
        begin(window)
        for question, answer in ((HAPPENED, "a b"), (LEARNED, "c"), (NEXT, "d")):
            window.answer(question, answer)
        window.answer(ACTION, "Ringe @ola 31.2")
        window.wait_for("finnes ikke. Skriv den slik: ")


def test_caps_lock_does_not_stop_the_question_of_how_it_went(tmp_path: Path) -> None:
    with Desk(tmp_path).open("ny") as window:
        window.wait_for("piltastene og Enter")
        window.type("1")
        window.wait_for("hopp over")
        window.type("B")
        window.wait_for("Hvordan gikk det? bra")


def test_an_editor_that_is_missing_is_told_and_the_text_kept(tmp_path: Path) -> None:
    with Desk(tmp_path).open("ny", environment={"EDITOR": "finnes-ikke"}) as window:
        begin(window)
        window.wait_for_question(HAPPENED)
        window.type("Ovnen stoppet")
        window.press("ctrl-x", "ctrl-e")
        window.wait_for("finnes-ikke")
        assert "Ovnen stoppet" in window.text


def test_an_action_of_only_an_owner_and_a_date_is_asked_for_again(tmp_path: Path) -> None:
    with Desk(tmp_path).open("ny") as window:
        begin(window)
        for question, answer in ((HAPPENED, "a b"), (LEARNED, "c"), (NEXT, "d")):
            window.answer(question, answer)
        window.answer(ACTION, "@ola 15.12")
        window.wait_for("sier ikke hva som skal gjøres")


def test_an_edit_that_breaks_the_entry_can_be_mended_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("ny", "-k", "avvik", "-s", "Ovnen stoppet", "-l", "b", "-n", "c")
    script = tmp_path / "rediger.sh"
    # The first time it breaks the header, the second time it mends it.
    script.write_text(
        '#!/bin/sh\nif grep -q ^dato: "$1"; then sed -i s/^dato:/date:/ "$1"\n'
        'else sed -i s/^date:/dato:/ "$1"; fi\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    with desk.open("rediger", "ovnen", environment={"EDITOR": str(script)}) as window:
        window.wait_for("Feltet «date» mangler.", "Vil du åpne den en gang til?")
        window.press("enter")
        window.wait_for("Lagret:")
        assert window.finish() == 0


def test_an_edit_that_empties_the_file_is_put_back_at_once_or_later(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("ny", "-k", "avvik", "-s", "Ovnen stoppet", "-l", "b", "-n", "c")
    script = tmp_path / "rediger.sh"
    script.write_text('#!/bin/sh\n: >"$1"\n', encoding="utf-8")
    script.chmod(0o755)
    broken = {"EDITOR": str(script)}
    with desk.open("rediger", "ovnen", environment=broken) as window:
        window.wait_for("Vil du åpne den en gang til?")
        window.type("n")
        window.press("enter")
        window.wait_for("Vil du legge tilbake teksten fra før?")
        window.type("n")
        window.press("enter")
        window.wait_for("er tatt vare på i")
        assert window.finish() == 1
    with desk.open("rediger", "ovnen", environment={"EDITOR": "true"}) as window:
        window.wait_for("hadde før den ble redigert", "Vil du legge tilbake teksten fra før?")
        window.press("enter")
        window.wait_for("Lagret:")
        assert window.finish() == 0
    with desk.open("rediger", "ovnen", environment=broken) as window:
        window.wait_for("Vil du åpne den en gang til?")
        window.type("n")
        window.press("enter")
        window.wait_for("Vil du legge tilbake teksten fra før?")
        window.press("enter")
        window.wait_for("Lagret:")
        assert window.finish() == 0
