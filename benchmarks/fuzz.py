"""Coverage-guided fuzzing of everything that reads a file: a long run beside the suite's own.

    python benchmarks/fuzz.py                 five minutes a target, then the figures to RESULTS.md
    python benchmarks/fuzz.py --seconds 60    as long as you like
    python benchmarks/fuzz.py --only inbox    one target, shown only
    python benchmarks/fuzz.py --show          the figures shown only

Nothing may raise, and no input may take longer than two seconds. The corpus of the tests and this
project's own entries are what it starts from. What is done with an input is in ``targets.py``.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from results import write_section

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ("entries", "inbox", "tables")
_RUNS = re.compile(r"#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+) corp: (\d+)")
_SLOWEST = 2
# What others send in: a file of the page, two mails, and the text of a document.
_SENT = (
    (
        b'---\n# laering skjema 1\ntitle: "A"\ndate: 2026-11-19\nsource: "avvik"\n---\n\n'
        b"## Hva skjedde?\n\nB\n\n## Bilder\n\n![C](data:image/png;base64,iVBORw0KGgo=)\n"
    ),
    (
        b"From: =?utf-8?q?K=C3=A5re?= <a@b.no>\nSubject: Avvik: A\n"
        b"Date: Fri, 20 Nov 2026 08:00 +0100\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/html; charset=cp1252\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"<p>A=E6<br>B</p>\n--b\nContent-Type: image/png; name=c.png\n"
        b"Content-Transfer-Encoding: base64\n\niVBORw0K\n--b--\n"
    ),
    b"From: a@b.no\nSubject: A\n\nKilde: avvik\nHva skjedde?\n- [ ] A @ola\n",
    (
        b'<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r>'
        b"<w:t>A</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Dato:</w:t></w:r></w:p></w:tc><w:tc><w:p>"
        b"<w:r><w:t>20.11.2026</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sdt><w:sdtPr>"
        b"<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Klikk</w:t></w:r></w:p>"
        b'</w:sdtContent></w:sdt><w:p><w:r><w:footnoteReference w:id="1"/><w:checkBox><w:checked/>'
        b"</w:checkBox></w:r></w:p></w:body></w:document>"
    ),
)
# Rows that others made: with separators, as JSON and JSON Lines, and as a sheet.
_ROWS = (
    b"Dato;Hva skjedde?;Tiltak;Ansvarlig;Frist;Status\r\n20.11.2026;A;B;Ola;1.12.2026;Lukket\r\n",
    'Tidsmerke,"Hva skjedde?",Kilde\n2026/11/20 9.30,"A\n""B""",avvik\n'.encode("utf-16"),
    b'[{"date": "2026-11-20", "title": "A", "text": "B", "tags": ["c"]}]',
    b'{"dato": "20.11.2026", "hva skjedde": "A", "frist": 46000}\n',
    (
        b'<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Dato</t></is></c>'
        b'<c t="inlineStr"><is><t>Hva skjedde?</t></is></c></row><row r="2" hidden="1">'
        b'<c t="str"><f>A1</f><v>20.11.2026</v></c><c t="e"><v>#REF!</v></c></row><row r="3">'
        b'<c><v>46000.5</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>'
    ),
)


class Run(NamedTuple):
    """One run: how many inputs, how much of the code they reached, how many were kept."""

    inputs: int
    edges: int
    features: int
    kept: int


def main(arguments: list[str]) -> int:
    """Fuzz for a while; gives 1 when something was found."""
    parser = argparse.ArgumentParser(description="Fuzz everything that reads a file.")
    parser.add_argument("--seconds", type=int, default=300, metavar="N", help="for each target")
    parser.add_argument("--only", choices=TARGETS, help="one target, shown only")
    parser.add_argument("--show", action="store_true", help="write no figures")
    parser.add_argument("--target", choices=TARGETS, help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args(arguments)
    if options.target:
        return _fuzz(options.target, rest)
    runs: dict[str, Run] = {}
    for name in [options.only] if options.only else TARGETS:
        run = _run(name, options.seconds)
        if run is None:
            return 1
        print(name, run, flush=True)
        runs[name] = run
    if not options.show and not options.only:
        write_section("Fuzzing", _told(options.seconds, runs))
    return 0


def _run(name: str, seconds: int) -> Run | None:
    """Fuzz one target; None, with what was found on the screen, when it raised or was slow."""
    with tempfile.TemporaryDirectory(prefix="laering-fuzz-") as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, data in enumerate((*_SENT, *_ROWS)):
            (seeds / f"sent-{number}").write_bytes(data)
        for path in (*(ROOT / "entries").glob("*.md"), *ROOT.glob("tests/files/corpus/*.md")):
            (seeds / path.name).write_bytes(path.read_bytes())
        done = subprocess.run(
            [
                *(sys.executable, __file__, "--target", name, str(seeds)),
                f"-max_total_time={seconds}",
                f"-timeout={_SLOWEST}",
                f"-artifact_prefix={folder}/",
                *("-max_len=8192", "-print_final_stats=1", "-verbosity=1"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            check=False,
            env={**os.environ, "TMPDIR": folder},
        )
        found = _RUNS.search(done.stderr)
        if done.returncode == 0 and found is not None:
            return Run(*(int(number) for number in found.groups()))
        sys.stderr.write(done.stderr[-5000:])
        for path in Path(folder).glob("[a-z]*-*"):
            if path.is_file():
                print(path.name, repr(path.read_bytes()))
        return None


def _told(seconds: int, runs: dict[str, Run]) -> list[str]:
    from targets import DONE_WITH

    how = (
        f"Made by `python benchmarks/fuzz.py --seconds {seconds}` on {date.today().isoformat()}, "
        f"Python {sys.version.split()[0]}, one process, with a load of {os.getloadavg()[2]:.0f} on "
        "the machine."
    )
    what = (
        "Inputs guided by coverage (atheris), each target by itself: how much of the code they "
        "reached, and how many were kept on the way. None raised, and none took longer than "
        f"{_SLOWEST} seconds."
    )
    rows = (
        f"| {name} | {DONE_WITH[name]} | {run.inputs:,} | {run.edges:,} | {run.features:,} "
        f"| {run.kept:,} |"
        for name, run in runs.items()
    )
    head = (
        "| target | each input was | inputs | edges | features | kept |",
        "|---|---|--:|--:|--:|--:|",
    )
    return [how, "", what, "", *head, *rows]


def _fuzz(name: str, arguments: list[str]) -> int:
    atheris: Any = import_module("atheris")

    with atheris.instrument_imports(include=["laering"]):
        import targets

    atheris.Setup([sys.argv[0], *arguments], targets.TARGETS[name]())
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
