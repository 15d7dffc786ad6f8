"""Opening a text in the person's own editor."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from laering.domain.errors import N_, EditorFailed, NoEditor, Reason
from laering.i18n import outside_environment

QUOTES = Reason(N_("a quotation mark in it is never closed"))
_USUAL = ("sensible-editor", "nano", "micro", "vim", "vi", "notepad")


def edit_file(path: Path, editor: str | None, *, somebody: bool = True) -> None:
    """Open a file and wait until the editor ends.

    When there is not ``somebody`` at a terminal, only an editor that was chosen is run. Raises
    NoEditor or EditorFailed.
    """
    command = _command(editor, _USUAL if somebody else ())
    try:
        ended = subprocess.run([*command, str(path)], env=outside_environment(), check=False)
    except OSError as error:
        raise EditorFailed(editor=command[0], reason=error) from None
    if ended.returncode != 0:
        raise EditorFailed(editor=command[0], reason=str(ended.returncode))


def edit_text(text: str, editor: str | None, new_file: Callable[[str], Path]) -> str:
    """A text as it became in the editor, in a file that ``new_file`` makes for it.

    Raises NoEditor or EditorFailed.
    """
    try:
        path = new_file(text)
    except OSError:
        path = new_text_file(text)
    try:
        edit_file(path, editor)
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    finally:
        path.unlink(missing_ok=True)


def new_text_file(text: str) -> Path:
    """A file for the editor that only this person can read."""
    descriptor, name = tempfile.mkstemp(prefix="laering-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(text)
    return Path(name)


def _command(editor: str | None, usual: Sequence[str]) -> list[str]:
    if editor and editor.strip():
        try:
            return shlex.split(editor, posix=os.name == "posix")
        except ValueError:
            raise EditorFailed(editor=editor, reason=QUOTES) from None
    for name in usual:
        if shutil.which(name):
            return [name]
    raise NoEditor()
