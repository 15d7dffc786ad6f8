"""Learnings from elsewhere: JSON, YAML or Markdown as somebody else wrote it."""

import codecs
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from laering.domain.action import BEGUN, DONE, OFF, OPEN, Action, Effect, State
from laering.domain.body import split
from laering.domain.characters import western
from laering.domain.check import read_day
from laering.domain.dates import read_date
from laering.domain.entry import OUTCOMES, Body, Given
from laering.domain.errors import BadInputFile, UnknownOutcome, UnparsedInput, WrongInput
from laering.domain.keys import NAMES, OPTIONAL, Key
from laering.domain.marks import N_, Reason
from laering.domain.private import affirmed
from laering.domain.typed import read_typed
from laering.files.drafts import snapshot
from laering.files.entry import tree

_KNOWN = frozenset({*NAMES, "happened", "learned", "differently", "actions", "body"})
# What our own JSON, which tells both of the first two, holds besides; a new entry gets it anew.
_OWN = frozenset({"id", "path"})
_DERIVED = _OWN | {"unfinished", "score", "why"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

NOT_MAPPING = Reason(N_("it does not hold the keys and values of one learning."))
NOT_JSON = Reason(N_("it is not valid JSON; line {line} is where it stops making sense."))
NOT_YAML = Reason(N_("it is not valid YAML; line {line} is where it stops making sense."))
WRONG_TYPE = Reason(N_("«{detail}» has a value of the wrong kind."))
EMPTY = Reason(N_("it is empty."))


def read_given(data: bytes, name: str, today: date) -> Given:
    """What a file in JSON, YAML or Markdown says of a learning.

    The ending of ``name`` tells which of the three, else the text itself. Raises BadInputFile or
    UnknownOutcome, and for a date or an action in it what ``read_date`` and ``read_typed`` do.
    """
    text = text_of(data).replace("\r\n", "\n")
    if not text.strip():
        raise BadInputFile(path=name, reason=EMPTY)
    ending = name.rpartition(".")[2].casefold()
    headed = text.lstrip().startswith("---\n") and "\n---" in text.lstrip()[3:]
    if ending == "json" or text.lstrip().startswith("{"):
        return _from_mapping(_json(text, name), name, today)
    if ending in ("md", "markdown") or (headed and ending not in ("yaml", "yml")):
        try:
            header, body = tree.read_foreign(text)
        except tree.BadYaml as error:
            raise UnparsedInput(path=name, reason=NOT_YAML, line=error.args[0] + 1) from None
        body = _joined(_Fields(name, header).text("body"), body) or ""
        return _from_mapping({**header, "body": body}, name, today)
    try:
        return _from_mapping(tree.read_mapping(text), name, today)
    except tree.BadYaml as error:
        raise UnparsedInput(path=name, reason=NOT_YAML, line=error.args[0]) from None


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, with stray western letters, or in UTF-16 that says so."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace")
    return western(data).removeprefix("\ufeff")


def _json(text: str, name: str) -> Mapping[str, Any]:
    try:
        # Half a character may be escaped anywhere in it: it is made whole and read again.
        found = json.loads(_whole(json.dumps(json.loads(text), ensure_ascii=False)))
    except json.JSONDecodeError as error:
        raise UnparsedInput(path=name, reason=NOT_JSON, line=error.lineno) from None
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

    def fault(self, key: str) -> WrongInput:
        return WrongInput(path=self.name, reason=WRONG_TYPE, detail=key)

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool | list | dict):
            raise self.fault(key)
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(item, str | int | float) for item in values):
            raise self.fault(key)
        return tuple(str(item) for item in values)

    def value(self, key: Key) -> Any:
        """What a key of the header says, as an entry has it."""
        if key.kind in ("tags", "ids"):
            return self.texts(key.name)
        if key.kind == "flag":
            # As in an entry's own file: anything but a plain no sets it.
            return affirmed(self.values.get(key.name))
        text = self.text(key.name)
        return read_day(text or "") if key.kind == "day" else text

    def extra(self) -> tuple[tuple[str, str], ...]:
        known = _KNOWN | _DERIVED if self.values.keys() >= _OWN else _KNOWN
        try:
            return tuple(
                (str(key), tree.extra_lines(str(key), value))
                for key, value in self.values.items()
                if str(key) not in known
            )
        except RecursionError:
            raise BadInputFile(path=self.name, reason=NOT_MAPPING) from None


def _from_mapping(values: Mapping[str, Any], name: str, today: date) -> Given:
    left = snapshot.given_of(values)
    if left is not None:
        return left
    fields = _Fields(name, values)
    # Where an entry was imported from is told by whoever imports it, never by what comes in.
    optional = {key.name: fields.value(key) for key in OPTIONAL if key.name != "origin"}
    if optional["outcome"] not in (None, *OUTCOMES):
        raise UnknownOutcome(value=optional["outcome"])
    written = fields.text("date")
    day = read_date(written, today).date if written else None
    body = _body(fields.text("body"))
    actions = _actions(values.get("actions"), today, day, fields.fault)
    return Given(
        title=fields.text("title"),
        date=day,
        source=fields.text("source"),
        **optional,
        extra=fields.extra(),
        happened=_answer(fields.text("happened"), body, 0),
        learned=_answer(fields.text("learned"), body, 1),
        differently=_answer(fields.text("differently"), body, 2),
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


def _answer(field: str | None, body: Body, place: int) -> str | None:
    """A field's text and the answer in the body; None when the question is in neither."""
    answers = (body.answers.happened, body.answers.learned, body.answers.differently)
    there = body.found[place] or answers[place]
    return _joined(field, answers[place] if there else None)


def _joined(first: str | None, second: str | None) -> str | None:
    """Two texts for one place, with a blank line between; one when they say the same."""
    texts = [text for text in (first, second) if text is not None]
    told = {text.strip(): text for text in texts if text.strip()}
    return "\n\n".join(told.values()) or next(iter(texts), None)


def _actions(value: Any, today: date, since: date | None, fault: Any) -> tuple[Action, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise fault("actions")
    return tuple(_action(item, today, since, fault) for item in value)


def _action(item: Any, today: date, since: date | None, fault: Any) -> Action:
    if isinstance(item, str):
        return read_typed(item, today, since)
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise fault("actions")
    effect = item.get("effect")
    try:
        due, done, off = (_day(item.get(key)) for key in ("due", "done", "off"))
        judged = (
            Effect(
                affirmed(effect.get("worked")),
                _day(effect.get("date")),
                str(effect.get("text") or ""),
            )
            if isinstance(effect, dict)
            else None
        )
    except ValueError:
        raise fault("actions") from None
    state = _state(item, done)
    return Action(
        text=item["text"],
        owners=_owners(item, fault),
        due=due,
        state=state,
        done=done if state == DONE else None,
        effect=judged,
        off=off if state == OFF else None,
    )


def _owners(item: Mapping[str, Any], fault: Any) -> tuple[str, ...]:
    """Who an action is given to: ``owners``, or ``owner`` alone, each one word."""
    several = item.get("owners")
    names = several if isinstance(several, list) and several else [item.get("owner")]
    owners = tuple(str(name) for name in names if name)
    if any(len(name.split()) > 1 for name in owners):
        raise fault("owner")
    return owners


def _state(item: Mapping[str, Any], done: date | None) -> State:
    """How an action stands; one that does not say is open, unless it is done."""
    said = item.get("state")
    known: dict[Any, State] = {each: each for each in (OPEN, BEGUN, DONE, OFF)}
    if isinstance(said, str) and said in known:
        return known[said]
    return DONE if done is not None or affirmed(item.get("finished")) else OPEN


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None
