"""What only Windows has rules for: names that no file may have, and how programs are called."""

import os
import re
from collections.abc import Sequence
from pathlib import PurePath

from laering.domain.errors import NotOnWindows
from laering.domain.marks import N_, Reason

HERE = os.name == "nt"

"""Whether this is Windows."""

RESERVED = Reason(N_("Windows keeps that name for itself"))

CHARACTERS = Reason(N_('a name there holds none of < > : " / \\ | ? *'))

ENDING = Reason(N_("a name there ends neither in a full stop nor in a space"))

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?",
    re.IGNORECASE | re.DOTALL,
)

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def fault_of_name(name: str) -> Reason | None:
    """Why a file or folder cannot have a name on Windows; None when it can."""
    if _DEVICES.fullmatch(name):
        return RESERVED
    if _FORBIDDEN.search(name):
        return CHARACTERS
    return ENDING if name.endswith((".", " ")) else None


def check_names(path: PurePath) -> None:
    r"""Raises NotOnWindows when Windows would take a path for something else than a file.

    The drive or share that it begins with is left alone, but no ``\\.\`` leads to a file.
    """
    if path.drive.startswith("\\\\.\\"):
        raise NotOnWindows(path=path, reason=RESERVED)
    for part in path.parts[bool(path.anchor) :]:
        fault = None if part in (".", "..") else fault_of_name(part)
        if fault is not None:
            raise NotOnWindows(path=path, reason=fault)


def words_of(command: str) -> list[str]:
    r"""The words of a command as Windows' programs part them: a backslash is a backslash.

    Raises ValueError when a quotation mark is never closed.
    """
    words: list[str] = []
    word: list[str] | None = None
    quoted = False
    for part in re.findall(r'\\*"|\s|\\+|[^\s"\\]+', command):
        if part.isspace() and not quoted:
            if word is not None:
                words.append("".join(word))
            word = None
            continue
        word = word if word is not None else []
        if not part.endswith('"'):
            word.append(part)
            continue
        # Before a quotation mark two backslashes are one, and one more takes its meaning away.
        slashes = len(part) - 1
        word.append("\\" * (slashes // 2))
        if slashes % 2:
            word.append('"')
        else:
            quoted = not quoted
    if quoted:
        raise ValueError(command)
    return words if word is None else [*words, "".join(word)]


def line_for_batch(shell: str, words: Sequence[str]) -> str:
    """The command line that has ``shell``, cmd.exe, run a ``.cmd`` or ``.bat`` with these words.

    Every word is passed on as it is: none is a variable, another command or a second word. Raises
    ValueError for what cannot stand in one.
    """
    if any(re.search(r'["\x00\r\n]', word) for word in words):
        raise ValueError(words)
    # Between quotation marks only «%» means something. «%cd:~,%» is nothing at all, and parts
    # it from the letters that would be a variable with it.
    line = " ".join(f'"{_ended(word)}"' for word in words).replace("%", "%%cd:~,%")
    return f'"{shell}" /d /e:on /v:off /s /c "{line}"'


def _ended(word: str) -> str:
    """A word whose last backslashes leave the quotation mark after it alone."""
    return word + "\\" * (len(word) - len(word.rstrip("\\")))
