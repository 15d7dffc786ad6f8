"""Documents from Word: words, headings, lists and pictures, within bounds."""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from laering.domain.arrival import Piece
from laering.domain.errors import BadArrival
from laering.files.incoming.documents import read_document
from tests.support.letters import NAMES, document, drawing, paragraph
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


def _row(*cells: str) -> str:
    made = (f"<w:tc>{cell if cell[:1] == '<' else paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{''.join(made)}</w:tr>"


def test_a_form_in_a_table_tells_its_fields_its_answers_and_all_else(tmp_path: Path) -> None:
    rows = (
        _row("Avvik nr.", "17"),
        _row("Dato:", "19.11.2026 kl. 14.30", "Innmeldt av:", "Kari Nordmann"),
        _row("Kilde", "Avvik og feil"),
        _row("Hva skjedde?", paragraph("Ovnen var kald.") + paragraph("Vi ventet.")),
        _row("Er kunden varslet?", "Ja"),
        _row("08:15", "Alarmen gikk"),
        _row("Vare", "Antall", "Sted"),
        _row("Hva kan vi lære av det?", "Se etter."),
        _row("", ""),
    )
    body = paragraph("Avviksmelding", style="Overskrift1") + f"<w:tbl>{''.join(rows)}</w:tbl>"
    piece = read(document(tmp_path / "a.docx", body))
    given = piece.given
    assert (given.title, given.date) == ("Ovnen var kald", date(2026, 11, 19))
    assert (given.source, given.author) == ("avvik", "Kari Nordmann")
    assert given.preamble == "Avviksmelding\n\nAvvik nr.: 17"
    assert given.happened == (
        "Ovnen var kald.\n\nVi ventet.\n\nEr kunden varslet? Ja\n\n08:15 – Alarmen gikk\n\n"
        "Vare | Antall | Sted"
    )
    assert given.learned == "Se etter."


def test_a_day_in_a_table_that_is_none_is_text_and_the_fields_below_it_count(
    tmp_path: Path,
) -> None:
    rows = _row("Dato", "uvisst") + _row("Kilde", "avvik")
    given = read(document(tmp_path / "a.docx", rows + paragraph("Ovnen var kald."))).given
    assert (given.date, given.source) == (CAME, "avvik")
    assert given.happened == "Dato: uvisst\n\nOvnen var kald."


def test_a_table_within_a_table_keeps_its_words(tmp_path: Path) -> None:
    inner = f"<w:tbl>{_row('indre', paragraph('tekst') + paragraph('mer'))}</w:tbl>"
    body = _row("ytre", inner + paragraph("etter"))
    given = read(document(tmp_path / "a.docx", body)).given
    assert given.happened == "ytre\n\nindre\n\ntekst\n\nmer\n\netter"


def test_notes_stand_at_the_end_each_by_the_number_where_it_belongs(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>Ovnen</w:t><w:footnoteReference w:id="4"/><w:t> var kald</w:t>'
        '<w:endnoteReference w:id="4"/></w:r></w:p>'
    )
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="4">{paragraph("Den store.")}</w:footnote></w:footnotes>'
    )
    last = notes.replace("footnote", "endnote").replace("Den store", "Hele natta")
    path = document(tmp_path / "a.docx", body, more={"footnotes.xml": notes, "endnotes.xml": last})
    assert read(path).given.happened == (
        "Ovnen[1] var kald[2]\n\n[1] Den store.\n\n[2] Hele natta."
    )


def test_what_is_ticked_and_chosen_in_a_form_is_told_and_what_nobody_filled_in_is_not(
    tmp_path: Path,
) -> None:
    off = "<w:default w:val='0'/>"

    def box(more: str) -> str:
        return f"<w:r><w:ffData><w:checkBox>{more}</w:checkBox></w:ffData></w:r>"

    def control(about: str, text: str) -> str:
        words = f"<w:sdtContent>{paragraph(text)}</w:sdtContent>"
        return f"<w:sdt><w:sdtPr>{about}</w:sdtPr>{words}</w:sdt>"

    chosen = "<w:result w:val='1'/><w:listEntry w:val='dag'/><w:listEntry w:val='natt'/>"
    body = "".join(
        (
            f"<w:p>{box(off + '<w:checked/>')}<w:r><w:t> skade </w:t></w:r>{box(off)}",
            "<w:r><w:t> nestenulykke </w:t></w:r>",
            f"<w:r><w:ffData><w:ddList>{chosen}</w:ddList></w:ffData></w:r>",
            "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>",
            control("<w:showingPlcHdr/>", "Klikk her for å skrive"),
            control("<w:showingPlcHdr/>", "Fylt ut av et program"),
            control("", "Velg oss"),
        )
    )
    given = read(document(tmp_path / "a.docx", body)).given
    assert given.happened == "☒ skade ☐ nestenulykke natt☒\n\nFylt ut av et program\n\nVelg oss"


def test_a_file_within_the_document_is_named(tmp_path: Path) -> None:
    link = '<Relationship Id="rId9" Type="x/aFChunk" Target="/word/notat.mht"/>'
    body = paragraph("A") + '<w:altChunk r:id="rId9"/>'
    assert read(document(tmp_path / "a.docx", body, links=link)).dropped == ("notat.mht",)


def test_a_heading_that_is_read_as_a_question_is_told_and_loses_no_word(tmp_path: Path) -> None:
    body = "".join(
        paragraph(text, style=style)
        for text, style in (
            *(("Bakgrunn", "Heading2"), ("Ovnen var kald.", "")),
            *(("Vurdering", "Heading2"), ("Se etter.", "")),
        )
    )
    piece = read(document(tmp_path / "a.docx", body))
    assert (piece.given.title, piece.given.happened) == ("Bakgrunn", "Ovnen var kald.")
    assert piece.given.learned == "### Vurdering\n\nSe etter."
    assert piece.read_as == (("Bakgrunn", 0), ("Vurdering", 1))


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
