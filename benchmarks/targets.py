"""What is fuzzed: for each kind of file a function that reads bytes as one, and may not raise.

Imported where atheris instruments what is imported.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp
from zipfile import ZipFile

from laering.domain import body, check, mend, report, survey
from laering.domain.arrival import MAIL, TEXT, Letter
from laering.domain.columns import targets_of
from laering.domain.entry import DEFAULT_SOURCES, Answers, Body, Draft, Entry
from laering.domain.errors import BadArrival, LaeringError
from laering.domain.importing import drafts_of, plan_of
from laering.domain.origin import Known
from laering.domain.period import month
from laering.domain.rows import Reading
from laering.files import checking, exchange
from laering.files.entry import codec
from laering.files.entry.tree import extra_lines
from laering.files.incoming.inbox import Item
from laering.files.incoming.letters import read_letter
from laering.files.incoming.markup import text_in
from laering.files.incoming.paragraphs import Reader
from laering.files.incoming.texts import piece_of
from laering.files.tables.opening import headed, open_table
from laering.files.tables.parts import Pieces, parse
from laering.ui.formats import data as json_data
from laering.ui.formats import table
from laering.ui.showing import arrivals

TODAY = date(2026, 11, 23)
CAME = datetime(2026, 11, 23)  # noqa: DTZ001  # their clock
NAMES = {"avvik": "Avvik og feil"}
_KNOWN = check.Known(NAMES, "nb", {"a": ["entries/a.md"]})
_NOVEMBER = month(2026, 11)

Target = Callable[[bytes], None]


def entries() -> Target:
    """Read bytes as an entry: checked, mended, shown in every format, and written again."""

    def one(data: bytes) -> None:
        found = codec.read(data, "entries/2026-11-01-a.md")
        _check(data)
        with suppress(LaeringError):
            exchange.read_given(data, "a.md", TODAY)
        mend.recoded(data)
        if isinstance(found, Entry):
            _shown_and_written(found)

    return one


def _check(data: bytes) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    path = "entries/2026-11-01-a.md"
    problems = list(check.in_text(path, text))
    look = codec.look(text, path)
    if isinstance(look, check.Look):
        problems += check.in_entry(look, _KNOWN)
    checking.mended(text, path, problems, _KNOWN)


def _shown_and_written(found: Entry) -> None:
    parts = body.unpack(found)
    assert body.actions_in(found.packed) == parts.actions
    json_data.dumps(json_data.entry_data(found, TODAY, "a"))
    tasks = [
        survey.Task(found.id, found.path, found.date, found.source, action, found.private)
        for action in parts.actions
    ]
    read = survey.Survey([found], Counter(), [], tasks, [])
    made = report.build([read], DEFAULT_SOURCES, _NOVEMBER, TODAY, journal="a")
    for form in table.FORMATS:
        # A PDF takes too long here; its own tests say what it makes of anything.
        for piece in form.render(made, "") if form.encoding else ():
            assert isinstance(piece, str)
            piece.encode("utf-8", "replace")
    again = Draft(found.title, found.date, found.source, found.outcome, found.tags, body=parts)
    written = _read_back(again)
    assert written.title == found.title
    assert body.unpack(written).answers == parts.answers


def _read_back(draft: Draft) -> Entry:
    written = codec.read(codec.write(draft, "nb").encode("utf-8", "replace"), "entries/a.md")
    assert isinstance(written, Entry), written
    return written


def inbox() -> Target:
    """Read bytes as what others send in: text, mail, HTML, and the text of a document."""

    def one(data: bytes) -> None:
        text_in(data.decode("utf-8", "replace"))
        for kind in (TEXT, MAIL):
            with suppress(BadArrival):
                item = Item("a", CAME, kind)
                _without_actions(read_letter(item, data, Path(), NAMES, TODAY))
        with suppress(LaeringError):
            reader = Reader("a", {"1": "heading 1"}, TODAY)
            parse(Path("a"), _pieces(data), reader.start, reader.end, reader.text)
            piece = piece_of(reader.said(), "a", TODAY, NAMES, page=False)
            _without_actions(Letter(TEXT, TODAY, (piece,)))

    return one


def _pieces(data: bytes) -> Pieces:
    yield from (data[: len(data) // 2], data[len(data) // 2 :])


def _without_actions(letter: Letter) -> None:
    """No box of a stranger's is an action, and all of it can be shown."""
    list(arrivals.letter_notes(letter))
    for piece in letter.pieces:
        list(arrivals.piece_lines(piece))
        list(arrivals.piece_notes(piece, 0, ()))
        given = piece.given
        told = (given.happened, given.learned, given.differently)
        answers = Answers(*(each or "" for each in told))
        made = Body(answers, (), given.preamble, given.more)
        assert body.split(body.compose(made, "nb")).actions == ()


def tables() -> Target:
    """Read bytes as rows: with separators, as JSON, as JSON Lines, and as a sheet of Excel's."""
    folder = Path(mkdtemp(prefix="laering-rows-", dir=_in_memory()))

    def one(data: bytes) -> None:
        for path in _written(folder, data):
            with suppress(LaeringError):
                _imported(path)

    return one


def _in_memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _written(folder: Path, data: bytes) -> Iterator[Path]:
    for ending in ("csv", "json", "jsonl"):
        path = folder / f"rows.{ending}"
        path.write_bytes(data)
        yield path
    path = folder / "rows.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS)
        archive.writestr("xl/a.xml", data)
    yield path


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = f'<workbook xmlns:r="{_OFFICE}"><sheets><sheet name="A" r:id="a"/></sheets></workbook>'
_LINKS = (
    f'<Relationships><Relationship Id="a" Type="{_OFFICE}/worksheet" Target="a.xml"/>'
    "</Relationships>"
)


def _imported(path: Path) -> None:
    """Plan the import of a table, and write what comes in."""
    rows = headed(open_table(path), (), path)
    reading = Reading(
        names=[name or f"{at}" for at, name in enumerate(rows.columns)],
        targets=targets_of(rows.columns, (), loose=rows.loose),
        sources=NAMES,
        source="avvik",
        table="rows",
        today=TODAY,
        own_lines=extra_lines,
    )
    plan = plan_of(rows.rows(), reading, Known(), lambda _number: None)
    made = list(drafts_of(rows.rows(), reading, plan))
    assert len(made) == plan.new
    for _number, draft in made:
        written = _read_back(draft)
        assert (written.title, written.date) == (draft.title, draft.date)


TARGETS: dict[str, Callable[[], Target]] = {
    "entries": entries,
    "inbox": inbox,
    "tables": tables,
}
"""What makes each target, by its name."""

DONE_WITH = {
    "entries": "read as an entry, checked, mended, shown in every format and written again",
    "inbox": "read as text, as mail, as HTML and as the text of a Word document, and shown",
    "tables": "read as rows with separators, as JSON, JSON Lines and a sheet, planned and written",
}
"""What is done with an input of each."""
