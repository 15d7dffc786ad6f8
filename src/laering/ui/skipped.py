"""What is said of files that were passed over."""

from collections.abc import Iterator, Sequence

from laering.domain.entry import Problem
from laering.i18n import ngettext
from laering.ui.words import problem_text

_NAMED = 5


def skipped_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """How many files were skipped, and the first few with line and reason."""
    yield ngettext(
        "{count} file was skipped because it could not be read:",
        "{count} files were skipped because they could not be read:",
        len(problems),
    ).format(count=len(problems))
    for problem in problems[:_NAMED]:
        yield f"  {problem.path}:{problem.line}: {problem_text(problem)}"
    if len(problems) > _NAMED:
        yield f"  … (+{len(problems) - _NAMED})"
