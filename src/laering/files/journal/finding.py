"""Which of the entries a person means: by a name, a path, or what it is called."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from laering.domain.errors import AmbiguousEntry, NoSuchEntry
from laering.domain.folding import folded
from laering.files.journal.names import ENTRIES, Place, day_told, slug_of

_OURS = re.compile(r"[a-z0-9-]+")

_DAY = len("2026-11-23-")

_MOST = 10
"""Candidates that are told by name."""

Titles = Callable[[], Iterable[tuple[Place, str, Sequence[str]]]]
"""Opens the files, and gives of every entry its place, its title and its aliases."""


def means_last(reference: str) -> bool:
    """Whether the latest entry is meant, whatever it is called."""
    return _bare(reference).casefold() in ("siste", "last")


def one_of(places: Sequence[Place], reference: str) -> Place:
    """The only place that fits. Raises NoSuchEntry or AmbiguousEntry."""
    if not places:
        raise NoSuchEntry(reference=reference)
    if len(places) > 1:
        names = [place.path.removeprefix(f"{ENTRIES}/")[:-3] for place in places]
        raise AmbiguousEntry(reference=reference, candidates=_shortened(names))
    return places[0]


def fitting(places: Sequence[Place], reference: str, titles: Titles | None = None) -> list[Place]:
    """The files that a person may mean, those that fit best and no others; none when none fits.

    A whole id goes before one in other letters and before an alias, these before a beginning or
    a part of an id, and last come titles, which are looked at when no name fits: the files are
    opened for them and for an alias only. Without ``titles`` names alone count.
    """
    wanted = _bare(reference)
    if not wanted:
        return []
    path, key, plain = f"{ENTRIES}/{wanted}.md", folded(wanted), slug_of(wanted, length=None)
    own: tuple[Callable[[Place], bool], ...] = (
        lambda place: place.path == path,
        lambda place: place.id == wanted,
        lambda place: key in (folded(place.path[len(ENTRIES) + 1 : -3]), folded(place.id)),
    )
    for test in own:
        found = list(filter(test, places))
        if found:
            return found
    if titles is not None and day_told(wanted) and wanted[_DAY:]:
        found = [place for place, _, aliases in titles() if key in map(folded, aliases)]
        if found:
            return found
    return _by_part(places, plain) or (_by_title(titles, wanted, plain) if titles else [])


def _by_part(places: Sequence[Place], plain: str) -> list[Place]:
    """Those whose names are, begin with or hold what is asked for, in plain letters."""
    if not plain:
        return []
    loose = _loose(plain)
    names = [(place, _plain(place.id)) for place in places]
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: (name[_DAY:] if day_told(name) else name) == plain,
        lambda name: name.startswith(plain),
        lambda name: plain in name,
        lambda name: loose in _loose(name),
    )
    for test in tests:
        found = [place for place, name in names if test(name)]
        if found:
            return found
    return []


def _by_title(titles: Titles, wanted: str, plain: str) -> list[Place]:
    """Those whose titles are or hold what is asked for, and those with a part of it as alias."""
    loose, key = _loose(plain), folded(wanted)
    whole: list[Place] = []
    part: list[Place] = []
    for place, title, aliases in titles():
        names = [title, *aliases]
        if any(folded(name) == key for name in names):
            whole.append(place)
        elif any(
            loose in _loose(slug_of(name, length=None)) if loose else key in folded(name)
            for name in names
        ):
            part.append(place)
    return whole or part


def is_part(reference: str, text: str) -> bool:
    """Whether a text has what a person writes as a part of it, in plain letters."""
    loose = _loose(slug_of(reference, length=None))
    return bool(loose) and loose in _loose(slug_of(text, length=None))


def is_whole(reference: str, text: str) -> bool:
    """Whether a text is what a person writes, in plain letters."""
    plain, whole = (_loose(slug_of(each, length=None)) for each in (reference, text))
    return bool(plain) and plain == whole


def has_words(reference: str, text: str) -> bool:
    """Whether each word of a reference begins one of a text, in plain letters and any order."""
    wanted, there = (_loose(slug_of(each, length=None)).split("-") for each in (reference, text))
    return all(word and any(each.startswith(word) for each in there) for word in wanted)


def is_path(reference: str) -> bool:
    """Whether a reference may be the path of a file rather than a name."""
    return any(sign in reference for sign in ("/", "\\")) or reference.casefold().endswith(".md")


def paths_of(reference: str) -> Iterable[Path]:
    """The paths that a reference may stand for, as the shells of all systems write them."""
    for written in dict.fromkeys((reference, reference.replace("\\", "/"))):
        yield Path(os.path.expanduser(written))


def named(place: Place, reference: str) -> bool:
    """Whether somebody means this file by its whole name, or by a part of it."""
    wanted = folded(_bare(reference))
    return bool(wanted) and wanted in folded(place.id)


def _bare(reference: str) -> str:
    """A reference as a name: without the folder of the entries, the ending, and what is around."""
    name = reference.strip().strip("\"'").replace("\\", "/")
    name = re.sub(r"\.md$", "", name, flags=re.IGNORECASE)
    while name.startswith("./"):
        name = name[2:]
    return re.sub(rf"^{ENTRIES}/", "", name, flags=re.IGNORECASE)


def _plain(name: str) -> str:
    """A name in small plain letters, as ours are from the first."""
    return name if _OURS.fullmatch(name) else slug_of(name, length=None)


def _loose(plain: str) -> str:
    """Plain letters in which ø is o as well as oe, and å a as well as aa."""
    return plain.replace("aa", "a").replace("oe", "o")


def _shortened(candidates: list[str]) -> tuple[str, ...]:
    more = len(candidates) - _MOST
    return (*candidates[:_MOST], f"… (+{more})") if more > 0 else tuple(candidates)
