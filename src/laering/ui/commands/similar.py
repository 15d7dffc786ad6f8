"""``lignende``: the events that resemble an entry or a text, and what was decided then."""

from collections.abc import Sequence
from datetime import date

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.errors import AmbiguousEntry, NoEntries, NoSuchEntry
from laering.files.index.index import looked_through
from laering.files.journal.finding import one_of
from laering.files.journal.journal import Journal
from laering.files.journal.names import Place
from laering.i18n import _
from laering.ui.commands.meant import readable
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, in_rows
from laering.ui.showing.alike import Alike, first_of, lines_of, quiet_line
from laering.ui.words import source_names

SHOWN = 5
"""Similar events in a list, unless a number is asked for."""

# As JSON, where those less alike are told too.
_RANKED = 10


def show(
    call: Call, journal: Journal, words: Sequence[str], most: int | None, *, as_json: bool
) -> None:
    """Show the events that resemble an entry or a text, those that are sure and those that may be.

    As JSON also those less alike.
    """
    text = " ".join(words)
    place = _place(journal, text, call.today)
    until, itself = date.max, None
    if place is not None:
        entry = readable(journal, place)
        text, until, itself = _text(entry), entry.date, entry.id
    progress = call.terminal.progress(_("Searching"))
    ranked, unreadable = looked_through(journal, text, progress)
    listing = journal.listing()
    aside = journal.copies(listing)
    told = [each for each in ranked if as_json or each.shown or each.quiet]
    usual = _RANKED if as_json else SHOWN
    found = first_of(journal, told, most or usual, until, itself, copies=aside.originals)
    if as_json:
        _print_data(call, journal, found)
    else:
        _print(call.terminal, journal, found, call.today)
    tell_skipped(call.terminal, journal.passed_over(unreadable, listing, aside))


def _print_data(call: Call, journal: Journal, found: Sequence[Alike]) -> None:
    from laering.ui.formats.data import dumps, entry_data

    data = [
        {
            **entry_data(alike.entry, call.today, journal.name),
            "score": alike.likeness.score,
            "shown": alike.likeness.shown,
            "quiet": alike.likeness.quiet,
            "why": list(alike.likeness.shared),
        }
        for alike in found
    ]
    call.terminal.json(dumps(data) + "\n")


def tell_alike(terminal: Terminal, entry: Entry, found: Sequence[Entry]) -> None:
    """Tell in passing what may be the same as an entry just written, and how one is marked."""
    if not found:
        return
    terminal.note()
    terminal.note(quiet_line([(each.title, each.date) for each in found]))
    told = _("Mark one with: laering gjentar {entry} {earlier}")
    terminal.note(told.format(entry=entry.id, earlier=found[0].id))


def _place(journal: Journal, text: str, today: date) -> Place | None:
    """The entry that is meant, if it is one and not a text."""
    if not text or len(text.split()) != 1:
        return None
    try:
        place = one_of(journal.fitting(text, today, titled=False), text)
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


def _print(terminal: Terminal, journal: Journal, found: Sequence[Alike], today: date) -> None:
    if not found:
        terminal.note(_("Nothing similar has been written down before."))
        return
    names = source_names(journal.config.sources)
    sure = [alike for alike in found if alike.likeness.shown]
    maybe = [alike for alike in found if not alike.likeness.shown]
    _cards(terminal, sure, names, today)
    if maybe:
        terminal.line(_("Perhaps the same:"))
        terminal.line()
        _cards(terminal, maybe, names, today)


def _cards(terminal: Terminal, found: Sequence[Alike], names: dict[str, str], today: date) -> None:
    """Each event in a few lines, with an empty one after it."""
    if not terminal.styled:
        for alike in found:
            terminal.lines(lines_of(alike, names, today))
            terminal.line()
        return
    from rich.padding import Padding
    from rich.text import Text

    console = terminal.console()
    for alike in found:
        title, about, *rest, name = lines_of(alike, names, today)
        console.print(Text(title, style="bold"))
        for line, style in ((about, "dim"), *((each, "") for each in rest), (name, "dim")):
            rows = "\n".join(in_rows(line.strip(), console.width - 1))
            console.print(Padding(Text(rows, style=style), (0, 0, 0, 2)))
        console.print()
