"""The home page in the usual window: all of it is there to see at once."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.runs import TODAY
from tests.support.screen import Desk

pytestmark = pytest.mark.terminal

LONG = "Kundens bestilling på førti rundstykker lå nederst i bunken, og ingen så den før klokka ti"


def test_a_full_journal_leaves_room_for_the_next_command(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for number in range(9):
        day = TODAY - timedelta(days=40 + number)
        done = TODAY - timedelta(days=100 + number)
        desk.write(
            f"{day}-kundens-bestilling.md",
            f"---\ntitle: {LONG}\ndate: {day}\nsource: avvik\n---\n\n## Hva skjedde?\n\nx\n\n"
            f"## Hva kan vi lære av det?\n\n{LONG * (number % 2)}\n\n"
            f"## Hva kan vi gjøre annerledes neste gang?\n\n- [ ] {LONG} @ola 📅 {done}\n"
            f"- [x] {LONG} @kari ✅ {done}\n",
        )
    desk.write(f"{TODAY}-tull.md", "tull")

    with desk.open(rows=24, columns=80) as window:
        assert window.finish() == 0
        assert len(window.cells) == 24
        assert window.lines[0].startswith("Fjordbakeriet · ")
        assert len(window.lines) < 24
        assert window.overflows == []
        for text in ("På overtid (9)", "Virket det? (9)", "Uferdige (5)", "Verdt å huske", "sjekk"):
            assert text in window.text
