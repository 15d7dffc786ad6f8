"""Learnings from elsewhere: JSON, YAML, TOML, Markdown or text as somebody else wrote it."""

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from laering.domain.action import Action
from laering.domain.body import split
from laering.domain.characters import western
from laering.domain.check import entries_below, read_day
from laering.domain.dates import Day, read_date
from laering.domain.entry import Body, Given
from laering.domain.errors import BadInputFile, UnparsedInput, WrongInput
from laering.domain.fitting import fit
from laering.domain.flaws import boxes_as_text
from laering.domain.headings import adopt
from laering.domain.keys import NAMES, OPTIONAL, Key
from laering.domain.labels import Labelled, read_labels, without_time
from laering.domain.marks import N_, Reason
from laering.domain.naming import ANSWERS, field_called
from laering.domain.private import affirmed
from laering.domain.strays import MARKDOWN
from laering.domain.text.comments import comments_in
from laering.domain.wording import read_outcome
from laering.files.drafts import snapshot
from laering.files.entry import tree
from laering.files.entry.foreign import CONFLICT, read_markdown, read_toml, read_yaml
from laering.files.entry.promises import read_actions
from laering.files.entry.tree import BadYaml
from laering.files.entry.wrong_day import WRONG_DAYS, with_line
from laering.files.toml import BadToml

# What our own JSON, which tells both of the first two, holds besides; a new entry gets it anew.
_OWN = frozenset({"id", "path"})
_DERIVED = _OWN | {"journal", "unfinished", "extra", "pictures", "score", "shown", "why"}
# Who tells where an import came from is the one that imports.
_NOT_OURS = frozenset({"origin"})
_FIELDS = frozenset({*NAMES, *ANSWERS, "actions", "body"})
_HEADED = re.compile(r"^ {0,3}#{1,6}[ \t]", re.MULTILINE)
_NO_BODY = Body(found=(False, False, False))
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What a text in UTF-16 begins with, of either order of bytes."""

NOT_MAPPING = Reason(N_("it does not hold the keys and values of one learning."))
NOT_JSON = Reason(N_("it is not valid JSON; line {line} is where it stops making sense."))
NOT_TEXT = Reason(N_("it is no text. From Word or PDF, save it as text first."))
NOT_TOML = Reason(N_("it is not valid TOML; line {line} is where it stops making sense."))
HEADER_TAB = Reason(N_("line {line} begins with a tab; YAML is indented with blanks only."))
INVISIBLE = Reason(N_("there is an invisible character on line {line} that cannot stand there."))
NOT_YAML = Reason(N_("it is not valid YAML; line {line} is where it stops making sense."))
IN_CONFLICT = Reason(
    N_("git has left a conflict from line {line} on. Keep both sides, and take its marks away.")
)
NOT_A_LIST = Reason(
    N_("it does not hold the keys and values of one learning; line {line} is no «key: value».")
)
WRONG_TYPE = Reason(N_("«{detail}» has a value of the wrong kind."))
EMPTY = Reason(N_("it is empty."))

_YAML_FAULTS = {
    CONFLICT: IN_CONFLICT,
    "header-tab": HEADER_TAB,
    "header-blank": INVISIBLE,
    "control-character": INVISIBLE,
    "not-a-mapping": NOT_A_LIST,
}


class Arrived(NamedTuple):
    """A learning from elsewhere.

    ``day`` is its date as it was read, ``typed`` are the actions that stood there in words, and
    ``headings`` those that were read as questions though they say something else, each with the
    number of the question, from 0. ``comments`` are the lines, from 1, on which begins what is
    nobody's text, and so not given, and ``others`` those on which another learning seems to
    begin, which is given as text. ``boxes`` are lines of answers with a box, which is text there.
    """

    given: Given
    day: Day | None = None
    headings: tuple[tuple[str, int], ...] = ()
    typed: tuple[Action, ...] = ()
    comments: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    boxes: tuple[str, ...] = ()


def read_given(data: bytes, name: str, today: date) -> Given:
    """What a file says of a learning. Raises BadInputFile, UnknownOutcome, see ``read_arrived``."""
    return read_arrived(data, name, today).given


def read_arrived(data: bytes, name: str, today: date) -> Arrived:
    """What a file in JSON, YAML, TOML, Markdown or plain text says of a learning.

    The ending of ``name`` tells which of them, else the text itself. Raises BadInputFile or
    UnknownOutcome, and for a date or an action in it what ``read_date`` and ``read_typed`` do.
    """
    if b"\0" in data and not data.startswith(UTF16):
        raise BadInputFile(path=name, reason=NOT_TEXT)
    text = text_of(data).replace("\r\n", "\n")
    if not text.strip():
        raise BadInputFile(path=name, reason=EMPTY)
    ending = name.rpartition(".")[2].casefold()
    try:
        if ending in MARKDOWN:
            return _from_markdown(text, name, today)
        if ending == "json" or text.lstrip().startswith("{"):
            return _from_mapping(_json(text, name), name, today)
        if ending == "toml":
            return _from_mapping(read_toml(text), name, today)
        if ending in ("yaml", "yml"):
            return _from_mapping(read_yaml(text), name, today)
        values = _plain_yaml(text)
        return _from_mapping(values, name, today) if values else _from_markdown(text, name, today)
    except BadYaml as error:
        reason = _YAML_FAULTS.get(error.code, NOT_YAML)
        raise UnparsedInput(path=name, reason=reason, line=error.line) from None
    except BadToml as error:
        raise UnparsedInput(path=name, reason=NOT_TOML, line=error.line) from None
    except WRONG_DAYS as error:
        raise with_line(error, text, name) from None


def _plain_yaml(text: str) -> Mapping[str, Any]:
    """The keys of a text that says by no name what it is, when it is plain that it is YAML.

    Its keys are fields, and others are single words; there is no heading and no sentence in it.
    Empty when it is text.
    """
    if _HEADED.search(text):
        return {}
    try:
        values = read_yaml(text)
    except BadYaml:
        return {}
    known = [field_called(key) for key in values]
    words = all(known or len(key.split()) == 1 for key, known in zip(values, known, strict=True))
    return values if words and any(known) else {}


def _from_markdown(text: str, name: str, today: date) -> Arrived:
    header, below = read_markdown(text)
    above = text.count("\n", 0, len(text) - len(below)) + 1
    comments = tuple(above + line for line in comments_in(below))
    body = below.strip("\n")
    body = _joined(_Fields(name, header).text("body"), body) or ""
    labelled = read_labels(body, today)
    said = {field_called(str(key)) for key in header}
    if said & labelled.values.keys():
        # What the header says already is text here.
        labelled = Labelled({}, body)
    told = _from_mapping({**header, **labelled.values, "body": labelled.text}, name, today)
    others = tuple(above + line for line in entries_below(below))
    return told._replace(comments=comments, others=others)


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, with stray western letters, or in UTF-16 that says so."""
    if data.startswith(UTF16):
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
    others: Mapping[str, Any] = field(default_factory=dict)

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
        return read_day(without_time(text or "")) if key.kind == "day" else text

    def extra(self) -> tuple[tuple[str, str], ...]:
        derived, values = frozenset[str](), dict(self.others)
        if values.keys() >= _OWN:
            derived = _DERIVED
            more = values.get("extra")
            values = {**(more if isinstance(more, dict) else {}), **values}
        try:
            return tuple(
                (key, tree.extra_lines(key, _fit(value, key)))
                for key, value in values.items()
                if key not in derived and key.casefold() not in _NOT_OURS
            )
        except RecursionError:
            raise BadInputFile(path=self.name, reason=NOT_MAPPING) from None


def _fit(value: Any, key: str) -> Any:
    """A value with each text in it fit for a file. Raises ControlCharacter."""
    if isinstance(value, str):
        return fit(value, key)
    if isinstance(value, list):
        return [_fit(each, key) for each in value]
    if isinstance(value, dict):
        return {_fit(name, key): _fit(each, key) for name, each in value.items()}
    return value


def _from_mapping(values: Mapping[str, Any], name: str, today: date) -> Arrived:
    left = snapshot.given_of(values)
    if left is not None:
        return Arrived(left)
    fields = _Fields(name, *_by_field(values))
    # Where an entry was imported from is told by whoever imports it, never by what comes in.
    optional = {key.name: fields.value(key) for key in OPTIONAL if key.name not in _NOT_OURS}
    if optional["outcome"] is not None:
        optional["outcome"] = read_outcome(optional["outcome"])
    written = fields.text("date")
    day = read_date(without_time(written), today) if written else None
    on = None if day is None else day.date
    title = fields.text("title")
    adopted = adopt((fields.text("body") or "").strip("\n"), title)
    body = split(adopted.text.strip("\n") + "\n") if adopted.text.strip() else _NO_BODY
    actions = read_actions(fields.values.get("actions"), today, on, fields.fault)
    given = Given(
        title=title if title is not None else adopted.title,
        date=on,
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
    boxes = boxes_as_text(given, (adopted.text, *map(fields.text, ANSWERS)))
    return Arrived(given, day, adopted.told, actions if _in_words(fields) else (), boxes=boxes)


def _in_words(fields: _Fields) -> bool:
    """Whether the actions stand as people type them, and not as keys and values."""
    listed = fields.values.get("actions")
    return isinstance(listed, str) or all(isinstance(each, str) for each in listed or ())


def _by_field(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values by the field that each key stands for, and those that stand for none.

    A field's own name goes before what others call it; of a flag one yes of several counts.
    """
    known: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for key in sorted(values, key=lambda key: key not in _FIELDS):
        own = field_called(str(key))
        value = values[key]
        if own == "private":
            known[own] = "true" if affirmed(value) or known.get(own) == "true" else "false"
        elif own is None or (known.get(own) is not None and value is not None):
            others[str(key)] = value
        elif value is not None:
            known[own] = value
    return known, {str(key): others[str(key)] for key in values if str(key) in others}


def _whole(text: str) -> str:
    """The text with halves of characters, which JSON can hold, made whole."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


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
