"""A change of day that was cut short: the next change shows what is left of it, and does it."""

from collections.abc import Sequence

from laering.domain.errors import LaeringError
from laering.files.drafts import underway
from laering.files.journal import moving
from laering.files.journal.journal import Journal
from laering.files.journal.moving import Move, Relinked
from laering.i18n import _, ngettext
from laering.ui.asking.prompt import ask_yes
from laering.ui.commands.checking import note_line
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import one_line
from laering.ui.words import error_text

MOST_FILES = 8
"""Files that are led on and shown one by one."""


def finish(call: Call, journal: Journal) -> None:
    """Finish what a change of day left undone, in whichever files, if the person agrees.

    Only where a note tells of one is looked through the journal. What keeps it from being done is
    told, and is no reason that anything else is not.
    """
    notes = underway.notes(journal.root)
    if not notes:
        return
    try:
        half_done, names = moving.left_over(journal)
        others = moving.relinked(journal, journal.paths(), names)
        if half_done or others:
            call.terminal.note(_("A change of day was cut short before. This is left of it:"))
            for move in half_done:
                show_name(call, move)
            show_lines(call, others)
            if call.terminal.can_ask and not ask_yes(_("Do it?")):
                return
        for move in half_done:
            moving.carried_out(journal, move)
        left = moving.relinked(journal, journal.paths(), names)
        moving.lead_on(journal, [each.path for each in left], names)
        underway.forget(notes)
    except LaeringError as error:
        call.terminal.note(error_text(error))


def show_name(call: Call, move: Move) -> None:
    """Show which name a file gets, if it gets another one."""
    if move.moves:
        told = _("The file gets the name {new}.md; the old name, {old}, still leads there.")
        call.terminal.note(told.format(new=one_line(move.new), old=one_line(move.old)))


def show_lines(call: Call, others: Sequence[Relinked]) -> None:
    """Show the lines of other files that lead on to an entry, those of the first files."""
    if not others:
        return
    call.terminal.note(_("These lines lead on to it:"))
    for file in others[:MOST_FILES]:
        for line in file.lines:
            note_line(call, file.path, *line)
    more = len(others) - MOST_FILES
    if more > 0:
        told = ngettext("and {count} file more", "and {count} files more", more)
        call.terminal.note("  " + told.format(count=more))
