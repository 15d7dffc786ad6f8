"""The index of words: disposable, in the person's cache folder, and made anew when in doubt.

Search and similarity ask it which files to look at; nothing else does. It holds the stems, grams
and groups of every entry, and which file each one came from and what that looked like. When it
cannot be had (no room, no FTS5, another process that is making it), the answers are the same
and come from the files.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from laering.domain.wordstore import Store
from laering.files.index.state import opened, remove_index
from laering.files.index.store import Broken, Chosen, Database, Memory
from laering.files.index.upkeep import bring_up_to_date
from laering.files.journal.journal import Journal
from laering.files.journal.progress import Progress, quiet
from laering.files.system import folders
from laering.files.system.folders import make_private
from laering.files.system.locks import hold, let_go

if TYPE_CHECKING:
    from laering.domain.search import Query
    from laering.domain.similarity import Likeness

_T = TypeVar("_T")

# Seconds to wait for another process that brings the index up to date.
_PATIENCE = 1.0

# Of many texts, how many are looked at between two reports of progress, and how much is kept of
# what resembles each.
_STRIDE, _MOST = 20, 10

# Characters of the journal's name in that of its index.
_NAMED = 40


def resembling(journal: Journal, text: str, progress: Progress = quiet) -> "list[Likeness]":
    """The entries that share something with a text, the most alike first."""
    from laering.domain.similarity import similar

    return _ask(
        journal,
        lambda index: similar(text, index),
        lambda: similar(text, Memory(journal, progress)),
        progress,
    )


def resembling_each(
    journal: Journal, texts: Sequence[str], progress: Progress = quiet
) -> "list[list[Likeness]]":
    """For each of some texts the entries that share something with it, the most alike first."""
    from laering.domain.similarity import similar

    def each_in(store: Store) -> "list[list[Likeness]]":
        found = []
        for done, text in enumerate(texts):
            if done % _STRIDE == 0:
                progress(done, len(texts))
            found.append(similar(text, store)[:_MOST])
        progress(len(texts), len(texts))
        return found

    return _ask(journal, each_in, lambda: each_in(Memory(journal)), progress)


def looked_through(
    journal: Journal, text: str, progress: Progress = quiet
) -> "tuple[list[Likeness], set[str]]":
    """The same, and the files that are no entries, by their paths: all that is not looked at."""
    from laering.domain.similarity import similar

    def both(store: Database | Memory) -> "tuple[list[Likeness], set[str]]":
        return similar(text, store), store.broken()

    return _ask(journal, both, lambda: both(Memory(journal, progress)), progress)


def may_hold(journal: Journal, query: "Query", progress: Progress = quiet) -> Chosen | None:
    """The files that may fit a query, and those that are no entries; None when any file may.

    All that fit are among them.
    """

    def holding(index: Database) -> Chosen | None:
        numbers = query.holding(index)
        if numbers is None:
            return None
        return Chosen(index.paths(numbers) | index.broken(), index.files())

    return _ask(journal, holding, lambda: None, progress) if query.wanted else None


def _ask(
    journal: Journal,
    question: Callable[[Database], _T],
    otherwise: Callable[[], _T],
    progress: Progress = quiet,
) -> _T:
    """Ask the index, brought up to date; ``otherwise`` answers when there is none to be had."""
    try:
        import sqlite3
    except ImportError:  # a Python that was built without it
        return otherwise()
    for _attempt in range(2):
        try:
            with _alone_with(journal) as path:
                if path is None:
                    break
                try:
                    with closing(opened(path)) as connection:
                        bring_up_to_date(connection, journal, path, progress)
                        return question(Database(connection))
                except (sqlite3.Error, Broken):
                    # It is not what it seemed to be, or there is no room for it.
                    remove_index(path)
        except OSError:
            break
    return otherwise()


@contextmanager
def _alone_with(journal: Journal) -> Iterator[Path | None]:
    """Where the journal's index is, for this process alone; None while another one has it.

    Raises OSError.
    """
    root = os.path.realpath(journal.root)
    name = f"{os.path.basename(root)[:_NAMED] or 'laering'}-{crc32(os.fsencode(root)):08x}"
    folder = _folder(journal)
    until = monotonic() + _PATIENCE
    while (lock := hold(folder / f"{name}.lock")) is None and monotonic() < until:
        sleep(0.02)
    try:
        yield None if lock is None else folder / f"{name}.db"
    finally:
        if lock is not None:
            let_go(lock)


def _folder(journal: Journal) -> Path:
    """The folder of the indexes, made if need be. Raises OSError."""
    trouble: OSError | None = None
    for folder in folders.for_index(journal.root):
        try:
            make_private(folder)
        except OSError as error:
            trouble = error
        else:
            return folder
    raise trouble or FileNotFoundError
