"""A slip as a sheet of A4 to hang up and fill in by hand."""

from collections.abc import Iterator
from datetime import date

from laering.domain.slip import ASKED
from laering.i18n import _, is_norwegian
from laering.ui.formats.nodes import as_line, broken
from laering.ui.formats.typesetter import typeset
from laering.ui.showing.slip import Field, Slip, fields, where_to_bring

_TEMPLATE = "slip.typ"

_MOST_IN_A_NAME = 300


def slip_paper(slip: Slip, today: date) -> Iterator[bytes]:
    """The slip as a PDF, which is as accessible as that of a report.

    It comes in one piece; empty ones before it say that it is still being made. Raises PdfFailed.
    """
    sheet = {
        "title": _("Tell what happened"),
        "journal": as_line(slip.journal)[:_MOST_IN_A_NAME],
        "lang": "nb" if is_norwegian() else "en",
        "date": [today.year, today.month, today.day],
        "intro": _("Good or bad, large or small: what we hear of, we can learn from."),
        "where": broken(as_line(where_to_bring(slip))),
        "fields": [_field(each) for each in fields(slip, ASKED)],
    }
    yield from typeset(sheet, today, _TEMPLATE)


def _field(field: Field) -> dict[str, object]:
    return {
        "kind": field.kind,
        "question": field.question,
        "hint": field.hint,
        "choices": [
            [broken(as_line(each.name)), broken(as_line(each.question))] for each in field.choices
        ],
    }
