"""``liste``: the entries that are wanted, in a form for who reads them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from laering.domain.entry import Entry
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.commands.meant import Asked
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.words import count_entries

if TYPE_CHECKING:
    from rich.console import Console

# Lines for how many there are, and for the next command.
_SPARE = 2


def show_asked(call: Call, asked: Asked, most: int | None, *, whole: bool, as_json: bool) -> None:
    """Show the entries that are asked for, newest first, at most ``most`` of them.

    On a terminal as many as fit the window, unless it is told how many, or the ``whole`` list.
    """
    journal = call.journal()
    wanted, period = asked.read(journal, call.today)
    reading = journal.within(period, call.terminal.progress(_("Reading")))
    entries = wanted.apply(reading.entries, most)
    fitted = most is None and not whole
    show_list(call.terminal, journal, entries, call.today, fitted=fitted, as_json=as_json)
    tell_skipped(call.terminal, reading.problems)


def show_list(
    terminal: Terminal,
    journal: Journal,
    entries: Sequence[Entry],
    today: date,
    *,
    fitted: bool = False,
    as_json: bool,
) -> None:
    """A list: a table on a terminal, lines with tabs in a pipe, an array as JSON.

    The table is as long as the window when it is ``fitted``, and tells how many more there are.
    """
    if as_json:
        from laering.ui.formats.data import entries_json

        for piece in entries_json(entries, today):
            terminal.json(piece)
        return
    from laering.ui.formats import paint
    from laering.ui.showing.entry import list_blocks, list_line

    if not terminal.styled:
        terminal.lines(list_line(entry) for entry in entries)
        return
    sources = journal.config.sources

    def draw(console: "Console", count: int) -> None:
        paint.put(console, list_blocks(entries[:count], sources))

    shown = len(entries)
    if fitted:
        shown = paint.fitting(terminal, shown, draw, spare=_SPARE)
    draw(terminal.console(), shown)
    if not entries:
        return
    told = count_entries(len(entries))
    if shown < len(entries):
        more = _("{count}, the newest {shown} are shown. All of them: laering liste --alle")
        terminal.note(more.format(count=told, shown=shown))
    else:
        terminal.note(_("{count}. Read one with «laering vis TITLE».").format(count=told))
