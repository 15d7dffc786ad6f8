"""Searches that the index answers: the pairs of things to compare."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from time import time_ns

import journals
import words
from measure import Failed, Timing
from scene import Scene

from laering.files.entry import codec
from laering.files.journal.names import ENTRIES

SENTENCE = "Sjåføren leverte til feil adresse fordi ingen på lageret hadde lest beskjeden"
_SIMILAR = ("lignende", "--json", SENTENCE)
_SEARCH = ("søk", "--json", words.RARE)
Pair = tuple[Timing, Timing]


def similar_small(scene: Scene) -> Pair:
    """Similar events against a bare program."""
    return _against_bare(scene, *_SIMILAR)


def search_small(scene: Scene) -> Pair:
    """A search against a bare program."""
    return _against_bare(scene, *_SEARCH)


def similar_large(scene: Scene) -> Pair:
    """Similar events in the large journal against the small one."""
    return _large_against_small(scene, *_SIMILAR)


def search_large(scene: Scene) -> Pair:
    """A search in the large journal against the small one."""
    return _large_against_small(scene, *_SEARCH)


def _against_bare(scene: Scene, *call: str) -> Pair:
    return scene.laering(indexed(scene, scene.small), *call), scene.floor("bare_app", "two")


def _large_against_small(scene: Scene, *call: str) -> Pair:
    large, small = (indexed(scene, count) for count in (scene.large, scene.small))
    return scene.laering(large, *call), scene.laering(small, *call)


def first_index(scene: Scene) -> Pair:
    """A search that makes the index, against reading and parsing."""
    journal = indexed(scene, scene.small)
    return (
        scene.first_index(journal, "søk", words.RARE),
        scene.floor("parse_headers", str(journal / ENTRIES)),
    )


def after_a_change(scene: Scene) -> Pair:
    """A search right after a file was changed, against one where none was."""
    changing, unchanged = scene.journal_for_changes(scene.small), indexed(scene, scene.small)
    change = _change_in(changing)
    scene.indexed(changing)
    last = change()
    for word, count in ((last, 1), (words.RARE, journals.RARE_ENTRIES)):
        _expect(scene, changing, word, count)
    search = scene.laering(changing, *_SEARCH)

    def changed() -> float:
        change()
        return search()

    return changed, scene.laering(unchanged, *_SEARCH)


def _change_in(journal: Path) -> Callable[[], str]:
    """Gives one file another text each time it is called, and tells the word that is new."""
    ((name, draft),) = islice(journals.drafts(1), 1)
    path = journal / ENTRIES / f"{name}.md"

    def change() -> str:
        word = f"ordre{time_ns()}"
        text = codec.write(journals.with_more(draft, f"Det gjaldt {word}."), "nb")
        path.write_bytes(text.encode())
        return word

    return change


def ripgrep_rare(scene: Scene) -> Pair:
    """A search for the rare word against ripgrep."""
    return _against_ripgrep(scene, words.RARE)


def ripgrep_usual(scene: Scene) -> Pair:
    """A search for a usual word against ripgrep."""
    return _against_ripgrep(scene, words.USUAL)


def _against_ripgrep(scene: Scene, word: str) -> Pair:
    ripgrep = scene.ripgrep(scene.journal(scene.small), word)
    return scene.laering(indexed(scene, scene.small), "søk", word), ripgrep


def indexed(scene: Scene, count: int) -> Path:
    """A journal with a fresh index, in which the rare word is where it should be."""
    journal = scene.indexed(scene.journal(count))
    _expect(scene, journal, words.RARE, journals.RARE_ENTRIES)
    return journal


def _expect(scene: Scene, journal: Path, word: str, count: int) -> None:
    found = scene.hits(journal, word)
    if found != count:
        raise Failed(f"{found} entries with «{word}» and not {count}")
