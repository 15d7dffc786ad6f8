"""What can be mended in an entry without asking: problems with one safe answer.

A mender is given a problem, the line it is on and what is known of the journal. It returns the
line as it should be, an empty list when the line should go, or None when only a person can tell.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from laering.domain.check import Known
from laering.domain.entry import OUTCOMES, Problem

Mender = Callable[[Problem, str, Known], "list[str] | None"]

_WRITTEN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_BOX = re.compile(r"([ \t]*(?:[-*+]|\d{1,9}[.)]))[ \t]*\[[ \t]*([xXvV✓✔]?)[ \t]*\][ \t]*(?=\S)")
_DAY_AFTER_SIGN = re.compile(r"(?<=[📅✅])(\ufe0f?[ \t]*)([0-9./]+)(?=[\s,;)]|$)")
_LINK = re.compile(r"\[\[(.+?)(?:\|.*)?\]\]")
# What Norwegian text holds besides ASCII. Bytes that become nothing else were Windows' letters.
_NORWEGIAN = frozenset(
    "æøåÆØÅéÉèÈêÊóÓòÒôÔüÜöÖäÄáÁàÀñçß«»“”„‘’–—…·•€£§°½¼¾²³×÷±µ´ \N{NO-BREAK SPACE}"
)


@dataclass(frozen=True, slots=True)
class Mending:
    """One line to be changed: what it is and what it becomes; None when it goes."""

    problem: Problem
    before: str
    after: str | None


def mending(problem: Problem, line: str, known: Known) -> Mending | None:
    """How to mend a problem on a line; None when there is no one safe answer."""
    mender = MENDERS.get(problem.code)
    after = mender(problem, line, known) if mender is not None else None
    if after is None or after == [line]:
        return None
    return Mending(problem, line, after[0] if after else None)


def recoded(data: bytes) -> str | None:
    """The text of a file that is not UTF-8, when there can be no doubt about its letters.

    UTF-16 says so itself; Windows' western letters are believed when Norwegian comes out.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    odd = {character for character in text if character > "\x7f"}
    return text if odd <= _NORWEGIAN else None


def _date(problem: Problem, line: str, known: Known) -> list[str] | None:
    written = dict(problem.facts)["value"]
    day = _iso(written)
    return _replaced(line, written, day) if day else None


def _source(problem: Problem, line: str, known: Known) -> list[str] | None:
    written = dict(problem.facts)["value"]
    meant = {
        source
        for source, name in known.sources.items()
        if written.casefold() in (source.casefold(), name.casefold())
    }
    return _replaced(line, written, meant.pop()) if len(meant) == 1 else None


def _outcome(problem: Problem, line: str, known: Known) -> list[str] | None:
    written = dict(problem.facts)["value"]
    meant = re.sub(r"[\s_-]+", "-", written.casefold())
    return _replaced(line, written, meant) if meant in OUTCOMES else None


def _repeats(problem: Problem, line: str, known: Known) -> list[str] | None:
    written = dict(problem.facts)["value"]
    link = _LINK.fullmatch(written)
    meant = (link[1] if link else written).rpartition("/")[2].removesuffix(".md")
    return _replaced(line, written, meant) if len(known.places.get(meant, ())) == 1 else None


def _action(problem: Problem, line: str, known: Known) -> list[str] | None:
    line = _BOX.sub(lambda box: f"{box[1]} [{'x' if box[2] else ' '}] ", line, count=1)
    return [_DAY_AFTER_SIGN.sub(lambda sign: f"{sign[1]}{_iso(sign[2]) or sign[2]}", line)]


MENDERS: dict[str, Mender] = {
    "bad-date": _date,
    "unknown-source": _source,
    "unknown-outcome": _outcome,
    "repeats-unknown": _repeats,
    "bad-action": _action,
}


def _replaced(line: str, old: str, new: str) -> list[str] | None:
    """A header line with one value for another; None when the value is not once on the line."""
    head, colon, value = line.partition(":")
    if value.count(old) == 1:
        return [f"{head}{colon}{value.replace(old, new)}"]
    return [line.replace(old, new)] if line.count(old) == 1 else None


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
