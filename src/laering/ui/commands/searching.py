"""``søk``: entries that fit a query, the best first, with the words that fit marked."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from laering.domain.entry import Entry, Problem
from laering.domain.filter import Filter
from laering.domain.period import Period
from laering.domain.search import Hit, Query, read_query, search, snippet
from laering.files.index.index import may_hold
from laering.files.journal.journal import Journal, sorted_places
from laering.files.journal.names import Place
from laering.files.journal.progress import Progress, counted
from laering.i18n import _, ngettext
from laering.ui.commands.meant import Asked
from laering.ui.commands.skipped import tell_answered_for, tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, one_line, safe
from laering.ui.words import long_date, source_names

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 10
"""Hits on a terminal, unless a number is asked for."""


def find_asked(
    call: Call, words: Sequence[str], asked: Asked, most: int | None, *, as_json: bool
) -> None:
    """Search among the entries that are asked for, in the journal that is meant."""
    journal = call.journal()
    wanted, period = asked.read(journal, call.today)
    find(call, journal, words, wanted, period, most, as_json=as_json)


def find(
    call: Call,
    journal: Journal,
    words: Sequence[str],
    wanted: Filter,
    period: Period | None,
    most: int | None,
    *,
    as_json: bool,
) -> None:
    """Search and show what was found. Words in one argument stand in a row, as in quotes."""
    query = read_query(" ".join(_argument(word) for word in words))
    files = _Files(call, journal, period)
    hits = files.hits(query, wanted)
    if not hits and any(term.exact for term in query.wanted):
        hits = files.hits(query.loosely(), wanted)
        if hits:
            call.terminal.note(_("Nobody wrote just that. This holds the words:"))
    _show(call, journal, hits, most, as_json=as_json)
    tell_answered_for(call.terminal, period)
    tell_skipped(call.terminal, files.problems)


def _argument(word: str) -> str:
    """An argument as a part of a query: the shell took its quotation marks away."""
    minus, bare = ("-", word[1:]) if word.startswith("-") else ("", word)
    whole = len(bare.split()) > 1 and '"' not in bare and " -" not in bare
    return f'{minus}"{bare}"' if whole else word


class _Files:
    """The files of a journal or of one period, of which as few as can be are opened."""

    def __init__(self, call: Call, journal: Journal, period: Period | None) -> None:
        self._call, self._journal, self._period = call, journal, period
        self.problems: list[Problem] = []

    def hits(self, query: Query, wanted: Filter) -> list[Hit]:
        """What fits the query and is wanted, the best first."""
        self.problems = []
        if not (query.wanted or query.without):
            return []
        progress = self._call.terminal.progress(_("Searching"))
        listing = self._journal.listing(self._period)
        aside = self._journal.copies(listing)
        own = set(listing.markdown) - aside.originals.keys()
        places, among = self._places(query, own, progress)
        reading = self._journal.read(counted(places, progress))
        strays = self._journal.strays(listing, pictures=self._period is None)
        self.problems = [*reading.problems, *aside.problems.values(), *strays]
        entries = wanted.apply(
            entry
            for entry in reading.entries
            if (self._period is None or entry.date in self._period) and query.maybe(_raw(entry))
        )
        return search(query, entries, among)

    def _places(
        self, query: Query, own: AbstractSet[str], progress: Progress
    ) -> tuple[list[Place], int]:
        """The files to look into, of those that may count, and how many there are in all."""
        chosen = may_hold(self._journal, query, progress)
        if chosen is None:
            among = len(own) if self._period is None else len(self._journal.paths())
            return sorted_places(own), among
        return sorted_places(own & chosen.paths), chosen.among


def _raw(entry: Entry) -> bytes:
    head = f"{entry.title}\n{' '.join(entry.tags)}\n"
    return head.encode("utf-8", "replace") + entry.packed


def _show(
    call: Call, journal: Journal, hits: Sequence[Hit], most: int | None, *, as_json: bool
) -> None:
    terminal = call.terminal
    if as_json:
        from laering.ui.formats.data import dumps, entry_data

        found = [
            {**entry_data(hit.entry, call.today, journal.name), "score": hit.score}
            for hit in hits[:most]
        ]
        terminal.json(dumps(found) + "\n")
        return
    if terminal.styled:
        shown = hits[: most or _fitting(terminal, journal, hits)]
        _paint(terminal.console(), journal, shown)
    else:
        shown = hits[:most]
        terminal.lines(_line(hit) for hit in shown)
    count = ngettext("{count} hit", "{count} hits", len(hits)).format(count=len(hits))
    if len(shown) < len(hits):
        more = _("{count}, the best {shown} are shown. More: --antall NUMBER")
        terminal.note(more.format(count=count, shown=len(shown)))
    else:
        terminal.note(f"{count}.")


def _line(hit: Hit) -> str:
    """A hit as a line for a pipe: that of the list, and the snippet with the words marked."""
    from laering.ui.showing.entry import list_line

    marked = "".join(f"*{text}*" if fits else text for text, fits in snippet(hit))
    return f"{list_line(hit.entry)}\t{one_line(marked)}"


def _fitting(terminal: Terminal, journal: Journal, hits: Sequence[Hit]) -> int:
    """How many of the best hits there is room for, with a line for their count."""
    from laering.ui.formats.paint import fitting

    def draw(console: "Console", count: int) -> None:
        _paint(console, journal, hits[:count])

    return fitting(terminal, min(len(hits), SHOWN), draw, spare=2)


def _paint(console: "Console", journal: Journal, hits: Sequence[Hit]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    names = source_names(journal.config.sources)
    for hit in hits:
        entry = hit.entry
        about = f"{long_date(entry.date)} · {names.get(entry.source, entry.source)}"
        console.print(Text(safe(entry.title), style="bold"))
        console.print(Text(f"  {safe(about)}", style="dim"))
        told = Text()
        for text, fits in snippet(hit):
            told.append(safe(text), style="bold yellow" if fits else "")
        console.print(Padding(told, (0, 0, 0, 2)))
        console.print()
