"""An action in other words, with other owners, or due on another day.

Only the words that differ, the names and the due date are changed where they stand. Signs and
their dates, bullet and box, and where a line was wrapped, stay as they are.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.action import (
    OPEN,
    TASK,
    Action,
    names_in,
    words_between,
)
from laering.domain.body import action_blocks, split
from laering.domain.errors import FlawedAction, MoreThanWords
from laering.domain.flaws import flaws_of
from laering.domain.folding import folded
from laering.domain.followup import Place, checked, place_of
from laering.domain.handles import handles, own_name
from laering.domain.signs import DUE_SIGNS, FIELD, iso
from laering.domain.text.beginnings import bare
from laering.domain.text.comments import told_lines
from laering.domain.text.escapes import escape_comments, unescape_comments, unescape_names
from laering.domain.text.fences import without_code
from laering.domain.typed import read_typed


class Amended(NamedTuple):
    """What an action is to say: what is to be done, by whom, and on which day it is due."""

    text: str
    owners: tuple[str, ...]
    due: date | None


def said_by(action: Action) -> Amended:
    """What an action says as it stands."""
    return Amended(action.text, action.owners, action.due)


def reworded(was: Amended, typed: str, today: date) -> Amended:
    """The same with other words, as a person types them; an owner or due date in them counts.

    Raises what ``read_typed`` does, and MoreThanWords for other signs, or a box that is ticked.
    """
    read = read_typed(typed, today)
    if read.state != OPEN or read.signs or read.done or read.off:
        raise MoreThanWords(value=typed)
    # Names that stood among the words go with them.
    own = tuple(each for each in was.owners if not _is_among(each, was.text))
    return Amended(read.text, read.owners or own, read.due or was.due)


def _is_among(owner: str, text: str) -> bool:
    return folded(owner) in map(folded, names_in(text))


def owned_in_words(wanted: Amended) -> str | None:
    """A name that stands among the words and is to be no owner; None when there is none."""
    owners = set(map(folded, wanted.owners))
    return next((each for each in names_in(wanted.text) if folded(each) not in owners), None)


def amended(text: str, number: int, wanted: Amended) -> str | None:
    """The text below the front matter with one action as it is wanted; None where it cannot be.

    Where what it is known by outside of the file follows its words, it is written as its 🆔
    first: a calendar then knows it again. Raises FlawedAction for a line that ``sjekk`` would
    complain of.
    """
    place = place_of(text, number)
    line = None if place is None else _line_of(text, place)
    if place is None or line is None:
        return None
    before = handles(split(text).actions)
    for name in dict.fromkeys(("", "" if own_name(place.action) else before[number])):
        for changed in _ways(line, place.action, wanted, name):
            after = _became(text, place, changed, wanted, name)
            if after is None:
                continue
            if name or own_name(place.action) or handles(split(after).actions) == before:
                _unflawed(line, changed, wanted)
                return after
            break
    return None


def _ways(line: "_Line", action: Action, wanted: Amended, name: str) -> Iterator[list[str]]:
    """The lines as they become: as they were wrapped, or as one, or without marks at signs."""
    parts = _parts(line)
    edits = list(_edits(line, parts, action, wanted, name))
    told = line.told
    marks = [(len(told[: each.start].rstrip(" \t")), each.end, "") for each in parts.marks]
    for more in ((), marks):
        for each in (line, line._replace(breaks=())):
            yield each.with_edits([*edits, *more])


class _Line(NamedTuple):
    """The lines of an action as one: as it stands, and with NUL for what is a comment.

    ``breaks`` are the places of the blanks that stand for a line end, each with what it is in
    the file.
    """

    text: str
    told: str
    breaks: Sequence[tuple[int, str]]

    def with_edits(self, edits: Sequence[tuple[int, int, str]]) -> list[str]:
        """The lines with each stretch, from a place to another, as something else."""
        pieces: list[str] = []
        at = 0
        for start, end, new in sorted(edits, key=lambda each: each[:2]):
            pieces += (self._between(at, start), new)
            at = max(at, end)
        return "".join((*pieces, self._between(at, len(self.text)))).split("\n")

    def _between(self, start: int, end: int) -> str:
        pieces: list[str] = []
        for place, line_end in self.breaks:
            if start <= place < end:
                pieces += (self.text[start:place], line_end)
                start = place + 1
        return "".join((*pieces, self.text[start:end]))


def _line_of(text: str, place: Place) -> _Line | None:
    lines = text.split("\n")[place.line : place.end]
    told = list(_told(text, place))
    whole, whole_told = lines[0], told[0]
    breaks = []
    for line, as_told in zip(lines[1:], told[1:], strict=True):
        inner = bare(line)
        quote = line[: len(line) - len(inner)]
        breaks.append((len(whole), f"\n{quote}"))
        whole += f" {inner}"
        whole_told += f" {as_told[len(quote) :]}"
    return _Line(whole, whole_told, breaks)


def _told(text: str, place: Place) -> Sequence[str]:
    """The lines of an action with NUL, as often, for what is a comment."""
    found: Sequence[str] = ()
    for first, block in action_blocks(text):
        if first <= place.line:
            told, _idle = told_lines(block.split("\n"))
            found = told[place.line - first : place.end - first]
    return found


class _Piece(NamedTuple):
    """A stretch of a line: a word, or a sign with what belongs to it."""

    start: int
    end: int
    text: str


class _Parts(NamedTuple):
    """What stands behind the box: the words and owners, in their order, and the signs.

    ``marks`` close a sign up, or stand around it, and are read with it.
    """

    words: Sequence[_Piece]
    signs: Sequence[re.Match[str]]
    marks: Sequence[_Piece]
    start: int

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        ends = [each.end for each in self.words] + [each.end() for each in self.signs]
        return max(ends, default=self.start)


_WORD = re.compile(r"[^\s\0]+")

_ONLY_MARKS = re.compile(r"[.,;:!?)\]]+|[(\[]")


def _parts(line: _Line) -> _Parts:
    box = TASK.match(line.told)
    start = len(line.told) if box is None or box["rest"] is None else box.start("rest")
    code = without_code(line.told)
    signs = [
        each
        for each in FIELD.finditer(code, start)
        if not each["sign"] or iso(each["day"]) is not None
    ]
    words: list[_Piece] = []
    marks: list[_Piece] = []
    at = start
    for sign in (*signs, None):
        until = sign.start() if sign else len(code)
        for word in _WORD.finditer(line.told, at, until):
            beside = word.start() == at > start or (sign is not None and word.end() == until)
            plain = unescape_comments(unescape_names(word[0]))
            found = marks if beside and _ONLY_MARKS.fullmatch(word[0]) else words
            found.append(_Piece(word.start(), word.end(), plain))
        at = sign.end() if sign else until
    return _Parts(words, signs, marks, start)


def _edits(
    line: _Line, parts: _Parts, action: Action, wanted: Amended, name: str
) -> Iterator[tuple[int, int, str]]:
    """What is to be changed where, given the name that is to be written as its 🆔."""
    yield from _edits_of_words(line, parts, _phrase(parts, action, wanted))
    if name:
        at = parts.words[-1].end if parts.words else parts.start
        yield at, at, f" 🆔 {name}"
    if wanted.due == action.due:
        return
    dues = [each for each in parts.signs if each["sign"] and each["sign"] in DUE_SIGNS]
    if not dues and wanted.due is not None:
        at = _place_of_due(line, parts)
        yield at, at, f" 📅 {wanted.due.isoformat()}"
    elif wanted.due is not None:
        yield dues[0].start("day"), dues[0].end("day"), wanted.due.isoformat()
    else:
        yield from ((len(line.told[: each.start()].rstrip(" \t")), each.end(), "") for each in dues)


def _place_of_due(line: _Line, parts: _Parts) -> int:
    """Where a due date goes: before what ends an action, and before the name of its block."""
    last = parts.words[-1].end if parts.words else parts.start
    ends = [
        each.start()
        for each in parts.signs
        if each.start() >= last and ((each["sign"] or "-") in "✅❌" or each[0][0] == "^")
    ]
    return len(line.told[: min(ends)].rstrip(" \t")) if ends else parts.end


def _phrase(parts: _Parts, action: Action, wanted: Amended) -> list[str]:
    """The words and owners that are to stand there: owners where they stood."""
    words = [each.text for each in parts.words]
    own = words_between(words, len(names_in(" ".join(words))))
    front, back = words[: own.start], words[own.stop :]
    text = wanted.text.split()
    named = set(map(folded, names_in(wanted.text)))
    same = list(map(folded, wanted.owners)) == list(map(folded, action.owners))
    if same and not named and (front or back or not wanted.owners):
        return [*front, *text, *back]
    owners = [f"@{owner}" for owner in wanted.owners if folded(owner) not in named]
    if front and not back and owners and not named:
        mark = re.search(r"[:,]?$", front[-1])
        return [*owners[:-1], owners[-1] + (mark[0] if mark else ""), *text]
    return [*text, *owners]


def _edits_of_words(
    line: _Line, parts: _Parts, wanted: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The words that differ as they are wanted; the others stay where they are."""
    from difflib import SequenceMatcher

    words = parts.words
    same = SequenceMatcher(None, [each.text for each in words], wanted, autojunk=False)
    for kind, first, last, start, end in same.get_opcodes():
        if kind != "equal":
            anew = escape_comments(" ".join(wanted[start:end]))
            yield from _edits_of_stretch(line, parts, first, last, anew)


def _edits_of_stretch(
    line: _Line, parts: _Parts, first: int, last: int, anew: str
) -> Iterator[tuple[int, int, str]]:
    """Something else for the words from one to another; behind the one before for none."""
    words, told = parts.words, line.told
    runs = list(_runs(line, words[first:last]))
    if not runs and first:
        yield words[first - 1].end, words[first - 1].end, f" {anew}"
    elif not runs:
        yield parts.start, parts.start, f"{anew} " if parts.end > parts.start else anew
    for place, (start, end) in enumerate(runs):
        if not place and anew:
            yield start, end, anew
        elif start > parts.start:
            yield len(told[:start].rstrip(" \t")), end, ""
        else:
            yield start, end + len(told[end:]) - len(told[end:].lstrip(" \t")), ""


def _runs(line: _Line, words: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Words that stand beside each other with nothing but blanks between them, as stretches."""
    start = end = None
    for word in words:
        if start is not None and end is not None and line.told[end : word.start].strip(" \t"):
            yield start, end
            start = None
        start = word.start if start is None else start
        end = word.end
    if start is not None and end is not None:
        yield start, end


def _became(
    text: str, place: Place, changed: Sequence[str], wanted: Amended, name: str
) -> str | None:
    """The text with other lines for an action, once they say what is wanted and nothing else."""
    lines = text.split("\n")
    lines[place.line : place.end] = changed
    after = "\n".join(lines)
    was, found = place.action, split(after).actions[: place.action.number]
    now = found[-1] if len(found) == was.number else was
    if sorted(_signs_of(now)) != sorted([*_signs_of(was), *([f"🆔 {name}"] if name else [])]):
        return None
    owners = set(map(folded, (*wanted.owners, *names_in(wanted.text))))
    if set(map(folded, now.owners)) != owners or now.due != wanted.due:
        return None
    behind = (f"@{each}" for each in wanted.owners if not _is_among(each, wanted.text))
    # Where a name stands among the words, owners behind them are read as words too.
    if now.text not in (wanted.text, " ".join((wanted.text, *behind))):
        return None
    as_wanted = was._replace(text=now.text, owners=now.owners, due=now.due, signs=now.signs)
    return checked(text, after, as_wanted)


def _signs_of(action: Action) -> list[str]:
    # The name of a block is one only behind a blank.
    return [each[0].rstrip() for each in FIELD.finditer(f" {action.signs}")]


def _unflawed(line: _Line, changed: Sequence[str], wanted: Amended) -> None:
    """Raises FlawedAction where the line as it became has a flaw that it had not."""
    whole = " ".join((changed[0], *map(bare, changed[1:])))
    known = set(flaws_of(line.text))
    for reason, detail in flaws_of(whole):
        if (reason, detail) not in known:
            raise FlawedAction(value=wanted.text, reason=reason, detail=detail)
