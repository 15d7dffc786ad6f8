"""A whole learning as a form to fill in, in the person's language; no key need be known."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from laering.domain.action import Action
from laering.domain.entry import Given, Source
from laering.domain.errors import UnknownOutcome
from laering.domain.marks import N_
from laering.domain.questions import HEADINGS
from laering.domain.steps import is_given, step_of
from laering.domain.text.beginnings import BULLET
from laering.domain.typed import read_typed
from laering.domain.wording import read_outcome
from laering.files.entry import codec
from laering.files.exchange import Arrived, read_arrived, text_of
from laering.i18n import _, in_every_language, spoken
from laering.ui.asking.drafting import draft
from laering.ui.asking.questions import Setting, source_by_id

_LABELS = {
    "title": N_("Title"),
    "date": N_("Date"),
    "source": N_("Source"),
    "outcome": N_("Outcome"),
    "tags": N_("Tags"),
    "author": N_("Written by"),
    "repeats": N_("Repeats"),
    "private": N_("Private"),
    "written": N_("Written down"),
}
_TEXTS = frozenset({"title", "date", "source", "outcome", "author", "written"})
_NO_TITLE = N_("left empty: the first sentence")
_OUTCOMES = N_("bra or mindre-bra, or empty")
_TAGS = N_("such as delivery, packing")
_ACTIONS = N_("Actions")
_ACTION = N_("one on each line, like: New field in the form @ola 15.12")

_HEADER = re.compile(r"\s*---[ \t]*\n(?P<lines>.*?\n)---[ \t]*\n", re.DOTALL)
_SETTING = re.compile(r"(?P<label>[^\W\d_][\w -]*?)[ \t]*:(?P<value>.*)")
_BOX = re.compile(rf"(?:{BULLET}(?:[ \t]+|$))?(?:\[ \][ \t]*)?")
_SECTION = re.compile(r"^##[ \t]", re.MULTILINE)


def form(given: Given, setting: Setting, language: str) -> str:
    """The form with what is given filled in; ``language`` is the journal's.

    It has the questions in the language that is spoken, where they exist in it.
    """
    known = replace(given, title=given.title or "-", source=given.source or "-")
    asked = spoken() if spoken() in HEADINGS else language
    text = codec.write(draft(known, setting), asked)
    ids = _ids(setting.sources)
    empty = {"tags": _(_TAGS)} if not given.tags else {}
    empty |= {"outcome": _(_OUTCOMES)} if given.outcome is None else {}
    if given.title is None:
        text = text.replace("title: '-'\n", f"title:  # {_(_NO_TITLE)}\n", 1)
    if given.source is None:
        text = text.replace("source: '-'\n", f"source:  # {ids}\n", 1)
    header, _rule, body = text.removeprefix("---\n").partition("---\n")
    lines = [*header.splitlines(), *(f"{key}:  # {hint}" for key, hint in sorted(empty.items()))]
    told = "".join(f"{_labelled(line)}\n" for line in lines)
    body = "\n\n".join((body.rstrip(), *_further(given, setting.sources)))
    return f"---\n{told}---\n{body}\n\n## {_(_ACTIONS)}\n\n<!-- {_(_ACTION)} -->\n\n"


def _further(given: Given, sources: Sequence[Source]) -> Iterator[str]:
    """The headings of what only the chosen source asks, where there is no answer yet."""
    source = source_by_id(given.source, sources)
    for question in source.further if source else ():
        if not is_given(given, step_of(question)):
            yield f"## {question}"


def _ids(sources: Sequence[Source]) -> str:
    return ", ".join(source.id for source in sources if not source.hidden)


def _labelled(line: str) -> str:
    key, colon, value = line.partition(":")
    label = _LABELS.get(key)
    return f"{_(label)}{colon}{value}" if label and colon else line


def is_form(data: bytes) -> bool:
    """Whether a text begins with a header that has the form's own words."""
    header = _HEADER.match(text_of(data).replace("\r\n", "\n"))
    lines = header["lines"].splitlines() if header else []
    labels = {line.partition(":")[0].strip().casefold() for line in lines}
    known = {said.casefold() for said in in_every_language(_LABELS["source"])} - {"source"}
    return bool(labels & known)


def read_form(data: bytes, name: str, sources: Sequence[Source], today: date) -> Arrived:
    """What was written in the form; ``name`` is its file's, ``sources`` are the journal's.

    Raises what ``read_arrived`` and ``read_typed`` do.
    """
    text = _without_hints(text_of(data).replace("\r\n", "\n"), sources)
    text, typed = _actions_apart(text)
    text = _without_unanswered(text, sources)
    header = _HEADER.match(text)
    if header is not None:
        lines = "".join(f"{_keyed(line)}\n" for line in header["lines"].splitlines())
        text = f"---\n{lines}---\n{text[header.end() :]}"
    arrived = read_arrived(text.encode("utf-8"), name, today)
    given = arrived.given
    actions = tuple(read_typed(line, today, given.date) for line in typed)
    settled = (_settled(each, today, given.date) for each in given.actions)
    title = (given.title or "").strip() or None
    given = replace(given, title=title, actions=(*settled, *actions))
    return arrived._replace(given=given, typed=actions)


def _without_hints(text: str, sources: Sequence[Source]) -> str:
    """The text without what the form itself said in it, in whichever language."""
    hints = {f"# {_ids(sources)}"}
    for hint in (_NO_TITLE, _OUTCOMES, _TAGS):
        hints |= {f"# {said}" for said in in_every_language(hint)}
    hints |= {f"<!-- {said} -->" for said in in_every_language(_ACTION)}
    for hint in sorted(hints, key=len, reverse=True):
        text = text.replace(hint, "", 1)
    return text


def _without_unanswered(text: str, sources: Sequence[Source]) -> str:
    """The text without the headings of what only a source asks and nobody answered."""
    for question in {each for source in sources for each in source.further}:
        heading = rf"^## {re.escape(question)}[ \t]*\n\s*(?=^##[ \t]|\Z)"
        text = re.sub(heading, "", f"{text}\n", count=1, flags=re.MULTILINE)
    return text


def _actions_apart(text: str) -> tuple[str, list[str]]:
    """The text without the form's section of actions, and what stands in it, a line each."""
    for heading in in_every_language(_ACTIONS):
        start = text.rfind(f"\n## {heading}\n")
        if start < 0:
            continue
        following = _SECTION.search(text, start + len(heading) + 5)
        end = following.start() if following else len(text)
        lines = text[start:end].split("\n")[2:]
        told = [_BOX.sub("", line.strip(), count=1).strip() for line in lines]
        return f"{text[: start + 1]}{text[end:]}", [line for line in told if line]
    return text, []


def _keyed(line: str) -> str:
    """A line of the header with the key of its label, and its value as YAML has it."""
    found = _SETTING.fullmatch(line)
    key = _key_of(found["label"]) if found else None
    if found is None or key is None:
        return line
    value = found["value"].strip()
    if key == "tags" and value[:1] != "[":
        tags = [tag.strip().lstrip("#") for tag in value.split(",")]
        return f"{key}: {json.dumps([tag for tag in tags if tag], ensure_ascii=False)}"
    if key not in _TEXTS or not value or value[0] in "'\"|>":
        return f"{key}: {value}"
    if key == "outcome":
        value = _outcome(value)
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"


def _outcome(written: str) -> str:
    try:
        return read_outcome(written)
    except UnknownOutcome:
        return written


def _key_of(label: str) -> str | None:
    """The key of a label in any language, or of its own name; None when it is another's."""
    wanted = label.strip().casefold()
    for key, said in _LABELS.items():
        if wanted == key or wanted in {each.casefold() for each in in_every_language(said)}:
            return key
    return None


def _settled(action: Action, today: date, since: date | None) -> Action:
    """An action of an answer, with the due date that was typed in words, if there is one."""
    if action.due is not None or not action.open or not action.text:
        return action
    return read_typed(action.text, today, since)._replace(state=action.state)
