"""``slett``: an entry goes into the system's trash, once the person knows what that means."""

import os
from collections.abc import Collection, Sequence
from datetime import date

from laering.domain.errors import FileChanged, NotConfirmed, NoTrash
from laering.files import git
from laering.files.journal.journal import Journal
from laering.files.journal.removing import Link, copies_of, discard, links_to, pictures_alone
from laering.files.system import held, trash
from laering.i18n import _, ngettext
from laering.ui.asking.prompt import ask_yes
from laering.ui.commands.meant import meant, readable
from laering.ui.commands.viewing import show_entry
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import one_line
from laering.ui.words import error_text, listed, long_date

MOST = 10
"""Entries that name the one to be deleted and are told one by one."""


def delete(call: Call, reference: str, *, agreed: bool, as_json: bool) -> None:
    """Show an entry and what hangs on it, and put its files into the trash if the person agrees.

    With ``agreed`` nothing is asked but whether a file may be gone for good. Raises NotConfirmed
    where nobody can be asked.
    """
    journal = call.journal()
    entry = readable(journal, meant(call, journal, reference))
    copies = copies_of(journal, entry.path)
    seen = {path: journal.bytes_at(path) for path in (*copies, entry.path)}
    show_entry(call.terminal, journal, entry, call.today, as_json=as_json)
    call.terminal.note()
    _tell_links(call, links_to(journal, entry))
    data = seen[entry.path]
    if isinstance(data, bytes):
        _tell_git(call, git.remembered(journal.root, entry.path, data, os.environ))
    if not agreed and not call.terminal.can_ask:
        raise NotConfirmed(title=entry.title, entry=entry.id)
    if not agreed and not ask_yes(_("Put it in the trash?"), likely=False):
        call.terminal.note(_("Nothing is deleted."))
        return
    gone = _agreed_to(call, _("It has copies:"), copies, agreed=agreed)
    shown = pictures_alone(journal, entry, gone) if len(gone) == len(copies) else {}
    pictures = _agreed_to(
        call, _("Its pictures, which no other learning shows:"), shown, agreed=agreed
    )
    seen.update(shown)
    # Its copies first: as long as it is there, none of them stands in its place. And no entry is
    # left without its pictures.
    for path in (*gone, entry.path, *pictures):
        data = seen[path]
        if not isinstance(data, bytes):
            raise FileChanged(path=path)
        _take_away(call, journal, path, data)
    if copies and not gone:
        call.terminal.note(_("A copy of it counts in its place now: laering sjekk"))


def _agreed_to(call: Call, about: str, paths: Collection[str], *, agreed: bool) -> Collection[str]:
    """Those of other files that are to go, too: all of them, or none."""
    if not paths:
        return ()
    call.terminal.note(about)
    for path in paths:
        call.terminal.note(f"  {one_line(path)}")
    return paths if agreed or ask_yes(_("Them, too?")) else ()


def _take_away(call: Call, journal: Journal, path: str, data: bytes) -> None:
    """Put one file into the trash; where there is none, ask whether it may be gone for good.

    Raises NoTrash where it may not be, FileChanged or EntryGone.
    """
    told = _("In the trash: {path}")
    try:
        discard(journal, path, data, trash.put_in_trash)
    except NoTrash as fault:
        question = _("There is no trash that takes it. Delete it for good?")
        if not call.terminal.can_ask or not ask_yes(question, likely=False):
            raise
        call.terminal.note(error_text(fault))
        discard(journal, path, data, held.remove)
        told = _("Deleted: {path}")
    call.terminal.note(told.format(path=one_line(path)))


def _tell_links(call: Call, links: Sequence[Link]) -> None:
    """Tell who names an entry, what becomes of that, and what one can do."""
    if not links:
        return
    note = call.terminal.note
    note(_("Others name it:"))
    told = {
        "repeats": _("repeats it"),
        "not_repeats": _("is marked as not the same"),
        "text": _("links to it in its text"),
    }
    for entry, keys in links[:MOST]:
        note(
            f"  {one_line(entry.title)} ({one_line(entry.id)}): {listed(told[key] for key in keys)}"
        )
    if len(links) > MOST:
        note(f"  … (+{len(links) - MOST})")
    note(
        _(
            "Their links lead nowhere once it is gone. «laering sjekk» names those in their "
            "headers, and «laering rediger {entry}» opens the first to take them out."
        ).format(entry=links[0].entry.id)
    )


def _tell_git(call: Call, found: git.Remembered | None) -> None:
    """Tell what git would still have of an entry, for whoever wants it back or gone."""
    if found is None:
        return
    note = call.terminal.note
    told = ngettext(
        "Git still has it: {count} version, of {day}. It can be had back from there, and read by "
        "whoever has the repository.",
        "Git still has it: {count} versions, the last of {day}. It can be had back from there, "
        "and read by whoever has the repository.",
        found.versions,
    )
    day = long_date(date.fromisoformat(found.last))
    note(told.format(count=found.versions, day=day))
    if not found.whole:
        note(_("What was changed since then is not in git."))
