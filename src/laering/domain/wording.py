"""What a person wrote, as an entry's header holds it: titles, tags and outcomes."""

import re
from collections.abc import Iterable

from laering.domain.entry import GOOD, LESS_GOOD, OUTCOMES
from laering.domain.errors import UnknownOutcome

TITLE_LENGTH = 70
"""Characters of a title that is suggested."""

_IN_ENGLISH = {"well": GOOD, "less-well": LESS_GOOD}

# A full stop before a small letter or a number belongs to an abbreviation: «kl. 7», «ca. ti».
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2})(?:[!?](?=\s|$)|\.(?=\s+(?:[«“(]|[^\W\d_a-zæøå])|\s*$))"
)

# Where a sentence may end early and still say something.
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s(?=(?:[–—-]|fordi|men|slik|because|but)\s)")

_CLAUSE = 20
"""Characters of a part of a sentence that may stand as a title."""

_BETWEEN = re.compile(r",|\s(?=#)")
_HASHTAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]*)")


# How a letter begins, alone on its line.
_GREETING = re.compile(
    r"(?:hei|heisann|hallo|god (?:dag|morgen|kveld)|hi|hello|dear)(?: \w+){0,2} ?[,.!]*",
    re.IGNORECASE,
)


def suggest_title(happened: str) -> str:
    """A title from the first answer: its first sentence, or what of it says something by itself.

    Words are whole, and the last one is no number or preposition that waits for the next.
    """
    lines = [" ".join(line.split()) for line in happened.splitlines() if line.strip()]
    line = next((line for line in lines if not _GREETING.fullmatch(line)), "".join(lines[:1]))
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0]
    sentence = sentence.strip(" #*->").rstrip(".,:;!") or line
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    ends = [match.start() for match in _CLAUSE_END.finditer(sentence)]
    clause = max((end for end in ends if _CLAUSE <= end <= TITLE_LENGTH), default=0)
    return sentence[:clause].rstrip() if clause else _cut(sentence)


def _cut(sentence: str) -> str:
    """The first words of a long sentence, as far as they say something."""
    from laering.domain.norwegian.stems import folded, stem, tells

    words = sentence[:TITLE_LENGTH].split(" ")[:-1] or [sentence[: TITLE_LENGTH - 1]]
    kept = words.copy()
    while len(kept) > 1 and not (kept[-1].isalpha() and tells(stem(folded(kept[-1])))):
        kept.pop()
    return " ".join(kept if len(kept) > 1 else words).rstrip(" ,:;–-") + "…"


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
