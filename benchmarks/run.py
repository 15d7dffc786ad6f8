"""Measure everything in ``rows`` and write RESULTS.md. Reports, never judges: it always exits 0.

python benchmarks/run.py            all of it, to RESULTS.md
python benchmarks/run.py --quick    smaller journals and fewer runs, shown only
python benchmarks/run.py --only 5   one row, shown only
python benchmarks/run.py --only 5 --put   the same, put in its place in RESULTS.md
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
from tempfile import TemporaryDirectory

import table
from journals import RARE_ENTRIES
from results import write_row, write_section
from rows import ROWS
from scene import Scene
from searches import SENTENCE
from words import RARE

_NOTES = f"""\
Rows 11 to 15: the index is fresh, and no file so new that it would be looked at again. The sentence
is «{SENTENCE}».
«{RARE}» stands in {RARE_ENTRIES} entries of each journal, the same ones.

Row 13: the cache folder is emptied before each run. The loop opens every file, reads all its bytes,
parses the front matter with libyaml into Python objects, and does nothing with the rest. Met is
what takes at most 1.5 times as long as the loop and a millisecond more for each entry.

Row 14: each run finds one file with another text, written right before it. A file this new is
looked at again the next time; so it is compared with a journal of the same entries where nothing
was changed.

A comparison with nb's search is left out: neither an npm package nor a Debian package of it was to
be had."""
_NO_RIPGREP = "ripgrep was not installed, so what is compared with it is left out."


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure laering against bare peers.")
    parser.add_argument("--quick", action="store_true", help="smaller journals, fewer runs")
    parser.add_argument("--only", type=int, metavar="N", help="this row only")
    parser.add_argument("--put", action="store_true", help="write the one row to RESULTS.md")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the journals stay")
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="laering-bench-") as temporary:
        folder = (options.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        scene = Scene(folder, 1_000, 5_000, 5) if options.quick else Scene(folder, 10_000, 100_000)
        lines = []
        ripgrep = scene.ripgrep_version()
        for line in chain(table.HEAD, _measured(scene, options.only)):
            print(line, flush=True)
            lines.append(line)
    if options.only and options.put and not options.quick:
        note = f"on {_today()}, with a load of {os.getloadavg()[1]:.0f} on the machine."
        write_row("Speed", options.only, lines[len(table.HEAD) :], note)
    if not (options.quick or options.only):
        write_section("Speed", (*_preface(ripgrep), *lines, "", *_notes(ripgrep)))


def _measured(scene: Scene, only: int | None) -> Iterator[str]:
    for row in ROWS:
        if only in (None, row.number):
            line = table.line(scene, row)
            if line is not None:
                yield line


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _preface(ripgrep: str | None) -> Iterator[str]:
    """What the figures are, and what they were made with."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("laering", "typer", "jrnl"))
    packages += f", {ripgrep}" if ripgrep else ""
    yield (
        f"Made by `make bench` on {_today()}: "
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


def _notes(ripgrep: str | None) -> Iterator[str]:
    """What the rows do not say themselves."""
    yield _NOTES
    if ripgrep is None:
        yield ""
        yield _NO_RIPGREP


if __name__ == "__main__":
    main(sys.argv[1:])
