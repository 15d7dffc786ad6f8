"""Which reader a file of others' rows has, by its first bytes and its name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from laering.domain.columns import LOOKED_AT, Choice, heading_row
from laering.domain.errors import NoColumns, UnreadableInput
from laering.domain.table import Row, Table


def open_table(path: Path, sheet: str | None = None) -> Table:
    """The table in a file, or in a folder of Markdown; ``sheet`` is which one of a workbook.

    Raises BadTable, NoSuchSheet, UnreadableInput or CannotRead; so may reading its rows.
    """
    try:
        if path.is_dir():
            from laering.files.tables.notes import open_notes

            return open_notes(path)
        with open(path, "rb") as file:
            start = file.read(512)
        if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or _ends(path, "xlsx", "xlsm"):
            from laering.files.tables.workbook import open_workbook

            return open_workbook(path, sheet)
        from laering.files.tables import objects

        if _ends(path, "jsonl", "ndjson"):
            return objects.open_lines(path)
        if _ends(path, "json") or start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
            return objects.open_json(path)
        from laering.files.tables.delimited import open_delimited

        return open_delimited(path)
    except OSError as error:
        raise UnreadableInput(path=path, reason=error) from None


def _ends(path: Path, *endings: str) -> bool:
    return path.suffix.casefold().lstrip(".") in endings


def headed(table: Table, choices: Sequence[Choice], path: Path) -> Table:
    """The table with the names of its columns, which one of its first rows holds.

    What stands above that row is left out. Raises NoColumns, and what reading rows does.
    """
    if table.columns:
        return table
    first = list(islice(table.rows(), LOOKED_AT))
    texts = [[str(cell) for cell in row.cells] for row in first]
    at = heading_row(texts, choices)
    if at is None:
        shown = (" · ".join(filter(None, map(_on_one_line, row)))[:_WIDE] for row in texts)
        raise NoColumns(path=path, columns=tuple(filter(None, shown))[:_SHOWN])
    heading = first[at].number
    width = max((len(row.cells) for row in first[at:]), default=0)
    names = [_on_one_line(text) for text in texts[at]]

    def rows() -> Iterator[Row]:
        return (row for row in table.rows() if row.number > heading)

    return replace(table, rows=rows, columns=(*names, *([""] * (width - len(names)))))


_WIDE, _SHOWN = 100, 5


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
