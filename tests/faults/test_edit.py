"""The rest of an entry, with every call on the disk failing or being the last: old or new, whole.

An entry from elsewhere is finished with `laering fullfør`: CRLF line ends, comments and unknown
keys in its header, and permissions of its own.
"""

from dataclasses import dataclass

import pytest

from tests.support.figures import figures
from tests.support.needs import need_strace
from tests.support.runs import ON_A_DAY
from tests.support.screen import Window

from .scene import DRAFTS, ENTRIES, Scene
from .stage import (
    EVERY_FAULT,
    KEPT,
    KILLED_BEFORE,
    KILLED_KEPT,
    SAVED,
    UNCONFIRMED,
    Record,
    Stage,
    Stages,
    Tried,
    Variant,
    fates,
    has_all,
)
from .strace import KILL

LEARNED = "Lageret ble talt på feil dag"
NEXT = "Vi teller på torsdag"
ID = "2024-02-10-melet"
PATH = f"entries/{ID}.md"
MODE = 0o640
OLD = (
    "---\n# ført på nettbrettet\ntitle: Melet tok slutt   # kladd\ndate: 2024-02-10\n"
    "source: avvik\nlinje: B2\nsjekk:\n  - en\n  - to\n---\n\n"
    "## Hva skjedde?\n\nMelet tok slutt klokka åtte.  \nIngen så det.\n\n"
    "## Hva kan vi lære av det?\n\n\n## Hva kan vi gjøre annerledes neste gang?\n\n\n"
    "## Bilder\n\n![hylla](hylla.jpg)\n"
).replace("\n", "\r\n")

NOT_ASKED = "ended before it asked"
KILLED_CHANGED = "killed when saved"


def finish(scene: Scene) -> tuple[str, ...]:
    scene.put_entry(f"{ID}.md", OLD, MODE)
    return ("fullfør", "melet")


FINISH = Variant(
    finish, ((LEARNED,), (LEARNED, NEXT)), EVERY_FAULT, stdin=f"{LEARNED}\n{NEXT}\n", others=True
)


@pytest.fixture(autouse=True)
def _under_strace() -> None:
    need_strace()


def test_without_a_fault_only_the_answers_are_new(stages: Stages) -> None:
    dry = stages(FINISH).dry

    assert (dry.done.status, dry.done.stderr, dry.left) == (0, "", ())
    assert dry.done.stdout == f"Lagret: {PATH}\n"
    for folder in (ENTRIES, DRAFTS[0]):
        assert any(each.is_in(folder) for each in dry.points)
    ((path, (mode, data)),) = dry.changed.items()
    assert (path, mode) == (f"journal/{PATH}", MODE)
    told = data.decode()
    assert told.count("\r\n") == told.count("\n")
    for answer in (LEARNED, NEXT):
        assert told.count(f"{answer}\r\n") == 1
        told = told.replace(f"{answer}\r\n", "")
    assert [line for line in told.splitlines() if line] == [
        line for line in OLD.splitlines() if line
    ]


def test_the_draft_stays_until_the_change_and_its_name_are_flushed(stages: Stages) -> None:
    order = stages(FINISH).dry.order_of(
        ("rename", f"{DRAFTS[0]}/*.json"),
        ("write", f"{ENTRIES}/.laering-*.tmp"),
        ("fsync", f"{ENTRIES}/.laering-*.tmp"),
        ("rename", f"journal/{PATH}"),
        ("fsync", ENTRIES),
        ("unlink", f"{DRAFTS[0]}/*.json"),
    )
    assert order == sorted(order)


@pytest.mark.parametrize("fault", EVERY_FAULT)
def test_a_fault_at_any_call_leaves_the_file_whole_and_the_answers_safe(
    fault: str, stages: Stages, record_property: Record
) -> None:
    stage = stages(FINISH)
    found = fates(stage.tried(fault), lambda tried: Ended(stage, tried).fate())
    record_property(*figures("fullfør", len(stage.dry.points), found))


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that met a fault, and what it left."""

    stage: Stage
    tried: Tried

    def fate(self) -> str:
        """What became of the file; fails unless all is as it must be."""
        case, done = f"{self.tried}", self.tried.done
        assert "Traceback" not in done.stderr, case
        assert "programmet sviktet" not in done.stderr.casefold(), case
        if self._is_new():
            return self._changed()
        told = [each.told for each in self.tried.scene.drafts(ID)]
        if done.status < 0:
            kept = self.stage.variant.kept_after(self.tried.earlier)
            assert any(has_all(each, kept) for each in told) or not kept, case
            return KILLED_KEPT if kept else KILLED_BEFORE
        assert done.status in (1, 2), case
        assert "Feil: " in done.stderr, case
        assert done.stdout == "", case
        # A draft that cannot be written is no reason not to write the entry.
        assert self.tried.point.is_in(ENTRIES), case
        if done.unread == self.stage.variant.stdin.encode():
            assert told == [], case
            return NOT_ASKED
        assert any(has_all(each, (LEARNED, NEXT)) for each in told), case
        assert "Det du skrev, er tatt vare på. Gå videre med: laering fullfør" in done.stderr, case
        return KEPT

    def _is_new(self) -> bool:
        """Whether the file is the new one; else it is the old one, and no other has changed."""
        before, after = self.tried.scene.before, self.tried.scene.files()
        new = before | self.stage.dry.changed
        assert after in (before, new), self.tried
        return after == new

    def _changed(self) -> str:
        """The file is the new one, and that is what was said."""
        case, done = f"{self.tried}", self.tried.done
        if done.status < 0:
            return KILLED_CHANGED
        if done.status == 0:
            assert not self.tried.is_unsure, case
            assert (done.stdout, done.stderr) == (f"Lagret: {PATH}\n", ""), case
            return SAVED
        assert "er skrevet, men disken har ikke bekreftet det" in done.stderr, case
        return UNCONFIRMED


def test_answers_that_were_kept_outlive_a_later_run_that_is_given_others(stages: Stages) -> None:
    stage = stages(FINISH)
    rename = next(call for call in stage.dry.points if call.paths[1:] == (f"journal/{PATH}",))
    scene, program = stage.scene()
    program.run_failing(rename, "EIO")

    done = scene.run("fullfør", "melet", stdin="Et annet svar\n")

    assert done.code == 2
    assert scene.files() == scene.before
    told = "\n".join(each.told for each in scene.drafts(ID))
    assert has_all(told, (LEARNED, NEXT))


@pytest.mark.terminal
@pytest.mark.parametrize("fault", ["EIO", KILL])
def test_answers_that_were_kept_are_taken_up_by_the_next_run(fault: str, stages: Stages) -> None:
    stage = stages(FINISH)
    rename = next(call for call in stage.dry.points if call.paths[1:] == (f"journal/{PATH}",))
    scene, program = stage.scene()
    done = program.run_killed(rename) if fault == KILL else program.run_failing(rename, fault)
    assert done.status != 0
    assert scene.files() == scene.before
    command = (*ON_A_DAY, "fullfør", "melet")

    with Window(command, scene.journal, scene.environment()) as window:
        window.wait_for("Hvordan gikk det?", "hopp over")
        window.press("enter")
        window.wait_for_question("Hva kan vi lære av det?", f"> {LEARNED}")
        window.press("enter")
        window.wait_for_question("Hva kan vi gjøre annerledes neste gang?", f"> {NEXT}")
        window.press("enter")
        window.answer("Er det noe noen skal følge opp?")
        assert window.finish() == 0

    assert scene.files() == scene.before | stage.dry.changed
    assert scene.drafts(ID) == []
