"""The entry file: written by the dumper, read as the text that stands there."""

from datetime import date

import frontmatter
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from laering.domain import private
from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import Answers, Body, Draft, Entry, Problem
from laering.domain.wording import tags_of
from laering.files.entry import codec, tree
from tests.support.entries import simple_entry

TRAPS = (
    'Nei: "aldri" igjen',
    "no",
    "Ja",
    "null",
    "~",
    "12:30",
    "0123",
    "1e3",
    "#1",
    "- punkt",
    "2026-11-23",
    "'",
    '"',
    "slutter på:",
    "[a, b]",
    "{a: b}",
    "*anker",
    "&anker",
    "!tagg",
    "|",
    ">",
    "%TAG",
    "@kari",
    "`kode`",
    "æøå ÆØÅ",
    "😀 «sitat»",
    "\x07pip",
    "a\u2028b",
    "a" * 500,
)
# A title is one line; surrounding white space is no part of it.
_title = (
    st.one_of(st.sampled_from(TRAPS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_tag = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)
_text = st.text(st.characters(exclude_categories=["Cs"]))


@given(_title, _title, st.lists(_tag, max_size=4), _text, _text, st.dates(), st.booleans())
@example("no", "no", ["no", "null", "12:30"], "a", "b", date(2026, 11, 23), False)
@example("A: b #c", "x", [], "---\n---", "## a", date(999, 1, 1), True)
def test_write_then_read_gives_the_same_and_a_second_write_the_same_bytes(
    title: str,
    author: str,
    tags: list[str],
    happened: str,
    differently: str,
    day: date,
    private: bool,
) -> None:
    draft = Draft(
        title,
        day,
        "avvik",
        outcome="bra",
        tags=tags_of(tags),
        author=author,
        repeats=("2026-03-03-pakke",),
        private=private,
        body=Body(Answers(happened, "b", differently), (Action("Gjør noe", ("ola",), number=1),)),
    )

    text = codec.write(draft, "nb")
    found = codec.read(text.encode("utf-8"), "entries/2026-11-23-x.md")

    assert isinstance(found, Entry)
    again = Draft(
        found.title,
        found.date,
        found.source,
        found.outcome,
        found.tags,
        found.author,
        found.repeats,
        found.private,
        found.written,
        found.aliases,
        found.origin,
        found.extra,
        unpack(found),
    )
    assert again == draft
    assert codec.write(again, "nb") == text


def test_the_file_is_the_one_the_format_shows() -> None:
    draft = Draft(
        "Feil adresse på leveransen til Hansen Bygg",
        date(2026, 11, 23),
        "avvik",
        outcome="mindre-bra",
        tags=("levering", "pakking"),
        author="Kari Nordmann",
        repeats=("2026-03-03-pakke-sendt-til-gammel-adresse",),
        body=Body(
            Answers("Leveransen gikk …", "Adressen i ordren …", "Vi leser opp adressen."),
            (Action("Ny rubrikk i ordreskjemaet", ("ola",), date(2026, 12, 15)),),
        ),
    )

    assert codec.write(draft, "nb") == (
        "---\n"
        "title: Feil adresse på leveransen til Hansen Bygg\n"
        "date: 2026-11-23\n"
        "source: avvik\n"
        "outcome: mindre-bra\n"
        "tags: [levering, pakking]\n"
        "author: Kari Nordmann\n"
        "repeats: [2026-03-03-pakke-sendt-til-gammel-adresse]\n"
        "---\n"
        "\n"
        "## Hva skjedde?\n"
        "\n"
        "Leveransen gikk …\n"
        "\n"
        "## Hva kan vi lære av det?\n"
        "\n"
        "Adressen i ordren …\n"
        "\n"
        "## Hva kan vi gjøre annerledes neste gang?\n"
        "\n"
        "Vi leser opp adressen.\n"
        "\n"
        "- [ ] Ny rubrikk i ordreskjemaet @ola 📅 2026-12-15\n"
    )


@pytest.mark.parametrize("title", TRAPS)
def test_other_readers_of_front_matter_get_the_same_title(title: str) -> None:
    text = codec.write(Draft(title, date(2026, 11, 23), "avvik"), "nb")

    assert frontmatter.loads(text)["title"] == title


@pytest.mark.parametrize("title", ["no", "12:30", "0123", "1.0", "yes", "2026-11-23"])
def test_an_unquoted_title_in_a_hand_written_file_is_the_text_that_stands_there(title: str) -> None:
    found = codec.read(simple_entry(title, "2026-11-23").encode(), "entries/x.md")

    assert isinstance(found, Entry)
    assert found.title == title


_PLAIN = (
    "to  mellomrom",
    "Vanlig tittel",
    "med: kolon",
    "med #merke",
    "med # kommentar",
    "'i anførselstegn'",
    "'Nei: ''aldri'' igjen'",
    "'halv",
    "'a' b",
    '"dobbel"',
    "slutter med kolon:",
    "slutter med rom ",
    "null",
    "Null",
    "x\ty",
    "x\u2028y",
    "x\ufeff",
    "5 æbler [x] {y} & *z* !w | > % @ `",
    "no",
)
_ITEMS = ("[a, b]", "[å-b, æ]", "[null]", "[a, Null]", "[a]", "[]", "[a, ]", "[a b]", "a", "[1]")


def _maybe(key: str, values: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), st.sampled_from([f"{key}: {value}\n" for value in values]))


@given(
    st.sampled_from(_PLAIN),
    st.sampled_from(["2026-11-23", "2026-02-30", "2026-11-23 10:00", "0001-01-01"]),
    st.sampled_from(["avvik", "null", "no", "a-b", "Avvik", "true"]),
    st.tuples(
        _maybe("outcome", ("bra", "mindre-bra", "tja")),
        _maybe("tags", _ITEMS),
        _maybe("author", _PLAIN),
        _maybe("repeats", ("[2026-01-01-x]", "[2026-01-01-x, 1_0]", "[x]", "[1.5]")),
        _maybe("private", ("true", "false", "True")),
    ),
)
@example("x", "2026-11-23", "null", ())
@example("x", "2026-11-23", "avvik", ("tags: [a, null]\n",))
@example("med # kommentar", "2026-11-23", "avvik", ())
@example("slutter med kolon:", "2026-11-23", "avvik", ())
@example("x", "2026-11-23", "avvik", ("author: med # kommentar\n",))
def test_the_quick_way_reads_each_key_as_the_thorough_way_does(
    title: str, day: str, source: str, rest: tuple[str, ...]
) -> None:
    header = f"title: {title}\ndate: {day}\nsource: {source}\n{''.join(rest)}"
    text = f"---\n{header}---\n\n## Hva skjedde?\n\na\n"
    quick = codec._quick(text, text.encode("utf-8"), "entries/x.md")

    if quick is not None:
        assert quick == codec._thorough(text, "entries/x.md")
        head = codec.head(text.encode("utf-8"))
        assert head is not None
        assert head[:3] == (quick.date, quick.source, quick.private)
        assert text.encode("utf-8")[head.end :] == quick.packed


_header_line = st.one_of(
    st.sampled_from(
        [
            "title: Vanlig tittel",
            "title: med: kolon",
            "title: med #merke",
            "title: med # kommentar",
            "title: 'i anførselstegn'",
            "title: slutter med kolon:",
            "title: null",
            "title: Null",
            "title: x\ty",
            "title: 5 æbler [x] {y} & *z* !w | > % @ `",
            "date: 2026-11-23",
            "date: 2026-02-30",
            "date: 2026-11-23 10:00",
            "source: avvik",
            "source: null",
            "source: no",
            "outcome: bra",
            "outcome: mindre-bra",
            "outcome: tja",
            "tags: [a, b]",
            "tags: [a, Null]",
            "tags: [null]",
            "tags: [å-b, æ]",
            "tags: []",
            "tags: a",
            "author: Kari Nordmann",
            "author: a ,b",
            "repeats: [2026-01-01-x]",
            "repeats: [2026-01-01-x, 1_0]",
            "private: true",
            "private: false",
            "  videre",
            "ukjent: [1, {a: b}]",
            "---",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda t: f"title: {t}"),
)


@given(st.lists(_header_line, max_size=8).map("\n".join))
@example("title: a\ndate: 2026-11-23\nsource: avvik")
@example("title: a\ndate: 2026-11-23\nsource: avvik\ntags: [a, b]\nauthor: x\nprivate: true")
def test_the_quick_way_reads_what_the_thorough_way_reads(header: str) -> None:
    text = f"---\n{header}\n---\n\n## Hva skjedde?\n\na\n"
    quick = codec._quick(text, text.encode("utf-8"), "entries/x.md")

    if quick is not None:
        assert quick == codec._thorough(text, "entries/x.md")


def test_the_quick_way_is_taken_for_what_the_program_writes() -> None:
    text = codec.write(Draft("Vanlig tittel", date(2026, 11, 23), "avvik", tags=("a",)), "nb")

    assert codec._quick(text, text.encode("utf-8"), "entries/x.md") is not None


def test_an_emoji_stands_in_the_file_as_itself() -> None:
    text = codec.write(Draft("Kake 🎂 til bryllup", date(2026, 11, 23), "kunde"), "nb")

    assert text.startswith("---\ntitle: Kake 🎂 til bryllup\n")


def test_every_key_stands_on_one_line_for_grep() -> None:
    draft = Draft("lange ord " * 60, date(2026, 11, 23), "avvik", tags=("et merke",) * 60)

    header = codec.write(draft, "nb").split("---\n")[1]

    assert len(header.splitlines()) == 4


def test_unknown_keys_are_kept_as_they_are() -> None:
    text = (
        "---\ntitle: x\ndate: 2026-11-23\nsource: avvik\n"
        "cssclasses:   [ wide ]   # Obsidian\nnested:\n  a: 1\n  b: [2, 3]\n---\n"
    )

    found = codec.read(text.encode(), "entries/x.md")

    assert isinstance(found, Entry)
    assert found.extra == (
        ("cssclasses", "cssclasses:   [ wide ]   # Obsidian"),
        ("nested", "nested:\n  a: 1\n  b: [2, 3]"),
    )
    draft = Draft("x", date(2026, 11, 23), "avvik", extra=found.extra)
    assert codec.write(draft, "nb").startswith(text)


def test_crlf_and_a_byte_order_mark_are_read() -> None:
    text = "\ufeff" + simple_entry("Fra Windows", "2026-11-23").replace("\n", "\r\n")

    found = codec.read(text.encode(), "entries/x.md")

    assert isinstance(found, Entry)
    assert unpack(found).answers == Answers("Noe skjedde.", "Noe å lære.", "Vi gjør det slik.")


@pytest.mark.parametrize("opening", ["---\n", "--- \r\n", "---\t\n", "---\r\n", "\ufeff---\n"])
@pytest.mark.parametrize("closing", ["---\n", "---\r\n", "--- \r\n"])
def test_line_ends_may_be_mixed_in_a_header(opening: str, closing: str) -> None:
    text = simple_entry("Fra Windows", "2026-11-23").replace("\n", "\r\n")
    text = text.replace("---\r\n", "%", 2).replace("%", opening, 1).replace("%", closing)

    found = codec.read(text.encode(), "entries/x.md")

    assert isinstance(found, Entry)
    assert unpack(found).answers == Answers("Noe skjedde.", "Noe å lære.", "Vi gjør det slik.")
    head, rest = codec.parted(text)
    assert head.endswith(closing)
    assert head + rest == text


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "no-front-matter", 1),
        (b"# Bare tekst\n", "no-front-matter", 1),
        (b"---\ntitle: x\n", "unclosed-front-matter", 1),
        (b"---\n- a\n- b\n---\n", "not-a-mapping", 2),
        (b"---\n---\n", "not-a-mapping", 2),
        (b"---\ntitle: a\ndate: 2026-11-23\ntekst: a: b\n---\n", "bad-yaml", 4),
        (b"---\ntitle: x\ndate: 2026-11-23\n<<<<<<< HEAD\nsource: a\n---\n", "bad-yaml", 5),
        (b"---\ndate: 2026-11-23\nsource: avvik\n---\n", "missing-key", 1),
        (b"---\ntitle:\ndate: 2026-11-23\nsource: avvik\n---\n", "missing-key", 1),
        (b"---\ntitle: x\ndate: 2026-02-30\nsource: avvik\n---\n", "bad-date", 3),
        (b"---\ntitle: x\ndate: i dag\nsource: avvik\n---\n", "bad-date", 3),
        (b"---\ntitle: [x]\ndate: 2026-11-23\nsource: avvik\n---\n", "wrong-type", 2),
        (b"---\ntitle: x\ndate: 2026-11-23\nsource: avvik\ntags: {a: b}\n---\n", "wrong-type", 5),
        (b"---\ntitle: x\n\xe5\n---\n", "not-utf8", 3),
        (b"---\n" + b"[" * 30_000 + b"\n---\n", "bad-yaml", 2),
        (b"---\n" + b"a: &a [x]\n" + b"b: [" + b"*a," * 9_000 + b"]\n---\n", "missing-key", 1),
        (b"x" * 1_000_001, "too-large", 1),
    ],
)
def test_what_is_no_entry_is_a_problem_with_its_line(data: bytes, code: str, line: int) -> None:
    found = codec.read(data, "entries/x.md")

    assert isinstance(found, Problem)
    assert (found.code, found.line) == (code, line)


@given(st.binary(max_size=300))
def test_reading_never_fails_on_any_bytes(data: bytes) -> None:
    assert isinstance(codec.read(b"---\n" + data, "entries/x.md"), Entry | Problem)


def test_yaml_is_read_and_written_by_the_c_library() -> None:
    assert issubclass(tree._dumper(emoji=False), yaml.CSafeDumper)
    assert hasattr(yaml, "CSafeLoader")


@pytest.mark.parametrize(
    "key",
    ["Private: true", "PRIVATE: ja", "private:", "' private': 1", "private: no\nPrivate: yes"],
)
def test_a_slip_in_the_key_keeps_an_entry_private(key: str) -> None:
    text = simple_entry("Sak", "2026-11-23").replace("source:", f"{key}\nsource:")

    found = codec.read(text.encode(), "entries/x.md")

    assert isinstance(found, Entry)
    assert found.private
    assert codec.head(text.encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        "private: true\n",
        "---\rtitle: x\rprivate: true\r---\r",
        "private:\n  true\n",
        "private:\n",
        "<<<<<<< a\nprivate: no\n=======\nprivate: yes\n>>>>>>> b\n",
        "{title: x, private: true}",
        "? private\n: true\n",
        "\"private\": 'true'\n",
        "'Private' : true\n",
        "- private: true\n",
        "private = true\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1"])
def test_a_broken_file_that_may_mean_to_be_private_is(text: str, encoding: str) -> None:
    assert private.says_private(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n",
        "private: false\n",
        "Private: 'no'  # ikke\n",
        "{private: false, title: x}",
        "Dette er private ting, og de\nprivate bilene.\n",
        "er-private: true\n",
    ],
)
def test_a_broken_file_that_says_it_is_not_private_is_not(text: str) -> None:
    assert not private.says_private(text.encode())


def test_a_text_with_windows_line_ends_below_a_header_with_others_is_read() -> None:
    text = simple_entry("Blandet", "2026-11-23", third="- [ ] Ny lås @ola")
    head, body = codec.parted(text)

    found = codec.read((head + body.replace("\n", "\r\n")).encode(), "entries/x.md")

    assert found == codec.read(text.encode(), "entries/x.md")


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags: #levering", ("levering",)),
        ("tags: #levering #pakking", ("levering", "pakking")),
        ("tags: [#levering, pakking]", ("levering", "pakking")),
        ("tags:\n  - #levering\n  - pakking", ("levering", "pakking")),
        ("tags: levering, pakking", ("levering", "pakking")),
        ("tags: [\"#levering\", '#pakking']", ("levering", "pakking")),
        ("tags: [levering]  # en merknad", ("levering",)),
        ("tags: [levering] #merknad", ("levering",)),
        ("tags: C#-kode", ("C#-kode",)),
        ("tags:\n#merknad\nauthor: Kari #en", ()),
    ],
)
def test_tags_are_read_in_all_their_ways(written: str, tags: tuple[str, ...]) -> None:
    text = f"---\ntitle: T\ndate: 2026-11-20\nsource: avvik\n{written}\n---\n\nx\n"

    found = codec.read(text.encode(), "entries/2026-11-20-t.md")

    assert isinstance(found, Entry)
    assert found.tags == tags


def test_an_id_is_the_same_however_its_letters_are_put_together() -> None:
    named = "repeats: [2026-11-01-ba\u030at]"
    text = f"---\ntitle: T\ndate: 2026-11-20\nsource: avvik\n{named}\n---\n\nx\n"

    found = codec.read(text.encode(), "entries/2026-11-20-la\u030as.md")

    assert isinstance(found, Entry)
    assert (found.id, found.repeats) == ("2026-11-20-lås", ("2026-11-01-båt",))


@pytest.mark.parametrize(
    "line", ["privat: true", "PRIVAT: ja", "Privat:", "private: nei\nprivat: 1"]
)
def test_the_norwegian_word_keeps_it_private_too(line: str) -> None:
    text = f"---\ntitle: T\ndate: 2026-11-20\nsource: avvik\n{line}\n---\n\nx\n"

    found = codec.read(text.encode(), "entries/2026-11-20-t.md")

    assert isinstance(found, Entry)
    assert found.private
    assert private.says_private(text.encode())
