"""The questions one by one: each asks for one thing, with the answer from before in its place."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from laering.domain.action import Action
from laering.domain.dates import read_date
from laering.domain.entry import Attached, Given, Source
from laering.domain.errors import EmptyAnswer, LaeringError
from laering.domain.sources import find_source
from laering.domain.steps import (
    ACTIONS,
    DAY,
    DIFFERENTLY,
    HAPPENED,
    LEARNED,
    OUTCOME,
    SOURCE,
    TITLE,
    answer_in,
    question_of,
    with_answer,
)
from laering.domain.typed import read_typed, typed_again
from laering.domain.wording import suggest_title
from laering.i18n import _
from laering.ui.asking.asker import BACK, Asker, Back, Check, Earlier, Typing
from laering.ui.words import (
    error_text,
    long_date,
    questions,
    source_hint,
    source_names,
    understood,
    weekday,
)

if TYPE_CHECKING:
    from threading import Thread

PROSE = (HAPPENED, LEARNED, DIFFERENTLY)
"""The steps of the three questions, in their order."""

Similar = Callable[[str, date], Sequence[Earlier]]
"""The few events until a day that resemble a text; none when nothing does."""


Take = Callable[[str], Attached]
"""Takes the picture at a path, as somebody typed it; raises what makes it none for a journal."""


def nothing(text: str, day: date) -> Sequence[Earlier]:
    """Nobody looks for similar events."""
    return ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the flow needs to know besides the answers.

    ``similar`` gives the events that are surely the same, ``perhaps`` those that may be.
    Without ``take`` there are no pictures; ``arrived`` is what somebody else has sent in.
    """

    sources: Sequence[Source]
    today: date
    author: str | None
    later: bool = False
    similar: Similar = nothing
    perhaps: Similar = nothing
    tone: bool = True
    take: Take | None = None
    arrived: bool = False


class Turn(NamedTuple):
    """What a question needs besides what is given.

    ``typing`` gives the answer that is being typed, when told what was answered before; ``kept``
    is told what is given in the middle of a step. ``offered`` are the steps at which a better
    question was offered.
    """

    asker: Asker
    setting: Setting
    typing: Callable[[str | None], Typing]
    kept: Callable[[Given], None]
    offered: set[str]


def ask(step: str, given: Given, turn: Turn) -> Given | Back:
    """Ask for what a step is about; gives what is known then, or ``BACK``."""
    if step in PROSE or question_of(step) is not None:
        return _ask_prose(step, given, turn)
    return _ASK[step](given, turn)


def _ask_source(given: Given, turn: Turn) -> Given | Back:
    sources = [source for source in turn.setting.sources if not source.hidden]
    found = turn.asker.source(sources, given.source)
    if found is BACK:
        return BACK
    return replace(given, source=find_source(found, source_names(sources)))


def _ask_outcome(given: Given, turn: Turn) -> Given | Back:
    found = turn.asker.outcome(given.outcome)
    return BACK if found is BACK else replace(given, outcome=found)


def _ask_day(given: Given, turn: Turn) -> Given | Back:
    today = turn.setting.today

    def check(text: str) -> str | None:
        return fault_of(lambda: read_date(text, today)) if text.strip() else None

    before = given.date.strftime("%d.%m.%Y") if given.date else None
    text = turn.asker.day(check, turn.typing(before))
    if text is BACK:
        return BACK
    if not text.strip():
        return replace(given, date=today)
    day = read_date(text, today)
    if not day.exact:
        turn.asker.understood(f"{weekday(day.date)} {long_date(day.date)}")
    return replace(given, date=day.date)


def _ask_prose(step: str, given: Given, turn: Turn) -> Given | Back:
    """Ask one of the three questions, or one that only a source has.

    Where the journal minds its tone, an answer that blames is offered, once, a question that
    looks for insight.
    """
    asker, before = turn.asker, answer_in(given, step)
    if asker.present and turn.setting.tone:
        make_ready()
    question, hint = _asked(step, given, turn.setting)
    required = step == HAPPENED
    typing = turn.typing(before)
    text = asker.answer(question, hint, typing, required=required)
    while text is not BACK and text != before and _led_further(step, text, turn):
        text = asker.answer(
            question, hint, typing._replace(begun=text, settled=False), required=required
        )
    if text is BACK:
        return BACK
    if required and not text.strip():
        raise EmptyAnswer(question=question)
    if step == HAPPENED and given.title is not None and given.title == suggest_title(before or ""):
        # A title that was taken from the answer goes with it.
        given = replace(given, title=suggest_title(text))
    return with_answer(given, step, text)


def _asked(step: str, given: Given, setting: Setting) -> tuple[str, str]:
    """A question in prose, and the hint below it."""
    question = question_of(step)
    if question is not None:
        return question, ""
    place = PROSE.index(step)
    source = source_by_id(given.source, setting.sources)
    return questions()[place], source_hint(source, place) if source else ""


@cache
def make_ready() -> "Thread":
    """Look through a first text beside the dialogue, once in a run.

    That takes long, and whoever has answered should not wait for it.
    """
    from threading import Thread

    thread = Thread(target=_look_through_a_first, daemon=True)
    thread.start()
    return thread


def _look_through_a_first() -> None:
    from laering.domain.tone import remarks

    # What goes wrong here will go wrong where it matters, and be told there.
    with suppress(Exception):
        remarks("Ingen.", third=True)


def _led_further(step: str, text: str, turn: Turn) -> bool:
    """Whether somebody who was offered a question that leads further writes the answer anew."""
    if not turn.setting.tone or not text.strip() or step in turn.offered:
        return False
    from laering.domain.tone import remarks

    found = remarks(text, third=step == DIFFERENTLY)
    if not found:
        return False
    turn.offered.add(step)
    first = found[0]
    return turn.asker.reconsider(text[first.start : first.end], _(first.question))


def _ask_actions(given: Given, turn: Turn) -> Given | Back:
    """Ask for actions, a line each until an empty one; those that stand there come first.

    What stands there is changed, or taken out where its line is emptied. Whoever goes back keeps
    what they wrote.
    """
    check = action_check(turn.setting.today, given.date)
    found = list(given.actions)
    typing = turn.typing(None)
    unread = {len(found): typing.begun} if typing.begun else dict[int, str]()
    at = len(found) if unread else 0
    while True:
        before = typed_again(found[at]) if at < len(found) else ""
        shown, seen = _followed(typing, unread.pop(at, before), settled=bool(before))
        text = turn.asker.action(check, shown, first=at == 0)
        line = seen[-1] if text is BACK else text
        if check(line) is not None:
            unread[at] = line
        elif line.strip() != before:
            count = _put(line, at, found, turn, given.date)
            turn.kept(replace(given, actions=tuple(found)))
            at += 0 if text is BACK else count
        elif text is not BACK and not before:
            return replace(given, actions=tuple(found))
        elif text is not BACK:
            at += 1
        if text is BACK:
            at -= 1
        if at < 0:
            typing.tell("\n".join(unread.values()))
            return BACK


def _followed(typing: Typing, begun: str, *, settled: bool) -> tuple[Typing, list[str]]:
    """The same typing with another beginning, and what was typed last, at the end of a list."""
    seen = [begun]

    def tell(text: str) -> None:
        seen.append(text)
        typing.tell(text)

    return Typing(begun, tell, settled), seen


def _put(text: str, at: int, found: list[Action], turn: Turn, since: date | None) -> int:
    """Put the actions that somebody typed, a line each, in one place; gives how many they are."""
    today = turn.setting.today
    actions = _read_lines(text, today, since)
    found[at : at + 1] = actions
    for action in actions:
        turn.asker.understood(understood(action, today))
    return len(actions)


def _read_lines(text: str, today: date, since: date | None) -> list[Action]:
    return [read_typed(line, today, since) for line in text.split("\n") if line.strip()]


def action_check(today: date, since: date | None) -> Check:
    """A check of actions for an event of that day, a line each: what is wrong with one."""

    def check(text: str) -> str | None:
        return fault_of(lambda: _read_lines(text, today, since))

    return check


def _ask_title(given: Given, turn: Turn) -> Given | Back:
    suggestion = suggest_title(given.happened or "")
    if turn.setting.later:
        return replace(given, title=suggestion)
    title = turn.asker.title(suggestion, turn.typing(given.title))
    return BACK if title is BACK else replace(given, title=title.strip() or suggestion)


_ASK: dict[str, Callable[[Given, Turn], Given | Back]] = {
    SOURCE: _ask_source,
    OUTCOME: _ask_outcome,
    DAY: _ask_day,
    ACTIONS: _ask_actions,
    TITLE: _ask_title,
}


def source_by_id(name: str | None, sources: Sequence[Source]) -> Source | None:
    """The source with an id; None when the journal has no such source."""
    return next((source for source in sources if source.id == name), None)


def fault_of(read: Callable[[], object]) -> str | None:
    """What is wrong with what is read, in words; None when it can be read."""
    try:
        read()
    except LaeringError as error:
        return error_text(error)
    return None
