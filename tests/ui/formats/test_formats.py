"""A report in every form: the whole of it against a file that a reader can see.

``make golden`` makes the golden files anew; they are read by eye in review.
"""

import csv
import io
import json
import os
import re
import shutil
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from laering.domain.errors import UnknownFormat
from laering.ui.formats import table
from laering.ui.formats.markdown import inline
from tests.support.entries import entry_file, simple_entry
from tests.support.places import GOLDEN
from tests.support.runs import Result, Run


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "journal"
    shutil.copytree(GOLDEN / "journal", path)
    monkeypatch.chdir(path)
    return path


def _words(result: Result) -> str:
    """What a report says, also one that is no text."""
    if not result.raw.startswith(b"%PDF"):
        return result.stdout
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(result.raw)).pages)


@pytest.mark.parametrize("name", [each for each in table.names() if each != "json"])
def test_how_an_action_stands_and_whose_it_is_are_told_in_every_form(
    journal: Path, run: Run, name: str
) -> None:
    shown = _words(run("rapport", "2026-11", "-f", name))
    shown = " ".join(re.sub(r"<[^>]+>|\\\\", "", shown).split())

    for told in (
        "Snakke med naboen · @Kari og @ola · påbegynt · frist 27. november 2026",
        "Leie en annen plass · @ola · avlyst 20. november 2026",
        "Henge opp skilt · @per · gjort",
    ):
        assert told in shown


# The golden file of one that is no text would tell a reader nothing: its own tests read it.
@pytest.mark.parametrize("name", [each.name for each in table.FORMATS if each.encoding])
def test_the_report_is_the_golden_one(journal: Path, run: Run, name: str) -> None:
    result = run("rapport", "2026-11", "--format", name)

    assert result.code == 0, result.stderr
    assert result.raw.decode("utf-8") == (GOLDEN / f"rapport.{name}").read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", table.names())
def test_the_same_files_give_the_same_bytes(journal: Path, run: Run, name: str) -> None:
    for path in (journal / "entries").iterdir():
        path.touch()

    assert run("rapport", "2026-11", "-f", name).raw == run("rapport", "2026-11", "-f", name).raw


@pytest.mark.parametrize("each", table.FORMATS, ids=lambda each: each.name)
def test_a_files_ending_chooses_the_form(
    journal: Path, run: Run, each: table.Format[object, str | bytes]
) -> None:
    out = f"rapport{each.endings[0]}"

    result = run("rapport", "2026-11", "--ut", out)

    assert result.code == 0, result.stderr
    assert result.stdout == ""
    assert out in result.stderr
    assert (journal / out).read_bytes() == run("rapport", "2026-11", "-f", each.name).raw


def test_every_form_is_named_in_the_help_and_the_refusal(run: Run) -> None:
    shown = run("rapport", "--help").stdout

    for name in table.names():
        assert re.search(rf"\b{name}\b", shown)
    with pytest.raises(UnknownFormat) as caught:
        table.by_name("docx")
    assert caught.value.facts["formats"] == ", ".join(table.names())


@pytest.mark.parametrize(
    ("said", "name"),
    [("txt", "terminal"), ("tekst", "terminal"), ("markdown", "md"), ("HTM", "html")],
)
def test_an_ending_without_its_dot_is_a_name_too(said: str, name: str) -> None:
    assert table.by_name(said).name == name


def test_another_formats_ending_is_refused_and_nothing_is_written(journal: Path, run: Run) -> None:
    before = sorted(journal.iterdir())

    results = [
        run("rapport", "-f", "csv", "--ut", "b.pdf"),
        run("rapport", "--json", "--ut", "b.html"),
        run("del", "siste", "--json", "--ut", "b.html"),
    ]

    assert [result.code for result in results] == [2, 2, 2]
    assert "slutter på .csv" in results[0].stderr
    assert sorted(journal.iterdir()) == before


def test_an_ending_that_is_no_formats_goes_with_a_format_that_is_named(
    journal: Path, run: Run
) -> None:
    assert run("rapport", "2026-11", "-f", "csv", "--ut", "rapport.data").code == 0

    assert (journal / "rapport.data").read_bytes() == run("rapport", "2026-11", "-f", "csv").raw


def test_the_period_can_be_said_as_in_the_list(journal: Path, run: Run) -> None:
    as_option = run("rapport", "--periode", "2026-10").stdout

    assert as_option == run("rapport", "2026-10").stdout
    assert as_option == run("rapport", "oktober", "-p", "2026-10").stdout


def test_links_lead_from_where_the_report_is(journal: Path, run: Run) -> None:
    (journal / "rapporter" / "2026").mkdir(parents=True)

    run("rapport", "2026-11", "--ut", "rapporter/2026/november.md")

    text = (journal / "rapporter" / "2026" / "november.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\((\S+\.md)\)", text)
    assert targets
    for target in targets:
        assert (journal / "rapporter" / "2026" / target).is_file()


def test_markdown_holds_only_our_own_structure(journal: Path, run: Run) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(
        run("rapport", "2026-11", "-f", "md").stdout
    )

    top = [token for token in tokens if token.type == "heading_open" and token.level == 0]
    inline_children = [child for token in tokens for child in token.children or ()]
    assert [token.tag for token in top].count("h1") == 1
    assert not any(token.type == "html_block" for token in tokens)
    assert not any(child.type == "html_inline" for child in inline_children)
    assert "Levering til feil dør: *igjen* [Hansen]" in "".join(
        child.content for child in inline_children
    )


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` [d](e) <f> | ~g~ & $h$ \\",
        "# x",
        "## x",
        "- x",
        "+ x",
        "1. x",
        "12) x",
        "---",
        "=",
        "a # b",
    ],
)
def test_any_line_is_shown_as_just_that_text(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(inline(text))

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or ()) == text


def test_the_sheet_opens_in_excel_and_runs_nothing(journal: Path, run: Run) -> None:
    raw = run("rapport", "2026-11", "-f", "csv").raw

    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0][:4] == ["Dato", "Kilde", "Utfall", "Tittel"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 6
    cells = [cell for row in rows for cell in row]
    assert "'=SUM(A1) sier kunden" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_private_entry_is_counted_in_every_form_and_told_in_none(journal: Path, run: Run) -> None:
    for name in table.names():
        shown = _words(run("rapport", "2026-11", "-f", name))
        assert "Uenighet" not in shown
        assert "uenighet" not in shown
        assert "Privat avtale" not in shown
        assert "Privat lærdom." not in shown
    assert json.loads(run("rapport", "2026-11", "-f", "json").stdout)["count"] == 5


def test_json_has_the_keys_that_are_promised(journal: Path, run: Run) -> None:
    report = json.loads(run("rapport", "2026-11", "--json").stdout)

    assert set(report) == {
        *("journal", "period", "previous_period", "count", "previous", "sources", "silent"),
        *("came_in", "answered"),
        *("outcomes", "actions", "repeats", "maybe", "themes", "tags", "skipped"),
    }
    assert report["period"] == {"from": "2026-11-01", "to": "2026-11-30", "label": "november 2026"}
    assert set(report["sources"][0]) == {"id", "name", "count", "previous", "months", "entries"}
    assert report["outcomes"] == {"bra": 1, "mindre-bra": 2, "none": 2}
    assert report["silent"] == ["erfaring", "revisjon"]
    assert report["repeats"] == [
        {
            "entry": "2026-11-10-levering-til-feil-dor",
            "of": ["2026-03-03-pakke-sendt-til-gammel-adresse"],
            "finished_before": True,
        }
    ]
    assert report["skipped"][0]["code"] == "no-front-matter"
    assert set(report["actions"]) == {
        *("made", "finished", "finished_undated", "off", "overdue", "open", "open_by_owner"),
        *("worked", "did_not_work", "unjudged", "finished_in_time", "finished_with_due"),
        *("median_days_to_entry", "median_days_to_finished", "entries_without"),
    }
    told = {name: each for name, each in report["actions"].items() if isinstance(each, int)}
    assert told == {
        "made": 5,
        "finished": 2,
        "finished_undated": 1,
        "off": 1,
        "overdue": 2,
        "worked": 0,
        "did_not_work": 0,
        "finished_in_time": 1,
        "finished_with_due": 1,
        "entries_without": 2,
    }
    assert {each["journal"] for each in report["actions"]["open"]} == {"Fjordbakeriet"}
    assert report["sources"][-1]["entries"][0]["extra"] == {
        "sak": "2026-14",
        "varslet": ["huseier", "gata"],
    }
    assert report["sources"][-1]["id"] == "naboer"


def test_several_journals_make_one_report(journal: Path, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "butikken"
    shutil.copytree(journal, other)
    (other / "laering.toml").unlink()

    report = json.loads(
        run("rapport", "2026-11", "--json", "--journal", str(journal), "-j", str(other)).stdout
    )

    assert report["journal"] == "Fjordbakeriet + butikken"
    assert report["count"] == 10
    paths = {entry["path"] for source in report["sources"] for entry in source["entries"]}
    assert "../butikken/entries/2026-11-10-levering-til-feil-dor.md" in paths
    assert report["actions"]["made"] == 10
    entries = [entry for source in report["sources"] for entry in source["entries"]]
    assert Counter(each["journal"] for each in entries) == {"Fjordbakeriet": 5, "butikken": 5}
    assert all(
        each["path"].startswith("../butikken/") == (each["journal"] == "butikken")
        for each in entries
        if each["path"]
    )


def test_a_report_of_one_source_has_nothing_of_the_others(journal: Path, run: Run) -> None:
    report = json.loads(run("rapport", "2026-11", "--json", "-k", "kunde").stdout)

    assert [source["id"] for source in report["sources"]] == ["kunde"]
    assert report["count"] == 2
    assert report["actions"]["open"] == []


def test_a_report_file_that_fails_leaves_the_old_one(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = journal / "rapport.md"
    out.write_text("den gamle", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", fail)
    result = run("rapport", "2026-11", "--ut", "rapport.md")

    assert result.code == 1
    assert "disken er full" in result.stderr
    assert out.read_text(encoding="utf-8") == "den gamle"
    assert [path.name for path in journal.iterdir() if path.name.endswith(".tmp")] == []


@pytest.mark.parametrize("period", ["2026-K4", "2026", "alt", "2026-u46", "2026-11-10..2026-11-12"])
def test_every_kind_of_period_makes_a_report(journal: Path, run: Run, period: str) -> None:
    for name in table.names():
        result = run("rapport", period, "-f", name)
        assert result.code == 0, result.stderr
        assert "Levering til feil dør" in _words(result).replace("\\", "")


def test_an_empty_period_says_so(journal: Path, run: Run) -> None:
    result = run("rapport", "2024-01")

    assert result.code == 0
    assert "Ingenting ble skrevet ned i denne perioden." in result.stdout


def test_a_private_file_that_cannot_be_read_is_not_named(journal: Path, run: Run) -> None:
    broken = journal / "entries" / "2026-11-20-oppsigelsen.md"
    broken.write_text("---\ntitle: a: b\nprivate: true\n---\n", encoding="utf-8")

    for name in table.names():
        assert b"oppsigelsen" not in run("rapport", "2026-11", "-f", name).raw
    assert "entries/…:1: Fila er privat" in run("rapport", "2026-11").stdout
    assert "oppsigelsen" in run("rapport", "2026-11", "--med-private").stdout
    assert "oppsigelsen" in run("sjekk").stdout


@pytest.mark.parametrize(
    "key",
    ["Private: true", "PRIVATE: ja", '" private": true', "private:", "private: false\nPrivate: 1"],
)
def test_a_slip_in_the_key_tells_a_private_entry_to_nobody(
    folder: Path, run: Run, key: str
) -> None:
    text = simple_entry("Oppsigelsen", "2026-11-20").replace("source:", f"{key}\nsource:")
    entry_file(folder, "2026-11-20-oppsigelsen.md", text)

    for name in table.names():
        assert b"ppsigelsen" not in run("rapport", "2026-11", "-f", name).raw
    assert "Oppsigelsen" in run("rapport", "2026-11", "--med-private").stdout


SECRET = "2026-11-10-oppsigelsen"


@pytest.mark.parametrize("form", ["terminal", "md", "html", "csv", "json"])
@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize(
    "spelling",
    [
        SECRET,
        f"{SECRET}.md",
        f"entries/{SECRET}",
        f"'[[{SECRET}]]'",
        f"'[[entries/{SECRET}.md|den saken]]'",
        f"'[saken](entries/{SECRET}.md)'",
        SECRET.upper(),
    ],
)
def test_an_entry_that_repeats_a_private_one_does_not_name_it(
    folder: Path, run: Run, form: str, spelling: str, *, broken: bool
) -> None:
    private = "private: true\nsource:" if not broken else "private: true\nx: a: b\nsource:"
    secret = simple_entry("Den saken", "2026-11-10").replace("source:", private)
    entry_file(folder, f"{SECRET}.md", secret)
    again = simple_entry("Igjen", "2026-11-20").replace(
        "source:", f"repeats: [{spelling}]\nsource:"
    )
    entry_file(folder, "2026-11-20-igjen.md", again)

    told = run("rapport", "2026-11", "-f", form).stdout.casefold()

    assert "igjen" in told
    assert "oppsigelsen" not in told


def test_a_public_entry_with_a_name_like_a_private_ones_is_still_named(
    folder: Path, run: Run
) -> None:
    secret = simple_entry("Den saken", "2026-11-10").replace("source:", "private: true\nsource:")
    entry_file(folder, f"{SECRET}.md", secret)
    entry_file(folder, f"{SECRET}-2.md", simple_entry("Den andre", "2026-11-10"))
    again = simple_entry("Igjen", "2026-11-20")
    again = again.replace("source:", f"repeats: [{SECRET}-2]\nsource:")
    entry_file(folder, "2026-11-20-igjen.md", again)

    report = json.loads(run("rapport", "2026-11", "--json").stdout)

    assert report["repeats"][0]["of"] == [f"{SECRET}-2"]


def test_a_large_private_file_is_not_named(journal: Path, run: Run) -> None:
    text = simple_entry("x", "2026-11-20").replace("source:", "private: true\nsource:")
    entry_file(journal, "2026-11-20-oppsigelsen.md", text + "x" * 1_000_001)

    assert "oppsigelsen" not in run("rapport", "2026-11").stdout


@pytest.mark.skipif(os.name != "posix", reason="links and the bytes of names")
def test_a_report_is_not_written_over_what_an_entry_is_a_link_to(folder: Path, run: Run) -> None:
    (folder / "notes").mkdir()
    (folder / "entries" / "2026").mkdir()
    real = folder / "notes" / "real.md"
    real.write_text(simple_entry("Lenket", "2026-11-20"), encoding="utf-8")
    before = real.read_bytes()
    (folder / "entries" / "2026" / "2026-11-20-lenket.md").symlink_to("../../notes/real.md")

    result = run("rapport", "2026-11", "--ut", "notes/real.md")

    assert result.code != 0
    assert real.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' names are always text")
def test_a_file_name_that_is_no_text_keeps_no_form_from_being_made(folder: Path, run: Run) -> None:
    text = simple_entry("Lås", "2026-11-20", third="- [ ] Ny lås 📅 2026-12-01")
    name = os.fsdecode(b"2026-11-20-l\xe5s")
    entry_file(folder, f"{name}.md", text)
    again = simple_entry("Igjen", "2026-11-21")
    entry_file(folder, "2026-11-21-igjen.md", again)

    for form in table.names():
        assert run("rapport", "2026-11", "-f", form).code == 0
    assert run("tiltak", "--format", "ics").code == 0


@pytest.mark.skipif(os.name != "posix", reason="times of files")
def test_what_a_run_that_died_left_beside_a_report_is_cleared_away(folder: Path, run: Run) -> None:
    old, new = folder / ".laering-0a.tmp", folder / ".laering-0b.tmp"
    for each in (old, new):
        each.write_bytes(b"")
    os.utime(old, (0, 0))

    run("rapport", "2026-11", "--ut", "rapport.md")

    assert not old.exists()
    assert new.exists()
