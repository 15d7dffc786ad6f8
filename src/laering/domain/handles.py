"""What an action is known by outside of its file, wherever on the page it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from laering.domain.action import Action
from laering.domain.folding import composed
from laering.domain.signs import FIELD

_LETTERS = 8


def handles(actions: Iterable[Action]) -> dict[int, str]:
    """For the number of each action of one entry its handle, which no other of them has.

    It is the action's 🆔, or made of its own words in whatever case and spacing: eight letters
    and digits, so that it may become the 🆔 when the words change. Of several with the same
    words the one that is due first has it as it is, the next ones with ``-2``, ``-3`` … behind.
    One that has become a 🆔 is no other's any more.
    """
    found: dict[int, str] = {}
    counts: Counter[str] = Counter()
    taken: set[str] = set()
    named = [(own_name(action), action) for action in actions]
    # Those with a name of their own come first.
    named.sort(key=lambda each: (not each[0], each[1].due or date.max, each[1].number))
    for name, action in named:
        key = handle = name or _of_words(action)
        while handle in taken:
            counts[key] += 1
            handle = f"{key}-{counts[key] + 1}"
        taken.add(handle)
        found[action.number] = handle
    return found


def own_name(action: Action) -> str:
    """The action's 🆔; empty when it has none."""
    return next(_names(action.signs), "")


def _of_words(action: Action) -> str:
    words = " ".join(composed(action.text).casefold().split())
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _names(signs: str) -> Iterator[str]:
    for field in FIELD.finditer(signs):
        if field[0].startswith("🆔"):
            yield field[0].removeprefix("🆔").lstrip("\ufe0f \t")
