"""The person's own choices: the environment first, else a file of their own.

Imported at every start, so it brings nothing along before there is a file to read.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from laering.files.system import windows
from laering.files.system.ways import plain

INBOX_DAYS = 30
"""After so many days the original of what came in goes to the trash, where nothing else is said."""


class UserConfig(NamedTuple):
    """The person's own choices; None where nothing was chosen.

    ``passed_by`` is a file of theirs that was not read: others could have written in it.
    ``inbox_days`` is how long the originals of what came in are kept.
    """

    language: str | None
    author: str | None
    editor: str | None
    journal: Path | None
    passed_by: Path | None = None
    inbox_days: int = INBOX_DAYS


def path(environment: Mapping[str, str]) -> Path:
    """Where the person's own configuration is on this platform, whether it exists or not."""
    return _places(environment)[0]


def _places(environment: Mapping[str, str]) -> tuple[Path, Path | None]:
    """The file to read, and one before it that is out of the question."""
    override = environment.get("LAERING_CONFIG")
    if override:
        return Path(override), None
    from laering.files.system import folders

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
    """A path that others can be put to, with ``~`` made a folder where there is such a person."""
    try:
        found = path.expanduser()
    except RuntimeError:
        found = path
    return Path(plain(str(found))) if windows.HERE else found


def program(name: str, environment: Mapping[str, str], *, batch: bool = False) -> str | None:
    """Where a program is in the folders that the person's PATH names in full; None if nowhere.

    Never in the current folder, which may be a stranger's journal: Windows looks there first,
    and so do shutil.which on Windows and a PATH with an empty part elsewhere. With ``batch`` one
    of Windows' ``.cmd`` and ``.bat`` will do, which only ``windows.line_for_batch`` may call.
    """
    endings = _endings(name, environment, batch=batch)
    for folder in _full_folders(environment.get("PATH", os.defpath)):
        for ending in endings:
            path = os.path.join(folder, name + ending)
            if os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    return None


_PROGRAMS = (".com", ".exe")
BATCH = (".bat", ".cmd")
"""The endings of the files that Windows' cmd.exe runs."""


def _endings(name: str, environment: Mapping[str, str], *, batch: bool) -> Sequence[str]:
    """What may stand behind a program's name, in the order in which it is looked for."""
    if not windows.HERE:
        return ("",)
    known = _PROGRAMS + BATCH if batch else _PROGRAMS
    listed = environment.get("PATHEXT", "").lower().split(";")
    endings = [each for each in listed if each in known] or list(known)
    return ["", *endings] if name.lower().endswith(known) else endings


def _full_folders(path: str) -> list[str]:
    """The folders in a PATH that are named in full: on Windows with their drive."""
    if not windows.HERE:
        return [folder for folder in path.split(os.pathsep) if os.path.isabs(folder)]
    folders = [folder.strip('"') for folder in path.split(os.pathsep)]
    return [each for each in folders if os.path.isabs(each) and os.path.splitdrive(each)[0]]


def with_full_path(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program that looks for others: its PATH names every folder in full.

    Where the person's names none, the system's own stands in: an empty one would be the current
    folder.
    """
    folders = _full_folders(environment.get("PATH", os.defpath)) or _full_folders(os.defpath)
    return {**environment, "PATH": os.pathsep.join(folders)}


def read(environment: Mapping[str, str]) -> UserConfig:
    """The person's choices. Raises BadConfig with file and line."""
    found: dict[str, str | None] = {}
    inbox_days = INBOX_DAYS
    file, passed_by = _places(environment)
    try:
        there = file.exists()
    except OSError:
        # Somebody else's home; but a file that was named is to be read.
        there = bool(environment.get("LAERING_CONFIG"))
    if there:
        from laering.files.toml import Table, load

        table = Table(file, load(file))
        found = {key: table.text(key) for key in ("language", "author")}
        found |= {key: table.path_text(key) for key in ("editor", "journal")}
        inbox_days = table.days("inbox_days", INBOX_DAYS)
    journal = found.get("journal")
    return UserConfig(
        language=environment.get("LAERING_LANG") or found.get("language"),
        author=environment.get("LAERING_AUTHOR") or found.get("author"),
        editor=environment.get("VISUAL") or environment.get("EDITOR") or found.get("editor"),
        journal=expanded(Path(journal)) if journal else None,
        passed_by=passed_by,
        inbox_days=inbox_days,
    )
