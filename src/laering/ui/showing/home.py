"""What stands on the home page, and how much of it fits a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.home import Home, handle
from laering.domain.survey import Task
from laering.i18n import _
from laering.ui.desk.terminal import one_line, safe
from laering.ui.showing.actions import MOST_IN_A_LIST, judge_hint
from laering.ui.showing.blocks import Block, Column, Gap, Heading, Line, Points, Table, Trend
from laering.ui.showing.fitting import broken, cells, cut, fits, sized
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

# Columns where nobody tells how many there are.
_USUAL = 80

# Lines of a learning that is to be remembered.
_REMEMBERED = 3

# A table's own lines: its titles, and the rule below them.
_TABLE_LINES = 2

# Columns of the owners' names where an action does not fit.
_OWNERS = 20

_Item = TypeVar("_Item", Task, Entry)


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
        return
    count = count_entries(sum(count for _source, count, _trend in home.sources))
    top = _("{count} this month. Write a new one with: laering ny").format(count=count)
    silent = _silent(home)
    above, below = broken(top, width), broken(silent, width) if silent else []
    parts = tuple(_parts(home, width))
    taken = bool(home.skipped) + 1 + len(above) + _TABLE_LINES + len(home.sources) + len(below)
    # Where it is crowded, the empty lines are the first to go.
    loose = taken + 1 + sum(part.lines(part.least, loose=True) for part in parts) <= ROOM
    shown = _shared(parts, ROOM - taken - loose, loose=loose)
    yield from map(Line, above)
    for part, number in zip(parts, shown, strict=True):
        if part.first:
            yield from part.blocks(number, loose=loose)
    if loose:
        yield Gap()
    yield _month(home)
    yield from (Line(line, "quiet") for line in below)
    for part, number in zip(parts, shown, strict=True):
        if not part.first:
            yield from part.blocks(number, loose=loose)


def _month(home: Home) -> Table:
    """The sources with the entries of this month, and of the twelve months."""
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A list on the home page, of which as much is shown as there is room for.

    ``items`` are the first few of ``count``, each with the lines it takes. ``more`` tells how
    many are left out, and ``last`` what to do with them.
    """

    title: str
    items: tuple[tuple[str, int], ...]
    count: int
    more: str
    last: str
    width: int | None
    tone: str = "plain"
    first: bool = False
    least: int = 1

    def lines(self, shown: int, *, loose: bool) -> int:
        """How many lines it takes to show so many items."""
        return 1 + loose + sum(size for _item, size in self.items[:shown]) + len(self._foot(shown))

    def blocks(self, shown: int, *, loose: bool) -> Iterator[Block]:
        """The list with so many items; ``loose`` with an empty line above."""
        yield Heading(self.title) if loose else Line(self.title, self.tone)
        yield Points(tuple(item for item, _size in self.items[:shown]), self.tone)
        yield from (Line(line, "quiet") for line in self._foot(shown))

    def _foot(self, shown: int) -> list[str]:
        left = self.count - shown
        texts = [text for text in (self.more.format(count=left) if left else "", self.last) if text]
        if cells(" · ".join(texts)) <= (self.width or _USUAL):
            return [" · ".join(texts)] if texts else []
        return [line for text in texts for line in broken(text, self.width)]


@dataclass(frozen=True, slots=True)
class _Memory:
    """A learning on the home page: its title, and the lines of ``items`` there is room for."""

    title: str
    items: tuple[str, ...]
    left_out: bool
    width: int | None
    first: bool = False
    least: int = 0

    def lines(self, shown: int, *, loose: bool) -> int:
        """How many lines it takes to show so many of what was learned."""
        return 1 + 2 * loose + shown

    def blocks(self, shown: int, *, loose: bool) -> Iterator[Block]:
        """The learning; ``loose`` with an empty line above."""
        heading = _("Worth remembering")
        if loose:
            yield Heading(heading)
        yield Line(cut(self.title if loose else f"{heading} · {self.title}", self.width))
        for number, line in enumerate(self.items[:shown], 1):
            cut_here = number == shown and (self.left_out or number < len(self.items))
            yield Line(f"{line} …" if cut_here else line)


def _parts(home: Home, width: int | None) -> Iterator[_Part | _Memory]:
    """What there is to show besides the month, in the order of the page."""
    if home.overdue:
        yield _Part(
            _("Overdue ({count})").format(count=len(home.overdue)),
            tuple(_late(task, home.today, width) for task in _few(home.overdue)),
            len(home.overdue),
            _("… and {count} more: laering tiltak --forfalt"),
            "",
            width,
            tone="warn",
            first=True,
        )
    if home.to_judge:
        yield _Part(
            _("Did it work? ({count})").format(count=len(home.to_judge)),
            tuple(_finished(task, home, width) for task in _few(home.to_judge)),
            len(home.to_judge),
            _("… and {count} more: laering tiltak"),
            judge_hint(),
            width,
        )
    if home.unfinished:
        yield _Part(
            _("Unfinished ({count})").format(count=len(home.unfinished)),
            tuple(
                sized(f"{short_date(entry.date)}: {one_line(entry.title)}", "", width)
                for entry in _few(home.unfinished)
            ),
            len(home.unfinished),
            _("… and {count} more: laering liste --uferdig"),
            _("Complete them with: laering fullfør"),
            width,
        )
    if home.remembered is not None:
        yield _memory(home.remembered, width)


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


def _finished(task: Task, home: Home, width: int | None) -> tuple[str, int]:
    """A finished action with what its judgement is asked for by, and the lines it takes."""
    action = task.action
    name = f"ID N: {one_line(handle(task.entry, home.names))} {action.number}"
    whole = f"{safe(action_line(action, home.today))} · {name}"
    if fits(whole, width):
        return whole, 1
    done = _("done {date}").format(date=long_date(action.done)) if action.done else _("done")
    return sized(safe(action.text), f" · {done} · {name}", width)


def _memory(entry: Entry, width: int | None) -> _Memory:
    title = f"{long_date(entry.date)}: {one_line(entry.title)}"
    learned = safe(" ".join(unpack(entry).answers.learned.split()))
    if width is None:
        most = _REMEMBERED * _USUAL
        short = len(learned) <= most
        text = learned if short else learned[: most - 1].rsplit(" ", 1)[0]
        return _Memory(title, (text,), not short, width)
    # More characters than fit would take long to break into lines.
    lines = broken(learned[: (_REMEMBERED + 1) * width], width - len(" …"))
    return _Memory(title, tuple(lines[:_REMEMBERED]), len(lines) > _REMEMBERED, width)


def _shared(parts: Sequence[_Part | _Memory], room: int, *, loose: bool) -> list[int]:
    """How much of each part is shown in so many lines: one more item by turns."""
    shown = [part.least for part in parts]
    room -= sum(part.lines(part.least, loose=loose) for part in parts)
    # A memory begins with nothing of what was learned, and is the first to get more.
    turns = sorted(range(len(parts)), key=lambda place: parts[place].least)
    while turns:
        grown = []
        for place in turns:
            part, number = parts[place], shown[place]
            cost = part.lines(number + 1, loose=loose) - part.lines(number, loose=loose)
            if number < len(part.items) and cost <= room:
                shown[place] = number + 1
                room -= cost
                grown.append(place)
        turns = grown
    return shown
