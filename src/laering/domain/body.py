"""The Markdown below the front matter: three sections, actions, and what else there is.

What a person typed comes back as typed. Lines that Markdown or this reader would take for
structure are escaped with one backslash when written; reading takes one backslash away:

- ``# x`` and ``## x`` (headings), ``---`` and ``===`` (front matter, underlined headings)
- a code fence that is never closed, which would swallow the questions after it
- task items, which would read as actions, or as some that are out of place
- what opens a comment, which nobody would see (``domain.text.comments``)

A fence that is closed stands as it is, and nothing inside it is structure.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from laering.domain.action import Action, read_written
from laering.domain.entry import Answers, Body, Entry
from laering.domain.items import prose_and_actions
from laering.domain.questions import HEADINGS, asked_in
from laering.domain.rewriting import write_task
from laering.domain.text.beginnings import BULLET, PACKED_BOX, QUOTED
from laering.domain.text.comments import is_plain, shown
from laering.domain.text.escapes import escape, escape_comments, unescape, unescape_comments
from laering.domain.text.sections import Cut, cuts_of, text_of

_PACKED_PLACE = {
    heading.encode(): place
    for headings in HEADINGS.values()
    for place, heading in enumerate(headings)
}

_FIRST, _SECOND, _THIRD = (
    frozenset(f"\n## {headings[place]}\n".encode() for headings in HEADINGS.values())
    for place in range(3)
)

_FIRST_TASK = re.compile(rf"\n{QUOTED}{BULLET}[ \t]+".encode() + PACKED_BOX + rb"(?=[ \t\n]|\Z)")

_QUESTIONS = 3


def compose(body: Body, language: str) -> str:
    """The Markdown for a body, with the questions as headings in ``language``."""
    happened, learned, differently = HEADINGS[language]
    answers = body.answers
    third = escape(answers.differently)
    # Those of the further sections stand there, and come with them.
    further = Counter(_in_sections(body.more)) if "]" in body.more else None
    own = [each for each in body.actions if not further or not _taken(further, each)]
    tasks = "\n".join(line for action in own for line in write_task(action))
    if third and tasks:
        third = f"{third}\n\n{tasks}"
    parts = []
    if body.preamble:
        parts.append(f"{escape_comments(body.preamble)}\n\n")
    parts.append(_section(happened, escape(answers.happened)) + "\n")
    parts.append(_section(learned, escape(answers.learned)) + "\n")
    parts.append(_section(differently, third or tasks))
    if body.more:
        parts.append(f"\n{escape_comments(body.more)}\n")
    return "".join(parts)


def _in_sections(more: str) -> Iterator[Action]:
    packed = more.encode("utf-8", "surrogatepass")
    for cut in cuts_of(packed):
        yield from map(_unnumbered, prose_and_actions(text_of(packed[cut.inside : cut.end]))[1])


def _unnumbered(action: Action) -> Action:
    return action._replace(number=0)


def _taken(left: Counter[Action], action: Action) -> bool:
    """Whether an action is one of those that are left, which it is no more then."""
    key = _unnumbered(action)
    left[key] -= 1
    return left[key] >= 0


def unpack(entry: Entry) -> Body:
    """The body of an entry, split into its parts."""
    return _split(entry.packed)


def actions_in(packed: bytes) -> tuple[Action, ...]:
    """The actions in a packed body, the same as splitting it gives and much cheaper.

    When the headings are the three questions in order, and nothing in sight makes that doubtful,
    only the text below the last one is looked at.
    """
    if b"[" not in packed:
        return ()
    start = _below_questions(packed)
    if start is None:
        return _split_any(packed).actions
    first = _FIRST_TASK.search(packed, start - 1)
    if first is None or first[0].startswith((b"\n    ", b"\n\t")) or b">" in first[0]:
        return _split_any(packed).actions if first else ()
    tail = text_of(packed[first.start() + 1 :])
    found: list[Action] = []
    for written in tail.split("\n"):
        action = read_written(written, len(found) + 1)
        if action is not None:
            found.append(action)
        elif written:
            return prose_and_actions(tail)[1]
    return tuple(found)


def _below_questions(packed: bytes) -> int | None:
    """Where the text below the three questions begins; None where it is not plain that it does."""
    heading = packed.rfind(b"\n##")
    start = packed.find(b"\n", heading + 1) + 1
    if heading < 0 or start == 0 or not is_plain(packed) or b"##" in packed[start:]:
        return None
    second = packed.rfind(b"\n##", 0, heading)
    if packed.rfind(b"\n##", 0, max(second, 0)) != 0 or packed[heading:start] not in _THIRD:
        return None
    asked = _until_line_end(packed, 0) in _FIRST and _until_line_end(packed, second) in _SECOND
    return start if asked else None


def _until_line_end(packed: bytes, start: int) -> bytes:
    """A line with the line ends around it; ``start`` is where the one before it is."""
    return packed[start : packed.find(b"\n", start + 1) + 1]


def split(text: str) -> Body:
    """The parts of a body. Never fails: what has no place becomes preamble or more."""
    return _split(text.encode("utf-8", "surrogatepass"))


def _split(packed: bytes) -> Body:
    return _split_plain(packed) or _split_any(packed)


def _split_plain(packed: bytes) -> Body | None:
    """The body as the program writes it, the three questions in order and nothing in doubt.

    Says the same as ``_split_any`` in half the time, or None when it is not sure.
    """
    if packed.count(b"##") != _QUESTIONS or not is_plain(packed):
        return None
    before, *parts = packed.split(b"\n## ")
    if len(parts) != _QUESTIONS or before.strip(b"\n"):
        return None
    texts = []
    for place, part in enumerate(parts):
        title, _, text = part.partition(b"\n")
        if _PACKED_PLACE.get(title) != place:
            return None
        texts.append(text_of(text).removeprefix("\n").removesuffix("\n"))
    third, actions = prose_and_actions(texts[2])
    return Body(Answers(unescape(texts[0]), unescape(texts[1]), third), actions)


def _split_any(packed: bytes) -> Body:
    sections = cuts_of(packed)
    asked = asked_in([section.title for section in sections])
    above = text_of(packed[: sections[0].start] if sections else packed)
    preamble = _as_it_stands(above)
    said: tuple[list[str], list[str], list[str]] = ([], [], [])
    if not sections and preamble:
        said[0].append(unescape(shown(above.strip("\n"))))
        preamble = ""
    actions: tuple[Action, ...] = ()
    for index, place in enumerate(asked):
        raw = _inner(packed, sections, index)
        if place in (0, 1):
            said[place].append(unescape(shown(raw)))
            continue
        prose, found = prose_and_actions(raw, len(actions) + 1)
        actions += found
        if place is not None:
            said[place].append(prose)
    return Body(
        answers=Answers(*map(_together, said)),
        actions=actions,
        preamble=preamble,
        more=_more(packed, sections, asked) if None in asked else "",
        found=(0 in asked, 1 in asked, 2 in asked),
    )


def _together(texts: list[str]) -> str:
    """The answer to a question that was asked several times: whatever is said to it, in order."""
    if len(texts) <= 1:
        return texts[0] if texts else ""
    return "\n\n".join(text.strip("\n") for text in texts if text.strip())


class Section(NamedTuple):
    """The section of one question: the line of its heading, that of its first line below, its text.

    Lines are counted from 0 where the body begins.
    """

    line: int
    inside: int
    text: str


def sections(text: str) -> tuple[Section | None, Section | None, Section | None]:
    """The first section of each of the three questions, None where there is none."""
    first, second, third = (found[0] if found else None for found in all_sections(text))
    return first, second, third


def all_sections(text: str) -> tuple[list[Section], list[Section], list[Section]]:
    """All sections of each of the three questions, which are read as one answer, in order."""
    packed = text.encode("utf-8", "surrogatepass")
    cuts = cuts_of(packed)
    found: tuple[list[Section], list[Section], list[Section]] = ([], [], [])
    for cut, place in zip(cuts, asked_in([cut.title for cut in cuts]), strict=True):
        if place is not None:
            lines = packed.count(b"\n", 0, cut.start), packed.count(b"\n", 0, cut.inside)
            found[place].append(Section(*lines, text_of(packed[cut.inside : cut.end])))
    return found


def action_blocks(text: str) -> list[tuple[int, str]]:
    """The sections that may hold actions, in order: the line of their first one, and their text.

    Those of the third question and every one that answers none. Lines are counted from 0 where
    the body begins.
    """
    packed = text.encode("utf-8", "surrogatepass")
    cuts = cuts_of(packed)
    return [
        (packed.count(b"\n", 0, cut.inside), text_of(packed[cut.inside : cut.end]))
        for cut, place in zip(cuts, asked_in([cut.title for cut in cuts]), strict=True)
        if place not in (0, 1)
    ]


def fill(text: str, learned: str, differently: str, language: str) -> str | None:
    """The body with the second and third answer put in where their section is empty.

    Everything else stays as it is; a question whose heading is missing gets one. Where the file
    was written in a way that would make its answers read otherwise afterwards, it is written
    anew with the same answers; None when that would lose a line.
    """
    before = split(text)
    wanted = Answers(
        before.answers.happened,
        before.answers.learned if before.answers.learned.strip() else learned,
        before.answers.differently if before.answers.differently.strip() else differently,
    )
    filled = _filled(text, learned, differently, language)
    after = split(filled).answers
    pairs = (
        (after.happened, wanted.happened),
        (after.learned, wanted.learned),
        (after.differently, wanted.differently),
    )
    if all(found.strip() == asked.strip() for found, asked in pairs):
        return filled
    anew = "\n" + compose(replace(before, answers=wanted), language)
    return anew if _texts(text) <= _texts(anew) else None


def _texts(text: str) -> Counter[str]:
    """The lines of a body that hold more than a heading, however they are escaped."""
    lines = (line.replace("\\", "").strip() for line in text.split("\n"))
    return Counter(line for line in lines if line and not line.startswith("## "))


def _filled(text: str, learned: str, differently: str, language: str) -> str:
    if text.strip() and not cuts_of(text.encode("utf-8", "surrogatepass")):
        text = f"\n## {HEADINGS[language][0]}\n\n{text.lstrip(chr(10))}"
    for place, answer in ((1, learned), (2, differently)):
        answers = split(text).answers
        if (answers.learned, answers.differently)[place - 1].strip() or not answer.strip():
            continue
        escaped = escape(answer)
        packed = text.encode("utf-8", "surrogatepass")
        sections = cuts_of(packed)
        asked = asked_in([section.title for section in sections])
        if place not in asked:
            text = f"{text.rstrip()}\n\n{_section(HEADINGS[language][place], escaped)}"
            continue
        section = sections[asked.index(place)]
        kept = text_of(packed[section.inside : section.end]).strip("\n")
        following = text_of(packed[section.end :])
        text = (
            f"{text_of(packed[: section.inside])}\n{escaped}\n"
            + (f"\n{kept}\n" if kept else "")
            + (f"\n{following}" if following else "")
        )
    return text


def _section(heading: str, text: str) -> str:
    return f"## {heading}\n\n{text}\n" if text else f"## {heading}\n"


def _more(packed: bytes, sections: list[Cut], asked: list[int | None]) -> str:
    """The sections that answer no question, as they stand in the file but for comments."""
    more = (each for each, place in zip(sections, asked, strict=True) if place is None)
    return _as_it_stands("".join(text_of(packed[each.start : each.end]) for each in more))


def _as_it_stands(text: str) -> str:
    return unescape_comments(shown(text)).strip("\n")


def _inner(packed: bytes, sections: list[Cut], place: int) -> str:
    """A section's text without the blank lines and the line end that belong to its frame."""
    section = sections[place]
    raw = text_of(packed[section.inside : section.end])
    if place + 1 < len(sections) and raw.endswith("\n\n"):
        raw = raw[:-1]
    return raw.removeprefix("\n").removesuffix("\n")
