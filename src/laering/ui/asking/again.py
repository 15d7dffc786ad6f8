"""Earlier events that what is being told resembles: which are asked about, which are named."""

from collections.abc import Sequence
from datetime import date

from laering.domain.entry import Given
from laering.ui.asking.asker import Earlier, Overview
from laering.ui.asking.questions import Setting, nothing


class Watch:
    """Looks for earlier events on the way; no text is looked for twice in a row.

    ``passed`` are the ids of those that somebody said are not the same: they are not asked about
    again, and not named.
    """

    def __init__(self, setting: Setting, passed: Sequence[str]) -> None:
        self._setting = setting
        self.passed = tuple(passed)
        self._asked = set(passed)
        self._sure_of = ""
        self._maybe_of: tuple[str, date] | None = None
        self._maybe: Sequence[Earlier] = ()

    def sure(self, given: Given) -> list[Earlier]:
        """Those that are surely the same as what happened and what was learned, each once."""
        text = "\n".join(filter(None, (given.happened, given.learned)))
        if given.repeats or text == self._sure_of:
            return []
        self._sure_of = text
        similar = self._setting.similar(text, given.date or self._setting.today)
        found = [each for each in similar if each.id not in self._asked]
        self._asked.update(each.id for each in found)
        return found

    def passed_by(self, found: Sequence[Earlier]) -> None:
        """None of these is the same."""
        self.passed += tuple(each.id for each in found if each.id not in self.passed)

    def named(self, shown: Overview, given: Given) -> Overview:
        """The overview with those that may be the same, or with the mark that may be taken away.

        Where nobody looks for earlier events, as in a change of an entry, it has neither.
        """
        again = shown.again and self._setting.perhaps is not nothing
        return shown._replace(perhaps=self.maybe(given), again=again)

    def maybe(self, given: Given) -> list[Earlier]:
        """The few that may be the same as what happened; none where one is marked already."""
        if given.repeats or not given.happened:
            return []
        text, day = f"{given.title or ''}\n{given.happened}", given.date or self._setting.today
        if (text, day) != self._maybe_of:
            self._maybe_of = text, day
            self._maybe = self._setting.perhaps(text, day)
        from laering.domain.similarity import QUIET

        known = (*self.passed, *given.not_repeats)
        return [each for each in self._maybe if each.id not in known][:QUIET]
