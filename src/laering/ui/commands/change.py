"""``rediger``: an entry's file in the editor, until it is an entry again."""

from laering.domain.entry import Entry, Problem
from laering.domain.errors import EditedEntryBroken
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.meant import NOT_TO_EDIT, no_text
from laering.ui.desk.call import Call
from laering.ui.words import problem_text


def edit(call: Call, journal: Journal, place: Place) -> Entry:
    """Open an entry's file in the editor until it is an entry, or the person gives up."""
    from laering.ui.asking.prompt import ask_yes
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
