"""Looking for problems in files, and mending those with one safe answer: plan, then act."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from laering.domain import check
from laering.domain.check import Header, Known, Look
from laering.domain.entry import Entry, Problem
from laering.domain.errors import FileChanged, LaeringError
from laering.domain.folding import folded
from laering.domain.mend import MENDERS, Change, Mending, changes, recoded
from laering.files import git
from laering.files.config import unknown_settings
from laering.files.entry import codec
from laering.files.journal import moving
from laering.files.journal.journal import Journal
from laering.files.journal.links import bearers
from laering.files.journal.moving import Relinked
from laering.files.journal.names import Place, day_told
from laering.files.journal.progress import Progress
from laering.files.pictures.taking import telling_places

NOT_UTF8 = "not-utf8"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be mended.

    ``lines`` of files each with its problem, and the problems of files whose letters are
    ``recoded``, that are ``moved`` to the name of their day, and that are ``removed`` since they
    are equal copies. Files that are ``led_on`` name an entry by an id it had before: no problem,
    but what is left where a change of day was cut short.
    """

    lines: Sequence[Mending]
    recoded: Sequence[Problem]
    known: Known
    moved: Sequence[Problem] = ()
    removed: Sequence[Problem] = ()
    led_on: Sequence[Relinked] = ()

    def __bool__(self) -> bool:
        return bool(self.problems or self.led_on)

    @property
    def problems(self) -> list[Problem]:
        """The problems that it would mend, in order."""
        of_lines = (problem for each in self.lines for problem in each.problems)
        found = {*of_lines, *self.recoded, *self.moved, *self.removed}
        return sorted(found, key=_order)


def known_of(
    journal: Journal, places: Iterable[Place], names: Mapping[str, str], today: date
) -> Known:
    """What the checks must know of a journal with these files and these names of its sources.

    Other files than the one that is checked are opened only where a link leads to them.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    paths = [place.path for place in places]
    copies = journal.copies(journal.listing()).originals
    for path in paths:
        if path not in copies:
            ids[Place(path).id].append(path)

    @cache
    def repeated(name: str) -> tuple[str, ...]:
        found = journal.read_one(ids[name][0])
        return found.repeats if isinstance(found, Entry) else ()

    @cache
    def borne() -> Mapping[str, Sequence[str]]:
        return bearers((each for among in ids.values() for each in among), journal.bytes_at)

    return Known(
        names,
        journal.config.language,
        ids,
        day_told,
        today,
        lambda name: borne().get(folded(name), ()),
        repeated,
        journal.has_file,
    )


def problems_in(
    journal: Journal,
    places: Sequence[Place],
    known: Known,
    progress: Progress,
    *,
    tone: bool = False,
) -> list[Problem]:
    """Everything that is wrong with these files, by path and line; with ``tone`` blame as well.

    When they are all there are, so is what lies beside them and is none, and what is wrong with
    the journal's settings and those of git.
    """
    found: list[Problem] = []
    listing = journal.listing()
    copies = journal.copies(listing).problems
    for number, place in enumerate(places, 1):
        copy = copies.get(place.path)
        found += [copy] if copy is not None else _problems(journal, place, known, tone=tone)
        if not number % 100 or number == len(places):
            progress(number, len(places))
    if {place.path for place in places}.issuperset(listing.markdown):
        found += journal.strays(listing)
        found += telling_places(journal, listing.others)
        found += unknown_settings(journal.root)
        found += git.text_of_everything(journal.root)
    return sorted(set(found), key=_order)


def _order(problem: Problem) -> tuple[object, ...]:
    return problem.path, problem.line, problem.code, problem.facts


def _problems(journal: Journal, place: Place, known: Known, *, tone: bool) -> list[Problem]:
    data = journal.bytes_at(place.path)
    if not isinstance(data, bytes):
        return [Problem(place.path, 1, *data)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [Problem(place.path, data.count(b"\n", 0, error.start) + 1, NOT_UTF8)]
    found = list(check.in_text(place.path, text))
    if any(each.code == "conflict" for each in found):
        # It is no entry until it is settled, and breaks whatever it stands in.
        return found
    look = codec.look(text, place.path)
    if isinstance(look, Look):
        blame = check.tone_of(look) if tone else ()
        return [*found, *check.in_entry(look, known), *blame]
    return [*found, look]


def plan_for(journal: Journal, problems: Sequence[Problem], known: Known) -> Plan:
    """How to mend those of the problems that have one safe answer.

    A file that is in the journal under several names, as links do, is mended under the first.
    """
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code in MENDERS or problem.code == NOT_UTF8:
            by_path[problem.path].append(problem)
    by_file: dict[str, str] = {}
    for path in by_path:
        by_file.setdefault(os.path.realpath(journal.root / path), path)
    lines: list[Mending] = []
    files: list[Problem] = []
    for path in by_file.values():
        data = journal.bytes_at(path)
        if not isinstance(data, bytes):
            continue
        text = _text(data)
        if text is not None:
            lines += mended(text, path, by_path[path], known)[1]
        elif by_path[path][0].code == NOT_UTF8 and recoded(data) is not None:
            files.append(by_path[path][0])
    lines += _git_told(journal, problems)
    # A copy is known by the name of what it was made of: that waits until the copy is settled.
    kept = set(journal.copies(journal.listing()).originals.values())
    moved = [
        each
        for each in problems
        if each.code == "name-date"
        and each.path not in kept
        and _new_stem(each, known)
        and _can_move(journal, each)
    ]
    equal = [each for each in problems if each.code == "copy" and check.SAME_COPY in _facts(each)]
    return Plan(lines, files, known, moved, equal)


def _facts(problem: Problem) -> list[str]:
    return [value for _, value in problem.facts]


def _new_stem(problem: Problem, known: Known) -> str | None:
    """The id that a file should have by the day in its header; None where nobody can tell."""
    place = Place(problem.path)
    facts = dict(problem.facts)
    told = facts["named"]
    if not place.id.startswith(told) or len(known.places.get(place.id, ())) != 1:
        return None
    return f"{facts['value']}{place.id[len(told) :]}"


def _git_told(journal: Journal, problems: Sequence[Problem]) -> list[Mending]:
    told = [each for each in problems if each.code == "gitattributes"]
    data = journal.bytes_at(git.ATTRIBUTES) if told else b""
    lines = (_text(data) or "").split("\n") if isinstance(data, bytes) else []
    return [
        Mending((each,), lines[each.line - 1], git.only_markdown(lines[each.line - 1]))
        for each in told
        if each.line <= len(lines)
    ]


def mended(
    text: str, path: str, problems: Iterable[Problem], known: Known
) -> tuple[str, list[Mending]]:
    """A file's text with its problems mended that have one safe answer, and each line's change.

    Nothing is mended when afterwards one of these problems were still there, or anything in the
    header but what was mended were another.
    """
    look = codec.look(text, path)
    if not isinstance(look, Look):
        return text, []
    there = set(check.in_entry(look, known))
    lines = text.split("\n")
    found: dict[int, dict[Change, Problem]] = defaultdict(dict)
    for problem in problems:
        if problem in there and problem.code in MENDERS:
            for change in changes(problem, lines[problem.line - 1], look.header, known):
                found[problem.line][change] = problem
    mendings = []
    for number, own in found.items():
        before = lines[number - 1]
        lines[number - 1] = _changed(before, own)
        was, becomes = before.removesuffix("\r"), lines[number - 1].removesuffix("\r")
        mendings.append(Mending(tuple(dict.fromkeys(own.values())), was, becomes))
    after = "\n".join(lines)
    again = codec.look(after, path)
    if not isinstance(again, Look):
        return text, []
    meant: dict[tuple[int, int | None], str]
    meant = {(number - 2, each.column): each.after for number, own in found.items() for each in own}
    gone = {problem for own in found.values() for problem in own.values()}
    safe = gone.isdisjoint(check.in_entry(again, known)) and (
        _values(again.header, {}) == _values(look.header, meant)
    )
    return (after, mendings) if safe else (text, [])


def _changed(line: str, pieces: Iterable[Change]) -> str:
    # From the right, so that no change moves what is changed after it.
    for column, before, after in sorted(pieces, reverse=True):
        line = f"{line[:column]}{after}{line[column + len(before) :]}"
    return line


def _values(header: Header, meant: Mapping[tuple[int, int | None], str]) -> list[object]:
    """All that a header says, with other texts for those that begin at some lines and columns."""
    return [
        (each.line, each.kind, len(each.value))
        if isinstance(each.value, list)
        else (each.line, each.kind, meant.get((each.line, each.column), each.value))
        for each in header.values()
    ]


def mend(journal: Journal, plan: Plan) -> None:
    """Do what the plan says, one file after the other.

    Raises FileChanged when a file is no longer such that the plan fits, or what
    ``Journal.rewrite`` raises; the other files are mended then all the same.
    """
    edits: dict[str, Callable[[bytes], bytes]] = {}
    for problem in plan.recoded:
        edits[problem.path] = lambda data: (recoded(data) or "").encode() or data
    by_path: dict[str, list[Mending]] = defaultdict(list)
    for each in plan.lines:
        by_path[each.problem.path].append(each)
    for path, mendings in by_path.items():
        of_git = path == git.ATTRIBUTES
        edits[path] = git.told_anew if of_git else partial(_edited, mendings, plan.known)
    deeds = [partial(journal.rewrite, path, edit) for path, edit in edits.items()]
    deeds += [partial(_lead_on, journal, plan.led_on)] if plan.led_on else []
    deeds += [partial(_move, journal, each) for each in plan.moved]
    deeds += [
        partial(journal.take_away, each.path, dict(each.facts)["original"]) for each in plan.removed
    ]
    failed: LaeringError | None = None
    for deed in deeds:
        try:
            deed()
        except LaeringError as error:
            failed = failed or error
    if failed is not None:
        raise failed


def _move(journal: Journal, problem: Problem) -> None:
    """Give a file the name of its day. Its old id still leads there, also when this is cut short.

    Raises what ``moving.carried_out`` does.
    """
    entry = journal.read_one(problem.path)
    if isinstance(entry, Entry):
        moving.carried_out(journal, moving.planned(journal, entry, entry.date))


def left_to_lead_on(journal: Journal, places: Sequence[Place]) -> list[Relinked]:
    """The files that name an entry by an id that it alone had before, and what they become."""
    names = moving.earlier_ids(journal, journal.listing())
    return moving.relinked(journal, [place.path for place in places], names)


def _lead_on(journal: Journal, files: Sequence[Relinked]) -> None:
    names = moving.earlier_ids(journal, journal.listing())
    moving.lead_on(journal, [each.path for each in files], names)


def _can_move(journal: Journal, problem: Problem) -> bool:
    """Whether a file is an entry, and its old name can be kept in it."""
    data = journal.bytes_at(problem.path)
    if not isinstance(data, bytes) or not isinstance(codec.read(data, problem.path), Entry):
        return False
    text = (_text(data) or "").replace("\r\n", "\n")
    return moving.bearing(text, Place(problem.path).id) is not None


def _edited(mendings: list[Mending], known: Known, data: bytes) -> bytes:
    path = mendings[0].problem.path
    problems = [problem for each in mendings for problem in each.problems]
    after, made = mended(_text(data) or "", path, problems, known)
    if made != mendings:
        raise FileChanged(path=path)
    return after.encode("utf-8")


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
