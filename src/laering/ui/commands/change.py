"""Changing an entry that is there: in the editor, or by a link to an earlier one."""

from laering.domain.entry import Entry, Problem
from laering.domain.errors import (
    CannotLink,
    EditedEntryBroken,
    LaterEvent,
    RepeatsAlready,
    RepeatsItself,
)
from laering.files.entry import edits
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.listing import NOT_TO_EDIT, no_text, readable
from laering.ui.desk.call import Call
from laering.ui.words import long_date, problem_text


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


def edit(call: Call, journal: Journal, place: Place) -> Entry:
    """Open an entry's file in the editor until it is an entry, or the person gives up."""
    from laering.ui.asking.confirm import ask_yes
    from laering.ui.desk.editor import edit_file

    before = journal.read_one(place.path)
    if isinstance(before, Problem) and before.code in NOT_TO_EDIT:
        raise no_text(before)
    while True:
        edit_file(journal.root / place.path, call.user.editor, somebody=call.terminal.can_ask)
        found = journal.read_one(place.path)
        if isinstance(found, Entry):
            return found
        reason = problem_text(found)
        if call.terminal.can_ask:
            call.terminal.note(f"{found.path}:{found.line}: {reason}")
            if ask_yes(_("Open it once more?")):
                continue
        raise EditedEntryBroken(path=found.path, line=found.line, reason=reason, entry=place.id)
