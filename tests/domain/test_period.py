"""Dates and periods as people write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.dates import read_date, read_due
from laering.domain.errors import (
    AmbiguousDate,
    BackwardPeriod,
    BadDate,
    BadPeriod,
    FutureDate,
    ImpossibleDate,
    LaeringError,
)
from laering.domain.period import months_until, read_period

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "day", "exact"),
    [
        ("2026-11-23", "2026-11-23", True),
        ("23.11.2026", "2026-11-23", True),
        ("3.4.2026", "2026-04-03", True),
        ("23.11", "2026-11-23", False),
        ("24.11", "2025-11-24", False),
        ("23.11.", "2026-11-23", False),
        ("i dag", "2026-11-23", False),
        ("I DAG", "2026-11-23", False),
        ("i går", "2026-11-22", False),
        ("mandag", "2026-11-23", False),
        ("tirsdag", "2026-11-17", False),
        ("forrige mandag", "2026-11-16", False),
        ("forrige søndag", "2026-11-22", False),
        ("for 3 dager siden", "2026-11-20", False),
        ("for to uker siden", "2026-11-09", False),
        ("3. mars", "2026-03-03", False),
        ("3. mars 2025", "2025-03-03", True),
        ("29.2", "2024-02-29", False),
        ("yesterday", "2026-11-22", False),
        ("sist fredag", "2026-11-20", False),
        ("sist-fredag", "2026-11-20", False),
        ("sist mandag", "2026-11-16", False),
        ("1.desember", "2025-12-01", False),
        ("1.november", "2026-11-01", False),
        ("fredag 20. november", "2026-11-20", False),
        ("den 20.11", "2026-11-20", False),
        ("fredag forrige uke", "2026-11-20", False),
        ("fredag uke 46", "2026-11-13", False),
        ("for-3-dager-siden", "2026-11-20", False),
        ("for en måned siden", "2026-10-23", False),
        ("i-ga\u030ar", "2026-11-22", False),
        ("20.11 2026", "2026-11-20", True),
        ("2026.11.20", "2026-11-20", True),
    ],
)
def test_a_day_is_understood(text: str, day: str, exact: bool) -> None:
    found = read_date(text, TODAY)

    assert (found.date.isoformat(), found.exact) == (day, exact)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", BadDate),
        ("tull", BadDate),
        ("23", BadDate),
        ("31.2", ImpossibleDate),
        ("31.2.2026", ImpossibleDate),
        ("2026-02-30", ImpossibleDate),
        ("11/23/2026", AmbiguousDate),
        ("1/2/2026", AmbiguousDate),
        ("01-02-2026", AmbiguousDate),
        ("1.2.26", AmbiguousDate),
        ("2026-11-24", FutureDate),
        ("i morgen", FutureDate),
    ],
)
def test_what_is_no_day_that_has_been_is_refused(text: str, error: type[LaeringError]) -> None:
    with pytest.raises(error):
        read_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15.12", "2026-12-15"),
        ("22.11", "2027-11-22"),
        ("fredag", "2026-11-27"),
        ("mandag", "2026-11-23"),
        ("neste mandag", "2026-11-30"),
        ("om 2 uker", "2026-12-07"),
        ("om tre dager", "2026-11-26"),
        ("i morgen", "2026-11-24"),
        ("29.2", "2028-02-29"),
    ],
)
def test_a_due_date_is_the_next_such_day(text: str, day: str) -> None:
    assert read_due(text, TODAY).date.isoformat() == day


@pytest.mark.parametrize(
    "name", [["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]]
)
def test_every_weekday_is_known_in_both_directions(name: list[str]) -> None:
    back = [read_date(day, TODAY).date for day in name]
    ahead = [read_due(day, TODAY).date for day in name]

    assert [day.weekday() for day in back] == [day.weekday() for day in ahead] == list(range(7))
    assert all(0 <= (TODAY - day).days < 7 for day in back)
    assert all(0 <= (day - TODAY).days < 7 for day in ahead)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-K4", "2026-10-01", "2026-12-31"),
        ("2026-k1", "2026-01-01", "2026-03-31"),
        ("2026-u47", "2026-11-16", "2026-11-22"),
        ("2026-u01", "2025-12-29", "2026-01-04"),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15"),
        ("2026-08..2026-10", "2026-08-01", "2026-10-31"),
        ("1.11..15.11", "2026-11-01", "2026-11-15"),
        ("2026-11-05", "2026-11-05", "2026-11-05"),
        ("november", "2026-11-01", "2026-11-30"),
        ("desember", "2025-12-01", "2025-12-31"),
        ("mars 2025", "2025-03-01", "2025-03-31"),
        ("denne-måneden", "2026-11-01", "2026-11-30"),
        ("forrige-måned", "2026-10-01", "2026-10-31"),
        ("forrige måned", "2026-10-01", "2026-10-31"),
        ("dette-kvartalet", "2026-10-01", "2026-12-31"),
        ("forrige-kvartal", "2026-07-01", "2026-09-30"),
        ("i-år", "2026-01-01", "2026-12-31"),
        ("i-fjor", "2025-01-01", "2025-12-31"),
        ("denne-uka", "2026-11-23", "2026-11-29"),
        ("alt", "0001-01-01", "9999-12-31"),
        ("uke 47", "2026-11-16", "2026-11-22"),
        ("uke-47", "2026-11-16", "2026-11-22"),
        ("u47", "2026-11-16", "2026-11-22"),
        ("uke 50", "2025-12-08", "2025-12-14"),
        ("uke 53", "2020-12-28", "2021-01-03"),
        ("uke 47 2025", "2025-11-17", "2025-11-23"),
        ("2025 uke 47", "2025-11-17", "2025-11-23"),
        ("K4", "2026-10-01", "2026-12-31"),
        ("k4 2025", "2025-10-01", "2025-12-31"),
        ("4. kvartal", "2026-10-01", "2026-12-31"),
        ("siste 30 dager", "2026-10-25", "2026-11-23"),
        ("siste-30-dager", "2026-10-25", "2026-11-23"),
        ("siste uke", "2026-11-17", "2026-11-23"),
        ("siste 3 måneder", "2026-08-24", "2026-11-23"),
        ("sist fredag", "2026-11-20", "2026-11-20"),
        ("1.desember", "2025-12-01", "2025-12-01"),
        ("i går", "2026-11-22", "2026-11-22"),
        ("januar-mars", "2026-01-01", "2026-03-31"),
        ("uke 40..uke 44", "2026-09-28", "2026-11-01"),
        ("fra 1.11 til 15.11", "2026-11-01", "2026-11-15"),
        ("siden 1. november", "2026-11-01", "2026-11-23"),
        ("nov. 2025", "2025-11-01", "2025-11-30"),
    ],
)
def test_a_period_is_understood(text: str, start: str, end: str) -> None:
    period = read_period(text, TODAY)

    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "text", ["tull", "2026-13", "2026-00", "0000", "2026-K5", "2026-u60", "11-2026", "..", "a..b"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        read_period(text, TODAY)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BackwardPeriod):
        read_period("2026-11-15..2026-11-01", TODAY)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-01", "2025-12-01", "2025-12-31"),
        ("2026", "2025-01-01", "2025-12-31"),
        ("2026-K1", "2025-10-01", "2025-12-31"),
        ("2026-u01", "2025-12-22", "2025-12-28"),
        ("2026-11-11..2026-11-20", "2026-11-01", "2026-11-10"),
    ],
)
def test_the_period_before_has_the_same_length(text: str, start: str, end: str) -> None:
    before = read_period(text, TODAY).previous()

    assert before is not None
    assert (before.start.isoformat(), before.end.isoformat()) == (start, end)


def test_everything_has_nothing_before_it() -> None:
    assert read_period("alt", TODAY).previous() is None


def test_twelve_months_end_with_the_one_asked_for() -> None:
    months = months_until(date(2026, 2, 28), 12)

    assert (months[0].start, months[-1].start) == (date(2025, 3, 1), date(2026, 2, 1))


@given(st.text(max_size=30), st.dates())
def test_any_text_is_a_date_or_one_of_our_own_errors(text: str, today: date) -> None:
    for read in (read_date, read_due, read_period):
        with suppress(LaeringError):
            read(text, today)
