"""Actions in a list: what stands of each, and how one says that it is done or that it worked."""

from collections.abc import Iterator, Sequence
from datetime import date

from laering.domain.action import BEGUN, DONE, OFF, Action
from laering.domain.entry import Entry
from laering.domain.followed import Followed, by_waiting
from laering.domain.short_id import short_id
from laering.i18n import _, ngettext
from laering.ui.desk.terminal import one_line
from laering.ui.showing.blocks import Block, Column, Heading, Line, Points, Table
from laering.ui.words import action_line, box, days, owners, short_date

MOST_IN_A_LIST = 5
"""Actions or entries that are named where there may be many."""


def action_blocks(
    found: Sequence[Followed],
    names: Sequence[str],
    today: date,
    *,
    most: int | None = None,
) -> Sequence[Block]:
    """A table of the first actions, at most ``most``, and how one ticks the first one off.

    ``names`` are the sorted ids of all files, among which an entry is named.
    """
    late = sum(action.overdue(today) for _, action in found)
    told = ngettext("{count} action.", "{count} actions.", len(found)).format(count=len(found))
    if late:
        told += " " + _("{count} overdue.").format(count=late)
    left = 0 if most is None else max(0, len(found) - most)
    if left:
        more = _("{count} are not shown. All of them: laering --ren tiltak")
        told += " " + more.format(count=left)
    blocks: list[Block] = [
        _table(found[:most], today, with_late=bool(late)),
        Line(told, "warn" if late else "quiet"),
    ]
    still_open = next((each for each in found if each[1].open), None)
    if still_open is not None:
        command = f"laering tiltak ferdig {_called(*still_open, names)}"
        told = _("Done? Write, for the first one: {command}").format(command=command)
        blocks.append(Line(told, "quiet"))
    return blocks


def _table(found: Sequence[Followed], today: date, *, with_late: bool) -> Table:
    columns = (
        Column(_("Due")),
        *((Column(_("Overdue"), right=True, spare=True),) if with_late else ()),
        Column(_("Who")),
        Column(_("What"), wide=True),
        Column(_("Learning"), wide=True, spare=True),
    )
    rows = tuple(
        (
            _due(action),
            *((_late(action, today),) if with_late else ()),
            owners(action) or "–",
            f"{box(action)}\N{NO-BREAK SPACE}{with_begun(action.text, action)}",
            entry.title,
        )
        for entry, action in found
    )
    return Table(columns, rows)


def judging_blocks(
    waiting: Sequence[Followed], names: Sequence[str], today: date, *, in_a_line: bool = False
) -> Sequence[Block]:
    """The finished actions that it is time to judge, the first few with what names them.

    Only how many there are, and where, when it must be ``in_a_line``.
    """
    if not waiting:
        return []
    if in_a_line:
        told = _("Did it work? ({count})").format(count=len(waiting))
        return [Line(f"{told}: laering tiltak --alle", "quiet")]
    ordered = sorted(waiting, key=lambda each: by_waiting(each[1], each[0].path))
    lines = [
        f"{action_line(action, today)} · ID N: {_called(entry, action, names)}"
        for entry, action in ordered
    ]
    return [judging_heading(len(lines)), *to_judge(lines)]


def judging_heading(count: int, level: int = 2) -> Heading:
    """What stands above finished actions that it is time to judge."""
    return Heading(_("Did it work? ({count})").format(count=count), level, "to-judge")


def to_judge(lines: Sequence[str]) -> Iterator[Block]:
    """The finished actions to be judged: the first few, how many more, and how one answers."""
    yield Points(tuple(lines[:MOST_IN_A_LIST]))
    if len(lines) > MOST_IN_A_LIST:
        more = _("… and {count} more: laering tiltak --alle")
        yield Line(more.format(count=len(lines) - MOST_IN_A_LIST), "quiet")
    yield Line(judge_hint(), "quiet")


def judge_hint() -> str:
    """How one tells whether an action worked."""
    return _("Answer with: {worked} or {failed}").format(
        worked="laering tiltak virket ID N", failed="laering tiltak virket-ikke ID N"
    )


def list_line(entry: Entry, action: Action) -> str:
    """An action as a line for a pipe: due date, owners, text, entry, number and state."""
    due = action.due.isoformat() if action.due else ""
    state = {DONE: "x", BEGUN: "/", OFF: "-"}.get(action.state, "")
    fields = (due, ", ".join(action.owners), action.text, entry.id, str(action.number), state)
    return "\t".join(one_line(field) for field in fields)


def _called(entry: Entry, action: Action, names: Sequence[str]) -> str:
    """How an action is named on the command line: its entry, and its number."""
    return f"{one_line(short_id(entry.id, names))} {action.number}"


def with_begun(text: str, action: Action) -> str:
    """What an action is called in a table, where somebody has begun it."""
    begun = _("begun")
    return f"{text} ({begun})" if action.state == BEGUN else text


def _due(action: Action) -> str:
    if action.state == OFF:
        day = short_date(action.off) if action.off else ""
        return _("called off {date}").format(date=day) if day else _("called off")
    if action.finished:
        return _("done {date}").format(date=short_date(action.done)) if action.done else _("done")
    return short_date(action.due) if action.due else "–"


def _late(action: Action, today: date) -> str:
    """For how long an action has been overdue; empty when it is not."""
    if action.due is None or not action.overdue(today):
        return ""
    return days((today - action.due).days)
