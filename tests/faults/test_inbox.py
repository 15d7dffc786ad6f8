"""The inbox, with every call that changes the disk failing or being the last.

Whatever happens, the original is in one place, and the next run ends with one entry and with the
original among those that are done.
"""

from pathlib import Path

import pytest

from laering.domain.entry import Entry
from laering.files.pictures.taking import PICTURES
from tests.support.figures import figures
from tests.support.letters import page_file
from tests.support.needs import need_strace
from tests.support.photographs import noisy

from .scene import ENTRIES, INBOX, Scene
from .stage import TWO_FAULTS, Record, Stages, Tried, Variant, fates

ID = "2026-11-19-feil-adresse"
SENT = page_file(author="Kari", pictures={"Hjørnet": noisy((60, 40))}).encode()
CHANGES = (
    *("write", "fsync", "fdatasync", "link", "rename", "unlink", "mkdir", "utime"),
    *("flock", "truncate", "ftruncate"),
)

TAKEN = "taken in and moved"
TO_MOVE = "taken in, and to be moved"
TO_TAKE = "to be taken in"


def one_file(scene: Scene) -> tuple[str, ...]:
    (scene.root / INBOX).mkdir()
    (scene.root / INBOX / "a.txt").write_bytes(SENT)
    return ("innboks", "--alt")


TAKE_IN = Variant(one_file, (), TWO_FAULTS)


@pytest.fixture(autouse=True)
def _under_strace() -> None:
    need_strace()


def originals(scene: Scene) -> list[str]:
    """Where the original is, as often as it is anywhere."""
    inbox = scene.root / INBOX
    found = [path for path in inbox.rglob("*") if path.is_file() and path.read_bytes() == SENT]
    return sorted(path.relative_to(inbox).as_posix() for path in found)


def made(scene: Scene) -> list[Entry]:
    return [each for each in scene.reading().entries if each.title == "Feil adresse"]


def shown(scene: Scene) -> list[Path]:
    """The pictures that lie beside the entries."""
    return list((scene.root / ENTRIES / PICTURES).glob("*.jpg"))


def test_the_entry_is_on_the_disk_before_its_original_is_moved(stages: Stages) -> None:
    dry = stages(TAKE_IN).dry
    order = dry.order_of(
        ("link", f"{ENTRIES}/{PICTURES}/{ID}-1.jpg"),
        ("link", f"{ENTRIES}/{ID}.md"),
        ("fsync", ENTRIES),
        ("rename", f"{INBOX}/behandlet/{ID}.txt"),
    )
    assert order == sorted(order)


@pytest.mark.parametrize("fault", TWO_FAULTS)
def test_a_fault_at_any_change_offers_nothing_twice_and_loses_nothing(
    fault: str, stages: Stages, record_property: Record
) -> None:
    stage = stages(TAKE_IN)
    found = fates(stage.tried(fault, CHANGES), fate)
    assert found[TO_MOVE]
    assert found[TO_TAKE]
    record_property(*figures("innboks --alt", found.total(), found))


def fate(tried: Tried) -> str:
    scene, case = tried.scene, f"{tried}"
    assert "Traceback" not in tried.done.stderr, case
    assert "programmet sviktet" not in tried.done.stderr.casefold(), case
    (place,) = originals(scene)
    entries = made(scene)
    assert len(entries) <= 1, case
    assert place == "a.txt" or entries, case
    assert not entries or shown(scene), case

    scene.run("innboks", "--alt")

    assert originals(scene) == [f"behandlet/{ID}.txt"], case
    assert len(made(scene)) == 1, case
    left = {path.name for path in (scene.root / INBOX).iterdir()}
    assert {each for each in left if not each.endswith(".tmp")} == {".gitignore", "behandlet"}, case
    return TAKEN if place != "a.txt" else TO_MOVE if entries else TO_TAKE
