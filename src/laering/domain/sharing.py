"""One learning as somebody outside may read it: without names, and with nothing private."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from laering.domain.action import Action
from laering.domain.body import unpack
from laering.domain.entry import Answers, Body, Entry
from laering.domain.gallery import Gallery, folder_of, pictures_in
from laering.domain.items import further_parts
from laering.domain.keys import SHARED
from laering.domain.private import may_tell
from laering.domain.text.pictures import path_of, relinked

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
    had happened before, and ``today`` the day it is told. ``shown`` are its pictures: where
    each is as its text says, and its path in the journal; ``pictures`` has those to be seen.
    ``left`` are the headings of what stands beside the answers, which stays at home.
    """

    entry: Entry
    body: Body
    earlier: date | None
    today: date
    shown: tuple[tuple[str, str], ...] = ()
    pictures: Gallery | None = None
    left: tuple[str, ...] = ()


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
    paths = [path for _, path in _shown(answers, entry.path)]
    if not with_names:
        title = _nameless(entry.title, somebody)
        tags = tuple(tag for tag in entry.tags if _nameless(tag, "") == tag)
        if title != entry.title or _nameless(entry.path, "") != entry.path:
            entry = replace(entry, id="", path="")
            answers = _renamed(answers)
        entry = replace(entry, author=None, title=title, tags=tags)
        answers = _each(answers, lambda text: _nameless(text, somebody))
        actions = tuple(_without_owner(action, somebody) for action in actions)
    targets = [target for target, _ in _shown(answers, "")]
    told = {name: getattr(entry, name) for name in SHARED}
    return Share(
        Entry(**told, id=entry.id, path=entry.path),
        Body(answers, actions),
        max(days, default=None),
        today,
        tuple((target, path) for target, path in zip(targets, paths, strict=False) if path),
        left=tuple(heading for heading, _ in further_parts(body)),
    )


def _each(answers: Answers, change: Callable[[str], str]) -> Answers:
    return Answers(change(answers.happened), change(answers.learned), change(answers.differently))


def _shown(answers: Answers, entry: str) -> list[tuple[str, str]]:
    """Where each picture is as the answers say, and its path in the journal, if it has one."""
    text = f"{answers.happened}\n{answers.learned}\n{answers.differently}"
    folder = folder_of(entry)
    return [(each.target, path_of(each.target, folder) or "") for each in pictures_in(text)]


def _renamed(answers: Answers) -> Answers:
    """The answers with numbers for names of pictures, which are made of the entry's own."""
    numbers = count(1)

    def new(target: str) -> str | None:
        ending = target.rpartition(".")[2]
        if path_of(target, "entries") is None or not ending.isalnum():
            return None
        return f"{next(numbers)}.{ending}"

    return _each(answers, lambda text: relinked(text, new))


def _without_owner(action: Action, somebody: str) -> Action:
    effect = action.effect and action.effect.with_texts(lambda text: _nameless(text, somebody))
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
