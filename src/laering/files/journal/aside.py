"""What lies in ``entries/`` and is no entry of its own: copies and strays, each with its reason.

The one place that says so, for every command: what stands in the journal is counted once, or named.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from urllib.parse import unquote

from laering.domain import check, strays
from laering.domain.copies import Seen, copies_among
from laering.domain.entry import Entry, Problem
from laering.domain.text.pictures import Written, defined_in, written_in
from laering.files.entry import codec
from laering.files.journal.names import Listing
from laering.files.system.contents import Fault

Bytes = Callable[[str], bytes | Fault]
"""Gives the bytes of a file of the journal by its path, see ``Journal.bytes_at``."""


@dataclass(frozen=True, slots=True)
class Aside:
    """The files that are set aside, by their paths: why, and what counts instead of a copy."""

    problems: Mapping[str, Problem] = field(default_factory=dict)
    originals: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str) -> list[str]:
        """The files in whose place one counts, in order."""
        return sorted(each for each, original in self.originals.items() if original == path)


def copies_in(listing: Listing, bytes_at: Bytes) -> Aside:
    """The copies among these files, and the links to those that count already.

    Opens only those whose names tell of a copy, and their originals. The problem stands at the
    line from which on they differ.
    """
    said: dict[str, Seen | None] = {}

    def seen(path: str) -> Seen | None:
        if path not in said:
            said[path] = None
            data = bytes_at(path)
            if isinstance(data, bytes):
                found = codec.read(data, path)
                if isinstance(found, Entry):
                    said[path] = Seen(found.title, found.date, data)
        return said[path]

    own = listing.markdown
    if listing.again:
        own = [path for path in own if path not in listing.again]
    originals = dict(copies_among(own, seen))
    problems = {}
    for path, original in originals.items():
        here, there = seen(path), seen(original)
        if here is not None and there is not None:
            problems[path] = _copy(path, original, here.data, there.data)
    for path, counted in listing.again.items():
        problems[path] = Problem(path, 1, "same-file", (("original", counted),))
        originals[path] = originals.get(counted, counted)
    return Aside(problems, originals)


def _copy(path: str, original: str, here: bytes, there: bytes) -> Problem:
    if here == there:
        return Problem(path, 1, "copy", (("original", original), ("reason", check.SAME_COPY)))
    pairs = zip_longest(here.split(b"\n"), there.split(b"\n"))
    line = next(number for number, (own, other) in enumerate(pairs, 1) if own != other)
    facts = (("original", original), ("line", str(line)), ("reason", check.OTHER_COPY))
    return Problem(path, line, "copy", facts)


def strays_in(root: Path, listing: Listing, bytes_at: Bytes, *, pictures: bool) -> list[Problem]:
    """The other files that have no business there, in order.

    Which ``pictures`` are shown by an entry can be told only where all entries are listed.
    """
    shown = [path for path in listing.others if strays.is_picture(path)]
    wrong = {path: _why(root, path) for path in listing.others if not strays.is_picture(path)}
    if pictures and shown:
        wrong |= dict.fromkeys(_not_shown(shown, listing.markdown, bytes_at), strays.NOT_SHOWN)
    return [
        Problem(path, 1, "stray", (("reason", reason),)) for path, reason in sorted(wrong.items())
    ]


def _why(root: Path, path: str) -> str:
    name = path[path.rfind("/") + 1 :]
    if os.path.isdir(root / path):
        return strays.LINKED
    if name.endswith(".md") and name[0] not in ".~":
        return strays.TOO_DEEP
    return strays.why_stray(name)


def _not_shown(pictures: Iterable[str], entries: Iterable[str], bytes_at: Bytes) -> set[str]:
    """The pictures that no entry shows. Those that bear an entry's name are looked for in it."""
    waiting = {_folded(path): path for path in pictures}
    own = {path[path.rfind("/") + 1 : -3]: path for path in entries}
    named = {
        own[stem]
        for path in waiting.values()
        if (stem := _NUMBER.sub("", path[path.rfind("/") + 1 :])) in own
    }
    for path in (*sorted(named), *entries):
        if not waiting:
            break
        data = bytes_at(path)
        if isinstance(data, bytes) and (b"![" in data or b"<img" in data):
            for shown in _shown(data, path[: path.rfind("/")]):
                for each in [each for each in waiting if _same(each, shown)]:
                    del waiting[each]
    return set(waiting.values())


def _same(path: str, shown: str) -> bool:
    """Whether a text that shows a picture means this one: by its path, or by its name alone."""
    return path == shown or ("/" not in shown and path.endswith(f"/{shown}"))


_NUMBER = re.compile(r"(?:-\d+)?\.[^.]+\Z")


def _shown(data: bytes, folder: str) -> Iterator[str]:
    """What a file shows as pictures: paths, or names alone where that is how it says them."""
    text = data.decode("utf-8", "replace")
    by_reference = (Written("", target, by_name=False) for target in defined_in(text))
    for each in chain(written_in(text), by_reference):
        written = unquote(each.target).strip()
        if each.by_name:
            yield _folded(written[written.rfind("/") + 1 :])
        else:
            path = os.path.normpath(f"{folder}/{written}").replace("\\", "/")
            yield _folded(path)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
