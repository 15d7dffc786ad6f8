"""Learnings from files that other people and programs wrote."""

import json
from datetime import date

import pytest

from laering.domain.action import Action
from laering.domain.errors import BadInputFile, LaeringError, UnknownOutcome
from laering.files.exchange import read_given
from tests.conftest import TODAY, simple_entry


def test_json_in_our_own_form_is_read() -> None:
    data = {
        "id": "2026-11-23-x",
        "path": "entries/2026-11-23-x.md",
        "title": "no",
        "date": "2026-11-20",
        "source": "avvik",
        "outcome": "bra",
        "tags": ["a", "b"],
        "author": None,
        "repeats": [],
        "happened": "Emoji \U0001f600 og\nto linjer",
        "learned": "b",
        "differently": "",
        "actions": [{"text": "Ringe", "owner": "ola", "due": "2026-12-15", "done": None}],
        "unfinished": False,
        "kunde_nr": 17,
    }

    given = read_given(json.dumps(data).encode(), "-", TODAY)

    assert (given.title, given.date, given.source) == ("no", date(2026, 11, 20), "avvik")
    assert given.happened == data["happened"]
    assert given.actions == (Action("Ringe", "ola", date(2026, 12, 15)),)
    assert given.extra == (("kunde_nr", "kunde_nr: 17"),)


def test_yaml_keeps_texts_as_texts() -> None:
    given = read_given(
        b"title: no\nsource: avvik\nhappened: 12:30\ntags: [yes, 0123]\nactions:\n"
        b"  - Ny rubrikk @ola 15.12\n",
        "ny.yaml",
        TODAY,
    )

    assert (given.title, given.happened, given.tags) == ("no", "12:30", ("yes", "0123"))
    assert given.actions[0].due == date(2026, 12, 15)


def test_markdown_is_read_as_an_entry() -> None:
    text = simple_entry("12:30", "2026-11-20", third="Slik.\n\n- [ ] Ringe @ola")

    given = read_given(text.encode(), "x.md", TODAY)

    assert (given.title, given.date) == ("12:30", date(2026, 11, 20))
    assert (given.happened, given.differently) == ("Noe skjedde.", "Slik.")
    assert given.actions == (Action("Ringe", "ola", number=1),)


def test_markdown_without_a_header_is_what_happened() -> None:
    given = read_given(b"Bare noen ord.\n", "notat.md", TODAY)

    assert given.happened == "Bare noen ord."
    assert given.learned is None


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "-", BadInputFile),
        (b"[1, 2]", "x.json", BadInputFile),
        (b"{", "-", BadInputFile),
        (b"[" * 100_000, "x.json", BadInputFile),
        (b"a: b: c", "x.yaml", BadInputFile),
        (b"bare tekst", "-", BadInputFile),
        (b"\xe5", "-", BadInputFile),
        (b"---\na: b: c\n---\n", "x.md", BadInputFile),
        (b'{"title": ["a"]}', "-", BadInputFile),
        (b'{"tags": [{"a": 1}]}', "-", BadInputFile),
        (b'{"actions": [{"text": 1}]}', "-", BadInputFile),
        (b'{"actions": [{"text": "a", "due": "15.12"}]}', "-", BadInputFile),
        (b'{"outcome": "tja"}', "-", UnknownOutcome),
        (b'{"date": "2027-01-01"}', "-", LaeringError),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, name: str, error: type[LaeringError]) -> None:
    with pytest.raises(error):
        read_given(data, name, TODAY)
