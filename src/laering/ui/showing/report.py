"""A report as blocks: its eight parts in order, said once for all who paint them.

Places in it that are led to have these keys: ``by-source``, ``source-<id>``, ``entry-<id>``,
``learned``, ``actions``, ``open``, ``to-judge``, ``repeats``, ``maybe``,
``themes``, ``tags``, ``review``,
``decisions`` and ``skipped``.
"""

from collections.abc import Iterator
from dataclasses import replace

from laering.domain.report import Report
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import one_line
from laering.ui.showing.blocks import Block, Gap, Heading, Line, Points
from laering.ui.showing.followup import followup
from laering.ui.showing.glance import figures, late_line, learned
from laering.ui.showing.learnings import BY_SOURCE, by_source, cards, source_heading, title_of
from laering.ui.showing.repeats import maybe, repeats, themes
from laering.ui.showing.review import review
from laering.ui.words import change, count_entries, listed, period_label, problem_text


def report_blocks(report: Report, *, to_fill_in: bool, alone: bool = False) -> Iterator[Block]:
    """The whole report.

    ``to_fill_in`` adds the empty table for the meeting's decisions. One that is read ``alone``,
    by somebody without the files, also has the counts to look at first and tells what happened.
    """
    yield from _summary(report)
    if alone:
        yield from late_line(report)
        if report.count or report.actions.open:
            yield figures(report)
        yield from learned(report)
    yield from by_source(report)
    yield from cards(report, alone=alone)
    yield from followup(report, alone=alone)
    yield from repeats(report)
    yield from maybe(report)
    yield from themes(report)
    yield from _tags(report)
    yield from review(report, to_fill_in=to_fill_in)
    yield from _skipped(report)


def parts(report: Report) -> Iterator[Heading]:
    """The headings of the parts of a report that is read alone, without what stands below them."""
    yield from (block for block in learned(report) if isinstance(block, Heading))
    for block in report_blocks(replace(report, sources=()), to_fill_in=False):
        if isinstance(block, Heading) and block.level == 2:
            yield block
            if block.key == BY_SOURCE:
                yield from (source_heading(each) for each in report.sources if each.count)


def _summary(report: Report) -> Iterator[Block]:
    label = period_label(report.period)
    yield Heading(_("What we learned: {period}").format(period=label), 1)
    parts = [report.journal, count_entries(report.count)]
    if report.previous_period is not None and (report.count or report.previous):
        before = period_label(report.previous_period)
        if report.count == report.previous:
            parts.append(_("as many as in {period}").format(period=before))
        else:
            parts.append(
                _("{change} from {period} ({count})").format(
                    change=change(report.count, report.previous),
                    period=before,
                    count=report.previous,
                )
            )
    yield Line(" · ".join(parts))
    if report.good or report.less_good:
        told = _("{good} went well, {less} went less well").format(
            good=report.good, less=report.less_good
        )
        unsaid = report.count - report.good - report.less_good
        if unsaid:
            told += _(", {count} without an outcome").format(count=unsaid)
        yield Line(told)
    elif not report.count:
        yield Line(_("Nothing was written down in this period."), "quiet")
    if report.came_in:
        told = ngettext(
            "{count} came in by itself, {answered} got an answer",
            "{count} came in by themselves, {answered} got an answer",
            report.came_in,
        )
        yield Line(told.format(count=report.came_in, answered=report.answered))
    # What the journal is for comes first: a change that did not keep it from happening again.
    failed = [title_of(repeat.entry) for repeat in report.repeats if repeat.finished_before]
    if failed:
        yield Line(
            ngettext(
                "Happened again although something had been done about it: {titles}",
                "Happened again although something had been done about them: {titles}",
                len(failed),
            ).format(titles=listed(f"«{title}»" for title in failed)),
            "warn",
        )


def _tags(report: Report) -> Iterator[Block]:
    recurring = [(tag, count) for tag, count in report.tags if count > 1]
    if recurring:
        yield Heading(_("Tags that recur"), key="tags")
        yield Line(", ".join(f"#{tag} ({count})" for tag, count in recurring))


def _skipped(report: Report) -> Iterator[Block]:
    if not report.skipped:
        return
    heading = _("Files that are not counted ({count})").format(count=len(report.skipped))
    yield Heading(heading, key="skipped")
    yield Points(
        tuple(
            f"{one_line(problem.path)}:{problem.line}: {problem_text(problem)}"
            for problem in report.skipped
        )
    )
    yield Gap()
