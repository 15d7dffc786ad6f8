"""What an action is known by outside of its file, wherever on the page it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256

from laering.domain.action import FIELD, Action
from laering.domain.folding import composed

_LETTERS = 8


def handles(actions: Iterable[Action]) -> dict[int, str]:
    """For the number of each action of one entry its handle, which no other of them has.

    It is the action's 🆔, or made of its own words in whatever case and spacing: eight letters
    and digits, so that it may become the 🆔 when the words change. Of several with the same
    words the one that is due first has it as it is, the next ones with ``-2``, ``-3`` … behind.
    """
    found: dict[int, str] = {}
    taken: Counter[str] = Counter()
    for action in sorted(actions, key=lambda each: (each.due or date.max, each.number)):
        key = _own(action)
        taken[key] += 1
        found[action.number] = key if taken[key] == 1 else f"{key}-{taken[key]}"
    return found


def _own(action: Action) -> str:
    named = next(_names(action.signs), None)
    words = " ".join(composed(action.text).casefold().split())
    return named or sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _names(signs: str) -> Iterator[str]:
    for field in FIELD.finditer(signs):
        if field[0].startswith("🆔"):
            yield field[0].removeprefix("🆔").lstrip("\ufe0f \t")
