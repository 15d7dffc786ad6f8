"""Wall time and peak memory of whole processes, and two of them compared in turn."""

import os
import pty
import signal
import sys
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from select import select
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

Timing = Callable[[], float]
"""Does something once and tells how many seconds it took."""

_PATIENCE = 30.0


class Failed(Exception):
    """What was to be measured did not do what it should; there is no figure."""


class Absent(Failed):
    """What was to be measured is not installed here; the row is left out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One process from its start to its end."""

    seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The seconds of two things that took turns."""

    one: Sequence[float]
    other: Sequence[float]

    @property
    def ratios(self) -> list[float]:
        """What the first took, in times of what the second took right after it."""
        return [one / other for one, other in zip(self.one, self.other, strict=True)]

    @property
    def ratio(self) -> float:
        """The middle one of the ratios: what disturbs both in a turn does not disturb it."""
        return median(self.ratios)

    def ratio_beyond(self, seconds: float) -> float:
        """The middle one of the ratios when so much of what the first took is not counted."""
        turns = zip(self.one, self.other, strict=True)
        return median((one - seconds) / other for one, other in turns)

    @property
    def ratio_of_medians(self) -> float:
        return median(self.one) / median(self.other)


def run(command: Sequence[str], environment: Mapping[str, str]) -> Outcome:
    """Run a program from spawn to exit, with nothing to read and nobody to read it.

    The peak is at least what this process weighs itself: that is what a child starts from.
    Raises Failed when it does not exit with 0.
    """
    with TemporaryFile() as complaints:
        streams = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_DUP2, complaints.fileno(), 2),
        ]
        began = perf_counter()
        child = os.posix_spawn(command[0], list(command), environment, file_actions=streams)
        _, status, usage = os.wait4(child, 0)
        seconds = perf_counter() - began
        if status != 0:
            complaints.seek(0)
            said = complaints.read().decode("utf-8", "replace").strip().splitlines()
            raise Failed(f"exit {os.waitstatus_to_exitcode(status)}: {said[-1] if said else ''}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Outcome(seconds, usage.ru_maxrss * unit)


def until_shown(command: Sequence[str], environment: Mapping[str, str], wanted: str) -> float:
    """The seconds from start until a program on a terminal has shown a text; it is then killed.

    Raises Failed when the text does not come.
    """
    began = perf_counter()
    with _on_terminal(command, environment) as terminal:
        _await(terminal, wanted)
        return perf_counter() - began


def until_answered(
    command: Sequence[str], environment: Mapping[str, str], question: str, answer: str, wanted: str
) -> float:
    """The seconds from Enter behind an answer to a question until a program shows the next text.

    It runs on a terminal, and is then killed. Raises Failed when one of the texts does not come.
    """
    with _on_terminal(command, environment) as terminal:
        _await(terminal, question)
        os.write(terminal, answer.encode())
        _await(terminal, answer.rsplit(maxsplit=1)[-1])
        began = perf_counter()
        os.write(terminal, b"\r")
        _await(terminal, wanted)
        return perf_counter() - began


@contextmanager
def _on_terminal(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[int]:
    """Start a program on a terminal, whose other end this is; it is killed in the end."""
    child, terminal = pty.fork()
    if child == 0:
        try:
            termios.tcsetwinsize(0, (24, 80))
            os.execve(command[0], list(command), dict(environment))
        finally:
            os._exit(127)
    try:
        yield terminal
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(child, 0)


def _await(terminal: int, text: str) -> None:
    wanted, seen = text.encode(), b""
    while wanted not in seen:
        if not select([terminal], [], [], _PATIENCE)[0]:
            raise Failed("the text was not shown in time")
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux: the other end is closed.
            piece = b""
        if not piece:
            raise Failed("it ended before the text was shown")
        seen += piece


def compare(one: Timing, other: Timing, most: int | None = None) -> Comparison:
    """Time two things in turn, after a turn that only warms up: often if fast, at least 5 times."""
    count = _often(max(one(), other()))
    turns = [(one(), other()) for _ in range(min(count, most or count))]
    return Comparison([turn[0] for turn in turns], [turn[1] for turn in turns])


def repeat(one: Timing, most: int | None = None) -> Sequence[float]:
    """Time one thing as often as one of two would be."""
    count = _often(one())
    return [one() for _ in range(min(count, most or count))]


def _often(seconds: float) -> int:
    return 25 if seconds < 0.5 else 15 if seconds < 1 else 7
