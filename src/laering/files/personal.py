"""The person's own choices: the environment first, else a file of their own.

Imported at every start, so it brings nothing along before there is a file to read.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class UserConfig(NamedTuple):
    """The person's own choices; None where nothing was chosen.

    ``passed_by`` is a file of theirs that was not read: others could have written in it.
    """

    language: str | None
    author: str | None
    editor: str | None
    journal: Path | None
    passed_by: Path | None = None


def path(environment: Mapping[str, str]) -> Path:
    """Where the person's own configuration is on this platform, whether it exists or not."""
    return _places(environment)[0]


def _places(environment: Mapping[str, str]) -> tuple[Path, Path | None]:
    """The file to read, and one before it that is out of the question."""
    override = environment.get("LAERING_CONFIG")
    if override:
        return Path(override), None
    from laering.files import folders

    first: Path | None = None
    passed_by: Path | None = None
    for folder in folders.usual(folders.CONFIG):
        file = folder / "config.toml"
        first = first or file
        if os.path.exists(file):
            if folders.is_out_of_reach(file):
                return file, passed_by
            passed_by = passed_by or file
    # Nobody may be at home, such as a user without a name in the system.
    return (Path(os.devnull) if first is None or passed_by else first), passed_by


def expanded(path: Path) -> Path:
    """A path with ``~`` made a folder, where there is such a person."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def program(name: str, environment: Mapping[str, str]) -> str | None:
    """Where a program is in the folders that the person's PATH names in full; None if nowhere.

    Never in the current folder, which may be a stranger's journal: Windows looks there first,
    and so do shutil.which on Windows and a PATH with an empty part elsewhere.
    """
    ending = ".exe" if os.name == "nt" and "." not in name else ""
    for folder in environment.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, name + ending)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def with_full_path(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program that looks for others: its PATH names every folder in full.

    Where the person's names none, the system's own stands in: an empty one would be the current
    folder.
    """
    folders = environment.get("PATH", os.defpath).split(os.pathsep)
    full = os.pathsep.join(folder for folder in folders if os.path.isabs(folder))
    return {**environment, "PATH": full or os.defpath}


def read(environment: Mapping[str, str]) -> UserConfig:
    """The person's choices. Raises BadConfig with file and line."""
    found: dict[str, str | None] = {}
    file, passed_by = _places(environment)
    try:
        there = file.exists()
    except OSError:
        # Somebody else's home; but a file that was named is to be read.
        there = bool(environment.get("LAERING_CONFIG"))
    if there:
        from laering.files.toml import Table, load

        table = Table(file, load(file))
        found = {key: table.text(key) for key in ("language", "author", "editor", "journal")}
    journal = found.get("journal")
    return UserConfig(
        language=environment.get("LAERING_LANG") or found.get("language"),
        author=environment.get("LAERING_AUTHOR") or found.get("author"),
        editor=environment.get("VISUAL") or environment.get("EDITOR") or found.get("editor"),
        journal=expanded(Path(journal)) if journal else None,
        passed_by=passed_by,
    )
