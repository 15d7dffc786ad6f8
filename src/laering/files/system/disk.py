"""Files that are made or changed: whole or not at all, and never over another's.

Every file that the program makes or changes goes through here.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import (
    EACCES,
    EINVAL,
    EMLINK,
    ENOSYS,
    ENOTSUP,
    EOPNOTSUPP,
    EPERM,
)
from itertools import count
from pathlib import Path
from stat import S_IMODE, S_ISLNK, S_ISREG
from time import time

from laering.domain.errors import EntryGone, FileChanged, NotFlushed
from laering.files.system.contents import bytes_of, bytes_when_free
from laering.files.system.held import is_held, patiently, remove, why_not_written
from laering.files.system.locks import alone_in
from laering.files.system.macos import flush, rename_exclusively

# Windows has no folders to flush.
_POSIX = os.name == "posix"

_CLOEXEC = getattr(os, "O_CLOEXEC", 0)

_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | _CLOEXEC | getattr(os, "O_BINARY", 0)

# What volumes without hard links answer: memory sticks, some network and cloud drives.
_NO_LINKS = frozenset({EPERM, EMLINK, ENOSYS, ENOTSUP, EOPNOTSUPP, EINVAL})

_CANNOT_FLUSH = frozenset({EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EACCES, EPERM})

_TEMPORARY = ".laering-"

_ENDING = ".tmp"

# Nobody takes an hour from a temporary file to its name: it is left over from a run that died.
_LEFT_OVER_AFTER = 3600

_TRIES = 5


def create(folder: Path, stem: str, data: bytes) -> str:
    """Give the bytes the first free name of ``stem.md``, ``stem-2.md``, …; returns the name.

    The file is there complete or not at all, and never in another's place. Raises OSError when
    it is not there, and NotFlushed when it is but the disk did not confirm it.
    """
    name, _ = create_unflushed(folder, stem, data, flushed=True)
    _confirm(folder, str(folder / name))
    return name


def create_unflushed(
    folder: Path, stem: str, data: bytes, number: int = 1, *, flushed: bool = False
) -> tuple[str, int]:
    """As ``create``, without waiting for the disk: one of very many, see ``flush_all``.

    ``number`` is the first that may be free. Gives the name and the number in it. A process that
    is stopped leaves the file whole or not there; a power cut may leave it empty. Raises OSError.
    """
    with _written(folder, data, 0o666, flushed=flushed) as temporary:
        while True:
            name = f"{stem}.md" if number == 1 else f"{stem}-{number}.md"
            try:
                _name_exclusively(temporary, folder / name)
            except FileExistsError:
                number += 1
            else:
                return name, number


def flush_all(folder: Path) -> bool:
    """Have all that was written put on the disk; False where the system takes no such order."""
    if not hasattr(os, "sync"):
        return False
    os.sync()
    with suppress(NotFlushed):
        _confirm(folder, str(folder))
    return True


def put(path: Path, data: bytes) -> None:
    """Put the bytes in a file that only its owner can read, in place of what was there.

    The file is wholly the old or wholly the new. Raises OSError.
    """
    is_new = not path.exists()
    with _written(path.parent, data, 0o600) as temporary:
        os.chmod(temporary, 0o600)
        _replace(temporary, path)
    if is_new:
        with suppress(NotFlushed):
            _confirm(path.parent, str(path))


def write_whole(
    path: Path, pieces: Iterable[bytes], instead: Callable[[], Path | None] = lambda: None
) -> Path:
    """Write a file that is complete or, when that fails, as it was before; gives its path.

    It takes the place of a link, and what runs that died have left beside it is cleared away.
    What is no ordinary file, such as ``/dev/stdout``, is written to as it comes. Where another
    program holds the file, ``instead`` is asked for another one, that is not there yet. Raises
    OSError.
    """
    before = _mode_of(path)
    if before is not None and not S_ISREG(before) and (not S_ISLNK(before) or _is_systems(path)):
        with open(path, "wb") as file:
            file.writelines(pieces)
        return path
    with suppress(OSError):
        for name in os.listdir(path.parent):
            sweep(os.path.join(path.parent, name))
    with _cleared(_temporary_in(path.parent)) as temporary:
        with open(temporary, "xb") as file:
            file.writelines(pieces)
            file.flush()
            flush(file.fileno())
        if before is not None and S_ISREG(before):
            os.chmod(temporary, S_IMODE(before))
        try:
            _replace(temporary, path)
        except OSError as error:
            other = instead() if is_held(error, path) else None
            if other is None:
                raise
            _name_exclusively(temporary, other)
            return other
    return path


def free_name(path: Path) -> Path:
    """The first of ``name-2.html``, ``name-3.html``, … that nothing has."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(each for each in numbered if not os.path.lexists(each))


def _replace(temporary: Path, target: str | Path) -> None:
    """Put a finished file in the place of another, as soon as nobody holds that one."""
    patiently(lambda: os.replace(temporary, target), temporary, target)


def _mode_of(path: Path) -> int | None:
    """What stands at a path, a link as itself; None when there is nothing."""
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return None


def _is_systems(link: Path) -> bool:
    """Whether a link is the system's own, such as those to a process's open files."""
    folder = os.path.realpath(link.parent)
    return folder == "/dev" or folder.startswith("/proc/")


def write_new(path: Path, data: bytes) -> bool:
    """Make a file that is complete or not there at all; False when something has its name.

    Raises OSError.
    """
    if os.path.lexists(path):
        return False
    try:
        with _written(path.parent, data, 0o666) as temporary:
            _name_exclusively(temporary, path)
    except FileExistsError:
        return False
    with suppress(NotFlushed):
        _confirm(path.parent, str(path))
    return True


def rewrite(target: str, edit: Callable[[bytes], bytes], shown: str) -> None:
    """Change one existing file: ``edit`` is given its bytes and returns them anew.

    Runs of this program take turns. When another program changed the file meanwhile, ``edit``
    is asked again with what stands there now; it must refuse when its lines are gone. The file
    keeps its permissions and its attributes. ``shown`` is the file's name in messages. Raises
    EntryGone, FileChanged, FolderHeld, CannotWrite (nothing was changed) or NotFlushed (it was).
    """
    folder = os.path.dirname(target)
    try:
        with alone_in(folder):
            for _ in range(_TRIES):
                before = bytes_when_free(target)
                if not isinstance(before, bytes):
                    raise EntryGone(path=shown)
                after = edit(before)
                if after == before:
                    return
                if _replaced(target, before, after):
                    break
            else:
                raise FileChanged(path=shown)
    except OSError as error:
        raise why_not_written(error, target, shown) from None
    _confirm(Path(folder), shown)


def move(
    target: str, stem: str, shown: str, *, folder: Path | None = None, ending: str = ".md"
) -> str:
    """Give a file the first free name of ``stem.md``, ``stem-2.md``, …; returns the name.

    It stays in its folder, unless it goes to another ``folder`` on the same volume. It never has
    two names at once, and takes nobody's place. ``shown`` is its name in messages. Raises
    CannotWrite, HeldOpen (it is called what it was), FolderHeld or NotFlushed.
    """
    folder = folder or Path(target).parent
    try:
        with alone_in(str(folder)):
            numbers = ("" if number == 1 else f"-{number}" for number in count(1))
            names = (f"{stem}{number}{ending}" for number in numbers)
            name = next(each for each in names if _has_moved(Path(target), folder / each))
    except OSError as error:
        raise why_not_written(error, target, shown) from None
    _confirm(folder, shown)
    return name


def _has_moved(path: Path, final: Path) -> bool:
    """Move a file to a name, unless something has that; tells whether it did."""
    if os.path.lexists(final):
        return False
    try:
        if not _POSIX or not _renamed_exclusively(path, final):
            patiently(lambda: os.rename(path, final), path)
    except FileExistsError:
        return False
    return True


def _replaced(target: str, before: bytes, after: bytes) -> bool:
    """Put new bytes in the place of the old ones; tells whether the old ones still stood there."""
    if not os.access(target, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))
    with _written(Path(target).parent, after, 0o600) as temporary:
        _dress_like(temporary, target)
        if bytes_of(target) != before:
            return False
        _replace(temporary, target)
    return True


def _dress_like(temporary: Path, target: str) -> None:
    """Give a file another's owner, attributes and permissions, as far as one may."""
    status = os.stat(target)
    if _POSIX:
        with suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(temporary, name, os.getxattr(target, name))
    os.chmod(temporary, S_IMODE(status.st_mode))


def sweep(path: str) -> None:
    """Remove a hidden file when it is a temporary one that was left over."""
    name = os.path.basename(path)
    if not (name.startswith(_TEMPORARY) and name.endswith(_ENDING)):
        return
    with suppress(OSError):
        if time() - os.lstat(path).st_mtime > _LEFT_OVER_AFTER:
            os.unlink(path)


def _temporary_in(folder: Path) -> Path:
    return folder / f"{_TEMPORARY}{os.urandom(8).hex()}{_ENDING}"


@contextmanager
def _cleared(path: Path) -> Iterator[Path]:
    """A path with nothing left at it in the end; what cannot be removed is swept later."""
    try:
        yield path
    finally:
        with suppress(OSError):
            remove(path)


@contextmanager
def _written(folder: Path, data: bytes, mode: int, *, flushed: bool = True) -> Iterator[Path]:
    """A new file in ``folder`` with these bytes, flushed to disk; readers pass it by.

    It is gone in the end, unless it has got another name.
    """
    with _cleared(_temporary_in(folder)) as path:
        descriptor = os.open(path, _NEW, mode)
        try:
            written = 0
            while written < len(data):
                written += os.write(descriptor, data[written:])
            if flushed:
                flush(descriptor)
        finally:
            os.close(descriptor)
        yield path


def _name_exclusively(temporary: Path, final: Path) -> None:
    """Give a finished file its name, failing when the name is taken.

    Where there are no hard links (FAT, some network folders) the system may know a rename that
    fails on a taken name; where it does not, an empty file takes the name first. Windows' own
    rename is such a one, and knows every volume.
    """
    if not _POSIX:
        patiently(lambda: os.rename(temporary, final), temporary)
        return
    try:
        os.link(temporary, final)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if not _renamed_exclusively(temporary, final):
            _take_name(temporary, final)


def _renamed_exclusively(temporary: Path, final: Path) -> bool:
    """Rename without taking another's place; False where the system cannot."""
    import ctypes

    here, no_replace = -100, 1
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        number = rename_exclusively(str(temporary), str(final))
        if not number:
            return number == 0
    else:
        if rename(here, os.fsencode(temporary), here, os.fsencode(final), no_replace) == 0:
            return True
        number = ctypes.get_errno()
    if number in _NO_LINKS or number == EINVAL:
        return False
    raise OSError(number, os.strerror(number))


def _take_name(temporary: Path, final: Path) -> None:
    descriptor = os.open(final, _NEW, 0o666)
    try:
        os.close(descriptor)
        os.replace(temporary, final)
    except OSError:
        with suppress(OSError):
            os.unlink(final)
        raise


def _confirm(folder: Path, shown: str) -> None:
    """Flush a folder's list of names to disk, where the platform can. Raises NotFlushed."""
    if not _POSIX:
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | _CLOEXEC)
        try:
            flush(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise NotFlushed(path=shown, reason=error) from None
