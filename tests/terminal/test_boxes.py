"""A box in an answer may be text or an action: only the person knows, and is asked."""

from pathlib import Path

import pytest

from tests.support.entries import simple_entry
from tests.support.screen import Desk

pytestmark = pytest.mark.terminal

QUESTION = "Er det tekst (1) eller et tiltak (2)?"

BOX = "- [x] Ring @ola 🆔 a1 📅 2026-12-01 ✅ 2026-11-20"


def asked(tmp_path: Path, lowest: str, other: str) -> list[str]:
    """The lines of a file after a person has answered so of its two boxes."""
    desk = Desk(tmp_path)
    happened = f"Noe skjedde.\n{BOX}\n  - 👍 2026-11-21 Ja\n\nOg mer.\n\n- [ ] Nr. to"
    text = simple_entry("Sak", "2026-11-01", third="Slik.\n\n- [ ] Fra før")
    path = desk.write("2026-11-01-sak.md", text.replace("Noe skjedde.", happened))
    with desk.open("sjekk", "--fiks") as window:
        window.wait_for("sak.md:15:", QUESTION)
        window.type(f"{lowest}\r")
        window.wait_for("sak.md:10:")
        window.type(f"{other}\r")
        window.finish()
    return path.read_text("utf-8").split("\n")


def test_an_action_goes_to_the_end_of_the_actions_with_all_that_is_its_own(
    tmp_path: Path,
) -> None:
    lines = asked(tmp_path, "2", "2")

    assert lines[-5:] == [
        "- [ ] Fra før",
        "- [ ] Nr. to",
        "- [x] Ring @ola 🆔 a1 📅 2026-12-01 ✅ 2026-11-20",
        "  - 👍 2026-11-21 Ja",
        "",
    ]
    assert "Og mer." in lines[:14]


def test_text_is_escaped_and_comes_back_as_it_was(tmp_path: Path) -> None:
    lines = asked(tmp_path, "1", "")

    assert lines[14] == "- \\[ ] Nr. to"
    assert lines[9] == BOX
    assert lines[-2:] == ["- [ ] Fra før", ""]
