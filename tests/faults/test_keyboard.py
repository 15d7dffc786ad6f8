"""Killed at the keyboard: the next run goes on with everything that was typed."""

import json
import shlex
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from laering.domain.entry import GOOD
from tests.support.dialogue import DAY, MORE, OVERVIEW, save, wait_for_line
from tests.support.places import SOURCES
from tests.support.screen import Desk, Window
from tests.support.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.terminal

# Windows has neither, and reads this all the same.
KILLS = pytest.mark.parametrize(
    "number",
    [getattr(signal, name, None) for name in ("SIGKILL", "SIGHUP")],
    ids=["kill", "hangup"],
)
QUESTIONS = {
    "skjedde": "Hva skjedde?",
    "lært": "Hva kan vi lære av det?",
    "neste": "Hva kan vi gjøre annerledes neste gang?",
    "tiltak": "Er det noe noen skal følge opp?",
    "tittel": "Tittel",
}
ANSWERS = {
    "skjedde": "Kunden på Åsøya fikk kaka for sent",
    "lært": "Lørdager må stå øverst",
    "neste": "Vi går gjennom hylla før åpning",
    "tiltak": "Ny rubrikk i skjemaet",
    "tittel": "Kake for sent",
}
ADDED = " og mer til"
OFFER = "Fortsett utkastet fra"


def home(**more: str) -> dict[str, str]:
    return {"PYTHONPATH": SOURCES, **more}


def kill(desk: Desk, window: Window, number: signal.Signals, *typed: str) -> None:
    """Wait until what was typed is kept, and end the program from outside."""
    wait_until(
        lambda: all(text in kept for kept in [drafted(desk)] for text in typed),
        f"a draft with {typed}",
        seen=lambda: drafted(desk),
    )
    window._child.kill(number)
    assert window.finish() == -number


def go_to(window: Window, stage: str) -> None:
    """Choose source and outcome, and answer the questions before a stage."""
    window.wait_for("Hvor kommer lærdommen fra?", "piltastene og Enter")
    window.type("3")
    window.wait_for("Hvordan gikk det?", "hopp over")
    window.type("b")
    window.answer(DAY)
    for name, question in QUESTIONS.items():
        window.wait_for_question(question)
        if name == stage:
            return
        give(window, name)
    window.wait_for(OVERVIEW, "Enter lagrer")


def give(window: Window, name: str) -> None:
    """Answer a question that is shown; of the title, typing replaces what stands there."""
    window.type(ANSWERS[name])
    window.press("enter")
    if name == "tiltak":
        window.answer(MORE)


def go_on(window: Window) -> None:
    """Take the draft that is offered, and go on from its overview to where it was left."""
    window.wait_for(OFFER)
    window.press("enter")
    window.wait_for("Så langt.", "Enter går videre")
    window.press("enter")


def finish(window: Window, stage: str) -> None:
    """Pass the stage that is reached, and answer all questions after it."""
    window.press("enter")
    if stage == "tiltak":
        window.answer(MORE)
    names = list(QUESTIONS)
    for name in names[names.index(stage) + 1 :]:
        window.wait_for_question(QUESTIONS[name])
        give(window, name)
    assert save(window) == 0


def saved(desk: Desk) -> dict[str, Any]:
    """The only entry, once no draft of it is left."""
    (_path,) = desk.files()
    assert drafts(desk) == []
    found: dict[str, Any] = json.loads(desk.run("vis", "siste", "--json"))
    assert found["source"] == "kunde"
    assert found["outcome"] == GOOD
    return found


def drafts(desk: Desk) -> list[str]:
    return [path.name for path in desk.home.rglob("drafts/*") if path.suffix in (".json", ".md")]


def drafted(desk: Desk) -> str:
    """All that the drafts hold, as it was typed."""
    texts = [path.read_text(encoding="utf-8") for path in desk.home.rglob("drafts/*.json")]
    return "\n".join(texts).replace("\\n", "\n")


def answers_of(entry: Mapping[str, Any]) -> dict[str, str]:
    (action,) = entry["actions"]
    return {
        "skjedde": entry["happened"],
        "lært": entry["learned"],
        "neste": entry["differently"].partition("\n\n- [")[0],
        "tiltak": action["text"],
        "tittel": entry["title"],
    }


@KILLS
@pytest.mark.parametrize("stage", QUESTIONS)
def test_a_killed_dialogue_goes_on_where_it_was(
    tmp_path: Path, stage: str, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", environment=home()) as window:
        go_to(window, stage)
        window.type(ANSWERS[stage])
        window.wait_for(ANSWERS[stage])
        kill(desk, window, number, ANSWERS[stage])
    assert desk.files() == []

    with desk.open("ny", environment=home()) as window:
        go_on(window)
        window.wait_for_question(QUESTIONS[stage], f"> {ANSWERS[stage]}")
        window.type(ADDED)
        finish(window, stage)

    assert answers_of(saved(desk)) == {**ANSWERS, stage: ANSWERS[stage] + ADDED}


@KILLS
def test_a_dialogue_killed_at_its_overview_opens_there_and_is_saved_by_enter(
    tmp_path: Path, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", environment=home()) as window:
        go_to(window, "oversikt")
        kill(desk, window, number, *ANSWERS.values(), '"step": "overview"')
    assert desk.files() == []

    with desk.open("ny", environment=home()) as window:
        window.wait_for(OFFER)
        window.press("enter")
        window.wait_for(OVERVIEW, *(ANSWERS[name] for name in ("skjedde", "lært", "tittel")))
        assert save(window) == 0

    assert answers_of(saved(desk)) == ANSWERS


@KILLS
def test_what_was_begun_in_two_questions_is_there_again_in_both(
    tmp_path: Path, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", environment=home()) as window:
        go_to(window, "neste")
        window.type("Halvt svar")
        window.wait_for("Halvt svar")
        window.press("shift-tab")
        window.wait_for_question(QUESTIONS["lært"])
        window.type(ADDED)
        window.wait_for(ANSWERS["lært"] + ADDED)
        kill(desk, window, number, ANSWERS["lært"] + ADDED, "Halvt svar")

    with desk.open("ny", environment=home()) as window:
        go_on(window)
        window.wait_for_question(QUESTIONS["lært"], f"> {ANSWERS['lært']}{ADDED}")
        window.press("enter")
        window.wait_for_question(QUESTIONS["neste"], "> Halvt svar")
        finish(window, "neste")

    wanted = {**ANSWERS, "lært": ANSWERS["lært"] + ADDED, "neste": "Halvt svar"}
    assert answers_of(saved(desk)) == wanted


@KILLS
def test_a_pasted_text_that_is_being_corrected_comes_back(
    tmp_path: Path, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", environment=home()) as window:
        go_to(window, "skjedde")
        window.paste("Første linje\n\n- tredje linje\nFjerde linje")
        window.wait_for("Fjerde linje")
        window.press("up", "home")
        window.type("Midt i ")
        window.wait_for("Midt i - tredje linje")
        kill(desk, window, number, "Midt i - tredje linje\nFjerde linje")

    with desk.open("ny", environment=home()) as window:
        go_on(window)
        window.wait_for_question("> Første linje", "Midt i - tredje linje", "Fjerde linje")
        finish(window, "skjedde")

    pasted = "Første linje\n\nMidt i - tredje linje\nFjerde linje"
    assert saved(desk)["happened"] == pasted


def begin_plain(window: Window) -> None:
    """Choose source and outcome in the plain dialogue."""
    window.wait_for("Tall eller navn:")
    window.type("3\r")
    window.wait_for("Gikk det bra (b) eller mindre bra (m)?")
    window.type("b\r")
    wait_for_line(window, DAY)
    window.type("\r")
    wait_for_line(window, QUESTIONS["skjedde"])


def answer_plain(window: Window, names: Sequence[str]) -> None:
    for name in names:
        wait_for_line(window, QUESTIONS[name])
        window.type(f"{ANSWERS[name]}\r")
        if name == "tiltak":
            wait_for_line(window, MORE)
            window.type("\r")


def go_on_plain(window: Window) -> None:
    """Take the draft that is offered, and go on from its overview."""
    window.wait_for(OFFER)
    window.press("enter")
    window.wait_for("Så langt.", "Enter videre, et tall endrer")
    window.type("\r")


def save_plain(window: Window) -> int:
    """Look over what was answered and save it."""
    window.wait_for(OVERVIEW, "Enter lagrer, et tall endrer")
    window.type("\r")
    return window.finish()


@KILLS
@pytest.mark.parametrize("stage", QUESTIONS)
def test_a_killed_plain_dialogue_goes_on_after_the_last_finished_line(
    tmp_path: Path, stage: str, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    names = list(QUESTIONS)
    before, after = names[: names.index(stage)], names[names.index(stage) :]
    with desk.open("--ren", "ny", environment=home()) as window:
        begin_plain(window)
        answer_plain(window, before)
        wait_for_line(window, QUESTIONS[stage])
        window.type("Ikke ferdig linje")
        window.wait_for("Ikke ferdig linje")
        kill(desk, window, number, *(ANSWERS[name] for name in before))

    with desk.open("--ren", "ny", environment=home()) as window:
        if before:
            go_on_plain(window)
        else:
            begin_plain(window)
        wait_for_line(window, QUESTIONS[stage])
        answer_plain(window, after)
        assert save_plain(window) == 0

    assert answers_of(saved(desk)) == ANSWERS


@KILLS
def test_a_plain_answer_of_several_lines_goes_on_after_the_last_finished_one(
    tmp_path: Path, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    with desk.open("--ren", "ny", environment=home()) as window:
        begin_plain(window)
        window.type("Første linje\\\rAndre linje\\\rIkke ferdig")
        window.wait_for("Ikke ferdig")
        kill(desk, window, number, "Første linje\nAndre linje")

    with desk.open("--ren", "ny", environment=home()) as window:
        go_on_plain(window)
        wait_for_line(window, "Enter beholder det")
        window.type("Tredje linje\r")
        answer_plain(window, list(QUESTIONS)[1:])
        assert save_plain(window) == 0

    assert saved(desk)["happened"] == "Første linje\nAndre linje\nTredje linje"


@KILLS
def test_a_text_that_is_pasted_into_a_plain_dialogue_keeps_its_finished_lines(
    tmp_path: Path, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    with desk.open("--ren", "ny", environment=home()) as window:
        begin_plain(window)
        window.type("Første linje\rAndre linje\rIkke ferdig")
        window.wait_for(QUESTIONS["lært"])
        kill(desk, window, number, "Første linje\nAndre linje")

    with desk.open("--ren", "ny", environment=home()) as window:
        go_on_plain(window)
        answer_plain(window, list(QUESTIONS)[1:])
        assert save_plain(window) == 0

    assert saved(desk)["happened"] == "Første linje\nAndre linje"


def slow_editor(folder: Path, text: str) -> tuple[str, Callable[[], None]]:
    """An editor that saves a text and then stays open, and a way to wait until it has saved."""
    script, ready = folder / "editor", folder / "ready"
    words = f"printf '%s' {shlex.quote(text)} > \"$1\"; : > {shlex.quote(str(ready))}"
    script.write_text(f"#!/bin/sh\n{words}; exec sleep {PATIENCE:.0f}\n", encoding="utf-8")
    script.chmod(0o755)

    def wait() -> None:
        wait_until(ready.exists, "an open editor")

    return f"{script}", wait


@KILLS
@pytest.mark.parametrize("stage", ["skjedde", "neste"])
def test_what_an_open_editor_has_saved_stands_in_the_answer(
    tmp_path: Path, stage: str, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    text = f"{ANSWERS[stage]}\n\nSkrevet videre i editoren"
    editor, wait_until_saved = slow_editor(tmp_path, f"{text}\n")
    with desk.open("ny", environment=home(EDITOR=editor)) as window:
        go_to(window, stage)
        window.type(ANSWERS[stage])
        window.wait_for(f"> {ANSWERS[stage]}")
        window.press("ctrl-x", "ctrl-e")
        wait_until_saved()
        kill(desk, window, number)

    with desk.open("ny", environment=home()) as window:
        go_on(window)
        window.wait_for_question(f"> {ANSWERS[stage]}", "Skrevet videre i editoren")
        window.type(ADDED)
        finish(window, stage)

    found = saved(desk)
    answer = {"skjedde": found["happened"], "neste": found["differently"]}[stage]
    assert answer.startswith(text + ADDED)


@KILLS
def test_a_whole_entry_in_an_open_editor_is_opened_again(
    tmp_path: Path, number: signal.Signals
) -> None:
    desk = Desk(tmp_path)
    text = "---\ntitle: Helt\nsource: kunde\noutcome: bra\n---\n\n## Hva skjedde?\n\nAlt her.\n"
    editor, wait_until_saved = slow_editor(tmp_path, text)
    with desk.open("ny", "--editor", environment=home(EDITOR=editor)) as window:
        wait_until_saved()
        kill(desk, window, number)
    assert desk.files() == []

    with desk.open("ny", environment=home(EDITOR="true")) as window:
        window.wait_for("«Alt her.»", OFFER)
        window.press("enter")
        assert window.finish() == 0

    found = saved(desk)
    assert (found["title"], found["happened"]) == ("Helt", "Alt her.")
