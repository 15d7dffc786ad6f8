"""``innboks``: what others put in the folder becomes learnings, once, and its original is kept."""

import json
import os
import re
from datetime import datetime
from pathlib import Path

import pytest

from laering.domain.origin import of_file
from laering.files.incoming import inbox
from laering.files.incoming.inbox import Inbox
from laering.files.journal.journal import Journal, open_journal
from laering.files.system.locks import hold, let_go
from tests.support.entries import entry_file, simple_entry
from tests.support.letters import document, mail, page_file, paragraph
from tests.support.photographs import bomb, exif, noisy
from tests.support.runs import Run

CAME = datetime(2026, 11, 20, 8).timestamp()  # noqa: DTZ001


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of the test's own."""
    folder = tmp_path / "papirkurv"
    folder.mkdir()
    monkeypatch.setattr(inbox, "put_in_trash", lambda path: path.rename(folder / path.name))
    return folder


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / "innboks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    os.utime(path, (CAME, CAME))
    return path


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "entries").glob("*.md"))


def left(folder: Path) -> list[str]:
    """What lies in the inbox, without what is hidden."""
    found = (folder / "innboks").rglob("*")
    return sorted(
        path.relative_to(folder / "innboks").as_posix()
        for path in found
        if path.is_file() and not path.name.startswith(".")
    )


def test_every_kind_is_taken_in_and_its_original_is_kept_unchanged(
    folder: Path, run: Run, trash: Path
) -> None:
    photo = noisy((300, 200), exif=exif())
    sent = mail(subject="Avvik: rått brød", attached={"ovn.jpg": photo})
    put(folder, "brev.eml", sent)
    put(folder, "side.txt", page_file(author="Kari", pictures={"Hjørnet": photo}))
    put(folder, "under/notat.md", "# Feil pris\n\nKilde: kunde\nAv: Ola\n\nSkiltet var galt.\n")
    path = put(folder, "rapport.docx", "")
    document(path, paragraph("Kilde: avvik") + paragraph("Av: Åse") + paragraph("Taket lekker."))
    os.utime(path, (CAME, CAME))
    put(folder, "liste.csv", "Dato;Kilde;Hva skjedde\n20.11.2026;avvik;Galt mel\n")

    done = run("innboks", "--alt")

    assert done.code == 0, done.stderr
    made = entries(folder)
    assert sorted(name[11:-3] for name in made) == [
        *("feil-adresse", "feil-pris", "galt-mel", "ratt-brod", "taket-lekker"),
    ]
    kept = left(folder)
    assert all(name.startswith("behandlet/") for name in kept)
    assert "behandlet/2026-11-20-ratt-brod.eml" in kept
    assert (folder / "innboks/behandlet/2026-11-20-ratt-brod.eml").read_bytes() == sent
    pictures = list((folder / "entries/bilder").iterdir())
    assert len(pictures) == 2
    assert not any(b"Exif" in path.read_bytes() for path in pictures)
    assert run("sjekk", "--unntatt", "unfinished").code == 0
    assert list(trash.iterdir()) == []


def test_nothing_is_offered_twice_when_the_same_comes_again(folder: Path, run: Run) -> None:
    put(folder, "en.txt", page_file(author="Kari"))
    assert run("innboks", "--alt").code == 0
    put(folder, "en igjen.txt", page_file(author="Kari"))

    done = run("innboks", "--alt")

    assert done.code == 0
    assert "tatt inn fra før" in done.stderr
    assert len(entries(folder)) == 1
    assert len(left(folder)) == 2


def test_one_that_was_stopped_before_the_move_is_moved_and_not_made_again(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = mail("Hei", attached={"a.txt": page_file().encode(), "b.txt": page_file("Nei.").encode()})
    put(folder, "to.eml", two)

    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Inbox, "put_by", stopped)
        run("innboks", "--alt")
    assert (len(entries(folder)), left(folder)) == (2, ["to.eml"])
    os.unlink(folder / "entries" / entries(folder)[1])

    assert run("innboks", "--alt").code == 0

    assert len(entries(folder)) == 2
    assert [name for name in left(folder) if not name.startswith("behandlet/anonym-")] == []


def test_an_anonymous_one_has_no_name_that_links_the_two(folder: Path, run: Run) -> None:
    put(folder, "kari skrev dette.txt", page_file())
    assert run("innboks", "--alt").code == 0
    (kept,) = left(folder)
    assert re.fullmatch(r"behandlet/anonym-[0-9a-f]{8}\.txt", kept)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", "%PDF", "PDF leses ikke"),
        ("a.msg", "x", "Outlook"),
        ("a.exe", "MZ", "Slike filer leses ikke"),
        ("a.txt", "Bare noe som skjedde.", "den sier ikke hvilken kilde den hører til"),
        ("a.txt", page_file(header="private: true"), "den ber om å være privat"),
        ("a.txt", "", "Det står ingenting i den"),
        ("a.md", "---\ntitle: [\n---\n", "Linje 3 i hodet lar seg ikke lese"),
        ("a.eml", "x", "ingen e-post"),
        ("a.docx", "x", "ingen .docx-fil"),
        ("a.png", bomb(), "Den er for stor"),
        ("a.csv", "Dato;Kilde;Hva skjedde\n20.11.2026;avvik;A\nsnart;avvik;B\n", "Rett radene"),
    ],
)
def test_what_lacks_something_or_cannot_be_read_is_named_and_left(
    name: str, data: str | bytes, reason: str, folder: Path, run: Run
) -> None:
    put(folder, name, data)
    put(folder, "god.txt", page_file())

    done = run("innboks", "--alt")

    assert done.code == 1
    assert reason in done.stderr
    assert "1 fil ligger igjen i innboksen." in done.stderr
    assert name in left(folder)
    assert any("feil-adresse" in each for each in entries(folder))


def test_a_source_is_given_to_those_that_name_none(folder: Path, run: Run) -> None:
    put(folder, "a.txt", "Bare noe som skjedde.")
    assert run("innboks", "--alt", "--kilde", "ansatt").code == 0
    (entry,) = json.loads(run("liste", "--json").stdout)
    assert (entry["source"], entry["date"]) == ("ansatt", "2026-11-20")
    assert run("innboks", "--kilde", "finnes-ikke").code == 2


def test_the_list_tells_what_there_is_and_changes_nothing(folder: Path, run: Run) -> None:
    put(folder, "a.txt", page_file(header="private: false"))
    put(folder, "b.pdf", "%PDF")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    first, second = json.loads(run("innboks", "--json").stdout)

    assert first["file"] == "innboks/a.txt"
    assert first["learnings"][0]["title"] == "Feil adresse"
    assert first["learnings"][0]["dropped"] == ["private"]
    assert second["reason"].startswith("PDF leses ikke")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert run("innboks").stdout == (
        "innboks/a.txt: tekst\ninnboks/b.pdf: PDF leses ikke. Skriv inn det som står der med "
        "«laering ny», og flytt så fila.\n"
    )


def test_only_old_originals_go_to_the_trash_and_it_is_said(
    folder: Path, run: Run, trash: Path, tmp_path: Path
) -> None:
    old, new = put(folder, "behandlet/old.txt", "A"), put(folder, "behandlet/new.txt", "B")
    month_ago = datetime(2026, 10, 23, 12).timestamp()  # noqa: DTZ001
    os.utime(old, (month_ago, month_ago))

    done = run("innboks", "--alt")

    assert "1 original som ble tatt inn for mer enn 30 dager siden" in done.stderr
    assert [path.name for path in trash.iterdir()] == ["old.txt"]
    assert new.exists()
    (tmp_path / "no-settings.toml").write_text("inbox_days = 2\n", encoding="utf-8")
    run("innboks", "--alt")
    assert not new.exists()


def test_where_there_is_no_trash_originals_stay(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_path: Path) -> None:
        raise OSError(2, "ingen")

    monkeypatch.setattr(inbox, "put_in_trash", none)
    path = put(folder, "behandlet/old.txt", "A")
    os.utime(path, (0, 0))
    assert "kunne ikke legges i papirkurven" in run("innboks").stderr
    assert path.exists()


@pytest.mark.posix("links need rights on Windows")
def test_nothing_outside_the_inbox_is_read_or_moved(folder: Path, run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text(page_file(), encoding="utf-8")
    put(folder, "a.txt", page_file())
    (folder / "innboks/lenke.txt").symlink_to(secret)
    (folder / "innboks/mappe").symlink_to(tmp_path)

    assert run("innboks", "--alt").code == 1

    assert secret.exists()
    assert len(entries(folder)) == 1
    (folder / "innboks").rename(tmp_path / "flyttet")
    (folder / "innboks").symlink_to(tmp_path / "flyttet")
    assert "er en lenke, og den følges ikke" in run("innboks", "--alt").stderr


@pytest.mark.posix("an open file is held there in another way")
def test_what_somebody_else_looks_at_is_left_to_them(folder: Path, run: Run) -> None:
    put(folder, "a.txt", page_file())
    journal = open_journal(folder)
    box = Inbox(journal)
    with box.held(box.items()[0]):
        pass
    lock = lock_of(journal)
    descriptor = hold(lock)
    assert descriptor is not None
    try:
        assert "Noen andre ser på «innboks/a.txt»" in run("innboks", "--alt").stderr
        assert entries(folder) == []
    finally:
        let_go(descriptor, lock)
    assert run("innboks", "--alt").code == 0
    assert len(entries(folder)) == 1


def lock_of(journal: Journal) -> Path:
    """The lock of the one file in the inbox."""
    box = Inbox(journal)
    with box.held(box.items()[0]):
        (path,) = box.folder.glob(".laering-*.lock")
    return path


def test_what_another_took_in_meanwhile_is_not_made_again(folder: Path, run: Run) -> None:
    put(folder, "a.txt", page_file())
    box = Inbox(open_journal(folder))
    (item,) = box.items()
    data = box.bytes_of(item)
    assert data is not None
    assert box.taken(of_file(data)) == {}
    run("innboks", "--alt")
    assert list(box.taken(of_file(data))) == [1]
    assert box.bytes_of(item) is None


def test_the_inbox_is_closed_to_git_and_said_to_be_empty(folder: Path, run: Run) -> None:
    done = run("innboks")
    assert "Innboksen er tom" in done.stderr
    assert (folder / "innboks/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_the_home_page_tells_how_many_wait_and_who_waits_for_an_answer(
    folder: Path, run: Run
) -> None:
    put(folder, "a.txt", page_file())
    assert "1 fil venter i innboksen: laering innboks" in run().stdout
    assert json.loads(run("--json").stdout)["inbox"] == 1
    entry_file(folder, "2026-11-01-egen.md", simple_entry("Egen", "2026-11-01"))
    run("innboks", "--alt")
    page = run().stdout
    assert "innboksen" not in page
    assert "Venter på svar (1 av de 1 som er meldt inn på 12 måneder)" in page
    told = json.loads(run("--json").stdout)
    assert (told["inbox"], told["came_in"], len(told["unanswered"])) == (0, 1, 1)


# --- What is no folder or file of its own


@pytest.mark.posix("links need rights there")
@pytest.mark.parametrize(
    ("link", "target"), [("innboks", "entries"), ("innboks/behandlet", "../entries")]
)
def test_a_folder_behind_a_link_is_left_alone(
    folder: Path, run: Run, link: str, target: str
) -> None:
    entry = entry_file(folder, "2026-01-02-mel.md", simple_entry("Mel", "2026-01-02"))
    os.utime(entry, (0, 0))
    before = entry.read_bytes()
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(target)

    result = run("innboks", "--alt")

    assert result.code == 2
    assert "er en lenke, og den følges ikke" in result.stderr
    assert entry.read_bytes() == before
    assert [path.name for path in (folder / "entries").iterdir()] == [entry.name]


@pytest.mark.posix("links need rights there")
def test_a_lock_that_is_a_link_touches_nothing_elsewhere(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    script, new = tmp_path / "script", tmp_path / "new"
    script.write_text("x", encoding="utf-8")
    script.chmod(0o755)
    (folder / "innboks").mkdir()
    (folder / "innboks" / ".laering-x.lock").symlink_to(script)
    (folder / "innboks" / ".laering-y.lock").symlink_to(new)

    run("innboks")

    assert script.stat().st_mode & 0o777 == 0o755
    assert not new.exists()


@pytest.mark.parametrize("text", ["Privat: ja\n", "Dato: 9999-12-31\nprivat: ja\n"])
def test_who_asks_for_privacy_in_a_text_is_not_taken_in_unseen(
    folder: Path, run: Run, text: str
) -> None:
    path = put(folder, "p.txt", f"Kilde: avvik\n{text}Tittel: Hemmelig\n\nNoe hemmelig skjedde.\n")

    result = run("innboks", "--alt")

    assert "privat" in result.stderr
    assert path.exists()
    assert not list((folder / "entries").glob("*.md"))
