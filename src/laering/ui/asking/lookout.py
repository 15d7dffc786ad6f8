"""Looking for similar events beside the dialogue, while somebody writes."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from queue import SimpleQueue
from threading import Event, Thread

from laering.files.index.index import resembling
from laering.files.journal.journal import Journal
from laering.ui.asking.asker import Earlier
from laering.ui.showing.alike import decided, first_of, why
from laering.ui.words import long_date

_OFFERED = 3

# Seconds that somebody who writes may have to wait.
_PATIENCE = 0.3


class Lookout:
    """Looks for similar events beside the dialogue, which never waits for it for long.

    The index is brought up to date from the moment this is made.
    """

    def __init__(self, journal: Journal, today: date) -> None:
        self._journal, self._today = journal, today
        self._asked: SimpleQueue[tuple[str, date, bool, Event, list[Earlier]]] = SimpleQueue()
        self._asked.put(("", today, True, Event(), []))
        Thread(target=self._work, daemon=True).start()

    def similar(self, text: str, day: date) -> list[Earlier]:
        """The few events until a day that are surely the same, as far as they are found in time."""
        return self._found(text, day, sure=True)

    def quiet(self, text: str, day: date) -> list[Earlier]:
        """The few events until a day that may be the same, sure or not, for a line in passing."""
        return self._found(text, day, sure=False)

    def _found(self, text: str, day: date, *, sure: bool) -> list[Earlier]:
        ready = Event()
        found: list[Earlier] = []
        self._asked.put((text, day, sure, ready, found))
        return found if ready.wait(_PATIENCE) else []

    def _work(self) -> None:
        while True:
            text, day, sure, ready, found = self._asked.get()
            # What goes wrong here is a hint that is missed, and no more.
            with suppress(Exception):
                found += self._look(text, day, sure=sure)
            ready.set()

    def _look(self, text: str, day: date, *, sure: bool) -> Iterator[Earlier]:
        ranked = resembling(self._journal, text)
        told = [each for each in ranked if each.shown or (each.quiet and not sure)]
        for alike in first_of(self._journal, told, _OFFERED, until=day):
            entry = alike.entry
            lines = (long_date(entry.date), why(alike.likeness.shared))
            yield Earlier(entry.id, entry.title, (*lines, *decided(entry, self._today)))
