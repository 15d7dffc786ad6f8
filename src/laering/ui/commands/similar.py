"""``lignende``: the events that resemble an entry or a text, and what was decided then."""

from collections.abc import Sequence
from datetime import date

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.domain.errors import AmbiguousEntry, NoEntries, NoSuchEntry
from laering.files.index.index import passed_over, resembling
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
    ranked = resembling(journal, text, call.terminal.progress(_("Searching")))
    if not as_json:
        enough = [likeness for likeness in ranked if likeness.shown or likeness.quiet]
        shown = first_of(journal, enough, most or SHOWN, until, itself)
        _print(call.terminal, journal, shown, call.today)
        tell_skipped(call.terminal, journal.passed_over(passed_over(journal)))
        return
    from laering.ui.formats.data import dumps, entry_data

    data = [
        {
            **entry_data(alike.entry, call.today, journal.name),
            "score": alike.likeness.score,
            "shown": alike.likeness.shown,
            "quiet": alike.likeness.quiet,
            "why": list(alike.likeness.shared),
        }
        for alike in first_of(journal, ranked, most or _RANKED, until, itself)
    ]
    call.terminal.json(dumps(data) + "\n")
    tell_skipped(call.terminal, journal.passed_over(passed_over(journal)))


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
