"""The parts of a workbook: an archive of XML, unpacked and parsed within bounds.

A part is unpacked as it is read, and an XML document that defines its own words is refused.
"""

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from laering.domain.errors import BadTable
from laering.domain.marks import N_, Reason

NOT_XLSX = Reason(N_("it is no .xlsx file. Open it in Excel and save it as one, or as CSV."))
OLD_OR_LOCKED = Reason(
    N_("it is an old .xls file or has a password. Open it in Excel and save it as .xlsx without.")
)
TOO_LARGE = Reason(N_("it unpacks to more than a sheet can be."))
OWN_WORDS = Reason(N_("its XML defines words of its own, which no sheet does."))

_OLE = b"\xd0\xcf\x11\xe0"
_PIECE = 1 << 16
_DIRECTORY = 1 << 20
_SUSPICIOUS, _RATIO = 100 << 20, 200


Pieces = Generator[bytes, None, None]


def opened(path: Path) -> ZipFile:
    """The archive that a workbook is. Raises BadTable or OSError."""
    with open(path, "rb") as file:
        start = file.read(4)
        size = file.seek(0, 2)
        file.seek(max(0, size - (1 << 16) - 22))
        end = file.read()
    if start == _OLE:
        raise BadTable(path=path, reason=OLD_OR_LOCKED)
    at = end.rfind(b"PK\x05\x06")
    # A directory of millions of parts would take all memory before anything is looked at.
    if at < 0 or int.from_bytes(end[at + 12 : at + 16], "little") > _DIRECTORY:
        raise BadTable(path=path, reason=NOT_XLSX)
    try:
        return ZipFile(path)
    except (BadZipFile, NotImplementedError, ValueError):
        raise BadTable(path=path, reason=NOT_XLSX) from None


def pieces_of(archive: ZipFile, info: ZipInfo | None, path: Path, most: int) -> Pieces:
    """A part of an archive as it is unpacked, at most so many bytes. Raises BadTable."""
    if info is None:
        raise BadTable(path=path, reason=NOT_XLSX)
    if info.file_size > most or (
        info.file_size > _SUSPICIOUS and info.file_size > _RATIO * info.compress_size
    ):
        raise BadTable(path=path, reason=TOO_LARGE)
    try:
        with archive.open(info) as part:
            while piece := part.read(_PIECE):
                yield piece
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        raise BadTable(path=path, reason=NOT_XLSX) from None
    except Exception as error:
        # What zlib raises when the packed bytes are none has a name only there.
        if type(error).__module__ != "zlib":
            raise
        raise BadTable(path=path, reason=NOT_XLSX) from None


_Start = Callable[[str, dict[str, str]], None]


def parse(
    path: Path,
    pieces: Pieces,
    start: _Start,
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
    after: Callable[[], Iterator[Any]] = lambda: iter(()),
) -> None:
    """Parse XML to its end, see ``parsed``. Raises BadTable."""
    for _ in parsed(path, pieces, start, end, text, after):
        pass


def parsed(
    path: Path,
    pieces: Pieces,
    start: _Start,
    end: Callable[[str], None],
    text: Callable[[str], None] | None,
    after: Callable[[], Iterator[Any]],
) -> Iterator[Any]:
    """Parse XML piece by piece, giving what ``after`` has behind each. Raises BadTable."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text

    def refuse(*_: object) -> None:
        raise BadTable(path=path, reason=OWN_WORDS)

    parser.StartDoctypeDeclHandler = refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield from after()
        parser.Parse(b"", True)
        yield from after()
    except expat.ExpatError:
        raise BadTable(path=path, reason=NOT_XLSX) from None
    finally:
        pieces.close()


def elements(
    path: Path, pieces: Pieces, ends: tuple[str, ...] = ()
) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements with their attributes, without namespaces; ``ends`` as ``/name`` too.

    Raises BadTable.
    """
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, values: dict[str, str]) -> None:
        found.append((bare(name), {bare(key): value for key, value in values.items()}))

    def end(name: str) -> None:
        if bare(name) in ends:
            found.append((f"/{bare(name)}", {}))

    def taken() -> Iterator[tuple[str, dict[str, str]]]:
        yield from found
        found.clear()

    return parsed(path, pieces, start, end, None, taken)


def bare(name: str) -> str:
    """A name in XML without its namespace's letters."""
    return name.rpartition(":")[2]


_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def as_typed(text: str) -> str:
    """A text whose letters Excel has written as ``_x000D_`` as it was typed."""
    if "_x" not in text:
        return text
    return _CODED.sub(lambda match: chr(int(match[1], 16)), text)
