"""A report's learnings: how many each source gave, and the entries as cards."""

from collections.abc import Iterator

from laering.domain.body import unpack
from laering.domain.entry import GOOD, Answers, Body, Entry
from laering.domain.gallery import shown_by
from laering.domain.items import further_parts
from laering.domain.private import is_veiled
from laering.domain.report import (
    CUSTOMER,
    Report,
    SourceSummary,
    percent,
    praise_and_complaints,
)
from laering.domain.text.frames import unframed
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import one_line
from laering.ui.showing.blocks import (
    Bar,
    Block,
    Card,
    Cell,
    Column,
    Heading,
    Line,
    Ref,
    Table,
    Told,
    Trend,
)
from laering.ui.showing.entry import boxed
from laering.ui.words import (
    change,
    listed,
    long_date,
    outcome_name,
    period_label,
    source_name,
    weekday,
)

BY_SOURCE = "by-source"

MOST_QUOTED = 200
"""Characters of an answer that is told in passing."""

# Bytes of entries above which a report no longer tells what happened, only what was learned. A
# page must fit in an e-mail; whoever reads hundreds of learnings has the files as well.
_MOST_TOLD = 2_000_000


def by_source(report: Report) -> Iterator[Block]:
    """How many learnings each source gave, and which ones are silent."""
    yield Heading(_("By source"), key=BY_SOURCE)
    most = max((each.count for each in report.sources), default=0)
    highest = max((count for each in report.sources for count in each.months), default=0)
    columns = [Column(_("Source"), wide=True), Column(_("Count"), right=True)]
    if report.percentages:
        columns.append(Column(_("Share"), right=True))
    if report.previous is not None:
        columns.append(Column(_("Change"), right=True))
    columns += [Column("", spare=True), Column(_("Last 12 months"))]
    months = tuple(period_label(month) for month in report.months)
    rows = []
    for each in report.sources:
        count = Ref(str(each.count), source_key(each.source.id)) if each.count else "0"
        row: list[Cell] = [source_name(each.source), count]
        if report.percentages:
            row.append(_("{share} %").format(share=percent(each.count, report.count)))
        if report.previous is not None:
            row.append(change(each.count, each.previous))
        rows.append((*row, Bar(each.count, most), Trend(each.months, highest, months)))
    yield Table(tuple(columns), tuple(rows), _("Learnings by source"))
    if report.silent and report.count:
        yield Line(
            _("Silent in this period: {names}. Is there something to learn there?").format(
                names=listed(source_name(source) for source in report.silent)
            ),
            "quiet",
        )


def source_key(source: str) -> str:
    """The key of the place where a source's entries stand, by its id."""
    return f"source-{source}"


def entry_key(entry: str) -> str:
    """The key of an entry's card, by its id."""
    return f"entry-{entry}"


def title_of(entry: Entry) -> str:
    """An entry's title, where one may know it."""
    return entry.title or _("Private entry")


def cards(report: Report, *, alone: bool) -> Iterator[Block]:
    """The entries of each source; one that is read ``alone`` also tells what happened."""
    if alone and _size(report) > _MOST_TOLD:
        alone = False
        text = _("So much was written that only what was learned stands here, not what happened.")
        yield Line(text, "quiet")
    for summary in report.sources:
        if summary.count:
            yield source_heading(summary)
            if summary.source.id == CUSTOMER:
                yield from _praise(summary)
            for entry in summary.entries:
                yield _card(entry, report, happened=alone)


def _size(report: Report) -> int:
    """How many bytes the entries' texts have together."""
    return sum(len(entry.packed) for each in report.sources for entry in each.entries)


def source_heading(summary: SourceSummary) -> Heading:
    """What stands above a source's entries."""
    text = f"{source_name(summary.source)} ({summary.count})"
    return Heading(text, key=source_key(summary.source.id))


def _praise(summary: SourceSummary) -> Iterator[Block]:
    praise, complaints = praise_and_complaints(summary.entries)
    if praise or complaints:
        parts = []
        if praise:
            parts.append(ngettext("{count} praise", "{count} praises", praise).format(count=praise))
        if complaints:
            text = ngettext("{count} complaint", "{count} complaints", complaints)
            parts.append(text.format(count=complaints))
        yield Line(listed(parts), "quiet")


def _untold(entry: Entry, body: Body) -> tuple[tuple[str, str], ...]:
    """The pictures of what happened, where that is not told."""
    return tuple(shown_by(entry, Body(Answers(body.answers.happened))))


def _beside(heading: str, text: str) -> tuple[str, str]:
    """What stands beside the answers, behind its heading in one line."""
    return one_line(" ".join(heading.split())) or _("Beside the questions"), unframed(text) or "–"


def _card(entry: Entry, report: Report, *, happened: bool) -> Card:
    body = unpack(entry)
    about = [f"{weekday(entry.date)} {long_date(entry.date)}", outcome_name(entry.outcome)]
    about += [f"#{tag}" for tag in entry.tags]
    if body.unfinished and not is_veiled(entry):
        about.append(_("unfinished"))
    if entry.repeats:
        about.append(_("has happened before"))
    actions = tuple(boxed(action, report.today) for action in body.actions)
    beside = further_parts(body)
    if beside and not happened:
        told = ngettext("{count} section more", "{count} sections more", len(beside))
        about.append(told.format(count=len(beside)))
    texts: tuple[tuple[str, Told], ...] = (
        (_("Happened"), unframed(body.answers.happened) if happened else ""),
        (_("Learned"), unframed(body.answers.learned)),
        (_("Next time"), unframed(body.answers.differently)),
        (_("Actions"), actions),
        *(_beside(*each) for each in beside if happened),
    )
    return Card(
        title=("✓ " if entry.outcome == GOOD else "") + title_of(entry),
        path=entry.path,
        about=" · ".join(part for part in about if part),
        texts=tuple((label, text) for label, text in texts if text),
        key=entry_key(entry.id) if entry.id else "",
        source=entry.source,
        good=entry.outcome == GOOD,
        pictures=() if happened else _untold(entry, body),
    )
