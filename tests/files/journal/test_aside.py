"""What is set aside in a journal: copies, strays, pictures that nobody shows; and conflicts."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from laering.domain import strays
from laering.domain.entry import Entry
from laering.files.journal.journal import Journal, open_journal
from tests.support.entries import entry_file, simple_entry
from tests.support.needs import cannot_run
from tests.support.runs import Run

X = "2026-11-01-sak"


@pytest.fixture
def journal(folder: Path) -> Journal:
    return open_journal(folder)


def reasons(journal: Journal) -> dict[str, str]:
    problems = journal.within(None).problems
    return {each.path: dict(each.facts).get("reason", each.code) for each in problems}


def test_a_copy_is_told_with_the_line_from_which_on_it_differs(
    journal: Journal, folder: Path
) -> None:
    text = simple_entry("Sak", "2026-11-01")
    entry_file(folder, f"{X}.md", text)
    entry_file(folder, f"{X} (1).md", text)
    entry_file(folder, f"{X} - Kopi.md", text.replace("Noe å lære.", "Mye å lære."))

    reading = journal.within(None)

    assert [each.id for each in reading.entries] == [X]
    assert [(each.path, each.line) for each in reading.problems] == [
        (f"entries/{X} (1).md", 1),
        (f"entries/{X} - Kopi.md", 13),
    ]


def test_an_original_in_a_subfolder_has_its_copy_all_the_same(
    journal: Journal, folder: Path
) -> None:
    entry_file(folder, f"2026/{X}.md", simple_entry("Sak", "2026-11-01"))
    entry_file(folder, f"{X} (1).md", simple_entry("Sak", "2026-11-01"))

    assert [each.path for each in journal.within(None).entries] == [f"entries/2026/{X}.md"]


@pytest.mark.parametrize(
    "shown",
    [
        "![Skade](bilder/skade.jpg)",
        '![Skade](<bilder/skade.jpg> "på hjørnet")',
        "![](./bilder/skade.jpg)",
        "![](bilder/SKADE.jpg)",
        "![[skade.jpg]]",
        "![[bilder/skade.jpg|200]]",
        '<img width="20" src="bilder/skade.jpg">',
        "![Skade][1]\n\n[1]: bilder/skade.jpg",
        "![skade]\n\n[Skade]: <bilder/skade.jpg> 'på hjørnet'",
    ],
)
def test_a_picture_that_an_entry_shows_is_in_use(
    journal: Journal, folder: Path, shown: str
) -> None:
    entry_file(folder, f"{X}.md", simple_entry("Sak", "2026-11-01", third=shown))
    entry_file(folder, "bilder/skade.jpg", "")
    entry_file(folder, "bilder/alene.png", "")

    assert reasons(journal) == {"entries/bilder/alene.png": strays.NOT_SHOWN}


def test_a_picture_that_is_only_spoken_of_is_not_shown(journal: Journal, folder: Path) -> None:
    entry_file(folder, f"{X}.md", simple_entry("Sak", "2026-11-01", third="Se skade.jpg."))
    entry_file(folder, "bilder/skade.jpg", "")

    assert reasons(journal) == {"entries/bilder/skade.jpg": strays.NOT_SHOWN}


def test_pictures_with_letters_of_ours_and_blanks_are_found(journal: Journal, folder: Path) -> None:
    entry_file(
        folder, f"{X}.md", simple_entry("Sak", "2026-11-01", third="![](bilder/L%C3%A5s%20a.jpg)")
    )
    entry_file(folder, "bilder/La\u030as a.jpg", "")

    assert reasons(journal) == {}


def test_a_period_answers_for_no_picture(journal: Journal, folder: Path, run: Run) -> None:
    entry_file(folder, "bilder/alene.png", "")
    entry_file(folder, "2025-01-01-gammel.txt", "")
    entry_file(folder, "2026-11-02-ny.txt", "")

    result = run("liste", "--periode", "2026-11")

    assert result.stderr.splitlines() == [
        "Bare filer med en dato fra november 2026 i navnet er lest, og de uten dato.",
        "1 fil er ikke regnet med. Se hvorfor med: laering sjekk",
    ]


@pytest.mark.posix("needs links")
def test_a_link_to_a_folder_is_named(journal: Journal, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "andre").mkdir()
    (folder / "entries" / "lenke").symlink_to(tmp_path / "andre")

    assert reasons(journal) == {"entries/lenke": strays.LINKED}


def test_a_name_of_a_copy_means_what_counts(folder: Path, run: Run) -> None:
    entry_file(folder, f"{X}.md", simple_entry("Sak", "2026-11-01", third="- [ ] Ring @ola"))
    for tail in (" (1)", " - Kopi", "-PC-KARI"):
        shutil.copyfile(folder / f"entries/{X}.md", folder / f"entries/{X}{tail}.md")

    assert run("vis", "2026-11-01").stdout.rstrip().endswith(f"entries/{X}.md")
    assert run("vis", f"{X} (1)").stdout.rstrip().endswith(f"entries/{X}.md")
    assert run("tiltak", "ferdig", "sak").code == 0
    assert "[x]" in (folder / f"entries/{X}.md").read_text("utf-8")
    assert "[ ]" in (folder / f"entries/{X} - Kopi.md").read_text("utf-8")


def test_a_day_to_come_counts_in_its_period_and_is_never_the_last(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-12-01-fram.md", simple_entry("Fram", "2026-12-01"))
    entry_file(folder, "2026-11-20-nylig.md", simple_entry("Nylig", "2026-11-20"))

    assert "Nylig" in run("vis", "siste").stdout
    assert "1 lærdom" in run("rapport", "2026-12").stdout


def test_the_last_is_the_first_of_the_list(folder: Path, run: Run) -> None:
    for name in ("2026-11-20-a", "2026-11-20-b", "uten-dato"):
        entry_file(folder, f"{name}.md", simple_entry(name, "2026-11-20"))
    os.utime(folder / "entries" / "2026-11-20-a.md")

    first = run("liste").stdout.splitlines()[0].split("\t")[-1]
    assert run("vis", "siste").stdout.rstrip().endswith(f"entries/{first}.md")


def git(where: Path, *words: str, style: str = "merge") -> int:
    """Run git as nobody in particular; gives its exit status."""
    who = ("-c", "user.name=Team", "-c", "user.email=team@localhost")
    how = ("-c", f"merge.conflictStyle={style}", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *who, *how, *words], cwd=where, capture_output=True, check=False)
    return done.returncode


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "one", "other"),
    [
        ("source: avvik\n", "source: kunde\n", "source: ansatt\n"),
        ("Noe å lære.", "Mye å lære.", "Lite å lære."),
        ("Vi gjør det slik.", "- [ ] Ring @ola", "- [x] Ring @ola ✅ 2026-11-02"),
    ],
    ids=["header", "answer", "action"],
)
def test_what_git_could_not_join_is_an_entry_to_nobody(
    folder: Path, run: Run, style: str, ends: str, before: str, one: str, other: str
) -> None:
    if shutil.which("git") is None:
        cannot_run("git is not installed")
    text = simple_entry("Sak", "2026-11-01")
    (folder / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    path = entry_file(folder, f"{X}.md", text.replace("\n", ends))

    def committed(said: str) -> None:
        path.write_bytes(text.replace(before, said).replace("\n", ends).encode())
        git(folder, "commit", "-qam", said.strip())

    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "start")
    git(folder, "checkout", "-qb", "annen")
    committed(other)
    git(folder, "checkout", "-q", "main")
    committed(one)
    if git(folder, "merge", "-q", "annen", style=style) != 1 or b"<<<<<<<" not in path.read_bytes():
        cannot_run(f"this git does not know the style {style}")
    changed = path.read_bytes()

    assert run("liste", "--json").stdout.split() == ["[", "]"]
    assert "conflict" in run("sjekk").stdout
    shown = run("vis", X)
    assert shown.code == 0
    assert one.strip().split(" @")[0] in shown.stdout
    assert other.strip().split(" @")[0] in shown.stdout
    assert "Behold begge" in shown.stderr
    for refused in (
        *(("tiltak", "ferdig", X), ("tiltak", "ny", X, "Ring"), ("del", X), ("fullfør", X)),
        *(("gjentar", X, X), ("vis", X, "--json"), ("lignende", X)),
    ):
        result = run(*refused)
        assert result.code == 1
        assert "<<<<<<< " not in result.stdout
    assert path.read_bytes() == changed


def test_what_a_person_types_is_no_conflict(folder: Path, run: Run) -> None:
    typed = "<<<<<<< HEAD\nen\n=======\nto\n>>>>>>> kari"

    run("ny", "-k", "avvik", "-s", typed, "-l", typed, "-n", typed, "-t", "Git", "-d", "2026-11-01")

    (entry,) = open_journal(folder).within(None).entries
    assert isinstance(entry, Entry)
    assert run("sjekk").code == 0
    assert typed in run("vis", "siste", "--json").stdout.replace("\\n", "\n")


@pytest.mark.parametrize("said", [("private: true\n", ""), ("", "private: true\n")])
def test_a_report_names_no_copy_of_what_is_private(
    folder: Path, run: Run, said: tuple[str, str]
) -> None:
    text = simple_entry("Sykdom", "2026-11-01")
    for name, private in zip(("2026-11-01-sykdom", "2026-11-01-sykdom (1)"), said, strict=True):
        entry_file(folder, f"{name}.md", text.replace("source:", f"{private}source:"))

    report = run("rapport", "2026-11", "--json")

    (skipped,) = json.loads(report.stdout)["skipped"]
    assert "sykdom" not in json.dumps(skipped)
    assert "1 fil er ikke regnet med" in report.stderr


def test_a_folder_that_is_called_as_editors_call_their_files_is_looked_into(
    journal: Journal, folder: Path
) -> None:
    for name in ("utkast~", "gammelt.tmp", ".skjult", "@eaDir"):
        entry_file(folder, f"{name}/{X}.md", simple_entry("Sak", "2026-11-01"))

    found = [each.path for each in journal.within(None).entries]

    assert sorted(found) == [f"entries/gammelt.tmp/{X}.md", f"entries/utkast~/{X}.md"]
