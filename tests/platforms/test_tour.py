"""The tour that the program takes on every system, as a person's own run of it.

Each command is a process of its own, in a folder whose name has a space and an Ø, and what it
writes into a pipe is UTF-8 on every system.
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pytest

PATIENCE = 120.0
"""Seconds that a run may take: Windows under wine beside other work takes its time."""

OF_THE_SYSTEM = (
    *("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "TEMP", "TMP"),
    *("PYTHONPYCACHEPREFIX", "PYTHONPATH"),
)
"""What a program needs to start at all; the rest of the environment is a person's own."""

PROGRAM = (sys.executable, "-m", "laering")

# Pipes that say they are a terminal: a person types there line by line, as in a console.
_AT_A_TERMINAL = """
import sys
from laering.main import main

for stream in (sys.stdin, sys.stdout, sys.stderr):
    stream.isatty = lambda: True
sys.argv[0] = "laering"
sys.exit(main())
"""
TYPING = (sys.executable, "-c", _AT_A_TERMINAL, "--ren", "ny")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended, and the bytes that it wrote."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """What is on stdout, with the line ends of every system as one."""
        return self.out.decode("utf-8").replace("\r\n", "\n")

    @property
    def told(self) -> str:
        """What is on stderr."""
        return self.err.decode("utf-8").replace("\r\n", "\n")


class Dialogue:
    """A run that asks, and whoever answers: each answer waits for its question."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._shown = b""

    def wait_for(self, question: str) -> str:
        """Read until a question is asked; return all that was shown until then."""
        assert self._process.stderr is not None
        start = len(self._shown)
        while question.encode() not in self._shown[start:]:
            piece = self._process.stderr.read(1)
            assert piece, f"waited for {question!r}: {self._shown.decode()}"
            self._shown += piece
        return self._shown.decode()

    def answer(self, question: str, text: str) -> None:
        """Type a line when it is asked for."""
        self.wait_for(question)
        assert self._process.stdin is not None
        self._process.stdin.write(f"{text}\n".encode())
        self._process.stdin.flush()

    def finish(self) -> int:
        """Wait for the end, and return the exit code."""
        assert self._process.stderr is not None
        self._process.stderr.read()
        return self._process.wait()


class Person:
    """Somebody with a home and a journal of their own, who runs the program."""

    def __init__(self, root: Path) -> None:
        self.home = root / "hjemme"
        self.journal = root / "Læring på Ørsta"
        self.home.mkdir()
        self.journal.mkdir()
        self.environment = {
            **{name: os.environ[name] for name in OF_THE_SYSTEM if name in os.environ},
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "APPDATA": str(self.home / "Roaming"),
            "LOCALAPPDATA": str(self.home / "Local"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_RUNTIME_DIR": str(self.home / "run"),
            "LAERING_CONFIG": str(self.home / "none.toml"),
            "LAERING_AUTHOR": "Åse",
        }

    def run(self, *words: str, stdin: str = "", code: int = 0) -> Ended:
        """Run the program to its end; fails if it ended otherwise than expected."""
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=self.journal,
            env=self.environment,
            input=stdin.encode("utf-8"),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        ended = Ended(done.returncode, done.stdout, done.stderr)
        assert ended.code == code, ended
        return ended

    @contextmanager
    def typing(self) -> Iterator["Dialogue"]:
        """Begin a learning in plain lines; who is still asked at the end is killed."""
        with subprocess.Popen(
            TYPING,
            cwd=self.journal,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            # A question that never comes ends the program, and with it the reading.
            limit = Timer(PATIENCE, process.kill)
            limit.start()
            try:
                yield Dialogue(process)
            finally:
                limit.cancel()
                process.kill()

    def entries(self) -> list[Path]:
        """The files among the entries."""
        return sorted(path for path in (self.journal / "entries").rglob("*.md") if path.is_file())


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody who has just begun a journal."""
    person = Person(tmp_path)
    person.run("start")
    return person


def write_two(person: Person) -> None:
    """A deviation with an action, from options, and a customer's praise, from a pipe."""
    person.run(
        *("ny", "-k", "avvik", "-u", "mindre-bra", "-d", "2026-11-03", "-s", "Ovnen på Ås sto."),
        *("-l", "Vi må låse døra.", "-n", "Vi låser.", "-t", "Ovnen stoppet"),
        *("--tiltak", "Bestille lås @åse 15.12.2026", "-m", "bløtkake"),
    )
    person.run(
        *("ny", "-d", "2026-11-04"),
        stdin="kunde\nKunden roste grovbrødet.\nSurdeig lønner seg.\nVi baker flere.\n",
    )


def test_a_new_journal_is_empty_and_says_how_to_begin(person: Person) -> None:
    assert (person.journal / "laering.toml").is_file()
    assert person.entries() == []
    assert "laering ny" in person.run().text


def test_what_is_written_is_a_file_with_our_letters_and_line_ends(person: Person) -> None:
    write_two(person)

    first, second = person.entries()
    assert first.name == "2026-11-03-ovnen-stoppet.md"
    assert second.name == "2026-11-04-kunden-roste-grovbrodet.md"
    data = first.read_bytes()
    assert b"\r" not in data
    assert "Ovnen på Ås sto." in data.decode("utf-8")
    assert {path.name for path in first.parent.iterdir()} == {first.name, second.name}


def test_lists_and_searches_find_what_was_written(person: Person) -> None:
    write_two(person)

    listed = person.run("liste")
    assert "Ovnen stoppet" in listed.text
    assert "Kunden roste grovbrødet" in listed.text
    found = json.loads(person.run("søk", "låse", "--json").out)
    assert [each["id"] for each in found] == ["2026-11-03-ovnen-stoppet"]
    assert "Vi må låse døra." in person.run("vis", "ovnen").text
    assert json.loads(person.run("vis", "ovnen", "--json").out)["tags"] == ["bløtkake"]


def test_an_action_is_done_by_its_learning(person: Person) -> None:
    write_two(person)
    assert "Bestille lås" in person.run("tiltak").text

    person.run("tiltak", "ferdig", "ovnen", "-d", "2026-11-20")

    assert "Bestille lås" not in person.run("tiltak").text
    (action,) = json.loads(person.run("vis", "ovnen", "--json").out)["actions"]
    assert action["done"] == "2026-11-20"


def test_check_finds_what_another_program_broke_and_nothing_else(person: Person) -> None:
    write_two(person)
    assert person.run("sjekk").code == 0

    path = person.entries()[0]
    path.write_bytes(path.read_bytes().replace(b"date: 2026-11-03", b"date: 2026-11-33"))

    assert "2026-11-03-ovnen-stoppet" in person.run("sjekk", code=3).text


@pytest.mark.parametrize("form", ["html", "csv", "md", "json", "txt"])
def test_a_report_becomes_a_file_of_every_form(person: Person, form: str) -> None:
    write_two(person)
    format_ = {"txt": "terminal"}.get(form, form)
    out = person.home / f"Månedsrapport.{form}"

    person.run("rapport", "2026-11", "--format", format_, "--ut", str(out))

    text = out.read_bytes().decode("utf-8-sig")
    assert "grovbrødet" in text
    if form == "csv":
        assert len(list(csv.reader(text.splitlines(), delimiter=";"))) == 3
    if form == "json":
        assert json.loads(text)["count"] == 2
    assert list(person.home.glob("*.tmp")) == []


def test_one_learning_is_shared_as_text_and_as_a_file(person: Person) -> None:
    write_two(person)
    out = person.home / "Til møtet.md"

    assert "Ovnen stoppet" in person.run("del", "ovnen").text
    person.run("del", "ovnen", "--ut", str(out))

    assert "Vi må låse døra." in out.read_text(encoding="utf-8")
    assert "Åse" not in out.read_text(encoding="utf-8")


def test_the_dialogue_in_plain_lines_makes_a_learning(person: Person) -> None:
    with person.typing() as dialogue:
        dialogue.answer("Tall eller navn:", "2")
        dialogue.answer("Gikk det bra", "m")
        dialogue.answer("Når skjedde det?", "")
        dialogue.answer("Hva skjedde?", "Ovnen på Ås sto")
        dialogue.answer("Hva kan vi lære av det?", "Vi må låse døra")
        dialogue.answer("Hva kan vi gjøre annerledes neste gang?", "Vi låser")
        dialogue.answer("Er det noe noen skal følge opp?", "Bestille lås @åse 15.12.2026")
        dialogue.answer("Noe mer?", "")
        dialogue.answer("Tittel", "Ovnen stoppet")
        dialogue.answer("Enter lagrer", "")
        assert dialogue.finish() == 0

    entry = json.loads(person.run("vis", "siste", "--json").out)
    assert (entry["source"], entry["outcome"]) == ("avvik", "mindre-bra")
    assert (entry["happened"], entry["learned"]) == ("Ovnen på Ås sto", "Vi må låse døra")
    assert [(each["text"], each["owner"]) for each in entry["actions"]] == [("Bestille lås", "åse")]
    assert entry["title"] == "Ovnen stoppet"


def test_what_was_answered_before_a_kill_is_offered_the_next_time(person: Person) -> None:
    with person.typing() as dialogue:
        dialogue.answer("Tall eller navn:", "2")
        dialogue.answer("Gikk det bra", "m")
        dialogue.answer("Når skjedde det?", "")
        dialogue.answer("Hva skjedde?", "Ovnen på Ås sto")
        # The next question is asked when the answer before it is safe.
        dialogue.wait_for("Hva kan vi lære av det?")
    assert person.entries() == []

    with person.typing() as dialogue:
        assert "«Ovnen på Ås sto»" in dialogue.wait_for("Fortsett utkastet")
        dialogue.answer("[", "j")
        dialogue.answer("Enter går videre", "")
        dialogue.answer("Hva kan vi lære av det?", "Vi må låse døra")
        dialogue.answer("Hva kan vi gjøre annerledes neste gang?", "Vi låser")
        dialogue.answer("Er det noe noen skal følge opp?", "")
        dialogue.answer("Tittel", "")
        dialogue.answer("Enter lagrer", "")
        assert dialogue.finish() == 0

    entry = json.loads(person.run("vis", "siste", "--json").out)
    assert (entry["happened"], entry["learned"]) == ("Ovnen på Ås sto", "Vi må låse døra")
    with person.typing() as dialogue:
        assert "utkastet" not in dialogue.wait_for("Tall eller navn:")
