"""Entries, actions and reports as JSON values: stable English keys, dates as YYYY-MM-DD."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from laering.domain.action import Action, Effect
from laering.domain.body import unpack
from laering.domain.entry import Body, Entry, Problem, Source
from laering.domain.gallery import shown_by
from laering.domain.keys import stored
from laering.domain.private import is_veiled
from laering.files.entry.tree import values_of
from laering.ui.words import period_label, problem_text, source_name, source_question

if TYPE_CHECKING:
    from laering.domain.figures import ActionSummary
    from laering.domain.followed import Followed
    from laering.domain.home import Home
    from laering.domain.period import Period
    from laering.domain.report import Report, SourceSummary
    from laering.domain.sharing import Share
    from laering.domain.survey import Task


def entry_data(
    entry: Entry, today: date, journal: str | None, body: Body | None = None
) -> dict[str, Any]:
    """One entry of a journal with that name, whole, or with another body than its own."""
    pictures = shown_by(entry, body)
    body = body or unpack(entry)
    return {
        "journal": journal,
        "id": entry.id,
        "path": entry.path,
        **stored(entry),
        "happened": body.answers.happened,
        "learned": body.answers.learned,
        "differently": body.answers.differently,
        "actions": [action_data(entry.id, action, today, journal) for action in body.actions],
        "unfinished": body.unfinished and not is_veiled(entry),
        "pictures": [{"path": path, "alt": alt} for path, alt in pictures],
        "extra": values_of(entry.extra) if entry.extra else {},
    }


def share_json(share: "Share") -> Iterator[str]:
    """What is told of one learning, with the keys that an entry has.

    Without its id and path when they hold a name that is not told.
    """
    data = entry_data(share.entry, share.today, None, share.body)
    if not share.entry.id:
        del data["id"], data["path"]
        for action in data["actions"]:
            del action["entry"], action["journal"]
    yield dumps(data) + "\n"


def action_data(entry: str, action: Action, today: date, journal: str | None) -> dict[str, Any]:
    """One action; ``entry`` is the id of the entry it stands in, and ``journal`` whose it is."""
    return {
        "journal": journal,
        "entry": entry,
        "number": action.number,
        "text": action.text,
        "owner": action.owner,
        "owners": list(action.owners),
        "due": _day(action.due),
        "state": action.state,
        "done": _day(action.done),
        "off": _day(action.off),
        "overdue": action.overdue(today),
        "effect": action.effect and _effect_data(action.effect),
    }


def _effect_data(effect: Effect) -> dict[str, Any]:
    """The judgement that counts, and below it those before it."""
    data, *earlier = (
        {"worked": each.worked, "date": _day(each.day), "text": each.text}
        for each in (effect, *effect.earlier)
    )
    return {**data, "earlier": earlier}


def home_data(home: "Home") -> dict[str, Any]:
    """The home page."""
    return {
        "journal": home.journal,
        "period": _period(home.month),
        "count": sum(count for _, count, _ in home.sources),
        "sources": [
            {"id": source.id, "name": source_name(source), "count": count, "months": list(trend)}
            for source, count, trend in home.sources
        ],
        "silent": [source.id for source in home.silent],
        "overdue": _tasks(home.overdue, home.today),
        "soon": _tasks(home.soon, home.today),
        "to_judge": _tasks(home.to_judge, home.today),
        "again": [entry_data(entry, home.today, home.journal) for entry in home.again],
        "drafts": list(home.drafts),
        "flaws": home.flaws,
        "inbox": home.inbox,
        "came_in": home.came_in,
        "unanswered": [entry_data(entry, home.today, home.journal) for entry in home.unanswered],
        "unfinished": [entry_data(entry, home.today, home.journal) for entry in home.unfinished],
        "remembered": entry_data(home.remembered, home.today, home.journal)
        if home.remembered
        else None,
        "skipped": [problem_data(problem) for problem in home.skipped],
    }


def source_data(source: Source, count: int) -> dict[str, Any]:
    """One source with its number of entries."""
    return {
        "id": source.id,
        "name": source_name(source),
        "question": source_question(source),
        "hidden": source.hidden,
        "count": count,
    }


def problem_data(problem: Problem) -> dict[str, Any]:
    """One file's problem."""
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "message": problem_text(problem),
    }


def dumps(value: object) -> str:
    """JSON on one line, as UTF-8 text."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def entries_json(entries: Iterable[tuple[Entry, str]], today: date) -> Iterator[str]:
    """An array of entries, each with its journal, in pieces, one entry at a time."""
    yield "["
    for index, (entry, journal) in enumerate(entries):
        yield (",\n " if index else "\n ") + dumps(entry_data(entry, today, journal))
    yield "\n]\n"


def entries_lines(entries: Iterable[tuple[Entry, str]], today: date) -> Iterator[str]:
    """The same as JSON Lines: an object on each line, and nothing around them."""
    for entry, journal in entries:
        yield dumps(entry_data(entry, today, journal)) + "\n"


def actions_json(found: "Sequence[Followed]", journal: str, today: date) -> Iterator[str]:
    """An array of actions with the ids of the entries they stand in."""
    yield dumps([action_data(entry.id, each, today, journal) for entry, each in found]) + "\n"


def report_json(report: "Report") -> Iterator[str]:
    """A report in pieces, one entry at a time: all of it at once would not fit in memory."""
    head = {
        "journal": report.journal,
        "period": _period(report.period),
        "previous_period": _period(report.previous_period),
        "count": report.count,
        "previous": report.previous,
    }
    tail = {
        "silent": [source.id for source in report.silent],
        "outcomes": {
            "bra": report.good,
            "mindre-bra": report.less_good,
            "none": report.count - report.good - report.less_good,
        },
        "came_in": report.came_in,
        "answered": report.answered,
        "actions": _actions(report.actions, report.today),
        "repeats": [
            {
                "entry": repeat.entry.id,
                "of": list(repeat.of),
                "finished_before": repeat.finished_before,
            }
            for repeat in report.repeats
        ],
        "maybe": [[entry.id for entry in group] for group in report.maybe],
        "themes": [
            {
                "words": list(theme.words),
                "count": theme.count,
                "before": theme.before,
                "entries": list(theme.entries),
            }
            for theme in report.themes
        ],
        "tags": [{"tag": tag, "count": count} for tag, count in report.tags],
        "skipped": [problem_data(problem) for problem in report.skipped],
    }
    yield dumps(head)[:-1] + ', "sources": ['
    for index, summary in enumerate(report.sources):
        yield (",\n " if index else "\n ") + dumps(_source(summary))[:-1] + ', "entries": '
        yield from _joined(entries_json(summary.told, report.today))
        yield "}"
    yield "\n], " + dumps(tail)[1:] + "\n"


def _actions(actions: "ActionSummary", today: date) -> dict[str, Any]:
    return {
        "made": actions.made,
        "finished": actions.finished,
        "finished_undated": actions.finished_undated,
        "off": actions.off,
        "overdue": actions.overdue,
        "open": _tasks(actions.open, today),
        "open_by_owner": [
            {"owner": owner, "open": count} for owner, count in actions.open_by_owner
        ],
        "worked": actions.worked,
        "did_not_work": actions.did_not_work,
        "unjudged": _tasks(actions.unjudged, today),
        "finished_in_time": actions.finished_in_time,
        "finished_with_due": actions.finished_with_due,
        "median_days_to_entry": actions.median_days_to_entry,
        "median_days_to_finished": actions.median_days_to_finished,
        "entries_without": actions.entries_without,
    }


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    for piece in pieces:
        yield piece.removesuffix("\n")


def _source(summary: "SourceSummary") -> dict[str, Any]:
    return {
        "id": summary.source.id,
        "name": source_name(summary.source),
        "count": summary.count,
        "previous": summary.previous,
        "months": list(summary.months),
    }


def _period(period: "Period | None") -> dict[str, Any] | None:
    if period is None:
        return None
    everything = period.kind == "all"
    return {
        "from": None if everything else period.start.isoformat(),
        "to": None if everything else period.end.isoformat(),
        "label": period_label(period),
    }


def _tasks(tasks: "Iterable[Task]", today: date) -> list[dict[str, Any]]:
    return [action_data(task.entry, task.action, today, task.journal or None) for task in tasks]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
