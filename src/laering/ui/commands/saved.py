"""The last word of every command that writes an entry: where it is."""

import re
from pathlib import Path

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import on_screen


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
    call.terminal.lines(_between_words(told, call.terminal.width) if on_screen() else [told])


def _between_words(line: str, width: int) -> list[str]:
    """A line that ends in a path, in rows that a window of so many columns shows whole.

    Where one row is not enough, they end behind a blank, a slash or a hyphen.
    """
    rows = [""]
    for piece in re.split(r"(?<=[ /-])", line):
        if rows[-1] and len(rows[-1] + piece) >= width:
            rows.append("")
        rows[-1] += piece
    return [row.rstrip(" ") for row in rows]


def _seen_from_here(journal: Journal, entry: Entry) -> str:
    """Where an entry's file is, for somebody in the current folder."""
    path = (journal.root / entry.path).absolute()
    try:
        here = Path.cwd()
    except OSError:  # the folder one stands in is gone
        return str(path)
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
