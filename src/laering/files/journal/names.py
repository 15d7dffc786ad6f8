"""Names of entry files: what they tell, and which ones a folder holds."""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import compress
from operator import itemgetter
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import NamedTuple

from laering.domain.errors import CannotRead
from laering.domain.folding import composed
from laering.domain.period import Period
from laering.domain.strays import is_left_alone, is_passed_by
from laering.files.system.contents import is_link
from laering.files.system.disk import sweep

ENTRIES = "entries"

SLUG_LENGTH = 60
"""How many characters of a title a file's name has, at most."""

_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[-.]|\Z)")

_HEAD = 11

DEPTH = 16
"""How many folders down entries are looked for."""

# A name that leads nowhere but to a file in the folder itself.
SAFE_ID = re.compile(r"[\w][\w.-]*")


class Place(NamedTuple):
    """A file that may hold an entry, by its path relative to the journal."""

    path: str

    @property
    def id(self) -> str:
        """The name's stem; its letters are composed, however the disk keeps them."""
        return composed(self.path[self.path.rfind("/") + 1 : -3])

    @property
    def date(self) -> date | None:
        """The day the name tells, if it tells one."""
        return day_told(self.id)


def day_told(name: str) -> date | None:
    """The day that an entry's name, with its ending or without, begins with; None without one."""
    match = _DATED.match(name)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


class DaysWithin(dict[str | bytes, bool]):
    """Whether a name that begins so tells a day in the period; worked out once for each beginning.

    ``undated`` is what holds for names that tell no day.
    """

    def __init__(self, period: Period, *, undated: bool) -> None:
        super().__init__()
        self._period = period
        self._undated = undated

    def __missing__(self, beginning: str | bytes) -> bool:
        day = day_told(os.fsdecode(beginning))
        self[beginning] = self._undated if day is None else day in self._period
        return self[beginning]


def beginning_of(path: str) -> str:
    """As much of the name at the end of a path as tells its day, for ``DaysWithin``."""
    start = path.rfind("/") + 1
    return path[start : start + _HEAD]


def slug_of(title: str, length: int | None = SLUG_LENGTH) -> str:
    """A title as lower-case ASCII words joined by hyphens, cut between words."""
    folded = title.casefold().translate(_NORDIC)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", folded).translate(_NORDIC))
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)))
    slug = slug.strip("-")
    if length is None or len(slug) <= length:
        return slug
    cut = slug[: length + 1]
    return (cut[: cut.rfind("-")] if "-" in cut else slug[:length]).strip("-")


def folded_id(reference: str) -> str:
    """An entry's name without what people write around it, such as ``[[entries/Name.md|words]]``.

    In small plain letters, to be compared with others only.
    """
    inside = reference.rpartition("](")[2].strip().strip("[]()").strip()
    name = re.split(r"[|#]", inside, maxsplit=1)[0].strip().replace("\\", "/").rpartition("/")[2]
    return slug_of(re.sub(r"\.md$", "", name, flags=re.IGNORECASE), length=None)


_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})


class Listing(NamedTuple):
    """The files in ``entries/``, by their paths relative to the journal, in no order.

    ``markdown`` may hold entries; ``others`` are no ``.md`` files, lie too deep or behind a link
    to a folder. Those that are nobody's, such as hidden ones, are in neither. ``again`` are
    files that are listed under another name too, with the path by which they count.
    """

    markdown: list[str]
    others: list[str]
    again: dict[str, str]


def listing_of(root: Path, period: Period | None = None) -> Listing:
    """The files in the entries' folder of a journal and in those in it.

    With a ``period`` a file whose name tells a day outside it is left out. Raises CannotRead when
    the folder it begins with cannot be read.
    """
    found = Listing([], [], {})
    links: list[str] = []
    numbers: list[int] = []
    waiting = [(ENTRIES, 0)]
    while waiting:
        folder, depth = waiting.pop()
        where = os.path.join(root, folder)
        try:
            names = _all_names(where) if period is None else _names_within(where, period)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            if not depth:
                raise CannotRead(path=folder, reason=error) from None
            # Read as a file it becomes a problem with its name, and hides nobody.
            found.markdown.append(folder)
            continue
        for name in names.all:
            if depth <= DEPTH and name[-3:] == ".md" and name[0] not in ".~#":
                found.markdown.append(f"{folder}/{name}")
            elif is_folder(os.path.join(where, name)):
                if not is_passed_by(name):
                    waiting.append((f"{folder}/{name}", depth + 1))
            else:
                _sort(found, root, f"{folder}/{name}", period, entry=depth <= DEPTH)
        links += [f"{folder}/{name}" for name in names.links]
        numbers += names.numbers
    found.again.update(_again(root, found.markdown, links, numbers))
    return found


def _again(
    root: Path, markdown: Sequence[str], links: Sequence[str], numbers: Sequence[int]
) -> Iterator[tuple[str, str]]:
    """Each file that counts by another of its names already, with that name."""
    if len(set(numbers)) < len(numbers):
        yield from _twins(root, markdown)
    if links:
        yield from _linked(root, markdown, links)


def _twins(root: Path, markdown: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The files that lie on the disk once and have several names there, but for their first."""
    met: dict[tuple[int, int], str] = {}
    for path in sorted(markdown):
        with suppress(OSError):
            status = os.lstat(os.path.join(root, path))
            first = met.setdefault((status.st_dev, status.st_ino), path)
            if first != path and S_ISREG(status.st_mode):
                yield path, first


def _linked(root: Path, markdown: Sequence[str], links: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The links to files that count already: by their own name, or by another link to them."""
    ours, entries = (Path(os.path.realpath(each)) for each in (root, root / ENTRIES))
    met: dict[Path, str] = {}
    for path in sorted(set(links).intersection(markdown)):
        target = Path(os.path.realpath(os.path.join(root, path)))
        if not target.is_relative_to(ours) or not os.path.isfile(target):
            continue
        inside = target.relative_to(entries).as_posix() if target.is_relative_to(entries) else ""
        if inside and _is_listed(inside):
            yield path, f"{ENTRIES}/{inside}"
        elif met.setdefault(target, path) != path:
            yield path, met[target]


def _is_listed(inside: str) -> bool:
    """Whether an ordinary file among the entries, by its way from there, is one that is listed."""
    *folders, name = inside.split("/")
    alone = name[0] == "." or is_left_alone(name) or any(map(is_passed_by, folders))
    return len(folders) <= DEPTH and name.endswith(".md") and name[:2] != "~$" and not alone


class _Names(NamedTuple):
    """What lies in a folder: all names, those of symbolic links, and numbers that twins share."""

    all: list[str]
    links: list[str]
    numbers: list[int]


# On Windows the number of a file takes a call of its own, and is no such number.
_NUMBERED = os.name == "posix"


def _all_names(where: str) -> _Names:
    with os.scandir(where) as there:
        found = list(there)
    return _Names(
        [each.name for each in found],
        [each.name for each in found if each.is_symlink()],
        [each.inode() for each in found] if _NUMBERED else [],
    )


def _sort(found: Listing, root: Path, path: str, period: Period | None, *, entry: bool) -> None:
    """Put a file with an uncommon name where it belongs."""
    name = path[path.rfind("/") + 1 :]
    if name[0] == ".":
        sweep(os.path.join(root, path))
    if is_left_alone(name):
        return
    if entry and name.endswith(".md") and not name.startswith((".", "~$")):
        found.markdown.append(path)
        return
    day = None if period is None else day_told(name.lstrip(".~$"))
    if day is None or (period is not None and day in period):
        found.others.append(path)


def _names_within(where: str, period: Period) -> _Names:
    """The names in a folder that tell a day in the period or none, and those of all folders.

    They are told apart as bytes and without a loop of our own: a hundred thousand names are
    looked through for the eight hundred of a month.
    """
    names = os.listdir(os.fsencode(where))
    days = DaysWithin(period, undated=True)
    chosen = list(compress(names, map(days.__getitem__, map(_START, names))))
    chosen += [name for name in names if name[-3:] != b".md" and not days[_START(name)]]
    found = _Names([os.fsdecode(name) for name in chosen], [], [])
    for name in found.all:
        with suppress(OSError):
            status = os.lstat(os.path.join(where, name))
            if S_ISLNK(status.st_mode):
                found.links.append(name)
            elif status.st_nlink > 1 and _NUMBERED:
                found.numbers.append(status.st_ino)
    return found


_START = itemgetter(slice(None, _HEAD))


def is_folder(path: str) -> bool:
    """Whether there is a folder of its own at a path, and no link to one."""
    try:
        return S_ISDIR(os.lstat(path).st_mode) and not is_link(path)
    except OSError:
        return False
