"""The header just as the program writes it, read without YAML."""

import re
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from laering.domain.entry import Entry
from laering.files.system.disk import MAX_BYTES

# The header just as `write` makes it when its texts need no escapes. It is read without YAML,
# at a tenth of the cost; anything else goes the long way. See docs/decisions.
_CANONICAL = re.compile(
    r"---\n"
    r"title: (?P<title>\w[^\n]*|'(?:[^'\n]|'')+')\n"
    r"date: (?P<date>\d{4}-\d\d-\d\d)\n"
    r"source: (?P<source>[a-z][a-z0-9-]*)\n"
    r"(?:outcome: (?P<outcome>bra|mindre-bra)\n)?"
    r"(?:tags: \[(?P<tags>[^\W\d_][\w-]*(?:, [^\W\d_][\w-]*)*)\]\n)?"
    r"(?:author: (?P<author>\w[^\n]*)\n)?"
    r"(?:repeats: \[(?P<repeats>\d[\w-]*(?:, \d[\w-]*)*)\]\n)?"
    r"(?:private: (?P<private>true)\n)?"
    r"(?:written: (?P<written>\d{4}-\d\d-\d\d)\n)?"
    r"---\n"
)

NULLS = frozenset({"null", "Null", "NULL"})


class Head(NamedTuple):
    """What a canonical header says that is counted, and where the text below it begins."""

    title: str
    date: date
    source: str
    private: bool
    end: int


def head(data: bytes) -> Head | None:
    """The header of a file as the program writes it; None when ``read`` must say what it is."""
    if len(data) > MAX_BYTES:
        return None
    try:
        known = _canonical_header(str(data, "utf-8"))
    except UnicodeDecodeError:
        return None
    if known is None:
        return None
    title, day, (source, _, _, _, _, private, _) = known
    return Head(title, day, source, private is not None, data.index(END) + len(END))


def quick(text: str, data: bytes, path: str) -> Entry | None:
    """The entry in a file as the program writes it; None when ``codec`` must look closer."""
    known = _canonical_header(text)
    if known is None:
        return None
    title, day, (source, outcome, tags, author, repeats, private, written) = known
    return Entry(
        path[path.rfind("/") + 1 : -3],
        path,
        title,
        day,
        source,
        outcome,
        tuple(tags.split(", ")) if tags else (),
        author,
        tuple(repeats.split(", ")) if repeats else (),
        private is not None,
        (),
        data[data.index(END) + len(END) :],
        _canonical_day(written) if written else None,
    )


def _canonical_header(text: str) -> tuple[str, date, tuple[Any, ...]] | None:
    """Title, day and the texts of the other keys, when YAML reads all of them as they stand."""
    match = _CANONICAL.match(text)
    # Where the text below has other line ends, they are all made alike first.
    if match is None or text[text.find("\n", match.end()) - 1] == "\r":
        return None
    title, written, *others = match.groups()
    source, _, tags, author, *_ = others
    known = _canonical_title(title, source, tags, author)
    day = _canonical_day(written)
    return None if known is None or day is None else (known, day, tuple(others))


END = b"\n---\n"


def _canonical_title(title: str, source: str, tags: str | None, author: str | None) -> str | None:
    """The title, when YAML reads all of these as they stand; else None."""
    if title[0] == "'":
        title = title[1:-1].replace("''", "'")
        if not title.isprintable() or title != title.strip():
            return None
    elif not _is_plain(title):
        return None
    if author is not None and not _is_plain(author):
        return None
    if source in NULLS or (tags is not None and "null" in tags.casefold()):
        return None
    return title


@cache
def _canonical_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_plain(text: str) -> bool:
    """Whether YAML reads this rest of a line, which begins with a letter or digit, as itself."""
    return (
        text.isprintable()
        and ": " not in text
        and " #" not in text
        and text[-1] not in ": "
        and text not in NULLS
    )
