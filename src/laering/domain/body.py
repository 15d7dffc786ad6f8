"""The Markdown below the front matter: three sections, actions, and what else there is.

What a person typed comes back as typed. Lines that Markdown or this reader would take for
structure are escaped with one backslash when written; reading takes one backslash away:

- ``# x`` and ``## x`` (headings), ``---`` and ``===`` (front matter, underlined headings)
- a code fence that is never closed, which would swallow the questions after it
- task items, which would read as actions, or as some that are out of place

A fence that is closed stands as it is, and nothing inside it is structure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from laering.domain.action import (
    Action,
    Effect,
    goes_on,
    is_task,
    read_effect,
    read_task,
    read_written,
    tells_more,
    write_task,
)
from laering.domain.entry import Answers, Body, Entry

HEADINGS: dict[str, tuple[str, str, str]] = {
    "nb": (
        "Hva skjedde?",
        "Hva kan vi lære av det?",
        "Hva kan vi gjøre annerledes neste gang?",
    ),
    "nn": (
        "Kva skjedde?",
        "Kva kan vi lære av det?",
        "Kva kan vi gjere annleis neste gong?",
    ),
    "en": (
        "What happened?",
        "What can we learn from it?",
        "What can we do differently next time?",
    ),
}

_EXACT = {
    heading: place for headings in HEADINGS.values() for place, heading in enumerate(headings)
}
_PLACE = {heading.casefold().rstrip("?"): place for heading, place in _EXACT.items()}

_PACKED_PLACE = {heading.encode(): place for heading, place in _EXACT.items()}
_FIRST, _SECOND, _THIRD = (
    frozenset(f"\n## {headings[place]}\n".encode() for headings in HEADINGS.values())
    for place in range(3)
)

_FIRST_TASK = re.compile(rb"\n[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[^\]\n]{1,4}\](?=[ \t\n]|\Z)")
_BOX = re.compile(r"\[.\](?=[ \t\n]|$)", re.MULTILINE)
_COMMENT = re.compile(r"<!--|%%")
_CLOSING = {"<!--": "-->", "%%": "%%"}
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`]+\1(?!`)")
_QUOTE = re.compile(r"(?: {0,3}>)+ ?")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_INDENT = 3
_QUESTIONS = 3
_OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$", re.DOTALL)
_CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")
_STRUCTURE = re.compile(r"^( {0,3})(\\*)(#{1,2}(?=[ \t]|$)|-+[ \t]*$|=+[ \t]*$)")
_ESCAPED_FENCE = re.compile(r"^( {0,3})(\\+)(`{3}|~{3})")
_TASK_LIKE = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(\\*)(\[.\](?:[ \t]|$))")
_MAYBE = re.compile(r"^[ \t]*(?:\\|#|-|=|`{3}|~{3}|[*+>]|\d)", re.MULTILINE)


def compose(body: Body, language: str) -> str:
    """The Markdown for a body, with the questions as headings in ``language``."""
    happened, learned, differently = HEADINGS[language]
    answers = body.answers
    third = _escape(answers.differently)
    # Those of the further sections stand there, and come with them.
    further = Counter(_in_sections(body.more)) if "]" in body.more else None
    own = [each for each in body.actions if not further or not _taken(further, each)]
    tasks = "\n".join(line for action in own for line in write_task(action))
    if third and tasks:
        third = f"{third}\n\n{tasks}"
    parts = []
    if body.preamble:
        parts.append(f"{body.preamble}\n\n")
    parts.append(_section(happened, _escape(answers.happened)) + "\n")
    parts.append(_section(learned, _escape(answers.learned)) + "\n")
    parts.append(_section(differently, third or tasks))
    if body.more:
        parts.append(f"\n{body.more}\n")
    return "".join(parts)


def _in_sections(more: str) -> Iterator[Action]:
    packed = more.encode("utf-8", "surrogatepass")
    for cut in _sections(packed):
        yield from map(_unnumbered, _actions(_text(packed[cut.inside : cut.end]))[1])


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
    heading = packed.rfind(b"\n##")
    start = packed.find(b"\n", heading + 1) + 1
    if heading < 0 or start == 0 or b"`" in packed or b"~" in packed:
        return _split_any(packed).actions
    # A «<» or «%» may begin a comment, in which nothing is an action.
    doubtful = b"##" in packed[start:] or packed.find(b"<", start) >= 0
    if doubtful or packed.find(b"%", start) >= 0 or packed[heading:start] not in _THIRD:
        return _split_any(packed).actions
    second = packed.rfind(b"\n##", 0, heading)
    if packed.rfind(b"\n##", 0, max(second, 0)) != 0 or _until_line_end(packed, 0) not in _FIRST:
        return _split_any(packed).actions
    if _until_line_end(packed, second) not in _SECOND:
        return _split_any(packed).actions
    first = _FIRST_TASK.search(packed, start - 1)
    if first is None or first[0].startswith((b"\n    ", b"\n\t")) or b">" in first[0]:
        return _split_any(packed).actions if first else ()
    tail = _text(packed[first.start() + 1 :])
    found: list[Action] = []
    for written in tail.split("\n"):
        action = read_written(written, len(found) + 1)
        if action is not None:
            found.append(action)
        elif written:
            return _actions(tail)[1]
    return tuple(found)


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
    if packed.count(b"##") != _QUESTIONS or b"`" in packed or b"~" in packed:
        return None
    before, *parts = packed.split(b"\n## ")
    if len(parts) != _QUESTIONS or before.strip(b"\n"):
        return None
    texts = []
    for place, part in enumerate(parts):
        title, _, text = part.partition(b"\n")
        if _PACKED_PLACE.get(title) != place:
            return None
        texts.append(_text(text).removeprefix("\n").removesuffix("\n"))
    third, actions = _actions(texts[2])
    return Body(Answers(_unescape(texts[0]), _unescape(texts[1]), third), actions)


def _split_any(packed: bytes) -> Body:
    sections = _sections(packed)
    places = _places([section.title for section in sections])
    raws = ["" if place is None else _inner(packed, sections, place) for place in places]
    preamble = _text(packed[: sections[0].start] if sections else packed).strip("\n")
    if not sections and preamble:
        raws[0], preamble = preamble, ""
    third = ""
    actions: tuple[Action, ...] = ()
    for place in range(len(sections)):
        if place == places[2]:
            third, found = _actions(raws[2], len(actions) + 1)
            actions += found
        elif place not in places:
            actions += _actions(_inner(packed, sections, place), len(actions) + 1)[1]
    return Body(
        answers=Answers(_unescape(raws[0]), _unescape(raws[1]), third),
        actions=actions,
        preamble=preamble,
        more=_more(packed, sections, places) if len(sections) > _found(places) else "",
        found=(places[0] is not None, places[1] is not None, places[2] is not None),
    )


class Section(NamedTuple):
    """The section of one question: the line of its heading, that of its first line below, its text.

    Lines are counted from 0 where the body begins.
    """

    line: int
    inside: int
    text: str


def sections(text: str) -> tuple[Section | None, Section | None, Section | None]:
    """The sections of the three questions, None where there is none."""
    packed = text.encode("utf-8", "surrogatepass")
    cuts = _sections(packed)
    found: list[Section | None] = []
    for place in _places([cut.title for cut in cuts]):
        if place is None:
            found.append(None)
            continue
        cut = cuts[place]
        lines = packed.count(b"\n", 0, cut.start), packed.count(b"\n", 0, cut.inside)
        found.append(Section(*lines, _text(packed[cut.inside : cut.end])))
    return found[0], found[1], found[2]


def action_blocks(text: str) -> list[tuple[int, str]]:
    """The sections that may hold actions, in order: the line of their first one, and their text.

    The third and every one that answers no question. Lines are counted from 0 where the body
    begins.
    """
    packed = text.encode("utf-8", "surrogatepass")
    cuts = _sections(packed)
    answers = _places([cut.title for cut in cuts])[:2]
    return [
        (packed.count(b"\n", 0, cut.inside), _text(packed[cut.inside : cut.end]))
        for place, cut in enumerate(cuts)
        if place not in answers
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
    for place, answer in ((1, learned), (2, differently)):
        answers = split(text).answers
        if (answers.learned, answers.differently)[place - 1].strip() or not answer.strip():
            continue
        escaped = _escape(answer)
        packed = text.encode("utf-8", "surrogatepass")
        sections = _sections(packed)
        index = _places([section.title for section in sections])[place]
        if index is None:
            text = f"{text.rstrip()}\n\n{_section(HEADINGS[language][place], escaped)}"
            continue
        section = sections[index]
        kept = _text(packed[section.inside : section.end]).strip("\n")
        following = _text(packed[section.end :])
        text = (
            f"{_text(packed[: section.inside])}\n{escaped}\n"
            + (f"\n{kept}\n" if kept else "")
            + (f"\n{following}" if following else "")
        )
    return text


def _section(heading: str, text: str) -> str:
    return f"## {heading}\n\n{text}\n" if text else f"## {heading}\n"


class _Cut(NamedTuple):
    """One ``##`` section of a packed body, by places: its heading, the text inside, its end."""

    title: str
    start: int
    inside: int
    end: int


def _sections(packed: bytes) -> list[_Cut]:
    """The sections of a body, in order.

    Looks for the signs in the bytes, which is several times faster than a regular expression
    over the text.
    """
    marks: list[tuple[str, int, int]] = []
    at = packed.find(b"##")
    while at >= 0:
        start = packed.rfind(b"\n", 0, at) + 1
        end = packed.find(b"\n", at)
        if end < 0:
            end = len(packed)
        if at - start <= _INDENT and not packed[start:at].strip(b" "):
            title = packed[at + 2 : end]
            if not title or title[:1] in b" \t":
                marks.append((_text(title).strip(" \t"), start, min(end + 1, len(packed))))
        at = packed.find(b"##", end)
    if marks and (b"```" in packed or b"~~~" in packed):
        marks = _outside_fences(packed, marks)
    ends = [*(start for _, start, _ in marks[1:]), len(packed)]
    return [_Cut(*mark, end) for mark, end in zip(marks, ends, strict=False)]


def _outside_fences(packed: bytes, marks: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    fenced = fenced_lines(_text(packed).split("\n"))
    kept = []
    line = 0
    position = 0
    for mark in marks:
        line += packed.count(b"\n", position, mark[1])
        position = mark[1]
        if line not in fenced:
            kept.append(mark)
    return kept


def _found(places: list[int | None]) -> int:
    return sum(place is not None for place in places)


def _more(packed: bytes, sections: list[_Cut], places: list[int | None]) -> str:
    """The sections that answer no question, as they stand in the file."""
    return "".join(
        _text(packed[section.start : section.end])
        for index, section in enumerate(sections)
        if index not in places
    ).strip("\n")


def _text(packed: bytes) -> str:
    return packed.decode("utf-8", "replace")


def _places(titles: list[str]) -> list[int | None]:
    """For each question the index of its section: by heading, else in order."""
    places: list[int | None] = [None, None, None]
    for index, title in enumerate(titles):
        place = _EXACT.get(title)
        if place is None:
            place = _PLACE.get(title.rstrip("#").casefold().rstrip(" \t?"))
        if place is not None and places[place] is None:
            places[place] = index
    known = [place for place in places if place is not None]
    if not known:
        return [0 if titles else None, *(n if len(titles) > n else None for n in (1, 2))]
    # A renamed heading between two known ones can only be the question between them.
    if places[1] is None and places[0] is not None and places[2] is not None:
        between = range(places[0] + 1, places[2])
        places[1] = between[0] if between else None
    return places


def _inner(packed: bytes, sections: list[_Cut], place: int) -> str:
    """A section's text without the blank lines and the line end that belong to its frame."""
    section = sections[place]
    raw = _text(packed[section.inside : section.end])
    if place + 1 < len(sections) and raw.endswith("\n\n"):
        raw = raw[:-1]
    return raw.removeprefix("\n").removesuffix("\n")


class Item(NamedTuple):
    """Where an action stands among some lines: its box, and what belongs to it.

    ``lines`` are those of its own text, ``judgements`` those below that tell whether it worked,
    the last of which counts, and ``below`` is the first line below them all.
    """

    action: Action
    lines: range
    judgements: tuple[int, ...]
    below: int


def items(lines: Sequence[str], number: int = 1) -> list[Item]:
    """The actions in some lines that make a section, numbered from ``number`` on."""
    told, idle = told_lines(lines)
    found: list[Item] = []
    index = 0
    under = False
    while index < len(told):
        line = told[index]
        if index in idle:
            under = under and line[:1] in (" ", "\t")
            index += 1
            continue
        if index + 1 == len(told) or told[index + 1][:2] in ("", "- "):
            # Nothing can go on below it: most actions are read here.
            action = read_written(line, number + len(found))
            if action is not None:
                found.append(Item(action, range(index, index + 1), (), index + 1))
                under = True
                index += 1
                continue
        if "]" in line and is_task(line):
            end = _end_of_item(told, idle, index)
            action = read_task(whole(told, range(index, end)), number + len(found))
            if action is not None:
                found.append(Item(action, range(index, end), (), end))
                under = True
                index = end
                continue
        inner = bare(line)
        effect = read_effect(inner) if under else None
        if effect is not None:
            end = _end_of_judgement(told, idle, index)
            found[-1] = _judged(found[-1], effect, told, range(index, end))
            index = end
            continue
        under = under and (inner[:1] in (" ", "\t") or not inner.strip())
        index += 1
    return found


def _judged(item: Item, effect: Effect, told: Sequence[str], lines: range) -> Item:
    words = (effect.text, *(told[index] for index in lines[1:]))
    text = " ".join(map(bare, words)).replace("\0", " ")
    action = item.action._replace(effect=replace(effect, text=" ".join(text.split())))
    return Item(action, item.lines, (*item.judgements, *lines), lines.stop)


def _end_of_item(told: Sequence[str], idle: AbstractSet[int], start: int) -> int:
    """The first line below the paragraph that an action begins, as far as it is the action's.

    Indented lines are, and so are others up to the last one with an owner or a date: what a
    formatter or a mail program has wrapped.
    """
    quoted = ">" in told[start][: told[start].find("[")]
    end = start + 1
    for index in range(start + 1, len(told)):
        inner = bare(told[index])
        if index in idle or not goes_on(inner) or (not quoted and inner is not told[index]):
            break
        if inner[:1] in (" ", "\t") or tells_more(inner):
            end = index + 1
    return end


def _end_of_judgement(told: Sequence[str], idle: AbstractSet[int], start: int) -> int:
    for index in range(start + 1, len(told)):
        inner = bare(told[index])
        if index in idle or inner[:1] not in (" ", "\t") or not goes_on(inner):
            return index
    return len(told)


def whole(lines: Sequence[str], own: range) -> str:
    """The lines of an action as one."""
    return " ".join((lines[own.start], *(bare(lines[index]) for index in own[1:])))


def bare(line: str) -> str:
    """A line without the signs of a quote before it."""
    quote = _QUOTE.match(line) if ">" in line else None
    return line if quote is None else line[quote.end() :]


def _actions(text: str, number: int = 1) -> tuple[str, tuple[Action, ...]]:
    """The third answer without its task items, and the actions these are."""
    if _BOX.search(text) is None:
        return _unescape(text), ()
    lines = text.split("\n")
    found = items(lines, number)
    if not found:
        return _unescape(text), ()
    taken = {index for item in found for index in (*item.lines, *item.judgements)}
    prose: list[str] = []
    last_was_task = False
    for index, line in enumerate(lines):
        if index in taken:
            last_was_task = True
            continue
        # A blank line after a task separates; before the first prose it is nobody's.
        if last_was_task and not line and not prose:
            continue
        last_was_task = False
        prose.append(line)
    if last_was_task and prose and not prose[-1]:
        prose.pop()
    return _unescape("\n".join(prose)), tuple(item.action for item in found)


def without_actions(more: str) -> str:
    """The further sections, as they stand, without their actions and what held nothing else."""
    packed = more.encode("utf-8", "surrogatepass")
    kept = []
    for cut in _sections(packed):
        text = _text(packed[cut.start : cut.end])
        prose, found = _actions(_text(packed[cut.inside : cut.end]))
        if found:
            heading = _text(packed[cut.start : cut.inside])
            text = f"{heading}\n{prose.strip(chr(10))}\n\n" if prose.strip() else ""
        kept.append(text)
    return "".join(kept).strip("\n")


def _escape(text: str) -> str:
    if not _MAYBE.search(text):
        return text
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    return "\n".join(
        line if index in fenced else _escape_line(line) for index, line in enumerate(lines)
    )


def _escape_line(line: str) -> str:
    for pattern in (_STRUCTURE, _ESCAPED_FENCE):
        match = pattern.match(line)
        if match is not None:
            return f"{match[1]}\\{line[match.end(1) :]}"
    if _OPENS.match(line):
        # Every closed fence was taken out before: this one opens and is never closed.
        stripped = line.lstrip(" ")
        return f"{line[: len(line) - len(stripped)]}\\{stripped}"
    match = _TASK_LIKE.match(line)
    if match is not None:
        return f"{match[1]}\\{line[match.end(1) :]}"
    return line


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    return "\n".join(
        line if index in fenced else _unescape_line(line) for index, line in enumerate(lines)
    )


def _unescape_line(line: str) -> str:
    for pattern in (_STRUCTURE, _ESCAPED_FENCE, _TASK_LIKE):
        match = pattern.match(line)
        if match is not None and match[2]:
            return line[: match.start(2)] + line[match.start(2) + 1 :]
    return line


def idle_lines(lines: Sequence[str]) -> AbstractSet[int]:
    """The lines where a box is no action: fenced or indented code, and closed comments.

    Comments are HTML's ``<!-- -->`` and Obsidian's ``%% %%``, wherever they begin and end.
    """
    return told_lines(lines)[1]


def told_lines(lines: Sequence[str]) -> tuple[Sequence[str], AbstractSet[int]]:
    """The lines with NUL, as often, for what is a comment, and those where a box is no action."""
    idle = set(fenced_lines(lines))
    told = _without_comments(lines, idle)
    for block in _quotes(told, idle):
        inside = [bare(told[index]) for index in block]
        idle.update(block[index] for index in fenced_lines(inside))
        _add_indented(inside, idle, block.start)
    _add_indented(told, idle, 0)
    return told, idle


def _quotes(lines: Sequence[str], idle: AbstractSet[int]) -> Iterator[range]:
    """The lines that follow each other with the sign of a quote before them."""
    start = None
    for index, line in enumerate((*lines, "")):
        quoted = index not in idle and line.lstrip(" ")[:1] == ">"
        if quoted and start is None:
            start = index
        elif not quoted and start is not None:
            yield range(start, index)
            start = None


def _add_indented(lines: Sequence[str], idle: set[int], first: int) -> None:
    """Add the lines that are code because they are indented, and in no list."""
    in_list = False
    before = ""
    for index, line in enumerate(lines, first):
        indented = _INDENTED.match(line) is not None
        if index in idle:
            in_list = in_list and (indented or not line.strip())
        elif line.strip():
            if indented and not in_list and (not before.strip() or index - 1 in idle):
                idle.add(index)
            elif _ITEM.match(line):
                in_list = True
            elif not before.strip() and line[:1] not in (" ", "\t"):
                in_list = False
        before = line


def _without_comments(lines: Sequence[str], idle: set[int]) -> Sequence[str]:
    """The lines with NUL for what stands in a closed comment; those of nothing else are idle."""
    if not any("<!--" in line or "%%" in line for line in lines):
        return lines
    cuts: dict[int, list[tuple[int, int]]] = {}
    for (index, start), (end, stop) in _comments(lines, idle):
        first = start
        for line in range(index, end):
            cuts.setdefault(line, []).append((first, len(lines[line])))
            first = 0
        cuts.setdefault(end, []).append((first, stop))
    told = list(lines)
    for index, some in cuts.items():
        told[index] = _blanked(lines[index], some)
        if not told[index].strip(" \t\0>"):
            idle.add(index)
    return told


def _comments(
    lines: Sequence[str], idle: AbstractSet[int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where closed comments begin and end, each time a line and a column; none begins in code."""
    last = {
        closing: max(
            (at for at, line in enumerate(lines) if closing in line and at not in idle), default=-1
        )
        for closing in _CLOSING.values()
    }
    index = column = 0
    coded = _coded(lines[0]) if lines else ""
    while index < len(lines):
        opening = None if index in idle else _COMMENT.search(coded, column)
        end = index
        if opening is not None:
            closing = _CLOSING[opening[0]]
            at = lines[index].find(closing, opening.end())
            while at < 0 and end < last[closing]:
                end += 1
                at = lines[end].find(closing) if end not in idle else -1
            column = opening.end()
            if at < 0:
                end = index
            else:
                column = at + len(closing)
                yield (index, opening.start()), (end, column)
        else:
            end, column = index + 1, 0
        if end != index and end < len(lines):
            coded = _coded(lines[end])
        index = end


def _blanked(line: str, cuts: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for first, last in cuts:
        pieces += (line[at:first], "\0" * (last - first))
        at = last
    return "".join((*pieces, line[at:]))


def _coded(line: str) -> str:
    """The line with something else, as long, for each piece of code in it."""
    return _CODE.sub(lambda code: "\1" * len(code[0]), line) if "`" in line else line


def fenced_lines(lines: Sequence[str]) -> AbstractSet[int]:
    """The lines that belong to a closed code fence, its two fence lines included."""
    inside: set[int] = set()
    if not any("```" in line or "~~~" in line for line in lines):
        return inside
    never_closed: dict[str, int] = {}
    index = 0
    while index < len(lines):
        opening = _OPENS.match(lines[index])
        if opening is None:
            index += 1
            continue
        fence = opening[1] or opening[2]
        sign, length = fence[0], len(fence)
        end = None
        if length < never_closed.get(sign, length + 1):
            end = _closing(lines, index + 1, sign, length)
            if end is None:
                never_closed[sign] = length
        if end is None:
            index += 1
        else:
            inside.update(range(index, end + 1))
            index = end + 1
    return inside


def _closing(lines: Sequence[str], start: int, sign: str, length: int) -> int | None:
    for index in range(start, len(lines)):
        match = _CLOSES.match(lines[index])
        if match is not None and match[1][0] == sign and len(match[1]) >= length:
            return index
    return None
