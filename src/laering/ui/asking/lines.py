"""Asking in plain lines, for ``--ren`` and simple terminals."""

import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from laering.domain.entry import Source
from laering.domain.errors import LaeringError
from laering.domain.sources import find_source
from laering.i18n import _
from laering.ui.asking.asker import (
    BACK,
    Back,
    Check,
    Earlier,
    Looked,
    Overview,
    Typing,
)
from laering.ui.asking.line_choices import BACK_TYPED, meant_by
from laering.ui.asking.phrases import (
    OUTCOME_KEYS,
    about_actions,
    about_alt,
    about_blame,
    about_day,
    about_earlier,
    about_pictures,
    keys_told,
    over_the_overview,
    perhaps_told,
    tied,
    unfit,
)
from laering.ui.asking.prompt import typed_line
from laering.ui.desk.terminal import Terminal, as_text, safe
from laering.ui.showing.fitting import cut
from laering.ui.words import error_text, source_name, source_names, source_question

TYPED_NEXT = 0.05
"""Seconds in which nobody types another line, but a paste has all of its own there."""

# The line that empties the answer that stands there.
_EMPTY = "-"


class LineAsker:
    """Plain questions and plain lines, for ``--ren`` and simple terminals: no cursor movement.

    A line that ends in a backslash goes on in the next. A line that was there before its question
    was shown is an answer by itself; lines that come at once afterwards are a paste, and are one.
    """

    present = True

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        # Lines that were typed ahead of their questions.
        self._ahead: deque[str] = deque()
        self._pasted = False

    def source(self, sources: Sequence[Source], chosen: str | None) -> str | Back:
        self._look_ahead()
        self._terminal.note(_("Where does the learning come from?"))
        for number, source in enumerate(sources, 1):
            self._terminal.note(f"  {number}  {source_name(source)}: {source_question(source)}")
        if chosen is not None:
            self._keeps(source_names(sources).get(chosen, chosen))
        while True:
            text = self._line(_("Number or name: "))
            if text.strip() == BACK_TYPED:
                return BACK
            if chosen is not None and not text.strip():
                return chosen
            try:
                return find_source(text, source_names(sources))
            except LaeringError as error:
                self._terminal.note(error_text(error))

    def outcome(self, chosen: str | None) -> str | Back | None:
        self._begin()
        if chosen is not None:
            self._keeps(_("well") if OUTCOME_KEYS["b"] == chosen else _("less well"))
        while True:
            text = self._line(_("Did it go well (b) or less well (m)? Enter passes: ")).strip()
            if text == BACK_TYPED:
                return BACK
            if not text:
                return chosen
            if text[:1].casefold() in OUTCOME_KEYS:
                return OUTCOME_KEYS[text[:1].casefold()]

    def day(self, check: Check, typing: Typing) -> str | Back:
        self._begin()
        self._terminal.note(_("When did it happen?"))
        if typing.begun:
            self._keeps(typing.begun)
        else:
            self._terminal.note(f"  {about_day(told=False)}")
        return self._checked(check, typing)

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str | Back:
        self._begin()
        self._terminal.note(question)
        if hint:
            self._terminal.note(f"  {hint}")
        if required:
            told = _("End a line with \\ to go on in the next. < alone goes back.")
            self._terminal.note(f"  {tied(told)}")
        self._recall(typing)
        while True:
            text = self._long_line(typing)
            if text is BACK or text.strip() or not required:
                return text
            self._terminal.note(_("Write at least a few words about what happened."))

    def reconsider(self, words: str, question: str) -> bool:
        with self._in_between():
            self._terminal.note(about_blame(words))
            self._terminal.note(f"  {question}")
            text = self._line(_("Add to the answer (r), or go on (Enter): ")).strip()
        if len(text) > 1:
            self._ahead.append(text)
        return text == BACK_TYPED or text.casefold() == _("r")

    def repeats(self, found: Sequence[Earlier]) -> int | Back | None:
        with self._in_between():
            self._terminal.note(about_earlier(len(found)))
            for number, earlier in enumerate(found, 1):
                self._terminal.note(f"  {number}  {' '.join(earlier.title.split())}")
                for line in earlier.lines:
                    self._terminal.note(f"     {line}")
            while True:
                text = self._line(_("Is it the same again? Its number, or Enter for no: ")).strip()
                if text == BACK_TYPED:
                    return BACK
                if len(found) == 1 and text.casefold() == _("y"):
                    return 0
                if text.isdecimal() and 1 <= int(text) <= len(found):
                    return int(text) - 1
                if not text.isdecimal():
                    break
        if len(text) > 1:
            # Whoever writes on means the next question.
            self._ahead.append(text)
        return None

    def action(self, check: Check, typing: Typing, *, first: bool) -> str | Back:
        self._begin()
        if first:
            self._terminal.note(_("Should somebody follow something up?"))
            self._terminal.note(f"  {about_actions()}")
        else:
            self._terminal.note(_("Anything else?"))
            self._terminal.note("  " + _("One on each line. Enter on an empty one: no."))
        self._recall(typing)
        return self._checked(check, typing)

    def line(
        self, question: str, hint: str, check: Check, typing: Typing, *, replaced: bool = False
    ) -> str | Back:
        self._begin()
        self._terminal.note(question)
        if hint:
            self._terminal.note(f"  {hint}")
        if typing.begun:
            self._keeps(typing.begun)
        if typing.begun and typing.settled:
            self._terminal.note("  " + _("«-» takes it away."))
        return self._checked(check, typing)

    def title(self, suggestion: str, typing: Typing) -> str | Back:
        suggestion = typing.begun or suggestion
        self._begin()
        self._terminal.note(_("Title (Enter takes «{title}»):").format(title=suggestion))
        text = self._line("> ")
        return BACK if text.strip() == BACK_TYPED else text or suggestion

    def picture(self, check: Check, *, taken: bool) -> str | Back:
        self._begin()
        self._terminal.note(_("Which picture?"))
        self._terminal.note(f"  {about_pictures(taken=taken)}")
        return self._checked(check, Typing("", lambda _text: None))

    def shows(self, name: str) -> str | Back:
        self._begin()
        self._terminal.note(_("What does «{name}» show?").format(name=safe(name)))
        self._terminal.note(f"  {about_alt()}")
        text = self._line("> ")
        return BACK if text.strip() == BACK_TYPED else text

    def look_over(self, shown: Overview) -> Looked:
        self._begin()
        self._terminal.note(over_the_overview(shown))
        width = self._terminal.width - 1
        for number, row in enumerate(shown.rows, 1):
            first, *more = row.lines
            self._terminal.note(cut(safe(f"{number:>3}  {row.label}: {first}"), width))
            for line in more:
                self._terminal.note(cut(safe(f"     {line}"), width))
        for note in shown.notes:
            self._terminal.note(note)
        if shown.perhaps:
            self._terminal.note(perhaps_told(shown))
        self._terminal.note(keys_told(shown))
        while (looked := meant_by(self._line("> ").strip(), shown)) is None:
            pass
        return looked

    def understood(self, text: str) -> None:
        self._terminal.note(f"  {text}")

    def _begin(self) -> None:
        """Begin a question of the list; what was typed already is for it and those after it."""
        self._look_ahead()
        self._terminal.note()

    @contextmanager
    def _in_between(self) -> Iterator[None]:
        """A question in between takes only what is typed after it is shown."""
        self._look_ahead()
        waiting, self._ahead = self._ahead, deque()
        self._terminal.note()
        yield
        self._ahead.extendleft(reversed(waiting))

    def _look_ahead(self) -> None:
        while _more_is_waiting(0):
            self._ahead.append(as_text(typed_line("").rstrip("\r\n")))

    def _keeps(self, answer: str) -> None:
        """Show the answer that Enter keeps."""
        self._terminal.note("  " + _("Enter keeps «{answer}».").format(answer=answer))

    def _recall(self, typing: Typing) -> None:
        """Show what was written before."""
        if not typing.begun:
            return
        if typing.settled:
            told = _("You answered this. Enter keeps it, typing replaces it, «-» empties it:")
        else:
            told = _("You had written this. Enter keeps it; write to add to it:")
        self._terminal.note(told)
        for line in typing.begun.split("\n"):
            self._terminal.note(f"  {line}")

    def _checked(self, check: Check, typing: Typing) -> str | Back:
        """One line that a check has nothing against; what stands there is kept by an empty one."""
        while True:
            text = self._line("> ")
            if text.strip() == BACK_TYPED:
                return BACK
            text = text or typing.begun
            if typing.settled and text.strip() == _EMPTY:
                return ""
            typing.tell(text)
            wrong = check(text)
            if wrong is None:
                return text
            self._terminal.note(wrong)

    def _long_line(self, typing: Typing) -> str | Back:
        first = self._line("> ")
        if first.strip() == BACK_TYPED:
            return BACK
        if typing.begun and not first:
            return typing.begun
        if typing.settled and first.strip() == _EMPTY:
            return ""
        lines = [typing.begun, first] if typing.begun and not typing.settled else [first]
        while True:
            goes_on = lines[-1].endswith("\\")
            lines[-1] = lines[-1].removesuffix("\\")
            typing.tell("\n".join(lines))
            if goes_on:
                lines.append(self._line("  "))
            elif self._pasted and _more_is_waiting(TYPED_NEXT):
                lines.append(self._line(""))
            else:
                return "\n".join(lines)

    def _line(self, prompt: str) -> str:
        """The next line: one that was typed ahead, shown where it belongs, or one typed now."""
        while True:
            self._pasted = not self._ahead
            if self._ahead:
                text = self._ahead.popleft()
                sys.stderr.write(f"{prompt}{safe(text)}\n")
                sys.stderr.flush()
            else:
                text = as_text(typed_line(prompt).rstrip("\r\n"))
            wrong = unfit(text)
            if wrong is None:
                return text
            self._terminal.note(wrong)


@contextmanager
def never_suspended() -> Iterator[None]:
    """Keep Ctrl+Z from putting the program away in the middle of an answer."""
    import signal

    number = getattr(signal, "SIGTSTP", None)  # which Windows has not
    if number is None:
        yield
        return
    before = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(number, before)


def _more_is_waiting(seconds: float) -> bool:
    """Whether another line has come already, or comes within so many seconds."""
    if os.name == "nt":  # where only sockets can be waited for
        import msvcrt
        from time import sleep

        # What is typed there is a line only once it is read: without a paste, nothing waits.
        sleep(seconds)
        return bool(seconds and msvcrt.kbhit())  # type: ignore[attr-defined]
    import select

    try:
        return bool(select.select([sys.stdin], [], [], seconds)[0])
    except (OSError, ValueError):
        return False
