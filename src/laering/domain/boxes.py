"""Boxes in an answer, where they are text: kept as that, or made the action that they may mean.

Lines are counted from 0 where the text below the front matter begins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from laering.domain.action import is_task
from laering.domain.body import split
from laering.domain.entry import Body
from laering.domain.followup import added
from laering.domain.items import items
from laering.domain.text.beginnings import BULLETED, bare
from laering.domain.text.comments import lines_inside
from laering.domain.text.escapes import escape_box
from laering.domain.text.nearly import near_box


def kept_as_text(text: str, line: int) -> str | None:
    """The text with the box on a line escaped, so that it plainly is none; it is shown as before.

    None where that would make anything else read otherwise.
    """
    lines = text.split("\n")
    lines[line] = escape_box(lines[line])
    after = "\n".join(lines)
    return after if after != text and split(after) == split(text) else None


def made_action(text: str, line: int, language: str) -> str | None:
    """The text with the box on a line moved to the end of the actions, with all that is its own.

    Its lines stay as they are but for the bullet and the indent: what else stands on them, such
    as a comment, goes with them. None where that would make anything else read otherwise.
    """
    lines = text.split("\n")
    near = None if is_task(lines[line]) else near_box(lines[line])
    lines[line] = (near and near.written) or lines[line]
    found = next((each for each in items(lines) if each.lines.start == line), None)
    bullet = BULLETED.match(lines[line])
    if found is None or bullet is None:
        return None
    taken = _with_comments(lines, found.own)
    without = "\n".join(each for index, each in enumerate(lines) if index not in taken)
    if _but_answers(split(without)) != _but_answers(split(text)):
        return None
    below = (bare(lines[index]).lstrip(" \t") for index in sorted(taken) if index != line)
    written = [f"- {lines[line][bullet.end() :]}", *(f"  {each}" for each in below)]
    return added(without, found.action, language, written)


def _with_comments(lines: Sequence[str], own: Iterable[int]) -> set[int]:
    """The lines of an action, and those below on which a comment that begins there goes on."""
    inside = lines_inside(lines)
    taken = set()
    for index in own:
        taken.add(index)
        taken.update(takewhile(inside.__contains__, range(index + 1, len(lines))))
    return taken


def _but_answers(body: Body) -> Body:
    """A body without its first two answers."""
    return replace(body, answers=replace(body.answers, happened="", learned=""))
