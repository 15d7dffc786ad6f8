"""Text <-> entry: the header as the program writes it, read quickly, and any other by YAML.

Reading takes the text of a key as it stands in the file, so that a title ``no``, ``12:30`` or
``0123`` is that text whoever wrote it, quoted or not. Writing goes through the YAML dumper.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from laering.domain.body import compose
from laering.domain.check import BLOCKING, Header, Look, further_entries, read_day
from laering.domain.entry import Draft, Entry, Problem
from laering.domain.folding import composed
from laering.domain.keys import KEYS, LISTS, NAMES, Key, Kind
from laering.domain.private import said_below, said_in
from laering.domain.text.conflicts import BEGINS, first_conflict
from laering.domain.text.headers import may_have_header
from laering.domain.wording import tags_of
from laering.files.entry.tree import NULLS, Fault, dump, pairs_of, with_hashtags
from laering.files.system.contents import MAX_BYTES

_MARK = BEGINS.encode()

_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def write(draft: Draft, language: str) -> str:
    """The whole file for a draft, with the questions as headings in ``language``."""
    header: dict[str, object] = {key.name: getattr(draft, key.name) for key in KEYS}
    if draft.written == draft.date:
        del header["written"]
    said = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in header.items()
        if value not in (None, (), False)
    }
    lines = dump(said) + "".join(f"{text}\n" for _, text in draft.extra)
    return f"---\n{lines}---\n\n{compose(draft.body, language)}"


def read(data: bytes, path: str) -> Entry | Problem:
    """The entry in a file's bytes, or the one problem that keeps it from being an entry.

    ``path`` is relative to the journal, with ``/``; its stem becomes the id.
    """
    if len(data) > MAX_BYTES:
        return Problem(path, 1, "too-large")
    try:
        text = str(data, "utf-8")
    except UnicodeDecodeError as error:
        return Problem(path, data.count(b"\n", 0, error.start) + 1, "not-utf8")
    if _MARK in data and (line := first_conflict(text)) is not None:
        return Problem(path, line, "conflict")
    return _quick(text, data, path) or _thorough(text, path)


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


# The whole header as `write` makes it. It is read without YAML, in a tenth of the time: a report on
# all of 10,000 entries takes less than half as long. Anything else goes the long way, with the same
# answer. See docs/decisions/0032-one-table-of-keys.md.
_CANONICAL = re.compile(rf"---\n{''.join(map(_line_of, KEYS))}---\n")


class Head(NamedTuple):
    """What a header says that is counted, and where in the bytes the text below it begins."""

    date: date
    source: str
    private: bool
    end: int


def head(data: bytes) -> Head | None:
    """The header of a file as the program writes it; None when ``read`` must say what it is.

    Where only days and sources are counted, this does for most files, at two thirds of the cost
    of an entry.
    """
    if len(data) > MAX_BYTES or _MARK in data:
        return None
    try:
        said = _canonical(str(data, "utf-8"))
    except UnicodeDecodeError:
        return None
    if said is None:
        return None
    end = _end_of(data)
    private = said[_PRIVATE] is not None or said_below(data[end:])
    return Head(said[_DATE], said[_SOURCE], private, end)


def _quick(text: str, data: bytes, path: str) -> Entry | None:
    """The entry in a file as the program writes it; None when ``_thorough`` must look closer.

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
    packed = data[_end_of(data) :]
    said[_PRIVATE] = said[_PRIVATE] or said_below(packed)
    said += ((), composed(path[path.rfind("/") + 1 : -3]), path, packed)
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
            said[place] = value = _plain_text(value)
            if value is None:
                return None
    for place in _DAYS:
        value = said[place]
        if value is not None:
            said[place] = value = _plain_day(value)
            if value is None:
                return None
    return said


def _places(*kinds: Kind) -> tuple[int, ...]:
    return tuple(place for place, key in enumerate(KEYS) if key.kind in kinds)


_TEXTS, _DAYS, _FLAGS = _places("text"), _places("day"), _places("flag")

_LISTS = _places("tags", "ids")

_DATE, _SOURCE, _PRIVATE = (NAMES.index(name) for name in ("date", "source", "private"))

_END = b"\n---\n"


def _end_of(data: bytes) -> int:
    return data.index(_END) + len(_END)


def _plain_text(written: str) -> str | None:
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
def _plain_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parted(text: str) -> tuple[str, str]:
    """A file's text as its header, closing line included, and all that stands below it."""
    closing = _CLOSING.search(text, text.find("\n") + 1)
    end = closing.end() + 1 if closing else 0
    return text[:end], text[end:]


def _thorough(text: str, path: str) -> Entry | Problem:
    found = look(text, path)
    return _entry(found.header, found.body) if isinstance(found, Look) else found


def look(text: str, path: str) -> Look | Problem:
    """Header and body of a file's text, or the problem that keeps them from being told apart."""
    text = text.removeprefix("\ufeff")
    head, body = parted(text)
    if "\r\n" in head or body.partition("\n")[0].endswith("\r"):
        text = text.replace("\r\n", "\n")
    opening, _, rest = text.partition("\n")
    if opening.rstrip(" \t\r") != "---":
        return Problem(path, 1, "no-front-matter")
    closing = _CLOSING.search(rest)
    if closing is None:
        return Problem(path, 1, "unclosed-front-matter")
    tree = pairs_of(with_hashtags(rest[: closing.start()]))
    if isinstance(tree, Fault):
        return Problem(path, tree.line + 2, tree.code, tree.facts)
    header = Header(path, tree, rest[: closing.start()])
    return Look(header, rest[closing.end() + 1 :], rest.count("\n", 0, closing.end()) + 3)


def named_below(data: bytes, path: str) -> list[Problem]:
    """The entries that begin further down in the file of one, and so are not counted."""
    if not may_have_header(data, above=2):
        return []
    found = look(str(data, "utf-8", "replace"), path)
    return list(further_entries(found)) if isinstance(found, Look) else []


def _entry(header: Header, body: str) -> Entry | Problem:
    for check in BLOCKING:
        for problem in check(header):
            return problem
    said = {key.name: _READERS[key.kind](header, key) for key in KEYS}
    packed = body.encode("utf-8", "surrogatepass")
    said["private"] = said["private"] or said_below(packed)
    return Entry(**said, extra=tuple(_extra(header)), id=header.id, path=header.path, packed=packed)


def _text(header: Header, key: Key) -> str | None:
    value = header.get(key.name)
    return (value.one_line or None) if value is not None else None


def _choice(header: Header, key: Key) -> str | None:
    text = _text(header, key)
    return text if text in key.choices else None


def _day(header: Header, key: Key) -> date | None:
    value = header.get(key.name)
    return read_day(value.one_line) if value is not None else None


def _tags(header: Header, key: Key) -> tuple[str, ...]:
    return tags_of(item.one_line for item in header.texts(key.name) or ())


def _texts(header: Header, key: Key) -> tuple[str, ...]:
    return tuple(composed(item.one_line) for item in header.texts(key.name) or ())


def _is_private(header: Header, _key: Key | None = None) -> bool:
    return said_in((name.text, value.text) for name, value in header.pairs)


_READERS: dict[Kind, Callable[[Header, Key], Any]] = {
    "text": _text,
    "word": _text,
    "choice": _choice,
    "day": _day,
    "flag": _is_private,
    "tags": _tags,
    "ids": _texts,
}


def _extra(header: Header) -> Iterator[tuple[str, str]]:
    """The unknown keys, each with the lines it stands on."""
    lines = header.text.split("\n")
    starts = [name.line for name, _ in header.pairs] + [len(lines)]
    for index, (name, _) in enumerate(header.pairs):
        if name.text not in NAMES:
            yield name.text, "\n".join(lines[starts[index] : starts[index + 1]]).rstrip()
