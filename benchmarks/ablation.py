"""What each part of similarity brings: the fair measure once more, each time with one part less.

    python benchmarks/ablation.py           the sets that nothing was chosen by, to RESULTS.md
    python benchmarks/ablation.py --show    the figures shown only
    python benchmarks/ablation.py --develop the sets that weights were chosen by, shown only

The parts are taken away here, by other values for what ``similarity`` is made of; the program has
no such choices.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from fair import DEVELOPED, HELD, KINDS, SIZES, Row, chosen, draft, rows, tally
from results import write_section
from shelf import Shelf

from laering.domain import similarity, wordstore
from laering.domain.norwegian import stems

SECTION = "What each part of similarity brings"
_JOURNALS = 2
_ABOUT = """\
Made by `python benchmarks/ablation.py`: the fair measure once more, each time with one part less.
Two journals of each size. The limits are those of the whole: where a part goes, less is told, of
the new too, so `told` is to be read beside `silent`. A pair of figures is {sets}."""
_UNMEASURED = """\
Tags, owners and sources stand in no event of the sets: whoever wrote them told what happened, and
no more. Tags are among the words of an entry and owners among those of its actions; a source is
not looked at."""
_COLUMNS = (*((kind, "found") for kind in KINDS), *((kind, "told") for kind in KINDS[1:]))


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is taken away: what stands instead, or what is left of an event."""

    name: str
    instead: dict[str, Any] = field(default_factory=dict)
    left: Callable[[Row], Row] = dict


def _without(*fields: str) -> Callable[[Row], Row]:
    return lambda row: {**row, **dict.fromkeys(fields, "")}


def _untitled(row: Row) -> Row:
    """An event whose title tells nothing."""
    return {**row, "title": "Hendelse"}


def _happened_alone(row: Row) -> Row:
    return _untitled(_without("learned", "differently")(row))


_all_groups = stems.groups


def _groups_alone(root: str) -> frozenset[int]:
    return frozenset(number for number in _all_groups(root) if not stems.is_kind(number))


PARTS = (
    Part("nothing: as it is"),
    Part("the title", left=_untitled),
    Part("the lesson", left=_without("learned")),
    Part("what is done differently", left=_without("differently")),
    Part("these three", left=_happened_alone),
    Part("groups and kinds", {"groups": lambda _root: frozenset[int]()}),
    Part("kinds", {"groups": _groups_alone}),
    Part("nynorsk and bokmål as one", {"common_form": str}),
    Part("words kept apart", {"apart": lambda _one, _other: False}),
    Part("parts of compounds, for groups", {"parts": lambda root: (root,)}),
    Part("grams, stems for them", {"_BY_GRAMS": 0.0, "_BY_STEM": 1.0}),
    Part("stems, grams for them", {"_BY_GRAMS": 1 / 5, "_BY_STEM": 0.0}),
    Part("entries elsewhere", {"_ELSEWHERE": 0}),
    Part("less for everyday words", {"is_everyday": lambda _root: False}),
    Part("two words before one", {"_EACH": 1.0}),
    Part("more for the rare", {"_RARE": 1.0}),
)


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure what each part of similarity brings.")
    parser.add_argument("--show", action="store_true", help="write nothing to RESULTS.md")
    parser.add_argument("--develop", action="store_true", help="the developed sets, shown only")
    options = parser.parse_args(arguments)
    names = DEVELOPED if options.develop else HELD
    lines = []
    for line in _lines(names):
        print(line, flush=True)
        lines.append(line)
    if not (options.show or options.develop):
        write_section(SECTION, lines)


def _lines(names: Sequence[str]) -> Iterator[str]:
    yield from (_ABOUT.format(sets=" and ".join(names)), "")
    heads = [f"{kind} {what}" for kind, what in _COLUMNS]
    yield f"| without | {' | '.join(heads)} | given | silent |"
    yield f"|---|{'--:|' * (len(heads) + 2)}"
    for part in PARTS:
        figures = [list(_figures(_measured(part, name))) for name in names]
        pairs = (", ".join(each) for each in zip(*figures, strict=True))
        yield f"| {part.name} | {' | '.join(pairs)} |"
    yield from ("", _UNMEASURED)


def _figures(found: Counter[str]) -> Iterator[str]:
    for kind, what in _COLUMNS:
        yield f"{found[f'{kind} {what}'] / found[f'{kind} asked']:.2f}"
    yield f"{found['given'] / found['unrelated']:.2f}"
    yield f"{found['silent'] / found['unrelated']:.2f}"


def _measured(part: Part, name: str) -> Counter[str]:
    """All journals of a set, with one part less."""
    found: Counter[str] = Counter()
    with _taken_away(part):
        for size in SIZES:
            for seed in range(_JOURNALS):
                events = chosen(name, size, seed)
                drafts = (draft(part.left(row), day) for day, row in enumerate(events))
                found += tally(events, rows(name), Shelf(drafts))
    return found


@contextmanager
def _taken_away(part: Part) -> Iterator[None]:
    """Other values for a part, wherever it has a name."""
    with ExitStack() as stack:
        stack.callback(_all_groups.cache_clear)
        for module in (similarity, wordstore, stems):
            for name, value in part.instead.items():
                if hasattr(module, name):
                    stack.enter_context(mock.patch.object(module, name, value))
        _all_groups.cache_clear()
        yield


if __name__ == "__main__":
    main(sys.argv[1:])
