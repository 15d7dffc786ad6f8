"""The only caller of git, and what git is told of a journal."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from laering.domain.entry import Problem
from laering.domain.errors import GitFailed, GitMissing
from laering.files.personal import program
from laering.files.system.contents import bytes_of

ATTRIBUTES = ".gitattributes"

# What an earlier version wrote: it changes the bytes of pictures.
_ALL_TEXT = re.compile(r"[ \t]*(?P<pattern>/?entries/(?:\*\*?)?(?=[ \t]))[^\r\n]*[ \t]text(?=\s|$)")

_MARKDOWN = "entries/**/*.md"


def text_of_everything(root: Path) -> list[Problem]:
    """The lines with which git is told that all in ``entries/`` is text."""
    data = bytes_of(f"{root}{os.sep}{ATTRIBUTES}")
    lines = data.decode("utf-8", "replace").split("\n") if isinstance(data, bytes) else []
    return [
        Problem(ATTRIBUTES, number, "gitattributes")
        for number, line in enumerate(lines, 1)
        if _ALL_TEXT.match(line)
    ]


def only_markdown(line: str) -> str:
    """Such a line as it should be: only Markdown is text."""
    found = _ALL_TEXT.match(line)
    return line if found is None else line.replace(found["pattern"], _MARKDOWN, 1)


def told_anew(data: bytes) -> bytes:
    """What git is told, with each such line as it should be."""
    text = data.decode("utf-8", "surrogateescape")
    return "\n".join(map(only_markdown, text.split("\n"))).encode("utf-8", "surrogateescape")


def start_repository(folder: Path, environment: Mapping[str, str]) -> bool:
    """Make ``folder`` a repository unless it lies in one; tells whether one was made.

    Raises GitMissing or GitFailed.
    """
    inside = _git(folder, environment, "rev-parse", "--is-inside-work-tree")
    if inside.returncode == 0:
        return False
    made = _git(folder, environment, "init", "--quiet", "--initial-branch=main")
    if made.returncode != 0:
        raise GitFailed(command="git init", reason=made.stderr.strip())
    return True


class Remembered(NamedTuple):
    """What git has of a file: how many versions, the day of the last, and whether that is it."""

    versions: int
    last: str
    whole: bool


def remembered(
    folder: Path, path: str, data: bytes, environment: Mapping[str, str]
) -> Remembered | None:
    """What git would still have of a file if it were gone; None where it has nothing.

    ``data`` are its bytes. No program that the repository may name is run.
    """
    try:
        log = _git(folder, environment, *_QUIETLY, "log", *_PLAINLY, "--", path)
        tree = _git(folder, environment, *_QUIETLY, "ls-tree", "HEAD", "--", path)
    except (GitMissing, GitFailed):
        return None
    days = log.stdout.split()
    if log.returncode != 0 or not days:
        return None
    words = tree.stdout.split()
    kept = words[2] if tree.returncode == 0 and len(words) > 2 else ""
    whole = kept in {_named_by_git(each, len(kept)) for each in (data, _with_lf(data))}
    return Remembered(len(days), days[0], whole)


# What a stranger's repository may have git run, or have it ask on the net for.
_QUIETLY = (
    *("--no-optional-locks", "-c", "core.fsmonitor=false"),
    *("-c", "log.showSignature=false", "-c", "protocol.allow=never"),
)

_PLAINLY = ("--follow", "--format=%cs", "--no-ext-diff", "--no-textconv", "--no-show-signature")


def _named_by_git(data: bytes, length: int) -> str:
    """What git calls a file with such bytes; its names are longer in some repositories."""
    from hashlib import sha1, sha256

    blob = b"blob %d\0%b" % (len(data), data)
    return (sha256(blob) if length > 40 else sha1(blob, usedforsecurity=False)).hexdigest()


def _with_lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _git(
    folder: Path, environment: Mapping[str, str], *words: str
) -> "subprocess.CompletedProcess[str]":
    git = program("git", environment)
    if git is None:
        raise GitMissing()
    try:
        return subprocess.run(
            [git, *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except FileNotFoundError:
        raise GitMissing() from None
    except OSError as error:
        raise GitFailed(command=f"git {words[0]}", reason=error) from None
