"""Looking for similar events beside the dialogue, while somebody writes."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from queue import SimpleQueue
from threading import Event, Thread

from laering.files.index.index import resembling
from laering.files.journal.journal import Journal
from laering.ui.asking.asker import Earlier
from laering.ui.showing.alike import decided, first_of
from laering.ui.words import long_date

_OFFERED = 3

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
        self._asked: SimpleQueue[tuple[str, date, Event, list[Earlier]]] = SimpleQueue()
        self._asked.put(("", today, Event(), []))
        Thread(target=self._work, daemon=True).start()

    def similar(self, text: str, day: date) -> list[Earlier]:
        """The few events until a day that resemble a text, as far as they are found in time."""
        self.looked = True
        ready = Event()
        found: list[Earlier] = []
        self._asked.put((text, day, ready, found))
        return found if ready.wait(_PATIENCE) else []

    def _work(self) -> None:
        while True:
            text, day, ready, found = self._asked.get()
            # What goes wrong here is a hint that is missed, and no more.
            with suppress(Exception):
                found += self._look(text, day)
            ready.set()

    def _look(self, text: str, day: date) -> Iterator[Earlier]:
        ranked = [each for each in resembling(self._journal, text) if each.shown]
        for alike in first_of(self._journal, ranked, _OFFERED, until=day):
            entry = alike.entry
            lines = (long_date(entry.date), *decided(entry, self._today))
            yield Earlier(entry.id, entry.title, lines)
