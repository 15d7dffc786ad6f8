"""The figures of a report, reckoned once more from the files alone.

Nothing here knows the program: files are read with regular expressions and YAML's plainest
loader, and counted by the definitions in ``docs/decisions``. ``reckon`` says what every format of
the report must tell; ``tests/ui/retelling.py`` reads what each of them does tell.
"""

import re
import tomllib
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import yaml

Told = dict[str, Any]

PRIVATE = "Privat lærdom"
DEFAULT_SOURCES = {
    "erfaring": "Egne erfaringer",
    "avvik": "Avvik og feil",
    "kunde": "Kundetilbakemeldinger",
    "ansatt": "Ansatte",
    "revisjon": "Revisjoner og kontroller",
}
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
EFFECT_DAYS = 90
NOBODY: list[Any] = [None]
ENOUGH_FOR_PERCENT = 10

_FENCED = re.compile(r"^```.*?^```[ ]*$", re.MULTILINE | re.DOTALL)
_TASK = re.compile(r"^[\s>]*(?:[-*+]|\d+[.)])\s+\[(.)\]\s+(.*)$")
_JUDGED = re.compile(r"^(?:>)?\s+(?:[-*+]\s+)?(👍|👎)")


@dataclass(frozen=True)
class Action:
    """A task item: what stands in its line, and whether the line under it says that it worked."""

    text: str
    owners: tuple[str, ...]
    due: date | None
    ticked: bool
    begun: bool
    off: bool
    off_on: date | None
    done: date | None
    worked: bool | None


@dataclass(frozen=True)
class Learning:
    """An entry file."""

    place: Path
    title: str
    day: date
    source: str
    outcome: str | None
    tags: tuple[str, ...]
    repeats: tuple[str, ...]
    private: bool
    written: date
    unfinished: bool
    actions: tuple[Action, ...]
    journal: int = 0

    @property
    def id(self) -> str:
        return self.place.stem


@dataclass(frozen=True)
class Span:
    """The days of a period, and those of the one before it."""

    first: date
    last: date
    before: tuple[date, date] | None
    label: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass
class Journals:
    """What stands in some journals' files."""

    names: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    learnings: list[Learning] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    effect_days: int = EFFECT_DAYS


def span(text: str) -> Span:
    """The period that a text like ``2026-11``, ``2026``, ``2026-K4`` or ``alt`` names."""
    if text == "alt":
        return Span(date.min, date.max, None, "alle år")
    if ".." in text:
        first, last = (date.fromisoformat(part) for part in text.split(".."))
        length = last - first + timedelta(days=1)
        label = f"{long(first)} til {long(last)}"
        if (first.year, first.month) == (last.year, last.month):
            label = f"{first.day}.–{last.day}. {MONTHS[last.month - 1]} {last.year}"
        return Span(first, last, (first - length, last - length), label)
    year, _, part = text.partition("-")
    if part.startswith("u"):
        first = date.fromisocalendar(int(year), int(part[1:]), 1)
        week = timedelta(days=7)
        last = first + timedelta(days=6)
        return Span(first, last, (first - week, last - week), f"uke {int(part[1:])}, {year}")
    begin, length_, label = int(year) * 12, 12, year
    if part.startswith("K"):
        begin, length_, label = begin + 3 * int(part[1:]) - 3, 3, f"{part[1:]}. kvartal {year}"
    elif part:
        begin, length_ = begin + int(part) - 1, 1
        label = f"{MONTHS[int(part) - 1]} {year}"
    days = [
        (date(start // 12, start % 12 + 1, 1), _end_of_month(start + length_ - 1))
        for start in (begin, begin - length_)
    ]
    return Span(*days[0], days[1], label)


def _end_of_month(number: int) -> date:
    year, month = number // 12, number % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def long(day: date) -> str:
    """A day as it is told in Norwegian."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def read(folders: Sequence[Path]) -> Journals:
    """All files of some journals."""
    found = Journals()
    for number, folder in enumerate(folders):
        settings = folder / "laering.toml"
        said = tomllib.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
        found.names.append(said.get("name") or folder.name)
        if number == 0:
            found.effect_days = said.get("effect_days", EFFECT_DAYS)
        own = {each["id"]: each.get("name") for each in said.get("sources", [])}
        for name in own or DEFAULT_SOURCES:
            told = own.get(name) or DEFAULT_SOURCES.get(name, name)
            found.sources.setdefault(name, told)
        for path in sorted((folder / "entries").rglob("*.md")):
            learning = _learning(path, number)
            if learning is None:
                found.skipped.append(path.name)
            else:
                found.learnings.append(learning)
    return found


def _learning(path: Path, journal: int) -> Learning | None:
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        header, body = re.fullmatch(r"---\n(.*?\n)---\n(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
        said = yaml.load(header, yaml.BaseLoader)
        day = date.fromisoformat(said["date"])
        title, source = " ".join(said["title"].split()), said["source"]
    except (ValueError, AttributeError, KeyError, TypeError, yaml.YAMLError):
        return None
    if not title or not source:
        return None
    answers = _answers(body)
    actions = (*_actions(answers[2]), *_actions(answers[3]))
    prose = "\n".join(
        line
        for line in answers[2].split("\n")
        if not _TASK.match(line) and not (actions and _JUDGED.match(line))
    )
    outcome = said.get("outcome")
    return Learning(
        path,
        title,
        day,
        source,
        outcome if outcome in ("bra", "mindre-bra") else None,
        tuple(_texts(said.get("tags"))),
        tuple(_texts(said.get("repeats"))),
        said.get("private", "false") != "false",
        date.fromisoformat(said.get("written") or said["date"]),
        not (answers[1].strip() and (prose.strip() or actions)),
        actions,
        journal,
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def _answers(body: str) -> list[str]:
    """The three answers: what stands below the first three headings outside fenced code.

    Then what stands below all further ones, as one.
    """
    fenced = [range(*match.span()) for match in _FENCED.finditer(body)]
    heads = [
        match
        for match in re.finditer(r"^## .*$", body, re.MULTILINE)
        if not any(match.start() in each for each in fenced)
    ]
    ends = [*(match.start() for match in heads[1:]), len(body)]
    texts = [body[match.end() : end] for match, end in zip(heads, ends, strict=True)]
    return [*(*texts, "", "", "")[:3], "\n".join(texts[3:])]


def _actions(answer: str) -> Iterator[Action]:
    lines = [*_FENCED.sub("", answer).split("\n"), ""]
    for line, below in pairwise(lines):
        task = _TASK.match(line)
        if task is None:
            continue
        judged = _JUDGED.match(below)
        owners = re.findall(r"(?:^|\s)@(\w+)", task[2])
        done = _dated("✅", task[2])
        ticked, off = task[1] in "xX", task[1] == "-"
        yield Action(
            re.split(r"\s*(?:@\w|📅|📆|✅|❌|🔁|➕)", task[2], maxsplit=1)[0].strip(),
            tuple(owners),
            _dated("📅", task[2]) or _dated("📆", task[2]),
            ticked,
            task[1] == "/",
            off,
            _dated("❌", task[2]) if off else None,
            done if ticked else None,
            judged[1] == "👍" if judged and ticked else None,
        )


def _dated(sign: str, text: str) -> date | None:
    found = re.search(rf"{sign}\s*(\d{{4}}-\d\d-\d\d)", text)
    return date.fromisoformat(found[1]) if found else None


def reckon(folders: Sequence[Path], period: str, today: date, only: Sequence[str] = ()) -> Told:
    """Every figure of the report on a period, as of a day, by what it is called in the tests."""
    journals, days = read(folders), span(period)
    everything = [each for each in journals.learnings if not only or each.source in only]
    inside = [each for each in everything if each.day in days]
    before = [each for each in everything if days.before and _between(each.day, days.before)]
    strangers = {each.source for each in [*inside, *before]} - set(journals.sources)
    sources = {
        name: told for name, told in journals.sources.items() if not only or name in only
    } | {name: name for name in sorted(strangers)}
    own = [name for name in sources if name in journals.sources]
    counts = Counter(each.source for each in inside)
    silent = [sources[name] for name in own if not counts[name]]
    count = len(inside)
    public = [each for each in inside if not each.private]
    good = sum(each.outcome == "bra" for each in inside)
    less = sum(each.outcome == "mindre-bra" for each in inside)
    customers = [each for each in inside if each.source == "kunde"]
    praise = sum(each.outcome == "bra" for each in customers)
    complaints = sum(each.outcome == "mindre-bra" for each in customers)
    tags = Counter(tag for each in public for tag in each.tags)
    secret = {(each.journal, each.id) for each in journals.learnings if each.private}
    repeats = [_again(each, journals, secret) for each in inside if each.repeats]
    actions = _followed_up(everything, inside, days, today, journals.effect_days)
    told: Told = {
        "journal": " + ".join(journals.names),
        "label": days.label,
        "count": count,
        "previous": len(before) if days.before else None,
        "sources": [
            (
                told,
                counts[name],
                sum(each.source == name for each in before) if days.before else None,
            )
            for name, told in sources.items()
        ],
        "months": {
            told: tuple(
                sum(
                    each.source == name and (each.day.year, each.day.month) == month
                    for each in everything
                )
                for month in _twelve_months(days, today)
            )
            for name, told in sources.items()
        },
        "shares": {
            told: percent(counts[name], count)
            for name, told in sources.items()
            if count >= ENOUGH_FOR_PERCENT
        },
        "silent": silent,
        # Nothing in both periods, and silence all around, are not worth a word on a page.
        "previous told": len(before) if days.before and (inside or before) else None,
        "silent told": silent if inside else [],
        "outcomes": (good, less, count - good - less),
        "praise": praise,
        "complaints": complaints,
        "entries": sorted(_shown(each, sources, secret) for each in inside),
        "boxes": Counter(
            "off" if action.off else action.ticked for each in public for action in each.actions
        ),
        "repeats": sorted(row for row, _ in repeats),
        "repeats by id": sorted(row for _, row in repeats),
        "failed": sorted(row[0] for row, _ in repeats if row[2]),
        "all tags": dict(tags),
        "tags": {tag: number for tag, number in tags.items() if number > 1},
        "skipped": sorted(journals.skipped),
        **actions,
    }
    late_today = sum(late for _due, _owner, _text, late in actions["open"])
    told["figures"] = {
        "count": count,
        "repeats": len(repeats),
        "overdue": late_today,
        "open": len(actions["open"]),
        "to judge": actions["to judge"],
    }
    if not actions["to judge"]:
        del told["figures"]["to judge"]
    if not (count or actions["open"]):
        told["figures"] = {}
    waiting = [actions["worked"], actions["did not work"], actions["unjudged"]]
    told["review"] = {
        "9.3.2 a": [actions["finished"], len(actions["open"]), late_today],
        "9.3.2 c 1": [counts["kunde"], praise, complaints],
        "9.3.2 c 4": [counts["avvik"], len(repeats)],
        "9.3.2 c 6": [counts["revisjon"]],
        "9.3.2 e": waiting if any(waiting) else [],
        "9.3.2 f": [counts["ansatt"], counts["erfaring"]],
    }
    return told


def percent(part: int, whole: int) -> int:
    """A share as people round it: a half goes up."""
    return int(100 * part / whole + 0.5)


def _between(day: date, days: tuple[date, date]) -> bool:
    return days[0] <= day <= days[1]


def _twelve_months(days: Span, today: date) -> list[tuple[int, int]]:
    last = today if today in days else days.last
    number = last.year * 12 + last.month - 1
    return [(each // 12, each % 12 + 1) for each in range(number - 11, number + 1)]


def _shown(
    learning: Learning, sources: dict[str, str], secret: set[tuple[int, str]]
) -> tuple[Any, ...]:
    """What an entry's place in the report tells; of a private one its day, source and outcome."""
    known = (sources[learning.source], learning.day.isoformat())
    outcome = learning.outcome or ""
    if learning.private:
        return (*known, PRIVATE, outcome, False, False, (), 0)
    return (
        *known,
        learning.title,
        outcome,
        learning.unfinished,
        any((learning.journal, name) not in secret for name in learning.repeats),
        learning.tags,
        len(learning.actions),
    )


def _again(
    learning: Learning, journals: Journals, secret: set[tuple[int, str]]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """An event that happened again: as a page tells it, and by its id.

    Whether something had been done is asked of every event before it, private ones too. Those
    are not named, and nobody is led on through them.
    """
    known = {each.id: each for each in journals.learnings if each.journal == learning.journal}
    all_before = _before(learning, known)
    named = {name: each for name, each in known.items() if (learning.journal, name) not in secret}
    told_before = _before(learning, named)
    finished = any(
        action.done is not None and action.done <= learning.day
        for each in all_before
        for action in each.actions
    )
    of = [name for name in learning.repeats if (learning.journal, name) not in secret]
    lines = [f"{each.title}, {long(each.day)}" for each in told_before]
    lines += [name for name in of if name not in known]
    day = learning.day.isoformat()
    if learning.private:
        return (PRIVATE, day, finished, ()), ("", (), finished)
    return (learning.title, day, finished, tuple(lines)), (learning.id, tuple(of), finished)


def _before(learning: Learning, known: dict[str, Learning]) -> list[Learning]:
    """The events that one repeats, directly or through others, the earliest first."""
    found: dict[str, Learning] = {}
    waiting = list(learning.repeats)
    while waiting:
        name = waiting.pop()
        if name in known and name not in found and name != learning.id:
            found[name] = known[name]
            waiting += known[name].repeats
    return sorted(found.values(), key=lambda each: (each.day, each.id))


def _followed_up(
    everything: Iterable[Learning],
    inside: Sequence[Learning],
    days: Span,
    today: date,
    effect_days: int,
) -> Told:
    pairs = [(each, action) for each in everything for action in each.actions]
    finished = [(each, action) for each, action in pairs if action.done and action.done in days]
    with_due = [action for _, action in finished if action.due]
    to_done = [
        (action.done - each.day).days
        for each, action in finished
        if action.done and action.done >= each.day
    ]
    to_entry = [(each.written - each.day).days for each in inside if each.written >= each.day]
    ticked = [action for _, action in pairs if action.ticked]
    unjudged = [action for action in ticked if action.worked is None]
    waiting = [(each, action) for each, action in pairs if not (action.ticked or action.off)]
    owners: Counter[str | None] = Counter(
        owner
        for each, action in waiting
        for owner in (
            ["privat"]
            if each.private
            else [f"@{name.casefold()}" for name in action.owners] or NOBODY
        )
    )
    rows = [
        (
            action.due.isoformat() if action.due else "",
            "" if each.private else ", ".join(f"@{name}" for name in action.owners),
            "" if each.private else action.text,
            action.due is not None and action.due < today,
        )
        for each, action in waiting
    ]
    return {
        "made": sum(len(each.actions) for each in inside),
        "finished": len(finished),
        "undated": sum(each.done is None for each in ticked),
        "off": sum(action.off and (action.off_on or each.day) in days for each, action in pairs),
        "overdue": sum(_late(each, action, days, today) for each, action in pairs),
        "in time": (
            sum(bool(each.done and each.due and each.done <= each.due) for each in with_due),
            len(with_due),
        ),
        "open": sorted(rows),
        "begun": sum(action.begun for _, action in waiting),
        "owners": dict(owners),
        "worked": sum(each.worked is True for each in ticked),
        "did not work": sum(each.worked is False for each in ticked),
        "unjudged": len(unjudged),
        "to judge": sum(
            each.done is None or (today - each.done).days > effect_days for each in unjudged
        ),
        "days to entry": median(to_entry) if to_entry else None,
        "days to finished": median(to_done) if to_done else None,
        "without": sum(not each.actions for each in inside),
    }


def _late(learning: Learning, action: Action, days: Span, today: date) -> bool:
    """Whether an action's day had passed with the period, and it was not done by then."""
    if action.due is None:
        return False
    if days.last >= today:
        return action.due < today and not (action.ticked or action.off)
    ended = action.done if action.ticked else action.off_on
    open_then = not (action.ticked or action.off) or (ended is not None and ended > days.last)
    return action.due <= days.last and learning.day <= days.last and open_then
