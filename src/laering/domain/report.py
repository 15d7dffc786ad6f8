"""Entries and a period -> what there is to say about it: counts, silence, actions, repeats."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from laering.domain import private
from laering.domain.action import Action
from laering.domain.entry import GOOD, LESS_GOOD, Entry, Problem, Source
from laering.domain.figures import ActionSummary, summed_up
from laering.domain.folding import each_once, folded
from laering.domain.gallery import Gallery
from laering.domain.origin import came_in
from laering.domain.period import Period, months_until
from laering.domain.repeats import earlier_than
from laering.domain.survey import Days, Survey, Task

if TYPE_CHECKING:
    from laering.domain.returning import Theme

CUSTOMER = "kunde"
"""The source whose events are praise or complaints."""

MONTHS_SHOWN = 12
"""How many months a trend goes back, the report's own included."""

ENOUGH_FOR_PERCENT = 10
"""How many entries a period must have before a percentage of them means anything."""


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One source in a period: ``months`` are counts of twelve months, oldest first.

    ``journals`` tells of which journal each of the ``entries`` is.
    """

    source: Source
    known: bool
    entries: tuple[Entry, ...]
    previous: int | None
    months: tuple[int, ...]
    journals: tuple[str, ...] = ()

    @property
    def told(self) -> Iterator[tuple[Entry, str]]:
        """The entries, each with its journal."""
        return zip(self.entries, self.journals, strict=True)

    @property
    def count(self) -> int:
        """How many entries of the period are from this source."""
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Repeat:
    """An event that happened again, and whether an action had been finished before it did.

    ``of`` are the ids of the earlier events that it names, ``earlier`` these and the ones before
    them, as far as they are known, the earliest first.
    """

    entry: Entry
    of: tuple[str, ...]
    earlier: tuple[Entry, ...]
    finished_before: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says, in every format.

    ``months`` are the twelve that each source is counted in, oldest first. ``maybe`` are events
    that may be the same and are not linked, in no count. Of those that ``came_in`` by the inbox
    some are ``answered``. ``pictures`` are those that its entries show, where they can be seen.
    """

    journal: str
    period: Period
    today: date
    previous_period: Period | None
    count: int
    previous: int | None
    sources: tuple[SourceSummary, ...]
    good: int
    less_good: int
    came_in: int
    answered: int
    actions: ActionSummary
    repeats: tuple[Repeat, ...]
    maybe: tuple[tuple[Entry, ...], ...]
    themes: tuple["Theme", ...]
    tags: tuple[tuple[str, int], ...]
    skipped: tuple[Problem, ...]
    months: tuple[Period, ...]
    pictures: Gallery | None = None

    @property
    def silent(self) -> tuple[Source, ...]:
        """The journal's sources that taught nothing in the period."""
        return tuple(
            each.source
            for each in self.sources
            if each.known and not each.count and not each.source.hidden
        )

    @property
    def percentages(self) -> bool:
        """Whether there are enough entries for a percentage to mean anything."""
        return self.count >= ENOUGH_FOR_PERCENT


def compared_with(period: Period, today: date) -> Period:
    """The days a report on ``period`` looks at besides the period itself."""
    months = _months(period, today)
    before = period.previous()
    start = min(months[0].start, before.start) if before else months[0].start
    end = max(months[-1].end, period.end)
    return Period("range", min(start, period.start), end)


def build(
    surveys: Sequence[Survey],
    sources: Sequence[Source],
    period: Period,
    today: date,
    *,
    journal: str,
    only_sources: Sequence[str] = (),
    effect_days: int = 0,
    with_private: bool = False,
    before: Sequence[Entry] = (),
) -> Report:
    """The report on a period, of one journal or of several that each tell their events apart.

    ``only_sources`` leaves every other source out of all of it. Whether an action worked is
    asked once it has been finished for more than ``effect_days``. Private entries are counted
    and not told, unless ``with_private``. With the entries of the year ``before`` a year's report
    has themes.
    """
    from laering.domain.returning import maybe_told, themes_told

    if with_private:
        surveys = [private.all_told(survey) for survey in surveys]
    whole = [
        [entry for entry in survey.inside if _chosen(entry, only_sources)] for survey in surveys
    ]
    read = list(zip(surveys, whole, strict=True))
    known = [(entry, survey) for survey, entries in read for entry in entries]
    shown = [(private.as_told(entry, each.private), each.journal) for entry, each in known]
    told = sorted(shown, key=lambda each: (each[0].date, each[0].id))
    inside = [entry for entry, _ in told]
    tasks = [task for survey in surveys for task in survey.tasks if _chosen(task, only_sources)]
    again = [repeat for survey, entries in read for repeat in _repeats(entries, survey)]
    problems = [problem for survey in surveys for problem in survey.problems]
    days = _days(inside, surveys, only_sources)
    counted = [entry for entry, _ in known]
    previous = period.previous()
    earlier = _by_source(days, previous) if previous else None
    months = _months(period, today)
    return Report(
        journal=journal,
        period=period,
        today=today,
        previous_period=previous,
        count=len(inside),
        previous=earlier.total() if earlier is not None else None,
        sources=_summaries(sources, only_sources, told, earlier, _trends(days, months)),
        good=sum(entry.outcome == GOOD for entry in inside),
        less_good=sum(entry.outcome == LESS_GOOD for entry in inside),
        came_in=sum(map(came_in, counted)),
        answered=sum(came_in(entry) and entry.answered is not None for entry in counted),
        actions=summed_up(tasks, counted, period, today, effect_days),
        maybe=tuple(group for _, entries in read for group in maybe_told(entries)),
        themes=themes_told(period, inside, before),
        repeats=tuple(sorted(again, key=lambda repeat: not repeat.finished_before)),
        tags=tuple(_tags(inside)),
        skipped=tuple(sorted(problems, key=lambda problem: (problem.path, problem.line))),
        months=tuple(months),
    )


def _days(inside: Iterable[Entry], surveys: Iterable[Survey], only_sources: Sequence[str]) -> Days:
    """How many entries there are of each day and source, of the period and of those around it."""
    days = Counter((entry.date, entry.source) for entry in inside)
    for survey in surveys:
        for (day, source), count in survey.around.items():
            if not only_sources or source in only_sources:
                days[day, source] += count
    return days


def _by_source(days: Days, period: Period) -> Counter[str]:
    """How many entries each source had in a period; a source that had none is not there."""
    counts: Counter[str] = Counter()
    for (day, source), count in days.items():
        if day in period:
            counts[source] += count
    return counts


def _trends(days: Days, months: Sequence[Period]) -> Callable[[str], tuple[int, ...]]:
    """For a source how many entries it has in each of some months."""
    by_month = count_by_month(days, months)
    return lambda source: tuple(by_month[source, index] for index in range(len(months)))


def _summaries(
    sources: Sequence[Source],
    only_sources: Sequence[str],
    told: Sequence[tuple[Entry, str]],
    earlier: Counter[str] | None,
    trends: Callable[[str], tuple[int, ...]],
) -> tuple[SourceSummary, ...]:
    """The journal's sources in its order, and then those that only the entries know."""
    known = {source.id for source in sources}
    found = {entry.source for entry, _ in told} | set(earlier or ())
    listed = [source for source in sources if not only_sources or source.id in only_sources]
    listed += [Source(name, name, "") for name in sorted(found - known)]
    entries: dict[str, list[Entry]] = {}
    journals: dict[str, list[str]] = {}
    for entry, journal in told:
        entries.setdefault(entry.source, []).append(entry)
        journals.setdefault(entry.source, []).append(journal)
    return tuple(
        SourceSummary(
            source=source,
            known=source.id in known,
            entries=tuple(entries.get(source.id, ())),
            previous=earlier[source.id] if earlier is not None else None,
            months=trends(source.id),
            journals=tuple(journals.get(source.id, ())),
        )
        for source in listed
    )


def _chosen(item: Entry | Task, only_sources: Sequence[str]) -> bool:
    return not only_sources or item.source in only_sources


def _months(period: Period, today: date) -> list[Period]:
    """The twelve months a report shows: up to the period's last, or up to now."""
    last = today if period.end > today >= period.start else period.end
    return months_until(min(last, max(today, period.start)), MONTHS_SHOWN)


def count_by_month(days: Days, months: Sequence[Period]) -> Counter[tuple[str, int]]:
    """How many entries each source has in each of some months, by (source id, month's place)."""
    places = {(each.start.year, each.start.month): index for index, each in enumerate(months)}
    counts: Counter[tuple[str, int]] = Counter()
    for (day, source), count in days.items():
        index = places.get((day.year, day.month))
        if index is not None:
            counts[source, index] += count
    return counts


def _repeats(inside: Sequence[Entry], survey: Survey) -> list[Repeat]:
    again = [entry for entry in inside if entry.repeats]
    if not again:
        return []
    finished = _first_finished(survey.tasks)
    known = {each.id: each for each in (*survey.earlier, *survey.inside)}
    public = {name: each for name, each in known.items() if name not in survey.private}
    found = []
    for entry in again:
        told = private.as_told(entry, survey.private)
        # Whether something was done is asked of every event before it; private ones are not named.
        before = {*entry.repeats, *(each.id for each in earlier_than(entry.repeats, known))}
        days = [finished[name] for name in before - {entry.id} if name in finished]
        named = earlier_than(entry.repeats, public) if private.may_tell(entry) else ()
        found.append(
            Repeat(
                entry=told,
                of=told.repeats,
                earlier=tuple(each for each in named if each.id != entry.id),
                finished_before=any(day <= entry.date for day in days),
            )
        )
    return found


def _first_finished(tasks: Sequence[Task]) -> Mapping[str, date]:
    """For each entry the day its first action was finished."""
    first: dict[str, date] = {}
    for task in tasks:
        if (
            task.action.finished
            and task.action.done
            and task.action.done < first.get(task.entry, date.max)
        ):
            first[task.entry] = task.action.done
    return first


def _tags(inside: Sequence[Entry]) -> list[tuple[str, int]]:
    """How many entries have each tag, the most first; told as it stands in the earliest of them."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for entry in sorted(inside, key=lambda each: (each.date, each.id)):
        for tag in each_once(entry.tags):
            counts[folded(tag)] += 1
            written.setdefault(folded(tag), tag)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(written[key], count) for key, count in ordered]


def overdue_today(report: Report) -> list[Action]:
    """The actions that are open and late on the day of the report, the most overdue first.

    As others may read them. ``ActionSummary.overdue`` counts another thing: those that were late
    at the end of the period.
    """
    return [task.action for task in report.actions.open if task.action.overdue(report.today)]


def praise_and_complaints(entries: Sequence[Entry]) -> tuple[int, int]:
    """How many of a customer's events went well, and how many less well; some say neither."""
    praise = sum(entry.outcome == GOOD for entry in entries)
    return praise, sum(entry.outcome is not None for entry in entries) - praise


def open_by_known_owner(actions: ActionSummary) -> tuple[tuple[tuple[str | None, int], ...], int]:
    """How many open actions each owner has, and how many are private.

    Whose a private one is, is told to nobody, so that it is not among those of nobody (None).
    """
    kept = sum(map(private.is_private, actions.open))
    counts = (
        (owner, count if owner is not None else count - kept)
        for owner, count in actions.open_by_owner
    )
    return tuple((owner, count) for owner, count in counts if count > 0), kept


def told_entries(report: Report) -> frozenset[str]:
    """The ids of the entries that the report tells of by name."""
    return frozenset(
        entry.id for summary in report.sources for entry in summary.entries if entry.id
    )


def percent(part: int, whole: int) -> int:
    """A share in whole percent; a half goes up, as it does in a spreadsheet."""
    return (200 * part + whole) // (2 * whole)
