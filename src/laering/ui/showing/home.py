"""What stands on the home page, and how much of it fits a screen."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.home import Home
from laering.domain.short_id import short_id
from laering.domain.survey import Task
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import one_line, safe
from laering.ui.showing.actions import MOST_IN_A_LIST, judge_hint
from laering.ui.showing.blocks import Block, Column, Gap, Heading, Line, Table, Trend
from laering.ui.showing.fitting import broken, cells, cut, fits, sized
from laering.ui.showing.parts import USUAL, Memory, Part, shared
from laering.ui.words import (
    action_line,
    count_entries,
    days,
    listed,
    long_date,
    owners,
    period_label,
    short_date,
    source_name,
)

# A screen has 24 lines, and the last one is for the next command.
ROOM = 23

# Columns below which there is no room for twelve months.
_NARROW = 60

# Lines of a learning that is to be remembered.
_REMEMBERED = 3

# A table's own lines: its titles, and the rule below them.
_TABLE_LINES = 2

# Columns of the owners' names where an action does not fit.
_OWNERS = 20

_Item = TypeVar("_Item", Task, Entry, str)


def home_blocks(home: Home, width: int | None = None) -> Iterator[Block]:
    """What to know at a glance, in one screen.

    With a ``width`` the lists share the room of 24 lines of so many columns, and what is long is
    cut; without one they do so as if every line had room.
    """
    period = period_label(home.month)
    name = safe(home.journal)
    name = name if width is None else cut(name, width - cells(f" · {period}"))
    yield Heading(f"{name} · {period}", 1)
    if not home.total:
        yield Line(_("The journal is empty. Write the first learning with: laering ny"))
        if home.drafts:
            begun = _drafts(home.drafts, width)
            yield from begun.blocks(len(begun.items), loose=True)
        yield from _inbox(home, width)
        return
    count = count_entries(sum(count for _source, count, _trend in home.sources))
    top = _("{count} this month. Write a new one with: laering ny").format(count=count)
    silent = _silent(home)
    above, below = broken(top, width), broken(silent, width) if silent else []
    parts = tuple(_parts(home, width))
    taken = (
        bool(home.skipped)
        + bool(home.flaws)
        + bool(home.inbox)
        + 1
        + len(above)
        + _TABLE_LINES
        + len(home.sources)
        + len(below)
    )
    # Where it is crowded, the empty lines are the first to go.
    loose = taken + 1 + sum(part.lines(part.least, loose=True) for part in parts) <= ROOM
    # After them, the lists become a line each that tells how many there are.
    tight = taken + sum(part.lines(part.least, loose=False) for part in parts) > ROOM
    least = [0 if tight else part.least for part in parts]
    shown = shared(parts, least, ROOM - taken - loose, loose=loose)
    yield from map(Line, above)
    yield from _inbox(home, width)
    for part, number in zip(parts, shown, strict=True):
        if part.first:
            yield from part.blocks(number, loose=loose)
    if loose:
        yield Gap()
    yield _month(home, width)
    yield from (Line(line, "quiet") for line in below)
    for part, number in zip(parts, shown, strict=True):
        if not part.first:
            yield from part.blocks(number, loose=loose)
    if home.flaws:
        yield Line(cut(_flaws(home.flaws), width), "quiet")


def _flaws(count: int) -> str:
    """How many things the checks would name besides what could not be read, on one line."""
    return ngettext(
        "{count} thing to mend in the files: laering sjekk",
        "{count} things to mend in the files: laering sjekk",
        count,
    ).format(count=count)


def _inbox(home: Home, width: int | None) -> Iterator[Line]:
    """How many files others have put in the inbox, on one line; none where there are none."""
    if home.inbox:
        told = ngettext(
            "{count} file waits in the inbox: laering innboks",
            "{count} files wait in the inbox: laering innboks",
            home.inbox,
        )
        yield Line(cut(told.format(count=home.inbox), width))


def _month(home: Home, width: int | None) -> Table:
    """The sources with the entries of this month, and of the twelve months where there is room."""
    if width is not None and width < _NARROW:
        return Table(
            (Column(_("Source"), wide=True), Column(_("This month"), right=True)),
            tuple((source_name(source), str(count)) for source, count, _trend in home.sources),
        )
    highest = max((count for _source, _count, trend in home.sources for count in trend), default=0)
    return Table(
        (
            Column(_("Source"), wide=True),
            Column(_("This month"), right=True),
            Column(_("Last 12 months")),
        ),
        tuple(
            (source_name(source), str(count), Trend(trend, highest))
            for source, count, trend in home.sources
        ),
    )


def _silent(home: Home) -> str:
    if len(home.silent) == len(home.sources):
        return _("Every source is silent this month.")
    names = listed(source_name(source) for source in home.silent)
    return _("Silent this month: {names}.").format(names=names) if names else ""


def _parts(home: Home, width: int | None) -> Iterator[Part | Memory]:
    """What there is to show besides the month, in the order of the page."""
    if home.overdue:
        yield Part(
            _("Overdue ({count})").format(count=len(home.overdue)),
            tuple(_late(task, home.today, width) for task in _few(home.overdue)),
            len(home.overdue),
            _("… and {count} more: laering tiltak --forfalt"),
            "",
            "laering tiltak --forfalt",
            width,
            tone="warn",
            first=True,
        )
    if home.soon:
        yield Part(
            _("Due within a week ({count})").format(count=len(home.soon)),
            tuple(_coming(task, home.today, width) for task in _few(home.soon)),
            len(home.soon),
            _("… and {count} more: laering tiltak"),
            "",
            "laering tiltak",
            width,
            first=True,
        )
    if home.drafts:
        yield _drafts(home.drafts, width)
    if home.again:
        yield Part(
            _("Happened again ({count})").format(count=len(home.again)),
            tuple(_dated(entry, width) for entry in _few(home.again)),
            len(home.again),
            _("… and {count} more: laering liste --gjentatt"),
            "",
            "laering liste --gjentatt",
            width,
        )
    if home.unanswered:
        yield Part(
            _("Waiting for an answer ({count} of the {total} reported in 12 months)").format(
                count=len(home.unanswered), total=home.came_in
            ),
            tuple(_dated(entry, width) for entry in _few(home.unanswered)),
            len(home.unanswered),
            _("… and {count} more: laering liste"),
            _("Answer with: laering del ID --svar"),
            "laering del ID --svar",
            width,
        )
    if home.to_judge:
        yield Part(
            _("Did it work? ({count})").format(count=len(home.to_judge)),
            tuple(_finished(task, home, width) for task in _few(home.to_judge)),
            len(home.to_judge),
            _("… and {count} more: laering tiltak"),
            judge_hint(),
            "laering tiltak",
            width,
        )
    if home.unfinished:
        yield Part(
            _("Unfinished ({count})").format(count=len(home.unfinished)),
            tuple(_dated(entry, width) for entry in _few(home.unfinished)),
            len(home.unfinished),
            _("… and {count} more: laering liste --uferdig"),
            _("Complete them with: laering fullfør"),
            "laering fullfør",
            width,
        )
    if home.remembered is not None:
        yield _memory(home.remembered, width)


def _drafts(drafts: tuple[str, ...], width: int | None) -> Part:
    """What somebody has begun to write, by its first words."""
    return Part(
        _("Begun and not saved ({count})").format(count=len(drafts)),
        tuple(sized(f"«{one_line(' '.join(each.split()))}»", "", width) for each in _few(drafts)),
        len(drafts),
        _("… and {count} more"),
        _("Go on with: laering ny"),
        "laering ny",
        width,
    )


def _dated(entry: Entry, width: int | None) -> tuple[str, int]:
    """An entry by its day and title, and the lines it takes."""
    return sized(f"{short_date(entry.date)}: {one_line(entry.title)}", "", width)


def _few(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """The first of a list. One more takes no more room than to say that it is left out."""
    return items if len(items) <= MOST_IN_A_LIST + 1 else items[:MOST_IN_A_LIST]


def _late(task: Task, today: date, width: int | None) -> tuple[str, int]:
    """An overdue action, and the lines it takes."""
    action = task.action
    whole = safe(action_line(action, today))
    if fits(whole, width):
        return whole, 1
    late = _("{days} overdue").format(days=days((today - (action.due or today)).days))
    owner = f" · @{cut(safe(owners(action)[1:]), _OWNERS)}" if action.owners else ""
    return sized(safe(action.text), f"{owner} · {late}", width)


def _coming(task: Task, today: date, width: int | None) -> tuple[str, int]:
    """An action that is due soon, and the lines it takes."""
    action = task.action
    whole = safe(action_line(action, today))
    if fits(whole, width) or action.due is None:
        return whole, 1
    owner = f" · @{cut(safe(owners(action)[1:]), _OWNERS)}" if action.owners else ""
    return sized(safe(action.text), f"{owner} · {short_date(action.due)}", width)


def _finished(task: Task, home: Home, width: int | None) -> tuple[str, int]:
    """A finished action with what its judgement is asked for by, and the lines it takes."""
    action = task.action
    name = f"ID N: {one_line(short_id(task.entry, home.names))} {action.number}"
    whole = f"{safe(action_line(action, home.today))} · {name}"
    if fits(whole, width):
        return whole, 1
    done = _("done {date}").format(date=long_date(action.done)) if action.done else _("done")
    return sized(safe(action.text), f" · {done} · {name}", width)


def _memory(entry: Entry, width: int | None) -> Memory:
    title = f"{long_date(entry.date)}: {one_line(entry.title)}"
    learned = safe(" ".join(unpack(entry).answers.learned.split()))
    if width is None:
        most = _REMEMBERED * USUAL
        short = len(learned) <= most
        text = learned if short else learned[: most - 1].rsplit(" ", 1)[0]
        return Memory(title, (text,), not short, width)
    # More characters than fit would take long to break into lines.
    lines = broken(learned[: (_REMEMBERED + 1) * width], width - len(" …"))
    return Memory(title, tuple(lines[:_REMEMBERED]), len(lines) > _REMEMBERED, width)
