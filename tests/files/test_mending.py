"""What ``sjekk --fiks`` does to files as a whole: names, copies, links, what git is told."""

import json
from pathlib import Path

import pytest

from laering.domain.errors import FileChanged
from laering.files.journal.journal import open_journal
from laering.files.system import disk
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run


def entry(title: str, day: str, more: str = "") -> str:
    return simple_entry(title, day, source=f"avvik{more and chr(10)}{more}")


def listed(run: Run) -> dict[str, dict[str, object]]:
    return {each["id"]: each for each in json.loads(run("liste", "--json").stdout)}


def test_only_an_equal_copy_is_taken_away(folder: Path, run: Run) -> None:
    text = entry("Sak", "2026-11-01")
    entry_file(folder, "2026-11-01-sak.md", text)
    equal = entry_file(folder, "2026-11-01-sak (1).md", text)
    other = entry_file(folder, "2026-11-01-sak - Kopi.md", text.replace("Noe å", "Mye å"))

    result = run("sjekk", "--fiks")

    assert result.code == 3
    assert not equal.exists()
    assert other.exists()
    assert "    − Noe å lære.\n    + Mye å lære.\n" in result.stderr


def test_a_copy_that_changed_meanwhile_stays(folder: Path) -> None:
    entry_file(folder, "2026-11-01-sak.md", "a")
    copy = entry_file(folder, "2026-11-01-sak (1).md", "b")

    with pytest.raises(FileChanged):
        open_journal(folder).take_away("entries/2026-11-01-sak (1).md", "entries/2026-11-01-sak.md")
    assert copy.read_text("utf-8") == "b"


def test_a_file_is_named_after_its_day_and_found_by_its_old_name(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-01-sak.md", entry("Sak", "2026-11-02"))
    later = entry("Igjen", "2026-11-09", "repeats: [2026-11-01-sak]\nnot_repeats: 2026-11-01-sak")
    entry_file(folder, "2026-11-09-igjen.md", later.replace("\n", "\r\n"))

    assert run("sjekk", "--fiks").code == 0

    found = listed(run)
    assert found.keys() == {"2026-11-02-sak", "2026-11-09-igjen"}
    assert found["2026-11-02-sak"]["aliases"] == ["2026-11-01-sak"]
    assert found["2026-11-09-igjen"]["repeats"] == ["2026-11-02-sak"]
    assert found["2026-11-09-igjen"]["not_repeats"] == ["2026-11-02-sak"]
    assert run("vis", "2026-11-01-sak").stdout == run("vis", "2026-11-02-sak").stdout
    data = (folder / "entries" / "2026-11-09-igjen.md").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_name_that_is_taken_is_nobodys_to_take(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-01-sak.md", entry("Sak", "2026-11-02"))
    taken = entry_file(folder, "2026-11-02-sak.md", entry("Annen sak", "2026-11-02"))

    assert run("sjekk", "--fiks").code == 0
    assert listed(run).keys() == {"2026-11-02-sak", "2026-11-02-sak-2"}
    assert "Annen sak" in taken.read_text("utf-8")


def test_cut_short_before_the_new_name_it_is_counted_once(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_file(folder, "2026-11-01-sak.md", entry("Sak", "2026-11-02"))

    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(disk, "move", stopped)
        run("sjekk", "--fiks")

    assert listed(run).keys() == {"2026-11-01-sak"}
    assert "name-date" in run("sjekk").stdout
    assert run("sjekk", "--fiks").code == 0
    assert listed(run)["2026-11-02-sak"]["aliases"] == ["2026-11-01-sak"]


def test_what_has_a_copy_keeps_its_name_until_the_copy_is_settled(folder: Path, run: Run) -> None:
    text = entry("Sak", "2026-11-02")
    entry_file(folder, "2026-11-01-sak.md", text)
    entry_file(folder, "2026-11-01-sak (1).md", text.replace("Noe å", "Mye å"))

    run("sjekk", "--fiks")

    assert listed(run).keys() == {"2026-11-01-sak"}


@pytest.mark.parametrize(
    ("others", "becomes"),
    [
        (["2026-10-02-sak"], "2026-10-02-sak"),
        (["2026-10-02-sak", "2026-10-03-sak"], "2026-10-01-sak"),
        (["2026-10-02-annen-sak"], "2026-10-01-sak"),
    ],
)
def test_a_lost_link_with_one_candidate_is_mended(
    folder: Path, run: Run, others: list[str], becomes: str
) -> None:
    for name in others:
        entry_file(folder, f"{name}.md", entry(name, name[:10]))
    entry_file(
        folder, "2026-11-09-igjen.md", entry("Igjen", "2026-11-09", "repeats: 2026-10-01-sak")
    )

    assert "repeats-unknown" in run("sjekk").stdout
    run("sjekk", "--fiks")

    assert listed(run)["2026-11-09-igjen"]["repeats"] == [becomes]


def test_a_link_by_an_alias_leads_there(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-10-02-sak.md", entry("Sak", "2026-10-02", "aliases: [2026-10-01-sak]"))
    entry_file(
        folder, "2026-11-09-igjen.md", entry("Igjen", "2026-11-09", "repeats: 2026-10-01-sak")
    )

    assert run("sjekk").code == 0
    assert "Sak" in run("vis", "2026-11-09").stdout
    assert "Sak" in run("rapport", "2026-11").stdout
    assert json.loads(run("rapport", "2026-11", "--json").stdout)["repeats"][0]["of"] == [
        "2026-10-02-sak"
    ]


def test_a_link_by_an_earlier_id_is_shown_and_led_on(folder: Path, run: Run) -> None:
    aliases = "aliases: [2026-10-01-sak, kortnavn, 2026-09-09-delt]"
    entry_file(folder, "2026-10-02-sak.md", entry("Sak", "2026-10-02", aliases))
    entry_file(folder, "2026-10-03-b.md", entry("B", "2026-10-03", "aliases: [2026-09-09-delt]"))
    text = entry("Igjen", "2026-11-09", "repeats: [2026-10-01-sak, kortnavn]")
    text += "\nSe [[2026-10-01-sak|saken]], [[kortnavn]] og [[2026-09-09-delt]].\n"
    again = entry_file(folder, "2026-11-09-igjen.md", text)

    shown = run("sjekk", "--fiks", "--prøv")

    assert "    + repeats: [2026-10-02-sak, kortnavn]\n" in shown.stderr
    assert again.read_text("utf-8") == text
    run("sjekk", "--fiks")
    wanted = text.replace("[2026-10-01-sak,", "[2026-10-02-sak,")
    assert again.read_text("utf-8") == wanted.replace("[[2026-10-01-sak|", "[[2026-10-02-sak|")
    assert "Ingenting kan rettes" in run("sjekk", "--fiks").stderr


def test_events_that_repeat_each_other_are_both_named(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-01-a.md", entry("A", "2026-11-01", "repeats: 2026-11-03-c"))
    entry_file(folder, "2026-11-02-b.md", entry("B", "2026-11-02", "repeats: 2026-11-01-a"))
    entry_file(folder, "2026-11-03-c.md", entry("C", "2026-11-03", "repeats: 2026-11-02-b"))
    entry_file(folder, "2026-11-04-d.md", entry("D", "2026-11-04", "repeats: 2026-11-03-c"))

    told = [line.split(" ")[:2] for line in run("sjekk").stdout.splitlines()]

    assert told == [
        [f"entries/2026-11-0{n}-{x}.md:5:", "repeats-circle"]
        for n, x in ((1, "a"), (2, "b"), (3, "c"))
    ]


def test_an_alias_that_somebody_else_bears_is_named(folder: Path, run: Run) -> None:
    entry_file(
        folder,
        "2026-11-01-a.md",
        entry("A", "2026-11-01", "aliases: [2026-11-02-b, x, 2026-11-01-a]"),
    )
    entry_file(folder, "2026-11-02-b.md", entry("B", "2026-11-02", "aliases: x"))

    told = [line.split(":")[0][8:] for line in run("sjekk").stdout.splitlines()]

    assert told == ["2026-11-01-a.md", "2026-11-01-a.md", "2026-11-02-b.md"]
    assert "B" in run("vis", "2026-11-02-b").stdout


@pytest.mark.parametrize(
    ("told", "becomes"),
    [
        ("entries/** text eol=lf", "entries/**/*.md text eol=lf"),
        ("entries/* text", "entries/**/*.md text"),
        ("/entries/**  text eol=lf", "entries/**/*.md  text eol=lf"),
        ("entries/**/*.md text eol=lf", None),
        ("*.md text", None),
        ("entries/bilder/** -text", None),
        ("# entries/** text", None),
    ],
)
def test_git_takes_only_markdown_for_text(
    folder: Path, run: Run, told: str, becomes: str | None
) -> None:
    path = folder / ".gitattributes"
    path.write_bytes(f"* -text\r\n{told}\r\n".encode())

    assert ("gitattributes" in run("sjekk").stdout) == (becomes is not None)
    assert run("sjekk", "--fiks").code == 0
    assert path.read_bytes() == f"* -text\r\n{becomes or told}\r\n".encode()


@pytest.mark.parametrize("value", ["{a: b}", "[[x]]", "[a, {b: c}]"])
def test_aliases_of_another_kind_are_named_and_hide_nothing(
    folder: Path, run: Run, value: str
) -> None:
    entry_file(
        folder, "2026-11-01-a.md", entry("A", "2026-11-01", f"aliases: {value}\norigin: [x]")
    )

    assert listed(run)["2026-11-01-a"]["aliases"] == []
    codes = [line.split(" ")[1] for line in run("sjekk").stdout.splitlines()]
    assert codes == ["wrong-type", "wrong-type"]
