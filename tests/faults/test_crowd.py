"""Many at once: every entry its own file, and every change of a shared one kept."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from laering.domain.body import unpack
from laering.domain.entry import Answers, Begun, Given
from laering.files.drafts.keeper import Keeper
from tests.support.entries import simple_entry
from tests.support.needs import need_flock

from .scene import DAY, DRAFTS, Scene

WRITERS, EACH = 16, 25
TICKERS, ROUNDS = 8, 25

WRITER = """
import os, sys
from laering import main
who, each, day = sys.argv[1], int(sys.argv[2]), sys.argv[3]
print("ready", flush=True)
os.read(0, 1)
for turn in range(each):
    texts = [f"{word} {turn} hos {who}" for word in ("Skjedde", "Lært", "Neste")]
    options = zip(("-s", "-l", "-n"), texts)
    fixed = ["ny", "--json", "-k", "avvik", "-d", day, "-t", "Samme tittel"]
    status = main.run([*fixed, *(part for option in options for part in option)])
    if status:
        sys.exit(status)
"""

# Ticks its own line in every file it is told of, and asks before it hands over what it made.
TICKER = """
import sys
from pathlib import Path
from laering.domain.errors import LaeringError
from laering.files.journal.journal import open_journal
who, asks = sys.argv[1], sys.argv[2] == "asks"
journal = open_journal(Path.cwd())
line = f"- [ ] Tiltak {who}\\n"
def tick(text):
    if asks:
        print("editing", flush=True)
        sys.stdin.readline()
    if text.count(line) != 1:
        raise ValueError(f"no line of {who}")
    return text.replace(line, f"- [x] Tiltak {who}\\n")
print("ready", flush=True)
for path in sys.stdin:
    try:
        journal.change(path.strip(), tick)
        print("done", flush=True)
    except (LaeringError, ValueError) as error:
        print(type(error).__name__, flush=True)
"""

Child = subprocess.Popen[str]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    need_flock(tmp_path)
    return Scene(tmp_path)


@contextmanager
def crowd(scene: Scene, program: str, count: int, *arguments: str) -> Iterator[list[Child]]:
    """So many processes, all ready before anyone is told to begin."""
    with ExitStack() as stack:
        children = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", program, f"{who}", *arguments],
                    cwd=scene.journal,
                    env=scene.environment(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    encoding="utf-8",
                )
            )
            for who in range(count)
        ]
        for child in children:
            assert heard(child) == "ready"
        yield children
        for child in children:
            _rest, _ = child.communicate()
            assert child.returncode == 0


def tell(child: Child, text: str) -> None:
    assert child.stdin is not None
    child.stdin.write(f"{text}\n")
    child.stdin.flush()


def heard(child: Child) -> str:
    assert child.stdout is not None
    return child.stdout.readline().rstrip("\n")


def test_a_crowd_that_writes_at_once_gets_a_complete_file_for_every_entry(scene: Scene) -> None:
    scene.remember()
    with crowd(scene, WRITER, WRITERS, f"{EACH}", DAY) as children:
        for child in children:
            tell(child, "")
        with ThreadPoolExecutor(WRITERS) as listeners:
            told = list(listeners.map(lambda child: child.communicate()[0], children))

    files = scene.files()
    assert {path: files.get(path) for path in scene.before} == scene.before
    stems = ["samme-tittel", *(f"samme-tittel-{n}" for n in range(2, WRITERS * EACH + 1))]
    assert files.keys() - scene.before.keys() == {
        f"journal/entries/{DAY}-{stem}.md" for stem in stems
    }
    assert len(list(scene.entries.iterdir())) == len(stems) + 5
    entries = {entry.path: entry for entry in scene.reading().entries}
    seen = set()
    for who, text in enumerate(told):
        saved = [json.loads(line) for line in text.splitlines()]
        assert len(saved) == EACH
        for turn, entry in enumerate(saved):
            words = [f"{word} {turn} hos {who}" for word in ("Skjedde", "Lært", "Neste")]
            assert unpack(entries[entry["path"]]).answers == Answers(*words)
            seen.add(entry["path"])
    assert len(seen) == WRITERS * EACH
    assert [path.name for path in (scene.root / DRAFTS[0]).iterdir()] == []


def test_a_draft_is_its_writers_even_if_its_lock_is_swept_as_it_is_taken(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    flock, meanwhile = fcntl.flock, iter([True])

    def slow(descriptor: int, operation: int) -> None:
        # Another run begins between the opening of the lock and its taking.
        if next(meanwhile, False):
            assert scene.drafts() == []
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", slow)
    with scene.at_home():
        writer = Keeper(scene.journal)
        writer.answered(Begun(Given(happened="Skrives nå")))

    assert scene.drafts() == []

    writer.release()
    assert [each.told for each in scene.drafts()] == ["Skrives nå"]


def shared(scene: Scene, name: str) -> str:
    """An entry with an open action for everybody."""
    actions = "".join(f"- [ ] Tiltak {who}\n" for who in range(TICKERS))
    scene.put_entry(name, simple_entry("Felles", "2024-02-01", third=f"Alle bidrar.\n\n{actions}"))
    return f"entries/{name}"


def test_a_crowd_that_changes_one_entry_loses_no_change(scene: Scene) -> None:
    paths = [shared(scene, f"2024-02-01-felles-{turn}.md") for turn in range(ROUNDS)]
    with crowd(scene, TICKER, TICKERS, "quietly") as children:
        for path in paths:
            before = (scene.journal / path).read_text(encoding="utf-8")
            for child in children:
                tell(child, path)
            assert [heard(child) for child in children] == ["done"] * TICKERS
            after = (scene.journal / path).read_text(encoding="utf-8")
            assert after == before.replace("- [ ]", "- [x]")


class Editor:
    """Another program that adds lines to a file, and replaces it by a new one each time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.added: list[str] = []

    def add(self, line: str) -> None:
        self.write(f"{self.path.read_text(encoding='utf-8')}{line}\n")
        self.added.append(line)

    def write(self, text: str) -> None:
        new = self.path.with_name(".ny~")
        new.write_text(text, encoding="utf-8")
        os.replace(new, self.path)


def answered(child: Child, path: str, meanwhile: Callable[[int], None]) -> tuple[str, int]:
    """What a ticker ends with, and how often it asked; each time something happens meanwhile."""
    tell(child, path)
    asked = 0
    while (word := heard(child)) == "editing":
        meanwhile(asked)
        asked += 1
        tell(child, "go on")
    return word, asked


def test_a_crowd_beside_another_program_keeps_the_changes_of_all(scene: Scene) -> None:
    path = shared(scene, "2024-02-01-felles.md")
    editor = Editor(scene.journal / path)
    before = editor.path.read_text(encoding="utf-8")

    def work(numbered: tuple[int, Child]) -> tuple[str, int]:
        who, child = numbered

        def meanwhile(asked: int) -> None:
            if asked < 2:
                editor.add(f"Linje {asked} mens {who} skriver")

        return answered(child, path, meanwhile)

    with (
        crowd(scene, TICKER, TICKERS, "asks") as children,
        ThreadPoolExecutor(TICKERS) as workers,
    ):
        assert list(workers.map(work, enumerate(children))) == [("done", 3)] * TICKERS

    after = editor.path.read_text(encoding="utf-8")
    assert len(editor.added) == 2 * TICKERS
    assert after == before.replace("- [ ]", "- [x]") + "".join(f"{each}\n" for each in editor.added)


def test_a_change_is_given_up_when_another_program_never_rests(scene: Scene) -> None:
    path = shared(scene, "2024-02-01-felles.md")
    editor = Editor(scene.journal / path)
    before = editor.path.read_text(encoding="utf-8")

    with crowd(scene, TICKER, 1, "asks") as (child,):
        word, asked = answered(child, path, lambda asked: editor.add(f"Linje {asked}"))

    assert word == "FileChanged"
    assert asked > 1
    added = "".join(f"{each}\n" for each in editor.added)
    assert editor.path.read_text(encoding="utf-8") == before + added


def test_a_change_whose_line_another_program_took_is_not_made(scene: Scene) -> None:
    path = shared(scene, "2024-02-01-felles.md")
    editor = Editor(scene.journal / path)
    taken = editor.path.read_text(encoding="utf-8").replace("- [ ] Tiltak 0\n", "")

    with crowd(scene, TICKER, 1, "asks") as (child,):
        ended = answered(child, path, lambda _asked: editor.write(taken))

    assert ended == ("ValueError", 2)
    assert editor.path.read_text(encoding="utf-8") == taken
