"""``vis``: one entry, laid out or as its file is."""

import sys
from datetime import date

from laering.domain.entry import Entry, Problem
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.meant import meant, no_text, readable
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, safe


def show_named(call: Call, reference: str, *, raw: bool, as_json: bool) -> None:
    """Show the entry that a person means, as its file is if it is to be ``raw``."""
    journal = call.journal()
    place = meant(call, journal, reference)
    if raw:
        show_raw(call.terminal, journal, place)
    else:
        entry = readable(journal, place)
        show_entry(call.terminal, journal, entry, call.today, as_json=as_json)


def show_entry(
    terminal: Terminal, journal: Journal, entry: Entry, today: date, *, as_json: bool
) -> None:
    """One entry, rendered or as JSON."""
    if as_json:
        from laering.ui.formats.data import dumps, entry_data

        terminal.json(dumps(entry_data(entry, today, journal.name)) + "\n")
        return
    from laering.ui.formats import paint
    from laering.ui.showing.entry import entry_blocks

    events = journal.chain(entry, terminal.progress(_("Reading")))
    paint.show(terminal, entry_blocks(entry, journal.config.sources, today, events))


def show_raw(terminal: Terminal, journal: Journal, place: Place) -> None:
    """A file as it is; made harmless only where a terminal would obey it. Raises NoText."""
    data = journal.bytes_at(place.path)
    if not isinstance(data, bytes):
        raise no_text(Problem(place.path, 1, *data))
    if sys.stdout.isatty():
        terminal.data(safe(data.decode("utf-8", "replace").replace("\r\n", "\n")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
