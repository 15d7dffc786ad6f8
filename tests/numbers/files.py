"""What stands in some journals' files, read without the program.

Only regular expressions and YAML's plainest loader are used, so that what is counted from it in
``reckoning.py`` owes nothing to the code that makes reports.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

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
KEYS = (
    *("title", "date", "source", "outcome", "tags", "author", "repeats", "private", "written"),
    *("answered", "origin"),
)

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

    @property
    def state(self) -> str:
        return "done" if self.ticked else "off" if self.off else "begun" if self.begun else "open"


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
    extra: tuple[tuple[str, str], ...]
    journal: int = 0
    reported: bool = False
    answered: bool = False

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
        for name in (*DEFAULT_SOURCES, *own):
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
        tuple((key, ", ".join(_texts(value))) for key, value in said.items() if key not in KEYS),
        journal,
        re.fullmatch(r"innboks [0-9a-f]{16}(-\d+)?", said.get("origin", "")) is not None,
        "answered" in said,
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
