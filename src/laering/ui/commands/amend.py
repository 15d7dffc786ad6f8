"""``tiltak endre``: an action in other words, with other owners, or due on another day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.action import names_in
from laering.domain.amending import Amended, amended, owned_in_words, reworded, said_by
from laering.domain.body import unpack
from laering.domain.dates import read_due
from laering.domain.errors import NothingToChange, OwnerInWords, SaidTwice
from laering.domain.typed import read_owners
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.asking.asker import BACK, Asker, Back, Check, Typing
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.questions import fault_of
from laering.ui.commands.acting import change, echo, tell
from laering.ui.commands.spoken import named
from laering.ui.commands.which import OPEN, which
from laering.ui.desk.call import Call
from laering.ui.words import action_line, understood


class Said(NamedTuple):
    """What the options said, as it was typed; an empty text takes away what is there."""

    text: str | None
    owners: str | None
    due: str | None


def amend(call: Call, journal: Journal, words: Sequence[str], said: Said) -> None:
    """Change what an action says; where nothing is said of it, whoever sits there is asked.

    Raises NothingToChange where nobody can be asked, and what ``read_typed`` does.
    """
    asked = said == Said(None, None, None)
    if asked and words and not call.terminal.can_ask:
        raise NothingToChange()
    entry, action = which(call, journal, named(call, journal, words), OPEN)
    was = said_by(action)
    wanted = was if asked else _as_said(was, said, call.today)
    echo(call, entry, action)
    if asked:
        wanted = _ask(call, journal, was)
    if wanted == was:
        tell(call.terminal, _("Nothing is changed."))
        return
    became = change(journal, entry, action, lambda body: amended(body, action.number, wanted))
    now = unpack(became).actions[action.number - 1]
    line = understood if now.open else action_line
    tell(call.terminal, _("Now: {action}").format(action=line(now, call.today)))


def _as_said(was: Amended, said: Said, today: date) -> Amended:
    """What options make of it. Raises SaidTwice, OwnerInWords, and what is wrong with each."""
    wanted = was
    if said.text is not None:
        wanted = reworded(was, said.text, today)
        alone = reworded(Amended("", (), None), said.text, today)
        if alone.owners and said.owners is not None:
            raise SaidTwice(option="--hvem")
        if alone.due and said.due is not None:
            raise SaidTwice(option="--frist")
    if said.owners is not None:
        wanted = wanted._replace(owners=read_owners(said.owners))
        left = owned_in_words(wanted)
        if left is not None:
            raise OwnerInWords(owner=left)
    if said.due is not None:
        wanted = wanted._replace(due=_read_due(said.due, today))
    return wanted


def _read_due(text: str, today: date) -> date | None:
    return read_due(text, today).date if text.strip() else None


def _ask(call: Call, journal: Journal, was: Amended) -> Amended:
    """Ask for each part with what is there in place; whoever goes back from the first keeps it."""
    wanted, at = was, 0
    with asker_for(call, journal) as asker:
        while at < len(_QUESTIONS):
            found = _QUESTIONS[at](asker, wanted, call.today)
            if found is BACK:
                at -= 1
                if at < 0:
                    return was
            else:
                wanted, at = found, at + 1
    return wanted


def _ask_words(asker: Asker, was: Amended, today: date) -> Amended | Back:
    def read(text: str) -> Amended:
        return was if text.strip() == was.text else reworded(was, text, today)

    typed = asker.line(_("What is to be done?"), "", _checking(read), _typing(was.text))
    return BACK if typed is BACK else read(typed)


def _ask_owners(asker: Asker, was: Amended, _today: date) -> Amended | Back:
    among = names_in(was.text)
    others = ", ".join(f"@{each}" for each in was.owners if each not in among)
    hint = _("A name of one word each, like @ola or @ola, @kari.")
    typing = _typing(others, settled=True)
    typed = asker.line(_("Who does it?"), hint, _checking(read_owners), typing, replaced=True)
    return BACK if typed is BACK else was._replace(owners=(*among, *read_owners(typed)))


def _ask_due(asker: Asker, was: Amended, today: date) -> Amended | Back:
    def read(text: str) -> date | None:
        return _read_due(text, today)

    due = was.due.strftime("%d.%m.%Y") if was.due else ""
    hint = _("A date, like 15.12, Friday or in 2 weeks.")
    typing = _typing(due, settled=True)
    typed = asker.line(_("When is it due?"), hint, _checking(read), typing, replaced=True)
    return BACK if typed is BACK else was._replace(due=read(typed))


_QUESTIONS = (_ask_words, _ask_owners, _ask_due)


def _checking(read: Callable[[str], object]) -> Check:
    return lambda text: fault_of(lambda: read(text))


def _typing(begun: str, *, settled: bool = False) -> Typing:
    return Typing(begun, lambda _text: None, settled)
