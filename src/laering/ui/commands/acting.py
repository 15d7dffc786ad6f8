"""One action is added, ticked off, called off or opened again.

``tiltak ny``, ``tiltak ferdig``, ``tiltak avlys``, ``tiltak gjenåpne``.
"""

from collections.abc import Callable, Sequence
from datetime import date

from laering.domain import followup
from laering.domain.action import OFF, Action
from laering.domain.body import split, unpack
from laering.domain.dates import read_date
from laering.domain.entry import Entry
from laering.domain.errors import (
    CalledOff,
    CannotFollowUp,
    DoneBefore,
    FileChanged,
    FinishedAlready,
    JudgedAlready,
    LaeringError,
    NotAsItStands,
    OpenAlready,
)
from laering.domain.recurrence import coming
from laering.domain.typed import read_typed
from laering.files.entry import codec
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.commands.meant import meant, readable
from laering.ui.commands.spoken import named
from laering.ui.commands.which import ENDED, OPEN, which
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.words import action_line, long_date, understood, weekday


def add(call: Call, journal: Journal, reference: str, words: Sequence[str]) -> None:
    """One more action for an entry, as a person types it."""
    entry = readable(journal, meant(call, journal, reference))
    put(call, journal, entry, read_typed(" ".join(words), call.today))
    tell(call.terminal, _("Added to «{title}».").format(title=entry.title))


def put(call: Call, journal: Journal, entry: Entry, action: Action) -> None:
    """Say how an action was understood, and write it below the others of its entry."""
    number = len(unpack(entry).actions) + 1
    call.terminal.line(f"{number}. {understood(action, call.today)}")
    change(journal, entry, None, adding(journal, entry, action, call.today))


def adding(
    journal: Journal, entry: Entry, action: Action, today: date
) -> Callable[[str], str | None]:
    """The change that adds an action, with the day that it is made where that is to be told."""
    made = _made(entry, today)
    if made is not None:
        action = action._replace(signs=" ".join((*action.signs.split(), f"➕ {made}")))
    return lambda body: followup.added(body, action, journal.config.language)


def _made(entry: Entry, today: date) -> date | None:
    """The day an action is made, when it is another one than the day its entry was written."""
    return None if today == (entry.written or entry.date) else today


def finish(call: Call, journal: Journal, words: Sequence[str], day: str | None) -> None:
    """Tick an action off, with the day it was done."""
    entry, action = _to_end(call, journal, words)
    done = _day(call, entry, day)
    echo(call, entry, action)
    again = coming(action.rule, action.counted_from, done) if action.rule else None
    ahead, made = _days_ahead(action, done), _made(entry, call.today)
    change(
        journal,
        entry,
        action,
        lambda body: followup.finished(body, action.number, done, ahead, made),
    )
    tell(call.terminal, _("Done {date}.").format(date=long_date(done)))
    if again is not None and action.counted_from is not None:
        told = _("It comes again {weekday} {date}, and stands above it in the file.")
        tell(call.terminal, told.format(weekday=weekday(again), date=long_date(again)))
    elif again is not None:
        tell(call.terminal, _("It comes again, and stands above it in the file."))
    elif action.rule:
        told = _(
            "«{rule}» is no rule that is understood, so no next one was made. "
            "Write it like «every week» or «every month on the 1st»."
        )
        tell(call.terminal, told.format(rule=action.rule))


def _days_ahead(action: Action, done: date | None) -> int | None:
    """How many days later it is made anew when it is done on a day; None when it is not."""
    again = coming(action.rule, action.counted_from, done) if action.rule and done else None
    return None if again is None else (again - (action.counted_from or again)).days


def call_off(call: Call, journal: Journal, words: Sequence[str], day: str | None) -> None:
    """Call an action off, with the day that was."""
    entry, action = _to_end(call, journal, words)
    off = _day(call, entry, day)
    echo(call, entry, action)
    change(journal, entry, action, lambda body: followup.called_off(body, action.number, off))
    tell(call.terminal, _("Called off {date}.").format(date=long_date(off)))
    if action.rule:
        told = _(
            "It does not come again. To leave it out only this once, open it again and move its "
            "due date: laering tiltak endre {entry} {number} --frist"
        )
        tell(call.terminal, told.format(entry=entry.id, number=action.number))


def _to_end(call: Call, journal: Journal, words: Sequence[str]) -> tuple[Entry, Action]:
    """The open action that is meant. Raises CalledOff or FinishedAlready for one that is not."""
    entry, action = which(call, journal, named(call, journal, words), OPEN)
    if not action.open:
        fault = CalledOff if action.state == OFF else FinishedAlready
        raise not_as_it_stands(fault, entry, action, call.today)
    return entry, action


def _day(call: Call, entry: Entry, said: str | None) -> date:
    """The day on which an action ended, today where nobody says. Raises DoneBefore."""
    if not said:
        return call.today
    day = read_date(said, call.today).date
    if day < entry.date:
        raise DoneBefore(day=long_date(day), date=long_date(entry.date))
    return day


def reopen(call: Call, journal: Journal, words: Sequence[str]) -> None:
    """Open an action again that was finished or called off."""
    entry, action = which(call, journal, named(call, journal, words), ENDED)
    if action.open:
        raise not_as_it_stands(OpenAlready, entry, action, call.today)
    if action.effect is not None:
        raise not_as_it_stands(JudgedAlready, entry, action, call.today)
    echo(call, entry, action)
    ahead = _days_ahead(action, action.done)
    became = change(
        journal, entry, action, lambda body: followup.reopened(body, action.number, ahead)
    )
    tell(call.terminal, _("It is open again."))
    if len(unpack(became).actions) < len(unpack(entry).actions):
        tell(call.terminal, _("The next one, which was made when it was done, is gone again."))
    elif ahead is not None:
        told = _("The next one is not as it was made, and stays. See: laering vis {entry}")
        tell(call.terminal, told.format(entry=entry.id))


def not_as_it_stands(
    fault: type[NotAsItStands], entry: Entry, action: Action, today: date
) -> LaeringError:
    """The error for what cannot be done to an action as it stands."""
    line = action_line(action, today, number=True)
    return fault(entry=entry.id, number=action.number, actions=(line,))


def echo(call: Call, entry: Entry, action: Action) -> None:
    """Show which action is meant before anything is written."""
    call.terminal.line(entry.title)
    tell(call.terminal, action_line(action, call.today, number=True))


def tell(terminal: Terminal, text: str) -> None:
    """Say what became of an action, below it."""
    terminal.line(f"  {text}")


def change(
    journal: Journal, entry: Entry, action: Action | None, edit: Callable[[str], str | None]
) -> Entry:
    """Change one action in its file, as long as it is the one that was shown.

    Gives the entry it became. Raises FileChanged, or CannotFollowUp where a line cannot safely
    be changed.
    """

    def changed(text: str) -> str:
        head, rest = codec.parted(text)
        if action is not None and action not in split(rest).actions:
            raise FileChanged(path=entry.path)
        became = edit(rest)
        if became is None:
            raise CannotFollowUp(path=entry.path, entry=entry.id)
        return head + became

    return journal.change(entry.path, changed)
