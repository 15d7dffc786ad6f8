"""Text <-> entry.

Reading takes the text of a key as it stands in the file, so that a title ``no``, ``12:30`` or
``0123`` is that text whoever wrote it, quoted or not. Writing goes through the YAML dumper.
"""

import re
from collections.abc import Iterator
from datetime import date

from laering.domain.body import compose
from laering.domain.check import BLOCKING, Header, Look, read_day
from laering.domain.entry import OUTCOMES, Draft, Entry, Problem
from laering.domain.private import said_in
from laering.files.entry.canonical import quick
from laering.files.entry.tree import Fault, dump, pairs_of
from laering.files.system.disk import MAX_BYTES

KEYS = ("title", "date", "source", "outcome", "tags", "author", "repeats", "private", "written")

_CLOSING = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def write(draft: Draft, language: str) -> str:
    """The whole file for a draft, with the questions as headings in ``language``."""
    header: dict[str, object] = {
        "title": draft.title,
        "date": draft.date,
        "source": draft.source,
        "outcome": draft.outcome,
        "tags": list(draft.tags),
        "author": draft.author,
        "repeats": list(draft.repeats),
        "private": draft.private,
        "written": draft.written if draft.written != draft.date else None,
    }
    known = {key: value for key, value in header.items() if value not in (None, [], False)}
    lines = dump(known) + "".join(f"{text}\n" for _, text in draft.extra)
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
    texts = {
        key: value.one_line
        for key in ("title", "date", "source", "outcome", "author")
        if (value := header.get(key)) is not None
    }
    lists = {
        key: tuple(item.one_line for item in header.texts(key) or ()) for key in ("tags", "repeats")
    }
    outcome = texts.get("outcome")
    written = header.get("written")
    return Entry(
        id=header.id,
        path=header.path,
        title=texts["title"],
        date=read_day(texts["date"]) or date.min,
        source=texts["source"],
        outcome=outcome if outcome in OUTCOMES else None,
        tags=lists["tags"],
        author=texts.get("author") or None,
        repeats=lists["repeats"],
        private=said_in((name.text, value.text) for name, value in header.pairs),
        extra=tuple(_extra(header)),
        packed=body.encode("utf-8", "surrogatepass"),
        written=read_day(written.one_line) if written is not None else None,
    )


def _extra(header: Header) -> Iterator[tuple[str, str]]:
    """The unknown keys, each with the lines it stands on."""
    lines = header.text.split("\n")
    starts = [name.line for name, _ in header.pairs] + [len(lines)]
    for index, (name, _) in enumerate(header.pairs):
        if name.text not in KEYS:
            yield name.text, "\n".join(lines[starts[index] : starts[index + 1]]).rstrip()
