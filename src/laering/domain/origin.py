"""Where imported entries came from: what tells a row that is here already from a new one.

An origin is one line, ``avvik id 17 3f2a6c0d9b1e4a77``: the table's name, the row's own id where
it has one, and a number made of its cells; the second of two equal rows has ``-2`` behind it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal, NamedTuple

from laering.domain.entry import Entry
from laering.domain.naming import bare
from laering.domain.table import Cell

Verdict = Literal["new", "there", "changed"]

_MARK = re.compile(r"(?P<hash>[0-9a-f]{16})(?:-(?P<place>\d+))?$")
_ID_LENGTH = 60

INBOX = "innboks"
"""The table of what came by the inbox, where a file is a row; its place is that in the file."""


class Origin(NamedTuple):
    """The table, the row's id (empty without one), what its cells make, its place among equals."""

    table: str
    id: str
    hash: str
    place: int = 1

    def __str__(self) -> str:
        own = f" id {self.id}" if self.id else ""
        return f"{self.table}{own} {self.hash}{f'-{self.place}' if self.place > 1 else ''}"


def read_origin(text: str) -> Origin | None:
    """The origin that a header's line tells; None when it is none of ours."""
    rest, _, last = text.rpartition(" ")
    match = _MARK.fullmatch(last)
    if match is None:
        return None
    table, _, own = rest.partition(" ")
    return Origin(table, own.removeprefix("id "), match["hash"], int(match["place"] or 1))


def hash_of(names: Sequence[str], cells: Sequence[Cell]) -> str:
    """What a row's cells make, whatever their order: empty ones and their columns do not count."""
    said = sorted(
        f"{bare(names[place]) if place < len(names) else place}\x1f{cell}"
        for place, cell in enumerate(cells)
        if cell
    )
    return blake2b("\x1e".join(said).encode("utf-8", "replace"), digest_size=8).hexdigest()


def of_file(data: bytes, place: int = 1) -> str:
    """Where the learning in that place of a file in the inbox came from."""
    return str(Origin(INBOX, "", blake2b(data, digest_size=8).hexdigest(), place))


def came_in(entry: Entry) -> bool:
    """Whether an entry came by the inbox: somebody reported it by themselves."""
    origin = read_origin(entry.origin) if entry.origin else None
    return origin is not None and origin.table == INBOX


def id_of(cell: Cell) -> str:
    """A row's own id on one line, no longer than one is."""
    return " ".join(str(cell).split())[:_ID_LENGTH].rstrip()


_COUNTED = re.compile(
    r"[\s_-]*(?:\(\d+(?:\s*[-–]\s*\d+)?\)|(?:\d+[-.]){2}\d+|\b(?:kopi|copy)\b)", re.IGNORECASE
)


def table_called(stem: str) -> str:
    """A file's name without what programs add when it is fetched again, such as ``(1-25)``."""
    return _COUNTED.sub("", stem).strip() or stem


@dataclass(slots=True)
class Known:
    """What a journal holds of earlier imports, and the rows of this one as they are met."""

    _rows: set[int] = field(default_factory=set)
    _doubles: set[tuple[int, int]] = field(default_factory=set)
    _ids: dict[str, set[str]] = field(default_factory=dict)
    _met: Counter[int] = field(default_factory=Counter)

    def add(self, origins: Iterable[str]) -> None:
        """Take in the origins of entries; what is none of ours is passed by."""
        for text in origins:
            origin = read_origin(text)
            if origin is None:
                continue
            number = int(origin.hash, 16)
            if origin.place == 1:
                self._rows.add(number)
            else:
                self._doubles.add((number, origin.place))
            if origin.id:
                self._ids.setdefault(f"{origin.table} {origin.id}", set()).add(origin.hash)

    def judge(self, origin: Origin) -> tuple[Verdict, Origin]:
        """Whether a row is here already, and its origin with its place among equal ones.

        One whose id is known is a changed one, unless the row that has it stood before it.
        """
        number = int(origin.hash, 16)
        self._met[number] += 1
        origin = origin._replace(place=self._met[number])
        waiting = self._ids.get(f"{origin.table} {origin.id}") if origin.id else None
        if waiting is not None:
            waiting.discard(origin.hash)
        if number in self._rows if origin.place == 1 else (number, origin.place) in self._doubles:
            return "there", origin
        return ("changed" if waiting else "new"), origin
