"""Learnings from files that other people and programs wrote."""

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from laering.domain.action import DONE, Action, Effect
from laering.domain.entry import Entry, Given
from laering.domain.errors import (
    BadInputFile,
    LaeringError,
    UnknownOutcome,
    UnparsedInput,
    UsageFault,
)
from laering.files.entry import codec, tree
from laering.files.exchange import (
    HEADER_TAB,
    IN_CONFLICT,
    INVISIBLE,
    NOT_TOML,
    NOT_YAML,
    read_arrived,
    read_given,
)
from laering.ui.formats.data import dumps, entry_data
from tests.support.entries import simple_entry
from tests.support.runs import TODAY


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
    assert given.actions == (Action("Ringe", ("ola",), date(2026, 12, 15)),)
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
    assert given.actions == (Action("Ringe", ("ola",), number=1),)


def test_the_day_of_writing_comes_along() -> None:
    text = simple_entry("Brent brød", "2026-11-01").replace(
        "source:", "written: 2026-11-04\nsource:"
    )

    given = read_given(text.encode(), "brod.md", TODAY)

    assert given.written == date(2026, 11, 4)
    assert not given.extra


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
        (b"PK\x03\x04\0\0", "x.docx", BadInputFile),
        (b"[a]\nx = \n", "x.toml", BadInputFile),
        (b"+++\ntitle = \n+++\n", "x.md", BadInputFile),
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


def of_json(**values: Any) -> Given:
    return read_given(json.dumps(values).encode(), "-", TODAY)


@pytest.mark.parametrize("value", [True, "ja", "yes", 1, "1", "on", "true ", [True], [], {}, ""])
def test_anything_but_a_plain_no_keeps_it_private(value: object) -> None:
    assert of_json(private=value).private


@pytest.mark.parametrize("value", [False, None, "nei", "no", "No ", 0, "0", "off", "false"])
def test_a_plain_no_or_nothing_keeps_it_open(value: object) -> None:
    assert not of_json(private=value).private
    assert not of_json().private


def test_only_our_own_form_has_keys_that_are_made_anew() -> None:
    derived = {"score": 3, "why": "fordi", "unfinished": True, "id": "1"}

    assert dict(of_json(**derived).extra) == {
        "score": "score: 3",
        "why": "why: fordi",
        "unfinished": "unfinished: true",
        "id": "id: '1'",
    }
    assert of_json(**derived, path="entries/1.md", egen=1).extra == (("egen", "egen: 1"),)


def test_an_answer_that_stands_in_two_places_is_kept_whole() -> None:
    body = "## Hva skjedde?\n\nLANG\n\n## Hva kan vi lære av det?\n\nLært\n"

    given = of_json(happened="kort", learned="Lært\n", differently="", body=body)

    assert (given.happened, given.learned, given.differently) == ("kort\n\nLANG", "Lært", "")
    assert of_json(happened="", body=body).happened == "LANG"
    assert of_json(learned="x", body="Bare tekst").happened == "Bare tekst"


def test_a_key_called_body_is_text_beside_the_text() -> None:
    text = "---\nbody: Fra hodet\n---\n## Hva skjedde?\n\nNoe\n"

    given = read_given(text.encode(), "x.md", TODAY)
    assert (given.preamble, given.happened) == ("Fra hodet", "Noe")

    given = read_given(b"---\nbody: Noe\n---\n\nMer\n", "x.md", TODAY)
    assert given.happened == "Noe\n\nMer"

    with pytest.raises(BadInputFile):
        read_given(b"---\nbody: [a]\n---\n\nMer\n", "x.md", TODAY)


def test_an_action_may_be_finished_without_a_day() -> None:
    given = of_json(actions=[{"text": "a", "finished": True}, {"text": "b", "finished": False}])

    assert [action.finished for action in given.actions] == [True, False]


def test_a_plain_no_in_a_judgement_is_a_no() -> None:
    text = "actions:\n  - text: a\n    done: 2026-11-01\n    effect: {worked: nei, text: Dyrt}\n"

    (action,) = read_given(text.encode(), "x.yaml", TODAY).actions

    assert action.effect is not None
    assert not action.effect.worked


def test_what_was_judged_before_comes_along() -> None:
    effect = {"worked": True, "date": "2026-11-20", "text": "Ja"}
    before = {"worked": False, "date": "2026-11-10", "text": "Nei"}

    (action,) = of_json(
        actions=[{"text": "a", "done": "2026-11-01", "effect": {**effect, "earlier": [before]}}]
    ).actions

    earlier = Effect(False, date(2026, 11, 10), "Nei")
    assert action.effect == Effect(True, date(2026, 11, 20), "Ja", (earlier,))


@pytest.mark.parametrize(
    ("said", "state"), [("ferdig", "done"), ("avlyst", "off"), ("Pågår", "begun"), ("", "open")]
)
def test_a_state_is_read_as_people_call_it(said: str, state: str) -> None:
    (action,) = of_json(actions=[{"text": "a", "status": said}]).actions

    assert action.state == state


def test_a_state_that_nobody_knows_is_refused() -> None:
    with pytest.raises(BadInputFile) as caught:
        of_json(actions=[{"text": "a", "status": "kanskje"}])
    assert caught.value.facts["detail"] == "state"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("-", "happened: Blåbær «på» tilbud\nsource: avvik\n"),
        ("x.json", '{"happened": "Blåbær «på» tilbud", "source": "avvik"}'),
        ("x.md", "---\r\nsource: avvik\r\n---\r\nBlåbær «på» tilbud\r\n"),
    ],
)
def test_letters_are_read_in_the_encodings_that_people_use(
    name: str, text: str, encoding: str
) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""

    given = read_given(mark + text.encode(encoding), name, TODAY)

    assert (given.happened, given.source) == ("Blåbær «på» tilbud", "avvik")


def test_one_stray_byte_spoils_no_other_letter() -> None:
    assert read_given("Blåbær ".encode() + b"\xe5", "x.md", TODAY).happened == "Blåbær å"


def test_halves_of_characters_are_made_whole_wherever_they_stand() -> None:
    given = of_json(
        **{"happened": "\ud800", "k\udc00": {"a": ["\ud83d\ude00\ud800"]}},
        actions=[{"text": "\ud800\ud800b"}],
    )

    assert (given.happened, given.actions[0].text) == ("\ufffd", "\ufffd\ufffdb")
    assert given.extra == (("k\ufffd", "k\ufffd:\n  a: [\U0001f600\ufffd]"),)


# --- Drafts that mean harm

DRAFT: dict[str, Any] = {
    "draft": 1,
    "step": 0,
    "typing": "",
    "given": {
        **dict.fromkeys(
            ("title", "source", "outcome", "author", "happened", "learned", "differently")
        ),
        **dict.fromkeys(("preamble", "more"), ""),
        **dict.fromkeys(("tags", "repeats", "extra", "actions"), ()),
        "date": None,
        "written": None,
        "private": False,
    },
}
ACTION = {"text": "a", "owner": None, "due": None, "finished": True, "done": None}
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "x", "\ud800", "2026-11-01", 10**400, float("inf"), float("nan"), -1]),
    lambda odd: st.lists(odd, max_size=3) | st.dictionaries(st.text(max_size=3), odd, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    "odd",
    [
        {**DRAFT, "step": float("inf")},
        {**DRAFT, "step": 10**400},
        {**DRAFT, "given": {**DRAFT["given"], "actions": [{**ACTION, "effect": [True]}]}},
        {**DRAFT, "given": {**DRAFT["given"], "actions": [{**ACTION, "effect": "x"}]}},
    ],
)
def test_an_odd_draft_is_read_or_refused(odd: dict[str, Any]) -> None:
    with suppress(BadInputFile):
        of_json(**odd)


@given_any(st.sampled_from(sorted(DRAFT["given"])), st.sampled_from(sorted(DRAFT)), ODD, ODD, ODD)
def test_no_odd_value_in_a_draft_is_a_failure(
    inner: str, outer: str, first: object, second: object, third: object
) -> None:
    given = {**DRAFT["given"], "actions": [{**ACTION, "effect": third}], inner: first}
    for odd in ({**DRAFT, "given": given}, {**DRAFT, "given": given, outer: second}):
        with suppress(LaeringError):
            of_json(**odd)


def test_an_entry_comes_back_as_it_went_out() -> None:
    text = simple_entry("Tittel", "2026-11-20", third="Slik.\n\n- [x] Ringe @ola ✅ 2026-11-21")
    extra = "kundenr: 1234\nrom: '007'\nsvar: no\ndeler: [a, 2]\n"
    text = text.replace("source:", f"{extra}source:")
    entry = codec.read(text.encode(), "entries/2026-11-20-x.md")
    assert isinstance(entry, Entry)

    told = {**entry_data(entry, TODAY, "Dagbok"), "score": 2, "shown": True, "why": []}
    given = read_given(dumps(told).encode(), "-", TODAY)

    assert tree.values_of(given.extra) == tree.values_of(entry.extra) == told["extra"]
    assert [key for key, _ in given.extra] == ["kundenr", "rom", "svar", "deler"]
    assert (given.title, given.date, given.happened) == (
        "Tittel",
        date(2026, 11, 20),
        "Noe skjedde.",
    )
    assert given.actions == (Action("Ringe", ("ola",), None, DONE, done=date(2026, 11, 21)),)


@pytest.mark.parametrize("name", ["x.md", "-", "x.txt", "x"])
@pytest.mark.parametrize(
    ("text", "title", "happened"),
    [
        (
            "# A\n\nen\n\n---\n\nKunde: Hansen\n\n---\n\nto",
            "A",
            "en\n\n---\n\nKunde: Hansen\n\n---\n\nto",
        ),
        ("Hei\n\n---\n\n---\nb: 1\n---\nHilsen", None, "Hei\n\n---\n\n---\nb: 1\n---\nHilsen"),
        ("---\nBare to streker\n---\n\nx", None, "---\nBare to streker\n---\n\nx"),
        ("## Hva skjedde?\n\nDen gikk til: feil", None, "Den gikk til: feil"),
        ("Den gikk til: feil", None, "Den gikk til: feil"),
        ("Bare noen ord.", None, "Bare noen ord."),
        ("\n---\ntitle: x\n---\n\ny", None, "---\ntitle: x\n---\n\ny"),
        ("---\ntitle: x\nuten slutt", None, "---\ntitle: x\nuten slutt"),
    ],
)
def test_what_is_no_header_is_text_and_all_of_it_is_kept(
    name: str, text: str, title: str | None, happened: str
) -> None:
    given = read_given(text.encode(), name, TODAY)

    assert (given.title, (given.happened or "").strip()) == (title, happened)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('+++\ntitle = "A"\ndate = 2026-11-01T23:30:00-05:00\n+++\n\nx', "x.md"),
        ('+++\ntitle = "A"\ndate = 2026-11-01\n+++\nx', "-"),
        ('title = "A"\ndate = 2026-11-01\nhappened = "x"', "x.toml"),
        ("---\ntitle: A\ndate: 2026-11-01T10:00:00+01:00\n...\nx", "x.md"),
        ("---\nTittel: A\nDATO: 2026-11-01 23:59:59 +0100\n---\nx", "-"),
        ("tittel: A\ndato: 1.11.2026 kl. 10.15\nskjedde: x", "x.yaml"),
        ("tittel: A\ndato: 2026-11-01\nskjedde: x", "-"),
        ('{"tittel": "A", "dato": "2026-11-01T00:30:00Z", "hva skjedde": "x"}', "-"),
        ("# A\n\nDato: 01.11.2026\n\nx", "-"),
        ("**Tittel:** A\n- **Dato**: 1. november 2026\n\nx", "x.md"),
        ("Tittel: A\nDato: 2026-11-01 10:00\nSkjedde: x", "x.txt"),
    ],
)
def test_a_header_is_read_in_all_the_ways_that_people_write_one(text: str, name: str) -> None:
    given = read_given(text.encode(), name, TODAY)

    assert (given.title, given.date) == ("A", date(2026, 11, 1))
    assert (given.happened or "").strip() == "x"
    assert not given.extra


def test_norwegian_names_of_the_fields_are_known() -> None:
    given = read_given(
        "kilde: Avvik\nutfall: Mindre bra\nmerker: '#levering, pakking'\nforfatter: Kari\n"
        "skjedde: a\nlært: b\nneste: c\nprivat: ja\ntiltak:\n  - Ring @ola 15.12\n"
        "  - {tekst: Feie, ansvarlig: kari, frist: 2026-12-01}\norigin: x\nkunde_nr: 17\n".encode(),
        "x.yaml",
        TODAY,
    )

    assert (given.source, given.outcome, given.author) == ("Avvik", "mindre-bra", "Kari")
    assert (given.happened, given.learned, given.differently) == ("a", "b", "c")
    assert given.private
    assert [(each.text, each.owners) for each in given.actions] == [
        ("Ring", ("ola",)),
        ("Feie", ("kari",)),
    ]
    assert given.extra == (("kunde_nr", "kunde_nr: '17'"),)


def test_what_is_no_value_of_its_field_is_text() -> None:
    text = "Dato: en gang i høst\nKilde: avvik\n\nx"

    given = read_given(text.encode(), "-", TODAY)

    assert (given.date, given.source, given.happened) == (None, None, text)


def test_an_answer_in_plain_lines_goes_on_until_a_blank_one() -> None:
    given = read_given("Kilde: avvik\nSkjedde: a\nb\nLært: c\n\nd: e".encode(), "-", TODAY)

    assert (given.source, given.learned) == ("avvik", "c")
    assert given.happened == "a\nb\n\nd: e"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\ntitle: A\n\tdate: 2026-11-01\n---\nx", 3, HEADER_TAB),
        ("---\ntitle: A\nx: |\n\tbar\n---\nx", 4, HEADER_TAB),
        ("---\ntitle: A\nb: c: d\n---\nx", 3, NOT_YAML),
        ("---\ntitle: A\x01\n---\nx", 2, INVISIBLE),
        ('+++\ntitle = "A"\nb = c\n+++\nx', 3, NOT_TOML),
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_reason(
    text: str, line: int, reason: str
) -> None:
    with pytest.raises(UnparsedInput) as error:
        read_given(text.encode(), "x.md", TODAY)

    assert (error.value.facts["line"], error.value.facts["reason"]) == (line, reason)


def test_a_tab_behind_the_blanks_of_a_text_in_lines_is_read() -> None:
    given = read_given(b"---\ntitle: A\nx: |\n \tbar\n---\ny", "x.md", TODAY)

    assert given.extra == (("x", 'x: "\\tbar\\n"'),)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.md", "---\ntittel: x 32.11.2026\ndato: 32.11.2026\n---\n\nNoe.\n", 3),
        ("a.yaml", "title: x\ndate: 3/4/2026\nhappened: a\n", 2),
        ("a.toml", 'title = "x"\ndate = "snart"\n', 2),
        ("-", '{"title": "x", "date": "snart"}', None),
    ],
)
def test_a_day_that_is_none_is_told_with_its_line(name: str, text: str, line: int | None) -> None:
    today = date(2026, 12, 1)

    with pytest.raises(UsageFault) as caught:
        read_arrived(text.encode(), name, today)

    assert caught.value.facts.get("line") == line


def test_comments_that_stay_in_a_file_are_told_with_their_lines() -> None:
    text = "---\ntitle: x\n---\n\n<!-- en\nto -->\n\nNoe %% tre %% og `<!-- kode -->`.\n"

    assert read_arrived(text.encode(), "a.md", date(2026, 12, 1)).comments == (5, 8)


def test_another_learning_in_the_same_file_is_told_with_its_line() -> None:
    text = simple_entry("En", "2026-11-01") + simple_entry("To", "2026-11-02")

    (line,) = read_arrived(text.encode(), "a.md", date(2026, 12, 1)).others

    assert text.split("\n")[line] == "title: To"


def test_a_conflict_that_git_left_is_refused_with_its_line() -> None:
    text = "# Feil adresse\n\n<<<<<<< HEAD\n- [ ] en\n=======\n- [x] en\n>>>>>>> annen\n"

    with pytest.raises(UnparsedInput) as caught:
        read_given(text.encode(), "notat.md", date(2026, 11, 23))

    assert (caught.value.reason, caught.value.line) == (IN_CONFLICT, 3)


def test_a_conflict_that_is_quoted_in_code_is_text() -> None:
    text = "# Git\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> annen\n```\n"

    read = read_given(text.encode(), "notat.md", date(2026, 11, 23))

    assert "<<<<<<< HEAD" in (read.happened or "")
