"""What a file in the inbox brought, whatever its kind."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from laering.domain.arrival import (
    DOCUMENT,
    MAIL,
    NOTHING_IN_IT,
    PAGE,
    PICTURE,
    TEXT,
    Letter,
    Piece,
    Shown,
)
from laering.domain.entry import Given
from laering.domain.errors import BadArrival, UnreadableInput
from laering.files.incoming.inbox import Item


def read_letter(
    item: Item, data: bytes, path: Path, sources: Mapping[str, str], today: date
) -> Letter:
    """The learnings in a file that is not a table.

    ``data`` is what the file at ``path`` holds, ``sources`` the names of the journal's by their
    ids. Nothing came later than ``today``, whatever clocks say. Raises BadArrival or
    UnreadableInput.
    """
    came, name = min(item.came.date(), today), item.path
    if item.kind == MAIL:
        from laering.files.incoming.mails import read_mail

        return _with_something(read_mail(data, name, came, sources, today), name)
    if item.kind == PICTURE:
        picture = Piece(Given(date=came), (Shown(_called(name), data),))
        return Letter(PICTURE, came, (picture,))
    if item.kind == DOCUMENT:
        from laering.files.incoming.documents import read_document

        try:
            piece = read_document(path, name, came, sources)
        except OSError as error:
            raise UnreadableInput(path=name, reason=error) from None
        return _with_something(Letter(DOCUMENT, came, (piece,)), name)
    from laering.files.incoming.texts import is_page, read_text

    page = is_page(data)
    piece = read_text(data, name, came, sources, page=page)
    return _with_something(Letter(PAGE if page else TEXT, came, (piece,)), name)


def _with_something(letter: Letter, name: str) -> Letter:
    """The letter, once it is certain that it tells or shows anything. Raises BadArrival."""
    if not any(_tells(piece) for piece in letter.pieces):
        raise BadArrival(path=name, reason=NOTHING_IN_IT)
    return replace(letter, pieces=tuple(filter(_tells, letter.pieces)))


def _tells(piece: Piece) -> bool:
    given = piece.given
    texts = (given.happened, given.learned, given.differently, given.preamble, given.more)
    return bool(piece.pictures) or any(text and text.strip() for text in (*texts, given.title))


def _called(name: str) -> str:
    """A picture's name as a text; empty where it is only a camera's number."""
    stem = PurePath(name).stem
    return "" if _NUMBERED.search(stem) else " ".join(stem.split())


_NUMBERED = re.compile(r"\d{3}")
