"""YAML as the program writes it: what is written at once is what PyYAML would have written."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.files.entry import tree

_WORD = st.text("aeinoøyÅNT019 -:#_.'~é", max_size=12) | st.sampled_from(
    ["null", "Null", "true", "No", "y", "N", "ON", "off", "1e3", "e3", "x - y", "a b-c", "a: b"]
)
_VALUE = _WORD | st.booleans() | st.dates() | st.lists(_WORD, max_size=3) | st.integers()


@given(st.dictionaries(st.sampled_from(["title", "date", "tags", "private"]), _VALUE))
@example({"title": "Null"})
@example({"title": "a "})
@example({"tags": []})
def test_what_is_written_at_once_is_what_the_library_writes(value: dict[str, object]) -> None:
    assert tree.dump(value) == tree.dump_thoroughly(value)


def test_an_ordinary_header_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(tree, "dump_thoroughly")
    header = {"title": "Feil adresse på lageret", "date": date(2026, 11, 20), "private": True}
    assert tree.dump({**header, "tags": ["kjøp", "levering"]}) == (
        "title: Feil adresse på lageret\ndate: 2026-11-20\nprivate: true\ntags: [kjøp, levering]\n"
    )
