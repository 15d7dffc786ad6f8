"""Text with separators, as Excel, Google and their like write it: decoded and read as it comes."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from laering.domain.characters import western
from laering.domain.errors import BadTable, UnparsedTable
from laering.domain.marks import N_, Reason
from laering.domain.table import MOST_COLUMNS, Row, Table

NOT_TEXT = Reason(N_("it is no text. From Excel, save it as .xlsx or CSV."))
NEVER_ENDS = Reason(
    N_("the row that begins on line {line} has no end: a quotation mark is not closed, or more.")
)

_PIECE = 1 << 16
_MOST = 4 << 20
"""How much of a row is read before it is one that has no end, in letters."""

_SEPARATORS = ";,\t|"
_LOOKED_AT = 50


def open_delimited(path: Path) -> Table:
    """The rows of a file of text. Raises BadTable or OSError; so does reading the rows."""
    separator = _separator(path)

    def rows() -> Iterator[Row]:
        for number, cells in _records(path, separator):
            yield Row(number, tuple(cells[:MOST_COLUMNS]))

    return Table(rows)


def _separator(path: Path) -> str:
    """What stands between the cells: what gives most of the first rows the same number of them."""
    best, most = ";", (0, 0)
    for each in _SEPARATORS:
        widths = Counter[int]()
        with suppress(UnparsedTable):
            for _, cells in islice(_records(path, each), _LOOKED_AT):
                widths[len(cells)] += 1
        score = max(((count * (width > 1), width) for width, count in widths.items()), default=most)
        if score > most:
            best, most = each, score
    return best


def _records(path: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The records by their number as Excel counts them, from 1. Raises UnparsedTable."""
    lines = _Lines(path)
    start = 1
    reader = csv.reader(lines, delimiter=separator)
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UnparsedTable(path=path, reason=NEVER_ENDS, line=start) from None
        # A quote that is open at the end closes silently there, and holds all rows below it.
        if lines.quotes % 2 and reader.line_num > start:
            raise UnparsedTable(path=path, reason=NEVER_ENDS, line=start)
        start = reader.line_num + 1
        lines.taken = lines.quotes = 0
        if number == 0 and len(cells) < 3 and _declared(cells):
            reader = csv.reader(lines, delimiter=_declared(cells) or separator)
            continue
        number += 1
        yield number, cells


def _declared(cells: list[str]) -> str | None:
    """The separator that Excel's own first line ``sep=;`` tells."""
    said = cells[0].strip().casefold() if cells else ""
    if not said.startswith("sep="):
        return None
    return said[4:5] or ";"


class _Lines:
    """The lines of a file, decoded piece by piece; too many without a row's end are refused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = self._read()
        self.taken = self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += len(line)
        self.quotes += line.count('"')
        if self.taken > _MOST:
            raise csv.Error
        return line

    def _read(self) -> Iterator[str]:
        with open(self._path, "rb") as file:
            for text in texts_of(file, self._path):
                yield from StringIO(text, newline="\n")


def texts_of(file: BinaryIO, path: Path) -> Iterator[str]:
    """A file's text in pieces of whole lines with LF ends, whatever its encoding.

    UTF-8, UTF-16 as its first bytes tell, and Windows' western letters, also among others.
    Raises BadTable for what is no text, and for a line that has no end.
    """
    start = file.read(_PIECE)
    codec = _utf16(start)
    if codec is None and b"\0" in start:
        raise BadTable(path=path, reason=NOT_TEXT)
    pieces = _pieces(file, start, codec, path)
    first = next(pieces, "").removeprefix("\ufeff")
    yield first
    yield from pieces


def _utf16(start: bytes) -> str | None:
    """Which UTF-16 the first bytes are; None for any other text."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16-le" if start[0] == 0xFF else "utf-16-be"
    sample = start[:400]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) > len(sample) // 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _pieces(file: BinaryIO, start: bytes, codec: str | None, path: Path) -> Iterator[str]:
    end, back = (b"\n", b"\r") if codec is None else ("\n".encode(codec), "\r".encode(codec))
    waiting, piece = b"", start
    while piece:
        waiting += piece
        cut = _after_last(waiting, end)
        if not cut and len(waiting) > _MOST:
            cut = _after_last(waiting[: -len(back)], back)
            if not cut:
                raise BadTable(path=path, reason=NOT_TEXT)
        if cut:
            yield _text(waiting[:cut], codec)
            waiting = waiting[cut:]
        piece = file.read(_PIECE)
    if waiting:
        yield _text(waiting, codec)


def _after_last(data: bytes, end: bytes) -> int:
    """Where the last whole line of some bytes ends; 0 when there is none."""
    at = data.rfind(end)
    while at >= 0 and at % len(end):
        at = data.rfind(end, 0, at + len(end) - 1)
    return at + len(end) if at >= 0 else 0


def _text(data: bytes, codec: str | None) -> str:
    text = western(data) if codec is None else data.decode(codec, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
