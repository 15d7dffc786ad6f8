"""The real program under strace: what it asks of the disk, and any one of those calls failing.

``when=`` of strace counts all calls of one name that a process makes. So a dry run tells the
number of every call, and the same call is hit in a later run as long as the program does the
same until then; that it was this call is read from the log of that run.
"""

import os
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.waiting import PATIENCE, wait_until

KILL = "SIGKILL"

# Some do not exist on every processor: strace passes by those with a question mark.
_TRACED = (
    "read,write,pwrite64,fsync,fdatasync,openat,?open,close,getdents64,flock,"
    "?link,linkat,?symlink,symlinkat,?rename,?renameat,renameat2,?unlink,unlinkat,?rmdir,"
    "truncate,ftruncate,fallocate,?mkdir,mkdirat,?chmod,fchmod,fchmodat,?chown,?lchown,fchown,"
    "fchownat,setxattr,lsetxattr,fsetxattr,listxattr,llistxattr,flistxattr,?utime,utimensat"
)
_BY_DESCRIPTOR = re.compile(
    "read|write|pwrite64|fsync|fdatasync|close|getdents64|flock"
    "|ftruncate|fallocate|fchmod|fchown|fsetxattr|flistxattr"
)
_LINE = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<rest>.*)")
_RANDOM = re.compile(r"[0-9a-f]{16}|(?<=-)[0-9a-f]{8}(?=\.jpg$)")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the system: the ``number``-th of its name, with the paths it concerns.

    Paths are relative to the scene, and random names in them are ``*``. ``done`` tells that it
    did what it was asked, ``ended`` that it came back at all.
    """

    name: str
    number: int
    paths: tuple[str, ...]
    injected: bool
    ended: bool
    done: bool

    def __str__(self) -> str:
        return f"{self.name} no. {self.number} on {', '.join(self.paths)}"

    def is_in(self, folder: str) -> bool:
        """Whether it concerns a folder or what is in it."""
        return any(f"{path}/".startswith(f"{folder}/") for path in self.paths)

    def is_same(self, other: "Call") -> bool:
        """Whether it is this call, in another run."""
        return (self.name, self.number, self.paths) == (other.name, other.number, other.paths)


@dataclass(frozen=True, slots=True)
class Traced:
    """A run that has ended.

    ``status`` is negative for a signal; ``unread`` is what it left of its input.
    """

    status: int
    stdout: str
    stderr: str
    calls: tuple[Call, ...] = field(repr=False)
    unread: bytes

    def find(self, call: Call) -> Call | None:
        """What became of a call of another run in this one."""
        return next((each for each in self.calls if each.is_same(call)), None)


@dataclass(frozen=True, slots=True)
class Program:
    """A command to be run under strace in a folder below ``root``, the scene."""

    command: Sequence[str]
    root: Path
    folder: Path
    environment: Mapping[str, str]
    stdin: bytes = b""
    always: tuple[str, ...] = ()

    def run(self) -> Traced:
        """Run it as it is, with only the faults that are there ``always``."""
        return self._traced((), None)

    def run_failing(self, call: Call, error: str, *, from_then_on: bool = False) -> Traced:
        """Run it with one call answered by an error, or with all calls of that name from it on."""
        when = f"{call.number}+" if from_then_on else f"{call.number}"
        return self._traced((f"{call.name}:error={error}:when={when}",), call)

    def run_killed(self, call: Call) -> Traced:
        """Run it until it asks for a call, and kill it before the call is done."""
        # strace's own signal= needs the slow way of tracing, at four times the cost. A call
        # that waits at its entrance can be killed from here just as well.
        pause = f"delay_enter={int(PATIENCE * 1_000_000)}:when={call.number}"
        fitting = [each for each in self.always if call.name in _names_of(each)]
        if fitting:
            # There is one expression for each name, and it holds for all calls of it.
            assert call.number == 1, "only the first of calls that fail always can be killed"
            pause = f"{fitting[0].partition(':')[2]}:{pause.rpartition(':')[0]}"
        return self._traced((f"{call.name}:{pause}",), call, kill=True)

    def _traced(self, inject: tuple[str, ...], call: Call | None, *, kill: bool = False) -> Traced:
        log = self.root / "strace.log"
        log.unlink(missing_ok=True)
        names = _TRACED if call is None else ",".join({call.name, *self._always_names()})
        faults = [part for each in (*self.always, *inject) for part in ("-e", f"inject={each}")]
        taken, given = os.pipe()
        os.write(given, self.stdin)
        os.close(given)
        strace = ("strace", "-f", "-q", "-y", "--seccomp-bpf", "-o", str(log))
        with subprocess.Popen(
            [*strace, "-e", f"trace={names}", *faults, *self.command],
            stdin=taken,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=dict(self.environment),
        ) as running:
            killed = kill and call is not None and _kill_at(call, log, running)
            try:
                out, err = running.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                running.kill()
                raise
        unread = os.read(taken, len(self.stdin) + 1)
        os.close(taken)
        return Traced(
            -signal.SIGKILL if killed else running.returncode,
            out.decode("utf-8"),
            err.decode("utf-8"),
            tuple(_calls(log, self.root)),
            unread,
        )

    def _always_names(self) -> set[str]:
        return {name for each in self.always for name in _names_of(each)}


def _names_of(inject: str) -> list[str]:
    return inject.partition(":")[0].replace("?", "").split(",")


def _kill_at(call: Call, log: Path, running: "subprocess.Popen[bytes]") -> bool:
    """Kill the traced program when it waits at a call; tells whether it came there."""
    opening = f" {call.name}("

    def lines() -> list[str]:
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def is_there() -> bool:
        return sum(opening in line for line in lines()) >= call.number

    try:
        wait_until(lambda: running.poll() is not None or is_there(), f"{call}")
    except pytest.fail.Exception:
        running.kill()
        raise
    if running.poll() is not None:
        return False
    pid = int(lines()[-1].split()[0])
    os.kill(pid, signal.SIGKILL)
    # It would wait for the end of the pause, and the dead one with it.
    running.kill()
    running.wait()
    wait_until(lambda: not _lives(pid), "the end of the program")
    return True


def _lives(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(") ")[2][0] not in "ZX"


def _calls(log: Path, root: Path) -> list[Call]:
    """Every call in a log, counted by its name."""
    counted: Counter[str] = Counter()
    found = []
    for line in log.read_text(encoding="utf-8").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name, rest = match["name"], match["rest"]
        result = rest.rpartition(" = ")[2] if " = " in rest else "?"
        counted[name] += 1
        found.append(
            Call(
                name,
                counted[name],
                _paths(name, rest, f"{root}{os.sep}"),
                result.endswith("(INJECTED)"),
                result != "?",
                not result.startswith(("?", "-")),
            )
        )
    return found


def _paths(name: str, rest: str, root: str) -> tuple[str, ...]:
    """The paths in the scene that a call concerns: its descriptor's, or those it names."""
    if _BY_DESCRIPTOR.fullmatch(name):
        match = re.match(r"\d+<([^>]*)>", rest)
        paths = [match[1]] if match else []
    else:
        paths = re.findall(r'"([^"]*)"', rest)
    return tuple(
        _RANDOM.sub("*", path.removeprefix(root)) for path in paths if path.startswith(root)
    )
