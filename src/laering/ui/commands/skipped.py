"""Saying what a command passed over, and what it did not look at."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from laering.i18n import _
from laering.ui.desk.terminal import Terminal

if TYPE_CHECKING:
    from laering.domain.entry import Problem
    from laering.domain.period import Period


def tell_skipped(terminal: Terminal, problems: "Sequence[Problem]") -> None:
    """Say how many files were passed over, if there are any, and who names them."""
    if problems:
        from laering.ui.words import skipped_line

        terminal.note(skipped_line(problems))


def tell_answered_for(terminal: Terminal, period: "Period | None") -> None:
    """Say which files were opened at all, where only those of a period were."""
    if period is not None:
        from laering.ui.words import period_label

        told = _("Only files with a day of {period} in their name, or none, were read.")
        terminal.note(told.format(period=period_label(period)))
