"""Journals to measure with: made-up entries, the same ones every time.

Every month has its own seed, so a journal of one month holds the very files that the same month
has in a large one. A few of the latest month hold a word that no other entry has: what is searched
for in journals of different sizes with the same answers.
"""

import calendar
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import words

from laering.domain.action import DONE, OPEN, Action, Effect
from laering.domain.entry import DEFAULT_SOURCES, GOOD, LESS_GOOD, Answers, Body, Draft
from laering.files.entry import codec
from laering.files.journal.names import ENTRIES, slug_of

LAST_MONTH = (2026, 8)
A_MONTH = 800
# Characters in the three answers; with header and headings a file is about 4 kB.
_LENGTHS = (1550, 700, 700)
_SEED = "laering"
# Of what the entries hold; with another number the folders have other names.
_FORM = 2
# Of the latest month each entry with this remainder holds the rare word.
_EVERY, _REMAINDER = 50, 25
RARE_ENTRIES = A_MONTH // _EVERY


def name(count: int) -> str:
    """What the folder of a journal with so many entries is called."""
    return f"journal-{count}-{_FORM}"


def jrnl_name(count: int) -> str:
    """What the folder with the same entries for jrnl is called."""
    return f"jrnl-{count}-{_FORM}"


def make(folder: Path, count: int) -> Path:
    """A journal with the latest ``count`` entries in ``folder``, made unless it is there."""
    if folder.exists():
        return folder
    unfinished = folder.with_name(f"{folder.name}.partial")
    entries = unfinished / ENTRIES
    entries.mkdir(parents=True)
    for name, draft in drafts(count):
        data = codec.write(draft, "nb").encode()
        with open(entries / f"{name}.md", "xb") as file:
            file.write(data)
    # What is still on its way to the disk would be in the way of what is measured.
    os.sync()
    return unfinished.rename(folder)


def make_jrnl(folder: Path, count: int, version: str) -> Path:
    """The same entries as one text file for jrnl, and its configuration, whose path is given."""
    config = folder / "jrnl.yaml"
    if config.exists():
        return config
    folder.mkdir(parents=True, exist_ok=True)
    journal = folder / "journal.txt"
    with open(journal, "w", encoding="utf-8") as file:
        for _, draft in reversed(list(drafts(count))):
            answers = draft.body.answers
            tags = " ".join(f"@{tag}" for tag in draft.tags)
            text = f"{answers.happened}\n\n{answers.learned}\n\n{answers.differently}"
            file.write(f"[{draft.date.isoformat()} 09:00] {draft.title}. {tags}\n{text}\n\n")
    # The date format is one that jrnl parses fast; with its default it would be far slower.
    config.write_text(
        f"version: v{version}\n"
        f"journals:\n  default:\n    journal: {journal}\n"
        "editor: ''\nencrypt: false\ntemplate: false\ndefault_hour: 9\ndefault_minute: 0\n"
        "timeformat: '%Y-%m-%d %H:%M'\ntagsymbols: '@'\nhighlight: false\nlinewrap: 79\n"
        "indent_character: '|'\n"
        "colors:\n  body: none\n  date: none\n  tags: none\n  title: none\n",
        encoding="utf-8",
    )
    os.sync()
    return config


def drafts(count: int) -> Iterator[tuple[str, Draft]]:
    """The latest ``count`` entries with their ids, month by month back in time."""
    year, month = LAST_MONTH
    while count > 0:
        yield from _month(year, month)[:count]
        count -= A_MONTH
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _month(year: int, month: int) -> list[tuple[str, Draft]]:
    random = Random(f"{_SEED} {year}-{month}")
    last = calendar.monthrange(year, month)[1]
    days = sorted(random.randint(1, last) for _ in range(A_MONTH))
    taken: dict[str, int] = {}
    made: list[tuple[str, Draft]] = []
    for day in days:
        draft = _draft(random, date(year, month, day), made)
        stem = f"{draft.date.isoformat()}-{slug_of(draft.title)}"
        taken[stem] = taken.get(stem, 0) + 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        made.append((name, draft))
    if (year, month) == LAST_MONTH:
        for place in range(_REMAINDER, A_MONTH, _EVERY):
            stem, draft = made[place]
            made[place] = stem, with_more(draft, words.RARE_SENTENCE)
    return made


def with_more(draft: Draft, text: str) -> Draft:
    """The same learning with a paragraph more on what happened."""
    answers = draft.body.answers
    answers = replace(answers, happened=f"{answers.happened}\n\n{text}")
    return replace(draft, body=replace(draft.body, answers=answers))


def _draft(random: Random, day: date, earlier: list[tuple[str, Draft]]) -> Draft:
    repeats = earlier and random.random() < 0.02
    happened, learned, differently = (_text(random, length) for length in _LENGTHS)
    if random.random() < 0.04:
        learned = differently = ""
    return Draft(
        title=_title(random),
        date=day,
        source=random.choice(DEFAULT_SOURCES).id,
        outcome=random.choice((GOOD, LESS_GOOD)) if random.random() < 0.85 else None,
        tags=tuple(random.sample(words.TAGS, random.choice((0, 1, 1, 2, 2, 3)))),
        author=random.choice(words.AUTHORS) if random.random() < 0.3 else None,
        repeats=(random.choice(earlier)[0],) if repeats else (),
        body=Body(Answers(happened, learned, differently), _actions(random, day)),
    )


def _title(random: Random) -> str:
    fault, thing = random.choice(words.FAULTS), random.choice(words.THINGS)
    customer = random.choice(words.CUSTOMERS)
    # A colon makes the YAML dumper quote the title.
    if random.random() < 0.03:
        return f"{customer}: {fault.lower()} {thing}"
    return f"{fault} {thing} til {customer}"


def _text(random: Random, length: int) -> str:
    """Paragraphs of a few sentences, of about this many characters in all."""
    paragraphs: list[str] = []
    while length > 0:
        text = " ".join(random.choices(_sentences(), k=random.randint(3, 5)))
        paragraphs.append(text)
        length -= len(text)
    return "\n\n".join(paragraphs)


def _actions(random: Random, day: date) -> tuple[Action, ...]:
    if random.random() >= 1 / 3:
        return ()
    finished = random.random() < 0.5
    done = day + timedelta(days=random.randint(1, 60)) if finished else None
    judged = done is not None and random.random() < 0.4
    effect = Effect(
        worked=random.random() < 0.8,
        day=done + timedelta(days=60) if done else None,
        text=random.choice(words.EFFECTS),
    )
    return (
        Action(
            text=random.choice(words.ACTIONS),
            owners=(random.choice(words.PEOPLE).lower(),),
            due=day + timedelta(days=random.randint(7, 90)) if random.random() < 0.8 else None,
            state=DONE if finished else OPEN,
            done=done,
            effect=effect if judged else None,
        ),
    )


@cache
def _sentences() -> tuple[str, ...]:
    random = Random(_SEED)

    def sentence() -> str:
        person, other = random.sample(words.PEOPLE, 2)
        return random.choice(words.SENTENCES).format(
            person=person,
            other=other,
            customer=random.choice(words.CUSTOMERS),
            thing=random.choice(words.THINGS),
            place=random.choice(words.PLACES),
            time=random.choice(words.TIMES),
            cause=random.choice(words.CAUSES),
            number=random.randint(2, 90),
        )

    return tuple(sentence() for _ in range(2000))
