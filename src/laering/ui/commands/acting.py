"""One action is added, ticked off, opened again or judged.

``tiltak ny``, ``tiltak ferdig``, ``tiltak gjenåpne``, ``tiltak virket``, ``tiltak virket-ikke``.
"""

from collections.abc import Callable, Sequence
from datetime import date

from laering.domain import followup
from laering.domain.action import OFF, Action, Effect
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
    NotFinished,
    OpenAlready,
)
from laering.domain.fitting import ACTION, fit
from laering.domain.recurrence import coming
from laering.domain.typed import read_typed
from laering.files.entry import codec
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.commands.meant import meant, readable
from laering.ui.commands.which import which
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.words import action_line, long_date, understood, weekday


def add(call: Call, journal: Journal, reference: str, words: Sequence[str]) -> None:
    """One more action for an entry, as a person types it."""
    entry = readable(journal, meant(call, journal, reference))
    action = read_typed(" ".join(words), call.today)
    made = _made(entry, call.today)
    if made is not None:
        action = action._replace(signs=" ".join((*action.signs.split(), f"➕ {made}")))
    language = journal.config.language
    number = len(unpack(entry).actions) + 1
    call.terminal.line(f"{number}. {understood(action, call.today)}")
    _change(journal, entry, None, lambda body: followup.added(body, action, language))
    _tell(call.terminal, _("Added to «{title}».").format(title=entry.title))


def _made(entry: Entry, today: date) -> date | None:
    """The day an action is made, when it is another one than the day its entry was written."""
    return None if today == (entry.written or entry.date) else today


def finish(
    call: Call, journal: Journal, reference: str, number: int | None, day: str | None
) -> None:
    """Tick an action off, with the day it was done."""
    entry, action = which(call, journal, reference, number, lambda each: each.open)
    if not action.open:
        fault = CalledOff if action.state == OFF else FinishedAlready
        raise _told(fault, entry, action, call.today)
    done = read_date(day, call.today).date if day else call.today
    if day and done < entry.date:
        raise DoneBefore(day=long_date(done), date=long_date(entry.date))
    _echo(call, entry, action)
    again = coming(action.rule, action.counted_from, done) if action.rule else None
    ahead = (again - (action.counted_from or again)).days if again else None
    made = _made(entry, call.today)
    _change(
        journal,
        entry,
        action,
        lambda body: followup.finished(body, action.number, done, ahead, made),
    )
    _tell(call.terminal, _("Done {date}.").format(date=long_date(done)))
    if again is not None and action.counted_from is not None:
        told = _("It comes again {weekday} {date}, and stands above it in the file.")
        _tell(call.terminal, told.format(weekday=weekday(again), date=long_date(again)))
    elif again is not None:
        _tell(call.terminal, _("It comes again, and stands above it in the file."))
    elif action.rule:
        told = _(
            "«{rule}» is no rule that is understood, so no next one was made. "
            "Write it like «every week» or «every month on the 1st»."
        )
        _tell(call.terminal, told.format(rule=action.rule))


def reopen(call: Call, journal: Journal, reference: str, number: int | None) -> None:
    """Open a finished action again."""
    entry, action = which(call, journal, reference, number, lambda each: not each.open)
    if action.open:
        raise _told(OpenAlready, entry, action, call.today)
    if action.effect is not None:
        raise _told(JudgedAlready, entry, action, call.today)
    _echo(call, entry, action)
    _change(journal, entry, action, lambda body: followup.reopened(body, action.number))
    _tell(call.terminal, _("It is open again."))


def judge(
    call: Call, journal: Journal, reference: str, words: Sequence[str], *, worked: bool
) -> None:
    """Tell whether a finished action worked; ``words`` may begin with its number."""
    number, text = None, list(words)
    if text and text[0].isascii() and text[0].isdigit():
        number = int(text.pop(0).lstrip("0")[:9] or 0)  # no entry has as many as a billion
    entry, action = which(
        call, journal, reference, number, lambda each: each.finished and not each.effect
    )
    if not action.finished:
        raise _told(NotFinished, entry, action, call.today)
    effect = Effect(worked, call.today, " ".join(fit(" ".join(text), ACTION).split()))
    _echo(call, entry, action)
    _change(journal, entry, action, lambda body: followup.judged(body, action.number, effect))
    told = _("It worked.") if worked else _("It did not work. What do you try instead?")
    _tell(call.terminal, told)


def _told(fault: type[NotAsItStands], entry: Entry, action: Action, today: date) -> LaeringError:
    line = action_line(action, today, number=True)
    return fault(entry=entry.id, number=action.number, actions=(line,))


def _echo(call: Call, entry: Entry, action: Action) -> None:
    """Show which action is meant before anything is written."""
    call.terminal.line(f"{entry.title}")
    call.terminal.line(f"  {action_line(action, call.today, number=True)}")


def _tell(terminal: Terminal, text: str) -> None:
    terminal.line(f"  {text}")


def _change(
    journal: Journal, entry: Entry, action: Action | None, edit: Callable[[str], str | None]
) -> None:
    """Change one action in its file, as long as it is the one that was shown.

    Raises FileChanged, or CannotFollowUp where a line cannot safely be changed.
    """

    def change(text: str) -> str:
        head, rest = codec.parted(text)
        if action is not None and action not in split(rest).actions:
            raise FileChanged(path=entry.path)
        changed = edit(rest)
        if changed is None:
            raise CannotFollowUp(path=entry.path, entry=entry.id)
        return head + changed

    journal.change(entry.path, change)
