"""By which id an entry was known first."""

from laering.domain.entry import Entry
from laering.files.entry.tree import Fault, pairs_of, plain


def first_id(entry: Entry) -> str:
    """The first of an entry's ``aliases``, the ids that it had before; without any its id."""
    for key, lines in entry.extra:
        if key.casefold() == "aliases":
            pairs = pairs_of(lines)
            told = None if isinstance(pairs, Fault) or not pairs else plain(pairs[0][1])
            names = told if isinstance(told, list) else [told]
            first = next((name for name in names if isinstance(name, str) and name.strip()), None)
            if first is not None:
                return first.strip()
    return entry.id
