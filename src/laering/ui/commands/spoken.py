"""What the words of a command say of an action: which it is, its number, and what they tell of it.

Nobody puts quotes around three words, so words that are no number belong together.
"""

from collections.abc import Sequence
from typing import NamedTuple

from laering.domain.followed import followed
from laering.files.journal.finding import is_part
from laering.files.journal.journal import Journal
from laering.ui.desk.call import Call


class Spoken(NamedTuple):
    """What names an action or its entry, the figures of its number, and what is said besides."""

    reference: str
    figures: str = ""
    said: tuple[str, ...] = ()

    @property
    def number(self) -> int | None:
        """The action's number, where there is one; no entry has as many as a billion."""
        return int(self.figures.lstrip("0")[:9] or 0) if self.figures else None


def named(call: Call, journal: Journal, words: Sequence[str]) -> Spoken:
    """All the words as what names an action, the last as its number where the others are an entry.

    Raises NoEntries.
    """
    entry = " ".join(words[:-1])
    if entry and is_number(words[-1]) and journal.fitting(entry, call.today):
        return Spoken(entry, words[-1])
    return Spoken(" ".join(words))


def named_and_told(call: Call, journal: Journal, words: Sequence[str]) -> Spoken:
    """The words that name an action, and those behind them that tell of it.

    An entry and a number go before as many words as are part of an action's own text, or name an
    entry. Raises NoEntries.
    """
    for at, word in enumerate(words):
        entry = " ".join(words[:at])
        if entry and is_number(word) and journal.fitting(entry, call.today):
            return Spoken(entry, word, tuple(words[at + 1 :]))
    end = len(words)
    texts: list[str] = []
    if end > 1:
        texts = [action.text for _entry, action in followed(journal.within(None).entries)]
    while end > 1 and not _names(call, journal, " ".join(words[:end]), texts):
        end -= 1
    return Spoken(" ".join(words[:end]), "", tuple(words[end:]))


def is_number(word: str) -> bool:
    """Whether a word may be the number of an action."""
    return word.isascii() and word.isdigit()


def _names(call: Call, journal: Journal, reference: str, texts: Sequence[str]) -> bool:
    parts = (is_part(reference, text) for text in texts)
    return any(parts) or bool(journal.fitting(reference, call.today))
