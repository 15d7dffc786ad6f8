"""Similar events: which earlier ones resemble a text, in the same words or in others.

The order is that of BM25 over stems and over grams, and of groups of words that stand for the
same. How rare a word is, is reckoned as if the journal had some entries more, of other trades.

Whether an event is shown is another question. Shown is what is sure: in a short journal so much
must be shared, in a long one so large a part of the text, for there every single word is found
somewhere. The best of what is not sure is told quietly, where that interrupts nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import log, log2
from typing import NamedTuple

from laering.domain.norwegian.apart import apart
from laering.domain.norwegian.common import gram_in_trades, group_in_trades, in_trades
from laering.domain.norwegian.forms import common_form
from laering.domain.norwegian.stems import (
    WORD,
    akin,
    folded,
    grams,
    groups,
    is_everyday,
    is_kind,
    parts,
    stem,
    tells,
)
from laering.domain.wordstore import GRAM_SIGN, GROUP_SIGN, Store

# BM25's own (Robertson and Zaragoza, 2009), and how much the rare counts before the common.
_K1, _B, _RARE = 1.2, 0.75, 1.5
# A word weighs by its stem, and by its grams, of which it has about five; a group weighs less.
_BY_STEM, _BY_GRAMS, _BY_GROUP, _BY_KIND = 0.4, 0.6 / 5, 0.5, 0.7
# Two words that are shared tell more than one that weighs as much as both.
_EACH = 0.85
# How many more entries a journal is taken to have, with words as common as they are in all trades.
_ELSEWHERE = 20
# Sure is what shares so much in a journal of so few, and more with each doubling. In a long one,
# half as strongly in one of so many, it is so large a part of the text: measured against a text of
# so much, and a longer one counts as one of so much.
_ENOUGH, _SHORT, _DOUBLED = 1.02, 5, 0.055
_HALFWAY, _USUAL, _AT_MOST = 200, 1.36, 2.3
# Of a text of a word or two no more can be asked than that nearly all of it is found again.
_NEARLY_ALL, _AND_LONG = 0.85, 0.2
_WORDS_SHARED, _LONG = 2, 0.5
# A word that brings less is no reason for anything.
_SAYS_WHY = 0.03
# With fewer entries than this nothing is sure.
_FEWEST = 3
# Quiet is what shares so much in as short a journal, more with each doubling, and never more than
# so much. In a shorter one nothing tells yet which words its events all have, and more is asked; so
# it is of what rests on the kind of event.
_LITTLE, _LITTLE_DOUBLED, _LITTLE_AT_MOST = 0.29, 0.12, 0.76
_LITTLE_AT_FIRST, _MORE_BY_KIND = 0.6, 0.1
QUIET = 3
"""How many events are told quietly at most."""

# Entries are looked at closer that hold the rarest terms; a term in many entries finds nothing.
_RAREST, _CLOSER, _COMMON, _FEW = 32, 60, 0.05, 200
# Where all terms are in many entries, so many stems are looked for all the same.
_LEAST_COMMON = 3


class Likeness(NamedTuple):
    """How much an entry resembles a text: 1 and more is so much that it is shown.

    ``shared`` are the words of the text, folded, that it holds in some form or other, the most
    telling first. ``quiet`` is one of the few others that may be told quietly, interrupting nobody.
    """

    path: str
    score: float
    shared: tuple[str, ...]
    quiet: bool = False

    @property
    def shown(self) -> bool:
        """Whether it is so sure that somebody may be interrupted for it."""
        return self.score >= 1


class _Shared(NamedTuple):
    """What an entry shares with a text.

    ``points`` are how much; ``sure`` are those that do not rest on a kind alone, and ``firm`` how
    many words they come from. ``words`` are all of them, the most telling first.
    """

    points: float
    sure: float
    firm: int
    words: tuple[str, ...]


class _Asked:
    """A text that entries are held against: its words, by their form, and what each weighs here."""

    def __init__(self, text: str, store: Store) -> None:
        self.words: dict[str, str] = {}
        stems_of: dict[str, str] = {}
        for word in WORD.findall(folded(text)):
            root = stem(word)
            if tells(root):
                self.words.setdefault(common_form(root), word)
                stems_of.setdefault(common_form(root), root)
        self.entries, stem_count, gram_count = store.size()
        self._stem_mean = stem_count / self.entries if self.entries else 0.0
        self._gram_mean = gram_count / self.entries if self.entries else 0.0
        self._doublings = log2(max(self.entries, _SHORT) / _SHORT)
        self.long = self.entries**2 / (self.entries**2 + _HALFWAY**2)
        self.akin: dict[int, set[str]] = defaultdict(set)
        for root in self.words:
            for number in groups(root) | groups(stems_of[root]):
                self.akin[number].add(root)
        self._kinds = {number for number in self.akin if is_kind(number)}
        self._kin: dict[str, set[int]] = defaultdict(set)
        for number in self.akin:
            for root in akin(number):
                self._kin[root].add(number)
        self._cut = {root: grams(root) for root in self.words}
        self._owners: dict[str, list[str]] = defaultdict(list)
        for root, cut in self._cut.items():
            for gram in cut:
                self._owners[gram].append(root)
        self._weigh(store, stems_of)
        self._hits: dict[str, tuple[str, tuple[str, ...], frozenset[int]]] = {}
        self._dull: set[str] = set()

    def _weigh(self, store: Store, stems_of: dict[str, str]) -> None:
        """Ask the store how many entries hold each term, and weigh it by that."""
        gram_terms = {gram: f"{GRAM_SIGN}{gram}" for gram in self._owners}
        group_terms = {number: f"{GROUP_SIGN}{number}" for number in self.akin}
        self.held = {root: sum(map(store.frequency, {root, stems_of[root]})) for root in self.words}
        for term in (*gram_terms.values(), *group_terms.values()):
            self.held[term] = store.frequency(term)
        telling = {
            root: self.long if is_everyday(root) or is_everyday(stems_of[root]) else 1.0
            for root in self.words
        }
        self.stems = {root: self._weight(root, in_trades(root)) * telling[root] for root in telling}
        self.grams = {
            gram: self._weight(term, gram_in_trades(gram))
            * max(telling[root] for root in self._owners[gram])
            for gram, term in gram_terms.items()
        }
        self.groups = {
            number: self._weight(term, group_in_trades(number))
            for number, term in group_terms.items()
        }

    def _weight(self, term: str, share: float) -> float:
        """From 1 for what one entry holds towards 0 for what all of many do.

        ``share`` is how many of the entries elsewhere hold it.
        """
        entries = self.entries + _ELSEWHERE
        count = self.held[term] + _ELSEWHERE * share
        rare = log(1 + max(0.0, entries - count + 0.5) / (count + 0.5))
        rarest = log(1 + (entries - 0.5) / 1.5)
        return float((rare / rarest) ** _RARE)

    def enough(self) -> float:
        """How much an entry must share to be sure."""
        whole = _BY_STEM * sum(self.stems.values()) + _BY_GRAMS * sum(self.grams.values())
        part = (min(whole, _AT_MOST) / _USUAL) ** self.long
        enough = (_ENOUGH + _DOUBLED * self._doublings) * part
        return float(min(enough, (_NEARLY_ALL + _AND_LONG * self.long) * whole))

    def little(self) -> float:
        """How much an entry must share to be told quietly."""
        if self.entries < _SHORT:
            return _LITTLE_AT_FIRST
        return min(_LITTLE + _LITTLE_DOUBLED * self._doublings, _LITTLE_AT_MOST)

    def likeness(self, all_stems: Sequence[str], stem_count: int, gram_count: int) -> _Shared:
        """What an entry with these stems shares with the text."""
        counts: Counter[str] = Counter()
        pieces: Counter[str] = Counter()
        kin: set[int] = set()
        for root, count in Counter(all_stems).items():
            if root in self._dull:
                continue
            form, cut, groups_of = self._hits.get(root) or self._look_at(root)
            counts[form] += count
            for gram in cut:
                pieces[gram] += count
            kin |= groups_of
        points = self._points(counts, pieces, stem_count, gram_count)
        alike = self._by_groups(counts, kin - self._kinds, points, set())
        sure = sum(each**_EACH for each in points.values())
        firm = [
            root
            for root in self.words
            if root in counts
            or root in alike
            or 2 * sum(gram in pieces for gram in self._cut[root]) >= len(self._cut[root])
        ]
        # Everyday words say nothing of why, where there are others.
        firm = [root for root in firm if points[root] > _SAYS_WHY] or firm
        of_kind = self._by_groups(counts, kin & self._kinds, points, set(firm)).difference(firm)
        found = sorted((*firm, *of_kind), key=lambda root: (-points[root], root))
        score = sum(each**_EACH for each in points.values())
        return _Shared(score, sure, len(firm), tuple(self.words[root] for root in found))

    def _points(
        self, counts: Counter[str], pieces: Counter[str], stem_count: int, gram_count: int
    ) -> dict[str, float]:
        """What each word of the text brings by its stem and its grams."""
        by_stem, by_gram = _norm(stem_count, self._stem_mean), _norm(gram_count, self._gram_mean)
        points = {
            root: _BY_STEM * weight * _saturated(counts[root], by_stem)
            for root, weight in self.stems.items()
        }
        for gram, count in pieces.items():
            owners = self._owners[gram]
            each = _BY_GRAMS * self.grams[gram] * _saturated(count, by_gram) / len(owners)
            for root in owners:
                points[root] += each
        return points

    def _by_groups(
        self, counts: Counter[str], kin: set[int], points: dict[str, float], alike: set[str]
    ) -> set[str]:
        """Add what words bring that stand for others, and give these words with those before.

        The heaviest group first; a word counts with one group, and a group with one word.
        """
        for number in sorted(kin, key=lambda each: (-self.groups[each], each)):
            roots = self.akin[number] - alike
            if roots and counts.keys().isdisjoint(self.akin[number]):
                weight = _BY_KIND if number in self._kinds else _BY_GROUP
                points[min(roots)] += weight * self.groups[number]
                alike |= self.akin[number]
        return alike

    def _look_at(self, root: str) -> tuple[str, tuple[str, ...], frozenset[int]]:
        """A stem's form, and which of the text's grams and groups it has; worked out once each."""
        form = common_form(root)
        cut: tuple[str, ...] = ()
        kin = frozenset[int]()
        if tells(root):
            near = {gram for gram in grams(form) if gram in self._owners}
            owners = {own for gram in near for own in self._owners[gram]}
            mine = {own for own in owners if not apart(own, form)}
            cut = tuple(gram for gram in near if not mine.isdisjoint(self._owners[gram]))
            halves = (*parts(root), *(parts(form) if form != root else ()))
            kin = kin.union(*(self._kin[part] for part in halves if part in self._kin))
        if cut or kin or form in self.words:
            self._hits[root] = (form, cut, kin)
        else:
            self._dull.add(root)
        return form, cut, kin


def _norm(length: int, mean: float) -> float:
    return _K1 * (1 - _B + _B * length / mean) if mean else _K1


def _saturated(count: int, norm: float) -> float:
    """What a term counts that stands in an entry so often."""
    return count * (_K1 + 1) / (count + norm)


def similar(text: str, store: Store, among: Collection[int] | None = None) -> list[Likeness]:
    """The entries that share something with a text, the most alike first.

    ``among`` are the only ones to look at, by their numbers in the store.
    """
    asked = _Asked(text, store)
    if not asked.words or not asked.entries:
        return []
    enough = asked.enough() or 1.0
    # In a long journal one word alone is never enough, however rare.
    needed = min(_WORDS_SHARED, len(asked.words)) if asked.long > _LONG else 1
    little = asked.little()
    found: list[Likeness] = []
    looked_at = _candidates(asked, store) if among is None else among
    for path, stored, stem_count, gram_count in store.texts(looked_at):
        shared = asked.likeness(stored.split(" "), stem_count, gram_count)
        if shared.words:
            score = round(shared.points / enough, 3)
            unsure = asked.entries < _FEWEST or shared.firm < needed
            unsure |= round(shared.sure / enough, 3) < 1
            hint = shared.sure >= little or shared.points >= little + _MORE_BY_KIND
            score = min(score, 0.999) if unsure else score
            found.append(Likeness(path, score, shared.words, quiet=hint))
    found.sort(key=lambda each: (-each.score, each.path))
    return list(_judged(found))


def _judged(found: Iterable[Likeness]) -> Iterator[Likeness]:
    """The same in their order; of those that may be told quietly the few best are."""
    told = 0
    for each in found:
        quiet = told < QUIET and each.quiet and not each.shown
        told += each.shown or quiet
        yield each._replace(quiet=quiet)


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
