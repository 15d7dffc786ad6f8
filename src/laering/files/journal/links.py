"""Where a link leads: to the entry of that id, however it is spelt, else to one of that alias."""

from collections.abc import Iterable
from dataclasses import replace

from laering.domain.action import folded
from laering.domain.entry import Entry
from laering.files.entry import codec
from laering.files.journal.aside import Bytes


def bearers(paths: Iterable[str], bytes_at: Bytes) -> dict[str, list[str]]:
    """The ids of the entries among some files that bear each alias, folded. Opens them all."""
    found: dict[str, list[str]] = {}
    for path in paths:
        data = bytes_at(path)
        if not isinstance(data, bytes) or b"aliases" not in data:
            continue
        entry = codec.read(data, path)
        if isinstance(entry, Entry):
            for alias in entry.aliases:
                found.setdefault(folded(alias), []).append(entry.id)
    return found


def with_ids(entries: Iterable[Entry], paths: Iterable[str], bytes_at: Bytes) -> list[Entry]:
    """The entries, repeating by its own id what they name by another name of it.

    ``paths`` are those of all files, which are opened only where a link leads nowhere.
    """
    given = list(entries)
    wanted = {name for entry in given for name in entry.repeats}
    ids = {path[path.rfind("/") + 1 : -3] for path in paths} if wanted else set()
    lost = wanted - ids
    if not lost:
        return given
    spelt = {folded(name): name for name in ids}
    borne = bearers(paths, bytes_at)
    meant = {}
    for name in lost:
        bearing = borne.get(folded(name), ())
        found = spelt.get(folded(name)) or (bearing[0] if len(bearing) == 1 else None)
        if found is not None:
            meant[name] = found
    return [
        replace(entry, repeats=tuple(meant.get(name, name) for name in entry.repeats))
        if not meant.keys().isdisjoint(entry.repeats)
        else entry
        for entry in given
    ]
