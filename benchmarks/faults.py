"""Run the tests that inject faults, and write what they tried to RESULTS.md.

python benchmarks/faults.py
"""

import platform
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from results import write_section

ROOT = Path(__file__).resolve().parent.parent
_FIGURES = re.compile(r"^faults: (.+): (\d+) points, (\d+) runs: (.+)$", re.MULTILINE)
_HOW = """\
The real program under strace. Each call of write, fsync, open, link, rename, close, unlink and
their like that touches the journal's folder or the drafts' is a point. At each of them the call
fails with ENOSPC, EIO, EACCES or EDQUOT, or the program is killed. After every single run the
entry is complete or the text is in a draft or on the screen, and no other file has changed."""
_BESIDES = """\
Besides: 400 entries of one title written by 16 processes at once, 8 processes each finishing
another action of one file, and every stage of the dialogue killed (SIGKILL, SIGHUP) as soon
as what was typed is kept."""


def main() -> int:
    """Run them; gives what pytest gave."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "auto", "tests/faults"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    rows = _FIGURES.findall(done.stdout)
    if done.returncode != 0 or not rows:
        sys.stderr.write(done.stdout[-5000:])
        return done.returncode or 1
    points, runs = (sum(int(row[place]) for row in rows) for place in (1, 2))
    lines = [
        f"Made by `python benchmarks/faults.py` on {date.today()}, {platform.system()}.",
        "",
        _HOW,
        "",
        "| what | points | runs | how they ended |",
        "|---|--:|--:|---|",
        *(f"| {name} | {at} | {times} | {ends} |" for name, at, times, ends in rows),
        f"| together | {points} | {runs} | |",
        "",
        _BESIDES,
    ]
    print("\n".join(lines))
    write_section("Injected faults", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
