"""The words of one file, as an index holds them."""

from laering.domain.entry import Problem
from laering.domain.norwegian.stems import stems
from laering.domain.similarity import lengths, terms_of
from laering.files.journal.journal import Journal

# Letters of a term that are kept: FTS5 keeps no more than 32,768 bytes.
KEPT = 8_000

# Of the journal's name in that of its index.
NAMED = 40

Row = tuple[str, str, int, int]


def row_of(journal: Journal, path: str) -> Row | Problem:
    """The words of one file, or why it is no entry."""
    entry = journal.read_one(path)
    if isinstance(entry, Problem):
        return entry
    body = entry.packed.decode("utf-8", "replace")
    # What stands in the title counts twice.
    found = stems(f"{entry.title}\n{entry.title}\n{' '.join(entry.tags)}\n{body}")
    return (path, " ".join(found), *lengths(found))


def body(stored: str) -> str:
    """The terms of a file's stems, as an index is given them: with blanks between."""
    return " ".join(term[:KEPT] for term in terms_of(stored.split(" ")))
