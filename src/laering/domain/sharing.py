"""One learning as somebody outside may read it: without names, and with nothing private."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import Answers, Body, Entry
from laering.domain.keys import SHARED
from laering.domain.private import may_tell

# Letters may come in two: the plain one, and its mark.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# No group is possessive: Python before 3.11.5 goes wrong where one has to give something back.
_PIECE = rf"(?:_*(?:[^\W_]|[{_MARKS}]))+"
_NAME = rf"[@＠]++{_PIECE}(?:[.-]+{_PIECE})*"
# Several in a row are one somebody. What begins within a word, as in an e-mail address, is no
# name, and neither is a part of a page's address.
_MENTION = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>()\[\],;\"'«»]*+)"
    rf"|(?<![^\W_])(?<![@＠{_MARKS}]){_NAME}(?:(?:,| og| and|,? ?[/&+]) ?{_NAME})*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Share:
    """What is told of a learning, and nothing else.

    ``entry`` and ``body`` are as others may read them: an entry whose name on the disk is made
    of what others do not read has neither id nor path. ``earlier`` is the last day on which it
    had happened before, and ``today`` the day it is told.
    """

    entry: Entry
    body: Body
    earlier: date | None
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
    """What may be told of an entry, and the day of those of ``earlier`` that it repeats.

    Without names an action has no owner and the entry no author, and ``somebody`` stands where
    an ``@name`` was; a tag with one is left out, and so are the id and the path when the title,
    which they are made of, has one. What people are called in plain words is the writer's, and
    stays. The sections beside the three questions stay at home. Of other events only the day is
    told, for their titles may name other customers; and of those that are private or that
    nobody could read, nothing.
    """
    body = unpack(entry)
    days = [
        each.date
        for each in earlier
        if each.id in entry.repeats and may_tell(each, with_private=with_private)
    ]
    answers, actions = body.answers, body.actions
    if not with_names:
        title = _nameless(entry.title, somebody)
        tags = tuple(tag for tag in entry.tags if _nameless(tag, "") == tag)
        if title != entry.title or _nameless(entry.path, "") != entry.path:
            entry = replace(entry, id="", path="")
        entry = replace(entry, author=None, title=title, tags=tags)
        answers = Answers(
            _nameless(answers.happened, somebody),
            _nameless(answers.learned, somebody),
            _nameless(answers.differently, somebody),
        )
        actions = tuple(_without_owner(action, somebody) for action in actions)
    told = {name: getattr(entry, name) for name in SHARED}
    return Share(
        Entry(**told, id=entry.id, path=entry.path),
        Body(answers, actions),
        max(days, default=None),
        today,
    )


def _without_owner(action: Action, somebody: str) -> Action:
    effect = action.effect
    if effect is not None:
        effect = replace(effect, text=_nameless(effect.text, somebody))
    return action._replace(text=_nameless(action.text, somebody), owners=(), effect=effect)


def _nameless(text: str, somebody: str) -> str:
    """The text with ``somebody`` for every ``@name``, with a capital where a sentence begins."""

    def instead(match: re.Match[str]) -> str:
        if match["address"]:
            return match[0]
        last = match.start() - 1
        while last >= 0 and text[last] in " \t_*":
            last -= 1
        begins = last < 0 or text[last] in ".!?\n"
        return somebody[:1].upper() + somebody[1:] if begins else somebody

    return _MENTION.sub(instead, text) if "@" in text or "＠" in text else text
