"""A report's events that happened again, with what was decided and done before."""

from collections.abc import Iterator

from laering.domain.body import unpack
from laering.domain.report import Repeat, Report, told_entries
from laering.i18n import _
from laering.ui.showing.blocks import Block, Heading, Line, Points, Ref
from laering.ui.showing.entry import boxed
from laering.ui.showing.learnings import MOST_QUOTED, entry_key, title_of
from laering.ui.words import long_date, shortened


def repeats(report: Report) -> Iterator[Block]:
    """Each event that happened again, and what had been done about it."""
    if not report.repeats:
        return
    yield Heading(_("Happened again"), key="repeats")
    told = told_entries(report)
    for repeat in report.repeats:
        title = _("{title}, {date}").format(
            title=title_of(repeat.entry), date=long_date(repeat.entry.date)
        )
        yield Line(Ref(title, entry_key(repeat.entry.id)) if repeat.entry.id else title)
        if repeat.finished_before:
            failed = _("An action had been finished, and still it happened again. What now?")
            yield Line(failed, "warn")
        else:
            yield Line(_("No action had been finished before it happened again."), "quiet")
        yield Points(tuple(_earlier(repeat, report, told)))


def _earlier(repeat: Repeat, report: Report, told: frozenset[str]) -> Iterator[str]:
    """The events before, with what was decided then and whether it was done."""
    for event in repeat.earlier:
        shown = f"{event.title}, {long_date(event.date)}"
        text = _("earlier: {entry}").format(entry=shown)
        yield Ref(text, entry_key(event.id)) if event.id in told else text
        body = unpack(event)
        decided = body.answers.differently.strip()
        if decided:
            yield _("decided then: {text}").format(text=shortened(decided, MOST_QUOTED))
        yield from (str(boxed(action, report.today)) for action in body.actions)
    known = {event.id for event in repeat.earlier}
    for name in repeat.of:
        if name not in known:
            yield _("earlier: {entry}").format(entry=name)
