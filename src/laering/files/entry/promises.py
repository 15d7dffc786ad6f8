"""Actions as a file from elsewhere lists them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from laering.domain.action import BEGUN, DONE, OFF, OPEN, Action, Effect, State
from laering.domain.cells import state_of
from laering.domain.errors import WrongInput
from laering.domain.naming import action_field_called
from laering.domain.private import affirmed
from laering.domain.typed import read_typed, unflawed

Fault = Callable[[str], WrongInput]
"""Makes the error for a key whose value is of the wrong kind."""


def read_actions(value: Any, today: date, since: date | None, fault: Fault) -> tuple[Action, ...]:
    """The actions in a list: each as a person types it, or as keys and values; a text is lines.

    Raises what ``fault`` makes, and for a line what ``read_typed`` does.
    """
    if value is None:
        return ()
    if isinstance(value, str):
        value = [line for line in value.split("\n") if line.strip()]
    if not isinstance(value, list):
        raise fault("actions")
    return tuple(_action(item, today, since, fault) for item in value)


def _action(item: Any, today: date, since: date | None, fault: Fault) -> Action:
    if isinstance(item, str):
        return read_typed(item, today, since)
    if isinstance(item, dict):
        item = {action_field_called(str(key)) or key: each for key, each in item.items()}
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise fault("actions")
    effect = item.get("effect")
    try:
        due, done, off = (_day(item.get(key)) for key in ("due", "done", "off"))
        judged = _effect(effect) if isinstance(effect, dict) else None
    except ValueError:
        raise fault("actions") from None
    state = _state(item, done, fault)
    action = Action(
        text=item["text"],
        owners=_owners(item, fault),
        due=due,
        state=state,
        done=done,
        effect=judged,
        off=off,
    )
    return unflawed(action) if action.text.strip() else action


def _effect(values: Mapping[str, Any]) -> Effect:
    """A judgement, with those before it. Raises ValueError for a day that is none."""
    earlier = values.get("earlier")
    before = earlier if isinstance(earlier, list) else []
    return Effect(
        affirmed(values.get("worked")),
        _day(values.get("date")),
        str(values.get("text") or ""),
        tuple(_effect({**each, "earlier": None}) for each in before if isinstance(each, dict)),
    )


def _owners(item: Mapping[str, Any], fault: Fault) -> tuple[str, ...]:
    """Who an action is given to: ``owners``, or ``owner`` alone, each one word."""
    several = item.get("owners")
    names = several if isinstance(several, list) and several else [item.get("owner")]
    owners = tuple(str(name) for name in names if name)
    if any(len(name.split()) > 1 for name in owners):
        raise fault("owner")
    return owners


def _state(item: Mapping[str, Any], done: date | None, fault: Fault) -> State:
    """How an action stands, by what people call it; one that does not say is open, unless done."""
    said = item.get("state")
    known: dict[Any, State] = {each: each for each in (OPEN, BEGUN, DONE, OFF)}
    if said is not None and said != "":
        state = known.get(said) if isinstance(said, str) else None
        state = state or state_of(str(said))
        if state is None:
            raise fault("state")
        return state
    return DONE if done is not None or affirmed(item.get("finished")) else OPEN


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None
