"""What stands there of an event that resembles another: what was decided, and how that stands."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.period import Period
from laering.domain.similarity import QUIET, Likeness
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.desk.terminal import one_line, safe
from laering.ui.showing.entry import boxed
from laering.ui.words import long_date, period_label, shortened

# Characters of what was decided.
_DECIDED = 160

# Words that tell why, and characters of a title in one line with others.
_WHY, _TITLE = 3, 40


class Alike(NamedTuple):
    """An event that resembles a text, and how much."""

    entry: Entry
    likeness: Likeness


def first_of(
    journal: Journal,
    ranked: Sequence[Likeness],
    most: int,
    until: date = date.max,
    other_than: str | None = None,
) -> list[Alike]:
    """The first events that still are there, of a time until a day."""
    found: list[Alike] = []
    copies = journal.copies(journal.listing()).originals if ranked else {}
    for likeness in ranked:
        if len(found) == most:
            break
        if likeness.path in copies:
            continue
        entry = journal.read_one(likeness.path)
        if isinstance(entry, Entry) and entry.date <= until and entry.id != other_than:
            found.append(Alike(entry, likeness))
    return found


def lines_of(alike: Alike, names: dict[str, str], today: date) -> Iterator[str]:
    """An event in a few lines: what, when, why, what was decided, how that stands, its name."""
    entry = alike.entry
    yield one_line(entry.title)
    source = names.get(entry.source, entry.source)
    yield safe(f"  {long_date(entry.date)} · {source}")
    yield safe(f"  {why(alike.likeness.shared)}")
    yield from (f"  {line}" for line in decided(entry, today))
    yield safe(f"  {entry.id}")


def why(shared: Sequence[str]) -> str:
    """Why two events seem alike: the most telling words that both have, in some form."""
    return _("both: {words}").format(words=", ".join(shared[:_WHY]))


def quiet_line(events: Sequence[tuple[str, date]]) -> str:
    """One line that asks nobody: a few earlier events, each a title and its day, numbered from 1.

    Empty where there is none.
    """
    if not events:
        return ""
    named = (
        f"{number} «{shortened(one_line(title), _TITLE)}» ({_month(day)})"
        for number, (title, day) in enumerate(events[:QUIET], 1)
    )
    return _("Has this happened before? {events}").format(events=" · ".join(named))


def _month(day: date) -> str:
    """The month of a day, and its year."""
    return period_label(Period("month", day.replace(day=1), day))


def decided(entry: Entry, today: date) -> Iterator[str]:
    """What was decided after an event, and how that stands, a line each."""
    body = unpack(entry)
    change = " ".join(body.answers.differently.split()) or " ".join(body.answers.learned.split())
    if change:
        yield safe(shortened(change, _DECIDED))
    for action in body.actions:
        yield safe(str(boxed(action, today)))
    if not change and not body.actions:
        yield _("Nothing was decided.")
