"""Opening a text in the person's own editor."""

import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from errno import ENOENT
from pathlib import Path

from laering.domain.errors import EditorFailed, LaeringError, NoEditor
from laering.domain.marks import N_, Reason
from laering.files.personal import BATCH, program
from laering.files.system import windows
from laering.i18n import outside_environment

QUOTES = Reason(N_("a quotation mark in it is never closed"))

CHARACTERS = Reason(N_("there is a quotation mark or a line end in one of its words"))

_USUAL = ("sensible-editor", "nano", "micro", "vim", "vi")

# Others may be there without the person knowing how to get out of them.
_USUAL_ON_WINDOWS = ("notepad",)


def edit_file(path: Path, editor: str | None, *, somebody: bool = True) -> None:
    """Open a file and wait until the editor ends.

    When there is not ``somebody`` at a terminal, only an editor that was chosen is run. Raises
    NoEditor or EditorFailed.
    """
    command = _command(editor, _usual() if somebody else ())
    try:
        ended = _run([*command, str(path)], _place(command[0]), outside_environment())
    except OSError as error:
        raise EditorFailed(editor=command[0], reason=error) from None
    except ValueError:
        raise EditorFailed(editor=command[0], reason=CHARACTERS) from None
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
    from laering.files.exchange import text_of

    return text_of(path.read_bytes()).replace("\r\n", "\n").rstrip("\n"), fault


def new_text_file(text: str) -> Path:
    """A file for the editor that only this person can read."""
    descriptor, name = tempfile.mkstemp(prefix="laering-", suffix=".md")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(text)
    return Path(name)


def usual_editor() -> str | None:
    """The editor that is run where none is chosen; None where none is there."""
    return next((name for name in _usual() if program(name, outside_environment())), None)


def _usual() -> Sequence[str]:
    return _USUAL_ON_WINDOWS if windows.HERE else _USUAL


def _run(
    words: Sequence[str], place: str | None, environment: Mapping[str, str]
) -> "subprocess.CompletedProcess[bytes]":
    """Run a program until it ends. Raises OSError, or ValueError for words it cannot be given."""
    called = place or words[0]
    if not (windows.HERE and called.lower().endswith(BATCH)):
        return subprocess.run(words, executable=place, env=environment, check=False)
    system = environment.get("SYSTEMROOT") or r"C:\Windows"
    shell = os.path.join(system, "System32", "cmd.exe")
    line = windows.line_for_batch(shell, [called, *words[1:]])
    # Nor is what the file itself runs looked for in the current folder.
    ours = {**environment, "NoDefaultCurrentDirectoryInExePath": "1"}
    return subprocess.run(line, executable=shell, env=ours, check=False)


def _command(editor: str | None, usual: Sequence[str]) -> list[str]:
    """The words that call the editor: the one that was chosen, else the first that is there."""
    if editor and editor.strip():
        try:
            words = _words(editor.strip())
        except ValueError:
            words = []
        if not words:
            raise EditorFailed(editor=editor, reason=QUOTES) from None
        return words
    found = usual_editor() if usual else None
    if found is None:
        raise NoEditor()
    return [found]


def _words(editor: str) -> list[str]:
    """A command's words, as the system's shell parts them. Raises ValueError.

    On Windows a path with spaces is often written without quotation marks.
    """
    if not windows.HERE:
        return shlex.split(editor)
    for match in reversed(list(re.finditer(r"(?=\s)|$", editor))):
        if os.path.isabs(editor) and os.path.isfile(editor[: match.start()]):
            return [editor[: match.start()], *windows.words_of(editor[match.start() :])]
    return windows.words_of(editor)


def _place(name: str) -> str | None:
    """Where an editor with a name alone is; None for one that was chosen by its path.

    The system itself might look for a name in the current folder. Raises FileNotFoundError.
    """
    if os.path.dirname(name):
        return None
    place = program(name, outside_environment(), batch=True)
    if place is None:
        raise FileNotFoundError(ENOENT, name)
    return place
