"""The bytes of a file, read without being led astray."""

import os
from errno import EISDIR, ELOOP, ENXIO, ETXTBSY
from stat import S_ISLNK, S_ISREG
from typing import BinaryIO

from laering.files.system.held import number_of, patiently

_POSIX = os.name == "posix"

Fault = tuple[str, tuple[tuple[str, str], ...]]
"""The code of a problem and its facts, see ``domain.check``."""

MAX_BYTES = 1_000_000
"""How large a file may be for it to be read as an entry."""

LINK: Fault = ("unreadable", (("errno", str(ELOOP)),))
"""What ``bytes_of`` says of a symbolic link."""

HELD: Fault = ("unreadable", (("errno", str(ETXTBSY)),))
"""What ``bytes_of`` says of a file that another program lets nobody read."""

_READ = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
)

# Windows cannot be asked to open nothing but the file itself.
_FOLLOWS = not hasattr(os, "O_NOFOLLOW")

_JUNCTION = 0xA0000003


def bytes_of(path: str, most: int = MAX_BYTES, *, cut: bool = False) -> bytes | Fault:
    """A file's bytes, or the code and facts of why it has none that count.

    Follows no link, never waits on a pipe or a device, and never reads more than ``most``
    bytes, by default as many as an entry may have. A larger file has none that count, or with
    ``cut`` its first ones.
    """
    try:
        if _FOLLOWS and os.path.islink(path):
            return LINK
        descriptor = os.open(path, _READ)
    except OSError as error:
        return LINK if error.errno == ELOOP else _unreadable(error)
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            return ("not-a-file", ())
        if status.st_size > most:
            return os.read(descriptor, most) if cut else ("too-large", ())
        return os.read(descriptor, status.st_size + 1)
    except OSError as error:
        return _unreadable(error)
    finally:
        try:  # noqa: SIM105  # done for every file
            os.close(descriptor)
        except OSError:
            pass  # what was read is read


def is_link(path: str | os.PathLike[str]) -> bool:
    """Whether a path is a symbolic link, or what Windows has for folders, a junction."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def _unreadable(error: OSError) -> Fault:
    if error.errno in (EISDIR, ENXIO) or (not _POSIX and os.path.isdir(error.filename or "")):
        return ("not-a-file", ())
    return ("unreadable", (("errno", str(number_of(error) or 0)),))


def opened(path: str) -> BinaryIO | None:
    """An ordinary file to read parts of, behind no link; None when there is none, or none may."""
    try:
        if _FOLLOWS and os.path.islink(path):
            return None
        descriptor = os.open(path, _READ)
    except (OSError, ValueError):
        return None
    if S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return None


def is_plain_file(path: str) -> bool:
    """Whether an ordinary file stands at a path, and no link to one."""
    try:
        return S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def bytes_when_free(path: str) -> bytes | Fault:
    """``bytes_of`` a file that another program may hold for a moment. Raises OSError."""
    found = bytes_of(path)
    if found != HELD:
        return found
    patiently(lambda: os.close(os.open(path, _READ)), path)
    return bytes_of(path)
