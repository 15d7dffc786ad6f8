"""A day that cannot be read, in a file that somebody else wrote: on which line it stands."""

import re

from laering.domain.errors import (
    AmbiguousDate,
    BadDate,
    FutureDate,
    ImpossibleDate,
    LaeringError,
    WrongInputDate,
)
from laering.domain.marks import Reason
from laering.domain.naming import field_called

WrongDay = BadDate | ImpossibleDate | AmbiguousDate | FutureDate

WRONG_DAYS = (BadDate, ImpossibleDate, AmbiguousDate, FutureDate)
"""What reading a day may raise."""


def with_line(error: WrongDay, text: str, name: str) -> LaeringError:
    """What is wrong with a day, and on which line of the file it stands, where that can be told."""
    found = [each for each in enumerate(text.split("\n"), 1) if error.value in each[1]]
    if not found or "\n" not in text.strip("\n"):
        return error
    number = next((number for number, line in found if _is_date(line)), found[0][0])
    facts = error.facts
    return WrongInputDate(
        path=name,
        reason=Reason(error.message),
        line=number,
        value=error.value,
        iso=str(facts.get("iso", "")),
        written=str(facts.get("written", "")),
        today=error.today if isinstance(error, FutureDate) else None,
    )


def _is_date(line: str) -> bool:
    """Whether a line begins with what a date is called as a key."""
    return field_called(re.split("[:=]", line, maxsplit=1)[0].strip(" \t\"'{,*")) == "date"
