"""What ``sjekk`` finds: a corpus with one small file per problem, beside what it must say of it.

``corpus/NAME.md`` is put among the entries as ``2026-11-01-NAME.md``, in a journal that holds one
other entry; ``corpus/NAME.txt`` is what ``sjekk`` must say, without the path. A new pair of files
is a new case.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain import check
from laering.domain.entry import Entry
from laering.domain.mend import MENDERS, recoded
from laering.files import codec
from tests.conftest import Result, entry_file, simple_entry

Run = Callable[..., Result]
CORPUS = Path(__file__).parent / "corpus"
CASES = sorted(path.stem for path in CORPUS.glob("*.md"))


@pytest.fixture
def journal(folder: Path) -> Path:
    entry_file(folder, "2026-10-01-fra-for.md", simple_entry("Fra før", "2026-10-01"))
    return folder


def put(journal: Path, case: str) -> Path:
    path = journal / "entries" / f"2026-11-01-{case}.md"
    shutil.copyfile(CORPUS / f"{case}.md", path)
    if case == "duplicate-id":
        (journal / "entries" / "arkiv").mkdir()
        shutil.copyfile(path, journal / "entries" / "arkiv" / path.name)
    return path


@pytest.mark.parametrize("case", CASES)
def test_a_file_of_the_corpus_has_its_problems_and_no_others(
    journal: Path, run: Run, case: str
) -> None:
    put(journal, case)
    expected = (CORPUS / f"{case}.txt").read_text(encoding="utf-8")

    result = run("sjekk", f"entries/2026-11-01-{case}.md")

    prefix = f"entries/2026-11-01-{case}.md:"
    assert result.stdout == "".join(f"{prefix}{line}\n" for line in expected.splitlines())
    assert result.code == (3 if expected else 0)
    problems = json.loads(run("sjekk", "--json", f"entries/2026-11-01-{case}.md").stdout)
    told = [f"{each['path']}:{each['line']}: {each['code']} {each['message']}" for each in problems]
    assert told == result.stdout.splitlines()


def _special(journal: Path, tmp_path: Path) -> None:
    entries = journal / "entries"
    (entries / "2026-11-01-mappe.md").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(entries / "2026-11-02-ror.md")
    outside = tmp_path / "utenfor.md"
    outside.write_text(simple_entry("Utenfor", "2026-11-03"), encoding="utf-8")
    (entries / "2026-11-03-ut.md").symlink_to(outside)
    (entries / "2026-11-04-borte.md").symlink_to(journal / "finnes-ikke.md")
    (entries / "2026-11-05-rundt.md").symlink_to(entries / "2026-11-05-rundt.md")
    entry_file(journal, "2026-11-06-stor.md", simple_entry("Stor", "2026-11-06") + "x" * 1_000_000)
    (entries / "2026-11-07-null.md").symlink_to("/dev/zero")


def test_what_is_no_file_to_read_is_named(journal: Path, tmp_path: Path, run: Run) -> None:
    _special(journal, tmp_path)

    result = run("sjekk")

    assert [line.split(" ")[0:2] for line in result.stdout.splitlines()] == [
        ["entries/2026-11-01-mappe.md:1:", "not-a-file"],
        ["entries/2026-11-02-ror.md:1:", "not-a-file"],
        ["entries/2026-11-03-ut.md:1:", "outside"],
        ["entries/2026-11-04-borte.md:1:", "unreadable"],
        ["entries/2026-11-05-rundt.md:1:", "unreadable"],
        ["entries/2026-11-06-stor.md:1:", "too-large"],
        ["entries/2026-11-07-null.md:1:", "outside"],
    ]
    assert result.code == 3


def test_every_code_has_a_case() -> None:
    special = {"not-a-file", "outside", "unreadable", "too-large"}
    covered = {
        line.split(" ")[1]
        for path in CORPUS.glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    }

    assert covered | special == set(check.MESSAGES)
    assert covered & special == set()


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_what_keeps_a_file_from_being_read_is_among_its_problems(data: bytes) -> None:
    data = b"---\n" + data
    found = codec.read(data, "entries/2026-11-01-a.md")
    if isinstance(found, Entry) or found.code == "not-utf8":
        return
    look = codec.look(data.decode("utf-8"), "entries/2026-11-01-a.md")
    if isinstance(look, check.Look):
        known = check.Known({"avvik": "Avvik"}, "nb", {})
        assert found in list(check.in_entry(look, known))
    else:
        assert found == look


def test_everything_is_checked_and_summed_up(journal: Path, run: Run) -> None:
    put(journal, "bad-date")
    put(journal, "fine")

    result = run("sjekk")

    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == "1 feil i 1 fil.\n"
    assert run("sjekk", "fra-for").stderr == "1 fil er sjekket. Alt er i orden.\n"


def test_a_kind_of_problem_can_be_left_out(journal: Path, run: Run) -> None:
    put(journal, "unfinished")

    assert run("sjekk").code == 3
    assert run("sjekk", "--unntatt", "unfinished").code == 0
    assert run("sjekk", "--unntatt", "uferdig").code == 2


def test_a_file_that_is_named_tells_the_journal(
    journal: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(journal, "bad-date")
    monkeypatch.chdir(tmp_path)

    assert run("sjekk", str(path.relative_to(tmp_path))).code == 3
    assert run("sjekk", str(journal / "laering.toml")).code == 2


@pytest.mark.parametrize("name", ["laering.toml", "../utenfor.md", "entries/../utenfor.md"])
def test_a_file_that_is_no_entry_is_refused(journal: Path, run: Run, name: str) -> None:
    (journal / "laering.toml").touch()
    (journal.parent / "utenfor.md").touch()
    (journal / "utenfor.md").touch()

    assert run("sjekk", name).code == 2


# case -> its lines that are mended, as they become
MENDED = {
    "bad-date-written": {3: "date: 2026-11-01"},
    "bad-action": {
        19: "- [ ] Uten mellomrom",
        20: "- [ ] Uten mellomrom foran",
        21: "- [ ] Uten mellomrom etter",
        23: "- [ ] Feil dato @ola 📅 2026-12-15",
    },
    "several": {},
}


@pytest.mark.parametrize("case", CASES)
def test_only_what_has_one_safe_answer_is_mended(journal: Path, run: Run, case: str) -> None:
    path = put(journal, case)
    before = path.read_bytes()

    result = run("sjekk", "--fiks", f"entries/{path.name}")

    if case == "not-utf8":
        assert path.read_text(encoding="utf-8") == before.decode("cp1252")
        assert result.code == 0
        return
    if case == "several":
        assert b"- [ ] Stille klokka" in path.read_bytes()
        return
    lines = before.split(b"\n")
    for number, line in MENDED.get(case, {}).items():
        lines[number - 1] = line.encode()
    assert path.read_bytes() == b"\n".join(lines)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("source: Avvik", "source: avvik"),
        ("source: 'Avvik og feil'", "source: 'avvik'"),
        ("source: KUNDE  # ros", "source: kunde  # ros"),
        ("source: avvik\noutcome: Mindre bra", "source: avvik\noutcome: mindre-bra"),
        ("source: avvik\noutcome: BRA", "source: avvik\noutcome: bra"),
        (
            "source: avvik\nrepeats: [entries/2026-10-01-fra-for.md]",
            "source: avvik\nrepeats: [2026-10-01-fra-for]",
        ),
        (
            "source: avvik\nrepeats:\n- '[[2026-10-01-fra-for|da]]'",
            "source: avvik\nrepeats:\n- '2026-10-01-fra-for'",
        ),
    ],
)
def test_a_header_is_mended_on_its_line_only(
    journal: Path, run: Run, wrong: str, right: str
) -> None:
    text = simple_entry("Ting", "2026-11-01").replace("\n", "\r\n")
    wrong, right = wrong.replace("\n", "\r\n"), right.replace("\n", "\r\n")
    path = entry_file(journal, "2026-11-01-ting.md", text.replace("source: avvik", wrong))

    assert run("sjekk", "--fiks").code == 0

    assert path.read_bytes() == text.replace("source: avvik", right).encode()


def test_a_plan_is_shown_and_not_carried_out_when_only_trying(journal: Path, run: Run) -> None:
    path = put(journal, "bad-date-written")
    before = path.read_bytes()

    result = run("sjekk", "--fiks", "--prøv")

    assert "− date: 01.11.2026\n    + date: 2026-11-01" in result.stderr
    assert result.code == 3
    assert path.read_bytes() == before


def test_a_line_that_was_changed_since_the_plan_is_left_alone(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from laering.ui import checking

    path = put(journal, "bad-date-written")
    agreed = checking._agreed

    def meanwhile(call: object) -> bool:
        path.write_text(simple_entry("Endret", "2026-11-01"), encoding="utf-8")
        return agreed(call)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "_agreed", meanwhile)

    assert run("sjekk", "--fiks").code == 1
    assert path.read_text(encoding="utf-8") == simple_entry("Endret", "2026-11-01")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Blåbær «ø» – 5 €".encode("cp1252"), "Blåbær «ø» – 5 €"),
        ("Blåbær".encode("utf-16"), "Blåbær"),
        ("Blåbær".encode("cp865"), None),
        (b"\xff\xfe\x00", None),
        ("привет".encode("cp1251"), None),
    ],
)
def test_letters_are_recoded_only_when_there_is_no_doubt(data: bytes, text: str | None) -> None:
    assert recoded(data) == text


def test_what_can_be_mended_is_a_known_problem() -> None:
    assert set(MENDERS) <= set(check.MESSAGES)
