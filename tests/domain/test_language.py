"""Norwegian words: their stems, the pieces of them, and the groups they belong to."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.norwegian.akin import GROUPS
from laering.domain.norwegian.kinds import KINDS
from laering.domain.norwegian.stems import (
    GRAM,
    WORD,
    akin,
    folded,
    grams,
    groups,
    is_everyday,
    parts,
    stem,
    stems,
    stop_stems_with,
    tells,
)

BOKMAL = "jeg dere noen hvordan fordi ikke mellom selv være og eller men som den det å på etter"
NYNORSK = "eg dykk nokon korleis fordi ikkje mellom sjøl vere og eller men som den det å på etter"

_GROUP_WORDS = sorted(
    {
        word
        for line in f"{GROUPS}{KINDS}".splitlines()
        if not line.startswith("#")
        for word in line.split()
    }
)
_ENDINGS = (
    "", "a", "e", "en", "er", "ene", "ens", "ets", "ers", "es", "s", "ede", "ende", "ande",
    "hetene", "erte", "ert", "lig", "leg", "els", "dt", "vt",
)  # fmt: skip
norwegian = st.builds(
    lambda parts, ending: "".join(parts) + ending,
    st.lists(st.sampled_from(_GROUP_WORDS), min_size=1, max_size=3),
    st.sampled_from(_ENDINGS),
)


def listed() -> list[list[str]]:
    """The groups as they are written: one begins at the margin."""
    found: list[list[str]] = []
    for line in f"{GROUPS}{KINDS}".splitlines():
        if line and not line.startswith("#"):
            if not line.startswith(" "):
                found.append([])
            found[-1] += line.split()
    return found


# --- Letters and words


@given(st.text())
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(text)


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_norwegian_letters_are_not_those_of_others() -> None:
    assert folded("ÆØÅ") == "æøå"
    assert len({folded(word) for word in ("bor", "bør", "bår", "bær", "bar")}) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kaka, brødet – og ølet!", ["kaka", "brødet", "og", "ølet"]),
        ("e-post til kari_b", ["epost", "til", "kari", "b"]),
        ("- [ ] Ring @ola 📅 2026-11-23", ["ring", "ola", "2026", "11", "23"]),
        ("«Åpen» \\# ikke#merke", ["åpen", "ikke", "merke"]),
        ("", []),
    ],
)
def test_words_are_letters_and_digits_in_a_row(text: str, words: list[str]) -> None:
    assert WORD.findall(folded(text)) == words


def test_stems_stand_in_the_order_of_their_words() -> None:
    assert stems("Kundene ringte. KUNDEN igjen!") == ["kund", "ringt", "kund", "igj"]


# --- Stems


@pytest.mark.parametrize(
    "forms",
    [
        "kunde kunden kunder kundene kundens",
        "avvik avviket avvikene avvika",
        "vindu vinduet vinduer vinduene",
        "levering leveringen leveringer leveringens",
        "ferdig ferdige",
    ],
)
def test_inflected_forms_have_one_stem(forms: str) -> None:
    assert len(set(stems(forms))) == 1


@given(norwegian | st.text(max_size=30))
def test_a_stem_is_the_beginning_of_its_word(text: str) -> None:
    for word in WORD.findall(folded(text)):
        assert word.startswith(stem(word))


@given(norwegian | st.text(max_size=30))
def test_no_word_is_without_a_stem(text: str) -> None:
    assert all(map(stem, WORD.findall(folded(text))))


# --- Words that tell, and those that do not


@pytest.mark.parametrize("word", f"{BOKMAL} {NYNORSK}".split())
def test_words_of_the_grammar_tell_nothing(word: str) -> None:
    assert not tells(stem(word))


@pytest.mark.parametrize("word", ["x", "7", "å"])
def test_a_single_letter_tells_nothing(word: str) -> None:
    assert not tells(stem(word))


@pytest.mark.parametrize("word", ["ovn", "ovnen", "adresse", "faktura", "mottak", "øl"])
def test_words_of_the_work_tell(word: str) -> None:
    assert tells(stem(word))
    assert not is_everyday(stem(word))


@pytest.mark.parametrize(
    "word", ["mandag", "tysdag", "uke", "veke", "kroner", "kunden", "nesten", "tolv", "10", "365"]
)
def test_everyday_words_are_known_in_both_forms_of_norwegian(word: str) -> None:
    assert is_everyday(stem(word))
    assert tells(stem(word))


def test_a_long_number_is_no_everyday_word() -> None:
    assert not is_everyday("4711")


@given(norwegian.map(folded), st.integers(0, 8), st.integers(4, 12))
def test_the_words_of_the_grammar_that_hold_a_piece_are_all_found(
    word: str, start: int, size: int
) -> None:
    piece = word[start : start + size]

    found = stop_stems_with(piece)

    roots = stems(f"{BOKMAL} {NYNORSK}")
    assert found >= {root for root in roots if piece in root}
    assert all(piece in root and not tells(root) for root in found)


# --- Pieces


@pytest.mark.parametrize(
    ("root", "pieces"),
    [
        ("pakk", ("_pak", "pakk", "akk_")),
        ("øl", ("_øl_",)),
        ("x", ("_x_",)),
        ("ovn", ("_ovn", "ovn_")),
    ],
)
def test_a_stem_is_cut_into_pieces_that_overlap(root: str, pieces: tuple[str, ...]) -> None:
    assert grams(root) == pieces


@given(norwegian, st.integers(0, 20), st.integers(GRAM, 20))
def test_a_word_has_all_the_pieces_of_what_is_in_it(word: str, start: int, size: int) -> None:
    piece = word[start : start + size]
    inner = [piece[at : at + GRAM] for at in range(len(piece) - GRAM + 1)]

    assert {*inner} <= {*grams(word)}


def test_the_parts_of_a_compound_are_its_ends() -> None:
    assert {"brannalarm", "brann", "alarm"} <= {*parts("brannalarm")}
    assert "anna" not in parts("brannalarm")


def test_parts_of_three_letters_are_none() -> None:
    assert min(map(len, parts("kundeklag"))) == 4


# --- Groups


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("forsinket", "seint"),
        ("kundeklage", "reklamasjon"),
        ("leveringsfeil", "forveksling"),
        ("feillevering", "forveksling"),
        ("gløymde", "glemte"),
        ("vannskaden", "lekkasjer"),
    ],
)
def test_words_that_stand_for_the_same_share_a_group(one: str, other: str) -> None:
    assert groups(stem(one)) & groups(stem(other))


@pytest.mark.parametrize(("one", "other"), [("ovn", "faktura"), ("sekund", "kunde"), ("xyz", "x")])
def test_words_for_different_things_share_no_group(one: str, other: str) -> None:
    assert not groups(stem(one)) & groups(stem(other))


@given(st.sampled_from([word for word in _GROUP_WORDS if WORD.fullmatch(word)]))
def test_a_word_is_akin_to_the_others_of_its_groups(word: str) -> None:
    mine = [number for number, group in enumerate(listed()) if word in group]

    assert {*mine} <= groups(stem(word))
    for number in mine:
        assert akin(number) == {stem(each) for each in listed()[number]}


def test_a_group_is_of_at_least_two_words() -> None:
    assert [group for group in listed() if len({stem(word) for word in group}) < 2] == []


def test_a_group_names_no_word_twice() -> None:
    assert [group for group in listed() if len(set(group)) < len(group)] == []


def test_a_group_holds_no_word_of_the_grammar() -> None:
    assert [word for group in listed() for word in group if not tells(stem(word))] == []


def test_the_words_of_the_groups_are_folded() -> None:
    assert [word for word in _GROUP_WORDS if folded(word) != word] == []
