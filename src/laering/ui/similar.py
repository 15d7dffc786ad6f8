"""``lignende``: the events that resemble an entry or a text, and what was decided then."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.errors import AmbiguousEntry, NoEntries, NoSuchEntry
from laering.domain.similarity import Likeness
from laering.files.index import resembling
from laering.files.journal import Journal, Place
from laering.i18n import _
from laering.ui.call import Call
from laering.ui.listing import readable
from laering.ui.terminal import Terminal, one_line, safe
from laering.ui.words import action_line, box, long_date, shortened, source_name

SHOWN = 5
"""Similar events in a list, unless a number is asked for."""

_RANKED = 10
_DECIDED = 160


class Alike(NamedTuple):
    """An event that resembles a text, and how much."""

    entry: Entry
    likeness: Likeness


def show(
    call: Call, journal: Journal, words: Sequence[str], most: int | None, *, as_json: bool
) -> None:
    """Show the events that resemble an entry or a text; as JSON also those less alike."""
    text = " ".join(words)
    place = _place(journal, text)
    until, itself = date.max, None
    if place is not None:
        entry = readable(journal, place)
        text, until, itself = _text(entry), entry.date, entry.id
    ranked = resembling(journal, text, call.terminal.progress(_("Searching")))
    if not as_json:
        enough = [likeness for likeness in ranked if likeness.shown]
        shown = first_of(journal, enough, most or SHOWN, until, itself)
        _print(call.terminal, journal, shown, call.today)
        return
    from laering.ui.data import dumps, entry_data

    data = [
        {
            **entry_data(alike.entry, call.today),
            "score": alike.likeness.score,
            "shown": alike.likeness.shown,
            "why": list(alike.likeness.shared),
        }
        for alike in first_of(journal, ranked, most or _RANKED, until, itself)
    ]
    call.terminal.json(dumps(data) + "\n")


def _place(journal: Journal, text: str) -> Place | None:
    """The entry that is meant, if it is one and not a text."""
    if not text or len(text.split()) != 1:
        return None
    try:
        place = journal.find(text)
    except NoEntries:
        return None
    except (NoSuchEntry, AmbiguousEntry):
        # A single word is searched for as such; only a date begins like a name.
        if text[:4].isdigit() and text[4:5] == "-":
            raise
        return None
    named = "-" in text or place.id == text or text.casefold() in ("siste", "last")
    return place if named else None


def _text(entry: Entry) -> str:
    answers = unpack(entry).answers
    return f"{entry.title}\n{answers.happened}\n{answers.learned}\n{answers.differently}"


def first_of(
    journal: Journal,
    ranked: Sequence[Likeness],
    most: int,
    until: date = date.max,
    other_than: str | None = None,
) -> list[Alike]:
    """The first events that still are there, of a time until a day."""
    found: list[Alike] = []
    for likeness in ranked:
        if len(found) == most:
            break
        entry = journal.read_one(likeness.path)
        if isinstance(entry, Entry) and entry.date <= until and entry.id != other_than:
            found.append(Alike(entry, likeness))
    return found


def _print(terminal: Terminal, journal: Journal, found: Sequence[Alike], today: date) -> None:
    if not found:
        terminal.note(_("Nothing similar has been written down before."))
        return
    names = {source.id: source_name(source) for source in journal.config.sources}
    if not terminal.styled:
        for alike in found:
            terminal.lines(_lines(alike.entry, names, today))
            terminal.line()
        return
    from rich.padding import Padding
    from rich.text import Text

    console = terminal.console()
    for alike in found:
        title, about, *rest, name = _lines(alike.entry, names, today)
        console.print(Text(title, style="bold"))
        for line, style in ((about, "dim"), *((each, "") for each in rest), (name, "dim")):
            console.print(Padding(Text(line.strip(), style=style), (0, 0, 0, 2)))
        console.print()


def _lines(entry: Entry, names: dict[str, str], today: date) -> Iterator[str]:
    """An event in a few lines: what, when, what was decided, how that stands, and its name."""
    yield one_line(entry.title)
    source = names.get(entry.source, entry.source)
    yield safe(f"  {long_date(entry.date)} · {source}")
    yield from (f"  {line}" for line in decided(entry, today))
    yield safe(f"  {entry.id}")


def decided(entry: Entry, today: date) -> Iterator[str]:
    """What was decided after an event, and how that stands, a line each."""
    body = unpack(entry)
    change = " ".join(body.answers.differently.split()) or " ".join(body.answers.learned.split())
    if change:
        yield safe(shortened(change, _DECIDED))
    for action in body.actions:
        yield safe(f"{box(action)} {action_line(action, today)}")
    if not change and not body.actions:
        yield _("Nothing was decided.")
