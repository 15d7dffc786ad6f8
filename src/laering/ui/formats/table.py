"""One table of the forms for each kind of thing: a report, a learning, a list, actions.

Choices, help, file endings and errors follow from the row that a form has here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from laering.domain.errors import (
    AnothersEnding,
    NoEnding,
    SheetEnding,
    UnknownEnding,
    UnknownFormat,
)

if TYPE_CHECKING:
    from laering.domain.entry import Entry
    from laering.domain.followed import Followed
    from laering.domain.report import Report
    from laering.domain.sharing import Share

_What = TypeVar("_What")

_Piece_co = TypeVar("_Piece_co", bound=str | bytes, covariant=True)


class Format(NamedTuple, Generic[_What, _Piece_co]):
    """A form: its name, the file endings that choose it, its renderer and its encoding.

    The renderer gets what is to be told and the way from the file to the journal's folder (``""``
    or ending in ``/``), and gives the text in pieces. Where the encoding is empty the pieces are
    bytes; one that is empty says that the making goes on. ``require`` raises when something that
    it takes is not installed. ``pictures`` is how many bytes of small pictures it shows, with its
    text; in one with none they stand in words.
    """

    name: str
    endings: tuple[str, ...]
    render: Callable[[_What, str], Iterator[_Piece_co]]
    encoding: str = "utf-8"
    require: Callable[[], None] | None = None
    pictures: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is plain text for people, which a window may break between words."""
        return ".txt" in self.endings


class Promises(NamedTuple):
    """The actions of a journal that are wanted on a day, in their order.

    ``changed`` is when the file at a path was written, where that is to be told.
    """

    journal: str
    today: date
    found: "Sequence[Followed]"
    changed: Mapping[str, datetime] = MappingProxyType({})


class Listed(NamedTuple):
    """The entries of a journal that are wanted on a day, in their order.

    ``sources`` are the names of the sources that the journal knows, by their ids.
    """

    journal: str
    today: date
    entries: "Sequence[Entry]"
    sources: Mapping[str, str]

    @property
    def told(self) -> "Iterator[tuple[Entry, str]]":
        """The entries, each with its journal."""
        return ((entry, self.journal) for entry in self.entries)


def _terminal(report: "Report", _prefix: str) -> Iterator[str]:
    from laering.ui.desk.terminal import safe
    from laering.ui.formats.paint import plain_lines
    from laering.ui.showing.report import report_blocks

    return (f"{safe(line)}\n" for line in plain_lines(report_blocks(report, to_fill_in=False)))


def _markdown(report: "Report", prefix: str) -> Iterator[str]:
    from laering.ui.formats.markdown import markdown
    from laering.ui.showing.report import report_blocks

    return markdown(report_blocks(report, to_fill_in=True), prefix)


def _html(report: "Report", prefix: str) -> Iterator[str]:
    from laering.ui.formats.page import page

    return page(report, prefix)


def _pdf(report: "Report", _prefix: str) -> Iterator[bytes]:
    from laering.ui.formats.pdf import pdf
    from laering.ui.showing.report import report_blocks

    return pdf(report, report_blocks(report, to_fill_in=True, alone=True))


def _typesetter() -> None:
    from laering.ui.formats.typesetter import require

    require()


def _csv(report: "Report", _prefix: str) -> Iterator[str]:
    from laering.ui.formats.sheet import sheet

    return sheet(report)


def _json(report: "Report", _prefix: str) -> Iterator[str]:
    from laering.ui.formats.data import report_json

    return report_json(report)


def _share_text(share: "Share", _prefix: str) -> Iterator[str]:
    from laering.ui.formats.mail import text

    return text(share)


def _share_markdown(share: "Share", prefix: str) -> Iterator[str]:
    from laering.ui.formats.markdown import markdown
    from laering.ui.showing.shared import blocks

    return markdown(blocks(share), prefix)


def _share_html(share: "Share", _prefix: str) -> Iterator[str]:
    from laering.ui.formats.mail import html

    return html(share)


def _share_json(share: "Share", _prefix: str) -> Iterator[str]:
    from laering.ui.formats.data import share_json

    return share_json(share)


def _actions_calendar(promises: Promises, _prefix: str) -> Iterator[str]:
    from laering.ui.formats.calendar import calendar

    yield calendar(promises.found, promises.journal, promises.today, promises.changed)


def _actions_json(promises: Promises, _prefix: str) -> Iterator[str]:
    from laering.ui.formats.data import actions_json

    return actions_json(promises.found, promises.journal, promises.today)


def _actions_csv(promises: Promises, _prefix: str) -> Iterator[str]:
    from laering.ui.formats.sheet import actions_sheet

    return actions_sheet(promises)


def _list_csv(listed: Listed, _prefix: str) -> Iterator[str]:
    from laering.ui.formats.sheet import entries_sheet

    names = listed.sources
    rows = [(each, names.get(each.source, each.source), name) for each, name in listed.told]
    return entries_sheet(rows, listed.today)


def _list_lines(listed: Listed, _prefix: str) -> Iterator[str]:
    from laering.ui.formats.data import entries_lines

    return entries_lines(listed.told, listed.today)


def _list_json(listed: Listed, _prefix: str) -> Iterator[str]:
    from laering.ui.formats.data import entries_json

    return entries_json(listed.told, listed.today)


TERMINAL = "terminal"

PAGE = "html"

ICS = "ics"

_SHEET = ".csv"

# What people call them beside their endings.
_NICKNAMES = {"tekst": "txt", "text": "txt", "excel": "csv"}

_SHEETS = (".xlsx", ".xls", ".xlsm", ".ods")

# As text a picture takes a third more; with all else a page stays below three million bytes.
_ON_A_PAGE = 2_000_000

_ON_PAPER = 12_000_000

FORMATS: tuple[Format["Report", str | bytes], ...] = (
    Format(TERMINAL, (".txt",), _terminal),
    Format("md", (".md", ".markdown"), _markdown),
    Format(PAGE, (".html", ".htm"), _html, pictures=_ON_A_PAGE),
    Format("pdf", (".pdf",), _pdf, "", _typesetter, _ON_PAPER),
    # Excel knows UTF-8 by its byte-order mark.
    Format("csv", (".csv",), _csv, "utf-8-sig"),
    Format("json", (".json",), _json),
)

SHARE_FORMATS: tuple[Format["Share", str], ...] = (
    Format("tekst", (".txt",), _share_text),
    Format("md", (".md", ".markdown"), _share_markdown),
    Format("html", (".html", ".htm"), _share_html, pictures=_ON_A_PAGE),
    Format("json", (".json",), _share_json),
)


ACTION_FORMATS: tuple[Format[Promises, str], ...] = (
    Format(ICS, (".ics",), _actions_calendar),
    Format("csv", (".csv",), _actions_csv, "utf-8-sig"),
    Format("json", (".json",), _actions_json),
)

LIST_FORMATS: tuple[Format[Listed, str], ...] = (
    Format("csv", (".csv",), _list_csv, "utf-8-sig"),
    Format("jsonl", (".jsonl",), _list_lines),
    Format("json", (".json",), _list_json),
)


def names(table: Sequence[Format[Any, Any]] = FORMATS) -> list[str]:
    """The formats' names, in the table's order."""
    return [each.name for each in table]


def by_name(name: str, table: Sequence[Format[Any, Any]] = FORMATS) -> Format[Any, Any]:
    """The format of that name, or of that ending without its dot. Raises UnknownFormat."""
    wanted = name.casefold()
    ending = f".{_NICKNAMES.get(wanted, wanted)}"
    for each in table:
        if each.name == wanted or ending in each.endings:
            return each
    raise UnknownFormat(value=name, formats=", ".join(names(table)))


def by_ending(path: PurePath, table: Sequence[Format[Any, Any]] = FORMATS) -> Format[Any, Any]:
    """The format that a file's ending chooses. Raises NoEnding, UnknownEnding or SheetEnding."""
    chosen = _of_ending(path, table)
    if chosen is not None:
        return chosen
    if not path.suffix:
        raise NoEnding(path=path, ending=by_name(PAGE, table).endings[0])
    endings = [each.endings[0] for each in table]
    sheet = _SHEET in endings and path.suffix.casefold() in _SHEETS
    fault = SheetEnding if sheet else UnknownEnding
    raise fault(value=path.suffix, endings=", ".join(endings))


def check_ending(
    path: PurePath, chosen: Format[Any, Any], table: Sequence[Format[Any, Any]] = FORMATS
) -> None:
    """Raises AnothersEnding when the file's ending would choose another format than this."""
    other = _of_ending(path, table)
    if other is not None and other.name != chosen.name:
        raise AnothersEnding(
            path=path, other=other.name, value=chosen.name, ending=chosen.endings[0]
        )


def _of_ending(path: PurePath, table: Sequence[Format[Any, Any]]) -> Format[Any, Any] | None:
    ending = path.suffix.casefold()
    return next((each for each in table if ending in each.endings), None)
