"""What people call the fields of a learning, in a header, a table or a line «Kilde: …»."""

from functools import lru_cache

from laering.domain.folding import composed
from laering.domain.keys import NAMES

ANSWERS = ("happened", "learned", "differently")
"""The fields of the three answers, in their order."""

# What a field is called elsewhere, in small letters with blanks between words.
_OTHER_NAMES = {
    "title": "tittel, overskrift, emne, subject",
    "date": "dato, tidspunkt, når, når skjedde det, hendelsesdato, dato for hendelsen, when, "
    "start time, incident date",
    "source": "kilde, kjelde",
    "outcome": "utfall, hvordan gikk det, how did it go",
    "tags": "merker, merke, merkelapper, tagger, tag, emneord, stikkord, nøkkelord",
    "author": "av, forfatter, forfattar, skrevet av, meldt av, meldt inn av, innmeldt av, "
    "innmelder, melder, rapportert av, registrert av, reported by",
    "repeats": "gjentar, gjentek",
    "private": "privat",
    "written": "nedskrevet, skrevet, skrevet dato",
    "happened": "skjedde, hva skjedde, kva skjedde, hendelse, hending, beskrivelse, what happened",
    "learned": "lært, lærdom, læring, hva lærte vi, hva kan vi lære, hva kan vi lære av det, "
    "kva kan vi lære av det, what we learned, what can we learn from it",
    "differently": "neste, neste gang, annerledes, annleis, hva gjør vi annerledes, "
    "hva kan vi gjøre annerledes, hva kan vi gjøre annerledes neste gang, "
    "kva kan vi gjere annleis neste gong, what can we do differently next time",
    "actions": "tiltak, aksjoner, oppfølging",
}

# What a form is called, whatever is written on it.
_FORMS = (
    "avvik, avviksmelding, melding om avvik, avviksskjema, skjema for avvik, avviksrapport, "
    "avviksregistrering, avvik og forbedringer, hendelsesrapport, hendelsesskjema, "
    "hendelsesmelding, uønsket hendelse, rapport om uønsket hendelse, "
    "rapport om uønskede hendelser, ruh, ruh skjema, skademelding, reklamasjon, kundeklage, "
    "forbedringsforslag, forbedringsmelding, skjema, rapport, incident report, deviation report"
)

_OF_ACTIONS = {
    "text": "tekst, tiltak, hva",
    "owner": "ansvarlig, ansvarleg, hvem, kven",
    "owners": "ansvarlige",
    "due": "frist, forfaller",
    "state": "status, tilstand",
    "done": "ferdig, utført",
    "off": "avlyst",
    "effect": "effekt, virkning",
}


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name in small letters with blanks between its words, without what stands around it."""
    words = composed(name).casefold().replace("_", " ").replace("-", " ")
    return " ".join(words.strip(" \t*?:.").split())


def _known(words: dict[str, str], own: tuple[str, ...]) -> dict[str, str]:
    known = {bare(name): name for name in (*own, *words)}
    for name, listed in words.items():
        for word in listed.split(", "):
            known |= {word: name, _in_ascii(word): name}
    return known


def _in_ascii(word: str) -> str:
    return word.replace("æ", "ae").replace("ø", "o").replace("å", "a")


_FIELDS = _known(_OTHER_NAMES, (*NAMES, "body"))

_ACTION_FIELDS = _known(_OF_ACTIONS, ())


def field_called(name: str) -> str | None:
    """The field of a learning that somebody calls by a name, in any letters; None for no such."""
    return _FIELDS.get(bare(name))


def action_field_called(name: str) -> str | None:
    """The field of an action that somebody calls by a name; None for no such."""
    return _ACTION_FIELDS.get(bare(name))


def is_form(title: str) -> bool:
    """Whether a title is that of a form, and says nothing of what was written on it."""
    return bare(title) in _FORMS.split(", ")
