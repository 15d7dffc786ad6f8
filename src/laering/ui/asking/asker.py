"""Whoever asks the person: what the flow of the questions expects of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from laering.domain.entry import Source

Check = Callable[[str], str | None]
"""What is wrong with an answer, in words, or None."""


class EndOfInput(Exception):
    """There is nobody left to answer."""


class Typing(NamedTuple):
    """An answer that is being typed: what stands there already, and whom to tell of changes."""

    begun: str
    tell: Callable[[str], None]


class Earlier(NamedTuple):
    """An earlier event that resembles what is being told, as it is shown.

    ``lines`` tell when it was, what was decided and whether that was done.
    """

    id: str
    title: str
    lines: tuple[str, ...]


class Asker(Protocol):
    """Whoever asks the person. Every method returns an answer or raises EndOfInput."""

    free_text_tags: bool

    def source(self, sources: Sequence[Source]) -> str:
        """Which source; an id."""

    def outcome(self) -> str | None:
        """Whether it went well or less well, or None."""

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str:
        """The answer to one of the three questions; empty passes unless ``required``."""

    def reconsider(self, words: str, question: str) -> bool:
        """Offer a question that leads further than these words; tells whether to write anew."""

    def repeats(self, found: Sequence[Earlier]) -> int | None:
        """Which of some earlier events has happened again, counted from 0, or None."""

    def action(self, check: Check, typing: Typing) -> str:
        """An action in one line, or nothing."""

    def title(self, suggestion: str, typing: Typing) -> str:
        """The title."""

    def understood(self, text: str) -> None:
        """Tell how something typed was read."""
