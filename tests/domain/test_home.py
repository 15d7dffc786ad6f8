"""What the home page holds, and which earlier learning it brings back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.entry import DEFAULT_SOURCES, Entry
from laering.domain.home import SETTLED, Home, build, remember
from laering.domain.short_id import short_id

TODAY = date(2026, 11, 23)
LEARNED = "## Hva skjedde?\n\nx\n\n## Hva kan vi lære av det?\n\nNoe.\n"


def _entry(
    name: str, day: date, source: str = "avvik", actions: str = "", *, private: bool = False
) -> Entry:
    text = f"{LEARNED}\n## Hva kan vi gjøre annerledes neste gang?\n\n{actions}\n"
    packed = text.encode("utf-8")
    path = f"entries/{name}.md"
    return Entry(name, day, source, private=private, id=name, path=path, packed=packed)


def _home(*entries: Entry, effect_days: int = 90) -> Home:
    return build(entries, DEFAULT_SOURCES, TODAY, "x", effect_days=effect_days)


def _done(days_ago: int) -> str:
    return f"- [x] Gjort ✅ {TODAY - timedelta(days=days_ago)}\n"


# --- what is to be done


def test_the_most_overdue_action_stands_first() -> None:
    late = "- [ ] Sen 📅 2026-11-20\n- [ ] Senest 📅 2026-03-01\n- [ ] Nå 📅 2026-11-23\n"
    other = _entry("b", date(2026, 1, 1), actions="- [ ] Senere 📅 2026-06-01\n- [ ] En gang\n")

    overdue = _home(_entry("a", date(2026, 1, 1), actions=late), other).overdue

    assert [task.action.text for task in overdue] == ["Senest", "Senere", "Sen"]
    assert [task.entry for task in overdue] == ["a", "b", "a"]


def test_an_effect_is_asked_about_when_its_time_has_come() -> None:
    actions = _done(90) + _done(91) + "- [x] Gjort en gang\n" + _done(300) + "  - 👍 2026-09-01\n"
    entry = _entry("a", date(2026, 1, 1), actions=actions)

    assert [task.action.number for task in _home(entry).to_judge] == [3, 2]
    assert [task.action.number for task in _home(entry, effect_days=89).to_judge] == [3, 2, 1]


# --- the month


def test_only_the_journals_own_sources_are_silent() -> None:
    strange = _entry("x", date(2026, 9, 1), "naboer")

    home = _home(_entry("a", TODAY), strange)

    assert [source.id for source in home.silent] == ["erfaring", "kunde", "ansatt", "revisjon"]
    assert home.sources[-1][0].id == "naboer"


def test_a_strange_source_of_long_ago_takes_no_room() -> None:
    assert len(_home(_entry("x", date(2024, 9, 1), "naboer")).sources) == len(DEFAULT_SOURCES)


# --- a name that is short


@pytest.mark.parametrize(
    ("name", "others", "short"),
    [
        ("2026-03-03-kake-til-bryllup", [], "2026-03-03"),
        ("2026-03-03-kake-til-bryllup", ["2026-03-04-kake"], "2026-03-03"),
        ("2026-03-03-kake-til-bryllup", ["2026-03-03-brød"], "2026-03-03-kake"),
        ("2026-03-03-kake-til-bryllup", ["2026-03-03-kaker"], "2026-03-03-kake-til"),
        ("2026-03-03-kake", ["2026-03-03-kake-2"], "2026-03-03-kake"),
        ("2026-03-03-kake-2", ["2026-03-03-kake"], "2026-03-03-kake-2"),
        ("2026-03-03", ["2026-03-03-kake"], "2026-03-03"),
        ("2026-03-03-Øl-og-vin", ["2026-03-03-kake"], "2026-03-03-Øl-og-vin"),
        ("notat", ["annet"], "notat"),
        ("et-lite-notat-om-kake", ["annet"], "et-lite-notat"),
    ],
)
def test_an_entry_is_named_by_as_little_as_tells_it_from_the_others(
    name: str, others: list[str], short: str
) -> None:
    assert short_id(name, sorted([name, *others])) == short


_words = st.lists(st.sampled_from(["a", "b", "ab", "2", "3"]), min_size=1, max_size=6)


@given(st.sets(_words.map("-".join), min_size=1, max_size=12))
def test_no_other_entry_begins_with_a_short_name(names: set[str]) -> None:
    ordered = sorted(names)
    for name in ordered:
        short = short_id(name, ordered)
        assert name.startswith(short)
        others = [other for other in ordered if other.startswith(short) and other != name]
        assert not others or short == name


# --- what is remembered


def test_a_learning_from_this_week_of_an_earlier_year_is_remembered() -> None:
    same_week = _entry("uke-48", date(2024, 11, 27))
    others = [_entry(str(n), date(2026, 5, n + 1)) for n in range(9)]

    assert remember([*others, same_week], TODAY) == same_week


def test_of_several_years_the_latest_is_remembered() -> None:
    weeks = [_entry(str(year), date.fromisocalendar(year, 48, 3)) for year in (2019, 2025, 2023)]

    assert remember(weeks, TODAY) == weeks[1]


def test_the_learnings_of_one_week_take_turns_also_around_new_year() -> None:
    old, new = _entry("gammel", date(2024, 12, 31)), _entry("ny", date(2025, 1, 3))
    days = [date.fromisocalendar(2026, 1, day) for day in range(1, 8)]

    assert {remember([old, new], day) for day in days} == {old, new}


def test_a_week_that_few_years_have_is_a_week_like_others() -> None:
    in_53 = _entry("uke-53", date.fromisocalendar(2020, 53, 2))
    in_1 = _entry("uke-1", date.fromisocalendar(2021, 1, 2))

    assert remember([in_1, in_53], date.fromisocalendar(2026, 53, 5)) == in_53


def test_else_old_learnings_take_turns_by_the_day() -> None:
    old = [_entry(str(n), date(2026, 5, n + 1)) for n in range(3)]

    shown = [remember(old, date(2026, 11, day)) for day in (23, 24, 25, 26)]

    assert set(shown[:3]) == set(old)
    assert shown[3] == shown[0]


def test_what_is_written_today_does_not_change_what_is_remembered() -> None:
    old = [_entry(str(n), date(2026, 5, n + 1)) for n in range(5)]
    new = [_entry("i-dag", TODAY), _entry("i-gar", TODAY - timedelta(days=1))]

    assert remember([*new, *reversed(old)], TODAY) == remember(old, TODAY)


def test_what_is_fresh_private_or_to_come_is_not_remembered() -> None:
    day = TODAY - SETTLED
    fresh, settled = _entry("fersk", day), _entry("gammel", day - timedelta(days=1))
    private = _entry("privat", date(2025, 11, 26), private=True)
    to_come = _entry("kommer", date(2027, 11, 26))

    assert remember([fresh, private, to_come], TODAY) is None
    assert remember([fresh, settled, private, to_come], TODAY) == settled


def test_a_learning_without_what_was_learned_is_not_remembered() -> None:
    path = "entries/x.md"
    unfinished = Entry(
        "x", date(2025, 11, 26), "avvik", id="x", path=path, packed=b"## Hva skjedde?\n\nx\n"
    )

    home = _home(unfinished)

    assert home.remembered is None
    assert home.unfinished == (unfinished,)
