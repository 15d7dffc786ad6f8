"""Excel's workbooks: what stands in their cells, and what is refused."""

import shutil
import subprocess
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from laering.domain.errors import BadTable, NoSuchSheet
from laering.domain.table import FAILED, FORMULA, TOO_LONG, Row
from laering.files.tables import parts
from laering.files.tables import workbook as reader
from laering.files.tables.workbook import open_workbook
from tests.support.needs import cannot_run
from tests.support.workbooks import DAY, cell, row, workbook


def rows_of(path: Path, sheet: str | None = None) -> list[Row]:
    return list(open_workbook(path, sheet).rows())


def cells_of(tmp_path: Path, *cells: str, **more: bool) -> tuple[object, ...]:
    path = workbook(tmp_path / "a.xlsx", {"Ark": row(1, *cells)}, **more)  # type: ignore[arg-type]
    return rows_of(path)[0].cells


def test_a_cell_is_what_it_shows(tmp_path: Path) -> None:
    found = cells_of(
        tmp_path,
        cell("Ovnen & kjølen"),
        cell("12", "n"),
        cell("0.1", "n"),
        cell("1", "b"),
        cell("svar", "str", formula="A1"),
        cell("linje_x000D_en", "inlineStr"),
    )

    assert found == ("Ovnen & kjølen", "12", "0.1", "ja", "svar", "linje\ren")


def test_a_number_is_a_day_where_its_style_says_so(tmp_path: Path) -> None:
    found = cells_of(
        tmp_path,
        *(
            cell(text, "n", style)
            for text, style in (("46346", DAY), ("46346.75", "2"), ("46346", "0"), ("46346", ""))
        ),
    )

    assert found == (date(2026, 11, 20), datetime(2026, 11, 20, 18), "46346", "46346")  # noqa: DTZ001


def test_days_are_counted_from_1904_where_the_book_says_so(tmp_path: Path) -> None:
    assert cells_of(tmp_path, cell("44884", "n", DAY), since_1904=True) == (date(2026, 11, 20),)


def test_shared_texts_leave_out_how_they_are_read_aloud(tmp_path: Path) -> None:
    shared = (
        "<si><r><t>Ov</t></r><r><t>nen</t></r><rPh><t>nei</t></rPh></si>",
        "<si><t/></si>",
        "<si><t>to</t></si>",
    )
    sheet = row(1, *(f'<c t="s"><v>{place}</v></c>' for place in (0, 1, 2, 99)))
    path = workbook(tmp_path / "a.xlsx", {"Ark": sheet}, shared=shared)

    assert rows_of(path)[0].cells == ("Ovnen", "", "to")


def test_cells_and_rows_stand_where_their_names_say(tmp_path: Path) -> None:
    sheet = '<row r="7" hidden="1"><c r="C7" t="inlineStr"><is><t>x</t></is></c></row><row/>'
    path = workbook(tmp_path / "a.xlsx", {"Ark": sheet})

    assert rows_of(path) == [Row(7, ("", "", "x"), (), hidden=True), Row(8, ())]


def test_formulas_without_values_errors_and_endless_texts_are_named(tmp_path: Path) -> None:
    sheet = row(1, cell("", "str", formula="TODAY()"), cell("#REF!", "e"), cell("x" * 40_000))
    found = rows_of(workbook(tmp_path / "a.xlsx", {"Ark": sheet}))[0]

    assert found.flaws == ((0, FORMULA), (1, FAILED), (2, TOO_LONG))
    assert not any(found.cells)


def test_the_first_sheet_that_is_shown_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    sheets = {name: row(1, name) for name in ("Gjemt", "2025", "2026")}
    path = workbook(tmp_path / "a.xlsx", sheets, hidden=["Gjemt"])
    table = open_workbook(path, None)

    assert (table.sheet, table.others, table.hidden) == ("2025", ("2026",), ("Gjemt",))
    assert [each.cells for each in table.rows()] == [("2025",)]
    assert rows_of(path, "gjemt")[0].cells == ("Gjemt",)
    with pytest.raises(NoSuchSheet, match="2024"):
        open_workbook(path, "2024")


def test_names_with_letters_before_them_are_the_same(tmp_path: Path) -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="str"><x:v>hei</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = workbook(tmp_path / "a.xlsx", {"Ark": ""}, own={"xl/worksheets/sheet1.xml": sheet})

    assert rows_of(path)[0].cells == ("hei",)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"],
)
def test_xml_that_defines_words_of_its_own_is_refused(tmp_path: Path, part: str) -> None:
    own = {part: f"{LAUGHS}<worksheet><row><c><v>&b;</v></c></row></worksheet>"}
    path = workbook(tmp_path / "a.xlsx", {"Ark": row(1, "a")}, own=own)

    with pytest.raises(BadTable) as caught:
        rows_of(path)
    assert caught.value.reason == parts.OWN_WORDS


def test_what_unpacks_to_far_more_than_it_is_is_refused_unread(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Ark": row(1, "a")})
    with ZipFile(path, "a", ZIP_DEFLATED) as archive, archive.open("xl/x.xml", "w") as part:
        for _ in range(110):
            part.write(bytes(1 << 20))
    with ZipFile(path) as archive:
        bomb = archive.getinfo("xl/x.xml")

        with pytest.raises(BadTable) as caught:
            next(parts.pieces_of(archive, bomb, path, 1 << 40))

    assert path.stat().st_size < 1 << 20
    assert caught.value.reason == parts.TOO_LARGE


def test_texts_are_bounded_however_many_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_MOST_STRINGS", 10)
    path = workbook(tmp_path / "a.xlsx", {"Ark": row(1, "a")}, shared=["<si/>"] * 11)

    with pytest.raises(BadTable) as caught:
        rows_of(path)
    assert caught.value.reason == parts.TOO_LARGE


def test_a_row_beyond_all_sheets_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Ark": row(10**15, "a")})

    with pytest.raises(BadTable):
        rows_of(path)


@pytest.mark.parametrize("cut", [0, 30, 200, 500])
def test_half_a_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Ark": row(1, "a")})
    path.write_bytes(path.read_bytes()[:-cut] if cut else b"PK\x03\x04")

    with pytest.raises(BadTable) as caught:
        rows_of(path)
    assert caught.value.reason == parts.NOT_XLSX


def test_bytes_that_were_changed_are_refused_or_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Ark": row(1, "a" * 500)})
    whole = path.read_bytes()

    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
        with suppress(BadTable, NoSuchSheet):
            rows_of(path)


def test_an_old_workbook_or_one_with_a_password_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))

    with pytest.raises(BadTable) as caught:
        open_workbook(path, None)
    assert caught.value.reason == parts.OLD_OR_LOCKED


@pytest.mark.posix("needs LibreOffice")
def test_what_libreoffice_writes_is_read(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        cannot_run("LibreOffice is not installed")
    source = tmp_path / "a.csv"
    source.write_text("Dato;Tekst;Tall\n2026-11-20;Ærlig «talt»;12,5\n;to\n", encoding="utf-8")
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to",
         "xlsx", "--infilter=CSV:59,34,76,1,,1044,false,true", "--outdir", tmp_path, source],
        check=True, capture_output=True,
    )  # fmt: skip

    found = [each.cells for each in rows_of(tmp_path / "a.xlsx")]

    assert found[:2] == [("Dato", "Tekst", "Tall"), (date(2026, 11, 20), "Ærlig «talt»", "12.5")]
