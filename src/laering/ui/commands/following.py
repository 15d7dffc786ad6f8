"""``tiltak``: what somebody has promised to do, whether it was done, and whether it worked."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain import followup
from laering.domain.action import BEGUN, DONE, OFF, Action, Effect, folded
from laering.domain.body import split, unpack
from laering.domain.characters import HARMFUL
from laering.domain.entry import Entry
from laering.domain.errors import (
    CalledOff,
    CannotFollowUp,
    DoneBefore,
    FileChanged,
    FinishedAlready,
    JudgedAlready,
    LaeringError,
    NoActions,
    NoSuchAction,
    NotFinished,
    OpenAlready,
    UnknownFormat,
    WhichAction,
)
from laering.domain.home import handle
from laering.domain.period import read_date
from laering.domain.recurrence import coming
from laering.domain.report import is_to_judge
from laering.domain.typed import read_typed
from laering.files.entry import codec
from laering.files.journal.journal import Journal
from laering.i18n import _, ngettext
from laering.ui.commands.listing import readable
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, one_line
from laering.ui.showing.blocks import Block, Column, Heading, Line, Table
from laering.ui.showing.home import to_judge
from laering.ui.words import (
    action_line,
    box,
    days,
    long_date,
    owners,
    short_date,
    understood,
    weekday,
)

Followed = tuple[Entry, Action]

"""An action and the entry it stands in."""

FORMS = ("ics", "json")


class Asked(NamedTuple):
    """What the options of ``tiltak`` said, just as it was typed."""

    owner: str | None
    form: str | None
    overdue: bool
    everything: bool
    with_private: bool
    as_json: bool


def show_asked(call: Call, asked: Asked) -> None:
    """Show the actions that are asked for. Raises UnknownFormat."""
    if asked.form not in (None, *FORMS):
        raise UnknownFormat(value=asked.form, formats=", ".join(FORMS))
    show(
        call,
        call.journal(),
        asked.owner,
        asked.form,
        overdue=asked.overdue,
        everything=asked.everything,
        with_private=asked.with_private,
        as_json=asked.as_json,
    )


def show(
    call: Call,
    journal: Journal,
    owner: str | None,
    form: str | None,
    *,
    overdue: bool,
    everything: bool,
    with_private: bool,
    as_json: bool,
) -> None:
    """The actions, most overdue first; open ones only unless ``everything`` is asked for.

    Each owner of one that several share finds it.

    A calendar is seen by others: those of private entries are in it only ``with_private``.
    """
    reading = journal.within(None, call.terminal.progress(_("Reading")))
    wanted = folded(owner) if owner is not None else None
    known = [
        (entry, action)
        for entry in reading.entries
        for action in unpack(entry).actions
        if wanted is None or wanted in (map(folded, action.owners) if action.owners else ("",))
    ]
    found = [
        (entry, action)
        for entry, action in known
        if (everything or action.open) and (not overdue or action.overdue(call.today))
    ]
    found.sort(key=lambda each: _urgency(*each))
    terminal = call.terminal
    if form == "ics":
        from laering.ui.formats.calendar import calendar

        told = [each for each in found if with_private or not each[0].private]
        terminal.data(calendar(told, journal.name, call.today))
        private = len(found) - len(told)
        if private:
            terminal.note(
                ngettext(
                    "{count} private action is left out; --med-private brings it.",
                    "{count} private actions are left out; --med-private brings them.",
                    private,
                ).format(count=private)
            )
        left = sum(action.due is None for _entry, action in told)
        if left:
            terminal.note(
                ngettext(
                    "{count} action without a due date is left out.",
                    "{count} actions without a due date are left out.",
                    left,
                ).format(count=left)
            )
    elif as_json or form == "json":
        from laering.ui.formats.data import action_data, dumps

        data = [action_data(entry.id, action, call.today, journal.name) for entry, action in found]
        terminal.json(dumps(data) + "\n")
    elif terminal.styled:
        from laering.ui.formats import paint

        names = sorted(place.id for place in journal.places())
        blocks = list(_table(found, names, call.today, everything=everything))
        if not (everything or overdue):
            waiting = [
                (entry, action)
                for entry, action in known
                if is_to_judge(action, call.today, journal.config.effect_days)
            ]
            blocks += _to_judge(waiting, names, call.today)
        paint.show(terminal, blocks)
    else:
        terminal.lines(_line(entry, action) for entry, action in found)
    tell_skipped(call.terminal, reading.problems)


def _urgency(entry: Entry, action: Action) -> tuple[bool, date, date, str, int]:
    """Open ones first, by their due date; those without one by the day of their event."""
    return (not action.open, action.due or date.max, entry.date, entry.id, action.number)


def _table(
    found: Sequence[Followed], names: Sequence[str], today: date, *, everything: bool
) -> Sequence[Block]:
    if not found:
        return [Line(_("Nothing is open.") if not everything else _("There are no actions yet."))]
    late = sum(action.overdue(today) for _, action in found)
    columns = [Column(_("Due"))]
    if late:
        columns.append(Column(_("Overdue"), right=True))
    columns += [
        Column(_("Who")),
        Column(_("What"), wide=True),
        Column(_("Learning"), wide=True),
    ]
    rows = []
    for entry, action in found:
        row = [_due(action)]
        if late:
            row.append(_late(action, today))
        row += [
            owners(action) or "–",
            f"{box(action)} {_what(action)}",
            entry.title,
        ]
        rows.append(tuple(row))
    count = len(found)
    told = ngettext("{count} action.", "{count} actions.", count).format(count=count)
    if late:
        told += " " + _("{count} overdue.").format(count=late)
    blocks: list[Block] = [
        Table(tuple(columns), tuple(rows)),
        Line(told, "warn" if late else "quiet"),
    ]
    still_open = next((each for each in found if each[1].open), None)
    if still_open is not None:
        command = f"laering tiltak ferdig {_called(*still_open, names)}"
        told = _("Done? Write, for the first one: {command}").format(command=command)
        blocks.append(Line(told, "quiet"))
    return blocks


def _to_judge(waiting: Sequence[Followed], names: Sequence[str], today: date) -> Sequence[Block]:
    """The finished actions that it is time to judge, the first few with what names them."""
    if not waiting:
        return []
    ordered = sorted(waiting, key=lambda each: (each[1].done or date.min, each[0].id))
    lines = [
        f"{action_line(action, today)} · ID N: {_called(entry, action, names)}"
        for entry, action in ordered
    ]
    return [Heading(_("Did it work? ({count})").format(count=len(lines))), *to_judge(lines)]


def _called(entry: Entry, action: Action, names: Sequence[str]) -> str:
    """How an action is named on the command line: its entry, and its number."""
    return f"{one_line(handle(entry.id, names))} {action.number}"


def _what(action: Action) -> str:
    return f"{action.text} ({_('begun')})" if action.state == BEGUN else action.text


def _due(action: Action) -> str:
    if action.state == OFF:
        day = short_date(action.off) if action.off else ""
        return _("called off {date}").format(date=day) if day else _("called off")
    if action.finished:
        return _("done {date}").format(date=short_date(action.done)) if action.done else _("done")
    return short_date(action.due) if action.due else "–"


def _late(action: Action, today: date) -> str:
    """For how long an action has been overdue; empty when it is not."""
    if action.due is None or not action.overdue(today):
        return ""
    return days((today - action.due).days)


def _line(entry: Entry, action: Action) -> str:
    """An action as a line for a pipe: due date, owners, text, entry, number and state."""
    due = action.due.isoformat() if action.due else ""
    state = {DONE: "x", BEGUN: "/", OFF: "-"}.get(action.state, "")
    fields = (due, ", ".join(action.owners), action.text, entry.id, str(action.number), state)
    return "\t".join(one_line(field) for field in fields)


def add(call: Call, journal: Journal, reference: str, words: Sequence[str]) -> None:
    """One more action for an entry, as a person types it."""
    entry = readable(journal, journal.find(reference))
    text = HARMFUL.sub("", " ".join(words))
    action = read_typed(text, call.today)
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
    entry = readable(journal, journal.find(reference))
    action = _chosen(entry, number, lambda each: each.open, call.today)
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
    entry = readable(journal, journal.find(reference))
    action = _chosen(entry, number, lambda each: not each.open, call.today)
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
    entry = readable(journal, journal.find(reference))
    action = _chosen(entry, number, lambda each: each.finished and not each.effect, call.today)
    if not action.finished:
        raise _told(NotFinished, entry, action, call.today)
    effect = Effect(worked, call.today, " ".join(HARMFUL.sub("", " ".join(text)).split()))
    _echo(call, entry, action)
    _change(journal, entry, action, lambda body: followup.judged(body, action.number, effect))
    told = _("It worked.") if worked else _("It did not work. What do you try instead?")
    _tell(call.terminal, told)


def _chosen(
    entry: Entry, number: int | None, likely: Callable[[Action], bool], today: date
) -> Action:
    """The action that is meant: by its number, else the only likely one, else the only one."""
    actions = unpack(entry).actions
    if not actions:
        raise NoActions(title=entry.title, entry=entry.id)
    listed = tuple(action_line(each, today, number=True) for each in actions)
    if number is not None:
        if not 0 < number <= len(actions):
            raise NoSuchAction(title=entry.title, number=number, actions=listed)
        return actions[number - 1]
    meant = [each for each in actions if likely(each)]
    if len(meant) == 1:
        return meant[0]
    if len(actions) == 1:
        return actions[0]
    raise WhichAction(title=entry.title, actions=listed)


def _told(fault: type[LaeringError], entry: Entry, action: Action, today: date) -> LaeringError:
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
