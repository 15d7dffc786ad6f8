"""A change of an entry's day, stopped or refused by the disk at each step that changes a file.

A sample of the points: where a name is given or a new text is written. What lies between them has
been tried for one file in ``test_edit.py``.
"""

from collections.abc import Callable

import pytest

from laering.domain.entry import Entry
from tests.support.entries import simple_entry
from tests.support.figures import figures
from tests.support.needs import need_strace

from .scene import ENTRIES, Scene
from .stage import Record, Stage, Stages, Tried, Variant, fates
from .strace import KILL, Call

OLD, NEW = "2024-02-10-melet", "2024-02-09-melet"
CHANGE = ("endre", OLD, "--dato", "2024-02-09")
MENDING, OF_ANOTHER = ("sjekk", "--fiks"), ("endre", "annet", "--tittel", "Annet")
TITLES = ["Annet", "Døra", "Igjen", "Mappe", "Melet"]

UNTOUCHED = "nothing was changed"
BEGUN = "begun, and whole"
DONE = "done"


def move(scene: Scene) -> tuple[str, ...]:
    scene.put_entry(f"{OLD}.md", simple_entry("Melet", "2024-02-10"), 0o640)
    again = simple_entry(
        "Igjen", "2024-02-20", source=f"avvik\nrepeats: [{OLD}]", third=f"Se [[{OLD}]]."
    )
    scene.put_entry("2024-02-20-igjen.md", again.replace("\n", "\r\n"))
    return CHANGE


MOVE = Variant(move, ())


@pytest.fixture(autouse=True)
def _under_strace() -> None:
    need_strace()


def gives_a_name(call: Call) -> bool:
    return call.done and call.name.startswith(("rename", "link")) and call.is_in(ENTRIES)


def writes(call: Call) -> bool:
    return call.name == "write" and call.is_in(ENTRIES)


@pytest.mark.parametrize(
    ("fault", "wanted"),
    [(KILL, gives_a_name), (KILL, writes), ("ENOSPC", writes), ("EIO", gives_a_name)],
)
def test_nothing_is_lost_and_the_next_call_finishes_it(
    fault: str, wanted: Callable[[Call], bool], stages: Stages, record_property: Record
) -> None:
    stage = stages(MOVE)
    found = fates(stage.tried_at(fault, wanted), lambda tried: fate(stage, tried))
    record_property(*figures("endre --dato", len(stage.dry.points), found))
    assert found.total() >= 2


def fate(stage: Stage, tried: Tried) -> str:
    """What became of the journal; fails unless all is there once and the next call finishes it."""
    scene, case = tried.scene, f"{tried}"
    assert "Traceback" not in tried.done.stderr, case
    before, done = scene.before, _done(stage, scene)
    left = scene.files()
    assert_whole(scene, case)
    # Whoever mends knows no day that no file tells.
    begun = left != before and tried.fault == KILL
    by_another = OF_ANOTHER if tried.point.name == "write" else MENDING
    ended = scene.run(*(by_another if begun else CHANGE))
    assert "Traceback" not in ended.stderr, case
    assert_whole(scene, case)
    assert scene.files() == done, case
    return UNTOUCHED if left == before else DONE if left == done else BEGUN


def _done(stage: Stage, scene: Scene) -> dict[str, tuple[int, bytes]]:
    """All files as they are when nothing fails."""
    gone = f"{ENTRIES}/{OLD}.md"
    kept = {path: file for path, file in scene.before.items() if path != gone}
    return kept | stage.dry.changed


def assert_whole(scene: Scene, case: str) -> None:
    """Every entry is counted once, and what links to the one that moves leads there."""
    entries = scene.reading().entries
    assert sorted(entry.title for entry in entries) == TITLES, case
    (again,) = [entry for entry in entries if entry.title == "Igjen"]
    journal = scene.open()
    for name in (OLD, *again.repeats):
        found = journal.read_one(journal.find(name).path)
        assert isinstance(found, Entry), case
        assert found.title == "Melet", case
