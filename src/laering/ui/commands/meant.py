"""What a person means by what they typed: which entry, and which ones."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.entry import Entry, Problem
from laering.domain.errors import BrokenEntry, NoText
from laering.domain.filter import Filter
from laering.domain.period import Period, read_period
from laering.domain.sources import find_source
from laering.domain.wording import read_outcome
from laering.files.journal.finding import one_of
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.desk.call import Call
from laering.ui.words import problem_text, source_names

# What «rediger» refuses to open, or cannot.
NOT_TO_EDIT = frozenset({"outside", "not-a-file", "unreadable"})


def filter_of(
    journal: Journal,
    sources: Sequence[str] | None,
    outcome: str | None,
    tags: Sequence[str] | None,
    author: str | None,
    *,
    repeated: bool,
    unfinished: bool,
) -> Filter:
    """The filter that options ask for. Raises UnknownSource or UnknownOutcome."""
    names = source_names(journal.config.sources)
    return Filter(
        frozenset(find_source(written, names) for written in sources or ()),
        None if outcome is None else read_outcome(outcome),
        frozenset(tags or ()),
        author,
        repeated,
        unfinished,
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
        wanted = filter_of(
            journal,
            self.sources,
            self.outcome,
            self.tags,
            self.author,
            repeated=self.repeated,
            unfinished=self.unfinished,
        )
        return wanted, read_period(self.period, today) if self.period else None


def meant(call: Call, journal: Journal, reference: str) -> Place:
    """The entry that a person means; where several fit, they choose when they sit there.

    Raises NoEntries, NoSuchEntry or AmbiguousEntry.
    """
    found = journal.fitting(reference, call.today)
    if len(found) <= 1 or not call.terminal.can_ask:
        return one_of(found, reference)
    from laering.ui.asking.prompt import choose

    shown = sorted(found, key=lambda place: place.id, reverse=True)
    rows = [(_title(journal, place), place.id) for place in shown]
    return shown[choose(call.terminal, _("Which one?"), rows)]


def _title(journal: Journal, place: Place) -> str:
    entry = journal.read_one(place.path)
    return entry.title if isinstance(entry, Entry) else place.id


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
