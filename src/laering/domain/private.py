"""Who may read what: the one policy for every command and format.

An entry is private unless it plainly says that it is not. It is shown to whoever reads the
journal itself, and counted in every figure. What leaves the journal for others (a report, a
calendar, a shared learning, a memory on the home page) tells nothing of it but its day, its
source and its outcome, and not its name, which may be its title; unless the person asks for it.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from laering.domain.entry import Entry, Given, Problem
from laering.domain.errors import PrivateEntry
from laering.domain.folding import composed
from laering.domain.keys import NAMING
from laering.domain.text.headers import headers_below, may_have_header

if TYPE_CHECKING:
    from typing import Protocol

    from laering.domain.survey import Survey, Task

    class Marked(Protocol):
        """What is private or not: an entry, its header read quickly, one of its actions."""

        @property
        def private(self) -> bool:
            """Whether it is told to nobody."""


KEY = "private"
"""What the key is called, and the code of the problem of a file that is not named."""

PRIVATE_KEYS = frozenset({KEY, "privat"})

LOOKED_AT = 64_000
"""How much of a file is looked at to tell whether it was meant to be private, in bytes."""

_NO = frozenset({"false", "no", "off", "0", "nei"})

# The word as a key, however it stands there, with the value on its line; or alone on a line.
_SAID = re.compile(
    rb"(?<![\w-])private?[ \t\"']*+[:=][ \t\"']*+([^\s\"',}]*)"
    rb"|(?<![^\r\n])[ \t\"'?+-]*+private?[ \t\"']*+(?![^\r\n])",
    re.IGNORECASE,
)


def denied(text: str) -> bool:
    """Whether a value is a plain no, in Norwegian or as computers write it."""
    return text.strip().casefold() in _NO


def affirmed(value: Any) -> bool:
    """Whether a value from elsewhere, of any kind, is there and anything but a plain no."""
    return value is not None and not (isinstance(value, str | int | float) and denied(str(value)))


def said_in(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether a header, given as keys and values, keeps its entry private.

    Anything but a plain no does: a slip must not tell it to others. So do other letters in the
    key, the Norwegian one, a key without a value, and one yes of several.
    """
    return any(not denied(value) for key, value in pairs if key.strip().casefold() in PRIVATE_KEYS)


def said_below(packed: bytes) -> bool:
    """Whether front matter that stands further down, in what follows a header, keeps it private.

    What it stands above is in the same file, so all of it is told to nobody.
    """
    if not may_have_header(packed):
        return False
    return any(said_in(each.pairs) for each in headers_below(packed.decode("utf-8", "replace")))


def says_private(data: bytes) -> bool:
    """Whether a file that cannot be read as an entry was meant to be told to nobody.

    Any ``private`` that is not plainly denied counts, whatever else its first bytes say.
    """
    # Without zeros and a byte-order mark, text in UTF-16 has its letters where other text has them.
    head = data[:LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return any(
        (said[1] or b"").decode("latin-1").casefold() not in _NO for said in _SAID.finditer(head)
    )


def is_private(it: "Marked") -> bool:
    """Whether an entry, or an action of one, is marked as private."""
    return it.private


def switched(given: Given) -> Given:
    """What is given as private where it was not, and the other way about."""
    return replace(given, private=not given.private)


def as_asked(given: Given, private: bool | None) -> Given:
    """What is given, marked as somebody asks for; as it is where they ask for neither."""
    return given if private is None else replace(given, private=private)


def may_tell(it: "Marked", *, with_private: bool = False) -> bool:
    """Whether others may read an entry or an action; ``with_private`` is what the person asked."""
    return with_private or not it.private


def check_told(entry: Entry, *, with_private: bool) -> None:
    """Raises PrivateEntry for an entry that others may not read, when all of it is asked for."""
    if not may_tell(entry, with_private=with_private):
        raise PrivateEntry(title=entry.title, entry=entry.id)


def as_told(entry: Entry, secret: Collection[str]) -> Entry:
    """The entry as others may read it; of a private one only its day, source and outcome.

    Of another one all but where it names some of the ``secret`` ids.
    """
    if entry.private:
        return Entry(
            id="",
            path="",
            title="",
            date=entry.date,
            source=entry.source,
            outcome=entry.outcome,
            private=True,
        )
    if not any(each in secret for key in NAMING for each in getattr(entry, key)):
        return entry
    kept: dict[str, Any] = {
        key: tuple(each for each in getattr(entry, key) if each not in secret) for key in NAMING
    }
    return replace(entry, **kept)


def is_veiled(entry: Entry) -> bool:
    """Whether an entry is a private one ``as_told``: nothing can be said of what it lacks."""
    return entry.private and not entry.id


def task_as_told(task: "Task") -> "Task":
    """The action as others may read it; of a private entry only its dates and how it stands."""
    if not task.private:
        return task
    action = task.action._replace(text="", owners=(), effect=None, signs="")
    return task._replace(entry="", action=action)


def all_told(survey: "Survey") -> "Survey":
    """The survey when the person asks for what is private too: everything in it may be told."""
    return replace(
        survey,
        inside=[replace(entry, private=False) for entry in survey.inside],
        tasks=[task._replace(private=False) for task in survey.tasks],
        private=frozenset(),
    )


def names_kept(
    survey: "Survey", unreadable: Collection[str], alike: Callable[[str], str]
) -> "Survey":
    """The survey without the names that may tell a secret: a file's name may be its title.

    ``unreadable`` are the paths of files that are no entries and say that they are private. They
    are named neither among the problems nor by an entry that names one, however that spells
    the name: names are the same of which ``alike`` gives the same.
    """
    private = survey.private | {_id_of(path) for path in unreadable}
    plain = {alike(name) for name in private}
    named = {
        name
        for entry in (*survey.inside, *survey.earlier)
        for key in NAMING
        for name in getattr(entry, key)
        if plain and alike(name) in plain
    }
    return replace(
        survey,
        problems=[_unnamed(each) if each.path in unreadable else each for each in survey.problems],
        private=private | named,
    )


def _unnamed(problem: Problem) -> Problem:
    return Problem(f"{problem.path.partition('/')[0]}/…", 1, KEY)


def _id_of(path: str) -> str:
    name = path.rpartition("/")[2]
    return composed(name.rpartition(".")[0] or name)
