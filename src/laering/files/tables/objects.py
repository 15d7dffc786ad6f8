"""JSON: a list of objects, one object a line, or what jrnl and its like export."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from laering.domain.errors import BadTable, UnparsedTable
from laering.domain.marks import N_, Reason
from laering.domain.table import MOST_COLUMNS, Cell, Row, Table
from laering.files.tables.delimited import texts_of

NOT_JSON = Reason(N_("it is not valid JSON; line {line} is where it stops making sense."))
NO_OBJECTS = Reason(N_("it holds no list of objects with keys and values."))
TOO_LARGE = Reason(N_("it is too large to be read as one. Save it with an object a line (JSONL)."))

_MOST = 64 << 20


def open_lines(path: Path) -> Table:
    """One JSON object a line. Raises BadTable or OSError; so does reading the rows."""
    return _table(lambda: _by_line(path), path)


def open_json(path: Path) -> Table:
    """A file that is one piece of JSON. Raises BadTable or OSError."""
    with open(path, "rb") as file:
        if file.seek(0, 2) > _MOST:
            raise BadTable(path=path, reason=TOO_LARGE)
        file.seek(0)
        text = "".join(texts_of(file, path))
    try:
        found = _objects(_loaded(text))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return open_lines(path)
        raise UnparsedTable(path=path, reason=NOT_JSON, line=error.lineno) from None
    if not found:
        raise BadTable(path=path, reason=NO_OBJECTS)
    return _table(lambda: enumerate(found, 1), path)


def _table(read: Any, path: Path) -> Table:
    columns: dict[str, int] = {}
    for _, values in read():
        for key in values:
            if key not in columns and len(columns) < MOST_COLUMNS:
                columns[key] = len(columns)
    if not columns:
        raise BadTable(path=path, reason=NO_OBJECTS)
    return Table(lambda: as_rows(read(), columns), tuple(columns), loose=True)


def as_rows(
    numbered: Iterable[tuple[int, Mapping[str, Any]]], columns: Mapping[str, int]
) -> Iterator[Row]:
    """Numbered objects as rows with a cell for each of the columns, by their places."""
    for number, values in numbered:
        cells: list[Cell] = [""] * len(columns)
        for key, value in values.items():
            if key in columns:
                cells[columns[key]] = as_cell(value)
        yield Row(number, tuple(cells))


def as_cell(value: Any) -> Cell:
    """A value of JSON or a header as a cell has it; a list as its parts with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, list):
        return ", ".join(str(as_cell(each)) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {as_cell(each)}" for key, each in value.items())
    return str(value)


def _by_line(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    number = 0
    with open(path, "rb") as file:
        for text in texts_of(file, path):
            for line in text.removesuffix("\n").split("\n"):
                number += 1
                if not line.strip():
                    continue
                try:
                    found = _loaded(line)
                except json.JSONDecodeError:
                    raise UnparsedTable(path=path, reason=NOT_JSON, line=number) from None
                if not isinstance(found, dict):
                    raise UnparsedTable(path=path, reason=NOT_JSON, line=number)
                yield number, found


def _loaded(text: str) -> Any:
    try:
        found = json.loads(text)
    except (RecursionError, ValueError) as error:
        if isinstance(error, json.JSONDecodeError):
            raise
        raise json.JSONDecodeError("too deep", text, 0) from None
    return found


def _objects(found: Any) -> list[Mapping[str, Any]]:
    """The objects in a list, in the longest list of an object's, or the one that it is."""
    if isinstance(found, list):
        return [each for each in found if isinstance(each, dict)] if found else []
    if not isinstance(found, dict):
        return []
    lists = [_objects(each) for each in found.values() if isinstance(each, list)]
    return max(lists, key=len, default=[]) or [found]
