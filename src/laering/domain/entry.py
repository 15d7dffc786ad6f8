"""The learning itself: what is asked, what was answered, and the entry that holds it."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from laering.domain.action import Action
from laering.domain.marks import N_

GOOD = "bra"
LESS_GOOD = "mindre-bra"
OUTCOMES = (GOOD, LESS_GOOD)


@dataclass(frozen=True, slots=True)
class Source:
    """Where learning comes from.

    ``builtin`` ones are the guide's, whose words are in the catalogue where the journal has none
    of its own. A ``hidden`` one is neither asked of nor missed; its entries keep it. ``further``
    are questions that only this source asks, after what happened.
    """

    id: str
    name: str
    question: str
    hints: tuple[str, str, str] = ("", "", "")
    builtin: bool = False
    hidden: bool = False
    further: tuple[str, ...] = ()


# The five sources and their questions: «Hva vi lærer av det som skjer», Open Source ISO 0.6.2.
DEFAULT_SOURCES = (
    Source(
        "erfaring",
        N_("Own experience"),
        N_("What went well / what went wrong?"),
        (
            N_("Tell what went well or wrong, in the order it happened."),
            N_("What made the difference?"),
            N_("What will you do again, and what will you change?"),
        ),
        builtin=True,
    ),
    Source(
        "avvik",
        N_("Deviations and errors"),
        N_("What happened – and why?"),
        (
            N_("What turned out otherwise than planned, and how was it found?"),
            N_("Which circumstances made it possible?"),
            N_("What can stop it before it reaches the customer?"),
        ),
        builtin=True,
    ),
    Source(
        "kunde",
        N_("Customer feedback"),
        N_("What do they value / what do they miss?"),
        (
            N_("Write what the customer said, praise or complaint."),
            N_("What matters most to the customer here?"),
            N_("What can every customer get, or new colleagues learn from?"),
        ),
        builtin=True,
    ),
    Source(
        "ansatt",
        N_("Employees"),
        N_("What frustrates them / what do they suggest?"),
        (
            N_("What is cumbersome, or what was suggested?"),
            N_("What do those who do the work see?"),
            N_("What can be tried for two weeks, and who keeps an eye on it?"),
        ),
        builtin=True,
    ),
    Source(
        "revisjon",
        N_("Audits and checks"),
        N_("What was found – and what does it mean for us?"),
        (
            N_("What was found, and by whom?"),
            N_("What does the finding say about the way we work?"),
            N_("Where else may the same hold?"),
        ),
        builtin=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to the three questions, just as they were typed."""

    happened: str = ""
    learned: str = ""
    differently: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter.

    ``preamble`` is text before the first section and ``more`` the sections after the
    questions, both as they stand in the file. ``found`` tells which questions had a section.
    """

    answers: Answers = Answers()
    actions: tuple[Action, ...] = ()
    preamble: str = ""
    more: str = ""
    found: tuple[bool, bool, bool] = (True, True, True)

    @property
    def unfinished(self) -> bool:
        """Whether the second or third question still lacks an answer; an action is one."""
        answered = self.answers.differently.strip() or self.actions
        return not (self.answers.learned.strip() and answered)


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands above the text of a learning, whether it has a file yet or not.

    One field for each key of ``domain.keys``, in that order; None, empty or false when it is
    absent. ``written`` is the day of writing, when that was not the day it happened, ``answered``
    that on which whoever reported it got an answer. ``aliases`` are earlier ids that still lead
    here, and ``origin`` is where an imported entry came from, see ``domain.origin``. ``extra``
    holds unknown front matter keys with their YAML lines, kept as they are.
    """

    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    outcome: str | None = None
    tags: tuple[str, ...] = ()
    author: str | None = None
    repeats: tuple[str, ...] = ()
    private: bool = False
    written: dt.date | None = None
    aliases: tuple[str, ...] = ()
    not_repeats: tuple[str, ...] = ()
    answered: dt.date | None = None
    origin: str | None = None
    extra: tuple[tuple[str, str], ...] = ()


class Attached(NamedTuple):
    """A picture that somebody chose for a learning that has no file yet.

    ``origin`` is where they have it, and ``kept`` the copy for the journal that is kept meanwhile,
    empty where none could be. ``alt`` is the text that stands for it; None before it was asked
    for, and empty where the title does. ``whole`` takes it with all that it tells.
    """

    origin: str
    kept: str = ""
    alt: str | None = None
    whole: bool = False

    @property
    def name(self) -> str:
        """What its file is called."""
        return self.origin.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Given(Facts):
    """What is known of a learning before anybody is asked; None is what nobody said yet.

    ``further`` are the answers to what only its source asks, each behind its question.
    """

    happened: str | None = None
    learned: str | None = None
    differently: str | None = None
    actions: tuple[Action, ...] = ()
    preamble: str = ""
    more: str = ""
    further: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft(Facts):
    """A learning that has no file yet: everything a new entry is made from."""

    title: str
    date: dt.date
    source: str
    body: Body = Body()
    pictures: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """A learning that somebody has begun to tell.

    ``step`` is the step of the dialogue they are at (see ``domain.steps``; empty before the
    first), and ``typing`` what stands in its answer. ``left`` are the steps they have yet to go
    through, None when those are all that nothing is given for. ``beside`` are the texts they
    began in other steps and went back from, each behind its step, and ``passed`` the ids of the
    earlier events that they said are not the same.
    """

    given: Given = Given()
    step: str = ""
    typing: str = ""
    left: tuple[str, ...] | None = None
    beside: tuple[tuple[str, str], ...] = ()
    passed: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that somebody wrote, in order; empty when there is nothing to lose."""
        given = self.given
        answers = (given.title, given.happened, given.learned, given.differently, self.typing)
        begun = (text for _, text in (*given.further, *self.beside))
        actions = (action.text for action in given.actions)
        told = (*answers, *begun, *actions, given.preamble, given.more)
        return tuple(text for text in told if text and text.strip())


@dataclass(frozen=True, slots=True)
class Entry(Facts):
    """A learning in the journal.

    ``id`` is the file name's stem, ``path`` the file relative to the journal with ``/``.
    ``packed`` is the Markdown below the front matter, kept as UTF-8 and split only when it is
    asked for (``domain.body.unpack``): a journal of 100,000 entries must fit in memory.
    """

    title: str
    date: dt.date
    source: str
    id: str = ""
    path: str = ""
    packed: bytes = b""

    def __reduce__(self) -> tuple[object, ...]:
        """A quick way to another process: large journals send thousands."""
        return Entry, tuple(getattr(self, name) for name in self.__match_args__)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file, or a line in it, is not as it should be: ``code`` is stable, see ``check``."""

    path: str
    line: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()
