"""Which column of a table is which field of a learning: found by name, or said by the person."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from laering.domain.errors import ReservedKey, UnknownColumn, UnknownField, UnreadMap
from laering.domain.keys import NAMES
from laering.domain.naming import ANSWERS, action_field_called, bare, field_called

SECTION, OWN = "section", "own"


class Target(NamedTuple):
    """What a column becomes: one of ``FIELDS``, or a section or key of the name it has."""

    field: str
    name: str = ""


FIELDS = {
    "tittel": "title",
    "dato": "date",
    "skrevet": "written",
    "kilde": "source",
    "utfall": "outcome",
    "skjedde": "happened",
    "lært": "learned",
    "neste": "differently",
    "tiltak": "actions",
    "ansvarlig": "owner",
    "frist": "due",
    "gjort": "done",
    "merker": "tags",
    "av": "author",
    "privat": "private",
    "id": "id",
    "tekst": "body",
}
"""What the fields are called where a person names one, and here."""

_NAMED = {"seksjon": SECTION, "eget": OWN}

SEVERAL = frozenset({"happened", "learned", "differently", "actions", "done", "tags", SECTION})
"""The fields that several columns may go into, when a person says so."""

# What tables call a field besides what headers do, the surest first. With a ``*`` behind it a
# name may go on: forms have the whole question there.
_WORDS = {
    "date": "dato, hendelsesdato, dato for hendelsen, når skjedde det*, når skjedde*, "
    "når hendte det*, når var det*, hendelsestidspunkt, tidspunkt for "
    "hendelsen, avviksdato, tidspunkt, dato og klokkeslett, dato og tid, når, "
    "dato oppdaget, oppdaget dato, when did it happen*, when, incident date, "
    "event date, creationdate, created, opprettet dato, opprettet, meldt dato, "
    "registrert dato, dato registrert, registreringsdato, innmeldt dato, registrert, "
    "fullføringstidspunkt, completion time, tidsmerke, tidsstempel, timestamp, "
    "starttidspunkt, start time",
    "happened": "hva skjedde*, kva skjedde*, what happened*, beskrivelse av hendelsen*, "
    "beskrivelse av avviket*, hendelsesbeskrivelse, avviksbeskrivelse, beskriv "
    "hendelsen*, beskriv hva som skjedde*, beskriv avviket*, beskrivelse av saken*, "
    "beskriv saken*, saksbeskrivelse, beskrivelse, "
    "beskriving, description, hendelse, text",
    "learned": "hva kan vi lære*, kva kan vi lære*, hva lærte vi*, hva har vi lært*, what "
    "can we learn*, what did we learn*, lærdom, læring, læringspunkter, lessons "
    "learned",
    "differently": "hva kan vi gjøre annerledes*, kva kan vi gjere annleis*, hva gjør vi "
    "annerledes*, hva kan gjøres annerledes*, what can we do differently*, "
    "forslag til forbedring, forbedringsforslag, neste gang",
    "outcome": "utfall, hvordan gikk det*, korleis gjekk det*, gikk det bra*, how did it "
    "go*, outcome",
    "source": "kilde, kjelde, source, hvor kommer lærdommen fra*, kvar kjem lærdommen "
    "frå*, where does the learning come from*, hva gjelder det, kva gjeld det",
    "actions": "tiltak, korrigerende tiltak, forebyggende tiltak, planlagt tiltak, "
    "planlagte tiltak, aksjon, aksjoner, action, actions, corrective action, "
    "hva skal gjøres, oppfølging",
    "owner": "ansvarlig, ansvarleg, ansvarlig for tiltak, tiltaksansvarlig, tiltakseier, "
    "owner, responsible, assigned to, hvem følger opp*",
    "due": "frist, frist for tiltak, tiltaksfrist, forfallsdato, due, due date, deadline",
    "done": "status, lukket, lukket dato, dato lukket, lukkedato, utført, utført dato, "
    "ferdig, ferdig dato, gjort, completed, closed, closed date, done",
    "author": "innmeldt av, meldt av, meldt inn av, innmelder, melder, registrert av, "
    "opprettet av, navn, namn, name, hvem melder*, reported by, created by, "
    "author",
    "id": "id, nr, nr., nummer, saksnummer, saksnr, sak nr, løpenummer, løpenr, "
    "avviksnummer, avviksnr, avvik nr, sak, svar-id, response id, case id, #, "
    "uuid",
    "title": "tittel, overskrift, emne, sak tittel, title, subject",
    "tags": "merker, stikkord, emneord, tags, nøkkelord",
    "private": "privat, private",
}

_SECTIONS = {
    "strakstiltak*": "Strakstiltak",
    "umiddelbare tiltak": "Strakstiltak",
    "hva gjorde vi med en gang*": "Strakstiltak",
    "immediate action*": "Strakstiltak",
    "årsak*": "Årsak",
    "rotårsak*": "Årsak",
    "hvorfor skjedde det*": "Årsak",
    "root cause*": "Årsak",
    "cause": "Årsak",
}

_STAMPS = frozenset(
    {"fullføringstidspunkt", "completion time", "tidsmerke", "tidsstempel", "timestamp"}
)


class _Known(NamedTuple):
    """What a name stands for, and how sure that is: less is surer."""

    rank: int
    target: Target


_BY_FIELD, _BY_ACTION, _BY_BEGINNING = 500, 600, 700


def _listed() -> Iterator[tuple[str, _Known]]:
    for field, words in _WORDS.items():
        for rank, word in enumerate(words.split(", ")):
            yield word, _Known(rank, Target(field))
    for word, name in _SECTIONS.items():
        yield word, _Known(0, Target(SECTION, name))


_LISTED = dict(_listed())
_WHOLE = {bare(word.rstrip("*")) or word: known for word, known in _LISTED.items()}
_BEGINNINGS = sorted((word[:-1] for word in _LISTED if word.endswith("*")), key=len, reverse=True)
_OF_ACTIONS = {"owner": "owner", "owners": "owner", "due": "due", "state": "done", "done": "done"}


def known(name: str) -> _Known | None:
    """What a column is by its name alone; None for one that nobody knows."""
    words = bare(name.rpartition("(")[0] if name.rstrip().endswith(")") else name) or name.strip()
    words = words.rstrip("0123456789").rstrip(" ?:") or words
    if words in _WHOLE:
        return _WHOLE[words]
    field = field_called(words)
    if field in FIELDS.values():
        return _Known(_BY_FIELD, Target(field or ""))
    of_action = _OF_ACTIONS.get(action_field_called(words) or "")
    if of_action is not None:
        return _Known(_BY_ACTION, Target(of_action))
    for place, beginning in enumerate(_BEGINNINGS):
        if words.startswith(beginning) and not words[len(beginning) :][:1].isalpha():
            return _Known(_BY_BEGINNING + place, _LISTED[f"{beginning}*"].target)
    return None


class Choice(NamedTuple):
    """That a column becomes something, as a person said."""

    target: Target
    column: str


def read_choice(text: str) -> Choice:
    """What «skjedde=Beskrivelse av hendelsen» says; «eget:Navn» is the column of that name.

    Raises UnreadMap, UnknownField or ReservedKey.
    """
    left, equals, column = text.partition("=")
    kind, colon, name = left.strip().partition(":")
    name = " ".join(name.split())
    field = _IN_ASCII.get(kind.strip().casefold())
    if colon and field in (SECTION, OWN) and name:
        if field == OWN and (bare(name).replace(" ", "_") in _RESERVED or not name.isprintable()):
            raise ReservedKey(value=name)
        return Choice(Target(field, name), column.strip() if equals else name)
    if not equals or not column.strip():
        raise UnreadMap(value=text)
    if colon or field is None or field in (SECTION, OWN):
        raise UnknownField(value=left.strip(), fields=(*FIELDS, *(f"{each}:…" for each in _NAMED)))
    return Choice(Target(field), column.strip().strip('"«»'))


def _ascii(word: str) -> str:
    return word.replace("æ", "ae").replace("ø", "o").replace("å", "a")


_IN_ASCII = {
    spelt: field for name, field in (FIELDS | _NAMED).items() for spelt in (name, _ascii(name))
}

# The header's own keys, and what an entry is told with besides.
_RESERVED = frozenset(
    {*NAMES, *ANSWERS, "privat", "not_repeats", "answered", "origin", "body", "actions", "id"}
    | {"path", "journal", "unfinished", "extra", "score", "shown", "why", "pictures"}
)


def place_of(column: str, names: Sequence[str]) -> int:
    """The number of the column that a person means: by its name, else by its letter.

    Raises UnknownColumn.
    """
    wanted = bare(column) or column
    for place, name in enumerate(names):
        if name and (bare(name) or name) == wanted:
            return place
    letter = column.strip().upper()
    if letter.isascii() and letter.isalpha() and len(letter) <= _LETTERS:
        place = number_of(letter) - 1
        if place < len(names):
            return place
    raise UnknownColumn(value=column, columns=tuple(name for name in names if name))


_LETTERS = 3


def number_of(letters: str) -> int:
    """The number from 1 of the column that a sheet knows by these letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def letter_of(place: int) -> str:
    """The letter by which a sheet knows a column, whose number is from 0."""
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def targets_of(
    names: Sequence[str], choices: Iterable[Choice] = (), *, loose: bool = False
) -> dict[int, Target]:
    """What each column becomes, by its number; what a person chose goes before its name.

    In a ``loose`` table every column that is known is taken, else the surest one for each
    field. Raises UnknownColumn.
    """
    chosen: dict[int, Target] = {}
    for choice in choices:
        place = place_of(choice.column, names)
        if choice.target.field not in SEVERAL:
            chosen = {at: each for at, each in chosen.items() if each != choice.target}
        chosen[place] = choice.target
    taken = set(chosen.values())
    found = {place: known(name) for place, name in enumerate(names) if place not in chosen}
    best: dict[Target, tuple[int, int]] = {}
    for place, each in found.items():
        if each is not None and each.target not in taken and each.target.field != "done":
            best[each.target] = min(best.get(each.target, (each.rank, place)), (each.rank, place))
    targets = {place: target for target, (_, place) in best.items()} | chosen
    # How far it is and the day it was done often have a column each.
    more = {at: each.target for at, each in found.items() if each and each.target not in taken}
    targets |= {at: each for at, each in more.items() if loose or each.field == "done"}
    return dict(sorted((targets | _stamped(names, targets)).items()))


def _stamped(names: Sequence[str], targets: dict[int, Target]) -> dict[int, Target]:
    """The column that tells when a form was sent, where another one tells when it happened."""
    if Target("written") in targets.values() or Target("date") not in targets.values():
        return {}
    stamps = (at for at, name in enumerate(names) if at not in targets and bare(name) in _STAMPS)
    return {at: Target("written") for at in [next(stamps, None)] if at is not None}


LOOKED_AT = 25
"""Among how many of the first rows the names of the columns are looked for."""


def heading_row(rows: Sequence[Sequence[str]], choices: Sequence[Choice]) -> int | None:
    """Which of the first rows holds the names of the columns; None when none does.

    It is the one with most names that are known or chosen, two at least, or one alone in it.
    """
    chosen = {bare(choice.column) for choice in choices}
    best, most = None, 0
    for at, row in enumerate(rows[:LOOKED_AT]):
        texts = [text for text in row if text.strip()]
        count = sum(known(text) is not None or bare(text) in chosen for text in texts)
        if count > most and (count > 1 or len(texts) <= _FEW):
            best, most = at, count
    return best


_FEW = 3
