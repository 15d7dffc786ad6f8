"""E-mail that was saved as a file: its text, and the page's files and pictures attached to it.

Parsed by Python's ``email``, within bounds; nothing that is attached is opened but by its reader.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from pathlib import PurePath
from typing import Any

from laering.domain.arrival import (
    MAIL,
    MOST_PICTURES,
    PAGE,
    WINMAIL,
    Letter,
    Piece,
    Shown,
    source_named,
    subject_of,
    with_title,
)
from laering.domain.characters import western
from laering.domain.errors import BadArrival
from laering.domain.fitting import cleared
from laering.domain.marks import N_, Reason
from laering.domain.slip import MARK
from laering.domain.strays import is_picture
from laering.files.incoming.flowed import unfolded
from laering.files.incoming.inbox import OUTLOOK
from laering.files.incoming.markup import text_in
from laering.files.incoming.texts import is_page, piece_of, read_text

MOST_BYTES = 60_000_000
"""How large a mail may be, attachments included."""

MOST_PARTS = 500
"""Parts of a mail; one that a person wrote has a handful."""

_COMPOUND = b"\xd0\xcf\x11\xe0"
_MOST_NESTED = 50
_MOST_HTML = 1_000_000
_HEADER = 2000

NO_MAIL = Reason(N_("it is no e-mail, whatever its name says."))
PACKED = Reason(
    N_("all of it is in «winmail.dat», which only Outlook reads. Ask for it as HTML or plain text.")
)
TOO_MANY_PARTS = Reason(N_("it has more parts than a mail that somebody wrote."))

_BOUNDARY = re.compile(
    rb"boundary[ \t]*=|^Content-Type:[ \t]*message/", re.IGNORECASE | re.MULTILINE
)

# Of the many that Python knows: none that packs, escapes, or takes a square of the time.
_CHARSETS = re.compile(
    r"utf[-_]?(?:7|8|16|32)(?:[-_]?[bl]e)?|ascii|iso8859[-_]\d+|iso2022[-_]\w+|cp\d{3,4}|latin[-_]\d+"
    r"|mac[-_]\w+|koi8[-_]\w|gb\w+|big5\w*|euc[-_]\w+|shift[-_]jis\w*|hz|johab|tis[-_]620"
)


@dataclass(slots=True)
class _Found:
    """What the parts of a mail hold."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    pages: list[tuple[str, bytes]] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_mail(
    data: bytes, name: str, came: date, sources: Mapping[str, str], today: date
) -> Letter:
    """The learnings in a mail; ``came`` is its day where it tells none until ``today``.

    Raises BadArrival.
    """
    message = _parsed(data, name)
    sender, address = _sender(message)
    sent = _sent(message)
    came = sent if sent is not None and sent <= today else came
    found = _found(message, name)
    text = "\n\n".join(each for each in found.plain if each.strip())
    text = text or "\n\n".join(filter(None, map(text_in, found.html)))
    if _is_packed(found) and not (text or found.pages or found.pictures):
        raise BadArrival(path=name, reason=PACKED)
    pages = [read_text(bytes_, file, came, sources, page=True) for file, bytes_ in found.pages]
    above, page = _page_within(text)
    if page:
        with suppress(BadArrival):
            pages.append(piece_of(page, name, came, sources, page=True))
            text = above
    letter = Letter(PAGE if pages else MAIL, came, (), sender or address, left=tuple(found.left))
    if not pages:
        own = _own(text, name, _subject(message), letter, sources)
        return replace(letter, pieces=(replace(own, pictures=(*own.pictures, *found.pictures)),))
    if len(pages) == 1:
        pages[0] = replace(pages[0], pictures=(*pages[0].pictures, *found.pictures))
    else:
        left = (*letter.left, *(each.name for each in found.pictures))
        letter = replace(letter, left=left)
    return replace(letter, pieces=tuple(pages), beside=cleared(text).strip())


def address_in(data: bytes) -> str:
    """The address that a mail was sent from; empty where it has none that can be written to."""
    try:
        return _sender(_parsed(data, ""))[1]
    except BadArrival:
        return ""


def _is_packed(found: _Found) -> bool:
    return any(name.casefold() in (WINMAIL, "application/ms-tnef") for name in found.left)


def _own(text: str, name: str, subject: str, letter: Letter, sources: Mapping[str, str]) -> Piece:
    """The learning that a mail itself tells, called by its subject."""
    piece = piece_of(text, name, letter.came, sources, page=False)
    source, title = source_named(subject, sources)
    given = with_title(piece.given, title)
    author = given.author or letter.sender or None
    return replace(piece, given=replace(given, source=given.source or source, author=author))


class _Mail(Message):
    """A mail or a part of one, whose boundary may be folded like any other header."""

    def get_boundary(self, failobj: Any = None) -> Any:
        found = super().get_boundary(failobj)
        return re.sub(r"[\r\n]+", "", found) if isinstance(found, str) else found


def _parsed(data: bytes, name: str) -> Message:
    if data.startswith(_COMPOUND):
        raise BadArrival(path=name, reason=OUTLOOK)
    if len(_BOUNDARY.findall(data)) > _MOST_NESTED:
        raise BadArrival(path=name, reason=TOO_MANY_PARTS)
    try:
        message = BytesParser(_Mail, policy=compat32).parsebytes(data)
    except (MessageError, ValueError, RecursionError, LookupError):
        raise BadArrival(path=name, reason=NO_MAIL) from None
    if not message.keys() or not any(message.get(key) for key in ("From", "Subject", "Date")):
        raise BadArrival(path=name, reason=NO_MAIL)
    return message


def _found(message: Message, name: str) -> _Found:
    """What the parts hold, in their order. Raises BadArrival."""
    found = _Found()
    for number, part in enumerate(_parts(message)):
        if number >= MOST_PARTS:
            raise BadArrival(path=name, reason=TOO_MANY_PARTS)
        _sort(part, found)
    return found


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something; of a mail within the mail, it alone."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        # What is no multipart would be decoded here by whatever encoding it names.
        inner = part.get_payload() if part.is_multipart() else None
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [each for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part


def _sort(part: Message, found: _Found) -> None:
    """Put a part where it belongs."""
    kind, name = part.get_content_type(), _file_name(part)
    attached = part.get_content_disposition() == "attachment" or bool(name)
    if kind in ("text/plain", "text/html") and not attached:
        (found.plain if kind == "text/plain" else found.html).append(_said(part)[:_MOST_HTML])
        return
    name = name or _name_within(part)
    data = _bytes(part)
    if is_page(data):
        found.pages.append((name or "skjema.txt", data))
    elif _is_shown(part, kind, name, data) and len(found.pictures) < MOST_PICTURES:
        found.pictures.append(Shown(PurePath(name).stem, data))
    elif name or kind != "application/octet-stream":
        found.left.append(name or kind)


def _name_within(part: Message) -> str:
    """What a mail within the mail is called, which has no name of its own; empty for others."""
    inner = part.get_payload() if part.get_content_type() == "message/rfc822" else None
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        subject = _subject(inner[0])
        return f"{subject}.eml" if subject else ""
    return ""


def _said(part: Message) -> str:
    """The words of a part, in the lines that somebody wrote."""
    with suppress(ValueError, LookupError, TypeError):
        form, closed = (str(part.get_param(each, "")).casefold() for each in ("format", "delsp"))
        if form == "flowed" and part.get_content_type() == "text/plain":
            return unfolded(_text(part), closed=closed == "yes")
    return _text(part)


def _is_shown(part: Message, kind: str, name: str, data: bytes) -> bool:
    """Whether a part is a picture that somebody attached: the firm's mark below a mail is none."""
    mark = len(data) < _MARK_BYTES and part.get("Content-ID") is not None
    return (kind.startswith("image/") or is_picture(name)) and not mark


_MARK_BYTES = 8_000


def _file_name(part: Message) -> str:
    """What an attachment is called: a text on one line, without any folder."""
    with suppress(ValueError, LookupError, TypeError, IndexError):
        name = _decoded(part.get_filename() or "")
        return " ".join(name.replace("\\", "/").rpartition("/")[2].split())[:200]
    return ""


def _bytes(part: Message) -> bytes:
    with suppress(ValueError, LookupError, TypeError):
        # Some Pythons decode it by the encoding that it names, and then encode it again.
        del part["Content-Type"]
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
    return b""


def _text(part: Message) -> str:
    """The words of a part, in the encoding that it names, if that is one of letters."""
    charset = ""
    with suppress(ValueError, LookupError, TypeError):
        charset = str(part.get_content_charset() or "")
    data = _bytes(part)
    with suppress(ValueError, LookupError, TypeError):
        return _in_charset(data, charset)
    return western(data)


def _in_charset(data: bytes, charset: str) -> str:
    """The text of bytes in an encoding. Raises LookupError for none of letters."""
    import codecs

    known = codecs.lookup(charset).name if charset else "utf-8"
    if known in ("utf-8", "ascii"):
        return western(data)
    if not _CHARSETS.fullmatch(known):
        raise LookupError(charset)
    return data.decode(known, "replace")


def _decoded(header: str) -> str:
    """A header's words as they are meant, on one line and of a fair length."""
    pieces: list[str] = []
    try:
        for piece, charset in decode_header(header[:_HEADER]):
            pieces.append(piece if isinstance(piece, str) else _in_charset(piece, charset or ""))
    except (MessageError, ValueError, LookupError):
        return " ".join(cleared(header[:_HEADER]).split())
    return " ".join(cleared(western("".join(pieces).encode("utf-8", "surrogateescape"))).split())


def _header(message: Message, name: str) -> str:
    return _decoded(_raw(message, name))


def _raw(message: Message, name: str) -> str:
    """A header as it was sent, and where it is not in ASCII, in the letters that were meant."""
    values = (value for key, value in message.raw_items() if key.casefold() == name.casefold())
    return western(str(next(values, ""))[:_HEADER].encode("utf-8", "surrogateescape"))


def _subject(message: Message) -> str:
    return subject_of(_header(message, "Subject"))


_ADDRESS = re.compile(r"[^\s<>@\"(),:;\\]{1,64}@[^\s<>@\"(),:;\\]{1,190}")


def _sender(message: Message) -> tuple[str, str]:
    """Who sent a mail, and from which address; each is empty where there is none."""
    raw = " ".join(cleared(_raw(message, "From")).split())
    match = _ANGLED.fullmatch(raw)
    if match is not None:
        name, address = match["name"], match["address"]
    else:
        name, address = "", raw.partition(" (")[0]
    name = cleared(_decoded(name.strip().replace('\\"', "'").strip("'\""))).strip("'\" ")
    return name, address.strip() if _ADDRESS.fullmatch(address.strip()) else ""


_ANGLED = re.compile(r"(?P<name>[^<]*)<(?P<address>[^<>]*)>[^<>]*")


def _sent(message: Message) -> date | None:
    """The day on which a mail was sent, where it was written; None where it tells none."""
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(str(message.get("Date") or "")[:200]).date()
    return None


_MARKED = re.compile(rf"^-{{3}}[ \t]*\n{re.escape(MARK)}[ \t]*$", re.MULTILINE)


def _page_within(text: str) -> tuple[str, str]:
    """The text above a page's file that was pasted into a mail, and that file; or all of it."""
    text = text.replace("\r\n", "\n").replace("\xa0", " ")
    match = _MARKED.search(text)
    return (text[: match.start()], text[match.start() :]) if match is not None else (text, "")
