"""Titles, tags and outcomes, out of what a person wrote."""

import pytest

from laering.domain.errors import UnknownOutcome
from laering.domain.wording import TITLE_LENGTH, clean_tag, read_outcome, suggest_title, tags_in


@pytest.mark.parametrize(
    ("happened", "title"),
    [
        ("Vi leverte feil. Så ringte de.", "Vi leverte feil"),
        ("\n\n- Vi leverte  feil!\nMer.", "Vi leverte feil"),
        ("Kl. 7 kom de 3.5 minutter for sent", "Kl. 7 kom de 3.5 minutter for sent"),
        ("Det gikk ca. ti minutter! Så ringte de", "Det gikk ca. ti minutter"),
        ("A. B. Hansen ringte", "A. B. Hansen ringte"),
        ("Hei Kari,\n\nOvnen ble kald.", "Ovnen ble kald"),
        ("Hei!", "Hei"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence(happened: str, title: str) -> None:
    assert suggest_title(happened) == title


def test_a_long_title_is_cut_between_words() -> None:
    title = suggest_title("ordet " * 40)

    assert len(title) <= TITLE_LENGTH
    assert title.endswith("ordet…")


@pytest.mark.parametrize(
    ("happened", "title"),
    [
        (
            "I går ettermiddag ble førti rundstykker levert til feil kunde, og ingen så det",
            "I går ettermiddag ble førti rundstykker levert til feil kunde",
        ),
        (
            "I går ettermiddag oppdaget hun på lageret at det var blitt bestilt 40 000 poser",
            "I går ettermiddag oppdaget hun på lageret at det var blitt bestilt…",
        ),
        (
            "Rundstykkene ble levert til feil kunde fordi lappen hang på feil krok i gangen",
            "Rundstykkene ble levert til feil kunde",
        ),
    ],
)
def test_a_long_title_ends_where_it_says_something(happened: str, title: str) -> None:
    assert suggest_title(happened) == title


def test_a_tag_is_one_word_without_its_sign() -> None:
    assert clean_tag("  ##feil dør ") == "feil-dør"
    assert tags_in("#feil-dør, se side #3 og https://x.no/#del, så #Brød.") == ["feil-dør", "Brød"]


@pytest.mark.parametrize("written", ["bra", " Mindre Bra", "mindre-bra"])
def test_an_outcome_goes_by_its_letters(written: str) -> None:
    assert read_outcome(written) in ("bra", "mindre-bra")


def test_another_outcome_is_refused() -> None:
    with pytest.raises(UnknownOutcome):
        read_outcome("passe")
