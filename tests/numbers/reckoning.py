"""The figures of a report, reckoned once more from the files: one row for each in ``FIGURES``.

A row says what a figure is called in these tests, how it is reckoned, in words and by a function,
and which formats show it. The definitions are those of ``docs/decisions``. ``files.py`` reads the
files, ``retelling.py`` reads what each format does tell; the program is nowhere in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from .asked import Asked
from .files import PRIVATE, Action, Learning, Span, read, span

Told = dict[str, Any]

ENOUGH_FOR_PERCENT = 10

DOCUMENTS = frozenset({"terminal", "md", "html", "pdf"})
PAGES = frozenset({"html", "pdf"})
DATA = frozenset({"json"})
SHEET = frozenset({"csv"})


def sources(asked: Asked) -> list[tuple[str, int, int | None]]:
    before = Counter(each.source for each in asked.before)
    return [
        (name, asked.counts[source], before[source] if asked.days.before else None)
        for source, name in asked.sources.items()
    ]


def months(asked: Asked) -> dict[str, tuple[int, ...]]:
    counts = Counter((each.source, each.day.year, each.day.month) for each in asked.everything)
    twelve = _twelve_months(asked.days, asked.today)
    return {
        name: tuple(counts[source, year, month] for year, month in twelve)
        for source, name in asked.sources.items()
    }


def shares(asked: Asked) -> dict[str, int]:
    if len(asked.inside) < ENOUGH_FOR_PERCENT:
        return {}
    return {
        name: percent(asked.counts[source], len(asked.inside))
        for source, name in asked.sources.items()
    }


def percent(part: int, whole: int) -> int:
    """A share as people round it: a half goes up."""
    return int(100 * part / whole + 0.5)


def previous(asked: Asked) -> int | None:
    return len(asked.before) if asked.days.before else None


def previous_told(asked: Asked) -> int | None:
    return previous(asked) if asked.inside or asked.before else None


def silent(asked: Asked) -> list[str]:
    own = [source for source in asked.sources if source in asked.journals.sources]
    return [asked.sources[source] for source in own if not asked.counts[source]]


def silent_told(asked: Asked) -> list[str]:
    return silent(asked) if asked.inside else []


def outcomes(asked: Asked) -> tuple[int, int, int]:
    went = Counter(each.outcome for each in asked.inside)
    return went["bra"], went["mindre-bra"], went[None]


def reported(asked: Asked) -> tuple[int, int]:
    return _reported(asked.inside)


def reported_publicly(asked: Asked) -> tuple[int, int]:
    return _reported(asked.public)


def _reported(learnings: Iterable[Learning]) -> tuple[int, int]:
    found = [each for each in learnings if each.reported]
    return len(found), sum(each.answered for each in found)


def entries(asked: Asked) -> list[tuple[Any, ...]]:
    return sorted(_shown(each, asked.sources, asked.secret) for each in asked.inside)


def boxes(asked: Asked) -> Counter[bool | str]:
    actions = [action for each in asked.public for action in each.actions]
    return Counter("off" if action.off else action.ticked for action in actions)


def standing(asked: Asked) -> Counter[tuple[str, tuple[str, ...], bool]]:
    return Counter(
        (action.state, action.owners, action.ticked and action.done is None)
        for each in asked.public
        for action in each.actions
    )


def journals(asked: Asked) -> Counter[str]:
    return Counter(asked.journals.names[each.journal] for each in asked.inside)


def tags(asked: Asked) -> dict[str, int]:
    return dict(Counter(tag for each in asked.public for tag in each.tags))


def overdue(asked: Asked) -> int:
    return sum(_late(each, action, asked.days, asked.today) for each, action in asked.pairs)


def in_time(asked: Asked) -> tuple[int, int]:
    with_due = [action for _, action in asked.finished if action.due]
    kept = sum(bool(each.done and each.due and each.done <= each.due) for each in with_due)
    return kept, len(with_due)


def off(asked: Asked) -> int:
    return sum(
        action.off and (action.off_on or each.day) in asked.days for each, action in asked.pairs
    )


def open_actions(asked: Asked) -> list[tuple[str, str, str, bool]]:
    return sorted(
        (
            action.due.isoformat() if action.due else "",
            "" if each.private else in_words(f"@{name}" for name in action.owners),
            "" if each.private else action.text,
            action.due is not None and action.due < asked.today,
        )
        for each, action in asked.waiting
    )


def in_words(names: Iterable[str]) -> str:
    """Names as one says them: ``a, b og c``."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} og {last}" if most else last


def owners(asked: Asked) -> dict[str | None, int]:
    nobody: list[str | None] = [None]
    found: Counter[str | None] = Counter()
    for each, action in asked.waiting:
        names = [f"@{name.casefold()}" for name in action.owners]
        found.update(["privat"] if each.private else names or nobody)
    return dict(found)


def to_judge(asked: Asked) -> int:
    days = asked.journals.effect_days
    return sum(
        each.done is None or (asked.today - each.done).days > days for each in asked.unjudged
    )


def days_to_entry(asked: Asked) -> float | None:
    days = [
        (each.written - each.day).days
        for each in asked.inside
        if each.day <= each.written <= asked.today
    ]
    return median(days) if days else None


def days_to_finished(asked: Asked) -> float | None:
    days = [
        (action.done - each.day).days
        for each, action in asked.finished
        if action.done and each.day <= action.done <= asked.today
    ]
    return median(days) if days else None


def at_the_top(asked: Asked) -> dict[str, int]:
    waiting = open_actions(asked)
    if not (asked.inside or waiting):
        return {}
    told = {
        "count": len(asked.inside),
        "repeats": len(asked.again),
        "overdue": sum(late for *_, late in waiting),
        "open": len(waiting),
        "to judge": to_judge(asked),
    }
    if not told["to judge"]:
        del told["to judge"]
    return told


def review(asked: Asked) -> dict[str, list[int]]:
    waiting, counts = open_actions(asked), asked.counts
    worked = [_worked(asked, True), _worked(asked, False), len(asked.unjudged)]
    return {
        "9.3.2 a": [len(asked.finished), len(waiting), sum(late for *_, late in waiting)],
        "9.3.2 c 1": [counts["kunde"], asked.of("kunde", "bra"), asked.of("kunde", "mindre-bra")],
        "9.3.2 c 4": [counts["avvik"], len(asked.again)],
        "9.3.2 c 6": [counts["revisjon"]],
        "9.3.2 e": worked if any(worked) else [],
        "9.3.2 f": [counts["ansatt"], counts["erfaring"]],
    }


def _worked(asked: Asked, answer: bool) -> int:
    return sum(each.worked is answer for each in asked.ticked)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its name in these tests, what it is, the function, and the formats that show it."""

    name: str
    what: str
    reckon: Callable[[Asked], Any]
    formats: frozenset[str]


FIGURES = (
    # What it is a report of.
    Figure(
        "journal",
        "the journals' names, or their folders', one after the other",
        lambda asked: " + ".join(asked.journals.names),
        DOCUMENTS | DATA,
    ),
    Figure("label", "the period in words", lambda asked: asked.days.label, DOCUMENTS | DATA),
    Figure(
        "skipped",
        "the names of the files that are no entries",
        lambda asked: sorted(asked.journals.skipped),
        DOCUMENTS | DATA,
    ),
    # What happened.
    Figure(
        "count",
        "the entries whose day is in the period",
        lambda asked: len(asked.inside),
        DOCUMENTS | DATA | SHEET,
    ),
    Figure("previous", "those of the period before, if there is one", previous, DATA),
    Figure(
        "previous told",
        "the same, unless both periods have none, which is not worth a word",
        previous_told,
        DOCUMENTS,
    ),
    Figure(
        "sources",
        "each source's entries in the period and in the one before; strangers come last",
        sources,
        DOCUMENTS | DATA,
    ),
    Figure(
        "months",
        "each source's entries in the twelve months up to the period's last, or today's",
        months,
        DOCUMENTS | DATA,
    ),
    Figure(
        "shares",
        "each source's entries in percent, a half going up; none below ten entries",
        shares,
        DOCUMENTS,
    ),
    Figure("silent", "the journal's own sources without an entry", silent, DATA),
    Figure(
        "silent told",
        "the same, unless all are silent, which is not worth a word",
        silent_told,
        DOCUMENTS,
    ),
    Figure(
        "outcomes",
        "the entries that went well, less well, and of which nobody says",
        outcomes,
        DOCUMENTS | DATA | SHEET,
    ),
    Figure(
        "reported",
        "the entries that came by the inbox, and how many of these are answered",
        reported,
        DOCUMENTS | DATA,
    ),
    Figure(
        "reported publicly",
        "the same, of the public entries",
        reported_publicly,
        SHEET,
    ),
    Figure(
        "praise",
        "the customers' entries that went well",
        lambda asked: asked.of("kunde", "bra"),
        DOCUMENTS,
    ),
    Figure(
        "complaints",
        "the customers' entries that went less well",
        lambda asked: asked.of("kunde", "mindre-bra"),
        DOCUMENTS,
    ),
    Figure(
        "entries",
        "each entry's source, day, title, outcome, marks, tags and number of actions; of a "
        "private one no more than its source, day and outcome",
        entries,
        DOCUMENTS | DATA | SHEET,
    ),
    Figure("all tags", "how many public entries have each tag", tags, DATA | SHEET),
    Figure(
        "tags",
        "the same, of those that come more than once",
        lambda asked: {tag: number for tag, number in tags(asked).items() if number > 1},
        DOCUMENTS,
    ),
    Figure("boxes", "the public entries' actions: to do, done, off", boxes, DOCUMENTS | SHEET),
    Figure(
        "standing",
        "the public entries' actions: how each stands, whose it is, and whether it is done on a "
        "day that nobody told",
        standing,
        DATA | SHEET,
    ),
    Figure(
        "extra",
        "what else stands in the headers of the public entries, lists as their items",
        lambda asked: Counter(pair for each in asked.public for pair in each.extra),
        DATA | SHEET,
    ),
    Figure(
        "journals", "how many entries each journal has, private ones too", journals, DATA | SHEET
    ),
    Figure(
        "journals of the open",
        "how many open actions each journal has",
        lambda asked: Counter(asked.journals.names[each.journal] for each, _ in asked.waiting),
        DATA,
    ),
    # What happened again.
    Figure(
        "repeats",
        "each event that happened again: title, day, whether an action of an earlier one was "
        "done by then, and the earlier ones that are not private",
        lambda asked: sorted(row for row, _ in asked.again),
        DOCUMENTS,
    ),
    Figure(
        "repeats by id",
        "the same by ids; a private one has none",
        lambda asked: sorted(row for _, row in asked.again),
        DATA,
    ),
    Figure(
        "failed",
        "the titles of those that happened again although an action was done",
        lambda asked: sorted(row[0] for row, _ in asked.again if row[2]),
        DOCUMENTS,
    ),
    # What is done about it. Actions are asked about in all entries, not in the period's alone.
    Figure(
        "made",
        "the actions in the period's entries",
        lambda asked: sum(len(each.actions) for each in asked.inside),
        DOCUMENTS | DATA,
    ),
    Figure(
        "finished",
        "the actions that were done on a day of the period",
        lambda asked: len(asked.finished),
        DOCUMENTS | DATA,
    ),
    Figure(
        "undated",
        "the actions that are done, and no day says when",
        lambda asked: sum(each.done is None for each in asked.ticked),
        DOCUMENTS | DATA,
    ),
    Figure(
        "off",
        "the actions called off in the period; without a day the entry's counts",
        off,
        DOCUMENTS | DATA,
    ),
    Figure(
        "overdue",
        "the actions whose day had passed when the period ended, or has passed today if it "
        "goes on, and that were open then",
        overdue,
        DOCUMENTS | DATA,
    ),
    Figure(
        "in time",
        "of the finished ones that had a day, those done by it; and how many had one",
        in_time,
        DOCUMENTS | DATA,
    ),
    Figure(
        "open",
        "each action that is open today: its day, owners, text, and whether the day has passed; "
        "of a private entry's the day alone",
        open_actions,
        DOCUMENTS | DATA,
    ),
    Figure(
        "begun",
        "the open ones that somebody has begun",
        lambda asked: sum(action.begun for _, action in asked.waiting),
        DOCUMENTS | DATA,
    ),
    Figure(
        "owners",
        "how many open ones each owner has, in small letters; who is nobody, and who is private",
        owners,
        DOCUMENTS | DATA,
    ),
    Figure(
        "worked",
        "the actions that are done and worked",
        lambda asked: _worked(asked, True),
        DOCUMENTS | DATA,
    ),
    Figure(
        "did not work",
        "the actions that are done and did not work",
        lambda asked: _worked(asked, False),
        DOCUMENTS | DATA,
    ),
    Figure(
        "unjudged",
        "the actions that are done, and nobody has said whether they worked",
        lambda asked: len(asked.unjudged),
        DOCUMENTS | DATA,
    ),
    Figure(
        "to judge",
        "those of them that have had their days to work, or no day",
        to_judge,
        DOCUMENTS,
    ),
    Figure(
        "days to entry",
        "the median of the days from an event to its entry, those before it aside",
        days_to_entry,
        DOCUMENTS | DATA,
    ),
    Figure(
        "days to finished",
        "the median of the days from an event to its action's end, those before it aside",
        days_to_finished,
        DOCUMENTS | DATA,
    ),
    Figure(
        "without",
        "the period's entries that have no action",
        lambda asked: sum(not each.actions for each in asked.inside),
        DOCUMENTS | DATA,
    ),
    # What is told once more.
    Figure(
        "figures",
        "the numbers at the top of a page; nothing where there is nothing",
        at_the_top,
        PAGES,
    ),
    Figure("review", "the numbers beside each point of ISO 9001's 9.3.2", review, DOCUMENTS),
)


def figures_of(form: str) -> list[str]:
    """The names of the figures that a format shows."""
    return [figure.name for figure in FIGURES if form in figure.formats]


def reckon(folders: Sequence[Path], period: str, today: date, only: Sequence[str] = ()) -> Told:
    """Every figure of the report on a period, as of a day, by its name."""
    asked = Asked(read(folders), span(period), today, only)
    return {figure.name: figure.reckon(asked) for figure in FIGURES}


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


def _late(learning: Learning, action: Action, days: Span, today: date) -> bool:
    """Whether an action's day had passed with the period, and it was not done by then."""
    if action.due is None:
        return False
    if days.last >= today:
        return action.due < today and not (action.ticked or action.off)
    ended = action.done if action.ticked else action.off_on
    open_then = not (action.ticked or action.off) or (ended is not None and ended > days.last)
    return action.due <= days.last and learning.day <= days.last and open_then
