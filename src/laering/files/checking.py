"""Looking for problems in files, and mending those with one safe answer: plan, then act."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from laering.domain import check
from laering.domain.check import Header, Known, Look
from laering.domain.entry import Problem
from laering.domain.errors import FileChanged, LaeringError
from laering.domain.mend import MENDERS, Change, Mending, changes, recoded
from laering.files.config import unknown_settings
from laering.files.entry import codec
from laering.files.journal.journal import Journal
from laering.files.journal.names import ENTRIES, Place, day_told
from laering.files.journal.progress import Progress

NOT_UTF8 = "not-utf8"
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be mended: lines, each with its problem, and files whose letters are recoded."""

    lines: Sequence[Mending]
    recoded: Sequence[Problem]
    known: Known

    @property
    def problems(self) -> list[Problem]:
        """The problems that it would mend, in order."""
        found = {*self.recoded, *(problem for each in self.lines for problem in each.problems)}
        return sorted(found, key=_order)


def known_of(journal: Journal, places: Iterable[Place], names: Mapping[str, str]) -> Known:
    """What the checks must know of a journal with these files and these names of its sources."""
    ids: dict[str, list[str]] = defaultdict(list)
    for place in places:
        ids[place.id].append(place.path)
    return Known(names, journal.config.language, ids, day_told)


def problems_in(
    journal: Journal,
    places: Sequence[Place],
    known: Known,
    progress: Progress,
    *,
    tone: bool = False,
) -> list[Problem]:
    """Everything that is wrong with these files, by path and line; with ``tone`` blame as well.

    When they are all there are, files that nobody reads though they look like entries are named,
    and so are settings of the journal that nothing reads.
    """
    found: list[Problem] = []
    for number, place in enumerate(places, 1):
        found += _problems(journal, place, known, tone=tone)
        if not number % 100 or number == len(places):
            progress(number, len(places))
    read = {place.path for place in places}
    if all(read.issuperset(paths) for paths in known.places.values()):
        found += _not_read(journal, read)
        found += unknown_settings(journal.root)
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
    look = codec.look(text, place.path)
    if isinstance(look, Look):
        blame = check.tone_of(look) if tone else ()
        return [*found, *check.in_entry(look, known), *blame]
    # A conflict in the header breaks it in every way; one word about it is enough.
    conflict = any(each.code == "merge-conflict" for each in found)
    return found if conflict else [*found, look]


def _not_read(journal: Journal, read: set[str]) -> Iterator[Problem]:
    """The files among the entries that have a name like an entry's and are not those read."""
    found = set(_markdown_in(journal, read))
    if found:
        # Some may have been written after the others were listed.
        found -= {place.path for place in journal.places()}
    for path in found:
        reason = check.TOO_DEEP if path.endswith(".md") else check.NO_MD
        yield Problem(path, 1, "not-read", (("reason", reason),))


def _markdown_in(journal: Journal, read: set[str]) -> Iterator[str]:
    """Every other path in the entries' folder with a name like Markdown's, at any depth."""
    waiting = [ENTRIES]
    while waiting:
        folder = waiting.pop()
        with suppress(OSError), os.scandir(journal.root / folder) as found:
            for each in found:
                path = f"{folder}/{each.name}"
                if each.name[0] == "." or path in read:
                    continue
                if each.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif each.name.casefold().endswith(_MARKDOWN):
                    yield path


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
    return Plan(lines, files, known)


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
        edits[path] = partial(_edited, mendings, plan.known)
    failed: LaeringError | None = None
    for path, edit in edits.items():
        try:
            journal.rewrite(path, edit)
        except LaeringError as error:
            failed = failed or error
    if failed is not None:
        raise failed


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
