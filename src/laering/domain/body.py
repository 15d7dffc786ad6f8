"""The Markdown below the front matter: three sections, actions, and what else there is.

What a person typed comes back as typed. Lines that Markdown or this reader would take for
structure are escaped with one backslash when written; reading takes one backslash away:

- ``# x`` and ``## x`` (headings), ``---`` and ``===`` (front matter, underlined headings)
- a code fence that is never closed, which would swallow the questions after it
- task items in the third answer, which would read as actions

A fence that is closed stands as it is, and nothing inside it is structure.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace

from laering.domain.action import Action, read_effect, read_task, write_task
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

_PLACE = {
    heading.casefold().rstrip("?"): place
    for headings in HEADINGS.values()
    for place, heading in enumerate(headings)
}

_THIRD = frozenset(f"\n## {headings[2]}\n".encode() for headings in HEADINGS.values())

_FIRST_TASK = re.compile(rb"\n[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\]")
# Begins with the line end before it, which the regex engine finds much faster than ``^``.
_SECTION = re.compile(r"\n {0,3}##(?:[ \t]+(?P<title>[^\n]*))?(?=\n|\Z)")
_OPENS = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$", re.DOTALL)
_CLOSES = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")
_STRUCTURE = re.compile(r"^( {0,3})(\\*)(#{1,2}(?=[ \t]|$)|-+[ \t]*$|=+[ \t]*$)")
_ESCAPED_FENCE = re.compile(r"^( {0,3})(\\+)(`{3}|~{3})")
_TASK_LIKE = re.compile(r"^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(\\*)(\[[ xX]\](?:[ \t]|$))")
_MAYBE = re.compile(r"^[ \t]*(?:\\|#|-|=|`{3}|~{3}|[*+]|\d)", re.MULTILINE)


def compose(body: Body, language: str) -> str:
    """The Markdown for a body, with the questions as headings in ``language``."""
    happened, learned, differently = HEADINGS[language]
    answers = body.answers
    third = _escape(answers.differently, tasks=True)
    tasks = "\n".join(line for action in body.actions for line in write_task(action))
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


def unpack(entry: Entry) -> Body:
    """The body of an entry, split into its parts."""
    return split(entry.packed.decode("utf-8", "replace"))


def actions_of(entry: Entry) -> tuple[Action, ...]:
    """The actions of an entry, the same as ``unpack(entry).actions`` and much cheaper.

    When the last heading is the third question, and nothing in sight makes that doubtful, only
    the text below it is looked at.
    """
    packed = entry.packed
    if b"[" not in packed:
        return ()
    heading = packed.rfind(b"\n##")
    start = packed.find(b"\n", heading + 1) + 1
    if heading < 0 or start == 0 or b"```" in packed or b"~~~" in packed:
        return unpack(entry).actions
    line = packed[heading:start]
    if line not in _THIRD or packed.find(line) != heading or b"##" in packed[start:]:
        return unpack(entry).actions
    first = _FIRST_TASK.search(packed, start - 1)
    if first is None:
        return ()
    return _actions(packed[first.start() + 1 :].decode("utf-8", "replace"))[1]


def split(text: str) -> Body:
    """The parts of a body. Never fails: what has no place becomes preamble or more."""
    sections = _sections(text)
    preamble = sections[0][1].strip("\n") if sections[0][0] is None else ""
    titled = [(title, raw) for title, raw in sections if title is not None]
    places = _places([title for title, _ in titled])
    found = (places[0] is not None, places[1] is not None, places[2] is not None)
    raws = ["" if place is None else _inner(titled[place][1]) for place in places]
    if not titled and preamble:
        raws[0], preamble = preamble, ""
    third, actions = _actions(raws[2])
    more = "".join(
        f"## {title}\n{raw}" if title else f"##\n{raw}"
        for index, (title, raw) in enumerate(titled)
        if index not in places
    )
    return Body(
        answers=Answers(_unescape(raws[0]), _unescape(raws[1]), third),
        actions=actions,
        preamble=preamble,
        more=more.strip("\n"),
        found=found,
    )


def fill(text: str, learned: str, differently: str, language: str) -> str:
    """The body with the second and third answer put in where their section is empty.

    Everything else stays as it is; a question whose heading is missing gets one.
    """
    for place, answer in ((1, learned), (2, differently)):
        current = split(text)
        answers = current.answers
        if (answers.learned, answers.differently)[place - 1].strip() or not answer.strip():
            continue
        escaped = _escape(answer, tasks=place == 2)
        sections = _sections(text)
        titles = [title for title, _ in sections if title is not None]
        index = _places(titles)[place]
        if index is None:
            text = f"{text.rstrip()}\n\n{_section(HEADINGS[language][place], escaped)}"
            continue
        start = _section_start(text, index)
        raw = sections[index + 1][1]
        rest = text[start + len(raw) :]
        after = raw.strip("\n")
        text = text[:start] + f"\n{escaped}\n" + (f"\n{after}\n" if after else "")
        text += f"\n{rest.lstrip(chr(10))}" if rest.strip() else ""
    return text


def _section_start(text: str, index: int) -> int:
    """Where the text below the heading with this place among the sections begins."""
    marks = list(_SECTION.finditer("\n" + text))
    if "```" in text or "~~~" in text:
        marks = _outside_fences("\n" + text, marks)
    return min(marks[index].end(), len(text))


def _section(heading: str, text: str) -> str:
    return f"## {heading}\n\n{text}\n" if text else f"## {heading}\n"


def _sections(text: str) -> list[tuple[str | None, str]]:
    """The text cut at its ``##`` headings: (None, what stands before), (heading, raw text), …."""
    text = "\n" + text
    marks = list(_SECTION.finditer(text))
    if marks and ("```" in text or "~~~" in text):
        marks = _outside_fences(text, marks)
    parts: list[tuple[str | None, str]] = [
        (None, text[1 : marks[0].start() + 1] if marks else text)
    ]
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() + 1 if index + 1 < len(marks) else len(text)
        title = (mark["title"] or "").strip()
        raw = text[mark.end() + 1 : end]
        # The blank line before the next heading belongs to the heading.
        if index + 1 < len(marks) and raw.endswith("\n\n"):
            raw = raw[:-1]
        parts.append((title, raw))
    return parts


def _outside_fences(text: str, marks: list[re.Match[str]]) -> list[re.Match[str]]:
    fenced = _fenced(text.split("\n"))
    kept = []
    line = 0
    position = 0
    for mark in marks:
        line += text.count("\n", position, mark.start() + 1)
        position = mark.start() + 1
        if line not in fenced:
            kept.append(mark)
    return kept


def _places(titles: list[str]) -> list[int | None]:
    """For each question the index of its section: by heading, else in order."""
    places: list[int | None] = [None, None, None]
    for index, title in enumerate(titles):
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


def _inner(raw: str) -> str:
    """A section's text without the one blank line after its heading and its last line end."""
    raw = raw.removeprefix("\n")
    return raw.removesuffix("\n")


def _actions(text: str) -> tuple[str, tuple[Action, ...]]:
    """The third answer without its task items, and the actions these are."""
    if "[ ]" not in text and "[x]" not in text and "[X]" not in text:
        return _unescape(text, tasks=True), ()
    lines = text.split("\n")
    fenced = _fenced(lines)
    prose: list[str] = []
    actions: list[Action] = []
    under_task = False
    last_was_task = False
    for index, line in enumerate(lines):
        if index not in fenced:
            action = read_task(line, len(actions) + 1) if "]" in line else None
            if action is not None:
                actions.append(action)
                under_task = last_was_task = True
                continue
            effect = read_effect(line) if under_task else None
            if effect is not None:
                actions[-1] = replace(actions[-1], effect=effect)
                continue
        under_task = under_task and line[:1] in (" ", "\t")
        # A blank line after a task separates; before the first prose it is nobody's.
        if last_was_task and not line and not prose:
            continue
        last_was_task = False
        prose.append(line)
    if last_was_task and prose and not prose[-1]:
        prose.pop()
    return _unescape("\n".join(prose), tasks=True), tuple(actions)


def _escape(text: str, *, tasks: bool = False) -> str:
    if not _MAYBE.search(text):
        return text
    lines = text.split("\n")
    fenced = _fenced(lines)
    return "\n".join(
        line if index in fenced else _escape_line(line, tasks=tasks)
        for index, line in enumerate(lines)
    )


def _escape_line(line: str, *, tasks: bool) -> str:
    for pattern in (_STRUCTURE, _ESCAPED_FENCE):
        match = pattern.match(line)
        if match is not None:
            return f"{match[1]}\\{line[match.end(1) :]}"
    if _OPENS.match(line):
        # Every closed fence was taken out before: this one opens and is never closed.
        stripped = line.lstrip(" ")
        return f"{line[: len(line) - len(stripped)]}\\{stripped}"
    match = _TASK_LIKE.match(line) if tasks else None
    if match is not None:
        return f"{match[1]}\\{line[match.end(1) :]}"
    return line


def _unescape(text: str, *, tasks: bool = False) -> str:
    if "\\" not in text:
        return text
    lines = text.split("\n")
    fenced = _fenced(lines)
    return "\n".join(
        line if index in fenced else _unescape_line(line, tasks=tasks)
        for index, line in enumerate(lines)
    )


def _unescape_line(line: str, *, tasks: bool) -> str:
    patterns = [_STRUCTURE, _ESCAPED_FENCE]
    if tasks:
        patterns.append(_TASK_LIKE)
    for pattern in patterns:
        match = pattern.match(line)
        if match is not None and match[2]:
            return line[: match.start(2)] + line[match.start(2) + 1 :]
    return line


def _fenced(lines: list[str]) -> AbstractSet[int]:
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


def _closing(lines: list[str], start: int, sign: str, length: int) -> int | None:
    for index in range(start, len(lines)):
        match = _CLOSES.match(lines[index])
        if match is not None and match[1][0] == sign and len(match[1]) >= length:
            return index
    return None
