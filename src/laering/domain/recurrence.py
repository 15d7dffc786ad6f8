"""When something that comes again is due next, by the rules that Obsidian Tasks documents.

``every day``, ``every 2 weeks``, ``every weekday``, ``every week on Tuesday, Friday``,
``every month on the 1st``, ``every month on the 2nd last Friday``, ``every January on the 15th``,
``every 10 days when done`` and what is made of the same words.
Source: https://publish.obsidian.md/tasks/Getting+Started/Recurring+Tasks
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_UNITS = ("day", "week", "month", "year")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WORDS = {"first": 1, "second": 2, "third": 3, "last": -1}
_WORKDAYS = frozenset((day, 0) for day in range(5))
_PLACE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_JOINED = frozenset({"and", "the", ","})
# Longer than from one 29 February to the one after the next.
_DAYS_AHEAD = 366 * 13


@dataclass(frozen=True, slots=True)
class Rule:
    """How something comes again: every ``count`` units, on some days.

    ``weekdays`` are counted from Monday, 0, each with its place in the month, or 0 for every
    one; ``days`` are days of the month, counted from its end where below zero. ``when_done``
    tells that the time begins on the day it was done, else on the day it was due.
    """

    unit: str
    count: int
    weekdays: frozenset[tuple[int, int]]
    days: frozenset[int]
    months: frozenset[int]
    when_done: bool


def read_rule(text: str) -> Rule | None:
    """The rule in a text, or None when it is none of those that are documented."""
    words = re.findall(r"[a-z]+|\d+(?:st|nd|rd|th)?|\S", text.casefold())
    when_done = words[-2:] == ["when", "done"]
    if when_done:
        del words[-2:]
    if len(words) < 2 or words.pop(0) != "every":
        return None
    count = int(words.pop(0)[:4]) if words[0].isdigit() else 1
    unit, weekdays, months = _subject(words)
    days, named = _on(words)
    rule = Rule(unit, count, named or weekdays, days, months, when_done)
    return rule if _sound(rule) and not words else None


def _subject(words: list[str]) -> tuple[str, frozenset[tuple[int, int]], frozenset[int]]:
    """What one counts by, which the words begin with: a unit, or weekdays, or months."""
    word = words[0].removesuffix("s") if words else ""
    if word in _UNITS:
        del words[0]
        return word, frozenset(), frozenset()
    if word == "weekday":
        del words[0]
        return "week", _WORKDAYS, frozenset()
    weekdays = frozenset((day, 0) for day in _taken(words, _weekday))
    months = frozenset() if weekdays else frozenset(_taken(words, _month))
    return "week" if weekdays else "year" if months else "", weekdays, months


def _on(words: list[str]) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    """Days of the month, and weekdays with their places in it, that stand after ``on``."""
    if len(words) < 2 or words[0] != "on":
        return frozenset(), frozenset()
    del words[0]
    places = _taken(words, _place)
    named = _taken(words, _weekday)
    if named:
        return frozenset(), frozenset((day, place) for day in named for place in places or [0])
    return frozenset(places), frozenset()


def _sound(rule: Rule) -> bool:
    """Whether a rule says something, and nothing that its unit does not have."""
    in_month = rule.days or any(place for _, place in rule.weekdays)
    if rule.unit == "day" or (rule.unit == "year" and not rule.months):
        return rule.count > 0 and not (rule.days or rule.weekdays)
    return rule.count > 0 and rule.unit != "" and not (rule.unit == "week" and in_month)


def _taken(words: list[str], read: Callable[[list[str]], int | None]) -> list[int]:
    """What the words begin with, as far as it can be read; it is taken out of them."""
    found: list[int] = []
    while words:
        if words[0] in _JOINED and (found or words[0] == "the"):
            del words[0]
            continue
        value = read(words)
        if value is None:
            break
        found.append(value)
        del words[0]
    return found


def _month(words: list[str]) -> int | None:
    return _among(words[0], _MONTHS, 1)


def _weekday(words: list[str]) -> int | None:
    return _among(words[0].removesuffix("s"), _WEEKDAYS, 0)


def _among(word: str, names: tuple[str, ...], first: int) -> int | None:
    """Which of the names a word is, or its first three letters."""
    for number, name in enumerate(names, first):
        if word == name or (len(word) == 3 and name.startswith(word)):
            return number
    return None


def _place(words: list[str]) -> int | None:
    """A place in a month, like ``1st``, ``last`` or ``2nd last``."""
    match = _PLACE.fullmatch(words[0])
    place = int(match[1]) if match else _WORDS.get(words[0])
    if place is None or not -1 <= place <= 31 or place == 0:
        return None
    if place > 0 and words[1:2] == ["last"]:
        del words[0]
        return -place
    return place


def coming(text: str, due: date | None, done: date) -> date | None:
    """The day on which it is due next, or None when the rule is not one that is understood.

    ``due`` is the day it was due, or what else its dates are counted from; without one it is
    ``done``, the day it was done, and so it is where the rule says so.
    """
    rule = read_rule(text)
    if rule is None:
        return None
    start = done if rule.when_done or due is None else due
    if not (rule.weekdays or rule.days or rule.months) and rule.unit in ("month", "year"):
        return _months_later(start, rule.count * (1 if rule.unit == "month" else 12))
    for ahead in range(1, _DAYS_AHEAD * (1 if rule.unit == "day" else rule.count)):
        try:
            day = start + timedelta(days=ahead)
        except OverflowError:
            return None
        if _fits(day, rule, start):
            return day
    return None


def _fits(day: date, rule: Rule, start: date) -> bool:
    """Whether something that began on a day comes on another one."""
    if rule.unit == "day":
        return (day - start).days % rule.count == 0
    if rule.unit == "week":
        weeks = ((day - start).days + start.weekday()) // 7
        on = {weekday for weekday, _ in rule.weekdays} or {start.weekday()}
        return weeks % rule.count == 0 and day.weekday() in on
    months = (day.year - start.year) * 12 + day.month - start.month
    apart = months if rule.unit == "month" else day.year - start.year
    if apart % rule.count or (rule.months and day.month not in rule.months):
        return False
    from_end = day.day - (_next_month(day) - timedelta(days=1)).day - 1
    if rule.days:
        return day.day in rule.days or from_end in rule.days
    if rule.weekdays:
        places = (0, (day.day + 6) // 7, -((6 - from_end) // 7))
        return any((day.weekday(), place) in rule.weekdays for place in places)
    return day.day == start.day


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _months_later(day: date, months: int) -> date | None:
    """The same day of a later month, or its last where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    try:
        first = date(index // 12, index % 12 + 1, 1)
        last = _next_month(first) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return first.replace(day=min(day.day, last.day))
