"""``vis``: one entry, laid out or as its file is."""

import sys
from datetime import date

from laering.domain.entry import Entry, Problem
from laering.domain.gallery import shown_by
from laering.domain.text.conflicts import sides_in
from laering.files.journal.chain import chain_of
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.meant import meant, no_text, readable
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, one_line, safe
from laering.ui.words import problem_text


def show_named(call: Call, reference: str, *, raw: bool, as_json: bool) -> None:
    """Show the entry that a person means, as its file is if it is to be ``raw``."""
    journal = call.journal()
    place = meant(call, journal, reference)
    if raw:
        show_raw(call.terminal, journal, place)
        return
    found = journal.read_one(place.path)
    if isinstance(found, Problem) and found.code == "conflict" and not as_json:
        show_conflict(call.terminal, journal, found)
        return
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
    from laering.ui.showing.entry import Pictured, entry_blocks

    events = chain_of(journal, entry, terminal.progress(_("Reading")))
    pictures = [
        Pictured(path, (journal.root.absolute() / path).as_uri() if journal.has_file(path) else "")
        for path, _alt in shown_by(entry)
    ]
    paint.show(terminal, entry_blocks(entry, journal.config.sources, today, events, pictures))


def show_conflict(terminal: Terminal, journal: Journal, problem: Problem) -> None:
    """Both sides of each conflict in a file, and how to keep both. Raises NoText."""
    data = journal.bytes_at(problem.path)
    if not isinstance(data, bytes):
        raise no_text(Problem(problem.path, 1, *data))
    for place, sides in enumerate(sides_in(data.decode("utf-8", "replace"))):
        if place:
            terminal.line()
        for side in sides:
            heading = (
                _("{path}:{line}: one side ({name})") if side.name else _("{path}:{line}: one side")
            )
            where = {"path": one_line(problem.path), "line": side.line, "name": one_line(side.name)}
            terminal.line(heading.format(**where))
            terminal.lines(f"  {safe(line)}" for line in side.text.split("\n"))
    terminal.note(f"{one_line(problem.path)}:{problem.line}: {problem_text(problem)}")


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
