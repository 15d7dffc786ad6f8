"""Whoever asks the person: what the flow of the questions expects of them."""

import datetime as dt
from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple, Protocol

from laering.domain.entry import Source

Check = Callable[[str], str | None]
"""What is wrong with an answer, in words, or None."""


class EndOfInput(Exception):
    """There is nobody left to answer."""


class Back(Enum):
    """Somebody goes back instead of answering."""

    BACK = "back"


BACK = Back.BACK

NO_PICTURE = "-"
"""What is typed instead of a picture to take the last one away."""


class Choice(Enum):
    """What somebody does about the overview, other than going to one of its rows."""

    GO_ON = "go on"
    BACK = "back"
    PRIVATE = "private"
    PICTURE = "picture"
    NOT_AGAIN = "not again"
    LEAVE = "leave"
    LATER = "later"
    THROW_AWAY = "throw away"


class PutOff(Exception):
    """Somebody looked over what came in, and does not take it in: they leave it, or throw it away.

    ``choice`` is ``Choice.LATER`` or ``Choice.THROW_AWAY``.
    """

    def __init__(self, choice: Choice) -> None:
        super().__init__(choice)
        self.choice = choice


class Again(NamedTuple):
    """Somebody marks one of the events that the overview names, counted from 0, as the same."""

    number: int


Looked = Choice | Again | int | str
"""What somebody does about the overview.

A number goes to that row, counted from 0; a text is the paths of pictures that were dropped.
"""


class Typing(NamedTuple):
    """An answer that is being typed: what stands there already, and whom to tell of changes.

    ``settled`` tells that what stands there was an answer already, and is not only begun.
    """

    begun: str
    tell: Callable[[str], None]
    settled: bool = False


class Earlier(NamedTuple):
    """An earlier event that resembles what is being told, as it is shown.

    ``lines`` tell when it was, what was decided and whether that was done.
    """

    id: str
    title: str
    date: dt.date
    lines: tuple[str, ...]


class Row(NamedTuple):
    """One answer in the overview: the step that asks for it, what it is called, what it says."""

    step: str
    label: str
    lines: tuple[str, ...]


class Overview(NamedTuple):
    """All that was answered, and what one may do about it.

    ``question`` is what Enter goes on to ask; without one it saves. ``notes`` are said below, and
    ``privacy`` is what its key makes of a learning. ``pictures`` tells that they can be added. One
    that has ``arrived`` is taken in, put off or thrown away instead of being saved or left as a
    draft. ``perhaps`` are a few earlier events that may be the same, and ``again`` tells that it
    is marked as a repeat.
    """

    rows: Sequence[Row]
    notes: tuple[str, ...]
    privacy: str
    question: str | None
    pictures: bool = False
    arrived: bool = False
    perhaps: Sequence[Earlier] = ()
    again: bool = False


class Asker(Protocol):
    """Whoever asks the person. Every method returns an answer or raises EndOfInput.

    ``present`` tells that somebody sits there: they are asked everything, may go back (``BACK``
    instead of an answer), and see the overview.
    """

    present: bool

    def source(self, sources: Sequence[Source], chosen: str | None) -> str | Back:
        """Which source, an id; ``chosen`` is the one that was."""

    def outcome(self, chosen: str | None) -> str | Back | None:
        """Whether it went well or less well, or None; ``chosen`` is what was said before."""

    def day(self, check: Check, typing: Typing) -> str | Back:
        """When it happened; empty is today."""

    def answer(self, question: str, hint: str, typing: Typing, *, required: bool) -> str | Back:
        """The answer to a question in prose; empty passes unless ``required``."""

    def reconsider(self, words: str, question: str) -> bool:
        """Offer a question that leads further than these words; tells whether to write anew.

        Whoever goes back from it does.
        """

    def repeats(self, found: Sequence[Earlier]) -> int | Back | None:
        """Which of some earlier events has happened again, counted from 0, or None."""

    def action(self, check: Check, typing: Typing, *, first: bool) -> str | Back:
        """An action in one line, or nothing; all but the ``first`` are asked for in short."""

    def line(
        self, question: str, hint: str, check: Check, typing: Typing, *, replaced: bool = False
    ) -> str | Back:
        """One line that a check has nothing against, or what stands there already.

        Typing takes its place where it is ``replaced``; one that is settled may be emptied.
        """

    def title(self, suggestion: str, typing: Typing) -> str | Back:
        """The title."""

    def picture(self, check: Check, *, taken: bool) -> str | Back:
        """The path of a picture, or several; empty is none, ``NO_PICTURE`` takes away one taken."""

    def shows(self, name: str) -> str | Back:
        """What the picture in a file shows; empty leaves that to the title."""

    def look_over(self, shown: Overview) -> Looked:
        """What to do about all that was answered; a text only where pictures can be added."""

    def understood(self, text: str) -> None:
        """Tell how something typed was read."""
