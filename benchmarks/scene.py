"""Where everything is measured: the journals, the programs, and an environment of their own."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from subprocess import run
from time import sleep

import journals
import measure
import words

from laering.files.journal.names import ENTRIES, slug_of

MONTH = "2026-08"
_FLOORS = Path(__file__).parent / "floors"
_BIN = Path(sys.executable).parent
# A little longer than a changed file is looked at again the next time.
_TICK = 2.1
_DAY = f"{MONTH}-15"
_TITLE = "Måling av hvor lang tid det tar å skrive ned noe"
_HAPPENED = "Hva skjedde?"
_ANSWER = "Sjåføren leverte til feil adresse fordi ingen på lageret hadde lest beskjeden"
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
        return journals.make(self.folder / journals.name(count), count)

    def journal_for_changes(self, count: int) -> Path:
        """Another one with the same entries, of which one may be changed."""
        return journals.make(self.folder / f"{journals.name(count)}-changed", count)

    @property
    def environment(self) -> dict[str, str]:
        """A home of its own, and no choices of whoever runs this."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        return {
            "PATH": f"{_BIN}{os.pathsep}{os.defpath}",
            "HOME": str(home),
            **{f"XDG_{kind}_HOME": str(home) for kind in ("CONFIG", "DATA", "STATE")},
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "LAERING_CONFIG": str(home / "no-such-file.toml"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }

    def laering(self, journal: Path | None, *arguments: str) -> measure.Timing:
        """A run of ``laering``."""
        return self._timing(_laering(journal, *arguments))

    def tab(self, journal: Path, *words: str) -> measure.Timing:
        """The answer to a Tab in zsh behind some words, the last of which is being typed."""
        environment = {**self.environment, "_LAERING_COMPLETE": "zsh"}
        command = _laering(journal, *words)
        if not run(command, env=environment, capture_output=True, check=True).stdout[6:]:
            raise measure.Failed("nothing was offered")
        return lambda: measure.run(command, environment).seconds

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
        """``laering ny`` on a terminal, until it has shown its first prompt; nothing is cached."""
        home = self.folder / "home"

        def time() -> float:
            environment = {**self.environment, "XDG_CACHE_HOME": str(home)}
            seconds = measure.until_shown(_laering(journal, "ny"), environment, shown)
            shutil.rmtree(home)
            return seconds

        return time

    def next_question(self, journal: Path, wanted: str, *, cold: bool) -> measure.Timing:
        """From Enter behind what happened to the next question of ``laering ny`` on a terminal.

        ``cold`` is without an index, which is begun when the dialogue is, and not done by then.
        """
        options = ("-k", "avvik", "-u", "mindre-bra", "-d", _DAY)
        home = self.folder / "home"

        def time() -> float:
            environment = self.environment
            if cold:
                environment["XDG_CACHE_HOME"] = str(home)
            seconds = measure.until_answered(
                _laering(journal, "ny", *options), environment, _HAPPENED, _ANSWER, wanted
            )
            shutil.rmtree(home)
            return seconds

        return time

    def indexed(self, journal: Path) -> Path:
        """A journal whose index is fresh, and no file in it as new as to be looked at again."""
        search = self.laering(journal, "søk", words.RARE)
        search()
        os.sync()
        sleep(_TICK)
        search()
        return journal

    def hits(self, journal: Path, word: str) -> int:
        """How many entries ``laering søk`` finds."""
        command = _laering(journal, "søk", "--json", word)
        done = run(command, env=self.environment, capture_output=True, check=True)
        return len(json.loads(done.stdout))

    def written(self, journal: Path, *arguments: str) -> int:
        """How many bytes ``laering`` writes to its standard output."""
        command = _laering(journal, *arguments)
        return len(run(command, env=self.environment, capture_output=True, check=True).stdout)

    def weight(self, journal: Path) -> int:
        """How many bytes the entries of a journal have."""
        return sum(path.stat().st_size for path in (journal / ENTRIES).glob("*.md"))

    def first_index(self, journal: Path, *arguments: str) -> measure.Timing:
        """A run of ``laering`` with an empty cache folder, where it makes its index."""
        cache = self.folder / "cache-emptied"

        def time() -> float:
            shutil.rmtree(cache, ignore_errors=True)
            environment = {**self.environment, "XDG_CACHE_HOME": str(cache)}
            seconds = measure.run(_laering(journal, *arguments), environment).seconds
            if not any(cache.rglob("*.db")):
                raise measure.Failed("no index was made")
            return seconds

        return time

    def ripgrep(self, journal: Path, word: str) -> measure.Timing:
        """A run of ripgrep over the entries' files."""
        found = self._ripgrep()
        if found is None:
            raise measure.Absent("ripgrep is not installed")
        return self._timing((found, word, str(journal / ENTRIES)))

    def ripgrep_version(self) -> str | None:
        """Its name and number; None when it is not installed."""
        found = self._ripgrep()
        if found is None:
            return None
        done = run((found, "--version"), capture_output=True, encoding="utf-8", check=True)
        return " ".join(done.stdout.split()[:2])

    def _ripgrep(self) -> str | None:
        return shutil.which("rg", path=self.environment["PATH"])

    def floor(self, name: str, *arguments: str) -> measure.Timing:
        """A run of one of the bare programs in ``floors/``."""
        return self._timing((sys.executable, str(_FLOORS / f"{name}.py"), *arguments))

    def long_text(self, what: str, length: int) -> measure.Timing:
        """A run of ``long_text.py``: something done with texts of such a length."""
        program = Path(__file__).with_name("long_text.py")
        return self._timing((sys.executable, str(program), what, f"{length}"))

    def jrnl(self, *arguments: str) -> measure.Timing:
        """A run of jrnl on the small journal's entries."""
        folder = self.folder / journals.jrnl_name(self.small)
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
