"""Where a draft and what belongs to it lie, and how they go."""

import os
from contextlib import suppress
from pathlib import Path

from laering.files.system.held import remove
from laering.files.system.locks import let_go

SNAPSHOT, LOCK, TEXT = ".json", ".lock", ".md"

# Far more than an entry may be long: the text is to be saved, not judged.
MAX_BYTES = 64_000_000

# Seconds for which an editor that did not wait may still save.
STILL_OPEN = 86_400


def remove_snapshot(path: Path, lock: int | None) -> None:
    """Remove a snapshot and what belongs to it; what cannot be removed is emptied.

    ``lock`` is what it is held by, and is let go.
    """
    try:
        remove(path)
    except FileNotFoundError:
        pass
    except OSError:
        with suppress(OSError):
            os.truncate(path, 0)
    with suppress(OSError):
        remove(path.with_suffix(TEXT))
    beside = path.with_suffix(LOCK)
    if lock is not None:
        let_go(lock, beside)
    else:
        with suppress(OSError):
            os.unlink(beside)
