"""A terminal window with the real program in it, and the desk it stands on.

The program runs in a pseudo-terminal; a terminal emulator reads what it writes, answers what
it asks the terminal, and shows what a person would see.
"""

import os
import select
import unicodedata
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect  # type: ignore[import-untyped]
import pyte
import pytest
from pyte.screens import Char

from tests.support.runs import ON_A_DAY, as_command
from tests.support.waiting import PATIENCE, wait_until

KEYS = {
    "enter": "\r",
    "alt-enter": "\x1b\r",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "shift-tab": "\x1b[Z",
    "alt-left": "\x1b[1;3D",
    "ctrl-z": "\x1a",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "ctrl-a": "\x01",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
    "ctrl-e": "\x05",
    "ctrl-k": "\x0b",
    "ctrl-u": "\x15",
    "ctrl-w": "\x17",
    "ctrl-x": "\x18",
}


class _Screen(pyte.HistoryScreen):
    """A screen that answers the program and notes every character drawn past its edge."""

    def __init__(self, columns: int, rows: int, answer: Callable[[str], None]) -> None:
        super().__init__(columns, rows, history=2000)
        self.overflows: list[str] = []
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data)

    def draw(self, data: str) -> None:
        for char in data:
            if self.cursor.x >= self.columns and not unicodedata.combining(char):
                self.overflows.append(_line_text(self.buffer[self.cursor.y], self.columns))
            super().draw(char)


class Window:
    """One run of the program in a window of so many rows and columns."""

    def __init__(
        self,
        command: tuple[str, ...],
        folder: Path,
        environment: Mapping[str, str],
        *,
        rows: int = 30,
        columns: int = 80,
    ) -> None:
        with warnings.catch_warnings():
            # Newer Pythons warn of forking beside the threads of a test runner.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child: Any = pexpect.spawn(
                command[0],
                list(command[1:]),
                cwd=str(folder),
                env=dict(environment),
                dimensions=(rows, columns),
                timeout=PATIENCE,
            )
        # Sleeping before every key is for programs that ask for passwords.
        self._child.delaybeforesend = None
        self.raw = bytearray()
        self._screen = _Screen(columns, rows, self.type)
        self._stream = pyte.ByteStream(self._screen)
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.close(force=True)

    @property
    def text(self) -> str:
        """All that the window has shown, from the first line on, as far as it scrolls back."""
        lines = [_line_text(line, self._screen.columns) for line in self.cells]
        return "\n".join(lines).rstrip("\n")

    @property
    def flat(self) -> str:
        """The text with every run of blanks and line ends as one space."""
        return " ".join(self.text.split())

    @property
    def cells(self) -> list[Mapping[int, Char]]:
        """The lines of the window, the scrolled ones first, each a mapping from columns."""
        shown = [self._screen.buffer[row] for row in range(self._screen.lines)]
        return [*self._screen.history.top, *shown]

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @property
    def columns(self) -> int:
        """How many columns the window has."""
        return self._screen.columns

    @property
    def rows(self) -> int:
        """How many rows the window has."""
        return self._screen.lines

    @property
    def title(self) -> str:
        """What stands in the window's title bar."""
        return self._screen.title

    @property
    def cursor_shown(self) -> bool:
        """Whether the cursor is to be seen, as it must be when the program has ended."""
        return not self._screen.cursor.hidden

    @property
    def overflows(self) -> list[str]:
        """The lines in which something was drawn past the edge."""
        return self._screen.overflows

    def type(self, text: str) -> None:
        """Send text as if it was typed."""
        if not self._ended:
            self._child.send(text)

    def press(self, *keys: str) -> None:
        """Press named keys, one after the other."""
        for key in keys:
            self.type(KEYS[key])

    def paste(self, text: str) -> None:
        """Paste text: terminals mark it, and send a carriage return for each line end."""
        self.type("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def wait_for(self, *texts: str) -> None:
        """Read until all texts are in the window, over line ends too."""
        self.wait_until(lambda: all(text in self.flat for text in texts), f"{texts}")

    def wait_for_question(self, *texts: str) -> None:
        """Read until texts are in the window and an answer can be typed below them."""
        self.wait_until(
            lambda: all(text in self.flat for text in texts) and self._ready(),
            f"{texts} and a place to type",
        )

    def wait_until(self, reached: Callable[[], bool], what: str) -> None:
        """Read until something holds for the window; fails with the window shown."""

        def read() -> None:
            if self._ended:
                pytest.fail(f"the program ended, and not with {what}. {self._seen()}")
            self._read()

        wait_until(reached, what, meanwhile=read, seen=self._seen)

    def answer(self, question: str, text: str = "") -> None:
        """Wait until a question is asked, type an answer and press Enter."""
        self.wait_for_question(question)
        self.type(text)
        self.press("enter")

    def finish(self) -> int:
        """Read until the program ends; gives its exit status, negative for a signal."""
        wait_until(
            lambda: self._ended, "the end of the program", meanwhile=self._read, seen=self._seen
        )
        self._child.close()
        status = self._child.exitstatus
        return int(-self._child.signalstatus if status is None else status)

    def _seen(self) -> str:
        return f"The window:\n{self.text}"

    def _ready(self) -> bool:
        """Whether the keys stand in the last line, which they do while an answer is awaited."""
        last = self.text.rpartition("\n")[2]
        return "Enter" in last and "Ctrl+C" in last

    def _read(self) -> None:
        # Not through pexpect: it may take the end of the process for the end of its output.
        descriptor = self._child.child_fd
        if not select.select([descriptor], [], [], 0.05)[0]:
            return
        try:
            data = os.read(descriptor, 65536)
        except OSError:
            data = b""
        if not data:
            self._ended = True
            return
        self.raw += data
        self._stream.feed(data)


def person(home: Path) -> dict[str, str]:
    """The environment of somebody whose home is this folder, with no settings."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "LAERING_CONFIG": str(home / "none.toml"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


class Desk:
    """A person's desk: a home folder, a journal, and nothing from the surroundings."""

    def __init__(
        self, root: Path, *, name: str = "Fjordbakeriet", program: tuple[str, ...] = ON_A_DAY
    ) -> None:
        self.root = root
        self.program = program
        self.home = root / "hjemme"
        self.journal = root / "journal"
        self.home.mkdir()
        (self.journal / "entries").mkdir(parents=True)
        (self.journal / "laering.toml").write_text(f'name = "{name}"\n', encoding="utf-8")

    def environment(self, **more: str) -> dict[str, str]:
        """What the program finds in its environment."""
        return {**person(self.home), **more}

    def open(
        self,
        *arguments: str,
        rows: int = 30,
        columns: int = 80,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Window:
        """Run the program in a window."""
        return Window(
            (*self.program, *arguments),
            folder or self.journal,
            self.environment(**(environment or {})),
            rows=rows,
            columns=columns,
        )

    def run(self, *arguments: str) -> str:
        """Run the program without a terminal; gives what it wrote, and fails if it failed."""
        done = as_command((*self.program, *arguments), self.journal, self.environment())
        assert done.code == 0, done.stderr
        return done.stdout

    def write(self, name: str, text: str) -> Path:
        """Put a file among the entries by hand."""
        path = self.journal / "entries" / name
        path.write_text(text, encoding="utf-8")
        return path

    def files(self) -> list[Path]:
        """The files among the entries."""
        return sorted(path for path in (self.journal / "entries").rglob("*") if path.is_file())

    def only_file(self) -> str:
        """The text of the only entry."""
        (path,) = self.files()
        return path.read_text(encoding="utf-8")


def _line_text(line: Mapping[int, Char], columns: int) -> str:
    return "".join(line[column].data for column in range(columns)).rstrip()
