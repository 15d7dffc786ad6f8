"""The form that a person asked for, known to be possible before any time is spent on it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from laering.domain.errors import BytesOnScreen, NotForBrowser, OutputExists
from laering.files.system import windows
from laering.ui.desk.terminal import on_screen
from laering.ui.formats.table import PAGE, Format, by_ending, by_name, check_ending

_What = TypeVar("_What")

_Piece = TypeVar("_Piece", bound=str | bytes)


def choose_format(
    name: str | None, out: Path | None, table: Sequence[Format[_What, _Piece]]
) -> Format[_What, _Piece]:
    """The form that is asked for, or that the file's ending tells, or the first of the table.

    Raises UnknownFormat, NotOnWindows, OutputExists or what an ending can have wrong, and
    BytesOnScreen or what else keeps the form from being made, before any time is spent on it.
    """
    if out is not None and windows.HERE:
        windows.check_names(out)
    if out is not None and out.is_dir():
        raise OutputExists(path=out)
    if name is not None:
        chosen = by_name(name, table)
        if out is not None:
            check_ending(out, chosen, table)
    else:
        chosen = by_ending(out, table) if out is not None else table[0]
    if not chosen.encoding and out is None and on_screen():
        raise BytesOnScreen(value=chosen.name, ending=chosen.endings[0])
    if chosen.require is not None:
        chosen.require()
    return chosen


def choose_for_programs(
    name: str | None, out: Path | None, table: Sequence[Format[_What, _Piece]], *, as_json: bool
) -> Format[_What, _Piece] | None:
    """The form of what people else see as a list on the screen; None when that is meant.

    Raises what ``choose_format`` does.
    """
    if name is None and as_json:
        name = "json"
    return None if name is None and out is None else choose_format(name, out, table)


def choose_page(
    name: str | None, out: Path | None, table: Sequence[Format[_What, _Piece]]
) -> Format[_What, _Piece]:
    """The form to show in the browser: a page, if nothing else is asked for.

    Raises NotForBrowser and what ``choose_format`` does.
    """
    chosen = choose_format(PAGE if name is None and out is None else name, out, table)
    if chosen.name != PAGE:
        raise NotForBrowser(value=chosen.name)
    return chosen
