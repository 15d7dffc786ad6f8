"""What those who ask say alike, in widgets and in plain lines."""

from laering.domain.entry import GOOD, LESS_GOOD
from laering.domain.errors import ControlCharacter
from laering.domain.fitting import fit
from laering.i18n import _, ngettext
from laering.ui.asking.asker import Overview
from laering.ui.showing.alike import quiet_line
from laering.ui.words import error_text

# The keys for how it went.
OUTCOME_KEYS = {"b": GOOD, "m": LESS_GOOD}


def about_blame(words: str) -> str:
    """What is said of words that blame, above a question that looks for insight."""
    return _("You wrote «{words}». Perhaps this leads further:").format(
        words=" ".join(words.split())
    )


def unfit(text: str) -> str | None:
    """What is wrong with a text that no file is written with, and where; None when nothing is."""
    try:
        fit(text, _("the answer"))
    except ControlCharacter as error:
        return error_text(error)
    return None


def about_earlier(count: int) -> str:
    """What is said above so many earlier events."""
    return ngettext(
        "This resembles something that happened before:",
        "This resembles things that happened before:",
        count,
    )


def about_actions() -> str:
    """How one writes an action."""
    return _(
        "For example: New field in the order form @ola 15.12 "
        "(Ola is responsible, due 15 December). Enter means no."
    )


def about_day() -> str:
    """How one tells when it happened."""
    return _("Enter is today. Else a date, like yesterday, Monday or 23.11.")


def over_the_overview(shown: Overview) -> str:
    """What is said above the overview."""
    if shown.question is None:
        return _("Look it over before it is saved")
    return _("So far. Enter goes on with «{question}».").format(question=shown.question)


def perhaps_told(shown: Overview) -> str:
    """The line that names events which may be the same; empty where there is none."""
    return quiet_line([(each.title, each.date) for each in shown.perhaps])
