"""One learning to give away: what stands there, said once."""

from collections.abc import Iterator
from typing import NamedTuple

from laering.domain.action import OFF, Action
from laering.domain.sharing import Share
from laering.domain.text.frames import unframed
from laering.i18n import _
from laering.ui.desk.terminal import one_line, safe
from laering.ui.showing.blocks import Block, Heading, Line, Points, Prose
from laering.ui.words import judged_earlier, long_date, off_told


class Part(NamedTuple):
    """A question with its answer, Markdown as it was typed, and a list below it."""

    question: str
    answer: str
    points: tuple[str, ...] = ()


class Page(NamedTuple):
    """A learning as others read it. ``notes`` are lines at the end."""

    title: str
    day: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


def page(share: Share) -> Page:
    """What stands there; a question that nobody has answered is left out."""
    answers = share.body.answers
    parts = (
        Part(_("What happened?"), _text(answers.happened)),
        Part(_("What did we learn?"), _text(answers.learned)),
        Part(
            _("What do we do now?"),
            _text(answers.differently),
            tuple(_point(action) for action in share.body.actions),
        ),
    )
    notes = []
    if share.earlier:
        told = _("This has happened before, last on {date}.")
        notes.append(told.format(date=long_date(share.earlier)))
    if share.entry.author:
        notes.append(_("Written by {name}").format(name=_line(share.entry.author)))
    return Page(
        _line(share.entry.title),
        long_date(share.entry.date),
        tuple(part for part in parts if part.answer or part.points),
        tuple(notes),
    )


def _line(text: str) -> str:
    return one_line(" ".join(text.split()))


def _text(answer: str) -> str:
    return unframed(safe(answer))


def _point(action: Action) -> str:
    """An action with what a receiver needs to know of it in brackets."""
    text = _line(action.text)
    words = {word.strip(".,:;()") for word in text.split()}
    facts = [owner for each in action.owners if (owner := f"@{_line(each)}") not in words]
    if action.finished:
        done = action.done
        facts.append(_("done {date}").format(date=long_date(done)) if done else _("done"))
    elif action.state == OFF:
        facts.append(off_told(action))
    elif action.due:
        facts.append(_("due {date}").format(date=long_date(action.due)))
    effect = action.effect
    if effect is not None:
        worked = _("and it worked") if effect.worked else _("and it did not work")
        facts.append(f"{worked}: {_line(effect.text)}" if effect.text else worked)
        facts += map(_line, judged_earlier(effect))
    return f"{text} ({', '.join(facts)})" if facts else text


def blocks(share: Share) -> Iterator[Block]:
    """The learning as blocks, for Markdown."""
    told = page(share)
    yield Heading(f"{told.title} ({told.day})", 1)
    for part in told.parts:
        yield Heading(part.question, 2)
        if part.answer:
            yield Prose(part.answer, share.entry.path)
        if part.points:
            yield Points(part.points)
    yield from map(Line, told.notes)
