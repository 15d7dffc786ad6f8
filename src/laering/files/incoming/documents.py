"""Documents from Word: the words, headings, lists, tables, notes and pictures of a ``.docx``.

Read with ``zipfile`` and ``expat`` within bounds, as sheets are; nothing in it is run or fetched.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from laering.domain.arrival import MOST_PICTURES, Piece, Shown
from laering.domain.errors import BadArrival, BadTable
from laering.domain.marks import N_, Reason
from laering.files.incoming.paragraphs import TOO_LARGE, Reader
from laering.files.incoming.texts import piece_of
from laering.files.tables import parts
from laering.files.tables.parts import Pieces, elements, opened, parse, pieces_of

NOT_WORD = Reason(N_("it is no .docx file. Open it in Word and save it as one."))
OLD_OR_LOCKED = Reason(
    N_("it is an old .doc file or has a password. Open it in Word and save it as .docx without.")
)
OWN_WORDS = Reason(N_("its XML defines words of its own, which no document does."))

_REASONS = {
    parts.NOT_XLSX: NOT_WORD,
    parts.OLD_OR_LOCKED: OLD_OR_LOCKED,
    parts.TOO_LARGE: TOO_LARGE,
    parts.OWN_WORDS: OWN_WORDS,
}

_XML, _MEDIA, _ALL_MEDIA = 32 << 20, 60 << 20, 100 << 20


def read_document(path: Path, name: str, came: date, sources: Mapping[str, str]) -> Piece:
    """The learning in a document. Raises BadArrival or OSError."""
    try:
        with opened(path) as archive:
            word = _Word(archive, path, came)
            text = word.text()
            shown, odd = word.pictures()
    except BadTable as error:
        reason = _REASONS.get(Reason(str(error.facts["reason"])), NOT_WORD)
        raise BadArrival(path=name, reason=reason) from None
    piece = piece_of(text, name, came, sources, page=False)
    return replace(piece, pictures=(*piece.pictures, *shown), dropped=(*piece.dropped, *odd))


class _Word:
    """An open document."""

    def __init__(self, archive: ZipFile, path: Path, came: date) -> None:
        self._archive, self._path = archive, path
        self._parts: dict[str, ZipInfo] = {}
        for info in archive.infolist():
            self._parts.setdefault(info.filename.lstrip("/").casefold(), info)
        self._main = "word/document.xml"
        if "_rels/.rels" in self._parts:
            for name, values in elements(path, self._pieces("_rels/.rels", _XML)):
                if name == "Relationship" and values.get("Type", "").endswith("/officeDocument"):
                    self._main = values.get("Target", self._main).lstrip("/")
        self._reader = Reader(path.name, self._styles(), came)

    def text(self) -> str:
        """Its words as Markdown, a paragraph each. Raises BadTable or BadArrival."""
        self._read(self._main)
        for name in ("footnotes", "endnotes"):
            part = f"{posixpath.dirname(self._main)}/{name}.xml"
            if self._reader.noted and part.casefold() in self._parts:
                self._read(part)
        return self._reader.said()

    def _read(self, part: str) -> None:
        reader = self._reader
        parse(self._path, self._pieces(part, _XML), reader.start, reader.end, reader.text)

    def pictures(self) -> tuple[list[Shown], list[str]]:
        """The pictures it shows, and the names of what does not come along."""
        shown: list[Shown] = []
        odd: list[str] = []
        folder, targets, size = posixpath.dirname(self._main), self._targets(), 0
        for reference, alt in self._reader.shown:
            target, outside = targets.get(reference, ("", True))
            inner = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            info = self._parts.get(posixpath.normpath(inner).casefold())
            size += info.file_size if info is not None else 0
            if outside or info is None or len(shown) >= MOST_PICTURES or size > _ALL_MEDIA:
                odd.append(alt or target.rpartition("/")[2] or reference)
                continue
            pieces = pieces_of(self._archive, info, self._path, _MEDIA)
            shown.append(Shown(alt, b"".join(pieces)))
        files = (targets.get(reference, (reference, True))[0] for reference in self._reader.inner)
        return shown, [*odd, *map(posixpath.basename, files)]

    def _targets(self) -> dict[str, tuple[str, bool]]:
        """What each reference leads to, and whether that is outside the document."""
        folder, own = posixpath.split(self._main)
        name = f"{folder}/_rels/{own}.rels"
        if name.casefold() not in self._parts:
            return {}
        return {
            values.get("Id", ""): (values.get("Target", ""), values.get("TargetMode") == "External")
            for element, values in elements(self._path, self._pieces(name, _XML))
            if element == "Relationship"
        }

    def _styles(self) -> dict[str, str]:
        """What the styles are called, by their ids, which are in the language of the program."""
        name = f"{posixpath.dirname(self._main)}/styles.xml"
        found: dict[str, str] = {}
        if name.casefold() not in self._parts:
            return found
        style = ""
        for element, values in elements(self._path, self._pieces(name, _XML)):
            if element == "style":
                style = values.get("styleId", "")
            elif element == "name" and style:
                found.setdefault(style, values.get("val", ""))
        return found

    def _pieces(self, part: str, most: int) -> Pieces:
        return pieces_of(self._archive, self._parts.get(part.casefold()), self._path, most)
