"""Blocks as a PDF to print and to file: tagged for those who listen to it, and made to last.

What is said goes to the typesetter as data, and only ``templates/report.typ`` is read as its
language: nothing that somebody wrote can be code there, read a file or fetch anything.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from laering.i18n import _, is_norwegian
from laering.ui.desk.terminal import one_line, safe
from laering.ui.formats.prose import tokens
from laering.ui.formats.typesetter import typeset
from laering.ui.showing.blocks import (
    Alert,
    Bar,
    Block,
    Blocks,
    Card,
    Cell,
    Column,
    Figures,
    Gap,
    Heading,
    Line,
    Points,
    Prose,
    Ref,
    Table,
    Trend,
    in_lines,
)
from laering.ui.words import long_date, period_label

if TYPE_CHECKING:
    from markdown_it.token import Token

    from laering.domain.report import Report

_SEEN = re.compile("[^\\s\xad\u200b-\u200d\u2060]")

_SPACE = re.compile(r"[ \t\n]+")

# A word this long may be broken anywhere, in pieces; in a narrow column a shorter one. The name of
# an entry is not broken at all where a line has room for it: people type what they read.
_NAME = r"\b\d{4}-\d\d-\d\d-\S{1,60}(?!\S)"

_LONG = re.compile(rf"{_NAME}|\S{{40,}}")

_ENTRY = re.compile(_NAME)

_LONG_IN_COLUMN = re.compile(r"\S{24,}")

_PIECE = 8

_SHORT = 26

_SHORT_CARD = 1500

_OUTSIDE = re.compile(r"(?:https?://|mailto:)[!-~]{1,2000}", re.IGNORECASE)

# PDF/A knows no string of more than 32,767 bytes, and nobody reads a heading as long.
_MOST_IN_A_NAME = 300

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

Data = dict[str, Any]


def pdf(report: "Report", blocks: Blocks) -> Iterator[bytes]:
    """The document in one piece; empty pieces before it say that it is still being made.

    Raises PdfTooLong or PdfFailed.
    """
    drawn = list(blocks)
    named = (_key(each.key) for each in drawn if isinstance(each, Heading | Card))
    places = {key for key in named if 0 < len(key) <= _MOST_IN_A_NAME}
    untaken = set(places)
    laid_out: list[Data] = []
    for block in drawn:
        if isinstance(block, Card):
            first = not laid_out or laid_out[-1]["is"] != "card"
            laid_out.append(_card(block, untaken, first=first))
        elif not isinstance(block, Gap):
            laid_out.append(_block(block, places, untaken))
        yield b""
    yield from typeset({**_about(report, drawn), "blocks": laid_out}, report.today)


def _about(report: "Report", blocks: Iterable[Block]) -> Data:
    """What stands around the text: in the file's own particulars, at the head and at the foot."""
    period = period_label(report.period)
    titles = (each.text for each in blocks if isinstance(each, Heading))
    return {
        "title": _plain(next(titles, period))[:_MOST_IN_A_NAME],
        "journal": _plain(report.journal)[:_MOST_IN_A_NAME],
        "period": _plain(period),
        "lang": "nb" if is_norwegian() else "en",
        "date": [report.today.year, report.today.month, report.today.day],
        "made": _("Made {date}").format(date=long_date(report.today)),
        "page": _("Page {number} of {total}"),
    }


def _block(
    block: Heading | Line | Points | Figures | Prose | Table,
    places: Collection[str],
    untaken: set[str],
) -> Data:
    if isinstance(block, Heading):
        key = _taken(_key(block.key), untaken)
        return {"is": "heading", "level": block.level, "key": key, **_titled(block.text)}
    if isinstance(block, Line):
        return {"is": "line", "tone": block.tone, **_led(block.text, places)}
    if isinstance(block, Points):
        items = [_led(item, places) for item in block.items]
        return {"is": "points", "tone": block.tone, "items": items}
    if isinstance(block, Figures):
        figures = [
            {
                "count": each.count,
                "label": each.label,
                "tone": each.tone,
                "to": _place(each.to, places),
            }
            for each in block.figures
        ]
        return {"is": "figures", "figures": figures}
    if isinstance(block, Prose):
        return {"is": "prose", "nodes": prose_nodes(block.text)}
    return _table(block, places)


def _titled(text: str) -> Data:
    """A heading, which the table of contents repeats, and what is too much for one."""
    text = _plain(text)
    if not _SEEN.search(text):
        text = "–"
    cut = text[:_MOST_IN_A_NAME].rfind(" ") + 1 if len(text) > _MOST_IN_A_NAME else len(text)
    cut = cut or _MOST_IN_A_NAME
    return {"text": _broken(text[:cut]), "more": _broken(text[cut:])}


def _taken(key: str, untaken: set[str]) -> str:
    """The key, the first time it is used: a place has one name, and a name one place."""
    if key not in untaken:
        return ""
    untaken.remove(key)
    return key


def _card(card: Card, untaken: set[str], *, first: bool) -> Data:
    length = sum(
        len(line) + 80 for _label, told in card.texts for line in in_lines(told).split("\n")
    )
    texts: list[Data] = []
    for label, told in card.texts:
        if isinstance(told, str):
            texts.append({"label": _said(label), "prose": prose_nodes(told)})
        else:
            tasks = [_task(line) for line in told]
            texts.append({"label": _said(label), "tasks": tasks})
    return {
        "is": "card",
        "level": 3,
        **_titled(card.title),
        "key": _taken(_key(card.key), untaken),
        "about": _said(card.about),
        "path": _said(one_line(card.path)),
        "texts": texts,
        "first": first,
        # What takes less than a third of a page stays on one.
        "short": length < _SHORT_CARD,
    }


def _task(line: str) -> tuple[str, Said]:
    """An action's box, when it has one, and what it says."""
    box, space, text = line.partition(" ")
    return (box, _said(text)) if space and box in ("☐", "☑", "☒") else ("", _said(line))


def _table(table: Table, places: Collection[str]) -> Data:
    empty = all(isinstance(cell, str) and not cell.strip() for row in table.rows for cell in row)
    trend = next((cell for row in table.rows for cell in row if isinstance(cell, Trend)), None)
    columns = [
        _column(column, [row[index] for row in table.rows], trend, empty=empty)
        for index, column in enumerate(table.columns)
    ]
    cells = [
        _cell(cell, places, _LONG if column.wide else _LONG_IN_COLUMN)
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=True)
    ]
    return {
        "is": "table",
        "columns": columns,
        "cells": cells,
        "rows": len(table.rows),
        "empty": empty,
    }


def _column(column: Column, cells: Sequence[Cell], trend: Trend | None, *, empty: bool) -> Data:
    """A column's heading, and its share of the room that those with little in them leave."""
    drawn = any(isinstance(cell, Bar) for cell in cells)
    long = any(len(cell) > _SHORT for cell in cells if isinstance(cell, str))
    share = 3 if column.wide else 2 if long else 1 if drawn or empty else 0
    names = trend.names if trend and any(isinstance(cell, Trend) for cell in cells) else ()
    below = f"{names[0]} – {names[-1]}" if names else ""
    return {"title": _said(column.title), "right": column.right, "share": share, "below": below}


def _cell(cell: Cell, places: Collection[str], long: re.Pattern[str]) -> Said | Data:
    if isinstance(cell, Bar):
        return {"count": cell.count, "most": cell.most}
    if isinstance(cell, Trend):
        named = zip(cell.names, cell.counts, strict=False)
        alt = ", ".join(f"{name}: {count}" for name, count in named)
        return {"counts": cell.counts, "highest": cell.highest, "alt": alt}
    if isinstance(cell, Alert):
        return {"alert": _said(cell)}
    return _led(cell, places) if isinstance(cell, Ref) else _broken(_plain(cell), long)


def _led(text: str, places: Collection[str]) -> Data:
    """A text and the place it leads to; a place that is not there is nowhere."""
    return {"text": _said(text), "to": _place(text.to, places) if isinstance(text, Ref) else ""}


def _place(to: str, places: Collection[str]) -> str:
    to = _key(to)
    return to if to in places else ""


def _key(key: str) -> str:
    """The name of a place, which may be that of a file, in characters that any text may have."""
    return key.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(text: str) -> str:
    return _SPACE.sub(" ", safe(text)).strip()


def _said(text: str) -> Said:
    """A text as one line."""
    return _broken(_plain(text))


def _broken(text: str, long: re.Pattern[str] = _LONG) -> Said:
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


def _listed(said: Said) -> list[Any]:
    return said if isinstance(said, list) else [said] if said else []


def prose_nodes(text: str) -> list[Node]:
    """Markdown as a small tree that the template draws.

    What would fetch, lead or run is shown as what it is: pictures by their text and address,
    and so are links that lead neither to the web nor to a mailbox.
    """
    read = tokens(text)
    return list(_by_lines(safe(text))) if read is None else _nodes(iter(read))


def _by_lines(text: str) -> Iterator[Node]:
    """Paragraphs with their lines as they were typed."""
    for paragraph in _EMPTY_LINES.split(text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for start in range(0, len(lines), _LINES_IN_ONE):
            parts: list[Any] = []
            for line in lines[start : start + _LINES_IN_ONE]:
                parts += [["br"], *_listed(_said(line))]
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
    head, *body = rows
    if len(head) <= _MOST_COLUMNS:
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
            found += _listed(_broken(_SPACE.sub(" ", token.content)))
        elif kind in ("softbreak", "hardbreak"):
            found.append(["br"])
        elif kind == "code_inline":
            found.append(["code", _code(token.content)])
        elif kind == "image":
            inside = _spans(iter(token.children or ()), depth)
            found += _addressed(inside, str(token.attrs.get("src", "")), leads=False)
        elif kind == "link_open":
            inside = _spans(rest, depth + 1)
            found += _addressed(inside, str(token.attrs.get("href", "")), leads=True)
        elif token.nesting > 0:
            inside = _spans(rest, depth + 1)
            found += [[_SPANS[kind], inside]] if depth < _DEEPEST else inside
    if _LONG.search("".join(_letters(found))):
        found = [part for node in found for part in (["gap"], node)][1:]
    return found


def _letters(said: list[Any]) -> Iterator[str]:
    """The text of nodes."""
    for node in said:
        if isinstance(node, str):
            yield node
        elif node[0] == "br":
            yield " "
        elif node[0] not in ("gap", "long"):
            yield from _letters(node[-1])


def _addressed(inside: list[Any], address: str, *, leads: bool) -> list[Any]:
    """A link's text and, where it does not say so itself, the address: paper has no links."""
    told = _listed(_broken(address.removeprefix("mailto:")))
    shown = inside or told
    made = [["link", address, shown]] if leads and _OUTSIDE.fullmatch(address) else shown
    if shown == told:
        return made
    return [*made, ["quiet", [" (", *told, ")"]]]


def _code(text: str) -> list[str]:
    """Code as it stands, in pieces where nothing in it would let a line be broken."""
    found: list[str] = []
    for part in _listed(_broken(text.expandtabs(4))):
        found += part[1] if isinstance(part, list) else [part]
    return found
