"""What stands there of one entry, and of many in a list."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import GOOD, Body, Entry, Source
from laering.domain.items import without_actions
from laering.domain.private import is_private
from laering.domain.repeats import Event
from laering.domain.text.frames import unframed
from laering.i18n import _
from laering.ui.desk.terminal import one_line
from laering.ui.showing.blocks import Block, Boxed, Column, Gap, Heading, Line, Points, Prose, Table
from laering.ui.words import (
    action_line,
    box,
    listed,
    long_date,
    outcome_name,
    questions,
    short_date,
    source_name,
    source_names,
    source_question,
    weekday,
)


class Pictured(NamedTuple):
    """A picture that an entry shows: its path, and the address of its file if there is one."""

    path: str
    address: str


def list_blocks(entries: Sequence[Entry], sources: Sequence[Source]) -> Iterator[Block]:
    """A table of entries for a terminal."""
    names = source_names(sources)
    if not entries:
        yield Line(_("No entries fit."), "quiet")
        return
    yield Table(
        (Column(_("Date")), Column(_("Source")), Column(_("Title"), wide=True)),
        tuple(
            (short_date(entry.date), names.get(entry.source, entry.source), _marked(entry, _TIED))
            for entry in entries
        ),
    )


def list_line(entry: Entry) -> str:
    """One entry as a line for a pipe: day, source, title and id with tabs between."""
    fields = (entry.date.isoformat(), entry.source, _marked(entry), entry.id)
    return "\t".join(one_line(field) for field in fields)


# A blank at which no line is broken.
_TIED = "\N{NO-BREAK SPACE}"


def _marked(entry: Entry, blank: str = " ") -> str:
    """An entry's title with its marks behind it, the signs among them after such a ``blank``."""
    signs = [*(["✓"] if entry.outcome == GOOD else []), *(["↻"] if entry.repeats else [])]
    marks = []
    if is_private(entry):
        marks.append(_("(private)"))
    if unpack(entry).unfinished:
        marks.append(_("(unfinished)"))
    return " ".join((blank.join((" ".join(entry.title.split()), *signs)), *marks))


def entry_blocks(
    entry: Entry,
    sources: Sequence[Source],
    today: date,
    events: Sequence[Event] = (),
    pictures: Sequence[Pictured] = (),
) -> Iterator[Block]:
    """One entry, whole, the ``events`` that it is linked with, and where its ``pictures`` are."""
    body = unpack(entry)
    names = source_names(sources)
    about = [
        f"{weekday(entry.date)} {long_date(entry.date)}",
        names.get(entry.source, entry.source),
        outcome_name(entry.outcome),
        entry.author or "",
        _("private") if is_private(entry) else "",
    ]
    yield Heading(entry.title, 1)
    yield Line(" · ".join(part for part in about if part), "quiet")
    if entry.tags:
        yield Line(" ".join(f"#{tag}" for tag in entry.tags), "quiet")
    missing = [name for name in entry.repeats if name not in {event.id for event in events}]
    if missing:
        yield Line(_("Repeats: {entries}").format(entries=listed(missing)), "warn")
    if body.preamble:
        yield Gap()
        yield Prose(body.preamble)
    yield from _answers(body, today)
    more = without_actions(body.more) if body.more else ""
    if more:
        yield Gap()
        yield Prose(more)
    if events:
        yield Heading(_("It has happened several times"))
        yield Points(tuple(_event(event, entry) for event in events))
    yield Gap()
    yield Line(one_line(entry.path), "quiet")
    for each in pictures:
        yield Line(_picture(each), "quiet", each.address)


def _picture(each: Pictured) -> str:
    path = one_line(each.path)
    return path if each.address else _("{path} (not there)").format(path=path)


def _event(event: Event, here: Entry) -> str:
    """One event of a chain: when, what, and whether something was done about it."""
    if event.finished is not None:
        state = _("action done {date}").format(date=long_date(event.finished))
    else:
        state = _("action not done") if event.actions else _("no action")
    here_mark = _("this one")
    this = f" ({here_mark})" if event.id == here.id else ""
    return f"{long_date(event.date)}: {event.title}{this} · {state}"


def _answers(body: Body, today: date) -> Iterator[Block]:
    answers = body.answers
    texts = (answers.happened, answers.learned, answers.differently)
    for index, (question, text) in enumerate(zip(questions(), texts, strict=True)):
        yield Heading(question)
        if text.strip():
            yield Prose(unframed(text))
        elif index < 2 or not body.actions:
            yield Line(_("Not answered yet. Complete it with: laering fullfør"), "quiet")
    if body.actions and answers.differently.strip():
        yield Gap()
    several = len(body.actions) > 1
    for action in body.actions:
        yield Line(f"  {boxed(action, today, number=several)}")


def boxed(action: Action, today: date, *, number: bool = False) -> Boxed:
    """An action in words behind its box."""
    return Boxed(box(action), action_line(action, today, number=number))


def source_blocks(counts: Sequence[tuple[Source, int]]) -> Iterator[Block]:
    """The sources, what each asks, and how many entries each has."""
    yield Table(
        (
            Column(_("Id")),
            Column(_("Source")),
            Column(_("Asks"), wide=True),
            Column(_("Count"), right=True),
        ),
        tuple(
            (
                source.id,
                source_name(source),
                _("(hidden)") if source.hidden else source_question(source),
                str(count),
            )
            for source, count in counts
        ),
    )
