"""The follow-up in a report: the same figures in every form, and what is asked about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from json import loads

import pytest

from laering.domain.action import DONE, Action, Effect
from laering.domain.body import compose
from laering.domain.entry import DEFAULT_SOURCES, Answers, Body, Entry
from laering.domain.period import month
from laering.domain.report import Report, build
from laering.domain.survey import Survey, Task
from laering.ui.formats.table import by_name

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 2)
NAME = "2026-11-02-dora-sto-apen"


def _task(
    text: str = "Ny lås", *, entry: str = NAME, private: bool = False, **action: object
) -> Task:
    what = Action(text, number=1, **action)  # type: ignore[arg-type]
    return Task(entry, f"entries/{entry}.md", DAY, "avvik", what, private)


def _done(days_ago: int, **more: object) -> Task:
    return _task(state=DONE, done=TODAY - timedelta(days=days_ago), **more)  # type: ignore[arg-type]


def _report(tasks: Iterable[Task], inside: Iterable[Entry] = ()) -> Report:
    survey = Survey(list(inside), Counter(), [], list(tasks), [])
    return build([survey], DEFAULT_SOURCES, month(2026, 11), TODAY, journal="x", effect_days=90)


def _shown(report: Report, form: str = "terminal") -> str:
    return "".join(by_name(form).render(report, ""))


def _entry(number: int, days: int = 0) -> Entry:
    name = f"2026-11-02-{number}"
    written = DAY + timedelta(days=days) if days else None
    return Entry(name, DAY, "avvik", written=written, id=name, path=f"entries/{name}.md")


def test_every_form_tells_the_same_of_the_follow_up() -> None:
    tasks = [
        _task(owners=("ola",), due=date(2026, 11, 20)),
        _task(owners=("ola",)),
        _task(),
        _done(1, due=TODAY),
        _done(2, due=DAY, effect=Effect(True, None, "")),
        _done(400, effect=Effect(False, None, "")),
    ]
    report = _report(tasks, [_entry(1), _entry(2, 3)])
    facts = (
        "0 fra periodens lærdommer, 2 fullført, 1 på overtid",
        "1 av 2 fullført i tide",
        "median 1,5 dager fra hendelse til lærdom",
        "median 19,5 dager fra hendelse til fullført tiltak",
        "2 lærdommer uten tiltak",
        "av alle fullførte til nå: 1 virket, 1 virket ikke, 1 er ikke vurdert ennå",
        "@ola: 2, ingen: 1",
    )

    for form in ("terminal", "md"):
        shown = _shown(report, form).replace("\\", "")
        assert [fact for fact in facts if fact not in shown] == []
    actions = loads(_shown(report, "json"))["actions"]
    del actions["open"], actions["unjudged"]
    assert actions == {
        "made": 0,
        "finished": 2,
        "finished_undated": 0,
        "off": 0,
        "overdue": 1,
        "open_by_owner": [{"owner": "ola", "open": 2}, {"owner": None, "open": 1}],
        "worked": 1,
        "did_not_work": 1,
        "finished_in_time": 1,
        "finished_with_due": 2,
        "median_days_to_entry": 1.5,
        "median_days_to_finished": 19.5,
        "entries_without": 2,
    }


def test_an_effect_whose_time_has_come_is_asked_about_with_day_name_and_command() -> None:
    shown = _shown(_report([_done(91, owners=("kari",)), _done(90)]))

    assert (
        "Virket det? (1)\n"
        "- Ny lås · @kari · gjort 24. august 2026 · ID N: 2026-11-02-dora-sto-apen 1\n"
        "Svar med: laering tiltak virket ID N eller laering tiltak virket-ikke ID N\n"
    ) in shown
    assert "2 er ikke vurdert ennå" in shown


def test_nothing_is_asked_before_its_time() -> None:
    assert "Virket det?" not in _shown(_report([_done(90)]))


def test_many_effects_are_asked_about_a_few_at_a_time() -> None:
    shown = _shown(_report(_done(100 + number) for number in range(7)))

    assert shown.count("ID N: ") == 5
    assert "… og 2 til: laering tiltak --alle\n" in shown


def test_a_private_action_is_asked_about_without_its_name() -> None:
    shown = _shown(_report([_done(100, private=True, owners=("kari",))]))

    assert "Virket det? (1)\n- (privat) · gjort 15. august 2026\n" in shown
    assert not any(word in shown for word in ("kari", NAME, "ID N: "))


def test_a_private_action_is_nobodys_and_is_not_said_to_have_no_owner() -> None:
    shown = _shown(_report([_task(owners=("kari",), private=True), _task(owners=("ola",))]))

    assert "Åpne per 23. november 2026 (2)\n@ola: 1, privat: 1\n" in shown


@pytest.mark.parametrize(
    ("total", "text"), [(9, "3 av 9 fullført i tide\n"), (10, "3 av 10 fullført i tide (30 %)\n")]
)
def test_a_share_needs_ten_actions(total: int, text: str) -> None:
    in_time = [_done(3, due=TODAY) for _ in range(3)]
    late = (_done(3, due=DAY) for _ in range(total - 3))

    assert text in _shown(_report(chain(in_time, late)))


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "median 0 dager fra hendelse til lærdom"),
        (1, "median 1 dag fra hendelse til lærdom"),
        (2, "median 2 dager fra hendelse til lærdom"),
    ],
)
def test_the_days_to_an_entry_are_told_as_one_says_them(days: int, text: str) -> None:
    assert text in _shown(_report([], [_entry(1, days)]))


def test_without_entries_or_actions_no_figure_is_made_up() -> None:
    report = _report([])

    assert "median" not in _shown(report)
    assert "ingen tiltak er fullført ennå" in _shown(report)
    assert loads(_shown(report, "json"))["actions"]["median_days_to_entry"] is None


def test_whoever_gets_the_page_alone_is_told_what_is_overdue_and_asked_for_no_command() -> None:
    late = [
        _task("Ny lås", owners=("ola",), due=date(2026, 11, 20)),
        _task("Nøkkel", due=date(2026, 11, 21)),
        _task("Skilt", due=date(2026, 11, 22)),
        _task("Oppsigelse", due=date(2026, 11, 22), private=True),
    ]

    page = _shown(_report([*late, _done(400)]), "html")

    assert (
        "På overtid: «Ny lås» (@ola, frist 20. nov. 2026), «Nøkkel» (frist 21. nov. 2026), " in page
    )
    assert "Virket det? (1)" in page
    assert "laering tiltak" not in page
    assert "Oppsigelse" not in page
    assert "På overtid:" not in _shown(_report([_done(400)]), "html")


def test_a_page_too_large_to_send_tells_what_was_learned_and_not_what_happened() -> None:
    def report(count: int) -> str:
        packed = compose(Body(Answers("Det hendte", "Vi lærte", "Vi endrer")), "nb")
        filled = f"{packed}\n## Notater\n\n{'a' * 100_000}\n".encode()
        return _shown(
            _report([], [replace(_entry(n), packed=filled) for n in range(count)]), "html"
        )

    small, large = report(19), report(20)

    assert small.count("Det hendte") == 19
    assert "Det hendte" not in large
    assert large.count("Vi lærte") == 20
    assert "bare det vi lærte, står her" in large
    assert "bare det vi lærte, står her" not in small


def test_a_repeat_tells_what_was_decided_before_and_how_it_went() -> None:
    third = "Vi låser.\n\n- [x] Ny lås @ola ✅ 2026-03-01\n  - 👎 2026-06-01 Den henger seg opp"
    text = compose(Body(Answers("Det hendte", "Vi lærte", "")), "nb") + f"\n{third}\n"
    before = replace(_entry(1), id="2026-02-01-lasen", title="Låsen", packed=text.encode())
    again = replace(_entry(2), repeats=("2026-02-01-lasen",))
    survey = Survey([again], Counter(), [before], [], [])
    report = build([survey], DEFAULT_SOURCES, month(2026, 11), TODAY, journal="x")

    for form in ("terminal", "md", "html"):
        shown = _shown(report, form).replace("\\", "")
        assert "tidligere: Låsen, 2. november 2026" in shown
        assert "bestemt da: Vi låser." in shown
        assert "Ny lås · @ola · gjort 1. mars 2026 · virket ikke: Den henger seg opp" in shown
