"""Search: what fits a query, and what comes first."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.body import compose
from laering.domain.entry import Answers, Body, Entry
from laering.domain.norwegian.stems import folded, stem
from laering.domain.search import Hit, read_query, search, snippet


def entry(title: str, happened: str = "", day: int = 1) -> Entry:
    packed = compose(Body(Answers(happened)), "nb").encode()
    return Entry(
        title, date(2026, 11, day), "avvik", id=f"e{day}", path="entries/e.md", packed=packed
    )


def fits(query: str, text: str) -> bool:
    return bool(search(read_query(query), [entry("x", text)], 1))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("kunde", "Kundene klaget"),
        ("kundens", "En kunde klaget"),
        ("vindu", "To vinduer"),
        ("levering", "En leveringsfeil"),
        ("levering", "En feillevering"),
        ("kunde", "Kundeklager"),
        ("adresse", "ADRESSEN"),
        ("brød", unicodedata.normalize("NFD", "Brødet på hylla")),
        ("på hylla", "Brødet på hylla"),
        ("lever*", "Leverandøren"),
        ('"gammel adresse"', "Til gammel adresse"),
        ("levering", "En leve\u00adrings\u00adfeil"),
        ("leve\u200bring", "En levering"),
        ("ide", "En god idé"),
        ("idé", "En god ide"),
        ("cafe", "CAFÉ"),
        ("epost", "Sendt på e-post"),
        ("e-post", "Sendt på epost"),
        ("e-post", "E-posten kom ikke"),
        ("epost*", "E-postadressen"),
        ('"på e-post"', "Sendt på epost"),
        ("feil -kunde", "En feil på lager"),
        ("@ola", "Ring @ola"),
        ('feil "uavsluttet', "En feil, uavsluttet"),
        ("skjedde?", "Det skjedde noe"),
    ],
)
def test_a_query_finds_what_it_asks_for(query: str, text: str) -> None:
    assert fits(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("kunde", "Et sekund"),
        ("bil", "Mobilen"),
        ("far", "får"),
        ("bor", "bør"),
        ("lever*", "Feillevering"),
        ('"gammel adresse"', "Gammel ny adresse"),
        ('"adresse"', "Adressen"),
        ("feil -kunde", "En feil hos kundene"),
        ('feil -"hos kunden"', "En feil hos kunden"),
        ("feil lager", "En feil"),
        # The questions stand in every entry and are nobody's words.
        ("annerledes", "Noe"),
    ],
)
def test_a_query_finds_nothing_else(query: str, text: str) -> None:
    assert not fits(query, text)


def test_a_word_in_a_title_counts_more_and_a_rare_one_most() -> None:
    entries = [
        entry("Noe", "kunden og feil", 1),
        entry("Kunden", "feil", 2),
        entry("Noe", "feil feil kunden", 3),
    ]

    hits = search(read_query("kunde feil"), entries, 3)

    assert hits[0].entry.title == "Kunden"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_of_equal_ones_the_newest_comes_first() -> None:
    hits = search(read_query("feil"), [entry("Feil", day=day) for day in (3, 9, 5)], 3)

    assert [hit.entry.date.day for hit in hits] == [9, 5, 3]


def test_a_snippet_shows_the_words_that_fit() -> None:
    text = "Langt forord. " * 20 + "Kundene ringte om leveringsfeil i går." + " Etterord." * 20
    (hit,) = search(read_query("kunde levering"), [entry("x", text)], 1)

    pieces = snippet(hit)

    assert [piece for piece, marked in pieces if marked] == ["Kundene", "leveringsfeil"]
    told = "".join(piece for piece, _ in pieces)
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 200


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_query_has_an_answer(query: str, text: str) -> None:
    found = entry("Tittel", text)
    for asked in (read_query(query), read_query(f'"{query}"')):
        for hit in search(asked, [found], 1):
            assert "".join(piece for piece, _ in snippet(hit)) or not text.strip()
            assert asked.maybe(f"Tittel\n{found.packed.decode()}".encode())


_LETTERS = st.text(
    st.sampled_from("aAåÅøØæÆeEéÉßſ\u212a\u212bkKﬁ-–« \u030a\U0001f956İ"), max_size=12
)


@given(_LETTERS, _LETTERS)
def test_the_quick_look_lets_all_through_that_may_fit(query: str, text: str) -> None:
    read = read_query(query)
    held = folded(text)

    assert read.maybe(text.encode()) == all(
        any(all(sign in held for sign in way) for way in term.ways) for term in read.wanted
    )


@given(st.from_regex(r"[a-zæøå]{1,12}", fullmatch=True))
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    assert word.startswith(stem(word))


def test_a_hit_tells_which_words_fit() -> None:
    (hit,) = search(read_query("kunde"), [entry("Kunden", "Kundeklage fra kundene")], 1)

    assert isinstance(hit, Hit)
    assert hit.words == {"kunden", "kundeklage", "kundene"}


@pytest.mark.parametrize(("query", "text"), [("-e-post kunde", "kunde på epost"), ("for", "fôr")])
def test_what_is_another_word_does_not_fit(query: str, text: str) -> None:
    assert not fits(query, text)


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("epost", "Sendt på e-post i går", "e-post"),
        ("levering", "En leve\u00adring kom", "leve\u00adring"),
        ("ide", "En god idé", "idé"),
    ],
)
def test_what_fits_is_marked_as_it_stands(query: str, text: str, marked: str) -> None:
    hit = search(read_query(query), [entry("x", text)], 1)[0]

    assert [piece for piece, fitting in snippet(hit) if fitting] == [marked]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        *(("glemt", "Vi gløymde det"), ("gløymt", "De glemte det"), ("veke", "Neste uke")),
        *(("regning", "Ei rekning"), ("vindauge", "Vinduet"), ("sjukehus", "Til sykehuset")),
    ],
)
def test_a_word_fits_the_other_form_of_norwegian(query: str, text: str) -> None:
    assert read_query(query).maybe(text.encode())
    assert fits(query, text)
    assert not fits(f"noe -{query}", f"Noe mer. {text}")


def test_a_word_that_holds_both_forms_counts_once() -> None:
    (hit,) = search(read_query("regning"), [entry("x", "rekning")], 1)
    (other,) = search(read_query("regning"), [entry("x", "regning")], 1)

    assert hit.score == other.score
