"""Pictures from ``ny`` to what others see: shown where they may be, and never anything else."""

import base64
import json
import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from laering.domain.entry import Attached, Begun, Given
from laering.files.drafts.snapshot import VERSION, begun_data, dumped
from laering.files.system import trash
from tests.support.entries import entry_file, simple_entry
from tests.support.letters import page_file
from tests.support.photographs import (
    NOTHING_BUT_PIXELS,
    bomb,
    exif,
    noisy,
    photograph,
    pieces_of,
)
from tests.support.runs import Run

WRITTEN = ("-k", "avvik", "-s", "Hjørnet sprakk.", "-l", "b", "-n", "c", "-t", "Skade på hjørnet")

ENTRY = "2026-11-23-skade-pa-hjornet"

SHOWN = f"entries/bilder/{ENTRY}-1.jpg"


@pytest.fixture
def photo(folder: Path) -> Path:
    path = folder / "IMG 1.jpg"
    path.write_bytes(photograph("JPEG", (900, 600), exif=exif(6)))
    return path


@pytest.fixture
def told(folder: Path, run: Run, photo: Path) -> Path:
    """A journal with one learning that shows a picture."""
    assert run("ny", *WRITTEN, "--bilde", str(photo)).code == 0
    return folder


def embedded(page: str) -> list[bytes]:
    return [
        base64.b64decode(each) for each in re.findall(r'src="data:image/jpeg;base64,([^"]+)"', page)
    ]


def drawn(paper: bytes) -> list[tuple[int, int]]:
    """The sizes of the pictures on paper."""
    images = (each.image for page in PdfReader(BytesIO(paper)).pages for each in page.images)
    return [image.size for image in images if image is not None]


def files_in(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_a_learning_shows_a_copy_that_tells_no_place(told: Path, run: Run, photo: Path) -> None:
    copy = (told / SHOWN).read_bytes()

    assert set(pieces_of(copy)) <= NOTHING_BUT_PIXELS
    assert f"![Skade på hjørnet](bilder/{ENTRY}-1.jpg)" in (told / f"entries/{ENTRY}.md").read_text(
        encoding="utf-8"
    )
    assert photo.read_bytes() == photograph("JPEG", (900, 600), exif=exif(6))
    assert run("sjekk").code == 0


def test_with_metadata_it_is_taken_as_it_is_and_named(folder: Path, run: Run, photo: Path) -> None:
    run("ny", *WRITTEN, "--bilde", str(photo), "--med-metadata")

    assert (folder / SHOWN).read_bytes() == photo.read_bytes()
    assert f"{SHOWN}:1: picture-place" in run("sjekk").stdout


@pytest.mark.parametrize("data", [b"Hei", bomb(), photograph()[:200], b""])
def test_what_is_no_picture_leaves_nothing(folder: Path, run: Run, data: bytes) -> None:
    (folder / "fil.jpg").write_bytes(data)
    before = files_in(folder)

    result = run("ny", *WRITTEN, "--bilde", "fil.jpg")

    assert result.code == 2
    assert "«fil.jpg»" in result.stderr
    assert files_in(folder) == before


def test_json_has_the_paths_and_what_stands_for_them(told: Path, run: Run) -> None:
    expected = [{"path": SHOWN, "alt": "Skade på hjørnet"}]

    for command in (("vis", "siste"), ("liste",), ("rapport", "2026"), ("del", "siste")):
        form = () if command[0] in ("vis", "liste") else ("--format",)
        found = json.loads(run(*command, *(("--json",) if not form else (*form, "json"))).stdout)
        if "sources" in found:
            found = [entry for each in found["sources"] for entry in each["entries"]]
        entry = found[0] if isinstance(found, list) else found
        assert entry["pictures"] == expected


def test_vis_tells_where_it_is(told: Path, run: Run) -> None:
    assert SHOWN in run("vis", "siste").stdout.split("\n")

    (told / SHOWN).unlink()

    assert f"{SHOWN} (finnes ikke)" in run("vis", "siste").stdout


def test_the_page_shows_it_small_and_fetches_nothing(told: Path, run: Run) -> None:
    page = run("rapport", "2026", "--format", "html").stdout

    (small,) = embedded(page)
    assert set(pieces_of(small)) <= NOTHING_BUT_PIXELS
    assert 'alt="Skade på hjørnet"' in page
    assert f'href="{SHOWN}"' in page
    assert "img-src data:;" in page


def test_a_second_page_is_made_of_what_was_kept(
    told: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from laering.files.pictures import thumbnails

    first = run("rapport", "2026", "--format", "html").stdout
    monkeypatch.setattr(thumbnails, "small_copy", None)

    assert run("rapport", "2026", "--format", "html").stdout == first


def test_a_picture_that_changed_is_made_small_anew(told: Path, run: Run) -> None:
    first = embedded(run("rapport", "2026", "--format", "html").stdout)
    (told / SHOWN).write_bytes(photograph("JPEG", (300, 200)))

    assert embedded(run("rapport", "2026", "--format", "html").stdout) != first


def test_a_page_stays_small_and_the_rest_become_links(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from laering.ui.formats import table

    (folder / "stor.jpg").write_bytes(noisy((700, 500)))
    run("ny", *WRITTEN, *(("--bilde", "stor.jpg") * 3))
    forms = [each._replace(pictures=90_000) if each.pictures else each for each in table.FORMATS]
    monkeypatch.setattr("laering.ui.commands.reporting.FORMATS", tuple(forms))

    page = run("rapport", "2026", "--format", "html").stdout

    shown = embedded(page)
    assert 0 < len(shown) < 3
    assert sum(map(len, shown)) <= 90_000
    assert page.count('class="picture"') == 3


def test_a_document_leads_to_it_from_where_it_is(told: Path, run: Run) -> None:
    (told / "ut").mkdir()
    run("rapport", "2026", "--ut", "ut/rapport.md")
    run("del", "siste", "--ut", "ut/del.md")

    for name in ("rapport.md", "del.md"):
        text = (told / "ut" / name).read_text(encoding="utf-8")
        assert f"![Skade på hjørnet](../{SHOWN})" in text


def test_a_shared_page_has_it_in_it(told: Path, run: Run) -> None:
    page = run("del", "siste", "--format", "html").stdout

    assert len(embedded(page)) == 1
    assert "href" not in page


def test_a_name_that_is_kept_is_not_told_by_a_picture(folder: Path, run: Run, photo: Path) -> None:
    run("ny", *WRITTEN[:-1], "Skade hos @kari", "--bilde", str(photo))

    for form in ("html", "md", "tekst", "json"):
        told = run("del", "siste", "--format", form).stdout
        assert "kari" not in told
        assert form != "html" or len(embedded(told)) == 1


def test_the_paper_shows_it_with_its_words(told: Path, run: Run) -> None:
    ((width, height),) = drawn(run("rapport", "2026", "--format", "pdf").raw)

    assert height > width


def test_a_private_one_is_shown_to_nobody(folder: Path, run: Run, photo: Path) -> None:
    run("ny", *WRITTEN, "--bilde", str(photo), "--privat")

    for form in ("html", "md", "json"):
        told = run("rapport", "2026", "--format", form).stdout
        assert "hjornet" not in told
        assert not embedded(told)
    assert run("del", "siste").code == 1
    assert embedded(run("rapport", "2026", "--format", "html", "--med-private").stdout)


def test_a_sheet_and_lines_tell_only_where_it_is(told: Path, run: Run) -> None:
    for form in ("csv", "terminal"):
        assert "base64" not in run("rapport", "2026", "--format", form).stdout


OUTSIDE = ("../../hemmelig.jpg", "%2e%2e/%2e%2e/hemmelig.jpg", "lenke.jpg", "mappe/hemmelig.jpg")


@pytest.mark.posix("a link that anybody may make")
@pytest.mark.parametrize("target", [*OUTSIDE, "FULL", "file://FULL", "http://evil.example/a.jpg"])
def test_what_lies_outside_is_never_read(
    folder: Path, run: Run, tmp_path_factory: pytest.TempPathFactory, target: str
) -> None:
    secret = folder.parent / "hemmelig.jpg"
    secret.write_bytes(photograph())
    run("ny", *WRITTEN)
    entries = folder / "entries"
    (entries / "lenke.jpg").symlink_to(secret)
    (entries / "mappe").symlink_to(folder.parent)
    entry = entries / f"{ENTRY}.md"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(
        text.replace("sprakk.", f"sprakk. ![x]({target.replace('FULL', str(secret))})"),
        encoding="utf-8",
    )

    assert not embedded(run("rapport", "2026", "--format", "html").stdout)
    assert not embedded(run("del", "siste", "--format", "html").stdout)
    assert drawn(run("rapport", "2026", "--format", "pdf").raw) == []
    named = run("sjekk").stdout
    assert target.startswith("http") or "picture-" in named


@pytest.mark.posix("pipes have names")
def test_a_pipe_among_the_pictures_keeps_nobody_waiting(told: Path, run: Run) -> None:
    (told / SHOWN).unlink()
    os.mkfifo(told / SHOWN)

    assert not embedded(run("rapport", "2026", "--format", "html").stdout)
    assert "picture-missing" in run("sjekk").stdout


def test_words_of_a_picture_cannot_become_html(folder: Path, run: Run, photo: Path) -> None:
    run("ny", *WRITTEN, "--bilde", str(photo))
    entry = folder / f"entries/{ENTRY}.md"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(
        text.replace("![Skade på hjørnet]", '!["><script>alert(1)</script>]'), encoding="utf-8"
    )

    page = run("rapport", "2026", "--format", "html").stdout

    assert "<script>alert" not in page
    assert 'alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_a_picture_within_a_link_is_no_link_in_a_link(told: Path, run: Run) -> None:
    entry = told / f"entries/{ENTRY}.md"
    text = entry.read_text(encoding="utf-8")
    linked = re.sub(r"(!\[.*\]\(.*\))", r"[\1](https://example.com)", text)
    entry.write_text(linked, encoding="utf-8")

    page = run("rapport", "2026", "--format", "html").stdout

    assert len(embedded(page)) == 1
    assert 'class="picture"' not in page


def test_code_shows_no_picture(told: Path, run: Run) -> None:
    entry = told / f"entries/{ENTRY}.md"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(re.sub(r"(!\[.*\]\(.*\))", r"`\1`", text), encoding="utf-8")

    assert json.loads(run("vis", "siste", "--json").stdout)["pictures"] == []
    assert not embedded(run("rapport", "2026", "--format", "html").stdout)


def test_words_are_found_by_what_a_picture_shows_and_not_by_its_path(
    folder: Path, run: Run, photo: Path
) -> None:
    run("ny", *WRITTEN[:-1], "Sprekk", "--bilde", str(photo))

    assert json.loads(run("søk", "sprekk", "--json").stdout)
    assert json.loads(run("søk", "jpg", "--json").stdout) == []
    assert json.loads(run("søk", "bilder", "--json").stdout) == []


def test_an_attempt_that_failed_and_then_went_well_leaves_no_draft(
    folder: Path, run: Run, photo: Path
) -> None:
    assert run("ny", *WRITTEN[:6], "--bilde", str(photo), stdin="").code == 2

    assert run("ny", *WRITTEN, "--bilde", str(photo)).code == 0

    assert json.loads(run("--json").stdout)["drafts"] == []


# --- Added to what is there, and gone with it


def test_a_picture_comes_to_a_learning_that_is_there(told: Path, run: Run, photo: Path) -> None:
    before = (told / "entries" / f"{ENTRY}.md").read_text(encoding="utf-8")

    result = run("endre", "siste", "--bilde", str(photo), "--dato", "22.11.2026", "--json")

    assert result.code == 0
    became = json.loads(result.stdout)
    second = SHOWN.replace("-1.jpg", "-2.jpg")
    assert [each["path"] for each in became["pictures"]] == [SHOWN, second]
    assert became["pictures"][1]["alt"] == "Skade på hjørnet"
    assert set(pieces_of((told / second).read_bytes())) <= NOTHING_BUT_PIXELS
    after = (told / became["path"]).read_text(encoding="utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == [
        "date: 2026-11-23"
    ]
    assert run("sjekk").code == 0


def test_what_is_no_picture_changes_nothing(told: Path, run: Run) -> None:
    before = files_in(told)
    text = (told / "entries" / f"{ENTRY}.md").read_bytes()
    (told / "notat.jpg").write_text("Dette er tekst.", encoding="utf-8")

    result = run("endre", "siste", "--tittel", "Ny", "--bilde", str(told / "notat.jpg"))

    assert result.code == 2
    assert "notat.jpg" in result.stderr
    assert files_in(told) == sorted([*before, "notat.jpg"])
    assert (told / "entries" / f"{ENTRY}.md").read_bytes() == text


def test_pictures_go_with_the_learning_but_not_those_that_another_shows(
    told: Path, run: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("endre", "siste", "--bilde", str(photo))
    shared = f"![Hjørnet](bilder/{ENTRY}-2.jpg)"
    run("ny", "-k", "avvik", "-s", f"Igjen.\n\n{shared}", "-l", "b", "-n", "c", "-d", "1.11.2026")
    bin_ = tmp_path / "trash"
    bin_.mkdir()
    monkeypatch.setattr(trash, "put_in_trash", lambda path: path.rename(bin_ / path.name))

    result = run("slett", ENTRY, "--ja")

    assert result.code == 0
    assert sorted(path.name for path in bin_.iterdir()) == [f"{ENTRY}-1.jpg", f"{ENTRY}.md"]
    assert (told / SHOWN.replace("-1.jpg", "-2.jpg")).exists()
    assert run("sjekk").code == 0


@pytest.mark.parametrize("other", ["date: 2026-13-01", "date: 2026-11-02"])
def test_a_picture_that_another_file_names_stays(
    told: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    entry_file(
        told, "2026-11-02-b.md",
        simple_entry("B", "2026-11-02", third=f"![o](bilder/{ENTRY}-1.jpg)").replace(
            "date: 2026-11-02", other
        ),
    )  # fmt: skip
    bin_ = tmp_path / "trash"
    bin_.mkdir()
    monkeypatch.setattr(trash, "put_in_trash", lambda path: path.rename(bin_ / path.name))

    assert run("slett", ENTRY, "--ja").code == 0
    assert [path.name for path in bin_.iterdir()] == [f"{ENTRY}.md"]
    assert (told / SHOWN).exists()


@pytest.mark.posix("links need rights there")
def test_a_picture_behind_a_linked_folder_is_nobodys_to_delete(
    folder: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "utenfor"
    outside.mkdir()
    (outside / "o.png").write_bytes(photograph("PNG", (20, 20)))
    (folder / "entries" / "bilder").mkdir()
    (folder / "entries" / "bilder" / "x").symlink_to(outside)
    text = simple_entry("Melet", "2026-11-10", third="![o](bilder/x/o.png)")
    entry_file(folder, "2026-11-10-melet.md", text)
    monkeypatch.setattr(trash, "put_in_trash", lambda path: path.unlink())

    assert run("slett", "melet", "--ja").code == 0
    assert (outside / "o.png").exists()


def test_pictures_in_a_file_of_the_page_become_pictures(folder: Path, run: Run) -> None:
    sent = page_file(pictures={"Hjørnet": noisy((60, 40)), "": noisy((50, 40))})
    (folder / "melding.md").write_text(sent, encoding="utf-8")

    result = run("ny", "--fra", "melding.md")

    assert result.code == 0, result.stderr
    (path,) = (folder / "entries").glob("*.md")
    text = path.read_text("utf-8")
    assert "data:" not in text
    assert "## Bilder" not in text
    assert f"![Hjørnet](bilder/{path.stem}-1.jpg)" in text
    assert f"![Feil adresse](bilder/{path.stem}-2.jpg)" in text
    assert len(list((folder / "entries" / "bilder").iterdir())) == 2


def test_what_is_no_picture_in_a_file_of_the_page_is_told(folder: Path, run: Run) -> None:
    text = page_file() + "\n## Bilder\n\n![x](data:image/jpeg;base64,aGVp)\n"

    result = run("ny", "--fra", "-", stdin=text)

    assert result.code == 0
    assert "Bildet «x» blir ikke med" in result.stderr
    (path,) = (folder / "entries").glob("*.md")
    assert "data:" not in path.read_text("utf-8")


def test_a_draft_of_a_stranger_leads_to_no_picture(folder: Path, run: Run, tmp_path: Path) -> None:
    photo = tmp_path / "privat.jpg"
    photo.write_bytes(noisy((60, 40)))
    given = Given("Tittel", source="avvik", happened="Noe", pictures=(Attached("x", str(photo)),))
    data = dumped({"draft": VERSION, **begun_data(Begun(given))})
    (folder / "utkast.json").write_bytes(data)

    assert run("ny", "--fra", "utkast.json").code == 0
    assert not (folder / "entries" / "bilder").exists()
