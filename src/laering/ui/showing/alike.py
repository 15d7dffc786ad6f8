"""What stands there of an event that resembles another: what was decided, and how that stands."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.similarity import Likeness
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.desk.terminal import one_line, safe
from laering.ui.showing.entry import boxed
from laering.ui.words import long_date, shortened

# Characters of what was decided.
_DECIDED = 160


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
    copies = journal.copies(journal.paths()).originals if ranked else {}
    for likeness in ranked:
        if len(found) == most:
            break
        if likeness.path in copies:
            continue
        entry = journal.read_one(likeness.path)
        if isinstance(entry, Entry) and entry.date <= until and entry.id != other_than:
            found.append(Alike(entry, likeness))
    return found


def lines_of(entry: Entry, names: dict[str, str], today: date) -> Iterator[str]:
    """An event in a few lines: what, when, what was decided, how that stands, and its name."""
    yield one_line(entry.title)
    source = names.get(entry.source, entry.source)
    yield safe(f"  {long_date(entry.date)} · {source}")
    yield from (f"  {line}" for line in decided(entry, today))
    yield safe(f"  {entry.id}")


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
