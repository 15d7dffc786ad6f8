"""The real program in odd surroundings: the right result or a clear error, and never a mess.

Every run is a process of its own with an environment built from nothing. Whatever surrounds it,
what it shows is UTF-8, no error is a crash, and no half-made file is left.
"""

import errno
import json
import os
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import pytest

from tests.support.dialogue import DAY, save
from tests.support.needs import cannot_run, powerless, works
from tests.support.runs import PROGRAM, TODAY, Result
from tests.support.screen import Desk, Window, person
from tests.support.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the surroundings are those of POSIX")

JOURNAL = "Blåbær og øl"
TITLE = "Åse så «blåbær» – på Ås"
HAPPENED = "Kari så «to» bokser – én med blåbær, én med øl."
LEARNED = "Rødgrøt må på is – straks."
DIFFERENTLY = "Én kasse til «bær» på Ås."
AUTHOR = "Bjørg Åsen"
NY = (
    "ny",
    *("--kilde", "avvik"),
    *("--utfall", "mindre-bra"),
    *("--skjedde", HAPPENED),
    *("--lært", LEARNED),
    *("--neste", DIFFERENTLY),
    *("--tittel", TITLE),
    *("--dato", "2024-01-15"),
    *("--merke", "lørdag"),
    *("--tiltak", "Kjøpe «nye» bær @åse 2024-02-15"),
)
ID = "2024-01-15-ase-sa-blabaer-pa-as"
FILE = f"entries/{ID}.md"
ENTRY = f"""\
---
title: {TITLE}
date: 2024-01-15
source: avvik
outcome: mindre-bra
tags: [lørdag]
author: {AUTHOR}
written: {TODAY}
---

## Hva skjedde?

{HAPPENED}

## Hva kan vi lære av det?

{LEARNED}

## Hva kan vi gjøre annerledes neste gang?

{DIFFERENTLY}

- [ ] Kjøpe «nye» bær @åse 📅 2024-02-15
"""
OLD_ID = "2023-11-02-kølapp"
OLD = """\
---
title: Køen var lang – på Øya
date: 2023-11-02
source: kunde
---

## Hva skjedde?

Kunden «sto» i kø – på Øya.

## Hva kan vi lære av det?

Flere kølapper.

## Hva kan vi gjøre annerledes neste gang?

Trykke flere.
"""


@dataclass(frozen=True)
class Around:
    """What surrounds a run: its environment, and what comes before the program in the process.

    ``first`` is Python that is run in the process which then becomes the program, and ``before``
    a command that runs it. ``typed`` is how the terminal writes letters.
    """

    environment: Mapping[str, str | None] = field(default_factory=dict)
    first: str = ""
    before: tuple[str, ...] = ()
    typed: str = "utf-8"


NOTHING_ODD = Around()


class Place:
    """A home, and a journal with one earlier entry in a folder of its own."""

    def __init__(self, root: Path, *, names: str = "utf-8") -> None:
        self.root = root
        self.home = root / "hjemme"
        self.home.mkdir()
        self.journal = root / _named(JOURNAL, names)
        folder = self.journal / "entries" / _named("År æøå", names)
        folder.mkdir(parents=True)
        (folder / f"{_named(OLD_ID, names)}.md").write_text(OLD, encoding="utf-8")
        (self.journal / "laering.toml").write_text('name = "Bær på Ås"\n', encoding="utf-8")

    def environment(self, more: Mapping[str, str | None]) -> dict[str, str]:
        """What the program finds in its environment; None takes away."""
        found: dict[str, str | None] = {**person(self.home), **more}
        return {name: value for name, value in found.items() if value is not None}

    def start(
        self,
        *arguments: str | bytes,
        around: Around = NOTHING_ODD,
        folder: Path | None = None,
        stdout: int | IO[bytes] = subprocess.PIPE,
    ) -> "subprocess.Popen[bytes]":
        """Start the program, with pipes for the streams."""
        return subprocess.Popen(
            [
                *around.before,
                *_program(around.first),
                *(
                    each if isinstance(each, bytes) else each.encode(around.typed)
                    for each in arguments
                ),
            ],
            cwd=folder or self.journal,
            env=self.environment(around.environment),
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )

    def run(
        self,
        *arguments: str | bytes,
        around: Around = NOTHING_ODD,
        stdin: bytes = b"",
        folder: Path | None = None,
        stdout: int | IO[bytes] = subprocess.PIPE,
    ) -> Result:
        """Run the program to its end. It may refuse, but not crash, nor leave a mess."""
        with self.start(*arguments, around=around, folder=folder, stdout=stdout) as process:
            out, err = process.communicate(stdin, timeout=PATIENCE)
        result = Result(process.returncode, out or b"", err.decode("utf-8"))
        for crash in ("Traceback", "sviktet", "Exception ignored", "Fatal Python"):
            assert crash not in result.stderr + result.raw.decode("utf-8", "replace"), result
        assert result.code >= 0, f"ended by signal {-result.code}"
        assert not [path for path in self.root.rglob("*") if path.name.startswith(".laering-")]
        return result

    def entries(self) -> dict[str, bytes]:
        """Every file among the entries, as if what is in it was written ``TODAY``."""
        folder = self.journal / "entries"
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.name: as_today(path.read_bytes()) for path in files}

    def drafts(self) -> list[Path]:
        """The drafts that were left behind."""
        return [path for path in self.root.rglob("*.json") if path.parent.name == "drafts"]


def as_today(text: bytes) -> bytes:
    """An entry as if it was written ``TODAY``, and not when the program asked the clock."""
    return re.sub(rb"(?m)^(written: )\d{4}-\d\d-\d\d$", rb"\g<1>%s" % f"{TODAY}".encode(), text)


def _named(name: str, encoding: str) -> str:
    """A file's name as the system knows it when it was written in ``encoding``."""
    return os.fsdecode(name.encode(encoding))


def _program(first: str) -> tuple[str, ...]:
    """The program's command; with ``first``, after those statements in the same process."""
    if not first:
        return PROGRAM
    modules = "import os, resource, signal, sys"
    become = f"os.execv({PROGRAM[0]!r}, [*{PROGRAM!r}, *sys.argv[1:]])"
    return (sys.executable, "-I", "-S", "-c", f"{modules}\n{first}\n{become}")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A place whose permissions are given back, so that it can be removed."""
    yield Place(tmp_path)
    for folder in [tmp_path, *tmp_path.rglob("*")]:
        if folder.is_dir() and not folder.is_symlink():
            folder.chmod(0o700)


def assert_clear(result: Result, code: int, *words: str) -> None:
    """An error that a person understands: this status, a sentence or two, in Norwegian."""
    assert result.code == code, result
    assert result.stderr.startswith("Feil: "), result.stderr
    assert len(result.stderr) < 1000
    for word in words:
        assert word in result.stderr
    for number in (errno.EBADF, errno.EFBIG, errno.EMFILE, errno.EAGAIN, errno.ECHILD):
        assert os.strerror(number) not in result.stderr


def assert_all_is_well(
    place: Place, around: Around, *, folder: Path | None = None, before: tuple[str, ...] = ()
) -> None:
    """Write, read and err once, in every way that shows letters; all of it comes out right.

    ``before`` are arguments that stand before every command.
    """

    def told(text: str) -> str:
        return text if around.typed == "utf-8" else text.replace("–", "-")

    def run(*arguments: str) -> Result:
        found = place.run(*before, *map(told, arguments), around=around, folder=folder)
        expected = int("blåbærsyltetøy" in arguments)
        assert found.code == expected, found
        return found

    known = place.entries()
    where = f"{place.journal}/" if folder else ""
    saved = run(*NY)
    assert "Feil" not in saved.stderr
    assert saved.raw == f"Lagret: {where}{FILE}\n".encode("utf-8", "replace")
    assert place.entries() == {**known, f"{ID}.md": told(ENTRY).encode()}
    assert place.drafts() == []

    listed = run("liste")
    assert listed.stderr == ""
    newest, oldest = listed.stdout.splitlines()
    assert newest == told(f"2024-01-15\tavvik\t{TITLE}\t{ID}")
    assert oldest.startswith("2023-11-02\tkunde\tKøen var lang – på Øya\t2023-11-02-k")
    assert oldest.endswith(OLD_ID) or around.typed != "utf-8"

    shown = run("vis", "siste")
    assert shown.stderr == ""
    for text in (TITLE, HAPPENED, LEARNED, DIFFERENTLY, AUTHOR, "#lørdag", "Kjøpe «nye» bær"):
        assert told(text) in shown.stdout
    assert as_today(run("vis", "siste", "--rå").raw) == told(ENTRY).encode()

    values = json.loads(run("vis", "siste", "--json").stdout)
    assert values["happened"] == told(HAPPENED)
    assert [action["owner"] for action in values["actions"]] == ["åse"]
    old = run("vis", OLD_ID if around.typed == "utf-8" else OLD_ID[:10])
    assert "Køen var lang – på Øya" in old.stdout

    report = run("rapport", "2024-01")
    assert report.stdout.startswith("Hva vi lærte: januar 2024\nBær på Ås · 1 lærdom")
    assert told(HAPPENED) not in report.stdout
    assert told(LEARNED) in report.stdout

    wrong = run("vis", "blåbærsyltetøy")
    assert wrong.raw == b""
    assert wrong.stderr.startswith("Feil: Ingen lærdom passer til «blåbærsyltetøy».")


# --- Letters

ENCODINGS: dict[str, dict[str, str | None]] = {
    "C": {"LC_ALL": "C"},
    "C-without-utf8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX-without-coercion": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
    "no-locale": {"LANG": None},
    "unknown-locale": {"LC_ALL": "xx_YY.UTF-8"},
    "without-utf8": {"PYTHONUTF8": "0"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "ascii-strict-in-C": {
        "PYTHONIOENCODING": "ascii:strict",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "optimized": {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
    "unbuffered": {"PYTHONUNBUFFERED": "1"},
}


@pytest.mark.parametrize("environment", ENCODINGS.values(), ids=ENCODINGS)
def test_letters_are_right_whatever_the_environment_says_of_them(
    place: Place, environment: dict[str, str | None]
) -> None:
    assert_all_is_well(place, Around({**environment, "LAERING_AUTHOR": AUTHOR}))


@pytest.mark.parametrize("name", ["C-without-utf8", "without-utf8"])
def test_files_and_folders_get_the_names_that_were_typed(place: Place, name: str) -> None:
    around = Around(ENCODINGS[name])

    made = place.run("start", "Ny på Ås", around=around)
    written = place.run("rapport", "2023-11", "--ut", "Året på Ås.md", around=around)
    given = place.journal / "Frå Åse.json"
    given.write_text(json.dumps({"source": "avvik", "happened": "Blåbær"}), encoding="utf-8")
    read = place.run("ny", "--fra", "Frå Åse.json", "--senere", around=around)

    assert (made.code, written.code, read.code) == (0, 0, 0)
    assert f"{place.journal}/Ny på Ås" in made.stdout
    settings = (place.journal / "Ny på Ås" / "laering.toml").read_text(encoding="utf-8")
    assert 'name = "Ny på Ås"' in settings
    assert "Året på Ås.md" in written.stderr
    assert "Øya" in (place.journal / "Året på Ås.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["C-without-utf8", "ascii", "cp1252"])
def test_letters_in_what_is_read_are_right_too(place: Place, name: str) -> None:
    around = Around(ENCODINGS[name])

    result = place.run(
        "ny", "-t", "Fra et rør", around=around, stdin=f"avvik\n{HAPPENED}\n{LEARNED}\n\n".encode()
    )

    assert result.code == 0, result.stderr
    found = json.loads(place.run("vis", "rør", "--json", around=around).stdout)
    assert (found["happened"], found["learned"]) == (HAPPENED, LEARNED)


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> Around:
    """A locale with one byte to a letter; made when the machine has none."""
    known = subprocess.run(["locale", "-a"], capture_output=True, check=False).stdout.decode()
    found = re.search(r"(?im)^\w+\.iso-?8859-?15?$", known)
    letters: dict[str, str | None] = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    if found:
        return Around({**letters, "LC_ALL": found[0]}, typed="latin-1")
    folder = tmp_path_factory.mktemp("locale")
    name = "nb_NO.ISO-8859-1"
    if shutil.which("localedef") is None:
        cannot_run(
            "there is neither a Latin-1 locale nor localedef to make one", on_this_machine=False
        )
    made = subprocess.run(
        ["localedef", "--no-archive", "-i", "nb_NO", "-f", "ISO-8859-1", str(folder / name)],
        capture_output=True,
        check=False,
    )
    if not (folder / name / "LC_CTYPE").exists():
        cannot_run(f"no Latin-1 locale can be made: {made.stderr.decode()}", on_this_machine=False)
    return Around({**letters, "LC_ALL": name, "LOCPATH": str(folder)}, typed="latin-1")


def test_a_latin_locale_is_really_there(latin: Around) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"],
        env={name: value for name, value in latin.environment.items() if value is not None},
        capture_output=True,
        check=True,
    )
    assert asked.stdout.strip() == b"iso8859-1"


def test_letters_are_right_in_a_latin_locale(latin: Around, tmp_path: Path) -> None:
    place = Place(tmp_path, names="latin-1")
    author = {"LAERING_AUTHOR": _named(AUTHOR, "latin-1")}
    assert_all_is_well(place, replace(latin, environment={**latin.environment, **author}))


# --- Arguments and names that are not UTF-8


@pytest.mark.parametrize("name", ["no-locale", "C-without-utf8"])
def test_a_byte_that_is_not_utf8_in_an_answer_is_a_western_letter(place: Place, name: str) -> None:
    around = Around({**ENCODINGS[name], "LAERING_AUTHOR": _named(AUTHOR, "cp1252")})

    result = place.run(*NY[:6], HAPPENED.encode("cp1252"), "--senere", around=around)

    assert result.code == 0, result.stderr
    found = json.loads(place.run("vis", "kari", "--json").stdout)
    assert found["happened"] == HAPPENED
    assert found["author"] == AUTHOR


@pytest.mark.parametrize("name", ["no-locale", "C-without-utf8"])
def test_a_journal_whose_name_is_not_utf8_works(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path, names="latin-1")
    around = Around({**ENCODINGS[name], "LAERING_AUTHOR": AUTHOR})

    by_option = ("--journal", os.fsencode(place.journal))
    saved = place.run(*by_option, *NY, around=around, folder=tmp_path)
    listed = place.run(*by_option, "liste", around=around, folder=tmp_path)
    report = place.run(
        "rapport", "2023-11", "-j", os.fsencode(place.journal), around=around, folder=tmp_path
    )
    chosen = replace(around, environment={**ENCODINGS[name], "LAERING_JOURNAL": str(place.journal)})
    by_environment = place.run("vis", "siste", around=chosen, folder=tmp_path)
    within = place.run("vis", "siste", around=around)

    assert saved.code == 0, saved.stderr
    assert saved.stdout.startswith("Lagret: ")
    assert place.entries()[f"{ID}.md"] == ENTRY.encode()
    assert listed.code == 0, listed.stderr
    assert "Køen var lang – på Øya" in listed.stdout
    assert report.code == 0, report.stderr
    assert "Køen var lang – på Øya" in report.stdout
    assert (by_environment.code, within.code) == (0, 0)
    assert HAPPENED in by_environment.stdout
    assert HAPPENED in within.stdout


def test_a_file_to_read_whose_name_is_not_utf8_is_found(place: Place) -> None:
    name = "Blåbær.json".encode("latin-1")
    with open(os.path.join(os.fsencode(place.journal), name), "wb") as file:
        file.write(json.dumps({"source": "avvik", "happened": "Blåbær"}).encode())

    assert place.run("ny", "--fra", name, "--senere").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        (("søk-på".encode("latin-1"),), 2, "søk-på"),
        (("vis", "blåbær".encode("latin-1")), 1, "«blåbær»"),
        (("--språk".encode("latin-1"), "en", "kilder"), 0, "Own experience"),
        (("liste", "-k", "blåbær".encode("latin-1")), 2, "«blåbær»"),
        (("--journal", "blåbær".encode("latin-1"), "liste"), 2, "bl"),
        (("ny", "--fra", "blåbær".encode("latin-1")), 2, "bl"),
        (("rapport", "-f", "blåbær".encode("latin-1")), 2, "«blåbær»"),
    ],
    ids=["command", "entry", "option", "source", "journal", "file", "format"],
)
def test_an_unknown_word_that_is_not_utf8_gives_a_clear_error(
    place: Place, arguments: tuple[str | bytes, ...], code: int, shown: str
) -> None:
    result = place.run(*arguments)

    if code:
        assert_clear(result, code, shown)
        assert result.raw == b""
    else:
        assert (result.code, result.stderr) == (0, "")
        assert shown in result.stdout


@pytest.mark.parametrize("name", ["LAERING_LANG", "EDITOR", "VISUAL", "LAERING_JOURNAL"])
def test_an_environment_that_is_not_utf8_gives_a_clear_error(place: Place, name: str) -> None:
    around = Around({name: _named("blåbær", "latin-1")})

    result = place.run("rediger", OLD_ID, around=around)

    assert_clear(result, 2 if name.startswith("LAERING") else 1, "bl")


# --- Streams


def test_what_is_shown_is_utf8_in_a_file_too(place: Place) -> None:
    around = Around({"LAERING_AUTHOR": AUTHOR, "PYTHONIOENCODING": "cp1252"})
    out = place.root / "ut.txt"
    for arguments, expected in (
        (NY, f"Lagret: {FILE}\n"),
        (("vis", "siste", "--rå"), ENTRY),
        (("liste", "-k", "avvik"), f"2024-01-15\tavvik\t{TITLE}\t{ID}\n"),
    ):
        with out.open("wb") as file:
            assert place.run(*arguments, around=around, stdout=file).code == 0
        assert as_today(out.read_bytes()) == expected.encode()


@pytest.mark.parametrize("closed", ["0", "1", "2", "01", "02", "12", "012"])
def test_closed_streams_stop_nobody(place: Place, closed: str) -> None:
    first = "\n".join(f"os.close({number})" for number in closed)
    around = Around({"LAERING_AUTHOR": AUTHOR}, first)

    saved = place.run(*NY, around=around)
    listed = place.run("liste", "-k", "avvik", around=around)
    report = place.run("rapport", "2024-01", "--json", around=around)
    wrong = place.run("vis", "blåbærsyltetøy", around=around)

    assert (saved.code, listed.code, report.code, wrong.code) == (0, 0, 0, 1)
    assert place.entries()[f"{ID}.md"] == ENTRY.encode()
    assert len(place.entries()) == 2
    if "1" not in closed:
        assert saved.stdout == f"Lagret: {FILE}\n"
        assert listed.stdout == f"2024-01-15\tavvik\t{TITLE}\t{ID}\n"
        assert json.loads(report.stdout)["count"] == 1
    if "2" not in closed:
        assert_clear(wrong, 1, "«blåbærsyltetøy»")


def test_without_an_input_the_questions_that_lack_an_answer_are_named(place: Place) -> None:
    result = place.run("ny", "-k", "avvik", around=Around(first="os.close(0)"))

    assert_clear(result, 2, "Hva skjedde?", "Hva kan vi lære av det?")
    assert len(place.entries()) == 1


FULL = "os.dup2(os.open('/dev/full', os.O_WRONLY), {})"
has_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")


@has_full
def test_an_output_that_is_full_is_told_and_the_entry_is_saved(place: Place) -> None:
    result = place.run(*NY, around=Around({"LAERING_AUTHOR": AUTHOR}, FULL.format(1)))

    assert_clear_at_end(result, "disken er full")
    assert place.entries()[f"{ID}.md"] == ENTRY.encode()
    assert place.drafts() == []


@has_full
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--json",),
        ("liste",),
        ("liste", "--json"),
        ("vis", OLD_ID),
        ("vis", OLD_ID, "--rå"),
        ("kilder",),
        ("rapport", "2023-11"),
        ("rapport", "2023-11", "-f", "csv"),
        ("--help",),
        ("liste", "--help"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_an_output_that_is_full_is_an_error(place: Place, arguments: tuple[str, ...]) -> None:
    assert_clear(place.run(*arguments, around=Around(first=FULL.format(1))), 1, "disken er full")


@has_full
@pytest.mark.parametrize("streams", [(2,), (1, 2)])
def test_a_full_place_for_messages_changes_no_status(place: Place, streams: tuple[int]) -> None:
    first = "\n".join(FULL.format(stream) for stream in streams)
    around = Around({"LAERING_AUTHOR": AUTHOR}, first)

    assert place.run(*NY, around=around).code == int(1 in streams)
    assert place.run("liste", around=around).code == int(1 in streams)
    assert place.run("vis", "blåbærsyltetøy", around=around).code == 1
    assert place.entries()[f"{ID}.md"] == ENTRY.encode()


@pytest.mark.parametrize(
    ("first", "arguments"),
    [
        ("os.dup2(os.open('/dev/null', os.O_RDONLY), 1)", ("liste",)),
        ("os.dup2(os.open('/dev/null', os.O_WRONLY), 0)", ("ny", "-k", "avvik")),
        ("os.dup2(os.open('/dev/null', os.O_WRONLY), 0)", ("ny", "--fra", "-")),
    ],
    ids=["output", "input", "file"],
)
def test_a_stream_that_is_open_the_wrong_way_is_told(
    place: Place, first: str, arguments: tuple[str, ...]
) -> None:
    result = place.run(*arguments, around=Around(first=first))

    assert result.code in (1, 2)
    assert_clear(result, result.code)
    assert len(place.entries()) == 1


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A journal so large that a pipe does not take the list of it, and a report takes two."""
    place = Place(tmp_path_factory.mktemp("stor"))
    for number in range(4400):
        day = f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
        path = place.journal / "entries" / f"{day}-bær-{number}.md"
        path.write_text(OLD.replace("2023-11-02", day), encoding="utf-8")
    return place


@pytest.mark.parametrize("kind", ["SIG_IGN", "SIG_DFL"])
@pytest.mark.parametrize(
    "arguments", [("liste",), ("liste", "--json"), ("rapport", "alt", "-f", "md")], ids=" ".join
)
def test_a_reader_that_has_seen_enough_is_no_error(
    large: Place, arguments: tuple[str, ...], kind: str
) -> None:
    around = Around(first=f"signal.signal(signal.SIGPIPE, signal.{kind})")
    with large.start(*arguments, around=around) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.close()
        assert process.stdout.readline().decode("utf-8")
        process.stdout.close()
        told = process.stderr.read()
        assert (process.wait(PATIENCE), told) == (0, b"")


@pytest.mark.parametrize("kind", ["SIG_IGN", "SIG_DFL"])
def test_an_entry_is_saved_even_when_nobody_reads_where(place: Place, kind: str) -> None:
    around = Around({"LAERING_AUTHOR": AUTHOR}, f"signal.signal(signal.SIGPIPE, signal.{kind})")
    with place.start(*NY, around=around) as process:
        assert process.stdout
        process.stdout.close()
        _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        # No more than what was understood of the action.
        assert [b"frist" in line for line in told.splitlines()] == [True]
    assert place.entries()[f"{ID}.md"] == ENTRY.encode()


def _bytes_in(pipe: IO[bytes]) -> int:
    """How many bytes wait in a pipe, seen from either end."""
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def _room_in(pipe: IO[bytes]) -> int:
    """How many bytes a pipe takes before whoever writes must wait; less where nobody says."""
    import fcntl

    asks = getattr(fcntl, "F_GETPIPE_SZ", None)
    return fcntl.fcntl(pipe, asks) if asks else 16_384


@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_stream_that_does_not_wait_is_waited_for(large: Place, stream: int) -> None:
    around = Around(first=f"os.set_blocking({stream}, False)")
    with large.start("liste", around=around) as process:
        pipe = process.stdout
        assert pipe
        assert process.stdin
        full = _room_in(pipe) - select.PIPE_BUF
        wait_until(lambda: _bytes_in(pipe) >= full, "a pipe that takes no more")
        out, told = process.communicate(timeout=PATIENCE)
        assert (process.returncode, told) == (0, b"")
        assert len(out.splitlines()) == 4401


def test_answers_are_waited_for_where_the_input_does_not_wait(place: Place) -> None:
    with place.start("ny", around=Around(first="os.set_blocking(0, False)")) as process:
        pipe = process.stdin
        assert pipe
        for text in ("avvik", HAPPENED, LEARNED, DIFFERENTLY):
            pipe.write(f"{text}\n".encode())
            pipe.flush()
            # The next answer comes when the program has asked for it in vain.
            wait_until(lambda: _bytes_in(pipe) == 0, "a program that has read all of it")
        _, told = process.communicate(timeout=PATIENCE)
        assert (process.returncode, told) == (0, b"")
    assert len(place.entries()) == 2


# --- Signals


def test_an_interruption_that_the_parent_ignores_is_ignored(place: Place) -> None:
    around = Around(first="signal.signal(signal.SIGINT, signal.SIG_IGN)")
    with place.start("ny", around=around) as process:
        assert process.stdin
        process.stdin.write(f"avvik\n{HAPPENED}\n".encode())
        process.stdin.flush()
        wait_until(lambda: bool(place.drafts()), "a draft")
        process.send_signal(signal.SIGINT)
        rest = f"{LEARNED}\n{DIFFERENTLY}\n".encode()
        out, told = process.communicate(rest, timeout=PATIENCE)
        assert (process.returncode, told) == (0, b"")
        assert out.startswith(b"Lagret: ")
    assert place.drafts() == []
    assert len(place.entries()) == 2


def test_an_interruption_that_nobody_ignores_keeps_what_was_written(place: Place) -> None:
    with place.start("ny") as process:
        assert process.stdin
        process.stdin.write(f"avvik\n{HAPPENED}\n".encode())
        process.stdin.flush()
        wait_until(
            lambda: any(HAPPENED in path.read_text(encoding="utf-8") for path in place.drafts()),
            "a draft with the last answer",
        )
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 130
        assert "ny --fra" in told.decode("utf-8")
    assert len(place.drafts()) == 1
    assert len(place.entries()) == 1


@pytest.mark.parametrize("name", ["SIGCHLD", "SIGTERM", "SIGHUP", "SIGXFSZ"])
@pytest.mark.parametrize("kind", ["SIG_IGN", "SIG_DFL"])
def test_a_report_of_a_large_journal_needs_no_signal(large: Place, name: str, kind: str) -> None:
    around = Around(first=f"signal.signal(signal.{name}, signal.{kind})")

    result = large.run("rapport", "2015-01", "--json", around=around)

    assert (result.code, result.stderr) == (0, "")
    assert (
        json.loads(result.stdout)["count"]
        == json.loads(large.run("rapport", "2015-01", "--json").stdout)["count"]
    )


# --- Limits


@pytest.mark.parametrize("runtime", ["given", "none"])
@pytest.mark.parametrize("limit", [0, 100, 1000])
def test_a_limit_on_the_size_of_files_loses_nothing(place: Place, limit: int, runtime: str) -> None:
    scratch = place.root / "scratch"
    scratch.mkdir()
    more = {"XDG_RUNTIME_DIR": None} if runtime == "none" else {}
    around = Around(
        {**more, "TMPDIR": str(scratch)},
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))",
    )
    known = place.entries()
    written = [f"{text} " * 40 for text in (HAPPENED, LEARNED, DIFFERENTLY)]

    answers = ("-s", written[0], "-l", written[1], "-n", written[2])
    result = place.run("ny", "-k", "avvik", *answers, around=around)

    assert_clear_at_end(result, "kunne ikke skrives")
    assert place.entries() == known
    for text in written:
        assert text.strip() in result.stderr
    assert place.drafts() == []
    listed = place.run("liste", around=around)
    assert (listed.code, listed.stderr) == (0, "")
    assert "Køen var lang – på Øya" in listed.stdout


def assert_clear_at_end(result: Result, *words: str) -> None:
    """A clear error after other lines, such as what could be kept nowhere else."""
    before, begins, error = result.stderr.rpartition("Feil: ")
    assert begins, result.stderr
    assert_clear(Result(result.code, result.raw, begins + error), 1, *words)
    assert os.strerror(errno.EFBIG) not in before


def test_a_limit_on_the_size_of_files_leaves_no_half_of_one(place: Place) -> None:
    around = Around(first="resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))")
    lone = place.root / "annen"
    lone.mkdir()
    unfinished = place.journal / "entries" / "2024-02-01-uferdig.md"
    text = "---\ntitle: Uferdig\ndate: 2024-02-01\nsource: avvik\n---\n\n## Hva skjedde?\n\nNoe.\n"
    unfinished.write_text(text, encoding="utf-8")

    report = place.run("rapport", "2023-11", "--ut", "ut.md", around=around)
    begun = place.run("start", around=around, folder=lone)
    finished = place.run("fullfør", "uferdig", around=around, stdin=b"Noe nytt\nNoe mer\n")

    assert_clear(report, 1, "«ut.md» kunne ikke skrives")
    assert not (place.journal / "ut.md").exists()
    assert_clear_at_end(finished, "kunne ikke skrives")
    assert unfinished.read_text(encoding="utf-8") == text
    assert "Noe nytt" in finished.stderr
    assert_clear(begun, 1, "kunne ikke skrives")
    assert [path.name for path in lone.iterdir() if path.is_file()] == []


@pytest.mark.parametrize("limit", [16, 8])
def test_few_files_may_be_open(place: Place, limit: int) -> None:
    first = f"resource.setrlimit(resource.RLIMIT_NOFILE, ({limit}, {limit}))"
    assert_all_is_well(place, Around({"LAERING_AUTHOR": AUTHOR}, first))


def test_few_files_may_be_open_for_a_large_report(large: Place) -> None:
    around = Around(first="resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))")

    result = large.run("rapport", "2015-01", "--json", around=around)

    assert (result.code, result.stderr) == (0, "")


def _leaves_mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o777, 0o277, 0o077, 0o022, 0o000])
def test_an_entry_follows_the_umask_and_a_draft_is_its_owners(place: Place, umask: int) -> None:
    around = Around({"LAERING_AUTHOR": AUTHOR}, f"os.umask({umask})", powerless())

    saved = place.run(*NY, around=around)
    early = place.run("ny", around=around, stdin=f"avvik\n{HAPPENED}\n".encode())

    assert saved.code == 0, saved.stderr
    path = place.journal / FILE
    assert _leaves_mode(path) == 0o666 & ~umask
    path.chmod(0o600)
    assert as_today(path.read_bytes()) == ENTRY.encode()
    assert_clear(early, 2, "laering ny --fra")
    for folder in [place.home, *place.home.rglob("*")]:
        if folder.name in ("state", "run", "laering", "drafts"):
            assert _leaves_mode(folder) == 0o700
    (draft,) = place.drafts()
    assert _leaves_mode(draft) == 0o600
    assert HAPPENED in draft.read_text(encoding="utf-8")
    again = place.run("ny", "--fra", str(draft), "--senere", around=around)
    assert again.code == 0, again.stderr
    assert place.drafts() == []


# --- Homes


def _all_xdg(where: Path | str | None) -> dict[str, str | None]:
    names = ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")
    return {f"XDG_{name}": None if where is None else str(where) for name in names}


HOMES = (
    "none",
    "empty",
    "missing",
    "relative",
    "file",
    "locked",
    "closed",
    "xdg-file",
    "xdg-locked",
    "xdg-closed",
    "xdg-relative",
)


@pytest.mark.parametrize("home", HOMES)
def test_a_home_that_takes_nothing_stops_nobody(place: Place, home: str) -> None:
    file, locked, closed = (place.root / name for name in ("fil", "laast", "lukket"))
    file.write_bytes(b"x")
    scratch = place.root / "scratch"
    for folder in (locked, closed, scratch):
        folder.mkdir()
    locked.chmod(0o500)
    closed.chmod(0o000)
    homes: dict[str, dict[str, str | None]] = {
        "none": {"HOME": None},
        "empty": {"HOME": "", **_all_xdg("")},
        "missing": {"HOME": str(place.root / "borte" / "hjem"), **_all_xdg(None)},
        "relative": {"HOME": "hjem", **_all_xdg(None)},
        "file": {"HOME": str(file), **_all_xdg(None)},
        "locked": {"HOME": str(locked), **_all_xdg(None)},
        "closed": {"HOME": str(closed), **_all_xdg(None)},
        "xdg-file": _all_xdg(file),
        "xdg-locked": _all_xdg(locked / "inne"),
        "xdg-closed": _all_xdg(closed / "inne"),
        "xdg-relative": _all_xdg("inne"),
    }
    around = Around(
        {
            **homes[home],
            "LAERING_CONFIG": None,
            "LAERING_AUTHOR": AUTHOR,
            "TMPDIR": str(scratch),
        },
        before=powerless(),
    )

    assert_all_is_well(place, around)

    assert file.read_bytes() == b"x"
    assert not (place.journal / "inne").exists()


def test_a_temporary_folder_that_is_anothers_stops_nobody(place: Place) -> None:
    scratch = place.root / "scratch"
    scratch.mkdir()
    for name in ("runtime", "laering"):
        (scratch / f"{name}-{os.getuid()}").write_bytes(b"")
    around = Around({"LAERING_AUTHOR": AUTHOR, "XDG_RUNTIME_DIR": None, "TMPDIR": str(scratch)})

    assert_all_is_well(place, around)


@pytest.mark.parametrize("kind", ["folder", "unreadable", "in-a-closed-folder", "in-a-file"])
def test_settings_that_cannot_be_read_are_named_or_passed_by(place: Place, kind: str) -> None:
    there = place.home / "mappe"
    there.mkdir()
    path = {
        "folder": there,
        "unreadable": place.home / "config.toml",
        "in-a-closed-folder": there / "config.toml",
        "in-a-file": place.journal / "laering.toml" / "config.toml",
    }[kind]
    if kind == "unreadable":
        path.write_bytes(b"")
        path.chmod(0)
    if kind == "in-a-closed-folder":
        there.chmod(0)

    result = place.run("liste", around=Around({"LAERING_CONFIG": str(path)}, before=powerless()))

    if kind == "in-a-file":
        assert (result.code, result.stderr) == (0, "")
    else:
        assert_clear(result, 2, str(path), "du har ikke" if kind != "folder" else "mappe")


STRANGER = 12345


@pytest.fixture(scope="module")
def stranger() -> tuple[str, ...]:
    """The command that runs another as a user whom the system has no name for."""
    if os.geteuid() != 0:
        cannot_run("only root can be a user without a name", on_this_machine=False)
    import pwd

    with pytest.raises(KeyError):
        pwd.getpwuid(STRANGER)
    change = ("setpriv", f"--reuid={STRANGER}", f"--regid={STRANGER}", "--clear-groups")
    # The interpreter may lie where only root can look; writing is not made any easier.
    look = ("--bounding-set=-all,+dac_read_search", "--inh-caps=-all,+dac_read_search")
    whole = (*change, *look, "--ambient-caps=-all,+dac_read_search")
    probe = f"import laering, os; assert os.getuid() == {STRANGER}"
    if not works((*whole, sys.executable, "-c", probe)):
        cannot_run("no program here can run another as a user without a name")
    return whole


@pytest.mark.parametrize("runtime", ["scratch", "nowhere"])
def test_a_user_without_a_name_or_a_home_can_do_it_all(
    place: Place, stranger: tuple[str, ...], runtime: str
) -> None:
    scratch = place.root / "scratch"
    scratch.mkdir()
    if runtime == "scratch":
        scratch.chmod(0o777)
    around = Around(
        {
            "HOME": None,
            **_all_xdg(None),
            "LAERING_CONFIG": None,
            "LAERING_AUTHOR": AUTHOR,
            "TMPDIR": str(scratch),
        },
        before=stranger,
    )
    for path in (place.journal, *place.journal.rglob("*")):
        os.chown(path, STRANGER, STRANGER)

    try:
        assert_all_is_well(place, around)
        early = place.run("ny", around=around, stdin=f"avvik\n{HAPPENED}\n".encode())
        assert_clear(early, 2, "laering ny --fra")
    finally:
        # Where its own folder takes nothing the system's takes what is written meanwhile.
        for name in ("laering", "runtime"):
            shutil.rmtree(f"/tmp/{name}-{STRANGER}", ignore_errors=True)


def test_a_user_who_may_start_no_process_gets_a_large_report(
    large: Place, stranger: tuple[str, ...]
) -> None:
    first = "resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))"

    result = large.run("rapport", "2015-01", "--json", around=Around({}, first, stranger))

    assert (result.code, result.stderr) == (0, "")


# --- Permissions


@pytest.mark.parametrize("mode", [0o500, 0o555, 0o000])
@pytest.mark.parametrize("locked", ["entries", "."])
def test_a_folder_that_takes_no_files_keeps_the_text(place: Place, locked: str, mode: int) -> None:
    around = Around({"LAERING_AUTHOR": AUTHOR}, before=powerless())
    known = place.entries()
    folder = place.journal / locked
    if locked == ".":
        (place.journal / "entries").chmod(0o500)
    folder.chmod(mode)
    outside = ("--journal", str(place.journal))

    saved = place.run(*outside, *NY, around=around, folder=place.root)
    listed = place.run(*outside, "liste", around=around, folder=place.root)
    report = place.run(*outside, "rapport", "2023-11", around=around, folder=place.root)
    folder.chmod(0o700)
    (place.journal / "entries").chmod(0o700)

    assert place.entries() == known
    if mode == 0 and locked == ".":
        # Not even what is in it can be seen.
        for each in (saved, listed, report):
            assert each.code in (1, 2)
            assert_clear(each, each.code, str(place.journal), "du har ikke")
        return
    assert_clear(saved, 1, "kunne ikke skrives: du har ikke", "laering ny --fra")
    (draft,) = place.drafts()
    for text in (HAPPENED, LEARNED, DIFFERENTLY):
        assert text in draft.read_text(encoding="utf-8")
    if mode == 0:
        assert_clear(listed, 1, "«entries» kan ikke leses: du har ikke")
        assert_clear(report, 1, "«entries» kan ikke leses: du har ikke")
    else:
        assert (listed.code, listed.stderr) == (0, "")
        assert "Køen var lang – på Øya" in listed.stdout
        assert (report.code, report.stderr) == (0, "")
    again = place.run("ny", "--fra", str(draft), around=around)
    assert again.code == 0, again.stderr
    assert place.entries()[f"{ID}.md"] == ENTRY.encode()
    assert place.drafts() == []


def test_a_locked_entry_or_folder_hides_no_other(place: Place) -> None:
    around = Around({"LAERING_AUTHOR": AUTHOR}, before=powerless())
    place.run(*NY, around=around)
    locked = place.journal / "entries" / "2024-01-16-låst.md"
    locked.write_text(OLD, encoding="utf-8")
    locked.chmod(0)
    (place.journal / "entries" / "År æøå").chmod(0)

    listed = place.run("liste", around=around)
    shown = place.run("vis", "2024-01-16-låst", around=around)
    report = place.run("rapport", "2024-01", "--json", around=around)
    checked = place.run("sjekk", around=around)
    (place.journal / "entries" / "År æøå").chmod(0o700)

    assert (listed.code, listed.stdout) == (0, f"2024-01-15\tavvik\t{TITLE}\t{ID}\n")
    assert listed.stderr == "2 filer er ikke regnet med. Se hvorfor med: laering sjekk\n"
    assert "entries/2024-01-16-låst.md:1:" in checked.stdout
    assert "entries/År æøå:1:" in checked.stdout
    assert_clear(shown, 1, "entries/2024-01-16-låst.md", "du har ikke")
    assert report.code == 0
    assert json.loads(report.stdout)["count"] == 1
    assert len(json.loads(report.stdout)["skipped"]) == 2


def test_a_locked_entry_is_not_changed(place: Place) -> None:
    around = Around(before=powerless())
    path = place.journal / "entries" / "2024-02-01-uferdig.md"
    text = "---\ntitle: Uferdig\ndate: 2024-02-01\nsource: avvik\n---\n\n## Hva skjedde?\n\nNoe.\n"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o400)

    result = place.run("fullfør", "uferdig", around=around, stdin="Lærte\nGjør\n".encode())

    assert_clear(result, 1, "entries/2024-02-01-uferdig.md", "du har ikke", "Gå videre med")
    assert path.read_text(encoding="utf-8") == text
    assert len(place.drafts()) == 1


def test_locked_settings_of_a_journal_are_named(place: Place) -> None:
    (place.journal / "laering.toml").chmod(0)

    result = place.run("liste", around=Around(before=powerless()))

    assert_clear(result, 2, "laering.toml:1:", "du har ikke")


def test_a_report_or_a_journal_in_a_locked_folder_is_refused(place: Place) -> None:
    around = Around(before=powerless())
    locked = place.root / "laast"
    locked.mkdir()
    locked.chmod(0o500)

    report = place.run("rapport", "2023-11", "--ut", f"{locked}/ut.md", around=around)
    made = place.run("start", f"{locked}/ny", around=around)

    assert_clear(report, 2, f"«{locked}/ut.md»", "du har ikke")
    assert_clear(made, 1, f"«{locked}/ny»", "du har ikke")
    assert list(locked.iterdir()) == []


def test_a_closed_folder_above_holds_no_journal(place: Place) -> None:
    inner = place.root / "lukket" / "inne"
    inner.mkdir(parents=True)
    first = f"os.chdir({str(inner)!r})\nos.chmod('..', 0)"

    result = place.run("liste", around=Around(first=first, before=powerless()))

    assert_clear(result, 2, "laering start")


# --- A folder that is gone

GONE = "os.mkdir('borte')\nos.chdir('borte')\nos.rmdir('../borte')"


def test_a_folder_that_is_gone_beneath_one_s_feet_is_told(place: Place) -> None:
    around = Around(first=GONE)

    for arguments in (("liste",), NY, ("start",), ("--journal", ".", "liste")):
        result = place.run(*arguments, around=around)

        assert result.code in (1, 2)
        assert_clear(result, result.code, *(["Mappa"] if arguments in (("liste",), NY) else []))
    assert len(place.entries()) == 1


def test_a_journal_that_is_named_does_not_need_the_folder_one_stands_in(place: Place) -> None:
    around = Around({"LAERING_AUTHOR": AUTHOR}, GONE)

    assert_all_is_well(place, around, folder=place.root, before=("--journal", str(place.journal)))


def test_a_file_that_is_named_does_not_need_the_folder_one_stands_in(place: Place) -> None:
    around = Around(first=GONE)
    given = place.root / "gitt.json"
    given.write_text(json.dumps({"source": "avvik", "happened": "Bær"}), encoding="utf-8")
    where = ("--journal", str(place.journal))

    read = place.run(*where, "ny", "--fra", str(given), "--senere", around=around)
    out = place.root / "ut.md"
    report = place.run(*where, "rapport", "2023-11", "--ut", str(out), around=around)
    made = place.run("start", str(place.root / "ny"), around=around)

    assert (read.code, report.code, made.code) == (0, 0, 0), (read, report, made)
    assert "Øya" in out.read_text(encoding="utf-8")
    assert (place.root / "ny" / "laering.toml").exists()


# --- Terminals


STYLE = re.compile(r"\x1b\[[\d;]*m")
AT_ITS_BEST: dict[tuple[str, ...], str] = {
    # Its name is cut where the page is too narrow.
    (): "Bær",
    ("vis", "siste"): HAPPENED,
    ("rapport", "2024-01"): LEARNED,
}


@pytest.mark.terminal
@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": None},
        {"TERM": ""},
        {"TERM": "dumb"},
        {"TERM": "no-such-terminal"},
        {"COLUMNS": "20"},
        {"COLUMNS": "1"},
        {"COLUMNS": "0"},
        {"COLUMNS": "-5"},
        {"COLUMNS": "mange"},
        {"COLUMNS": "100000", "LINES": "1"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_an_odd_terminal_shows_all_the_same(
    place: Place, environment: dict[str, str | None]
) -> None:
    place.run(*NY)
    surrounding = place.environment(environment)

    def window(*arguments: str) -> Window:
        return Window((*PROGRAM, *arguments), place.journal, surrounding)

    # (A very wide page is a very long one here.)
    pages = [("vis", "siste")] if "LINES" in environment else list(AT_ITS_BEST)
    for arguments in pages:
        with window(*arguments) as seen:
            assert seen.finish() == 0
            shown = STYLE.sub("", seen.raw.decode("utf-8"))
            assert "Traceback" not in shown
            assert "".join(AT_ITS_BEST[arguments].split()) in "".join(shown.split())
            if environment.get("COLUMNS") in ("20", "1"):
                assert max(map(len, seen.lines)) <= 20
    with window("ny") as seen:
        seen.wait_for("Egne erfaringer", "5")
        seen.press("ctrl-c")
        assert seen.finish() == 130
        assert "Traceback" not in seen.text
        assert seen.cursor_shown


@pytest.mark.terminal
def test_a_learning_is_written_in_a_terminal_without_a_locale(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    letters = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with desk.open("ny", environment=letters) as window:
        window.wait_for("piltastene og Enter")
        window.type("1")
        window.wait_for("hopp over")
        window.press("enter")
        window.answer(DAY)
        window.answer("Hva skjedde?", HAPPENED)
        window.answer("Hva kan vi lære av det?", LEARNED)
        window.answer("Hva kan vi gjøre annerledes neste gang?", DIFFERENTLY)
        window.answer("Er det noe noen skal følge opp?")
        window.answer("Tittel")
        assert save(window) == 0
    text = desk.only_file()
    for answer in (HAPPENED, LEARNED, DIFFERENTLY):
        assert f"\n\n{answer}\n" in text


@pytest.mark.parametrize("path", [None, "", "/finnes/ikke"])
def test_without_other_programs_what_needs_them_says_so(place: Place, path: str | None) -> None:
    around = Around({"PATH": path}) if path is not None else Around({"PATH": ""})

    edited = place.run("rediger", OLD_ID, around=around)
    made = place.run("start", "--git", around=around, folder=place.root)

    assert_clear(edited, 1, "EDITOR")
    assert_clear(made, 1, "git")
