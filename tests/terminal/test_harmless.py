"""A stranger's file cannot steer the terminal."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from .screen import Desk

pytestmark = pytest.mark.terminal

ATTACK = "\x1b]0;pwn\x07\x1b[2J\x1b[31m\x9b2J\u202e"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a journal that somebody has put escape sequences in."""
    desk = Desk(tmp_path, name="\\u001b]0;pwn\\u0007bakeriet")
    today = datetime.now(tz=UTC).astimezone().date()
    desk.write(
        "hostile.md",
        '---\ntitle: "Feil\\e]0;pwn\\a kake\\e[2J"\n'
        f"date: {today - timedelta(days=1)}\nsource: avvik\n"
        'tags: ["\\e]0;pwn\\a"]\nauthor: "\\e]0;pwn\\a"\n---\n\n'
        f"## Hva skjedde?\n\nKaka {ATTACK} var feil\n\n"
        f"## Hva kan vi lære av det?\n\n`{ATTACK}` [lenke](http://x/{ATTACK})\n\n"
        "## Hva kan vi gjøre annerledes neste gang?\n\n"
        f"- [ ] Rydde {ATTACK} @ola 📅 {today - timedelta(days=1)}\n",
    )
    desk.write(
        "unfinished.md",
        '---\ntitle: "Uferdig\\e]0;pwn\\a sak"\n'
        f"date: {today}\nsource: avvik\n---\n\n## Hva skjedde?\n\n{ATTACK} noe\n",
    )
    desk.write("broken.md", '---\ntitle: "\\e]0;pwn\\a"\ndate: "\\e]0;pwn\\a"\n---\n')
    return desk


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ((), 0),
        (("liste",), 0),
        (("vis", "hostile"), 0),
        (("vis", "hostile", "--rå"), 0),
        (("vis", "broken"), 1),
        (("rapport",), 0),
        (("rapport", "--format", "md"), 0),
        (("--ren", "liste"), 0),
        (("--ren", "vis", "hostile"), 0),
        (("--ren", "rapport"), 0),
    ],
)
def test_escape_sequences_in_a_file_are_shown_and_not_obeyed(
    desk: Desk, command: tuple[str, ...], status: int
) -> None:
    with desk.open(*command, rows=60) as window:
        assert window.finish() == status
        assert window.title == ""
        assert b"\x1b]0;" not in window.raw
        assert b"\x1b[2J" not in window.raw
        assert b"\xc2\x9b" not in window.raw
        assert "\u202e".encode() not in window.raw
        if command != ("vis", "broken"):
            assert "pwn" in window.text


def test_escape_sequences_in_a_title_are_harmless_in_a_dialogue(desk: Desk) -> None:
    with desk.open("fullfør", "unfinished") as window:
        window.wait_for_question("Uferdig", "Hva kan vi lære av det?")
        window.press("ctrl-c")
        assert window.finish() == 130
        assert window.title == ""
        assert b"\x1b]0;" not in window.raw


def test_escape_sequences_that_are_pasted_are_shown_and_kept_harmless(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny") as window:
        window.wait_for("Enter går videre")
        window.type("1")
        window.wait_for("hopp over")
        window.press("enter")
        window.wait_for_question("Hva skjedde?")
        window.paste("Før \x1b]0;pwn\x07 etter")
        window.wait_for("etter")
        assert window.title == ""
        window.press("enter")
        window.answer("Hva kan vi lære av det?", "Noe")
        window.answer("Hva kan vi gjøre annerledes neste gang?", "Noe annet")
        window.answer("Er det noe noen skal følge opp?")
        window.answer("Tittel")
        assert window.finish() == 0
        assert window.title == ""
    with desk.open("vis", "siste") as window:
        assert window.finish() == 0
        assert window.title == ""
