"""The way from one place to another. None leads from one of Windows' drives to another."""

import os
import posixpath
from pathlib import PureWindowsPath
from types import ModuleType

_RAW, _RAW_SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def way(
    start: str | os.PathLike[str], to: str | os.PathLike[str], rules: ModuleType = os.path
) -> str:
    """The path from a folder to a place, with «/» between its parts.

    It is the full path where no other leads there. ``rules`` are those of the system's paths:
    ``posixpath`` or ``ntpath``.
    """
    begin, end = plain(os.fspath(start), rules), plain(os.fspath(to), rules)
    try:
        found: str = rules.relpath(end, begin)
    except ValueError:
        found = rules.abspath(end)
    return found.replace(rules.sep, "/")


def url(path: str, rules: ModuleType = os.path) -> str:
    """What ``way`` gave as the destination of a link; a full path on a drive as a ``file:`` one."""
    from urllib.parse import quote

    if rules.splitdrive(path)[0]:
        return PureWindowsPath(path).as_uri()
    return quote(os.fsencode(path), safe="/.-_~")


def joined(prefix: str, path: str, rules: ModuleType = os.path) -> str:
    """A path as seen from where ``prefix`` begins; a full one is itself."""
    return path if rules.splitdrive(path)[0] else prefix + path


def plain(path: str, rules: ModuleType = os.path) -> str:
    r"""A path without the ``\\?\`` that has Windows take it as it is written, and join nothing."""
    if rules is posixpath or not path.startswith(_RAW):
        return path
    if path[: len(_RAW_SHARE)].upper() == _RAW_SHARE:
        return "\\\\" + path[len(_RAW_SHARE) :]
    bare = path[len(_RAW) :]
    return bare if rules.splitdrive(bare)[0] else path
