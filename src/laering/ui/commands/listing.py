"""Showing entries: which ones, and in which form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from laering.domain.body import unpack
from laering.domain.entry import OUTCOMES, Entry, Problem, Source
from laering.domain.errors import BrokenEntry, NoText, UnknownOutcome
from laering.domain.period import Period, read_period
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.asking.flow import clean_tag, find_source
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, safe
from laering.ui.words import count_entries, problem_text

if TYPE_CHECKING:
    from typing import Self

# What «rediger» refuses to open, or cannot.
NOT_TO_EDIT = frozenset({"outside", "not-a-file", "unreadable"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; what is empty or None lets everything through."""

    sources: frozenset[str]
    outcome: str | None
    tags: frozenset[str]
    author: str | None
    repeated: bool
    unfinished: bool

    @classmethod
    def of(
        cls,
        journal: Journal,
        sources: Sequence[str] | None,
        outcome: str | None,
        tags: Sequence[str] | None,
        author: str | None,
        *,
        gjentatt: bool,
        uferdig: bool,
    ) -> "Self":
        """The filter that options ask for. Raises UnknownSource or UnknownOutcome."""
        return cls(
            frozenset(source_ids(journal, sources)),
            checked_outcome(outcome),
            frozenset(clean_tag(tag).casefold() for tag in tags or ()),
            author.casefold() if author else None,
            gjentatt,
            uferdig,
        )

    def apply(self, entries: Iterable[Entry], most: int | None = None) -> list[Entry]:
        """The wanted entries, at most ``most`` of them."""
        return list(islice((entry for entry in entries if self._wants(entry)), most))

    def _wants(self, entry: Entry) -> bool:
        return (
            (not self.sources or entry.source in self.sources)
            and (self.outcome is None or entry.outcome == self.outcome)
            and (not self.tags or self.tags <= {clean_tag(tag).casefold() for tag in entry.tags})
            and (self.author is None or self.author in (entry.author or "").casefold())
            and (not self.repeated or bool(entry.repeats))
            and (not self.unfinished or unpack(entry).unfinished)
        )


class Asked(NamedTuple):
    """What the options of ``liste`` and ``søk`` said of the entries, just as it was typed."""

    sources: Sequence[str] | None
    outcome: str | None
    period: str | None
    tags: Sequence[str] | None
    author: str | None
    repeated: bool
    unfinished: bool

    def read(self, journal: Journal, today: date) -> tuple[Filter, Period | None]:
        """What is asked for.

        Raises UnknownSource, UnknownOutcome, or what a period can have wrong.
        """
        wanted = Filter.of(
            journal,
            self.sources,
            self.outcome,
            self.tags,
            self.author,
            gjentatt=self.repeated,
            uferdig=self.unfinished,
        )
        return wanted, read_period(self.period, today) if self.period else None


def source_ids(journal: Journal, names: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of the sources a person named. Raises UnknownSource."""
    return tuple(find_source(name, journal.config.sources).id for name in names or ())


def checked_outcome(outcome: str | None) -> str | None:
    """An outcome that exists, or None. Raises UnknownOutcome."""
    if outcome is None:
        return None
    known = outcome.strip().casefold().replace(" ", "-")
    if known not in OUTCOMES:
        raise UnknownOutcome(value=outcome)
    return known


def readable(journal: Journal, place: Place) -> Entry:
    """The entry in a file.

    Raises BrokenEntry with file, line and reason, or NoText where no editor could help.
    """
    found = journal.read_one(place.path)
    if isinstance(found, Problem):
        if found.code in NOT_TO_EDIT:
            raise no_text(found)
        raise BrokenEntry(
            path=found.path, line=found.line, reason=problem_text(found), entry=place.id
        )
    return found


def no_text(problem: Problem) -> NoText:
    """The error for a file that has no text to show or to edit."""
    return NoText(path=problem.path, line=problem.line, reason=problem_text(problem))


def show_asked(call: Call, asked: Asked, most: int | None, *, as_json: bool) -> None:
    """Show the entries that are asked for, newest first, at most ``most`` of them."""
    journal = call.journal()
    wanted, period = asked.read(journal, call.today)
    reading = journal.within(period, call.terminal.progress(_("Reading")))
    entries = wanted.apply(reading.entries, most)
    show_list(call.terminal, journal, entries, call.today, as_json=as_json)
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


def show_named(call: Call, reference: str, *, raw: bool, as_json: bool) -> None:
    """Show the entry that a person means, as its file is if it is to be ``raw``."""
    journal = call.journal()
    place = journal.find(reference)
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

        terminal.json(dumps(entry_data(entry, today)) + "\n")
        return
    from laering.ui.formats import paint
    from laering.ui.showing.entry import entry_blocks

    events = journal.chain(entry, terminal.progress(_("Reading")))
    paint.show(terminal, entry_blocks(entry, journal.config.sources, today, events))


def show_raw(terminal: Terminal, journal: Journal, place: Place) -> None:
    """A file as it is; made harmless only where a terminal would obey it. Raises NoText."""
    import sys

    data = journal.bytes_at(place.path)
    if not isinstance(data, bytes):
        raise no_text(Problem(place.path, 1, *data))
    if sys.stdout.isatty():
        terminal.data(safe(data.decode("utf-8", "replace").replace("\r\n", "\n")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


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
    from collections import Counter

    counts = Counter(entry.source for entry in entries)
    for source in journal.config.sources:
        yield source, counts.pop(source.id, 0)
    for name, count in sorted(counts.items()):
        yield Source(name, name, _("(unknown to the journal)")), count
