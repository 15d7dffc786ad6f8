"""Titles, tags and outcomes, out of what a person wrote."""

import pytest

from laering.domain.errors import UnknownOutcome
from laering.domain.wording import TITLE_LENGTH, clean_tag, read_outcome, suggest_title, tags_in


@pytest.mark.parametrize(
    ("happened", "title"),
    [
        ("Vi leverte feil. Så ringte de.", "Vi leverte feil"),
        ("\n\n- Vi leverte  feil!\nMer.", "Vi leverte feil"),
        ("Kl. 7 kom de 3.5 minutter for sent", "Kl"),
        ("A. B. Hansen ringte", "A. B. Hansen ringte"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence(happened: str, title: str) -> None:
    assert suggest_title(happened) == title


def test_a_long_title_is_cut_between_words() -> None:
    title = suggest_title("ordet " * 40)

    assert len(title) <= TITLE_LENGTH
    assert title.endswith("ordet…")


def test_a_tag_is_one_word_without_its_sign() -> None:
    assert clean_tag("  ##feil dør ") == "feil-dør"
    assert tags_in("#feil-dør, se side #3 og https://x.no/#del, så #Brød.") == ["feil-dør", "Brød"]


@pytest.mark.parametrize("written", ["bra", " Mindre Bra", "mindre-bra"])
def test_an_outcome_goes_by_its_letters(written: str) -> None:
    assert read_outcome(written) in ("bra", "mindre-bra")


def test_another_outcome_is_refused() -> None:
    with pytest.raises(UnknownOutcome):
        read_outcome("passe")
