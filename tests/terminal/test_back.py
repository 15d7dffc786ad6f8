"""Back and forth through the questions, and the overview before anything is saved."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.dialogue import (
    ACTION,
    DAY,
    HAPPENED,
    LEARNED,
    MORE,
    NEXT,
    OUTCOME,
    OVERVIEW,
    TITLE,
    begin,
    begin_plain,
    save,
    wait_for_line,
)
from tests.support.runs import TODAY
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

TOLD = "Kunden på Åsøya fikk kaka for sent"
ANSWERS = (
    (HAPPENED, TOLD),
    (LEARNED, "Lørdager må stå øverst i bunken"),
    (NEXT, "Vi går gjennom hylla før åpning"),
    (ACTION, "Ny rubrikk @bjørn 15.12"),
    (MORE, ""),
    (TITLE, "Sen kake"),
)


def last_entry(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(desk.run("vis", "siste", "--json"))
    return found


def tell(window: Window) -> None:
    """Answer all questions, as far as the overview."""
    begin(window, outcome="m")
    for question, text in ANSWERS:
        window.answer(question, text)
    window.wait_for(OVERVIEW, "Enter lagrer")


def asked(window: Window, question: str) -> None:
    """Read until a question is the last one, wherever it stood before."""
    window.wait_until(lambda: last_question(window) == question, question)


def told_again(window: Window, text: str, before: int) -> None:
    """Read until a text stands there more often than before."""
    window.wait_until(lambda: window.text.count(text) > before, f"{text} again")


def last_question(window: Window) -> str:
    """The question above the answer that is typed: the last line that is one of them."""
    asked = [line for line in window.lines if line in {question for question, _ in ANSWERS}]
    return asked[-1] if asked else ""


@pytest.mark.parametrize("columns", [46, 60, 80])
@pytest.mark.parametrize("back", ["shift-tab", "alt-left"])
def test_one_goes_back_to_the_source_and_forth_again_with_all_answers_in_place(
    tmp_path: Path, columns: int, back: str
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", columns=columns) as window:
        tell(window)
        window.press(back)
        window.wait_until(lambda: window.text.count("> Sen kake") == 2, "the title again")
        window.press(back)
        window.wait_until(lambda: window.text.count("> Ny rubrikk") == 2, "the action again")
        for question in (NEXT, LEARNED, HAPPENED):
            window.press(back)
            asked(window, question)
        window.press(back)
        window.wait_for_question(DAY, TODAY.strftime("> %d.%m.%Y"))
        window.press(back)
        window.wait_for("Enter beholder «mindre bra»")
        window.press(back)
        window.wait_for("❯ 2 Avvik og feil")
        window.press(back)
        window.press("enter")
        window.wait_for("Enter beholder «mindre bra»")
        window.press("enter")
        window.answer(DAY)
        for question in (HAPPENED, LEARNED, NEXT):
            asked(window, question)
            window.press("enter")
        asked(window, ACTION)
        window.press("enter")
        asked(window, MORE)
        window.press("enter")
        asked(window, TITLE)
        window.press("enter")
        window.wait_until(
            lambda: window.lines[-1].startswith(("Enter lagrer", "u lar")), "the keys"
        )
        assert window.overflows == []
        assert save(window) == 0
    entry = last_entry(desk)
    assert (entry["source"], entry["outcome"], entry["date"]) == (
        "avvik",
        "mindre-bra",
        str(TODAY),
    )
    assert (entry["happened"], entry["learned"], entry["title"]) == (
        TOLD,
        "Lørdager må stå øverst i bunken",
        "Sen kake",
    )
    assert [action["text"] for action in entry["actions"]] == ["Ny rubrikk"]


def test_a_slip_in_the_first_answer_is_mended_from_the_second(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, "Kunden fikk kaka for sennt")
        window.wait_for_question(LEARNED)
        window.type("Halvt")
        window.wait_for("> Halvt")
        window.press("shift-tab")
        window.wait_until(lambda: "Halvt" not in window.text, "the first question again")
        window.press("backspace", "backspace")
        window.type("t")
        window.press("enter")
        window.wait_for_question(LEARNED, "> Halvt")
        window.type(" og helt")
        window.press("enter")
        for question in (NEXT, ACTION, TITLE):
            window.answer(question)
        assert save(window) == 0
    entry = last_entry(desk)
    assert (entry["happened"], entry["learned"]) == ("Kunden fikk kaka for sent", "Halvt og helt")


@pytest.mark.parametrize(
    ("number", "change", "key", "value"),
    [
        ("1", lambda window: window.type("4"), "source", "ansatt"),
        ("2", lambda window: window.type("b"), "outcome", "bra"),
        ("3", lambda window: window.answer(DAY, "14.11.2026"), "date", "2026-11-14"),
        ("4", lambda window: window.answer(HAPPENED, " igjen"), "happened", f"{TOLD} igjen"),
        ("5", lambda window: window.answer(LEARNED, "!"), "learned", f"{ANSWERS[1][1]}!"),
        ("8", lambda window: window.answer(TITLE, "Kake"), "title", "Kake"),
    ],
)
def test_an_answer_is_changed_from_the_overview_which_comes_again(
    tmp_path: Path, number: str, change: Callable[[Window], None], key: str, value: str
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", rows=50) as window:
        tell(window)
        window.type(number)
        # The overview is gone while the question is there.
        window.wait_until(lambda: OVERVIEW not in window.text, "the question")
        if number in "12":
            window.wait_for("piltastene og Enter" if number == "1" else "Enter beholder")
        change(window)
        assert save(window) == 0
    assert last_entry(desk)[key] == value


def test_a_title_taken_from_the_first_answer_follows_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, "Kaka kom for sennt")
        for question in (LEARNED, NEXT, ACTION, TITLE):
            window.answer(question)
        window.wait_for(OVERVIEW)
        window.type("4")
        window.wait_until(lambda: OVERVIEW not in window.text, "the question")
        window.press("backspace", "backspace")
        window.answer(HAPPENED, "t")
        window.wait_for(OVERVIEW, "8 Tittel Kaka kom for sent")
        assert save(window) == 0
    assert last_entry(desk)["title"] == "Kaka kom for sent"


@pytest.mark.parametrize("columns", [46, 60, 80])
def test_the_overview_shows_all_that_was_answered_on_one_screen(
    tmp_path: Path, columns: int
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", columns=columns, rows=24) as window:
        begin(window, outcome="b")
        window.wait_for_question(HAPPENED)
        window.paste("\n".join(["Første linje", *(f"linje {number}" for number in range(19))]))
        window.press("enter")
        window.answer(LEARNED)
        window.answer(NEXT, "Svar")
        window.answer(ACTION, "Ringe @ola 15.12")
        window.answer(MORE, "Skrive @kari 16.12")
        window.answer(MORE)
        window.answer(TITLE, "Kort")
        window.wait_for(OVERVIEW, "Enter lagrer")
        shown = window.lines[-window.rows :]
        rows = shown[shown.index(OVERVIEW) :]
        flat = " ".join(" ".join(rows).split())
        for row in (
            "1 Kilde Avvik og feil",
            "2 Utfall bra",
            "3 Dato i dag",
            "4 Skjedde Første linje",
        ):
            assert row in flat
        assert "5 Lært –" in flat
        assert "7 Tiltak Ringe · @ola" in flat
        assert "Skrive · @kari" in flat
        assert "8 Tittel Kort" in flat
        assert "p privat" in flat
        assert window.overflows == []


def test_p_makes_it_private_and_p_again_does_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        tell(window)
        window.type("p")
        window.wait_for("Privat: teksten holdes utenfor", "p ikke privat")
        window.type("p")
        window.wait_until(lambda: "Privat:" not in window.text, "no word of it")
        window.type("p")
        window.wait_for("Privat:")
        assert save(window) == 0
    assert "\nprivate: true\n" in desk.only_file()


def test_u_leaves_a_draft_that_opens_on_the_overview(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        tell(window)
        window.type("u")
        assert window.finish() == 0
        assert window.lines[-1] == "Utkastet er tatt vare på. Gå videre med: laering ny"
    assert desk.files() == []
    with desk.open("ny") as window:
        window.wait_for("Fortsett utkastet")
        window.press("enter")
        assert save(window) == 0
    assert last_entry(desk)["title"] == "Sen kake"


def test_ctrl_z_takes_back_what_was_typed_and_never_suspends(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.wait_for_question(HAPPENED)
        window.type("Feil")
        window.wait_for("> Feil")
        window.press("ctrl-z")
        window.wait_until(lambda: "> Feil" not in window.text, "an empty answer")
        window.answer(HAPPENED, "Riktig")
        window.wait_for_question(LEARNED)
        window.press("ctrl-c")
        assert window.finish() == 130
        assert "> Riktig" in window.text


def to_the_title(window: Window) -> None:
    """Tell what happened and nothing else, as far as the title that is proposed."""
    begin(window)
    window.answer(HAPPENED, TOLD)
    for question in (LEARNED, NEXT, ACTION):
        window.answer(question)
    window.wait_for_question(TITLE, f"> {TOLD}")


def test_typing_replaces_the_title_and_ctrl_z_brings_it_back(tmp_path: Path) -> None:
    with Desk(tmp_path).open("ny") as window:
        to_the_title(window)
        window.type("Ny")
        window.wait_until(lambda: window.flat.endswith("avbryt") and "> Ny" in window.lines, "Ny")
        assert f"> {TOLD}" in window.lines
        assert window.text.count(f"> {TOLD}") == 1
        window.press("ctrl-z")
        window.wait_until(lambda: window.text.count(f"> {TOLD}") == 2, "the suggestion")
        window.press("right")
        window.type("!")
        window.press("enter")
        window.wait_for(OVERVIEW, f"8 Tittel {TOLD}!")


def test_the_keys_of_a_shell_empty_what_stands_there(tmp_path: Path) -> None:
    with Desk(tmp_path).open("ny") as window:
        to_the_title(window)
        window.press("ctrl-a", "ctrl-k")
        window.type("Ny tittel")
        window.press("enter")
        window.wait_for(OVERVIEW, "8 Tittel Ny tittel", "Enter lagrer")
        for keys, number, typed, became in (
            (("ctrl-u",), "3", "i går", "3 Dato søndag 22. november 2026"),
            (("ctrl-w",), "3", "21.11", "3 Dato lørdag 21. november 2026"),
            (("ctrl-a", "ctrl-k"), "8", "Nyere", "8 Tittel Nyere"),
        ):
            window.type(number)
            window.wait_for_question("Enter beholder")
            window.press(*keys)
            window.type(typed)
            window.press("enter")
            window.wait_for(became)


def test_words_stay_whole_while_they_are_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    text = "Overraskelseskaka til konfirmasjonen på Ytterøya smeltet i solsteika utenfor butikken"
    with desk.open("ny", columns=46) as window:
        begin(window)
        window.wait_for_question(HAPPENED)
        for end in range(0, len(text), 9):
            window.type(text[end : end + 9])
            typed = text[: end + 9].rstrip()
            window.wait_for(typed)
            answer = window.text.rpartition("> ")[2].split("\n\n")[0]
            assert " ".join(answer.split()) == typed
            shown = [line.strip() for line in answer.split("\n") if line.strip()]
            assert set(" ".join(shown).split()) <= {*text.split(), typed.split()[-1]}
            assert all(len(line) < 46 for line in shown)


def test_twenty_pasted_lines_with_a_tab_stay_one_answer(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    pasted = "\n".join(f"linje {number}\tpå Ås" for number in range(20))
    with desk.open("ny") as window:
        begin(window)
        window.wait_for_question(HAPPENED)
        window.paste(pasted)
        window.wait_for("linje 19")
        assert "^I" not in window.text
        window.press("enter")
        for question in (LEARNED, NEXT, ACTION, TITLE):
            window.answer(question)
        assert save(window) == 0
    assert last_entry(desk)["happened"] == pasted


def test_pasted_actions_are_one_each(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, TOLD)
        window.answer(LEARNED)
        window.answer(NEXT)
        window.wait_for_question(ACTION)
        window.paste("Ringe @ola 15.12\nSkrive @kari")
        window.press("enter")
        window.wait_for_question("Ringe · @ola", "Skrive · @kari (uten frist)", MORE)
        window.press("enter")
        window.answer(TITLE)
        assert save(window) == 0
    actions = last_entry(desk)["actions"]
    assert [(each["text"], each["owner"]) for each in actions] == [
        ("Ringe", "ola"),
        ("Skrive", "kari"),
    ]


def test_an_action_is_changed_and_another_taken_out_on_the_way_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        begin(window)
        window.answer(HAPPENED, TOLD)
        window.answer(LEARNED)
        window.answer(NEXT)
        window.answer(ACTION, "Ringe @ola 15.12")
        window.answer(MORE, "Skrive")
        window.wait_for("Skrive (uten ansvarlig og frist)")
        window.wait_for_question(MORE)
        window.press("enter")
        window.answer(TITLE)
        window.wait_for(OVERVIEW)
        window.type("7")
        window.wait_for_question(ACTION, "> Ringe @ola 15.12.2026")
        window.press("ctrl-u", "enter")
        window.wait_until(lambda: window.lines.count("> Skrive") == 2, "the other one")
        window.type(" brev @kari")
        window.press("enter")
        window.wait_for_question("Skrive brev · @kari (uten frist)", MORE)
        window.press("enter")
        assert save(window) == 0
    assert [each["text"] for each in last_entry(desk)["actions"]] == ["Skrive brev"]


def test_all_that_is_typed_ahead_lands_in_its_own_question(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        window.wait_for("piltastene og Enter")
        window.type(
            "2mi går\rKaka kom for sent\rLappen lå nederst\rNy kurv\r"
            "Kjøpe kurv @ola 15.12\rHenge den opp\r\rSen kake\r"
        )
        assert save(window) == 0
    entry = last_entry(desk)
    assert (entry["source"], entry["outcome"], entry["date"]) == (
        "avvik",
        "mindre-bra",
        "2026-11-22",
    )
    assert (entry["happened"], entry["learned"]) == ("Kaka kom for sent", "Lappen lå nederst")
    assert [each["text"] for each in entry["actions"]] == ["Kjøpe kurv", "Henge den opp"]
    assert entry["title"] == "Sen kake"


def again(window: Window, keys: str, shown: str) -> None:
    """Type a plain line, and read until something is shown once more and the next can be typed."""
    before = window.flat.count(shown)
    window.type(f"{keys}\r")
    window.wait_until(
        lambda: window.flat.count(shown) > before and window.lines[-1] == ">", f"{shown} again"
    )


def test_in_plain_lines_one_goes_back_with_a_sign_and_enter_keeps(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    kept = "ny tekst erstatter det, «-» tømmer det:"
    with desk.open("--ren", "ny", rows=60) as window:
        begin_plain(window, outcome="m")
        for question, text in ANSWERS:
            wait_for_line(window, question)
            window.type(f"{text}\r")
        window.wait_for(OVERVIEW, "Enter lagrer")
        for question in ("Tittel (Enter godtar «Sen kake»)", ACTION, NEXT, LEARNED, HAPPENED):
            again(window, "<", question)
        assert f"Enter beholder det, {kept} {TOLD} >" in window.flat
        again(window, "Kaka kom aldri", f"{kept} {ANSWERS[1][1]} >")
        again(window, "", f"{kept} {ANSWERS[2][1]} >")
        again(window, "-", f"{kept} Ny rubrikk @bjørn 15.12.2026 >")
        again(window, "", MORE)
        again(window, "", "Enter godtar «Sen kake»")
        again(window, "", OVERVIEW)
        again(window, "3", "Enter beholder «23.11.2026».")
        again(window, "i går", OVERVIEW)
        window.type("\r")
        assert window.finish() == 0
        assert b"\x1b" not in window.raw
    entry = last_entry(desk)
    assert (entry["happened"], entry["learned"]) == ("Kaka kom aldri", ANSWERS[1][1])
    assert entry["differently"].startswith("- [ ]") or entry["differently"] == ""
    assert entry["date"] == "2026-11-22"
    assert [each["text"] for each in entry["actions"]] == ["Ny rubrikk"]


def test_lines_typed_ahead_in_plain_lines_are_an_answer_each(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("--ren", "ny") as window:
        window.wait_for("Tall eller navn:")
        window.type("2\rm\r\rKaka kom for sent\rLappen lå nederst\rNy kurv\r\rSen kake\r")
        window.wait_for(OVERVIEW, "Enter lagrer")
        window.type("\r")
        assert window.finish() == 0
    entry = last_entry(desk)
    assert (entry["happened"], entry["learned"]) == ("Kaka kom for sent", "Lappen lå nederst")
    assert (entry["differently"], entry["title"]) == ("Ny kurv", "Sen kake")


@pytest.mark.parametrize("plain", [(), ("--ren",)])
def test_the_questions_of_a_source_come_behind_what_happened(
    tmp_path: Path, plain: tuple[str, ...]
) -> None:
    desk = Desk(tmp_path)
    (desk.journal / "laering.toml").write_text(
        '[[sources]]\nid = "avvik"\nextra = ["Hva gjorde vi med en gang?"]\n', encoding="utf-8"
    )
    extra = "Hva gjorde vi med en gang?"
    with desk.open(*plain, "ny") as window:
        if plain:
            begin_plain(window, source="2")
            for question, text in (
                (HAPPENED, TOLD),
                (extra, "- [ ] Ringte kunden #ros"),
                (LEARNED, "Lapp"),
                (NEXT, ""),
                (ACTION, ""),
                (TITLE, ""),
            ):
                wait_for_line(window, question)
                window.type(f"{text}\r")
            window.wait_for(OVERVIEW, f"5 {extra}: - [ ] Ringte", "Enter lagrer")
            window.type("\r")
            assert window.finish() == 0
        else:
            begin(window, source="2")
            window.answer(HAPPENED, TOLD)
            window.answer(extra, "- [ ] Ringte kunden #ros")
            window.answer(LEARNED, "Lapp")
            for question in (NEXT, ACTION, TITLE):
                window.answer(question)
            window.wait_for(OVERVIEW, f"5 {extra} - [ ] Ringte")
            assert save(window) == 0
    text = desk.only_file()
    assert f"\n## {extra}\n\n- \\[ ] Ringte kunden #ros\n" in text
    assert "tags: [ros]" in text
    assert last_entry(desk)["actions"] == []
    assert "Ringte kunden" in desk.run("vis", "siste")


@pytest.mark.parametrize(("mended", "keys"), [(False, 7 + 2), (True, 7 + 2 + 5)])
def test_how_many_keys_a_learning_takes_besides_its_words(
    tmp_path: Path, mended: bool, keys: int
) -> None:
    """Seven without the day and the overview, those two, and five for a slip seen afterwards."""
    desk = Desk(tmp_path)
    words = ("Kaka kom for sent", "Lappen lå nederst", "Ny kurv")
    slip = (("Kaka kom for sennt\r", LEARNED), ("\x1b[Z", HAPPENED), ("\x7f\x7ft\r", LEARNED))
    told = slip if mended else ((f"{words[0]}\r", LEARNED),)
    pressed = 0
    with desk.open("ny") as window:
        window.wait_for("piltastene og Enter")
        for typed, question in (
            ("2", OUTCOME),
            ("\r", DAY),
            ("\r", HAPPENED),
            *told,
            (f"{words[1]}\r", NEXT),
            (f"{words[2]}\r", ACTION),
            ("\r", TITLE),
            ("\r", OVERVIEW),
            ("\r", "Lagret:"),
        ):
            before = window.text.count(question)
            window.type(typed)
            pressed += len(typed.replace("\x1b[Z", "\t"))
            if typed == "\x1b[Z":
                told_again(window, question, before)
            elif question in (HAPPENED, LEARNED, NEXT, ACTION, TITLE, DAY):
                window.wait_for_question(question)
            else:
                window.wait_for(question)
        assert window.finish() == 0
    # The slip itself is one letter more.
    assert pressed - sum(map(len, words)) - mended == keys
    assert last_entry(desk)["happened"] == words[0]


def test_ctrl_z_never_suspends_plain_lines(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("--ren", "ny") as window:
        begin_plain(window)
        wait_for_line(window, HAPPENED)
        window.type("Feil\x1aRiktig\r")
        wait_for_line(window, LEARNED)
        window.press("ctrl-c")
        assert window.finish() == 130
