"""A report's table for the management review: what the journal gives evidence of."""

from collections.abc import Iterator

from laering.domain.marks import N_
from laering.domain.report import CUSTOMER, Report, overdue_today, praise_and_complaints
from laering.i18n import _, ngettext
from laering.ui.showing.blocks import Block, Column, Heading, Line, Table
from laering.ui.showing.followup import effects
from laering.ui.words import count_entries

# ISO 9001:2015, 9.3.2 (and 10.2, 10.3): the inputs to management review that a journal gives
# evidence of. A new edition changes this table and nothing else.
REVIEW_INPUTS = (
    ("9.3.2 a", "earlier", N_("Actions from earlier reviews")),
    ("9.3.2 c 1", "customers", N_("Customer satisfaction and feedback")),
    ("9.3.2 c 4", "deviations", N_("Nonconformities and corrective actions")),
    ("9.3.2 c 6", "audits", N_("Audit results")),
    ("9.3.2 e", "effect", N_("Whether actions have worked")),
    ("9.3.2 f", "improvement", N_("Opportunities for improvement")),
)


def review(report: Report, *, to_fill_in: bool) -> Iterator[Block]:
    """What the management review asks for; ``to_fill_in`` with room for its decisions."""
    yield Heading(_("For the management review"), key="review")
    yield Line(_("What the journal gives evidence of (ISO 9001:2015)."), "quiet")
    figures = _review_figures(report)
    yield Table(
        (Column(_("Clause")), Column(_("Input")), Column(_("From the journal"), wide=True)),
        tuple((clause, _(name), figures[key]) for clause, key, name in REVIEW_INPUTS),
        _("For the management review"),
    )
    if to_fill_in:
        yield Heading(_("Decisions"), 3, "decisions")
        columns = (Column(_("Decision"), wide=True), Column(_("Owner")), Column(_("Date")))
        yield Table(columns, ((" ", " ", " "),) * 3, _("Decisions"))


def _review_figures(report: Report) -> dict[str, str]:
    counts = {each.source.id: each for each in report.sources}
    customers = counts.get(CUSTOMER)
    actions = report.actions
    praise, complaints = praise_and_complaints(customers.entries if customers else ())

    def count(source: str) -> str:
        return count_entries(counts[source].count if source in counts else 0)

    finished = actions.worked or actions.did_not_work or actions.unjudged
    judged = effects(actions) if finished else _("no action is finished yet")
    repeated = ngettext(
        "{count} event happened again", "{count} events happened again", len(report.repeats)
    ).format(count=len(report.repeats))
    return {
        "earlier": _("{finished} finished, {open} open, {overdue} overdue").format(
            finished=actions.finished,
            open=len(actions.open),
            overdue=len(overdue_today(report)),
        ),
        "customers": _("{entries}: {praise} praise, {complaints} complaints").format(
            entries=count(CUSTOMER), praise=praise, complaints=complaints
        ),
        "deviations": f"{count('avvik')}, {repeated}",
        "audits": count("revisjon"),
        "effect": judged,
        "improvement": _("{employees} from employees, {own} from own experience").format(
            employees=count("ansatt"), own=count("erfaring")
        ),
    }
