"""A new entry, with every call that it makes on the disk failing or being its last.

The calls are found by a dry run under strace. In each later run one of them fails, or the
program is killed at it, and what is on disk then must agree with what was said.
"""

import json
import shlex
import subprocess
import sys
from dataclasses import dataclass
from itertools import count
from typing import Self

import pytest

from laering.domain.body import unpack
from laering.domain.entry import Answers, Begun, Entry, Given
from tests.support.entries import simple_entry
from tests.support.figures import figures
from tests.support.needs import need_strace

from .scene import DAY, DRAFTS, ENTRIES, Left, Scene
from .stage import (
    EVERY_FAULT,
    KEPT,
    KILLED_BEFORE,
    KILLED_KEPT,
    KILLED_SAVED,
    REFUSED,
    SAVED,
    SHOWN,
    UNCONFIRMED,
    Record,
    Stage,
    Stages,
    Tried,
    Variant,
    fates,
    has_all,
)
from .strace import Traced

HAPPENED = "Brødet var rått i midten på Åsøya"
LEARNED = "Ovnen var kaldere enn den sa"
NEXT = "Vi måler selv hver mandag"
ALL = (HAPPENED, LEARNED, NEXT)
TITLE = "Rått brød"
OPTIONS = ("ny", "-k", "avvik", "-d", DAY, "-s", HAPPENED, "-l", LEARNED, "-n", NEXT, "-t", TITLE)
LINES = f"avvik\n{HAPPENED}\n{LEARNED}\n{NEXT}\n"
GIVEN = Given(TITLE, source="avvik", happened=HAPPENED, learned=LEARNED, differently=NEXT)

NO_LINKS = "?link,linkat:error=EPERM"
NO_RENAMES = "renameat2:error=EINVAL"
NO_FLUSH = "fsync,fdatasync:error=ENOSPC"


def by_options(_scene: Scene) -> tuple[str, ...]:
    return OPTIONS


def beside_one_of_its_name(scene: Scene) -> tuple[str, ...]:
    scene.put_entry(f"{DAY}-ratt-brod.md", simple_entry("Fra før", DAY))
    return OPTIONS


def by_lines(_scene: Scene) -> tuple[str, ...]:
    return ("ny", "-d", DAY)


def from_file(scene: Scene) -> tuple[str, ...]:
    values = {"title": TITLE, "date": DAY, "source": "avvik"}
    values |= dict(zip(("happened", "learned", "differently"), ALL, strict=True))
    file = scene.root / "fra.json"
    file.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return ("ny", "--fra", str(file))


def from_draft(scene: Scene) -> tuple[str, ...]:
    path = scene.leave(Begun(GIVEN, "differently"), scene.journal)
    return ("ny", "-d", DAY, "--fra", str(path), "--senere")


OF_OPTIONS = Variant(beside_one_of_its_name, (ALL,), EVERY_FAULT)
VARIANTS = {
    "ny, options": OF_OPTIONS,
    "ny, no hard links": Variant(by_options, (ALL,), EVERY_FAULT, always=(NO_LINKS,)),
    "ny, no hard links, no careful rename": Variant(
        by_options, (ALL,), always=(NO_LINKS, NO_RENAMES)
    ),
    "ny, lines on stdin": Variant(by_lines, (ALL[:1], ALL[:2], ALL, ALL), stdin=LINES, others=True),
    "ny, --fra FILE": Variant(from_file, (ALL, ALL, ALL)),
    "ny, --fra DRAFT": Variant(from_draft, (ALL, ALL, ALL, ALL), resumed=True),
    "ny, nothing can be flushed": Variant(by_options, (ALL,), always=(NO_FLUSH,)),
}
CASES = [(name, fault) for name, variant in VARIANTS.items() for fault in variant.faults]


@pytest.fixture(autouse=True)
def _under_strace() -> None:
    need_strace()


@pytest.mark.parametrize("name", VARIANTS)
def test_without_a_fault_the_entry_is_saved_and_the_draft_is_gone(
    name: str, stages: Stages
) -> None:
    dry = stages(VARIANTS[name]).dry

    for folder in (ENTRIES, DRAFTS[0]):
        assert any(each.is_in(folder) for each in dry.points)
    if NO_FLUSH in VARIANTS[name].always:
        assert (dry.done.status, dry.changed) == (1, {})
        return
    (path,) = dry.changed
    assert (dry.done.status, dry.done.stderr, dry.left) == (0, "", ())
    assert dry.done.stdout == f"Lagret: {path.removeprefix('journal/')}\n"


def test_the_draft_stays_until_the_entry_and_its_name_are_flushed(stages: Stages) -> None:
    dry = stages(OF_OPTIONS).dry
    (path,) = dry.changed

    order = dry.order_of(
        ("fsync", f"{DRAFTS[0]}/.laering-*.tmp"),
        ("rename", f"{DRAFTS[0]}/*.json"),
        ("write", f"{ENTRIES}/.laering-*.tmp"),
        ("fsync", f"{ENTRIES}/.laering-*.tmp"),
        ("link", path),
        ("fsync", ENTRIES),
        ("unlink", f"{DRAFTS[0]}/*.json"),
    )
    assert order == sorted(order)


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_a_fault_at_any_call_loses_nothing(
    name: str, fault: str, stages: Stages, record_property: Record
) -> None:
    stage = stages(VARIANTS[name])
    turn = count()

    def fate(tried: Tried) -> str:
        found = Ended.of(stage, tried).fate()
        if found in (KEPT, KILLED_KEPT) and next(turn) % 5 == 0:
            goes_on(tried.scene)
        return found

    found = fates(stage.tried(fault), fate)
    record_property(*figures(name, len(stage.dry.points), found))


def test_a_disk_that_is_full_from_any_call_on_loses_nothing(
    stages: Stages, record_property: Record
) -> None:
    stage = stages(OF_OPTIONS)
    tried = stage.tried_from_then_on("ENOSPC")
    found = fates(tried, lambda each: Ended.of(stage, each).fate())
    assert found[SHOWN]
    record_property(*figures("ny, options, full from a call on", found.total(), found))


@pytest.mark.parametrize("most", [0, 100, 400])
def test_a_disk_with_room_for_short_files_only_loses_nothing(most: int, stages: Stages) -> None:
    stage = stages(OF_OPTIONS)
    scene, program = stage.scene()
    limited = (
        "import os, resource, sys; most = int(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (most, most));"
        "os.execv(sys.argv[2], sys.argv[2:])"
    )
    run = subprocess.run(
        [sys.executable, "-c", limited, f"{most}", *program.command],
        cwd=scene.journal,
        env=program.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    done = Traced(run.returncode, run.stdout, run.stderr, (), b"")

    fate = Ended(stage, scene, done, everything=True).fate()

    ((_mode, data),) = stage.dry.changed.values()
    assert fate == (SAVED if len(data) <= most else SHOWN)


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that met a fault, and what it left.

    ``everything`` tells that neither the journal nor a draft may have taken the text.
    """

    stage: Stage
    scene: Scene
    done: Traced
    tried: Tried | None = None
    everything: bool = False

    @classmethod
    def of(cls, stage: Stage, tried: Tried) -> Self:
        """What a run of the matrix left."""
        everything = tried.lasting or NO_FLUSH in stage.variant.always
        return cls(stage, tried.scene, tried.done, tried, everything)

    @property
    def case(self) -> str:
        """What it was, for whoever reads that it failed."""
        return f"{self.tried or self.done}"

    def fate(self) -> str:
        """What became of the text; fails unless all is as it must be."""
        entry, drafts = self._new_entry(), self.scene.drafts()
        assert "Traceback" not in self.done.stderr, self.case
        assert "programmet sviktet" not in self.done.stderr.casefold(), self.case
        if self.done.status < 0:
            return self._killed(entry, drafts)
        if self.done.status > 0:
            return self._failed(entry, drafts)
        assert entry is not None, self.case
        assert self.done.stdout == f"Lagret: {entry.path}\n", self.case
        assert self.done.stderr == "" or self.everything, self.case
        assert "Feil" not in self.done.stderr, self.case
        assert self.tried is None or not self.tried.is_unsure, self.case
        return SAVED

    def _new_entry(self) -> Entry | None:
        """The new entry, complete, if there is one; all else is as it was."""
        before, after = self.scene.before, self.scene.files()
        dry, reading = self.stage.dry, self.scene.reading()
        assert {path: after.get(path) for path in before} == before, self.case
        new = {path: file for path, file in after.items() if path not in before}
        hollow = {path for path, (_mode, data) in new.items() if not data}
        # Without links and careful renames the name is taken first, and a kill may leave it so.
        empty_may_be = NO_RENAMES in self.stage.variant.always and self.done.status < 0
        assert not hollow or empty_may_be, f"an empty file was left: {self.case}"
        problems = [each for each in reading.problems if f"journal/{each.path}" not in hollow]
        assert problems == dry.reading.problems, self.case
        complete = new.keys() - hollow
        added = [each for each in reading.entries if f"journal/{each.path}" in complete]
        assert len(added) == len(complete) <= 1, self.case
        old = [each for each in reading.entries if each not in added]
        assert old == dry.reading.entries, self.case
        if not added:
            return None
        (entry,) = added
        assert unpack(entry).answers == Answers(*ALL), self.case
        assert entry.title in (TITLE, HAPPENED), self.case
        assert (f"{entry.date}", entry.source) == (DAY, "avvik"), self.case
        assert not dry.changed or new == dry.changed, self.case
        return entry

    def _killed(self, entry: Entry | None, drafts: list[Left]) -> str:
        """Killed: what the last snapshot held is there, unless the entry is."""
        if entry is not None:
            return KILLED_SAVED
        assert self.tried is not None
        kept = self.stage.variant.kept_after(self.tried.earlier)
        if not kept:
            assert drafts == [], self.case
            return KILLED_BEFORE
        assert any(has_all(each.told, kept) for each in drafts), self.case
        return KILLED_KEPT

    def _failed(self, entry: Entry | None, drafts: list[Left]) -> str:
        """Ended with an error: what it said agrees with what is there."""
        assert "Feil: " in self.done.stderr, self.case
        assert self.done.stdout == "", self.case
        kept = [each for each in drafts if has_all(each.told, ALL)]
        self._check_promise(kept)
        if self._input_failed():
            assert (self.done.status, entry, len(kept)) == (2, None, 1), self.case
            return REFUSED
        assert self.done.status == 1, self.case
        # A draft that cannot be written is no reason not to write the entry.
        in_entries = self.tried is not None and self.tried.point.is_in(ENTRIES)
        assert in_entries or self.everything, self.case
        if entry is not None:
            assert "er skrevet, men disken har ikke bekreftet det" in self.done.stderr, self.case
            return UNCONFIRMED
        if kept:
            return KEPT
        assert self.everything, self.case
        assert "Det du skrev, kunne ikke tas vare på noe sted" in self.done.stderr, self.case
        assert has_all(self.done.stderr, ALL), self.case
        return SHOWN

    def _check_promise(self, kept: list[Left]) -> None:
        """When it is said that the text is kept, all of it is, where it is said."""
        if "Det du skrev, er tatt vare på" in self.done.stderr:
            told = self.done.stderr.splitlines()[-1].partition("Gå videre med: ")[2]
            *command, path = shlex.split(told)
            assert command == ["laering", "ny", "--fra"], self.case
            assert path in [f"{each.path}" for each in kept], self.case

    def _input_failed(self) -> bool:
        """Whether it was the draft to be read that could not be: then nothing is begun."""
        begun = self.tried and any(each.name == "flock" for each in self.tried.earlier)
        first = self.tried and self.tried.point.name == "flock"
        return self.stage.variant.resumed and not (begun or first)


def goes_on(scene: Scene) -> None:
    """What is kept in a draft becomes an entry in the next run."""
    left = scene.drafts()[0]
    source = () if left.begun.given.source else ("-k", "avvik")
    before = scene.reading().entries

    done = scene.run("ny", *source, "--fra", f"{left.path}", "--senere")

    assert done.code == 0, done.stderr
    (entry,) = [each for each in scene.reading().entries if each not in before]
    told = unpack(entry).answers
    assert HAPPENED in told.happened
    assert has_all(f"{told}", tuple(each for each in ALL if each in left.told))
    assert left.path not in [each.path for each in scene.drafts()]
