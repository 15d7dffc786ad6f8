"""Where everything is measured: the journals, the programs, and an environment of their own."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import journals
import measure

from laering.files.journal import ENTRIES, slug_of

MONTH = "2026-08"
_FLOORS = Path(__file__).parent / "floors"
_BIN = Path(sys.executable).parent
_DAY = f"{MONTH}-15"
_TITLE = "Måling av hvor lang tid det tar å skrive ned noe"
_NEW = (
    *("-k", "avvik", "-u", "mindre-bra", "-t", _TITLE, "-d", _DAY),
    *("-s", "Leveransen gikk til kundens gamle adresse, og sjåføren måtte kjøre to ganger."),
    *("-l", "Adressen i ordren og i kunderegisteret kan være ulike uten at noen ser det."),
    *("-n", "Vi leser opp adressen for kunden når ordren bekreftes."),
    *("-m", "levering", "-m", "pakking"),
    *("--tiltak", "Ny rubrikk i ordreskjemaet @ola 15.12"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """``small`` and ``large`` are how many entries the two large journals have."""

    folder: Path
    small: int
    large: int
    most_runs: int | None = None

    def journal(self, count: int) -> Path:
        """A journal with this many entries, made the first time it is asked for."""
        return journals.make(self.folder / f"journal-{count}", count)

    @property
    def environment(self) -> dict[str, str]:
        """A home of its own, and no choices of whoever runs this."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {
            "PATH": f"{_BIN}{os.pathsep}{os.defpath}",
            "HOME": str(home),
            **{f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "DATA", "STATE", "CACHE")},
            "LAERING_CONFIG": str(home / "no-such-file.toml"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    def laering(self, journal: Path | None, *arguments: str) -> measure.Timing:
        """A run of ``laering``."""
        return self._timing(_laering(journal, *arguments))

    def peak(self, journal: Path, *arguments: str) -> measure.Outcome:
        """The outcome of one run of ``laering``."""
        return measure.run(_laering(journal, *arguments), self.environment)

    def new_entry(self, journal: Path) -> measure.Timing:
        """A run of ``laering ny`` with all options; what it writes is taken away again."""
        made = journal / ENTRIES / f"{_DAY}-{slug_of(_TITLE)}.md"

        def tidy() -> None:
            if not made.exists():
                raise measure.Failed(f"{made.name} was not written")
            made.unlink()

        return self._timing(_laering(journal, "ny", *_NEW), tidy)

    def first_prompt(self, journal: Path, shown: str) -> measure.Timing:
        """``laering ny`` on a terminal, until it has shown its first prompt."""

        def time() -> float:
            seconds = measure.until_shown(_laering(journal, "ny"), self.environment, shown)
            shutil.rmtree(self.folder / "home")
            return seconds

        return time

    def floor(self, name: str, *arguments: str) -> measure.Timing:
        """A run of one of the bare programs in ``floors/``."""
        return self._timing((sys.executable, str(_FLOORS / f"{name}.py"), *arguments))

    def jrnl(self, *arguments: str) -> measure.Timing:
        """A run of jrnl on the small journal's entries."""
        folder = self.folder / f"jrnl-{self.small}"
        config = journals.make_jrnl(folder, self.small, version("jrnl"))
        return self._timing((str(_BIN / "jrnl"), "--config-file", str(config), *arguments))

    def new_in_jrnl(self) -> measure.Timing:
        """A run of jrnl that adds one entry, which stays there: a few more in many do not tell."""
        return self.jrnl(f"{_DAY}: {_TITLE}. {_NEW[_NEW.index('-s') + 1]} @levering")

    def _timing(
        self, command: tuple[str, ...], after: Callable[[], None] | None = None
    ) -> measure.Timing:
        environment = self.environment

        def time() -> float:
            seconds = measure.run(command, environment).seconds
            if after is not None:
                after()
            return seconds

        return time


def _laering(journal: Path | None, *arguments: str) -> tuple[str, ...]:
    chosen = ("--journal", str(journal)) if journal is not None else ()
    return (str(_BIN / "laering"), *chosen, *arguments)
