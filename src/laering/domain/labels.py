"""Lines such as «Kilde: avvik» at the top of a text, as forms and e-mails have them."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from laering.domain.dates import read_date
from laering.domain.errors import LaeringError
from laering.domain.naming import ANSWERS, field_called
from laering.domain.text.beginnings import BULLET
from laering.domain.wording import read_outcome

_LABEL = re.compile(
    rf" {{0,3}}(?:{BULLET}[ \t]+)?(?:\*\*|__)?(?P<name>[^\W\d_][^:*_]{{0,50}}?)(?:\*\*|__)?[ \t]*:"
    r"(?:\*\*|__)?(?:[ \t]+(?P<value>.*))?$"
)

_HEADING = re.compile(r" {0,3}#[ \t]")

_SOURCE_WORDS = 5


class Labelled(NamedTuple):
    """What the lines say, by field, and the text without them."""

    values: dict[str, str]
    text: str


def read_labels(text: str, today: date) -> Labelled:
    """The fields that lines at the top tell, below a heading if there is one.

    A line that is no field, or whose value is none of its field's, is text, and so is all that
    follows. An answer goes on until a blank line.
    """
    lines = text.split("\n")
    values: dict[str, str] = {}
    kept: list[str] = []
    open_answer = None
    end = 0
    for at, line in enumerate(lines):
        match = _LABEL.match(line)
        field = field_called(match["name"]) if match else None
        value = (match["value"] or "").strip() if match else ""
        if field is not None and field not in values and _fits(field, value, today):
            values[field] = value
            open_answer = field if field in ANSWERS else None
        elif not line.strip():
            open_answer = None
            kept += [line] if not values else []
        elif open_answer is not None and not line.lstrip().startswith("#"):
            values[open_answer] = f"{values[open_answer]}\n{line}".strip("\n")
        elif not values and _HEADING.match(line) and not any(map(str.strip, kept)):
            kept.append(line)
        else:
            break
        end = at + 1
    if not values:
        return Labelled({}, text)
    return Labelled(values, "\n".join((*kept, "", *lines[end:])))


def _fits(field: str, value: str, today: date) -> bool:
    """Whether a value is one of its field's."""
    if field in ANSWERS:
        return True
    check = _CHECKS.get(field)
    return bool(value) and check is not None and check(value, today)


def _is_day(value: str, today: date) -> bool:
    with suppress(LaeringError):
        return bool(read_date(without_time(value), today))
    return False


def _is_outcome(value: str, _today: date) -> bool:
    with suppress(LaeringError):
        return bool(read_outcome(value))
    return False


def _is_name(value: str, _today: date) -> bool:
    return len(value.split()) <= _SOURCE_WORDS and "/" not in value


def _any(_value: str, _today: date) -> bool:
    return True


_CHECKS: dict[str, Callable[[str, date], bool]] = {
    "title": _any,
    "date": _is_day,
    "source": _is_name,
    "outcome": _is_outcome,
    "tags": _any,
    "author": _is_name,
    "private": _any,
    "actions": _any,
}

_TIME = re.compile(
    r"(?<=\d)[Tt ]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?[ \t]*(?:[Zz]|UTC|[+-]\d\d:?(?:\d\d)?)?$"
    r"|,?[ \t]+(?:kl\.?|klokka|klokken|at)[ \t]*\d{1,2}(?:[:.]\d\d)*$",
    re.IGNORECASE,
)


def without_time(written: str) -> str:
    """A date without the time and the zone behind it: the day is the one where it was written."""
    return _TIME.sub("", written.strip())
