"""A learning that has a file, changed in some of its answers and actions, and in nothing else.

Takes the text below the front matter and gives it anew, or None where it is not written so that
the change is safe: what comes out has been read again, and all else in it says what it said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from laering.domain import followup
from laering.domain.action import Action
from laering.domain.body import fill, sections, split, unpack
from laering.domain.entry import Body, Entry, Given
from laering.domain.followup import Place, places
from laering.domain.items import items, prose_and_actions
from laering.domain.keys import facts_of
from laering.domain.rewriting import write_task
from laering.domain.steps import DIFFERENTLY, HAPPENED, LEARNED
from laering.domain.text.beginnings import BULLETED
from laering.domain.text.comments import may_have, scan, shown
from laering.domain.text.escapes import escape
from laering.domain.text.sections import cuts_of, further_sections, text_of
from laering.domain.typed import made_on

PROSE = (HAPPENED, LEARNED, DIFFERENTLY)


class _Block(NamedTuple):
    """The lines of one section: the first one in the text, and how many."""

    start: int
    length: int


def given_of(entry: Entry, questions: Iterable[str]) -> Given:
    """All that an entry says, as what is given of a learning.

    Sections that answer one of the ``questions`` that only a source asks are among its answers.
    """
    body = unpack(entry)
    text = text_of(entry.packed)
    found = ((question, _further(text, question)) for question in questions)
    return Given(
        **facts_of(entry),
        happened=body.answers.happened,
        learned=body.answers.learned,
        differently=body.answers.differently,
        actions=body.actions,
        further=tuple((question, said) for question, said in found if said is not None),
    )


def revised(text: str, before: Given, after: Given, today: date, language: str) -> str | None:
    """The text with what ``after`` says where ``before`` said something else.

    Actions that are new tell that they are made ``today``, where the entry was written before.
    """
    changed: str | None = text
    for place, field in enumerate(PROSE):
        answer = getattr(after, field) or ""
        if changed is not None and answer != (getattr(before, field) or ""):
            changed = _with_answer(changed, place, answer, language)
    said = dict(before.further)
    for question, answer in after.further:
        if changed is not None and answer != said.get(question, ""):
            changed = _with_further(changed, question, answer)
    if changed is not None and after.actions != before.actions:
        written = after.written or after.date or today
        changed = _with_actions(changed, after.actions, (today, written), language)
    return changed


def _with_answer(text: str, place: int, answer: str, language: str) -> str | None:
    wanted = replace(split(text), actions=())
    wanted = replace(wanted, answers=replace(wanted.answers, **{PROSE[place]: answer}))
    for changed in _ways_to_answer(text, place, answer, language):
        if changed is not None and _says(changed, wanted) and _actions(changed) == _actions(text):
            return changed
    return None


def _ways_to_answer(text: str, place: int, answer: str, language: str) -> Iterator[str | None]:
    section = sections(text)[place]
    if section is not None:
        block = _Block(section.inside, _length(section.text))
        yield from _in_block(text, block, answer)
    elif place == 0 and not cuts_of(text.encode("utf-8", "surrogatepass")):
        yield from _in_block(text, _Block(0, _length(text)), answer)
    elif place:
        learned, differently = (answer, "") if place == 1 else ("", answer)
        yield fill(text, learned, differently, language)


def _with_further(text: str, question: str, answer: str) -> str | None:
    if _further(text, question) is None:
        more = further_sections([(question, answer)])
        return f"{text.rstrip(chr(10))}\n\n{more}\n" if more else text
    wanted = replace(split(text), more="", actions=())
    for changed in _in_block(text, _block_of(text, question), answer):
        found = replace(split(changed), more="", actions=())
        said = _further(changed, question)
        if found == wanted and said == answer.strip("\n") and _actions(changed) == _actions(text):
            return changed
    return None


def _further(text: str, question: str) -> str | None:
    """The answer in the section of a question that only a source asks; None without one."""
    block = _block_of(text, question)
    if block.start < 0:
        return None
    lines = text.split("\n")[block.start : block.start + block.length]
    return prose_and_actions("\n".join(lines))[0].strip("\n")


def _block_of(text: str, question: str) -> _Block:
    """The section with a heading, which is none of the three questions; it starts at -1 if none."""
    answers = {section.inside for section in sections(text) if section is not None}
    packed = text.encode("utf-8", "surrogatepass")
    for cut in cuts_of(packed):
        start = packed.count(b"\n", 0, cut.inside)
        if cut.title == question and start not in answers:
            return _Block(start, _length(text_of(packed[cut.inside : cut.end])))
    return _Block(-1, 0)


def _length(inside: str) -> int:
    """How many lines a section has that holds a text; the line that follows is another's."""
    rows = inside.split("\n")
    return len(rows) - (not rows[-1])


def _in_block(text: str, block: _Block, answer: str) -> Iterator[str]:
    """The text with another answer among the lines of a section, the way that keeps most first.

    Actions and comments stay, and so does every line that says what it said.
    """
    lines = text.split("\n")
    own = lines[block.start : block.start + block.length]
    kept = {line for item in items(own) for line in item.own}
    if any(map(may_have, own)):
        kept |= scan(own).hidden
    new = escape(answer.strip("\n")).split("\n") if answer.strip() else []
    last = block.start + block.length >= len(lines) - 1
    for made in (_line_by_line(own, kept, new), _anew(own, kept, new, last=last)):
        if made is not None:
            yield "\n".join([*lines[: block.start], *made, *lines[block.start + block.length :]])


def _line_by_line(
    own: Sequence[str], kept: AbstractSet[int], new: Sequence[str]
) -> list[str] | None:
    prose = [index for index in range(len(own)) if index not in kept]
    while prose and not own[prose[0]].strip():
        prose.pop(0)
    while prose and not own[prose[-1]].strip():
        prose.pop()
    if not prose:
        return None
    made = list(own)
    matcher = SequenceMatcher(None, [shown(own[index]) for index in prose], new, autojunk=False)
    for kind, old, old_end, first, end in reversed(matcher.get_opcodes()):
        if kind == "equal":
            continue
        at = prose[old] if old < len(prose) else prose[-1] + 1
        for index in reversed(prose[old:old_end]):
            del made[index]
        made[at:at] = new[first:end]
    return made


def _anew(
    own: Sequence[str], kept: AbstractSet[int], new: Sequence[str], *, last: bool
) -> list[str]:
    """The answer first, and what is kept below it."""
    rest = [own[index] for index in sorted(kept)]
    parts = [["", *each] for each in (list(new), rest) if each]
    return [*(line for part in parts for line in part), *([] if last else [""])]


def _says(text: str, wanted: Body) -> bool:
    """Whether a text says what is wanted, blank lines around an answer aside; actions aside."""
    found = split(text)
    answers = (
        (getattr(found.answers, field).strip("\n"), getattr(wanted.answers, field).strip("\n"))
        for field in PROSE
    )
    same = all(said == meant for said, meant in answers)
    return same and (found.preamble, found.more) == (wanted.preamble, wanted.more)


def _actions(text: str) -> list[Action]:
    return [each._replace(number=0) for each in split(text).actions]


def _with_actions(
    text: str, wanted: Sequence[Action], days: tuple[date, date], language: str
) -> str | None:
    """The text with some of its actions in other words, without some, and with new ones below.

    ``days`` are today and the one on which the entry was written.
    """
    there = places(text)
    lines: list[str] | None = text.split("\n")
    old = [each.action._replace(number=0) for each in there]
    new = [each._replace(number=0) for each in wanted]
    added: list[Action] = []
    expected: Counter[Action] = Counter()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _kind, first, end, start, stop in reversed(matcher.get_opcodes()):
        both = min(end - first, stop - start)
        added[:0] = new[start + both : stop]
        for index in reversed(range(first, end)):
            became = new[start + index - first] if index - first < both else None
            if became is not None:
                became = became._replace(effect=old[index].effect)
                expected[became] += 1
            if lines is not None and became != old[index]:
                lines = _with_action(lines, there[index], became)
    changed = "\n".join(lines) if lines is not None else None
    for action in made_on(days[0], added, days[1]):
        expected[action] += 1
        changed = followup.added(changed, action, language) if changed is not None else None
    if changed is None or Counter(_actions(changed)) != expected:
        return None
    body = split(text)
    # The further sections hold actions too, and are as long as they may be.
    return changed if _says(changed, replace(body, more=split(changed).more)) else None


def _with_action(lines: Sequence[str], place: Place, became: Action | None) -> list[str] | None:
    """The lines with one action in other words, or without it; None where a comment is in it."""
    own = lines[place.line : place.end if became is not None else place.below]
    bullet = BULLETED.match(lines[place.line])
    if bullet is None or any(map(may_have, own)):
        return None
    words = [] if became is None else [write_task(became)[0].removeprefix("- ")]
    made = [f"{bullet['before']}{bullet['bullet']}{each}" for each in words]
    return [*lines[: place.line], *made, *lines[place.line + len(own) :]]
