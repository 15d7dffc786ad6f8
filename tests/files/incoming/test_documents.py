"""Documents from Word: words, headings, lists and pictures, within bounds."""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from laering.domain.arrival import Piece
from laering.domain.errors import BadArrival
from laering.files.incoming.documents import read_document
from tests.support.letters import document, drawing, paragraph
from tests.support.photographs import photograph

CAME = date(2026, 11, 23)
SOURCES = {"avvik": "Avvik og feil"}


def read(path: Path) -> Piece:
    return read_document(path, path.name, CAME, SOURCES)


def test_a_document_is_read_with_its_title_its_questions_its_list_and_its_pictures(
    tmp_path: Path,
) -> None:
    photo = photograph()
    body = "".join(
        (
            paragraph("Rått brød", style="Tittel"),
            paragraph("Kilde: avvik"),
            paragraph("Hva skjedde?", style="Overskrift1"),
            paragraph("Ovnen var kald."),
            paragraph("mandag", item=True),
            paragraph("tirsdag", item=True),
            drawing("rId1", "Ovnen"),
            paragraph("Hva kan vi lære av det?"),
            paragraph("Se etter."),
        )
    )
    piece = read(document(tmp_path / "a.docx", body, media={"image1.jpeg": photo}))
    given = piece.given
    assert given.title == "Rått brød"
    assert given.learned == "Se etter."
    assert "Ovnen var kald.\n- mandag\n- tirsdag" in (given.happened or "")
    assert [(each.name, each.data) for each in piece.pictures] == [("Ovnen", photo)]


def test_what_was_taken_out_and_what_is_there_twice_is_not_told(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Ny tekst</w:t></w:r><w:del><w:r><w:delText>gammel</w:delText></w:r></w:del>"
        "<AlternateContent><Choice><w:r><w:t> én</w:t></w:r></Choice>"
        "<Fallback><w:r><w:t> to</w:t></w:r></Fallback></AlternateContent></w:p>"
    )
    assert read(document(tmp_path / "a.docx", body)).given.happened == "Ny tekst én"


def test_a_picture_from_outside_is_named_and_never_fetched(tmp_path: Path) -> None:
    link = (
        '<Relationship Id="rId9" Type="x/image" Target="http://x.no/spor.png" '
        'TargetMode="External"/>'
        '<Relationship Id="rId8" Type="x/image" Target="../../../etc/passwd"/>'
    )
    body = paragraph("A") + drawing("rId9", "Spor") + drawing("rId8")
    piece = read(document(tmp_path / "a.docx", body, links=link))
    assert piece.pictures == ()
    assert piece.dropped == ("Spor", "passwd")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "own", [BOMB, "<w:document", "<a>" * 5000, "<a>" + " " * (40 << 20) + "</a>"]
)
def test_a_bomb_and_what_is_no_document_are_refused(own: str, tmp_path: Path) -> None:
    with pytest.raises(BadArrival):
        read(document(tmp_path / "a.docx", "", own=own))


def test_an_archive_that_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(BadArrival, match="doc"):
        read(path)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("../../ut.txt", "A")
    with pytest.raises(BadArrival):
        read(path)
    path.write_bytes(b"PK\x03\x04 og ikke mer")
    with pytest.raises(BadArrival):
        read(path)
