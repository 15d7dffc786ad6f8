"""Looking for similar events beside the dialogue, while somebody writes."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from queue import SimpleQueue
from threading import Event, Thread

from laering.domain.body import unpack
from laering.domain.entry import Entry
from laering.files.index.index import resembling
from laering.files.journal.journal import Journal
from laering.ui.asking.asker import Earlier
from laering.ui.showing.alike import decided, first_of
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
        self._asked: SimpleQueue[tuple[str, date, Event, list[Earlier]]] = SimpleQueue()
        self._asked.put(("", today, Event(), []))
        Thread(target=self._work, daemon=True).start()

    def similar(self, text: str, day: date) -> list[Earlier]:
        """The few events until a day that resemble a text, as far as they are found in time."""
        self.looked = True
        return self._found(text, day, _PATIENCE)[:_OFFERED]

    def others(self, entry: Entry) -> list[Earlier]:
        """The few earlier events that resemble one that is saved, and that it does not repeat.

        Whoever has nothing left to write waits a little longer for them.
        """
        answers = unpack(entry).answers
        text = f"{answers.happened}\n{answers.learned}"
        found = self._found(text, entry.date, _AFTERWARDS * _PATIENCE)
        known = (entry.id, *entry.repeats)
        return [each for each in found if each.id not in known][:_OFFERED]

    def _found(self, text: str, day: date, patience: float) -> list[Earlier]:
        ready = Event()
        found: list[Earlier] = []
        self._asked.put((text, day, ready, found))
        return found if ready.wait(patience) else []

    def _work(self) -> None:
        while True:
            text, day, ready, found = self._asked.get()
            # What goes wrong here is a hint that is missed, and no more.
            with suppress(Exception):
                found += self._look(text, day)
            ready.set()

    def _look(self, text: str, day: date) -> Iterator[Earlier]:
        ranked = [each for each in resembling(self._journal, text) if each.shown]
        for alike in first_of(self._journal, ranked, _OFFERED + _MORE, until=day):
            entry = alike.entry
            lines = (long_date(entry.date), *decided(entry, self._today))
            yield Earlier(entry.id, entry.title, lines)
