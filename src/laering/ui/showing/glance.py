"""What a report that is read alone says first: what is late, the counts, what was learned."""

from collections.abc import Iterator

from laering.domain.body import unpack
from laering.domain.report import Report, overdue_today
from laering.i18n import _, ngettext
from laering.ui.showing.blocks import Block, Figure, Figures, Heading, Line, Points, Ref
from laering.ui.showing.learnings import BY_SOURCE, MOST_QUOTED, entry_key
from laering.ui.words import listed, owners, short_date, shortened

# Overdue actions by name.
_MOST_NAMED = 3

# Learnings that can be taken in at a glance: about a month's.
_MOST_AT_A_GLANCE = 12


def late_line(report: Report) -> Iterator[Line]:
    """The actions that are overdue today, the first few by name."""
    late = overdue_today(report)
    if not late:
        return
    named = []
    for action in late[:_MOST_NAMED]:
        if not action.text:
            named.append(_("a private action"))
            continue
        facts = [owners(action)] if action.owners else []
        facts.append(_("due {date}").format(date=short_date(action.due or report.today)))
        named.append(f"«{shortened(action.text, 80)}» ({', '.join(facts)})")
    if len(late) > _MOST_NAMED:
        named.append(_("{count} more").format(count=len(late) - _MOST_NAMED))
    yield Line(_("Overdue: {actions}").format(actions=listed(named)), "warn")


def figures(report: Report) -> Figures:
    """The counts to look at first, each leading to what is counted."""
    actions = report.actions
    again, late = len(report.repeats), len(overdue_today(report))
    waiting, unjudged = len(actions.open), len(actions.to_judge)
    learned = ngettext("learning", "learnings", report.count)
    found = [
        Figure(report.count, learned, BY_SOURCE if report.count else ""),
        Figure(again, _("happened again"), "repeats" if again else "", "warn" if again else "good"),
        Figure(late, _("overdue"), "actions", "warn" if late else "good"),
        Figure(waiting, ngettext("open action", "open actions", waiting), "actions"),
    ]
    if unjudged:
        told = ngettext("action to judge", "actions to judge", unjudged)
        found.append(Figure(unjudged, told, "to-judge"))
    return Figures(tuple(found))


def learned(report: Report) -> Iterator[Block]:
    """What was learned, a line for each of a month's learnings."""
    entries = [entry for each in report.sources for entry in each.entries if entry.id]
    if not entries or len(entries) > _MOST_AT_A_GLANCE:
        return
    entries.sort(key=lambda entry: (entry.date, entry.id))
    yield Heading(_("In short"), key="learned")
    lines = []
    for entry in entries:
        told = shortened(unpack(entry).answers.learned, MOST_QUOTED)
        text = f"{entry.title}: {told}" if told else entry.title
        lines.append(Ref(text, entry_key(entry.id)))
    yield Points(tuple(lines))
