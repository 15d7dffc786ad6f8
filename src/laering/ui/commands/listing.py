"""``liste``: the entries that are wanted, in a form for who reads them."""

from collections.abc import Sequence
from datetime import date

from laering.domain.entry import Entry
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.commands.meant import Asked
from laering.ui.commands.skipped import tell_answered_for, tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.words import count_entries


def show_asked(call: Call, asked: Asked, most: int | None, *, as_json: bool) -> None:
    """Show the entries that are asked for, newest first, at most ``most`` of them."""
    journal = call.journal()
    wanted, period = asked.read(journal, call.today)
    reading = journal.within(period, call.terminal.progress(_("Reading")))
    entries = wanted.apply(reading.entries, most)
    show_list(call.terminal, journal, entries, call.today, as_json=as_json)
    tell_answered_for(call.terminal, period)
    tell_skipped(call.terminal, reading.problems)


def show_list(
    terminal: Terminal, journal: Journal, entries: Sequence[Entry], today: date, *, as_json: bool
) -> None:
    """A list: a table on a terminal, lines with tabs in a pipe, an array as JSON."""
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
    paint.show(terminal, list_blocks(entries, journal.config.sources))
    if entries:
        terminal.note(
            _("{count}. Read one with «laering vis TITLE».").format(
                count=count_entries(len(entries))
            )
        )
