"""The questions as a way to walk, forth and back: what is known is not asked, the rest is.

Who asks is handed in: widgets on a terminal, plain lines on a simple one, or a stream that
nobody sits at. The way is the same for all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from laering.domain.entry import Begun, Draft, Given
from laering.domain.errors import (
    EmptyAnswer,
    EmptyTitle,
    LaeringError,
    MissingAnswers,
    MissingEvenForLater,
    UnknownSource,
)
from laering.domain.fitting import fit_given
from laering.domain.private import switched
from laering.domain.sources import find_source
from laering.domain.steps import (
    ACTIONS,
    DAY,
    DIFFERENTLY,
    HAPPENED,
    LEARNED,
    OUTCOME,
    OVERVIEW,
    SOURCE,
    TITLE,
    is_given,
    question_of,
    step_of,
)
from laering.i18n import _
from laering.ui.asking.again import Watch
from laering.ui.asking.asker import (
    BACK,
    Again,
    Asker,
    Choice,
    Earlier,
    EndOfInput,
    Looked,
    PutOff,
    Typing,
)
from laering.ui.asking.drafting import draft
from laering.ui.asking.overview import overview_of
from laering.ui.asking.pictured import with_dropped, with_pictures, with_words
from laering.ui.asking.questions import PROSE, Setting, Turn, ask, source_by_id
from laering.ui.asking.sure import looked_over
from laering.ui.words import questions, source_names

Way = Callable[[Given], tuple[str, ...]]
"""The steps of the dialogue, in order, for what is given."""


class Keep(Protocol):
    """Where a learning is kept while it is told, so that nothing is lost on the way."""

    def typing(self, begun: Begun) -> None:
        """Something was typed."""

    def answered(self, begun: Begun) -> None:
        """A step is done."""


class LeftAsDraft(Exception):
    """Somebody looked over what they told, and leaves it as a draft."""


def complete(begun: Begun, asker: Asker, setting: Setting, keep: Keep) -> Draft:
    """Ask for what is not given, and make a draft of it all.

    What was answered and typed before is not asked again. With ``setting.later`` only what an
    entry cannot be without is asked. Raises MissingAnswers, EmptyAnswer, EmptyTitle,
    UnknownSource, LeftAsDraft or PutOff.
    """
    begun = replace(begun, given=_checked(begun.given, setting))
    walk = _Walk(begun, asker, setting, keep, _way(asker, setting))
    try:
        given = walk.to_the_end(looked_over=asker.present and not setting.later)
    except EndOfInput:
        fault_of = MissingEvenForLater if setting.later else MissingAnswers
        raise fault_of(missing=_missing(walk.given, setting)) from None
    return draft(given, setting, tags_in_text=asker.present)


def answer(begun: Begun, asker: Asker, setting: Setting, keep: Keep, way: Way) -> Given:
    """Ask what lies on a way through some of the questions only. Raises EndOfInput."""
    return _Walk(begun, asker, setting, keep, way).to_the_end(looked_over=False)


def look_over(begun: Begun, asker: Asker, setting: Setting, keep: Keep) -> Given:
    """Show all that is answered, until somebody who changes some of it has done so.

    Raises EndOfInput or LeftAsDraft.
    """
    begun = replace(begun, step=begun.step or OVERVIEW)
    return _Walk(begun, asker, setting, keep, _way(asker, setting)).to_the_end(looked_over=True)


def _way(asker: Asker, setting: Setting) -> Way:
    """The steps of a new learning."""

    def way(given: Given) -> tuple[str, ...]:
        if setting.later:
            return SOURCE, HAPPENED, TITLE
        if not asker.present:
            return SOURCE, HAPPENED, LEARNED, DIFFERENTLY, TITLE
        source = source_by_id(given.source, setting.sources)
        further = map(step_of, source.further if source else ())
        before, after = (SOURCE, OUTCOME, DAY, HAPPENED), (LEARNED, DIFFERENTLY, ACTIONS, TITLE)
        return (*before, *further, *after)

    return way


class _Walk:
    """Somebody's way through the questions.

    ``_left`` are the steps that they have yet to go through, and ``_typed`` what they began to
    type in a step and have not answered with.
    """

    def __init__(self, begun: Begun, asker: Asker, setting: Setting, keep: Keep, way: Way) -> None:
        self.given = begun.given
        self._asker, self._setting, self._keep, self._way = asker, setting, keep, way
        steps = way(begun.given)
        self._at = begun.step if begun.step in (*steps, OVERVIEW) else ""
        since = steps.index(self._at) if self._at in steps else 0
        if begun.left is None:
            open_steps = () if self._at == OVERVIEW else steps[since:]
            self._left = {step for step in open_steps if not is_given(begun.given, step)}
        else:
            self._left = set(begun.left)
        # What no entry can be without is asked for, whatever a draft says.
        self._left |= {SOURCE, HAPPENED} & {s for s in steps if not is_given(begun.given, s)}
        self._typed = dict(begun.beside)
        if begun.typing:
            self._typed[begun.step if _is_typed(begun.step) else ""] = begun.typing
        self._begun = begun
        self._last = ""
        self._watch = Watch(setting, begun.passed)
        self._offered: set[str] = set()

    def to_the_end(self, *, looked_over: bool) -> Given:
        """Ask until nothing is left, or until it was ``looked_over``; gives what is known then.

        Raises EndOfInput, UnknownSource or LeftAsDraft.
        """
        wrong: LaeringError | None = None
        self._keep.answered(self._begun)
        at = self._next("")
        if looked_over and self._at:
            at = OVERVIEW
        while at is not None and (at != OVERVIEW or looked_over):
            try:
                at = self._looked_over() if at == OVERVIEW else self._asked(at)
            except UnknownSource as fault:
                # Nobody is there to choose again; what follows is read first, so that it is kept.
                wrong = fault
                self._left.discard(SOURCE)
                at = self._next(SOURCE)
            except EndOfInput:
                if wrong is not None:
                    raise wrong from None
                raise
        if wrong is not None:
            raise wrong
        return self.given

    def _asked(self, step: str) -> str | None:
        """Ask what a step asks; gives the next one, None when all is known without asking."""
        back = self._resembles(step)
        if back is not None:
            return back
        self._last = step
        turn = Turn(
            self._asker,
            self._setting,
            lambda before: self._typing(step, before),
            lambda given: self._settle(given, step),
            self._offered,
        )
        given = ask(step, self.given, turn)
        if given is BACK:
            return self._back_from(step)
        before, self.given = self.given, given
        self._typed.pop(step, None)
        self._left.discard(step)
        # Another source may have questions of its own.
        new = set(self._way(given)) - set(self._way(before))
        self._left |= {each for each in new if not is_given(given, each)}
        following = self._next(step)
        if given != before or self._asker.present:
            self._settle(given, following or OVERVIEW)
        return following

    def _back_from(self, step: str) -> str:
        """The step before, which they go through again, and then this one."""
        steps = self._way(self.given)
        to = steps[max(0, steps.index(step) - 1)]
        self._left |= {step, to}
        self._settle(self.given, to)
        return to

    def _resembles(self, step: str) -> str | None:
        """Show what resembles the answers so far, each event once; one may be marked as the same.

        Gives the step to go back to, if somebody goes back from there.
        """
        steps = (*self._way(self.given), OVERVIEW)
        after = HAPPENED in steps and steps.index(step) > steps.index(HAPPENED)
        found = self._watch.sure(self.given) if after else []
        if not found:
            return None
        chosen = self._asker.repeats(found)
        if chosen is BACK:
            self._left.add(self._last or HAPPENED)
            return self._last or HAPPENED
        if chosen is None:
            self._watch.passed_by(found)
        self._settle(self.given if chosen is None else self._marked(found[chosen]), step)
        return None

    def _marked(self, again: Earlier) -> Given:
        """What is given, as a repeat of an earlier event; it is said which."""
        self._asker.understood(_("Marked as a repeat of «{title}».").format(title=again.title))
        return replace(self.given, repeats=(again.id,))

    def _looked_over(self) -> str | None:
        """Show all that was answered; gives where to go, None to save it. Raises LeftAsDraft."""
        back = self._resembles(OVERVIEW)
        if back is not None:
            return back
        steps = self._way(self.given)
        following = self._next("")
        going_on = None if following == OVERVIEW else following
        typed = {step: text for step, text in self._typed.items() if text.strip()}
        given = with_words(self.given, self._asker)
        if given != self.given:
            self._settle(given, self._at or OVERVIEW)
        setting = self._setting
        shown = overview_of(self.given, steps, setting.sources, setting.today, typed, going_on)
        shown = shown._replace(arrived=setting.arrived, pictures=setting.take is not None)
        shown = self._watch.named(shown, self.given)
        choice = looked_over(self._asker, shown)
        if isinstance(choice, str) or choice is Choice.PICTURE:
            return self._pictured(choice)
        if choice is Choice.LEAVE:
            raise LeftAsDraft
        if choice is Choice.LATER or choice is Choice.THROW_AWAY:
            raise PutOff(choice)
        changed = self._changed(choice, shown.perhaps)
        if changed is not None:
            self._settle(changed, self._at or OVERVIEW)
            return OVERVIEW
        self._at = ""
        if choice is Choice.GO_ON:
            return going_on
        to = steps[choice] if isinstance(choice, int) else steps[-1]
        self._left.add(to)
        return to

    def _pictured(self, choice: Choice | str) -> str:
        """Add pictures, those that were dropped or that are asked for now; gives the overview."""
        take = self._setting.take
        if take is not None and isinstance(choice, str):
            self._settle(with_dropped(self.given, choice, self._asker, take), self._at or OVERVIEW)
        elif take is not None:
            self._settle(with_pictures(self.given, self._asker, take), self._at or OVERVIEW)
        return OVERVIEW

    def _changed(self, choice: Looked, perhaps: Sequence[Earlier]) -> Given | None:
        """What is given after a choice that changes it in the overview itself, else None."""
        if isinstance(choice, Again):
            return self._marked(perhaps[choice.number])
        if choice is Choice.NOT_AGAIN:
            return replace(self.given, repeats=())
        return switched(self.given) if choice is Choice.PRIVATE else None

    def _next(self, step: str) -> str | None:
        """The next step that is left, else the overview; None when nothing was asked at all."""
        steps = self._way(self.given)
        at = steps.index(step) + 1 if step in steps else 0
        for each in (*steps[at:], *steps[:at]):
            if each in self._left:
                return each
        return OVERVIEW if self._last or self._at else None

    def _typing(self, step: str, before: str | None) -> Typing:
        """The answer that is typed in a step, with what was begun or answered in its place."""
        begun = self._typed.pop(step, "")
        if not (begun or before) and step not in (DAY, TITLE):
            begun = self._typed.pop("", "")

        def tell(text: str) -> None:
            self._typed[step] = text
            self._keep.typing(self._so_far(step))

        if begun:
            self._typed[step] = begun
        return Typing(begun or before or "", tell, settled=not begun and bool(before))

    def _settle(self, given: Given, step: str) -> None:
        """Keep what is given from here on, and that they are at a step."""
        if given.actions != self.given.actions:
            self._typed.pop(ACTIONS, None)
        self.given = given
        begun = self._so_far(step)
        if begun != self._begun:
            self._begun = begun
            self._keep.answered(begun)

    def _so_far(self, step: str) -> Begun:
        beside = {each: text for each, text in self._typed.items() if text}
        typing = beside.pop(step, "")
        left = tuple(each for each in self._way(self.given) if each in self._left)
        return Begun(self.given, step, typing, left, tuple(beside.items()), self._watch.passed)


def _is_typed(step: str) -> bool:
    """Whether a step has an answer that is typed."""
    return step in (DAY, *PROSE, ACTIONS, TITLE) or question_of(step) is not None


def _checked(given: Given, setting: Setting) -> Given:
    """What is given, once it is certain that it can stand."""
    given = fit_given(given)
    if given.title is not None and not given.title.strip():
        raise EmptyTitle()
    if given.happened is not None and not given.happened.strip():
        raise EmptyAnswer(question=questions()[0])
    if given.source is None:
        return given
    return replace(given, source=find_source(given.source, source_names(setting.sources)))


def _missing(given: Given, setting: Setting) -> tuple[str, ...]:
    names = (_("Source"), *questions())
    values = (given.source, given.happened, given.learned, given.differently)
    wanted = zip(names[: 2 if setting.later else 4], values, strict=False)
    return tuple(name for name, value in wanted if value is None)
