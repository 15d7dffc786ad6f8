"""A letter to somebody who has promised something: what stands there, as blocks."""

from collections.abc import Iterator, Sequence
from datetime import date

from laering.domain.folding import folded
from laering.domain.followed import Followed
from laering.domain.letters import Letter
from laering.i18n import _
from laering.ui.desk.terminal import one_line
from laering.ui.showing.blocks import Block, Gap, Heading, Line, Points
from laering.ui.words import days, listed, long_date, weekday


def letter_blocks(letter: Letter, journal: str, today: date) -> Iterator[Block]:
    """A greeting, what presses most first, and what to do about it."""
    yield Line(_("Hello, {name}!").format(name=called(letter.owner)))
    yield Gap()
    told = _("This is what you have promised to follow up in {journal}, as of {date}.")
    yield Line(told.format(journal=one_line(journal), date=long_date(today)))
    parts = (
        (_("Overdue"), letter.overdue),
        (_("Due"), letter.due),
        (_("Without a due date"), letter.undated),
    )
    for title, found in parts:
        if found:
            yield Heading(title)
            yield Points(tuple(_points(found, letter.owner, today)))
    yield Gap()
    yield Line(
        _("Is something done, or has it become something else? Tell me, and I will write it down.")
    )


def called(owner: str) -> str:
    """How somebody is addressed: with capital letters where the name has none."""
    return one_line(owner.title() if owner.islower() else owner)


def _points(found: Sequence[Followed], owner: str, today: date) -> Iterator[str]:
    for entry, action in found:
        others = [each for each in action.owners if folded(each) != folded(owner)]
        parts = [one_line(action.text)]
        if others:
            names = listed(called(each) for each in others)
            parts.append(_("together with {names}").format(names=names))
        if action.due:
            due = _("due {weekday} {date}").format(
                weekday=weekday(action.due), date=long_date(action.due)
            )
            if action.overdue(today):
                due += _(" ({days} overdue)").format(days=days((today - action.due).days))
            parts.append(due)
        parts.append(_("from «{title}»").format(title=one_line(entry.title)))
        yield ", ".join(parts)
