"""Naming what a command passed over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from laering.ui.desk.terminal import Terminal

if TYPE_CHECKING:
    from laering.domain.entry import Problem


def tell_skipped(terminal: Terminal, problems: "Sequence[Problem]") -> None:
    """Name the files that were passed over, if there are any."""
    if problems:
        from laering.ui.words import skipped_lines

        for line in skipped_lines(problems):
            terminal.note(line)
