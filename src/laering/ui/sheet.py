"""A report's entries as a sheet that Excel with Norwegian settings opens right."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from laering.domain.body import unpack
from laering.domain.entry import Entry, Source
from laering.domain.report import Report
from laering.i18n import _
from laering.ui.terminal import safe
from laering.ui.words import action_line, outcome_name, source_name

# What spreadsheets take for the start of a formula, the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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
    about = [entry.date.isoformat(), source_name(source), outcome_name(entry.outcome)]
    body = unpack(entry)
    return [
        *about,
        entry.title or _("Private entry"),
        body.answers.happened,
        body.answers.learned,
        body.answers.differently,
        "\n".join(action_line(action, today) for action in body.actions),
        ", ".join(entry.tags),
        entry.author or "",
        ", ".join(entry.repeats),
        _("yes") if body.unfinished and not entry.private else "",
        entry.path,
    ]


def _row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow([_cell(cell) for cell in cells])
    return line.getvalue()


def _cell(text: str) -> str:
    """A cell that is shown as text whatever it begins with."""
    clean = safe(text.replace("\r\n", "\n").strip("\n"))
    return f"'{clean}" if clean.startswith(_FORMULA) else clean
