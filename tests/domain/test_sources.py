"""Which source a person means, by what they wrote."""

import pytest

from laering.domain.errors import UnknownSource, UnknownSourceNear
from laering.domain.sources import find_source

NAMES = {"avvik": "Avvik", "kunde": "Kunde eller bruker", "kurs": "Kurs", "12": "Tolv"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kunde", "kunde"),
        ("  KUNDE  eller bruker ", "kunde"),
        ("2", "kunde"),
        ("av", "avvik"),
        ("12", "12"),
        ("kun", "kunde"),
    ],
)
def test_a_source_goes_by_id_number_name_or_beginning(written: str, meant: str) -> None:
    assert find_source(written, NAMES) == meant


@pytest.mark.parametrize("written", ["ku", "a", "0", "5", "", "fritid"])
def test_what_could_be_several_or_none_is_not_guessed(written: str) -> None:
    with pytest.raises(UnknownSource) as caught:
        find_source(written, NAMES)
    assert caught.value.facts["sources"] == (
        "avvik  Avvik",
        "kunde  Kunde eller bruker",
        "kurs   Kurs",
        "12     Tolv",
    )


def test_the_nearest_is_named_by_its_id() -> None:
    with pytest.raises(UnknownSourceNear) as caught:
        find_source("kunde eller brukar", NAMES)
    assert caught.value.facts["near"] == "kunde"
