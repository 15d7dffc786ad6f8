"""``del --svar``: an answer to whoever reported something, and the day it was given."""

import re
from collections.abc import Iterator

from laering.domain.entry import Entry
from laering.domain.errors import CannotAmend
from laering.files.entry.edits import with_value
from laering.files.incoming.inbox import MOST_BYTES, Inbox
from laering.files.journal.journal import Journal
from laering.files.system.contents import bytes_of
from laering.i18n import _
from laering.ui.commands import sharing
from laering.ui.commands.meant import meant, readable
from laering.ui.desk.call import Call
from laering.ui.formats.chosen import choose_format
from laering.ui.formats.table import Format
from laering.ui.showing.reply import Reply, mail_line, text
from laering.ui.words import long_date


def answer(call: Call, asked: sharing.Asked, *, sent: bool) -> None:
    """Make the answer and give it where it is asked for; with ``sent`` only note that it is.

    On a terminal it is asked whether it is sent, and then the day is written into the entry.
    """
    chosen = choose_format(asked.form, asked.out, ANSWER_FORMATS)
    journal = call.journal()
    entry = readable(journal, meant(call, journal, asked.entry))
    if not sent or asked.copy or asked.out is not None:
        _give(call, journal, entry, asked, chosen)
    if sent or _is_sent(call, asked):
        _note_answered(call, journal, entry)
    elif not call.terminal.can_ask:
        told = _("When it is sent: laering del {entry} --svar --sendt")
        call.terminal.note(told.format(entry=entry.id))


def _give(
    call: Call,
    journal: Journal,
    entry: Entry,
    asked: sharing.Asked,
    chosen: Format[Reply, str],
) -> None:
    share = sharing.make(
        call,
        journal,
        entry.path,
        with_names=asked.with_names,
        with_private=asked.with_private,
    )
    reply = Reply(
        share,
        to=entry.author or "",
        writer=call.user.author or "",
        journal=journal.name,
        address=_address_of(journal, entry),
    )
    sharing.put_out(
        call.terminal, list(chosen.render(reply, "")), chosen, asked, journal.root, entry.title
    )
    sharing.tell_left(call.terminal, share, asked)
    if reply.address and chosen.name != "json":
        call.terminal.note()
        call.terminal.note(mail_line(reply))


def _is_sent(call: Call, asked: sharing.Asked) -> bool:
    """Whether somebody says that it is sent; nobody says so where nobody is."""
    if not call.terminal.can_ask:
        return False
    from laering.ui.asking.prompt import ask_yes

    call.terminal.note()
    handed_over = asked.copy or asked.out is not None
    return ask_yes(_("Is it sent? Then the learning is marked as answered."), likely=handed_over)


def _note_answered(call: Call, journal: Journal, entry: Entry) -> None:
    """Write the day into the entry. Raises CannotAmend, and what changing a file does."""

    def edit(before: str) -> str:
        after = with_value(before, "answered", call.today)
        if after is None:
            raise CannotAmend(path=entry.path, entry=entry.id)
        return after

    journal.change(entry.path, edit)
    told = _("Marked as answered {date}: {title}")
    call.terminal.note(told.format(date=long_date(call.today), title=entry.title))


_ADDRESS = re.compile(r"[^\s<>@\"(),:;]{1,64}@[^\s<>@\"(),:;]{1,190}")


def _address_of(journal: Journal, entry: Entry) -> str:
    """Where whoever reported it can be written to: in their name, or in the mail that is kept."""
    found = _ADDRESS.search(entry.author or "")
    if found is not None or entry.author is None:
        return found[0] if found is not None else ""
    original = Inbox(journal).original_of(entry)
    data = bytes_of(str(original), MOST_BYTES) if original is not None else None
    if not isinstance(data, bytes):
        return ""
    from laering.files.incoming.mails import address_in

    return address_in(data)


def _as_text(reply: Reply, _prefix: str) -> Iterator[str]:
    yield text(reply)


def _as_json(reply: Reply, _prefix: str) -> Iterator[str]:
    from laering.ui.formats.data import dumps

    values = {
        "entry": reply.share.entry.id or None,
        "to": reply.address or None,
        "subject": reply.subject,
        "text": text(reply),
    }
    yield dumps(values) + "\n"


ANSWER_FORMATS: tuple[Format[Reply, str], ...] = (
    Format("tekst", (".txt", ".md"), _as_text),
    Format("json", (".json",), _as_json),
)
"""The forms of an answer."""
