"""Similar events: which earlier ones are shown for a text, in which order, and which are not."""

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain import similarity
from laering.domain.norwegian.stems import WORD, folded, is_everyday, stem, stems, tells
from laering.domain.similarity import QUIET, Likeness, similar
from laering.domain.wordstore import lengths, terms_of

EVENTS = (
    "Pakke sendt til gammel adresse. Kunden hadde flyttet, vi brukte adressen fra forrige ordre.",
    "Ovnen ble for varm. Brødet ble svart under, og hele brettet måtte kastes.",
    "Faktura med feil beløp. Rabatten var trukket fra to ganger.",
    "Lærlingen skar seg på båndsaga. Vernet var tatt av for å få plass til planken.",
    "Vannlekkasje i kjelleren. Slangen til vaskemaskinen hadde sprukket.",
    "Nøklene til varebilen var borte. De lå i jakka til sjåføren.",
    "Kunden roste oss for rask hjelp da heisen stanset.",
    "Malingen flasset av på sørveggen. Treverket var ikke tørt da vi malte.",
    "Datamaskinen fikk virus fra et vedlegg i en e-post.",
    "Vi glemte å bestille mel, og måtte låne av bakeriet i nabogata.",
    "Truckføreren ryggete inn i reolen på lageret. Ingen ble skadet.",
    "Strømmen gikk midt under støpingen, og betongen størknet i pumpa.",
)
MOVED = "En leveranse havnet på feil sted fordi firmaet har flyttet og vi hadde den gamle adressen"


class Shelf:
    """The words of some texts, in memory. Their paths tell their place."""

    def __init__(self, texts: Iterable[str], names: Sequence[str] | None = None) -> None:
        self.rows: list[tuple[str, list[str]]] = [
            (names[place] if names else f"entries/{place:05}.md", stems(text))
            for place, text in enumerate(texts)
        ]
        self.held = [frozenset(terms_of(row)) for _, row in self.rows]

    def size(self) -> tuple[int, int, int]:
        sizes = [lengths(row) for _, row in self.rows]
        return len(sizes), sum(size[0] for size in sizes), sum(size[1] for size in sizes)

    def frequency(self, term: str) -> int:
        return sum(term in held for held in self.held)

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        return {
            number
            for number, held in enumerate(self.held)
            if any(held.issuperset(terms) for terms in ways)
        }

    def beginning(self, start: str) -> Collection[int]:
        return {
            number
            for number, held in enumerate(self.held)
            if any(term.startswith(start) for term in held)
        }

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        return sorted(numbers, key=lambda number: self.rows[number][0], reverse=True)[:most]

    def everything(self) -> Collection[int]:
        return range(len(self.rows))

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        for number in numbers:
            path, row = self.rows[number]
            yield (path, " ".join(row), *lengths(row))


def shown(text: str, texts: Sequence[str]) -> list[str]:
    """The texts that are shown for one, the most alike first."""
    return [texts[int(each.path[8:13])] for each in similar(text, Shelf(texts)) if each.shown]


def told(text: str, texts: Sequence[str]) -> list[str]:
    """The texts that are shown for one or named quietly, the most alike first."""
    found = similar(text, Shelf(texts))
    return [texts[int(each.path[8:13])] for each in found if each.shown or each.quiet]


def score(text: str, texts: Sequence[str], place: int = 0) -> float:
    """How much the text in one place resembles another."""
    found = {each.path: each.score for each in similar(text, Shelf(texts))}
    return found.get(f"entries/{place:05}.md", 0.0)


def others(count: int) -> list[str]:
    """So many events of a journal, made of words that stand in none of the tests' own texts."""
    chance = random.Random(7)
    words = [
        f"{start}{middle}{end}"
        for start in ("br", "fl", "kn", "sm", "tv", "gr", "skj", "pl")
        for middle in ("ild", "ump", "urv", "øyf", "ålm", "emb", "yrk", "ogl")
        for end in ("ask", "ors", "ipp", "und", "egn", "øt", "avl")
    ]
    return [" ".join(chance.choices(words, k=20)) for _ in range(count)]


# --- What is shown


def test_the_same_event_in_other_words_is_told_quietly() -> None:
    assert told(MOVED, EVENTS) == [EVENTS[0]]


def test_the_same_event_in_the_other_form_of_norwegian_is_shown() -> None:
    text = "Lærlingen skar seg på bandsaga då vernet var teke av"
    assert shown(text, EVENTS) == [EVENTS[3]]


def test_no_more_than_three_are_told_quietly() -> None:
    texts = [f"{event} Taklampa blinket." for event in EVENTS]
    found = similar("Taklampa blinket hele morgenen, og en papegøye fløy inn", Shelf(texts))
    assert sum(each.quiet for each in found) <= QUIET
    assert not any(each.quiet and each.shown for each in found)


@pytest.mark.parametrize("count", [1, 2])
def test_in_a_journal_of_fewer_than_three_nothing_is_shown(count: int) -> None:
    assert shown(EVENTS[0], EVENTS[:count]) == []
    assert told(EVENTS[0], EVENTS[:count]) == [EVENTS[0]]


def test_one_shared_word_is_told_of_only_where_there_are_some_entries_to_compare_with() -> None:
    text = "Brettene skal vaskes hver fredag, og vinduene pusses i pausen"

    assert [told(text, EVENTS[:count]) for count in (2, 3, 4)] == [[], [], []]
    assert told(text, EVENTS[:5]) == [EVENTS[1]]


WRONG_NEIGHBOURS = (
    ("bestilling", "jobbsøker"), ("skatt", "katt"), ("regnskap", "regnvær"), ("avfall", "fall"),
    ("datter", "datt"), ("veiledning", "ledning"), ("servering", "server"), ("rose", "ros"),
    ("pappa", "papp"), ("kampanje", "kamp"), ("tannrem", "tannlege"),
    ("klokkeslett", "fil"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [*WRONG_NEIGHBOURS, *(pair[::-1] for pair in WRONG_NEIGHBOURS)]
)
def test_a_word_that_only_looks_like_another_resembles_nothing(one: str, other: str) -> None:
    assert score(one, [other, *EVENTS]) == 0.0


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_told_again_is_shown_first(event: str) -> None:
    assert shown(event, EVENTS)[:1] == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Lærlingen besto svenneprøven med glans",
        "Sommerfesten i parken med grilling og allsang",
        "Taket på garasjen er lagt om",
    ],
)
def test_where_nothing_is_similar_nothing_is_shown(text: str) -> None:
    assert shown(text, EVENTS) == []


def test_what_shares_no_word_at_all_is_not_even_told_of() -> None:
    assert similar("xyzzy plugh", Shelf(EVENTS)) == []


@pytest.mark.parametrize("text", ["", " \n", "…?!", "det var ikke som det skulle være", "a b 7"])
def test_a_text_that_tells_nothing_resembles_nothing(text: str) -> None:
    assert similar(text, Shelf([*EVENTS, text])) == []


def test_an_empty_journal_holds_nothing_similar() -> None:
    assert similar(MOVED, Shelf([])) == []


def test_entries_without_a_word_resemble_nothing() -> None:
    assert similar(MOVED, Shelf(["", "…", ""])) == []


def test_the_only_entry_is_named_when_it_tells_the_same() -> None:
    assert told("Ovnen var for varm, og brødet ble svart", EVENTS[1:2]) == [EVENTS[1]]


def test_the_only_entry_is_not_shown_for_being_the_only_one() -> None:
    assert shown("Fakturaen gikk til en gammel adresse", EVENTS[1:2]) == []


@pytest.mark.parametrize("word", ["ovn", "ovnen", "båndsag", "betong"])
def test_a_single_word_shows_what_holds_it(word: str) -> None:
    (found,) = shown(word, EVENTS)

    assert word[:3] in found.casefold()


@pytest.mark.parametrize(
    "everyday",
    [
        "Kunden kom mandag morgen, og sjefen tok det med kunden",
        "Vi fant en god plass på kontoret for to timer",
        "Tirsdag 14. januar kl. 10 kom kundene",
    ],
)
def test_everyday_words_alone_show_nothing_in_a_short_journal(everyday: str) -> None:
    telling = {root for root in stems(everyday) if tells(root)}
    assert telling
    assert [root for root in telling if not is_everyday(root)] == []

    assert (
        shown(f"Kakepynten smeltet. {everyday}", [f"{everyday}. {each}" for each in EVENTS]) == []
    )


def test_what_is_only_of_the_same_kind_is_told_quietly_and_never_shown() -> None:
    night = "Naboene fikk ikke sove for festen og musikken, og krevde pengene tilbake"
    texts = ["Støy etter midnatt. Gjestene våknet av bråk og ba om refusjon.", *EVENTS]

    assert shown(night, texts) == []
    assert told(night, texts)[:1] == [texts[0]]


def test_of_what_is_only_of_the_same_kind_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    night = "Naboene fikk ikke sove for festen og musikken, og krevde pengene tilbake"
    texts = ["Støy etter midnatt. Gjestene våknet av bråk og ba om refusjon.", *EVENTS]
    monkeypatch.setattr(similarity, "_MORE_BY_KIND", 9)

    assert texts[0] not in told(night, texts)
    assert told(MOVED, texts) == [EVENTS[0]]


def test_what_is_only_of_the_same_kind_makes_no_other_word_sure() -> None:
    texts = ["Ovnen ble borte", *(f"slangen {text}" for text in others(600))]

    assert score("Ovnen forsvant fra vogna", texts) < 1


BAD = ("🔥" * 50, "x", "ø", "🏳️‍🌈 å 👩‍🚒", "\u200b\u00ad\ufeff", "ﬁnal Ⅷ ß", "a" * 100_000)


@pytest.mark.parametrize("text", BAD)
def test_a_text_that_is_hardly_one_shows_nothing_and_hides_nothing(text: str) -> None:
    assert shown(text, EVENTS) == []
    assert shown(EVENTS[1], [text, *EVENTS])[:1] == [EVENTS[1]]


# --- What counts


@pytest.mark.parametrize(
    ("text", "inflected"),
    [
        ("lekkasje", "lekkasjene"),
        ("truckfører", "Truckførernes"),
        ("slange", "SLANGENE"),
        ("brød", "bro\u0308d"),
    ],
)
def test_an_inflected_word_is_the_same_word(text: str, inflected: str) -> None:
    plain = inflected.replace("o\u0308", "ø")
    assert score(text, [f"{plain} her", *EVENTS]) >= 1


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("kjellerlekkasje", "En lekkasje"),
        ("lekkasje", "Taklekkasjen"),
        ("båndsag", "Båndsagblad"),
        ("feillevering", "leveringsfeil"),
    ],
)
def test_a_compound_resembles_its_parts(text: str, holder: str) -> None:
    assert score(text, [holder, *EVENTS]) > 0


def test_a_word_of_one_group_stands_for_another() -> None:
    texts = ["Varene var forsinket", *others(20)]

    assert score("Det kom seint", texts) > 0
    assert similar("Det kom seint", Shelf(texts))[0].shared == ("seint",)


def test_the_word_itself_counts_more_than_one_of_its_group() -> None:
    texts = ["Varene var forsinket", "Varene kom seint", *others(20)]

    assert score("seint", texts, 1) > score("seint", texts, 0) > 0


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    texts = ["lekkasje", "slange", *(f"slange {text}" for text in others(30))]

    both = "lekkasje slange"

    assert score(both, texts, 0) > score(both, texts, 1)


def test_a_short_text_counts_more_than_a_long_one_with_the_same_words() -> None:
    texts = ["lekkasje i kjeller", f"lekkasje i kjeller {' '.join(others(5))}", *others(20)]

    assert score("lekkasje kjeller", texts, 0) > score("lekkasje kjeller", texts, 1)


# --- The order, and why

_POOL = [word for event in EVENTS for word in WORD.findall(event)]
_TEXTS = st.lists(st.sampled_from(_POOL) | st.text(max_size=5), max_size=12).map(" ".join)
_JOURNALS = st.lists(_TEXTS, max_size=8)


@given(_TEXTS, _JOURNALS)
def test_the_most_alike_comes_first_and_of_equal_ones_the_first_by_name(
    text: str, texts: list[str]
) -> None:
    found = similar(text, Shelf(texts))

    for one, next_one in pairwise(found):
        assert (-one.score, one.path) < (-next_one.score, next_one.path)


@given(_TEXTS, _JOURNALS)
def test_what_is_shared_are_words_of_the_text(text: str, texts: list[str]) -> None:
    words = WORD.findall(folded(text))

    for each in similar(text, Shelf(texts)):
        assert each.shared
        assert [word for word in words if word in each.shared]
        assert {*each.shared} <= {word for word in words if tells(stem(word))}
        assert len(set(map(stem, each.shared))) == len(each.shared)


@given(_TEXTS, _JOURNALS)
def test_what_holds_a_telling_word_of_the_text_is_told_of(text: str, texts: list[str]) -> None:
    wanted = {root for root in stems(text) if tells(root)}
    holders = [number for number, each in enumerate(texts) if wanted & {*stems(each)}]

    paths = {each.path for each in similar(text, Shelf(texts))}

    assert {f"entries/{number:05}.md" for number in holders} <= paths


@given(_TEXTS, st.lists(_TEXTS, max_size=12), st.randoms(), st.booleans())
def test_the_order_in_which_entries_are_kept_changes_nothing(
    text: str, texts: list[str], chance: random.Random, long: bool
) -> None:
    names = [f"entries/{number}.md" for number in range(len(texts))]
    places = list(range(len(texts)))
    chance.shuffle(places)
    again = Shelf([texts[place] for place in places], [names[place] for place in places])

    with pytest.MonkeyPatch.context() as patch:
        if long:
            patch.setattr(similarity, "_FEW", 2)
            patch.setattr(similarity, "_CLOSER", 3)
        assert similar(text, again) == similar(text, Shelf(texts, names))


def test_words_are_told_as_they_were_written_first() -> None:
    (found, *_) = similar("Brettene og brettet i ovnene", Shelf(EVENTS))

    assert found.shared == ("brettene", "ovnene")


def test_one_and_more_is_shown() -> None:
    assert Likeness("a", 1.0, ("a",)).shown
    assert not Likeness("a", 0.999, ("a",)).shown


# --- Long journals and long texts


def test_the_same_event_fifty_times_is_shown_each_time() -> None:
    texts = [EVENTS[1]] * 50

    assert len(shown(EVENTS[1], texts)) == 50


def test_the_same_event_fifty_times_hides_no_other() -> None:
    texts = [*[EVENTS[1]] * 50, *EVENTS]

    assert shown(EVENTS[4], texts)[:1] == [EVENTS[4]]


def test_in_a_long_journal_the_same_event_is_found_among_all_others() -> None:
    texts = [*others(400), EVENTS[0], *others(400)]

    assert shown("Pakken gikk til gammel adresse, kunden hadde flyttet", texts) == [EVENTS[0]]


def test_in_a_long_journal_one_word_is_not_enough() -> None:
    texts = ["Ovnen", *(f"slangen {text}" for text in others(600))]

    assert score("Ovnen og slangen", texts) == 0.999


def test_in_a_long_journal_one_word_is_enough_for_a_text_of_one() -> None:
    assert score("Ovnen", ["Ovnen", *others(600)]) >= 1


def test_in_a_long_journal_two_words_of_a_long_text_are_not_enough() -> None:
    texts = [EVENTS[1], *others(600)]
    text = f"Ovnen og brettet. {EVENTS[3]} {EVENTS[7]} {EVENTS[11]}"

    assert 0 < score(text, texts) < 1


def test_words_that_most_entries_of_a_long_journal_hold_still_find_them() -> None:
    texts = [f"ovnen {text}" for text in others(250)]

    assert similar("ovnen", Shelf(texts))


def test_of_many_that_share_as_much_the_newest_are_looked_at() -> None:
    texts = ["ovnen brettet"] * 300

    found = similar("ovnen brettet", Shelf(texts))

    assert {each.path for each in found} == {f"entries/{n:05}.md" for n in range(240, 300)}


def test_a_long_text_shows_what_it_tells_again() -> None:
    text = " ".join([*others(200), EVENTS[1]])

    assert shown(text, [text, *EVENTS[2:]])[:1] == [text]


def test_a_long_text_shows_nothing_that_it_does_not_tell() -> None:
    assert shown(" ".join(others(200)), EVENTS) == []
