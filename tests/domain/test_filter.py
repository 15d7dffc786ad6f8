"""Which entries are wanted."""

from dataclasses import replace
from datetime import date

import pytest

from laering.domain.entry import Entry
from laering.domain.filter import Filter

ENTRY = Entry(
    title="A",
    date=date(2026, 11, 20),
    source="kunde",
    outcome="bra",
    tags=("Levering", "feil-dør"),
    author="Kari Nordmann",
    id="2026-11-20-a",
    path="entries/2026-11-20-a.md",
)


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(sources=frozenset({"avvik", "kunde"})),
        Filter(outcome="bra"),
        Filter(tags=frozenset({"#levering", "Feil dør"})),
        Filter(author="kari"),
    ],
)
def test_what_is_asked_for_is_let_through(wanted: Filter) -> None:
    assert wanted.apply([ENTRY]) == [ENTRY]


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(sources=frozenset({"avvik"})),
        Filter(outcome="mindre-bra"),
        Filter(tags=frozenset({"levering", "annet"})),
        Filter(author="ola"),
        Filter(repeated=True),
        Filter(author="kari", outcome="mindre-bra"),
    ],
)
def test_one_wish_that_is_not_met_is_enough_to_leave_it_out(wanted: Filter) -> None:
    assert wanted.apply([ENTRY]) == []


def test_unfinished_and_repeated_ones_are_asked_for_by_themselves() -> None:
    again = replace(ENTRY, repeats=("2026-01-01-b",))

    assert Filter(unfinished=True).wants(ENTRY)
    assert Filter(repeated=True).apply([ENTRY, again]) == [again]


def test_no_more_are_given_than_asked_for() -> None:
    assert Filter().apply([ENTRY] * 5, 2) == [ENTRY] * 2
