"""A report's actions: what was made of them, which are open, and which are to be judged."""

from collections.abc import Iterator

from laering.domain.figures import ActionSummary
from laering.domain.report import (
    ENOUGH_FOR_PERCENT,
    Report,
    open_by_known_owner,
    percent,
    told_entries,
)
from laering.domain.survey import Task
from laering.i18n import _, ngettext
from laering.ui.showing.actions import judging_heading, to_judge, with_begun
from laering.ui.showing.blocks import Alert, Block, Cell, Column, Heading, Line, Points, Ref, Table
from laering.ui.showing.learnings import entry_key
from laering.ui.words import action_line, decimal, long_date, owners, short_date


def followup(report: Report, *, alone: bool) -> Iterator[Block]:
    """What was made of the actions, which are open, and which are to be judged."""
    actions = report.actions
    yield Heading(_("Actions"), key="actions")
    yield Points(tuple(_action_facts(report)))
    if actions.open:
        heading = _("Open on {date} ({count})")
        shown = heading.format(date=long_date(report.today), count=len(actions.open))
        yield Heading(shown, 3, "open")
        yield Line(", ".join(_owners(actions)))
        yield _task_table(actions.open, report)
    if actions.to_judge:
        yield judging_heading(len(actions.to_judge), 3)
        yield from _to_judge(report, alone=alone)


def _to_judge(report: Report, *, alone: bool) -> Iterator[Block]:
    waiting = report.actions.to_judge
    if alone:
        # Who has no journal cannot answer in it either.
        yield Points(tuple(action_line(task.action, report.today) for task in waiting))
        return
    yield from to_judge([_asked(task, report) for task in waiting])


def _action_facts(report: Report) -> Iterator[str]:
    actions = report.actions
    told = _("{made} from the period's learnings, {finished} finished, {overdue} overdue").format(
        made=actions.made, finished=actions.finished, overdue=actions.overdue
    )
    if actions.open and report.period.end < report.today:
        told += _(" at the end of the period")
    yield told
    if actions.off:
        yield ngettext("{count} called off", "{count} called off", actions.off).format(
            count=actions.off
        )
    if actions.finished_undated:
        yield ngettext(
            "{count} is done without a date, and is in no period's figures",
            "{count} are done without a date, and are in no period's figures",
            actions.finished_undated,
        ).format(count=actions.finished_undated)
    if actions.finished_with_due:
        yield _in_time(actions)
    if actions.median_days_to_entry is not None:
        yield ngettext(
            "median {days} day from event to entry",
            "median {days} days from event to entry",
            _plural(actions.median_days_to_entry),
        ).format(days=decimal(actions.median_days_to_entry))
    if actions.median_days_to_finished is not None:
        yield ngettext(
            "median {days} day from event to finished action",
            "median {days} days from event to finished action",
            _plural(actions.median_days_to_finished),
        ).format(days=decimal(actions.median_days_to_finished))
    if actions.entries_without:
        yield ngettext(
            "{count} learning without an action",
            "{count} learnings without an action",
            actions.entries_without,
        ).format(count=actions.entries_without)
    if actions.worked or actions.did_not_work or actions.unjudged:
        yield _("of all finished so far, {effects}").format(effects=effects(actions))


def _in_time(actions: ActionSummary) -> str:
    count, total = actions.finished_in_time, actions.finished_with_due
    if total < ENOUGH_FOR_PERCENT:
        return _("{count} of {total} finished in time").format(count=count, total=total)
    return _("{count} of {total} finished in time ({share} %)").format(
        count=count, total=total, share=percent(count, total)
    )


def _plural(value: float) -> int:
    """The whole number whose grammar fits: one and a half are several."""
    return 1 if value == 1 else 2


def effects(actions: ActionSummary) -> str:
    """Of how many finished actions it is known whether they worked."""
    return _("{yes} worked, {no} did not and {waiting} are not judged yet").format(
        yes=actions.worked, no=actions.did_not_work, waiting=len(actions.unjudged)
    )


def _owners(actions: ActionSummary) -> Iterator[str]:
    """How many open actions each owner has; whose a private one is, is told to nobody."""
    counts, private = open_by_known_owner(actions)
    for owner, count in counts:
        if owner is None:
            yield _("nobody: {count}").format(count=count)
        else:
            yield f"@{owner}: {count}"
    if private:
        yield _("private: {count}").format(count=private)


def _asked(task: Task, report: Report) -> str:
    """A finished action, and the name and number that its judgement is asked for by."""
    line = action_line(task.action, report.today)
    return f"{line} · ID N: {task.entry} {task.action.number}" if task.entry else line


def _task_table(tasks: tuple[Task, ...], report: Report) -> Table:
    columns = (
        Column(_("Due")),
        Column(_("Who")),
        Column(_("What"), wide=True),
    )
    told = told_entries(report)
    rows: list[tuple[Cell, ...]] = []
    for task in tasks:
        action = task.action
        due = short_date(action.due) if action.due else "–"
        if action.overdue(report.today):
            due = Alert(_("{due} overdue").format(due=due))
        owner = owners(action) or "–"
        text = with_begun(action.text or _("(private)"), action)
        rows.append((due, owner, Ref(text, entry_key(task.entry)) if task.entry in told else text))
    return Table(columns, tuple(rows), _("Open actions"))
