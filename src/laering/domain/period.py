"""Periods as people write them, in bokmål, nynorsk and English."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from laering.domain.dates import (
    MONTHS,
    PREVIOUS,
    is_numeric,
    last_of_month,
    plain_words,
    read_day,
)
from laering.domain.errors import BackwardPeriod, BadDate, BadPeriod

Kind = Literal["month", "year", "quarter", "week", "range", "all"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included, and what kind of span they are."""

    kind: Kind
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def previous(self) -> "Period | None":
        """The span of the same kind just before; None for everything."""
        if self.kind == "all" or self.start <= date(1, 1, 8):
            return None
        before = self.start - timedelta(days=1)
        if self.kind == "month":
            return month(before.year, before.month)
        if self.kind == "year":
            return year(before.year)
        if self.kind == "quarter":
            return quarter(before.year, (before.month + 2) // 3)
        length = (self.end - self.start).days
        if self.kind == "week":
            return Period("week", before - timedelta(days=6), before)
        try:
            return Period("range", before - timedelta(days=length), before)
        except OverflowError:
            return None


def month(year_: int, month_: int) -> Period:
    """One calendar month."""
    start = date(year_, month_, 1)
    return Period("month", start, last_of_month(start))


def year(year_: int) -> Period:
    """One calendar year."""
    return Period("year", date(year_, 1, 1), date(year_, 12, 31))


def quarter(year_: int, number: int) -> Period:
    """One quarter, numbered from 1."""
    start = date(year_, 3 * number - 2, 1)
    return Period("quarter", start, last_of_month(date(year_, 3 * number, 1)))


def everything() -> Period:
    """All days there are."""
    return Period("all", date.min, date.max)


def months_until(end: date, count: int) -> list[Period]:
    """The ``count`` calendar months up to and with the one that holds ``end``, oldest first."""
    index = end.year * 12 + end.month - 1
    return [month(n // 12, n % 12 + 1) for n in range(max(12, index - count + 1), index + 1)]


def read_period(text: str, today: date) -> Period:
    """The period a person wrote.

    Raises BadPeriod or BackwardPeriod, and for a single day what ``read_day`` does.
    """
    words = plain_words(text).replace("-", " ").replace("_", " ")
    compact = text.strip().casefold()
    if words in ("alt", "alle", "all", "everything"):
        return everything()
    if ".." in compact:
        return _range(text, compact, today)
    for pattern, make in _WRITTEN:
        match = re.fullmatch(pattern, compact)
        if match is not None:
            try:
                return make(*(int(group) for group in match.groups()))
            except (ValueError, OverflowError):
                raise BadPeriod(value=text) from None
    named = re.fullmatch(r"([^\W\d]+)(?: (\d{4}))?", words)
    if named is not None and named[1] in MONTHS:
        number = MONTHS[named[1]]
        if named[2]:
            return _checked_month(text, int(named[2]), number)
        return month(today.year if number <= today.month else today.year - 1, number)
    relative = _relative_period(words, today)
    if relative is not None:
        return relative
    if is_numeric(compact):
        day = read_day(text, today, ahead=False).date
        return Period("range", day, day)
    raise BadPeriod(value=text)


def _relative_period(words: str, today: date) -> Period | None:
    try:
        return _span(words, today)
    except OverflowError:  # the last week there is
        return None


def _span(words: str, today: date) -> Period | None:
    this = r"(?:denne|dette|this|i) ?"
    monday = today - timedelta(days=today.weekday())
    week = Period("week", monday, monday + timedelta(days=6))
    spans = (
        (r"(?:måneden|måned|maneden|maned|månaden|månad|month)", month(today.year, today.month)),
        (r"(?:kvartalet|kvartal|quarter)", quarter(today.year, (today.month + 2) // 3)),
        (r"(?:året|år|aret|ar|year)", year(today.year)),
        (r"(?:uken|uka|uke|veka|veke|week)", week),
    )
    if words in ("i fjor", "ifjor"):
        return year(today.year - 1)
    for name, span in spans:
        if re.fullmatch(this + name, words):
            return span
        if re.fullmatch(rf"(?:{PREVIOUS}) {name}", words):
            return span.previous()
    if words in ("i dag", "idag", "today"):
        return Period("range", today, today)
    return None


def _range(text: str, compact: str, today: date) -> Period:
    left, _, right = compact.partition("..")
    if not left.strip() and not right.strip():
        raise BadPeriod(value=text)
    start = _bound(text, left, today, first=True) if left.strip() else date.min
    end = _bound(text, right, today, first=False) if right.strip() else today
    if end < start:
        raise BackwardPeriod(value=text)
    return Period("range", start, end)


def _bound(text: str, part: str, today: date, *, first: bool) -> date:
    try:
        return read_day(part, today, ahead=False).date
    except BadDate:
        pass
    if ".." in part:
        raise BadPeriod(value=text)
    try:
        span = read_period(part, today)
    except BadPeriod:
        raise BadPeriod(value=text) from None
    return span.start if first else span.end


def _checked_month(text: str, year_: int, number: int) -> Period:
    try:
        return month(year_, number)
    except ValueError:
        raise BadPeriod(value=text) from None


def _iso_week(year_: int, number: int) -> Period:
    monday = date.fromisocalendar(year_, number, 1)
    return Period("week", monday, monday + timedelta(days=6))


def _quarter_checked(year_: int, number: int) -> Period:
    if not 1 <= number <= 4:
        raise ValueError(number)
    return quarter(year_, number)


_WRITTEN = (
    (r"(\d{4})-(\d{1,2})", month),
    (r"(\d{4})", year),
    (r"(\d{4})[- ]?[kq](\d)", _quarter_checked),
    (r"(\d{4})[- ]?[uvw](\d{1,2})", _iso_week),
)
