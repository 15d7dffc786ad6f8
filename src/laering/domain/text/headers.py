"""Front matter that stands further down in a text, as where two files were put into one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from laering.domain.text.comments import may_have, scan
from laering.domain.text.fences import fenced_lines

# The line that opens one. Without a line end above it, it stands close to what the file before
# ended with; one that is escaped, or part of a longer rule or of a table, opens nothing.
_OPENS = re.compile(r"(?:|\ufeff|.*[^\\|\s-])---\s*(?:\s#.*|<!--.*-->\s*)?|\ufeff?\+{3}\s*")

_CLOSES = re.compile(r"(?:---|\.\.\.|\+{3})\s*")

_KEYED = re.compile(
    r"[\"']?(?P<key>[^\W\d][\w -]{0,40}?)[\"']?(?:[ \t]*:|[ \t]+=)(?:[ \t]+(?P<value>[^\r]*))?\r?"
)

# What may stand between keys: the items and lines of a value, and a comment of YAML's.
_GOES_ON = re.compile(r"[ \t]+\S.*|-[ \t].*|#(?!#).*|\s*", re.DOTALL)


class Header(NamedTuple):
    """One that looks like front matter: its first line, from 0, and its keys with their values."""

    line: int
    pairs: tuple[tuple[str, str], ...]
    closed: bool


def may_have_header(packed: bytes, above: int = 0) -> bool:
    """Whether there may be one below the front matter of a file, given what stands there.

    ``above`` is how many lines ``---`` around that front matter are among it.
    """
    return packed.count(b"---") > above or b"+++" in packed


def headers_below(text: str) -> list[Header]:
    """Each block of keys behind a line ``---`` or ``+++``, outside code and comments, in order."""
    return list(_headers(text.split("\n"))) if _has_fence(text) else []


def _has_fence(text: str) -> bool:
    return "---" in text or "+++" in text


def _headers(lines: Sequence[str]) -> Iterator[Header]:
    scanned = scan(lines) if any(map(may_have, lines)) else None
    idle = scanned.fenced | scanned.inside | scanned.hidden if scanned else fenced_lines(lines)
    index = 0
    while index < len(lines):
        end = index + 1
        line = lines[index]
        if _has_fence(line) and index not in idle and _OPENS.fullmatch(line):
            pairs, end = _pairs(lines, end)
            if pairs:
                closed = end < len(lines) and _CLOSES.fullmatch(lines[end]) is not None
                yield Header(index, tuple(pairs), closed)
        index = end


def _pairs(lines: Sequence[str], start: int) -> tuple[list[tuple[str, str]], int]:
    """The keys from a line on, and the first line that belongs to none."""
    pairs: list[tuple[str, str]] = []
    for index in range(start, len(lines)):
        line = lines[index]
        keyed = _KEYED.fullmatch(line)
        if keyed is not None:
            pairs.append((keyed["key"], (keyed["value"] or "").strip(" \t\"'")))
        elif not _GOES_ON.fullmatch(line):
            return pairs, index
    return pairs, len(lines)
