"""What tags, names and ids are compared by."""

import pytest

from laering.domain.folding import each_once, folded
from laering.domain.wording import tags_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Levering", "levering"),
        ("#levering", "levering"),
        ("ba\u030at", "BÅT"),
        ("helse miljø", "Helse-miljø"),
        ("@Åse", "A\u030ase"),
        (" ola ", "Ola"),
    ],
)
def test_the_same_word_in_other_letters_is_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("båt", "bat"), ("øl", "ol"), ("levering", "leve")])
def test_other_letters_are_another_word(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_each_word_comes_once_as_it_was_written_first() -> None:
    assert list(each_once(["Levering", "#levering", "pakking", "LEVERING"])) == [
        "Levering",
        "pakking",
    ]


@pytest.mark.parametrize(
    ("texts", "tags"),
    [
        (["levering, pakking"], ("levering", "pakking")),
        (["#levering #pakking"], ("levering", "pakking")),
        (["#levering", "C#", "helse miljø"], ("levering", "C#", "helse miljø")),
        ([",", "#", " "], ()),
    ],
)
def test_tags_are_told_apart(texts: list[str], tags: tuple[str, ...]) -> None:
    assert tags_of(texts) == tags
