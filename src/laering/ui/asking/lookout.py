"""Looking for similar events beside the dialogue, while somebody writes."""

from contextlib import suppress
from datetime import date
from queue import SimpleQueue
from threading import Event, Thread

from laering.domain.entry import Entry
from laering.domain.pairs import told_in
from laering.files.index.index import resembling
from laering.files.journal.journal import Journal
from laering.ui.asking.asker import Earlier
from laering.ui.showing.alike import Alike, decided, first_of, why
from laering.ui.words import long_date

_OFFERED = 3

# Found beside those: the one that was just saved, and what it repeats.
_MORE = 3

# Times as long as they are waited for when all is saved.
_AFTERWARDS = 6

# Seconds that somebody who writes may have to wait.
_PATIENCE = 0.3


class Lookout:
    """Looks for similar events beside the dialogue, which never waits for it for long.

    The index is brought up to date from the moment this is made. ``looked`` tells whether anybody
    asked for similar events.
    """

    def __init__(self, journal: Journal, today: date) -> None:
        self._journal, self._today = journal, today
        self.looked = False
        self._asked: SimpleQueue[tuple[str, date, bool, Event, list[Alike]]] = SimpleQueue()
        self._asked.put(("", today, True, Event(), []))
        Thread(target=self._work, daemon=True).start()

    def similar(self, text: str, day: date) -> list[Earlier]:
        """The few events until a day that are surely the same, as far as they are found in time."""
        self.looked = True
        found = self._found(text, day, _PATIENCE, sure=True)
        return [self._shown(alike) for alike in found[:_OFFERED]]

    def perhaps(self, text: str, day: date) -> list[Earlier]:
        """The few events until a day that may be the same, sure or not, found in time."""
        self.looked = True
        return [self._shown(alike) for alike in self._found(text, day, _PATIENCE, sure=False)]

    def others(self, entry: Entry) -> list[Entry]:
        """The few earlier events that may be the same as one that is saved, sure or not.

        Left out are those that it repeats or does not. Whoever has nothing left to write waits a
        little longer for them.
        """
        text, patience = told_in(entry), _AFTERWARDS * _PATIENCE
        known = (entry.id, *entry.repeats, *entry.not_repeats)
        found = (alike.entry for alike in self._found(text, entry.date, patience, sure=False))
        return [each for each in found if each.id not in known][:_OFFERED]

    def _found(self, text: str, day: date, patience: float, *, sure: bool) -> list[Alike]:
        ready = Event()
        found: list[Alike] = []
        self._asked.put((text, day, sure, ready, found))
        return found if ready.wait(patience) else []

    def _work(self) -> None:
        while True:
            text, day, sure, ready, found = self._asked.get()
            # What goes wrong here is a hint that is missed, and no more.
            with suppress(Exception):
                found += self._look(text, day, sure=sure)
            ready.set()

    def _look(self, text: str, day: date, *, sure: bool) -> list[Alike]:
        ranked = resembling(self._journal, text)
        told = [each for each in ranked if each.shown or (each.quiet and not sure)]
        return first_of(self._journal, told, _OFFERED + _MORE, until=day)

    def _shown(self, alike: Alike) -> Earlier:
        entry = alike.entry
        lines = (long_date(entry.date), why(alike.likeness.shared))
        told = (*lines, *decided(entry, self._today))
        return Earlier(entry.id, entry.title, entry.date, told)
