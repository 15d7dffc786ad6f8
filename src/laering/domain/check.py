"""What can be wrong with an entry: the stable codes, their messages, and who finds what.

A check is a function that is given a ``Look`` at one file, and what is ``Known`` of the journal
around it, and yields its problems. The checks in ``BLOCKING`` find what keeps a file from being
read as an entry at all.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from laering.domain.action import JUDGED, Effect, is_task, mark_of, read_effect
from laering.domain.body import Section, action_blocks, all_sections
from laering.domain.characters import HARMFUL, number_of
from laering.domain.entry import OUTCOMES, Problem
from laering.domain.flaws import flaws_of, flaws_of_judgement
from laering.domain.folding import composed, folded
from laering.domain.gallery import folder_of, pictures_by_line
from laering.domain.items import Item, items, whole
from laering.domain.keys import LENIENT, LISTS, NAMES, REQUIRED, SINGLE, SPARE_DAYS
from laering.domain.marks import N_, Reason
from laering.domain.private import PRIVATE_KEYS, said_in
from laering.domain.questions import HEADINGS
from laering.domain.text import headers
from laering.domain.text.beginnings import ITEM, bare
from laering.domain.text.comments import blanked, idle_lines, shown, told_lines
from laering.domain.text.conflicts import conflicts_in, marks_left
from laering.domain.text.nearly import near_box
from laering.domain.text.pictures import path_of

# code -> message; the facts of the Problem fill the fields. The order is that of the reference.
MESSAGES: dict[str, str] = {
    "not-a-file": N_("is not an ordinary file."),
    "copy": N_("is a copy of {original}: {reason}."),
    "same-file": N_(
        "is the same file as {original} under another name, and counts once; take this name away "
        "if nobody needs it."
    ),
    "conflict": N_(
        "two versions meet here, and git could not join them; until then nothing in the file is "
        "counted. Keep both: take away the lines that begin with <<<<<<<, ======= and >>>>>>>, and "
        "let the text of both sides stand. In the header each key may stand only once."
    ),
    "stray": N_("is not counted: {reason}."),
    "outside": N_("the link leads out of the journal."),
    "unreadable": N_("cannot be read: {reason}."),
    "too-large": N_("is larger than 1 MB."),
    "not-utf8": N_("is not UTF-8 text."),
    "no-front-matter": N_("does not begin with front matter (a line with «---»)."),
    "unclosed-front-matter": N_("the front matter is never closed with «---»."),
    "not-a-mapping": N_("the front matter is not a list of keys and values."),
    "bad-yaml": N_(
        "the front matter is not valid YAML here; a text with a colon needs quotation marks."
    ),
    "header-tab": N_("the line begins with a tab; the front matter is indented with blanks only."),
    "header-blank": N_(
        "the invisible character {value} stands there instead of a blank; "
        "write a blank in its place."
    ),
    "duplicate-key": N_("the key «{key}» stands there already; only the last one counts."),
    "key-case": N_("the key «{key}» is not read; write it in small letters: «{meant}»."),
    "missing-key": N_("the key «{key}» is missing."),
    "wrong-type": N_("«{key}» has a value of the wrong kind."),
    "bad-date": N_("«{value}» is no valid date. Write it like 2026-11-23."),
    "name-date": N_("the file name says {named}, but «date» says {value}."),
    "unknown-source": N_("the journal has no source called «{value}»; it has {known}."),
    "unknown-outcome": N_("«{value}» is no outcome; write bra or mindre-bra."),
    "future-date": N_("{value} has not come yet."),
    "done-before-event": N_("{value} is before the event, {date}; one of the days is wrong."),
    "judged-before-done": N_(
        "{value} is before the action was done, {done}; one of the days is wrong."
    ),
    "alias-taken": N_(
        "«{value}» is a name of {other} as well; take it out here, unless it is this one's."
    ),
    "repeats-circle": N_(
        "«{value}» repeats this event in turn; the later one repeats the earlier, never both."
    ),
    "repeats-unknown": N_("there is no entry called «{value}» to repeat."),
    "not-repeats-unknown": N_(
        "there is no entry called «{value}»; it need not stand in not_repeats."
    ),
    "not-repeats-itself": N_("this event stands in its own not_repeats; it need not."),
    "repeats-itself": N_("an event cannot repeat itself."),
    "duplicate-id": N_("{other} has the same name; nobody can tell which one is meant."),
    "second-entry": N_(
        "another learning begins here, in the same file, and is not counted. Move all from this "
        "line on into a file of its own in entries/."
    ),
    "private-below": N_(
        "it says here that it is private, so nothing in the file is told to others. Say so in the "
        "front matter, on top, or take it away here."
    ),
    "question-twice": N_(
        "«{question}» stands there already, on line {line}; both are read as one answer. Put them "
        "together under one heading."
    ),
    "missing-section": N_("the section «{question}» is missing."),
    "unfinished": N_("«{question}» has no answer yet."),
    "bad-action": N_("the action is not written so that it can be read: {reason}."),
    "unknown-mark": N_("the mark in «[{mark}]» is not known; the action counts as open."),
    "box-in-answer": N_(
        "a box in this answer is text. To make it an action, move it to «{question}»."
    ),
    "picture-missing": N_("the picture «{value}» is not there."),
    "picture-outside": N_(
        "the picture «{value}» is not in the journal, and is shown to nobody; take it in with "
        "--bilde."
    ),
    "picture-place": N_(
        "the picture tells where it was taken. If others get the journal they can read it; "
        "«laering ny --bilde» takes in a copy that does not tell."
    ),
    "conflict-mark": N_(
        "this mark of git was left behind when a conflict was settled; take the line away."
    ),
    "gitattributes": N_(
        "git takes all in entries/ for text and may change the bytes of pictures; only "
        "entries/**/*.md is text."
    ),
    "unknown-setting": N_("«{key}» is no setting of a journal; nothing reads it."),
    "journal-left-out": N_("the whole journal is left out: {reason}"),
    "control-character": N_("the invisible character {value} can hide text or steer a terminal."),
    "private": N_("is private and cannot be read; «laering sjekk» tells which one, and why."),
    "tone": N_("«{words}» looks for blame. Perhaps this leads further: {question}"),
}

SAME_COPY = Reason(N_("they are equal, and «laering sjekk --fiks» takes the copy away"))
OTHER_COPY = Reason(
    N_(
        "from line {line} on they differ, so both are kept. Move what {original} lacks into it, "
        "then delete the copy"
    )
)
EFFECT_ALONE = Reason(N_("the judgement does not stand under an action"))
EFFECT_OPEN = Reason(N_("it is judged, but not done"))
EFFECT_ORDER = Reason(
    N_("an older judgement stands below a newer one, and the last one is what counts")
)

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?$")


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value as it stands: text for a scalar (None for null), values for a list, pairs.

    ``line`` is counted from 0 where the YAML begins. ``column`` tells where on it the text of a
    scalar stands letter for letter, within its quotes; None when it is written otherwise.
    """

    line: int
    value: "str | list[Value] | list[tuple[Value, Value]] | None"
    kind: str
    column: int | None = None

    @property
    def text(self) -> str:
        """The text of a scalar; empty for anything else."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def one_line(self) -> str:
        """The text with blanks and line ends as single spaces."""
        return " ".join(self.text.split())


@dataclass(frozen=True)
class Header:
    """The front matter of a file: its keys with their values, in order, and its text."""

    path: str
    pairs: list[tuple[Value, Value]]
    text: str

    @property
    def id(self) -> str:
        """The name's stem, composed."""
        return composed(self.path[self.path.rfind("/") + 1 : -3])

    def get(self, key: str) -> Value | None:
        """The value of a key; of keys written twice the last one, as YAML readers do."""
        found = None
        for name, value in self.pairs:
            if name.text == key and value.value is not None:
                found = value
        return found

    def texts(self, key: str) -> list[Value] | None:
        """The texts in a list; one text alone is a list of one. None when it is neither."""
        value = self.get(key)
        if value is None:
            return []
        if value.kind == "scalar":
            return [value] if value.text.strip() else []
        if value.kind != "list" or not isinstance(value.value, list):
            return None
        items = [item for item in value.value if isinstance(item, Value)]
        if any(item.kind != "scalar" for item in items):
            return None
        return [item for item in items if item.text.strip()]

    @cached_property
    def spellings(self) -> Counter[str]:
        """How often each key stands there, in whatever letters, by its small ones."""
        return Counter(name.text.casefold() for name, _ in self.pairs)

    @cached_property
    def written(self) -> dict[tuple[str, int, str], list[Value]]:
        """The texts of the keys that hold one or a list of them, by key, line and text."""
        found: dict[tuple[str, int, str], list[Value]] = {}
        for key in (*SINGLE, *LISTS):
            for each in self.texts(key) or ():
                found.setdefault((key, each.line, each.one_line), []).append(each)
        return found

    def values(self) -> Iterator[Value]:
        """Every key and value, and all that is in them."""
        waiting = [each for pair in self.pairs for each in pair]
        while waiting:
            each = waiting.pop()
            yield each
            for item in each.value if isinstance(each.value, list) else ():
                waiting += item if isinstance(item, tuple) else (item,)

    def problem(self, code: str, at: Value | None = None, /, **facts: str) -> Problem:
        """A problem on the line of a value; on the first one without it."""
        line = at.line + 2 if at is not None else 1
        return Problem(self.path, line, code, tuple(facts.items()))


@dataclass(frozen=True)
class Look:
    """One file as the checks see it. ``start`` is the line, from 1, on which the body begins."""

    header: Header
    body: str
    start: int

    @property
    def end(self) -> int:
        """The last line."""
        return self.start + max(0, self.body.rstrip("\n").count("\n"))

    @cached_property
    def sections(self) -> tuple[list[Section], ...]:
        """The sections of each of the three questions; more than one are read as one answer."""
        return all_sections(self.body)

    @cached_property
    def headers(self) -> list[headers.Header]:
        """The front matter that stands further down; lines count from where the body begins."""
        return headers.headers_below(self.body)

    def problem(self, line: int, code: str, /, **facts: str) -> Problem:
        """A problem on a line of the file, from 1."""
        return Problem(self.header.path, line, code, tuple(facts.items()))


@dataclass(frozen=True)
class Known:
    """What a check must know of the journal around a file.

    ``sources`` gives the name of each source by its id, ``places`` the paths that share an id,
    and ``day_told`` the day that an id tells, if it tells one. ``bearers`` gives the ids of the
    entries that have an id among their aliases, and ``repeated`` those that an entry repeats.
    ``has_file`` tells whether a path leads to a file of the journal's own.
    """

    sources: Mapping[str, str]
    language: str
    places: Mapping[str, Sequence[str]]
    day_told: Callable[[str], date | None] = lambda _: None
    today: date = date.max
    bearers: Callable[[str], Sequence[str]] = lambda _: ()
    repeated: Callable[[str], Sequence[str]] = lambda _: ()
    has_file: Callable[[str], bool] = lambda _: True

    @cached_property
    def _spelt(self) -> Mapping[str, str]:
        return {folded(name): name for name in self.places}

    def leads_to(self, name: str) -> str | None:
        """The id of the one entry that a name means: its own goes before an alias."""
        if name in self.places:
            return name
        spelt = self._spelt.get(folded(name))
        if spelt is not None:
            return spelt
        bearers = self.bearers(name)
        return bearers[0] if len(bearers) == 1 else None

    @cached_property
    def folded(self) -> frozenset[str]:
        """All ids as they are compared."""
        return frozenset(map(folded, self.places))


def read_day(text: str) -> date | None:
    """The day in a front matter; None when it is no such day."""
    match = _ISO.match(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _kinds(header: Header) -> Iterator[Problem]:
    for key in SINGLE:
        value = header.get(key)
        if value is not None and value.kind != "scalar":
            yield header.problem("wrong-type", value, key=key)
    for key in LISTS:
        if key not in LENIENT and header.texts(key) is None:
            yield header.problem("wrong-type", header.get(key), key=key)


def _keys(header: Header) -> Iterator[Problem]:
    for key in REQUIRED:
        value = header.get(key)
        if value is None or (value.kind == "scalar" and not value.text.strip()):
            yield header.problem("missing-key", key=key)


def _day(header: Header) -> Iterator[Problem]:
    value = header.get("date")
    if value is not None and value.one_line and read_day(value.one_line) is None:
        yield header.problem("bad-date", value, value=value.one_line)


BLOCKING: tuple[Callable[[Header], Iterator[Problem]], ...] = (_kinds, _keys, _day)


def _same_day(look: Look, known: Known) -> Iterator[Problem]:
    named = known.day_told(look.header.id)
    value = look.header.get("date")
    day = read_day(value.one_line) if value is not None else None
    if named and day and named != day:
        facts = {"named": named.isoformat(), "value": day.isoformat()}
        yield look.header.problem("name-date", value, **facts)


def _spare_days(look: Look, known: Known) -> Iterator[Problem]:
    for key in SPARE_DAYS:
        value = look.header.get(key)
        if value is not None and read_day(value.one_line) is None:
            yield look.header.problem("bad-date", value, value=value.one_line)


def _lenient(look: Look, known: Known) -> Iterator[Problem]:
    for key in LENIENT:
        value = look.header.get(key)
        if value is not None and (
            look.header.texts(key) is None if key in LISTS else value.kind != "scalar"
        ):
            yield look.header.problem("wrong-type", value, key=key)


def _duplicates(look: Look, known: Known) -> Iterator[Problem]:
    seen = set()
    for name, _ in look.header.pairs:
        if name.kind == "scalar" and name.text in seen:
            yield look.header.problem("duplicate-key", name, key=name.text)
        if name.text:
            seen.add(name.text)


def _key_case(look: Look, known: Known) -> Iterator[Problem]:
    for name, _ in look.header.pairs:
        meant = name.text.casefold()
        # Of what keeps an entry private, any letters are heard.
        if meant in NAMES and name.text != meant and meant not in PRIVATE_KEYS:
            yield look.header.problem("key-case", name, key=name.text, meant=meant)


def _source(look: Look, known: Known) -> Iterator[Problem]:
    value = look.header.get("source")
    if value is not None and value.one_line and value.one_line not in known.sources:
        ids = ", ".join(known.sources)
        yield look.header.problem("unknown-source", value, value=value.one_line, known=ids)


def _outcome(look: Look, known: Known) -> Iterator[Problem]:
    value = look.header.get("outcome")
    if value is not None and value.one_line and value.one_line not in OUTCOMES:
        yield look.header.problem("unknown-outcome", value, value=value.one_line)


def _repeats(look: Look, known: Known) -> Iterator[Problem]:
    for item in look.header.texts("repeats") or ():
        name = composed(item.one_line)
        if name == look.header.id:
            yield look.header.problem("repeats-itself", item)
        elif (meant := known.leads_to(name)) is None:
            yield look.header.problem("repeats-unknown", item, value=item.one_line)
        elif _leads_back(meant, look.header.id, known):
            yield look.header.problem("repeats-circle", item, value=item.one_line)


def _not_repeats(look: Look, known: Known) -> Iterator[Problem]:
    for item in look.header.texts("not_repeats") or ():
        name = composed(item.one_line)
        if name == look.header.id:
            yield look.header.problem("not-repeats-itself", item)
        elif known.leads_to(name) is None:
            yield look.header.problem("not-repeats-unknown", item, value=item.one_line)


def _leads_back(start: str, to: str, known: Known) -> bool:
    """Whether what an entry repeats, and what that repeats in turn, comes round to an entry."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name == to:
            return True
        if name not in seen:
            seen.add(name)
            waiting += filter(None, map(known.leads_to, known.repeated(name)))
    return False


def _aliases(look: Look, known: Known) -> Iterator[Problem]:
    for item in look.header.texts("aliases") or ():
        name, own = item.one_line, look.header.id
        others = [own] if name == own else [name] if name in known.places else known.bearers(name)
        for other in others:
            if other != own:
                yield look.header.problem("alias-taken", item, value=name, other=other)


def _times(look: Look, known: Known) -> Iterator[Problem]:
    """Days that cannot be: to come already, or before what they come after."""
    days = {key: look.header.get(key) for key in ("date", *SPARE_DAYS)}
    for value in days.values():
        day = read_day(value.one_line) if value is not None else None
        if day is not None and day > known.today:
            yield look.header.problem("future-date", value, value=day.isoformat())
    happened = read_day(days["date"].one_line) if days["date"] is not None else None
    for first, text in action_blocks(look.body):
        lines = text.split("\n")
        for item in items(lines):
            at = look.start + first + item.lines.start
            for code, line, facts in _impossible(item, happened, known.today):
                yield look.problem(at if line is None else look.start + first + line, code, **facts)


def _impossible(
    item: Item, happened: date | None, today: date
) -> Iterator[tuple[str, int | None, dict[str, str]]]:
    """What cannot be of an action's days: code, its line where that is the judgement's, facts."""
    action = item.action
    done = action.done if action.finished else action.off
    judged = list(_judged_on(item))
    for day, line in ((done, None), *judged):
        if day is not None and day > today:
            yield "future-date", line, {"value": day.isoformat()}
    if done and happened and done < happened:
        facts = {"value": done.isoformat(), "date": happened.isoformat()}
        yield "done-before-event", None, facts
    for day, line in judged:
        if done and day < done:
            facts = {"value": day.isoformat(), "done": done.isoformat()}
            yield "judged-before-done", line, facts


def _judged_on(item: Item) -> Iterator[tuple[date, int]]:
    """The days on which an action was judged, each with its line."""
    return (
        (effect.day, lines.start) for effect, lines in _judgements(item) if effect.day is not None
    )


def _judgements(item: Item) -> Iterator[tuple[Effect, range]]:
    """The judgements of an action, each with its lines."""
    effects = item.action.effect.all if item.action.effect is not None else ()
    return zip(effects, item.judgements, strict=True)


def _same_name(look: Look, known: Known) -> Iterator[Problem]:
    for other in known.places.get(look.header.id, ()):
        if other != look.header.path:
            yield look.problem(1, "duplicate-id", other=other)


def _sections(look: Look, known: Known) -> Iterator[Problem]:
    for place, found in enumerate(look.sections):
        question = HEADINGS[known.language][place]
        if not found:
            yield look.problem(look.end, "missing-section", question=question)
            continue
        first, *more = (look.start + section.line for section in found)
        if not any(shown(section.text).strip() for section in found):
            yield look.problem(first, "unfinished", question=question)
        for line in more:
            yield look.problem(line, "question-twice", question=question, line=str(first))


def entries_below(text: str) -> list[int]:
    """The lines of a text, from 0, where front matter begins that says what another entry is."""
    return [each.line for each in headers.headers_below(text) if _tells_an_entry(each)]


def _tells_an_entry(header: headers.Header) -> bool:
    said = {_TELLING[name] for key, _ in header.pairs if (name := key.casefold()) in _TELLING}
    return len(said) >= (2 if header.closed else 3)


# Two of them between two rules tell an entry of its own from a list, or all where none ends it.
_TELLING = {
    **dict.fromkeys(("title", "tittel"), "title"),
    **dict.fromkeys(("date", "dato"), "date"),
    **dict.fromkeys(("source", "kilde", "kjelde"), "source"),
}


def further_entries(look: Look) -> Iterator[Problem]:
    """Where another entry begins in the file of one."""
    for each in filter(_tells_an_entry, look.headers):
        yield look.problem(look.start + each.line, "second-entry")


def _below(look: Look, known: Known) -> Iterator[Problem]:
    yield from further_entries(look)
    for each in look.headers:
        if said_in(each.pairs):
            yield look.problem(look.start + each.line, "private-below")


def _actions(look: Look, known: Known) -> Iterator[Problem]:
    for first, text in action_blocks(look.body):
        lines = text.split("\n")
        found = items(lines)
        for item in found:
            mark = mark_of(lines[item.lines.start])
            if mark is not None:
                at = look.start + first + item.lines.start
                yield look.problem(at, "unknown-mark", mark=mark)
        for line, reason, detail in _flaws(lines, found):
            facts = {"reason": reason, "detail": detail}
            yield look.problem(look.start + first + line, "bad-action", **facts)


def _flaws(lines: Sequence[str], found: Sequence[Item]) -> Iterator[tuple[int, Reason, str]]:
    """The lines, from 0, that look like actions and are none, or not whole, in order."""
    begins = {item.lines.start: item for item in found}
    judged = {line: item for item in found for lines in item.judgements for line in lines}
    flaws_of_line = dict(chain.from_iterable(map(_flaws_of_judgements, found)))
    inside = {line for item in found for line in item.lines}
    told, idle = told_lines(lines)
    for index, line in enumerate(lines):
        item = begins.get(index)
        if item is not None:
            for reason, detail in flaws_of(whole(told, item.lines)):
                yield _line_of(detail, lines, item.lines), reason, detail
        elif index in judged:
            if not judged[index].action.finished:
                yield index, EFFECT_OPEN, ""
            yield from ((index, *flaw) for flaw in flaws_of_line.get(index, ()))
        elif index not in inside and index not in idle:
            if _is_judgement(bare(line), below_action=index - 1 in inside or index - 1 in judged):
                yield index, EFFECT_ALONE, ""
            for flaw in flaws_of(told[index]):
                yield index, *flaw


def _flaws_of_judgements(item: Item) -> Iterator[tuple[int, list[tuple[Reason, str]]]]:
    """What is wrong with an action's judgements, by the line on which each begins."""
    newest = date.min
    for effect, lines in _judgements(item):
        flaws = list(flaws_of_judgement(effect))
        if effect.day is not None and effect.day < newest:
            flaws.append((EFFECT_ORDER, ""))
        newest = max(newest, effect.day or newest)
        yield lines.start, flaws


def _is_judgement(line: str, *, below_action: bool) -> bool:
    """Whether a line that belongs to no action is meant as a judgement of one.

    Without a day, and no item below another, it is what somebody says in their own text.
    """
    effect = read_effect(line) or read_effect(f" {line}")
    indented = line[:1] in (" ", "\t") and ITEM.match(line) is not None
    if effect is not None:
        return bool(effect.day) or indented or below_action
    return below_action and JUDGED.search(line) is not None


def _line_of(detail: str, lines: Sequence[str], own: range) -> int:
    """The line of an action, which may have been wrapped, where a flaw stands."""
    return next((at for at in own if detail and detail in lines[at]), own.start)


def _boxes(look: Look, known: Known) -> Iterator[Problem]:
    """Boxes where they are text: in the first two answers, and above them all."""
    question = HEADINGS[known.language][2]
    lines = look.body.split("\n")
    may_hold = {
        first + line
        for first, text in action_blocks(look.body)
        for line in range(text.count("\n") + 1)
    }
    boxes = [at for at, line in enumerate(lines) if at not in may_hold and _has_box(line)]
    idle = idle_lines(lines) if boxes else ()
    for index in boxes:
        if index not in idle:
            yield look.problem(look.start + index, "box-in-answer", question=question)


def _has_box(line: str) -> bool:
    """Whether a line begins with a box, or nearly one. What is drawn tells a story as well."""
    if is_task(line):
        return True
    near = near_box(line)
    return near is not None and not near.drawn and not near.cell


def _pictures(look: Look, known: Known) -> Iterator[Problem]:
    """Pictures that are not there, or that lead out of the journal; the web's are the web's."""
    if "![" not in look.body:
        return
    folder = folder_of(look.header.path)
    for index, each in pictures_by_line(blanked(look.body)):
        if each.by_name or _WEB.match(each.target):
            continue
        path = path_of(each.target, folder)
        if path is None:
            yield look.problem(look.start + index, "picture-outside", value=each.target)
        elif not known.has_file(path):
            yield look.problem(look.start + index, "picture-missing", value=path)


_WEB = re.compile(r"https?:", re.IGNORECASE)


def _hidden(look: Look, known: Known) -> Iterator[Problem]:
    """Characters that YAML escapes put into a key or value."""
    for each in look.header.values():
        found = HARMFUL.search(each.text)
        if found is not None and "\\" in look.header.text:
            yield look.header.problem("control-character", each, value=number_of(found[0]))


CHECKS: tuple[Callable[[Look, Known], Iterator[Problem]], ...] = (
    _same_day,
    _spare_days,
    _lenient,
    _duplicates,
    _key_case,
    _source,
    _outcome,
    _repeats,
    _not_repeats,
    _aliases,
    _times,
    _same_name,
    _sections,
    _below,
    _actions,
    _boxes,
    _pictures,
    _hidden,
)


def in_entry(look: Look, known: Known) -> Iterator[Problem]:
    """Everything that is wrong with a file whose front matter can be read."""
    for blocking in BLOCKING:
        yield from blocking(look.header)
    for check in CHECKS:
        yield from check(look, known)


def tone_of(look: Look) -> Iterator[Problem]:
    """The places in the answers that blame, each with a question that leads further."""
    from laering.domain.tone import remarks

    last = len(look.sections) - 1
    asked = ((place, each) for place, found in enumerate(look.sections) for each in found)
    for place, section in asked:
        text = blanked(section.text)
        for found in remarks(text, third=place == last):
            line = look.start + section.inside + section.text.count("\n", 0, found.start)
            words = " ".join(text[found.start : found.end].split())
            yield look.problem(line, "tone", words=words, question=Reason(found.question))


def in_text(path: str, text: str) -> Iterator[Problem]:
    """What is wrong with any text, whether it is an entry or not."""
    lines = text.removeprefix("\ufeff").split("\n")
    for each in conflicts_in(lines):
        yield Problem(path, each.start + 1, "conflict")
    for index in marks_left(lines):
        yield Problem(path, index + 1, "conflict-mark")
    for number, written in enumerate(lines, 1):
        found = HARMFUL.search(written.removesuffix("\r"))
        if found is not None:
            yield Problem(path, number, "control-character", (("value", number_of(found[0])),))
