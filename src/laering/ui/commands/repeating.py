"""``gjentar``: an entry is linked to an earlier one, of the same event."""

from laering.domain.entry import Entry
from laering.domain.errors import CannotLink, LaterEvent, RepeatsAlready, RepeatsItself, TwoEntries
from laering.files.entry import edits
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.meant import readable
from laering.ui.desk.call import Call
from laering.ui.words import long_date


def link_named(call: Call, reference: str | None, earlier: str | None) -> None:
    """Mark the event that a person means as a repeat of another one. Raises TwoEntries."""
    if reference is None or earlier is None:
        raise TwoEntries()
    journal = call.journal()
    link(call, journal, journal.find(reference, call.today), journal.find(earlier, call.today))


def link(call: Call, journal: Journal, place: Place, earlier_place: Place) -> None:
    """Mark an event as a repeat of an earlier one: one line of its file."""
    entry, earlier = readable(journal, place), readable(journal, earlier_place)
    mark(journal, entry, earlier)
    call.terminal.line(
        _("«{title}» is marked as a repeat of «{earlier}», {date}.").format(
            title=entry.title, earlier=earlier.title, date=long_date(earlier.date)
        )
    )


def mark(journal: Journal, entry: Entry, earlier: Entry) -> None:
    """Write into an entry that it repeats an earlier one: one line of its file.

    Raises what says why it cannot be.
    """
    names = {"entry": entry.id, "earlier": earlier.id}
    if entry.id == earlier.id:
        raise RepeatsItself()
    if earlier.id in entry.repeats:
        raise RepeatsAlready(**names)
    if entry.id in journal.repeated_by([earlier]):
        raise RepeatsAlready(entry=earlier.id, earlier=entry.id)
    if earlier.date > entry.date:
        raise LaterEvent(**names)
    _list(journal, entry, earlier, "repeats")


def part(journal: Journal, entry: Entry, earlier: Entry) -> None:
    """Write into an entry that an earlier one is not the same: one line of its file."""
    if earlier.id not in entry.not_repeats:
        _list(journal, entry, earlier, "not_repeats")


def _list(journal: Journal, entry: Entry, earlier: Entry, key: str) -> None:
    def change(text: str) -> str:
        changed = edits.with_item(text, key, earlier.id)
        if changed is None:
            raise CannotLink(path=entry.path, entry=entry.id, earlier=earlier.id)
        return changed

    journal.change(entry.path, change)
