"""Opening a text in the person's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from errno import ENOENT
from pathlib import Path

from laering.domain.errors import N_, EditorFailed, LaeringError, NoEditor, Reason
from laering.files.personal import program
from laering.i18n import outside_environment
from laering.ui.terminal import as_text

QUOTES = Reason(N_("a quotation mark in it is never closed"))
_USUAL = ("sensible-editor", "nano", "micro", "vim", "vi", "notepad")


def edit_file(path: Path, editor: str | None, *, somebody: bool = True) -> None:
    """Open a file and wait until the editor ends.

    When there is not ``somebody`` at a terminal, only an editor that was chosen is run. Raises
    NoEditor or EditorFailed.
    """
    command = _command(editor, _USUAL if somebody else ())
    words = [*command, str(path)]
    try:
        ended = subprocess.run(
            words, executable=_place(command[0]), env=outside_environment(), check=False
        )
    except OSError as error:
        raise EditorFailed(editor=command[0], reason=error) from None
    if ended.returncode != 0:
        raise EditorFailed(editor=command[0], reason=str(ended.returncode))


def edit_text(path: Path, editor: str | None) -> tuple[str, LaeringError | None]:
    """What a file holds after the editor has ended, and what was wrong with the editor, if any.

    The file stays: whoever called removes it when the text is safe.
    """
    fault: LaeringError | None = None
    try:
        edit_file(path, editor)
    except LaeringError as error:
        fault = error
    return as_text(path.read_bytes().decode("utf-8", "surrogateescape")).rstrip("\n"), fault


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
        if program(name, outside_environment()):
            return [name]
    raise NoEditor()


def _place(name: str) -> str | None:
    """Where an editor with a name alone is; None for one that was chosen by its path.

    The system itself might look for a name in the current folder. Raises FileNotFoundError.
    """
    if os.path.dirname(name):
        return None
    place = program(name, outside_environment())
    if place is None:
        raise FileNotFoundError(ENOENT, name)
    return place
