"""A PDF as rows of cells, from the text that a reader copies out of it."""

import io
import re
from collections.abc import Iterator

from .rows import ABOUT, HEADING, HEADINGS, Row

# A row of a table as a line of text; what stands before and after it is on other lines.
_SOURCE_ROW = re.compile(r"(.*?) (\d+)(?: (\d+ %))?(?: ([+−]?\d+))?")
_ROWS = {
    "Åpne per": re.compile(
        r"(–|\d+\. \S+ \d{4}(?: på overtid)?) (–|@[^\s,]+(?:(?:,| og) @[^\s,]+)*) (.*)"
    ),
    "Til ledelsens gjennomgang": re.compile(r"(9\.3\.2 [a-z](?: \d)?) (\D*)(.*)"),
}
_TITLES = ("Frist Hvem Hva", "Punkt Grunnlag", "Beslutning Ansvarlig")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# What has fewer characters was not broken for want of room.
_FULL = 75
_BELOW_ABOUT = ("Skjedde", "Lært", "Neste gang", "Tiltak", "entries/", "../")


def paper_rows(data: bytes) -> Iterator[Row]:
    """The rows of a PDF, page after page."""
    from pypdf import PdfReader

    pages = [page.extract_text().split("\n") for page in PdfReader(io.BytesIO(data)).pages]
    # What stands at the head of all pages but the first, and at the foot of all.
    lines = [line for number, page in enumerate(pages) for line in page[min(number, 1) : -1]]
    # The same picture stands for both hyphens, and pypdf does not ask which one was meant.
    hyphen = re.compile(rf"{_SOFT_HYPHEN}(?!$)")
    return _in_cells([hyphen.sub("-", line.strip()) for line in lines if line.strip()])


def _in_cells(lines: list[str]) -> Iterator[Row]:
    heading = ""
    for line in _unbroken(lines):
        row: Row = (line.removeprefix("– "),)
        if HEADINGS.fullmatch(line):
            heading = line
            row = (HEADING + line,)
        elif heading == "Etter kilde" and line.startswith("Kilde Antall"):
            row = tuple(re.findall("Kilde|Antall|Andel|Endring|Siste 12 måneder", line))
        elif heading == "Etter kilde" and re.search(r"( \d+){12}$", line):
            start, months = re.split(r" (?=\d+(?: \d+){11}$)", line)
            found = _SOURCE_ROW.fullmatch(start)
            assert found is not None, line
            row = (*(cell for cell in found.groups() if cell), months)
        else:
            table = next((each for name, each in _ROWS.items() if heading.startswith(name)), None)
            cells = table.fullmatch(line) if table else None
            row = cells.groups() if cells else row
        if not line.startswith(_TITLES):
            yield row


def _unbroken(lines: list[str]) -> Iterator[str]:
    """The lines, with those put together that were broken for want of room."""
    text, heading = "", ""
    for line in lines:
        if text and not HEADINGS.fullmatch(line) and _goes_on(text, line, heading):
            gap = "" if text.endswith(("-", _SOFT_HYPHEN)) else " "
            text = f"{text.removesuffix(_SOFT_HYPHEN)}{gap}{line}"
            continue
        if text:
            yield text
        text = line
        heading = line if HEADINGS.fullmatch(line) else heading
    yield text


def _goes_on(text: str, line: str, heading: str) -> bool:
    if text == heading and heading.startswith("Hva vi lærte: "):
        return " · " not in line
    if heading.startswith("Hva vi lærte: "):
        return text.isdigit() or (text.startswith("Skjedde igjen,") and not line.isdigit())
    if heading == "Etter kilde":
        unfinished = text.startswith("Stille") and not text.endswith("?")
        return unfinished or re.fullmatch(r"\d+(?: \d+){11}", line) is not None
    if heading == "Til ledelsens gjennomgang":
        return text.startswith("9.3.2") and not line.startswith("9.3.2")
    if heading.startswith("Filer som ikke er regnet med"):
        return not line.startswith("– ")
    return (
        len(text) > _FULL
        and ABOUT.fullmatch(text) is not None
        and not line.startswith(_BELOW_ABOUT)
    )
