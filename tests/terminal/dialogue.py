"""The questions of a new learning, and how to come to the first of them."""

from tests.support.screen import Window

HAPPENED = "Hva skjedde?"
LEARNED = "Hva kan vi lære av det?"
NEXT = "Hva kan vi gjøre annerledes neste gang?"
ACTION = "Er det noe noen skal følge opp?"
TITLE = "Tittel"


def begin(window: Window, source: str = "2") -> None:
    """Choose a source by its number, and pass the question of how it went."""
    window.wait_for("Hvor kommer lærdommen fra?", "piltastene og Enter")
    window.type(source)
    window.wait_for("Hvordan gikk det?", "hopp over")
    window.press("enter")
