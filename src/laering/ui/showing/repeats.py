"""A report's events that happened again, with what was decided and done before."""

from collections.abc import Iterator, Sequence

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.report import Repeat, Report, told_entries
from laering.i18n import _, ngettext
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


def maybe(report: Report) -> Iterator[Block]:
    """Events that may be the same and that nobody has linked, a point for each group."""
    if not report.maybe:
        return
    yield Heading(_("This may be the same"), key="maybe")
    yield Line(
        _("Nobody has marked it, and it is not counted. Go through: laering gjentar --forslag"),
        "quiet",
    )
    told = told_entries(report)
    yield Points(tuple(_group(group, told) for group in report.maybe))


def _group(entries: Sequence[Entry], told: frozenset[str]) -> str:
    """Some events in a line, leading to where the last of them is told."""
    text = " · ".join(_named(entry, frozenset()) for entry in entries)
    last = entries[-1].id
    return Ref(text, entry_key(last)) if last in told else text


def _named(entry: Entry, told: frozenset[str]) -> str:
    """An event's title and day, leading to where it is told."""
    text = _("{title}, {date}").format(title=title_of(entry), date=long_date(entry.date))
    return Ref(text, entry_key(entry.id)) if entry.id in told else text


def themes(report: Report) -> Iterator[Block]:
    """What came back in the year, in the journal's own words, with the entries behind it."""
    if not report.themes:
        return
    yield Heading(_("What came back"), key="themes")
    titles = {entry.id: entry for each in report.sources for entry in each.entries}
    told = told_entries(report)
    for theme in report.themes:
        yield Line(
            ngettext(
                "{words}: {count} entry, {before} the year before",
                "{words}: {count} entries, {before} the year before",
                theme.count,
            ).format(words=", ".join(theme.words), count=theme.count, before=theme.before)
        )
        yield Points(tuple(_named(titles[name], told) for name in theme.entries if name in titles))
