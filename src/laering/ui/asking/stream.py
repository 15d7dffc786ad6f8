"""Answers from a stream of lines, where nobody sits."""

from collections.abc import Sequence
from typing import TextIO

from laering.domain.entry import Source
from laering.domain.errors import EmptyAnswer, Interrupted
from laering.domain.fitting import fit
from laering.i18n import _
from laering.ui.asking.asker import (
    Back,
    Check,
    Choice,
    Earlier,
    EndOfInput,
    Looked,
    Overview,
    Typing,
)
from laering.ui.desk.terminal import as_text


class StreamAsker:
    """Nobody sits there: a line each for the source and the three questions, the rest default.

    Without a stream there is nothing to read at all.
    """

    present = False

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def source(self, sources: Sequence[Source], chosen: str | None) -> str | Back:
        text = self._next()
        if not text.strip():
            raise EmptyAnswer(question=_("Source"))
        return text

    def outcome(self, chosen: str | None) -> str | Back | None:
        return chosen

    def day(self, check: Check, typing: Typing) -> str | Back:
        return typing.begun

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str | Back:
        return fit(self._next(), question)

    def reconsider(self, words: str, question: str) -> bool:
        return False

    def repeats(self, found: Sequence[Earlier]) -> int | Back | None:
        return None

    def action(self, check: Check, typing: Typing, *, first: bool) -> str | Back:
        return ""

    def line(
        self, question: str, hint: str, check: Check, typing: Typing, *, replaced: bool = False
    ) -> str | Back:
        return typing.begun

    def title(self, suggestion: str, typing: Typing) -> str | Back:
        return suggestion

    def look_over(self, shown: Overview) -> Looked:
        return Choice.GO_ON

    def picture(self, check: Check, *, taken: bool) -> str | Back:
        return ""

    def shows(self, name: str) -> str | Back:
        return ""

    def understood(self, text: str) -> None:
        """Nobody is there to be told."""

    def _next(self) -> str:
        try:
            line = self._stream.readline() if self._stream is not None else ""
        except KeyboardInterrupt:
            raise Interrupted() from None
        if not line:
            raise EndOfInput()
        return as_text(line.rstrip("\r\n"))
