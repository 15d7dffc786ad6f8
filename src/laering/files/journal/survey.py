"""What a report needs of all the files of a journal, read in one go."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from laering.domain.body import actions_in
from laering.domain.entry import Entry, Problem
from laering.domain.folding import composed
from laering.domain.period import Period
from laering.domain.private import is_private
from laering.domain.report import compared_with
from laering.domain.survey import Days, Survey, Task
from laering.files.entry import codec
from laering.files.entry.codec import Head
from laering.files.journal.journal import Journal
from laering.files.journal.names import DaysWithin, beginning_of
from laering.files.journal.progress import Progress, counted, quiet
from laering.files.system.halves import in_halves

# One path in so many tells how many of the files are of the period.
_SAMPLE = 16

# Where less than one in so many is kept, what a half of them sends to the other is small.
_FEW = 4


def survey_of(journal: Journal, period: Period, today: date, progress: Progress = quiet) -> Survey:
    """What a report on ``period`` needs. Opens every file: open actions may be anywhere."""
    compared = compared_with(period, today)
    listing = journal.listing()
    aside = journal.copies(listing)
    paths = [each for each in listing.markdown if each not in aside.originals]

    def look(some: Sequence[str]) -> Survey:
        return _look(journal, counted(some, progress), period, compared)

    told = DaysWithin(period, undated=False)
    sample = paths[::_SAMPLE]
    few = sum(told[beginning_of(path)] for path in sample) < len(sample) // _FEW
    # 130 ms for 196 at 10,000 files: docs/decisions/0009-half-of-a-large-report-in-a-copy.md
    parts = in_halves(look, paths) if few else [look(paths)]
    inside = journal.with_ids((entry for part in parts for entry in part.inside), paths)
    around = parts[0].around
    for part in parts[1:]:
        around.update(part.around)
    earlier = {each.id: each for each in journal.repeated_by(inside, paths).values()}
    return Survey(
        inside,
        around,
        journal.with_ids(earlier.values(), paths),
        [task for part in parts for task in part.tasks],
        [
            *(problem for part in parts for problem in part.problems),
            *aside.problems.values(),
            *journal.strays(listing),
        ],
        frozenset().union(*(part.private for part in parts)),
        journal.name,
    )


def _look(journal: Journal, paths: Iterable[str], period: Period, compared: Period) -> Survey:
    """What these files say: whole entries of the period, days and sources around it."""
    inside: list[Entry] = []
    around: Days = Counter()
    tasks: list[Task] = []
    problems: list[Problem] = []
    secret: set[str] = set()
    told = DaysWithin(period, undated=False)
    name_of_all = journal.name
    for path in paths:
        data = journal.bytes_at(path)
        if not isinstance(data, bytes):
            problems.append(Problem(path, 1, *data))
            continue
        found = codec.read(data, path) if told[beginning_of(path)] else _said(data, path, period)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        problems += codec.named_below(data, path)
        name = composed(path[path.rfind("/") + 1 : -3])
        if isinstance(found, Entry) and period.start <= found.date <= period.end:
            inside.append(found)
        elif compared.start <= found.date <= compared.end:
            around[found.date, found.source] += 1
        if is_private(found):
            secret.add(name)
        packed = found.packed if isinstance(found, Entry) else data[found.end :]
        if b"[" in packed:
            tasks += [
                Task(name, path, found.date, found.source, action, found.private, name_of_all)
                for action in actions_in(packed)
            ]
    return Survey(inside, around, [], tasks, problems, frozenset(secret))


def _said(data: bytes, path: str, period: Period) -> Entry | Head | Problem:
    """What a file says whose name tells no day of the period: no more than counts, if that does."""
    head = codec.head(data)
    if head is not None and not period.start <= head.date <= period.end:
        return head
    return codec.read(data, path)
