"""Coverage-guided fuzzing of everything that reads a file: a long run beside the suite's own.

    python benchmarks/fuzz.py                 five minutes, then the figures to RESULTS.md
    python benchmarks/fuzz.py --seconds 60    as long as you like
    python benchmarks/fuzz.py --show          the figures shown only

Nothing may raise, and no input may take longer than two seconds. The corpus of the tests and this
project's own entries are what it starts from.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from results import write_section

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
CAME = datetime(2026, 11, 23)  # noqa: DTZ001  # their clock
_RUNS = re.compile(r"#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+) corp: (\d+)")
_SLOWEST = 2
# What others send in: a file of the page, and two mails.
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
)


def main(arguments: list[str]) -> int:
    """Fuzz for a while; gives 1 when something was found."""
    parser = argparse.ArgumentParser(description="Fuzz everything that reads a file.")
    parser.add_argument("--seconds", type=int, default=300, metavar="N")
    parser.add_argument("--show", action="store_true", help="write no figures")
    parser.add_argument("--target", action="store_true", help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args(arguments)
    if options.target:
        return _fuzz(rest)
    with tempfile.TemporaryDirectory(prefix="laering-fuzz-") as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, data in enumerate(_SENT):
            (seeds / f"sent-{number}").write_bytes(data)
        for path in (*(ROOT / "entries").glob("*.md"), *ROOT.glob("tests/files/corpus/*.md")):
            (seeds / path.name).write_bytes(path.read_bytes())
        done = subprocess.run(
            [
                *(sys.executable, __file__, "--target", str(seeds)),
                f"-max_total_time={options.seconds}",
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
        )
        found = _RUNS.search(done.stderr)
        if done.returncode != 0 or found is None:
            sys.stderr.write(done.stderr[-5000:])
            for path in Path(folder).glob("[a-z]*-*"):
                if path.is_file():
                    print(path.name, repr(path.read_bytes()))
            return 1
    lines = _told(options.seconds, *(int(number) for number in found.groups()))
    print("\n".join(lines))
    if not options.show:
        write_section("Fuzzing", lines)
    return 0


def _told(seconds: int, runs: int, edges: int, features: int, kept: int) -> list[str]:
    how = (
        f"Made by `python benchmarks/fuzz.py --seconds {seconds}` on {date.today().isoformat()}, "
        f"Python {sys.version.split()[0]}, one process."
    )
    what = (
        f"{runs:,} inputs in {seconds} seconds, guided by coverage (atheris): {edges:,} edges and "
        f"{features:,} features reached, {kept:,} inputs kept on the way. Each was read, checked, "
        "mended, shown in every format and written again, and read as what others send in, as text "
        "and as mail. None raised, and none took longer than "
        f"{_SLOWEST} seconds."
    )
    return [how, "", what]


def _fuzz(arguments: list[str]) -> int:
    atheris: Any = import_module("atheris")

    with atheris.instrument_imports(include=["laering"]):
        from laering.domain import body, check, mend, report, survey
        from laering.domain.entry import DEFAULT_SOURCES, Draft, Entry
        from laering.domain.errors import LaeringError
        from laering.domain.period import month
        from laering.files import checking, exchange
        from laering.files.entry import codec
        from laering.ui.formats import data as json_data
        from laering.ui.formats import table

        arrives = _arriving()
    known = check.Known({"avvik": "Avvik og feil"}, "nb", {"a": ["entries/a.md"]})
    november = month(2026, 11)

    def one(data: bytes) -> None:
        found = codec.read(data, "entries/2026-11-01-a.md")
        _check(data)
        with suppress(LaeringError):
            exchange.read_given(data, "a.md", TODAY)
        mend.recoded(data)
        arrives(data)
        if not isinstance(found, Entry):
            return
        parts = body.unpack(found)
        assert body.actions_in(found.packed) == parts.actions
        json_data.dumps(json_data.entry_data(found, TODAY, "a"))
        tasks = [
            survey.Task(found.id, found.path, found.date, found.source, action, found.private)
            for action in parts.actions
        ]
        read = survey.Survey([found], Counter(), [], tasks, [])
        made = report.build([read], DEFAULT_SOURCES, november, TODAY, journal="a")
        for form in table.FORMATS:
            # A PDF takes too long here; its own tests say what it makes of anything.
            for piece in form.render(made, "") if form.encoding else ():
                assert isinstance(piece, str)
                piece.encode("utf-8", "replace")
        again = Draft(found.title, found.date, found.source, found.outcome, found.tags, body=parts)
        written = codec.read(codec.write(again, "nb").encode("utf-8", "replace"), "entries/a.md")
        assert isinstance(written, Entry)
        assert written.title == found.title
        assert body.unpack(written).answers == parts.answers

    def _check(data: bytes) -> None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return
        path = "entries/2026-11-01-a.md"
        problems = list(check.in_text(path, text))
        look = codec.look(text, path)
        if isinstance(look, check.Look):
            problems += check.in_entry(look, known)
        checking.mended(text, path, problems, known)

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()
    return 0


def _arriving() -> Callable[[bytes], None]:
    """Read bytes as what others send in: text and mail, which make no action, and HTML."""
    from laering.domain.arrival import MAIL, TEXT
    from laering.domain.body import compose, split
    from laering.domain.entry import Answers, Body
    from laering.domain.errors import BadArrival
    from laering.files.incoming.inbox import Item
    from laering.files.incoming.letters import read_letter
    from laering.files.incoming.markup import text_in

    def one(data: bytes) -> None:
        text_in(data.decode("utf-8", "replace"))
        for kind in (TEXT, MAIL):
            with suppress(BadArrival):
                item = Item("a", CAME, kind)
                letter = read_letter(item, data, ROOT, {"avvik": "Avvik og feil"}, TODAY)
                for given in (piece.given for piece in letter.pieces):
                    told = (given.happened, given.learned, given.differently)
                    answers = Answers(*(each or "" for each in told))
                    body = Body(answers, (), given.preamble, given.more)
                    assert split(compose(body, "nb")).actions == ()

    return one


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
