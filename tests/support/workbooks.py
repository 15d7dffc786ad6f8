"""Excel's workbooks, put together part by part, so that they can be wrong as well."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

DAY = "1"
"""The style by which a number is a day; ``2`` is one of the person's own, with the time."""

STYLES = f"""<styleSheet xmlns="{_MAIN}">
<numFmts><numFmt numFmtId="164" formatCode="[$-414]dd/mm/yyyy\\ hh:mm;@"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"""


def workbook(
    path: Path,
    sheets: Mapping[str, str],
    *,
    shared: Sequence[str] = (),
    hidden: Sequence[str] = (),
    own: Mapping[str, str] | None = None,
    since_1904: bool = False,
) -> Path:
    """A workbook with these sheets, each as the XML of its rows; gives its path.

    ``shared`` are the texts that cells share, as XML. ``own`` are parts that stand in for others.
    """
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"'
        f"{' state=' + chr(34) + 'hidden' + chr(34) if name in hidden else ''}/>"
        for at, name in enumerate(sheets, 1)
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    book += f'<workbookPr date1904="{int(since_1904)}"/><sheets>{listed}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{"".join(shared)}</sst>',
    }
    for at, rows in enumerate(sheets.values(), 1):
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        parts[f"xl/worksheets/sheet{at}.xml"] = sheet
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in (parts | dict(own or {})).items():
            archive.writestr(name, text)
    return path


def row(number: int, *cells: str, more: str = "") -> str:
    """A row of cells as XML; a text is a cell that holds it, what begins with ``<`` is one."""
    made = (each if each.startswith("<") else cell(each) for each in cells)
    return f'<row r="{number}"{more}>{"".join(made)}</row>'


def cell(text: str, kind: str = "inlineStr", style: str = "", formula: str = "") -> str:
    """A cell of some kind and style as XML."""
    inside = f"<is><t>{escape(text)}</t></is>" if kind == "inlineStr" else f"<v>{escape(text)}</v>"
    inside = f"<f>{escape(formula)}</f>{inside if text else ''}" if formula else inside
    return f'<c t="{kind}"{f" s={chr(34)}{style}{chr(34)}" if style else ""}>{inside}</c>'
