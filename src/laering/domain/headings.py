"""The headings of a text from elsewhere: which one is its title, which ones are our questions.

A heading that is known as a question by another name («Summary», «Læringspunkter») is written
anew as that question, so that the text is read as an entry's own. All others stay, and so does
every word below them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from laering.domain.folding import composed
from laering.domain.questions import HEADINGS
from laering.domain.text.comments import told_lines
from laering.domain.text.fences import fenced_lines

# For each question, what others call it: those that say it best stand first.
_OTHER_WORDS = (
    """
    what happened; hva hendte; hva har skjedd; hva skjedde og hvorfor; hendelsesbeskrivelse
    beskrivelse av hendelsen; beskrivelse av avviket; beskrivelse av saken; incident description
    description of the incident; event description; what went wrong; summary; incident summary
    executive summary; issue summary; postmortem summary; sammendrag; oppsummering; samandrag
    resumé; overview; description; beskrivelse; beskriving; hendelse; hendelsen; hending; hændelse
    hvad skete der; avvik; avviket; incident; the incident; problem; the problem; problemet
    saken; situasjon; situasjonen; event; problem statement; the issue; issue; tl;dr; abstract
    """,
    """
    hva lærte vi; hva lærte vi av det; hva har vi lært; lærdom; lærdommer; læring; læringspunkter
    læringspunkt; lessons learned; lessons learnt; lessons; what we learned; what did we learn
    what have we learned; learnings; key learnings; takeaways; key takeaways; erfaringer
    erfaringer og læring; konklusjon; root cause; root causes; root cause analysis; the root cause
    rotårsak; rotårsaker; rotårsaksanalyse; årsak; årsaker; årsaken; årsak til avviket
    årsaksanalyse; hvorfor skjedde det; hvorfor; why did it happen; causes; cause; analysis
    analyse; contributing factors; contributing factors (findings); trigger
    """,
    """
    hva gjør vi annerledes; hva skal vi gjøre annerledes; hva gjør vi nå; hva gjør vi neste gang
    neste gang; what will we do differently; what are we doing to prevent this; action items
    actions; action plan; follow-up actions; follow up actions; follow-up; follow up; follow-ups
    next steps; tiltak; tiltaksplan; aksjoner; aksjonspunkter; oppfølging; oppfølgingspunkter
    korrigerende tiltak; korrigerende og forebyggende tiltak; forebyggende tiltak; handlingsplan
    forbedringer; forbedringsforslag; forslag til forbedring; forslag; anbefalinger; neste steg
    neste skritt; veien videre; corrective actions; corrective and preventative measures
    corrective and preventive actions; preventive actions; preventive measures; prevention
    preventing recurrence; remediation; remediations; remediation and prevention; improvements
    recommendations; future work; action points; todo; to do; mitigation; resolution
    """,
)

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")

_UNDERLINE = re.compile(r" {0,3}=+[ \t]*$")

_NUMBERED = re.compile(r"(?:\d{1,2}[.):]|[-–—•*])[ \t]+|\d{1,2}(?:\.\d{1,2})+\.?[ \t]+")

_SECTION = 2


class Adopted(NamedTuple):
    """A text whose headings are ours; its title, if a heading was one.

    ``told`` are the headings that were read as questions though they say something else, each
    with the number of the question, from 0.
    """

    title: str | None
    text: str
    told: tuple[tuple[str, int], ...]


class _Heading(NamedTuple):
    line: int
    level: int
    title: str


def adopt(text: str, title: str | None = None) -> Adopted:
    """A text from elsewhere as the body of an entry.

    The first heading is its title, unless it has a ``title`` already or the heading is a question.
    What no heading names is what happened: the text above the sections, else the first of them.
    Where no heading is known and nothing stands above them, the first three are the questions.
    """
    lines = text.split("\n")
    headings = list(_headings(lines))
    found = None
    if headings and _is_title(headings):
        first, *headings = headings
        found = _words(first.title) and first.title.strip(" \t*_")
        if title is None or _words(title) == _words(first.title):
            lines[first.line] = ""
    if any(_own_question(each.title) is not None for each in headings if each.level == _SECTION):
        return Adopted(found, "\n".join(lines), ())
    sections = _as_sections(headings, lines)
    starts = [each.line for each in sections]
    above = lines[: starts[0]] if starts else lines
    titles = [each.title for each in sections]
    places = _places(titles, bare=not any(line.strip("\0 \t") for line in told_lines(above)[0]))
    if not sections:
        return Adopted(found, "\n".join(lines), ())
    for at, place in places.items():
        lines[starts[at]] = f"## {HEADINGS['nb'][place]}"
    ends = [*starts[1:], len(lines)]
    blocks = [_without_end(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    # The questions stand first, in their order: nothing between two of them is taken for one.
    order = sorted(range(len(blocks)), key=lambda at: places.get(at, len(places) + 3))
    below = [line for at in order for line in ("", *blocks[at])]
    if any(line.strip() for line in above) and 0 not in places.values():
        above = [f"## {HEADINGS['nb'][0]}", "", *above]
    told = [(titles[at], places[at]) for at in order if at in places]
    return Adopted(
        found,
        "\n".join((*_without_end(above), *below)),
        tuple(each for each in told if _own_question(each[0]) is None),
    )


def is_question(heading: str) -> bool:
    """Whether a heading is one of the questions, by our name for it or by another's."""
    return _question(heading) is not None


def with_questions(text: str) -> str:
    """The text with each line that is one of our questions, and nothing else, as a heading.

    So they stand in a letter or a document; those in code are text. They get as many signs as a
    question that is a heading already.
    """
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    plain: dict[int, int] = {}
    signs = ""
    for at, line in enumerate(lines):
        if at in fenced or "?" not in line or len(line) > _LONGEST:
            continue
        heading = _HEADING.match(line)
        place = _own_question((heading[2] or "") if heading else line)
        if place is not None and heading is None:
            plain[at] = place
        elif place is not None and heading is not None:
            signs = signs or heading[1]
    for at, place in plain.items():
        lines[at] = f"{signs or '##'} {HEADINGS['nb'][place]}"
    return "\n".join(lines)


_LONGEST = 80


def _without_end(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the blank ones at their end."""
    last = max((at for at, line in enumerate(lines) if line.strip()), default=-1)
    return lines[: last + 1]


def _places(titles: Sequence[str], *, bare: bool) -> dict[int, int]:
    """The questions that sections answer, by their number; ``bare`` when no text stands above."""
    found = dict(_chosen(titles))
    if not found:
        return {at: at for at in range(min(3, len(titles)))} if bare else {}
    if bare and 0 not in found.values():
        unknown = (at for at in range(len(titles)) if at not in found)
        found |= {at: 0 for at in [next(unknown, None)] if at is not None}
    return found


def _headings(lines: list[str]) -> Iterator[_Heading]:
    """The headings, outside code and comments; an underlined one becomes one with a sign."""
    fenced = fenced_lines(lines)
    told, _ = told_lines(lines)
    for at, line in enumerate(told):
        if at in fenced:
            continue
        match = _HEADING.match(line)
        if match is not None and "\0" not in line:
            yield _Heading(at, len(match[1]), (match[2] or "").strip())
        elif _UNDERLINE.match(line) and _is_underlined(told, at):
            title = lines[at - 1].strip()
            lines[at - 1], lines[at] = f"# {title}", ""
            yield _Heading(at - 1, 1, title)


def _is_underlined(lines: Sequence[str], at: int) -> bool:
    """Whether one line of text, and no more, stands above a row of ``=``."""
    above = lines[at - 1] if at else ""
    further = lines[at - 2] if at > 1 else ""
    text = above.strip()
    return bool(text) and not further.strip() and text[0] not in "#>-*+|`~" and "\0" not in text


def _is_title(headings: Sequence[_Heading]) -> bool:
    first, others = headings[0], headings[1:]
    if _question(first.title) is not None or not _words(first.title):
        return False
    return first.level == 1 or (bool(others) and all(each.level > first.level for each in others))


def _as_sections(headings: Sequence[_Heading], lines: list[str]) -> list[_Heading]:
    """The headings that begin sections, which get the two signs that ours have.

    Where the outermost ones have one sign, or three, all below them move along.
    """
    if not headings:
        return []
    levels = [each.level for each in headings]
    outermost = min(levels)
    if outermost == 1 and levels[0] != 1:
        # A single one behind the others, such as «# Stats», is one more section.
        moved = [each._replace(level=max(each.level, _SECTION)) for each in headings]
    else:
        moved = [each._replace(level=each.level + _SECTION - outermost) for each in headings]
    for was, now in zip(headings, moved, strict=True):
        if was.level != now.level:
            lines[was.line] = f"{'#' * min(now.level, 6)} {was.title}"
    return [each for each in moved if each.level == _SECTION]


def _chosen(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which headings are which questions: of several for one the one that says it best."""
    known = [_question(title) for title in titles]
    for place in range(len(_OTHER_WORDS)):
        fitting = [(each[1], at) for at, each in enumerate(known) if each and each[0] == place]
        if fitting:
            yield min(fitting)[1], place


def _question(title: str) -> tuple[int, int] | None:
    """The question that a heading is by any name, and how well it says so: less is better."""
    words = _words(title)
    own = _own_question(title)
    if own is not None:
        return own, -1
    for place, listed in enumerate(_listed()):
        if words in listed:
            return place, listed[words]
    return None


def _own_question(title: str) -> int | None:
    words = _words(title)
    for headings in HEADINGS.values():
        for place, heading in enumerate(headings):
            if words == _words(heading):
                return place
    return None


def _words(title: str) -> str:
    """A heading in small letters, without its number, emphasis and last mark."""
    plain = _NUMBERED.sub("", composed(title).casefold().strip(" \t*_"), count=1)
    return " ".join(plain.strip(" \t*_:?.!#").split())


@cache
def _listed() -> tuple[dict[str, int], ...]:
    return tuple(
        {words.strip(): rank for rank, words in enumerate(re.split(r"[;\n]", block))}
        for block in _OTHER_WORDS
    )
