"""Tone: what blames is found, with a question; what only tells is left in peace."""

import unicodedata
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.norwegian.blame import GROUPS
from laering.domain.tone import remarks
from tests.support.steps import steps

BLAMING = {
    "counterfactual": (
        "Han burde ha sjekket målene.",
        "Dette burde vært oppdaget i mars.",
        "Sjekket burde det vært, for lenge siden.",
        "De skulle ha ringt oss først.",
        "Det kunne lett ha vært unngått.",
        "Hvis bare Per hadde sagt fra.",
        "Hadde sjåføren bare lest adressen.",
        "Hadde Lars fulgt med, hadde ikke bilen rullet.",
        "Det hadde aldri skjedd hvis hun hadde spurt.",
        "Dei burde ha sjekka lista.",
        "Dette burde vore gjort i haust.",
        "Viss berre nokon hadde sagt frå.",
        "Hadde berre Arne ringt.",
    ),
    "hindsight": (
        "Det sier seg selv at døra skal være låst.",
        "Det måtte jo gå galt.",
        "Alle vet at plata skal tørke.",
        "Det er bare sunn fornuft.",
        "Det var bare et spørsmål om tid.",
        "Det seier seg sjølv.",
        "Det måtte gå gale ein gong.",
        "Alle veit at døra skal vere låst.",
    ),
    "guilt": (
        "Skylden ligger hos lageret.",
        "Han var skyld i at vi mistet kunden.",
        "Det er leverandørens feil.",
        "Det var Martins feil at bilen sto.",
        "Hvem sin feil er det?",
        "Han ble syndebukk.",
        "Skulda ligg hjå leverandøren.",
        "Det var hennar feil.",
        "Kven sin feil er dette?",
    ),
    "character": (
        "Dette var ren slurv.",
        "Per slurvet med limet.",
        "Hun var uforsiktig med saga.",
        "Det er uansvarlig å la den stå.",
        "En skjødesløs jobb.",
        "Hun gadd ikke å lese lappen.",
        "Ingen brydde seg om alarmen.",
        "Det var tankelaust gjort.",
        "Han gadd ikkje rydde.",
    ),
    "human-error": (
        "Årsaken var menneskelig svikt.",
        "Det skyldtes en menneskelig feil.",
        "Brukerfeil på maskinen.",
        "Menneskeleg svikt på kveldsskiftet.",
        "Brukarfeil, ikkje noko anna.",
    ),
    "omission": (
        "Vikaren glemte å låse døra.",
        "Kari glemte å bestille deler.",
        "Truckføreren overså speilet.",
        "De på kontoret glemte fakturaen.",
        "Montøren fulgte ikke rutinen.",
        "Elektrikeren brøt rutinen.",
        "Renholderen unnlot å sette opp skiltet.",
        "Montøren lot være å si fra.",
        "Sjåføren glemte å ringe kunden.",
        "Kokken gløymde å setje inn fisken.",
        "Elektrikaren følgde ikkje rutinen.",
        "Sjåføren braut reglane.",
    ),
    "pattern": (
        "Han glemmer alltid å stemple ut.",
        "Typisk vikaren å gå før tida.",
        "Hun kommer alltid for sent.",
        "Ho gløymer støtt nøkkelen.",
    ),
    "moral-action": (
        "Alle må skjerpe seg.",
        "Vi må ta oss sammen.",
        "Være mer forsiktig.",
        "Være mer nøye med målene.",
        "Passe bedre på.",
        "Vi må huske å sjekke adressen.",
        "Husk å låse døra.",
        "Vere meir nøye.",
        "Passe betre på.",
        "Hugse å sjekke trykket.",
    ),
    "punishment": (
        "Han fikk en skriftlig advarsel.",
        "Det ble gitt muntlig advarsel.",
        "Lærlingen ble irettesatt.",
        "Det blir trekk i lønn.",
        "Han fekk skriftleg åtvaring.",
    ),
    "drama": (
        "Det er helt latterlig.",
        "Utrolig at ingen så det.",
        "Hvordan kunne noen tro det?",
        "Og døra sto åpen hele helga!!",
        "Korleis kunne nokon oversjå det?",
    ),
}

INNOCENT = (
    "Forsinkelsen skyldtes snø.",
    "Han hadde et skyldig beløp på 400 kroner.",
    "For kundens skyld kom vi mandag.",
    "For kunden si skuld kom vi måndag.",
    "For ordens skyld sender vi kopi.",
    "Det var for kundens skyld.",
    "Det er bare for din skyld.",
    "Huset skulle ha nytt tak.",
    "Pallen skulle ha vært levert klokka ti.",
    "Vi burde ha en avtale med to firmaer.",
    "Vi burde ha ein avtale.",
    "Boka burde stå ved kassa.",
    "Vi glemte å bestille deler.",
    "Vi gløymde å låse.",
    "Jeg glemte nøkkelen.",
    "Rutinen ble ikke fulgt.",
    "Rutinen vart ikkje følgd.",
    "Bestillingen ble glemt.",
    "Sagbladet var sløvt.",
    "Et sløvt sagblad ga flis.",
    "Hvordan i alle dager får vi opp døra?",
    "Kunden skulle gjerne sett at vi kom før.",
    "Kunden glemte kortet sitt.",
    "Kunden ringte fordi han glemte koden.",
    "Bestefaren til Nora glemte sekken.",
    "Lærlingen så ikke skiltet fordi det hang bak døra.",
    "Bruksanvisningen fulgte ikke med.",
    "En typisk lærling er 18 år.",
    "Hun husker alltid bursdagene.",
    "Elektrikeren måler alltid først.",
    "Nå vet alle hvor skapet står.",
    "Kundens feilmelding kom fredag.",
    "Maskinen ga en advarsel om lavt trykk.",
    "Kunden trakk i lønnsspørsmålet fram tariffen.",
    "Det er utrolig at ingen ble skadet.",
    "Tusen takk til alle!!",
    "Hadde han ikke vært så rask, ville det gått verre.",
    "Tidligere hadde de bare én leverandør.",
    "Et rekkverk kunne ha hindret fallet.",
    "Lageret sviktet etter 2000 timer.",
    "Kniven var for sløv til å skjære tomat.",
    "Motoren fikk en overhaling.",
    "Det var ikke lærlingens feil.",
    "Det er viktig at alle vet at døra låses.",
    "Hun gjør aldri feil.",
    "Mer grundig opplæring av vikarer.",
    "Lyset skal bli bedre på lageret.",
    "Det er utrolig at han rakk det.",
    "Hvordan kunne han komme inn uten nøkkel?",
    "Vi vant anbudet!!",
    "Vi fikk kjeft av en sint kunde.",
    "\x01kunden glemte kortet.",
)

ASKED_OF_ONESELF = (
    "Burde vi ha ringt kunden først?",
    "Hva burde vi ha sett?",
    "Kunne det vært unngått?",
    "Er det noe vi skulle ha sjekket?",
    "Var det slurv?",
    "Kva burde vi ha gjort?",
)

HIDDEN = (
    "Kunden skrev «dette er ren slurv» til oss.",
    "Kunden skrev «dette er «ren slurv» og latterlig» til oss.",
    'Kunden skrev "dette er ren slurv" til oss.',
    "Kunden skrev “dette er ren slurv” til oss.",
    "Kunden skrev „dette er ren slurv“ til oss.",
    "Kunden skrev ”dette er ren slurv” til oss.",
    "Kunden skrev «dette\ner ren\nslurv» til oss.",
    "Loggen:\n```\nren slurv\n```\nDet var alt.",
    "Loggen:\n~~~~ txt\nren slurv\n~~~\nslurv\n~~~~\n",
)

ALL_BLAMING = [(key, text) for key, texts in BLAMING.items() for text in texts]
QUESTIONS = {group.key: group.question for group in GROUPS}

STUFF = (
    "burde ha ",
    "hadde ",
    "vikaren på ",
    "vikaren glemte ",
    "Kari ",
    "han har ikke ",
    "hvis bare en ",
    "skulle ha sjekket, ",
    "må skal huske ",
    "er jo nok bare kun as feil ",
    "alle vet ",
    "kunne ha vært ",
    "du glemmer a b alltid ",
    "elektriker",
    "a",
    " ",
    "\n",
    "\n \t",
    "«",
    "«»",
    '"',
    "“„”",
    "å\u0327\u030a\u0323",
    "```\n",
    "~~~~ x\n",
    "?!.",
    "slurv!!",
)


def groups(text: str, third: bool = False) -> list[str]:
    return [remark.group for remark in remarks(text, third)]


@pytest.mark.parametrize(("key", "text"), ALL_BLAMING)
def test_what_blames_is_found(key: str, text: str) -> None:
    assert groups(text, third=key == "moral-action") == [key]


def test_every_group_has_examples() -> None:
    assert set(BLAMING) == set(QUESTIONS)


@pytest.mark.parametrize("text", INNOCENT)
@pytest.mark.parametrize("third", [False, True])
def test_what_only_tells_is_silent(text: str, third: bool) -> None:
    assert remarks(text, third) == []


@pytest.mark.parametrize("text", ASKED_OF_ONESELF)
def test_a_question_to_oneself_is_silent(text: str) -> None:
    assert remarks(text) == []


@pytest.mark.parametrize("text", HIDDEN)
def test_what_somebody_said_and_what_is_code_is_silent(text: str) -> None:
    assert remarks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "«Hei», sa han. Det var slurv.",
        'En plate på 3/4".\n\nDet var slurv. En på 1/2" passet.',
        "Hun sa «hei. Det var slurv.",
        "Loggen:\n```\nDet var slurv.",
        "```\nx\n```\nDet var slurv.",
    ],
)
def test_what_stands_outside_of_quotes_and_code_counts(text: str) -> None:
    assert groups(text) == ["character"]


@pytest.mark.parametrize("text", BLAMING["moral-action"])
def test_being_careful_is_an_action_in_the_third_answer_only(text: str) -> None:
    assert remarks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Henge opp en lapp om at vi må huske å låse.",
        "Kalenderen sier fra, så ingen trenger å huske det.",
        "En liste, for å ikke glemme noe.",
    ],
)
def test_an_action_that_remembers_for_people_is_silent(text: str) -> None:
    assert remarks(text, third=True) == []


@pytest.mark.parametrize(("key", "text"), ALL_BLAMING)
@pytest.mark.parametrize(
    "changed",
    [
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", " \r\n\t "),
        lambda text: f"Åpent: «slurv».\n\n- {text}\n- Så gikk vi hjem.",
    ],
    ids=["capitals", "decomposed", "lines", "blanks", "list"],
)
def test_the_way_of_writing_makes_no_difference(key: str, text: str, changed: Any) -> None:
    assert groups(changed(text), third=key == "moral-action") == [key]


def test_a_paragraph_and_an_item_of_a_list_end_a_sentence() -> None:
    assert remarks("Vi snakket med vikaren\n\nGlemte å låse") == []
    assert remarks("- sjåføren\n- glemte å låse") == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_remark_says_where_it_stands(form: Any) -> None:
    text = unicodedata.normalize(form, "Så «på» det: Kåre  glemte\nå låse. Det går på slurv!")

    found = remarks(text)

    assert [unicodedata.normalize("NFC", text[it.start : it.end]) for it in found] == [
        "Kåre  glemte",
        "slurv",
    ]


def test_remarks_come_in_the_order_of_the_text_with_their_questions() -> None:
    found = remarks("Latterlig. Vikaren glemte det. Han burde ha spurt. Det var slurv.")

    assert [it.group for it in found] == ["drama", "omission", "counterfactual", "character"]
    assert [it.question for it in found] == [QUESTIONS[it.group] for it in found]


def test_one_place_gets_one_remark() -> None:
    assert groups("Vikaren tullet og slurvet.") == ["omission", "character"]
    assert groups("Sykepleieren slurvet.") == ["character"]
    assert groups("Lærlingen har ikke gjort jobben.") == ["omission"]


def test_two_places_get_two_remarks() -> None:
    assert groups("Slurv og atter slurv") == ["character", "character"]


def test_a_group_has_one_question() -> None:
    assert {(group.key, group.question) for group in GROUPS} == set(QUESTIONS.items())


@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.sampled_from([text for _, text in ALL_BLAMING]),
            st.sampled_from(
                [*STUFF, "İ", "ß", "\x01", "\x02kari glemte", "ﬁ", "\ud800", "Å\u030a"]
            ),
        ),
        max_size=8,
    ).map(" ".join),
    st.booleans(),
)
def test_remarks_lie_in_the_text_and_never_overlap(text: str, third: bool) -> None:
    end = 0
    for remark in remarks(text, third):
        assert end <= remark.start < remark.end <= len(text)
        end = remark.end


@given(st.text("abc æøå\n.", max_size=30), st.sampled_from(ALL_BLAMING))
def test_a_remark_moves_with_its_place(before: str, blaming: tuple[str, str]) -> None:
    (alone, *_) = remarks(blaming[1], third=True)

    moved = remarks(f"{before}\n\n{blaming[1]}", third=True)[0]

    assert moved.start == alone.start + len(before) + 2
    assert moved.end == alone.end + len(before) + 2


@pytest.mark.parametrize("piece", STUFF, ids=repr)
def test_ten_times_the_text_takes_about_ten_times_the_steps(piece: str) -> None:
    small, large = (
        steps(partial(remarks, (piece * size)[:size], third=True)) for size in (1_000, 10_000)
    )

    assert large <= 12 * small + 2_000
