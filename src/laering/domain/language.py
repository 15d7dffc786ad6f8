"""Norwegian words: split from text, brought to their stems, cut into grams, and set in groups.

Stems make inflected forms equal (``kundene`` and ``kunde``). They are those of the Snowball stemmer
for bokmål, which does well enough for nynorsk. A stem is always the beginning of its word. Grams
are a stem's overlapping pieces of four letters: compounds share them with the words they are made
of. Words in one group stand for the same at work.
"""

import re
import unicodedata
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W_]+")
GRAM = 4
EDGE = "_"
"""Stands before and after a stem when it is cut into grams."""

# Shorter numbers are times, amounts and counts.
_TELLING_NUMBER = 4
# A part of a compound this short says little of it.
_PART = 4

# Words of the grammar, bokmål and nynorsk: they say nothing of what a text is about.
_STOP_WORDS = """
    alle alt altså and andre annen annet at av bare berre ble blei bli blir blitt både båe bør
    da de deg dei deim deira deires dem den denne der dere deres det dette di din disse ditt du
    dykk dykkar då eg ei ein eine eit eitt eller elles en enda ennå er et ett etter fleire flere
    for fordi fra frå få får fått før gjorde gjør gjøre ha hadde han hans har hatt hennar hennes
    her hjå ho hos hun hva hvem hver hverandre hvilke hvilken hvilket hvis hvor hvordan hvorfor
    i igjennom ikke ikkje ingen ingi inkje inn inne innen ja jeg jo kan kom kor korleis kun
    kunne kva kvar kven kvi kvifor lik like litt man mange me med medan meg meget meir mellom
    men mens mer mest mi min mine minst mitt mot mye mykje må måtte nei no noe noen nok noka
    noko nokon nokor nokre ny nå når og også om opp oss over på rett sa same samme seg selv si
    sia sidan siden sin sine sist sitt sjøl skal skulle slik slikt slutt so som somme så sånn
    tid tida til tilbake um under ut utan uten var vart ved veldig vere vert vi via vil ville
    vore vår våre vårt være vært å
"""
# Words of time and number, and those with which people tell about anything at all. In a journal
# of thousands their being common shows; in a short one it must be known.
_EVERYDAY_WORDS = """
    begge ellers ene igjen ingenting oppe ute vel visst visstnok dessverre heldigvis egentlig
    særlig derfor dermed ganske nesten helt heilt hel hele heile alltid aldri ofte sammen saman
    bort borte hjem heim hjemme heime nede ned fram frem midt rundt straks nettopp akkurat fort
    ferdig klar januar februar mars april mai juni juli august september oktober november
    desember mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag dag
    dagen dager dagar uke uka uken veke veka måned månad år time timer timar minutt sekund
    klokka klokken kl morgen morgon morges formiddag ettermiddag kveld natt natta helg helga
    døgn påske jul sommer sommar vinter høst haust kroner kr prosent cirka ca stykk stykker
    stykke meter én to tre fire fem seks sju syv åtte ni ti elleve tolv hundre tusen halv
    halvannen par gjort gjer gjere sto stod stå står lå ligge ligger lagt la gikk gå går gått
    gjekk gåande kommer kome kjem tok tar ta tatt teke satt sette setter sett se ser såg sier
    sagt seier mente mener meinte spurte spurt spør fant finne finner funnet fann holdt holde
    holder heldt trodde tror trur visste vet veit begynte begynner byrja brukte bruker bruk
    bruke prøvde prøve prøver oppdaget oppdage oppdaga viste vise viser sendte legge legger jobb
    jobben jobbe jobber ringte ringe ringer ringt ringde arbeid ansatt tilsett dame mann folk
    gutta kollega leder leiar sjef daglig herr fru kunde kunden kunder kundar bra god gode godt
    dårlig stor store liten små nye nytt gammel gamle lang lange kort
"""


def folded(text: str) -> str:
    """A text as it is compared: composed letters, none of them capital; æ, ø and å stay."""
    return unicodedata.normalize("NFC", text).casefold()


def stems(text: str) -> list[str]:
    """The stems of all the words in a text, in order."""
    return [stem(word) for word in WORD.findall(folded(text))]


@cache
def stem(word: str) -> str:
    """The stem of a folded word."""
    found: str = _stemmer().stemWord(word)
    return found


@cache
def _stemmer() -> Any:
    from snowballstemmer.norwegian_stemmer import (  # type: ignore[import-untyped]
        NorwegianStemmer,
    )

    return NorwegianStemmer()


@cache
def tells(root: str) -> bool:
    """Whether a stem may tell what a text is about."""
    return len(root) > 1 and root not in stop_stems()


@cache
def is_everyday(root: str) -> bool:
    """Whether a stem stands in texts about anything: an everyday word, or a short number."""
    return root in _everyday_stems() or (root.isdigit() and len(root) < _TELLING_NUMBER)


@cache
def stop_stems() -> frozenset[str]:
    """The stems of the grammar's own words."""
    return _stems_of(_STOP_WORDS)


@cache
def _everyday_stems() -> frozenset[str]:
    return _stems_of(_EVERYDAY_WORDS)


def _stems_of(words: str) -> frozenset[str]:
    return frozenset(words.split()) | {stem(word) for word in words.split()}


@cache
def grams(root: str) -> tuple[str, ...]:
    """The overlapping pieces of four letters in a stem, its edges marked."""
    edged = f"{EDGE}{root}{EDGE}"
    return tuple(edged[at : at + GRAM] for at in range(max(1, len(edged) - GRAM + 1)))


@cache
def groups(root: str) -> frozenset[int]:
    """The groups of words that a stem belongs to, by itself or as a compound, by their numbers.

    A compound belongs where its longest known last part and its longest known first part do.
    """
    known = _groups()
    if root in known:
        return known[root]
    found: frozenset[int] = frozenset()
    ends = [root[at:] for at in range(1, len(root) - _PART + 1)]
    starts = [root[:end] for end in range(len(root) - 1, _PART - 1, -1)]
    for parts in (ends, starts):
        found |= next((known[part] for part in parts if part in known), frozenset())
    return found


@cache
def _groups() -> dict[str, frozenset[int]]:
    from laering.domain.akin import GROUPS

    found: dict[str, set[int]] = {}
    lines = (line for line in GROUPS.splitlines() if line and not line.startswith("#"))
    number = 0
    for line in lines:
        number += not line.startswith(" ")
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {root: frozenset(numbers) for root, numbers in found.items()}
