"""Dates as people write them, in bokmål, nynorsk and English.

Nothing is read month-first, nothing is guessed: what can be read in two ways is refused.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from laering.domain.errors import AmbiguousDate, BadDate, FutureDate, ImpossibleDate
from laering.domain.folding import composed

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
    **dict.fromkeys(("i dag", "idag", "today", "nå", "now"), 0),
    **dict.fromkeys(("i morges", "i formiddag", "i ettermiddag", "i kveld", "i natt"), 0),
    **dict.fromkeys(("i går", "igår", "i gar", "i gaar", "yesterday"), -1),
    **dict.fromkeys(("i går kveld", "i går morges", "i går ettermiddag"), -1),
    **dict.fromkeys(("i forgårs", "forgårs", "i forgars"), -2),
    **dict.fromkeys(("i morgen", "i morgon", "imorgen", "tomorrow"), 1),
    **dict.fromkeys(("i overmorgen", "i overmorgon"), 2),
}
PREVIOUS = "forrige|førre|last|previous"
_LATEST = "sist|siste|seinaste"
_NEXT = "neste|next"
_THIS = "denne|this"
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
COUNT = r"(\d{1,4}|" + "|".join(_NUMBERS) + ")"
_WEEK_NAME = "uken|uka|uke|veka|veke|week"
UNITS = (
    r"(dag|dager|dagar|day|days|uke|uka|uken|uker|veke|veka|veker|week|weeks"
    r"|måned|måneden|måneder|månad|månaden|månader|mnd|mnd\.|month|months|år|året|year|years)"
)
_AGO = rf"(?:for )?{COUNT} {UNITS} (?:siden|sidan|ago)$"
_AHEAD = rf"(?:om|in) {COUNT} {UNITS}$"
_HALF_YEAR = r"(?:om|in) (?:et|eit|a) (?:halvt|half)[ ]?(?:år|year)$"
_DAY_OF_WEEK = (
    rf"(?:(?P<day>[^\W\d]+) )?(?:i |in )?(?:(?:{_WEEK_NAME}|u) ?(?P<week>\d{{1,2}})"
    rf"(?:,? (?P<year>\d{{4}}))?|(?P<which>{PREVIOUS}|{_LATEST}|{_NEXT}|{_THIS}) (?:{_WEEK_NAME}))$"
)
_END = (
    r"(?:i løpet av|utgangen av|slutten av|end of) (?:denne |the )?"
    r"(uken|uka|veka|week|måneden|månaden|month|året|year)$"
)
# The day before which people want things done.
_FEASTS = {
    **dict.fromkeys(("jul", "jula", "julen", "christmas"), (24, 12)),
    **dict.fromkeys(("nyttår", "årsskiftet", "new year"), (31, 12)),
}
_ISO = r"(\d{4})([-.])(\d{1,2})\2(\d{1,2})$"
_DAY_FIRST = r"(\d{1,2})\.(\d{1,2})\.?(?:(\d{4})|(\d{2}))?\.?$"
_SPACED = r"(\d{1,2})\. ?(\d{1,2})\.? (\d{4})$"
_NAMED = r"(\d{1,2})(?:\. ?| )([^\W\d]+)\.?(?: (\d{4}))?$"
_WITH_WEEKDAY = r"(?:på |on )?(?:(?!den |the )([^\W\d]+),? )?(?:den |the )?(\d.*)$"
_SLASHED = r"\d{1,4}[/\\]\d{1,2}(?:[/\\]\d{1,4})?$|\d{1,2}-\d{1,2}-\d{2,4}$"


class Day(NamedTuple):
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
    """A day that only something to be done has: a week, half a year from now, before Christmas."""
    if words in _FEASTS:
        return _day_month(words, since, *_FEASTS[words], None, ahead=True)
    if re.match(_HALF_YEAR, words):
        return Day(months_later(today, 6), exact=False)
    match = re.match(_END, words)
    if match is not None:
        friday = today + timedelta(days=4 - today.weekday())
        ends = {"u": max(friday, today), "v": max(friday, today), "w": max(friday, today)}
        ends |= {"m": last_of_month(today), "å": date(today.year, 12, 31)}
        return Day(ends.get(words.rpartition(" ")[2][0], date(today.year, 12, 31)), exact=False)
    match = re.match(_DAY_OF_WEEK, words)
    return None if match is None else _in_week(match, today, since, ahead=True)


def _in_week(match: re.Match[str], today: date, since: date, *, ahead: bool) -> Day | None:
    """A day of a week by its number or its place: its Friday when the day is not named.

    None when it names no day, or when no more than a week stands for something that has been.
    Raises ValueError for a week that there is not.
    """
    named = match["day"]
    if (named is None and not ahead) or (named is not None and named not in WEEKDAYS):
        return None
    day = _FRIDAY if named is None else WEEKDAYS[named] + 1
    if match["which"]:
        weeks = {"n": 1, "d": 0, "t": 0}.get(match["which"][0], -1)
        monday = today - timedelta(days=today.weekday())
        found = monday + timedelta(days=7 * weeks + day - 1)
        return Day(max(found, today) if ahead and named is None else found, exact=False)
    number = int(match["week"])
    if match["year"]:
        return Day(date.fromisocalendar(int(match["year"]), number, day), exact=False)
    for distance in range(9):
        year_ = since.isocalendar().year + (distance if ahead else -distance)
        try:
            found = date.fromisocalendar(year_, number, day)
        except ValueError:
            if number != _LONG_YEAR:
                raise
            continue
        if (found >= since) if ahead else (found <= since):
            return Day(found, exact=False)
    return None


_FRIDAY = 5
_LONG_YEAR = 53


def months_later(day: date, count: int) -> date:
    """The same day some months later, or the last of that month. Raises ValueError."""
    index = day.year * 12 + day.month - 1 + count
    last = last_of_month(date(index // 12, index % 12 + 1, 1))
    return last.replace(day=min(day.day, last.day))


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
        match = re.match(_DAY_OF_WEEK, words)
        week = match and _in_week(match, today, since or today, ahead=ahead)
    except (OverflowError, ValueError):
        raise _fault(ImpossibleDate, text, today) from None
    if counted is not None:
        return Day(counted, exact=False)
    return week or _named_weekday(text, words, since or today, ahead=ahead)


def _named_weekday(text: str, words: str, today: date, *, ahead: bool) -> Day:
    """A written day, perhaps with its weekday before it, which must be the right one."""
    match = re.match(_WITH_WEEKDAY, words)
    if match is None or (match[1] is not None and match[1] not in WEEKDAYS):
        return _written(text, words, today, ahead=ahead)
    found = _written(text, match[2], today, ahead=ahead)
    if match[1] is not None and WEEKDAYS[match[1]] != found.date.weekday():
        raise _fault(AmbiguousDate, text, today)
    return found


def _counted(words: str, today: date) -> date | None:
    """A day named by its distance: ``i går``, ``for 3 dager siden``, ``om 2 uker``."""
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    for pattern, sign in ((_AGO, -1), (_AHEAD, 1)):
        match = re.match(pattern, words)
        if match is not None:
            return later(today, sign * counted_in(match[1]), match[2])
    return None


def counted_in(word: str) -> int:
    """How many a number says, in digits or as a word; one for no word."""
    return int(_NUMBERS.get(word, 0) or word) if word else 1


def later(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years later. Raises OverflowError or ValueError."""
    if unit.startswith("da"):
        return day + timedelta(days=count)
    if unit.startswith(("u", "v", "w")):
        return day + timedelta(days=7 * count)
    return months_later(day, count * (1 if unit.startswith("m") else 12))


def _written(text: str, words: str, today: date, *, ahead: bool) -> Day:
    """A day written with numbers, or with the month's name."""
    match = re.match(_ISO, words)
    if match is not None:
        return Day(_make(text, today, int(match[1]), int(match[3]), int(match[4])), exact=True)
    match = re.match(_DAY_FIRST, words) or re.match(_SPACED, words)
    if match is not None and not (match.re.groups > 3 and match[4]):
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
    match = re.fullmatch(rf"(?:(?:(på|on)|({PREVIOUS})|({_NEXT})|({_LATEST})) )?([^\W\d]+)", words)
    if match is None or match[5] not in WEEKDAYS:
        return None
    back = (today.weekday() - WEEKDAYS[match[5]]) % 7
    if match[4]:
        return today - timedelta(days=back or 7)
    monday = today - timedelta(days=today.weekday())
    if match[2]:
        return monday + timedelta(days=WEEKDAYS[match[5]] - 7)
    if match[3]:
        return monday + timedelta(days=WEEKDAYS[match[5]] + 7)
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
    """A text in small composed letters, with single blanks; words may be joined by hyphens."""
    words = composed(text).casefold()
    if any(letter.isalpha() for letter in words):
        words = words.replace("-", " ").replace("_", " ")
    return " ".join(words.split())


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    if (day.year, day.month) == (9999, 12):
        return date.max
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
