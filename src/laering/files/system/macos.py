"""What macOS does in its own way: flush to the disk itself, and rename without replacing."""

import os
import sys
from contextlib import suppress

_EXCLUSIVELY = 4  # RENAME_EXCL


def flush(descriptor: int) -> None:
    """Flush a file to disk. Raises OSError.

    What ``fsync`` does on macOS is to hand it to the disk, which may keep it in memory; only
    F_FULLFSYNC waits until it is safe (fsync(2)). Some volumes do not know it.
    """
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError, AttributeError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def rename_exclusively(old: str, new: str) -> int | None:
    """Rename a file unless the new name is taken; gives the system's error number, 0 for none.

    None where the system has no such rename.
    """
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renamex_np
    except (OSError, AttributeError):
        return None
    names = os.fsencode(old), os.fsencode(new)
    if rename(*names, _EXCLUSIVELY) == 0:
        return 0
    return ctypes.get_errno()
