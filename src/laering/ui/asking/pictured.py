"""Pictures at the overview: chosen, taken away again, and told what they show."""

from dataclasses import replace

from laering.domain.entry import Attached, Given
from laering.domain.errors import LaeringError
from laering.ui.asking.asker import BACK, NO_PICTURE, Asker
from laering.ui.asking.questions import Take
from laering.ui.desk.dropped import paths_in
from laering.ui.words import error_text


def with_pictures(given: Given, asker: Asker, take: Take) -> Given:
    """What is given with the pictures that somebody chooses now, or without the last one."""
    found: list[Attached] = []

    def check(text: str) -> str | None:
        found.clear()
        return None if text.strip() in {"", NO_PICTURE} else _fault_in(text, take, found)

    asked = asker.picture(check, taken=bool(given.pictures))
    if asked is not BACK and asked.strip() == NO_PICTURE:
        return replace(given, pictures=given.pictures[:-1])
    return given if asked is BACK else replace(given, pictures=(*given.pictures, *found))


def with_dropped(given: Given, text: str, asker: Asker, take: Take) -> Given:
    """What is given with the pictures whose paths were dropped; what is wrong with them is told."""
    found: list[Attached] = []
    wrong = _fault_in(text, take, found)
    if wrong is not None:
        asker.understood(wrong)
        return given
    return replace(given, pictures=(*given.pictures, *found))


def with_words(given: Given, asker: Asker) -> Given:
    """What is given with what its pictures show, asked of those of which nobody has told.

    Whoever goes back from one leaves it to the title.
    """
    told = []
    for each in given.pictures:
        text = asker.shows(each.name) if each.alt is None else each.alt
        told.append(each._replace(alt="" if text is BACK else text.strip()))
    return replace(given, pictures=tuple(told))


def _fault_in(text: str, take: Take, found: list[Attached]) -> str | None:
    """What is wrong with the pictures that are named, in words; they are found if nothing is."""
    try:
        found += [take(path) for path in paths_in(text)]
    except LaeringError as error:
        return error_text(error)
    return None
