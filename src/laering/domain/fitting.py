"""Text as an entry may hold it: what no file is written with is mended or refused.

What separates lines becomes a line end, and a byte-order mark within a text goes. Any other
character that ``sjekk`` would complain of is refused with its place; all else stays as typed.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from laering.domain.action import Action
from laering.domain.characters import HARMFUL, number_of
from laering.domain.entry import Answers, Draft, Given
from laering.domain.errors import ControlCharacter
from laering.domain.keys import KEYS
from laering.domain.marks import N_, Reason

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")

_HALVES = re.compile("[\ud800-\udfff]")

Judge = Callable[[str, str], str]
"""What makes a text fit for a file, given what the text is called."""

QUESTIONS = (
    Reason(N_("What happened?")),
    Reason(N_("What can we learn from it?")),
    Reason(N_("What can we do differently next time?")),
)

ACTION = Reason(N_("Action"))

_NAMES = {
    "title": Reason(N_("Title")),
    "tags": Reason(N_("Tags")),
    "author": Reason(N_("Author")),
    "repeats": Reason(N_("Repeats")),
}


def mended(text: str) -> str:
    """The text with LF line ends, without marks of byte order and halves of letters."""
    if text.isascii() and "\r" not in text:
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\ufeff", "")
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


def fit(text: str, field: str) -> str:
    """The text as a file may hold it; ``field`` is what it is called. Raises ControlCharacter."""
    text = mended(text)
    found = HARMFUL.search(text)
    if found is None:
        return text
    at = found.start()
    raise ControlCharacter(
        field=field,
        value=number_of(found[0]),
        line=text.count("\n", 0, at) + 1,
        column=at - text.rfind("\n", 0, at),
    )


def cleared(text: str, _field: str = "") -> str:
    """The text as a file may hold it, without what would be refused."""
    return HARMFUL.sub("", mended(text))


def fit_given(given: Given, judge: Judge = fit) -> Given:
    """What is given of a learning, with each text fit for a file.

    Raises ControlCharacter, unless the ``judge`` of the texts is ``cleared``.
    """
    return replace(
        given,
        **_facts(given, judge),
        **_answers(given, judge),
        actions=tuple(fit_action(each, judge) for each in given.actions),
        preamble=judge(given.preamble, QUESTIONS[0]),
        more=judge(given.more, QUESTIONS[-1]),
    )


def fit_draft(draft: Draft) -> Draft:
    """A learning that is to be written, with each text fit for a file. Raises ControlCharacter."""
    body = draft.body
    body = replace(
        body,
        answers=replace(body.answers, **_answers(body.answers, fit)),
        actions=tuple(map(fit_action, body.actions)),
        preamble=fit(body.preamble, QUESTIONS[0]),
        more=fit(body.more, QUESTIONS[-1]),
    )
    return replace(draft, **_facts(draft, fit), body=body)


def fit_action(action: Action, judge: Judge = fit) -> Action:
    """An action with each of its texts on one line and fit for a file, as ``fit_given`` does."""
    effect = action.effect
    return action._replace(
        text=_on_one_line(action.text, ACTION, judge),
        owners=tuple(_on_one_line(owner, ACTION, judge) for owner in action.owners),
        signs=_on_one_line(action.signs, ACTION, judge),
        effect=effect and effect.with_texts(lambda text: _on_one_line(text, ACTION, judge)),
    )


def is_fit(before: str, after: str) -> bool:
    """Whether a change of a file's text, with LF line ends, brings in nothing that is not fit."""
    return len(HARMFUL.findall(after)) <= len(HARMFUL.findall(before))


def _facts(learning: Given | Draft, judge: Judge) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for key in KEYS:
        field = _NAMES.get(key.name, key.name)
        value = getattr(learning, key.name)
        # The id of a source, and what is one of a few words, are judged by those there are.
        if isinstance(value, str) and key.kind == "text":
            value = _on_one_line(value, field, judge)
        elif isinstance(value, tuple):
            value = tuple(_on_one_line(each, field, judge) for each in value)
        facts[key.name] = value
    facts["extra"] = tuple((judge(key, key), judge(lines, key)) for key, lines in learning.extra)
    return facts


def _answers(learning: Given | Answers, judge: Judge) -> dict[str, Any]:
    """The answers by their field, each fit; what nobody was asked yet stays None."""
    told = {name: getattr(learning, name) for name in ("happened", "learned", "differently")}
    named = zip(told.items(), QUESTIONS, strict=True)
    return {name: text and judge(text, field) for (name, text), field in named}


def _on_one_line(text: str, field: str, judge: Judge) -> str:
    return judge(text, field).replace("\n", " ")
