"""``rapport``: a period of one journal or several, summed up and handed over in a form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from laering.domain import report as reports
from laering.domain.entry import Entry, Problem, Source
from laering.domain.errors import TwoPeriods
from laering.domain.gallery import Gallery, places_in
from laering.domain.period import Period, month, read_period
from laering.domain.private import names_kept
from laering.domain.report import Report
from laering.domain.sources import find_source
from laering.domain.survey import Survey
from laering.files.journal.journal import Journal
from laering.files.journal.names import folded_id
from laering.files.journal.survey import survey_of
from laering.files.system.ways import way
from laering.i18n import _
from laering.ui.commands.output import show_in_browser, write_out
from laering.ui.commands.several import journals_of
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal
from laering.ui.formats.chosen import choose_format, choose_page
from laering.ui.formats.table import FORMATS, TERMINAL, Format
from laering.ui.words import source_names

_Piece = TypeVar("_Piece", bound=str | bytes)


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
    journals, left_out = journals_of(call, asked.journals)
    period = _period(call.today, asked.period, asked.other_period)
    made = make(call, journals, period, asked.sources, left_out, with_private=with_private)
    made = replace(made, pictures=_gallery(call.terminal, made, chosen.pictures, journals))
    hand_over = browse if in_browser else deliver
    hand_over(call.terminal, made, chosen, asked.out, [each.root for each in journals])
    tell_skipped(call.terminal, made.skipped)


def _period(today: date, first: str | None, second: str | None) -> Period:
    """The period that either says, else this month. Raises TwoPeriods where they differ."""
    periods = [read_period(text, today) for text in (first, second) if text]
    if first and second and periods[0] != periods[1]:
        raise TwoPeriods(first=first, second=second)
    return periods[0] if periods else month(today.year, today.month)


def make(
    call: Call,
    journals: Sequence[Journal],
    period: Period,
    names: Sequence[str] | None,
    left_out: Sequence[Problem] = (),
    *,
    with_private: bool = False,
) -> Report:
    """The report on a period of these journals together, which names what is ``left_out``."""
    sources = _sources(journals)
    known = source_names(sources)
    only = tuple(find_source(name, known) for name in names or ())
    progress = call.terminal.progress(_("Reading"))
    surveys = []
    for journal in journals:
        survey = survey_of(journal, period, call.today, progress)
        if not with_private:
            unreadable = {each.path for each in survey.problems if _is_secret(journal, each)}
            survey = names_kept(survey, unreadable, folded_id)
        surveys.append(_moved(survey, journal, journals[0]))
    surveys[0] = replace(surveys[0], problems=[*surveys[0].problems, *left_out])
    return reports.build(
        surveys,
        sources,
        period,
        call.today,
        journal=" + ".join(journal.name for journal in journals),
        only_sources=only,
        effect_days=journals[0].config.effect_days,
        with_private=with_private,
        before=_year_before(journals, period, only) if period.kind == "year" else (),
    )


def _gallery(
    terminal: Terminal, report: Report, most: int, journals: Sequence[Journal]
) -> Gallery | None:
    """The pictures of a report's entries, in a form that takes so many bytes of them."""
    entries = [entry for each in report.sources for entry in each.entries]
    wanted = [place for entry in entries for place in places_in(entry)] if most else []
    if not wanted:
        return None
    from laering.files.pictures.thumbnails import Root, Thumbnails

    first, *others = (journal.root for journal in journals)
    away = [Root(f"{way(first, root)}/", root) for root in others]
    gallery = Thumbnails([Root("", first), *away])
    written = sum(len(entry.packed) for entry in entries)
    gallery.make(wanted, max(0, most - written), terminal.progress(_("Looking at pictures")))
    return gallery


def _year_before(journals: Sequence[Journal], period: Period, only: Sequence[str]) -> list[Entry]:
    """The entries of the year before, which a year's themes are held against."""
    earlier = period.previous()
    if earlier is None:
        return []
    found = (journal.within(earlier).entries for journal in journals)
    return [entry for entries in found for entry in entries if not only or entry.source in only]


def _is_secret(journal: Journal, problem: Problem) -> bool:
    """Whether a file that does not count, or what it is a copy of, is told to nobody."""
    original = dict(problem.facts).get("original")
    return any(journal.says_private(path) for path in (problem.path, original) if path)


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
        write = terminal.prose if chosen.plain else terminal.data
        if chosen.name == "json":
            write = terminal.json
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
    if out is None:
        out = _for_a_while(terminal, report, chosen, roots)
    else:
        out = write_report(report, chosen, out, roots, terminal)
    terminal.note(_("The report is in {path}").format(path=out))
    show_in_browser(out, terminal)


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

    return replace(
        survey,
        inside=[replace(each, path=f"{away}/{each.path}") for each in survey.inside],
        tasks=[each._replace(path=f"{away}/{each.path}") for each in survey.tasks],
        problems=[replace(each, path=f"{away}/{each.path}") for each in survey.problems],
    )
