"""The three questions as a flow: what is known already is not asked, the rest is.

Who asks is handed in: widgets on a terminal, plain lines on a simple one, or a stream that
nobody sits at. The flow is the same for all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol

from laering.domain.entry import Answers, Begun, Body, Draft, Given, Source
from laering.domain.errors import (
    EmptyAnswer,
    EmptyTitle,
    LaeringError,
    MissingAnswers,
    MissingEvenForLater,
    UnknownSource,
)
from laering.domain.keys import facts_of
from laering.domain.sources import find_source
from laering.domain.typed import read_typed
from laering.domain.wording import clean_tag, suggest_title, tags_in
from laering.i18n import _
from laering.ui.asking.asker import Asker, Check, Earlier, EndOfInput, Typing
from laering.ui.words import error_text, questions, source_hint, source_names, understood

# The place of the third question, which asks for what to do.
_THIRD = 2

Similar = Callable[[str, date], Sequence[Earlier]]
"""The few events until a day that resemble a text; none when nothing does."""


def nothing(text: str, day: date) -> Sequence[Earlier]:
    """Nobody looks for similar events."""
    return ()


class Keep(Protocol):
    """Where a learning is kept while it is told, so that nothing is lost on the way."""

    def typing(self, begun: Begun) -> None:
        """Something was typed."""

    def answered(self, begun: Begun) -> None:
        """A step is done."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the flow needs to know besides the answers."""

    sources: Sequence[Source]
    today: date
    author: str | None
    later: bool = False
    similar: Similar = nothing
    tone: bool = True


class _Turn(NamedTuple):
    """What a step needs besides what is given: whom to ask, and what was typed already.

    ``typing`` is called by the step that asks for a text; what was typed is for the first one.
    ``offered`` are the ids of the earlier events that were shown.
    """

    asker: Asker
    setting: Setting
    typing: Callable[[], Typing]
    offered: set[str]


def complete(begun: Begun, asker: Asker, setting: Setting, keep: Keep) -> Draft:
    """Ask for what is not given, and make a draft of it all.

    What was answered and typed before is not asked again. With ``setting.later`` only what an
    entry cannot be without is asked. Raises MissingAnswers, EmptyAnswer, EmptyTitle or
    UnknownSource.
    """
    given = _checked(begun.given, setting)
    typed = [begun.typing]
    wrong: LaeringError | None = None
    offered: set[str] = set()
    keep.answered(replace(begun, given=given))
    for number, step in enumerate(_STEPS):
        if number < begun.step or (setting.later and step not in _LEAST):
            continue

        so_far = Begun(given, number)

        def tell(text: str, so_far: Begun = so_far) -> None:
            keep.typing(replace(so_far, typing=text))

        def typing(tell: Callable[[str], None] = tell) -> Typing:
            return Typing(typed.pop() if typed else "", tell)

        try:
            given = step(given, _Turn(asker, setting, typing, offered))
        except UnknownSource as fault:
            # Nobody is there to choose again; what follows is read first, so that it is kept.
            wrong = fault
        except EndOfInput:
            if wrong is not None:
                raise wrong from None
            fault_of = MissingEvenForLater if setting.later else MissingAnswers
            raise fault_of(missing=_missing(given, setting)) from None
        if given != so_far.given:
            keep.answered(Begun(given, number + 1, "".join(typed)))
    if wrong is not None:
        raise wrong
    return draft(given, setting, tags_in_text=asker.free_text_tags)


def _checked(given: Given, setting: Setting) -> Given:
    """What is given, once it is certain that it can stand."""
    if given.title is not None and not given.title.strip():
        raise EmptyTitle()
    if given.happened is not None and not given.happened.strip():
        raise EmptyAnswer(question=questions()[0])
    if given.source is None:
        return given
    return replace(given, source=find_source(given.source, source_names(setting.sources)))


def _ask_source(given: Given, turn: _Turn) -> Given:
    if given.source is not None:
        return given
    sources = [source for source in turn.setting.sources if not source.hidden]
    chosen = find_source(turn.asker.source(sources), source_names(sources))
    return replace(given, source=chosen)


def _ask_outcome(given: Given, turn: _Turn) -> Given:
    return given if given.outcome is not None else replace(given, outcome=turn.asker.outcome())


def _ask_happened(given: Given, turn: _Turn) -> Given:
    if given.happened is not None:
        return given
    text = _asked(given, turn, 0)
    if not text.strip():
        raise EmptyAnswer(question=questions()[0])
    return replace(given, happened=text)


def _ask_repeats(given: Given, turn: _Turn) -> Given:
    """Show what resembles the answers so far, each event once; one may be marked as the same."""
    if given.repeats:
        return given
    text = "\n".join(filter(None, (given.happened, given.learned)))
    similar = turn.setting.similar(text, given.date or turn.setting.today)
    found = [each for each in similar if each.id not in turn.offered]
    if not found:
        return given
    turn.offered.update(each.id for each in found)
    chosen = turn.asker.repeats(found)
    if chosen is None:
        return given
    again = found[chosen]
    turn.asker.understood(_("Marked as a repeat of «{title}».").format(title=again.title))
    return replace(given, repeats=(again.id,))


def _ask_learned(given: Given, turn: _Turn) -> Given:
    return given if given.learned is not None else replace(given, learned=_asked(given, turn, 1))


def _ask_differently(given: Given, turn: _Turn) -> Given:
    if given.differently is not None:
        return given
    return replace(given, differently=_asked(given, turn, 2))


def _ask_action(given: Given, turn: _Turn) -> Given:
    if given.actions:
        return given
    today = turn.setting.today
    text = turn.asker.action(action_check(today, given.date), turn.typing())
    if not text.strip():
        return given
    action = read_typed(text, today, given.date)
    turn.asker.understood(understood(action, today))
    return replace(given, actions=(action,))


def _ask_title(given: Given, turn: _Turn) -> Given:
    if given.title is not None:
        return given
    suggestion = suggest_title(given.happened or "")
    title = suggestion if turn.setting.later else turn.asker.title(suggestion, turn.typing())
    return replace(given, title=title.strip() or suggestion)


# The order of the dialogue: each step asks for one thing that is not known yet.
_STEPS = (
    _ask_source,
    _ask_outcome,
    _ask_happened,
    _ask_repeats,
    _ask_learned,
    _ask_repeats,
    _ask_differently,
    _ask_action,
    _ask_title,
)

_LEAST = (_ask_source, _ask_happened, _ask_title)


def _asked(given: Given, turn: _Turn, place: int) -> str:
    source = source_by_id(given.source, turn.setting.sources)
    return ask(turn.asker, place, source, turn.typing(), tone=turn.setting.tone)


def ask(asker: Asker, place: int, source: Source | None, typing: Typing, *, tone: bool) -> str:
    """Ask one of the three questions; gives the answer.

    With ``tone`` an answer that blames is offered, once, a question that looks for insight.
    """
    hint = source_hint(source, place) if source else ""
    required = place == 0
    text = asker.answer(questions()[place], hint, typing, required=required)
    if not tone or not text.strip():
        return text
    from laering.domain.tone import remarks

    found = remarks(text, third=place == _THIRD)
    if not found:
        return text
    first = found[0]
    if not asker.reconsider(text[first.start : first.end], _(first.question)):
        return text
    return asker.answer(questions()[place], hint, typing._replace(begun=text), required=required)


def draft(given: Given, setting: Setting, *, tags_in_text: bool = False) -> Draft:
    """The draft that complete answers make."""
    tags = [clean_tag(tag) for tag in given.tags]
    answers = Answers(given.happened or "", given.learned or "", given.differently or "")
    if tags_in_text:
        for text in (answers.happened, answers.learned, answers.differently):
            tags += tags_in(text)
    facts = facts_of(given) | {
        "title": " ".join((given.title or "").split()),
        "date": given.date or setting.today,
        "source": given.source or "",
        "tags": tuple(dict.fromkeys(tag for tag in tags if tag)),
        "author": given.author or setting.author,
        "written": given.written or setting.today,
    }
    return Draft(**facts, body=Body(answers, given.actions, given.preamble, given.more))


def source_by_id(name: str | None, sources: Sequence[Source]) -> Source | None:
    """The source with an id; None when the journal has no such source."""
    return next((source for source in sources if source.id == name), None)


def action_check(today: date, since: date | None) -> Check:
    """A check of an action line, for an event that day, that tells what is wrong with its date."""

    def check(text: str) -> str | None:
        if not text.strip():
            return None
        try:
            read_typed(text, today, since)
        except LaeringError as error:
            return error_text(error)
        return None

    return check


def _missing(given: Given, setting: Setting) -> tuple[str, ...]:
    names = (_("Source"), *questions())
    values = (given.source, given.happened, given.learned, given.differently)
    wanted = zip(names[: 2 if setting.later else 4], values, strict=False)
    return tuple(name for name, value in wanted if value is None)
