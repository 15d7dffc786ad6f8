"""What an import will do and has done, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from laering.domain.columns import FIELDS, OWN, SECTION, Target, letter_of
from laering.domain.entry import Draft
from laering.domain.importing import Flaws, Plan
from laering.domain.rows import Flaw
from laering.domain.table import Table
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import one_line
from laering.ui.words import action_line, long_date, outcome_name, shortened

_NAMES = {field: name for name, field in FIELDS.items()}
_WIDE = 44


def column_lines(table: Table, targets: Mapping[int, Target]) -> Iterator[str]:
    """Which column becomes what, and which are left out."""
    used = {at: one_line(column_name(table.columns, at)) for at in targets}
    width = min(max(map(len, used.values()), default=0), _WIDE)
    for at, target in targets.items():
        yield f"  {shortened(used[at], _WIDE):{width}}  →  {target_name(target)}"
    left = [at for at, name in enumerate(table.columns) if at not in targets and name]
    if left:
        names = ", ".join(f"«{one_line(column_name(table.columns, at))}»" for at in left)
        yield _("Left out: {columns}. One comes along with --kart eget:NAME.").format(columns=names)


def column_name(names: Sequence[str], at: int) -> str:
    """What a column is called; with its letter where several are called so."""
    name = names[at]
    if not name:
        return letter_of(at)
    return f"{name} ({letter_of(at)})" if names.count(name) > 1 else name


def target_name(target: Target) -> str:
    """What a column becomes, as ``--kart`` calls it."""
    kind = {SECTION: "seksjon", OWN: "eget"}.get(target.field)
    return f"{kind}:{one_line(target.name)}" if kind else _NAMES[target.field]


def sheet_lines(table: Table) -> Iterator[str]:
    """Which sheet is read, and which are not."""
    if table.sheet is not None and (table.others or table.hidden):
        yield _("The sheet «{sheet}» is read.").format(sheet=one_line(table.sheet))
    if table.others:
        names = ", ".join(f"«{one_line(name)}»" for name in table.others)
        yield _("Not read: {sheets}. Read one with --ark.").format(sheets=names)
    if table.hidden:
        names = ", ".join(f"«{one_line(name)}»" for name in table.hidden)
        yield _("Hidden, and not read: {sheets}.").format(sheets=names)


def plan_lines(plan: Plan, names: Mapping[str, str], today: date) -> Iterator[str]:
    """What comes in, what does not and why, and the first three as they will be."""
    yield ngettext("{count} learning comes in.", "{count} learnings come in.", plan.new).format(
        count=plan.new
    )
    if plan.there:
        yield ngettext(
            "{count} row is in the journal already.",
            "{count} rows are in the journal already.",
            plan.there,
        ).format(count=plan.there)
    if plan.hidden:
        yield _("Hidden rows that come in too: {rows}.").format(rows=ranges(plan.hidden))
    if plan.left_out:
        yield ngettext(
            "{count} row is left out:", "{count} rows are left out:", plan.left_out
        ).format(count=plan.left_out)
        yield from flaw_lines(plan.wrong)
    if plan.without.count:
        yield _("These come in, but not with all that stands there:")
        yield from flaw_lines(plan.without)
    if plan.first:
        yield ""
        yield ngettext("The first one:", "The first ones:", len(plan.first))
    for draft in plan.first:
        yield from draft_lines(draft, names, today)


def draft_lines(draft: Draft, names: Mapping[str, str], today: date) -> Iterator[str]:
    """A learning as it will look, an answer a line."""
    facts = [long_date(draft.date), names.get(draft.source, draft.source)]
    facts += [outcome_name(draft.outcome)] if draft.outcome else []
    facts += [draft.author] if draft.author else []
    yield f"  {one_line(draft.title)}"
    yield f"    {one_line(' · '.join(facts))}"
    answers = draft.body.answers
    for text in (answers.happened, answers.learned, answers.differently):
        if text.strip() and text.strip() != draft.title:
            yield f"    {one_line(shortened(text, 90))}"
    for action in draft.body.actions:
        yield f"    {one_line(action_line(action, today))}"


def flaw_lines(flaws: Flaws) -> Iterator[str]:
    """Each flaw on a line with its row, column and value; of very many the rows only."""
    for flaw in flaws.told:
        yield f"  {flaw_text(flaw)}"
    for reason, rows in flaws.others.items():
        yield "  " + _("rows {rows}: {reason}").format(rows=ranges(rows), reason=_(reason))


def flaw_text(flaw: Flaw) -> str:
    """What is wrong in a row: ``rad 14, Dato «snart»: …``."""
    where = one_line(flaw.called) or _("row {row}").format(row=flaw.row)
    where += f", {one_line(_(flaw.column))}" if flaw.column else ""
    where += f" «{one_line(shortened(flaw.value, 40))}»" if flaw.value else ""
    return f"{where}: {_(flaw.reason)}"


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order with those that follow each other as one: ``4, 7–12``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number <= found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in found)
