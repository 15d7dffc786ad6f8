"""Markdown that somebody wrote, laid out on a terminal; imports the heavy half of Rich."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Markdown, TableElement
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from laering.ui.desk.terminal import safe
from laering.ui.formats.plain import in_words

if TYPE_CHECKING:
    from markdown_it.token import Token

_NARROWEST = 8


def laid_out(read: Sequence["Token"]) -> Markdown:
    """What the parser gave, with links and pictures in words; nothing is cut off."""
    for token in read:
        if token.children:
            token.children = list(in_words(token.children))
    return _Harmless(read)


class _Code(CodeBlock):
    """Code without colours: those who colour it can be kept busy for minutes."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Padding(Text(str(self.text).rstrip()), 1)


class _Grid(TableElement):
    """A table whose words are broken where a column is narrow; its rows as lines where all are."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        heads = [] if self.header is None or self.header.row is None else self.header.row.cells
        rows = [] if self.body is None else self.body.rows
        columns = max(len(heads), *(len(row.cells) for row in rows), 0)
        if columns * _NARROWEST > options.max_width:
            for cells in (heads, *(row.cells for row in rows)):
                yield Text(" · ").join(cell.content for cell in cells)
            return
        grid = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
        for head in heads:
            title = head.content.copy()
            title.stylize("markdown.table.header")
            grid.add_column(title, overflow="fold")
        for _spare in range(len(heads), columns):
            grid.add_column(overflow="fold")
        for row in rows:
            grid.add_row(*(cell.content for cell in row.cells))
        yield grid


class _Harmless(Markdown):
    """What would be decoded or left out stands as it was typed."""

    elements = {  # noqa: RUF012
        **Markdown.elements,
        "fence": _Code,
        "code_block": _Code,
        "table_open": _Grid,
    }

    def __init__(self, read: Sequence["Token"]) -> None:
        super().__init__("", hyperlinks=False)
        self.parsed = list(read)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        # Whatever the layout may decode after all comes out harmless.
        for piece in super().__rich_console__(console, options):
            if isinstance(piece, Segment):
                yield Segment(safe(piece.text), piece.style)
            else:
                yield piece
