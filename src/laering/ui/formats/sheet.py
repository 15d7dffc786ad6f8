"""Entries and actions as sheets that Excel with Norwegian settings opens right."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from laering.domain.action import OFF, Effect
from laering.domain.body import unpack
from laering.domain.dates import MONTHS
from laering.domain.entry import Entry
from laering.domain.origin import came_in
from laering.domain.private import is_private, is_veiled
from laering.files.entry.tree import values_of
from laering.i18n import _
from laering.ui.desk.terminal import safe
from laering.ui.words import action_line, judged_earlier, outcome_name, source_name, state_name

if TYPE_CHECKING:
    from laering.domain.report import Report
    from laering.ui.formats.table import Promises

# What spreadsheets take for the start of a formula, the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# What one with Norwegian settings takes for another number, a time or a date: 0123, 3.5, 1/2,
# 12:30, 2. mai. Short whole numbers stay as they are.
_NUMBER = re.compile(
    rf"\d[\d .,:/%\u00a0-]*+(?:e\d+|(?:{'|'.join(MONTHS)})\.?[ \d]*)?", re.IGNORECASE
)

_WHOLE = re.compile(r"0|[1-9]\d{0,10}")


def sheet(report: "Report") -> Iterator[str]:
    """The entries of a report, see ``entries_sheet``."""
    rows = [
        (entry, source_name(summary.source), journal)
        for summary in report.sources
        for entry, journal in summary.told
    ]
    return entries_sheet(rows, report.today)


def entries_sheet(rows: Sequence[tuple[Entry, str, str]], today: date) -> Iterator[str]:
    """Entries, each with the names of its source and its journal, a row each.

    The rows are semicolon-separated, each a line that ends in CR LF. What else stands in the
    headers of the files has columns of its own, last, by the names it has there.
    """
    more = list(dict.fromkeys(key for entry, _, _ in rows for key, _ in entry.extra))
    yield _row(
        [
            _("Date"),
            _("Source"),
            _("How it went"),
            _("Title"),
            _("What happened?"),
            _("What can we learn from it?"),
            _("What can we do differently next time?"),
            _("Actions"),
            _("Tags"),
            _("Author"),
            _("Repeats"),
            _("Unfinished"),
            _("File"),
            _("Private"),
            _("Reported"),
            _("Answered"),
            _("Journal"),
            *map(_text, more),
        ]
    )
    for entry, source, journal in rows:
        extra = values_of(entry.extra) if entry.extra else {}
        yield _row([*_cells(entry, source, journal, today), *(_extra(extra.get(k)) for k in more)])


def actions_sheet(promises: "Promises") -> Iterator[str]:
    """Actions, a row each, in the same form."""
    yield _row(
        [
            _("Due"),
            _("Owner"),
            _("What"),
            _("Status"),
            _("Overdue"),
            _("Done"),
            _("Called off"),
            _("It worked"),
            _("How one can tell"),
            _("Learning"),
            _("Date"),
            _("File"),
            _("Number"),
            _("Private"),
            _("Journal"),
        ]
    )
    for entry, action in promises.found:
        effect = action.effect
        yield _row(
            [
                _day(action.due),
                _text(", ".join(action.owners)),
                _text(action.text),
                state_name(action.state),
                _yes(action.overdue(promises.today)),
                _day(action.done if action.finished else None),
                _day(action.off if action.state == OFF else None),
                "" if effect is None else _("yes") if effect.worked else _("no"),
                _text(_reasons(effect)),
                _text(entry.title),
                _day(entry.date),
                _text(entry.path),
                str(action.number),
                _yes(is_private(entry)),
                _text(promises.journal),
            ]
        )


def _cells(entry: Entry, source: str, journal: str, today: date) -> list[str]:
    body = unpack(entry)
    texts = [
        source,
        outcome_name(entry.outcome),
        entry.title or _("Private entry"),
        body.answers.happened,
        body.answers.learned,
        body.answers.differently,
        "\n".join(action_line(action, today) for action in body.actions),
        ", ".join(entry.tags),
        entry.author or "",
        ", ".join(entry.repeats),
        _yes(body.unfinished and not is_veiled(entry)),
        entry.path,
        _yes(is_private(entry)),
    ]
    answered = [_yes(came_in(entry)), _day(entry.answered) if entry.answered else ""]
    return [_day(entry.date), *map(_text, texts), *answered, _text(journal)]


def _reasons(effect: Effect | None) -> str:
    """Why it worked or not, and what was said of that before."""
    return "" if effect is None else "; ".join(filter(None, (effect.text, *judged_earlier(effect))))


def _extra(value: object) -> str:
    """What an unknown key holds: a list as its items, and what is deeper as JSON."""
    if isinstance(value, list) and not any(isinstance(each, list | dict) for each in value):
        return _text(", ".join(map(_said, value)))
    return _text(_said(value))


def _said(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(said: bool) -> str:
    return _("yes") if said else ""


def _row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _text(text: str) -> str:
    """A cell that is shown as just that text, and neither reckoned out nor read as a date."""
    clean = safe(text.replace("\r\n", "\n").strip("\n"))
    changed = _NUMBER.fullmatch(clean) and not _WHOLE.fullmatch(clean)
    return f"'{clean}" if changed or clean.startswith(_FORMULA) else clean
