"""What a test needs of the machine; without it the test says so, or fails in CI."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

# Ends well where the program can be imported and a folder nobody may read is not read.
_POWERLESS = """
import laering, os, tempfile
folder = tempfile.mkdtemp()
os.chmod(folder, 0)
try:
    os.listdir(folder)
except PermissionError:
    pass
else:
    raise SystemExit(1)
finally:
    os.rmdir(folder)
"""


def cannot_run(reason: str, *, on_this_machine: bool = True) -> NoReturn:
    """Skip with a reason; where nobody reads of skips, under CI, fail instead.

    What no setting up of this machine would give, ``on_this_machine`` false, is skipped there too.
    """
    if os.environ.get("CI") and on_this_machine:
        pytest.fail(f"this must run in CI, but {reason}", pytrace=False)
    pytest.skip(reason)


@cache
def powerless() -> tuple[str, ...]:
    """What to put before a command so that permissions mean something to it.

    Nothing, for an ordinary user; root gives up what makes it root.
    """
    ways = (
        (),
        ("setpriv", "--bounding-set=-all", "--inh-caps=-all"),
        ("capsh", "--drop=all", "--shell=/usr/bin/env", "--"),
    )
    for way in ways:
        if works((*way, sys.executable, "-c", _POWERLESS)):
            return way
    cannot_run("root cannot give up its power here, and permissions mean nothing to it")


def works(command: tuple[str, ...]) -> bool:
    """Whether a command can be run and ends well."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def need_strace() -> None:
    """See to it that programs can be run under strace."""
    reason = _strace_fails()
    if reason is not None:
        cannot_run(reason)


def need_flock(folder: Path) -> None:
    """See to it that files in a folder can be locked."""
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.close(descriptor)
    except (ImportError, OSError) as error:
        cannot_run(f"there is no flock: {error}")


@cache
def _strace_fails() -> str | None:
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-e", "trace=openat", "-o", os.devnull, "true"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return None if tried.returncode == 0 else f"ptrace is not permitted: {tried.stderr.strip()}"
