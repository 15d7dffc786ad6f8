"""``tiltak``: what somebody has promised to do, the most overdue first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from laering.domain.entry import Entry
from laering.domain.figures import is_to_judge
from laering.domain.folding import folded
from laering.domain.followed import Followed, followed, pressing
from laering.domain.private import may_tell
from laering.files.journal.journal import Journal
from laering.i18n import _, ngettext
from laering.ui.commands.output import put_out
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.formats.chosen import choose_for_programs
from laering.ui.formats.table import ACTION_FORMATS, ICS, Promises
from laering.ui.words import listed

if TYPE_CHECKING:
    from rich.console import Console

    from laering.ui.showing.blocks import Block

# Owners that are named to whoever asked for another one.
_MOST_OWNERS = 20


class Asked(NamedTuple):
    """What the options of ``tiltak`` said, just as it was typed."""

    owner: str | None
    form: str | None
    out: Path | None
    overdue: bool
    this_week: bool
    everything: bool
    with_private: bool
    as_json: bool


def show_asked(call: Call, asked: Asked) -> None:
    """Show the actions that are asked for, most overdue first; open ones unless all are.

    Each owner of one that several share finds it. A calendar has finished ones too, and is seen by
    others: those of private entries are in it only when that is asked for. Raises what
    ``choose_format`` does.
    """
    chosen = choose_for_programs(asked.form, asked.out, ACTION_FORMATS, as_json=asked.as_json)
    terminal, journal = call.terminal, call.journal()
    reading = journal.within(None, terminal.progress(_("Reading")))
    known = followed(reading.entries, asked.owner)
    if asked.owner and not known:
        tell_of_owners(terminal, reading.entries, asked.owner)
    in_calendar = chosen is not None and chosen.name == ICS
    found = pressing(
        known,
        call.today,
        overdue=asked.overdue,
        this_week=asked.this_week,
        # Whoever imported an action while it was open is told that it is not.
        everything=asked.everything or in_calendar,
    )
    if chosen is not None:
        changed: Mapping[str, datetime] = {}
        if in_calendar:
            found = _for_a_calendar(terminal, found, with_private=asked.with_private)
            changed = journal.changed({entry.path for entry, _action in found})
        pieces = chosen.render(Promises(journal.name, call.today, found, changed), "")
        put_out(pieces, chosen, asked.out, [journal.root], terminal)
    elif terminal.styled:
        _paint(call, journal, known, found, asked)
    else:
        from laering.ui.showing.actions import list_line

        terminal.lines(list_line(entry, action) for entry, action in found)
    tell_skipped(terminal, reading.problems)


def tell_of_owners(terminal: Terminal, entries: Sequence[Entry], owner: str) -> None:
    """Say that somebody has no action, and who has."""
    owners = [each for _entry, action in followed(entries) for each in action.owners]
    names = {folded(each): f"@{each}" for each in reversed(owners)}
    told = _("No action is {owner}'s.").format(owner=f"@{owner.removeprefix('@')}")
    if names:
        known = listed(sorted(names.values(), key=str.casefold)[:_MOST_OWNERS])
        told += " " + _("Those who have one: {names}").format(names=known)
    terminal.note(told)


def _nothing(asked: Asked) -> str:
    """That there is nothing, in view of what was asked for."""
    if asked.overdue:
        return _("Nothing is overdue.")
    if asked.this_week:
        return _("Nothing is due this week, and nothing is overdue.")
    return _("There are no actions yet.") if asked.everything else _("Nothing is open.")


def _for_a_calendar(
    terminal: Terminal, found: Sequence[Followed], *, with_private: bool
) -> list[Followed]:
    """What may stand in a calendar that others see, telling what is left out of it."""
    told = [each for each in found if may_tell(each[0], with_private=with_private)]
    tell_of_private(terminal, len(found) - len(told))
    dated = [each for each in told if each[1].due is not None]
    left = sum(action.due is None and action.open for _entry, action in told)
    if left:
        terminal.note(
            ngettext(
                "{count} action without a due date is left out.",
                "{count} actions without a due date are left out.",
                left,
            ).format(count=left)
        )
    return dated


def tell_of_private(terminal: Terminal, count: int) -> None:
    """Say how many private actions others are not told of, if there are any."""
    if count:
        terminal.note(
            ngettext(
                "{count} private action is left out; --med-private brings it.",
                "{count} private actions are left out; --med-private brings them.",
                count,
            ).format(count=count)
        )


def _paint(
    call: Call,
    journal: Journal,
    known: Sequence[Followed],
    found: Sequence[Followed],
    asked: Asked,
) -> None:
    """A table on a terminal and, below what is open, what it is time to judge."""
    from laering.ui.formats import paint
    from laering.ui.showing.actions import action_blocks, judging_blocks
    from laering.ui.showing.blocks import Line

    names = sorted(place.id for place in journal.places())
    waiting: list[Followed] = []
    if not (asked.everything or asked.overdue or asked.this_week):
        days = journal.config.effect_days
        waiting = [each for each in known if is_to_judge(each[1], call.today, days)]

    def draw(console: "Console", count: int) -> None:
        blocks: Sequence[Block] = [Line(_nothing(asked))]
        if found:
            blocks = action_blocks(found, names, call.today, most=count)
        judged = judging_blocks(waiting, names, call.today, in_a_line=count < len(found))
        paint.put(console, [*blocks, *judged])

    count = len(found)
    if not asked.everything:
        count = paint.fitting(call.terminal, count, draw, spare=1)
    draw(call.terminal.console(), count)
