"""Copies: files that a sync program, a file manager or a phone made of another, by their names.

The list of what they add is closed. Our own names are small letters of ASCII, digits and hyphens;
a tail in that alphabet (``-2``) is never a copy's. A name alone makes no copy: there is the file
that it was made of, and both have the same title and day.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from laering.domain.folding import composed, folded

_COPY = r"(?:kopi|kopia|copy|kopie|copie|copia|cópia|kopio)"

# What the sync programs call what they could not join, in the languages that they speak.
_CONFLICTED = (
    r"(?:conflicted copy|conflicting copy|konflikt(?:ed|eret )?kopi|motstridende kopi"
    r"|motstridig kopi|overlappende kopi|konfliktkopia|motstridiga? kopia|konfliktkopie"
    r"|in konflikt stehende kopie|conflicterende kopie|copie en conflit|copia en conflicto"
    r"|copia in conflitto|cópia em conflito|ristiriitainen kopio|sfconflict|conflict on [\d-]+"
    r"|(?:case|unicode encoding|whitespace|selective sync) conflict)"
)

# Whose the other version is: the name of a machine, with what it is.
_MACHINES = (
    r"(?:mac(?:book)?|pc|laptop|desktop|iphone|ipad|surface|android|telefon|mobil|nettbrett)"
)

# What may follow the word alone: a number, a day, a time, or where it comes from.
_WHEN = r"(?:[ _#-]*\d[\d .:_-]*)?(?:[ ](?:from|fra)[ ][^()\[\]]+)?"

_ANY_CASE = (
    # Dropbox, OneDrive, Nextcloud, Seafile, Obsidian: x (Karis motstridende kopi 2026-11-24)
    rf"[ ]?\((?:[^()]*[ ’'])?{_CONFLICTED}(?:[ ][^()]*)?\)",
    # Windows: x - Kopi, x - Copy (2)
    rf"[ ][-–][ ]{_COPY}(?:[ ]\(\d{{1,3}}\))?",
    # macOS: x kopi, x copy 2
    rf"[ ]{_COPY}(?:[ ]\d{{1,3}})?",
    # GNOME and KDE: x (kopi), x (3rd copy), x (en kopi til)
    rf"[ ]\((?:another[ ]|en[ ]|\d{{1,3}}(?:st|nd|rd|th|\.)[ ])?{_COPY}(?:[ ](?:\d{{1,3}}|til))?\)",
    # Syncthing, Resilio, rclone
    r"\.sync-conflict-\d{8}-\d{6}(?:-[a-z0-9]{7})?",
    r"\.conflict\d{0,3}",
    # ownCloud, Nextcloud, Synology
    r"_conflict-[\w.@ -]+",
    r"_[^_]+_[a-z]{3}-\d\d-\d{4,6}-\d{4}_conflict",
    # pCloud
    r"[ ]?\[conflicted\](?:[ ]?\(\d{1,3}\))?",
    # x (conflict 2026-11-24), x [konflikt], x (konflikt fra PC-KARI)
    rf"[ ]?\((?:conflict|konflikt){_WHEN}\)",
    rf"[ ]?\[(?:conflict|konflikt){_WHEN}\]",
    # x (from Karis PC), x (fra Karis telefon)
    rf"[ ]?\((?:from|fra)[ ][^()]*\b[\w-]*{_MACHINES}\b[^()]*\)",
    # DOS names
    r"~[1-9]\d?",
)

_NUMBERED = (
    # Browsers, Google Drive, Android: x (1)
    r"[ ]?\(\d{1,3}\)",
    # Some scanners, exports and older phones: x_1
    r"_[1-9]\d?",
    # iCloud and the Files of a phone: x 2
    r"[ ](?:[2-9]|[1-9]\d)",
)


@cache
def _tails() -> tuple[re.Pattern[str], ...]:
    """Made when the first name needs them: most journals hold our own names alone."""
    tails = (*_ANY_CASE, *_NUMBERED)
    return tuple(re.compile(rf"(?P<base>.+?)(?:{tail})", re.IGNORECASE) for tail in tails)


_NUMBER = re.compile(rf".+?(?:{'|'.join(_NUMBERED)})")

# OneDrive puts the machine's name there: x-PC-KARI, x-Karis-MacBook-Pro.
_MACHINE = re.compile(
    r"[A-Z][A-Z0-9-]{0,14}"
    r"|(?=.*(?i:mac|pc|laptop|desktop|iphone|ipad|surface))[A-Z][\w’' -]{0,40}",
)

_BEFORE = re.compile(
    r"(?:kopi av|copy of|kopia av|kopi af|kopie von|kopie van|copie de|copia de|cópia de"
    r"|(?:kopi|copy)[ ]\(\d{1,3}\)[ ](?:av|of))[ ](?P<base>.+)",
    re.IGNORECASE,
)

_OURS = re.compile(r"[a-z0-9-]*")

_IN_OURS = b"abcdefghijklmnopqrstuvwxyz0123456789-/."
"""What our own paths are written with."""

_PEELED = 6
"""Copies of copies of copies: how many tails a name may have."""


def bases(stem: str) -> list[str]:
    """The names that a file may be a copy of by its own, without endings, the nearest first.

    Empty for nearly every name.
    """
    if _OURS.fullmatch(stem):
        return []
    found: dict[str, None] = {}
    ring = [composed(stem)]
    for _ in range(_PEELED):
        ring = [base for name in ring for base in _peeled(name) if base not in found]
        found |= dict.fromkeys(ring)
        if not ring:
            break
    return list(found)


def _peeled(stem: str) -> Iterator[str]:
    """The name without one thing that may have been added to it."""
    for tail in _tails():
        match = tail.fullmatch(stem)
        if match is not None:
            yield match["base"]
    before = _BEFORE.fullmatch(stem)
    if before is not None:
        yield before["base"]
    for match in reversed(list(re.finditer("-", stem))):
        machine = stem[match.end() :]
        if match.start() and _MACHINE.fullmatch(machine):
            yield stem[: match.start()]


class Seen(NamedTuple):
    """As much of an entry as tells whether another is its copy."""

    title: str
    day: date
    data: bytes

    @property
    def event(self) -> tuple[str, date]:
        """What a copy has in common with what it was made of."""
        return folded(" ".join(self.title.split())), self.day


def copies_among(paths: Iterable[str], seen: Callable[[str], Seen | None]) -> Mapping[str, str]:
    """The copies among the files of a journal, each with the file that counts in its place.

    ``seen`` tells what a file says, None when it is no entry: then it is nobody's original, and
    its copy is the entry. So is one of several whose original is gone. Only files whose names
    tell of copies are asked about, and what these were made of.
    """
    paths = list(paths)
    together = "".join(paths)
    # Nearly every journal holds our own names alone, and a hundred thousand of them are many.
    plain = together.isascii() and together.count(".") == len(paths)
    if plain and not together.encode().translate(None, _IN_OURS):
        return {}
    suspects = {path: bases(name) for path in paths if not _OURS.fullmatch(name := _stem(path))}
    looked_for = {_key(base) for path, found in suspects.items() for base in (_stem(path), *found)}
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        name = _key(_stem(path))
        if name in looked_for:
            by_name[name].append(path)

    def candidates(path: str) -> list[str]:
        """What a file may be a copy of; of twins the first is the entry."""
        alike = by_name[_key(_stem(path))]
        twins = [each for each in alike if each < path and _are_twins(each, path)]
        return twins + [each for base in suspects[path] for each in by_name[_key(base)]]

    made_of: dict[str, str] = {}
    orphans: dict[tuple[object, ...], str] = {}
    for path in sorted(suspects):
        there = candidates(path)
        said = seen(path) if there or suspects[path] else None
        if said is None:
            continue
        event = said.event
        original = next((it for it in there if (its := seen(it)) and its.event == event), None)
        if original is None and suspects[path]:
            # A number alone may be a person's own; only the same bytes tell that it is not.
            alone = said.data if _NUMBER.fullmatch(_stem(path)) else b""
            base = _key(min(suspects[path], key=len))
            original = orphans.setdefault((base, event, alone), path)
        if original is not None and original != path:
            made_of[path] = original
    return {path: _last(path, made_of) for path in made_of}


def _are_twins(one: str, other: str) -> bool:
    """Whether names in a folder differ in how å is composed alone, as between a Mac and others."""
    return one != other and composed(one) == composed(other)


def _last(path: str, made_of: Mapping[str, str]) -> str:
    while path in made_of:
        path = made_of[path]
    return path


def _stem(path: str) -> str:
    return path[path.rfind("/") + 1 : -3]


def _key(stem: str) -> str:
    """A name as it is compared: without regard to letter case and to how å is composed."""
    return stem if _OURS.fullmatch(stem) else folded(stem)
