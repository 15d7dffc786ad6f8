"""What the home page says: this month, what is late, what is unfinished, what to remember."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from laering.domain.body import unpack
from laering.domain.entry import Entry, Problem, Source
from laering.domain.figures import is_to_judge, urgency, waiting
from laering.domain.period import Period, month, months_until
from laering.domain.private import may_tell
from laering.domain.report import (
    MONTHS_SHOWN,
    count_by_month,
)
from laering.domain.survey import Task

SETTLED = timedelta(days=30)
# What an id may begin with and be found again, whichever letters the rest of it has.
_BEGINNING = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE_PARTS = 3


@dataclass(frozen=True, slots=True)
class Home:
    """The home page. ``sources`` are (source, entries this month, entries of twelve months).

    ``to_judge`` are the finished actions of which it is time to ask whether they worked,
    ``names`` the sorted ids of all files, among which one must be told from another, and
    ``skipped`` says why each of the others does not count.
    """

    journal: str
    today: date
    month: Period
    total: int
    sources: tuple[tuple[Source, int, tuple[int, ...]], ...]
    silent: tuple[Source, ...]
    overdue: tuple[Task, ...]
    to_judge: tuple[Task, ...]
    unfinished: tuple[Entry, ...]
    remembered: Entry | None
    names: tuple[str, ...]
    skipped: tuple[Problem, ...]


def build(
    entries: Sequence[Entry],
    sources: Sequence[Source],
    today: date,
    journal: str,
    *,
    effect_days: int,
    others: Sequence[str] = (),
    skipped: Sequence[Problem] = (),
) -> Home:
    """The home page of a journal with these entries.

    ``others`` are the ids of its other files, and ``skipped`` says why they do not count.
    """
    bodies = [(entry, unpack(entry)) for entry in entries]
    trends = _trends(entries, sources, today)
    tasks = [
        Task(entry.id, entry.path, entry.date, entry.source, action, journal=journal)
        for entry, body in bodies
        for action in body.actions
    ]
    return Home(
        journal=journal,
        today=today,
        month=month(today.year, today.month),
        total=len(entries),
        sources=tuple((source, trend[-1], trend) for source, trend in trends),
        silent=tuple(source for source, trend in trends[: len(sources)] if not trend[-1]),
        overdue=tuple(sorted((task for task in tasks if task.action.overdue(today)), key=urgency)),
        to_judge=tuple(
            sorted(
                (task for task in tasks if is_to_judge(task.action, today, effect_days)),
                key=waiting,
            )
        ),
        unfinished=tuple(entry for entry, body in bodies if body.unfinished),
        remembered=remember(
            [entry for entry, body in bodies if body.answers.learned.strip()], today
        ),
        names=tuple(sorted((*(entry.id for entry in entries), *others))),
        skipped=tuple(skipped),
    )


def _trends(
    entries: Sequence[Entry], sources: Sequence[Source], today: date
) -> list[tuple[Source, tuple[int, ...]]]:
    """How many entries each source has in twelve months: the journal's own, then the others."""
    months = months_until(today, MONTHS_SHOWN)
    by_month = count_by_month(Counter((entry.date, entry.source) for entry in entries), months)
    strangers = sorted({name for name, _ in by_month} - {source.id for source in sources})
    return [
        (source, tuple(by_month[source.id, index] for index in range(len(months))))
        for source in (*sources, *(Source(name, name, "") for name in strangers))
    ]


def handle(name: str, names: Sequence[str]) -> str:
    """The shortest beginning of an id that no other of the sorted ``names`` has.

    Its date at least, and whole words; the id itself when there is no such beginning.
    """
    place = bisect_left(names, name)
    beside = (*names[max(0, place - 1) : place], *names[place + 1 : place + 2])
    parts = name.split("-")
    for count in range(_DATE_PARTS, len(parts)):
        beginning = "-".join(parts[:count])
        if not any(other.startswith(beginning) for other in beside):
            return beginning if _BEGINNING.fullmatch(beginning) else name
    return name


def remember(entries: Sequence[Entry], today: date) -> Entry | None:
    """An earlier learning worth a thought today, the same all day.

    First one from this week of an earlier year, the latest such year; else an old one, by
    turns from day to day.
    """
    old = sorted(
        (entry for entry in entries if may_tell(entry) and today - entry.date > SETTLED),
        key=lambda entry: (entry.date, entry.id),
    )
    if not old:
        return None
    # Around New Year a week lies in two years; the calendar of weeks tells whose it is.
    week = today.isocalendar().week
    same_week = [entry for entry in old if entry.date.isocalendar().week == week]
    if same_week:
        year = same_week[-1].date.isocalendar().year
        same_week = [entry for entry in same_week if entry.date.isocalendar().year == year]
    fitting = same_week or old
    return fitting[today.toordinal() % len(fitting)]
