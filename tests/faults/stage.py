"""The matrix: one command, run again and again from the same beginning, each time with a fault."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from laering.files.journal.journal import Reading
from tests.support.runs import ON_A_DAY

from .scene import ENTRIES, File, Scene, is_watched
from .strace import KILL, Call, Program, Traced

ERRORS = ("ENOSPC", "EIO", "EACCES", "EDQUOT")
FULL = ("ENOSPC", "EDQUOT")
EVERY_FAULT = (*ERRORS, KILL)
TWO_FAULTS = ("ENOSPC", KILL)

# How a run ended.
SAVED = "saved"
UNCONFIRMED = "saved but not confirmed"
KEPT = "kept in a draft"
SHOWN = "shown in the window"
REFUSED = "nothing begun"
KILLED_SAVED = "killed when saved"
KILLED_KEPT = "killed when in a draft"
KILLED_BEFORE = "killed before the first snapshot"

Record = Callable[[str, object], None]


@dataclass(frozen=True, slots=True)
class Variant:
    """A call of the program whose faults are tried.

    ``arguments`` makes a scene ready and gives the call. ``stages`` are the texts that each
    snapshot holds, in the order they are written down. ``always`` is what fails all along;
    with ``others`` other drafts are waiting, and ``resumed`` tells that this one is.
    """

    arguments: Callable[[Scene], tuple[str, ...]]
    stages: tuple[tuple[str, ...], ...]
    faults: tuple[str, ...] = TWO_FAULTS
    stdin: str = ""
    always: tuple[str, ...] = ()
    others: bool = False
    resumed: bool = False

    def fails_always(self, call: Call) -> bool:
        """Whether a call fails without any further fault."""
        return any(call.name in each.partition(":")[0].split(",") for each in self.always)

    def kept_after(self, calls: tuple[Call, ...]) -> tuple[str, ...]:
        """The texts that are in a draft once these calls are done; none before the first."""
        snapshots = sum(
            call.name.startswith("rename") and call.paths[-1].endswith(".json")
            for call in calls
            if not self.fails_always(call) and call.done
        )
        return ((), *self.stages)[snapshots + self.resumed]


@dataclass(frozen=True, slots=True)
class Dry:
    """What happens without a fault: the points, what it makes or changes, and the old reading.

    ``left`` are the drafts, and what else is left in their folder, that were not there before.
    """

    points: tuple[Call, ...]
    done: Traced
    changed: dict[str, File]
    reading: Reading
    left: tuple[str, ...]

    def order_of(self, *steps: tuple[str, str]) -> list[int]:
        """Where each of these steps is done: the first call of such a name on such a path."""
        return [
            next(
                index
                for index, call in enumerate(self.points)
                if call.name.startswith(name) and call.paths[-1] == path and call.done
            )
            for name, path in steps
        ]


@dataclass(frozen=True, slots=True)
class Tried:
    """A run with a fault at one of the points."""

    scene: Scene
    done: Traced
    point: Call
    earlier: tuple[Call, ...]
    fault: str
    lasting: bool

    @property
    def is_unsure(self) -> bool:
        """Whether the disk said that what was written may not be on it."""
        writes = self.point.name in ("write", "fsync", "fdatasync")
        return writes and self.point.is_in(ENTRIES) and self.fault in ("ENOSPC", "EIO", "EDQUOT")

    def __str__(self) -> str:
        since = " and ever after" if self.lasting else ""
        return f"{self.fault} at {self.point}{since}: {self.done}"


class Stage:
    """Where the runs of a variant take place."""

    def __init__(self, variant: Variant, root: Path, frozen: Path) -> None:
        self.variant = variant
        self._roots = (root / f"{number}" for number in count())
        self._frozen = frozen
        scene, program = self.scene()
        # All that it imports is compiled before the calls are counted.
        environment = {**program.environment, "PYTHONDONTWRITEBYTECODE": ""}
        arguments = program.command[len(ON_A_DAY) :]
        scene.run(*arguments, stdin=variant.stdin, environment=environment)
        scene, program = self.scene()
        reading = scene.reading()
        done = program.run()
        points = tuple(call for call in done.calls if is_watched(call.paths))
        files = scene.files().items()
        changed = {path: file for path, file in files if scene.before.get(path) != file}
        self.dry = Dry(points, done, changed, reading, tuple(scene.left_over()))

    def scene(self) -> tuple[Scene, Program]:
        """A fresh scene, and the program about to be run in it."""
        root = next(self._roots)
        root.mkdir()
        scene = Scene(root, others=self.variant.others)
        command = (*ON_A_DAY, *self.variant.arguments(scene))
        scene.remember()
        environment = {
            **scene.environment(),
            "PYTHONPATH": f"{self._frozen}",
            "PYTHONHASHSEED": "0",
            "PYTHONPYCACHEPREFIX": f"{self._frozen / 'compiled'}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        stdin = self.variant.stdin.encode()
        return scene, Program(
            command, scene.root, scene.journal, environment, stdin, self.variant.always
        )

    def tried(self, fault: str) -> Iterator[Tried]:
        """A run for each point that the fault can be at, known to have met it."""
        for index, call in enumerate(self.dry.points):
            if fault in FULL and call.name in ("read", "getdents64"):
                continue  # No room is no reason not to read.
            if not self.variant.fails_always(call) or (fault == KILL and call.number == 1):
                yield from self._run(index, fault)

    def tried_at(self, fault: str, wanted: Callable[[Call], bool]) -> Iterator[Tried]:
        """A run for each of the points that are wanted: a sample, where all would take long."""
        for index, call in enumerate(self.dry.points):
            if wanted(call):
                yield from self._run(index, fault)

    def tried_from_then_on(self, fault: str) -> Iterator[Tried]:
        """A run for each point from which on every call of its name can fail.

        Calls that open, read, write or close are not among them: the program opens what it
        imports, and writes what it says.
        """
        names = ("fsync", "fdatasync", "link", "rename", "mkdir", "unlink", "flock")
        for index, call in enumerate(self.dry.points):
            if call.name.startswith(names):
                yield from self._run(index, fault, lasting=True)

    def _run(self, index: int, fault: str, *, lasting: bool = False) -> Iterator[Tried]:
        call, earlier = self.dry.points[index], self.dry.points[:index]
        scene, program = self.scene()
        if fault == KILL:
            done = program.run_killed(call)
        else:
            done = program.run_failing(call, fault, from_then_on=lasting)
        tried = Tried(scene, done, call, earlier, fault, lasting)
        hit = done.find(call)
        assert hit is not None, f"not met: {tried}"
        assert not hit.ended if fault == KILL else hit.injected, f"not met: {tried}"
        yield tried
        shutil.rmtree(scene.root)


def fates(runs: Iterator[Tried], fate: Callable[[Tried], str]) -> Counter[str]:
    """How many of the runs ended how; fails with all of those that ended as none may."""
    found: Counter[str] = Counter()
    wrong: list[str] = []
    for tried in runs:
        try:
            found[fate(tried)] += 1
        except AssertionError as error:
            wrong.append(f"{error}".splitlines()[0])
    total = found.total() + len(wrong)
    assert not wrong, f"{len(wrong)} of {total} runs went wrong:\n" + "\n".join(wrong)
    return found


def has_all(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether all that somebody wrote is in a text."""
    return all(each in text for each in wanted)


Stages = Callable[[Variant], Stage]


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory, frozen: Path) -> Stages:
    """The stage of each variant, with a dry run once in a session."""

    @cache
    def made(variant: Variant) -> Stage:
        return Stage(variant, tmp_path_factory.mktemp("stage"), frozen)

    return made
