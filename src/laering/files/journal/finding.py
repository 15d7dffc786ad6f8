"""Which of the entries a person means, by its name."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from laering.domain.errors import AmbiguousEntry, NoSuchEntry
from laering.files.journal.names import ENTRIES, Place, slug_of

_OURS = re.compile(r"[a-z0-9-]+")

_MOST = 10
"""Candidates that are told by name."""


def means_last(reference: str) -> bool:
    """Whether the latest entry is meant, whatever it is called."""
    return _bare(reference).casefold() in ("siste", "last")


def find_among(places: Sequence[Place], reference: str) -> Place:
    """The file that a person means by an id, or by a beginning or a part of one.

    An exact one goes before one in other letters, a beginning before a part. Raises NoSuchEntry
    or AmbiguousEntry.
    """
    wanted = _bare(reference)
    folded = slug_of(wanted, length=None)
    composed = _composed(reference.strip())
    tests: tuple[Callable[[Place], bool], ...] = (
        lambda place: place.path == f"{ENTRIES}/{wanted}.md",
        lambda place: place.id == wanted,
        lambda place: composed in (_composed(place.path), _composed(place.id)),
        lambda place: bool(folded) and _plain(place.id).startswith(folded),
        lambda place: bool(folded) and folded in _plain(place.id),
    )
    for test in tests:
        fitting = [place for place in places if test(place)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            names = [place.path.removeprefix(f"{ENTRIES}/")[:-3] for place in fitting]
            raise AmbiguousEntry(reference=reference, candidates=_shortened(names))
    raise NoSuchEntry(reference=reference)


def named(place: Place, reference: str) -> bool:
    """Whether somebody means this file by its whole name, or by a part of it."""
    wanted = _composed(_bare(reference))
    return bool(wanted) and wanted in _composed(place.id)


def _bare(reference: str) -> str:
    return reference.strip().removeprefix(f"{ENTRIES}/").removesuffix(".md")


def _composed(name: str) -> str:
    """A name as one that differs only in case, or in how its letters are put together.

    macOS may keep å as a and a ring, and finds a file by its name in any case.
    """
    return unicodedata.normalize("NFC", name).casefold()


def _plain(name: str) -> str:
    """A name in small plain letters, as ours are from the first."""
    return name if _OURS.fullmatch(name) else slug_of(name, length=None)


def _shortened(candidates: list[str]) -> tuple[str, ...]:
    more = len(candidates) - _MOST
    return (*candidates[:_MOST], f"… (+{more})") if more > 0 else tuple(candidates)
