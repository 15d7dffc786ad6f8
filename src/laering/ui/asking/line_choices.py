"""What a line that is typed below the overview says to do."""

import re

from laering.ui.asking.asker import Again, Choice, Looked, Overview
from laering.ui.desk.dropped import is_dropped

BACK_TYPED = "<"
"""What one types to come back to the question before."""

_PICTURE = "b"

# What marks one of the events that the overview names: g and its number, g1 or g 1.
_AGAIN = re.compile(r"g\s*([0-9]?)")

_CHOICES = {"": Choice.GO_ON, "p": Choice.PRIVATE, "u": Choice.LEAVE, BACK_TYPED: Choice.BACK}

_ARRIVED = {
    **{key: choice for key, choice in _CHOICES.items() if choice is not Choice.LEAVE},
    "h": Choice.LATER,
    "s": Choice.THROW_AWAY,
}


def meant_by(typed: str, shown: Overview) -> Looked | None:
    """What a line below the overview says to do; None where it says nothing."""
    text = typed.casefold()
    if text.isdecimal() and 1 <= int(text) <= len(shown.rows):
        return int(text) - 1
    if shown.pictures and (text == _PICTURE or is_dropped(typed)):
        return Choice.PICTURE if text == _PICTURE else typed
    again = _AGAIN.fullmatch(text)
    if again and shown.again:
        return Choice.NOT_AGAIN
    number = int(again[1] or len(shown.perhaps) == 1) if again else 0
    if 1 <= number <= len(shown.perhaps):
        return Again(number - 1)
    return (_ARRIVED if shown.arrived else _CHOICES).get(text)
