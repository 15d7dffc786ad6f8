"""One learning as somebody outside may read it: without names, and with nothing private."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import Answers, Body, Entry
from laering.domain.repeats import Event

_NAME = r"@\w+(?:[.-]\w+)*"
# Several in a row are one somebody; what stands within a word or an address is no name.
_MENTION = re.compile(
    rf"(?<![\w@./+-]){_NAME}(?:(?:,| og| and|,? ?[/&+]) ?{_NAME})*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Share:
    """What is told of a learning, and nothing else.

    ``entry`` and ``body`` are as others may read them, ``earlier`` are the events that it
    repeats, and ``today`` is the day it is told.
    """

    entry: Entry
    body: Body
    earlier: tuple[Event, ...]
    today: date


def share(
    entry: Entry,
    earlier: Iterable[Entry],
    today: date,
    *,
    with_names: bool,
    with_private: bool,
    somebody: str,
) -> Share:
    """What may be told of an entry, and of those of ``earlier`` that it repeats.

    Without names an action has no owner and the entry no author, and ``somebody`` stands where
    an ``@name`` was. What people are called in plain words is the writer's, and stays. The
    sections beside the three questions stay at home, and so do events that are private or that
    nobody could read.
    """
    body = unpack(entry)
    told = [
        Event(each.id, each.title, each.date, ())
        for each in earlier
        if each.id in entry.repeats and (with_private or not each.private)
    ]
    told.sort(key=lambda event: (event.date, event.id))
    answers, actions = body.answers, body.actions
    if not with_names:
        entry = replace(entry, author=None, title=_nameless(entry.title, somebody))
        told = [event._replace(title=_nameless(event.title, somebody)) for event in told]
        answers = Answers(
            _nameless(answers.happened, somebody),
            _nameless(answers.learned, somebody),
            _nameless(answers.differently, somebody),
        )
        actions = tuple(_without_owner(action, somebody) for action in actions)
    known = {event.id for event in told}
    repeats = tuple(name for name in entry.repeats if name in known)
    return Share(
        replace(entry, repeats=repeats, extra=(), packed=b""),
        Body(answers, actions),
        tuple(told),
        today,
    )


def _without_owner(action: Action, somebody: str) -> Action:
    effect = action.effect
    if effect is not None:
        effect = replace(effect, text=_nameless(effect.text, somebody))
    return action._replace(text=_nameless(action.text, somebody), owner=None, effect=effect)


def _nameless(text: str, somebody: str) -> str:
    """The text with ``somebody`` for every ``@name``, with a capital where a sentence begins."""

    def instead(match: re.Match[str]) -> str:
        last = match.start() - 1
        while last >= 0 and text[last] in " \t":
            last -= 1
        begins = last < 0 or text[last] in ".!?\n"
        return somebody[:1].upper() + somebody[1:] if begins else somebody

    return _MENTION.sub(instead, text) if "@" in text else text
