"""Making a report of one journal or several, and handing it over in a form."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from errno import EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, EPERM, EROFS
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from laering.domain import report as reports
from laering.domain.entry import Problem, Source
from laering.domain.errors import (
    BytesOnScreen,
    CannotWrite,
    NotForBrowser,
    OutputExists,
    OutputFolderMissing,
    OutputHeld,
    OutputInEntries,
    OutputUnwritable,
    TwoPeriods,
)
from laering.domain.period import Period, month, read_period
from laering.domain.report import Report, Survey
from laering.files.config import JOURNAL_FILE
from laering.files.journal.journal import Journal, open_journal
from laering.files.journal.names import ENTRIES, folded_id
from laering.files.personal import expanded
from laering.files.system import windows
from laering.files.system.disk import free_name, write_whole
from laering.files.system.held import is_held
from laering.files.system.ways import way
from laering.i18n import _
from laering.ui.asking.flow import find_source
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, on_screen
from laering.ui.formats.table import (
    FORMATS,
    PAGE,
    TERMINAL,
    Format,
    by_ending,
    by_name,
    check_ending,
)
from laering.ui.words import as_word

_What = TypeVar("_What")

_Piece = TypeVar("_Piece", bound=str | bytes)

# Where another place would help; else the disk is at fault.
_WRONG_PLACE = frozenset({EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP})


class Asked(NamedTuple):
    """What ``rapport`` was asked for, just as it was typed."""

    period: str
    other_period: str | None
    form: str | None
    out: Path | None
    sources: Sequence[str] | None
    journals: Sequence[Path] | None


def sum_up(call: Call, asked: Asked, *, in_browser: bool, with_private: bool) -> None:
    """Make the report that is asked for and hand it over. Raises TwoPeriods."""
    choose = choose_page if in_browser else choose_format
    chosen = choose(asked.form, asked.out, FORMATS)
    journals = journals_of(call, asked.journals)
    period = _period(call.today, asked.period, asked.other_period)
    made = make(call, journals, period, asked.sources, with_private=with_private)
    hand_over = browse if in_browser else deliver
    hand_over(call.terminal, made, chosen, asked.out, [each.root for each in journals])


def _period(today: date, *texts: str | None) -> Period:
    """The period that any of them says, else this month. Raises TwoPeriods where they differ."""
    periods = [read_period(text, today) for text in texts if text]
    if len(set(periods)) > 1:
        first, second = texts
        raise TwoPeriods(first=first, second=second)
    return periods[0] if periods else month(today.year, today.month)


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


def journals_of(call: Call, folders: Sequence[Path] | None) -> list[Journal]:
    """The journals to report on: those named, else the one that is meant."""
    if not folders:
        return [call.journal()]
    roots = {expanded(folder).resolve(): expanded(folder) for folder in folders}
    return [open_journal(root) for root in roots.values()]


def make(
    call: Call,
    journals: Sequence[Journal],
    period: Period,
    names: Sequence[str] | None,
    *,
    with_private: bool = False,
) -> Report:
    """The report on a period of these journals together."""
    sources = _sources(journals)
    only = tuple(find_source(name, sources).id for name in names or ())
    progress = call.terminal.progress(_("Reading"))
    surveys = []
    for journal in journals:
        survey = journal.survey(period, call.today, progress)
        if not with_private:
            survey = _without_secret_names(survey, journal)
        surveys.append(_moved(survey, journal, journals[0]))
    return reports.build(
        surveys,
        sources,
        period,
        call.today,
        journal=" + ".join(journal.name for journal in journals),
        only_sources=only,
        effect_days=journals[0].config.effect_days,
        with_private=with_private,
    )


def _without_secret_names(survey: Survey, journal: Journal) -> Survey:
    """The survey as others may read it: the name of a private file may be its title.

    A file that says it is private is named neither when it cannot be read, nor by an entry that
    repeats it, however that spells its name.
    """
    hidden = {each.path for each in survey.problems if journal.says_private(each.path)}
    private = survey.private | {PurePosixPath(path).stem for path in hidden}
    folded = {folded_id(name) for name in private}
    named = {
        name
        for entry in (*survey.inside, *survey.earlier)
        for name in entry.repeats
        if folded and folded_id(name) in folded
    }
    return replace(
        survey,
        problems=[
            Problem(f"{ENTRIES}/…", 1, "private") if each.path in hidden else each
            for each in survey.problems
        ],
        private=private | named,
    )


def deliver(
    terminal: Terminal,
    report: Report,
    chosen: Format[Report, str | bytes],
    out: Path | None,
    roots: Sequence[Path],
) -> None:
    """Put a report on stdout, or in a file that is complete or not touched at all."""
    if out is None:
        if chosen.name == TERMINAL and terminal.styled:
            from laering.ui.formats.paint import show
            from laering.ui.showing.report import report_blocks

            show(terminal, report_blocks(report, to_fill_in=False))
            return
        if chosen.encoding == "utf-8-sig":
            terminal.data("\ufeff")
        write = terminal.json if chosen.name == "json" else terminal.data
        pieces = chosen.render(report, "")
        for piece in pieces if chosen.encoding else _watched(pieces, report, terminal):
            if isinstance(piece, bytes):
                terminal.raw(piece)
            else:
                write(piece)
        return
    out = write_report(report, chosen, out, roots, terminal)
    terminal.note(_("The report is in {path}").format(path=out))


def browse(
    terminal: Terminal,
    report: Report,
    chosen: Format[Report, str | bytes],
    out: Path | None,
    roots: Sequence[Path],
) -> None:
    """Put a report in a file, by default one that only the person can read, and show it."""
    from laering.ui.desk import browser

    if out is None:
        out = _for_a_while(terminal, report, chosen, roots)
    else:
        out = write_report(report, chosen, out, roots, terminal)
    terminal.note(_("The report is in {path}").format(path=out))
    if not browser.show(out):
        terminal.note(_("There is no browser to open it in here. Open the file in one yourself."))


def _for_a_while(
    terminal: Terminal, report: Report, chosen: Format[Report, str | bytes], roots: Sequence[Path]
) -> Path:
    """Put a report in a folder of its own; the system clears it away some day."""
    from shutil import rmtree
    from tempfile import mkdtemp

    folder = Path(mkdtemp(prefix="laering-"))
    name = _("report")
    out = folder / f"{name}{chosen.endings[0]}"
    try:
        write_report(report, chosen, out, roots, terminal)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    return out


def write_report(
    report: Report,
    chosen: Format[Report, str | bytes],
    out: Path,
    roots: Sequence[Path],
    terminal: Terminal,
) -> Path:
    """Write a report to a file, and give its path. Raises what ``write_out`` does."""
    prefix = way(out.absolute().parent, roots[0])
    pieces = chosen.render(report, "" if prefix == "." else f"{prefix.rstrip('/')}/")
    return write_out(_watched(pieces, report, terminal), chosen.encoding, out, roots, terminal)


def write_out(
    pieces: Iterator[str] | Iterator[str | bytes],
    encoding: str,
    out: Path,
    roots: Sequence[Path],
    terminal: Terminal,
) -> Path:
    """Write a file that a person named, but never over what the journals consist of.

    Gives the file that it became: another one where somebody at the terminal said so, because a
    program holds the one that was named. Raises OutputFolderMissing, OutputInEntries,
    OutputUnwritable, OutputHeld or CannotWrite.
    """
    if not out.absolute().parent.is_dir():
        raise OutputFolderMissing(path=out.parent)
    for kept in (place for each in roots for place in (each / ENTRIES, each / JOURNAL_FILE)):
        if out.resolve().is_relative_to(kept.resolve()):
            raise OutputInEntries(path=out)
    if out.exists() and any(_is_linked_from(each / ENTRIES, out) for each in roots):
        raise OutputInEntries(path=out)
    try:
        return write_whole(out, _encoded(pieces, encoding), lambda: _another(out, terminal))
    except OSError as error:
        if is_held(error, out):
            raise OutputHeld(path=out, free=as_word(str(free_name(out)))) from None
        wrong_place = error.errno in _WRONG_PLACE
        fault = OutputUnwritable if wrong_place else CannotWrite
        raise fault(path=out, reason=error) from None


def _another(out: Path, terminal: Terminal) -> Path | None:
    """The file to write instead of one that is held, if somebody is there to choose it."""
    if not terminal.can_ask:
        return None
    from laering.ui.asking.confirm import ask_yes

    free = free_name(out)
    question = _("«{path}» is open in another program. Write to «{free}» instead?")
    return free if ask_yes(question.format(path=out, free=free.name)) else None


def _is_linked_from(folder: Path, out: Path) -> bool:
    """Whether a file is what a link in a folder, or in those in it, leads to."""
    with suppress(OSError), os.scandir(folder) as found:
        for each in found:
            if each.is_dir(follow_symlinks=False):
                if _is_linked_from(Path(each.path), out):
                    return True
            elif each.is_symlink():
                with suppress(OSError):
                    if os.path.samefile(each.path, out):
                        return True
    return False


def _watched(pieces: Iterator[_Piece], report: Report, terminal: Terminal) -> Iterator[_Piece]:
    """The pieces, telling how far the writing has come: about a piece an entry.

    How far a form has come that gives empty ones, nobody knows.
    """
    progress = terminal.progress(_("Writing"))
    for number, piece in enumerate(pieces):
        yield piece
        if not piece:
            progress(0, -1)
        elif number % 256 == 0:
            progress(min(number, report.count), report.count)
    progress(report.count, report.count)


def _encoded(pieces: Iterator[str] | Iterator[str | bytes], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8-sig":
        yield b"\xef\xbb\xbf"
    for piece in pieces:
        yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")


def _sources(journals: Sequence[Journal]) -> tuple[Source, ...]:
    """The sources of all the journals, the first to name one deciding its words."""
    found: dict[str, Source] = {}
    for journal in journals:
        for source in journal.config.sources:
            found.setdefault(source.id, source)
    return tuple(found.values())


def _moved(survey: Survey, journal: Journal, first: Journal) -> Survey:
    """A survey with its paths as seen from the first journal's folder."""
    if journal is first:
        return survey
    away = way(first.root, journal.root)

    return Survey(
        [replace(each, path=f"{away}/{each.path}") for each in survey.inside],
        survey.around,
        survey.earlier,
        [each._replace(path=f"{away}/{each.path}") for each in survey.tasks],
        [replace(each, path=f"{away}/{each.path}") for each in survey.problems],
        survey.private,
    )
