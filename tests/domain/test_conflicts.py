"""Conflicts from git: three marks in their order, outside what is only quoted."""

import pytest

from laering.domain.text.conflicts import Side, conflicts_in, first_conflict, marks_left, sides_in

MERGE = "før\n<<<<<<< HEAD\nen\n=======\nto\n>>>>>>> kari\netter"

DIFF3 = "<<<<<<< HEAD\nen\n||||||| 1a2b3c\nopphav\n=======\nto\n>>>>>>> kari"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (MERGE, 2),
        (MERGE.replace("\n", "\r\n"), 2),
        ("\ufeff" + MERGE, 2),
        (DIFF3, 1),
        ("<<<<<<<\n=======\n>>>>>>>", 1),
        # One side opens a fence, and the other one does too.
        ("<<<<<<< HEAD\n```\nen\n=======\n```sh\nto\n>>>>>>> kari\n```", 1),
        # A fence is closed by one of the sides.
        ("```\nkode\n<<<<<<< HEAD\n```\n=======\nmer\n```\n>>>>>>> kari", 3),
    ],
)
def test_a_conflict_is_found_where_it_begins(text: str, line: int) -> None:
    assert first_conflict(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "Overskrift\n=======\n\ntekst",
        "Overskrift\n=======\n\n>>>>>>> sitert sju ganger",
        f"```\n{MERGE}\n```",
        f"~~~~ sh\n{MERGE}\n~~~~",
        MERGE.replace("\n", "\n> "),
        MERGE.replace("\n", "\n    "),
        "<<<<<<<< HEAD\n=======\n>>>>>>> kari",
        "<<<<<<< HEAD\n>>>>>>> kari",
        ">>>>>>> kari\n=======\n<<<<<<< HEAD",
        "Pila <<<<<<< HEAD\n=======\n>>>>>>> kari",
    ],
)
def test_what_is_quoted_or_out_of_order_is_none(text: str) -> None:
    assert first_conflict(text) is None


def test_both_sides_are_told_without_what_they_came_from() -> None:
    assert sides_in(MERGE) == [(Side(2, "HEAD", "en"), Side(6, "kari", "to"))]
    assert sides_in(DIFF3) == [(Side(1, "HEAD", "en"), Side(7, "kari", "to"))]


def test_each_conflict_of_a_text_is_found() -> None:
    assert [each.start for each in conflicts_in(f"{MERGE}\n{DIFF3}".split("\n"))] == [1, 7]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<<<<<<< HEAD\nen", [0]),
        ("en\n=======\nto\n>>>>>>> kari", [3]),
        (MERGE, []),
        (f"```\n{MERGE}\n```\n<<<<<<< HEAD", [9]),
        (">>>>>>> sitert", []),
        ("Overskrift\n=======\ntekst", []),
    ],
)
def test_a_mark_that_was_left_behind_is_found(text: str, left: list[int]) -> None:
    assert marks_left(text.split("\n")) == left
