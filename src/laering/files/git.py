"""The only caller of git."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from laering.domain.errors import GitFailed, GitMissing
from laering.files.personal import program


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
