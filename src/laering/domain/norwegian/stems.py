"""Norwegian words: split from text, brought to their stems, cut into grams, and set in groups.

Stems make inflected forms equal (``kundene`` and ``kunde``). They are those of the Snowball stemmer
for bokmål, which does well enough for nynorsk. A stem is always the beginning of its word. Grams
are a stem's overlapping pieces of four letters: compounds share them with the words they are made
of. Words in one group stand for the same at work.
"""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

from laering.domain.norwegian.apart import is_part, own_stem

WORD = re.compile(r"[^\W_]+")

GRAM = 4

"""How many letters a gram has."""

EDGE = "_"

"""Stands before and after a stem when it is cut into grams."""

# Shorter numbers are times, amounts and counts.
_TELLING_NUMBER = 4

# Two threads may be the first to ask for a stem.
_ONE_AT_A_TIME = Lock()

# A part of a compound this short says little of it.
_PART = 4

# No compound is longer: what is, such as a picture as text, is looked at whole.
_LONGEST = 60

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
    dårlig stor store liten små nye nytt gammel gamle lang lange kort fin fint fine
    gang ganger gonger slå slår slo slått skrive skriver skrev skrevet snakke snakket prat be ber ba
    bedt full fullt tom tomt kontor kontoret verksted verkstedet butikk butikken avdeling rom rommet
    hus huset sted steder stad plass plassen nabo naboen beboer beboere beboerne venstre høyre side
    hente hentet følge følger hjelpe hjelp hjalp bety prøving ene andre tredje siste sist nest neste
    spise spiste drikke kjøre kjørte kjører dra dro drar reise reiste bo bor bodde leve heter hette
    virke virker virket klare klarte klarer greie grei greit lett vanskelig trenge trengte trenger
"""


def folded(text: str) -> str:
    """A text as its words are compared: composed small letters; æ, ø, å and ô stay.

    Other accents are taken off («idé» is «ide»), soft hyphens and signs without width are
    nothing, and a single letter and its hyphen belong to their word («e-post» is «epost»).
    """
    if not text.isascii():
        text = _NO_WIDTH.sub("", text)
        text = _ACCENTED.sub(_without_accent, unicodedata.normalize("NFC", text).casefold())
    else:
        text = text.lower()
    return _LETTER.sub(r"\1", text) if "-" in text else text


NO_WIDTH = "\u00ad\u200b-\u200d\u2060\ufeff"
"""What is nothing between two letters, as a range of characters."""

_NO_WIDTH = re.compile(f"[{NO_WIDTH}]")

_ACCENTED = re.compile("[à-äç-óõöù-žǎ-ȳ]")

_LETTER = re.compile(r"(?<![^\W_])(?<!-)([^\W\d_])-(?=[^\W\d_]{2})")

SHOWN = re.compile(
    rf"(?:(?<![^\W_])(?<!-)[^\W\d_]-(?=[^\W\d_]{{2}}))?[^\W_](?:[^\W_]|[{NO_WIDTH}\u0300-\u036f])*"
)
"""A word as it stands in a text, which ``folded`` makes one word of."""


def _without_accent(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", found[0])[0]


def stems(text: str) -> list[str]:
    """The stems of all the words in a text, in order."""
    return [stem(word) for word in WORD.findall(folded(text))]


@cache
def stem(word: str) -> str:
    """The stem of a folded word."""
    found: str = own_stem(word) or _stemmer().stemWord(word)
    return found


@cache
def _stemmer() -> Any:
    with _ONE_AT_A_TIME, _without_its_package():
        return import_module("snowballstemmer.norwegian_stemmer").NorwegianStemmer()


@contextmanager
def _without_its_package() -> Iterator[None]:
    """Let one module of the stemmers be imported by itself.

    Their package imports the stemmers of all languages, which takes six times as long.
    """
    spec = find_spec("snowballstemmer")
    if spec is None or "snowballstemmer" in sys.modules:
        yield
        return
    sys.modules["snowballstemmer"] = module_from_spec(spec)
    try:
        yield
    finally:
        del sys.modules["snowballstemmer"]


@cache
def tells(root: str) -> bool:
    """Whether a stem may tell what a text is about."""
    return len(root) > 1 and not _is_listed(root, _sorted(_STOP_WORDS))


@cache
def is_everyday(root: str) -> bool:
    """Whether a stem stands in texts about anything: an everyday word, or a short number."""
    number = root.isdigit() and len(root) < _TELLING_NUMBER
    return number or _is_listed(root, _sorted(_EVERYDAY_WORDS))


def stop_stems_with(piece: str) -> set[str]:
    """The stems of the grammar's own words that hold these letters."""
    roots = (stem(word) for word in _sorted(_STOP_WORDS) if piece in word)
    return {root for root in roots if piece in root}


@cache
def _sorted(words: str) -> list[str]:
    return sorted(folded(words).split())


def _is_listed(root: str, words: list[str]) -> bool:
    """Whether a word in a sorted list has this stem: those that begin with it are few."""
    return any(stem(word) == root for word in _beginning_with(root, words))


def _beginning_with(start: str, words: list[str]) -> Iterator[str]:
    for at in range(bisect_left(words, start), len(words)):
        if not words[at].startswith(start):
            return
        yield words[at]


@cache
def grams(root: str) -> tuple[str, ...]:
    """The overlapping pieces of four letters in a stem, its edges marked."""
    edged = f"{EDGE}{root}{EDGE}"
    return tuple(edged[at : at + GRAM] for at in range(max(1, len(edged) - GRAM + 1)))


def parts(root: str) -> tuple[str, ...]:
    """A stem, and what of it may be a word of its own where it is a compound: its ends."""
    if len(root) > _LONGEST:
        return (root,)
    inner = range(_PART, len(root))
    ends = (*(root[-size:] for size in inner), *(root[:size] for size in inner))
    return (root, *(end for end in ends if is_part(root, end)))


@cache
def groups(root: str) -> frozenset[int]:
    """The groups of words that a stem belongs to, itself or as a compound, by their numbers."""
    return frozenset[int]().union(*map(_groups_of, parts(root)))


def akin(number: int) -> frozenset[str]:
    """The stems of the words in a group."""
    return frozenset(stem(word) for word in _groups()[number])


@cache
def _groups_of(part: str) -> frozenset[int]:
    """The groups that hold a word with just this stem."""
    known = _groups_by_word()
    found = (known[word] for word in _beginning_with(part, _listed()) if stem(word) == part)
    return frozenset[int]().union(*found)


@cache
def _listed() -> list[str]:
    """All words of all groups, in the order of the alphabet."""
    return sorted(_groups_by_word())


@cache
def _groups_by_word() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_groups()):
        for word in words:
            found.setdefault(word, set()).add(number)
    return found


@cache
def is_kind(number: int) -> bool:
    """Whether a group only tells of the same kind of event, and nothing is sure for it."""
    from laering.domain.norwegian.akin import GROUPS

    return number >= len(_rows(GROUPS))


@cache
def _groups() -> list[list[str]]:
    from laering.domain.norwegian.akin import GROUPS
    from laering.domain.norwegian.kinds import KINDS

    return [*_rows(GROUPS), *_rows(KINDS)]


@cache
def _rows(table: str) -> list[list[str]]:
    found: list[list[str]] = []
    for line in table.splitlines():
        if line.startswith(" "):
            found[-1] += line.split()
        elif line and not line.startswith("#"):
            found.append(line.split())
    return found
