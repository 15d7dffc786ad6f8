"""What a journal says of itself in ``laering.toml``.

The file may come from a stranger: it holds words only, and nothing in it names a program or a
path. What is personal is in ``personal``.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from laering.domain.characters import HARMFUL
from laering.domain.dates import plain_words
from laering.domain.entry import DEFAULT_SOURCES, Problem, Source
from laering.domain.marks import N_, Reason
from laering.domain.questions import HEADINGS
from laering.files.toml import Table, load

JOURNAL_FILE = "laering.toml"
DEFAULT_LANGUAGE = "nb"
EFFECT_DAYS = 90
"""After so many days it is asked whether an action worked, when the settings say nothing."""

_SETTINGS = frozenset({"name", "language", "sources", "effect_days", "tone"})
_OF_SOURCE = frozenset({"id", "name", "question", "hidden", "extra"})
SOURCE_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What a source's id may be."""


LIST_WANTED = Reason(
    N_("«{key}» must be written as [[{key}]] with id, name and question below it.")
)
NO_LANGUAGE = Reason(N_("«{key}» must be one of {detail}."))
BAD_SOURCE_ID = Reason(
    N_("a source needs an id of small letters a–z, digits and hyphens; «{detail}» is none.")
)
CHOICE_WANTED = Reason(N_("«{key}» must be true or false, without quotation marks."))
QUESTIONS_WANTED = Reason(
    N_('«{key}» must be a list of questions in quotation marks, like {key} = ["…", "…"].')
)
ASKED_ALREADY = Reason(N_("«{detail}» is asked already; every question needs words of its own."))
TWICE = Reason(N_("the source «{detail}» stands there twice."))


@dataclass(frozen=True, slots=True)
class JournalConfig:
    """What ``laering.toml`` says: the journal's name, language and sources.

    ``sources`` are the guide's and the journal's own; the hidden ones stand last.

    A finished action is given ``effect_days`` days to work in before anybody is asked whether it
    did, and with ``tone`` a better question is offered after words of blame.
    """

    name: str | None = None
    language: str = DEFAULT_LANGUAGE
    sources: tuple[Source, ...] = DEFAULT_SOURCES
    effect_days: int = EFFECT_DAYS
    tone: bool = True


def read_journal_config(root: Path) -> JournalConfig:
    """What the journal in ``root`` says of itself. Raises BadConfig with file and line."""
    path = root / JOURNAL_FILE
    table = Table(path, load(path))
    language = table.text("language") or DEFAULT_LANGUAGE
    if language not in HEADINGS:
        raise table.fault("language", NO_LANGUAGE, detail=", ".join(HEADINGS))
    return JournalConfig(
        name=table.text("name"),
        language=language,
        sources=_sources(table),
        effect_days=table.days("effect_days", EFFECT_DAYS),
        tone=_choice(table, "tone", default=True),
    )


def unknown_settings(root: Path) -> list[Problem]:
    """The settings in ``laering.toml`` that nothing reads: a slip, or of another version."""
    path = root / JOURNAL_FILE
    table = Table(path, load(path))
    found = [(table, key) for key in table.values if key not in _SETTINGS]
    rows = table.values.get("sources")
    for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
        part = Table(path, row, header="sources", number=number)
        found += [(part, key) for key in row if key not in _OF_SOURCE]
    return [
        Problem(JOURNAL_FILE, part.line(key), "unknown-setting", (("key", key),))
        for part, key in found
    ]


def _choice(table: Table, key: str, *, default: bool) -> bool:
    value = table.values.get(key, default)
    if not isinstance(value, bool):
        raise table.fault(key, CHOICE_WANTED)
    return value


def _sources(table: Table) -> tuple[Source, ...]:
    """The guide's sources, each with the words that the journal has for it, and then its own."""
    rows = table.values.get("sources", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise table.fault("sources", LIST_WANTED)
    found = {source.id: source for source in DEFAULT_SOURCES}
    told: set[str] = set()
    for number, row in enumerate(rows, 1):
        part = Table(table.path, row, header="sources", number=number)
        name = part.text("id") or ""
        if not SOURCE_ID.fullmatch(name):
            raise part.fault("id", BAD_SOURCE_ID, detail=name)
        if name in told:
            raise part.fault("id", TWICE, detail=name)
        told.add(name)
        found[name] = _source(part, found.get(name) or Source(name, name, ""))
    return tuple(sorted(found.values(), key=lambda source: source.hidden))


def _source(part: Table, known: Source) -> Source:
    """A source with what the journal says of it; the rest as it is ``known``."""
    return replace(
        known,
        name=part.text("name") or known.name,
        question=part.text("question") or known.question,
        hidden=_choice(part, "hidden", default=False),
        further=_further(part),
    )


def _further(part: Table) -> tuple[str, ...]:
    """The questions that only this source asks, each of them once and none of the three."""
    questions = part.texts("extra", QUESTIONS_WANTED)
    asked = {_bare(heading) for headings in HEADINGS.values() for heading in headings}
    for question in questions:
        # It becomes a heading in every entry: what would hide one there is none.
        if HARMFUL.search(question) or "<!--" in question or "%%" in question:
            raise part.fault("extra", QUESTIONS_WANTED)
        if _bare(question) in asked:
            raise part.fault("extra", ASKED_ALREADY, detail=question)
        asked.add(_bare(question))
    return questions


def _bare(question: str) -> str:
    """A question as headings are compared."""
    return plain_words(question).rstrip("# ?")
