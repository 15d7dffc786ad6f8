"""Similar events: which earlier ones resemble a text, in the same words or in others.

The order is that of BM25 over stems and over grams, and of groups of words that stand for the
same. Whether an event is shown is another question: in a short journal so much must be shared,
in a long one so large a part of the text, for there every single word is found somewhere.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple, Protocol

from laering.domain.norwegian.stems import (
    WORD,
    akin,
    folded,
    grams,
    groups,
    is_everyday,
    parts,
    stem,
    tells,
)

GRAM_SIGN, GROUP_SIGN = "+", "#"
"""What begins a term that is a gram, and one that is a group of words; the others are stems."""

# BM25's own (Robertson and Zaragoza, 2009), and how much the rare counts before the common.
_K1, _B, _RARE = 1.2, 0.75, 1.5
# A word weighs by its stem, and by its grams, of which it has about five; a group weighs less.
_BY_STEM, _BY_GRAMS, _BY_GROUP = 0.3, 0.7 / 5, 0.5
# Shown is what shares so much, measured against a text of so much; and how strongly the text's
# own length counts in a long journal, and in which journal half as strongly.
_ENOUGH, _USUAL, _SHARE, _HALFWAY = 1.33, 1.77, 0.95, 200
# Of a text of a word or two no more can be asked than that nearly all of it is found again.
_NEARLY_ALL = 0.85
# In the first few entries a word in all of them is not yet a common one.
_UNWRITTEN = 5
_WORDS_SHARED, _LONG = 2, 0.5
# Entries are looked at closer that hold the rarest terms; a term in many entries finds nothing.
_RAREST, _CLOSER, _COMMON, _FEW = 32, 60, 0.05, 200
# Where all terms are in many entries, so many stems are looked for all the same.
_LEAST_COMMON = 3


class Store(Protocol):
    """The words of all entries, wherever they are kept. Entries go by numbers."""

    def size(self) -> tuple[int, int, int]:
        """How many entries there are, and how many telling stems and grams they have in all."""

    def frequency(self, term: str) -> int:
        """How many entries hold a term."""

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        """The entries that hold all the terms of at least one of the ways."""

    def beginning(self, start: str) -> Collection[int]:
        """The entries that hold a term with this beginning."""

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        """Some of these entries: those whose paths come last, which tell their day."""

    def everything(self) -> Collection[int]:
        """All entries."""

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        """An entry's path, its stems in order, and how many telling stems and grams it has."""


class Likeness(NamedTuple):
    """How much an entry resembles a text: 1 and more is enough to show it.

    ``shared`` are the words of the text, folded, that it holds in some form or other.
    """

    path: str
    score: float
    shared: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """Whether the two are so alike that a person should see it."""
        return self.score >= 1


def terms_of(all_stems: Sequence[str]) -> list[str]:
    """What a store holds of an entry with these stems: each stem, gram and group once."""
    found = dict.fromkeys(all_stems)
    telling = [root for root in found if tells(root)]
    cut = dict.fromkeys(f"{GRAM_SIGN}{gram}" for root in telling for gram in grams(root))
    akin = dict.fromkeys(f"{GROUP_SIGN}{number}" for root in telling for number in groups(root))
    return [*found, *cut, *akin]


def lengths(all_stems: Sequence[str]) -> tuple[int, int]:
    """How many telling stems and grams an entry has, each as often as it stands there."""
    sizes = [len(grams(root)) for root in all_stems if tells(root)]
    return len(sizes), sum(sizes)


class _Asked:
    """A text that entries are held against: its terms, and what each weighs in this journal."""

    def __init__(self, text: str, store: Store) -> None:
        words: dict[str, str] = {}
        for word in WORD.findall(folded(text)):
            if tells(stem(word)):
                words.setdefault(stem(word), word)
        self.words = words
        self.entries, stem_count, gram_count = store.size()
        self._stem_mean = stem_count / self.entries if self.entries else 0.0
        self._gram_mean = gram_count / self.entries if self.entries else 0.0
        self.akin: dict[int, set[str]] = defaultdict(set)
        for root in words:
            for number in groups(root):
                self.akin[number].add(root)
        self._kin: dict[str, set[int]] = defaultdict(set)
        for number in self.akin:
            for root in akin(number):
                self._kin[root].add(number)
        cut = dict.fromkeys(gram for root in words for gram in grams(root))
        self.held = {
            term: store.frequency(term)
            for term in (
                *words,
                *(f"{GRAM_SIGN}{gram}" for gram in cut),
                *(f"{GROUP_SIGN}{number}" for number in self.akin),
            )
        }
        # How much of a long journal this is: 0 to 1.
        self.long = self.entries**2 / (self.entries**2 + _HALFWAY**2)
        telling = {root: self.long if is_everyday(root) else 1.0 for root in words}
        owners: dict[str, float] = {}
        for root, tells_much in telling.items():
            for gram in grams(root):
                owners[gram] = max(owners.get(gram, 0.0), tells_much)
        self.stems = {root: self._weight(root) * telling[root] for root in words}
        self.grams = {gram: self._weight(f"{GRAM_SIGN}{gram}") * owners[gram] for gram in cut}
        self.groups = {number: self._weight(f"{GROUP_SIGN}{number}") for number in self.akin}
        self._hits: dict[str, tuple[tuple[str, ...], frozenset[int]]] = {}
        self._dull: set[str] = set()

    def _weight(self, term: str) -> float:
        """From 1 for what one entry holds towards 0 for what all of many do."""
        entries, count = self.entries + _UNWRITTEN, self.held[term]
        rare = log(1 + (entries - count + 0.5) / (count + 0.5))
        rarest = log(1 + (entries - 0.5) / 1.5)
        return float((rare / rarest) ** _RARE)

    def enough(self) -> float:
        """How much an entry must share to be shown."""
        whole = _BY_STEM * sum(self.stems.values()) + _BY_GRAMS * sum(self.grams.values())
        return float(min(_ENOUGH * (whole / _USUAL) ** (_SHARE * self.long), _NEARLY_ALL * whole))

    def likeness(
        self, all_stems: Sequence[str], stem_count: int, gram_count: int
    ) -> tuple[float, tuple[str, ...]]:
        """How much an entry shares, and which of the text's words."""
        counts = Counter(all_stems)
        pieces: Counter[str] = Counter()
        shared_groups: set[int] = set()
        for root in counts.keys() - self._dull:
            cut, kin = self._hits.get(root) or self._look_at(root)
            for gram in cut:
                pieces[gram] += counts[root]
            shared_groups |= kin
        score = _BY_STEM * _bm25(self.stems, counts, stem_count, self._stem_mean)
        score += _BY_GRAMS * _bm25(self.grams, pieces, gram_count, self._gram_mean)
        alike: set[str] = set()
        # The heaviest first; a word counts with one group, and a group with one word.
        for number in sorted(shared_groups, key=lambda each: (-self.groups[each], each)):
            roots = self.akin[number] - alike
            if roots and counts.keys().isdisjoint(self.akin[number]):
                score += _BY_GROUP * self.groups[number]
                alike |= self.akin[number]
        shared = [
            word
            for root, word in self.words.items()
            if root in counts or root in alike or 2 * _found(root, pieces) >= len(grams(root))
        ]
        return score, tuple(shared)

    def _look_at(self, root: str) -> tuple[tuple[str, ...], frozenset[int]]:
        """Which of the text's grams and groups a stem has; worked out once for each."""
        cut: tuple[str, ...] = ()
        kin = frozenset[int]()
        if tells(root):
            cut = tuple(gram for gram in grams(root) if gram in self.grams)
            kin = kin.union(*(self._kin[part] for part in parts(root) if part in self._kin))
        if cut or kin:
            self._hits[root] = (cut, kin)
        else:
            self._dull.add(root)
        return cut, kin


def _found(root: str, pieces: Counter[str]) -> int:
    return sum(1 for gram in grams(root) if gram in pieces)


def _bm25(weights: dict[str, float], counts: Counter[str], length: int, mean: float) -> float:
    norm = _K1 * (1 - _B + _B * length / mean) if mean else _K1
    return sum(
        weight * counts[term] * (_K1 + 1) / (counts[term] + norm)
        for term, weight in weights.items()
        if term in counts
    )


def similar(text: str, store: Store) -> list[Likeness]:
    """The entries that share something with a text, the most alike first."""
    asked = _Asked(text, store)
    if not asked.words or not asked.entries:
        return []
    enough = asked.enough()
    # In a long journal one word alone is never enough, however rare.
    needed = min(_WORDS_SHARED, len(asked.words)) if asked.long > _LONG else 1
    found: list[Likeness] = []
    for path, stored, stem_count, gram_count in store.texts(_candidates(asked, store)):
        score, shared = asked.likeness(stored.split(" "), stem_count, gram_count)
        if not shared:
            continue
        score /= enough
        if len(shared) < needed:
            score = min(score, 0.999)
        found.append(Likeness(path, round(score, 3), shared))
    return sorted(found, key=lambda each: (-each.score, each.path))


def _candidates(asked: _Asked, store: Store) -> Collection[int]:
    """The entries to look at closer; in a short journal all of them."""
    if asked.entries <= _FEW:
        return store.everything()
    chosen: set[int] = set()
    most = max(5, _COMMON * asked.entries)
    kinds: tuple[dict[str, float], ...] = (
        asked.stems,
        {f"{GRAM_SIGN}{gram}": weight for gram, weight in asked.grams.items()},
        {f"{GROUP_SIGN}{number}": weight for number, weight in asked.groups.items()},
    )
    held = [sorted((asked.held[term], term) for term in each if asked.held[term]) for each in kinds]
    rare = [[term for count, term in each if count <= most][:_RAREST] for each in held]
    if not any(rare):
        rare[0] = [term for _, term in held[0][:_LEAST_COMMON]]
    for weights, terms in zip(kinds, rare, strict=True):
        points: dict[int, float] = {}
        for term in terms:
            weight = weights[term]
            for number in store.matching([term]):
                points[number] = points.get(number, 0.0) + weight
        chosen.update(_best(points, store))
    return chosen


def _best(points: dict[int, float], store: Store) -> list[int]:
    """Those with the most points; of those with as many, the newest."""
    best = sorted(points, key=points.__getitem__, reverse=True)
    if len(best) <= _CLOSER:
        return best
    last = points[best[_CLOSER]]
    sure = [number for number in best[:_CLOSER] if points[number] > last]
    tied = {number for number in best if points[number] == last}
    return [*sure, *store.latest(tied, _CLOSER - len(sure))]
