"""Learnings from elsewhere: JSON, YAML or Markdown as somebody else wrote it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from laering.domain.action import Action, Effect, read_typed
from laering.domain.body import split
from laering.domain.entry import OUTCOMES, Body, Given
from laering.domain.errors import N_, BadInputFile, LaeringError, Reason, UnknownOutcome
from laering.domain.period import read_date
from laering.files import codec, draft

_TEXTS = ("happened", "learned", "differently")
# What our own JSON holds besides, and what a new entry gets anew.
_DERIVED = frozenset({"id", "path", "unfinished", "actions", "score", "why", *_TEXTS})

NOT_MAPPING = Reason(N_("it does not hold the keys and values of one learning."))
NOT_JSON = Reason(N_("it is not valid JSON; line {line} is where it stops making sense."))
NOT_YAML = Reason(N_("it is not valid YAML; line {line} is where it stops making sense."))
WRONG_TYPE = Reason(N_("«{detail}» has a value of the wrong kind."))
NOT_UTF8 = Reason(N_("it is not UTF-8 text."))
EMPTY = Reason(N_("it is empty."))


def read_given(data: bytes, name: str, today: date) -> Given:
    """What a file in JSON, YAML or Markdown says of a learning.

    The ending of ``name`` tells which of the three, else the text itself. Raises BadInputFile,
    or what is wrong with a date or outcome in it.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadInputFile(path=name, reason=NOT_UTF8) from None
    if not text.strip():
        raise BadInputFile(path=name, reason=EMPTY)
    ending = name.rpartition(".")[2].casefold()
    headed = text.lstrip().startswith("---\n") and "\n---" in text.lstrip()[3:]
    if ending == "json" or text.lstrip().startswith("{"):
        return _from_mapping(_json(text, name), name, today)
    if ending in ("md", "markdown") or (headed and ending not in ("yaml", "yml")):
        try:
            header, body = codec.read_foreign(text)
        except codec.BadYaml as error:
            raise BadInputFile(path=name, reason=NOT_YAML, line=error.args[0] + 1) from None
        return _from_mapping({**header, "body": body}, name, today)
    try:
        return _from_mapping(codec.read_mapping(text), name, today)
    except codec.BadYaml as error:
        raise BadInputFile(path=name, reason=NOT_YAML, line=error.args[0]) from None


def _json(text: str, name: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInputFile(path=name, reason=NOT_JSON, line=error.lineno) from None
    except (RecursionError, ValueError):
        raise BadInputFile(path=name, reason=NOT_MAPPING) from None
    if not isinstance(found, dict):
        raise BadInputFile(path=name, reason=NOT_MAPPING)
    return found


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one learning in a file, read as text or lists of text."""

    name: str
    values: Mapping[str, Any]

    def fault(self, key: str) -> LaeringError:
        return BadInputFile(path=self.name, reason=WRONG_TYPE, detail=key)

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool | list | dict):
            raise self.fault(key)
        return _whole(str(value))

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(item, str | int | float) for item in values):
            raise self.fault(key)
        return tuple(_whole(str(item)) for item in values)

    def extra(self) -> tuple[tuple[str, str], ...]:
        known = {*codec.KEYS, *_DERIVED, "body"}
        try:
            return tuple(
                (str(key), codec.extra_lines(str(key), value))
                for key, value in self.values.items()
                if str(key) not in known
            )
        except RecursionError:
            raise BadInputFile(path=self.name, reason=NOT_MAPPING) from None


def _from_mapping(values: Mapping[str, Any], name: str, today: date) -> Given:
    left = draft.given_of(values)
    if left is not None:
        return left
    fields = _Fields(name, values)
    outcome = fields.text("outcome")
    if outcome is not None and outcome not in OUTCOMES:
        raise UnknownOutcome(value=outcome)
    day = fields.text("date")
    body = _body(fields.text("body"))
    actions = _actions(values.get("actions"), today, fields.fault)
    return Given(
        title=fields.text("title"),
        date=read_date(day, today).date if day else None,
        source=fields.text("source"),
        outcome=outcome,
        tags=fields.texts("tags"),
        author=fields.text("author"),
        repeats=fields.texts("repeats"),
        private=str(values.get("private")).casefold() == "true",
        extra=fields.extra(),
        happened=_first(fields.text("happened"), body, 0),
        learned=_first(fields.text("learned"), body, 1),
        differently=_first(fields.text("differently"), body, 2),
        actions=(*actions, *body.actions),
        preamble=body.preamble,
        more=body.more,
    )


def _whole(text: str) -> str:
    """The text with halves of characters, which JSON can hold, made whole."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _body(text: str | None) -> Body:
    if text is None:
        return Body(found=(False, False, False))
    return split(text.strip("\n") + "\n")


def _first(field: str | None, body: Body, place: int) -> str | None:
    """A field's text, else the answer in the body; None when the question is not there."""
    if field is not None:
        return field
    answers = (body.answers.happened, body.answers.learned, body.answers.differently)
    return answers[place] if body.found[place] or answers[place] else None


def _actions(value: Any, today: date, fault: Any) -> tuple[Action, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise fault("actions")
    return tuple(_action(item, today, fault) for item in value)


def _action(item: Any, today: date, fault: Any) -> Action:
    if isinstance(item, str):
        return read_typed(item, today)
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise fault("actions")
    effect = item.get("effect")
    try:
        due, done = _day(item.get("due")), _day(item.get("done"))
        judged = (
            Effect(
                bool(effect.get("worked")), _day(effect.get("date")), str(effect.get("text") or "")
            )
            if isinstance(effect, dict)
            else None
        )
    except ValueError:
        raise fault("actions") from None
    owner = item.get("owner")
    if owner and len(str(owner).split()) > 1:
        raise fault("owner")
    return Action(
        text=item["text"],
        owner=str(owner) if owner else None,
        due=due,
        finished=done is not None,
        done=done,
        effect=judged,
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None
