"""What is written is kept on the way, and offered again to whoever left it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from laering.domain.entry import Attached, Begun
from laering.domain.errors import (
    EditedDraftBroken,
    EditorReturned,
    Interrupted,
    InterruptedKept,
    LaeringError,
)
from laering.domain.fitting import cleared, fit_given
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import Waiting, waiting
from laering.files.journal.journal import Journal
from laering.files.pictures import taking
from laering.i18n import _
from laering.ui.asking import flow
from laering.ui.asking.questions import Take, source_by_id
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.words import (
    as_word,
    long_date,
    moment,
    shortened,
    system_reason,
    weekday,
)

# Errors that tell themselves how to go on.
_OWN_WORDS = (EditedDraftBroken, EditorReturned)


@contextmanager
def kept(call: Call, keeper: Keeper, command: str) -> Iterator[None]:
    """See to it that what was written survives a failure, and tell the ``command`` that goes on.

    When all went well the draft is dropped.
    """
    try:
        yield
    except BaseException as error:
        path = keeper.settle()
        keeper.release()
        if path is None and keeper.trouble is not None:
            _show_what_was_written(call.terminal, keeper.texts)
        if path is None and isinstance(error, flow.LeftAsDraft):
            raise Interrupted() from None
        if path is None:
            raise
        if not call.terminal.can_ask and keeper.entry is None:
            command = f"laering ny --fra {as_word(str(path))}"
        if isinstance(error, Interrupted | KeyboardInterrupt):
            error = InterruptedKept()
        if isinstance(error, LaeringError) and not isinstance(error, _OWN_WORDS):
            error.go_on = command
        raise error from None
    keeper.drop()


def _show_what_was_written(terminal: Terminal, texts: Sequence[str]) -> None:
    """The last resort: no disk takes the text, but the window still shows it."""
    terminal.note(_("What you wrote could not be kept anywhere. Copy it from here:"))
    for text in texts:
        terminal.note()
        terminal.note(text)
    terminal.note()


def text_file(keeper: Keeper, text: str) -> Path:
    """A file to write in with an editor: the draft's own, where the disk takes one."""
    from laering.ui.desk.editor import new_text_file

    try:
        return keeper.text_file(text)
    except OSError:
        return new_text_file(text)


class Telling(NamedTuple):
    """A ``flow.Keep`` that keeps the answers, and says so once when the disk takes none of them."""

    keeper: Keeper
    terminal: Terminal

    def typing(self, begun: Begun) -> None:
        """Something was typed."""
        self.keeper.typing(begun)

    def answered(self, begun: Begun) -> None:
        """A step is done."""
        before = self.keeper.trouble
        self.keeper.answered(begun)
        if before is None and self.keeper.trouble is not None:
            self.terminal.note(
                _("Note: your answers cannot be kept along the way, {reason}.").format(
                    reason=system_reason(self.keeper.trouble.errno)
                )
            )


def left_behind(call: Call, journal: Journal) -> Waiting | None:
    """The draft that the person wants to go on with, if they left one and somebody can ask."""
    if not call.terminal.can_ask:
        return None
    for found in waiting(journal.root):
        if is_of_inbox(found, journal):
            found.release()
            continue
        call.terminal.note(f"«{shortened(found.told)}»")
        at_home = found.journal == str(journal.root.resolve())
        if not at_home:
            text = _("It was written for the journal in {folder}, which is not there now.")
            call.terminal.note(text.format(folder=found.journal))
        when = moment(found.written, call.today)
        question = _("Go on with the draft from {when}?").format(when=when)
        answer = settled(call, found, question, likely=at_home)
        if answer == "yes":
            return found
        if answer != "delete":
            call.terminal.note(_("The draft stays, and is offered next time."))
        call.terminal.note()
    return None


def settled(call: Call, draft: Waiting, question: str, *, likely: bool) -> str:
    """What the person says of a draft, see ``ask_draft``: held for a yes, else gone or let go."""
    from laering.ui.asking.prompt import ask_draft

    answer = ask_draft(question, likely=likely)
    if answer == "delete":
        draft.drop()
        call.terminal.note(_("The draft is deleted."))
    elif answer != "yes":
        draft.release()
    return answer


def is_of_inbox(draft: Waiting, journal: Journal) -> bool:
    """Whether a draft is of what lies in the inbox, and is gone on with there.

    Where nothing lies there any more it is a draft as any other.
    """
    if draft.begun.given.origin is None:
        return False
    from laering.files.incoming.inbox import waiting_in

    return bool(waiting_in(journal))


def resumed(call: Call, journal: Journal, left: Waiting) -> Begun:
    """What a draft holds, for whoever goes on with it; its day is the day it was begun."""
    # What no answer can hold may have come in while it was typed, and could not be taken out now.
    begun = replace(
        left.begun,
        typing=cleared(left.begun.typing),
        beside=tuple((step, cleared(text)) for step, text in left.begun.beside),
    )
    given = fit_given(begun.given, cleared)
    if given.date is None:
        given = replace(given, date=left.since.date())
    if left.whole and given.date is not None and given.date != call.today:
        tell_date(call.terminal, given.date)
    if source_by_id(given.source, journal.config.sources) is None:
        # The journal has it no longer: it is asked for again, and nothing else is.
        given = replace(given, source=None)
    return replace(begun, given=given)


def tell_date(terminal: Terminal, day: date) -> None:
    """Tell the day that a learning is written down for."""
    told = _("Date: {weekday} {date}").format(weekday=weekday(day), date=long_date(day))
    terminal.note(told)


def taker(keeper: Keeper, *, whole: bool) -> Take:
    """Who takes the pictures that somebody chooses, and keeps them until they are in an entry."""

    def take(path: str) -> Attached:
        picture = taking.read(path, with_metadata=whole)
        kept = keeper.keep_picture(picture.data, picture.ending)
        return Attached(os.path.abspath(os.path.expanduser(path)), kept, whole=whole)

    return take
