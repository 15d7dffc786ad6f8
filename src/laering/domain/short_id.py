"""The short name of an entry that a person can type."""

import re
from bisect import bisect_left
from collections.abc import Sequence

# What an id may begin with and be found again, whichever letters the rest of it has.
_BEGINNING = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_DATE_PARTS = 3


def short_id(name: str, names: Sequence[str]) -> str:
    """The shortest beginning of an id that no other of the sorted ``names`` has.

    Its date at least, and whole words; the id itself when there is no such beginning.
    """
    place = bisect_left(names, name)
    beside = (*names[max(0, place - 1) : place], *names[place + 1 : place + 2])
    parts = name.split("-")
    for count in range(_DATE_PARTS, len(parts)):
        beginning = "-".join(parts[:count])
        if not any(other.startswith(beginning) for other in beside):
            return beginning if _BEGINNING.fullmatch(beginning) else name
    return name
