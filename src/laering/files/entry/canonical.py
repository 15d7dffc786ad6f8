"""The header just as the program writes it, read without YAML."""

import re
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from laering.domain.entry import Entry
from laering.domain.keys import KEYS, LISTS, NAMES, Key, Kind
from laering.files.system.contents import MAX_BYTES

NULLS = frozenset({"null", "Null", "NULL"})

_NO_NULL = rf"(?!(?:{'|'.join(sorted(NULLS))})[,\]\n])"

_TAG, _ID = rf"{_NO_NULL}[^\W\d_][\w-]*", r"\d[\w-]*"

# What the program itself writes for a key when its texts need no escapes, most often at least.
_PLAINLY: dict[Kind, str] = {
    "text": r"\w[^\n]*|'(?:[^'\n]|'')+'",
    "word": rf"{_NO_NULL}[a-z][a-z0-9-]*",
    "day": r"\d{4}-\d\d-\d\d",
    "flag": "true",
    "tags": rf"{_TAG}(?:, {_TAG})*",
    "ids": rf"{_ID}(?:, {_ID})*",
}


def _line_of(key: Key) -> str:
    said = f"({'|'.join(key.choices) or _PLAINLY[key.kind]})"
    line = f"{key.name}: {said}" if key.name not in LISTS else rf"{key.name}: \[{said}\]"
    return rf"{line}\n" if key.required else rf"(?:{line}\n)?"


# The whole header as `write` makes it. It is read without YAML, at a tenth of the cost; anything
# else goes the long way, with the same answer. See docs/decisions.
_CANONICAL = re.compile(rf"---\n{''.join(map(_line_of, KEYS))}---\n")


class Head(NamedTuple):
    """What a header says that is counted, and where in the bytes the text below it begins."""

    date: date
    source: str
    private: bool
    end: int


def head(data: bytes) -> Head | None:
    """The header of a file as the program writes it; None when ``codec.read`` must say what it is.

    Where only days and sources are counted, this does for most files, at half the cost of an
    entry.
    """
    if len(data) > MAX_BYTES:
        return None
    try:
        said = _canonical(str(data, "utf-8"))
    except UnicodeDecodeError:
        return None
    if said is None:
        return None
    return Head(said[_DATE], said[_SOURCE], said[_PRIVATE] is not None, _end_of(data))


def quick(text: str, data: bytes, path: str) -> Entry | None:
    """The entry in a file as the program writes it; None when ``codec`` must look closer.

    ``text`` is what the bytes in ``data`` say.
    """
    said = _canonical(text)
    if said is None:
        return None
    for place in _FLAGS:
        said[place] = said[place] is not None
    for place in _LISTS:
        value = said[place]
        said[place] = tuple(value.split(", ")) if value else ()
    said += ((), path[path.rfind("/") + 1 : -3], path, data[_end_of(data) :])
    return Entry(*said)


def _canonical(text: str) -> list[Any] | None:
    """What each key says, when YAML reads all of them as they stand; a list as its inner text."""
    match = _CANONICAL.match(text)
    # Where the text below has other line ends, they are all made alike first.
    if match is None or text[text.find("\n", match.end()) - 1] == "\r":
        return None
    said: list[Any] = list(match.groups())
    for place in _TEXTS:
        value = said[place]
        if value is not None:
            said[place] = value = _text(value)
            if value is None:
                return None
    for place in _DAYS:
        value = said[place]
        if value is not None:
            said[place] = value = _day(value)
            if value is None:
                return None
    return said


def _places(*kinds: Kind) -> tuple[int, ...]:
    return tuple(place for place, key in enumerate(KEYS) if key.kind in kinds)


_TEXTS, _DAYS, _FLAGS = _places("text"), _places("day"), _places("flag")

_LISTS = _places("tags", "ids")

_DATE, _SOURCE, _PRIVATE = (NAMES.index(name) for name in ("date", "source", "private"))

_CLOSING = b"\n---\n"


def _end_of(data: bytes) -> int:
    return data.index(_CLOSING) + len(_CLOSING)


def _text(written: str) -> str | None:
    """What YAML reads where this rest of a line stands, when that is plain to see; else None."""
    if written[0] == "'":
        text = written[1:-1].replace("''", "'")
        plain = text == text.strip()
    else:
        text = written
        plain = ": " not in text and " #" not in text and text[-1] not in ": " and text not in NULLS
    # Two blanks are one to who reads it the long way.
    return text if plain and text.isprintable() and "  " not in text else None


@cache
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
