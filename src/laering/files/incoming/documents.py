"""Documents from Word: the words, headings, lists and pictures of a ``.docx``, and nothing else.

Read with ``zipfile`` and ``expat`` within bounds, as sheets are; nothing in it is run or fetched.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from laering.domain.arrival import MOST_PICTURES, Piece, Shown
from laering.domain.errors import BadArrival, BadTable
from laering.domain.marks import N_, Reason
from laering.files.incoming.texts import MOST_TEXT, TOO_LONG, piece_of
from laering.files.tables import parts
from laering.files.tables.parts import Pieces, bare, elements, opened, parse, pieces_of

NOT_WORD = Reason(N_("it is no .docx file. Open it in Word and save it as one."))
OLD_OR_LOCKED = Reason(
    N_("it is an old .doc file or has a password. Open it in Word and save it as .docx without.")
)
TOO_LARGE = Reason(N_("it unpacks to more than a document can be."))
OWN_WORDS = Reason(N_("its XML defines words of its own, which no document does."))

_REASONS = {
    parts.NOT_XLSX: NOT_WORD,
    parts.OLD_OR_LOCKED: OLD_OR_LOCKED,
    parts.TOO_LARGE: TOO_LARGE,
    parts.OWN_WORDS: OWN_WORDS,
}

_XML, _MEDIA, _ALL_MEDIA = 32 << 20, 60 << 20, 100 << 20
_DEEPEST = 200
_MOST_SHOWN = 1000

# What is there a second time for older programs, was taken out, or is an instruction.
_PASSED = frozenset({"Fallback", "del", "moveFrom", "instrText", "rPr", "sectPr"})
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)|(?P<title>title|tittel)", re.IGNORECASE)


def read_document(path: Path, name: str, came: date, sources: Mapping[str, str]) -> Piece:
    """The learning in a document. Raises BadArrival or OSError."""
    try:
        with opened(path) as archive:
            word = _Word(archive, path)
            text = word.text()
            shown, odd = word.pictures()
    except BadTable as error:
        reason = _REASONS.get(Reason(str(error.facts["reason"])), NOT_WORD)
        raise BadArrival(path=name, reason=reason) from None
    piece = piece_of(text, name, came, sources, page=False)
    return replace(piece, pictures=(*piece.pictures, *shown), dropped=(*piece.dropped, *odd))


class _Word:
    """An open document."""

    def __init__(self, archive: ZipFile, path: Path) -> None:
        self._archive, self._path = archive, path
        self._parts: dict[str, ZipInfo] = {}
        for info in archive.infolist():
            self._parts.setdefault(info.filename.lstrip("/").casefold(), info)
        self._main = "word/document.xml"
        if "_rels/.rels" in self._parts:
            for name, values in elements(path, self._pieces("_rels/.rels", _XML)):
                if name == "Relationship" and values.get("Type", "").endswith("/officeDocument"):
                    self._main = values.get("Target", self._main).lstrip("/")
        self._reader = _Reader(path, self._styles())

    def text(self) -> str:
        """Its words as Markdown, a paragraph each. Raises BadTable or BadArrival."""
        reader = self._reader
        parse(self._path, self._pieces(self._main, _XML), reader.start, reader.end, reader.text)
        return "\n\n".join(reader.blocks).replace("\n\n- ", "\n- ")

    def pictures(self) -> tuple[list[Shown], list[str]]:
        """The pictures it shows, and the names of those that do not come along."""
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
        return shown, odd

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


class _Reader:
    """Makes paragraphs of the document's elements as they come.

    ``shown`` are the references of its pictures, each with the text that stands for it.
    """

    def __init__(self, path: Path, styles: Mapping[str, str]) -> None:
        self.blocks: list[str] = []
        self.shown: list[tuple[str, str]] = []
        self._path, self._styles = path, styles
        self._passed = self._depth = 0
        self._words: list[str] = []
        self._mark = self._alt = ""
        self._within = False
        self._size = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        name = bare(name)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadArrival(path=self._path.name, reason=TOO_LARGE)
        if self._passed or name in _PASSED:
            self._passed += 1
        elif name == "p":
            self._paragraph()
        elif name == "pStyle":
            self._mark = self._heading(_value(values, "val")) or self._mark
        elif name == "numPr":
            self._mark = self._mark or "- "
        elif name in _SIGNS:
            self._words.append(_SIGNS[name])
        elif name == "docPr":
            self._alt = " ".join((values.get("descr") or values.get("title") or "").split())
        elif name in ("blip", "imagedata") and len(self.shown) < _MOST_SHOWN:
            reference = _value(values, "embed") or _value(values, "id") or _value(values, "link")
            self.shown.append((reference, self._alt))
            self._alt = ""
        self._within = name == "t" and not self._passed

    def end(self, name: str) -> None:
        self._depth -= 1
        self._within = False
        if self._passed:
            self._passed -= 1
        elif bare(name) == "p":
            self._paragraph()

    def text(self, data: str) -> None:
        if self._within:
            self._size += len(data)
            if self._size > MOST_TEXT:
                raise BadArrival(path=self._path.name, reason=TOO_LONG)
            self._words.append(data)

    def _paragraph(self) -> None:
        """End the paragraph that is open, and begin one."""
        text = "".join(self._words).strip()
        if text:
            heading = self._mark.startswith("#")
            self.blocks.append(self._mark + (" ".join(text.split()) if heading else text))
        self._words, self._mark = [], ""

    def _heading(self, style: str) -> str:
        found = _HEADING.match(self._styles.get(style) or style)
        if found is None:
            return ""
        return "# " if found["title"] else f"{'#' * min(int(found[1]) or 1, 6)} "


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def _value(values: dict[str, str], name: str) -> str:
    """An attribute's value, whatever its namespace is called."""
    return next((value for key, value in values.items() if bare(key) == name), "")
