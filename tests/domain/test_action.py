"""Actions as they are written, typed and read."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laering.domain import check, flaws
from laering.domain.action import (
    DONE,
    Action,
    Effect,
    _read_any_task,
    read_effect,
    read_task,
)
from laering.domain.errors import AmbiguousDate, EmptyAction, ImpossibleDate
from laering.domain.items import items
from laering.domain.rewriting import write_task
from laering.domain.typed import read_typed

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("line", "action"),
    [
        (
            "- [ ] Ny rubrikk i ordreskjemaet @ola 📅 2026-12-15",
            Action("Ny rubrikk i ordreskjemaet", ("ola",), date(2026, 12, 15), number=1),
        ),
        (
            "- [x] Rette adressen @kari ✅ 2026-11-24",
            Action("Rette adressen", ("kari",), state=DONE, done=date(2026, 11, 24), number=1),
        ),
        ("* [X] Ferdig uten dato", Action("Ferdig uten dato", state=DONE, number=1)),
        ("\t+ [ ]  Løst   satt", Action("Løst satt", number=1)),
        ("1. [ ] Punkt @bjørn-åge", Action("Punkt", ("bjørn-åge",), number=1)),
        ("- [ ] Skriv til post@firma.no", Action("Skriv til post@firma.no", number=1)),
        ("- [ ] Umulig 📅 2026-13-40", Action("Umulig 📅 2026-13-40", number=1)),
        ("- [ ] Viktig ⏫ ➕ 2026-11-01", Action("Viktig", signs="⏫ ➕ 2026-11-01", number=1)),
    ],
)
def test_a_task_line_is_read(line: str, action: Action) -> None:
    assert read_task(line, 1) == action


_piece = st.one_of(
    st.sampled_from(
        [
            *("@ola", "@ola.", "@", "@å-b", "a@b", "📅 2026-12-15", "📅2026-12-15"),
            *("📅 2026-02-30", "✅ 2026-11-24", "✅", "👍", "⏫", " ", "  ", "\t", "\u00a0"),
            *("\ufe0f", "ord", "- [ ]"),
        ]
    ),
    st.text(max_size=3),
)


@settings(max_examples=1000)
@given(st.sampled_from(["- [ ] ", "- [x] ", "- [X] ", "* [ ] "]), st.lists(_piece, max_size=6))
@example("- [ ] ", ["ord", " ", "✅ 2026-11-24"])
@example("- [ ] ", ["ord", " ", "📅 2026-02-30"])
@example("- [x] ", ["a", "@ola", " ", "📅 2026-12-15", " ", "✅ 2026-11-24"])
@example("- [x] ", ["", "@ola", "📅 2026-12-15"])
def test_the_quick_way_reads_a_line_as_the_thorough_way_does(start: str, pieces: list[str]) -> None:
    line = start + "".join(pieces)

    assert read_task(line, 1) == _read_any_task(line, 1)


@pytest.mark.parametrize("line", ["- [] nei", "[ ] nei", "-[ ] nei", "tekst", "- [ ]nei"])
def test_other_lines_are_no_tasks(line: str) -> None:
    assert read_task(line, 1) is None


@pytest.mark.parametrize(
    ("typed", "text", "owner", "due"),
    [
        (
            "Ny rubrikk i ordreskjemaet @ola 15.12",
            "Ny rubrikk i ordreskjemaet",
            "ola",
            "2026-12-15",
        ),
        ("Ny rubrikk 15.12 @ola", "Ny rubrikk", "ola", "2026-12-15"),
        ("Ringe kunden fredag", "Ringe kunden", None, "2026-11-27"),
        ("Ringe kunden innen fredag", "Ringe kunden", None, "2026-11-27"),
        ("Prøve ny deig om 2 uker @kari", "Prøve ny deig", "kari", "2026-12-07"),
        ("Ta det opp 1. februar", "Ta det opp", None, "2027-02-01"),
        ("Bestille 2027-01-05", "Bestille", None, "2027-01-05"),
        ("Vaske ovnen hver fredag", "Vaske ovnen hver fredag", None, None),
        ("Rydde lageret", "Rydde lageret", None, None),
        ("Ringe kunden kl 15.30", "Ringe kunden kl 15.30", None, None),
        ("Ringe @ola og @kari 15.12", "Ringe @ola og @kari", "ola", "2026-12-15"),
        ("@Ola: ring Kari onsdag", "ring Kari", "Ola", "2026-11-25"),
        ("Be @ola ringe kunden", "Be @ola ringe kunden", "ola", None),
        ("Skrive under 📅 2026-12-15 @ola", "Skrive under", "ola", "2026-12-15"),
    ],
)
def test_an_action_is_typed_in_one_line(
    typed: str, text: str, owner: str | None, due: str | None
) -> None:
    action = read_typed(typed, TODAY)

    assert read_task(write_task(action)[0], 1) == action._replace(number=1)
    assert (action.text, action.owner) == (text, owner)
    assert (action.due.isoformat() if action.due else None) == due


@pytest.mark.parametrize("typed", ["@ola 15.12", "fredag", "@ola", "📅 2026-12-15"])
def test_an_action_needs_words(typed: str) -> None:
    with pytest.raises(EmptyAction):
        read_typed(typed, TODAY)


def test_a_date_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ImpossibleDate):
        read_typed("Ny rubrikk @ola 31.2", TODAY)


def test_a_date_that_reads_in_two_ways_is_refused() -> None:
    with pytest.raises(AmbiguousDate):
        read_typed("Ny rubrikk @ola 1/2/2027", TODAY)


def test_writing_is_canonical_and_reads_back() -> None:
    action = Action(
        "Rette adressen",
        ("kari",),
        date(2026, 12, 1),
        state=DONE,
        done=date(2026, 11, 24),
        effect=Effect(worked=True, day=date(2027, 2, 20), text="Ingen feilsendinger siden"),
    )

    assert write_task(action) == [
        "- [x] Rette adressen @kari 📅 2026-12-01 ✅ 2026-11-24",
        "  - 👍 2027-02-20 Ingen feilsendinger siden",
    ]


def test_overdue_is_open_and_past_its_date() -> None:
    late = Action("x", due=date(2026, 11, 22))

    assert late.overdue(TODAY)
    assert not Action("x", due=TODAY).overdue(TODAY)
    assert not Action("x", due=date(2026, 11, 22), state=DONE).overdue(TODAY)
    assert not Action("x").overdue(TODAY)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("Flytte loggen 10.11", date(2026, 11, 10)),
        ("Flytte loggen 10. desember", date(2026, 12, 10)),
        ("Flytte loggen 2.11", date(2027, 11, 2)),
        ("Flytte loggen fredag", date(2026, 11, 27)),
        ("Flytte loggen om 2 uker", date(2026, 12, 7)),
        ("Flytte loggen 10.11.2027", date(2027, 11, 10)),
    ],
)
def test_a_day_without_a_year_is_the_next_one_after_the_event(typed: str, due: date) -> None:
    assert read_typed(typed, date(2026, 11, 23), date(2026, 11, 3)).due == due


def test_a_line_that_was_checked_while_it_was_typed_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(line: str, number: int) -> Action | None:
        read.append(line)
        return read_task(line, number)

    monkeypatch.setattr("laering.domain.typed.read_task", counted)

    for _ in ("checked", "kept"):
        assert read_typed("Telle én gang @ola 15.12", TODAY, None).owners == ("ola",)
    assert read == ["- [ ] Telle én gang @ola 15.12"]


@pytest.mark.parametrize(
    ("line", "day", "text"),
    [
        ("  - 👍 2026-11-06 Ja", date(2026, 11, 6), "Ja"),
        ("  👎🏽 2026-11-06. Nei", date(2026, 11, 6), "Nei"),
        ("  - 👍 2026-13-06 Ja", None, "2026-13-06 Ja"),
        ("  - 👍 06.11.2026 Ja", None, "06.11.2026 Ja"),
    ],
)
def test_nothing_of_a_judgement_is_left_out(line: str, day: date | None, text: str) -> None:
    effect = read_effect(line)

    assert effect is not None
    assert (effect.day, effect.text) == (day, text)


@pytest.mark.parametrize(
    ("third", "reason"),
    [
        ("- [x] a\n- 👍 2026-11-06 b", "EFFECT_ALONE"),
        ("- [x] a\n- 👍 b", "EFFECT_ALONE"),
        ("- [x] a\n  - ja 👍 2026-11-06", "EFFECT_ALONE"),
        ("- [x] a\n  - 👍 06.11.2026 b", "BAD_DAY"),
        ("- [x] a\n  - 👍 2026-11-06 b\n  - 👎 2026-11-05 c", "EFFECT_ORDER"),
        ("- [x] a 👍 2026-11-06 b", "EFFECT_INLINE"),
        ("- [ ] a 📅 2026-12-01 📆 2026-12-02", "TWO_DAYS"),
        ("- [x] a ✅ 2026-11-05\n  ✅ 2026-11-06", "TWO_DAYS"),
        ("- [-] a ✅ 2026-11-05", "DONE_OPEN"),
        ("- [x] a ❌ 2026-11-05", "OFF_OTHER"),
        ("Vi fikk 👍 2026-11-06 av kunden.", None),
        ("👍 Bra jobba!", None),
        ("- [ ] a 📅\u00a02026-12-01", None),
        ("- [x] a ✅ 2026-11-05\n  - 👍 10-12 kunder er glade", None),
    ],
)
def test_what_of_an_action_counts_nowhere_is_named(third: str, reason: str | None) -> None:
    found = list(check._flaws(third.split("\n"), items(third.split("\n"))))
    known = {id(each): name for name, each in (*vars(flaws).items(), *vars(check).items())}

    assert [known[id(each)] for _, each, _ in found] == ([reason] if reason else [])
