"""The header's keys: one row for each, read by all that writes, reads or checks one.

A new key is one row here, and one field in the same place of ``domain.entry.Facts``.
"""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from laering.domain.entry import OUTCOMES, Facts

Kind = Literal["text", "word", "choice", "day", "flag", "tags", "ids"]
"""What a key holds, and as what an entry has it.

``text``, ``word`` (the id of a source) and ``choice`` (one of a few words) are a text on one line
(``str``, None when absent), ``day`` is a ``date`` or None, ``flag`` a ``bool`` that is told only
when it is true, ``tags`` and ``ids`` (of entries) a tuple of texts, empty when absent.
"""


class Key(NamedTuple):
    """One key; its ``name`` is that of the field, too.

    ``choices`` are the words of a ``choice``. An entry without a ``required`` key is none. One
    that is ``shared`` goes along when a learning is given to others; the rest stays at home. Of a
    ``lenient`` one a value of another kind is as if nothing stood there.
    """

    name: str
    kind: Kind
    required: bool = False
    shared: bool = False
    choices: tuple[str, ...] = ()
    lenient: bool = False

    @property
    def blocks(self) -> bool:
        """Whether a value of another kind keeps a file from being an entry.

        A day that is not required is as if nothing stood there, and any flag but a plain no is set.
        """
        return self.required or not (self.lenient or self.kind in ("day", "flag"))


KEYS = (
    Key("title", "text", required=True, shared=True),
    Key("date", "day", required=True, shared=True),
    Key("source", "word", required=True, shared=True),
    Key("outcome", "choice", shared=True, choices=OUTCOMES),
    Key("tags", "tags", shared=True),
    Key("author", "text", shared=True),
    Key("repeats", "ids"),
    Key("private", "flag", shared=True),
    Key("written", "day"),
    Key("aliases", "ids", lenient=True),
    Key("not_repeats", "ids", lenient=True),
    Key("answered", "day"),
    Key("origin", "text", lenient=True),
)
"""In the order in which they are written."""

NAMES = tuple(key.name for key in KEYS)

REQUIRED = tuple(key.name for key in KEYS if key.required)

OPTIONAL = tuple(key for key in KEYS if not key.required)

LISTS = tuple(key.name for key in KEYS if key.kind in ("tags", "ids"))

SINGLE = tuple(key.name for key in KEYS if key.blocks and key.name not in LISTS)
"""The keys that hold one text, and of which anything else keeps a file from being an entry."""

SHARED = tuple(key.name for key in KEYS if key.shared)

NAMING = tuple(key.name for key in KEYS if key.kind == "ids")
"""The keys that name other entries."""

LENIENT = tuple(key.name for key in KEYS if key.lenient)

SPARE_DAYS = tuple(key.name for key in OPTIONAL if key.kind == "day")


def facts_of(learning: Facts) -> dict[str, Any]:
    """What a learning says for each key, and what else stands in its header, by field."""
    return {name: getattr(learning, name) for name in (*NAMES, "extra")}


def stored(learning: Facts) -> dict[str, Any]:
    """What an entry, a draft or what is given says for each key, as values that JSON has.

    A day is ``YYYY-MM-DD``, what is absent None, an empty list or false.
    """
    return dict(zip(NAMES, map(_plain, _VALUES(learning)), strict=True))


_VALUES = attrgetter(*NAMES)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def restored(values: Mapping[str, Any]) -> dict[str, Any]:
    """What ``stored`` gave, as an entry has it; what is not there is absent.

    Raises TypeError or ValueError when a value is of another kind.
    """
    return {key.name: _typed(key.kind, values.get(key.name)) for key in KEYS}


def _typed(kind: Kind, value: Any) -> object:
    if kind == "flag":
        return value is True
    if kind in ("tags", "ids"):
        return tuple(_text(item) or "" for item in value or ())
    if kind == "day":
        return date.fromisoformat(value) if value else None
    return _text(value)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(value)
