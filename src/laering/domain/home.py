"""What the home page says: this month, what is late, what is unfinished, what to remember."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from laering.domain.body import unpack
from laering.domain.entry import Entry, Source
from laering.domain.period import Period, month, months_until
from laering.domain.report import MONTHS_SHOWN, Task, count_by_month

SETTLED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Home:
    """The home page. ``sources`` are (source, entries this month, entries of twelve months)."""

    journal: str
    today: date
    month: Period
    total: int
    sources: tuple[tuple[Source, int, tuple[int, ...]], ...]
    overdue: tuple[Task, ...]
    unfinished: tuple[Entry, ...]
    remembered: Entry | None


def build(entries: Sequence[Entry], sources: Sequence[Source], today: date, journal: str) -> Home:
    """The home page of a journal with these entries."""
    bodies = [(entry, unpack(entry)) for entry in entries]
    months = months_until(today, MONTHS_SHOWN)
    by_month = count_by_month(Counter((entry.date, entry.source) for entry in entries), months)
    known = {source.id for source in sources}
    strangers = sorted({entry.source for entry in entries} - known)
    sources = (*sources, *(Source(name, name, "") for name in strangers))
    trends = {
        source.id: tuple(by_month[source.id, index] for index in range(len(months)))
        for source in sources
    }
    overdue = [
        Task(entry.id, entry.path, entry.date, entry.source, action)
        for entry, body in bodies
        for action in body.actions
        if action.overdue(today)
    ]
    return Home(
        journal=journal,
        today=today,
        month=month(today.year, today.month),
        total=len(entries),
        sources=tuple((source, trends[source.id][-1], trends[source.id]) for source in sources),
        overdue=tuple(sorted(overdue, key=lambda task: (task.action.due or date.max, task.entry))),
        unfinished=tuple(entry for entry, body in bodies if body.unfinished),
        remembered=remember(
            [entry for entry, body in bodies if body.answers.learned.strip()], today
        ),
    )


def remember(entries: Sequence[Entry], today: date) -> Entry | None:
    """An earlier learning worth a thought today, the same all day.

    First one from this week of an earlier year, the latest such year; else an old one, by
    turns from day to day.
    """
    old = sorted(
        (entry for entry in entries if not entry.private and today - entry.date > SETTLED),
        key=lambda entry: (entry.date, entry.id),
    )
    if not old:
        return None
    week = today.isocalendar().week
    same_week = [entry for entry in old if entry.date.isocalendar().week == week]
    if same_week:
        latest = [entry for entry in same_week if entry.date.year == same_week[-1].date.year]
        return latest[today.toordinal() % len(latest)]
    return old[today.toordinal() % len(old)]
