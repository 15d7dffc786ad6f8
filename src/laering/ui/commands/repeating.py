"""``gjentar``: an entry is linked to an earlier one, of the same event."""

from laering.domain.errors import CannotLink, LaterEvent, RepeatsAlready, RepeatsItself
from laering.files.entry import edits
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.meant import readable
from laering.ui.desk.call import Call
from laering.ui.words import long_date


def link_named(call: Call, reference: str, earlier: str) -> None:
    """Mark the event that a person means as a repeat of another one."""
    journal = call.journal()
    link(call, journal, journal.find(reference, call.today), journal.find(earlier, call.today))


def link(call: Call, journal: Journal, place: Place, earlier_place: Place) -> None:
    """Mark an event as a repeat of an earlier one: one line of its file."""
    entry, earlier = readable(journal, place), readable(journal, earlier_place)
    names = {"entry": entry.id, "earlier": earlier.id}
    if entry.id == earlier.id:
        raise RepeatsItself()
    if earlier.id in entry.repeats:
        raise RepeatsAlready(**names)
    if entry.id in journal.repeated_by([earlier]):
        raise RepeatsAlready(entry=earlier.id, earlier=entry.id)
    if earlier.date > entry.date:
        raise LaterEvent(**names)

    def change(text: str) -> str:
        linked = edits.with_repeat(text, earlier.id)
        if linked is None:
            raise CannotLink(path=entry.path, **names)
        return linked

    journal.change(entry.path, change)
    call.terminal.line(
        _("«{title}» is marked as a repeat of «{earlier}», {date}.").format(
            title=entry.title, earlier=earlier.title, date=long_date(earlier.date)
        )
    )
