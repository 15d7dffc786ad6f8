"""What each owner has promised, for a letter to each of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.entry import Entry
from laering.domain.folding import folded
from laering.domain.followed import Followed, followed, pressing


class Letter(NamedTuple):
    """The open actions of one owner: those that are overdue, due, and without a due date.

    What presses most comes first. The owner's name is as it was first written.
    """

    owner: str
    overdue: tuple[Followed, ...]
    due: tuple[Followed, ...]
    undated: tuple[Followed, ...]

    @property
    def all(self) -> tuple[Followed, ...]:
        """All of them, overdue ones first."""
        return (*self.overdue, *self.due, *self.undated)


def letters(entries: Sequence[Entry], today: date, owner: str | None = None) -> list[Letter]:
    """A letter for each owner of something open, or for one of them, by their names.

    What several share is in the letter of each.
    """
    known = sorted(followed(entries, owner), key=lambda each: (each[0].date, each[0].path))
    names: dict[str, str] = {}
    for _entry, action in known:
        for each in action.owners:
            names.setdefault(folded(each), each)
    wanted = names if owner is None else {folded(owner): names.get(folded(owner), owner)}
    open_ones = pressing(known, today)
    found = (_letter(names[key], key, open_ones, today) for key in sorted(wanted) if key in names)
    return [each for each in found if each.all]


def _letter(name: str, key: str, open_ones: Iterable[Followed], today: date) -> Letter:
    own = [each for each in open_ones if key in map(folded, each[1].owners)]
    return Letter(
        name,
        tuple(each for each in own if each[1].overdue(today)),
        tuple(each for each in own if each[1].due and not each[1].overdue(today)),
        tuple(each for each in own if not each[1].due),
    )
