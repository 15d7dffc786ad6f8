"""A folder of Markdown: a row for each file, with its header's keys and its text as cells."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from laering.domain.errors import BadTable, CannotRead
from laering.domain.marks import N_, Reason
from laering.domain.table import MOST_COLUMNS, Row, Table
from laering.files.entry.foreign import read_markdown
from laering.files.entry.tree import BadYaml
from laering.files.exchange import text_of
from laering.files.journal.names import DEPTH, day_told, is_folder
from laering.files.system.contents import bytes_of
from laering.files.tables.objects import as_rows
from laering.files.toml import BadToml

NO_NOTES = Reason(N_("there is no Markdown file in it."))

NAME, BODY, DAY = "id", "body", "date"
"""What a file's way in the folder, its text and the day its name tells are called as columns."""


def open_notes(folder: Path) -> Table:
    """The Markdown files in a folder and those below it, by name. Raises BadTable or CannotRead."""
    paths = sorted(_markdown_below(folder))
    if not paths:
        raise BadTable(path=folder, reason=NO_NOTES)
    columns = {NAME: 0, DAY: 1, BODY: 2}
    for path in paths:
        for key in _read(folder, path):
            if len(columns) < MOST_COLUMNS:
                columns.setdefault(key, len(columns))

    def rows() -> Iterator[Row]:
        numbered = ((number, _read(folder, path)) for number, path in enumerate(paths, 1))
        for row in as_rows(numbered, columns):
            yield row._replace(called=str(row.cells[0]))

    return Table(rows, tuple(columns), loose=True)


def _markdown_below(folder: Path) -> Iterator[str]:
    """Every ``.md`` file in a folder and those in it, relative to it; hidden ones are not.

    No link to a folder is followed. Raises CannotRead when the folder itself cannot be read.
    """
    waiting = [("", 0)]
    while waiting:
        inner, depth = waiting.pop()
        try:
            names = os.listdir(folder / inner)
        except OSError as error:
            if not depth:
                raise CannotRead(path=folder, reason=error) from None
            continue
        for name in names:
            path = f"{inner}{name}"
            if name.startswith("."):
                continue
            if name.endswith(".md"):
                yield path
            elif depth < DEPTH and is_folder(os.path.join(folder, path)):
                waiting.append((f"{path}/", depth + 1))


def _read(folder: Path, path: str) -> Mapping[str, Any]:
    """What one file says. One that cannot be read has its name alone, and so is told of."""
    data = bytes_of(os.path.join(folder, path))
    if not isinstance(data, bytes) or b"\0" in data[:400]:
        return {NAME: path}
    try:
        header, body = read_markdown(text_of(data).replace("\r\n", "\n"))
    except (BadYaml, BadToml):
        return {NAME: path}
    day = day_told(path.rpartition("/")[2])
    own = {str(key): value for key, value in header.items() if str(key) not in (NAME, BODY)}
    told = {DAY: day.isoformat()} if day and not own.get(DAY) else {}
    return {NAME: path, **own, **told, BODY: body}
