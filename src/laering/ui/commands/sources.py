"""``kilder``: the sources, what each asks, and how many entries each has."""

from collections import Counter
from collections.abc import Iterator, Sequence

from laering.domain.entry import Entry, Source
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal


def show_counted(call: Call, *, as_json: bool) -> None:
    """Show the sources of the journal that is meant."""
    journal = call.journal()
    reading = journal.within(None, call.terminal.progress(_("Reading")))
    show_sources(call.terminal, journal, reading.entries, as_json=as_json)
    tell_skipped(call.terminal, reading.problems)


def show_sources(
    terminal: Terminal, journal: Journal, entries: Sequence[Entry], *, as_json: bool
) -> None:
    """The sources with the number of entries each has; unknown ones stand last."""
    counts = list(_counts(journal, entries))
    if as_json:
        from laering.ui.formats.data import dumps, source_data

        terminal.json(dumps([source_data(source, count) for source, count in counts]) + "\n")
        return
    from laering.ui.formats import paint
    from laering.ui.showing.entry import source_blocks

    paint.show(terminal, source_blocks(counts))


def _counts(journal: Journal, entries: Sequence[Entry]) -> Iterator[tuple[Source, int]]:
    counts = Counter(entry.source for entry in entries)
    for source in journal.config.sources:
        yield source, counts.pop(source.id, 0)
    for name, count in sorted(counts.items()):
        yield Source(name, name, _("(unknown to the journal)")), count
