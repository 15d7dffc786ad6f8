"""The actions among the lines of a section, and what is left when they are taken out."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from laering.domain.action import (
    Action,
    Effect,
    goes_on,
    is_task,
    read_effect,
    read_task,
    read_written,
    tells_more,
)
from laering.domain.entry import Body
from laering.domain.text.beginnings import BOX, bare
from laering.domain.text.comments import kept_lines, shown, told_lines
from laering.domain.text.escapes import unescape, unescape_comments
from laering.domain.text.sections import cuts_of, text_of

_BOX = re.compile(rf"{BOX}(?=[ \t\n]|$)", re.MULTILINE)


class Item(NamedTuple):
    """Where an action stands among some lines: its box, and what belongs to it.

    ``lines`` are those of its own text, ``judgements`` those of each judgement below that tells
    whether it worked, the last of which counts, and ``below`` is the first line below them all.
    """

    action: Action
    lines: range
    judgements: tuple[range, ...]
    below: int

    @property
    def own(self) -> tuple[int, ...]:
        """All its lines, those of its judgements too."""
        return (*self.lines, *chain.from_iterable(self.judgements))


def items(lines: Sequence[str], number: int = 1) -> list[Item]:
    """The actions in some lines that make a section, numbered from ``number`` on."""
    told, idle = told_lines(lines)
    found: list[Item] = []
    index = 0
    under = False
    while index < len(told):
        line = told[index]
        if index in idle:
            under = under and (line[:1] in (" ", "\t") or not line.strip("\0"))
            index += 1
            continue
        alone = index + 1 == len(told) or told[index + 1][:2] in ("", "- ")
        if alone and line[:3] == "- [":
            # Nothing can go on below it: most actions are read here.
            action = read_written(line, number + len(found))
            if action is not None:
                found.append(Item(action, range(index, index + 1), (), index + 1))
                under = True
                index += 1
                continue
        if "]" in line and is_task(line):
            end = _end_of_item(told, idle, index)
            action = read_task(whole(told, range(index, end)), number + len(found))
            if action is not None:
                found.append(Item(action, range(index, end), (), end))
                under = True
                index = end
                continue
        inner = bare(line)
        effect = read_effect(inner) if under else None
        if effect is not None:
            end = _end_of_judgement(told, idle, index)
            found[-1] = _judged(found[-1], effect, told, range(index, end))
            index = end
            continue
        under = under and (inner[:1] in (" ", "\t") or not inner.strip())
        index += 1
    return found


def _judged(item: Item, effect: Effect, told: Sequence[str], lines: range) -> Item:
    words = (effect.text, *(told[index] for index in lines[1:]))
    text = " ".join(map(bare, words)).replace("\0", "")
    said = unescape_comments(" ".join(text.split()))
    judged = replace(effect, text=said).after(item.action.effect)
    action = item.action._replace(effect=judged)
    return Item(action, item.lines, (*item.judgements, lines), lines.stop)


def _end_of_item(told: Sequence[str], idle: AbstractSet[int], start: int) -> int:
    """The first line below the paragraph that an action begins, as far as it is the action's.

    Indented lines are, and so are others up to the last one with an owner or a date: what a
    formatter or a mail program has wrapped.
    """
    quoted = ">" in told[start][: told[start].find("[")]
    end = start + 1
    for index in range(start + 1, len(told)):
        inner = bare(told[index])
        if index in idle or not goes_on(inner) or (not quoted and inner is not told[index]):
            break
        if inner[:1] in (" ", "\t") or tells_more(inner):
            end = index + 1
    return end


def _end_of_judgement(told: Sequence[str], idle: AbstractSet[int], start: int) -> int:
    for index in range(start + 1, len(told)):
        inner = bare(told[index])
        if index in idle or inner[:1] not in (" ", "\t") or not goes_on(inner):
            return index
    return len(told)


def whole(lines: Sequence[str], own: range) -> str:
    """The lines of an action as one."""
    return " ".join((lines[own.start], *(bare(lines[index]) for index in own[1:])))


def prose_and_actions(text: str, number: int = 1) -> tuple[str, tuple[Action, ...]]:
    """The third answer without its task items, and the actions these are."""
    if _BOX.search(text) is None:
        return unescape(shown(text)), ()
    lines = text.split("\n")
    found = items(lines, number)
    taken = {index for item in found for index in item.own}
    prose = kept_lines(lines, taken)
    return unescape("\n".join(prose)), tuple(item.action for item in found)


def further_parts(body: Body) -> list[tuple[str, str]]:
    """What stands beside the three answers and the actions: each section's heading and text.

    What stands above them all has no heading.
    """
    above = [("", body.preamble)] if body.preamble.strip() else []
    packed = without_actions(body.more).encode("utf-8", "surrogatepass") if body.more else b""
    below = [(cut.title, text_of(packed[cut.inside : cut.end])) for cut in cuts_of(packed)]
    return above + below


def without_actions(more: str) -> str:
    """The further sections, as they stand, without their actions and what held nothing else."""
    packed = more.encode("utf-8", "surrogatepass")
    kept = []
    for cut in cuts_of(packed):
        text = text_of(packed[cut.start : cut.end])
        prose, found = prose_and_actions(text_of(packed[cut.inside : cut.end]))
        if found:
            heading = text_of(packed[cut.start : cut.inside])
            text = f"{heading}\n{prose.strip(chr(10))}\n\n" if prose.strip() else ""
        kept.append(text)
    return "".join(kept).strip("\n")
