"""What a person wrote, as an entry's header holds it: titles, tags and outcomes."""

import re
from collections.abc import Iterable

from laering.domain.entry import GOOD, LESS_GOOD, OUTCOMES
from laering.domain.errors import UnknownOutcome

TITLE_LENGTH = 70
"""Characters of a title that is suggested."""

_IN_ENGLISH = {"well": GOOD, "less-well": LESS_GOOD}
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.!?](?=\s|$)")
_BETWEEN = re.compile(r",|\s(?=#)")
_HASHTAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]*)")


def suggest_title(happened: str) -> str:
    """A title from the first answer: its first sentence, cut between words."""
    first_line = next((line for line in happened.splitlines() if line.strip()), "")
    line = " ".join(first_line.split())
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0]
    sentence = sentence.strip(" #*->").rstrip(".,:;!") or line
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    cut = sentence[: TITLE_LENGTH - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,:;–-") + "…"


def clean_tag(tag: str) -> str:
    """A tag without its ``#``, its words joined by hyphens; empty when nothing is left."""
    return "-".join(tag.strip().lstrip("#").split())


def tags_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The tags in some texts: one text may hold several with commas, or with ``#`` before each."""
    bare = (tag.strip().lstrip("#").strip() for text in texts for tag in _BETWEEN.split(text))
    return tuple(tag for tag in bare if tag)


def tags_in(text: str) -> list[str]:
    """The tags among the words of an answer, each behind its ``#``, in their order."""
    return _HASHTAG.findall(text)


def read_outcome(written: str) -> str:
    """One of ``entry.OUTCOMES``, written with large letters or a space too, or in English.

    Raises UnknownOutcome.
    """
    outcome = written.strip().casefold().replace(" ", "-")
    outcome = _IN_ENGLISH.get(outcome, outcome)
    if outcome not in OUTCOMES:
        raise UnknownOutcome(value=written)
    return outcome
