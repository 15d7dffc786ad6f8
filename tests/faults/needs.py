"""What a test of faults needs of the machine; without it the test says so, or fails in CI."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest


def cannot_run(reason: str) -> NoReturn:
    """Skip with a reason; where nobody reads of skips, under CI, fail instead."""
    if os.environ.get("CI"):
        pytest.fail(f"this must run in CI, but {reason}", pytrace=False)
    pytest.skip(reason)


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
