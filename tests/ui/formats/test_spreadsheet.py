"""The report's sheet in hands that did not write it: another CSV reader, and LibreOffice.

LibreOffice is asked to read it as a person does who takes Norwegian settings and lets it look for
dates and numbers, which is also what Excel does without asking.
"""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import clevercsv
import pytest

from tests.support.entries import entry_file
from tests.support.needs import cannot_run
from tests.support.runs import Run
from tests.support.waiting import PATIENCE

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Semicolon, double quotes, UTF-8, from the first line, no column as something else, Norwegian
# (bokmål), quotes do not make a text, and numbers and dates are looked for.
NORWEGIAN = "Text - txt - csv (StarCalc):59,34,76,1,,1044,false,true"

COLUMNS = (
    *("Dato", "Kilde", "Utfall", "Tittel", "Hva skjedde?", "Hva kan vi lære av det?"),
    *("Hva kan vi gjøre annerledes neste gang?", "Tiltak", "Merker", "Skrevet av", "Gjentar"),
    *("Uferdig", "Fil", "Privat", "Meldt inn", "Besvart", "Journal"),
)
# A text as a person wrote it, and what its cell must hold. An apostrophe keeps it from being
# taken for something else.
TEXTS = {
    "Ærlig talt, Åse: «bløtkake» på øya": "Ærlig talt, Åse: «bløtkake» på øya",
    "Pris; ny, \"gammel\" og 'enkel'": "Pris; ny, \"gammel\" og 'enkel'",
    "Bra 👍 👩‍🔧": "Bra 👍 👩‍🔧",
    "=SUM(A1:A9)": "'=SUM(A1:A9)",
    '=HYPERLINK("http://x.no";"Se her")': '\'=HYPERLINK("http://x.no";"Se her")',
    "+47 99 88 77 66": "'+47 99 88 77 66",
    "-5 grader": "'-5 grader",
    "@ola må ringe": "'@ola må ringe",
    "＝1+1": "'＝1+1",
    "0123": "'0123",
    "12:30": "'12:30",
    "3.5": "'3.5",
    "3,50": "'3,50",
    "1/2": "'1/2",
    "1e5": "'1e5",
    "2. mai": "'2. mai",
    "17 Mai 2026": "'17 Mai 2026",
    "10.11.2026": "'10.11.2026",
    "2026-11-10": "'2026-11-10",
    "1 000": "'1 000",
    "7038010000012": "'7038010000012",
    "50 %": "'50 %",
    "3 kasser for lite": "3 kasser for lite",
    "2. etasje": "2. etasje",
}


class Cell(NamedTuple):
    """A cell in LibreOffice: what kind of value it holds, its text, and its formula."""

    kind: str
    text: str
    formula: str | None = None


def _texts(folder: Path) -> None:
    for number, text in enumerate(TEXTS):
        quoted = text.replace("'", "''")
        entry_file(
            folder,
            f"2026-11-02-sak-{number:02}.md",
            f"---\ntitle: '{quoted}'\ndate: 2026-11-02\nsource: avvik\nauthor: '{quoted}'\n---\n\n"
            f"## Hva skjedde?\n\n{text}\n\n## Hva kan vi lære av det?\n\nEn linje\n\n{text}\n\n"
            "og; en til\n\n## Hva kan vi gjøre annerledes neste gang?\n\n"
            "- [ ] Én @ola 📅 2026-12-01\n- [x] To ✅ 2026-11-03\n",
        )


@pytest.fixture
def sheet(folder: Path, run: Run) -> Path:
    """The sheet of a journal with texts that are easily taken for something else."""
    _texts(folder)
    result = run("rapport", "2026-11", "--ut", "rapport.csv")
    assert result.code == 0, result.stderr
    return folder / "rapport.csv"


def expected() -> list[list[str]]:
    """The rows that must stand there, after the header."""
    actions = "Én · @ola · frist 1. desember 2026\nTo · gjort 3. november 2026"
    return [
        [
            *("2026-11-02", "Avvik og feil", "", cell, cell, f"En linje\n\n{text}\n\nog; en til"),
            *("", actions, "", cell, "", "", f"entries/2026-11-02-sak-{number:02}.md"),
            *("", "", "", "journal"),
        ]
        for number, (text, cell) in enumerate(TEXTS.items())
    ]


def in_libreoffice(sheet: Path, folder: Path) -> list[list[Cell]]:
    """The cells of a sheet that LibreOffice has opened and saved in its own form."""
    office = shutil.which("soffice")
    if office is None:
        cannot_run("LibreOffice is not installed")
    done = subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'person').as_uri()}", "--headless"),
            *("--convert-to", "fods", f"--infilter={NORWEGIAN}", "--outdir", folder, sheet),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    saved = folder / f"{sheet.stem}.fods"
    assert saved.exists(), done.stderr
    rows = ET.parse(saved).iter(f"{TABLE}table-row")
    return [row for row in (list(_cells(row)) for row in rows) if any(cell.text for cell in row)]


def _cells(row: ET.Element) -> Iterator[Cell]:
    for cell in row.iter(f"{TABLE}table-cell"):
        lines = "\n".join(_line(line) for line in cell.iter(f"{TEXT}p"))
        kind = cell.get(f"{OFFICE}value-type", "")
        found = Cell(
            kind,
            cell.get(f"{OFFICE}date-value", "") if kind == "date" else lines,
            cell.get(f"{TABLE}formula"),
        )
        for _ in range(int(cell.get(f"{TABLE}number-columns-repeated", "1"))):
            yield found


def _line(element: ET.Element) -> str:
    """A paragraph's text, with the blanks and tabs that stand there as elements."""
    signs = {f"{TEXT}s": " " * int(element.get(f"{TEXT}c", "1")), f"{TEXT}tab": "\t"}
    inside = "".join(_line(each) + (each.tail or "") for each in element)
    return signs.get(element.tag, "") + (element.text or "") + inside


def test_another_reader_finds_the_same_cells(sheet: Path) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(clevercsv.reader(lines, delimiter=";", quotechar='"'))

    assert rows == [list(COLUMNS), *expected()]


def test_another_reader_guesses_how_it_is_written(sheet: Path) -> None:
    text = sheet.read_bytes().decode("utf-8-sig")

    found = clevercsv.Sniffer().sniff(text, verbose=False)

    assert found is not None
    assert (found.delimiter, found.quotechar) == (";", '"')


def test_rows_end_as_in_windows_and_lines_in_cells_do_not(sheet: Path) -> None:
    raw = sheet.read_bytes()

    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\r") == 1 + len(TEXTS)
    assert raw.endswith(b"\r\n")


def test_libreoffice_shows_what_was_written(sheet: Path, tmp_path: Path) -> None:
    rows = in_libreoffice(sheet, tmp_path)

    texts = [[cell.text for cell in row[: len(COLUMNS)]] for row in rows]
    assert texts == [list(COLUMNS), *expected()]


def test_libreoffice_takes_dates_for_dates_and_texts_for_texts(sheet: Path, tmp_path: Path) -> None:
    rows = in_libreoffice(sheet, tmp_path)

    days, *others = zip(*(row[: len(COLUMNS)] for row in rows[1:]), strict=True)
    assert {(cell.kind, cell.text) for cell in days} == {("date", date(2026, 11, 2).isoformat())}
    taken = {cell for column in others for cell in column if cell.kind not in ("", "string")}
    assert taken == set()
    assert not any(cell.formula for row in rows for cell in row)
