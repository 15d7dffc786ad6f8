"""The day an entry was written, which its file tells when it was not the day it happened."""

from datetime import date

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.entry import Draft, Entry
from laering.files.entry import codec, edits
from tests.support.entries import simple_entry

DAY = date(2026, 11, 23)


def _draft(written: date | None, **more: object) -> Draft:
    return Draft("Tittel", DAY, "avvik", written=written, **more)  # type: ignore[arg-type]


def _read(text: str) -> Entry:
    found = codec.read(text.encode("utf-8"), "entries/x.md")
    assert isinstance(found, Entry)
    return found


@given(st.dates())
def test_the_day_of_writing_is_read_as_it_was_written(day: date) -> None:
    text = codec.write(_draft(day), "nb")

    assert _read(text).written == (None if day == DAY else day)


def test_it_stands_last_of_our_own_keys_and_before_those_of_others() -> None:
    more = {"repeats": ("2026-03-03-pakke",), "private": True, "extra": (("farge", "farge: rød"),)}

    text = codec.write(_draft(date(2026, 11, 25), **more), "nb")

    keys = [line.partition(":")[0] for line in text.split("---\n")[1].splitlines()]
    assert keys == ["title", "date", "source", "repeats", "private", "written", "farge"]
    assert frontmatter.loads(text)["written"] == date(2026, 11, 25)


@pytest.mark.parametrize("written", [None, DAY])
def test_what_is_written_the_day_it_happened_has_no_such_key(written: date | None) -> None:
    assert "written" not in codec.write(_draft(written), "nb")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-11-25", date(2026, 11, 25)),
        ("'2026-11-25'", date(2026, 11, 25)),
        ("2026-11-25 10:30:00", date(2026, 11, 25)),
        ("2026-02-30", None),
        ("i går", None),
        ("[2026-11-25]", None),
        ("{a: b}", None),
        ("", None),
    ],
)
def test_a_day_that_is_none_is_as_if_nothing_stood_there(value: str, day: date | None) -> None:
    text = simple_entry("x", "2026-11-23").replace("avvik\n", f"avvik\nwritten: {value}\n", 1)

    found = _read(text)

    assert found.written == day
    assert found.extra == ()


_VALUES = ("2026-11-25", "2026-02-30", "2026-1-5", "'2026-11-25'", "null", "[x]", "x", "")
_BEFORE = ("", "private: true\n", "repeats: [2026-01-01-x]\n", "author: Kari\n", "farge: rød\n")


@given(st.sampled_from(_BEFORE), st.sampled_from(_VALUES), st.sampled_from(("", "farge: rød\n")))
def test_the_quick_way_reads_the_day_as_the_thorough_way_does(
    before: str, value: str, after: str
) -> None:
    header = f"title: x\ndate: 2026-11-23\nsource: avvik\n{before}written: {value}\n{after}"
    text = f"---\n{header}---\n\n## Hva skjedde?\n\na\n"
    data = text.encode("utf-8")
    quick = codec._quick(text, data, "entries/x.md")
    head = codec.head(data)

    assert (quick is None) == (head is None)
    if quick is not None and head is not None:
        assert quick == codec._thorough(text, "entries/x.md")
        assert head[:3] == (quick.date, quick.source, quick.private)
        assert data[head.end :] == quick.packed


def test_the_quick_way_is_taken_for_a_file_that_tells_the_day() -> None:
    text = codec.write(_draft(date(2026, 11, 25), private=True), "nb")

    assert codec._quick(text, text.encode("utf-8"), "entries/x.md") is not None


def test_a_repeat_is_marked_above_it_and_it_stays() -> None:
    text = codec.write(_draft(date(2026, 11, 25)), "nb")

    changed = edits.with_item(text, "repeats", "2026-03-03-pakke")

    assert changed is not None
    assert "source: avvik\nrepeats: [2026-03-03-pakke]\nwritten: 2026-11-25\n---\n" in changed
    assert _read(changed).written == date(2026, 11, 25)
