"""How it went, put into the header of an entry that did not say."""

import pytest

from laering.files.entry.edits import with_outcome

BODY = "\n## Hva skjedde?\n\nDøra sto åpen\n"


def entry(header: str) -> str:
    return f"---\n{header}\n---\n{BODY}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "title: Dør\ndate: 2026-11-23\nsource: avvik",
            "title: Dør\ndate: 2026-11-23\nsource: avvik\noutcome: bra",
        ),
        (
            "title: Dør # slik\ndate: 2026-11-23\nsource: avvik\ntags:\n  - a\nsted: lager",
            (
                "title: Dør # slik\ndate: 2026-11-23\nsource: avvik\n"
                "outcome: bra\ntags:\n  - a\nsted: lager"
            ),
        ),
        (
            "title: Dør\noutcome:\ndate: 2026-11-23\nsource: avvik",
            "title: Dør\noutcome: bra\ndate: 2026-11-23\nsource: avvik",
        ),
        ("title: Dør\ndate: 2026-11-23\nsource: avvik\noutcome: mindre-bra", None),
        ("title: Dør\ndate: 2026-11-23\nsource: avvik\noutcome: # vet ikke", None),
    ],
)
def test_an_outcome_is_one_line_in_its_place(before: str, after: str | None) -> None:
    assert with_outcome(entry(before), "bra") == (None if after is None else entry(after))


def test_what_is_no_entry_is_left_alone() -> None:
    assert with_outcome("Hei\n", "bra") is None
