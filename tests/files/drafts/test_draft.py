"""Drafts: on disk in time, each its writer's own, offered once nobody writes them, then gone."""

import json
import os
import platform
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from errno import ENOLCK, ENOSPC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.action import BEGUN, DONE, OFF, OPEN, Action, Effect
from laering.domain.body import compose
from laering.domain.entry import Answers, Attached, Begun, Body, Entry, Given
from laering.files.drafts import keeper as keeping
from laering.files.drafts import snapshot
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.snapshot import given_of
from laering.files.drafts.waiting import forget, waiting
from laering.files.pictures.taking import chosen
from laering.files.system import disk, folders
from tests.support.photographs import photograph
from tests.support.waiting import pause, wait_until

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_MAYBE = st.none() | _TEXT
_DAY = st.none() | st.dates()
_EFFECT = st.builds(Effect, worked=st.booleans(), day=_DAY, text=_TEXT, earlier=st.just(()))
_ACTION = st.builds(
    Action,
    text=_TEXT,
    owners=st.lists(_TEXT).map(tuple),
    due=_DAY,
    state=st.sampled_from([OPEN, BEGUN, DONE, OFF]),
    done=_DAY,
    off=_DAY,
    signs=_TEXT,
    number=st.just(0),
    mark=st.sampled_from(["", ">", "\u00a0"]),
    effect=st.none()
    | st.builds(
        lambda now, before: replace(now, earlier=tuple(before)), _EFFECT, st.lists(_EFFECT)
    ),
)
_GIVEN = st.builds(
    Given,
    title=_MAYBE,
    date=_DAY,
    source=_MAYBE,
    outcome=_MAYBE,
    tags=st.lists(_TEXT).map(tuple),
    author=_MAYBE,
    repeats=st.lists(_TEXT).map(tuple),
    private=st.booleans(),
    extra=st.lists(st.tuples(_TEXT, _TEXT)).map(tuple),
    happened=_MAYBE,
    learned=_MAYBE,
    differently=_MAYBE,
    actions=st.lists(_ACTION).map(tuple),
    preamble=_TEXT,
    more=_TEXT,
    further=st.lists(st.tuples(_TEXT, _TEXT)).map(tuple),
    pictures=st.lists(
        st.builds(Attached, origin=_TEXT, kept=_TEXT, alt=_MAYBE, whole=st.booleans())
    ).map(tuple),
)
TOLD = Begun(Given(source="avvik", happened="Døra sto åpen"), "learned", "Vi må")


def left(folder: Path, begun: Begun = TOLD, entry: str | None = None) -> Path:
    """A draft whose writer has ended without a word."""
    keeper = Keeper(folder, entry=entry)
    keeper.answered(begun)
    path = keeper.settle()
    assert path is not None
    keeper.release()
    return path


def found(folder: Path, entry: str | None = None) -> list[Begun]:
    """What is offered, and left again."""
    drafts = list(waiting(folder, of_entries=entry is not None))
    for each in drafts:
        each.release()
    return [each.begun for each in drafts if each.entry == entry]


@given(
    given_=_GIVEN,
    step=st.sampled_from(["", "source", "happened", "further:Hvorfor?", "actions", "overview"]),
    typing=_TEXT,
    left=st.none() | st.lists(_TEXT).map(tuple),
    beside=st.lists(st.tuples(_TEXT, _TEXT)).map(tuple),
)
def test_a_draft_comes_back_as_it_was(
    given_: Given,
    step: str,
    typing: str,
    left: tuple[str, ...] | None,
    beside: tuple[tuple[str, str], ...],
) -> None:
    begun = Begun(given_, step, typing, left, beside)
    values = json.loads(snapshot.dumped(snapshot.begun_data(begun)))

    assert snapshot.begun_of(values) == begun


@pytest.mark.parametrize(
    ("count", "step"),
    [(0, ""), (2, "happened"), (3, "learned"), (6, "differently"), (9, "overview")],
)
def test_a_draft_of_the_first_version_goes_on_at_the_step_it_counted(
    folder: Path, count: int, step: str
) -> None:
    path = left(folder)
    values = json.loads(path.read_text(encoding="utf-8"))
    for name in ("left", "beside"):
        del values[name]
    del values["given"]["further"]
    path.write_text(json.dumps({**values, "draft": 1, "step": count}), encoding="utf-8")

    assert found(folder) == [Begun(TOLD.given, step, "Vi må")]


@pytest.mark.posix("needs modes")
def test_a_draft_can_be_read_by_its_owner_only(folder: Path) -> None:
    path = left(folder)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert folder not in path.parents


def test_what_is_typed_is_on_disk_within_a_second(folder: Path) -> None:
    keeper = Keeper(folder)
    for length in range(5):
        keeper.typing(Begun(TOLD.given, "learned", "Vi må"[: length + 1]))
        pause()
    wait_until(
        lambda: found_texts() == ["Vi må"], "what was typed", seen=lambda: f"{found_texts()}"
    )
    assert keeping._PAUSE < 1

    keeper.drop()
    assert found_texts() == []


def found_texts() -> list[str]:
    return [
        json.loads(path.read_text(encoding="utf-8"))["typing"]
        for place in folders.drafts()
        for path in place.glob("*.json")
    ]


def test_a_draft_is_offered_when_its_writer_has_ended(folder: Path) -> None:
    left(folder)

    assert found(folder) == [TOLD]


def test_a_draft_that_is_being_written_is_not_offered(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from laering.files.drafts.keeper import Keeper;"
        "from laering.domain.entry import Begun, Given;"
        "k = Keeper(Path(sys.argv[1])); k.answered(Begun(Given(happened='x'))); print(k.settle());"
        "sys.stdout.flush(); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip().endswith(".json")
        assert found(folder) == []
        writer.kill()
    assert found(folder) == [Begun(Given(happened="x"))]


def test_two_who_go_on_get_a_draft_each(folder: Path) -> None:
    left(folder)
    left(folder, Begun(Given(happened="Annet")))

    first = next(waiting(folder))
    second = next(waiting(folder))

    assert {first.begun.given.happened, second.begun.given.happened} == {"Døra sto åpen", "Annet"}


def test_a_draft_belongs_to_its_journal_until_that_is_gone(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "annen"
    other.mkdir()
    left(other)

    assert found(folder) == []
    other.rmdir()
    assert found(folder) == [TOLD]


def test_a_draft_for_an_entry_is_offered_for_that_entry_only(folder: Path) -> None:
    left(folder, entry="2026-11-01-a")

    assert found(folder) == []
    assert found(folder, "2026-11-01-b") == []
    assert found(folder, "2026-11-01-a") == [TOLD]


def test_nothing_is_on_disk_before_there_is_something_to_lose(folder: Path) -> None:
    keeper = Keeper(folder)
    keeper.answered(Begun(Given(source="avvik", outcome="bra"), "happened"))

    assert keeper.settle() is None
    assert found_texts() == []


def test_a_full_disk_moves_the_draft_to_another_and_leaves_no_trace(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(folder)
    keeper.answered(Begun(Given(happened="Før")))
    put = disk.put
    home = next(iter(folders.drafts()))

    def full(path: Path, data: bytes) -> None:
        if path.parent == home:
            raise OSError(ENOSPC, "full")
        put(path, data)

    monkeypatch.setattr(keeping, "put", full)
    keeper.answered(Begun(Given(happened="Før og etter")))

    path = keeper.settle()
    assert path is not None
    assert path.parent != home
    assert keeper.trouble is None
    keeper.release()
    assert found(folder) == [Begun(Given(happened="Før og etter"))]
    assert next(home.glob("*.json"), None) is None


def test_a_draft_that_cannot_be_kept_anywhere_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(ENOSPC, "full")

    monkeypatch.setattr(keeping, "put", full)
    keeper = Keeper(folder)
    keeper.answered(TOLD)

    assert keeper.settle() is None
    assert keeper.trouble is not None
    assert keeper.trouble.errno == ENOSPC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"draft": 1}',
        '{"draft": 1, "given": 3}',
        '{"draft": 1, "journal": "JOURNAL", "entry": null, "step": 1e999, "given": {}}',
        "[" * 99999,
    ],
)
def test_what_is_no_draft_is_passed_by(folder: Path, text: str) -> None:
    left(folder)
    home = next(iter(folders.drafts()))
    text = text.replace("JOURNAL", str(folder))
    (home / "0000.json").write_text(text, encoding="utf-8")

    assert found(folder) == [TOLD]


@pytest.mark.posix("needs owners")
def test_a_folder_that_is_not_the_persons_own_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(folder)
    monkeypatch.setenv("TMPDIR", str(folder.parent))
    monkeypatch.setattr(folders, "_FOR_A_WHILE", ())
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    keeper = Keeper(folder)
    keeper.answered(TOLD)

    assert found(folder) == []
    assert keeper.settle() is None


def test_what_is_left_over_beside_the_drafts_is_swept(folder: Path) -> None:
    path = left(folder)
    lonely = path.with_name("1234.lock")
    lonely.touch()
    old = path.with_name(".laering-1234.tmp")
    old.touch()
    os.utime(old, (1, 1))

    assert found(folder) == [TOLD]

    assert sorted(each.name for each in path.parent.iterdir()) == sorted(
        [path.name, path.with_suffix(".lock").name]
    )


@pytest.mark.parametrize(
    ("answers", "goes"),
    [
        (Answers("Døra sto åpen", "Vi må", "Lukke"), True),
        (Answers("Døra sto åpen", "Noe annet", "Lukke"), False),
        (Answers("Noe annet", "Vi må", "Lukke"), False),
    ],
)
def test_a_draft_that_says_no_more_than_an_entry_goes(
    folder: Path, answers: Answers, goes: bool
) -> None:
    left(folder)

    forget(folder, _entry(answers), None)

    assert found(folder) == ([] if goes else [TOLD])


@pytest.mark.parametrize(
    "more",
    [
        {"title": "Åpen dør"},
        {"actions": (Action("Bestille lås", ("ola",)),)},
        {"tags": ("lås",)},
        {"extra": (("sted", "sted: lageret"),)},
        {"more": "## Mer\n\nTekst"},
    ],
)
def test_a_draft_that_says_anything_more_than_an_entry_stays(
    folder: Path, more: dict[str, Any]
) -> None:
    told = replace(TOLD, given=replace(TOLD.given, **more))
    left(folder, told)

    forget(folder, _entry(Answers("Døra sto åpen", "Vi må", "Lukke")), None)

    assert found(folder) == [told]


def _entry(answers: Answers) -> Entry:
    packed = compose(Body(answers), "nb").encode()
    return Entry("Tittel", date(2026, 11, 1), "avvik", id="a", path="entries/a.md", packed=packed)


def test_what_was_being_typed_is_part_of_a_draft_that_is_read_as_a_file(folder: Path) -> None:
    path = left(folder)

    assert given_of(json.loads(path.read_text(encoding="utf-8"))) == replace(
        TOLD.given, learned="Vi må"
    )


def test_what_an_editor_saved_last_is_what_was_being_typed(folder: Path) -> None:
    path = left(folder)
    path.with_suffix(".md").write_text("Vi må låse\n", encoding="utf-8")

    assert [begun.typing for begun in found(folder)] == ["Vi må låse"]


def test_the_line_ends_of_an_editor_on_windows_are_no_part_of_the_text(folder: Path) -> None:
    path = left(folder)
    path.with_suffix(".md").write_bytes("Vi må\r\nlåse\r\n".encode())

    assert [begun.typing for begun in found(folder)] == ["Vi må\nlåse"]


def test_what_an_editor_saved_after_something_else_was_typed_hides_neither(folder: Path) -> None:
    path = left(folder)
    path.with_suffix(".md").write_text("Helt annet\n", encoding="utf-8")

    assert [begun.typing for begun in found(folder)] == ["Vi må\n\nHelt annet"]


def test_an_old_file_of_an_editor_never_replaces_what_was_typed_later(folder: Path) -> None:
    path = left(folder)
    beside = path.with_suffix(".md")
    beside.write_text("Gammelt\n", encoding="utf-8")
    os.utime(beside, (1, 1))

    assert found(folder) == [TOLD]


def test_a_draft_that_is_gone_on_with_holds_what_the_editor_saved(folder: Path) -> None:
    path = left(folder)
    path.with_suffix(".md").write_text("Vi må låse\n", encoding="utf-8")
    keeper = Keeper(folder, resumed=next(waiting(folder)))

    assert not path.with_suffix(".md").exists()
    assert json.loads(path.read_text(encoding="utf-8"))["typing"] == "Vi må låse"
    keeper.drop()


@pytest.mark.posix("needs flock")
def test_without_file_locks_a_draft_that_is_being_written_is_not_offered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(ENOLCK, "no locks here")

    monkeypatch.setattr("fcntl.flock", refuse)
    keeper = Keeper(folder)
    keeper.answered(TOLD)
    lock = next(path for path in keeper._paths).with_suffix(".lock")
    assert lock.read_text(encoding="utf-8").split()[0] == str(os.getpid())

    lock.write_text(f"{os.getppid()} {platform.node()}", encoding="utf-8")
    assert found(folder) == []
    lock.write_text(f"{os.getpid()} en-annen-maskin", encoding="utf-8")
    assert found(folder) == []
    lock.write_text(f"99999999 {platform.node()}", encoding="utf-8")
    assert found(folder) == [TOLD]


def test_a_draft_that_was_saved_by_its_name_goes(folder: Path) -> None:
    path = left(folder)

    forget(folder, _entry(Answers("Helt annet")), path)

    assert found(folder) == []


def test_a_draft_that_cannot_be_removed_is_emptied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(folder)
    keeper.answered(TOLD)

    def refuse(*_: object) -> None:
        raise OSError(ENOSPC, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        keeper.drop()

    assert found(folder) == []


def test_the_day_it_was_begun_is_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  # where the person is

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return begun

    monkeypatch.setattr(keeping, "datetime", Clock)
    path = left(folder)

    offered = next(waiting(folder))

    assert offered.since == begun
    assert offered.written.timestamp() == pytest.approx(path.stat().st_mtime)


def with_picture(keeper: Keeper) -> Begun:
    """What was told, with a picture that is kept beside it."""
    kept = keeper.keep_picture(b"\xff\xd8\xff et bilde", "jpg")
    begun = replace(TOLD, given=replace(TOLD.given, pictures=(Attached("/borte.jpg", kept),)))
    keeper.answered(begun)
    return begun


def test_a_chosen_picture_is_kept_with_its_draft_though_its_own_file_goes(folder: Path) -> None:
    keeper = Keeper(folder)
    begun = with_picture(keeper)
    keeper.release()

    assert found(folder) == [begun]
    (picture,) = begun.given.pictures
    assert chosen(picture).data == b"\xff\xd8\xff et bilde"


def test_a_kept_picture_goes_with_its_draft_and_no_other_file_does(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "0123456789abcdef-01234567.jpg"
    own.write_bytes(b"mitt")
    keeper = Keeper(folder)
    begun = with_picture(keeper)
    given = begun.given
    pictures = (*given.pictures, Attached(str(own), str(own)))
    keeper.answered(replace(begun, given=replace(given, pictures=pictures)))
    kept = Path(given.pictures[0].kept)
    keeper.release()
    assert kept.exists()

    (draft,) = waiting(folder)
    draft.drop()

    assert not kept.exists()
    assert own.read_bytes() == b"mitt"


def test_a_picture_that_no_disk_takes_is_made_anew_of_its_own_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "for_drafts", lambda *_: [])
    (tmp_path / "bilde.png").write_bytes(photograph("PNG"))

    kept = Keeper(folder).keep_picture(b"\xff\xd8\xff", "jpg")

    assert kept == ""
    assert chosen(Attached(str(tmp_path / "bilde.png"), kept)).ending == "png"


def test_a_picture_of_no_draft_is_swept_once_it_is_old(folder: Path) -> None:
    keeper = Keeper(folder)
    old = Path(keeper.keep_picture(b"\xff\xd8\xff", "jpg"))
    new = Path(Keeper(folder).keep_picture(b"\xff\xd8\xff", "jpg"))
    os.utime(old, (1, 1))

    assert found(folder) == []

    assert not old.exists()
    assert new.exists()
