"""Asking whether a box in an answer is text, or an action that stands in the wrong place."""

from collections.abc import Sequence

from laering.domain.boxes import kept_as_text, made_action
from laering.domain.entry import Problem
from laering.domain.errors import CannotFollowUp, FileChanged
from laering.files.entry import codec
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.asking.prompt import typed_line
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import one_line


def ask_about_boxes(call: Call, journal: Journal, problems: Sequence[Problem]) -> None:
    """Ask of each box in an answer whether it is text or an action, and write what is said.

    From below, so that no change moves a box that is asked about later. Raises Interrupted, and
    what ``Journal.change`` does.
    """
    for problem in sorted(problems, key=lambda each: (each.path, -each.line)):
        data = journal.bytes_at(problem.path)
        lines = data.decode("utf-8", "replace").split("\n") if isinstance(data, bytes) else []
        if problem.line > len(lines):
            continue
        line = lines[problem.line - 1].removesuffix("\r")
        call.terminal.note(f"  {one_line(problem.path)}:{problem.line}: {one_line(line.strip())}")
        meant = _meant()
        if meant is not None:
            _write(journal, problem, line, as_action=meant == "action")


def _meant() -> str | None:
    """``text``, ``action``, or None to leave it."""
    question = _("Is it text (1) or an action (2)? Enter leaves it as it is.")
    return {"1": "text", "2": "action"}.get(typed_line(f"  {question} ").strip())


def _write(journal: Journal, problem: Problem, line: str, *, as_action: bool) -> None:
    def edit(text: str) -> str:
        head, rest = codec.parted(text)
        at = problem.line - 1 - head.count("\n")
        if at < 0 or rest.split("\n")[at : at + 1] != [line]:
            raise FileChanged(path=problem.path)
        language = journal.config.language
        changed = made_action(rest, at, language) if as_action else kept_as_text(rest, at)
        if changed is None:
            raise CannotFollowUp(path=problem.path, entry=Place(problem.path).id)
        return head + changed

    journal.change(problem.path, edit)
