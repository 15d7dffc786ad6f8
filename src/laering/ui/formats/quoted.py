"""Markdown that somebody wrote, for a document that others read: it shows what our page shows.

Any reader of Markdown takes HTML, entities and link definitions for what they are, and joins lines;
here they are escaped, and every line end that was typed is kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from laering.domain.text.fences import without_spans
from laering.ui.desk.terminal import safe
from laering.ui.formats.prose import has_signs, tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

# What begins a tag, an entity, the definition of a link or one that leads nowhere; not an address
# in «<>».
_DECODED = re.compile(
    r"(?<!\\)(?P<before>(?:\\\\)*)"
    r"(?:(?P<tag><)(?=[a-z/!?])(?!(?:https?://|mailto:)[^<>\n]*>|[\w.+-]+@[\w.-]+>)"
    r"|(?P<entity>&)(?=#?\w+;)"
    r"|(?P<label>\[)(?=[^\[\]\n]{0,999}\](?::|\([ \t]*\))))",
    re.IGNORECASE,
)

_ESCAPED = {"tag": "&lt;", "entity": "&amp;", "label": "\\["}

_BROKEN = re.compile(r"(?:(?<!\\)(?:\\\\)*\\| {2,})$")

_HEADING = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]*(?=[#=-])")


_STRUCTURE = re.compile(r"^( {0,3})(?=#{1,6}(?:\s|$)|=+[ \t]*$|-+[ \t]*$)")

_AROUND = re.compile(r"[ \t>]*")


def quoted(text: str, label: str = "") -> str:
    """A text as a block quote, with our own ``label`` in Markdown before it."""
    text = safe(text)
    read = tokens(text) if has_signs(text) or "&" in text or "\n" in text else ()
    lines = text.split("\n")
    if read is None:
        lines = [_STRUCTURE.sub(r"\1\\", _decoded(line, line)) for line in lines]
        lines = [f"{line}  " if line.strip() else line for line in lines]
    elif read:
        lines = _as_read(lines, read)
    if label:
        beside = not read or [each.type for each in read][1:] == ["inline", "paragraph_close"]
        if beside and len(lines) == 1:
            lines = [f"{label} {lines[0].strip()}"]
        else:
            lines = [label, "", *lines]
    return "".join(f"> {line}\n" if line else ">\n" for line in lines)


def _as_read(lines: list[str], read: Sequence["Token"]) -> list[str]:
    """The lines, so that any reader finds in them what ours has found."""
    code, fenced = _coded(read, ("fence", "code_block")), _coded(read, ("fence",))
    # The sign of the quote moves what a tab leads to.
    lines = [line if at in fenced else line.expandtabs(4) for at, line in enumerate(lines)]
    inside: set[int] = set()
    heads: dict[int, int] = {}
    for above, token in pairwise(read):
        if token.type == "inline" and above.map and above.map[0] not in inside:
            own = range(above.map[0], min(above.map[1], len(lines)))
            inside.update(own)
            lines[own.start : own.stop] = _escaped([lines[at] for at in own], range(len(own)))
            if above.type == "heading_open":
                at = own.start if above.markup.startswith("#") else own.stop - 1
                lines[at] = _HEADING.sub(lambda found: f"{found[0]}\\", lines[at], count=1)
                heads[own.start] = own.stop
    lines = [
        line if at in code or at in inside else _escaped([line], [0])[0]
        for at, line in enumerate(lines)
    ]
    return list(_apart(lines, heads))


def _coded(read: Sequence["Token"], kinds: Sequence[str]) -> set[int]:
    """The lines of blocks of code."""
    maps = (token.map for token in read if token.type in kinds and token.map)
    return {at for first, end in maps for at in range(first, end)}


def _apart(lines: Sequence[str], heads: Mapping[int, int]) -> Iterator[str]:
    """The lines with empty ones around what were headings, which else would join the others."""
    ends = set(heads.values())
    for at, line in enumerate(lines):
        if at and (at in heads or at in ends) and line.strip() and lines[at - 1].strip():
            around = _AROUND.match(line)
            yield around[0].rstrip() if around else ""
        yield line


def _escaped(lines: Sequence[str], own: Iterable[int]) -> list[str]:
    """Some lines that are read together, with the ``own`` among them escaped outside of code."""
    found = list(lines)
    joined = without_spans("\n".join(lines))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for at in own:
        seen = joined[starts[at] : starts[at + 1] - 1]
        line = _decoded(lines[at], seen)
        coded = joined[starts[at + 1] - 1 : starts[at + 1]] == "\x01"
        last = at + 1 == len(lines) or not lines[at + 1].strip() or not line.strip()
        found[at] = line if last or coded or _BROKEN.search(line) else f"{line.rstrip()}  "
    return found


def _decoded(line: str, seen: str) -> str:
    """A line with escapes where anything in what is ``seen`` of it would be decoded."""
    pieces: list[str] = []
    end = 0
    around = _AROUND.match(line)
    start = around.end() if around else 0
    if line[start : start + 1] == "<" and seen[start] == "\x01":
        # In code that goes on from the line above: so far in it begins no block of HTML.
        pieces, end = [f"{line[:start]}    "], start
    for found in _DECODED.finditer(seen):
        pieces += (line[end : found.end("before")], _ESCAPED[str(found.lastgroup)])
        end = found.end()
    return "".join((*pieces, line[end:]))
