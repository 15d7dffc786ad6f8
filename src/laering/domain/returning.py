"""What comes back among the entries of a report: events that may be the same, and themes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.norwegian.common import in_trades
from laering.domain.norwegian.forms import common_form
from laering.domain.norwegian.stems import WORD, folded, is_everyday, stem, stems, tells
from laering.domain.pairs import grouped, pairs, told_in
from laering.domain.period import Period
from laering.domain.private import may_tell
from laering.domain.similarity import lengths, similar, terms_of

MOST_LOOKED_AT = 100
"""Of more entries, the latest so many are held against each other."""

_MOST_GROUPS = 10

# Of all pairs so many are looked at closer, that share so much of what is rare in one of them; the
# terms that single them out are in few entries.
_MOST_PAIRS, _SHARED, _COMMON, _FEW = 100, 0.08, 0.1, 3

ENOUGH_FOR_THEMES = 10
"""How many entries a period must have before what comes back in them means anything."""

# A word is a theme's where so many entries hold it, so much more often than before; how many
# entries elsewhere are reckoned with; and how much two words' entries overlap in one theme.
_HOLDING, _MORE, _ELSEWHERE, _OVERLAP = 3, 2.0, 10, 0.6
_MOST_THEMES, _MOST_WORDS = 5, 4


@dataclass(frozen=True, slots=True)
class Theme:
    """What comes back: its words as they were written, and how many entries hold one of them.

    ``before`` is how many of the period before did; ``entries`` are the ids, by date.
    """

    words: tuple[str, ...]
    count: int
    before: int
    entries: tuple[str, ...]


class _Shelf:
    """The words of a few entries, in memory, as a ``wordstore.Store`` has them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._rows: list[tuple[str, str, int, int]] = []
        self._holding: dict[str, set[int]] = defaultdict(set)
        with_root: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            found = stems(
                f"{entry.title}\n{entry.title}\n{entry.packed.decode('utf-8', 'replace')}"
            )
            self._rows.append((entry.path, " ".join(found), *lengths(found)))
            for root in set(found):
                with_root[root].append(number)
        for root, numbers in with_root.items():
            for term in terms_of([root]):
                self._holding[term].update(numbers)

    def likeliest(self, most: int) -> dict[int, set[int]]:
        """The pairs that share most of what is rare here, as each one's numbers of the others.

        A pair shares as much as the one of them that holds less can share at all.
        """
        common = max(_FEW, _COMMON * len(self._rows))
        shared: dict[tuple[int, int], float] = defaultdict(float)
        whole: dict[int, float] = defaultdict(float)
        for held in self._holding.values():
            weight = log(1 + len(self._rows) / len(held))
            for number in held:
                whole[number] += weight
            if 1 < len(held) <= common:
                for pair in combinations(sorted(held), 2):
                    shared[pair] += weight
        parts = {pair: each / min(whole[pair[0]], whole[pair[1]]) for pair, each in shared.items()}
        parts = {pair: part for pair, part in parts.items() if part >= _SHARED}
        found: dict[int, set[int]] = defaultdict(set)
        for one, other in sorted(parts, key=lambda pair: (-parts[pair], pair))[:most]:
            found[one].add(other)
            found[other].add(one)
        return found

    def size(self) -> tuple[int, int, int]:
        """How many entries there are, and how many telling stems and grams they have."""
        return len(self._rows), sum(row[2] for row in self._rows), sum(row[3] for row in self._rows)

    def frequency(self, term: str) -> int:
        """How many entries hold a term."""
        return len(self._holding.get(term, ()))

    def matching(self, *ways: Sequence[str]) -> Collection[int]:
        """The entries that hold all the terms of one of the ways."""
        held = (set.intersection(*(self._holding.get(term, set()) for term in way)) for way in ways)
        return set().union(*held)

    def beginning(self, start: str) -> Collection[int]:
        """The entries that hold a term with this beginning."""
        return set().union(
            *(held for term, held in self._holding.items() if term.startswith(start))
        )

    def everything(self) -> Collection[int]:
        """All entries."""
        return range(len(self._rows))

    def latest(self, numbers: Collection[int], most: int) -> list[int]:
        """Those of the entries whose paths come last, at most so many of them."""
        return sorted(numbers, key=lambda number: self._rows[number][0], reverse=True)[:most]

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, int, int]]:
        """Of each entry its path, its stems, and how many stems and grams tell."""
        return (self._rows[number] for number in numbers)


def maybe_told(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Those among some entries of one journal that may be the same, of what may be told."""
    told = {entry.id: entry for entry in entries if may_tell(entry)}
    for group in maybe_same(told.values()) if len(told) > 1 else ():
        yield tuple(told[name] for name in group)


def themes_told(
    period: Period, inside: Iterable[Entry], before: Iterable[Entry]
) -> tuple[Theme, ...]:
    """The themes of a year, against the year before, of what may be told; none of less."""
    if period.kind != "year":
        return ()
    return tuple(themes(*(list(filter(may_tell, each)) for each in (inside, before))))


def maybe_same(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """The ids of entries that look like the same and are not linked, a group each, by date.

    Only what is sure from both sides is told, at most ten groups of it.
    """
    latest = sorted(entries, key=lambda each: (each.date, each.id))[-MOST_LOOKED_AT:]
    shelf = _Shelf(latest)
    found = pairs(
        [
            (latest[number], similar(told_in(latest[number]), shelf, among=others))
            for number, others in sorted(shelf.likeliest(_MOST_PAIRS).items())
        ]
    )
    return grouped(pair for pair in found if pair.score >= 1)[:_MOST_GROUPS]


def themes(inside: Sequence[Entry], before: Sequence[Entry]) -> list[Theme]:
    """What comes back in some entries more often than in those before; none in a few entries."""
    if len(inside) < ENOUGH_FOR_THEMES:
        return []
    written: dict[str, Counter[str]] = defaultdict(Counter)
    holding = _holding(inside, written)
    earlier = _holding(before, defaultdict(Counter))
    weights = {
        form: _weight(form, len(held), len(inside), len(earlier.get(form, ())), len(before))
        for form, held in holding.items()
        if len(held) >= _HOLDING
    }
    chosen: list[list[str]] = []
    for form in sorted(
        (form for form in weights if weights[form] > 0), key=lambda f: (-weights[f], f)
    ):
        for theme in chosen:
            if _overlap(holding[form], holding[theme[0]]) >= _OVERLAP:
                theme.append(form)
                break
        else:
            chosen.append([form])
    return [
        _theme(forms[:_MOST_WORDS], holding, earlier, written, inside)
        for forms in chosen[:_MOST_THEMES]
    ]


def _holding(entries: Iterable[Entry], written: dict[str, Counter[str]]) -> dict[str, set[int]]:
    """Which entries hold each word, by its form; how it was written is counted in ``written``."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        answers = unpack(entry).answers
        text = f"{entry.title}\n{answers.happened}\n{answers.learned}\n{answers.differently}"
        for word in WORD.findall(folded(text)):
            root = stem(word)
            if tells(root) and not is_everyday(root) and not root.isdigit() and len(root) > 2:
                found[common_form(root)].add(number)
                written[common_form(root)][word] += 1
    return found


def _weight(form: str, count: int, among: int, before: int, among_before: int) -> float:
    """How much a word comes back; 0 for one that does not come more often than before."""
    usual = (before + _ELSEWHERE * in_trades(form) + 0.5) / (among_before + _ELSEWHERE + 1)
    more = (count / among) / usual
    return count * log(more) if more >= _MORE else 0.0


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def _theme(
    forms: Sequence[str],
    holding: dict[str, set[int]],
    earlier: dict[str, set[int]],
    written: dict[str, Counter[str]],
    inside: Sequence[Entry],
) -> Theme:
    held = set[int]().union(*(holding[form] for form in forms))
    before = set[int]().union(*(earlier.get(form, set()) for form in forms))
    words = tuple(_most_written(written[form]) for form in forms)
    return Theme(words, len(held), len(before), tuple(inside[number].id for number in sorted(held)))


def _most_written(words: Counter[str]) -> str:
    """The word that was written most; of several the shortest, and the first."""
    return min(words, key=lambda word: (-words[word], len(word), word))
