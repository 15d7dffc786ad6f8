"""Lines such as «Kilde: avvik» at the top of a text, as forms and e-mails have them."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from laering.domain.dates import read_date
from laering.domain.errors import LaeringError
from laering.domain.headings import is_question
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


class Row(NamedTuple):
    """What a row of a form says: lines that tell a field, and paragraphs."""

    fields: list[str]
    blocks: list[str]


def lines_of_row(cells: Sequence[Sequence[str]], today: date) -> Row:
    """A row of a table in a document, where forms have what they ask beside what is answered.

    ``cells`` are the paragraphs of each. What tells a field becomes a line «Dato: 20.11.2026», a
    question a heading, and what else stands side by side one line.
    """
    found = Row([], [])
    while cells and not cells[-1]:
        cells = cells[:-1]
    names = [_name_in(cell) for cell in cells[::2]]
    if len(cells) == 2 and names[0]:
        _add_pair(cells[0], cells[1], found, today)
    elif len(cells) > 2 and all(each and _is_name_of(each) for each in names):
        for at in range(0, len(cells), 2):
            _add_pair(cells[at], cells[at + 1] if at + 1 < len(cells) else (), found, today)
    elif all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells):
        found.blocks.extend([" | ".join("".join(cell) for cell in cells)] if cells else [])
    else:
        found.blocks.extend(block for cell in cells for block in cell)
    return found


_LONGEST_NAME = 80
_OF_A_FORM = ("title", "date", "source", "outcome", "author")


def _name_in(cell: Sequence[str]) -> str:
    """What a cell says, if that may be what the one beside it is about."""
    text = cell[0] if len(cell) == 1 else ""
    return text if len(text) <= _LONGEST_NAME and "\n" not in text and text[:1] != "#" else ""


def _is_name_of(text: str) -> bool:
    return text.endswith((":", "?")) or field_called(text) is not None


def _add_pair(asked: Sequence[str], told: Sequence[str], found: Row, today: date) -> None:
    """Add what a cell asks and the one beside it tells."""
    name = asked[0].rstrip(": \t")
    field = field_called(name)
    value = told[0] if len(told) == 1 and "\n" not in told[0] else ""
    if value and field in _OF_A_FORM and _fits(field or "", value, today):
        found.fields.append(f"{name}: {value}")
    elif field in ANSWERS or is_question(name):
        found.blocks.extend((f"## {name}", *told))
    elif value and not value.startswith("- "):
        joint = " " if name.endswith("?") else ": " if any(map(str.isalpha, name)) else " – "
        found.blocks.append(f"{name}{joint}{value}")
    else:
        found.blocks.extend((asked[0], *told))


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
