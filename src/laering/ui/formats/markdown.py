"""Blocks as Markdown that reads well on GitHub and in Obsidian.

Texts from entries cannot become structure: they are escaped in lines and tables, and what
people wrote at length stands in block quotes, which hold whatever it contains.
"""

import re
from collections.abc import Iterator

from laering.domain.gallery import folder_of
from laering.domain.text.pictures import path_of, relinked
from laering.files.system.ways import joined, url
from laering.ui.desk.terminal import safe
from laering.ui.formats.quoted import quoted
from laering.ui.showing.blocks import (
    Bar,
    Block,
    Blocks,
    Card,
    Cell,
    Figures,
    Gap,
    Heading,
    Line,
    Points,
    Prose,
    Table,
    Trend,
    figure_line,
    in_lines,
    sparkline,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&]")

_LEADING = re.compile(r"(\d*)(?=(?:[.)]|[#+=-]+)(?:\s|$))")


def markdown(blocks: Blocks, prefix: str) -> Iterator[str]:
    """The document in pieces. ``prefix`` leads from it to the journal's folder."""
    first = True
    for block in blocks:
        text = _block(block, prefix)
        if text:
            yield text if first else f"\n{text}"
            first = False


def inline(text: str) -> str:
    """Raw text as one line of Markdown that shows just that text."""
    flat = _SPECIAL.sub(lambda match: "\\" + match[0], " ".join(safe(text).split()))
    leading = _LEADING.match(flat)
    return f"{leading[1]}\\{flat[leading.end() :]}" if leading else flat


def target(path: str, prefix: str) -> str:
    """The destination of a link to a file of the journal."""
    return url(joined(prefix, path))


def _block(block: Block, prefix: str) -> str:
    if isinstance(block, Gap):
        return ""
    if isinstance(block, Heading):
        return f"{'#' * block.level} {inline(block.text)}\n"
    if isinstance(block, Line):
        text = inline(block.text)
        return f"{'**' + text + '**' if block.tone == 'warn' else text}\n"
    if isinstance(block, Figures):
        return f"**{inline(figure_line(block))}**\n"
    if isinstance(block, Points):
        return "".join(f"- {inline(item)}\n" for item in block.items)
    if isinstance(block, Prose):
        return quoted(_seen_from(block.text, block.entry, prefix))
    if isinstance(block, Card):
        return _card(block, prefix)
    return _table(block)


def _card(block: Card, prefix: str) -> str:
    title = inline(block.title)
    linked = f"[{title}]({target(block.path, prefix)})" if block.path else title
    parts = [f"### {linked}\n", f"\n{inline(block.about)}\n"]
    for label, told in block.texts:
        text = _seen_from(in_lines(told), block.path, prefix)
        parts.append("\n" + quoted(text, f"**{inline(label)}:**"))
    parts += [
        f"\n![{inline(alt or path)}]({target(path, prefix)})\n" for path, alt in block.pictures
    ]
    return "".join(parts)


def _seen_from(text: str, entry: str, prefix: str) -> str:
    """An entry's text with the way to its pictures from the document, not from the entry."""
    if not entry:
        return text

    def place(target: str) -> str | None:
        path = path_of(target, folder_of(entry))
        return None if path is None else joined(prefix, path)

    return relinked(text, place)


def _table(table: Table) -> str:
    kept = [
        index
        for index in range(len(table.columns))
        if not any(isinstance(row[index], Bar) for row in table.rows)
    ]
    titles = [inline(table.columns[index].title) for index in kept]
    rules = ["---:" if table.columns[index].right else "---" for index in kept]
    lines = [f"| {' | '.join(titles)} |", f"| {' | '.join(rules)} |"]
    for row in table.rows:
        cells = [_cell(row[index]) for index in kept]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Trend):
        return f"{sparkline(cell)} ({' '.join(str(count) for count in cell.counts)})"
    return "" if isinstance(cell, Bar) else inline(cell)
