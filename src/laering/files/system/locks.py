"""Files that this process holds, so that no other run of the program has them meanwhile."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from laering.domain.errors import FolderHeld
from laering.domain.marks import N_, Reason
from laering.files.system import held

# Windows has no file locks of this kind, and no folders that can be locked.
_POSIX = os.name == "posix"

if _POSIX:
    import fcntl

_CLOEXEC = getattr(os, "O_CLOEXEC", 0)

# Where others can put files, one of them may be a link, or have another name elsewhere.
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def hold(path: Path) -> int | None:
    """Hold a file for as long as this process lives; None when another process holds it.

    The file is made when it is missing. Raises OSError, also for what is no file of its own.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | _CLOEXEC | _AS_IT_IS, 0o600)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        os.close(descriptor)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    try:
        if _POSIX:
            os.fchmod(descriptor, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.fstat(descriptor).st_nlink:
                # Somebody swept the file as it was taken: another of its name is needed.
                os.close(descriptor)
                return hold(path)
        else:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError as error:
        busy = isinstance(error, BlockingIOError | PermissionError)
        if busy or not _hold_by_number(descriptor):
            os.close(descriptor)
            return None
    return descriptor


def _hold_by_number(descriptor: int) -> bool:
    """Hold a file where the system has no locks: by the process's number and machine in it."""
    from platform import node

    words = os.read(descriptor, 200).decode("utf-8", "replace").split()
    if len(words) == 2 and words[0].isdigit():
        if words[1] != node():
            return False
        if _lives(int(words[0])):
            return int(words[0]) == os.getpid()
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.truncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()} {node() or '-'}".encode())
    return True


def let_go(descriptor: int, path: Path | None = None) -> None:
    """Let go of a file that ``hold`` gave; with its ``path`` it is removed, too.

    It is removed while it is held, so that nobody takes it just before it goes. Windows removes
    nothing that is open, nor what somebody else took meanwhile.
    """
    with suppress(OSError):
        if path is not None and _POSIX:
            os.unlink(path)
    with suppress(OSError):
        os.close(descriptor)
    with suppress(OSError):
        if path is not None and not _POSIX:
            os.unlink(path)


def _lives(process: int) -> bool:
    """Whether there is a process of that number."""
    if _POSIX:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
    # There a signal of number 0 would be Ctrl+C.
    import ctypes

    system = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    waits, still_runs, denied = 0x00100000, 0x102, 5
    handle = system.OpenProcess(waits, False, process)
    if not handle:
        return bool(ctypes.get_last_error() == denied)  # type: ignore[attr-defined]
    try:
        return bool(system.WaitForSingleObject(handle, 0) == still_runs)
    finally:
        system.CloseHandle(handle)


SAID_AFTER, GIVEN_UP_AFTER = 1.0, 10.0
"""Seconds of waiting for a folder until it is said, and until it is given up."""

_PAUSE = 0.05


SOMEBODY = Reason(N_("another program"))

KNOWN = Reason(N_("{user} («{command}»)"))


class Holder(NamedTuple):
    """Who holds a folder: ``KNOWN`` with user and command where the system tells them."""

    folder: str
    holder: Reason = SOMEBODY
    user: str = ""
    command: str = ""


def _nobody(holder: Holder) -> None:
    """Nobody is there to be told."""


on_wait: Callable[[Holder], None] = _nobody
"""Who is told, once, that a folder is waited for; whoever talks to a person puts it here."""


@contextmanager
def alone_in(folder: str) -> Iterator[None]:
    """Keep other runs of the program from replacing files in a folder meanwhile.

    Where another run holds it, that is waited for. Raises FolderHeld when it takes too long.
    """
    if not _POSIX:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | _CLOEXEC)
    try:
        _take(descriptor, folder)
        yield
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _take(descriptor: int, folder: str) -> None:
    began = held.CLOCK.now()
    said = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = held.CLOCK.now() - began
        except OSError:
            return  # the system has no locks here
        else:
            return
        if waited >= GIVEN_UP_AFTER:
            raise FolderHeld(**_holder_of(descriptor, folder)._asdict())
        if waited >= SAID_AFTER and not said:
            said = True
            on_wait(_holder_of(descriptor, folder))
        held.CLOCK.wait(_PAUSE)


def _holder_of(descriptor: int, folder: str) -> Holder:
    """Who has locked a folder, by the list of locks that Linux has."""
    try:
        wanted = f":{os.fstat(descriptor).st_ino}"
        # 1: FLOCK  ADVISORY  WRITE 4711 fe:00:2362135 0 EOF
        rows = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
        process = next(row[4] for row in rows if row[1] == "FLOCK" and row[5].endswith(wanted))
        words = Path(f"/proc/{process}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        return Holder(folder, KNOWN, _name_of(os.stat(f"/proc/{process}").st_uid), _command(words))
    except (OSError, StopIteration, IndexError):
        return Holder(folder)


def _command(words: list[bytes]) -> str:
    """A process's words without the interpreter that runs our program."""
    names = [os.path.basename(os.fsdecode(word)) for word in words]
    if "laering" in names:
        return " ".join(("laering", *map(os.fsdecode, words[names.index("laering") + 1 :])))
    return " ".join(map(os.fsdecode, words))


def _name_of(user: int) -> str:
    from pwd import getpwuid

    try:
        return getpwuid(user).pw_name
    except KeyError:
        return str(user)
