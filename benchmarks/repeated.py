"""Short journals of events that happen again, and how many of them are found.

A line of ``repeats/*.jsonl`` is either an event with what a colleague wrote when it happened
again, or another text of the same trade, which is like nothing that was written before.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from laering.domain.entry import Answers, Body, Draft
from laering.files.config import JournalConfig
from laering.files.index.index import resembling
from laering.files.journal.journal import Journal

_FOLDER = Path(__file__).parent / "repeats"
_SHOWN = 3
_FIRST_DAY = date(2026, 1, 5)
Rows = dict[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often the right event came first or was shown, and something where nothing is right."""

    asked: int = 0
    first: int = 0
    shown: int = 0
    unrelated: int = 0
    alarms: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.asked + other.asked,
            self.first + other.first,
            self.shown + other.shown,
            self.unrelated + other.unrelated,
            self.alarms + other.alarms,
        )

    @property
    def first_share(self) -> float:
        """How many of those that were asked for came first, shown or not."""
        return self.first / self.asked

    @property
    def shown_share(self) -> float:
        """How many of those that were asked for."""
        return self.shown / self.asked

    @property
    def alarm_share(self) -> float:
        """How many of the unrelated texts."""
        return self.alarms / self.unrelated


def tally(name: str, size: int, seed: int, folder: Path) -> Tally:
    """Fill a journal in ``folder`` with some of a set's events, and ask for each of them."""
    events, unrelated = _read(name)
    trades = sorted(events)
    Random(f"{size} {seed}").shuffle(trades)
    chosen = [event for trade in trades for event in events[trade]][:size]
    journal = Journal(folder, JournalConfig())
    paths = [journal.create(draft).path for draft in _drafts(chosen)]
    ranked = found = 0
    for path, event in zip(paths, chosen, strict=True):
        first = resembling(journal, event["again"])[:_SHOWN]
        ranked += any(each.path == path for each in first)
        found += any(each.shown and each.path == path for each in first)
    others = [
        row["text"] for trade in {event["trade"] for event in chosen} for row in unrelated[trade]
    ]
    alarms = sum(any(each.shown for each in resembling(journal, text)) for text in others)
    return Tally(len(chosen), ranked, found, len(others), alarms)


def tally_pairs(passages: Path, queries: Path, size: int, seed: int, folder: Path) -> Tally:
    """Fill a journal with some passages, and ask everything: what is not about them is unrelated.

    A passage is ``{id, title, text}``, a query ``{query, target_id}``, a line each.
    """
    chosen = _lines(passages)
    Random(f"{size} {seed}").shuffle(chosen)
    chosen = chosen[:size]
    journal = Journal(folder, JournalConfig())
    events = [
        {"title": row["title"], "happened": row["text"], "learned": "", "differently": ""}
        for row in chosen
    ]
    drafts = zip(chosen, _drafts(events), strict=True)
    paths = {row["id"]: journal.create(draft).path for row, draft in drafts}
    found = Tally()
    for row in _lines(queries):
        first = resembling(journal, row["query"])[:_SHOWN]
        path = paths.get(row["target_id"] or "")
        if path is None:
            found += Tally(unrelated=1, alarms=any(each.shown for each in first))
            continue
        ranked = any(each.path == path for each in first)
        shown = any(each.shown and each.path == path for each in first)
        found += Tally(1, ranked, shown)
    return found


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


@cache
def _read(name: str) -> tuple[Rows, Rows]:
    """A set's events and its unrelated texts, by trade."""
    events: Rows = {}
    unrelated: Rows = {}
    for line in (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, str] = json.loads(line)
        kind = events if "again" in row else unrelated
        kind.setdefault(row["trade"], []).append(row)
    return events, unrelated


def _drafts(events: list[dict[str, str]]) -> Iterator[Draft]:
    for day, event in enumerate(events):
        answers = Answers(event["happened"], event["learned"], event["differently"])
        yield Draft(
            event["title"], _FIRST_DAY + timedelta(days=day), "erfaring", body=Body(answers)
        )
