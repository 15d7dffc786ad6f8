"""``liste``: the entries that are wanted, in a form for who reads them."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from laering.domain.entry import Entry, Source
from laering.i18n import _
from laering.ui.commands.meant import Asked
from laering.ui.commands.output import put_out
from laering.ui.commands.skipped import tell_answered_for, tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.formats.chosen import choose_for_programs
from laering.ui.formats.table import LIST_FORMATS, Listed
from laering.ui.words import count_entries, source_names

# Lines of a screen that stand below a list: how many there are, and the next command.
_BELOW = 3


class Shown(NamedTuple):
    """How many entries ``liste`` was asked for and in which form, just as it was typed."""

    most: int | None = None
    everything: bool = False
    form: str | None = None
    out: Path | None = None


def show_asked(call: Call, asked: Asked, how: Shown) -> None:
    """Show the entries that are asked for, newest first: a table on a terminal, lines in a pipe.

    Raises what ``choose_format`` does.
    """
    chosen = choose_for_programs(how.form, how.out, LIST_FORMATS, as_json=False)
    terminal, journal = call.terminal, call.journal()
    wanted, period = asked.read(journal, call.today)
    reading = journal.within(period, terminal.progress(_("Reading")))
    entries = wanted.apply(reading.entries, how.most)
    sources = journal.config.sources
    if chosen is not None:
        listed = Listed(journal.name, call.today, entries, source_names(sources))
        put_out(chosen.render(listed, ""), chosen, how.out, [journal.root], terminal)
    elif terminal.styled:
        # What is told below the list: that some are not counted, and what a period answers for.
        taken = bool(reading.problems) + (period is not None)
        room = None if how.everything or how.most else terminal.height - _BELOW - taken
        _paint(terminal, entries, sources, room)
    else:
        from laering.ui.showing.entry import list_line

        terminal.lines(list_line(entry) for entry in entries)
    tell_answered_for(terminal, period)
    tell_skipped(terminal, reading.problems)


def _paint(
    terminal: Terminal, entries: Sequence[Entry], sources: Sequence[Source], room: int | None
) -> None:
    """The newest entries that have room in so many lines, all when None, and how many there are."""
    from laering.ui.formats import paint
    from laering.ui.showing.entry import list_blocks

    shown = len(entries) if room is None else min(len(entries), max(1, room))
    while room is not None and shown > 1:
        over = paint.height(terminal, list_blocks(entries[:shown], sources)) - room
        if over <= 0:
            break
        # A row may take several lines.
        shown = max(1, shown - (over + 1) // 2)
    paint.show(terminal, list_blocks(entries[:shown], sources))
    if not entries:
        return
    count = count_entries(len(entries))
    if shown < len(entries):
        told = _("The newest {shown} of {count}. All of them: --alle.").format(
            shown=shown, count=count
        )
    else:
        told = f"{count}."
    terminal.note(told + " " + _("Read one with «laering vis TITLE»."))
