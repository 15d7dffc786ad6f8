"""Where a person's own files may be: usual places are suggested, and our own rules judge them.

Drafts are promised, so no library and no odd setting may take their folder away. A place is the
one that the person's environment names; else the one that platformdirs tells, then the one that
is usual on the system. It is used when it is safe: told in full, the person's own or, further up,
the system's, and in nobody else's power to change or replace. Windows keeps strangers out of a
person's profile, so there a place is safe when it lies in that.
"""

import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISVTX, S_IWGRP, S_IWOTH
from threading import Lock

STATE, CACHE, CONFIG, SESSION = "state", "cache", "config", "runtime"

_NAME = "laering"

_WINDOWS = os.name == "nt"

_VARIABLES = {
    STATE: "XDG_STATE_HOME",
    CACHE: "XDG_CACHE_HOME",
    CONFIG: "XDG_CONFIG_HOME",
    SESSION: "XDG_RUNTIME_DIR",
}

_ON_MACOS = {
    STATE: "Library/Application Support",
    CACHE: "Library/Caches",
    CONFIG: "Library/Application Support",
    SESSION: "Library/Caches/TemporaryItems",
}

_ELSEWHERE = {STATE: ".local/state", CACHE: ".cache", CONFIG: ".config"}

_PROFILE = ("USERPROFILE", "LOCALAPPDATA", "APPDATA")

_FOR_A_WHILE = ("/tmp", "/var/tmp")  # noqa: S108  # only a folder of the person's own in it

# The filters of warnings are those of all threads, too.
_ONE_AT_A_TIME = Lock()

# Who owns the system's own folders; the second is what they show where users have new numbers.
_SYSTEMS = frozenset({0, 65534})


DRAFTS, FORMER, MOVES = "drafts", "former", "moves"
"""What is kept for a person: what is being written, files as they were before an edit, and that a
change of several files is under way."""


def for_drafts(journal: Path, kind: str = DRAFTS) -> list[Path]:
    """Where drafts for a journal may be, the best place first; never in the journal."""
    return [folder for folder in drafts(kind) if _is_safe(folder) and not _is_of(journal, folder)]


def drafts(kind: str = DRAFTS) -> list[Path]:
    """Every place where drafts may have been left, whether it is there or safe, or not."""
    places = _distinct([*usual(STATE), *usual(SESSION), *_temporary()])
    return [place / kind for place in places]


def for_index(journal: Path) -> list[Path]:
    """Where the index of a journal may be, the best place first; never in the journal."""
    places = usual(CACHE)
    return [place for place in places if _is_safe(place) and not _is_of(journal, place)]


def usual(kind: str) -> Iterator[Path]:
    """The program's own folder in the usual places of a kind, safe or not, each of them once."""
    return _distinct(_suggested(kind))


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can read. Raises OSError when it is another's."""
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)
            os.chmod(each, 0o700)
    # Somebody may have been there first.
    if not _is_safe(folder):
        raise PermissionError(EACCES, os.strerror(EACCES))
    if mode_of_mine(folder) & 0o077:
        os.chmod(folder, 0o700)


def mode_of_mine(folder: Path) -> int:
    """The mode of a folder that is the person's own. Raises OSError when it is not."""
    status = os.lstat(folder)
    if not S_ISDIR(status.st_mode) or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
        raise PermissionError(EACCES, os.strerror(EACCES))
    return status.st_mode


def names_in(folder: Path) -> list[str]:
    """The names in a folder of the person's own; none where it is not theirs, or cannot be read."""
    try:
        mode_of_mine(folder)
        return os.listdir(folder)
    except OSError:
        return []


def is_out_of_reach(file: Path) -> bool:
    """Whether nobody but the person and the system can change what stands at a path."""
    try:
        if _WINDOWS:
            return _is_in_profile(file)
        return all(_is_ours(each) for each in (*_way(str(file)), *_way(os.path.realpath(file))))
    except (OSError, ValueError):
        return False


def _distinct(places: Iterable[str | Path]) -> Iterator[Path]:
    seen = set()
    for place in map(Path, places):
        if place not in seen:
            seen.add(place)
            yield place


def _suggested(kind: str) -> Iterator[str]:
    named = os.environ.get(_VARIABLES[kind], "")
    if _is_path(named):
        yield os.path.join(named, _NAME)
    else:
        # What is not called by the program's name is not the program's own.
        places = (_told(kind), _own(kind))
        own = (each for each in places if _is_path(each) and _NAME in Path(each).parts)
        yield from (each for each in own if not _is_of_nobodys_home(Path(each)))


def _told(kind: str) -> str:
    """What platformdirs says; where it fails or warns instead of answering, nothing is heard of it.

    The streams stay as they are: they are those of all threads, and another may be about to ask.
    """
    with _ONE_AT_A_TIME, suppress(Exception), warnings.catch_warnings(action="ignore"):
        import platformdirs

        place = getattr(platformdirs, f"user_{kind}_path")(_NAME, appauthor=False)
        return str(place) if isinstance(place, str | Path) else ""
    return ""


def _own(kind: str) -> str:
    """What is usual on this system; empty where nobody is at home."""
    home = os.path.expanduser("~")
    if _WINDOWS:
        local = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        middle = ("Temp",) if kind == SESSION else ()
        return os.path.join(local, *middle, _NAME, *(("Cache",) if kind == CACHE else ()))
    if sys.platform == "darwin":
        return os.path.join(home, _ON_MACOS[kind], _NAME)
    if kind == SESSION:
        return f"/run/user/{os.getuid()}/{_NAME}"
    return os.path.join(home, _ELSEWHERE[kind], _NAME)


def _temporary() -> Iterator[str]:
    """A folder of the person's own where everybody may have files for a while."""
    name = _NAME if _WINDOWS else f"{_NAME}-{os.getuid()}"
    named = (os.environ.get(variable, "") for variable in ("TMPDIR", "TEMP", "TMP"))
    chosen = next(filter(_is_path, named), None)
    for folder in (*filter(None, (chosen,)), *(() if _WINDOWS else _FOR_A_WHILE)):
        yield os.path.join(folder, name)


def _is_path(text: str) -> bool:
    """Whether a text names a folder in full; not in a way that a mistake does."""
    steady = os.path.isabs(text) and os.pardir not in Path(text).parts
    return steady and all(letter >= " " for letter in text)


def _is_safe(folder: Path) -> bool:
    """Whether a folder is out of others' reach, or would be when it is made."""
    try:
        if os.path.lexists(folder):
            mode_of_mine(folder)
        if _WINDOWS:
            return _is_in_profile(folder)
        above = os.path.dirname(folder)
        return all(_is_ours(each) for each in (*_way(above), *_way(os.path.realpath(above))))
    except (OSError, ValueError):
        return False


def _is_in_profile(folder: Path) -> bool:
    real = Path(os.path.realpath(folder))
    names = (os.environ.get(variable, "") for variable in _PROFILE)
    roots = [os.path.realpath(name) for name in names if _is_path(name)]
    return any(real.is_relative_to(root) and real != Path(root) for root in roots)


def _is_of_nobodys_home(folder: Path) -> bool:
    """Whether it would be in a home that is not there: such a one is not made."""
    home = os.path.expanduser("~")
    return not os.path.isdir(home) and folder.is_relative_to(home)


def _way(path: str) -> list[str]:
    """A path and all that is above it, as far as it is there."""
    folders = [path, *map(str, Path(path).parents)]
    return [each for each in folders if os.path.lexists(each)]


def _is_ours(path: str) -> bool:
    """Whether what stands at a path is the person's or the system's, and theirs alone to change.

    A folder in which everybody owns what they put there, such as the temporary one, is; so is
    one that the person's own group may write to. Raises OSError.
    """
    status = os.lstat(path)
    mode = status.st_mode
    if status.st_uid not in (os.getuid(), *_SYSTEMS):
        return False
    if S_ISLNK(mode) or mode & S_ISVTX:
        return True
    strangers = S_IWOTH if status.st_gid in (os.getgid(), *_SYSTEMS) else S_IWOTH | S_IWGRP
    return not mode & strangers


def _is_of(journal: Path, folder: Path) -> bool:
    """Whether a folder is the journal's, and so perhaps others' to read; through links, too.

    Where somebody's whole home is the journal, that is its entries alone.
    """
    root = Path(os.path.realpath(journal))
    home = os.path.expanduser("~")
    at_home = os.path.isabs(home) and Path(os.path.realpath(home)).is_relative_to(root)
    held = root / "entries" if at_home else root
    real = Path(os.path.realpath(folder))
    return real.is_relative_to(held)
