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
    lines = [number for number, line in enumerate(text.split("\n"), 1) if error.value in line]
    keyed = (each for each in lines if _is_date(text.split("\n")[each - 1]))
    line = next(keyed, lines[0] if lines else None)
    if line is None or "\n" not in text.strip("\n"):
        return error
    facts = error.facts
    return WrongInputDate(
        path=name,
        reason=Reason(error.message),
        line=line,
        value=error.value,
        iso=str(facts.get("iso", "")),
        written=str(facts.get("written", "")),
        today=error.today if isinstance(error, FutureDate) else None,
    )


def _is_date(line: str) -> bool:
    """Whether a line begins with what a date is called as a key."""
    return field_called(re.split("[:=]", line, maxsplit=1)[0].strip(" \t\"'{,*")) == "date"
