"""What stands in a table's cells: days, outcomes, states, owners and sources as others write them.

Nothing is guessed: a value that can be read in two ways is none.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar

from laering.domain.action import BEGUN, DONE, OFF, OPEN, State
from laering.domain.dates import read_day
from laering.domain.entry import GOOD, LESS_GOOD
from laering.domain.errors import LaeringError
from laering.domain.folding import composed
from laering.domain.labels import without_time
from laering.domain.private import affirmed
from laering.domain.sources import find_source
from laering.domain.table import Cell

_Value = TypeVar("_Value")

_OUTCOMES = {
    GOOD: "bra, godt, gikk bra, det gikk bra, ja, yes, positiv, positivt, good, went well, ros, 👍",
    LESS_GOOD: "mindre bra, mindre-bra, gikk mindre bra, dårlig, dårleg, ikke bra, nei, no, "
    "negativ, negativt, bad, less good, went badly, klage, 👎",
}
_STATES: dict[State, str] = {
    DONE: "lukket, lukka, ferdig, utført, gjort, fullført, gjennomført, avsluttet, avslutta, løst, "
    "ja, x, ✓, ✔, ok, closed, done, completed, complete, finished, resolved, yes, true, 1, 100 %",
    BEGUN: "under arbeid, under behandling, pågår, i gang, igang, påbegynt, begynt, startet, "
    "in progress, started, ongoing",
    OFF: "avlyst, avvist, kansellert, bortfalt, forkastet, cancelled, canceled, rejected, wont fix",
    OPEN: "åpen, åpent, open, ny, nytt, nei, ikke startet, ikke påbegynt, ikke utført, planlagt, "
    "registrert, mottatt, new, no, not started, planned, todo, to do, false, 0",
}


def _by_word(listed: Iterable[tuple[_Value, str]]) -> dict[str, _Value]:
    return {word: value for value, words in listed for word in words.split(", ")}


_OUTCOME_OF, _STATE_OF = _by_word(_OUTCOMES.items()), _by_word(_STATES.items())


def outcome_of(text: str) -> str | None:
    """One of ``entry.OUTCOMES`` by what people call it; None for any other word."""
    return _OUTCOME_OF.get(_bare(text))


def state_of(text: str) -> State | None:
    """How far something to be done is, by what people call it; None for any other word."""
    return _STATE_OF.get(_bare(text))


def _bare(text: str) -> str:
    return " ".join(composed(text).casefold().strip(" .!").split())


def is_yes(cell: Cell) -> bool:
    """Whether something stands there that is no plain no."""
    return bool(cell) and affirmed(str(cell))


# A day as Excel has it, in a column of days: from 1954 to 2119.
_SERIAL = re.compile(r"([2-7]\d{4})(?:[.,]\d+)?")
_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_TIME = re.compile(
    r"(?<=\d),?[T ]+(?:kl\.? ?)?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?"
    r"(?: ?[ap]\.? ?m\.?)?(?: ?(?:[A-Z]{1,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d))?$",
    re.IGNORECASE,
)
_CENTURY = 100
_AHEAD = 20


def day_of(cell: Cell, today: date) -> date | None:
    """The day in a cell, a number of Excel's or a text; None when it is none or could be two.

    A text must tell its year: what is near to today for us was not when it was written. Two
    digits of a year are one that is at most twenty years ahead.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _day_in(cell, today)


@lru_cache(maxsize=4096)
def _day_in(cell: str, today: date) -> date | None:
    """The same for a text: a table has most of its days many times."""
    text = without_time(_TIME.sub("", " ".join(cell.split())))
    if match := _SERIAL.fullmatch(text):
        return day_numbered(int(match[1]))
    if match := _SHORT.fullmatch(text):
        year = today.year - today.year % _CENTURY + int(match[3])
        year -= _CENTURY if year > today.year + _AHEAD else 0
        text = f"{match[1]}.{match[2]}.{year}"
    elif match := _YEAR_FIRST.fullmatch(text):
        text = "-".join(match.groups())
    with suppress(LaeringError):
        day = read_day(text, today, ahead=False)
        return day.date if day.exact else None
    return None


def day_numbered(number: float, *, since_1904: bool = False) -> date | None:
    """The day that Excel writes as a number, with its time if it has one; None for no such."""
    first = datetime.combine(_FIRST_1904 if since_1904 else _FIRST, time.min)
    # Its first leap year is one that there was not.
    number += 0 if since_1904 or number >= _AFTER_LEAP_DAY else 1
    try:
        moment = first + timedelta(seconds=round(number * 86_400))
    except (OverflowError, ValueError):
        return None
    return moment if number % 1 else moment.date()


_FIRST, _FIRST_1904, _AFTER_LEAP_DAY = date(1899, 12, 30), date(1904, 1, 1), 61

_BETWEEN = re.compile(r"\s*(?:[,;/&\n]|\s(?:og|and)\s)\s*", re.IGNORECASE)
_MAIL = re.compile(r"<?([^\s<>@]+)@[^\s<>]+\.[a-zæøå]+>?", re.IGNORECASE)
_NO_NAME = re.compile(r"[^\w.-]+")


def owners_of(text: str) -> tuple[str, ...]:
    """The names in a cell as owners of an action, of one word each: «Ola Nordmann og Kari»."""
    names = (_MAIL.sub(r"\1", name) for name in _BETWEEN.split(text))
    words = (_NO_NAME.sub("-", name.strip()).strip("-.") for name in names)
    return tuple(dict.fromkeys(word for word in words if word))


_WORD = re.compile(r"[^\W\d_]{3,}")


def source_of(text: str, names: Mapping[str, str]) -> str | None:
    """The id of the source that is meant by an id, a name or a word of it; None for none or two.

    ``names`` are what the sources are called, by id.
    """
    if not text.strip().isdigit():
        with suppress(LaeringError):
            return find_source(text, names)
    found = {each for each, name in names.items() if _share_a_word(text, f"{each} {name}")}
    return found.pop() if len(found) == 1 else None


def _share_a_word(text: str, name: str) -> bool:
    """Whether a word of one begins with one of the other, such as «kundeklage» with «kunde»."""
    asked, own = (_WORD.findall(composed(each).casefold()) for each in (text, name))
    return any(
        one.startswith(other[:_STEM]) and other.startswith(one[:_STEM])
        for one in asked
        for other in own
        if min(len(one), len(other)) > _SHORT_WORD
    )


_STEM, _SHORT_WORD = 5, 3
