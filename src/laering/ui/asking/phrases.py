"""What those who ask say alike, in widgets and in plain lines."""

import re

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


def about_day(*, told: bool) -> str:
    """How one tells when it happened; ``told`` is whether a day stands there already."""
    if told:
        return _("Enter keeps the day. Else a date, like yesterday, Monday or 23.11.")
    return _("Enter is today. Else a date, like yesterday, Monday or 23.11.")


def about_pictures(*, taken: bool) -> str:
    """How one tells which picture; where some are ``taken``, how the last one goes again."""
    if taken:
        return _("Drag it here, or type where it is. «-» takes the last one away; Enter leaves it.")
    return _("Drag it here, or type where it is. Enter leaves it.")


def about_alt() -> str:
    """Why one tells what a picture shows."""
    return _("A few words for those who do not see it. Enter takes the title.")


def over_the_overview(shown: Overview) -> str:
    """What is said above the overview."""
    if shown.question is None and shown.arrived:
        return _("Look it over before it is taken in")
    if shown.question is None:
        return _("Look it over before it is saved")
    return _("So far. Enter goes on with «{question}».").format(question=shown.question)


def keys_told(shown: Overview) -> str:
    """What one may type at the overview, where it is plain lines."""
    enter = _("Enter takes it in") if shown.arrived else _("Enter saves")
    last = (
        _("p {privacy}, h later, s throws away, < back")
        if shown.arrived
        else _("p {privacy}, u leaves a draft, < back")
    )
    keys = [
        enter if shown.question is None else _("Enter goes on"),
        _("a number changes"),
        *((_("g and a number marks the same again"),) if shown.perhaps else ()),
        *((_("g takes the repeat away"),) if shown.again else ()),
        *((_("b adds a picture"),) if shown.pictures else ()),
        last.format(privacy=shown.privacy),
    ]
    return tied(f"{', '.join(keys)}.")


def tied(text: str) -> str:
    """The text with every key, which is a single sign, on the same row as what it does."""
    return _KEY.sub("\\1\N{NO-BREAK SPACE}", text)


_KEY = re.compile(r"(?<!\S)(\S) (?=\S)")


def perhaps_told(shown: Overview) -> str:
    """The line that names events which may be the same; empty where there is none."""
    return quiet_line([(each.title, each.date) for each in shown.perhaps])
