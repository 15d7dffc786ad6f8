"""What those without a terminal are asked: the fields of a slip, said once for all its kinds."""

from collections.abc import Sequence
from typing import NamedTuple

from laering.domain.entry import GOOD, LESS_GOOD, Source
from laering.i18n import _
from laering.ui.words import questions, source_hint, source_name, source_question


class Choice(NamedTuple):
    """One of the answers there are: the value in a file, its name, and what is asked of it."""

    value: str
    name: str
    question: str = ""
    hints: tuple[str, str, str] = ("", "", "")


class Slip(NamedTuple):
    """A slip for one journal, and where the answers go: to an address, into a folder."""

    journal: str
    sources: tuple[Choice, ...]
    language: str
    to: str = ""
    folder: str = ""


class Field(NamedTuple):
    """A question of a slip: its ``kind`` is day, choice, text or line.

    ``column`` is its name in a table of answers, which ``domain.naming`` knows, and ``hint`` what
    stands below the question.
    """

    name: str
    kind: str
    column: str
    question: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False


def slip_for(
    journal: str, sources: Sequence[Source], language: str, to: str | None, folder: str | None
) -> Slip:
    """The slip of a journal whose files are in ``language``."""
    choices = (
        Choice(
            each.id,
            source_name(each),
            source_question(each),
            (source_hint(each, 0), source_hint(each, 1), source_hint(each, 2)),
        )
        for each in sources
    )
    return Slip(journal, tuple(choices), language, (to or "").strip(), (folder or "").strip())


def outcomes() -> tuple[Choice, Choice]:
    """How it may have gone."""
    return Choice(GOOD, _("Well")), Choice(LESS_GOOD, _("Less well"))


def fields(slip: Slip, order: Sequence[str]) -> tuple[Field, ...]:
    """What the slip asks, in an order of ``domain.slip``."""
    happened, learned, differently = questions()
    later = _("Leave it empty if you do not know yet.")
    asked = {
        "date": Field("date", "day", _("When"), _("When did it happen?"), required=True),
        "source": Field(
            *("source", "choice", _("Source"), _("What is it about?")),
            choices=slip.sources,
            required=True,
        ),
        "outcome": Field(
            *("outcome", "choice", _("How did it go?"), _("How did it go?")), choices=outcomes()
        ),
        "happened": Field(
            *("happened", "text", happened, happened),
            hint=_("In your own words. What happened, and where?"),
            required=True,
        ),
        "learned": Field("learned", "text", learned, learned, later),
        "differently": Field("differently", "text", differently, differently, later),
        "author": Field(
            *("author", "line", _("Reported by"), _("Your name")),
            hint=_("Leave it empty to be anonymous."),
        ),
    }
    return tuple(asked[name] for name in order)


def where_to(slip: Slip) -> str:
    """What to do with the file, in one sentence."""
    if slip.folder and slip.to:
        return _("Put the file in the folder «{folder}», or send it to {address}.").format(
            folder=slip.folder, address=slip.to
        )
    if slip.folder:
        return _("Put the file in the folder «{folder}».").format(folder=slip.folder)
    if slip.to:
        return _("Send the file to {address}.").format(address=slip.to)
    return _("Give the file to whoever keeps the learning journal.")


def where_to_tell(slip: Slip) -> str:
    """What to do with answers where there is no file: in a mail, or on a sheet of paper."""
    if slip.to:
        return _("Send the answers to {address}.").format(address=slip.to)
    return _("Give the answers to whoever keeps the learning journal.")


def where_to_bring(slip: Slip) -> str:
    """What to do with a sheet of paper that is filled in."""
    if slip.to:
        return _(
            "Give the sheet to whoever keeps the learning journal, or send a picture of it to "
            "{address}."
        ).format(address=slip.to)
    return _("Give the sheet to whoever keeps the learning journal.")
