"""What comes in from those without a terminal: a stranger's words, and what counts of them.

Of a header only what the page asks for counts. All else is text: no line of it becomes an action,
no picture of another's is shown by it, and nothing in it says where an entry came from.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from laering.domain.body import compose, split
from laering.domain.dates import read_date
from laering.domain.entry import Answers, Body, Entry, Given
from laering.domain.errors import LaeringError
from laering.domain.headings import adopt, is_question, with_questions
from laering.domain.labels import Labelled, read_labels, without_time
from laering.domain.marks import N_, Reason
from laering.domain.naming import ANSWERS, field_called, is_form
from laering.domain.private import affirmed
from laering.domain.sources import find_source
from laering.domain.text.escapes import TASK_LIKE
from laering.domain.text.fences import fenced_lines
from laering.domain.wording import read_outcome, suggest_title

COUNTED = ("title", "date", "source", "outcome", "author", *ANSWERS)
"""The fields that a header from outside may fill in."""

PAGE, TEXT, MAIL, DOCUMENT, PICTURE, ROWS = "page", "text", "mail", "document", "picture", "table"
"""The kinds of files that are read."""

WINMAIL = "winmail.dat"
"""The parcel that Outlook packs a mail in for others that have Outlook."""

MOST_PICTURES = 20
"""Pictures that one learning takes in."""

_MOST_IN_A_LINE = 300
"""Characters of a title or a name from a header."""

NOTHING_IN_IT = Reason(N_("there is nothing in it."))
NO_SOURCE = Reason(N_("it names no source"))
NOTHING_HAPPENED = Reason(N_("it does not tell what happened"))
WANTS_PRIVATE = Reason(N_("it asks to be private"))


class Shown(NamedTuple):
    """A picture as it came: what it is called, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """One learning that came in.

    ``dropped`` names what stood in its header and does not count, ``private`` tells that it asked
    to be that. ``read_as`` are the headings that were read as questions though they say something
    else, each with the number of the question, from 0.
    """

    given: Given
    pictures: tuple[Shown, ...] = ()
    dropped: tuple[str, ...] = ()
    private: bool = False
    read_as: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What one file brought: learnings, what is said beside them, and what does not come along.

    ``kind`` is one of those above, ``came`` the day it was sent, ``sender`` who sent it.
    ``left`` are the names of what was attached and is not taken in.
    """

    kind: str
    came: date
    pieces: tuple[Piece, ...]
    sender: str = ""
    beside: str = ""
    left: tuple[str, ...] = ()


def lacking(piece: Piece) -> tuple[Reason, ...]:
    """What keeps a learning from being taken in without anybody looking at it."""
    given = piece.given
    found = {
        NO_SOURCE: given.source is None,
        NOTHING_HAPPENED: not (given.happened or "").strip(),
        WANTS_PRIVATE: piece.private,
    }
    return tuple(reason for reason, lacks in found.items() if lacks)


def read_piece(
    header: Mapping[str, Any],
    text: str,
    came: date,
    sources: Mapping[str, str],
    *,
    labelled: bool,
) -> Piece:
    """What a header and the text below it tell, sent on a day.

    ``sources`` are the names of the journal's by their ids; with ``labelled`` lines such as
    «Kilde: avvik» at the top are read too, and headings by other names. Without, the text is
    as the page writes it.
    """
    values, dropped = _counted(header, came, sources)
    private = _asks_for_privacy(header) or (labelled and _PRIVATE.search(text) is not None)
    read_as: tuple[tuple[str, int], ...] = ()
    form = ""
    if labelled:
        labels = _labels(text, came, values)
        text = labels.text
        more, odd = _counted(labels.values, came, sources)
        values, dropped = {**more, **values}, [*dropped, *odd]
        adopted = adopt(with_questions(text.strip("\n")), values.get("title"))
        text, read_as = adopted.text, adopted.told
        title = _on_one_line(adopted.title or "")
        if title and is_form(title):
            form = title
        elif title and "title" not in values:
            values["title"] = title
    body = _harmless(text)
    answers = body.answers
    told = dict(zip(ANSWERS, (answers.happened, answers.learned, answers.differently), strict=True))
    above = _guessed(read_as, values)
    for name in ANSWERS:
        stand = (values.get(name), above.get(name), told[name])
        texts = [each for each in stand if each and each.strip()]
        values[name] = "\n\n".join(texts) or None
    happened, preamble = values["happened"], body.preamble
    if form and happened:
        preamble = "\n\n".join(filter(None, (form, preamble.strip("\n"))))
    if not values.get("title"):
        values["title"] = suggest_title(happened) if happened else form or None
    values.setdefault("date", came)
    given = Given(**values, preamble=preamble, more=body.more)
    return Piece(given, dropped=tuple(dropped), private=private, read_as=read_as)


def _guessed(read_as: Iterable[tuple[str, int]], values: dict[str, Any]) -> dict[str, str]:
    """The headings that are questions by nothing but their place, as they stay above the answers.

    The first one becomes the title where there is none.
    """
    above: dict[str, str] = {}
    for heading, place in read_as:
        if is_question(heading):
            continue
        if place == 0 and not values.get("title"):
            values["title"] = _on_one_line(heading)
        else:
            above[ANSWERS[place]] = _harmless_text(f"### {heading}")
    return above


def _counted(
    header: Mapping[str, Any], came: date, sources: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """What a header says of the fields that count, and the names of all else that it says."""
    values: dict[str, Any] = {}
    dropped: list[str] = []
    for key, value in header.items():
        field = field_called(str(key))
        text = str(value).strip() if isinstance(value, str | int | float) else ""
        read: object = None
        if field in COUNTED and field not in values and text:
            with suppress(LaeringError):
                read = _read(field, text, came, sources)
        if read is not None:
            values[field or ""] = read
        elif value not in (None, ""):
            dropped.append(_on_one_line(str(key)))
    return values, dropped


def _read(field: str, text: str, came: date, sources: Mapping[str, str]) -> object:
    """A value of one of the fields. Raises what reading a date, a source or an outcome does."""
    if field == "date":
        return read_date(without_time(text), came).date
    if field == "source":
        return find_source(text, sources)
    if field == "outcome":
        return read_outcome(text)
    return _harmless_text(text) if field in ANSWERS else _on_one_line(text)


def _labels(text: str, came: date, values: Mapping[str, Any]) -> Labelled:
    """The lines at the top that tell a field; none where one is told already or does not count."""
    found = read_labels(text, came)
    if found.values.keys() <= set(COUNTED) and not found.values.keys() & values.keys():
        return found
    kept = {name: found.values[name] for name in COUNTED if name in found.values}
    again = {name for name in kept if name in values}
    lines = [
        f"{name}: {value}"
        for name, value in found.values.items()
        if name not in kept or name in again
    ]
    kept = {name: value for name, value in kept.items() if name not in again}
    return Labelled(kept, "\n".join((*lines, "", found.text.strip("\n"))))


# A line that asks for it in a text without a header, wherever it stands.
_PRIVATE = re.compile(
    r"^[ \t>*#-]*private?[ \t]*[:=][ \t]*(?:ja|yes|true|on|sant|1)\b", re.IGNORECASE | re.MULTILINE
)


def _asks_for_privacy(header: Mapping[str, Any]) -> bool:
    return any(field_called(str(key)) == "private" and affirmed(header[key]) for key in header)


def _on_one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MOST_IN_A_LINE else words[: _MOST_IN_A_LINE - 1].rstrip() + "…"


def _harmless(text: str) -> Body:
    """A text from outside as a body without actions; where that is in doubt, it is one answer."""
    text = _harmless_text(text)
    body = split(_boxes_escaped(text).strip("\n") + "\n")
    if not body.actions and not split(compose(body, "nb")).actions:
        return body
    return Body(Answers(happened=text.strip("\n")))


def _boxes_escaped(text: str) -> str:
    """The text with each box that would be an action's escaped, so that it is shown as it came."""
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    for at, line in enumerate(lines):
        match = None if at in fenced else TASK_LIKE.match(line)
        if match is not None and not match[2]:
            lines[at] = f"{match[1]}\\{line[match.end(1) :]}"
    return "\n".join(lines)


_PICTURE = re.compile(r"(?<!\\)!\[")


def _harmless_text(text: str) -> str:
    """The text with every picture that it would show as plain text: it may be another's."""
    return _PICTURE.sub(r"!\\[", text)


def source_named(text: str, sources: Mapping[str, str]) -> tuple[str | None, str]:
    """The source that a line begins with, as in «Avvik: feil adresse», and the rest of the line."""
    match = _NAMED.match(text)
    if match is not None:
        wanted = " ".join(match["name"].casefold().split())
        for each, name in sources.items():
            if wanted in (each, name.casefold()):
                return each, match["rest"].strip()
    return None, text


_NAMED = re.compile(r"\s*(?P<name>[^:–—]{2,40}?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$")

_ANSWERED = re.compile(r"(?:\s*(?:re|sv|vs|fw|fwd|aw|videresendt)\s*:)+\s*", re.IGNORECASE)


def subject_of(text: str) -> str:
    """A mail's subject as a title: on one line, without what answering and sending on add."""
    text = _on_one_line(text)
    match = _ANSWERED.match(text)
    return text[match.end() :] if match is not None else text


def with_title(given: Given, title: str) -> Given:
    """What is given, called by a title where it has none of its own or only a suggested one."""
    suggested = suggest_title(given.happened or "")
    own = given.title if given.title != suggested else None
    return replace(given, title=own or title[:_MOST_IN_A_LINE] or suggested or None)


def handled_name(entries: Iterable[Entry], token: str) -> str:
    """What an original is called once it is taken in: as the first entry that was made of it.

    Where one of them is anonymous, a ``token`` that tells nothing.
    """
    made = list(entries)
    return made[0].id if made and all(each.author for each in made) else f"anonym-{token}"


HEADING_OF_PICTURES = re.compile(r"\n## (?:Bilder|Bilete|Pictures)\n\s*\Z")
"""The heading over a page's pictures, once these are taken out."""
