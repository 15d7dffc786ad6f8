"""What reaches the terminal, and what does not."""

import sys
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.ui.desk import terminal
from laering.ui.desk.terminal import ProgressBar, Terminal, as_text, safe


@given(st.text())
def test_no_text_can_steer_a_terminal(text: str) -> None:
    shown = safe(text)

    assert not any(
        (ord(sign) < 0x20 and sign not in "\n\t") or 0x7F <= ord(sign) < 0xA0 for sign in shown
    )
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ["æøå «ja» – 5 €", "👩‍🔧 🇳🇴", "linje\nlinje\tkolonne", "e\u0301"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert safe(text) == text


def test_bytes_that_are_not_utf8_become_western_letters() -> None:
    assert as_text("Øl".encode("cp1252").decode("utf-8", "surrogateescape")) == "Øl"
    assert as_text("Øl") == "Øl"


def test_a_bar_appears_only_when_the_work_is_long_and_is_wiped_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    clock = iter([0.0, 0.5, 1.5, 2.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    bar = ProgressBar("Leser")

    bar(100, 400)
    assert shown.getvalue() == ""
    bar(200, 400)
    assert "Leser ████████████░░░░░░░░░░░░ 200/400" in shown.getvalue()
    bar(400, 400)
    assert shown.getvalue().endswith(" \r")


def test_a_pipe_sees_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", StringIO())

    assert Terminal().progress("Leser") is terminal._silent


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM"])
def test_colour_is_left_out_when_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "dumb" if name == "TERM" else "1")
    monkeypatch.setattr(terminal, "_is_terminal", lambda _stream: True)

    assert not Terminal().styled
    monkeypatch.delenv(name)
    assert Terminal().styled
    assert not Terminal(plain=True).styled
