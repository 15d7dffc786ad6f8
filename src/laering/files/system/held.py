"""Files that another program holds open: Windows refuses to replace or remove those meanwhile.

Excel keeps a file for as long as it shows it, OneDrive and an antivirus for a moment.
"""

import os
from collections.abc import Callable
from errno import EACCES, ENAMETOOLONG, ETXTBSY
from pathlib import PurePath
from time import monotonic, sleep
from typing import NamedTuple, TypeVar

from laering.domain.errors import CannotWrite, HeldOpen, LaeringError

_T = TypeVar("_T")

# Windows' own numbers: Python makes EACCES of the first three, and ENOENT of the last two.
_DENIED = 5

_SHARED = frozenset({32, 33})

_NO_PATH, _TOO_LONG = 3, 206

_LONGEST = 259

PATIENCE = 2.0

"""Seconds for which a held file is tried again."""

_PAUSE = 0.05


class Clock(NamedTuple):
    """What tells the seconds, and waits for some."""

    now: Callable[[], float]
    wait: Callable[[float], None]


CLOCK = Clock(monotonic, sleep)


def patiently(act: Callable[[], _T], *paths: str | os.PathLike[str]) -> _T:
    """Do something to files, and try again while another program holds one of them.

    Raises what ``act`` raises in the end: then ``is_held`` tells whether that was why.
    """
    until = CLOCK.now() + PATIENCE
    while True:
        try:
            return act()
        except OSError as error:
            if not is_held(error, *paths) or CLOCK.now() >= until:
                raise
        CLOCK.wait(_PAUSE)


def is_held(error: OSError, *paths: str | os.PathLike[str]) -> bool:
    """Whether the system refused because another program has one of the files open.

    To open or replace such a file is refused like one that may not be written at all; so a file
    that may be is held.
    """
    if not hasattr(error, "winerror"):
        return False
    number = error.winerror
    # Whatever opens files tells no number of Windows' own.
    if number == _DENIED or (number is None and error.errno == EACCES):
        return any(os.path.isfile(path) and os.access(path, os.W_OK) for path in paths)
    return number in _SHARED


def why_not_written(
    error: OSError, target: str | os.PathLike[str], shown: str | PurePath
) -> LaeringError:
    """The error for a file that could not be written; ``shown`` is its name in messages."""
    if is_held(error, target):
        return HeldOpen(path=shown)
    return CannotWrite(path=shown, reason=error)


def remove(path: str | os.PathLike[str]) -> None:
    """Remove a file, as soon as nobody holds it. Raises OSError."""
    patiently(lambda: os.unlink(path), path)


def number_of(error: OSError) -> int | None:
    """The error number that says best why the system refused."""
    named = [each for each in (error.filename, error.filename2) if isinstance(each, str)]
    if is_held(error, *named):
        return ETXTBSY
    number = getattr(error, "winerror", None)
    too_long = any(len(os.path.abspath(each)) > _LONGEST for each in named)
    if number == _TOO_LONG or (number == _NO_PATH and too_long):
        return ENAMETOOLONG
    return error.errno
