"""One table of the forms a report can take; choices, help and errors follow from it."""

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from laering.domain.errors import UnknownFormat

if TYPE_CHECKING:
    from laering.domain.report import Report


class Format(NamedTuple):
    """A form: its name, the file endings that choose it, its renderer and its encoding.

    The renderer gets the report and the way from the file to the journal's folder (``""`` or
    ending in ``/``), and gives the text in pieces.
    """

    name: str
    endings: tuple[str, ...]
    render: "Callable[[Report, str], Iterator[str]]"
    encoding: str = "utf-8"


def _terminal(report: "Report", _prefix: str) -> Iterator[str]:
    from laering.ui.paint import plain_lines
    from laering.ui.report_page import report_blocks
    from laering.ui.terminal import safe

    return (f"{safe(line)}\n" for line in plain_lines(report_blocks(report, to_fill_in=False)))


def _markdown(report: "Report", prefix: str) -> Iterator[str]:
    from laering.ui.markdown import markdown
    from laering.ui.report_page import report_blocks

    return markdown(report_blocks(report, to_fill_in=True), prefix)


def _csv(report: "Report", _prefix: str) -> Iterator[str]:
    from laering.ui.sheet import sheet

    return sheet(report)


def _json(report: "Report", _prefix: str) -> Iterator[str]:
    from laering.ui.data import report_json

    return report_json(report)


TERMINAL = "terminal"

FORMATS = (
    Format(TERMINAL, (".txt",), _terminal),
    Format("md", (".md", ".markdown"), _markdown),
    # Excel knows UTF-8 by its byte-order mark.
    Format("csv", (".csv",), _csv, "utf-8-sig"),
    Format("json", (".json",), _json),
)


def names() -> list[str]:
    """The formats' names, in the table's order."""
    return [each.name for each in FORMATS]


def by_name(name: str) -> Format:
    """The format of that name. Raises UnknownFormat."""
    for each in FORMATS:
        if each.name == name.casefold():
            return each
    raise UnknownFormat(value=name, formats=", ".join(names()))


def by_ending(path: PurePath) -> Format:
    """The format that a file's ending chooses. Raises UnknownFormat."""
    for each in FORMATS:
        if path.suffix.casefold() in each.endings:
            return each
    raise UnknownFormat(value=path.suffix or path.name, formats=", ".join(names()))
