"""Answers from a stream of lines, where nobody sits."""

from collections.abc import Sequence
from typing import TextIO

from laering.domain.entry import Source
from laering.domain.errors import EmptyAnswer, Interrupted
from laering.domain.fitting import fit
from laering.i18n import _
from laering.ui.asking.asker import Check, Earlier, EndOfInput, Typing
from laering.ui.desk.terminal import as_text


class StreamAsker:
    """Nobody sits there: a line each for the source and the three questions, the rest default.

    Without a stream there is nothing to read at all.
    """

    free_text_tags = False

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def source(self, sources: Sequence[Source]) -> str:
        text = self._next()
        if not text.strip():
            raise EmptyAnswer(question=_("Source"))
        return text

    def outcome(self) -> str | None:
        return None

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str:
        return fit(self._next(), question)

    def reconsider(self, words: str, question: str) -> bool:
        return False

    def repeats(self, found: Sequence[Earlier]) -> int | None:
        return None

    def action(self, check: Check, typing: Typing) -> str:
        return ""

    def title(self, suggestion: str, typing: Typing) -> str:
        return suggestion

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
