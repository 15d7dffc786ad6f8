"""What an import will do, worked out before anything is written."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from laering.domain.entry import Draft
from laering.domain.marks import N_, Reason
from laering.domain.origin import Known
from laering.domain.rows import Flaw, Made, Reading, made_of, origin_of
from laering.domain.table import Cell, Row

CHANGED = Reason(N_("it came in earlier and has been changed since; the entry is as it was"))

_LEFT_OUT = 200
"""How many cells are told of with their values; of the others, the numbers of the rows."""

_NEW, _LEFT = 1, 0


@dataclass(slots=True)
class Flaws:
    """What is wrong, cell by cell as far as there is room; of the rest the rows, by the reason."""

    told: list[Flaw] = field(default_factory=list)
    others: "dict[Reason, array[int]]" = field(default_factory=dict)

    def add(self, flaws: Iterable[Flaw]) -> None:
        """Take in some more, in the order of the rows."""
        for flaw in flaws:
            if len(self.told) < _LEFT_OUT:
                self.told.append(flaw)
            else:
                self.others.setdefault(flaw.reason, array("L")).append(flaw.row)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.told) + sum(map(len, self.others.values()))


@dataclass(slots=True)
class Plan:
    """What an import will do: how many come in, are there already, are left out and why.

    ``first`` are the first three as they will be, ``hidden`` the rows that a sheet does not show
    and that come in all the same. ``verdicts`` has a byte for each row that holds something, and
    ``places`` the place among equal ones of those rows that are not the first of theirs.
    """

    new: int = 0
    there: int = 0
    left_out: int = 0
    wrong: Flaws = field(default_factory=Flaws)
    without: Flaws = field(default_factory=Flaws)
    first: list[Draft] = field(default_factory=list)
    hidden: "array[int]" = field(default_factory=lambda: array("L"))
    verdicts: bytearray = field(default_factory=bytearray)
    places: dict[int, int] = field(default_factory=dict)


_SHOWN = 3


def plan_of(
    rows: Iterable[Row], reading: Reading, known: Known, met: Callable[[int], None]
) -> Plan:
    """What an import of these rows will do; ``met`` is told of each row's number."""
    plan = Plan()
    for at, row in enumerate(_filled(rows)):
        met(row.number)
        made = made_of(row, reading)
        verdict, origin = known.judge(origin_of(row, reading))
        if verdict == "there":
            plan.there += 1
        elif verdict == "changed":
            made = Made(None, (Flaw(row.number, "", origin.id, CHANGED, row.called),))
        if made.draft is None and verdict != "there":
            plan.left_out += 1
            plan.wrong.add(made.wrong)
        is_new = verdict == "new" and made.draft is not None
        plan.verdicts.append(_NEW if is_new else _LEFT)
        if made.draft is None or not is_new:
            continue
        plan.new += 1
        plan.without.add(made.without)
        if origin.place > 1:
            plan.places[at] = origin.place
        if row.hidden:
            plan.hidden.append(row.number)
        if len(plan.first) < _SHOWN:
            plan.first.append(made.draft)
    return plan


def drafts_of(rows: Iterable[Row], reading: Reading, plan: Plan) -> Iterator[tuple[int, Draft]]:
    """The learnings that a plan lets in, in the order of their rows, with their rows' numbers."""
    for at, (row, verdict) in enumerate(zip(_filled(rows), plan.verdicts, strict=False)):
        if verdict != _NEW:
            continue
        draft = made_of(row, reading).draft
        if draft is not None:
            origin = origin_of(row, reading)._replace(place=plan.places.get(at, 1))
            yield row.number, replace(draft, origin=str(origin))


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.flaws or any(map(_holds, row.cells)))


def _holds(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True
