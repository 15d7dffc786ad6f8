"""What the shell's Tab key offers: entries with actions, and the owners that are known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from laering.domain.body import actions_in
from laering.domain.entry import Entry
from laering.domain.errors import LaeringError
from laering.ui.call import Call
from laering.ui.terminal import Terminal, one_line


def entries_with_actions(
    folder: Path | None, incomplete: str, *, open_ones: bool
) -> list[tuple[str, str]]:
    """The names and titles of entries with open actions, or with finished ones, newest first."""
    return [
        (entry.id, one_line(entry.title))
        for entry in _entries(folder)
        if incomplete.casefold() in entry.id.casefold()
        and any(action.open == open_ones for action in actions_in(entry.packed))
    ]


def owners(folder: Path | None, incomplete: str) -> list[str]:
    """The owners of all actions, with an ``@`` where one was typed."""
    sign = "@" if incomplete.startswith("@") else ""
    typed = incomplete.removeprefix("@").casefold()
    known = {
        owner
        for entry in _entries(folder)
        for action in actions_in(entry.packed)
        for owner in action.owners
    }
    return sorted(f"{sign}{one_line(name)}" for name in known if name.casefold().startswith(typed))


def _entries(folder: Path | None) -> Iterator[Entry]:
    """The entries of the journal that is meant; none where there is none."""
    try:
        call = Call(Terminal(plain=True), date.today(), folder=folder)
        yield from call.journal().within(None).entries
    except LaeringError:
        return
