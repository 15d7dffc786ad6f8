"""The questions of a new learning, and how to come to the first of them."""

from tests.support.screen import Window

OUTCOME = "Hvordan gikk det?"
DAY = "Når skjedde det?"
HAPPENED = "Hva skjedde?"
LEARNED = "Hva kan vi lære av det?"
NEXT = "Hva kan vi gjøre annerledes neste gang?"
ACTION = "Er det noe noen skal følge opp?"
MORE = "Noe mer?"
TITLE = "Tittel"
OVERVIEW = "Se over før det lagres"


def begin(window: Window, source: str = "2", outcome: str = "\r") -> None:
    """Choose a source by its number, tell how it went, and that it was today."""
    window.wait_for("Hvor kommer lærdommen fra?", "piltastene og Enter")
    window.type(source)
    window.wait_for(OUTCOME, "hopp over")
    window.type(outcome)
    window.answer(DAY)


def save(window: Window) -> int:
    """Look over what was answered and save it; gives the program's exit status."""
    window.wait_for(OVERVIEW, "Enter lagrer")
    window.press("enter")
    return window.finish()


def begin_plain(window: Window, source: str = "2", outcome: str = "") -> None:
    """The same in plain lines."""
    window.wait_for("Tall eller navn:")
    window.type(f"{source}\r")
    window.wait_for("Gikk det bra (b) eller mindre bra (m)?")
    window.type(f"{outcome}\r")
    wait_for_line(window, DAY)
    window.type("\r")


def wait_for_line(window: Window, question: str) -> None:
    """Read until a question is asked and a plain line can be typed."""
    window.wait_until(
        lambda: question in window.flat and window.lines[-1] == ">", f"{question} and a line"
    )
