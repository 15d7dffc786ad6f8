"""The events that an entry is linked with, whichever of them was written first."""

from datetime import date

from laering.domain.body import actions_in
from laering.domain.entry import Entry
from laering.domain.period import Period
from laering.domain.repeats import Event, chain
from laering.files.entry import codec
from laering.files.journal.journal import Journal
from laering.files.journal.names import DaysWithin, Place, beginning_of
from laering.files.journal.progress import Progress, counted, quiet


def chain_of(journal: Journal, entry: Entry, progress: Progress = quiet) -> list[Event]:
    """All events that an entry is linked with, itself among them, the earliest first.

    Empty when there is none. Looks into the files from the earliest of them on: those that
    repeat it can be no older.
    """
    listing = journal.listing()
    everything = listing.markdown
    entry = journal.with_ids([entry], everything)[0]
    entries = {entry.id: entry, **journal.repeated_by([entry], everything)}
    start = min(each.date for each in entries.values())
    later = DaysWithin(Period("range", start, date.max), undated=True)
    copies = journal.copies(listing).originals
    paths = [each for each in everything if each not in copies and later[beginning_of(each)]]
    for place in counted(list(map(Place, paths)), progress):
        data = journal.bytes_at(place.path)
        if place.id in entries or not isinstance(data, bytes) or b"\nrepeats:" not in data:
            continue
        found = codec.read(data, place.path)
        if isinstance(found, Entry) and found.repeats:
            entries[found.id] = found
    entries = {each.id: each for each in journal.with_ids(entries.values(), everything)}
    events = {name: _event(each) for name, each in entries.items()}
    linked = [entries[each.id] for each in chain(entry.id, events)]
    events |= {name: _event(each) for name, each in journal.repeated_by(linked).items()}
    return chain(entry.id, events)


def _event(entry: Entry) -> Event:
    actions = actions_in(entry.packed)
    done = min((each.done for each in actions if each.finished and each.done), default=None)
    return Event(entry.id, entry.title, entry.date, entry.repeats, len(actions), done)
