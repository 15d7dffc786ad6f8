"""What only Windows has: its clipboard and its consoles."""

import io
import sys
from pathlib import Path

import pytest

from laering.ui.asking.asker import Typing
from laering.ui.asking.lines import LineAsker
from laering.ui.desk import clipboard
from laering.ui.desk.terminal import Terminal
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run
from tests.support.waiting import PATIENCE


def test_what_is_copied_can_be_pasted(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyperclip  # type: ignore[import-untyped]

    entry_file(folder, "2026-11-03-ovnen.md", simple_entry("Ovnen på Ås", "2026-11-03"))

    # A machine that has much to do may need longer to start the Python that copies.
    monkeypatch.setattr(clipboard, "_PATIENCE", PATIENCE)

    result = run("del", "ovnen", "--kopier")

    assert (result.code, result.stdout) == (0, "")
    assert result.stderr == "Kopiert: Ovnen på Ås\n"
    pyperclip.set_clipboard("windows")
    assert "Ovnen på Ås" in pyperclip.paste()


def test_lines_that_are_pasted_into_a_console_are_one_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = iter([1, 1, 0])
    monkeypatch.setattr("msvcrt.kbhit", lambda: next(waiting))
    monkeypatch.setattr(sys, "stdin", io.StringIO("Først\nså\ntil slutt\nneste svar\n"))

    asker = LineAsker(Terminal(plain=True))
    given = asker.answer("Hva skjedde?", "", Typing("", lambda _: None), required=True)

    assert given == "Først\nså\ntil slutt"


def test_who_sends_the_output_elsewhere_is_asked_in_plain_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    assert Terminal().simple_prompts
