"""What a report counts, and what it does not."""

from collections import Counter
from datetime import date, timedelta

import pytest

from laering.domain import report as reports
from laering.domain.action import DONE, Action, Effect
from laering.domain.entry import DEFAULT_SOURCES, Entry
from laering.domain.period import Period, month, year
from laering.domain.report import Report, compared_with
from laering.domain.survey import Survey, Task

TODAY = date(2026, 11, 23)
NOVEMBER = month(2026, 11)


def _entry(name: str, day: date, source: str = "avvik", **more: object) -> Entry:
    return Entry(name, day, source, id=name, path=f"entries/{name}.md", **more)  # type: ignore[arg-type]


def _task(entry: Entry, **action: object) -> Task:
    return Task(
        entry.id,
        entry.path,
        entry.date,
        entry.source,
        Action("x", number=1, **action),  # type: ignore[arg-type]
    )


def _report(
    inside: list[Entry],
    around: list[Entry] | None = None,
    tasks: list[Task] | None = None,
    period: Period = NOVEMBER,
    only: tuple[str, ...] = (),
    effect_days: int = 90,
) -> Report:
    days = Counter((each.date, each.source) for each in around or [])
    survey = Survey(inside, days, list(around or []), tasks or [], [])
    return reports.build(
        [survey],
        DEFAULT_SOURCES,
        period,
        TODAY,
        journal="x",
        only_sources=only,
        effect_days=effect_days,
    )


NEW = _entry("ny", date(2026, 11, 10))
OLD = _entry("gammel", date(2026, 3, 3))


def test_every_source_stands_there_and_the_silent_ones_are_named() -> None:
    report = _report([NEW, _entry("k", date(2026, 11, 2), "kunde")])

    assert [(each.source.id, each.count) for each in report.sources] == [
        ("erfaring", 0),
        ("avvik", 1),
        ("kunde", 1),
        ("ansatt", 0),
        ("revisjon", 0),
    ]
    assert [source.id for source in report.silent] == ["erfaring", "ansatt", "revisjon"]


def test_a_source_the_journal_does_not_know_stands_last_and_is_never_silent() -> None:
    report = _report([_entry("x", date(2026, 11, 2), "naboer")])

    assert report.sources[-1].source.id == "naboer"
    assert report.sources[-1].count == 1
    assert "naboer" not in [source.id for source in report.silent]


def test_the_period_is_compared_with_the_one_before() -> None:
    october = [_entry(f"o{n}", date(2026, 10, n + 1)) for n in range(3)]
    september = _entry("s", date(2026, 9, 1))

    report = _report([NEW], [*october, september])

    assert (report.count, report.previous) == (1, 3)
    avvik = report.sources[1]
    assert (avvik.count, avvik.previous) == (1, 3)
    assert avvik.months == (0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 1)


def test_the_months_of_a_year_that_goes_on_end_with_this_one() -> None:
    around = [_entry("d", date(2025, 12, 24))]

    report = _report([NEW], around, period=year(2026))

    assert report.sources[1].months == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("period", "start"),
    [
        (NOVEMBER, date(2025, 12, 1)),
        (year(2026), date(2025, 1, 1)),
        (month(2020, 1), date(2019, 2, 1)),
    ],
)
def test_what_is_compared_reaches_back_as_far_as_it_must(period: Period, start: date) -> None:
    assert compared_with(period, TODAY).start == start


def test_one_source_alone_leaves_the_others_out_of_all_of_it() -> None:
    customer = _entry("k", date(2026, 11, 2), "kunde")

    report = _report([NEW, customer], tasks=[_task(NEW), _task(customer)], only=("kunde",))

    assert report.count == 1
    assert [each.source.id for each in report.sources] == ["kunde"]
    assert [task.source for task in report.actions.open] == ["kunde"]


def test_actions_are_counted_where_they_belong() -> None:
    tasks = [
        _task(NEW, due=date(2026, 12, 1)),
        _task(OLD, due=date(2026, 11, 1)),
        _task(OLD, due=date(2026, 11, 30), state=DONE, done=date(2026, 11, 20)),
        _task(OLD, due=date(2026, 11, 1), state=DONE, done=date(2026, 11, 13)),
        _task(OLD, state=DONE, done=date(2026, 4, 1), effect=Effect(True, None, "")),
        _task(OLD, state=DONE),
    ]

    actions = _report([NEW], [OLD], tasks).actions

    assert actions.made == 1
    assert actions.finished == 2
    assert (actions.finished_in_time, actions.finished_with_due) == (1, 2)
    assert actions.overdue == 1
    assert [task.action.due for task in actions.open] == [date(2026, 11, 1), date(2026, 12, 1)]
    assert len(actions.unjudged) == 3
    assert actions.median_days_to_finished == (262 + 255) / 2
    assert actions.entries_without == 0


def test_open_actions_are_counted_for_each_owner_and_for_nobody() -> None:
    owners = (None, "ola", "kari", None, None, "Ola", "anne")
    tasks = [_task(OLD, owners=(owner,) if owner else ()) for owner in owners]
    tasks.append(_task(OLD, owners=("kari",), state=DONE, done=date(2026, 11, 2)))

    actions = _report([], tasks=tasks).actions

    assert actions.open_by_owner == (("ola", 2), ("anne", 1), ("kari", 1), (None, 3))
    assert sum(count for _owner, count in actions.open_by_owner) == len(actions.open)


def test_whose_a_private_action_is_nobody_is_told() -> None:
    task = _task(NEW, owners=("kari",))._replace(private=True)

    assert _report([NEW], tasks=[task]).actions.open_by_owner == ((None, 1),)


def test_a_private_action_is_told_as_private_and_not_as_nobodys() -> None:
    tasks = [
        _task(NEW, owners=("kari",))._replace(private=True),
        _task(NEW, owners=("ola",)),
        _task(NEW),
    ]
    every = _report([NEW], tasks=tasks).actions

    assert reports.open_by_known_owner(every) == ((("ola", 1), (None, 1)), 1)
    assert reports.open_by_known_owner(_report([NEW], tasks=tasks[:1]).actions) == ((), 1)


def test_what_is_overdue_today_is_told_though_the_month_is_over() -> None:
    due = date(2026, 11, 1)
    report = _report([], tasks=[_task(OLD, due=due), _task(OLD)], period=month(2026, 10))

    assert report.actions.overdue == 0
    assert [action.due for action in reports.overdue_today(report)] == [due]


def test_an_event_of_a_customer_is_praise_a_complaint_or_neither() -> None:
    outcomes = ("bra", "mindre-bra", None, "bra", "bra")
    entries = [_entry(str(n), TODAY, "kunde", outcome=each) for n, each in enumerate(outcomes)]

    assert reports.praise_and_complaints(entries) == (3, 1)


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 8, 13), (1, 3, 33), (0, 5, 0), (5, 5, 100)]
)
def test_half_a_percent_goes_up(part: int, whole: int, share: int) -> None:
    assert reports.percent(part, whole) == share


def test_every_finished_action_worked_or_did_not_or_is_not_judged_yet() -> None:
    done: dict[str, object] = {"state": DONE, "done": date(2026, 4, 1)}
    tasks = [
        _task(OLD, **done, effect=Effect(True, date(2026, 7, 1), "")),
        _task(OLD, state=DONE, effect=Effect(True, None, "")),
        _task(OLD, **done, effect=Effect(False, date(2026, 11, 3), "")),
        _task(OLD, **done),
        _task(OLD, effect=Effect(False, None, "")),
    ]

    actions = _report([], tasks=tasks).actions

    assert (actions.worked, actions.did_not_work, len(actions.unjudged)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("days_ago", "effect_days", "asked"),
    [(91, 90, True), (90, 90, False), (1, 0, True), (0, 0, False), (-3, 0, False)],
)
def test_an_effect_is_asked_about_when_its_time_has_come(
    days_ago: int, effect_days: int, asked: bool
) -> None:
    task = _task(OLD, state=DONE, done=TODAY - timedelta(days=days_ago))

    actions = _report([], tasks=[task], effect_days=effect_days).actions

    assert actions.unjudged == (task,)
    assert actions.to_judge == ((task,) if asked else ())


def test_the_effect_that_has_waited_longest_is_asked_about_first() -> None:
    no_day, oldest, older = (
        _task(OLD, state=DONE, done=day) for day in (None, date(2026, 4, 1), date(2026, 5, 1))
    )

    assert _report([], tasks=[older, oldest, no_day]).actions.to_judge == (no_day, oldest, older)


def test_an_effect_of_a_private_action_is_asked_about_without_telling_which() -> None:
    task = _task(OLD, state=DONE, owners=("kari",))._replace(private=True)

    (asked,) = _report([], tasks=[task]).actions.to_judge

    assert (asked.entry, asked.action.text, asked.action.owner) == ("", "", None)


def test_nothing_is_asked_of_what_is_judged_or_open() -> None:
    judged = _task(OLD, state=DONE, effect=Effect(False, None, ""))

    assert _report([], tasks=[judged, _task(OLD)]).actions.to_judge == ()


def test_days_from_event_to_entry_are_those_the_files_tell_and_else_none() -> None:
    same_day = _entry("samme-dag", date(2026, 11, 2))
    late = _entry("sent", date(2026, 11, 2), written=date(2026, 11, 5))
    later = _entry("senere", date(2026, 11, 2), written=date(2026, 11, 22))
    before = _entry("for", date(2026, 11, 20), written=date(2026, 11, 3))

    def median(*inside: Entry) -> float | None:
        return _report(list(inside)).actions.median_days_to_entry

    assert median() is None
    assert median(same_day) == 0
    assert median(same_day, late) == 1.5
    assert median(same_day, late, later) == 3
    assert median(late, before) == 3


def test_a_private_entrys_delay_is_counted() -> None:
    secret = _entry("x", date(2026, 11, 2), private=True, written=date(2026, 11, 9))

    assert _report([secret]).actions.median_days_to_entry == 7


def test_overdue_in_a_past_month_is_what_was_late_when_it_ended() -> None:
    late_then = _task(OLD, due=date(2026, 4, 10), state=DONE, done=date(2026, 6, 1))
    late_now = _task(OLD, due=date(2026, 5, 1))

    assert _report([OLD], tasks=[late_then, late_now], period=month(2026, 4)).actions.overdue == 1
    assert _report([], tasks=[late_then, late_now], period=month(2026, 5)).actions.overdue == 2
    assert _report([], tasks=[late_then, late_now], period=month(2026, 6)).actions.overdue == 1


def test_what_was_not_written_down_yet_was_not_overdue_then() -> None:
    later = _entry("senere", date(2026, 6, 3))
    task = _task(later, due=date(2026, 4, 10))

    assert _report([], tasks=[task], period=month(2026, 4)).actions.overdue == 0
    assert _report([], tasks=[task], period=month(2026, 6)).actions.overdue == 1


def test_an_action_late_from_the_start_is_overdue_at_once() -> None:
    fresh = _entry("i-dag", TODAY)

    assert _report([fresh], tasks=[_task(fresh, due=date(2026, 11, 1))]).actions.overdue == 1


def test_a_repeat_after_a_finished_action_comes_first() -> None:
    earlier = _entry("tidligere", date(2026, 5, 5))
    again = _entry("igjen", date(2026, 11, 12), repeats=("gammel",))
    other = _entry("og-igjen", date(2026, 11, 2), repeats=("tidligere",))
    tasks = [
        _task(OLD, state=DONE, done=date(2026, 3, 10)),
        _task(earlier, state=DONE, done=date(2026, 11, 3)),
    ]

    repeats = _report([again, other], [OLD, earlier], tasks).repeats

    assert [(each.entry.id, each.finished_before) for each in repeats] == [
        ("igjen", True),
        ("og-igjen", False),
    ]


def test_a_private_entry_is_counted_and_never_told() -> None:
    secret = _entry("hemmelig", date(2026, 11, 2), tags=("navn",), private=True)

    again = _entry("igjen", date(2026, 11, 3), repeats=("hemmelig",))
    survey = Survey(
        [secret, again],
        Counter(),
        [],
        [_task(secret, due=date(2026, 11, 4), owners=("kari",))._replace(private=True)],
        [],
        frozenset({"hemmelig"}),
    )

    report = reports.build([survey], DEFAULT_SOURCES, NOVEMBER, TODAY, journal="x")

    assert report.count == 2
    assert report.actions.made == 1
    assert report.actions.overdue == 1
    assert report.actions.entries_without == 1
    assert report.tags == ()
    shown = repr((report.sources, report.repeats, report.tags))
    shown += repr([(task.entry, task.action) for task in report.actions.open])
    assert "hemmelig" not in shown
    assert "kari" not in shown


def test_tags_are_counted_the_most_used_first() -> None:
    inside = [
        _entry("a", date(2026, 11, 1), tags=("pakking", "levering")),
        _entry("b", date(2026, 11, 2), tags=("levering",)),
    ]

    assert _report(inside).tags == (("levering", 2), ("pakking", 1))


def test_percentages_need_ten_entries() -> None:
    nine = [_entry(str(n), date(2026, 11, 1)) for n in range(9)]

    assert not _report(nine).percentages
    assert _report([*nine, NEW]).percentages


def test_days_that_cannot_be_stay_out_of_the_medians() -> None:
    entry = _entry("sak", date(2026, 11, 10), written=date(2026, 11, 12))
    to_come = _entry("skrevet-siden", date(2026, 11, 10), written=date(2026, 11, 24))
    days = (date(2026, 11, 9), date(2026, 11, 20), date(2026, 11, 30))
    tasks = [_task(entry, state=DONE, done=day) for day in days]

    actions = _report([entry, to_come], tasks=tasks).actions

    assert actions.median_days_to_entry == 2
    assert actions.median_days_to_finished == 10
    assert actions.finished == len(days)
