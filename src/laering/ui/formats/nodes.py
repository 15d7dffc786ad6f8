"""Texts as the typesetter reads them: in lines, long words in pieces, Markdown as a tree."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from laering.ui.desk.terminal import safe
from laering.ui.formats.prose import address, alt_of, tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPACE = re.compile(r"[ \t\n]+")

# The name of an entry is not broken at all where a line has room for it: people type what they
# read.
_NAME = r"\b\d{4}-\d\d-\d\d-\S{1,60}(?!\S)"

_ENTRY = re.compile(_NAME)

LONG = re.compile(rf"{_NAME}|\S{{40,}}")
"""A word that may be broken anywhere, in pieces."""

LONG_IN_COLUMN = re.compile(r"\S{24,}")
"""One that may be in a narrow column."""

_PIECE = 8

_OUTSIDE = re.compile(r"(?:https?://|mailto:)[!-~]{1,2000}", re.IGNORECASE)

# The parser lets emphasis stand in emphasis as often as somebody likes; the typesetter does not.
_DEEPEST = 5

_MOST_COLUMNS = 8

_LINES_IN_ONE = 100

_EMPTY_LINES = re.compile(r"\n[ \t]*\n")

_SPANS = {"em_open": "em", "strong_open": "strong", "s_open": "strike"}

Node = list[Any]
"""A kind and what it holds, as the template reads it."""

Said = str | list[Any]
"""A text: plain, or strings and nodes in a list."""


def as_line(text: str) -> str:
    """A text as one line, harmless."""
    return _SPACE.sub(" ", safe(text)).strip()


def said(text: str) -> Said:
    """A text as one line, with the words that fit on none in pieces."""
    return broken(as_line(text))


def broken(text: str, long: re.Pattern[str] = LONG) -> Said:
    """A text, with the words that fit on no line in pieces."""
    if not long.search(text):
        return text
    parts: list[Any] = []
    end = 0
    for word in long.finditer(text):
        step = len(word[0]) if _ENTRY.fullmatch(word[0]) else _PIECE
        pieces = [word[0][start : start + step] for start in range(0, len(word[0]), step)]
        parts += [text[end : word.start()], ["long", pieces]]
        end = word.end()
    parts.append(text[end:])
    return [part for part in parts if part]


def _listed(text: Said) -> list[Any]:
    return text if isinstance(text, list) else [text] if text else []


Draw = Callable[[str], tuple[int, float] | None]
"""Gives the number of a picture's drawing and its width in millimetres, when told where its text
says it is; None where it is told in words."""


def prose_nodes(text: str, draw: Draw | None = None) -> list[Node]:
    """Markdown as a small tree that the template draws, with pictures that ``draw`` knows.

    What would fetch, lead or run is shown as what it is: pictures by their text and address,
    and so are links that lead neither to the web nor to a mailbox.
    """
    read = tokens(text)
    for token in (each for block in read or () for each in block.children or ()):
        if token.type == "image" and draw is not None:
            token.meta["drawn"] = draw(str(token.attrGet("src")))
    return list(_by_lines(safe(text))) if read is None else _nodes(iter(read))


def _by_lines(text: str) -> Iterator[Node]:
    """Paragraphs with their lines as they were typed."""
    for paragraph in _EMPTY_LINES.split(text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for start in range(0, len(lines), _LINES_IN_ONE):
            parts: list[Any] = []
            for line in lines[start : start + _LINES_IN_ONE]:
                parts += [["br"], *_listed(said(line))]
            yield ["p", parts[1:]]


def _nodes(rest: "Iterator[Token]") -> list[Node]:
    """The blocks up to the end of the one they stand in."""
    found: list[Node] = []
    for token in rest:
        if token.nesting < 0:
            break
        found += _node(token, rest)
    return found


def _node(token: "Token", rest: "Iterator[Token]") -> list[Node]:
    kind = token.type
    if kind == "inline":
        return [["p", _spans(iter(token.children or ()), 0)]]
    if kind in ("fence", "code_block"):
        return [["code", [_code(line) for line in token.content.rstrip("\n").split("\n")]]]
    if kind == "hr":
        return [["rule"]]
    if kind == "table_open":
        return _grid(rest)
    inside = _nodes(rest)
    if kind == "heading_open":
        return [["head", text] for _kind, text in inside]
    if kind == "blockquote_open":
        return [["quote", inside]]
    if kind == "list_item_open":
        return [["item", inside]]
    if kind in ("bullet_list_open", "ordered_list_open"):
        items = [item for _kind, item in inside]
        tight = all(sum(node[0] == "p" for node in item) < 2 for item in items)
        if kind == "bullet_list_open":
            return [["list", tight, items]]
        return [["enum", token.attrs.get("start", 1), tight, items]]
    return inside


def _grid(rest: "Iterator[Token]") -> list[Node]:
    """A table, or its rows as lines where it has too many columns for a page."""
    rows: list[list[list[Any]]] = []
    for token in rest:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_spans(iter(token.children or ()), 0))
    widest = max(map(len, rows))
    if widest <= _MOST_COLUMNS:
        head, *body = (row + [[""]] * (widest - len(row)) for row in rows)
        return [["table", head, [cell for row in body for cell in row]]]
    return [["p", [part for cell in row for part in (*cell, " · ")][:-1]] for row in rows]


def _spans(rest: "Iterator[Token]", depth: int) -> list[Any]:
    """The text up to the end of the span it stands in."""
    found: list[Any] = []
    for token in rest:
        kind = token.type
        if token.nesting < 0:
            break
        if kind == "text":
            found += _listed(broken(_SPACE.sub(" ", token.content)))
        elif kind in ("softbreak", "hardbreak"):
            found.append(["br"])
        elif kind == "code_inline":
            found.append(["code", _code(token.content)])
        elif kind == "image":
            found += _picture(token, depth)
        elif kind == "link_open":
            inside = _spans(rest, depth + 1)
            found += _addressed(inside, str(token.attrs.get("href", "")), token.info)
        elif token.nesting > 0:
            inside = _spans(rest, depth + 1)
            found += [[_SPANS[kind], inside]] if depth < _DEEPEST else inside
    if LONG.search("".join(_letters(found))):
        found = [part for node in found for part in (["gap"], node)][1:]
    return found


def _picture(token: "Token", depth: int) -> list[Any]:
    """A picture where it is drawn, else its text and where it is."""
    drawn = token.meta.get("drawn")
    if drawn:
        return [["picture", *drawn, as_line(alt_of(token)) or "–"]]
    inside = _spans(iter(token.children or ()), depth)
    return _addressed(inside, str(token.attrs.get("src", "")), "picture")


def _letters(found: list[Any]) -> Iterator[str]:
    """The text of nodes."""
    for node in found:
        if isinstance(node, str):
            yield node
        elif node[0] == "br":
            yield " "
        elif node[0] not in ("gap", "long", "picture"):
            yield from _letters(node[-1])


def _addressed(inside: list[Any], url: str, kind: str) -> list[Any]:
    """A link's text and, where it does not say so itself, the address: paper has no links."""
    told = _listed(broken(address(url)))
    shown = inside or told
    made = [["link", url, shown]] if kind != "picture" and _OUTSIDE.fullmatch(url) else shown
    if shown == told or kind == "auto":
        return made
    return [*made, ["quiet", [" (", *told, ")"]]]


def _code(text: str) -> list[str]:
    """Code as it stands, in pieces where nothing in it would let a line be broken."""
    found: list[str] = []
    for part in _listed(broken(text.expandtabs(4))):
        found += part[1] if isinstance(part, list) else [part]
    return found
