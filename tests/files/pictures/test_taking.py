"""Pictures taken in lie beside the entry that shows them, whole, or nothing is there at all."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from laering.domain.body import unpack
from laering.domain.entry import Answers, Body, Draft
from laering.domain.errors import (
    CannotReadPicture,
    CannotWrite,
    LeadsOut,
    NoPicture,
    PictureTooLarge,
)
from laering.files.config import JournalConfig
from laering.files.journal.journal import Journal
from laering.files.pictures.clean import Picture
from laering.files.pictures.taking import beside, create, read
from laering.files.system import disk
from tests.support.photographs import exif, photograph
from tests.support.runs import TODAY

DRAFT = Draft("Skade på hjørnet", TODAY, "avvik", body=Body(Answers("Det sprakk.", "b", "c")))

STEM = "2026-11-23-skade-pa-hjornet"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "entries").mkdir()
    return Journal(tmp_path, JournalConfig())


@pytest.fixture
def picture() -> Picture:
    return Picture(photograph(), "jpg")


def pictures_in(journal: Journal) -> list[str]:
    folder = journal.root / "entries" / "bilder"
    return sorted(os.listdir(folder)) if folder.exists() else []


def test_an_entry_shows_its_pictures_below_what_happened(
    journal: Journal, picture: Picture
) -> None:
    made = create(journal, DRAFT, [(picture, "Sprekk [nederst]"), (picture, "")])

    assert unpack(made).answers.happened == (
        f"Det sprakk.\n\n![Sprekk \\[nederst\\]](bilder/{STEM}-1.jpg)\n\n"
        f"![Skade på hjørnet](bilder/{STEM}-2.jpg)"
    )
    assert pictures_in(journal) == [f"{STEM}-1.jpg", f"{STEM}-2.jpg"]
    assert journal.within(None).problems == []


def test_a_second_entry_of_the_same_name_has_pictures_of_its_own(
    journal: Journal, picture: Picture
) -> None:
    create(journal, DRAFT, [(picture, "")])

    made = create(journal, DRAFT, [(picture, "")])

    assert made.id == f"{STEM}-2"
    assert f"(bilder/{STEM}-2-1.jpg)" in unpack(made).answers.happened


def test_no_picture_takes_anothers_place(journal: Journal, picture: Picture) -> None:
    folder = journal.root / "entries" / "bilder"
    folder.mkdir()
    (folder / f"{STEM}-1.PNG").write_bytes(b"en annens")

    create(journal, DRAFT, [(picture, "")])

    assert pictures_in(journal) == [f"{STEM}-1.PNG", f"{STEM}-2.jpg"]
    assert (folder / f"{STEM}-1.PNG").read_bytes() == b"en annens"


def test_an_entry_that_cannot_be_written_leaves_no_picture(
    journal: Journal, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(disk, "create_unflushed", full)

    with pytest.raises(CannotWrite):
        create(journal, DRAFT, [(picture, ""), (picture, "")])

    assert pictures_in(journal) == []
    assert journal.places() == []


@pytest.mark.posix("the way up is no name there, and leads nowhere")
def test_the_first_picture_goes_when_the_second_cannot_be_written(
    journal: Journal, picture: Picture
) -> None:
    unwritable = Picture(b"x", "/../jpg")

    with pytest.raises(CannotWrite):
        create(journal, DRAFT, [(picture, ""), (unwritable, "")])

    assert pictures_in(journal) == []


def test_what_is_stopped_by_the_person_leaves_no_picture(
    journal: Journal, picture: Picture
) -> None:
    with suppress(KeyboardInterrupt), beside(journal, STEM, [picture]) as paths:
        assert paths == [f"bilder/{STEM}-1.jpg"]
        assert pictures_in(journal) == [f"{STEM}-1.jpg"]
        raise KeyboardInterrupt

    assert pictures_in(journal) == []


def test_one_that_no_entry_shows_is_named(journal: Journal, picture: Picture) -> None:
    with beside(journal, STEM, [picture]):
        pass

    assert [each.path for each in journal.within(None).problems] == [f"entries/bilder/{STEM}-1.jpg"]


@pytest.mark.posix("a link that anybody may make")
def test_nothing_is_written_through_a_link_out_of_the_journal(
    journal: Journal, picture: Picture, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("annet")
    (journal.root / "entries" / "bilder").symlink_to(elsewhere)

    with pytest.raises(LeadsOut):
        create(journal, DRAFT, [(picture, "")])

    assert os.listdir(elsewhere) == []
    assert journal.places() == []


def test_what_was_handed_over_stays_as_it_is(tmp_path: Path) -> None:
    data = photograph(exif=exif())
    (tmp_path / "IMG 1.jpg").write_bytes(data)

    copy = read(tmp_path / "IMG 1.jpg")

    assert (tmp_path / "IMG 1.jpg").read_bytes() == data
    assert copy.data != data
    assert read(tmp_path / "IMG 1.jpg", with_metadata=True).data == data


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotReadPicture):
        read(tmp_path / "borte.jpg")
    with pytest.raises(NoPicture):
        read(tmp_path)


@pytest.mark.posix("pipes have names")
def test_nothing_waits_on_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør.jpg")

    with pytest.raises(NoPicture):
        read(tmp_path / "rør.jpg")


def test_a_file_of_three_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "stor.jpg", "wb") as file:
        file.truncate(300_000_000)

    with pytest.raises(PictureTooLarge):
        read(tmp_path / "stor.jpg")


@pytest.mark.posix("a link that anybody may make")
def test_a_link_that_the_person_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "bilde.jpg").write_bytes(photograph())
    (tmp_path / "snarvei").symlink_to("bilde.jpg")

    assert read(tmp_path / "snarvei") == read(tmp_path / "bilde.jpg")
