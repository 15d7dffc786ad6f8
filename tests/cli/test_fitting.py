"""Whatever comes in, by whatever way: what is written passes ``sjekk`` and reads as typed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laering.domain.body import unpack
from laering.domain.entry import Answers, Entry
from laering.domain.fitting import mended
from laering.domain.flaws import has_box_within
from laering.files.journal.journal import open_journal
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run, in_process

ENDS = ("\u2028", "\u2029", "\ufeff", "\r", "\r\n", "\n", "\n\n", " ", "\t")

SIGNS = (
    "<!--",
    "-->",
    "%%",
    "- [ ] ",
    "## ",
    "---",
    "```",
    "\\",
    "@ola",
    ": ",
    "'",
    '"',
    "#",
    "[x]",
)

LETTERS = ("a", "æ", "é", "=", "{", "|", "👍 ", "\xa0", "\u200b", "\xad")

ODD = st.sampled_from(ENDS + SIGNS + LETTERS)

TEXTS = st.lists(ODD, min_size=1, max_size=12).map(lambda parts: f"Ord{''.join(parts)}ord")

HARMFUL = ("\x00", "\x07", "\x0b", "\x1b[31m", "\x85", "\u202e", "\u200e", "\x7f")

FEW = settings(max_examples=15)


@contextmanager
def journal_in_a_folder() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        Path(folder, "entries").mkdir()
        yield Path(folder)


def checked(folder: Path) -> list[Entry]:
    """The entries of a journal, once ``sjekk`` is content with them."""
    result = in_process("--journal", str(folder), "sjekk")
    assert result.code == 0, result.stdout
    reading = open_journal(folder).within(None)
    assert reading.problems == []
    return reading.entries


def answers_of(entry: Entry) -> Answers:
    return unpack(entry).answers


@FEW
@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_what_comes_by_options(first: str, second: str, third: str, title: str, tag: str) -> None:
    with journal_in_a_folder() as folder:
        call = ("ny", "-k", "avvik", f"--skjedde={first}", f"--lært={second}", f"--neste={third}")
        result = in_process(
            "--journal", str(folder), *call, f"--tittel={title}", f"--merke={tag}", "--anonym"
        )
        assert result.code == 0, result.stderr
        (entry,) = checked(folder)

        assert answers_of(entry) == Answers(*map(mended, (first, second, third)))
        assert entry.title == " ".join(mended(title).split())


@FEW
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_what_comes_as_json(first: str, second: str, third: str, other: str) -> None:
    with journal_in_a_folder() as folder:
        values = {"title": other, "source": "avvik", "happened": first, "learned": second}
        values |= {"differently": third, "author": other, "egen": other}
        call = ("--journal", str(folder), "ny", "--fra", "-")
        result = in_process(*call, stdin=json.dumps(values).encode())
        assert result.code == 0, result.stderr
        (entry,) = checked(folder)

        assert answers_of(entry) == Answers(*map(mended, (first, second, third)))


@FEW
@given(TEXTS, TEXTS, TEXTS)
def test_what_comes_a_line_each(first: str, second: str, third: str) -> None:
    lines = [text.replace("\r", "").replace("\n", "") for text in (first, second, third)]
    with journal_in_a_folder() as folder:
        stdin = "\n".join(("avvik", *lines, ""))
        result = in_process("--journal", str(folder), "ny", stdin=stdin)
        assert result.code == 0, result.stderr
        (entry,) = checked(folder)

        assert answers_of(entry) == Answers(*map(mended, lines))


@FEW
@given(TEXTS, TEXTS)
def test_what_comes_as_an_action_or_a_judgement(words: str, why: str) -> None:
    with journal_in_a_folder() as folder:
        entry_file(folder, "2026-11-02-x.md", simple_entry("Tittel", "2026-11-02"))
        call = ("--journal", str(folder), "tiltak")
        result = in_process(*call, "ny", "2026-11-02", f"Gjøre {words}")
        if has_box_within(" ".join(mended(words).split())):
            # Two actions on one line: which words belong to which, nobody can tell.
            assert result.code == 2
            assert "boks midt på en linje" in result.stderr
            assert not unpack(checked(folder)[0]).actions
            return
        assert result.code == 0, result.stderr
        assert in_process(*call, "ferdig", "2026-11-02", "1").code == 0
        result = in_process(*call, "virket", "2026-11-02", "1", f"ja {why}")
        assert result.code == 0, result.stderr
        (entry,) = checked(folder)

        (action,) = unpack(entry).actions
        assert action.effect is not None
        assert action.effect.text == " ".join(f"ja {mended(why)}".split())


@FEW
@given(TEXTS, TEXTS)
def test_what_completes_an_entry(second: str, third: str) -> None:
    lines = [text.replace("\r", "").replace("\n", "") for text in (second, third)]
    with journal_in_a_folder() as folder:
        text = simple_entry("Tittel", "2026-11-02").replace("Noe å lære.\n", "")
        entry_file(folder, "2026-11-02-x.md", text.replace("Vi gjør det slik.\n", ""))
        result = in_process("--journal", str(folder), "fullfør", stdin="\n".join((*lines, "")))
        assert result.code == 0, result.stderr
        (entry,) = checked(folder)

        found = answers_of(entry)
        assert [found.learned.strip("\n"), found.differently.strip("\n")] == [
            mended(line).strip("\n") for line in lines
        ]


@pytest.mark.parametrize("harm", HARMFUL)
@pytest.mark.parametrize(
    "call",
    [
        ("ny", "--kilde=avvik", "--lært=b", "--neste=c", "--skjedde=Første\nandre {}"),
        ("ny", "--kilde=avvik", "--lært=b", "--neste=c", "--skjedde=a", "--tittel=Tittel {}"),
        ("ny", "--kilde=avvik", "--lært=b", "--neste=c", "--skjedde=a", "--merke=merke{}"),
        ("ny", "--kilde=avvik", "--lært=b", "--neste=c", "--skjedde=a", "--tiltak=Ring {} @ola"),
        ("tiltak", "ny", "2026-11-02", "Ring {} @ola"),
        ("tiltak", "virket", "2026-11-02", "1", "Ja {}"),
    ],
)
def test_what_no_file_is_written_with_is_refused(
    folder: Path, run: Run, call: tuple[str, ...], harm: str
) -> None:
    text = simple_entry("Tittel", "2026-11-02", third="- [x] Ferdig ✅ 2026-11-03")
    path = entry_file(folder, "2026-11-02-x.md", text)
    result = run(*(word.format(harm) for word in call))

    assert result.code == 2
    assert f"U+{ord(harm[0]):04X}" in result.stderr
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_text(encoding="utf-8") == text


def test_the_place_of_what_is_refused_is_told(folder: Path, run: Run) -> None:
    result = run("ny", "-k", "avvik", "-s", "Første\nandre \x07", "-l", "b", "-n", "c")

    assert "Det står et usynlig tegn, U+0007, i «Hva skjedde?», linje 2, tegn 7." in result.stderr


def test_a_link_to_a_file_with_an_invisible_name_is_refused(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-01-rar\u202e.md", simple_entry("Rar", "2026-11-01"))
    path = entry_file(folder, "2026-11-02-x.md", simple_entry("Tittel", "2026-11-02"))
    before = path.read_bytes()
    result = run("gjentar", "2026-11-02-x", "2026-11-01")

    assert result.code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", ["Kjøpe 📅 til veggen @ola", "[ ] Ring @ola ✅ 2026-11-02"])
def test_an_action_that_could_not_be_read_back_is_refused(
    folder: Path, run: Run, words: str
) -> None:
    path = entry_file(folder, "2026-11-02-x.md", simple_entry("Tittel", "2026-11-02"))
    before = path.read_bytes()
    for call in (
        ("tiltak", "ny", "2026-11-02", words),
        ("ny", "--kilde=avvik", "--skjedde=a", "--lært=b", "--neste=c", "--tiltak", words),
    ):
        result = run(*call)

        assert result.code == 2
        assert "kunne ikke leses som et tiltak" in result.stderr
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before
