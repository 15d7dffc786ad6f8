"""Text that comes in: the page's files, Markdown and plain text, with the pictures inside it."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from laering.domain.arrival import HEADING_OF_PICTURES, MOST_PICTURES, Piece, Shown, read_piece
from laering.domain.errors import BadArrival, UnparsedArrival
from laering.domain.fitting import cleared
from laering.domain.marks import N_, Reason
from laering.domain.slip import MARK
from laering.files.entry.foreign import CONFLICT, read_markdown
from laering.files.entry.tree import BadYaml
from laering.files.exchange import IN_CONFLICT, text_of
from laering.files.toml import BadToml

MOST_BYTES = 30_000_000
"""How large a file of text may be: mostly pictures, as data."""

MOST_TEXT = 200_000
"""Characters of what is left when the pictures are out: one learning, and not a book."""

TOO_LONG = Reason(N_("its text is too long for one learning."))
NO_TEXT = Reason(N_("it is no text, whatever its name says."))
BAD_HEADER = Reason(N_("line {line} of its header cannot be read."))

_DATA = "](data:"
_ALT = 2000


def read_text(
    data: bytes, name: str, came: date, sources: Mapping[str, str], *, page: bool
) -> Piece:
    """The learning in a file of text; of a ``page`` no line of an answer is read as a field.

    Raises BadArrival.
    """
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadArrival(path=name, reason=NO_TEXT)
    return piece_of(text_of(data), name, came, sources, page=page)


def has_pictures(data: bytes) -> bool:
    """Whether something stands in the bytes of a text as data."""
    return _DATA.encode() in data


def is_page(data: bytes) -> bool:
    """Whether the bytes are a file from the page: known by its second line."""
    first, _, rest = data[:400].lstrip(b"\xef\xbb\xbf\r\n \t").replace(b"\r", b"").partition(b"\n")
    return first.rstrip() == b"---" and rest.startswith(MARK.encode())


def piece_of(text: str, name: str, came: date, sources: Mapping[str, str], *, page: bool) -> Piece:
    """The learning in a text, with the pictures that stand in it as data. Raises BadArrival."""
    text, shown, odd = without_pictures(text.replace("\r\n", "\n"))
    if len(text) > MOST_TEXT:
        raise BadArrival(path=name, reason=TOO_LONG)
    text = cleared(text)
    try:
        header, body = read_markdown(text.lstrip("\n"))
    except (BadYaml, BadToml) as error:
        conflict = isinstance(error, BadYaml) and error.code == CONFLICT
        reason = IN_CONFLICT if conflict else BAD_HEADER
        raise UnparsedArrival(path=name, reason=reason, line=error.line) from None
    piece = read_piece(header, body, came, sources, labelled=not page)
    return replace(piece, pictures=shown, dropped=(*piece.dropped, *odd))


def without_pictures(text: str) -> tuple[str, tuple[Shown, ...], tuple[str, ...]]:
    """A text without the pictures that stand in it as data; these; and what is none of those.

    Where one stood, nothing is left of it, nor of a page's heading over them: it becomes a picture
    of the learning.
    """
    kept: list[str] = []
    shown: list[Shown] = []
    odd: list[str] = []
    at = 0
    while (found := text.find(_DATA, at)) >= 0:
        end = text.find(")", found)
        start = text.rfind("![", max(at, found - _ALT), found)
        if end < 0:
            break
        if start < 0:
            kept.append(text[at : found + len(_DATA)])
            at = found + len(_DATA)
            continue
        alt = cleared(_unescaped(text[start + 2 : found]))
        picture = _picture(text[found + len(_DATA) : end])
        if picture is None or len(shown) == MOST_PICTURES:
            odd.append(alt or "data")
        else:
            shown.append(Shown(alt, picture))
        kept.append(text[at:start])
        at = end + 1
    left = "".join((*kept, text[at:]))
    if shown or odd:
        left = HEADING_OF_PICTURES.sub("\n", left)
    return left, tuple(shown), tuple(odd)


def _unescaped(alt: str) -> str:
    signs = iter(alt)
    told = "".join(next(signs, "") if sign == "\\" else sign for sign in signs)
    return " ".join(told.split())


def _picture(written: str) -> bytes | None:
    """The bytes of a picture that stands as data, behind its kind; None where it is none."""
    kind, _, packed = written.partition(",")
    if not kind.casefold().startswith("image/") or not kind.casefold().endswith(";base64"):
        return None
    try:
        return base64.b64decode("".join(packed.split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None
