"""A new learning with a picture, stopped or refused by the disk wherever a file is made of it.

A sample of the points: where a name is given or bytes are written, for the draft, the picture and
the entry. What lies between them has been tried for the entry in ``test_matrix.py``.
"""

from collections.abc import Callable

import pytest

from laering.domain.entry import Entry
from laering.domain.gallery import shown_by
from laering.files.pictures.taking import PICTURES
from tests.support.figures import figures
from tests.support.needs import need_strace
from tests.support.photographs import noisy

from .scene import DAY, DRAFTS, ENTRIES, Scene
from .stage import Record, Stage, Stages, Tried, Variant, fates
from .strace import KILL, Call

HAPPENED = "Hylla på Åsøya falt ned"
NEXT = "Vi skrur den i veggen"
TITLE = "Hylla falt"
PHOTO = noisy((60, 40))

SAVED = "saved with its picture"
KEPT = "kept in a draft, and saved by the next run"
BEFORE = "ended before anything was kept"


def with_a_picture(scene: Scene) -> tuple[str, ...]:
    path = scene.root / "hylla.jpg"
    path.write_bytes(PHOTO)
    told = ("-k", "avvik", "-d", DAY, "-s", HAPPENED, "-l", "Skruene var for korte", "-n", NEXT)
    return ("ny", *told, "-t", TITLE, "--bilde", str(path))


PICTURED = Variant(with_a_picture, ())


@pytest.fixture(autouse=True)
def _under_strace() -> None:
    need_strace()


def is_of_it(call: Call) -> bool:
    return call.done and any(call.is_in(folder) for folder in (ENTRIES, DRAFTS[0]))


def gives_a_name(call: Call) -> bool:
    return call.name.startswith(("rename", "link")) and is_of_it(call)


def writes(call: Call) -> bool:
    return call.name == "write" and is_of_it(call)


@pytest.mark.parametrize(
    ("fault", "wanted"), [(KILL, gives_a_name), (KILL, writes), ("ENOSPC", writes)]
)
def test_the_text_survives_and_no_half_picture_is_shown(
    fault: str, wanted: Callable[[Call], bool], stages: Stages, record_property: Record
) -> None:
    stage = stages(PICTURED)
    found = fates(stage.tried_at(fault, wanted), lambda tried: fate(stage, tried))
    record_property(*figures("ny --bilde", len(stage.dry.points), found))
    assert found[KEPT]


def made(scene: Scene) -> list[Entry]:
    return [each for each in scene.reading().entries if each.title == TITLE]


def fate(stage: Stage, tried: Tried) -> str:
    """What became of it; fails unless all is there once and the next run ends with all of it."""
    scene, case = tried.scene, f"{tried}"
    assert "Traceback" not in tried.done.stderr, case
    assert "programmet sviktet" not in tried.done.stderr.casefold(), case
    assert_pictures_whole(stage, scene, case)
    entries, drafts = made(scene), scene.drafts()
    if entries:
        assert_shown(scene, entries, case)
        return SAVED
    if not drafts:
        assert not any(call.paths[-1].endswith(".json") for call in tried.earlier), case
        return BEFORE
    assert HAPPENED in drafts[0].told, case
    assert NEXT in drafts[0].told, case
    ended = scene.run("ny", "--fra", f"{drafts[0].path}")
    assert ended.code == 0, f"{case}\n{ended.stderr}"
    assert_pictures_whole(stage, scene, case)
    assert_shown(scene, made(scene), case)
    assert scene.drafts() == [], case
    return KEPT


def assert_pictures_whole(stage: Stage, scene: Scene, case: str) -> None:
    """Every picture beside the entries is the one that is made when nothing fails."""
    (whole,) = [data for path, (_mode, data) in stage.dry.changed.items() if path.endswith(".jpg")]
    for path in (scene.root / ENTRIES / PICTURES).glob("*.jpg"):
        assert path.read_bytes() == whole, case


def assert_shown(scene: Scene, entries: list[Entry], case: str) -> None:
    """There is one entry, which shows one picture that is there."""
    (entry,) = entries
    ((path, _alt),) = shown_by(entry)
    assert (scene.journal / path).is_file(), case
