"""A folder of Markdown: a row for each file, with its header's keys and its text as cells."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from laering.domain.check import entries_below
from laering.domain.errors import BadTable, CannotRead
from laering.domain.marks import N_, Reason
from laering.domain.strays import is_left_alone, is_note, is_passed_by, is_picture
from laering.domain.table import MOST_COLUMNS, Row, Table
from laering.domain.text.comments import comments_in
from laering.files.entry.foreign import CONFLICT, read_markdown
from laering.files.entry.tree import BadYaml
from laering.files.exchange import UTF16, text_of
from laering.files.journal.names import DEPTH, day_told, is_folder
from laering.files.system.contents import bytes_of, is_link
from laering.files.tables.objects import as_rows
from laering.files.toml import BadToml

NO_NOTES = Reason(N_("there is no Markdown file in it."))
LINKED = Reason(N_("a link is not followed; bring in the folder or file that it leads to"))
OTHER = Reason(
    N_("it is neither Markdown nor text; put it in the inbox, or write it with laering ny")
)
TOO_DEEP = Reason(N_("it lies too many folders down; bring in the folder that it is in"))
HIDDEN = Reason(N_("its comments, which nobody sees, stay in the file"))
ANOTHER = Reason(N_("another learning seems to begin in it, and all of it came in as one"))
IN_CONFLICT = Reason(N_("git has left a conflict in it; keep both sides, and take its marks away"))
CLOSED = Reason(N_("the folder cannot be opened"))

NAME, BODY, DAY = "id", "body", "date"
"""What a file's way in the folder, its text and the day its name tells are called as columns."""


class _Found(NamedTuple):
    """The files in a folder, by their ways in it: those to be read, and the others with why not."""

    notes: list[str]
    others: list[tuple[str, Reason]]


def open_notes(folder: Path) -> Table:
    """The Markdown and text files in a folder and those below it, by name.

    Others are rows that are refused. Raises BadTable or CannotRead.
    """
    found = _below(folder)
    if not found.notes:
        raise BadTable(path=folder, reason=NO_NOTES)
    columns = {NAME: 0, DAY: 1, BODY: 2}
    paths = []
    for path in sorted(found.notes):
        said = _read(folder, path)
        if said is None:
            found.others.append((path, IN_CONFLICT))
            continue
        paths.append(path)
        for key in said:
            if len(columns) < MOST_COLUMNS:
                columns.setdefault(key, len(columns))

    def rows() -> Iterator[Row]:
        numbered = (
            (number, _read(folder, path) or {NAME: path}) for number, path in enumerate(paths, 1)
        )
        for row in as_rows(numbered, columns):
            body = str(row.cells[columns[BODY]])
            flaws = [(columns[BODY], reason) for reason in _partly(body)]
            yield row._replace(called=str(row.cells[0]), flaws=tuple(flaws))
        for number, (path, reason) in enumerate(sorted(found.others), len(paths) + 1):
            yield Row(number, (path,), called=path, refused=reason)

    return Table(rows, tuple(columns), loose=True)


def _partly(body: str) -> Iterator[Reason]:
    """Why a text does not come in as it stands in its file."""
    if comments_in(body):
        yield HIDDEN
    if entries_below(body):
        yield ANOTHER


def _below(folder: Path) -> _Found:
    """Every file in a folder and those in it that somebody put there, but no pictures.

    No link is followed. Raises CannotRead when the folder itself cannot be read.
    """
    found = _Found([], [])
    waiting = [("", 0)]
    while waiting:
        inner, depth = waiting.pop()
        try:
            names = os.listdir(folder / inner)
        except OSError as error:
            if not depth:
                raise CannotRead(path=folder, reason=error) from None
            found.others.append((inner.rstrip("/"), CLOSED))
            continue
        for name in names:
            path = f"{inner}{name}"
            if is_folder(os.path.join(folder, path)):
                if is_passed_by(name):
                    continue
                if depth < DEPTH:
                    waiting.append((f"{path}/", depth + 1))
                else:
                    found.others.append((path, TOO_DEEP))
            elif not is_left_alone(name):
                _sort(found, folder, path)
    return found


def _sort(found: _Found, folder: Path, path: str) -> None:
    """Put a file, or a link, where it belongs."""
    if is_link(os.path.join(folder, path)):
        found.others.append((path, LINKED))
    elif is_note(path):
        found.notes.append(path)
    elif not is_picture(path):
        found.others.append((path, OTHER))


def _read(folder: Path, path: str) -> Mapping[str, Any] | None:
    """What one file says; None where git has left a conflict in it.

    One that cannot be read has its name alone, and so is told of.
    """
    data = bytes_of(os.path.join(folder, path))
    if not isinstance(data, bytes) or (b"\0" in data[:400] and not data.startswith(UTF16)):
        return {NAME: path}
    try:
        header, body = read_markdown(text_of(data).replace("\r\n", "\n"))
    except (BadYaml, BadToml) as error:
        conflict = isinstance(error, BadYaml) and error.code == CONFLICT
        return None if conflict else {NAME: path}
    day = day_told(path.rpartition("/")[2])
    own = {str(key): value for key, value in header.items() if str(key) not in (NAME, BODY)}
    told = {DAY: day.isoformat()} if day and not own.get(DAY) else {}
    return {NAME: path, **own, **told, BODY: body}
