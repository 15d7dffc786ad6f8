"""The signs on an action's line: what they are, and what they say.

They are those that Obsidian Tasks documents, wherever they stand.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from laering.domain.text.escapes import unescape_names
from laering.domain.text.fences import without_code

_DAYS = "📅📆🗓✅❌➕🛫⏳⌛"

SIGNS = f"{_DAYS}🔁🆔⛔🏁🔺⏫🔼🔽⏬"

# What Obsidian Tasks reads at the end of a line, wherever it stands. A date may have anything but
# a letter or a digit behind it; a rule goes on until something that is none of its words.
FIELD = re.compile(
    rf"(?P<sign>[{_DAYS}])\ufe0f?[ \t]*(?P<day>\d{{4}}-\d\d-\d\d)(?!\w|-\d)"
    rf"|🔁\ufe0f?[ \t]*(?P<rule>[^\W_][^{SIGNS}@#^()\[\]`\x01]*)"
    r"|[🔺⏫🔼🔽⏬]\ufe0f?"
    r"|🆔\ufe0f?[ \t]*[\w-]+"
    r"|⛔\ufe0f?[ \t]*[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*"
    r"|🏁\ufe0f?[ \t]*[a-zA-Z]+"
    r"|(?<=[ \t])\^[\w-]+(?=[ \t]*$)"
)

_SIGN_SEEN = re.compile(rf"[{SIGNS}^]")

DUE_SIGNS = frozenset("📅📆🗓")
"""The signs of a due date."""

COUNTED_DAYS = "📅📆🗓✅❌"
"""The signs whose dates are counted: due, done and called off."""

# Where fields were taken out, and the mark that may stand behind them.
_GAP = re.compile(r" ?\x00(?:[ .,;]*\x00)* ?([.,;:!?)\]]?)")

_BRACKETS = re.compile(r"[(\[][ ]?\x00[ \x00]*[)\]]")


class Fields(NamedTuple):
    """What stands behind a box: the words, and what the signs say."""

    text: str
    due: date | None
    done: date | None
    off: date | None
    signs: str


def fields_of(rest: str) -> Fields:
    """The words and the dates behind a box. Of two dates with one sign the first is meant."""
    text = " ".join(unescape_names(rest.replace("\x00", "")).split())
    if _SIGN_SEEN.search(text) is None:
        return Fields(text, None, None, None, "")
    due = done = off = None
    signs: list[str] = []
    pieces: list[str] = []
    at = 0
    for field in FIELD.finditer(without_code(text)):
        sign, day = field["sign"], iso(field["day"])
        if sign and day is None:
            continue
        if sign in DUE_SIGNS:
            due = due or day
        elif sign == "✅":
            done = done or day
        elif sign == "❌":
            off = off or day
        else:
            signs.append(field[0].rstrip(" .,;"))
        pieces += (text[at : field.start()], "\x00")
        at = field.end()
    pieces.append(text[at:])
    joined = "".join(pieces)
    if at:
        joined = _GAP.sub(_closed, _BRACKETS.sub("\x00", joined)).strip()
    return Fields(joined, due, done, off, " ".join(signs))


def _closed(gap: re.Match[str]) -> str:
    """What stands where a field was: one blank, or the mark behind it closed up."""
    mark = gap[1]
    if not mark:
        return " "
    before = gap.string[gap.start() - 1 : gap.start()]
    if mark in ".,;:" and (gap.end() == len(gap.string) or before in ("", *".,;:!?")):
        return ""
    return mark


@lru_cache(maxsize=4096)
def iso(text: str | None) -> date | None:
    """The day of a text ``YYYY-MM-DD``; None for no text, and for a day that does not exist."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
