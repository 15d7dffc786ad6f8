"""Text <-> entry.

Reading takes the text of a key as it stands in the file, so that a title ``no``, ``12:30`` or
``0123`` is that text whoever wrote it, quoted or not. Writing goes through the YAML dumper.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from laering.domain.body import compose
from laering.domain.check import BLOCKING, Header, Look, read_day
from laering.domain.entry import Draft, Entry, Problem
from laering.domain.keys import KEYS, NAMES, Key, Kind
from laering.domain.private import said_in
from laering.files.entry.canonical import quick
from laering.files.entry.tree import Fault, dump, pairs_of
from laering.files.system.contents import MAX_BYTES

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
    return quick(text, data, path) or _thorough(text, path)


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
    tree = pairs_of(rest[: closing.start()])
    if isinstance(tree, Fault):
        return Problem(path, tree.line + 2, tree.code, tree.facts)
    header = Header(path, tree, rest[: closing.start()])
    return Look(header, rest[closing.end() + 1 :], rest.count("\n", 0, closing.end()) + 3)


def _entry(header: Header, body: str) -> Entry | Problem:
    for check in BLOCKING:
        for problem in check(header):
            return problem
    said = {key.name: _READERS[key.kind](header, key) for key in KEYS}
    packed = body.encode("utf-8", "surrogatepass")
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


def _texts(header: Header, key: Key) -> tuple[str, ...]:
    return tuple(item.one_line for item in header.texts(key.name) or ())


def _is_private(header: Header, _key: Key | None = None) -> bool:
    return said_in((name.text, value.text) for name, value in header.pairs)


_READERS: dict[Kind, Callable[[Header, Key], Any]] = {
    "text": _text,
    "word": _text,
    "choice": _choice,
    "day": _day,
    "flag": _is_private,
    "tags": _texts,
    "ids": _texts,
}


def _extra(header: Header) -> Iterator[tuple[str, str]]:
    """The unknown keys, each with the lines it stands on."""
    lines = header.text.split("\n")
    starts = [name.line for name, _ in header.pairs] + [len(lines)]
    for index, (name, _) in enumerate(header.pairs):
        if name.text not in NAMES:
            yield name.text, "\n".join(lines[starts[index] : starts[index + 1]]).rstrip()
