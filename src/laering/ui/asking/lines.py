"""Asking in plain lines, for ``--ren`` and simple terminals."""

import os
import sys
from collections.abc import Sequence

from laering.domain.entry import Source
from laering.domain.errors import LaeringError
from laering.domain.sources import find_source
from laering.i18n import _
from laering.ui.asking.asker import Check, Earlier, Typing
from laering.ui.asking.phrases import OUTCOME_KEYS, about_actions, about_blame, about_earlier, unfit
from laering.ui.asking.prompt import typed_line
from laering.ui.asking.widgets import TYPED_NEXT
from laering.ui.desk.terminal import Terminal, as_text
from laering.ui.words import error_text, source_name, source_names, source_question


class LineAsker:
    """Plain questions and plain lines, for ``--ren`` and simple terminals: no cursor movement.

    A line that ends in a backslash goes on in the next.
    """

    free_text_tags = True

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def source(self, sources: Sequence[Source]) -> str:
        self._terminal.note(_("Where does the learning come from?"))
        for number, source in enumerate(sources, 1):
            self._terminal.note(f"  {number}  {source_name(source)}: {source_question(source)}")
        while True:
            text = self._line(_("Number or name: "))
            try:
                return find_source(text, source_names(sources))
            except LaeringError as error:
                self._terminal.note(error_text(error))

    def outcome(self) -> str | None:
        self._terminal.note()
        while True:
            text = self._line(_("Did it go well (b) or less well (m)? Enter passes: ")).strip()
            if not text or text[:1].casefold() in OUTCOME_KEYS:
                return OUTCOME_KEYS.get(text[:1].casefold())

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str:
        self._terminal.note()
        self._terminal.note(question)
        if hint:
            self._terminal.note(f"  {hint}")
        if required:
            self._terminal.note("  " + _("End a line with \\ to go on in the next."))
        self._recall(typing)
        while True:
            text = self._long_line(typing)
            if text.strip() or not required:
                return text
            self._terminal.note(_("Write at least a few words about what happened."))

    def reconsider(self, words: str, question: str) -> bool:
        self._terminal.note()
        self._terminal.note(about_blame(words))
        self._terminal.note(f"  {question}")
        key = self._line(_("Add to the answer (r), or go on (Enter): ")).strip()[:1].casefold()
        return key == _("r")

    def repeats(self, found: Sequence[Earlier]) -> int | None:
        self._terminal.note()
        self._terminal.note(about_earlier(found))
        for number, earlier in enumerate(found, 1):
            self._terminal.note(f"  {number}  {' '.join(earlier.title.split())}")
            for line in earlier.lines:
                self._terminal.note(f"     {line}")
        while True:
            text = self._line(_("Is it the same again? Its number, or Enter for no: ")).strip()
            if not text:
                return None
            if text.isdecimal() and 1 <= int(text) <= len(found):
                return int(text) - 1

    def action(self, check: Check, typing: Typing) -> str:
        self._terminal.note()
        self._terminal.note(_("Should somebody follow something up?"))
        self._terminal.note(f"  {about_actions()}")
        self._recall(typing)
        while True:
            text = self._line("> ") or typing.begun
            typing.tell(text)
            wrong = check(text)
            if wrong is None:
                return text
            self._terminal.note(wrong)

    def title(self, suggestion: str, typing: Typing) -> str:
        suggestion = typing.begun or suggestion
        self._terminal.note()
        self._terminal.note(_("Title (Enter takes «{title}»):").format(title=suggestion))
        return self._line("> ") or suggestion

    def understood(self, text: str) -> None:
        self._terminal.note(f"  {text}")

    def _recall(self, typing: Typing) -> None:
        """Show what was written before."""
        if typing.begun:
            self._terminal.note(_("You had written this. Enter keeps it; write to add to it:"))
            for line in typing.begun.split("\n"):
                self._terminal.note(f"  {line}")

    def _long_line(self, typing: Typing) -> str:
        before = [typing.begun] if typing.begun else []
        lines = [self._line("> ")]
        if before and not lines[0]:
            return typing.begun
        lines = [*before, *lines]
        while True:
            goes_on = lines[-1].endswith("\\")
            lines[-1] = lines[-1].removesuffix("\\")
            typing.tell("\n".join(lines))
            if goes_on:
                lines.append(self._line("  "))
            elif _more_is_waiting():
                # A paste: its lines are there at once, and are one answer.
                lines.append(self._line(""))
            else:
                return "\n".join(lines)

    def _line(self, prompt: str) -> str:
        while True:
            text = as_text(typed_line(prompt).rstrip("\r\n"))
            wrong = unfit(text)
            if wrong is None:
                return text
            self._terminal.note(wrong)


def _more_is_waiting() -> bool:
    """Whether another line has come already, faster than anybody types."""
    if os.name == "nt":  # where only sockets can be waited for
        import msvcrt
        from time import sleep

        sleep(TYPED_NEXT)
        return bool(msvcrt.kbhit())  # type: ignore[attr-defined]
    import select

    try:
        return bool(select.select([sys.stdin], [], [], TYPED_NEXT)[0])
    except (OSError, ValueError):
        return False
