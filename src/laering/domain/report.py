"""Entries and a period -> what there is to say about it: counts, silence, actions, repeats."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from laering.domain.action import OFF, Action
from laering.domain.entry import GOOD, LESS_GOOD, Entry, Problem, Source
from laering.domain.followup import by_urgency, by_waiting
from laering.domain.period import Period, months_until
from laering.domain.repeats import earlier_than

MONTHS_SHOWN = 12
ENOUGH_FOR_PERCENT = 10
CUSTOMER = "kunde"
"""The source whose events are praise or complaints."""


class Task(NamedTuple):
    """An action together with the id, path, date, source and journal of its entry."""

    entry: str
    path: str
    entered: date
    source: str
    action: Action
    private: bool = False
    journal: str = ""


Days = Counter[tuple[date, str]]
"""How many entries each day and source has."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read of a journal for a report.

    ``inside`` are the entries of the period, whole; ``around`` counts those of the months and
    the period before that it is compared with, and ``earlier`` are those that one inside
    repeats. ``tasks`` are the actions of every file, whenever it was written, and ``private``
    the ids of all entries that are told to nobody.
    """

    inside: Sequence[Entry]
    around: Days
    earlier: Sequence[Entry]
    tasks: Sequence[Task]
    problems: Sequence[Problem]
    private: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One source in a period: ``months`` are counts of twelve months, oldest first."""

    source: Source
    known: bool
    entries: tuple[Entry, ...]
    previous: int | None
    months: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class ActionSummary:
    """The follow-up.

    ``finished`` counts what was done in the period, and ``finished_undated`` what is done nobody
    knows when, in any. ``off`` counts what was called off in the period, or, where nobody knows
    when, what an entry of the period had decided. ``overdue`` counts what was past its due date
    and open at the period's end, or today when the period goes on. As of today are ``open`` and
    ``open_by_owner``, and of all that is finished ``worked``, ``did_not_work`` and ``unjudged``;
    ``to_judge`` are those of the last whose time has come.
    """

    made: int
    finished: int
    finished_undated: int
    off: int
    finished_with_due: int
    finished_in_time: int
    overdue: int
    open: tuple[Task, ...]
    open_by_owner: tuple[tuple[str | None, int], ...]
    worked: int
    did_not_work: int
    unjudged: tuple[Task, ...]
    to_judge: tuple[Task, ...]
    median_days_to_entry: float | None
    median_days_to_finished: float | None
    entries_without: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """An event that happened again, and whether an action had been finished before it did.

    ``of`` are the ids of the earlier events that it names, ``earlier`` these and the ones before
    them, as far as they are known, the earliest first.
    """

    entry: Entry
    of: tuple[str, ...]
    earlier: tuple[Entry, ...]
    finished_before: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says, in every format.

    ``months`` are the twelve that each source is counted in, oldest first.
    """

    journal: str
    period: Period
    today: date
    previous_period: Period | None
    count: int
    previous: int | None
    sources: tuple[SourceSummary, ...]
    good: int
    less_good: int
    actions: ActionSummary
    repeats: tuple[Repeat, ...]
    tags: tuple[tuple[str, int], ...]
    skipped: tuple[Problem, ...]
    months: tuple[Period, ...]

    @property
    def silent(self) -> tuple[Source, ...]:
        """The journal's sources that taught nothing in the period."""
        return tuple(each.source for each in self.sources if each.known and not each.count)

    @property
    def percentages(self) -> bool:
        """Whether there are enough entries for a percentage to mean anything."""
        return self.count >= ENOUGH_FOR_PERCENT


def compared_with(period: Period, today: date) -> Period:
    """The days a report on ``period`` looks at besides the period itself."""
    months = _months(period, today)
    before = period.previous()
    start = min(months[0].start, before.start) if before else months[0].start
    end = max(months[-1].end, period.end)
    return Period("range", min(start, period.start), end)


def build(
    surveys: Sequence[Survey],
    sources: Sequence[Source],
    period: Period,
    today: date,
    *,
    journal: str,
    only_sources: Sequence[str] = (),
    effect_days: int = 0,
    with_private: bool = False,
) -> Report:
    """The report on a period, of one journal or of several that each tell their events apart.

    ``only_sources`` leaves every other source out of all of it. Whether an action worked is
    asked once it has been finished for more than ``effect_days``. Private entries are counted
    and not told, unless ``with_private``.
    """
    if with_private:
        surveys = [_without_secrets(survey) for survey in surveys]
    whole = [
        [entry for entry in survey.inside if _chosen(entry, only_sources)] for survey in surveys
    ]
    inside = [
        _told(entry, survey.private)
        for survey, entries in zip(surveys, whole, strict=True)
        for entry in entries
    ]
    before = period.previous()
    inside.sort(key=lambda entry: (entry.date, entry.id))
    days = Counter((entry.date, entry.source) for entry in inside)
    for survey in surveys:
        for (day, source), count in survey.around.items():
            if not only_sources or source in only_sources:
                days[day, source] += count
    before_counts: Counter[str] = Counter()
    for (day, source), count in days.items():
        before_counts[source] += count if before and day in before else 0
    counts = Counter(entry.source for entry in inside)
    listed = [source for source in sources if not only_sources or source.id in only_sources]
    known = {source.id for source in sources}
    strangers = sorted((set(counts) | set(+before_counts)) - known)
    months = _months(period, today)
    by_month = count_by_month(days, months)
    tasks = [task for survey in surveys for task in survey.tasks if _chosen(task, only_sources)]
    again = [
        repeat
        for survey, entries in zip(surveys, whole, strict=True)
        for repeat in _repeats(entries, survey)
    ]
    problems = [problem for survey in surveys for problem in survey.problems]
    return Report(
        journal=journal,
        period=period,
        today=today,
        previous_period=before,
        count=len(inside),
        previous=sum(before_counts.values()) if before else None,
        sources=tuple(
            SourceSummary(
                source=source,
                known=source.id in known,
                entries=tuple(entry for entry in inside if entry.source == source.id),
                previous=before_counts[source.id] if before else None,
                months=tuple(by_month[source.id, index] for index in range(len(months))),
            )
            for source in (*listed, *(Source(name, name, "") for name in strangers))
        ),
        good=sum(entry.outcome == GOOD for entry in inside),
        less_good=sum(entry.outcome == LESS_GOOD for entry in inside),
        actions=_actions(
            tasks, [entry for each in whole for entry in each], period, today, effect_days
        ),
        repeats=tuple(sorted(again, key=lambda repeat: not repeat.finished_before)),
        tags=tuple(_tags(inside)),
        skipped=tuple(sorted(problems, key=lambda problem: (problem.path, problem.line))),
        months=tuple(months),
    )


def _without_secrets(survey: Survey) -> Survey:
    """The survey with nothing private in it: everything may be told."""
    return replace(
        survey,
        inside=[replace(entry, private=False) for entry in survey.inside],
        tasks=[task._replace(private=False) for task in survey.tasks],
        private=frozenset(),
    )


def _told(entry: Entry, private: frozenset[str]) -> Entry:
    """The entry as others may read it; of a private one only its day, source and outcome."""
    if entry.private:
        return Entry("", "", "", entry.date, entry.source, entry.outcome, private=True)
    if private.isdisjoint(entry.repeats):
        return entry
    return replace(entry, repeats=tuple(each for each in entry.repeats if each not in private))


def _told_task(task: Task) -> Task:
    """The action as others may read it; of a private entry only its dates."""
    if not task.private:
        return task
    action = task.action._replace(text="", owners=(), effect=None, signs="")
    return task._replace(entry="", action=action)


def _chosen(item: Entry | Task, only_sources: Sequence[str]) -> bool:
    return not only_sources or item.source in only_sources


def _months(period: Period, today: date) -> list[Period]:
    """The twelve months a report shows: up to the period's last, or up to now."""
    last = today if period.end > today >= period.start else period.end
    return months_until(min(last, max(today, period.start)), MONTHS_SHOWN)


def count_by_month(days: Days, months: Sequence[Period]) -> Counter[tuple[str, int]]:
    """How many entries each source has in each of some months, by (source id, month's place)."""
    places = {(each.start.year, each.start.month): index for index, each in enumerate(months)}
    counts: Counter[tuple[str, int]] = Counter()
    for (day, source), count in days.items():
        index = places.get((day.year, day.month))
        if index is not None:
            counts[source, index] += count
    return counts


def is_to_judge(action: Action, today: date, effect_days: int) -> bool:
    """Whether it is time to ask if a finished action worked: after more than so many days.

    One that was finished nobody knows when is asked about at once.
    """
    if not action.finished or action.effect is not None:
        return False
    return action.done is None or (today - action.done).days > effect_days


def urgency(task: Task) -> tuple[bool, date, date, str, int]:
    """The order of open actions: ``followup.by_urgency``."""
    return by_urgency(task.action, task.entered, task.path)


def waiting(task: Task) -> tuple[date, str, int]:
    """The order of actions that wait to be judged: ``followup.by_waiting``."""
    return by_waiting(task.action, task.path)


def _actions(
    tasks: Sequence[Task],
    inside: Sequence[Entry],
    period: Period,
    today: date,
    effect_days: int,
) -> ActionSummary:
    paths = {entry.path for entry in inside}
    # What was late at the end of the period; of one that goes on, what is late today.
    goes_on = period.end >= today
    cut = today if goes_on else period.end + timedelta(days=1)
    made = [task for task in tasks if task.path in paths]
    ended = [task for task in tasks if task.action.finished]
    finished = [task for task in ended if task.action.done and task.action.done in period]
    with_due = [task for task in finished if task.action.due]
    still_open = [_told_task(task) for task in tasks if task.action.open]
    still_open.sort(key=urgency)
    called_off = [task for task in tasks if task.action.state == OFF]
    effects = [effect for task in ended if (effect := task.action.effect) is not None]
    unjudged = [_told_task(task) for task in ended if task.action.effect is None]
    unjudged.sort(key=waiting)
    # A file that does not tell was written on the day it happened.
    to_entry = [((entry.written or entry.date) - entry.date).days for entry in inside]
    days = [
        (task.action.done - task.entered).days
        for task in finished
        if task.action.done and task.action.done >= task.entered
    ]
    with_action = {task.path for task in made}
    return ActionSummary(
        made=len(made),
        finished=len(finished),
        finished_undated=sum(task.action.done is None for task in ended),
        off=sum((task.action.off or task.entered) in period for task in called_off),
        finished_with_due=len(with_due),
        finished_in_time=sum(_in_time(task.action) for task in with_due),
        overdue=sum(
            task.action.overdue(today) if goes_on else _late_at(task, cut) for task in tasks
        ),
        open=tuple(still_open),
        open_by_owner=_by_owner(still_open),
        worked=sum(effect.worked for effect in effects),
        did_not_work=sum(not effect.worked for effect in effects),
        unjudged=tuple(unjudged),
        to_judge=tuple(task for task in unjudged if is_to_judge(task.action, today, effect_days)),
        median_days_to_entry=_median([each for each in to_entry if each >= 0]),
        median_days_to_finished=_median(days),
        entries_without=sum(entry.path not in with_action for entry in inside),
    )


def _by_owner(tasks: Sequence[Task]) -> tuple[tuple[str | None, int], ...]:
    """How many actions each owner has, the most first; those of nobody stand last.

    One that several share is each one's. Names in other letters are the same name, told as it
    stands first.
    """
    names: dict[str | None, str | None] = {}
    counts: Counter[str | None] = Counter()
    for owners, count in Counter(task.action.owners for task in tasks).items():
        for owner in owners or (None,):
            name = owner.casefold() if owner else None
            names.setdefault(name, owner)
            counts[name] += count
    ordered = sorted(counts, key=lambda name: (name is None, -counts[name], name or ""))
    return tuple((names[name], counts[name]) for name in ordered)


def _median(days: list[int]) -> float | None:
    """The middle value; ``statistics`` would take longer to import than a month to read."""
    if not days:
        return None
    ordered = sorted(days)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def _in_time(action: Action) -> bool:
    return bool(action.done and action.due and action.done <= action.due)


def _late_at(task: Task, cut: date) -> bool:
    action = task.action
    if action.due is None or action.due >= cut or task.entered >= cut:
        return False
    if action.open:
        return True
    ended = action.done if action.finished else action.off
    return ended is not None and ended >= cut


def _repeats(inside: Sequence[Entry], survey: Survey) -> list[Repeat]:
    again = [entry for entry in inside if entry.repeats]
    if not again:
        return []
    finished = _first_finished(survey.tasks)
    known = {each.id: each for each in (*survey.earlier, *survey.inside)}
    public = {name: each for name, each in known.items() if name not in survey.private}
    found = []
    for entry in again:
        told = _told(entry, survey.private)
        # Whether something was done is asked of every event before it; private ones are not named.
        before = {*entry.repeats, *(each.id for each in earlier_than(entry.repeats, known))}
        days = [finished[name] for name in before - {entry.id} if name in finished]
        named = () if entry.private else earlier_than(entry.repeats, public)
        found.append(
            Repeat(
                entry=told,
                of=told.repeats,
                earlier=tuple(each for each in named if each.id != entry.id),
                finished_before=any(day <= entry.date for day in days),
            )
        )
    return found


def _first_finished(tasks: Sequence[Task]) -> Mapping[str, date]:
    """For each entry the day its first action was finished."""
    first: dict[str, date] = {}
    for task in tasks:
        if (
            task.action.finished
            and task.action.done
            and task.action.done < first.get(task.entry, date.max)
        ):
            first[task.entry] = task.action.done
    return first


def _tags(inside: Sequence[Entry]) -> list[tuple[str, int]]:
    counts = Counter(tag for entry in inside for tag in entry.tags)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]))


def overdue_today(report: Report) -> list[Action]:
    """The actions that are open and late on the day of the report, the most overdue first.

    As others may read them. ``ActionSummary.overdue`` counts another thing: those that were late
    at the end of the period.
    """
    return [task.action for task in report.actions.open if task.action.overdue(report.today)]


def praise_and_complaints(entries: Sequence[Entry]) -> tuple[int, int]:
    """How many of a customer's events went well, and how many less well; some say neither."""
    praise = sum(entry.outcome == GOOD for entry in entries)
    return praise, sum(entry.outcome is not None for entry in entries) - praise


def open_by_known_owner(actions: ActionSummary) -> tuple[tuple[tuple[str | None, int], ...], int]:
    """How many open actions each owner has, and how many are private.

    Whose a private one is, is told to nobody, so that it is not among those of nobody (None).
    """
    private = sum(task.private for task in actions.open)
    counts = (
        (owner, count if owner is not None else count - private)
        for owner, count in actions.open_by_owner
    )
    return tuple((owner, count) for owner, count in counts if count > 0), private


def told_entries(report: Report) -> frozenset[str]:
    """The ids of the entries that the report tells of by name."""
    return frozenset(
        entry.id for summary in report.sources for entry in summary.entries if entry.id
    )


def percent(part: int, whole: int) -> int:
    """A share in whole percent; a half goes up, as it does in a spreadsheet."""
    return (200 * part + whole) // (2 * whole)
