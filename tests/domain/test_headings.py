"""Which heading of a text from elsewhere is its title, and which ones are our questions."""

import pytest

from laering.domain.body import split
from laering.domain.headings import adopt
from laering.domain.questions import HEADINGS

FIRST, SECOND, THIRD = HEADINGS["nb"]


def answers_of(text: str, title: str | None = None) -> tuple[str, str, str]:
    answers = split(adopt(text, title).text.strip("\n") + "\n").answers
    return answers.happened.strip(), answers.learned.strip(), answers.differently.strip()


def test_foreign_headings_are_read_by_what_they_say() -> None:
    text = (
        "# ADSync\n\n## Summary\n\nS\n\n## Timeline\n\nT\n\n## Contributing Factors\n\nF\n\n"
        "## Lessons Learned\n\nL\n\n## Action Items\n\nA\n\n# Stats\n\nx\n"
    )

    found = adopt(text)
    body = split(found.text)

    assert found.title == "ADSync"
    assert found.told == (("Summary", 0), ("Lessons Learned", 1), ("Action Items", 2))
    assert answers_of(text) == ("S", "L", "A")
    assert body.more == "## Timeline\n\nT\n\n## Contributing Factors\n\nF\n\n## Stats\n\nx"


@pytest.mark.parametrize(
    ("text", "title", "answers"),
    [
        ("# Feil\n\nDen gikk feil.", "Feil", ("Den gikk feil.", "", "")),
        ("Feil\n====\n\nDen gikk feil.", "Feil", ("Den gikk feil.", "", "")),
        (f"## {FIRST}\n\na", None, ("a", "", "")),
        ("## Hendelsen\n\na", None, ("a", "", "")),
        ("# A\n\n# Sammendrag\n\na\n\n# Læring\n\nb\n\n# Tiltak\n\nc", "A", ("a", "b", "c")),
        ("## A\n\n### Sammendrag\n\na\n\n### Læring\n\nb", "A", ("a", "b", "")),
        ("# A\n\nIngress.\n\n## Bakgrunn\n\na", "A", ("Ingress.", "", "")),
        ("# A\n\n## Uno\n\na\n\n## Due\n\nb\n\n## Tre\n\nc", "A", ("a", "b", "c")),
        ("# A\n\n## 1. Summary:\n\na\n\n## Impact\n\ni\n\n## Next steps\n\nc", "A", ("a", "", "c")),
        ("# A\n\n## Impact\n\ni\n\n## **Root cause**\n\nb", "A", ("i", "b", "")),
        ("Ingen overskrift.\n\n---\n\nMer.", None, ("Ingen overskrift.\n\n---\n\nMer.", "", "")),
        ("```\n# ikke\n```\n\nx", None, ("```\n# ikke\n```\n\nx", "", "")),
    ],
)
def test_the_first_heading_is_the_title_and_the_others_sections(
    text: str, title: str | None, answers: tuple[str, str, str]
) -> None:
    assert adopt(text).title == title
    assert answers_of(text) == answers


def test_no_word_is_lost() -> None:
    text = "Før.\n\n# A\n\nIngress\n\n## Impact\n\ni\n\n### Under\n\nu\n\n## Actions\n\n- [ ] x\n"

    words = set(adopt(text).text.split()) | {"#", "A", "Actions"}

    assert words >= set(text.split())


def test_our_own_headings_stay_as_they_are() -> None:
    text = f"## {FIRST}\n\na\n\n## Summary\n\ns\n\n## {SECOND}\n\nb\n\n## {THIRD}\n\nc\n"

    found = adopt(text)

    assert (found.title, found.text, found.told) == (None, text, ())


def test_a_title_that_is_known_is_not_told_twice() -> None:
    assert answers_of("# Feil\n\na", "feil") == ("a", "", "")
    assert answers_of("# Noe annet\n\na", "Feil")[0] == "# Noe annet\n\na"
