"""The words of one file, as an index holds them."""

from typing import NamedTuple

from laering.domain.entry import Problem
from laering.domain.norwegian.stems import stems
from laering.domain.text.comments import shown
from laering.domain.text.pictures import in_words
from laering.domain.wordstore import lengths, terms_of
from laering.files.journal.journal import Journal

# FTS5 keeps no more than 32,768 bytes of a term.
_LONGEST = 8_000


class Words(NamedTuple):
    """A file's path, its stems in order with blanks between, and how many stems and grams tell."""

    path: str
    stems: str
    stem_count: int
    gram_count: int


def words_of(journal: Journal, path: str) -> Words | Problem:
    """The words of one file, or why it is no entry."""
    entry = journal.read_one(path)
    if isinstance(entry, Problem):
        return entry
    body = in_words(shown(entry.packed.decode("utf-8", "replace")))
    # What stands in the title counts twice.
    found = stems(f"{entry.title}\n{entry.title}\n{' '.join(entry.tags)}\n{body}")
    return Words(path, " ".join(found), *lengths(found))


def kept(term: str) -> str:
    """As much of a term as an index keeps, in characters."""
    return term[:_LONGEST]


def all_terms(stored: str) -> str:
    """The terms of a file's stems, as an index is given them: with blanks between."""
    return " ".join(map(kept, terms_of(stored.split(" "))))
