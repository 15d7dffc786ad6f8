"""The index of words: whatever becomes of it or of the files, the answers are the files' own."""

import errno
import multiprocessing
import os
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from itertools import count
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laering.domain import similarity
from laering.domain.entry import Entry, Problem
from laering.domain.norwegian.akin import GROUPS
from laering.domain.norwegian.stems import WORD, folded, stem
from laering.domain.period import Period
from laering.domain.search import Hit, read_query, search
from laering.domain.similarity import Likeness, similar
from laering.files.entry import codec
from laering.files.index import index, reading, state, store, upkeep
from laering.files.index.index import may_hold, resembling
from laering.files.index.store import Database, Memory
from laering.files.journal import journal as journals
from laering.files.journal.journal import Journal, open_journal
from laering.files.journal.names import Place
from laering.files.system import contents, locks
from laering.ui.asking import lookout
from laering.ui.desk.terminal import Terminal
from tests.support.entries import entry_file, simple_entry
from tests.support.needs import powerless
from tests.support.runs import Result, Run
from tests.support.waiting import PATIENCE

posix = pytest.mark.skipif(os.name != "posix", reason="the faults are those of POSIX")

MOVED = "Pakken havnet på gal adresse"
ASKED = (
    ("søk", "adresse"),
    ("søk", "lever*", "-kake"),
    ("lignende", MOVED),
    ("lignende", "--json", "ovnen ble varm"),
)


@pytest.fixture
def year(folder: Path) -> Path:
    """Five files, one of which is no entry."""
    for day, title, third in (
        ("2026-03-03", "Pakke sendt til gammel adresse", "Vi leser opp adressen for kunden."),
        ("2026-05-05", "Ovnen ble for varm", "Ny føler i ovnen."),
        ("2026-10-01", "Leveransen til Hansen gikk feil", "De hadde ny adresse."),
        ("2026-11-02", "Kaka ble levert for sent", "Bake kake dagen før."),
    ):
        entry_file(folder, f"{day}-sak.md", simple_entry(title, day, third=third))
    entry_file(folder, "2026-11-03-notat.md", "Ovnen, adressen og leveransen")
    return folder


@pytest.fixture
def journal(year: Path) -> Journal:
    return open_journal(year)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled as soon as they are written."""
    monkeypatch.setattr(upkeep, "_TICK", 0)


def cache() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"]) / "laering"


def database() -> Path:
    (found,) = cache().glob("*.db")
    return found


def searched(journal: Journal, text: str) -> tuple[list[Hit], list[str], int]:
    """What the command finds: the hits, the files that are no entries, and of how many files."""
    query = read_query(text)
    chosen = may_hold(journal, query)
    places = journal.places()
    among = len(places)
    if chosen is not None:
        places = sorted(map(Place, chosen.paths), key=attrgetter("id", "path"))
        among = chosen.among
    reading = journal.read(places)
    return search(query, reading.entries, among), [each.path for each in reading.problems], among


def searched_in_all(journal: Journal, text: str) -> tuple[list[Hit], list[str], int]:
    """What there is to find, without an index."""
    places = journal.places()
    reading = journal.read(places)
    hits = search(read_query(text), reading.entries, len(places))
    return hits, [each.path for each in reading.problems], len(places)


def agree(journal: Journal, *texts: str) -> None:
    """See to it that the index says what the files do."""
    for text in texts or (MOVED, "lever*", "ovnen"):
        assert resembling(journal, text) == similar(text, Memory(journal))
        assert searched(journal, text) == searched_in_all(journal, text)


def answers(run: Run) -> list[Result]:
    return [run(*arguments) for arguments in ASKED]


@pytest.fixture
def right(year: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    """The answers where no index can be had."""
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(year / "entries" / "2026-03-03-sak.md"))
        found = answers(run)
    assert not cache().exists()
    assert all(result.stdout for result in found)
    return found


# --- What the files say, whatever becomes of them


def pieces(text: str) -> list[str]:
    """What stands between bars."""
    return text.split("|")


WORDS = (
    *pieces("ovnen|kaken|pakke|varer|adresse|adressen|gammel|kundeklage|kunde|sekund|forsinket"),
    *pieces("leveringsfeil|levert|leverandør|feillevering|klagemål|brød|bro\u0308d på a\u030a|øl"),
    *pieces("BLÅBÆRØL|4711|2026|é|İstanbul|ſtraße|ﬁlm|日本|🥖|\u2126|ΟΔΟΣ|e-post|snake_case|ikkje"),
    *pieces("\\# nei|\n## Feil\n\n|\n- [ ] Ring @ola\n|\n\\- gammel|ovnen\\\nkaken|```"),
)
QUERIES = (
    *pieces('ovnen|kake|levering|lever*|leveringsf*|"gammel adresse"|adresse -gammel|kunde|ola'),
    *pieces("kunde -sekund|verandør|BRØD|bla\u030abær øl|å|4711|47*|istanbul|straße|日本|film|x|"),
    *pieces('"e post"|-ovnen|kak* ovn|Kaken i ovnen|det kom seint|reklamasjon på ølet|ω|οδος|"'),
)
# Beside each other in one folder, below it, with the same id, and with a name that is no UTF-8.
NAMES = (
    *("2026-11-01-a.md", "2026-11-02-b.md", "2026-11-03-c.md", "d.md", "å.md"),
    *("2025/2026-11-01-a.md", "2025/e.md", "f.md" if os.name == "nt" else "f\udcff.md"),
)
BROKEN = "ovnen uten hode"
# Words of the same length: a text in which they change places is as long as before.
ALIKE = {"ovnen": "kaken", "kaken": "varer", "varer": "pakke", "pakke": "ovnen"}


class Killed(BaseException):
    """Here somebody ended the program."""


class Changing:
    """A journal in which files change, on a system whose clock ticks every two seconds.

    Files often look as they did before. ``tells_changes`` is whether the system tells when a file
    was changed for the last time, beside the time that programs may set as they like.
    """

    def __init__(self, base: Path, patch: pytest.MonkeyPatch, *, tells_changes: bool) -> None:
        self._now = 10**18
        self._times: dict[str, tuple[int, int]] = {}
        self._tells_changes = tells_changes
        self._real_lstat = os.lstat
        patch.setenv("XDG_CACHE_HOME", str(base / "cache"))
        patch.setattr(os, "lstat", self._lstat)
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(upkeep, "time_ns", lambda: self._now)
        patch.setattr(index, "_PATIENCE", 0)
        # A few entries are as many as hundreds.
        patch.setattr(similarity, "_FEW", 3)
        patch.setattr(similarity, "_CLOSER", 2)
        self._folder = base / "journal" / "entries"
        (self._folder / "2025").mkdir(parents=True)
        outside = simple_entry("ovnen utenfor", "2026-11-01")
        (base / "utenfor.md").write_text(outside, encoding="utf-8")
        self.journal = open_journal(base / "journal")

    def _lstat(self, path: str, **options: int) -> os.stat_result:
        status = self._real_lstat(path, **options)
        times = self._times.get(os.fspath(path))
        if times is None or not stat.S_ISREG(status.st_mode):
            return status
        return os.stat_result(status, {"st_mtime_ns": times[0], "st_ctime_ns": times[1]})

    def files(self) -> list[str]:
        """The names of the files that are there, links and folders left out."""
        return sorted(name for name in NAMES if self._file(name) is not None)

    def wait(self, halves: int) -> None:
        self._now += halves * 500_000_000

    def write(self, name: str, text: str) -> None:
        self._put(self._free(name), text.encode())

    def edit(self, name: str) -> None:
        """Change some words for others of the same length."""
        self._edit(name, _swapped)

    def edit_and_turn_back(self, name: str) -> None:
        """The same, and set the file's time to what it was."""
        self._edit(name, _swapped, turned_back=self._tells_changes)

    def break_or_mend(self, name: str) -> None:
        self._edit(name, lambda data: data[1:] if data.startswith(b"---") else b"-" + data)

    def delete(self, name: str) -> None:
        self._free(name)

    def rename(self, name: str, to: str) -> None:
        path = self._file(name)
        if path is not None and name != to:
            changed, _ = self._times.pop(str(path))
            self._free(to)
            path.rename(self._folder / to)
            self._times[str(self._folder / to)] = (changed, self._tick)

    def link(self, name: str, to: str) -> None:
        path = self._free(name)
        path.symlink_to(os.path.relpath(self._folder / to, path.parent))

    def link_out(self, name: str) -> None:
        self.link(name, "../../utenfor.md")

    def make_a_folder(self, name: str) -> None:
        self._free(name).mkdir()

    def be_killed(self, where: str, after: int) -> None:
        """End in the middle of bringing the index up to date."""
        left = [after]
        real = getattr(upkeep, where)

        def dying(*arguments: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*arguments)

        with pytest.MonkeyPatch.context() as patch, suppress(Killed):
            patch.setattr(upkeep, where, dying)
            resembling(self.journal, "ovnen")

    def damage(self, ending: str, size: int) -> None:
        for path in cache().glob(f"*{ending}"):
            os.truncate(path, size)

    def ask(self, text: str) -> None:
        agree(self.journal, text)

    @property
    def _tick(self) -> int:
        return self._now // 2_000_000_000 * 2_000_000_000 if self._tells_changes else 0

    def _put(self, path: Path, data: bytes, *, turned_back: bool = False) -> None:
        path.write_bytes(data)
        changed = self._now // 2_000_000_000 * 2_000_000_000
        if turned_back:
            changed, _ = self._times[str(path)]
        self._times[str(path)] = (changed, self._tick)

    def _edit(
        self, name: str, edit: Callable[[bytes], bytes], *, turned_back: bool = False
    ) -> None:
        path = self._file(name)
        if path is not None:
            self._put(path, edit(path.read_bytes()), turned_back=turned_back)

    def _file(self, name: str) -> Path | None:
        path = self._folder / name
        return path if path.is_file() and not path.is_symlink() else None

    def _free(self, name: str) -> Path:
        path = self._folder / name
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        path.unlink(missing_ok=True)
        return path


def _swapped(data: bytes) -> bytes:
    return re.sub("|".join(ALIKE).encode(), lambda match: ALIKE[match[0].decode()].encode(), data)


_alike = st.sampled_from([*ALIKE])
_words = _alike | st.sampled_from(WORDS)
_texts = st.builds(
    lambda title, words: simple_entry(f'"{title}"', "2026-11-01", third=" ".join(words)),
    st.builds("{} {}".format, _alike, st.sampled_from([*filter(str.isalnum, WORDS)])),
    st.lists(_words, max_size=6),
) | st.just("ovnen uten hode")
_names = st.sampled_from(NAMES)
_queries = _alike | st.sampled_from(QUERIES) | st.lists(_words, max_size=4).map(" ".join)
# Which of the files that are there, if not the last one again.
_which = st.none() | st.none() | st.integers(0, len(NAMES))
_changes = st.one_of(
    st.tuples(st.just("write"), _names, _texts),
    *(
        st.tuples(st.just(change), _which)
        for change in ("edit", "edit_and_turn_back", "delete", "edit_and_turn_back", "delete")
    ),
    st.tuples(st.sampled_from(["break_or_mend", "make_a_folder", "link_out"]), _which),
    st.tuples(st.sampled_from(["rename", "link"]), _which, _names),
)
_accidents = st.one_of(
    st.tuples(
        st.just("be_killed"),
        st.sampled_from(["_learn", "_forget", "words_of", "put"]),
        st.integers(0, 5),
    ),
    st.tuples(st.just("damage"), st.sampled_from([".db", ".seen"]), st.sampled_from([0, 5000])),
)
_steps = st.tuples(
    st.sampled_from([0, 0, 1, 2, 3, 4, 7200]),
    st.one_of(_changes, _changes, _changes, _changes, _changes, _accidents),
    st.none() | _queries | _queries,
)


@given(
    st.booleans(),
    st.dictionaries(_names, _texts, min_size=2, max_size=5),
    st.lists(_steps, min_size=6, max_size=20),
)
@settings(max_examples=settings().max_examples * 3 // 4)
def test_whatever_changes_the_answers_are_those_of_the_files(
    tells_changes: bool, first: dict[str, str], steps: list[tuple[int, tuple[Any, ...], str | None]]
) -> None:
    with TemporaryDirectory() as base, pytest.MonkeyPatch.context() as patch:
        world = Changing(Path(base), patch, tells_changes=tells_changes)
        for name, text in first.items():
            world.write(name, text)
        last = min(first)
        for halves, (change, *more), asked in steps:
            world.wait(halves)
            files = world.files()
            if change in ("be_killed", "damage"):
                getattr(world, change)(*more)
            elif change == "write" or files:
                which = more.pop(0)
                if change != "write":
                    again = which is None and last in files
                    which = last if again else files[(which or 0) % len(files)]
                getattr(world, change)(which, *more)
                last = more[0] if change == "rename" else which
            if asked is not None:
                world.ask(asked)
        world.ask("ovnen")


@pytest.mark.parametrize("tells_changes", [True, False])
@pytest.mark.parametrize("change", ["edit", "edit_and_turn_back"])
@pytest.mark.parametrize("written", range(4))
def test_a_change_within_a_tick_of_the_clock_is_seen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: int,
    change: str,
    tells_changes: bool,
) -> None:
    world = Changing(tmp_path, monkeypatch, tells_changes=tells_changes)
    world.write("2026-11-01-a.md", simple_entry("ovnen", "2026-11-01"))
    world.wait(7200 + written)
    world.ask("ovnen kaken varer")
    for _ in range(written, 5):
        getattr(world, change)("2026-11-01-a.md")
        world.ask("ovnen kaken varer")
        getattr(world, change)("2026-11-01-a.md")
        world.wait(1)
        world.ask("ovnen kaken varer")


def test_a_change_is_seen_though_it_takes_long_to_look_at_all_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = Changing(tmp_path, monkeypatch, tells_changes=True)
    name = "2026-11-01-a.md"
    world.write(name, simple_entry("ovnen", "2026-11-01"))
    world.wait(7200)
    real = Journal.paths

    def slow(self: Journal, period: Period | None = None) -> Iterator[str]:
        world.wait(60)
        world.edit(name)
        yield from real(self, period)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "paths", slow)
        resembling(world.journal, "ovnen")
    world.edit(name)

    world.ask("varer")


def test_a_change_is_seen_though_the_file_is_as_large_and_as_old_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = Changing(tmp_path, monkeypatch, tells_changes=True)
    world.write("2026-11-01-a.md", simple_entry("ovnen", "2026-11-01"))
    world.wait(7200)
    world.ask("ovnen")
    world.edit_and_turn_back("2026-11-01-a.md")
    world.wait(7200)

    world.ask("kaken")


# --- What may fit is never left out

_NORWEGIAN = sorted({word for word in GROUPS.split() if WORD.fullmatch(word) and len(word) > 2})
_inflected = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(_NORWEGIAN),
        st.sampled_from(["", "", "s", "e", "ene"]),
        st.sampled_from(["", *_NORWEGIAN]),
        st.sampled_from(["", "", "en", "er", "ene", "et", "s", "ens", "a"]),
    ),
)
_LITTLE = pieces("jeg|noen|hvordan|fordi|ikke|mellom|være|og|ein|korleis|dykk|x|7|4711|2026")
_odd = st.text(st.characters(codec="utf-8"), max_size=6)
_any_word = st.one_of(_inflected, st.sampled_from(_NORWEGIAN), st.sampled_from(_LITTLE), _odd)
_between = st.just(" ") | st.sampled_from(
    pieces("\n|\\|\n\\# |\n## |\n# |\n\\- |\n- [ ] |\n- [x] |\n```\n| @| #|-|_|*|**|\u0301|\n\n")
    + pieces("\n\\\\## |\n~~~\n| 📅 2026-11-23 |\n  \\## |\n## Hva skjedde?\n")
)
_running = st.lists(st.tuples(_any_word, _between), max_size=12).map(
    lambda pairs: "".join(word + between for word, between in pairs)
)
_entries = st.lists(st.tuples(_odd, _running, _running), min_size=1, max_size=3)


class Shelf:
    """Entries with these texts, read as if they were in a journal's files."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._found: dict[str, Entry | Problem] = {}
        for number, (title, happened, third) in enumerate(entries):
            quoted = re.sub(r'[\\"\x00-\x1f\x7f-\x9f\ufffe\uffff]', " ", title)
            text = simple_entry(f'"x {quoted}"', "2026-11-23", third=third)
            text = text.replace("Noe skjedde.", happened)
            path = f"entries/{number}.md"
            self._found[path] = codec.read(text.encode(), path)

    def places(self) -> list[Place]:
        return [*map(Place, self._found)]

    def read_one(self, path: str) -> Entry | Problem:
        return self._found[path]

    def entries(self) -> list[Entry]:
        return [each for each in self._found.values() if isinstance(each, Entry)]


@st.composite
def asked_of(draw: st.DrawFn, texts: Iterable[str]) -> str:
    """A query made of what stands in some texts, or in none."""
    words = [word for text in texts for word in WORD.findall(folded(text))]
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, max(0, len(words) - 1)))
        word: str = draw(_any_word | st.sampled_from(words[at : at + 1] or ["x"]))
        start, end = draw(st.integers(0, 3)), draw(st.integers(0, 3))
        ways = (
            word.upper(),
            stem(folded(word)),
            word[start : len(word) - end],
            f"{word[: len(word) - end]}*",
            f'"{" ".join(words[at : at + 1 + start])}"',
        )
        parts.append(draw(st.sampled_from(ways)))
    return " ".join(parts)


@given(_entries, st.data())
@settings(max_examples=300)
def test_what_fits_is_always_among_what_may_fit(
    some: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    shelf = Shelf(some)
    journal = cast("Journal", shelf)
    text = data.draw(asked_of(each for entry in some for each in entry))
    query = read_query(text)
    fitting = {hit.entry.path for hit in search(query, shelf.entries(), len(some))}
    memory = Memory(journal)

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(store.TABLES)
        for place in shelf.places():
            upkeep._learn(connection, reading.words_of(journal, place.path), place.path)
        kept = Database(connection)
        in_database, in_memory = query.holding(kept), query.holding(memory)
        by_database = None if in_database is None else kept.paths(in_database)

    by_memory = None if in_memory is None else {path for path, *_ in memory.texts(in_memory)}
    assert by_database == by_memory
    assert by_database is None or fitting <= by_database
    assert by_database is not None or not query.wanted


@pytest.mark.parametrize("length", [8_001, 33_000])
def test_a_word_as_long_as_a_page_is_found(journal: Journal, length: int) -> None:
    word = ("blåbær" * length)[:length]
    others = [f"{word[:-1]}x", word[:500], word[20:40]]
    text = simple_entry("Lang", "2026-11-01", third=f"{word} {word[:-1]}y")
    entry_file(journal.root, "2026-11-01-lang.md", text)

    # What a long word's parts belong to is not asked for here.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "groups", lambda _: frozenset[int]())
        patch.setattr(similarity, "parts", lambda root: (root,))
        agree(journal, word, *others, f"{word[:9000]}*")


# --- What is read and written


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are read from here on."""
    found: list[str] = []
    real = Journal.read_one

    def reading(self: Journal, path: str) -> Entry | Problem:
        found.append(path)
        return real(self, path)

    monkeypatch.setattr(Journal, "read_one", reading)
    return found


def state_of(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """What a folder holds beside locks, and when it was changed."""
    return {
        path.name: (status.st_ino, status.st_mtime_ns, status.st_ctime_ns, path.read_bytes())
        for path in folder.iterdir()
        if path.suffix != ".lock"
        for status in [path.lstat()]
    }


def test_the_first_question_reads_every_file_once(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = count_reads(monkeypatch)

    resembling(journal, MOVED)

    assert sorted(found) == sorted(journal.paths())


@pytest.mark.usefixtures("settled")
def test_only_files_that_changed_are_read_again(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    entry_file(journal.root, "2026-05-05-sak.md", simple_entry("Ovnen ble kald", "2026-05-05"))
    entry_file(journal.root, "2026-11-23-ny.md", simple_entry("Ny", "2026-11-23"))
    (journal.root / "entries" / "2026-11-02-sak.md").unlink()
    found = count_reads(monkeypatch)

    resembling(journal, MOVED)

    assert sorted(found) == ["entries/2026-05-05-sak.md", "entries/2026-11-23-ny.md"]


@pytest.mark.usefixtures("settled")
def test_where_nothing_changed_nothing_is_read(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    found = count_reads(monkeypatch)

    resembling(journal, MOVED)

    assert found == []


def test_a_file_that_was_just_written_is_read_again(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    found = count_reads(monkeypatch)

    resembling(journal, MOVED)

    assert sorted(found) == sorted(journal.paths())


@pytest.mark.parametrize("tick", [0, upkeep._TICK], ids=["settled", "just-written"])
def test_where_nothing_changed_nothing_is_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, tick: int
) -> None:
    monkeypatch.setattr(upkeep, "_TICK", tick)
    agree(journal)
    before = state_of(cache())

    agree(journal)

    assert state_of(cache()) == before


@pytest.mark.usefixtures("settled")
def test_a_file_that_could_not_be_read_is_read_when_it_can(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = contents.bytes_of

    def failing(path: str) -> object:
        if path.endswith("2026-05-05-sak.md"):
            return ("unreadable", (("errno", str(errno.EIO)),))
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(journals, "bytes_of", failing)
        agree(journal)

    assert [hit.entry.title for hit in searched(journal, "ovnen")[0]] == ["Ovnen ble for varm"]
    agree(journal)


def test_a_file_that_is_gone_before_it_is_looked_at_hides_no_other(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Journal.paths

    def paths(self: Journal, period: Period | None = None) -> Iterator[str]:
        yield from real(self, period)
        yield "entries/2026-11-09-borte.md"

    monkeypatch.setattr(Journal, "paths", paths)

    agree(journal)


@pytest.mark.parametrize("how", ["index", "memory"])
def test_progress_is_told_from_the_first_file_to_the_last(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    for each in (store, upkeep):
        monkeypatch.setattr(each, "STRIDE", 2)
    monkeypatch.setattr(index, "_PATIENCE", 0)
    if how == "memory":
        monkeypatch.setattr(index, "hold", lambda _: None)
    seen: list[tuple[int, int]] = []

    resembling(journal, MOVED, lambda done, total: seen.append((done, total)))

    assert seen == [(0, 5), (2, 5), (4, 5), (5, 5)]


NY = (
    *("ny", "-k", "avvik", "-u", "bra", "-t", "Ovnen", "-d", "2026-11-20"),
    *("-s", "Ovnen ble varm", "-l", "Se på den", "-n", "Måle", "--tiltak", "Måle igjen"),
)


@pytest.mark.parametrize(
    "arguments",
    [("liste",), ("rapport",), ("vis", "siste"), ("sjekk",), ("kilder",)],
    ids=lambda arguments: str(arguments[0]),
)
def test_only_search_and_similarity_make_an_index(
    year: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(Terminal, "can_ask", True)

    result = run(*arguments)

    assert result.code != 130, result
    assert result.stdout
    assert not cache().exists()


def test_a_new_entry_makes_an_index_only_where_somebody_is_told_what_resembles_it(
    year: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookout, "_PATIENCE", PATIENCE)

    run(*NY)
    assert not cache().exists()

    monkeypatch.setattr(Terminal, "can_ask", True)
    run(*NY)
    assert cache().exists()


@pytest.mark.parametrize("arguments", [("søk", "ovnen"), ("lignende", "ovnen")])
def test_search_and_similarity_make_an_index(
    year: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    run(*arguments)

    assert database().stat().st_size > 0


# --- Whose it is


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_an_index_is_its_owners_alone(journal: Journal, umask: int) -> None:
    before = os.umask(umask)
    try:
        resembling(journal, MOVED)
    finally:
        os.umask(before)

    modes = {path.suffix: stat.S_IMODE(path.stat().st_mode) for path in cache().iterdir()}
    assert modes == {".db": 0o600, ".seen": 0o600, ".lock": 0o600}
    assert stat.S_IMODE(cache().stat().st_mode) == 0o700


@posix
def test_an_index_that_others_may_read_is_made_anew(journal: Journal) -> None:
    resembling(journal, MOVED)
    cache().chmod(0o755)
    database().chmod(0o644)

    agree(journal)

    assert stat.S_IMODE(cache().stat().st_mode) == 0o700
    assert stat.S_IMODE(database().stat().st_mode) == 0o600


def test_journals_of_the_same_name_have_an_index_each(folder: Path, tmp_path: Path) -> None:
    found = []
    for number in (1, 2):
        root = tmp_path / f"{number}" / "journal"
        entry_file(root, "2026-11-01-a.md", simple_entry(f"Ovnen {number}", "2026-11-01"))
        found.append(open_journal(root))

    for journal in (*found, *found):
        agree(journal)

    assert len([*cache().glob("journal-*.db")]) == 2


@pytest.mark.posix("needs links")
def test_a_journal_has_one_index_whichever_way_leads_to_it(journal: Journal) -> None:
    link = journal.root.parent / "lenke"
    link.symlink_to(journal.root)

    agree(journal)
    agree(open_journal(link))

    assert len([*cache().glob("*.db")]) == 1


@pytest.mark.parametrize(
    "name",
    [
        *("æ" * 120, "a.b", ".skjult"),
        *(
            pytest.param(name, marks=pytest.mark.posix("needs names that Windows forbids"))
            for name in ("\udcff", "a\nb", "%s?x")
        ),
    ],
)
def test_a_journal_of_any_name_has_an_index(folder: Path, name: str) -> None:
    root = folder.parent / name
    entry_file(root, "2026-11-01-a.md", simple_entry("Ovnen", "2026-11-01"))
    journal = open_journal(root)

    agree(journal)

    assert state.look_of(database()) == database().with_suffix(".seen").read_bytes()


@pytest.mark.posix("needs folders that move while somebody stands in them")
def test_a_journal_that_took_anothers_place_has_its_own_answers(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(journal)
    journal.root.rename(journal.root.parent / "flyttet")
    entry_file(journal.root, "2026-03-03-sak.md", simple_entry("Ovnen", "2026-03-03"))

    agree(journal)


# --- An index that is not what it was


def _truncated(size: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, size)


def _overwritten(make: Callable[[bytes], bytes], *, quietly: bool) -> Callable[[Path], None]:
    """Bytes changed in the middle; ``quietly`` so that the file is as old as before."""

    def overwrite(path: Path) -> None:
        status = path.stat()
        data = path.read_bytes()
        third = len(data) // 3
        path.write_bytes(data[:third] + make(data[third:-third]) + data[-third:])
        assert path.stat().st_size == status.st_size
        if quietly:
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    return overwrite


def _noise(data: bytes) -> bytes:
    return random.Random(5).randbytes(len(data))


def _other_words(data: bytes) -> bytes:
    """Damage that SQLite itself cannot see."""
    return data.translate(bytes.maketrans(b"aeiou", b"eioua"))


def _replaced(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def _another_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE docs(x)")


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "fil").write_bytes(b"x")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": _truncated(0),
    "a piece of the header": _truncated(50),
    "one page": _truncated(4096),
    "half a page too much": _truncated(10_000),
    "longer": _truncated(1_000_000),
    "noise": _overwritten(_noise, quietly=False),
    "quiet noise": _overwritten(_noise, quietly=True),
    "zeros": _overwritten(lambda data: bytes(len(data)), quietly=False),
    "quiet zeros": _overwritten(lambda data: bytes(len(data)), quietly=True),
    "quiet other words": _overwritten(_other_words, quietly=True),
    "text": lambda path: path.write_text("Kjøp melk\n", encoding="utf-8"),
    "another database": lambda path: _replaced(path, _another_database),
    "no file": lambda path: path.unlink(),
    "a link to nothing": lambda path: _replaced(path, lambda it: it.symlink_to("borte")),
    "a link to itself": lambda path: _replaced(path, lambda it: it.symlink_to(it)),
    "a pipe": lambda path: _replaced(path, os.mkfifo),
}
FOLDERS: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: _replaced(path, os.mkdir),
    "a full folder": lambda path: _replaced(path, _full_folder),
}
BESIDE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: path.unlink(),
    "empty": _truncated(0),
    "noise": lambda path: path.write_bytes(_noise(bytes(40))),
    "too much": lambda path: path.write_bytes(path.read_bytes() * 100_000),
    "a link": lambda path: _replaced(path, lambda it: it.symlink_to("borte")),
    "a pipe": lambda path: _replaced(path, os.mkfifo),
}


@posix
@pytest.mark.parametrize("damage", [*DAMAGES.values(), *FOLDERS.values()], ids=[*DAMAGES, *FOLDERS])
def test_a_damaged_index_changes_no_answer(
    right: list[Result], run: Run, damage: Callable[[Path], object]
) -> None:
    answers(run)
    damage(database())

    assert answers(run) == right


@posix
@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_made_anew(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], object]
) -> None:
    resembling(journal, MOVED)
    damage(database())
    found = count_reads(monkeypatch)

    resembling(journal, MOVED)
    first = len(found)
    resembling(journal, MOVED)

    assert (first, len(found)) == (5, 5)


@posix
@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("damage", BESIDE.values(), ids=BESIDE)
def test_an_index_of_which_nothing_is_known_is_made_anew(
    right: list[Result],
    run: Run,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], object],
) -> None:
    answers(run)
    damage(database().with_suffix(".seen"))

    assert answers(run) == right

    found = count_reads(monkeypatch)
    resembling(journal, MOVED)
    assert found == []


@pytest.mark.parametrize("ending", [".seen", ".lock"])
def test_a_folder_beside_the_index_changes_no_answer(
    right: list[Result], run: Run, ending: str
) -> None:
    answers(run)
    _replaced(database().with_suffix(ending), os.mkdir)

    assert answers(run) == right


def test_what_a_link_in_its_place_leads_to_is_left_alone(
    right: list[Result], run: Run, tmp_path: Path
) -> None:
    precious = tmp_path / "regnskap.db"
    _another_database(precious)
    before = precious.read_bytes()
    answers(run)
    _replaced(database(), lambda path: path.symlink_to(precious))

    assert answers(run) == right

    assert precious.read_bytes() == before
    assert not database().is_symlink()


def _older_form(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(state, "_FORM", state._FORM - 1)


def _other_program(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(state, "__version__", "0.0.1")


def _other_letters(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(state, "unidata_version", "9.0.0")


def _other_stemmer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("laering.files.index.state.PathFinder.find_spec", lambda _: None)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("older", [_older_form, _other_program, _other_letters, _other_stemmer])
def test_an_index_that_was_made_otherwise_is_made_anew(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, older: Callable[[pytest.MonkeyPatch], None]
) -> None:
    with monkeypatch.context() as patch:
        older(patch)
        patch.setattr(reading, "stems", lambda text: ["gammel"])
        state._makers.cache_clear()
        resembling(journal, MOVED)
    state._makers.cache_clear()

    agree(journal)


@pytest.mark.usefixtures("settled")
def test_a_term_without_its_entry_makes_the_index_anew(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    with closing(sqlite3.connect(database())) as connection:
        connection.execute("DELETE FROM texts")
        connection.execute("DELETE FROM docs WHERE is_entry")
        connection.commit()
    database().with_suffix(".seen").write_bytes(state.look_of(database()))
    real, first = upkeep.bring_up_to_date, iter([True])

    def refresh(*arguments: object) -> None:
        # At first as if all were still as it was the last time.
        if not next(first, False):
            real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "bring_up_to_date", refresh)

    assert searched(journal, "ovnen") == searched_in_all(journal, "ovnen")
    assert next(first, None) is None


# --- An index that cannot be had


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another process."""
    monkeypatch.setattr(index, "_PATIENCE", 0)


def _no_fts5(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(state, "TABLES", store.TABLES.replace("USING fts5", "USING fts99"))


def _no_sqlite(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "sqlite3", None)


def _no_home(patch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> Path:
        raise RuntimeError

    patch.setattr("platformdirs.user_cache_path", nowhere)


def _home_without_a_name(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/laering"))


def _full_for_the_index(patch: pytest.MonkeyPatch) -> None:
    # It may have no page more than when it is empty, and its pages are small.
    full = f"PRAGMA page_size=512;{store.TABLES}PRAGMA max_page_count=1;"
    patch.setattr(state, "TABLES", full)


def _full_for(name: str) -> Callable[[pytest.MonkeyPatch], None]:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    return lambda patch: patch.setattr(upkeep if name == "put" else index, name, full)


def _a_file_for_a_folder(patch: pytest.MonkeyPatch) -> None:
    cache().parent.parent.mkdir(exist_ok=True)
    cache().parent.write_bytes(b"x")


def _a_link_for_a_folder(patch: pytest.MonkeyPatch) -> None:
    cache().parent.mkdir(parents=True)
    cache().symlink_to(cache().parent / "borte")


def _held_by_another(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(index, "hold", lambda _: None)


CANNOT_BE_HAD: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "no FTS5": _no_fts5,
    "no SQLite": _no_sqlite,
    "no home": _no_home,
    "a home without a name": _home_without_a_name,
    "full for the index": _full_for_the_index,
    "full for its folder": _full_for("make_private"),
    "full for its lock": _full_for("hold"),
    "full for what is beside it": _full_for("put"),
    "a file for a folder": _a_file_for_a_folder,
    "a link for a folder": _a_link_for_a_folder,
    "held by another": _held_by_another,
}


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("cannot", CANNOT_BE_HAD.values(), ids=CANNOT_BE_HAD)
def test_where_no_index_can_be_had_no_answer_changes(
    right: list[Result],
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    cannot: Callable[[pytest.MonkeyPatch], None],
) -> None:
    with monkeypatch.context() as patch:
        cannot(patch)
        found = [answers(run), answers(run)]

    assert found == [right, right]
    assert not Path("~").exists()


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("where", ["_full_for_the_index", "_no_fts5"])
def test_an_index_that_could_not_be_made_leaves_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    with monkeypatch.context() as patch:
        globals()[where](patch)
        resembling(journal, MOVED)

    assert [path.suffix for path in cache().iterdir()] == [".lock"]


def test_an_index_that_another_holds_is_waited_for_in_vain_no_longer_than_a_second(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    held = locks.hold(database().with_suffix(".lock"))
    assert held is not None
    clock = count(step=0.25)
    monkeypatch.setattr(index, "monotonic", lambda: next(clock))
    naps: list[float] = []
    monkeypatch.setattr(index, "sleep", naps.append)
    try:
        found = resembling(journal, MOVED)
    finally:
        os.close(held)

    assert found == similar(MOVED, Memory(journal))
    assert index._PATIENCE <= 1
    assert 0 < len(naps) <= 1 / 0.25
    assert max(naps) < 0.1


def test_an_index_that_another_program_has_locked_is_not_waited_for(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    with closing(sqlite3.connect(database(), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        opened: Callable[..., sqlite3.Connection] = sqlite3.connect
        patience = []

        def connect(*arguments: Any, timeout: float = 5, **more: Any) -> sqlite3.Connection:
            patience.append(timeout)
            return opened(*arguments, timeout=timeout, **more)

        monkeypatch.setattr(sqlite3, "connect", connect)

        agree(journal)

    assert patience
    assert set(patience) == {0}


# --- Real processes

ASKS = [sys.executable, "-m", "laering"]


def asked_of_processes(folder: Path, *before: str) -> list[Result]:
    """The answers of the program itself, run after a command."""
    found = []
    for arguments in (ASKED[0], ASKED[2]):
        done = subprocess.run(
            [*before, *ASKS, *arguments],
            cwd=folder,
            env={**os.environ, "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        found.append(Result(done.returncode, done.stdout, done.stderr.decode("utf-8")))
    return found


@posix
@pytest.mark.parametrize("made", [False, True], ids=["none yet", "made before"])
@pytest.mark.parametrize("locked", ["laering", "."])
def test_a_cache_folder_that_takes_nothing_changes_no_answer(
    right: list[Result], run: Run, year: Path, locked: str, made: bool
) -> None:
    before = powerless()
    cache().mkdir(parents=True)
    if made:
        answers(run)
    (cache().parent / locked).chmod(0o500)
    entry_file(year, "2026-11-04-ny.md", simple_entry("Pakken på gal adresse", "2026-11-04"))
    try:
        found = asked_of_processes(year, *before)
    finally:
        (cache().parent / locked).chmod(0o700)

    assert [result.stdout.count("Pakken på gal adresse") for result in found] == [1, 1]
    assert [result.code for result in found] == [0, 0]
    assert [result.stderr for result in found] == [
        right[0].stderr.replace("2 treff", "3 treff"),
        right[2].stderr,
    ]


@posix
@pytest.mark.parametrize("limit", [0, 4096, 20_000])
def test_a_disk_that_takes_no_more_changes_no_answer(
    right: list[Result], year: Path, limit: int
) -> None:
    limited = (
        "import os, resource, sys;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "os.execv(sys.argv[1], sys.argv[1:])"
    )

    found = asked_of_processes(year, sys.executable, "-c", limited)

    assert found == [right[0], right[2]]


# Told a number of a line it forks, asks and is killed where that line of the index is about to
# be run; told a time, it is killed when that is over. Tells how far it came.
SERVANT = """
import gc, os, signal, sys
from pathlib import Path
import platformdirs, snowballstemmer.norwegian_stemmer, sqlite3
from laering.files.index import index
from laering.files.journal.journal import open_journal
journal = open_journal(Path.cwd())
print("ready", flush=True)

def ask(told):
    count = 0
    def trace(frame, event, argument):
        nonlocal count
        if frame.f_code.co_filename != index.__file__:
            return None
        count += event == "line"
        if count == int(told):
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    if "." in told:
        signal.setitimer(signal.ITIMER_REAL, float(told))
    else:
        sys.settrace(trace)
    index.resembling(journal, "ovnen")
    sys.settrace(None)
    print(count, flush=True)
    os._exit(0)

for told in sys.stdin:
    if os.fork() == 0:
        ask(told)
    _, status = os.wait()
    if os.WIFSIGNALED(status):
        print("killed", flush=True)
"""


@pytest.fixture
def servant(journal: Journal) -> Iterator[Callable[[str], str]]:
    """A process that asks and may be killed while it does; gives the count of its lines."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVANT],
        cwd=journal.root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        orders, reports = process.stdin, process.stdout
        assert orders is not None
        assert reports is not None

        def told(order: str) -> str:
            orders.write(f"{order}\n")
            orders.flush()
            return reports.readline().strip()

        assert reports.readline() == "ready\n"
        yield told
        orders.close()
        process.wait()


@posix
@pytest.mark.parametrize("made", [False, True], ids=["made", "brought up to date"])
def test_a_kill_at_any_line_changes_no_answer(
    journal: Journal, servant: Callable[[str], str], made: bool
) -> None:
    agree(journal)
    ends = []
    lines = 0
    for turn in range(40):
        for number in range(3):
            text = simple_entry(f"Ovnen {turn}", "2026-11-23", third=f"Sak {turn} {number}")
            entry_file(journal.root, f"2026-11-23-{(turn + number) % 5}.md", text)
        (journal.root / "entries" / f"2026-11-23-{(turn + 3) % 5}.md").unlink(missing_ok=True)
        if not made:
            shutil.rmtree(cache(), ignore_errors=True)
        lines = lines or int(servant("-1"))
        ends.append(servant(f"{turn * lines // 40}"))

        agree(journal, "ovnen", "sak")
    assert ends.count("killed") > 30


@posix
def test_a_kill_at_any_time_changes_no_answer(
    journal: Journal, servant: Callable[[str], str]
) -> None:
    ends = set()
    for turn in range(25):
        for number in range(40):
            text = simple_entry(f"Ovnen {turn}", "2026-11-23", third=f"Sak {turn} {number}. " * 20)
            entry_file(journal.root, f"2026-11-23-{number}.md", text)
        ends.add(servant(f"{0.001 + turn * 0.002:.4f}"))

        agree(journal, "ovnen")
    assert "killed" in ends


class Watched(sqlite3.Connection):
    """A connection that shows what is on the disk when all is known and is about to be written."""

    shown: list[tuple[bool, bytes]]

    def execute(self, sql: str, *arguments: object) -> sqlite3.Cursor:
        if sql == "COMMIT":
            path = database()
            self.shown.append((path.with_suffix(".seen").exists(), path.read_bytes()))
        return super().execute(sql, *arguments)  # type: ignore[arg-type]


@pytest.mark.usefixtures("settled")
def test_an_index_counts_as_broken_from_before_it_is_written_until_it_is_done(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    before = database().read_bytes()
    for number in range(60):
        text = simple_entry(f"Ovnen {number}", "2026-11-23", third=" ".join(_NORWEGIAN[::3]))
        entry_file(journal.root, f"2026-11-23-{number}.md", text)
    Watched.shown = []
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, factory=Watched, **k))

    resembling(journal, MOVED)

    assert Watched.shown == [(False, before)]
    assert state.look_of(database()) == database().with_suffix(".seen").read_bytes()


@pytest.mark.usefixtures("settled")
def test_an_interrupted_question_leaves_the_index_as_it_was(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    resembling(journal, MOVED)
    before = state_of(cache())
    for number in range(3):
        entry_file(journal.root, f"2026-11-23-{number}.md", simple_entry("Ovnen", "2026-11-23"))
    real = upkeep._learn

    def interrupted(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(upkeep, "_learn", interrupted)
        with pytest.raises(KeyboardInterrupt):
            resembling(journal, MOVED)

    assert state_of(cache()) == before
    agree(journal)


ALWAYS = "kobberkjelen"


def ask_on_and_on(folder: Path, rounds: int) -> None:
    """Ask for what is always there while others write and ask."""
    journal = open_journal(folder)
    for _ in range(rounds):
        hits, *_rest = searched(journal, ALWAYS)
        assert [hit.entry.id for hit in hits] == ["2026-01-01-alltid"]
        found: list[Likeness] = resembling(journal, f"{ALWAYS} og ovnen")
        assert found[0].path == "entries/2026-01-01-alltid.md"


@posix
def test_a_crowd_that_asks_while_files_are_written_gets_right_answers(journal: Journal) -> None:
    entry_file(journal.root, "2026-01-01-alltid.md", simple_entry(ALWAYS, "2026-01-01"))
    context = multiprocessing.get_context("spawn")
    rounds = (15, 15, 10_000)
    people = [
        context.Process(target=ask_on_and_on, args=(journal.root, number)) for number in rounds
    ]
    for person in people:
        person.start()
    chance = random.Random(3)
    turn = 0
    while any(person.is_alive() for person in people[:2]):
        turn += 1
        name = f"2026-11-23-{chance.randrange(6)}.md"
        if chance.random() < 0.3:
            (journal.root / "entries" / name).unlink(missing_ok=True)
        else:
            entry_file(journal.root, name, simple_entry(f"Ovnen {turn}", "2026-11-23"))
        people[0].join(0.01)
    people[2].kill()
    for person in people:
        person.join()

    assert [person.exitcode for person in people] == [0, 0, -signal.SIGKILL]
    agree(journal, "ovnen", ALWAYS)


def test_a_word_in_a_comment_is_no_word_of_the_entry(folder: Path) -> None:
    path = folder / "entries" / "2026-11-02-x.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "---\ntitle: T\ndate: 2026-11-02\nsource: avvik\n---\n\n## Hva skjedde?\n\n"
        "Vannlekkasje <!-- hemmelighet --> %% løsepenger %%\n",
        encoding="utf-8",
    )

    found = reading.words_of(open_journal(folder), "entries/2026-11-02-x.md")

    assert isinstance(found, reading.Words)
    assert "vannlekkasj" in found.stems
    assert "hemmel" not in found.stems
    assert "løsepeng" not in found.stems
