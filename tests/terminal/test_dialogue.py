"""The three questions, asked and answered in a window."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.support.dialogue import ACTION, DAY, HAPPENED, LEARNED, MORE, NEXT, TITLE, begin, save
from tests.support.runs import ON_A_DAY
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal


def test_a_whole_dialogue_with_norwegian_letters_becomes_a_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        window.wait_for("Hvor kommer lærdommen fra?", "❯ 1 Egne erfaringer")
        window.press("down")
        window.wait_for("❯ 2 Avvik og feil")
        window.press("down", "down", "up")
        window.wait_for("❯ 3 Kundetilbakemeldinger")
        window.press("enter")
        window.wait_for("Hvordan gikk det?", "b bra", "m mindre bra")
        window.type("m")
        window.answer(DAY)
        window.answer(HAPPENED, "Kunden på Åsøya fikk kaka for sent. ÆØÅ æøå")
        window.answer(LEARNED, "Bestillinger på lørdager må stå øverst")
        window.answer(NEXT, "Vi går gjennom hylla før åpning")
        window.answer(ACTION, "Ny rubrikk i ordreskjemaet @bjørn 15.12")
        window.wait_for_question("Ny rubrikk i ordreskjemaet · @bjørn · frist tirsdag 15. desember")
        window.answer(MORE)
        window.answer(TITLE)
        assert save(window) == 0
        last = window.lines[-1]
        shown = window.text
        assert window.overflows == []
        assert window.cursor_shown

    (path,) = desk.files()
    assert last == f"Lagret: entries/{path.name}"
    assert path.name.isascii()
    assert "Hvor kommer lærdommen fra? Kundetilbakemeldinger" in shown
    assert "Hvordan gikk det? mindre bra" in shown
    assert "> Kunden på Åsøya fikk kaka for sent. ÆØÅ æøå" in shown
    text = path.read_text(encoding="utf-8")
    assert "title: Kunden på Åsøya fikk kaka for sent\n" in text
    assert "source: kunde\n" in text
    assert "outcome: mindre-bra\n" in text
    assert f"## {HAPPENED}\n\nKunden på Åsøya fikk kaka for sent. ÆØÅ æøå\n" in text
    assert f"## {LEARNED}\n\nBestillinger på lørdager må stå øverst\n" in text
    assert f"## {NEXT}\n\nVi går gjennom hylla før åpning\n" in text
    assert re.search(
        r"^- \[ \] Ny rubrikk i ordreskjemaet @bjørn 📅 20\d\d-12-15$", text, re.MULTILINE
    )


def test_a_source_is_chosen_by_its_number(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window, source="4")
        window.wait_for_question("Hvor kommer lærdommen fra? Ansatte", HAPPENED)
        window.answer(HAPPENED, "Heve-skapet står for langt fra benken")
        window.answer(LEARNED, "Vi går tre kilometer ekstra om dagen")
        window.answer(NEXT, "Flytt skapet")
        window.answer(ACTION)
        window.answer(TITLE)
        assert save(window) == 0
    text = desk.only_file()
    assert "source: ansatt\n" in text
    assert "outcome" not in text
    assert "- [ ]" not in text


def test_the_arrows_go_round_at_both_ends_of_the_list(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        window.wait_for("❯ 1 Egne erfaringer")
        window.press("up")
        window.wait_for("❯ 5 Revisjoner og kontroller")
        window.press("down")
        window.wait_for("❯ 1 Egne erfaringer")


@pytest.mark.parametrize(("key", "shown", "kept"), [("b", "bra", "bra"), ("enter", "–", None)])
def test_how_it_went_is_answered_with_one_key(
    tmp_path: Path, key: str, shown: str, kept: str | None
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        window.wait_for("piltastene og Enter")
        window.type("1")
        window.wait_for("Hvordan gikk det?", "hopp over")
        if key == "enter":
            window.press(key)
        else:
            window.type(key)
        window.wait_for_question(f"Hvordan gikk det? {shown}", DAY)
        window.press("enter")
        window.answer(HAPPENED, "Surdeigen hevet seg over natta")
        window.answer(LEARNED, "Kjølerommet er varmt nok")
        window.answer(NEXT, "Gjør det igjen")
        window.answer(ACTION)
        window.answer(TITLE)
        assert save(window) == 0
    assert json.loads(desk.run("vis", "siste", "--json"))["outcome"] == kept


def test_a_title_can_be_written_instead_of_the_suggestion(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, "Mikseren stanset midt i en deig")
        window.answer(LEARNED, "Sikringen er for liten")
        window.answer(NEXT, "Større sikring")
        window.answer(ACTION)
        window.wait_for_question(TITLE, "> Mikseren stanset midt i en deig")
        window.press("ctrl-u")
        window.answer(TITLE, "Mikser på for liten sikring")
        assert save(window) == 0
    assert "title: Mikser på for liten sikring\n" in desk.only_file()


def test_a_learning_is_kept_private_from_the_start(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", "--privat") as window:
        begin(window)
        window.answer(HAPPENED, "En kollega gråt i pausen")
        window.answer(LEARNED, "Vi spør for sjelden")
        window.answer(NEXT, "Vi spør hver uke")
        window.answer(ACTION)
        window.wait_for_question(TITLE)
        window.answer(TITLE)
        assert save(window) == 0
    assert "\nprivate: true\n" in desk.only_file()


def test_an_empty_first_answer_is_refused_and_can_be_given_after_all(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED)
        window.wait_for("Skriv i det minste noen ord om hva som skjedde.")
        window.answer(HAPPENED, "Melet tok slutt klokka åtte")
        window.answer(LEARNED, "Lageret ble talt på feil dag")
        window.answer(NEXT, "Tell på torsdag")
        window.answer(ACTION)
        window.answer(TITLE)
        assert save(window) == 0
    assert f"## {HAPPENED}\n\nMelet tok slutt klokka åtte\n" in desk.only_file()


def test_an_impossible_due_date_is_refused_and_can_be_corrected(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, "Varebilen sto uten diesel")
        window.answer(LEARNED, "Ingen eier tankingen")
        window.answer(NEXT, "Én har ansvaret")
        window.answer(ACTION, "Tanke hver fredag @ola 31.2")
        window.wait_for("Datoen «31.2» finnes ikke.")
        window.press("backspace", "backspace", "backspace", "backspace")
        window.type("28.2")
        window.press("enter")
        window.wait_for_question("@ola · frist søndag 28. februar", MORE)
        window.press("enter")
        window.answer(TITLE)
        assert save(window) == 0
    assert re.search(
        r"^- \[ \] Tanke hver fredag @ola 📅 20\d\d-02-28$", desk.only_file(), re.MULTILINE
    )


def test_unanswered_questions_make_an_unfinished_entry_that_is_completed_later(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, "To brett med boller ble brent")
        window.answer(LEARNED)
        window.answer(NEXT)
        window.answer(ACTION)
        window.answer(TITLE)
        assert save(window) == 0
        assert "laering fullfør" in window.flat
        assert window.lines[-1].startswith("Lagret: entries/")
    assert json.loads(desk.run("vis", "siste", "--json"))["unfinished"] is True

    with desk.open("fullfør") as window:
        window.wait_for("To brett med boller ble brent", "Hvordan gikk det?", "hopp over")
        window.type("m")
        window.answer(LEARNED, "Klokka på ovnen går for sakte")
        window.answer(NEXT, "Bruk stoppeklokka på veggen")
        window.answer(ACTION, "Henge opp klokka @ola 15.12")
        window.answer(MORE)
        assert window.finish() == 0
        assert HAPPENED not in window.text
        assert window.lines[-1].startswith("Lagret: entries/")
    entry = json.loads(desk.run("vis", "siste", "--json"))
    assert entry["unfinished"] is False
    assert entry["happened"] == "To brett med boller ble brent"
    assert entry["learned"] == "Klokka på ovnen går for sakte"
    assert entry["differently"].startswith("Bruk stoppeklokka på veggen")
    assert entry["outcome"] == "mindre-bra"
    assert [action["owners"] for action in entry["actions"]] == [["ola"]]
    assert len(desk.files()) == 1


def test_among_several_unfinished_entries_one_is_chosen_from_a_list(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for happened in ("Vekta viste feil", "Døra sto åpen"):
        desk.run("ny", "-k", "avvik", "-s", happened, "--senere")
    with desk.open("fullfør") as window:
        window.wait_for("Hvilken?", "Vekta viste feil", "Døra sto åpen")
        row = next(line for line in window.lines if "Vekta viste feil" in line)
        window.type(row.split()[row.split().index("Vekta") - 1])
        window.wait_for("Hvordan gikk det?", "hopp over")
        window.press("enter")
        window.answer(LEARNED, "Den står skjevt")
        window.answer(NEXT, "Ny hylle")
        window.answer(ACTION)
        assert window.finish() == 0
    unfinished = {
        entry["title"]: entry["unfinished"] for entry in json.loads(desk.run("liste", "--json"))
    }
    assert unfinished == {"Vekta viste feil": False, "Døra sto åpen": True}


def test_the_questions_come_to_the_terminal_when_the_output_goes_elsewhere(tmp_path: Path) -> None:
    desk = Desk(tmp_path, program=("/bin/sh", "-c"))
    with desk.open(f"{shlex.join(ON_A_DAY)} ny > ut.txt") as window:
        begin(window)
        window.answer(HAPPENED, "Posen sprakk på veien")
        window.answer(LEARNED, "Papiret er for tynt")
        window.answer(NEXT, "Dobbel pose")
        window.answer(ACTION)
        window.answer(TITLE)
        assert save(window) == 0
    (path,) = desk.files()
    written = (desk.journal / "ut.txt").read_text(encoding="utf-8")
    assert written == f"Lagret: entries/{path.name}\n"


def test_in_an_empty_folder_it_offers_to_start_a_journal_and_goes_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    empty = tmp_path / "snekkeren"
    empty.mkdir()
    with desk.open("ny", folder=empty) as window:
        window.wait_for("Det er ingen journal her.", "snekkeren", "[J/n]")
        window.type("j\r")
        begin(window)
        window.answer(HAPPENED, "Karmen ble tre millimeter for smal")
        window.answer(LEARNED, "Målbåndet er slitt")
        window.answer(NEXT, "Nytt målbånd")
        window.answer(ACTION)
        window.answer(TITLE)
        assert save(window) == 0
        assert window.lines[-1].startswith("Lagret: entries/")
    assert (empty / "laering.toml").is_file()
    (path,) = (empty / "entries").glob("*.md")
    assert "Karmen ble tre millimeter for smal" in path.read_text(encoding="utf-8")


def test_a_no_to_a_new_journal_leaves_the_folder_empty(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    empty = tmp_path / "tom"
    empty.mkdir()
    with desk.open("ny", folder=empty) as window:
        window.wait_for("[J/n]")
        window.type("n\r")
        assert window.finish() == 2
        assert "laering start" in window.flat
    assert list(empty.iterdir()) == []


def test_the_first_question_comes_where_nothing_names_the_usual_folders(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    plain = {key: value for key, value in desk.environment().items() if "XDG" not in key}

    with Window((*desk.program, "ny"), desk.journal, plain) as window:
        window.wait_for("Hvor kommer lærdommen fra?", "piltastene og Enter")
        window.press("ctrl-c")
        assert window.finish() == 130
