"""Simple terminals and ``--ren``: plain lines, and nothing that steers the terminal."""

import json
from pathlib import Path

import pytest

from tests.support.dialogue import wait_for_line
from tests.support.screen import Desk

pytestmark = pytest.mark.terminal

PLAIN: list[tuple[tuple[str, ...], dict[str, str]]] = [(("--ren",), {}), ((), {"TERM": "dumb"})]


@pytest.mark.parametrize(("before", "environment"), PLAIN, ids=["ren", "dumb"])
def test_the_dialogue_is_plain_lines_without_any_escape_sequence(
    tmp_path: Path, before: tuple[str, ...], environment: dict[str, str]
) -> None:
    desk = Desk(tmp_path)
    with desk.open(*before, "ny", environment=environment) as window:
        window.wait_for("1 Egne erfaringer", "5 Revisjoner og kontroller", "Tall eller navn:")
        window.type("3\r")
        window.wait_for("Gikk det bra (b) eller mindre bra (m)?")
        window.type("b\r")
        window.wait_for("Når skjedde det?")
        window.type("i går\r")
        window.wait_for("Hva skjedde?")
        window.type("\r")
        window.wait_for("Skriv i det minste noen ord om hva som skjedde.")
        window.type("Kunden på Ås roste brødet\r")
        window.wait_for("Hva kan vi lære av det?")
        window.type("Surdeig lønner seg,\\\r")
        window.type("selv på en tirsdag\r")
        window.wait_for("Hva kan vi gjøre annerledes neste gang?")
        window.type("Mer surdeig\r")
        window.wait_for("Er det noe noen skal følge opp?")
        window.type("Bestille mel @åse 31.2\r")
        window.wait_for("Datoen «31.2» finnes ikke.")
        window.type("Bestille mel @åse 15.12\r")
        wait_for_line(window, "Noe mer?")
        window.type("\r")
        window.wait_for("Tittel (Enter godtar «Kunden på Ås roste brødet»):")
        window.type("\r")
        window.wait_for("Se over før det lagres", "1 Kilde: Kundetilbakemeldinger", "Enter lagrer")
        window.type("\r")
        assert window.finish() == 0
        assert b"\x1b" not in window.raw
        assert window.lines[-1].startswith("Lagret: entries/")
    entry = json.loads(desk.run("vis", "siste", "--json"))
    assert entry["source"] == "kunde"
    assert entry["outcome"] == "bra"
    assert entry["happened"] == "Kunden på Ås roste brødet"
    assert entry["learned"] == "Surdeig lønner seg,\nselv på en tirsdag"
    assert entry["differently"].startswith("Mer surdeig")
    assert [(action["text"], action["owner"]) for action in entry["actions"]] == [
        ("Bestille mel", "åse")
    ]


@pytest.mark.parametrize(("before", "environment"), PLAIN, ids=["ren", "dumb"])
def test_ctrl_c_at_a_plain_line_stops_without_an_entry(
    tmp_path: Path, before: tuple[str, ...], environment: dict[str, str]
) -> None:
    desk = Desk(tmp_path)
    with desk.open(*before, "ny", environment=environment) as window:
        window.wait_for("Tall eller navn:")
        window.type("1\r")
        window.wait_for("Gikk det bra")
        window.press("ctrl-c")
        assert window.finish() == 130
        assert "Traceback" not in window.text
        assert b"\x1b" not in window.raw
    assert desk.files() == []


@pytest.mark.parametrize(
    ("before", "environment"),
    [*PLAIN, ((), {"NO_COLOR": "1"})],
    ids=["ren", "dumb", "no-color"],
)
def test_what_is_shown_is_plain_too(
    tmp_path: Path, before: tuple[str, ...], environment: dict[str, str]
) -> None:
    desk = Desk(tmp_path)
    desk.run("ny", "-k", "avvik", "-u", "mindre-bra", "-s", "Ovnen stoppet på Ås", "--senere")
    commands = ((), ("liste",), ("vis", "siste"), ("rapport",), ("kilder",))
    for command in commands:
        with desk.open(*before, *command, environment=environment) as window:
            assert window.finish() == 0
            assert "Avvik og feil" in window.text or "avvik" in window.text
            assert b"\x1b" not in window.raw


def test_no_color_keeps_the_keys_but_paints_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", environment={"NO_COLOR": "1"}) as window:
        window.wait_for("❯ 1 Egne erfaringer", "piltastene og Enter")
        window.press("down")
        window.wait_for("❯ 2 Avvik og feil")
        colours = {char.fg for line in window.cells for char in line.values()}
        assert colours <= {"default"}
        window.press("ctrl-c")
        assert window.finish() == 130


@pytest.mark.parametrize("before", [(), ("--ren",)], ids=["arrows", "ren"])
def test_where_several_fit_one_chooses(tmp_path: Path, before: tuple[str, ...]) -> None:
    desk = Desk(tmp_path)
    for title in ("Feil adresse", "Feil pris"):
        action = f"Se på {title.casefold()}"
        answers = ("-s", "a", "-l", "b", "-n", "c", "-t", title, "--tiltak", action)
        desk.run("ny", "-k", "avvik", *answers)

    with desk.open(*before, "vis", "feil") as window:
        window.wait_for("Hvilken?", "Feil adresse", "Feil pris")
        window.type("2\r" if before else "2")
        assert window.finish() == 0
        assert "Feil adresse" in window.text.partition("Hva skjedde?")[0]
    with desk.open(*before, "tiltak", "ferdig", "se på") as window:
        window.wait_for("Hvilken?", "Se på feil adresse", "Se på feil pris")
        window.type("1\r" if before else "1")
        window.wait_for("Gjort")
        assert window.finish() == 0
    actions = json.loads(desk.run("tiltak", "--alle", "--json"))
    assert sorted(each["state"] for each in actions) == ["done", "open"]
