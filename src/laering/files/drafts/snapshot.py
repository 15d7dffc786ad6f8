"""A draft as JSON, and back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from laering.domain.action import BEGUN, DONE, OFF, OPEN, Action, Effect, State
from laering.domain.entry import Begun, Given
from laering.domain.keys import restored, stored

VERSION = 1
"""Of what a snapshot holds; one with another number is none."""

NO_SNAPSHOT = (KeyError, IndexError, TypeError, ValueError, OverflowError)
"""What reading a snapshot raises that a stranger's hand has been at."""


def given_of(values: Mapping[str, Any]) -> Given | None:
    """What a snapshot of answers holds, as one learning; None when it is none."""
    if values.get("draft") != VERSION or values.get("whole"):
        return None
    try:
        begun = begun_of(values)
    except NO_SNAPSHOT:
        return None
    given, typing = begun.given, begun.typing
    if not typing.strip():
        return given
    # What was being typed belongs to the first question without an answer.
    if given.happened is None:
        return replace(given, happened=typing)
    if given.learned is None:
        return replace(given, learned=typing)
    if given.differently is None:
        return replace(given, differently=typing)
    return replace(given, differently=f"{given.differently}\n\n{typing}".strip())


def dumped(values: Mapping[str, Any]) -> bytes:
    """The values as JSON in UTF-8; half a character, which JSON can hold, becomes a «?»."""
    return json.dumps(values, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def given_data(given: Given) -> dict[str, Any]:
    """What is given as values that JSON has; days are ``YYYY-MM-DD``."""
    values = stored(given)
    values |= {name: getattr(given, name) for name in _ANSWERS}
    values["extra"] = [list(pair) for pair in given.extra]
    values["actions"] = [_action_data(action) for action in given.actions]
    return values


_ANSWERS = ("happened", "learned", "differently", "preamble", "more")


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
        "effect": [effect.worked, _iso(effect.day), effect.text] if effect else None,
    }


def begun_of(values: Mapping[str, Any]) -> Begun:
    """What a snapshot holds. Raises one of ``NO_SNAPSHOT`` when it is odd."""
    found = values["given"]
    happened, learned, differently, preamble, more = (_text(found[name]) for name in _ANSWERS)
    given = Given(
        **restored(found),
        happened=happened,
        learned=learned,
        differently=differently,
        preamble=preamble or "",
        more=more or "",
        extra=tuple((str(key), str(lines)) for key, lines in found["extra"]),
        actions=tuple(_action(each) for each in found["actions"]),
    )
    return Begun(given, int(values["step"]), _text(values["typing"]) or "")


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
        effect=Effect(effect[0] is True, _day(effect[1]), str(effect[2])) if effect else None,
    )


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
