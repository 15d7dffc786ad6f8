"""What lies in the inbox, in words and as values for a program."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from laering.domain.arrival import (
    DOCUMENT,
    MAIL,
    PAGE,
    PICTURE,
    ROWS,
    WINMAIL,
    Letter,
    Piece,
    lacking,
)
from laering.domain.entry import Given
from laering.domain.private import is_private
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import one_line, safe
from laering.ui.words import listed, long_date, questions, weekday

_SHOWN = 12
"""Lines of one answer that are shown; the rest is in the entry once it is taken in."""


def kind_name(kind: str) -> str:
    """What a kind of file is called."""
    names = {
        PAGE: _("from the page"),
        MAIL: _("e-mail"),
        DOCUMENT: _("Word document"),
        PICTURE: _("picture"),
        ROWS: _("table"),
    }
    return names.get(kind, _("text"))


def heading(name: str, letter: Letter, number: int, count: int, today: date) -> str:
    """What one is about to look at: which of how many, its file, its kind, who sent it and when."""
    came = (
        _("today") if letter.came == today else f"{weekday(letter.came)} {long_date(letter.came)}"
    )
    parts = [one_line(name), kind_name(letter.kind), one_line(letter.sender), came]
    place = _("{number} of {count}").format(number=number, count=count)
    return " · ".join(filter(None, (place, *parts)))


def piece_lines(piece: Piece) -> Iterator[str]:
    """What somebody wrote, a question each where several are answered, and their name."""
    given = piece.given
    if given.title:
        yield f"«{one_line(given.title)}»"
    if given.author:
        yield _("Written by {name}").format(name=one_line(given.author))
    answers = (given.happened, given.learned, given.differently)
    several = sum(bool(answer and answer.strip()) for answer in answers) > 1
    for question, answer in zip(questions(), answers, strict=True):
        if answer and answer.strip():
            yield ""
            if several:
                yield question
            yield from _lines(answer)
    for text in (given.preamble, given.more):
        if text.strip():
            yield ""
            yield from _lines(text)


def _lines(text: str) -> Iterator[str]:
    lines = safe(text.strip("\n")).split("\n")
    over = len(lines) - _SHOWN
    shown = lines if over <= 1 else lines[:_SHOWN]
    yield from (f"  {line}" for line in shown)
    if over > 1:
        more = ngettext("… and {count} more line", "… and {count} more lines", over)
        yield "  " + more.format(count=over)


def piece_notes(piece: Piece, pictures: int, odd: Sequence[str]) -> Iterator[str]:
    """What comes along besides the words, and what does not. ``odd`` is told of its pictures."""
    if pictures:
        told = ngettext("{count} picture comes along.", "{count} pictures come along.", pictures)
        yield told.format(count=pictures)
    yield from odd
    if piece.dropped:
        names = listed(f"«{one_line(name)}»" for name in piece.dropped)
        yield _("Does not count and is left out: {names}").format(names=names)
    for heading, place in piece.read_as:
        told = _("«{heading}» was read as «{question}»")
        yield told.format(heading=one_line(heading), question=questions()[place])
    if is_private(piece):
        yield _("It asks to be private: p makes it so.")


def letter_notes(letter: Letter) -> Iterator[str]:
    """What came with it and is no learning."""
    if letter.beside:
        yield _("The mail itself says, and this is not taken in:")
        yield from _lines(letter.beside)
    if letter.left:
        names = listed(one_line(name) for name in letter.left)
        yield _("Attached, and not taken in: {names}").format(names=names)
    if any(name.casefold() == WINMAIL for name in letter.left):
        yield _("What was attached may be in «winmail.dat», which only Outlook reads.")


def letter_data(letter: Letter, known: Mapping[int, str | None]) -> dict[str, Any]:
    """What a file brought, as JSON has it; ``known`` are the ids of what is taken in already."""
    return {
        "kind": letter.kind,
        "came": letter.came.isoformat(),
        "sender": letter.sender or None,
        "beside": letter.beside or None,
        "left": list(letter.left),
        "learnings": [
            {
                **_given_data(piece.given),
                "pictures": [shown.name for shown in piece.pictures],
                "dropped": list(piece.dropped),
                "lacks": [_(reason) for reason in lacking(piece)],
                "taken_in": place in known,
                "entry": known.get(place),
            }
            for place, piece in enumerate(letter.pieces, 1)
        ],
    }


def _given_data(given: Given) -> dict[str, Any]:
    names = ("title", "source", "outcome", "author", "happened", "learned", "differently")
    day = given.date.isoformat() if given.date else None
    return {"date": day, **{name: getattr(given, name) for name in names}}
