"""Measure how well similar events are found, and write it to RESULTS.md.

    python benchmarks/similar.py                    short journals of made-up events
    python benchmarks/similar.py --quick            one journal of each size, shown only
    python benchmarks/similar.py --show             the figures shown only
    python benchmarks/similar.py --eval OUTPUT.json and what another evaluation printed
    python benchmarks/similar.py --pairs P.jsonl Q.jsonl and short journals of another's passages

In one process, through the files and the index of real journals. Reports, never judges.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import fair
from evaluation import told
from repeated import Tally, tally, tally_pairs
from results import write_section

from laering import __version__

SETS = ("first", "second", "third")
SIZES = (5, 10, 20, 40)
_JOURNALS = 8
_SHOWN, _ALARMS = 0.8, 0.1
_ABOUT = """\
The old tables, under their old protocol. Their sets leak length: what happened again has 18 to 26
words in the median, the unrelated texts 11 to 14, so that the number of words alone tells them
apart. Their alarms say little; that is why there is the fair measure above.

Events of small trades, made up in three sets, each with what a colleague might write when the same
happened again, and as many unrelated texts of the same trade. A journal is filled with the events
of one trade after the other until it holds so many; eight journals of each size, with the trades in
another order. Right is what shows the event that happened again among the first three; `found` is
how often it is among them, alike enough to be shown or not. A false alarm is an unrelated text for
which anything is shown.

`first.jsonl` was used to choose the weights and the limit. `second.jsonl` was written afterwards,
and used to choose the everyday words. `third.jsonl` was written to share as few words as people
would. All three have since been used to count how common words are."""
_PAIRS = """\
The same for the hand-made pairs of the evaluation below, which were not made here: each passage is
an event in a sentence, each query tells of one in other forms and compounds. Queries about
passages that are not in the journal are the unrelated ones
(`--pairs compound_passages.jsonl compound_queries.jsonl`)."""
_HEAD = (
    "| set | entries | journals | happened again | found | shown | | unrelated | alarms | | met |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|:-:|",
)


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how well similar events are found.")
    parser.add_argument("--quick", action="store_true", help="one journal of each size")
    parser.add_argument("--show", action="store_true", help="write nothing to RESULTS.md")
    parser.add_argument("--eval", type=Path, metavar="FILE", help="figures of an evaluation")
    parser.add_argument(
        "--pairs", type=Path, nargs=2, metavar="FILE", help="passages, and queries about them"
    )
    options = parser.parse_args(arguments)
    # What cannot be read should be said before anything is measured.
    evaluated = json.loads(options.eval.read_text(encoding="utf-8")) if options.eval else None
    count = 1 if options.quick else _JOURNALS
    lines = [*_preface(count), *_table(count)]
    if options.pairs:
        lines += ["", *_pairs(options.pairs, count)]
    if evaluated is not None:
        lines += ["", *told(evaluated)]
    print("\n".join(lines))
    if not (options.quick or options.show):
        write_section("Similar events", lines)


def _preface(count: int) -> Iterator[str]:
    yield (
        f"Made by `python benchmarks/similar.py` on {datetime.now(UTC).date().isoformat()}: "
        f"Python {platform.python_version()}, {platform.system()}, laering {__version__}."
    )
    yield ""
    yield from fair.lines(count)
    yield ""
    yield _ABOUT
    yield ""
    yield f"The goal is at least {_SHOWN:g} shown with at most {_ALARMS:g} false alarms."
    yield ""


def _table(count: int) -> Iterator[str]:
    yield from _HEAD
    everything = Tally()
    for name in SETS:
        whole = Tally()
        for size in SIZES:
            found = sum((_journal(name, size, seed) for seed in range(count)), Tally())
            yield _line(f"{name}.jsonl", size, count, found)
            whole += found
        yield _line(f"**{name}.jsonl**", "all", count * len(SIZES), whole)
        everything += whole
    yield _line("**together**", "all", count * len(SIZES) * len(SETS), everything)


def _pairs(files: Sequence[Path], count: int) -> Iterator[str]:
    yield _PAIRS
    yield ""
    yield from _HEAD
    whole = Tally()
    for size in SIZES:
        found = Tally()
        for seed in range(count):
            with _scratch() as folder:
                found += tally_pairs(files[0], files[1], size, seed, folder)
        yield _line(files[0].stem, size, count, found)
        whole += found
    yield _line(f"**{files[0].stem}**", "all", count * len(SIZES), whole)


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for a journal, with the index beside it and not among those of whoever runs this."""
    with TemporaryDirectory(prefix="laering-similar-") as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder, "cache"))
        yield Path(folder, "journal")


def _journal(name: str, size: int, seed: int) -> Tally:
    with _scratch() as folder:
        return tally(name, size, seed, folder)


def _line(name: str, size: int | str, journals: int, found: Tally) -> str:
    met = found.shown_share >= _SHOWN and found.alarm_share <= _ALARMS
    cells = (
        name,
        size,
        journals,
        found.asked,
        f"{found.first_share:.2f}",
        found.shown,
        f"**{found.shown_share:.2f}**",
        found.unrelated,
        found.alarms,
        f"**{found.alarm_share:.3f}**",
        "yes" if met else "**no**",
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main(sys.argv[1:])
