"""Blocks as a PDF to print and to file: tagged for those who listen to it, and made to last.

What is said goes to the typesetter as data, and only ``templates/report.typ`` is read as its
language: nothing that somebody wrote can be code there, read a file or fetch anything.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from laering.i18n import _, is_norwegian
from laering.ui.desk.terminal import one_line
from laering.ui.formats.embedded import Drawings
from laering.ui.formats.nodes import LONG, LONG_IN_COLUMN, Said, as_line, broken, prose_nodes, said
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
    from laering.domain.report import Report

_SEEN = re.compile("[^\\s\xad\u200b-\u200d\u2060]")

_SHORT = 26

_SHORT_CARD = 1500

_SIGNS_A_MILLIMETRE = 17

# PDF/A knows no string of more than 32,767 bytes, and nobody reads a heading as long.
_MOST_IN_A_NAME = 300

Data = dict[str, Any]


def pdf(report: "Report", blocks: Blocks) -> Iterator[bytes]:
    """The document in one piece; empty pieces before it say that it is still being made.

    Raises PdfTooLong or PdfFailed.
    """
    drawn = list(blocks)
    drawings = Drawings(report.pictures)
    named = (_key(each.key) for each in drawn if isinstance(each, Heading | Card))
    places = {key for key in named if 0 < len(key) <= _MOST_IN_A_NAME}
    untaken = set(places)
    laid_out: list[Data] = []
    for block in drawn:
        if isinstance(block, Card):
            first = not laid_out or laid_out[-1]["is"] != "card"
            laid_out.append(_card(block, untaken, drawings, first=first))
        elif not isinstance(block, Gap):
            laid_out.append(_block(block, places, untaken))
        yield b""
    told = {**_about(report, drawn), "blocks": laid_out}
    yield from typeset(told, report.today, drawings=drawings.made)


def _about(report: "Report", blocks: Iterable[Block]) -> Data:
    """What stands around the text: in the file's own particulars, at the head and at the foot."""
    period = period_label(report.period)
    titles = (each.text for each in blocks if isinstance(each, Heading))
    return {
        "title": as_line(next(titles, period))[:_MOST_IN_A_NAME],
        "journal": as_line(report.journal)[:_MOST_IN_A_NAME],
        "period": as_line(period),
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
    text = as_line(text)
    if not _SEEN.search(text):
        text = "–"
    cut = text[:_MOST_IN_A_NAME].rfind(" ") + 1 if len(text) > _MOST_IN_A_NAME else len(text)
    cut = cut or _MOST_IN_A_NAME
    return {"text": broken(text[:cut]), "more": broken(text[cut:])}


def _taken(key: str, untaken: set[str]) -> str:
    """The key, the first time it is used: a place has one name, and a name one place."""
    if key not in untaken:
        return ""
    untaken.remove(key)
    return key


def _card(card: Card, untaken: set[str], drawings: Drawings, *, first: bool) -> Data:
    length = sum(
        len(line) + 80 for _label, told in card.texts for line in in_lines(told).split("\n")
    )
    texts: list[Data] = []
    before = drawings.height
    for label, told in card.texts:
        if isinstance(told, str):
            texts.append({"label": said(label), "prose": prose_nodes(told, drawings.of(card.path))})
        else:
            tasks = [(each.box, said(each.text)) for each in told]
            texts.append({"label": said(label), "tasks": tasks})
    return {
        "is": "card",
        "level": 3,
        **_titled(card.title),
        "key": _taken(_key(card.key), untaken),
        "about": said(card.about),
        "path": said(one_line(card.path)),
        "texts": texts,
        "first": first,
        # What takes less than a third of a page stays on one.
        "short": length + _SIGNS_A_MILLIMETRE * (drawings.height - before) < _SHORT_CARD,
    }


def _table(table: Table, places: Collection[str]) -> Data:
    empty = all(isinstance(cell, str) and not cell.strip() for row in table.rows for cell in row)
    trend = next((cell for row in table.rows for cell in row if isinstance(cell, Trend)), None)
    columns = [
        _column(column, [row[index] for row in table.rows], trend, empty=empty)
        for index, column in enumerate(table.columns)
    ]
    cells = [
        _cell(cell, places, LONG if column.wide else LONG_IN_COLUMN)
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
    return {"title": said(column.title), "right": column.right, "share": share, "below": below}


def _cell(cell: Cell, places: Collection[str], long: re.Pattern[str]) -> Said | Data:
    if isinstance(cell, Bar):
        return {"count": cell.count, "most": cell.most}
    if isinstance(cell, Trend):
        named = zip(cell.names, cell.counts, strict=False)
        alt = ", ".join(f"{name}: {count}" for name, count in named)
        return {"counts": cell.counts, "highest": cell.highest, "alt": alt}
    if isinstance(cell, Alert):
        return {"alert": said(cell)}
    return _led(cell, places) if isinstance(cell, Ref) else broken(as_line(cell), long)


def _led(text: str, places: Collection[str]) -> Data:
    """A text and the place it leads to; a place that is not there is nowhere."""
    return {"text": said(text), "to": _place(text.to, places) if isinstance(text, Ref) else ""}


def _place(to: str, places: Collection[str]) -> str:
    to = _key(to)
    return to if to in places else ""


def _key(key: str) -> str:
    """The name of a place, which may be that of a file, in characters that any text may have."""
    return key.encode("utf-8", "backslashreplace").decode("utf-8")
