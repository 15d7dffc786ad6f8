"""Where a link leads: to the entry of that id, however it is spelt, else to one of that alias."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from laering.domain.entry import Entry, Problem
from laering.domain.folding import composed, folded
from laering.files.entry import codec
from laering.files.journal.names import ENTRIES, SAFE_ID, Place

if TYPE_CHECKING:
    from laering.files.journal.aside import Bytes


def bearers(paths: Iterable[str], bytes_at: "Bytes") -> dict[str, list[str]]:
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


def with_ids(entries: Iterable[Entry], paths: Iterable[str], bytes_at: "Bytes") -> list[Entry]:
    """The entries, repeating by its own id what they name by another name of it.

    ``paths`` are those of all files, which are opened only where a link leads nowhere.
    """
    given = list(entries)
    wanted = {name for entry in given for name in entry.repeats}
    ids = {composed(path[path.rfind("/") + 1 : -3]) for path in paths} if wanted else set()
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


def repeated_by(
    entries: Iterable[Entry],
    paths: Iterable[str],
    read: Callable[[str], Entry | Problem],
    everything: Callable[[], Iterable[str]],
) -> dict[str, Entry]:
    """The earlier entries that some repeat, and those that these repeat in turn, by id.

    Those among ``entries`` are left out. ``read`` gives the entry in a file of the journal, and
    ``everything`` all its paths, asked for only where a name fits in other letters alone;
    ``paths`` tell which files are sorted into folders.
    """
    found: dict[str, Entry] = {}
    folders: dict[str, str] = {}
    given = list(entries)
    known = {entry.id for entry in given}
    waiting = {name for entry in given for name in entry.repeats}
    deeper = (path for path in paths if path.count("/") > 1) if waiting else ()
    sorted_away = {path[path.rfind("/") + 1 : -3]: path for path in deeper}
    while waiting:
        name = waiting.pop()
        if name in known or not SAFE_ID.fullmatch(name):
            continue
        known.add(name)
        earlier = read(sorted_away.get(name, f"{ENTRIES}/{name}.md"))
        if isinstance(earlier, Problem) and earlier.code == "unreadable":
            folders = folders or {folded(Place(path).id): path for path in everything()}
            alike = folders.get(folded(name))
            earlier = read(alike) if alike else earlier
        if isinstance(earlier, Entry):
            found[name] = earlier
            waiting |= set(earlier.repeats)
    return found
