"""Make a virtual environment ready with what a lock names, and with this checkout itself.

python requirements/set_up.py .venv dev

What is ready is left alone, and what was begun and never finished is begun anew. Only one of
these works at a time in a checkout; the others wait for it.
"""

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

LOCKS = Path(__file__).resolve().parent
PROJECT = LOCKS.parent
NEWEST = "newest"  # no lock: whatever pyproject.toml allows today
WHOLE = {"run": "dev"}  # the lock that holds all of the other, in the same versions
WITHOUT_PROJECT = ("lock",)

# Where pip would put things elsewhere, and where Python would find others.
_ASTRAY = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH")
_AGAIN = "Then run make again."

_ERROR = r"(?:5\d\d|40[137])"  # not 404: an index without a package answers so
# What pip says, and what it means. The first that fits is told.
_MEANINGS = {
    r"DO NOT MATCH THE HASHES": (
        "A package differs from the one in the lock, and was not installed. Ask those who run the"
        " mirror or proxy in between; if the lock was edited by hand, make it anew: make lock."
    ),
    r"No space left on device|Errno 28\b": f"The disk is full. Make room. {_AGAIN}",
    rf"Could not fetch URL .*: {_ERROR} |HTTP error {_ERROR}|too many \d+ error responses": (
        "The package index answered with an error. Wait a little, or look at pip's settings"
        f" (PIP_INDEX_URL, pip config list). {_AGAIN}"
    ),
    r"Retrying \(|ConnectionError|ConnectTimeout|[Tt]imed out|ProxyError|SSLError": (
        "The package index did not answer. The first set-up needs the network; behind a proxy, pip"
        f" has to know of it (PIP_PROXY). {_AGAIN}"
    ),
    r"Ignoring indexes:": (
        "pip has been told to use no package index (PIP_NO_INDEX, pip config list)."
        f" Allow it one. {_AGAIN}"
    ),
}


class NotReady(Exception):
    """One sentence on what is wrong, and one on what to do."""


class Environment:
    """A virtual environment, and the record of what is whole in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.log = folder / "set-up.log"
        self._record = folder / "set-up.json"
        # Another Python, one in another place or a moved checkout: it would not run.
        self._made_by = [sys.implementation.cache_tag, sys.base_prefix, str(folder)]

    def make_ready(self, lock: str) -> None:
        """Install what is missing, so that the environment holds the lock and the project."""
        holds, project = self._read()
        has_lock = lock in holds or WHOLE.get(lock) in holds
        has_project = lock in WITHOUT_PROJECT or project == _digest(PROJECT / "pyproject.toml")
        if has_lock and has_project:
            return
        # Without the record it counts as half made, wherever this is interrupted.
        self._record.unlink(missing_ok=True)
        if not has_lock:
            print(f"Setting up {self.folder.name}, once …", file=sys.stderr)
            if not holds:
                self._make()
            self._install(lock)
        if lock not in (*WITHOUT_PROJECT, NEWEST):
            self._pip("--no-deps", "--no-build-isolation", "--editable", str(PROJECT))
        record = {
            "made by": self._made_by,
            "holds": {name: _state(name) for name in {*holds, lock}},
            "project": _digest(PROJECT / "pyproject.toml"),
        }
        half = self._record.with_suffix(".half")
        half.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        half.replace(self._record)

    def _read(self) -> tuple[set[str], str]:
        """Which locks are installed, and for which pyproject.toml; nothing when it is stale."""
        try:
            record: Any = json.loads(self._record.read_bytes())
            holds, project, made_by = record["holds"], record["project"], record["made by"]
            stale = made_by != self._made_by or not os.access(self.python, os.X_OK)
            if stale or any(_state(name) != state for name, state in holds.items()):
                return set(), ""
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return set(), ""
        return set(holds), project

    def _make(self) -> None:
        if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
            version = "{}.{}".format(*sys.version_info)
            raise NotReady(
                f"This Python ({sys.executable}) lacks a part of itself, venv or ensurepip. On"
                f" Debian and Ubuntu: apt install python{version}-venv. {_AGAIN}"
            )
        if self.folder.is_dir():
            _empty(self.folder)
        # From within an environment, the Python behind it: this one may just have been emptied.
        python = getattr(sys, "_base_executable", None) or sys.executable
        self._run(python, "-m", "venv", str(self.folder))

    def _install(self, lock: str) -> None:
        if lock == NEWEST:
            self._pip("--upgrade", "pip")  # the first that knows of groups is from 2025
            self._pip("--editable", str(PROJECT), "--group", f"{PROJECT / 'pyproject.toml'}:test")
        else:
            path = str(LOCKS / f"{lock}.txt")
            self._pip("--require-hashes", "--only-binary", ":all:", "--requirement", path)

    def _pip(self, *arguments: str) -> None:
        # The second -v names what the index answered.
        self._run(str(self.python), "-I", "-m", "pip", "install", "-vv", "--no-input", *arguments)

    def _run(self, *command: str) -> None:
        self.folder.mkdir(exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if name not in _ASTRAY}
        with self.log.open("ab") as log:
            begin = log.tell()
            # Whoever outlives us goes on holding our turn, for it goes on installing.
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                close_fds=False,
                check=False,
            )
        if done.returncode:
            said = self.log.read_bytes()[begin:].decode(errors="replace")
            raise NotReady(
                f"{_meaning(said)} All that was said is in {self.folder.name}/set-up.log."
            )


def _meaning(said: str) -> str:
    for pattern, meaning in _MEANINGS.items():
        if re.search(pattern, said):
            return meaning
    if lacking := re.search(r"No matching distribution found for ([^\s;]+)", said):
        here = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
        return (
            f"The package index has no {lacking[1]} for {here}. The lock is made for Python 3.11 to"
            " 3.14: name one of those (make test PYTHON=python3.12), or renew the lock (make lock)."
        )
    last = re.findall(r"^\s*(?:ERROR|Error): (.+)", said, re.MULTILINE)[-1:] or ["It gave up."]
    return f"The set-up failed: {last[0]}"


def _state(lock: str) -> str:
    """What an installed lock is compared by: its bytes, or for the newest the day."""
    if lock == NEWEST:
        return f"{date.today()} {_digest(PROJECT / 'pyproject.toml')}"
    return _digest(LOCKS / f"{lock}.txt")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _empty(folder: Path) -> None:
    # Not by «venv --clear»: it would take the log, which it writes to itself.
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _turn() -> Iterator[None]:
    """Hold the only turn in this checkout; the system takes it back from whoever dies."""
    with Path(__file__).open("rb") as held:
        if not _taken(held):
            print("Waiting for another make that is setting up …", file=sys.stderr)
            while not _taken(held):
                time.sleep(0.1)
        os.set_inheritable(held.fileno(), True)
        yield


def _taken(held: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            held.seek(1 << 30)  # far behind the text, which others have to read
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def main(folder: str, lock: str) -> str | None:
    """Make one environment ready; what went wrong is the answer."""
    try:
        with _turn():
            Environment(PROJECT / folder).make_ready(lock)
    except NotReady as wrong:
        return str(wrong)
    except OSError as wrong:
        return f"{folder} could not be set up: {wrong}. Mend that. {_AGAIN}"
    except KeyboardInterrupt:
        return "Interrupted. The next make begins the set-up anew."
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
