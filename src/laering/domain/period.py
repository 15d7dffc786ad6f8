"""Periods as people write them, in bokmål, nynorsk and English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from laering.domain.dates import (
    COUNT,
    MONTHS,
    PREVIOUS,
    UNITS,
    counted_in,
    last_of_month,
    later,
    plain_words,
    read_day,
)
from laering.domain.errors import (
    AmbiguousDate,
    BackwardPeriod,
    BadDate,
    BadPeriod,
    ImpossibleDate,
)

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
    """The period a person wrote; its words may be joined by hyphens.

    A month, a quarter or a week without a year is the latest one that has begun. Raises BadPeriod
    or BackwardPeriod, and for a single day what ``read_day`` does.
    """
    words = plain_words(text).replace("-", " ").replace("_", " ")
    compact = text.strip().casefold()
    if words in ("alt", "alle", "all", "everything"):
        return everything()
    if ".." in compact:
        start, _, end = compact.partition("..")
        return _range(text, start, end, today)
    try:
        found = _written(compact, words, today)
    except (ValueError, OverflowError):
        raise BadPeriod(value=text) from None
    return found or _relative_period(words, today) or _day_or_range(text, today)


def _written(compact: str, words: str, today: date) -> Period | None:
    """A period that is told by its number or its name. Raises ValueError or OverflowError."""
    for pattern, make in _WRITTEN:
        match = re.fullmatch(pattern, compact)
        if match is not None:
            return make(*(int(group) for group in match.groups()))
    for pattern, counted in _NUMBERED:
        match = re.fullmatch(pattern, words)
        if match is not None:
            said = match["before"] or match["after"]
            number = int(match["number"])
            return counted(int(said), number) if said else _latest(number, counted, today)
    named = re.fullmatch(r"(?:i |in )?([^\W\d]+)\.?(?: (\d{4}))?", words)
    if named is not None and named[1] in MONTHS:
        number = MONTHS[named[1]]
        return month(int(named[2]), number) if named[2] else _latest(number, month, today)
    return None


def _latest(number: int, make: Callable[[int, int], Period], today: date) -> Period:
    """The latest one with this number that has begun. Raises ValueError when there is none."""
    for year_ in range(today.isocalendar().year, max(today.year - 9, 0), -1):
        try:
            found = make(year_, number)
        except ValueError:
            # Not every year has a week 53.
            if number != _LONG_YEAR:
                raise
            continue
        if found.start <= today:
            return found
    raise ValueError(number)


_LONG_YEAR = 53


def _day_or_range(text: str, today: date) -> Period:
    """A single day, or two periods with «til» or a hyphen between."""
    try:
        day = read_day(text, today, ahead=False).date
    except BadDate:
        pass
    else:
        return Period("range", day, day)
    compact = " ".join(text.casefold().split())
    since = re.fullmatch(r"(?:siden|sidan|fra|frå|since|from) (.+)", compact)
    between = since[1] if since else compact
    for sign in (" til ", " to ", "–", "—", " - ", "-"):
        first, found, last = between.partition(sign)
        if found and first.strip() and last.strip() and sign not in last:
            return _range(text, first.strip(), last.strip(), today)
    if since:
        return _range(text, since[1], "", today)
    raise BadPeriod(value=text)


def _relative_period(words: str, today: date) -> Period | None:
    try:
        return _span(words, today)
    except (OverflowError, ValueError):  # the last week there is, the first year
        return None


_LAST_FEW = rf"(?:de |dei |the )?(?:siste|sist|seinaste|last|past) (?:{COUNT} )?{UNITS}"


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
    match = re.fullmatch(_LAST_FEW, words)
    if match is not None:
        before = later(today, -counted_in(match[1] or ""), match[2])
        return Period("range", before + timedelta(days=1), today)
    return None


def _range(text: str, left: str, right: str, today: date) -> Period:
    if not left.strip() and not right.strip():
        raise BadPeriod(value=text)
    start = _bound(text, left, today, first=True) if left.strip() else date.min
    end = _bound(text, right, today, first=False) if right.strip() else today
    if end < start:
        raise BackwardPeriod(value=text)
    return Period("range", start, end)


def _bound(text: str, part: str, today: date, *, first: bool) -> date:
    if ".." in part:
        raise BadPeriod(value=text)
    try:
        return read_day(part, today, ahead=False).date
    except (BadDate, AmbiguousDate):
        pass
    try:
        span = read_period(part, today)
    except (BadPeriod, ImpossibleDate):
        raise BadPeriod(value=text) from None
    return span.start if first else span.end


def _iso_week(year_: int, number: int) -> Period:
    monday = date.fromisocalendar(year_, number, 1)
    return Period("week", monday, monday + timedelta(days=6))


def _quarter_checked(year_: int, number: int) -> Period:
    if not 1 <= number <= 4:
        raise ValueError(number)
    return quarter(year_, number)


_WRITTEN: tuple[tuple[str, Callable[..., Period]], ...] = (
    (r"(\d{4})[-/. ](\d{1,2})", month),
    (r"(?:i |in )?(\d{4})", year),
)

_BEFORE, _AFTER = r"(?:(?P<before>\d{4}) ?)?", r"(?:,? ?(?P<after>\d{4}))?"

_NUMBERED: tuple[tuple[str, Callable[[int, int], Period]], ...] = (
    (rf"{_BEFORE}(?:kvartal|quarter|k|q) ?(?P<number>\d){_AFTER}", _quarter_checked),
    (rf"{_BEFORE}(?P<number>\d)\.? ?kvartal{_AFTER}", _quarter_checked),
    (rf"{_BEFORE}(?:i )?(?:uke|veke|week|u|v|w) ?(?P<number>\d{{1,2}}){_AFTER}", _iso_week),
)
