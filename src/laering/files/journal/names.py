"""Names of entry files: what they tell, and which ones a folder holds."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import compress
from operator import itemgetter
from pathlib import Path
from stat import S_ISDIR

from laering.domain.errors import CannotRead
from laering.domain.period import Period
from laering.files.system.disk import is_link, sweep

OWN_LINKS = 2
"""How many links a folder has that has none in it, where links are counted."""

ENTRIES = "entries"

SLUG_LENGTH = 60
"""How many characters of a title a file's name has, at most."""

_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)[-.]")

_HEAD = 11

DEPTH = 16
"""How many folders down entries are looked for."""

# A name that leads nowhere but to a file in the folder itself.
SAFE_ID = re.compile(r"[\w][\w.-]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A file that may hold an entry, by its path relative to the journal."""

    path: str

    @property
    def id(self) -> str:
        """The name's stem."""
        return self.path[self.path.rfind("/") + 1 : -3]

    @property
    def date(self) -> date | None:
        """The day the name tells, if it tells one."""
        return name_date(self.id + ".")


class Told:
    """What files' names seem to tell of their day, before any header is read."""

    def __init__(self, period: Period) -> None:
        self._first, self._last = period.start.isoformat(), period.end.isoformat()

    def within(self, path: str) -> bool:
        """Whether the name tells a day in the period."""
        start = path.rfind("/") + 1
        return self._first <= path[start : start + 10] <= self._last


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


def name_date(name: str) -> date | None:
    """The day that an entry's name begins with; None without one."""
    match = _DATED.match(name)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def markdown_below(
    root: Path, folder: str, depth: int, period: Period | None = None
) -> Iterator[str]:
    """Every ``.md`` file in a folder and those in it, relative to ``root``; hidden ones are not.

    With a ``period`` a file whose name tells a day outside it is left out. Raises CannotRead when
    the folder it begins with cannot be read.
    """
    where = os.path.join(root, folder)
    try:
        names = os.listdir(where) if period is None else _names_within(where, period)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        if depth == DEPTH:
            raise CannotRead(path=folder, reason=error) from None
        # Read as a file it becomes a problem with its name, and hides nobody.
        yield folder
        return
    for name in names:
        if name[0] == ".":
            sweep(os.path.join(root, folder, name))
            continue
        if name.endswith(".md"):
            yield f"{folder}/{name}"
        elif depth and _is_folder(os.path.join(root, folder, name)):
            yield from markdown_below(root, f"{folder}/{name}", depth - 1, period)


def _names_within(where: str, period: Period) -> list[str]:
    """The names in a folder that tell a day in the period or none, and those of all folders.

    They are told apart as bytes and without a loop of our own: a hundred thousand names are
    looked through for the eight hundred of a month.
    """
    names = os.listdir(os.fsencode(where))
    days = _Days(period)
    chosen = list(compress(names, map(days.__getitem__, map(_START, names))))
    if _may_hold_folders(where):
        chosen += [name for name in names if name[-3:] != b".md" and not days[_START(name)]]
    return [os.fsdecode(name) for name in chosen]


_START = itemgetter(slice(None, _HEAD))


def _may_hold_folders(where: str) -> bool:
    """Whether there may be folders in a folder, told without a look at the names.

    Most file systems count a link for every folder in a folder. Whether this one does shows in
    the folder above, which holds at least this one.
    """
    inner, outer = os.lstat(where), os.lstat(os.path.dirname(where))
    counted = outer.st_nlink > OWN_LINKS and inner.st_dev == outer.st_dev
    return not (counted and inner.st_nlink == OWN_LINKS)


class _Days(dict[bytes, bool]):
    """Whether a name that begins so tells a day in the period, or none; worked out once each."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def __missing__(self, start: bytes) -> bool:
        day = name_date(os.fsdecode(start))
        self[start] = day is None or day in self._period
        return self[start]


def _is_folder(path: str) -> bool:
    try:
        return S_ISDIR(os.lstat(path).st_mode) and not is_link(path)
    except OSError:
        return False
