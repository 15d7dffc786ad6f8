"""Small copies of the pictures that a document shows, kept where they may be deleted.

What a text shows is looked for in its journal and nowhere else: no link leads out, nothing is
fetched, and what is no picture, or too large for one, is not shown.
"""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from laering.domain.errors import LaeringError
from laering.domain.gallery import Small, folder_of
from laering.domain.text.pictures import path_of
from laering.files.journal.progress import Progress, quiet
from laering.files.journal.root import lies_in
from laering.files.pictures.clean import MOST_BYTES, small_copy
from laering.files.system.contents import bytes_of, is_plain_file
from laering.files.system.disk import put
from laering.files.system.folders import for_index, make_private

_FOLDER = "pictures"

_VERSION = 1

_HEAD = re.compile(rb"(\d{1,4}) (\d{1,4})\n(?=\xff\xd8\xff)")

_MOST_BYTES = 1_000_000

_KEPT_FOR = 180 * 86_400

# Pixels of the longer side, and about how many bytes a photograph of that size takes.
_SIZES = ((640, 45_000), (400, 20_000), (240, 8_000))

Wanted = tuple[str, str]
"""A picture as a document has it: the path of the entry that shows it, and where its text says it
is."""


class Root(NamedTuple):
    """A journal as a document has it: what stands before its entries' paths, and its folder."""

    prefix: str
    folder: Path


class Thumbnails:
    """A ``Gallery`` of what lies in some journals, see ``made_for``."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self._roots = sorted(roots, key=lambda root: -len(root.prefix))
        self._small: dict[str, Small] = {}
        self._files: dict[str, Path | None] = {}

    def path(self, entry: str, target: str) -> str | None:
        """The path of a picture as the document has those of entries; None where none is there."""
        found = self._found(entry, target)
        return None if found is None or self._file(*found) is None else "".join(found[1:])

    def small(self, entry: str, target: str) -> Small | None:
        """The small copy that was made for it, if one was."""
        found = self._found(entry, target)
        return None if found is None else self._small.get("".join(found[1:]))

    def make(self, wanted: Iterable[Wanted], most: int, progress: Progress = quiet) -> None:
        """Make small copies, the first ones first, until they take so many bytes together."""
        places = (self._found(*each) for each in wanted)
        found = [(each, file) for each in places if each and (file := self._file(*each))]
        side = _side(len(found), most)
        for number, ((_, prefix, path), file) in enumerate(found):
            progress(number, len(found))
            small = _kept_or_made(file, side)
            if small is not None:
                most -= len(small.data)
                if most < 0:
                    break
                self._small[prefix + path] = small
        progress(len(found), len(found))

    def _found(self, entry: str, target: str) -> tuple[Path, str, str] | None:
        """The journal that an entry is of, what stands before its paths, and the picture's path."""
        for prefix, folder in self._roots:
            if entry.startswith(prefix):
                path = path_of(target, folder_of(entry[len(prefix) :]))
                return None if path is None else (folder, prefix, path)
        return None

    def _file(self, folder: Path, _prefix: str, path: str) -> Path | None:
        """The file itself, when there is one and it is the journal's own."""
        place = folder / path
        if str(place) not in self._files:
            real = Path(os.path.realpath(place))
            own = lies_in(place, folder) and is_plain_file(str(real))
            self._files[str(place)] = real if own else None
        return self._files[str(place)]


def _side(count: int, most: int) -> int:
    """How large so many pictures can be."""
    fitting = (side for side, size in _SIZES if count * size <= most)
    return next(fitting, _SIZES[-1][0])


def _kept_or_made(file: Path, side: int) -> Small | None:
    """The small copy of a picture: the one that is kept of what it is now, or one made anew."""
    try:
        status = os.stat(file)
    except OSError:
        return None
    told = f"{_VERSION} {side} {status.st_mtime_ns} {status.st_size} {file}"
    name = f"{sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:40]}.small"
    folders = [folder / _FOLDER for folder in for_index(file.parent)]
    for folder in folders:
        kept = _read(folder / name)
        if kept is not None:
            return kept
    data = bytes_of(str(file), MOST_BYTES)
    if not isinstance(data, bytes):
        return None
    try:
        made = small_copy(data, file, side)
    except LaeringError:
        return None
    _keep(folders, name, made)
    return made


def _read(path: Path) -> Small | None:
    data = bytes_of(str(path), _MOST_BYTES)
    head = _HEAD.match(data) if isinstance(data, bytes) else None
    if head is None or not isinstance(data, bytes):
        return None
    return Small(data[head.end() :], int(head[1]), int(head[2]))


def _keep(folders: Sequence[Path], name: str, made: Small) -> None:
    for folder in folders:
        try:
            make_private(folder)
            put(folder / name, b"%d %d\n" % (made.width, made.height) + made.data)
        except OSError:
            continue
        return


def sweep_old(journal: Path, now: float) -> None:
    """Remove small copies that were made half a year ago; ``now`` in seconds."""
    for place in for_index(journal):
        folder = place / _FOLDER
        with suppress(OSError):
            for name in os.listdir(folder):
                with suppress(OSError):
                    if now - os.lstat(folder / name).st_mtime > _KEPT_FOR:
                        os.unlink(folder / name)
