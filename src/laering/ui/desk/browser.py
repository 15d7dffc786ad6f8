"""Showing a file in the person's browser."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from laering.files.personal import with_full_path
from laering.i18n import outside_environment

# In a process of its own, with nothing to read or write: a browser may talk, and may stay.
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"

_PATIENCE = 10.0


def show(path: Path) -> bool:
    """Open a file in the browser; tells whether one took it, as far as the system says."""
    # The current folder may be a stranger's journal, and no browser is looked for in it.
    environment = with_full_path(outside_environment())
    if not sys.executable or not _can_be_seen(environment):
        return False
    command = [sys.executable, "-P", "-c", _OPEN, path.absolute().as_uri()]
    nothing = subprocess.DEVNULL
    try:
        opener = subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment
        )
    except OSError:
        return False
    try:
        return opener.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True


def _can_be_seen(environment: Mapping[str, str]) -> bool:
    """Whether a browser would show up where the person is, and not on a machine far away."""
    if environment.get("BROWSER") or os.name == "nt":
        return True
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in environment
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
