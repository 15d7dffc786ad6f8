"""What comes again, with every call on the disk failing or being the last: one next, or none."""

import pytest

from tests.support.entries import simple_entry
from tests.support.figures import figures
from tests.support.needs import need_strace

from .scene import ENTRIES, Scene
from .stage import KILLED_BEFORE, SAVED, UNCONFIRMED, Record, Stage, Stages, Tried, Variant, fates

PATH = "2024-02-10-ovnen.md"
LINE = "- [ ] Vaske ovnen 🔁 every week 📅 2024-03-01"
DONE = "- [x] Vaske ovnen 🔁 every week 📅 2024-03-01 ✅ 2026-11-23"
NEXT = "- [ ] Vaske ovnen 🔁 every week 📅 2024-03-08 ➕ 2026-11-23"

KILLED_DONE = "killed when done"
REFUSED = "refused and told"


def tick(scene: Scene) -> tuple[str, ...]:
    scene.put_entry(PATH, simple_entry("Ovnen", "2024-02-10", third=LINE), 0o640)
    return ("tiltak", "ferdig", "vaske ovnen")


FINISH = Variant(tick, ())


@pytest.fixture(autouse=True)
def _under_strace() -> None:
    need_strace()


def test_without_a_fault_the_next_one_stands_above(stages: Stages) -> None:
    dry = stages(FINISH).dry

    assert (dry.done.status, dry.done.stderr) == (0, "")
    ((path, (mode, data)),) = dry.changed.items()
    assert (path, mode) == (f"{ENTRIES}/{PATH}", 0o640)
    assert f"{NEXT}\n{DONE}\n".encode() in data


@pytest.mark.parametrize("fault", FINISH.faults)
def test_a_fault_at_any_call_makes_the_next_one_once_or_leaves_all_as_it_was(
    fault: str, stages: Stages, record_property: Record
) -> None:
    stage = stages(FINISH)
    found = fates(stage.tried(fault), lambda tried: fate(stage, tried))
    record_property(*figures("tiltak ferdig", len(stage.dry.points), found))


def fate(stage: Stage, tried: Tried) -> str:
    """What became of the action; fails unless it is done with one next, or as it was."""
    case, done, after = f"{tried}", tried.done, tried.scene.files()
    assert "Traceback" not in done.stderr, case
    new = tried.scene.before | stage.dry.changed
    assert after in (tried.scene.before, new), case
    if done.status < 0:
        return KILLED_DONE if after == new else KILLED_BEFORE
    if done.status == 0:
        assert after == new, case
        return SAVED
    assert done.status == 1, case
    assert "Feil: " in done.stderr, case
    return UNCONFIRMED if after == new else REFUSED
