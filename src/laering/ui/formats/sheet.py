"""A report's entries as a sheet that Excel with Norwegian settings opens right."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from laering.domain.body import unpack
from laering.domain.dates import MONTHS
from laering.domain.entry import Entry, Source
from laering.domain.private import is_veiled
from laering.domain.report import Report
from laering.i18n import _
from laering.ui.desk.terminal import safe
from laering.ui.words import action_line, outcome_name, source_name

# What spreadsheets take for the start of a formula, the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# What one with Norwegian settings takes for another number, a time or a date: 0123, 3.5, 1/2,
# 12:30, 2. mai. Short whole numbers stay as they are.
_NUMBER = re.compile(
    rf"\d[\d .,:/%\u00a0-]*+(?:e\d+|(?:{'|'.join(MONTHS)})\.?[ \d]*)?", re.IGNORECASE
)

_WHOLE = re.compile(r"0|[1-9]\d{0,10}")


def sheet(report: Report) -> Iterator[str]:
    """The rows, semicolon-separated, each a line that ends in CR LF."""
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
        ]
    )
    for summary in report.sources:
        for entry in summary.entries:
            yield _row(_cells(entry, summary.source, report.today))


def _cells(entry: Entry, source: Source, today: date) -> list[str]:
    body = unpack(entry)
    texts = [
        source_name(source),
        outcome_name(entry.outcome),
        entry.title or _("Private entry"),
        body.answers.happened,
        body.answers.learned,
        body.answers.differently,
        "\n".join(action_line(action, today) for action in body.actions),
        ", ".join(entry.tags),
        entry.author or "",
        ", ".join(entry.repeats),
        _("yes") if body.unfinished and not is_veiled(entry) else "",
        entry.path,
    ]
    return [entry.date.isoformat(), *map(_text, texts)]


def _row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _text(text: str) -> str:
    """A cell that is shown as just that text, and neither reckoned out nor read as a date."""
    clean = safe(text.replace("\r\n", "\n").strip("\n"))
    changed = _NUMBER.fullmatch(clean) and not _WHOLE.fullmatch(clean)
    return f"'{clean}" if changed or clean.startswith(_FORMULA) else clean
