"""Full-text search: what a query asks for, what fits it, and how well.

A word fits its inflected forms, also those of the other form of Norwegian, and the compounds it is
a part of. ``"several words"`` fit as they stand, ``lever*`` fits every word with that beginning,
and ``-word`` leaves out what holds it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log
from operator import mul

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.norwegian.forms import both_forms
from laering.domain.norwegian.stems import GRAM, SHOWN, WORD, folded, stem, stop_stems_with
from laering.domain.text.pictures import in_words
from laering.domain.wordstore import GRAM_SIGN, Store

_PART = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_USUAL = re.compile("[a-z0-9æøå]*")
_NORWEGIAN = (
    *((letter.upper().encode(), letter.encode()) for letter in "æøå"),
    *((letter.encode(), b"e") for letter in "éÉ"),
)
# What folding may turn into something else: letters beyond those of western Europe, and among
# these all with an accent but é, soft hyphens and signs without width, and ß.
_UNUSUAL = re.compile(
    rb"[\xc4-\xe1\xe3-\xef\xf1-\xff]|\xc2\xad|\xe2(?:\x84|\x80[\x8b-\x8d]|\x81\xa0)"
    rb"|\xc3[\x80-\x84\x87\x88\x8a-\x93\x95\x96\x99-\x9f\xa0-\xa4\xa7\xa8\xaa-\xb3\xb5\xb6\xb9-\xbf]"
)
# A part of a compound this short is taken for one only where it begins the word.
_INSIDE = 5
_BEGINNING = 4
_SURE, _COMPOUND = 1.0, 0.5
_TITLE = 3.0
_MOST = 3.0
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for: the words, folded, and whether they stand in a row.

    ``prefix`` tells that a single word is only the beginning of one.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False

    def weight(self, word: str) -> float:
        """How well one word of a text fits a single word asked for; 0 when it does not."""
        wanted = self.words[0]
        if self.prefix:
            return _SURE if word.startswith(wanted) else 0.0
        if self.exact:
            return _SURE if word == wanted else 0.0
        roots, other = both_forms(stem(wanted)), stem(word)
        if other in roots:
            return _SURE
        begins = any(len(root) >= _BEGINNING and other.startswith(root) for root in roots)
        within = begins or any(len(root) >= _INSIDE and root in other for root in roots)
        return _COMPOUND if within else 0.0

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """What a folded text must hold to fit, told without splitting it: all of one of these."""
        if self.exact or self.prefix:
            return (self.words,)
        return tuple((root,) for root in both_forms(stem(self.words[0])))


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, and what must not be there."""

    wanted: tuple[Term, ...]
    without: tuple[Term, ...] = ()

    def holding(self, store: Store) -> set[int] | None:
        """The entries that may fit, as a store tells by their stems and grams; None for any.

        All that fit are among them.
        """
        found: set[int] | None = None
        for term in self.wanted:
            held = set(_held_in(term, store))
            found = held if found is None else found & held
        return found

    def loosely(self) -> "Query":
        """The same words, in any form and place."""
        words = [(word, term.prefix) for term in self.wanted for word in term.words]
        return Query(tuple(Term((word,), prefix=prefix) for word, prefix in words), self.without)

    def maybe(self, data: bytes) -> bool:
        """Whether a text in UTF-8 may fit all that is asked for."""
        packed = _packed(self.wanted)
        if packed is None or _UNUSUAL.search(data):
            return _holds(self.wanted, data)
        # The quick way for texts of Norwegian letters: a twentieth of the time.
        lower = data.lower()
        for capital, small in _NORWEGIAN:
            lower = lower.replace(capital, small)
        found = all(any(all(sign in lower for sign, _ in way) for way in term) for term in packed)
        split = not found and any(
            hyphened in lower for term in packed for way in term for _, hyphened in way
        )
        return _holds(self.wanted, data) if split else found


def _held_in(term: Term, store: Store) -> Collection[int]:
    """The entries that may fit one term."""
    if term.prefix:
        # The stem of a word with this beginning has it too, or ends inside it.
        start = term.words[0]
        within = [[start[:length]] for length in range(1, len(start))]
        return {*store.beginning(start), *(store.matching(*within) if within else ())}
    roots = [stem(word) for word in term.words]
    if term.exact:
        return store.matching(roots)
    ways = []
    for root in both_forms(roots[0]):
        ways.append([root])
        if len(root) >= _BEGINNING:
            # A compound holds the root's grams, without those of its edges.
            cut = range(len(root) - GRAM + 1)
            ways.append([f"{GRAM_SIGN}{root[at : at + GRAM]}" for at in cut])
            ways += [[each] for each in stop_stems_with(root)]
    return store.matching(*ways)


def _holds(wanted: Iterable[Term], data: bytes) -> bool:
    """Whether a text in UTF-8, once it is folded, holds what each term must."""
    text = folded(data.decode("utf-8", "replace"))
    return all(any(all(sign in text for sign in way) for way in term.ways) for term in wanted)


_Packed = list[list[list[tuple[bytes, bytes]]]]


@cache
def _packed(wanted: tuple[Term, ...]) -> _Packed | None:
    """What a text must hold to fit, as bytes, where these are Norwegian letters; else None.

    They come with a hyphen behind their first letter too, as «e-post» is written.
    """
    if not all(_USUAL.fullmatch(sign) for term in wanted for way in term.ways for sign in way):
        return None
    return [
        [[(sign.encode(), f"{sign[:1]}-{sign[1:]}".encode()) for sign in way] for way in term.ways]
        for term in wanted
    ]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that fits, how well, and the words in it that do, folded."""

    entry: Entry
    score: float
    words: frozenset[str]


def read_query(text: str) -> Query:
    """What a query asks for. What is not well written is searched for as plain words."""
    if text.count('"') % 2:
        text = text.replace('"', " ")
    wanted: list[Term] = []
    without: list[Term] = []
    for match in _PART.finditer(text):
        minus, quoted, plain = match.groups()
        terms = without if minus else wanted
        if quoted is not None:
            words = tuple(WORD.findall(folded(quoted)))
            if words:
                terms.append(Term(words, exact=True))
            continue
        words = tuple(WORD.findall(folded(plain)))
        for place, word in enumerate(words, 1):
            terms.append(Term((word,), prefix=plain.endswith("*") and place == len(words)))
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(without)))


def text_of(entry: Entry) -> str:
    """All that is searched in an entry besides its title: what people wrote, without headings."""
    body = unpack(entry)
    answers = body.answers
    parts = [answers.happened, answers.learned, answers.differently]
    for action in body.actions:
        parts.append(" ".join((action.text, *(f"@{owner}" for owner in action.owners))))
        if action.effect is not None:
            parts += (each.text for each in action.effect.all)
    parts += [body.preamble, body.more, " ".join(f"#{tag}" for tag in entry.tags)]
    return in_words("\n".join(part for part in parts if part.strip()))


def search(query: Query, entries: Iterable[Entry], among: int) -> list[Hit]:
    """The entries that fit, the best first and of equal ones the newest; ``among`` is of how many.

    A word that few entries hold counts more than one that many hold, and one in a title more
    than one in a text.
    """
    fitting = [(entry, fits) for entry in entries if (fits := _fits(query, entry)) is not None]
    held = [sum(1 for _, fits in fitting if fits[0][place]) for place in range(len(query.wanted))]
    rare = [log(1 + (among + 1) / (count + 0.5)) for count in held]
    hits = [
        Hit(entry, round(sum(map(mul, rare, weights)), 3), words)
        for entry, (weights, words) in fitting
    ]
    return sorted(hits, key=lambda hit: (hit.score, hit.entry.date, hit.entry.id), reverse=True)


def _fits(query: Query, entry: Entry) -> tuple[list[float], frozenset[str]] | None:
    """How much of each term an entry holds, and the words; None when it does not fit."""
    title, text = folded(entry.title), folded(text_of(entry))
    if any(_held(term, title) or _held(term, text) for term in query.without):
        return None
    weights: list[float] = []
    words: set[str] = set()
    for term in query.wanted:
        in_title, in_text = _held(term, title), _held(term, text)
        if not (in_title or in_text):
            return None
        title_weight = _TITLE * min(1.0, sum(in_title.values()))
        weights.append(title_weight + min(_MOST, sum(in_text.values())))
        words |= {*in_title, *in_text}
    return weights, frozenset(words)


def _held(term: Term, text: str) -> dict[str, float]:
    """The words of a folded text that fit a term, and how well all their places do together."""
    found: dict[str, float] = {}
    if len(term.words) > 1:
        if all(word in text for word in term.words):
            row, words = list(term.words), WORD.findall(text)
            for at, word in enumerate(words):
                if word == row[0] and words[at : at + len(row)] == row:
                    found |= dict.fromkeys(row, 0.0)
                    found[word] += _SURE
        return found
    known: dict[str, float] = {}
    places = {at: word for way in term.ways for at, word in _words_with(way[0], text)}
    for _, word in sorted(places.items()):
        weight = known.get(word)
        if weight is None:
            weight = known[word] = term.weight(word)
        if weight:
            found[word] = found.get(word, 0.0) + weight
    return found


def _words_with(sign: str, text: str) -> Iterator[tuple[int, str]]:
    """The words of a text that hold a sign, with their places, found without the others."""
    at = text.find(sign)
    while at >= 0:
        start = at
        while start and WORD.match(text[start - 1]):
            start -= 1
        match = WORD.match(text, start)
        if match is None:
            return
        yield start, match[0]
        at = text.find(sign, match.end())


def snippet(hit: Hit) -> list[tuple[str, bool]]:
    """A piece of the text around the first words that fit, and which pieces of it do."""
    lines = (" ".join(line.split()) for line in text_of(hit.entry).split("\n"))
    text = " · ".join(line for line in lines if line)
    places = [match for match in SHOWN.finditer(text) if folded(match[0]) in hit.words]
    if not places:
        return [(_cut(text, 0, 2 * _AROUND), False)] if text else []
    start = max(0, places[0].start() - _AROUND)
    shown = _cut(text, start, places[0].end() + _AROUND)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in SHOWN.finditer(shown):
        if folded(match[0]) in hit.words:
            pieces += [(shown[at : match.start()], False), (match[0], True)]
            at = match.end()
    return [piece for piece in (*pieces, (shown[at:], False)) if piece[0]]


def _cut(text: str, start: int, end: int) -> str:
    """A piece of a text, from a word's beginning to a word's end."""
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        last = text.rfind(" ", start, end)
        end = last if last > start else end
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
