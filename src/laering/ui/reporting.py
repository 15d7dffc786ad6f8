"""Making a report of one journal or several, and handing it over in a form."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from errno import EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, EPERM, EROFS
from pathlib import Path

from laering.domain import report as reports
from laering.domain.entry import Source
from laering.domain.errors import (
    CannotWrite,
    OutputExists,
    OutputFolderMissing,
    OutputInEntries,
    OutputUnwritable,
)
from laering.domain.period import Period
from laering.domain.report import Report, Survey
from laering.files.config import JOURNAL_FILE
from laering.files.disk import write_whole
from laering.files.journal import ENTRIES, Journal, open_journal
from laering.files.personal import expanded
from laering.i18n import _
from laering.ui.call import Call
from laering.ui.formats import TERMINAL, Format, by_ending, by_name
from laering.ui.guide import find_source
from laering.ui.terminal import Terminal

# Where another place would help; else the disk is at fault.
_WRONG_PLACE = frozenset({EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP})


def choose_format(name: str | None, out: Path | None) -> Format:
    """The form that is asked for, or that the file's ending tells.

    Raises UnknownFormat or OutputExists.
    """
    if out is not None and out.is_dir():
        raise OutputExists(path=out)
    if name is not None:
        return by_name(name)
    return by_ending(out) if out is not None else by_name(TERMINAL)


def journals_of(call: Call, folders: Sequence[Path] | None) -> list[Journal]:
    """The journals to report on: those named, else the one that is meant."""
    if not folders:
        return [call.journal()]
    roots = {expanded(folder).resolve(): expanded(folder) for folder in folders}
    return [open_journal(root) for root in roots.values()]


def make(
    call: Call, journals: Sequence[Journal], period: Period, names: Sequence[str] | None
) -> Report:
    """The report on a period of these journals together."""
    sources = _sources(journals)
    only = tuple(find_source(name, sources).id for name in names or ())
    progress = call.terminal.progress(_("Reading"))
    surveys = [
        _moved(journal.survey(period, call.today, progress), journal, journals[0])
        for journal in journals
    ]
    return reports.build(
        Survey(
            [entry for survey in surveys for entry in survey.inside],
            sum((survey.around for survey in surveys), Counter()),
            [entry for survey in surveys for entry in survey.earlier],
            [task for survey in surveys for task in survey.tasks],
            [problem for survey in surveys for problem in survey.problems],
            frozenset().union(*(survey.private for survey in surveys)),
        ),
        sources,
        period,
        call.today,
        journal=" + ".join(journal.name for journal in journals),
        only_sources=only,
        effect_days=journals[0].config.effect_days,
    )


def deliver(
    terminal: Terminal, report: Report, chosen: Format, out: Path | None, roots: Sequence[Path]
) -> None:
    """Put a report on stdout, or in a file that is complete or not touched at all."""
    if out is None:
        if chosen.name == TERMINAL and terminal.styled:
            from laering.ui.paint import show
            from laering.ui.report_page import report_blocks

            show(terminal, report_blocks(report, to_fill_in=False))
            return
        if chosen.encoding == "utf-8-sig":
            terminal.data("\ufeff")
        write = terminal.json if chosen.name == "json" else terminal.data
        for piece in chosen.render(report, ""):
            write(piece)
        return
    write_report(report, chosen, out, roots, terminal)
    terminal.note(_("The report is in {path}").format(path=out))


def write_report(
    report: Report, chosen: Format, out: Path, roots: Sequence[Path], terminal: Terminal
) -> None:
    """Write a report to a file.

    Raises OutputFolderMissing, OutputInEntries, OutputUnwritable or CannotWrite.
    """
    if not out.absolute().parent.is_dir():
        raise OutputFolderMissing(path=out.parent)
    for kept in (place for each in roots for place in (each / ENTRIES, each / JOURNAL_FILE)):
        if out.resolve().is_relative_to(kept.resolve()):
            raise OutputInEntries(path=out)
    prefix = os.path.relpath(roots[0], out.absolute().parent).replace(os.sep, "/")
    pieces = chosen.render(report, "" if prefix == "." else f"{prefix}/")
    pieces = _watched(pieces, report, terminal)
    try:
        write_whole(out, _encoded(pieces, chosen.encoding))
    except OSError as error:
        wrong_place = error.errno in _WRONG_PLACE
        fault = OutputUnwritable if wrong_place else CannotWrite
        raise fault(path=out, reason=error) from None


def _watched(pieces: Iterator[str], report: Report, terminal: Terminal) -> Iterator[str]:
    """The pieces, telling how far the writing has come: about a piece an entry."""
    progress = terminal.progress(_("Writing"))
    for number, piece in enumerate(pieces):
        yield piece
        if number % 256 == 0:
            progress(min(number, report.count), report.count)
    progress(report.count, report.count)


def _encoded(pieces: Iterator[str], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8-sig":
        yield b"\xef\xbb\xbf"
    for piece in pieces:
        yield piece.encode("utf-8", "replace")


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
    away = os.path.relpath(journal.root, first.root).replace(os.sep, "/")

    return Survey(
        [replace(each, path=f"{away}/{each.path}") for each in survey.inside],
        survey.around,
        survey.earlier,
        [each._replace(path=f"{away}/{each.path}") for each in survey.tasks],
        [replace(each, path=f"{away}/{each.path}") for each in survey.problems],
        survey.private,
    )
