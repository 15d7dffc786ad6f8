"""Changing one setting in a TOML file, with everything else in it as it was: plan, then write."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laering.domain.errors import CannotWrite, FileChanged, LeadsOut, SettingsUnclear
from laering.files.system.disk import rewrite, write_new
from laering.files.toml import decoded, load

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value = str | bool


@dataclass(frozen=True, slots=True)
class Change:
    """A file of settings as it is to be. ``before`` is None where there is none yet."""

    path: Path
    before: bytes | None
    after: bytes

    @property
    def lines(self) -> list[str]:
        """The lines that go and come, behind ``- `` and ``+ ``; none where nothing changes."""
        old = decoded(self.before or b"", "replace").splitlines()
        new = decoded(self.after, "replace").splitlines()
        told = (line.rstrip() for line in ndiff(old, new) if line[0] in "-+")
        return [line for line in told if len(line) > 1]


def with_values(path: Path, values: Mapping[str, Value]) -> Change:
    """The change that gives some keys of a file these values.

    Raises BadConfig for a file that is not TOML, and SettingsUnclear where its other lines would
    not stay as they are.
    """

    def edit(document: "TOMLDocument") -> None:
        for key, value in values.items():
            document[key] = value

    return _changed(path, {**load(path), **values}, edit)


def with_source(path: Path, name: str, values: Mapping[str, Value]) -> Change:
    """The change that gives a source of a journal these values, in its own ``[[sources]]``.

    Raises what ``with_values`` does.
    """
    wanted = load(path)
    rows = [dict(row) for row in wanted.get("sources", [])]
    place = next((at for at, row in enumerate(rows) if row.get("id") == name), None)
    if place is None:
        rows.append({"id": name, **values})
    else:
        rows[place].update(values)

    def edit(document: "TOMLDocument") -> None:
        import tomlkit

        if place is not None:
            document["sources"][place].update(values)
            return
        row = tomlkit.table()
        row.update(rows[-1])
        if "sources" not in document:
            document["sources"] = tomlkit.aot()
        document["sources"].append(row)

    return _changed(path, {**wanted, "sources": rows}, edit)


def _changed(path: Path, wanted: Mapping[str, Any], edit: Callable[[Any], None]) -> Change:
    """The change that makes the file's values the ``wanted`` ones, tried before it is offered."""
    import tomllib

    import tomlkit

    before = path.read_bytes() if path.exists() else None
    text = decoded(before or b"", "strict")
    crlf = "\r\n" in text
    text = text.replace("\r\n", "\n")
    if text and not text.endswith("\n"):
        text += "\n"
    try:
        document = tomlkit.parse(text if text[-2:] in ("", "\n\n") else f"{text}\n")
        edit(document)
        after = tomlkit.dumps(document).rstrip("\n") + "\n"
        is_whole = tomllib.loads(after) == wanted
    except (ValueError, TypeError, KeyError, AttributeError):
        is_whole = False
    if not is_whole:
        raise SettingsUnclear(path=path)
    if crlf:
        after = after.replace("\n", "\r\n")
    mark = next((mark for mark in _MARKS if (before or b"").startswith(mark)), b"")
    return Change(path, before, mark + after.encode(_MARKS.get(mark, "utf-8")))


# What Windows' own programs begin a file with, and how the text behind it is written.
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def write(change: Change, within: Path | None = None) -> None:
    """Write a change, if the file still is as it was.

    A link is followed, but never out of the folder ``within``; without one the file is the
    person's own, and a new one theirs alone. Raises FileChanged, EntryGone,
    FolderHeld, LeadsOut, CannotWrite or NotFlushed.
    """
    shown = str(change.path)
    target = os.path.realpath(change.path)
    if within is not None and not Path(target).is_relative_to(os.path.realpath(within)):
        raise LeadsOut(path=change.path)
    if change.before is None:
        try:
            if not write_new(Path(target), change.after):
                raise FileChanged(path=shown)
            if within is None:
                # One's own choices are read only where nobody else could have made them.
                os.chmod(target, 0o600)
        except OSError as error:
            raise CannotWrite(path=change.path, reason=error) from None
        return

    def edit(there: bytes) -> bytes:
        if there != change.before:
            raise FileChanged(path=shown)
        return change.after

    rewrite(target, edit, shown)
