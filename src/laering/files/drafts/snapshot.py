"""A draft as JSON, and back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from laering.domain.action import BEGUN, DONE, OFF, OPEN, Action, Effect, State
from laering.domain.entry import Attached, Begun, Given
from laering.domain.keys import restored, stored
from laering.domain.steps import (
    ACTIONS,
    DIFFERENTLY,
    HAPPENED,
    LEARNED,
    OUTCOME,
    OVERVIEW,
    TITLE,
    answer_in,
    question_of,
    with_answer,
)

VERSION = 2
"""Of what a snapshot holds."""

READ = (1, VERSION)
"""The versions that are read; a snapshot of another is none. The first counted the steps."""

# Where a step of the first version is now; of an entry's answers it kept no place.
_COUNTED = ("", OUTCOME, HAPPENED, LEARNED, LEARNED, DIFFERENTLY, DIFFERENTLY, ACTIONS, TITLE)

NO_SNAPSHOT = (KeyError, IndexError, TypeError, ValueError, OverflowError)
"""What reading a snapshot raises that a stranger's hand has been at."""


def given_of(values: Mapping[str, Any]) -> Given | None:
    """What a snapshot of answers holds, as one learning; None when it is none."""
    if values.get("draft") not in READ or values.get("whole"):
        return None
    try:
        begun = begun_of(values)
    except NO_SNAPSHOT:
        return None
    given = begun.given
    for step, text in (*begun.beside, (begun.step, begun.typing)):
        if text.strip():
            given = _with_begun(given, step, text)
    return given


def _with_begun(given: Given, step: str, text: str) -> Given:
    """What is given with a text that was begun: in its place, or in the first that is free."""
    if step in _PROSE or question_of(step) is not None:
        return with_answer(given, step, text)
    for free in _PROSE:
        if answer_in(given, free) is None:
            return with_answer(given, free, text)
    return replace(given, differently=f"{given.differently}\n\n{text}".strip())


def begun_data(begun: Begun) -> dict[str, Any]:
    """What somebody has begun to tell as values that JSON has."""
    return {
        "step": begun.step,
        "typing": begun.typing,
        "left": None if begun.left is None else list(begun.left),
        "beside": [list(pair) for pair in begun.beside],
        "passed": list(begun.passed),
        "given": given_data(begun.given),
    }


def dumped(values: Mapping[str, Any]) -> bytes:
    """The values as JSON in UTF-8; half a character, which JSON can hold, becomes a «?»."""
    return json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def given_data(given: Given) -> dict[str, Any]:
    """What is given as values that JSON has; days are ``YYYY-MM-DD``."""
    values = stored(given)
    values |= {name: getattr(given, name) for name in _ANSWERS}
    values["extra"] = [list(pair) for pair in given.extra]
    values["further"] = [list(pair) for pair in given.further]
    values["pictures"] = [list(each) for each in given.pictures]
    values["actions"] = [_action_data(action) for action in given.actions]
    return values


_PROSE = (HAPPENED, LEARNED, DIFFERENTLY)

_ANSWERS = (*_PROSE, "preamble", "more")


def _action_data(action: Action) -> dict[str, Any]:
    effect = action.effect
    return {
        "text": action.text,
        "owners": list(action.owners),
        "due": _iso(action.due),
        "state": action.state,
        "done": _iso(action.done),
        "off": _iso(action.off),
        "signs": action.signs,
        "mark": action.mark,
        "effect": [*_effect_data(effect), [*map(_effect_data, effect.earlier)]] if effect else None,
    }


def _effect_data(effect: Effect) -> list[Any]:
    return [effect.worked, _iso(effect.day), effect.text]


def begun_of(values: Mapping[str, Any]) -> Begun:
    """What a snapshot holds. Raises one of ``NO_SNAPSHOT`` when it is odd."""
    left = values.get("left")
    return Begun(
        given_in(values["given"]),
        _step(values),
        _text(values["typing"]) or "",
        None if left is None else _all_texts(left),
        _pairs(values.get("beside", ())),
        _all_texts(values.get("passed", ())),
    )


def given_in(found: Mapping[str, Any]) -> Given:
    """What ``given_data`` gave. Raises one of ``NO_SNAPSHOT`` when it is odd."""
    happened, learned, differently, preamble, more = (_text(found[name]) for name in _ANSWERS)
    return Given(
        **restored(found),
        happened=happened,
        learned=learned,
        differently=differently,
        preamble=preamble or "",
        more=more or "",
        extra=_pairs(found["extra"]),
        actions=tuple(_action(each) for each in found["actions"]),
        further=_pairs(found.get("further", ())),
        pictures=tuple(_picture(*each) for each in found.get("pictures", ())),
    )


def _step(values: Mapping[str, Any]) -> str:
    """The step somebody was at, which an earlier version counted."""
    step = values["step"]
    if isinstance(step, str):
        return step
    if values.get("entry") is not None:
        return ""
    return (*_COUNTED, OVERVIEW)[min(int(step), len(_COUNTED))]


def _pairs(values: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(text)) for key, text in values)


def _picture(origin: Any, kept: Any, alt: Any, whole: Any) -> Attached:
    return Attached(_text(origin) or "", _text(kept) or "", _text(alt), whole is True)


def _action(values: Mapping[str, Any]) -> Action:
    """An action; what an earlier version left has one ``owner``, and is ``finished`` or not."""
    effect = values["effect"]
    owner = _text(values.get("owner"))
    state: State = DONE if values.get("finished") is True else OPEN
    for each in (BEGUN, DONE, OFF):
        if values.get("state") == each:
            state = each
    return Action(
        text=_text(values["text"]) or "",
        owners=_all_texts(values.get("owners", [owner] if owner else [])),
        due=_day(values["due"]),
        state=state,
        done=_day(values["done"]),
        off=_day(values.get("off")),
        signs=_text(values.get("signs")) or "",
        mark=_mark(values.get("mark")),
        effect=_effect(*effect) if effect else None,
    )


def _mark(value: Any) -> str:
    """What stands in a box; whatever is not one sign is none."""
    mark = _text(value) or ""
    return mark if len(mark) == 1 else ""


def _effect(worked: Any, day: Any, text: Any, earlier: Iterable[Any] = ()) -> Effect:
    """A judgement; an earlier version left it without those before it."""
    before = tuple(_effect(*each[:3]) for each in earlier)
    return Effect(worked is True, _day(day), str(text), before)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError


def _all_texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(_text(value) or "" for value in values)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
