"""Excel's workbooks: one sheet row by row, without its formulas and within bounds.

Read with what Python has, see docs/decisions/0047-many-at-once.md; nothing in the file is run.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from laering.domain.cells import day_numbered
from laering.domain.columns import number_of
from laering.domain.errors import BadTable, NoSuchSheet
from laering.domain.marks import N_, Reason
from laering.domain.table import FAILED, FORMULA, MOST_COLUMNS, TOO_LONG, Cell, Row, Table
from laering.files.tables.parts import (
    TOO_LARGE,
    Pieces,
    as_typed,
    bare,
    elements,
    opened,
    parse,
    parsed,
    pieces_of,
)

NO_SHEET = Reason(N_("there is no sheet in it that is shown."))

_SMALL_PART = 16 << 20
_STRINGS_PART = 256 << 20
_SHEET_PART = 2 << 30
_MOST_STRINGS, _MOST_TEXT = 2_000_000, 96 << 20
_CELL = 32_767
_ROWS = 1_048_576


def open_workbook(path: Path, wanted: str | None) -> Table:
    """The sheet that is ``wanted`` by its name, else the first that is shown.

    Raises BadTable, NoSuchSheet or OSError; so does reading the rows.
    """
    with opened(path) as archive:
        book = _Book(archive, path)
        shown = [name for name, _part, hidden in book.sheets if not hidden]
        hidden = tuple(name for name, _part, hidden in book.sheets if hidden)
        parts = {name.casefold(): (name, part) for name, part, _ in book.sheets}
        if wanted is not None and wanted.casefold() not in parts:
            raise NoSuchSheet(value=wanted, sheets=tuple(name for name, *_ in book.sheets))
        if wanted is None and not shown:
            raise BadTable(path=path, reason=NO_SHEET)
        sheet, part = parts[(wanted or shown[0]).casefold()]
        strings = book.strings()

    def rows() -> Iterator[Row]:
        with opened(path) as again:
            yield from _Sheet(book, strings, path).rows(again, part)

    others = tuple(name for name in shown if name != sheet)
    return Table(
        rows,
        sheet=sheet,
        others=others,
        hidden=tuple(name for name in hidden if name != sheet),
    )


class _Book:
    """What the workbook says of its sheets, its texts and which numbers are days."""

    def __init__(self, archive: ZipFile, path: Path) -> None:
        self._archive = archive
        self._path = path
        self._parts = {info.filename.lstrip("/").casefold(): info for info in archive.infolist()}
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False
        self.strings_part = "xl/sharedstrings.xml"
        targets, styles, book = self._targets()
        for name, values in elements(*self._pieces(book, _SMALL_PART)):
            if name == "sheet":
                part = targets.get(values.get("id", ""), "")
                self.sheets.append((values.get("name", ""), part, values.get("state") in _HIDDEN))
            elif name == "workbookPr":
                self.since_1904 = values.get("date1904") in ("1", "true")
        self.days = self._day_styles(styles)

    def _targets(self) -> tuple[dict[str, str], str, str]:
        """The parts of sheets by their reference, that of the styles, and that of the book."""
        book = "xl/workbook.xml"
        if "_rels/.rels" in self._parts:
            for name, values in elements(*self._pieces("_rels/.rels", _SMALL_PART)):
                if name == "Relationship" and values.get("Type", "").endswith("/officeDocument"):
                    book = values.get("Target", book).lstrip("/")
        folder, _, own = book.rpartition("/")
        targets, styles = {}, "xl/styles.xml"
        for name, values in elements(*self._pieces(f"{folder}/_rels/{own}.rels", _SMALL_PART)):
            if name != "Relationship":
                continue
            target = values.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            kind = values.get("Type", "").rpartition("/")[2]
            if kind == "worksheet":
                targets[values.get("Id", "")] = part
            elif kind == "styles":
                styles = part
            elif kind == "sharedStrings":
                self.strings_part = part
        return targets, styles, book

    def _day_styles(self, part: str) -> frozenset[int]:
        """The numbers of the styles by which a number is a day."""
        if part.casefold() not in self._parts:
            return frozenset()
        formats: dict[str, str] = {}
        found, count, within = set(), 0, False
        for name, values in elements(*self._pieces(part, _SMALL_PART), ends=("cellXfs",)):
            if name == "numFmt":
                formats[values.get("numFmtId", "")] = values.get("formatCode", "")
            elif name in ("cellXfs", "/cellXfs"):
                within = name == "cellXfs"
            elif name == "xf" and within:
                number = values.get("numFmtId", "0")
                code = formats.get(number)
                if number in _OWN_DAYS if code is None else _tells_day(code):
                    found.add(count)
                count += 1
        return frozenset(found)

    def strings(self) -> list[str]:
        """The texts that cells share. Raises BadTable."""
        if self.strings_part.casefold() not in self._parts:
            return []
        texts = _Texts(self._path)
        parse(*self._pieces(self.strings_part, _STRINGS_PART), texts.start, texts.end, texts.text)
        return texts.found

    def _pieces(self, part: str, most: int) -> tuple[Path, Pieces]:
        return self._path, self.pieces(self._archive, part, most)

    def pieces(self, archive: ZipFile, part: str, most: int = _SHEET_PART) -> Pieces:
        """A part of the workbook from an archive that is open. Raises BadTable."""
        return pieces_of(archive, self._parts.get(part.casefold()), self._path, most)


_HIDDEN = ("hidden", "veryHidden")

# The formats that Excel itself knows, and what it takes for a day in others.
_OWN_DAYS = frozenset(map(str, (*range(14, 18), 22, *range(27, 37), *range(50, 59))))
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def _tells_day(code: str) -> bool:
    letters = _NO_LETTERS.sub("", code.partition(";")[0]).casefold()
    return "d" in letters or "y" in letters


class _Texts:
    """The texts that cells share, without how they are read aloud."""

    def __init__(self, path: Path) -> None:
        self.found: list[str] = []
        self._path = path
        self._text: list[str] = []
        self._within = self._aloud = False
        self._size = 0

    def start(self, name: str, _values: dict[str, str]) -> None:
        name = bare(name)
        if name == "si":
            self._text = []
        elif name == "rPh":
            self._aloud = True
        elif name == "t":
            self._within = not self._aloud

    def end(self, name: str) -> None:
        name = bare(name)
        if name == "si":
            self.found.append(as_typed("".join(self._text)))
            if len(self.found) > _MOST_STRINGS or self._size > _MOST_TEXT:
                raise BadTable(path=self._path, reason=TOO_LARGE)
        elif name == "rPh":
            self._aloud = False
        elif name == "t":
            self._within = False

    def text(self, data: str) -> None:
        if self._within:
            self._size += len(data)
            if self._size > _MOST_TEXT:
                raise BadTable(path=self._path, reason=TOO_LARGE)
            self._text.append(data)


class _Sheet:
    """Reads one sheet: a row is given when it ends."""

    def __init__(self, book: _Book, strings: list[str], path: Path) -> None:
        self._book = book
        self._strings = strings
        self._path = path
        self._done: list[Row] = []
        self._number = 0
        self._cells: list[Cell] = []
        self._flaws: list[tuple[int, Reason]] = []
        self._hidden = self._within = self._formula = self._aloud = False
        self._column, self._kind, self._style = -1, "n", ""
        self._text: list[str] = []
        self._size = 0

    def rows(self, archive: ZipFile, part: str) -> Iterator[Row]:
        def taken() -> Iterator[Row]:
            yield from self._done
            self._done.clear()

        pieces = self._book.pieces(archive, part)
        return parsed(self._path, pieces, self._start, self._end, self._characters, taken)

    def _start(self, name: str, values: dict[str, str]) -> None:
        name = bare(name)
        if name == "c":
            self._begin_cell(values)
        elif name in ("v", "t"):
            self._within = not self._aloud
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aloud = True
        elif name == "row":
            number = values.get("r", "")
            self._number = int(number) if number.isdecimal() else self._number + 1
            self._hidden = values.get("hidden") in ("1", "true")
            self._cells, self._flaws, self._column = [], [], -1
            if self._number > _ROWS:
                raise BadTable(path=self._path, reason=TOO_LARGE)

    def _begin_cell(self, values: dict[str, str]) -> None:
        reference = values.get("r", "")
        self._column = column_of(reference) if reference else self._column + 1
        self._kind, self._style = values.get("t", "n"), values.get("s", "")
        self._text, self._size, self._formula = [], 0, False

    def _characters(self, data: str) -> None:
        if self._within and self._size <= _CELL:
            self._size += len(data)
            self._text.append(data)

    def _end(self, name: str) -> None:
        name = bare(name)
        if name in ("v", "t"):
            self._within = False
        elif name == "rPh":
            self._aloud = False
        elif name == "c" and 0 <= self._column < MOST_COLUMNS:
            value = self._value("".join(self._text))
            if value:
                self._cells += [""] * (self._column - len(self._cells))
                self._cells[self._column :] = [value]
        elif name == "row":
            row = Row(self._number, tuple(self._cells), tuple(self._flaws), self._hidden)
            self._done.append(row)

    def _value(self, text: str) -> Cell:
        if self._size > _CELL and self._kind != "s":
            return self._flaw(TOO_LONG)
        if self._kind == "e":
            return self._flaw(FAILED)
        if not text:
            return self._flaw(FORMULA) if self._formula else ""
        if self._kind == "s":
            place = int(text) if text.isdecimal() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if self._kind == "b":
            return "ja" if text == "1" else "nei"
        if self._kind == "n":
            return self._number_or_day(text)
        return as_typed(text)

    def _flaw(self, reason: Reason) -> str:
        self._flaws.append((self._column, reason))
        return ""

    def _number_or_day(self, text: str) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return text
        if self._style.isdecimal() and int(self._style) in self._book.days:
            return day_numbered(number, since_1904=self._book.since_1904) or text
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def column_of(reference: str) -> int:
    """The number from 0 of the column that a cell such as ``AB12`` stands in; -1 for none."""
    match = _LETTERS.match(reference)
    return number_of(match[0]) - 1 if match else -1


_LETTERS = re.compile(r"[A-Za-z]{1,3}")
