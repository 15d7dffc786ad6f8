"""The figures of the follow-up, each with what it counts. What they mean: docs/decisions/0006.

All count actions, or days where that is said, of the entries they are given; private ones too.
A period goes on when today is in it or before it ends: then what is late is late today.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from laering.domain.action import OFF, Action
from laering.domain.entry import Entry
from laering.domain.folding import folded
from laering.domain.followed import by_urgency, by_waiting
from laering.domain.period import Period
from laering.domain.private import task_as_told
from laering.domain.survey import Task


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


def summed_up(
    tasks: Sequence[Task], inside: Sequence[Entry], period: Period, today: date, effect_days: int
) -> ActionSummary:
    """The follow-up of a period: of all ``tasks`` there are, and of its entries, ``inside``."""
    made = made_in(tasks, inside)
    ended = [task for task in tasks if task.action.finished]
    finished = finished_in(ended, period)
    with_due = [task for task in finished if task.action.due]
    still_open = open_now(tasks)
    effects = [effect for task in ended if (effect := task.action.effect) is not None]
    waiting = unjudged(ended)
    return ActionSummary(
        made=len(made),
        finished=len(finished),
        finished_undated=sum(task.action.done is None for task in ended),
        off=called_off_in(tasks, period),
        finished_with_due=len(with_due),
        finished_in_time=sum(_in_time(task.action) for task in with_due),
        overdue=overdue_in(tasks, period, today),
        open=still_open,
        open_by_owner=by_owner(still_open),
        worked=sum(effect.worked for effect in effects),
        did_not_work=sum(not effect.worked for effect in effects),
        unjudged=waiting,
        to_judge=tuple(each for each in waiting if is_to_judge(each.action, today, effect_days)),
        median_days_to_entry=_median(days_to_entry(inside, today)),
        median_days_to_finished=_median(days_to_finished(finished, today)),
        entries_without=entries_without(inside, made),
    )


def made_in(tasks: Iterable[Task], inside: Iterable[Entry]) -> list[Task]:
    """The actions of the entries of a period: made by what was learned then."""
    paths = {entry.path for entry in inside}
    return [task for task in tasks if task.path in paths]


def finished_in(tasks: Iterable[Task], period: Period) -> list[Task]:
    """The actions with a done date in the period, wherever their entries are."""
    return [
        task
        for task in tasks
        if task.action.finished and task.action.done and task.action.done in period
    ]


def called_off_in(tasks: Iterable[Task], period: Period) -> int:
    """How many actions were called off in the period.

    One that was called off nobody knows when is taken for called off on the day of its entry.
    """
    off = (task for task in tasks if task.action.state == OFF)
    return sum((task.action.off or task.entered) in period for task in off)


def overdue_in(tasks: Iterable[Task], period: Period, today: date) -> int:
    """How many actions were past their due date and open at the period's end, or are today.

    What was late on the last day is told the same whenever it is asked: an action that was
    finished or called off later was late then, and one that ended nobody knows when was not.
    """
    if period.end >= today:
        return sum(task.action.overdue(today) for task in tasks)
    cut = period.end + timedelta(days=1)
    return sum(_late_at(task, cut) for task in tasks)


def open_now(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The actions that are open today, as others may read them, the most overdue first."""
    still = (task for task in tasks if task.action.open)
    return tuple(sorted(map(task_as_told, still), key=urgency))


def unjudged(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The finished actions of which nobody has told whether they worked, as others may read them.

    Those that have waited longest come first.
    """
    ended = (task for task in tasks if task.action.finished and task.action.effect is None)
    return tuple(sorted(map(task_as_told, ended), key=waiting))


def days_to_entry(inside: Iterable[Entry], today: date) -> list[int]:
    """For each entry the days from its event to the day it was written, where that is possible.

    A file that does not tell was written on the day it happened.
    """
    days = ((entry.date, entry.written or entry.date) for entry in inside)
    return [(written - day).days for day, written in days if day <= written <= today]


def days_to_finished(tasks: Iterable[Task], today: date) -> list[int]:
    """For each action that is done the days from its entry's event, where that is possible."""
    return [
        (task.action.done - task.entered).days
        for task in tasks
        if task.action.done and task.entered <= task.action.done <= today
    ]


def entries_without(inside: Iterable[Entry], made: Iterable[Task]) -> int:
    """How many entries have no action at all, given those that the entries made."""
    with_action = {task.path for task in made}
    return sum(entry.path not in with_action for entry in inside)


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


def by_owner(tasks: Sequence[Task]) -> tuple[tuple[str | None, int], ...]:
    """How many actions each owner has, the most first; those of nobody stand last.

    One that several share is each one's. Names in other letters are the same name, told as it
    stands first.
    """
    names: dict[str | None, str | None] = {}
    counts: Counter[str | None] = Counter()
    for owners, count in Counter(task.action.owners for task in tasks).items():
        for owner in owners or (None,):
            name = folded(owner) if owner else None
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
