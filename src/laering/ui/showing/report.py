"""A report as blocks: its eight parts in order, said once for all who paint them.

Places in it that are led to have these keys: ``by-source``, ``source-<id>``, ``entry-<id>``,
``learned``, ``actions``, ``open``, ``to-judge``, ``repeats``, ``tags``, ``review``,
``decisions`` and ``skipped``.
"""

from collections.abc import Iterator
from dataclasses import replace

from laering.domain.action import BEGUN, Action
from laering.domain.body import unpack
from laering.domain.entry import GOOD, Entry
from laering.domain.figures import ActionSummary
from laering.domain.marks import N_
from laering.domain.private import is_private, is_veiled
from laering.domain.report import (
    ENOUGH_FOR_PERCENT,
    Repeat,
    Report,
    SourceSummary,
)
from laering.domain.survey import Task
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import one_line
from laering.ui.showing.blocks import (
    Alert,
    Bar,
    Block,
    Card,
    Cell,
    Column,
    Figure,
    Figures,
    Gap,
    Heading,
    Line,
    Points,
    Ref,
    Table,
    Trend,
)
from laering.ui.showing.home import to_judge
from laering.ui.words import (
    action_line,
    box,
    change,
    count_entries,
    decimal,
    listed,
    long_date,
    outcome_name,
    owners,
    period_label,
    problem_text,
    short_date,
    shortened,
    source_name,
    weekday,
)

BY_SOURCE = "by-source"

CUSTOMER = "kunde"

MOST_NAMED = 3

MOST_QUOTED = 200

MOST_AT_A_GLANCE = 12

MOST_TOLD = 2_000_000

"""Bytes of entries above which a report no longer tells what happened, only what was learned.

A page must fit in an e-mail; whoever reads hundreds of learnings has the files as well.
"""

# ISO 9001:2015, 9.3.2 (and 10.2, 10.3): the inputs to management review that a journal gives
# evidence of. A new edition changes this table and nothing else.
REVIEW_INPUTS = (
    ("9.3.2 a", "earlier", N_("Actions from earlier reviews")),
    ("9.3.2 c 1", "customers", N_("Customer satisfaction and feedback")),
    ("9.3.2 c 4", "deviations", N_("Nonconformities and corrective actions")),
    ("9.3.2 c 6", "audits", N_("Audit results")),
    ("9.3.2 e", "effect", N_("Whether actions have worked")),
    ("9.3.2 f", "improvement", N_("Opportunities for improvement")),
)


def report_blocks(report: Report, *, to_fill_in: bool, alone: bool = False) -> Iterator[Block]:
    """The whole report.

    ``to_fill_in`` adds the empty table for the meeting's decisions. One that is read ``alone``,
    by somebody without the files, also has the counts to look at first and tells what happened.
    """
    yield from _summary(report)
    if alone:
        yield from _late(report)
        if report.count or report.actions.open:
            yield _figures(report)
        yield from _learned(report)
    yield from _by_source(report)
    yield from _entries(report, alone=alone)
    yield from _actions(report, alone=alone)
    yield from _repeats(report)
    yield from _tags(report)
    yield from _review(report, to_fill_in=to_fill_in)
    yield from _skipped(report)


def parts(report: Report) -> Iterator[Heading]:
    """The headings of the parts of a report that is read alone, without what stands below them."""
    yield from (block for block in _learned(report) if isinstance(block, Heading))
    for block in report_blocks(replace(report, sources=()), to_fill_in=False):
        if isinstance(block, Heading) and block.level == 2:
            yield block
            if block.key == BY_SOURCE:
                yield from (_source_heading(each) for each in report.sources if each.count)


def _summary(report: Report) -> Iterator[Block]:
    label = period_label(report.period)
    yield Heading(_("What we learned: {period}").format(period=label), 1)
    parts = [report.journal, count_entries(report.count)]
    if report.previous_period is not None and (report.count or report.previous):
        before = period_label(report.previous_period)
        if report.count == report.previous:
            parts.append(_("as many as in {period}").format(period=before))
        else:
            parts.append(
                _("{change} from {period} ({count})").format(
                    change=change(report.count, report.previous),
                    period=before,
                    count=report.previous,
                )
            )
    yield Line(" · ".join(parts))
    if report.good or report.less_good:
        told = _("{good} went well, {less} went less well").format(
            good=report.good, less=report.less_good
        )
        unsaid = report.count - report.good - report.less_good
        if unsaid:
            told += _(", {count} without an outcome").format(count=unsaid)
        yield Line(told)
    elif not report.count:
        yield Line(_("Nothing was written down in this period."), "quiet")
    # What the journal is for comes first: a change that did not keep it from happening again.
    failed = [_title(repeat.entry) for repeat in report.repeats if repeat.finished_before]
    if failed:
        yield Line(
            ngettext(
                "Happened again although something had been done about it: {titles}",
                "Happened again although something had been done about them: {titles}",
                len(failed),
            ).format(titles=listed(f"«{title}»" for title in failed)),
            "warn",
        )


def _late(report: Report) -> Iterator[Line]:
    """The actions that are overdue today, the first few by name."""
    late = _overdue_today(report)
    if not late:
        return
    named = []
    for action in late[:MOST_NAMED]:
        if not action.text:
            named.append(_("a private action"))
            continue
        facts = [owners(action)] if action.owners else []
        facts.append(_("due {date}").format(date=short_date(action.due or report.today)))
        named.append(f"«{shortened(action.text, 80)}» ({', '.join(facts)})")
    if len(late) > MOST_NAMED:
        named.append(_("{count} more").format(count=len(late) - MOST_NAMED))
    yield Line(_("Overdue: {actions}").format(actions=listed(named)), "warn")


def _overdue_today(report: Report) -> list[Action]:
    """The actions that are open and late today, as the list of them shows."""
    return [task.action for task in report.actions.open if task.action.overdue(report.today)]


def _figures(report: Report) -> Figures:
    actions = report.actions
    again, late = len(report.repeats), len(_overdue_today(report))
    waiting, unjudged = len(actions.open), len(actions.to_judge)
    learned = ngettext("learning", "learnings", report.count)
    found = [
        Figure(report.count, learned, BY_SOURCE if report.count else ""),
        Figure(again, _("happened again"), "repeats" if again else "", "warn" if again else "good"),
        Figure(late, _("overdue"), "actions", "warn" if late else "good"),
        Figure(waiting, ngettext("open action", "open actions", waiting), "actions"),
    ]
    if unjudged:
        told = ngettext("action to judge", "actions to judge", unjudged)
        found.append(Figure(unjudged, told, "to-judge"))
    return Figures(tuple(found))


def _learned(report: Report) -> Iterator[Block]:
    """What was learned, a line for each of a month's learnings."""
    entries = [entry for each in report.sources for entry in each.entries if entry.id]
    if not entries or len(entries) > MOST_AT_A_GLANCE:
        return
    entries.sort(key=lambda entry: (entry.date, entry.id))
    yield Heading(_("In short"), key="learned")
    lines = []
    for entry in entries:
        learned = shortened(unpack(entry).answers.learned, MOST_QUOTED)
        text = f"{entry.title}: {learned}" if learned else entry.title
        lines.append(Ref(text, entry_key(entry.id)))
    yield Points(tuple(lines))


def _title(entry: Entry) -> str:
    return entry.title or _("Private entry")


def _by_source(report: Report) -> Iterator[Block]:
    yield Heading(_("By source"), key=BY_SOURCE)
    most = max((each.count for each in report.sources), default=0)
    highest = max((count for each in report.sources for count in each.months), default=0)
    columns = [Column(_("Source"), wide=True), Column(_("Count"), right=True)]
    if report.percentages:
        columns.append(Column(_("Share"), right=True))
    if report.previous is not None:
        columns.append(Column(_("Change"), right=True))
    columns += [Column("", spare=True), Column(_("Last 12 months"))]
    months = tuple(period_label(month) for month in report.months)
    rows = []
    for each in report.sources:
        count = Ref(str(each.count), source_key(each.source.id)) if each.count else "0"
        row: list[Cell] = [source_name(each.source), count]
        if report.percentages:
            row.append(_("{share} %").format(share=_percent(each.count, report.count)))
        if report.previous is not None:
            row.append(change(each.count, each.previous))
        rows.append((*row, Bar(each.count, most), Trend(each.months, highest, months)))
    yield Table(tuple(columns), tuple(rows), _("Learnings by source"))
    if report.silent and report.count:
        yield Line(
            _("Silent in this period: {names}. Is there something to learn there?").format(
                names=listed(source_name(source) for source in report.silent)
            ),
            "quiet",
        )


def source_key(source: str) -> str:
    """The key of the place where a source's entries stand, by its id."""
    return f"source-{source}"


def entry_key(entry: str) -> str:
    """The key of an entry's card, by its id."""
    return f"entry-{entry}"


def _entries(report: Report, *, alone: bool) -> Iterator[Block]:
    if alone and _size(report) > MOST_TOLD:
        alone = False
        text = _("So much was written that only what was learned stands here, not what happened.")
        yield Line(text, "quiet")
    for summary in report.sources:
        if summary.count:
            yield _source_heading(summary)
            if summary.source.id == CUSTOMER:
                yield from _praise(summary)
            for entry in summary.entries:
                yield _card(entry, report, happened=alone)


def _size(report: Report) -> int:
    """How many bytes the entries' texts have together."""
    return sum(len(entry.packed) for each in report.sources for entry in each.entries)


def _source_heading(summary: SourceSummary) -> Heading:
    text = f"{source_name(summary.source)} ({summary.count})"
    return Heading(text, key=source_key(summary.source.id))


def _praise(summary: SourceSummary) -> Iterator[Block]:
    praise = sum(entry.outcome == GOOD for entry in summary.entries)
    complaints = sum(entry.outcome not in (None, GOOD) for entry in summary.entries)
    if praise or complaints:
        parts = []
        if praise:
            parts.append(ngettext("{count} praise", "{count} praises", praise).format(count=praise))
        if complaints:
            text = ngettext("{count} complaint", "{count} complaints", complaints)
            parts.append(text.format(count=complaints))
        yield Line(listed(parts), "quiet")


def _card(entry: Entry, report: Report, *, happened: bool) -> Card:
    body = unpack(entry)
    about = [f"{weekday(entry.date)} {long_date(entry.date)}", outcome_name(entry.outcome)]
    about += [f"#{tag}" for tag in entry.tags]
    if body.unfinished and not is_veiled(entry):
        about.append(_("unfinished"))
    if entry.repeats:
        about.append(_("has happened before"))
    actions = tuple(_boxed(action, report) for action in body.actions)
    texts: tuple[tuple[str, str | tuple[str, ...]], ...] = (
        (_("Happened"), body.answers.happened.strip() if happened else ""),
        (_("Learned"), body.answers.learned.strip()),
        (_("Next time"), body.answers.differently.strip()),
        (_("Actions"), actions),
    )
    return Card(
        title=("✓ " if entry.outcome == GOOD else "") + (entry.title or _("Private entry")),
        path=entry.path,
        about=" · ".join(part for part in about if part),
        texts=tuple((label, text) for label, text in texts if text),
        key=entry_key(entry.id) if entry.id else "",
        source=entry.source,
        good=entry.outcome == GOOD,
    )


def _boxed(action: Action, report: Report) -> str:
    return f"{box(action)} {action_line(action, report.today)}"


def _actions(report: Report, *, alone: bool) -> Iterator[Block]:
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
        heading = _("Did it work? ({count})").format(count=len(actions.to_judge))
        yield Heading(heading, 3, "to-judge")
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
    told = _("{made} made, {finished} finished, {overdue} overdue").format(
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
        yield _("of all finished so far, {effects}").format(effects=_effects(actions))


def _in_time(actions: ActionSummary) -> str:
    count, total = actions.finished_in_time, actions.finished_with_due
    if total < ENOUGH_FOR_PERCENT:
        return _("{count} of {total} finished in time").format(count=count, total=total)
    return _("{count} of {total} finished in time ({share} %)").format(
        count=count, total=total, share=_percent(count, total)
    )


def _plural(value: float) -> int:
    """The whole number whose grammar fits: one and a half are several."""
    return 1 if value == 1 else 2


def _percent(part: int, whole: int) -> int:
    """A share in whole percent; a half goes up, as it does in a spreadsheet."""
    return (200 * part + whole) // (2 * whole)


def _effects(actions: ActionSummary) -> str:
    return _("{yes} worked, {no} did not and {waiting} are not judged yet").format(
        yes=actions.worked, no=actions.did_not_work, waiting=len(actions.unjudged)
    )


def _owners(actions: ActionSummary) -> Iterator[str]:
    """How many open actions each owner has; whose a private one is, is told to nobody."""
    private = sum(map(is_private, actions.open))
    for owner, count in actions.open_by_owner:
        if owner is not None:
            yield f"@{owner}: {count}"
        elif count > private:
            yield _("nobody: {count}").format(count=count - private)
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
    told = _told(report)
    rows: list[tuple[Cell, ...]] = []
    for task in tasks:
        action = task.action
        due = short_date(action.due) if action.due else "–"
        if action.overdue(report.today):
            due = Alert(_("{due} overdue").format(due=due))
        owner = owners(action) or "–"
        text = action.text or _("(private)")
        if action.state == BEGUN:
            text += f" ({_('begun')})"
        rows.append((due, owner, Ref(text, entry_key(task.entry)) if task.entry in told else text))
    return Table(columns, tuple(rows), _("Open actions"))


def _told(report: Report) -> frozenset[str]:
    """The ids of the entries that the report tells of."""
    return frozenset(
        entry.id for summary in report.sources for entry in summary.entries if entry.id
    )


def _repeats(report: Report) -> Iterator[Block]:
    if not report.repeats:
        return
    yield Heading(_("Happened again"), key="repeats")
    told = _told(report)
    for repeat in report.repeats:
        title = _("{title}, {date}").format(
            title=_title(repeat.entry), date=long_date(repeat.entry.date)
        )
        yield Line(Ref(title, entry_key(repeat.entry.id)) if repeat.entry.id else title)
        if repeat.finished_before:
            failed = _("An action had been finished, and still it happened again. What now?")
            yield Line(failed, "warn")
        else:
            yield Line(_("No action had been finished before it happened again."), "quiet")
        yield Points(tuple(_earlier(repeat, report, told)))


def _earlier(repeat: Repeat, report: Report, told: frozenset[str]) -> Iterator[str]:
    """The events before, with what was decided then and whether it was done."""
    for event in repeat.earlier:
        shown = f"{event.title}, {long_date(event.date)}"
        text = _("earlier: {entry}").format(entry=shown)
        yield Ref(text, entry_key(event.id)) if event.id in told else text
        body = unpack(event)
        decided = body.answers.differently.strip()
        if decided:
            yield _("decided then: {text}").format(text=shortened(decided, MOST_QUOTED))
        yield from (_boxed(action, report) for action in body.actions)
    known = {event.id for event in repeat.earlier}
    for name in repeat.of:
        if name not in known:
            yield _("earlier: {entry}").format(entry=name)


def _tags(report: Report) -> Iterator[Block]:
    recurring = [(tag, count) for tag, count in report.tags if count > 1]
    if recurring:
        yield Heading(_("Tags that recur"), key="tags")
        yield Line(", ".join(f"#{tag} ({count})" for tag, count in recurring))


def _review(report: Report, *, to_fill_in: bool) -> Iterator[Block]:
    yield Heading(_("For the management review"), key="review")
    yield Line(_("What the journal gives evidence of (ISO 9001:2015)."), "quiet")
    figures = _review_figures(report)
    yield Table(
        (Column(_("Clause")), Column(_("Input")), Column(_("From the journal"), wide=True)),
        tuple((clause, _(name), figures[key]) for clause, key, name in REVIEW_INPUTS),
        _("For the management review"),
    )
    if to_fill_in:
        yield Heading(_("Decisions"), 3, "decisions")
        columns = (Column(_("Decision"), wide=True), Column(_("Owner")), Column(_("Date")))
        yield Table(columns, ((" ", " ", " "),) * 3, _("Decisions"))


def _review_figures(report: Report) -> dict[str, str]:
    counts = {each.source.id: each for each in report.sources}
    customers = counts.get(CUSTOMER)
    entries = customers.entries if customers else ()
    actions = report.actions
    praise = sum(entry.outcome == GOOD for entry in entries)
    complaints = sum(entry.outcome not in (None, GOOD) for entry in entries)

    def count(source: str) -> str:
        return count_entries(counts[source].count if source in counts else 0)

    finished = actions.worked or actions.did_not_work or actions.unjudged
    judged = _effects(actions) if finished else _("no action is finished yet")
    repeated = ngettext(
        "{count} event happened again", "{count} events happened again", len(report.repeats)
    ).format(count=len(report.repeats))
    return {
        "earlier": _("{finished} finished, {open} open, {overdue} overdue").format(
            finished=actions.finished,
            open=len(actions.open),
            overdue=len(_overdue_today(report)),
        ),
        "customers": _("{entries}: {praise} praise, {complaints} complaints").format(
            entries=count(CUSTOMER), praise=praise, complaints=complaints
        ),
        "deviations": f"{count('avvik')}, {repeated}",
        "audits": count("revisjon"),
        "effect": judged,
        "improvement": _("{employees} from employees, {own} from own experience").format(
            employees=count("ansatt"), own=count("erfaring")
        ),
    }


def _skipped(report: Report) -> Iterator[Block]:
    if not report.skipped:
        return
    heading = _("Files that could not be read ({count})").format(count=len(report.skipped))
    yield Heading(heading, key="skipped")
    yield Points(
        tuple(
            f"{one_line(problem.path)}:{problem.line}: {problem_text(problem)}"
            for problem in report.skipped
        )
    )
    yield Gap()
