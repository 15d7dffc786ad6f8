"""What others write, read with ``--fra`` and as files among the entries; and what they send in.

    python benchmarks/foreign.py FOLDER...
    python benchmarks/foreign.py --sent FOLDER...

Each FOLDER holds a corpus of incidents in Markdown, named after it: a copy of a public repository,
of which nothing is kept. Every ``.md`` file but the README is given to ``laering ny --fra FILE
--kilde avvik`` without a terminal, in a fresh journal, and laid as it is into the ``entries`` of
another. What is counted: whole processes for the first, ``liste`` and ``sjekk`` for the second.

With ``--sent`` each holds mails, Word documents or pictures, the test data of others' readers. They
go through ``innboks``, see ``sent.py``; that needs mammoth, pandoc and exiftool.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import sent
from results import write_section

from laering.domain.entry import Entry
from laering.domain.period import everything
from laering.files.entry.foreign import read_markdown
from laering.files.journal.journal import open_journal

_HOW = """\
`--fra`: imported are those that became an entry, refused those that were not, with their reason;
named are the headings that were told as read as a question. Lost are the files of whose text a
word is not in the entry; the words of a heading that became a question are not counted. Own date
are those whose own header told the day. As entries: the same files laid into `entries/` as they
are. Read are those that `liste` has, named those that `sjekk` names; silent would be those that
neither has."""

_COLUMNS = (
    "| corpus | files | imported | refused | headings | lost | own date | read | named | silent |"
)

_HOW_SENT = """\
Test data of others' readers, nothing of which is kept here: each file is laid in `innboks/` of a
fresh journal, a picture as what is attached to a mail, and `laering innboks --alt --kilde avvik`
takes in what it can. Left are the others, with the reason. Words are those that another reader
finds in what was taken in (Python's `email` and pandoc for mails, mammoth for documents), lost
those that are not in the entry, and in how many files. Of the pictures that came out exiftool
tells how long the longest is, and how many say where, when or with what they were taken. Upright
are those that lie as exiftool says the original is to be shown."""

_SENT_COLUMNS = (
    "| corpus | files | taken in | left | words | lost | pictures | longest | traces | upright |"
)

_WORD = re.compile(r"\w+")


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.md"))
    return [path for path in found if path.name != "README.md" and ".git" not in path.parts]


def _laering(journal: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "laering", "--journal", str(journal), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "HOME": str(journal), "XDG_STATE_HOME": str(journal / "state")},
    )


def _words(text: str) -> set[str]:
    lines = (line for line in text.split("\n") if not line.lstrip().startswith("#"))
    return {word for line in lines for word in _WORD.findall(line)}


def _imported(files: Sequence[Path], root: Path) -> Iterator[str]:
    (root / "entries").mkdir(parents=True)
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for path in files:
        before = set((root / "entries").iterdir())
        done = _laering(root, "ny", "--fra", str(path), "--kilde", "avvik")
        made = set((root / "entries").iterdir()) - before
        if done.returncode or len(made) != 1:
            told = [line for line in done.stderr.split("\n") if line.startswith("Feil: ")]
            reasons[told[-1].removeprefix("Feil: ") if told else "?"] += 1
            continue
        counts["imported"] += 1
        counts["named"] += done.stderr.count("» ble lest som «")
        kept = made.pop().read_text("utf-8")
        body = read_markdown(path.read_text("utf-8").removeprefix("\ufeff"))[1]
        counts["lost"] += not _words(body) <= set(_WORD.findall(kept))
    entries = open_journal(root).within(everything()).entries
    own = sum(entry.date != date.today() for entry in entries)
    yield f"{counts['imported']}"
    yield ", ".join(f"{count} ({reason})" for reason, count in reasons.items()) or "0"
    yield f"{counts['named']}"
    yield f"{counts['lost']}"
    yield f"{own}"


def _as_entries(files: Sequence[Path], root: Path) -> Iterator[str]:
    (root / "entries").mkdir(parents=True)
    for number, path in enumerate(files):
        (root / "entries" / f"{number}.md").write_bytes(path.read_bytes())
    journal = open_journal(root)
    paths = {place.path for place in journal.places()}
    listed = json.loads(_laering(root, "liste", "--json").stdout or "[]")
    listed = listed if isinstance(listed, list) else listed["entries"]
    read = {each["path"] for each in listed}
    told = _laering(root, "sjekk").stdout
    named = {path for path in paths if f"{path}:" in told}
    assert read == {path for path in paths if isinstance(journal.read_one(path), Entry)}
    yield f"{len(read)}"
    yield f"{len(named)}"
    yield f"{len(paths - read - named)}"


def main(arguments: Sequence[str]) -> int:
    """Count, and write the section; 1 when a file vanished without a word."""
    if arguments[:1] == ["--sent"]:
        return _sent(arguments[1:])
    return _written(arguments)


def _sent(folders: Sequence[str]) -> int:
    how = f"Made by `python benchmarks/foreign.py --sent FOLDER…` on {date.today()}."
    lines = [how, "", _HOW_SENT, "", _SENT_COLUMNS, "|---|--:|--:|---|--:|--:|--:|--:|--:|--:|"]
    silent = 0
    for name in folders:
        with tempfile.TemporaryDirectory() as made:
            found = sent.count(Path(name), Path(made), _laering)
        silent += found.files - found.taken - found.left.total()
        lines.append(f"| {' | '.join(sent.cells(Path(name).name, found))} |")
        print(lines[-1], *(f"  {file}: {words}" for file, words in found.losing), sep="\n")
    write_section("What others send in", lines)
    return int(silent > 0)


def _written(folders: Sequence[str]) -> int:
    lines = [f"Made by `python benchmarks/foreign.py FOLDER…` on {date.today()}.", "", _HOW, ""]
    lines += [
        _COLUMNS,
        "|---|--:|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    silent = 0
    for name in folders:
        files = _files(Path(name))
        with tempfile.TemporaryDirectory() as made:
            cells = [
                *_imported(files, Path(made, "a")),
                *_as_entries(files, Path(made, "b")),
            ]
        silent += int(cells[-1])
        lines.append(f"| {Path(name).name} | {len(files)} | {' | '.join(cells)} |")
    print("\n".join(lines))
    write_section("What others write", lines)
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
