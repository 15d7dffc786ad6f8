"""Measure everything in ``rows`` and write RESULTS.md. Reports, never judges: it always exits 0.

python benchmarks/run.py            all of it, to RESULTS.md
python benchmarks/run.py --quick    smaller journals and fewer runs, shown only
python benchmarks/run.py --only 5   one row, shown only
python benchmarks/run.py --keep DIR leave the journals there, or use those that are there
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import measure
from results import write_section
from rows import ROWS, Goal, Peak, Ratio
from scene import Scene

_MEGABYTE = 1_000_000
_HEAD = (
    "| # | what | median | against | median | ratio | min–max | of medians | runs | goal | met |",
    "|--:|---|--:|---|--:|--:|--:|--:|--:|--:|:-:|",
)


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure laering against bare peers.")
    parser.add_argument("--quick", action="store_true", help="smaller journals, fewer runs")
    parser.add_argument("--only", type=int, metavar="N", help="this row only")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the journals stay")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="laering-bench-") as temporary:
        folder = (options.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        scene = Scene(folder, 1_000, 5_000, 5) if options.quick else Scene(folder, 10_000, 100_000)
        lines = []
        for line in chain(_HEAD, _measured(scene, options.only)):
            print(line, flush=True)
            lines.append(line)
    if not (options.quick or options.only):
        write_section("Speed", (*_preface(), *lines))


def _measured(scene: Scene, only: int | None) -> Iterator[str]:
    for row in ROWS:
        if only in (None, row.number):
            yield _peak(scene, row) if isinstance(row, Peak) else _ratio(scene, row)


def _ratio(scene: Scene, row: Ratio) -> str:
    sizes = {"small": f"{scene.small:,}", "large": f"{scene.large:,}"}
    what, against = row.what.format(**sizes), row.against.format(**sizes)
    try:
        found = measure.compare(*row.pair(scene), scene.most_runs)
    except measure.Failed as failure:
        return _failed(row.number, what, against, row.goal, failure)
    return _cells(
        row.number,
        what,
        _seconds(median(found.one)),
        against,
        _seconds(median(found.other)),
        f"**{found.ratio:.2f}**",
        f"{min(found.ratios):.2f}–{max(found.ratios):.2f}",
        f"{found.ratio_of_medians:.2f}",
        len(found.one),
        _limit(row.goal),
        _yes(met=row.goal.met(found.ratio)),
    )


def _peak(scene: Scene, row: Peak) -> str:
    what = f"peak memory of `laering {' '.join(row.arguments)}` at {scene.large:,}"
    try:
        found = scene.peak(scene.journal(scene.large), *row.arguments)
    except measure.Failed as failure:
        return _failed(row.number, what, "", row.goal, failure)
    megabytes = found.peak_bytes / _MEGABYTE
    return _cells(
        row.number,
        what,
        f"**{megabytes:.0f} MB** in {_seconds(found.seconds)}",
        *("", "", "", "", ""),
        1,
        f"{_limit(row.goal)} MB",
        _yes(met=row.goal.met(megabytes)),
    )


def _failed(number: int, what: str, against: str, goal: Goal, failure: measure.Failed) -> str:
    print(f"{what}: {failure}", file=sys.stderr)
    return _cells(number, what, "failed", against, "", "", "", "", 0, _limit(goal), _yes(met=False))


def _cells(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _limit(goal: Goal) -> str:
    return f"{'≥' if goal.at_least else '≤'} {goal.limit:g}"


def _yes(*, met: bool) -> str:
    return "yes" if met else "**no**"


def _preface() -> Iterator[str]:
    """What the figures are, and what they were made with."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("laering", "typer", "jrnl"))
    yield (
        f"Made by `make bench` on {datetime.now(UTC).date().isoformat()}: "
        f"Python {platform.python_version()}, {platform.system()}, "
        f"{os.cpu_count()} CPUs, {packages}."
    )
    yield ""
    yield (
        "Whole processes, from spawn to exit. The two of a row take turns, after a turn that only "
        "warms up; `ratio` is the median of the ratios within a turn, `min–max` their range, and "
        "`of medians` the ratio of the two medians. Entries are about 4 kB each, 800 a month. "
        "Memory is the largest that was resident, in one run. What each row runs is in `rows.py`."
    )
    yield ""


if __name__ == "__main__":
    main(sys.argv[1:])
