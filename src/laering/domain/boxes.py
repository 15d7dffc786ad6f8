"""Boxes in an answer, where they are text: kept as that, or made the action that they may mean.

Lines are counted from 0 where the text below the front matter begins.
"""

from dataclasses import replace

from laering.domain.body import split
from laering.domain.entry import Body
from laering.domain.followup import added
from laering.domain.items import items
from laering.domain.text.escapes import escape


def kept_as_text(text: str, line: int) -> str | None:
    """The text with the box on a line escaped, so that it plainly is none; it is shown as before.

    None where that would make anything else read otherwise.
    """
    lines = text.split("\n")
    lines[line] = escape(lines[line])
    after = "\n".join(lines)
    return after if after != text and split(after) == split(text) else None


def made_action(text: str, line: int, language: str) -> str | None:
    """The text with the box on a line moved to the end of the actions, with all that is its own.

    None where that would make anything else read otherwise.
    """
    lines = text.split("\n")
    found = next((each for each in items(lines) if each.lines.start == line), None)
    if found is None:
        return None
    taken = {*found.lines, *found.judgements}
    without = "\n".join(each for index, each in enumerate(lines) if index not in taken)
    if _but_answers(split(without)) != _but_answers(split(text)):
        return None
    return added(without, found.action, language)


def _but_answers(body: Body) -> Body:
    """A body without its first two answers."""
    return replace(body, answers=replace(body.answers, happened="", learned=""))
