"""What ``sjekk`` finds: a corpus with one small file per problem, beside what it must say of it.

``corpus/NAME.md`` is put among the entries as ``2026-11-01-NAME.md``, in a journal that holds one
other entry; ``corpus/NAME.txt`` is what ``sjekk`` must say, without the path. A new pair of files
is a new case.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from laering.domain import check
from laering.domain.entry import Entry, Problem
from laering.domain.flaws import flaws_of
from laering.domain.mend import MENDERS, recoded
from laering.files.checking import mended
from laering.files.entry import codec
from laering.files.journal.line_ends import with_own_line_ends
from tests.support.entries import entry_file, simple_entry
from tests.support.places import CORPUS
from tests.support.runs import Run
from tests.support.waiting import in_time

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


@pytest.mark.posix("needs links and pipes with names")
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
    special = {
        *("not-a-file", "stray", "outside", "unreadable", "too-large"),
        *("unknown-setting", "gitattributes"),
        # Other files belong to it.
        *("copy", "same-file", "repeats-circle", "alias-taken", "picture-place"),
        # Said in a report only.
        *("private", "journal-left-out"),
        # Looked for only when asked for.
        "tone",
    }
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
    "bad-action-drawn": {19: "- [ ] Tegnet boks @ola 📅 2026-12-15", 20: "- [x] Tegnet hake"},
    "bad-action-near": {18: "- [ ] Kule", 29: "- [ ] Med et blankt som ikke er et"},
    "bad-date-written": {3: "date: 2026-11-01"},
    "bad-action": {
        19: "- [ ] Uten mellomrom",
        20: "- [ ] Uten mellomrom foran",
        21: "- [ ] Uten mellomrom etter",
        23: "- [ ] Feil dato @ola 📅 2026-12-15",
    },
    "bad-action-twice": {
        19: "- [ ] Ring kunden 📅 31.11.2026",
        21: "- [ ] ringe kunden 📅 2026-11-30",
    },
    "unknown-mark": {19: "- [x] Gjort ✅ 2026-11-02"},
    "key-case": {5: "outcome: bra"},
    "several": {},
}


# A file that gets another name is in test_mending.py.
@pytest.mark.parametrize("case", [case for case in CASES if case != "name-date"])
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


@pytest.fixture(params=["c", "python"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("title", ['"en\u2028to"', '"en\u2029to"', '"en\x85to"', '"æ🥖\rto"'])
def test_what_only_yaml_takes_for_a_line_end_moves_no_problem(
    journal: Path, run: Run, title: str
) -> None:
    text = simple_entry(title, "2026-11-01", "Avvik og feil")
    text = text.replace("source:", "author: Avvik og feil\nsource:")
    path = entry_file(journal, "2026-11-01-ting.md", text)

    assert ":5: unknown-source" in run("sjekk").stdout
    run("sjekk", "--fiks")

    assert path.read_bytes() == text.replace("source: Avvik og feil", "source: avvik").encode()


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("before", ["", "\ufeff", "# æ\n"])
@pytest.mark.parametrize("character", ["\x07", "\x1b", "\uffff"])
def test_what_yaml_cannot_hold_is_named_on_its_line(before: str, character: str) -> None:
    text = f"---\n{before}title: 'ø'\nauthor: 🥖{character}\n---\n"
    found = codec.look(text, "entries/2026-11-01-a.md")

    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("control-character", 3 + before.count("\n"))
    assert found.facts == (("value", f"U+{ord(character):04X}"),)


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("before", ["", "\ufeff", "\ufeff\ufeff", "# æ\u2028\n"])
def test_a_byte_order_mark_in_the_header_moves_no_line(before: str) -> None:
    text = f"---\n{before}title: a\ndate: 2026-13-01\nsource: avvik\n---\n"
    found = codec.read(text.encode(), "entries/2026-11-01-a.md")

    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("bad-date", 3 + before.count("\n"))


@pytest.mark.parametrize(
    "header",
    [
        "title: x\ndate: '23.11.2026\n\n'\nsource: avvik",
        "title: x\ndate: !d 23.11.2026\nsource: avvik",
        "title: &t Kunde\ndate: 2026-11-23\nsource: >- # Kunde\n  Kunde",
        "title: x\ndate: 2026-11-23\nsource: Kunde\nsource: >-\n  Kunde",
        "title: x\ndate: 2026-11-23\nsource: Ingen",
        "title: x\ndate: 2026-11-23\nsource: avvik\nPrivate: true\nPRIVATE: false",
    ],
)
def test_a_header_is_left_alone_when_its_text_is_not_the_value(header: str) -> None:
    text = f"---\n{header}\n---\n"
    # A source whose id reads as another value than it is written.
    known = check.Known({"null": "Ingen", "kunde": "Kunde"}, "nb", {})
    look = codec.look(text, "entries/2026-11-23-x.md")
    assert isinstance(look, check.Look)
    problems = list(check.in_entry(look, known))

    assert {problem.code for problem in problems} & set(MENDERS)
    assert mended(text, "entries/2026-11-23-x.md", problems, known) == (text, [])


def test_all_on_one_line_is_mended_at_once(journal: Path, run: Run) -> None:
    text = simple_entry("Ting", "2026-11-01").replace(
        "source: avvik\n",
        "source: avvik\nrepeats: [x/2026-10-01-fra-for, a/2026-10-01-fra-for.md]\n",
    )
    path = entry_file(journal, "2026-11-01-ting.md", text)

    assert "2 steder er rettet" in run("sjekk", "--fiks").stderr

    assert "repeats: [2026-10-01-fra-for, 2026-10-01-fra-for]\n" in path.read_text("utf-8")


def test_a_mended_line_keeps_its_own_end(journal: Path, run: Run) -> None:
    text = simple_entry("Ting", "1.11.2026", "Avvik", "- [] Ringe\n- [] Skrive")
    ends = ["\r\n" if number % 2 else "\n" for number in range(text.count("\n"))]
    lines = text.split("\n")
    path = entry_file(
        journal,
        "2026-11-01-ting.md",
        "".join(line + end for line, end in zip(lines, ends, strict=False)),
    )

    assert run("sjekk", "--fiks").code == 0

    right = simple_entry("Ting", "2026-11-01", "avvik", "- [ ] Ringe\n- [ ] Skrive").split("\n")
    expected = "".join(line + end for line, end in zip(right, ends, strict=False))
    assert path.read_bytes() == expected.encode()


def test_lines_that_are_changed_keep_their_own_ends() -> None:
    text = "a\nb\r\nc\nd\r\ne\nf\r\n"

    changed = with_own_line_ends(
        text, lambda plain: plain.replace("b\nc", "B\nC").replace("e", "E\nny")
    )

    assert changed == "a\nB\r\nC\nd\r\nE\nny\nf\r\n"


def test_changes_that_lie_far_apart_take_no_time() -> None:
    text = "a\r\n" + "\r\n" * 300_000 + "b\r\n"

    with in_time():
        changed = with_own_line_ends(
            text, lambda plain: plain.replace("a", "A").replace("b", "B\nny")
        )

    assert changed == text.replace("a", "A").replace("b", "B\r\nny")


def test_a_header_full_of_what_can_be_mended_takes_no_time() -> None:
    ids = [f"{number:x}" for number in range(10_500)]
    known = check.Known({"avvik": "Avvik"}, "nb", {each: ["entries/a.md"] for each in ids})
    text = simple_entry("Ting", "2026-11-01").replace(
        "source: avvik", f"source: avvik\nrepeats: [{','.join(f'/{each}' for each in ids)}]"
    )
    look = codec.look(text, "entries/2026-11-01-ting.md")
    assert isinstance(look, check.Look)
    problems = list(check.in_entry(look, known))

    with in_time():
        after, mendings = mended(text, "entries/2026-11-01-ting.md", problems, known)

    assert len(mendings) == 1
    assert f"repeats: [{','.join(ids)}]" in after


@pytest.mark.posix("needs links")
def test_a_file_is_mended_once_under_all_its_names(journal: Path, run: Run) -> None:
    text = simple_entry("Ting", "1.11.2026")
    entry_file(journal, "arkiv/2026-11-01-ting.md", text)
    link = journal / "entries" / "2026-11-01-lenke.md"
    link.symlink_to("arkiv/2026-11-01-ting.md")
    last = entry_file(journal, "2026-11-01-siste.md", text)

    assert "«laering sjekk --fiks» retter 2 av dem." in run("sjekk").stderr
    result = run("sjekk", "--fiks")

    assert "2 steder er rettet" in result.stderr
    assert [line.split(" ")[1] for line in result.stdout.splitlines() if ":1: " in line] == [
        "same-file"
    ]
    assert link.is_symlink()
    right = simple_entry("Ting", "2026-11-01")
    assert link.read_text("utf-8") == last.read_text("utf-8") == right


def test_one_file_that_was_changed_keeps_no_other_from_being_mended(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from laering.ui.commands import checking

    text = simple_entry("Ting", "1.11.2026")
    first = entry_file(journal, "2026-11-01-a.md", text)
    second = entry_file(journal, "2026-11-01-b.md", text)
    agreed = checking._agreed

    def meanwhile(call: object) -> bool:
        first.write_text(f"---\nauthor: x\n{text[4:]}", encoding="utf-8")
        return agreed(call)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "_agreed", meanwhile)

    assert run("sjekk", "--fiks").code == 1
    assert first.read_text("utf-8") == f"---\nauthor: x\n{text[4:]}"
    assert second.read_text("utf-8") == simple_entry("Ting", "2026-11-01")


def test_a_file_that_looks_like_an_entry_and_is_not_read_is_named(journal: Path, run: Run) -> None:
    text = simple_entry("Ting", "2026-11-01")
    deep = "/".join("abcdefghijklmnopq")
    for name in (
        "x.MD",
        "y.markdown",
        f"{deep}/z.md",
        f"{deep[:-2]}/fine.md",
        ".skjult.MD",
        "w.txt",
    ):
        entry_file(journal, name, text)

    result = run("sjekk")

    assert [line.split(" ")[:2] for line in result.stdout.splitlines()] == [
        [f"entries/{deep}/z.md:1:", "stray"],
        ["entries/w.txt:1:", "stray"],
        ["entries/x.MD:1:", "stray"],
        ["entries/y.markdown:1:", "stray"],
    ]
    assert result.code == 3
    assert run("sjekk", "fra-for").code == 0


@pytest.mark.parametrize(
    "line",
    [
        "* [X]-modellen er ute",
        "- [v]: se vedlegg",
        "- [x][ref]",
        "- [x](lenke)",
        "- [x]en er ukjent",
        "- [x]-en",
        "- [](lenke)",
        "- []: tom",
        "- [ ] Ringe kunden @ola 📅 2026-12-15",
        "- [x] Ringe kunden ✅ 2026-12-15",
        "Vi sa [x] og [ ]",
    ],
)
def test_what_is_no_box_or_a_good_one_has_no_flaw(line: str) -> None:
    assert list(flaws_of(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "- [" + " " * 900_000,
        " " * 900_000 + "- []x",
        "- []" + " " * 900_000 + "📅",
        "- [] " + "📅 1" * 150_000,
        "- [] 📅 " + "1" * 900_000 + "x",
        "- [] "
        + " ".join(f"📅 {n % 28 + 1}.{n % 12 + 1}.{1000 + n % 8999}" for n in range(50_000)),
    ],
)
def test_no_action_takes_long_to_check_or_mend(journal: Path, run: Run, line: str) -> None:
    entry_file(journal, "2026-11-01-ting.md", simple_entry("Ting", "2026-11-01", third=line))

    with in_time():
        run("sjekk", "--fiks")


@pytest.mark.parametrize(
    "value", ["[[" + "|" * 60_000, "[[a" + "|" * 60_000, "[[" + "]" * 60_000, "/" * 60_000]
)
def test_no_value_takes_long_to_check_or_mend(journal: Path, run: Run, value: str) -> None:
    text = simple_entry("Ting", "2026-11-01").replace("source", f"repeats: '{value}'\nsource", 1)
    entry_file(journal, "2026-11-01-ting.md", text)

    with in_time():
        run("sjekk", "--fiks")


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
    from laering.ui.commands import checking

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
        ("---\nBlåbær «ø» – 5 €".encode("cp1252"), "---\nBlåbær «ø» – 5 €"),
        ("---\nBlåbær".encode("utf-16"), "---\nBlåbær"),
        ("---\nBlåbær".encode("cp865"), None),
        ("---\nÆrlig, nærliggende".encode("cp850"), None),
        ("---\nnærliggende, 180° i ovnen".encode("cp850"), None),
        ("---\n180° i ovnen".encode("cp850"), None),
        ("---\nnærliggende".encode("mac-roman"), None),
        ("---\n5 €".encode("cp1252"), None),
        ("Blåbær".encode("cp1252"), None),
        ("Blåbær".encode("utf-16"), None),
        (b"\xff\xfe\x00", None),
        (b"\xff\xfe" + b"\x00\x01" * 50, None),
        ("---\nпривет".encode("cp1251"), None),
    ],
)
def test_letters_are_recoded_only_when_there_is_no_doubt(data: bytes, text: str | None) -> None:
    assert recoded(data) == text


def test_what_can_be_mended_is_a_known_problem() -> None:
    assert set(MENDERS) <= set(check.MESSAGES)


def test_a_setting_that_nothing_reads_is_named(journal: Path, run: Run) -> None:
    (journal / "laering.toml").write_text(
        'name = "B"\nlangauge = "nn"\n[[sources]]\nid = "avvik"\nnavn = "Avvik"\n',
        encoding="utf-8",
    )

    result = run("sjekk")

    assert result.stdout == (
        "laering.toml:2: unknown-setting "
        "«langauge» er ingen innstilling for en journal. Ingenting leser den.\n"
        "laering.toml:5: unknown-setting "
        "«navn» er ingen innstilling for en journal. Ingenting leser den.\n"
    )
    assert result.code == 3


def test_words_of_blame_are_named_only_when_asked_for(folder: Path, run: Run) -> None:
    text = simple_entry("Vinduet", "2026-11-02", third="Ola må skjerpe seg.").replace(
        "Noe skjedde.", "Noe skjedde.\n\nVi burde ha sjekket målet. «Burde ha sjekket», sa Kari."
    )
    entry_file(folder, "2026-11-02-vinduet.md", text)

    assert run("sjekk").code == 0
    result = run("sjekk", "--tone")

    assert result.code == 3
    places = [line.split(" ")[:2] for line in result.stdout.splitlines()]
    assert places == [
        ["entries/2026-11-02-vinduet.md:11:", "tone"],
        ["entries/2026-11-02-vinduet.md:19:", "tone"],
    ]
    assert "Hva så og visste dere da det skjedde?" in result.stdout
    assert "Hva kan vi endre slik at ingen trenger å huske det?" in result.stdout
