"""Looking for problems in files, and mending those with one safe answer: plan, then act."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from laering.domain import check
from laering.domain.check import Known, Look
from laering.domain.entry import Problem
from laering.domain.errors import FileChanged
from laering.domain.mend import Mending, mending, recoded
from laering.files import codec
from laering.files.journal import Journal, Place, Progress, with_own_line_ends

NOT_UTF8 = "not-utf8"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be mended: lines, each with its problem, and files whose letters are recoded."""

    lines: Sequence[Mending]
    recoded: Sequence[Problem]

    @property
    def problems(self) -> list[Problem]:
        """The problems that it would mend, in order."""
        found = [each.problem for each in self.lines] + list(self.recoded)
        return sorted(found, key=_order)


def known_of(journal: Journal, places: Iterable[Place], names: Mapping[str, str]) -> Known:
    """What the checks must know of a journal with these files and these names of its sources."""
    ids: dict[str, list[str]] = defaultdict(list)
    for place in places:
        ids[place.id].append(place.path)
    return Known(names, journal.config.language, ids)


def problems_in(
    journal: Journal, places: Sequence[Place], known: Known, progress: Progress
) -> list[Problem]:
    """Everything that is wrong with these files, by path and line."""
    found: list[Problem] = []
    for number, place in enumerate(places, 1):
        found += _problems(journal, place, known)
        if not number % 100 or number == len(places):
            progress(number, len(places))
    return sorted(set(found), key=_order)


def _order(problem: Problem) -> tuple[object, ...]:
    return problem.path, problem.line, problem.code, problem.facts


def _problems(journal: Journal, place: Place, known: Known) -> list[Problem]:
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
        return [*found, *check.in_entry(look, known)]
    # A conflict in the header breaks it in every way; one word about it is enough.
    conflict = any(each.code == "merge-conflict" for each in found)
    return found if conflict else [*found, look]


def plan_for(journal: Journal, problems: Sequence[Problem], known: Known) -> Plan:
    """How to mend those of the problems that have one safe answer."""
    lines: list[Mending] = []
    files: list[Problem] = []
    texts: dict[str, list[str]] = {}
    taken: set[tuple[str, int]] = set()
    for problem in problems:
        if problem.code == NOT_UTF8:
            data = journal.bytes_at(problem.path)
            if isinstance(data, bytes) and recoded(data) is not None:
                files.append(problem)
            continue
        if problem.path not in texts:
            texts[problem.path] = _lines(journal, problem.path)
        if (problem.path, problem.line) in taken or problem.line > len(texts[problem.path]):
            continue
        mended = mending(problem, texts[problem.path][problem.line - 1], known)
        if mended is not None:
            lines.append(mended)
            taken.add((problem.path, problem.line))
    return Plan(lines, files)


def _lines(journal: Journal, path: str) -> list[str]:
    data = journal.bytes_at(path)
    if not isinstance(data, bytes):
        return []
    return data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")


def mend(journal: Journal, plan: Plan) -> None:
    """Do what the plan says, one file after the other.

    Raises FileChanged when a line is no longer what it was when the plan was made, or what
    ``Journal.rewrite`` raises; the files before it are mended then.
    """
    for problem in plan.recoded:
        journal.rewrite(problem.path, lambda data: (recoded(data) or "").encode() or data)
    by_file: dict[str, list[Mending]] = defaultdict(list)
    for each in plan.lines:
        by_file[each.problem.path].append(each)
    for path, mendings in by_file.items():

        def edit(text: str, mendings: list[Mending] = mendings, path: str = path) -> str:
            lines: list[str | None] = list(text.split("\n"))
            for each in mendings:
                if lines[each.problem.line - 1 : each.problem.line] != [each.before]:
                    raise FileChanged(path=path)
                lines[each.problem.line - 1] = each.after
            return "\n".join(line for line in lines if line is not None)

        journal.rewrite(path, _as_bytes(edit))


def _as_bytes(edit: Callable[[str], str]) -> Callable[[bytes], bytes]:
    return lambda data: with_own_line_ends(data.decode("utf-8"), edit).encode("utf-8")
