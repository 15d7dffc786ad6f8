"""Places in an answer that blame instead of telling, each with a question that leads further.

Precision comes first: a false alarm teaches people to ignore it. What stands in quotes or in code
is silent, and so are questions that people ask themselves.

The text is first written plain: small composed letters, single spaces, a mark before every word
that stands for a person. The patterns run over that, one sentence at a time. No gap in them is
without an upper bound, so that the time grows with the text and no faster.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from laering.domain.norwegian.blame import GROUPS, WORDS, Group
from laering.domain.norwegian.people import ENDINGS, MORE_ROLES, NAMES, ROLES
from laering.domain.text.beginnings import LISTED
from laering.domain.text.fences import fenced_lines


class Remark(NamedTuple):
    """A place in the text, and the question to offer there."""

    group: str
    start: int
    end: int
    question: str


# Marks in the plain text: before a role, before a name, and instead of what is hidden.
_ROLE, _NAME, _HIDDEN = "\x01", "\x02", "\x03"

_NO_MARKS = {ord(mark): _HIDDEN for mark in (_ROLE, _NAME)}

# A word longer than this stands for nobody.
_LONG = 40

# A role as short as this is none at the end of another word.
_SHORT = 5

_QUOTE = re.compile(r"[«»“”„\"]|\n[ \t\r]*\n")

_CLOSES = {"»": "«", '"': '"', "”": "“"}

# A letter with its first mark: longer runs of marks are no Norwegian, and slow to compose.
_PIECE = re.compile(r"\s+|.[\u0300-\u036f]?", re.DOTALL)

_WORD = re.compile(r"\w+")

_SENTENCE = re.compile(r"[\w\x01\x02][^.!?:\n]*[.!?:]*")

_PLACEHOLDER = re.compile(r"<(\w+)>")


def remarks(text: str, third: bool = False) -> list[Remark]:
    """The places that blame, in order; ``third`` tells that the text says what is to be done."""
    plain, places = _plain(_without_hidden(text))
    found = []
    for sentence in _SENTENCE.finditer(plain):
        end = 0
        for start, stop, group in sorted(_matches(sentence[0], third)):
            if start >= end:
                first, last = (places[sentence.start() + at] for at in (start, stop))
                found.append(Remark(group.key, first, last, group.question))
                end = stop
    return found


def _matches(sentence: str, third: bool) -> Iterator[tuple[int, int, Group]]:
    asks = sentence.endswith("?")
    for number, group in enumerate(GROUPS):
        if (asks and not group.asking) or (group.third and not third):
            continue
        pattern, unless = _compiled(number)
        match = pattern.search(sentence)
        if match is None or (unless is not None and unless.search(sentence)):
            continue
        while match is not None:
            yield match.start(), match.end(), group
            match = pattern.search(sentence, match.end())


@cache
def _compiled(number: int) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    group = GROUPS[number]
    unless = _whole_words(group.unless) if group.unless else None
    return _whole_words(f"{group.nb}\n{group.nn}"), unless


def _whole_words(patterns: str) -> re.Pattern[str]:
    pattern = _one_line(patterns)
    while (full := _PLACEHOLDER.sub(_meant, pattern)) != pattern:
        pattern = full
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


def _one_line(patterns: str) -> str:
    """The patterns as alternatives: one a line, but for what begins with the mark for them."""
    lines = [line.strip() for line in patterns.splitlines() if line.strip()]
    return "".join(line if line.startswith("|") else f"|{line}" for line in lines)[1:]


def _meant(name: re.Match[str]) -> str:
    return f"(?:{_one_line(WORDS[name[1]])})"


def _without_hidden(text: str) -> str:
    """The text, with what stands in quotes or in code blotted out, as long as it was."""
    parts: list[str] = []
    done = 0
    for start, end in sorted([*_fenced(text), *_quoted(text)]):
        if end > done:
            first = max(start, done)
            parts += (text[done:first], _HIDDEN * (end - first))
            done = end
    return "".join((*parts, text[done:]))


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    lines = text.split("\n")
    fenced = fenced_lines([line.removesuffix("\r") for line in lines])
    start = 0
    for index, line in enumerate(lines):
        end = start + len(line) + 1
        if index in fenced:
            yield start, min(end, len(text))
        start = end


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Pairs of quotation marks within a paragraph, the inner ones too."""
    open_: dict[str, list[int]] = {}
    for mark in _QUOTE.finditer(text):
        kind = "“" if mark[0] == "„" else mark[0]
        closes = _CLOSES.get(kind, "")
        if kind.startswith("\n"):
            open_.clear()
        elif open_.get(closes):
            yield open_[closes].pop(), mark.end()
        elif mark[0] == "“" and open_.get(kind):
            yield open_[kind].pop(), mark.end()
        else:
            open_.setdefault("“" if kind == "”" else kind, []).append(mark.start())


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as the patterns read it, and where each of its characters stands in the text.

    The list of places is one longer than the text: its last one is the end.
    """
    letters: list[str] = []
    places: list[int] = []
    for piece in _PIECE.finditer(text.translate(_NO_MARKS)):
        if piece[0].isspace():
            letters.append(_gap(text, piece))
            places.append(piece.start())
        else:
            composed = unicodedata.normalize("NFC", piece[0])
            letters += composed
            places += [piece.start()] * len(composed)
    places.append(len(text))
    return _marked("".join(letters), places)


def _gap(text: str, blanks: re.Match[str]) -> str:
    """A space, or a line end where the blanks part two paragraphs or two items of a list."""
    lines = blanks[0].count("\n")
    parts = lines > 1 or (lines == 1 and LISTED.match(text, blanks.end()) is not None)
    return "\n" if parts else " "


def _marked(cased: str, places: list[int]) -> tuple[str, list[int]]:
    """The text in small letters, with a mark before every role and every name."""
    small = "".join(each if len(each := letter.lower()) == 1 else letter for letter in cased)
    parts: list[str] = []
    moved: list[int] = []
    done = 0
    for word in _WORD.finditer(small):
        mark = _mark(small[word.start() : word.end()], cased[word.start()].isupper())
        if mark:
            parts += (small[done : word.start()], mark)
            moved += (*places[done : word.start()], places[word.start()])
            done = word.start()
    parts.append(small[done:])
    return "".join(parts), [*moved, *places[done:]]


def _mark(word: str, capital: bool) -> str:
    if len(word) > _LONG:
        return ""
    if word in _roles() or word.endswith(_role_ends()):
        return _ROLE
    return _NAME if capital and word in _names() else ""


@cache
def _role_ends() -> tuple[str, ...]:
    """The forms that are long enough to tell what a compound with them stands for."""
    return tuple(sorted(form for form in _roles() if len(form) > _SHORT))


@cache
def _roles() -> frozenset[str]:
    """The forms of the roles, in bokmål and nynorsk."""
    found = set(MORE_ROLES.split())
    for role in ROLES.split():
        roots = {role, role[:-2] + "ar"} if role.endswith("er") else {role}
        found |= {root + ending for root in roots for ending in ENDINGS}
    return frozenset(found)


@cache
def _names() -> frozenset[str]:
    return frozenset(NAMES.split())
