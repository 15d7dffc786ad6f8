"""Several journals at once: those that can be read, and why the others cannot."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from laering.domain.entry import Problem
from laering.domain.errors import BadConfig, LaeringError, NoneOfThem
from laering.files.config import JOURNAL_FILE
from laering.files.journal.journal import Journal, open_journal
from laering.files.personal import expanded
from laering.files.system.ways import way
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import one_line
from laering.ui.words import error_text, problem_text


class Several(NamedTuple):
    """The journals that can be read, and a problem for each that cannot.

    Paths of problems are as seen from the first journal's folder.
    """

    journals: list[Journal]
    left_out: list[Problem]


def journals_of(call: Call, folders: Sequence[Path] | None) -> Several:
    """The journals that are named, else the one that is meant; tells which are left out.

    Raises what ``open_journal`` does for one alone, and NoneOfThem where no one of several can
    be read.
    """
    if not folders:
        return Several([call.journal()], [])
    roots = {expanded(folder).resolve(): expanded(folder) for folder in folders}
    found: list[Journal] = []
    faults: list[tuple[Path, LaeringError]] = []
    for root in roots.values():
        try:
            found.append(open_journal(root))
        except LaeringError as fault:
            if len(roots) == 1:
                raise
            faults.append((root, fault))
    if not found:
        raise NoneOfThem(reasons=tuple(error_text(fault) for _, fault in faults))
    left_out = [_problem(found[0], root, fault) for root, fault in faults]
    for problem in left_out:
        call.terminal.note(f"{one_line(problem.path)}:{problem.line}: {problem_text(problem)}")
    return Several(found, left_out)


def _problem(first: Journal, root: Path, fault: LaeringError) -> Problem:
    path = f"{way(first.root, root)}/{JOURNAL_FILE}"
    if not isinstance(fault, BadConfig):
        return Problem(path, 1, "journal-left-out", (("reason", error_text(fault)),))
    text = error_text(fault).removeprefix(f"{fault.path}:{fault.line}: ")
    return Problem(path, fault.line, "journal-left-out", (("reason", text),))
