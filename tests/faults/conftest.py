"""What the fault tests share in one session: the program as it was at first, and the dry runs."""

import shutil
from pathlib import Path

import pytest

from tests.support.places import SOURCES

from .stage import stages

__all__ = ["frozen", "stages"]


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which nobody edits and nobody else compiles.

    A call is known by its number in the run, so every run must open the same files.
    """
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(
        Path(SOURCES, "laering"),
        folder / "laering",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return folder
