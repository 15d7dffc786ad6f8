"""What can be mended in an entry without asking: problems with one safe answer.

A mender is given a problem, the line it is on, the header of its file and what is known of the
journal. It tells which pieces of the line to change; none when only a person can tell.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from laering.domain.check import Header, Known
from laering.domain.entry import OUTCOMES, Problem
from laering.domain.flaws import BAD_DAY, HIDDEN, NO_BOX
from laering.domain.signs import COUNTED_DAYS
from laering.domain.text.nearly import near_box

_DAY_LENGTH = len("2026-11-23-")

_WRITTEN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_DAY_AFTER_SIGN = re.compile(rf"(?<=[{COUNTED_DAYS}👍👎])\ufe0f?[ \t]*([0-9./]+)(?=[\s,;)]|$)")
# What Norwegian text holds besides ASCII. Bytes that become nothing else were Windows' letters,
# unless a sign stands where DOS or a Mac had a letter, or a letter where they had a sign.
_LETTERS = frozenset("æøåÆØÅ")
_NORWEGIAN = _LETTERS | frozenset(
    "éÉèÈêÊóÓòÒôÔüÜöÖäÄáÁàÀñçß«»“”„‘’–—…·•€£§°½¼¾²³×÷±µ´ \N{NO-BREAK SPACE}"
)
_DOUBTFUL = re.compile(r"(?<=[^\W\d_])[“”„‘’…·•€£§°½¼¾²³×÷±µ´](?=[^\W\d_])|(?<=\d)[æøåÆØÅ]")


@dataclass(frozen=True, slots=True)
class Mending:
    """One line to be changed: what is wrong with it, what it is and what it becomes."""

    problems: tuple[Problem, ...]
    before: str
    after: str

    @property
    def problem(self) -> Problem:
        """The first of the problems; they have path and line in common."""
        return self.problems[0]


class Change(NamedTuple):
    """A piece of a line, from ``column`` on, and what it becomes."""

    column: int
    before: str
    after: str


Mender = Callable[[Problem, str, Header, Known], Iterator[Change]]


def changes(problem: Problem, line: str, header: Header, known: Known) -> list[Change]:
    """How to mend a problem on a line, one of ``MENDERS``; nothing without one safe answer."""
    found = MENDERS[problem.code](problem, line, header, known)
    return [change for change in found if line.startswith(change.before, change.column)]


def recoded(data: bytes) -> str | None:
    """The text of an entry that is not UTF-8, when there can be no doubt about its letters.

    UTF-16 says so itself; Windows' western letters are believed when Norwegian comes out.
    """
    utf_16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if utf_16 else "cp1252")
    except UnicodeDecodeError:
        return None
    odd = {character for character in text if character > "\x7f"}
    norwegian = odd <= _NORWEGIAN and odd & _LETTERS and not _DOUBTFUL.search(text)
    begins = text.removeprefix("\ufeff").startswith("---")
    return text if begins and (utf_16 or norwegian) else None


def _value(key: str, meant_by: Callable[[str, Known], str | None]) -> Mender:
    """Who mends a value of a key, given how to tell what is meant by the text that stands there."""

    def mender(problem: Problem, line: str, header: Header, known: Known) -> Iterator[Change]:
        written = dict(problem.facts)["value"]
        meant = meant_by(written, known)
        for value in header.written.get((key, problem.line - 2, written), ()):
            if meant is not None and value.column is not None:
                yield Change(value.column, value.text, meant)

    return mender


def _day(written: str, known: Known) -> str | None:
    return _iso(written)


def _source(written: str, known: Known) -> str | None:
    meant = {
        source
        for source, name in known.sources.items()
        if written.casefold() in (source.casefold(), name.casefold())
    }
    return meant.pop() if len(meant) == 1 else None


def _outcome(written: str, known: Known) -> str | None:
    meant = re.sub(r"[\s_-]+", "-", written.casefold())
    return meant if meant in OUTCOMES else None


def _entry(written: str, known: Known) -> str | None:
    if written.startswith("[[") and written.endswith("]]"):
        written = written[2:-2].partition("|")[0]
    meant = written.rpartition("/")[2].removesuffix(".md")
    if len(known.places.get(meant, ())) == 1:
        return meant
    # The same words on another day: who moved an event may have forgotten what led to it.
    words = _words(meant, known)
    alike = [name for name in known.places if words and _words(name, known) == words]
    return alike[0] if len(alike) == 1 and len(known.places[alike[0]]) == 1 else None


def _words(name: str, known: Known) -> str:
    """The words of an id without its day; empty where it tells no day."""
    return name[_DAY_LENGTH:].casefold() if known.day_told(name) else ""


def _key(problem: Problem, line: str, header: Header, known: Known) -> Iterator[Change]:
    facts = dict(problem.facts)
    if header.spellings[facts["meant"]] == 1:
        for name, _ in header.pairs:
            if name.text == facts["key"] and name.column is not None:
                yield Change(name.column, name.text, facts["meant"])


def _action(problem: Problem, line: str, header: Header, known: Known) -> Iterator[Change]:
    facts = dict(problem.facts)
    near = near_box(line)
    if facts["reason"] == BAD_DAY and (day := _iso(facts["detail"])):
        for match in _DAY_AFTER_SIGN.finditer(line):
            if match[1] == facts["detail"]:
                yield Change(match.start(1), match[1], day)
    elif facts["reason"] in (NO_BOX, HIDDEN) and near is not None and near.meant:
        words = near.words
        # Closed up to a text, a ticked box may be something else, and nothing is done by guess.
        if words and (not near.sign or near.rest != words):
            yield Change(0, line[: len(line) - len(words)], f"{near.start} [{near.meant}] ")


def _mark(problem: Problem, line: str, header: Header, known: Known) -> Iterator[Change]:
    mark = dict(problem.facts)["mark"]
    if mark in _TICKS:
        yield Change(line.find(f"[{mark}]"), f"[{mark}]", "[x]")


# What people tick a box with, where Markdown wants an x.
_TICKS = frozenset("vV✓✔")

MENDERS: dict[str, Mender] = {
    "key-case": _key,
    "bad-date": _value("date", _day),
    "unknown-source": _value("source", _source),
    "unknown-outcome": _value("outcome", _outcome),
    "repeats-unknown": _value("repeats", _entry),
    "not-repeats-unknown": _value("not_repeats", _entry),
    "bad-action": _action,
    "unknown-mark": _mark,
}


def _iso(written: str) -> str | None:
    """A day as a Norwegian writes it, the day first, or with the year first; else None."""
    backward, forward = _WRITTEN_DAY.fullmatch(written), _YEAR_FIRST.fullmatch(written)
    try:
        if backward:
            return date(int(backward[3]), int(backward[2]), int(backward[1])).isoformat()
        if forward:
            return date(int(forward[1]), int(forward[2]), int(forward[3])).isoformat()
    except ValueError:
        return None
    return None
