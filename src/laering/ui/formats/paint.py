"""Blocks on a terminal, or as plain lines for a pipe and for ``--ren``."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from laering.ui.desk.terminal import Terminal, in_rows, on_screen, one_line, safe
from laering.ui.formats.grid import grid, plain_cell, records
from laering.ui.formats.plain import in_plain
from laering.ui.formats.prose import has_signs, tokens
from laering.ui.showing.blocks import (
    BULLET,
    Bar,
    Block,
    Blocks,
    Card,
    Figures,
    Gap,
    Heading,
    Line,
    Points,
    Prose,
    Table,
    Told,
    figure_line,
    in_lines,
)

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

_TONES = {"plain": "", "quiet": "dim", "warn": "bold yellow", "good": "green"}


def show(terminal: Terminal, blocks: Blocks) -> None:
    """Put blocks on stdout: laid out on a terminal, as plain lines otherwise."""
    if not terminal.styled:
        terminal.lines(plain_lines(blocks, terminal.width if on_screen() else None))
        return
    put(terminal.console(), blocks)


def put(console: "Console", blocks: Blocks) -> None:
    """Put blocks on a console."""
    for block in _spaced(blocks):
        for renderable in _rich(block, console):
            console.print(renderable)


def fitting(
    terminal: Terminal, count: int, draw: Callable[["Console", int], None], *, spare: int
) -> int:
    """How many of ``count`` things fit the window, one at least, when ``draw`` shows so many.

    ``spare`` lines are for what else is said, and for the next command.
    """
    room = terminal.height - spare
    shown = min(count, room)
    while shown > 1:
        console = terminal.console()
        with console.capture() as drawn:
            draw(console, shown)
        lines = drawn.get().count("\n")
        if lines <= room:
            break
        shown -= max(1, (lines - room) // 4)
    return max(shown, min(count, 1))


def plain_lines(blocks: Blocks, width: int | None = None) -> Iterator[str]:
    """Blocks as lines of text: no colour, no boxes, nothing cut off.

    For a window of so many columns a table that is wider has a few lines for each row.
    """
    for block in _spaced(blocks):
        if isinstance(block, Table):
            yield from _plain_table(block, width)
        else:
            yield from _plain(block)


def _spaced(blocks: Blocks) -> Iterator[Block]:
    """The blocks with an empty line before every heading and card but the first block."""
    first = True
    for block in blocks:
        if not first and isinstance(block, Heading | Card):
            yield Gap()
        yield block
        first = False


def _plain(block: Block) -> Iterator[str]:
    if isinstance(block, Gap):
        yield ""
    elif isinstance(block, Heading | Line):
        yield block.text
    elif isinstance(block, Figures):
        yield figure_line(block)
    elif isinstance(block, Points):
        yield from (f"- {item}" for item in block.items)
    elif isinstance(block, Prose):
        yield from block.text.split("\n")
    elif isinstance(block, Card):
        yield block.title
        yield f"  {block.about}"
        for label, told in block.texts:
            said = _said(told)
            if len(said) == 1:
                yield f"  {label}: {said[0].strip()}"
            else:
                yield f"  {label}:"
                yield from (f"    {line}".rstrip() for line in said)
        if block.path:
            yield f"  {one_line(block.path)}"


def _said(told: Told) -> list[str]:
    """A card's text as plain lines."""
    return in_plain(told) if isinstance(told, str) else in_lines(told).split("\n")


def _plain_table(table: Table, width: int | None) -> Iterator[str]:
    kept = [
        index
        for index, column in enumerate(table.columns)
        if not column.spare or any(not isinstance(row[index], Bar) for row in table.rows)
    ]
    rows = [[safe(table.columns[index].title) for index in kept]]
    rows += [[safe(plain_cell(row[index])) for index in kept] for row in table.rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(kept))]
    if width is not None and sum(widths) + 2 * (len(widths) - 1) >= width:
        yield from records(table, kept, width)
        return
    for row in rows:
        cells = [
            cell.rjust(width) if table.columns[index].right else cell.ljust(width)
            for cell, width, index in zip(row, widths, kept, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _rich(block: Block, console: "Console") -> Iterator["RenderableType"]:
    from rich.text import Text

    if isinstance(block, Gap):
        yield ""
    elif isinstance(block, Heading):
        yield Text(safe(block.text), style="bold" if block.level > 1 else "bold underline")
    elif isinstance(block, Line):
        yield _line(block, console.width)
    elif isinstance(block, Figures):
        yield Text(safe(figure_line(block)), style="bold")
    elif isinstance(block, Points):
        for item in block.items:
            yield _hanging(Text(safe(item), style=_TONES[block.tone]), BULLET)
    elif isinstance(block, Prose):
        yield _prose(block.text, 2)
    elif isinstance(block, Card):
        yield from _card(block, console.width)
    else:
        yield grid(block, console.width)


def _line(block: Line, width: int) -> "RenderableType":
    from rich.style import Style
    from rich.text import Text

    tone = Style.parse(_TONES[block.tone] or "none")
    text = safe(block.text)
    if len(text) > width:
        text = "\n".join(row for line in text.split("\n") for row in in_rows(line, width + 1))
    return Text(text, tone + Style(link=block.to_file or None))


def _prose(text: str, indent: int) -> "RenderableType":
    """Markdown with an indent: laid out, unless it is best shown just as it was typed."""
    from rich.padding import Padding

    from laering.ui.formats.laid_out import laid_out

    read = tokens(text) if has_signs(safe(text)) else None
    return _lines(text, indent) if read is None else Padding(laid_out(read), (0, 0, 0, indent))


def _lines(text: str, indent: int) -> "RenderableType":
    """Text with an indent, its lines as they were typed and long ones broken between words."""
    from rich.padding import Padding
    from rich.segment import Segment
    from rich.text import Text

    class Lines:
        """Lines that surely fit go straight through: there may be a million of them."""

        def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
            for line in safe(text).split("\n"):
                if indent + 2 * len(line) < options.max_width:
                    yield Segment(f"{' ' * indent}{line}\n")
                else:
                    yield Padding(Text(line), (0, 0, 0, indent))

    return Lines()


def _card(block: Card, width: int) -> Iterator["RenderableType"]:
    from rich.padding import Padding
    from rich.text import Text

    yield Text(safe(block.title), style="bold cyan")
    yield Padding(Text(safe(block.about), style="dim"), (0, 0, 0, 2))
    for label, told in block.texts:
        said = _said(told)
        if len(said) == 1:
            line = safe(said[0].strip())
            yield Padding(Text.assemble((f"{label}: ", "bold"), line), (0, 0, 0, 2))
        else:
            yield Padding(Text(f"{label}:", style="bold"), (0, 0, 0, 2))
            yield _prose(told, 4) if isinstance(told, str) else _lines("\n".join(said), 4)
    if block.path:
        rows = in_rows(one_line(block.path), max(10, width - 2))
        yield Padding(Text("\n".join(rows), style="dim"), (0, 0, 0, 2))


def _hanging(text: "RenderableType", mark: str) -> "RenderableType":
    from rich.table import Table as Grid

    grid = Grid.grid(padding=0)
    grid.add_column(width=len(mark))
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid
