"""What is read of an action as a person types it: its words, its owners, and when it is due."""

from datetime import date

import pytest

from laering.domain.errors import AmbiguousDate
from laering.domain.typed import read_typed
from tests.support.runs import TODAY


@pytest.mark.parametrize(
    "text",
    [
        *("Se punkt 4.2", "Se pkt. 4.2", "Se kap. 3.4", "Lese håndboka, kap 3.4", "TEK17 § 13.4"),
        *("Se §4.2", "Oppdatere til versjon 2.11", "Oppdatere til v2.11", "Betale kr 15.12"),
        *("Betale 15.12 kr", "Betale 1.500 kroner", "Betale 1.500", "Rabatt 2.5 %", "Møte 15.30"),
        *("Møte kl. 10.00", "Møte kl 10.12", "Møte klokka 10.12", "Møte tirsdag 10.00"),
        *("Ring 22.10.12.34", "Ring 22 10 12 34", "Bytte til IP 10.0.0.1", "Les ISO 9001 4.2"),
        *("Følge opp avvik nr. 12.11", "Se side 3.4", "Se 4.2", "Se 4.2 og 4.3", "Se kravet i 4.2"),
        *("Ringe Ola hver fredag", "Bruke 3/4 av tida", "Rapport 24/7", "God jul", "Rom 3.12"),
        *("Møte 15.12 kl. 10.00", "Avspasere uke 50 og 51", "Innen kl. 10.00"),
    ],
)
def test_numbers_are_no_dates(text: str) -> None:
    action = read_typed(text, TODAY)

    assert (action.text, action.due) == (text, None)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("15.12", "2026-12-15"),
        ("15.12.2026", "2026-12-15"),
        ("(15.12)", "2026-12-15"),
        ("frist 15.12", "2026-12-15"),
        ("frist: 15.12.", "2026-12-15"),
        ("(frist 15.12)", "2026-12-15"),
        ("med frist 15.12", "2026-12-15"),
        ("innen 4.2", "2027-02-04"),
        ("1.desember", "2026-12-01"),
        ("fredag 4. desember", "2026-12-04"),
        ("fredag den 4. desember 2026", "2026-12-04"),
        ("uke 50", "2026-12-11"),
        ("uke-50", "2026-12-11"),
        ("fredag uke 50", "2026-12-11"),
        ("mandag neste uke", "2026-11-30"),
        ("innen uke 50", "2026-12-11"),
        ("innen jul", "2026-12-24"),
        ("før nyttår", "2026-12-31"),
        ("om en måned", "2026-12-23"),
        ("om 2 mnd", "2027-01-23"),
        ("om et halvt år", "2027-05-23"),
        ("i løpet av uka", "2026-11-27"),
        ("innen utgangen av året", "2026-12-31"),
        ("om-14-dager", "2026-12-07"),
    ],
)
def test_a_due_date_is_read_and_leaves_the_words(said: str, day: str) -> None:
    for text in (f"Ny rubrikk @ola {said}", f"Ny rubrikk {said} @ola"):
        action = read_typed(text, TODAY)

        assert (action.text, action.owners) == ("Ny rubrikk", ("ola",))
        assert action.due == date.fromisoformat(day)


def test_a_weekday_that_the_date_does_not_have_is_asked_about() -> None:
    with pytest.raises(AmbiguousDate):
        read_typed("Ring @ola torsdag 4. desember", TODAY)
