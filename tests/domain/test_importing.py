"""Rows as learnings: columns by name, values as people write them, and no doubles."""

from datetime import date, datetime

import pytest

from laering.domain import importing, rows
from laering.domain.action import BEGUN, DONE, OFF, OPEN, Action
from laering.domain.cells import day_of, outcome_of, owners_of, source_of, state_of
from laering.domain.columns import Target, known, letter_of, read_choice, targets_of
from laering.domain.entry import Draft
from laering.domain.errors import ReservedKey, UnknownColumn, UnknownField, UnreadMap
from laering.domain.importing import Plan, drafts_of, plan_of
from laering.domain.origin import Known, read_origin, table_called
from laering.domain.rows import Made, Reading, made_of
from laering.domain.table import Cell, Row
from tests.support.runs import TODAY

SOURCES = {
    "erfaring": "Egne erfaringer",
    "avvik": "Avvik og feil",
    "kunde": "Kundetilbakemeldinger",
    "revisjon": "Revisjoner og kontroller",
}


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20.11.2026", date(2026, 11, 20)),
        ("20.11.26", date(2026, 11, 20)),
        ("20.11.98", date(1998, 11, 20)),
        ("20.11.2026 14:30", date(2026, 11, 20)),
        ("20.11.2026 14.30.05", date(2026, 11, 20)),
        ("20.11.2026 kl. 14.30", date(2026, 11, 20)),
        ("2026-11-20T14:30:05Z", date(2026, 11, 20)),
        ("2026/11/20 2:30:05 PM EET", date(2026, 11, 20)),
        ("2026/11/20 10:02:11 AM GMT+1", date(2026, 11, 20)),
        ("fredag 20. november 2026", date(2026, 11, 20)),
        ("46346", date(2026, 11, 20)),
        ("46346,75", date(2026, 11, 20)),
        (datetime(2026, 11, 20, 14, 30), date(2026, 11, 20)),  # noqa: DTZ001
        ("11/20/2026", None),
        ("3/4/2026", None),
        ("i går", None),
        ("20.11", None),
        ("mandag", None),
        ("2026", None),
        ("31.02.2026", None),
        ("12345", None),
    ],
)
def test_a_day_is_read_when_it_can_be_one_only(cell: Cell, day: date | None) -> None:
    assert day_of(cell, TODAY) == day


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("avvik", "avvik"),
        ("Avvik og feil", "avvik"),
        ("Kundeklage", "kunde"),
        ("Intern revisjon", "revisjon"),
        ("feil", "avvik"),
        ("2", None),
        ("Feil fra kunde", None),
        ("Noe helt annet", None),
    ],
)
def test_a_source_is_known_by_its_id_its_name_or_a_word_of_it(
    text: str, source: str | None
) -> None:
    assert source_of(text, SOURCES) == source


def test_outcomes_states_and_owners_are_read_as_people_write_them() -> None:
    assert [outcome_of(text) for text in ("Ja", "Mindre bra", "kanskje")] == [
        "bra",
        "mindre-bra",
        None,
    ]
    states = [state_of(text) for text in ("Lukket", "Pågår", "avlyst", "ÅPEN", "hm")]
    assert states == [DONE, BEGUN, OFF, OPEN, None]
    assert owners_of("Ola Nordmann, kari@firma.no og Per-Åge") == (
        "Ola-Nordmann",
        "kari",
        "Per-Åge",
    )


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Hva skjedde? Fortell kort.", "happened"),
        ("Hva skjedde?2", "happened"),
        ("Tidspunkt", "date"),
        ("Innmeldt av", "author"),
        ("Beskrivelse av hendelsen", "happened"),
        ("Ansvarlig", "owner"),
        ("FRIST", "due"),
        ("Start time", "date"),
        ("What happened?", "happened"),
        ("Navn på kunde", None),
        ("Alvorlighet", None),
        ("Hva skjedderier", None),
    ],
)
def test_a_column_is_known_by_its_name(name: str, field: str | None) -> None:
    found = known(name)

    assert (found and found.target.field) == field


def test_immediate_action_and_cause_become_sections_of_their_own() -> None:
    targets = targets_of(["Strakstiltak", "Årsak"])

    assert targets == {0: Target("section", "Strakstiltak"), 1: Target("section", "Årsak")}


def test_the_day_it_happened_goes_before_the_day_the_form_was_sent() -> None:
    names = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "Når skjedde det?"]

    assert targets_of(names) == {0: Target("id"), 2: Target("written"), 3: Target("date")}
    assert targets_of(names[:3])[2] == Target("date")


def test_of_two_columns_of_one_name_the_first_is_taken_and_the_other_can_be_meant() -> None:
    names = ["Dato", "Hva skjedde?", "Hva skjedde?"]
    both = [read_choice("skjedde=B"), read_choice("skjedde=C")]

    assert targets_of(names) == {0: Target("date"), 1: Target("happened")}
    assert targets_of(names, both)[2] == targets_of(names, both)[1] == Target("happened")


def test_what_a_person_says_goes_before_the_name() -> None:
    choice = read_choice("skjedde=Kommentar")

    assert targets_of(["Hva skjedde?", "Kommentar"], [choice]) == {1: Target("happened")}
    with pytest.raises(UnknownColumn, match="Kommentar"):
        targets_of(["Dato"], [choice])


def test_a_choice_is_read_with_its_own_name_or_refused() -> None:
    assert read_choice("eget:Alvor").column == "Alvor"
    assert read_choice("laert = Konklusjon").target == Target("learned")
    assert read_choice("seksjon:Hvor=Sted") == (Target("section", "Hvor"), "Sted")
    for text in ("eget:origin=A", "eget:Privat=A", "eget:Not repeats=A", "eget:date"):
        with pytest.raises(ReservedKey):
            read_choice(text)
    with pytest.raises(UnknownField):
        read_choice("vær=A")
    with pytest.raises(UnreadMap):
        read_choice("skjedde=")


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_a_column_has_the_letters_that_a_sheet_gives_it(place: int, letters: str) -> None:
    assert letter_of(place) == letters


def reading(*names: str, source: str | None = "avvik", choices: tuple[str, ...] = ()) -> Reading:
    return Reading(
        names=names,
        targets=targets_of(names, map(read_choice, choices)),
        sources=SOURCES,
        source=source,
        table="liste",
        today=TODAY,
        own_lines=lambda name, text: f"{name}: {text}",
    )


def made(names: str, *cells: Cell, **more: tuple[str, ...]) -> Made:
    return made_of(Row(2, cells), reading(*names.split(";"), **more))  # type: ignore[arg-type]


def draft(names: str, *cells: Cell, **more: tuple[str, ...]) -> Draft:
    found = made(names, *cells, **more).draft
    assert found is not None
    return found


def test_a_row_becomes_a_learning_with_all_that_it_tells() -> None:
    found = draft(
        "Dato;Hva skjedde?;Utfall;Meldt av;Merker;Årsak;Privat;Sted",
        *("20.11.2026", "# Ovnen\n- [ ] var varm", "ja", "Kari", "a, b", "## Feil", "x", "Lom"),
        choices=("eget:Sted",),
    )

    assert (found.title, found.outcome, found.author, found.tags) == (
        "Ovnen",
        "bra",
        "Kari",
        ("a", "b"),
    )
    assert found.private
    assert found.body.more == "## Årsak\n\n\\## Feil"
    assert found.extra == (("Sted", "Sted: Lom"),)
    assert found.body.actions == ()


ACTION = "Dato;Tekst som skjedde;Tiltak;Ansvarlig;Frist;Status;Lukket dato"


@pytest.mark.parametrize(
    ("cells", "actions"),
    [
        (("Måler", "Ola N", "1.12.2026", "", ""), [Action("Måler", ("Ola-N",), date(2026, 12, 1))]),
        (("", "Ola", "", "", ""), [Action("Ovnen", ("Ola",))]),
        (("- a\n- b", "", "", "Ja", ""), [Action("a", state=DONE), Action("b", state=DONE)]),
        (("a\nb", "", "snart", "", ""), [Action("a b (Frist: snart)")]),
        (("a", "", "", "Lukket", "21.11.2026"), [Action("a", state=DONE, done=date(2026, 11, 21))]),
        (("a", "", "", "", "21.11.2026"), [Action("a", state=DONE, done=date(2026, 11, 21))]),
        (("a", "", "", "", "1.1.2026"), [Action("a", state=DONE)]),
        (("a", "", "", "hm", ""), [Action("a")]),
        (("", "", "", "Lukket", ""), []),
    ],
)
def test_responsible_and_due_date_become_an_action(
    cells: tuple[str, ...], actions: list[Action]
) -> None:
    found = draft(ACTION, "20.11.2026", "Ovnen", *cells, choices=("skjedde=Tekst som skjedde",))

    assert list(found.body.actions) == actions


def test_a_state_without_an_action_is_named_with_its_row_and_value() -> None:
    cells = ("20.11.2026", "Ovnen", "", "", "", "Lukket", "21.11.2026")
    found = made(ACTION, *cells, choices=("skjedde=Tekst som skjedde",))

    assert [(flaw.row, flaw.column, flaw.value, flaw.reason) for flaw in found.without] == [
        (2, "Status", "Lukket", rows.NO_ACTION),
        (2, "Lukket dato", "21.11.2026", rows.NO_ACTION),
    ]


def test_a_box_in_a_cell_that_is_text_is_named() -> None:
    found = made("Dato;Hva skjedde?;Årsak;Kilde", "20.11.2026", "A\n- [ ] Ring", "☐ Feil", "avvik")

    assert [(flaw.column, flaw.value, flaw.reason) for flaw in found.without] == [
        ("Hva skjedde?", "- [ ] Ring", rows.BOX_AS_TEXT),
        ("Årsak", "☐ Feil", rows.BOX_AS_TEXT),
    ]


@pytest.mark.parametrize(
    ("cells", "reason", "value"),
    [
        (("", "Noe", "avvik"), rows.NO_DAY, ""),
        (("snart", "Noe", "avvik"), rows.NOT_A_DAY, "snart"),
        (("24.11.2026", "Noe", "avvik"), rows.TO_COME, "24.11.2026"),
        (("20.11.2026", " ", "avvik"), rows.NO_TEXT, ""),
        (("20.11.2026", "Noe", "vær"), rows.NOT_A_SOURCE, "vær"),
        (("20.11.2026", "Noe\x07", "avvik"), rows.UNSEEN, "U+0007"),
    ],
)
def test_a_row_that_cannot_be_an_entry_is_named(
    cells: tuple[str, ...], reason: str, value: str
) -> None:
    found = made("Dato;Hva skjedde?;Kilde", *cells)

    assert found.draft is None
    assert [(flaw.row, flaw.reason, flaw.value) for flaw in found.wrong] == [(2, reason, value)]


def plan(known_: Known, *cells: tuple[str, ...], names: str = "Nr;Dato;Hva skjedde?") -> Plan:
    numbered = [Row(at, each) for at, each in enumerate(cells, 2)]
    return plan_of(numbered, reading(*names.split(";")), known_, lambda _: None)


def imported(*cells: tuple[str, ...], names: str = "Nr;Dato;Hva skjedde?") -> list[str]:
    """The origins of what comes in of these rows into an empty journal."""
    numbered = [Row(at, each) for at, each in enumerate(cells, 2)]
    found = drafts_of(numbered, reading(*names.split(";")), plan(Known(), *cells, names=names))
    return [str(each.origin) for _, each in found]


def knowing(origins: list[str]) -> Known:
    known_ = Known()
    known_.add(origins)
    return known_


ROWS = (("1", "1.11.2026", "En"), ("2", "2.11.2026", "To"), ("", "3.11.2026", "Tre"))


def test_the_same_again_makes_no_doubles_and_more_rows_only_themselves() -> None:
    here = imported(*ROWS)
    again = plan(knowing(here), *ROWS, ("4", "4.11.2026", "Fire"))

    assert (again.new, again.there, again.left_out) == (1, 3, 0)


def test_two_equal_rows_are_both_in_once() -> None:
    here = imported(ROWS[2], ROWS[2])
    again = plan(knowing(here), ROWS[2], ROWS[2])

    assert len(set(here)) == 2
    assert (again.new, again.there) == (0, 2)
    assert plan(knowing(here[:1]), ROWS[2], ROWS[2]).new == 1


def test_a_row_whose_id_is_known_and_that_was_changed_is_named() -> None:
    again = plan(knowing(imported(*ROWS)), ("1", "1.11.2026", "Endret"), *ROWS[1:])

    assert (again.new, again.there, again.left_out) == (0, 2, 1)
    assert [(flaw.row, flaw.value, flaw.reason) for flaw in again.wrong.told] == [
        (2, "1", importing.CHANGED)
    ]


def test_an_id_that_two_rows_have_stops_neither_of_them_wherever_it_was_stopped() -> None:
    both = (("1", "1.11.2026", "I fjor"), ("1", "2.11.2026", "I år"))
    here = imported(*both)

    assert len(here) == 2
    assert plan(knowing(here[:1]), *both).new == 1
    assert plan(knowing(here), *both).new == 0


def test_a_new_empty_column_and_another_order_change_no_row() -> None:
    here = imported(*ROWS)
    turned = [(each[2], each[0], each[1], "") for each in ROWS]

    assert plan(knowing(here), *turned, names="Hva skjedde?;Nr;Dato;Nytt").there == 3


def test_an_origin_is_read_back_and_anything_else_is_none() -> None:
    for text in imported(*ROWS, ROWS[2]):
        assert str(read_origin(text)) == text
    assert read_origin("håndskrevet") is None


@pytest.mark.parametrize("stem", ["Avvik(1-25)", "Avvik (2)", "Avvik - Kopi", "Avvik 2026-11-20"])
def test_a_table_is_called_the_same_when_it_is_fetched_again(stem: str) -> None:
    assert table_called(stem) == "Avvik"


def test_of_very_many_flaws_the_rows_are_told() -> None:
    found = plan(Known(), *[("", "", "Noe")] * 500)

    assert found.left_out == found.wrong.count == 500
    assert list(found.wrong.others[rows.NO_DAY]) == list(range(202, 502))
