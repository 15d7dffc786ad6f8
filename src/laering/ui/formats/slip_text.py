"""A slip's questions and choices as text, to paste into a form at Microsoft or Google."""

from collections.abc import Iterator

from laering.domain.slip import COLUMNS
from laering.i18n import _
from laering.ui.showing.slip import Field, Slip, fields


def slip_text(slip: Slip) -> Iterator[str]:
    """The questions a line or more each, in the order in which an export is read."""
    yield _("Questions for Microsoft Forms or Google Forms: {journal}").format(journal=slip.journal)
    yield ""
    yield _("Keep the order and the names: then the answers can be read as they are exported.")
    for number, field in enumerate(fields(slip, COLUMNS), 1):
        yield ""
        yield from _asked(field, number)


def _asked(field: Field, number: int) -> Iterator[str]:
    yield f"{number}. {field.column}"
    below = field.hint or (field.question if field.question != field.column else "")
    if below:
        yield "   " + _("Below it: {text}").format(text=below)
    kind = _kind(field)
    yield "   " + (_("{kind}, must be answered").format(kind=kind) if field.required else kind)
    for choice in field.choices:
        yield f"   - {choice.name}"


def _kind(field: Field) -> str:
    return {
        "day": _("Date"),
        "choice": _("Choice of one"),
        "text": _("Long text"),
        "line": _("Short text"),
    }[field.kind]
