"""The last word of every command that writes an entry: where it is."""

from pathlib import Path

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.desk.call import Call


def tell_saved(call: Call, journal: Journal, entry: Entry, *, as_json: bool) -> None:
    """Tell where an entry is, or what it is as JSON, and whether it still lacks an answer."""
    if as_json:
        from laering.ui.formats.data import dumps, entry_data

        call.terminal.json(dumps(entry_data(entry, call.today, journal.name)) + "\n")
        return
    if unpack(entry).unfinished:
        call.terminal.note(_("Some questions are still open. Answer them with: laering fullfør"))
    if call.terminal.can_ask:
        call.terminal.note()
    told = _("Saved: {path}").format(path=_seen_from_here(journal, entry))
    call.terminal.line(told)


def _seen_from_here(journal: Journal, entry: Entry) -> str:
    """Where an entry's file is, for somebody in the current folder."""
    path = (journal.root / entry.path).absolute()
    try:
        here = Path.cwd()
    except OSError:  # the folder one stands in is gone
        return str(path)
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
