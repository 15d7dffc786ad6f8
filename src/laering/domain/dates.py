"""Dates as people write them, in bokmål, nynorsk and English.

Nothing is read month-first, nothing is guessed: what can be read in two ways is refused.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from laering.domain.errors import AmbiguousDate, BadDate, FutureDate, ImpossibleDate

# The words people write dates with. This is what is understood, not what is shown.
MONTHS = {
    name: number
    for names in (
        "januar februar mars april mai juni juli august september oktober november desember",
        "january february march april may june july august september october november december",
        "jan feb mar apr mai jun jul aug sep okt nov des",
    )
    for number, name in enumerate(names.split(), 1)
}
WEEKDAYS = {
    name: number
    for names in (
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        "måndag tysdag onsdag torsdag fredag laurdag sundag",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mandag tirsdag onsdag torsdag fredag lordag sondag",
    )
    for number, name in enumerate(names.split())
}
_RELATIVE = {
    **dict.fromkeys(("i dag", "idag", "today"), 0),
    **dict.fromkeys(("i går", "igår", "i gar", "yesterday"), -1),
    **dict.fromkeys(("i forgårs", "forgårs", "i forgars"), -2),
    **dict.fromkeys(("i morgen", "i morgon", "imorgen", "tomorrow"), 1),
    **dict.fromkeys(("i overmorgen", "i overmorgon"), 2),
}
PREVIOUS = "forrige|førre|last|previous"
_NEXT = "neste|next"
_NUMBERS = {
    "en": 1,
    "én": 1,
    "ei": 1,
    "ein": 1,
    "et": 1,
    "ett": 1,
    "one": 1,
    "a": 1,
    "to": 2,
    "two": 2,
    "tre": 3,
    "three": 3,
    "fire": 4,
    "four": 4,
    "fem": 5,
    "five": 5,
    "seks": 6,
    "six": 6,
}
# Patterns are compiled when a date is first read; most commands read none.
_COUNT = r"(\d{1,4}|" + "|".join(_NUMBERS) + ")"
_UNITS = r"(dag|dager|dagar|day|days|uke|uker|veke|veker|week|weeks)"
_MONTHS_OR_YEARS = r"(måned|måneder|månad|månader|month|months|år|year|years)"
_AGO = rf"(?:for )?{_COUNT} {_UNITS} (?:siden|sidan|ago)$"
_AHEAD = rf"(?:om|in) {_COUNT} {_UNITS}$"
_FAR_AHEAD = rf"(?:om|in) {_COUNT} {_MONTHS_OR_YEARS}$"
_WEEK = (
    rf"(?:i |in )?(?:(?:uke|veke|week) (\d{{1,2}})(?:,? (\d{{4}}))?|(?:{_NEXT}) (?:uke|veke|week))$"
)
# The day before which people want things done.
_FEASTS = {
    **dict.fromkeys(("jul", "jula", "julen", "christmas"), (24, 12)),
    **dict.fromkeys(("nyttår", "new year"), (31, 12)),
}
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})$"
_DAY_FIRST = r"(\d{1,2})\.(\d{1,2})\.?(?:(\d{4})|(\d{2}))?\.?$"
_NAMED = r"(\d{1,2})(?:\. ?| )([^\W\d]+)\.?(?: (\d{4}))?$"
_SLASHED = r"\d{1,4}[/\\]\d{1,2}(?:[/\\]\d{1,4})?$|\d{1,2}-\d{1,2}-\d{2,4}$"


@dataclass(frozen=True, slots=True)
class Day:
    """A date somebody wrote. ``exact`` tells that it was typed in full and needs no echo."""

    date: date
    exact: bool


def read_date(text: str, today: date) -> Day:
    """The day a person wrote for something that has happened.

    A day and month without a year is the latest one there has been, and so is a weekday.
    Raises BadDate, ImpossibleDate, AmbiguousDate or FutureDate.
    """
    day = read_day(text, today, ahead=False)
    if day.date > today:
        raise FutureDate(value=text, today=today)
    return day


def read_due(text: str, today: date, since: date | None = None) -> Day:
    """The day a person wrote for something that is to be done: the next one there is.

    A day and month without a year is the next one from ``since``, the day of the event, when
    that is over: what was to be done soon after it is not a year away. A week is over on its
    Friday, and ``jul`` is Christmas Eve. Raises BadDate, ImpossibleDate or AmbiguousDate.
    """
    since = min(since or today, today)
    try:
        due = _due(plain_words(text), today, since)
    except (OverflowError, ValueError):
        raise _fault(ImpossibleDate, text, today) from None
    return due or read_day(text, today, ahead=True, since=since)


def _due(words: str, today: date, since: date) -> Day | None:
    """A day that only something to be done has: a month from now, a week, before Christmas."""
    if words in _FEASTS:
        return _day_month(words, since, *_FEASTS[words], None, ahead=True)
    match = re.match(_FAR_AHEAD, words)
    if match is not None:
        count = int(_NUMBERS.get(match[1], 0) or match[1])
        months = count * (1 if match[2].startswith("m") else 12)
        return Day(months_later(today, months), exact=False)
    match = re.match(_WEEK, words)
    if match is None:
        return None
    if match[1] is None:
        return Day(today + timedelta(days=11 - today.weekday()), exact=False)
    if match[2]:
        return Day(date.fromisocalendar(int(match[2]), int(match[1]), _FRIDAY), exact=False)
    for year_ in range(since.isocalendar().year, since.year + 9):
        try:
            friday = date.fromisocalendar(year_, int(match[1]), _FRIDAY)
        except ValueError:
            if int(match[1]) != _LONG_YEAR:
                raise
            continue
        if friday >= since:
            return Day(friday, exact=False)
    return None


_FRIDAY = 5
_LONG_YEAR = 53


def months_later(day: date, count: int) -> date:
    """The same day some months later, or the last of that month. Raises ValueError."""
    index = day.year * 12 + day.month - 1 + count
    last = last_of_month(date(index // 12, index % 12 + 1, 1))
    return last.replace(day=min(day.day, last.day))


def is_numeric(text: str) -> bool:
    """Whether a text begins as a date in numbers does, ``2026-11-23`` or ``23.11.``."""
    return re.match(_ISO, text) is not None or re.match(_DAY_FIRST, text) is not None


def read_day(text: str, today: date, *, ahead: bool, since: date | None = None) -> Day:
    """The day a person wrote, whether it has been or not.

    One without a year is the next one there is from ``since`` when it is ``ahead``, else the
    latest one there has been. Raises BadDate, ImpossibleDate or AmbiguousDate.
    """
    words = plain_words(text)
    if not words:
        raise _fault(BadDate, text, today)
    try:
        counted = _counted(words, today) or _weekday(words, today, ahead=ahead)
    except OverflowError:
        raise _fault(ImpossibleDate, text, today) from None
    if counted is not None:
        return Day(counted, exact=False)
    return _written(text, words, since or today, ahead=ahead)


def _counted(words: str, today: date) -> date | None:
    """A day named by its distance: ``i går``, ``for 3 dager siden``, ``om 2 uker``."""
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    for pattern, sign in ((_AGO, -1), (_AHEAD, 1)):
        match = re.match(pattern, words)
        if match is not None:
            count = int(_NUMBERS.get(match[1], 0) or match[1])
            days = count * (1 if match[2].startswith("da") else 7)
            return today + sign * timedelta(days=days)
    return None


def _written(text: str, words: str, today: date, *, ahead: bool) -> Day:
    """A day written with numbers, or with the month's name."""
    match = re.match(_ISO, words)
    if match is not None:
        return Day(_make(text, today, int(match[1]), int(match[2]), int(match[3])), exact=True)
    match = re.match(_DAY_FIRST, words)
    if match is not None and not match[4]:
        return _day_month(text, today, int(match[1]), int(match[2]), match[3], ahead=ahead)
    if match is not None or re.match(_SLASHED, words):
        raise _fault(AmbiguousDate, text, today)
    match = re.match(_NAMED, words)
    if match is not None and match[2] in MONTHS:
        return _day_month(text, today, int(match[1]), MONTHS[match[2]], match[3], ahead=ahead)
    raise _fault(BadDate, text, today)


def _day_month(
    text: str, today: date, day: int, month_: int, year_: str | None, *, ahead: bool
) -> Day:
    if year_:
        return Day(_make(text, today, int(year_), month_, day), exact=True)
    step = 1 if ahead else -1
    # 29 February may be some years away; every other day and month comes within one.
    for distance in range(9):
        try:
            found = date(today.year + step * distance, month_, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return Day(found, exact=False)
    raise _fault(ImpossibleDate, text, today)


def _weekday(words: str, today: date, *, ahead: bool) -> date | None:
    match = re.fullmatch(rf"(?:(?:(på|on)|({PREVIOUS})|({_NEXT})) )?([^\W\d]+)", words)
    if match is None or match[4] not in WEEKDAYS:
        return None
    back = (today.weekday() - WEEKDAYS[match[4]]) % 7
    monday = today - timedelta(days=today.weekday())
    if match[2]:
        return monday + timedelta(days=WEEKDAYS[match[4]] - 7)
    if match[3]:
        return monday + timedelta(days=WEEKDAYS[match[4]] + 7)
    return today + timedelta(days=(7 - back) % 7) if ahead else today - timedelta(days=back)


_DateFault = TypeVar("_DateFault", BadDate, ImpossibleDate, AmbiguousDate)


def _fault(kind: type[_DateFault], text: str, today: date) -> _DateFault:
    """What is wrong with a date, and how one is written: today in the two usual forms."""
    written = f"{today.day:02}.{today.month:02}.{today.year}"
    return kind(value=text, iso=today.isoformat(), written=written)


def _make(text: str, today: date, year_: int, month_: int, day: int) -> date:
    try:
        return date(year_, month_, day)
    except ValueError:
        raise _fault(ImpossibleDate, text, today) from None


def plain_words(text: str) -> str:
    """A text in small letters, with single blanks."""
    return " ".join(text.casefold().split())


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    if (day.year, day.month) == (9999, 12):
        return date.max
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
