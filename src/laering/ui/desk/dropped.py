"""Paths as a window writes them when files are dropped into it.

Terminals quote them, put a backslash before a blank, or write them as ``file://`` addresses.
"""

import os
import re
from urllib.parse import unquote, urlsplit

_WORD = re.compile(r"""'([^']*)'|"([^"]*)"|((?:\\.|[^\s'"\\])+)""")

_DRIVE = re.compile(r"/[a-z]:", re.IGNORECASE)

# PowerShell puts this before a quoted path.
_CALL = "& "


def paths_in(text: str, *, posix: bool = os.name == "posix") -> list[str]:
    """The paths in what was typed or dropped, one at least.

    What is a file just as it stands is that file, whatever blanks and quotes are in its name.
    """
    typed = text.strip().removeprefix(_CALL)
    if os.path.exists(os.path.expanduser(typed)):
        return [typed]
    if "\n" in typed:
        return [path for line in typed.split("\n") if line.strip() for path in paths_in(line)]
    pieces = _pieces(typed, posix=posix)
    # A path with blanks that nobody quoted.
    return pieces if len(pieces) == 1 or all(map(_is_there, pieces)) else [_plain(typed)]


def is_dropped(text: str) -> bool:
    """Whether a text is nothing but paths of files that are there."""
    return bool(text.strip()) and all(map(_is_there, paths_in(text)))


def _is_there(path: str) -> bool:
    return os.path.isfile(os.path.expanduser(path))


def _pieces(text: str, *, posix: bool) -> list[str]:
    """The words of a text as a shell takes them; a backslash divides folders on Windows."""
    pattern = _WORD if posix else _WORD_ON_WINDOWS
    found: list[str] = []
    end = -1
    for word in pattern.finditer(text):
        plain = word[3] and posix
        piece = re.sub(r"\\(.)", r"\1", word[3]) if plain else word[1] or word[2] or word[3] or ""
        if word.start() == end:
            found[-1] += piece
        else:
            found.append(piece)
        end = word.end()
    return [_plain(piece) for piece in found] or [text]


_WORD_ON_WINDOWS = re.compile(r"""'([^']*)'|"([^"]*)"|([^\s'"]+)""")


def _plain(path: str) -> str:
    """A path; of a ``file:`` address the one that it stands for."""
    if not path.casefold().startswith("file:"):
        return path
    try:
        parts = urlsplit(path)
    except ValueError:
        return path
    found = unquote(parts.path)
    return found[1:] if _DRIVE.match(found) else found
