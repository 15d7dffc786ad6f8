"""The tests hold anywhere: nothing among them looks at the clock or leans on its surroundings."""

import ast
import json
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
WAITING = "tests/support/waiting.py"
PIPES: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
ALONE = ("-p", "no:xdist", "-p", "no:cacheprovider")
CLOCKS = (
    "import time\ntime.sleep(1)",
    "import time\ntime.time()",
    "from time import monotonic\nmonotonic()",
    "from time import perf_counter as clock\nclock()",
    "from time import process_time_ns\nprocess_time_ns()",
    "import timeit\ntimeit.timeit()",
    "from datetime import date\ndate.today()",
    "import datetime\ndatetime.date.today()",
    "from datetime import UTC, datetime\ndatetime.now(UTC)",
    "from datetime import datetime\ndatetime.today()",
)


def banned(code: str, place: str) -> list[int]:
    """The lines of some code in a place in which ruff finds what is banned there."""
    ruff = Path(sys.executable).with_name("ruff")
    done = subprocess.run(
        [
            ruff,
            "check",
            "--select=TID251",
            "--output-format=json",
            f"--stdin-filename={place}",
            "-",
        ],
        cwd=ROOT,
        input=code,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return [found["location"]["row"] for found in json.loads(done.stdout)]


@pytest.mark.posix("needs ruff")
@pytest.mark.parametrize("code", CLOCKS, ids=lambda code: code.splitlines()[-1])
def test_whoever_looks_at_the_clock_in_a_test_is_stopped(code: str) -> None:
    assert banned(code, "tests/files/test_new.py")
    assert banned(code, "tests/new/conftest.py")


@pytest.mark.posix("needs ruff")
@pytest.mark.parametrize("place", [WAITING, "src/laering/files/new.py", "benchmarks/new.py"])
def test_the_clock_is_free_where_it_is_needed(place: str) -> None:
    assert [code for code in CLOCKS if banned(code, place)] == []


def keywords(tree: ast.AST, name: str) -> Iterator[str]:
    """What is given as an argument of this name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == name:
            yield ast.unparse(node.value)


@pytest.mark.posix("needs no Windows: it reads the tests")
@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_nobody_has_a_patience_or_a_deadline_of_their_own(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert set(keywords(tree, "timeout")) <= {"PATIENCE", "timeout"}
    assert set(keywords(tree, "deadline")) <= {"None"}


posix = pytest.mark.skipif(os.name != "posix", reason="the signals are those of POSIX")
SIGNALS = ("SIGINT", "SIGQUIT", "SIGHUP", "SIGTERM")


@posix
@pytest.mark.parametrize("name", SIGNALS)
def test_what_is_started_here_can_be_stopped(name: str) -> None:
    number = getattr(signal, name)
    with subprocess.Popen(["/bin/sh", "-c", "echo ready; read never"], **PIPES) as started:
        assert started.stdout
        started.stdout.readline()
        started.send_signal(number)

        assert started.wait(PATIENCE) == -number


@posix
def test_it_can_be_stopped_in_the_background_of_a_script_too() -> None:
    ignoring = (
        "import os, signal, sys\n"
        f"for each in {SIGNALS}: signal.signal(getattr(signal, each), signal.SIG_IGN)\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    tests = f"{Path(__file__)}::{test_what_is_started_here_can_be_stopped.__name__}"

    done = subprocess.run(
        [sys.executable, "-c", ignoring, "-m", "pytest", "-q", *ALONE, tests],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )

    assert f"{len(SIGNALS)} passed" in done.stdout, done.stdout


CHANGES = pytest.mark.parametrize(
    "kind", [DeprecationWarning, PendingDeprecationWarning, FutureWarning]
)


def warn(kind: type[Warning], module: str) -> None:
    """Warn as if the line that is to blame was in a module."""
    warnings.warn_explicit("soon it will be otherwise", kind, f"{module}.py", 1, module=module)


@CHANGES
@pytest.mark.parametrize(
    "module", ["laering", "laering.files.system.disk", "tests.ui.formats.test_page"]
)
def test_what_we_do_that_will_not_do_for_long_is_an_error(kind: type[Warning], module: str) -> None:
    with pytest.raises(kind):
        warn(kind, module)


@CHANGES
def test_what_a_library_does_that_will_not_do_for_long_is_only_shown(kind: type[Warning]) -> None:
    with warnings.catch_warnings(record=True) as shown:
        warn(kind, "laerings.neighbour")

    assert [each.category for each in shown] == [kind]


def test_any_other_warning_is_an_error_wherever_it_comes_from() -> None:
    with pytest.raises(ResourceWarning):
        warn(ResourceWarning, "somebody.else")
