"""What stands in one file and is more than one entry: other front matter, questions asked twice.

All of it is counted once or named, and what says that it is private is told to nobody.
"""

import json
import re
from pathlib import Path

import pytest

from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

ONE = simple_entry(
    "Første", "2026-11-20", third="Slik.\n\n- [ ] Hemmelig tiltak @ola 📅 2026-11-25"
)
OTHER = simple_entry("Andre", "2026-11-21")

SAYING = {
    "two files in one": OTHER.replace("source: avvik\n", "source: avvik\nprivate: true\n"),
    "without a line end between": "\x00" + OTHER.replace("date:", "private: yes\ndate:"),
    "with a mark of a Windows editor": "\ufeff" + OTHER.replace("date:", "PRIVATE: ja\ndate:"),
    "with Windows line ends": "---\r\nPrivat: ja\r\ntitle: Andre\r\n---\r\n",
    "closed with dots": "---\nprivat: ja\n...\n",
    "closed by nothing": "---\ntitle: Andre\n\nprivate: true\n\n## Videre\n\nTekst.\n",
    "as TOML": '+++\ntitle = "Andre"\nprivate = true\n+++\n',
    "behind what nobody sees": "---\u00a0\nprivate: true\n---\n",
    "behind a remark": "--- <!-- Kari -->\nprivate: true\n--- \n",
    "below a comment": "---\n# hvem\ntags:\n- a\n  - b\nprivate:\n---\n",
}


def together(one: str, other: str) -> str:
    return (one.rstrip("\n") + other[1:]) if other[0] == "\0" else one + other


@pytest.mark.parametrize("header", ["", "# vår\n"])
@pytest.mark.parametrize("said", SAYING.values(), ids=SAYING.keys())
def test_private_further_down_is_told_to_nobody(
    folder: Path, run: Run, said: str, header: str
) -> None:
    # What the program writes itself is read in a way of its own.
    text = together(ONE, said).replace("---\n", f"---\n{header}", 1)
    entry_file(folder, "2026-11-20-forste.md", text)

    assert run("del", "forste").code == 1
    outputs = [
        run("rapport", "alt", "--format", form).stdout
        for form in ("txt", "md", "html", "csv", "json")
    ]
    # Of another month only its open actions are told.
    outputs += [run("rapport", "2027-03").stdout, run("rapport", "2027-03", "--json").stdout]
    outputs += [run("tiltak", "brev").stdout, run("tiltak", "--format", "ics").stdout]
    for told in outputs:
        assert not re.search("Første|Hemmelig|Noe å lære", told)
    assert json.loads(run("liste", "--json").stdout)[0]["private"] is True
    assert " private-below " in run("sjekk").stdout


@pytest.mark.parametrize(
    "text",
    [
        "Før.\n\n---\n\nPrivat har vi det godt: slik er det\n\n---\n\nEtter.",
        "Privat: bare en overskrift\n---\n\nEtter.",
        "```\n---\nprivate: true\n---\n```",
        "Slik.\n\n<!--\n---\nprivate: true\n---\n-->",
        "| a | b |\n| - | ---\n| private: true | b |",
        "----------\nprivate: true",
        "\\---\nprivate: true\n\\---",
        "---\nprivate: false\n---",
        "+++ Mye bedre\nprivate = true",
    ],
)
def test_rules_headings_and_code_keep_nothing_private(folder: Path, run: Run, text: str) -> None:
    entry_file(folder, "2026-11-20-forste.md", simple_entry("Første", "2026-11-20", third=text))

    assert "Første" in run("del", "forste").stdout
    assert run("sjekk").code == 0


AS_TOML = '+++\ntitle = "Andre"\ndate = 2026-11-21\nsource = "avvik"\n+++\n\nTekst.\n'


@pytest.mark.parametrize(("other", "fence"), [(OTHER, "---"), (AS_TOML, "+++")])
def test_a_second_entry_in_a_file_is_named_by_all_who_count(
    folder: Path, run: Run, other: str, fence: str
) -> None:
    path = entry_file(folder, "2026-11-20-forste.md", ONE + other)
    line = path.read_text("utf-8").split("\n").index(fence, 5) + 1

    result = run("sjekk")

    assert f"entries/2026-11-20-forste.md:{line}: second-entry " in result.stdout
    for command in (("liste",), ("rapport", "alt"), ("søk", "noe")):
        assert "1 fil er ikke regnet med." in run(*command).stderr + run(*command).stdout
    skipped = json.loads(run("rapport", "alt", "--json").stdout)["skipped"]
    assert [(each["line"], each["code"]) for each in skipped] == [(line, "second-entry")]
    home = json.loads(run("--json").stdout)
    assert [each["code"] for each in home["skipped"]] == ["second-entry"]


def test_what_answers_a_question_that_stands_twice_is_read_as_one(folder: Path, run: Run) -> None:
    text = ONE.replace(
        "## Hva kan vi lære",
        "## What happened?\n\nOg så dette.\n\n- [ ] Ingen handling\n\n## Hva kan vi lære",
    )
    entry_file(
        folder, "2026-11-20-forste.md", text + "\n## Hva kan vi lære av det?\n\nMer lærdom.\n"
    )

    (entry,) = json.loads(run("liste", "--json").stdout)

    assert entry["happened"] == "Noe skjedde.\n\nOg så dette.\n\n- [ ] Ingen handling"
    assert entry["learned"] == "Noe å lære.\n\nMer lærdom."
    assert [each["text"] for each in entry["actions"]] == ["Hemmelig tiltak"]
    for form in ("txt", "md", "html", "csv", "json"):
        assert "Mer lærdom." in run("rapport", "alt", "--format", form).stdout
    assert "Mer lærdom." in run("del", "forste").stdout
    codes = [line.split(" ")[1] for line in run("sjekk").stdout.splitlines()]
    assert sorted(codes) == ["box-in-answer", "question-twice", "question-twice"]


def test_an_answer_that_stands_twice_is_changed_by_hand_alone(folder: Path, run: Run) -> None:
    text = simple_entry("Første", "2026-11-20")
    path = entry_file(folder, "2026-11-20-forste.md", f"{text}\n## Hva skjedde?\n\nMer.\n")

    assert run("tiltak", "ny", "forste", "Ring kunden").code == 0

    after = path.read_text("utf-8")
    assert after.endswith("## Hva skjedde?\n\nMer.\n")
    assert [each["text"] for each in json.loads(run("tiltak", "--json").stdout)] == ["Ring kunden"]


def test_what_stands_beside_the_questions_is_shown_or_counted(folder: Path, run: Run) -> None:
    text = ONE.replace("\n\n## Hva skjedde?", "\n\nInnledning.\n\n## Hva skjedde?")
    entry_file(folder, "2026-11-20-forste.md", f"{text}\n## Årsak\n\nVi hadde det travelt.\n")

    for form in ("txt", "md"):
        assert " · 2 avsnitt til" in run("rapport", "alt", "--format", form).stdout
    page = run("rapport", "alt", "--format", "html").stdout
    assert "Årsak" in page
    assert "Vi hadde det travelt." in page
    assert "Innledning." in page
    given = run("del", "forste")
    assert "travelt" not in given.stdout
    assert "Utelatt: det som står øverst og «Årsak»." in given.stderr


@pytest.mark.posix("needs links")
def test_a_file_under_several_names_counts_once_and_is_named(folder: Path, run: Run) -> None:
    entries = entry_file(folder, "2026-11-20-forste.md", ONE).parent
    (entries / "2026-11-20-lenke.md").symlink_to("2026-11-20-forste.md")
    (folder / "arkiv").mkdir()
    (folder / "arkiv" / "andre.md").write_text(OTHER, encoding="utf-8")
    for name in ("2026-11-21-a.md", "2026-11-21-b.md"):
        (entries / name).symlink_to(folder / "arkiv" / "andre.md")

    listed = json.loads(run("liste", "--json").stdout)

    assert [each["id"] for each in listed] == ["2026-11-21-a", "2026-11-20-forste"]
    assert len(json.loads(run("tiltak", "--json").stdout)) == 1
    assert json.loads(run("rapport", "alt", "--json").stdout)["count"] == 2
    within = json.loads(run("liste", "--periode", "2026-11", "--json").stdout)
    assert [each["id"] for each in within] == [each["id"] for each in listed]
    assert [line.split(" ")[:2] for line in run("sjekk").stdout.splitlines()] == [
        ["entries/2026-11-20-lenke.md:1:", "same-file"],
        ["entries/2026-11-21-b.md:1:", "same-file"],
    ]
    assert "Første" in run("vis", "2026-11-20-lenke").stdout
    assert "2 filer er ikke regnet med." in run("liste").stderr
    assert run("endre", "forste", "--tittel", "Annet").code == 0


@pytest.mark.posix("needs files with several names")
@pytest.mark.parametrize("narrow", [(), ("--periode", "2026-11")])
def test_a_file_with_two_names_on_the_disk_counts_once(
    folder: Path, run: Run, narrow: tuple[str, ...]
) -> None:
    path = entry_file(folder, "2026-11-20-forste.md", ONE)
    (folder / "entries" / "arkiv").mkdir()
    (folder / "entries" / "arkiv" / "2026-11-20-igjen.md").hardlink_to(path)

    assert len(json.loads(run("liste", "--json", *narrow).stdout)) == 1
    told = run("sjekk").stdout.splitlines()
    assert [line.split(" ")[1] for line in told] == ["same-file"]


@pytest.mark.posix("needs links")
def test_entries_that_lie_elsewhere_in_the_journal_count_once_too(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-20-forste.md", ONE)
    (folder / "entries").rename(folder / "data")
    (folder / "entries").symlink_to("data")
    (folder / "data" / "2026-11-20-lenke.md").symlink_to("2026-11-20-forste.md")

    assert len(json.loads(run("liste", "--json").stdout)) == 1
