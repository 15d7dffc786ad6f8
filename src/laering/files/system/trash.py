"""The system's trash, from which a file can be had back."""

import os
from pathlib import Path


def put_in_trash(path: Path) -> None:
    """Put a file in the trash. Raises OSError where there is none, or it takes the file not."""
    from send2trash import send2trash

    send2trash(os.path.abspath(path))
