"""``tiltak``: what somebody has promised to do, the most overdue first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from laering.domain.figures import is_to_judge
from laering.domain.followup import Followed, followed, pressing
from laering.domain.private import may_tell
from laering.files.journal.journal import Journal
from laering.i18n import _, ngettext
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.formats.table import ACTION_FORMATS, ICS, Format, Promises, by_name

if TYPE_CHECKING:
    from rich.console import Console

# Columns below which there is no room for the learning beside its action.
_NARROW = 60


def choose_form(name: str | None, *, as_json: bool) -> Format[Promises, str] | None:
    """The form that is asked for, to give to another program; None for people.

    Raises UnknownFormat.
    """
    if name is None:
        name = "json" if as_json else None
    return None if name is None else by_name(name, ACTION_FORMATS)


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
    chosen = choose_form(asked.form, as_json=asked.as_json)
    show(
        call,
        call.journal(),
        asked.owner,
        chosen,
        overdue=asked.overdue,
        everything=asked.everything,
        with_private=asked.with_private,
    )


def show(
    call: Call,
    journal: Journal,
    owner: str | None,
    chosen: Format[Promises, str] | None,
    *,
    overdue: bool,
    everything: bool,
    with_private: bool,
) -> None:
    """The actions, most overdue first; open ones only unless ``everything`` is asked for.

    Each owner of one that several share finds it. A calendar is seen by others: those of private
    entries are in it only ``with_private``.
    """
    terminal = call.terminal
    reading = journal.within(None, terminal.progress(_("Reading")))
    known = followed(reading.entries, owner)
    found = pressing(known, call.today, overdue=overdue, everything=everything)
    if chosen is not None:
        if chosen.name == ICS:
            found = _for_a_calendar(terminal, found, with_private=with_private)
        for piece in chosen.render(Promises(journal.name, call.today, found), ""):
            (terminal.json if chosen.name == "json" else terminal.data)(piece)
    elif terminal.styled:
        _paint(call, journal, known, found, overdue=overdue, everything=everything)
    else:
        from laering.ui.showing.actions import list_line

        terminal.lines(list_line(entry, action) for entry, action in found)
    tell_skipped(terminal, reading.problems)


def _for_a_calendar(
    terminal: Terminal, found: Sequence[Followed], *, with_private: bool
) -> list[Followed]:
    """What may stand in a calendar that others see, telling what is left out of it."""
    told = [each for each in found if may_tell(each[0], with_private=with_private)]
    private = len(found) - len(told)
    if private:
        terminal.note(
            ngettext(
                "{count} private action is left out; --med-private brings it.",
                "{count} private actions are left out; --med-private brings them.",
                private,
            ).format(count=private)
        )
    dated = [each for each in told if each[1].due is not None]
    left = len(told) - len(dated)
    if left:
        terminal.note(
            ngettext(
                "{count} action without a due date is left out.",
                "{count} actions without a due date are left out.",
                left,
            ).format(count=left)
        )
    return dated


def _paint(
    call: Call,
    journal: Journal,
    known: Sequence[Followed],
    found: Sequence[Followed],
    *,
    overdue: bool,
    everything: bool,
) -> None:
    """A table on a terminal and, below what is open, what it is time to judge."""
    from laering.ui.formats import paint
    from laering.ui.showing.actions import action_blocks, judging_blocks

    names = sorted(place.id for place in journal.places())
    narrow = call.terminal.width < _NARROW
    waiting: list[Followed] = []
    if not (everything or overdue):
        days = journal.config.effect_days
        waiting = [each for each in known if is_to_judge(each[1], call.today, days)]

    def draw(console: "Console", count: int) -> None:
        blocks = action_blocks(
            found, names, call.today, everything=everything, most=count, narrow=narrow
        )
        judged = judging_blocks(waiting, names, call.today, in_a_line=count < len(found))
        paint.put(console, [*blocks, *judged])

    count = len(found)
    if not everything:
        count = paint.fitting(call.terminal, count, draw, spare=1)
    draw(call.terminal.console(), count)
