"""Running the program: in this process, or as a command on a day or with a patience of its own.

In a terminal it is run by ``tests/support/screen.py``.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from typer.testing import CliRunner

from laering import main
from tests.support.waiting import PATIENCE

TODAY = date(2026, 11, 23)
"""The day on which the program is run."""

PROGRAM = (sys.executable, "-m", "laering")
"""The program as people run it, on the day that it is."""

UNHURRIED = f"from laering.ui.asking import lookout; lookout._PATIENCE = {PATIENCE}"
"""The dialogue waits for similar events until they are found, however busy the machine is."""

BACK_AT_ONCE = f"from laering.ui.asking import fill_in; fill_in._AT_ONCE = {PATIENCE}"
"""Every editor is back at once, however long the machine took to start it."""


def program(*first: str) -> tuple[str, ...]:
    """The program on ``TODAY``, after statements that change something in it.

    For surroundings where names are UTF-8; elsewhere it begins anew, as it is.
    """
    day = f"import datetime, functools; main.run = functools.partial(main.run, today={TODAY!r})"
    return (
        sys.executable,
        "-c",
        "\n".join(("from laering import main", day, *first, "main.main()")),
    )


ON_A_DAY = program()


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of the program left behind.

    ``code`` is negative for a signal, ``raw`` is what it showed, to the byte.
    """

    code: int
    raw: bytes
    stderr: str

    @property
    def stdout(self) -> str:
        """What it showed, which is UTF-8 whatever surrounds it."""
        return self.raw.decode("utf-8")


class Run(Protocol):
    """A way to run the program; the fixture ``run`` is one, through the front door."""

    def __call__(self, *arguments: str, stdin: str | bytes = "", today: date = TODAY) -> Result:
        """Run it to its end."""


def in_process(*arguments: str, stdin: str | bytes = "", today: date = TODAY) -> Result:
    """Run the program in this process, through the front door."""
    with CliRunner().isolation(input=stdin) as (out, err, _):
        code = main.run(arguments, today)
        out.flush()
        err.flush()
        return Result(code, out.getvalue(), err.getvalue().decode("utf-8"))


def as_command(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str = ""
) -> Result:
    """Run a command to its end in a process of its own, with pipes for its streams."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        input=stdin.encode("utf-8"),
        capture_output=True,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr.decode("utf-8"))
