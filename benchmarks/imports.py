"""Tables to import: the same rows as CSV and as a sheet, and the least that writing them costs."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import measure
from scene import Scene

from laering.files.journal.names import ENTRIES

_NAMES = (
    *("Nr", "Dato", "Kilde", "Hva skjedde?", "Hva kan vi lære av det?"),
    *("Hva kan vi gjøre annerledes neste gang?", "Tiltak", "Ansvarlig", "Frist", "Innmeldt av"),
)

_WAITED = "Den kom tilbake etter tre dager, og kunden måtte vente."


def csv_small(scene: Scene) -> tuple[measure.Timing, measure.Timing]:
    """All rows of a CSV file into an empty journal; a loop that writes a file for each."""
    table = _csv(scene, scene.small)
    return _timing(scene, table), _floor(scene, table)


def sheet_small(scene: Scene) -> tuple[measure.Timing, measure.Timing]:
    """The same with a sheet."""
    return _timing(scene, _sheet(scene, scene.small)), _floor(scene, _csv(scene, scene.small))


def csv_peak(scene: Scene) -> measure.Outcome:
    """One import of the large CSV file into an empty journal."""
    return scene.peak(_empty(scene), "importer", str(_csv(scene, scene.large)))


def csv_peak_small(scene: Scene) -> measure.Outcome:
    """One import of the small CSV file into an empty journal."""
    return scene.peak(_empty(scene), "importer", str(_csv(scene, scene.small)))


def sheet_peak(scene: Scene) -> measure.Outcome:
    """One import of the large sheet into an empty journal."""
    return scene.peak(_empty(scene), "importer", str(_sheet(scene, scene.large)))


def _timing(scene: Scene, table: Path) -> measure.Timing:
    def time() -> float:
        return scene.peak(_empty(scene), "importer", str(table)).seconds

    return time


def _floor(scene: Scene, table: Path) -> measure.Timing:
    folder = scene.folder / "written"

    def time() -> float:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        run(("sync",), check=True)
        return scene.floor("write_rows", str(table), str(folder))()

    return time


def _empty(scene: Scene) -> Path:
    """A journal without entries; what an import left in it is taken away."""
    journal = scene.folder / "imported"
    shutil.rmtree(journal, ignore_errors=True)
    (journal / ENTRIES).mkdir(parents=True)
    run(("sync",), check=True)
    return journal


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    for at in range(count):
        yield (
            f"{at + 1}",
            f"{1 + at % 28:02}.{1 + at % 12:02}.{2020 + at % 6} 14:30",
            "Avvik og feil",
            f"Leveransen nr. {at} gikk til kundens gamle adresse på Løten. {_WAITED}",
            f"Adressen i ordren og i kunderegisteret kan være ulike, som i ordre {at}.",
            "Vi leser opp adressen for kunden når ordren bekreftes.",
            "Ny rubrikk i ordreskjemaet",
            "Ola Nordmann",
            "1.12.2026",
            "Kari Nordmann",
        )


def _csv(scene: Scene, count: int) -> Path:
    path = scene.folder / f"rows-{count}.csv"
    if not path.exists():
        with open(path, "w", encoding="cp1252", newline="") as file:
            file.writelines(f"{';'.join(cells)}\r\n" for cells in (_NAMES, *_rows(count)))
    return path


def _sheet(scene: Scene, count: int) -> Path:
    """As ``_csv``, with its texts in the cells themselves."""
    path = scene.folder / f"rows-{count}.xlsx"
    if path.exists():
        return path
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns:r="{links}"><sheets><sheet name="Ark" r:id="a"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="a" Type="{links}/worksheet" Target="a.xml"/>'
            "</Relationships>",
        )
        with archive.open("xl/a.xml", "w") as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for cells in (_NAMES, *_rows(count)):
                texts = (f'<c t="inlineStr"><is><t>{escape(each)}</t></is></c>' for each in cells)
                sheet.write(f"<row>{''.join(texts)}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")
    return path
