"""What the home page says: this month, what is late, what is unfinished, what to remember."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import Entry, Problem, Source
from laering.domain.figures import is_to_judge, urgency, waiting
from laering.domain.origin import came_in
from laering.domain.period import Period, month, months_until
from laering.domain.private import may_tell
from laering.domain.report import (
    MONTHS_SHOWN,
    count_by_month,
)
from laering.domain.survey import Task

SETTLED = timedelta(days=30)
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Home:
    """The home page. ``sources`` are (source, entries this month, entries of twelve months).

    ``to_judge`` are the finished actions of which it is time to ask whether they worked,
    ``soon`` those that are due within a week, ``again`` what happened again in the last month,
    ``names`` the sorted ids of all files, among which one must be told from another, and
    ``skipped`` says why each of the others does not count. ``drafts`` are the first words of what
    somebody has begun to write, ``flaws`` how many other things the checks would name, and
    ``inbox`` how many files others have put there. Of those that ``came_in`` by the inbox in
    twelve months the ``unanswered`` ones are listed.
    """

    journal: str
    today: date
    month: Period
    total: int
    sources: tuple[tuple[Source, int, tuple[int, ...]], ...]
    silent: tuple[Source, ...]
    overdue: tuple[Task, ...]
    soon: tuple[Task, ...]
    to_judge: tuple[Task, ...]
    again: tuple[Entry, ...]
    unfinished: tuple[Entry, ...]
    remembered: Entry | None
    names: tuple[str, ...]
    skipped: tuple[Problem, ...] = ()
    drafts: tuple[str, ...] = ()
    flaws: int = 0
    inbox: int = 0
    unanswered: tuple[Entry, ...] = ()
    came_in: int = 0


def build(
    entries: Sequence[Entry],
    sources: Sequence[Source],
    today: date,
    journal: str,
    *,
    effect_days: int,
    others: Sequence[str] = (),
    skipped: Sequence[Problem] = (),
    drafts: Sequence[str] = (),
    flaws: int = 0,
    inbox: int = 0,
) -> Home:
    """The home page of a journal with these entries.

    ``others`` are the ids of its other files, and ``skipped`` says why they do not count.
    """
    bodies = [(entry, unpack(entry)) for entry in entries]
    since = months_until(today, MONTHS_SHOWN)[0].start
    reported = [entry for entry in entries if came_in(entry) and since <= entry.date <= today]
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
        sources=tuple(
            (source, trend[-1], trend)
            for source, trend in trends
            if any(trend) or not source.hidden
        ),
        silent=tuple(
            source for source, trend in trends[: len(sources)] if not (trend[-1] or source.hidden)
        ),
        overdue=tuple(sorted((task for task in tasks if task.action.overdue(today)), key=urgency)),
        soon=tuple(sorted((task for task in tasks if _is_soon(task.action, today)), key=urgency)),
        to_judge=tuple(
            sorted(
                (task for task in tasks if is_to_judge(task.action, today, effect_days)),
                key=waiting,
            )
        ),
        again=tuple(
            sorted(
                (entry for entry in entries if entry.repeats and _is_recent(entry.date, today)),
                key=lambda entry: (entry.date, entry.id),
                reverse=True,
            )
        ),
        unfinished=tuple(entry for entry, body in bodies if body.unfinished),
        remembered=remember(
            [entry for entry, body in bodies if body.answers.learned.strip()], today
        ),
        names=tuple(sorted((*(entry.id for entry in entries), *others))),
        skipped=tuple(skipped),
        drafts=tuple(drafts),
        flaws=flaws,
        inbox=inbox,
        unanswered=tuple(entry for entry in reported if entry.answered is None),
        came_in=len(reported),
    )


def _is_soon(action: Action, today: date) -> bool:
    """Whether an open action is due today or within a week."""
    return action.open and action.due is not None and today <= action.due <= today + SOON


def _is_recent(day: date, today: date) -> bool:
    """Whether a day is of the last month."""
    return today - SETTLED <= day <= today


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
