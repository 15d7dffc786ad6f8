"""The commands, through Typer's runner: what they print, where, and how they end."""

import errno
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laering import __version__
from laering.cli import tree
from laering.domain.characters import HARMFUL
from laering.domain.entry import Begun, Given
from laering.domain.fitting import mended
from laering.files.drafts.waiting import waiting
from laering.files.journal.journal import Journal, open_journal
from laering.files.system import disk
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import TODAY, Run

FULL = (
    "ny",
    *("--kilde", "avvik"),
    *("--utfall", "mindre-bra"),
    *("--skjedde", "Leveransen gikk til kundens gamle adresse. Kunden ringte."),
    *("--lært", "Adressen står to steder."),
    *("--neste", "Vi leser opp adressen."),
    *("--tiltak", "Ny rubrikk i ordreskjemaet @ola 15.12"),
    *("--merke", "levering"),
)


def entries(folder: Path) -> list[Path]:
    return sorted((folder / "entries").rglob("*.md"))


def show(run: Run, entry: str = "siste") -> dict[str, object]:
    found: dict[str, object] = json.loads(run("vis", entry, "--json").stdout)
    return found


# --- ny


def test_a_learning_from_options_is_one_file(folder: Path, run: Run) -> None:
    result = run(*FULL)

    assert result.code == 0, result.stderr
    assert (
        result.stdout == "Lagret: entries/2026-11-23-leveransen-gikk-til-kundens-gamle-adresse.md\n"
    )
    assert show(run) == {
        "journal": "journal",
        "id": "2026-11-23-leveransen-gikk-til-kundens-gamle-adresse",
        "path": "entries/2026-11-23-leveransen-gikk-til-kundens-gamle-adresse.md",
        "title": "Leveransen gikk til kundens gamle adresse",
        "date": "2026-11-23",
        "source": "avvik",
        "outcome": "mindre-bra",
        "tags": ["levering"],
        "author": None,
        "repeats": [],
        "private": False,
        "written": None,
        "aliases": [],
        "not_repeats": [],
        "answered": None,
        "origin": None,
        "happened": "Leveransen gikk til kundens gamle adresse. Kunden ringte.",
        "learned": "Adressen står to steder.",
        "differently": "Vi leser opp adressen.",
        "actions": [
            {
                "journal": "journal",
                "entry": "2026-11-23-leveransen-gikk-til-kundens-gamle-adresse",
                "number": 1,
                "text": "Ny rubrikk i ordreskjemaet",
                "owner": "ola",
                "owners": ["ola"],
                "state": "open",
                "off": None,
                "due": "2026-12-15",
                "done": None,
                "overdue": False,
                "effect": None,
            }
        ],
        "unfinished": False,
        "pictures": [],
        "extra": {},
    }


def test_a_learning_from_stdin_is_a_line_each(folder: Path, run: Run) -> None:
    result = run("ny", stdin="Kunde\nKunden savnet grovbrød.\n\nVi baker flere.\n")

    assert result.code == 0, result.stderr
    found = show(run)
    assert (found["source"], found["happened"]) == ("kunde", "Kunden savnet grovbrød.")
    assert (found["learned"], found["differently"]) == ("", "Vi baker flere.")
    assert found["unfinished"] is True
    assert found["title"] == "Kunden savnet grovbrød"


def test_options_and_stdin_go_together(folder: Path, run: Run) -> None:
    result = run("ny", "-k", "avvik", "-l", "Lært dette.", stdin="Noe skjedde.\nNeste.\n")

    assert result.code == 0, result.stderr
    found = show(run)
    assert (found["happened"], found["learned"], found["differently"]) == (
        "Noe skjedde.",
        "Lært dette.",
        "Neste.",
    )


def test_stdin_that_is_not_utf8_is_read_as_western_letters(folder: Path, run: Run) -> None:
    result = run("ny", "--senere", stdin="avvik\nØlet på gulvet\n".encode("cp1252"))

    assert result.code == 0, result.stderr
    assert show(run)["happened"] == "Ølet på gulvet"


def test_input_that_ends_too_early_names_what_is_missing(folder: Path, run: Run) -> None:
    result = run("ny", stdin="avvik\nNoe skjedde.\n")

    assert result.code == 2
    assert "Hva kan vi lære av det?" in result.stderr
    assert "Hva skjedde?" not in result.stderr
    assert entries(folder) == []


def test_later_asks_only_for_what_an_entry_cannot_be_without(folder: Path, run: Run) -> None:
    result = run("ny", "--senere", stdin="avvik\nNoe skjedde.\n")

    assert result.code == 0
    assert show(run)["unfinished"] is True


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"source": "kunde", "happened": "Ros", "learned": "b", "differently": "c"}'),
        ("a.yaml", "source: kunde\nhappened: Ros\nlearned: b\ndifferently: c\n"),
        ("a.md", simple_entry("Ros", "2026-11-20", "kunde")),
    ],
)
def test_a_learning_can_come_from_a_file_or_the_input(
    folder: Path, run: Run, name: str, text: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")

    assert run("ny", "--fra", name, "--tittel", "Fra fil").code == 0
    assert run("ny", "--fra", "-", "--tittel", "Fra inn", stdin=text).code == 0

    first, second = (
        {key: value for key, value in show(run, part).items() if key not in ("id", "path", "title")}
        for part in ("fra-fil", "fra-inn")
    )
    assert first == second
    assert first["source"] == "kunde"


def test_an_entry_goes_out_as_json_and_in_again(folder: Path, run: Run) -> None:
    run(*FULL)
    before = run("vis", "siste", "--json").stdout

    assert run("ny", "--fra", "-", stdin=before).code == 0

    first, second = json.loads(run("liste", "--json").stdout)
    for entry in (first, second):
        for key in ("id", "path"):
            del entry[key]
        for action in entry["actions"]:
            del action["entry"]
    assert first == second


def test_a_date_not_typed_in_full_is_echoed_with_its_weekday(folder: Path, run: Run) -> None:
    short = run(*FULL, "--dato", "i går")
    full = run(*FULL, "--dato", "2026-11-22")

    assert "Dato: søndag 22. november 2026" in short.stderr
    assert "Dato" not in full.stderr
    assert show(run)["date"] == "2026-11-22"


def test_the_writer_is_named_by_the_environment_and_not_when_anonymous(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAERING_AUTHOR", "Kari Nordmann")

    run(*FULL, "-t", "Med navn")
    run(*FULL, "-t", "Uten navn", "--anonym")

    assert show(run, "med-navn")["author"] == "Kari Nordmann"
    assert show(run, "uten-navn")["author"] is None


@pytest.mark.parametrize("source", ["options", "a file"])
def test_a_private_learning_says_so_in_its_file_and_nothing_in_a_report(
    folder: Path, run: Run, source: str
) -> None:
    (folder / "a.json").write_text(
        json.dumps({"source": "avvik", "happened": "Hemmelig hendelse", "private": False})
    )
    options = FULL[1:] if source == "options" else ("--fra", "a.json")

    assert run("ny", *options, "--tittel", "Hemmelig", "--privat").code == 0

    assert "\nprivate: true\n" in entries(folder)[0].read_text(encoding="utf-8")
    told = run("rapport", "--format", "json").stdout
    assert '"title": ""' in told
    assert not re.search("hemmelig|adressen", told, re.IGNORECASE)


def test_a_learning_is_private_only_when_that_is_said(folder: Path, run: Run) -> None:
    run(*FULL)

    assert "private" not in entries(folder)[0].read_text(encoding="utf-8")


def test_a_repeat_is_written_with_the_whole_id(folder: Path, run: Run) -> None:
    run(*FULL, "-d", "2026-03-03")

    assert run(*FULL, "--gjentar", "2026-03-03", "-t", "Igjen").code == 0

    assert show(run, "igjen")["repeats"] == ["2026-03-03-leveransen-gikk-til-kundens-gamle-adresse"]


def test_the_whole_entry_can_be_written_in_the_editor(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "rediger.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        "text = text.replace('Kilde:', 'Kilde: avvik', 1)\n"
        "text = text.replace('## Hva skjedde?\\n', '## Hva skjedde?\\n\\nØvnen stoppet.\\n')\n"
        "path.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    result = run("ny", "--editor")

    assert result.code == 0, result.stderr
    assert (show(run)["title"], show(run)["happened"]) == ("Øvnen stoppet", "Øvnen stoppet.")


def test_an_editor_text_that_is_no_entry_is_kept(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "rediger.py"
    script.write_text(
        "import sys, pathlib\n"
        "pathlib.Path(sys.argv[1]).write_text('---\\na: b: c\\n---\\nViktig', encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    result = run("ny", "--editor")

    kept = re.search(r"laering ny --fra (\S+)", result.stderr)
    assert result.code == 1
    assert kept is not None
    assert "Viktig" in Path(kept[1]).read_text(encoding="utf-8")
    assert entries(folder) == []


# Other characters that nobody sees are refused.
TYPED = st.text(st.characters(exclude_categories=["Cs"])).filter(
    lambda text: not HARMFUL.search(mended(text))
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(TYPED.filter(lambda text: mended(text).strip()), TYPED, TYPED)
def test_any_text_typed_comes_back_through_the_program(
    folder: Path, run: Run, happened: str, learned: str, differently: str
) -> None:
    done = run(
        *("ny", "--kilde=avvik", "--tittel=x"),
        *(f"--skjedde={happened}", f"--lært={learned}", f"--neste={differently}"),
    )

    assert done.code == 0, done.stderr
    found = show(run, done.stdout.removeprefix("Lagret: ").strip())
    assert (found["happened"], found["learned"], found["differently"]) == tuple(
        map(mended, (happened, learned, differently))
    )


# --- wrong calls

WRONG = {
    "unknown source": (("ny", "-k", "avik", "-s", "x"), ["«avik»", "«avvik»", "Kundetilbake"]),
    "unknown source far off": (("ny", "-k", "zzz", "-s", "x"), ["«zzz»", "erfaring"]),
    "impossible date": ((*FULL, "-d", "31.2"), ["«31.2»", "2026-11-23"]),
    "ambiguous date": ((*FULL, "-d", "1/2/2026"), ["flere måter"]),
    "future date": ((*FULL, "-d", "2026-12-24"), ["ikke vært"]),
    "no date": ((*FULL, "-d", "tull"), ["ingen dato"]),
    "impossible due date": ((*FULL, "--tiltak", "x @ola 31.2"), ["«31.2»"]),
    "unknown outcome": ((*FULL, "-u", "sånn"), ["mindre-bra"]),
    "empty title": ((*FULL, "-t", "  "), ["Tittelen er tom"]),
    "empty first answer": ((*FULL, "-s", " "), ["Hva skjedde?"]),
    "no such input file": (("ny", "--fra", "borte.json"), ["borte.json", "finnes ikke"]),
    "no period": (("rapport", "2026-13"), ["«2026-13»", "2026-K4"]),
    "backward period": (("liste", "-p", "2026-12..2026-11"), ["slutter før"]),
    "unknown format": (("rapport", "-f", "docx"), ["«docx»", "terminal, md, html"]),
    "two periods": (("rapport", "november", "-p", "oktober"), ["«november»", "«oktober»"]),
    "no ending": (("rapport", "--ut", "rapport"), ["ingen endelse", "rapport.html"]),
    "unknown ending": (("rapport", "--ut", "x.docx"), ["«.docx»", ".html, .pdf, .csv"]),
    "a workbook": (("rapport", "--ut", "x.xlsx"), ["«.xlsx»", ".csv", "Excel"]),
    "a form as an option": (("rapport", "--pdf"), ["laering rapport --ut rapport.pdf"]),
    "a word for Excel": (("rapport", "--excel"), ["laering rapport --ut rapport.csv"]),
    "no action to finish": (("tiltak", "ferdig"), ["del av ordene", "«laering tiltak»"]),
    "another word for done": (("tiltak", "fullført"), ["«laering tiltak ferdig»"]),
    "another word for open": (("tiltak", "åpne"), ["«laering tiltak gjenåpne»"]),
    "missing folder": (("rapport", "--ut", "borte/x.md"), ["«borte»"]),
    "a folder as file": (("rapport", "--ut", "entries"), ["mappe"]),
    "unknown language": (("--språk", "tlh", "liste"), ["«tlh»", "nb"]),
    "no journal there": (("--journal", "borte", "liste"), ["«borte»", "laering start"]),
    "unknown command": (("lste",), ["«lste»", "laering liste"]),
    "unknown option": (("liste", "--kild", "x"), ["--kild", "--kilde"]),
    "missing value": (("liste", "--antall"), ["--antall"]),
    "no number": (("liste", "--antall", "mange"), ["helt tall"]),
    "missing argument": (("vis",), ["ID"]),
    "too much": (("kilder", "alt"), ["alt"]),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_says_what_to_do_and_writes_nothing(
    folder: Path, run: Run, arguments: tuple[str, ...], said: list[str]
) -> None:
    result = run(*arguments)

    assert result.code == 2, result
    assert result.stdout == ""
    assert result.stderr.startswith("Feil: ")
    for text in said:
        assert text in result.stderr
    assert "Traceback" not in result.stderr
    assert list(folder.rglob("*.*")) == []


def test_a_broken_configuration_is_told_with_file_and_line(folder: Path, run: Run) -> None:
    (folder / "laering.toml").write_text('name = "x"\nlanguage = 5\n', encoding="utf-8")

    result = run("liste")

    assert result.code == 2
    assert f"{folder / 'laering.toml'}:2:" in result.stderr


def test_no_journal_anywhere_tells_how_to_make_one(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    for arguments in ((), ("liste",), ("ny", "-k", "avvik")):
        result = run(*arguments)
        assert result.code == 2
        assert "laering start" in result.stderr


def test_an_unclear_entry_lists_the_candidates(folder: Path, run: Run) -> None:
    run(*FULL, "-t", "Feil pris")
    run(*FULL, "-t", "Feil vare")

    result = run("vis", "feil")

    assert result.code == 1
    assert "2026-11-23-feil-pris\n" in result.stderr
    assert "2026-11-23-feil-vare\n" in result.stderr


@pytest.mark.posix("needs /proc")
def test_a_file_that_cannot_be_written_is_told(folder: Path, run: Run) -> None:
    result = run("rapport", "--ut", "/proc/rapport.md")

    assert result.code == 2
    assert "/proc/rapport.md" in result.stderr


def test_a_folder_that_cannot_be_written_is_told_and_the_journal_is_as_it_was(
    folder: Path, run: Run
) -> None:
    (folder / "entries").rmdir()
    (folder / "entries").write_text("en fil der mappa skulle vært", encoding="utf-8")
    (folder / "laering.toml").write_text("", encoding="utf-8")

    result = run(*FULL)

    assert result.code == 1
    assert "kunne ikke skrives" in result.stderr


# --- liste, vis, kilder, rediger, fullfør


@pytest.fixture
def year(folder: Path, run: Run) -> Path:
    """A small year: six entries in different sources, one unfinished, one that repeats."""
    rows = (
        ("2025-11-24", "erfaring", "bra", "Ny hylle ga bedre plass"),
        ("2026-03-03", "avvik", "mindre-bra", "Pakke sendt til gammel adresse"),
        ("2026-10-05", "kunde", "bra", "Kunde roste brødene"),
        ("2026-11-02", "kunde", "mindre-bra", "Kunde savnet kvittering"),
        ("2026-11-10", "avvik", "mindre-bra", "Pakke sendt feil igjen"),
    )
    for day, source, outcome, title in rows:
        more = ("--gjentar", "2026-03-03") if "igjen" in title else ()
        done = run(
            *("ny", "-k", source, "-u", outcome, "-d", day, "-t", title),
            *("-s", f"{title}.", "-l", "Noe å lære.", "-n", "Noe nytt.", "-m", "Levering", *more),
        )
        assert done.code == 0, done.stderr
    run("ny", "-k", "ansatt", "-d", "2026-11-20", "-s", "Kari foreslo ny rutine", "--senere")
    path = folder / "entries" / "2026-03-03-pakke-sendt-til-gammel-adresse.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        f"{text}\n- [x] Rette registeret @kari 📅 2026-03-20 ✅ 2026-03-10\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        (("--periode", "2026-11"), ["Kari foreslo", "Pakke sendt feil", "Kunde savnet"]),
        (("--kilde", "kunde"), ["Kunde savnet", "Kunde roste"]),
        (("-k", "kunde", "-k", "erfaring", "-u", "bra"), ["Kunde roste", "Ny hylle"]),
        (("--merke", "LEVERING", "--antall", "2"), ["Pakke sendt feil", "Kunde savnet"]),
        (("--gjentatt",), ["Pakke sendt feil"]),
        (("--uferdig",), ["Kari foreslo"]),
        (("--av", "kari"), []),
    ],
)
def test_the_list_shows_what_is_asked_for_newest_first(
    year: Path, run: Run, arguments: tuple[str, ...], titles: list[str]
) -> None:
    plain = run("liste", *arguments)
    data = json.loads(run("liste", *arguments, "--json").stdout)

    lines = plain.stdout.splitlines()
    assert len(lines) == len(data) == len(titles)
    for line, entry, title in zip(lines, data, titles, strict=True):
        assert title in line
        assert entry["title"].startswith(title)


def test_an_entry_is_shown_whole(year: Path, run: Run) -> None:
    shown = run("vis", "gammel-adresse").stdout

    for text in (
        "tirsdag 3. mars 2026",
        "Avvik og feil",
        "Hva kan vi lære av det?",
        "Rette registeret · @kari · gjort 10. mars 2026",
        "entries/2026-03-03-pakke-sendt-til-gammel-adresse.md",
    ):
        assert text in shown


def test_the_file_is_shown_as_it_is(year: Path, run: Run) -> None:
    path = year / "entries" / "2026-11-10-pakke-sendt-feil-igjen.md"

    assert run("vis", "feil-igjen", "--rå").raw == path.read_bytes()


def test_a_broken_entry_is_told_with_its_line(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-01-x.md", "---\ntitle: x\ndate: 2026-99-01\nsource: avvik\n---\n")

    result = run("vis", "2026-11-01")

    assert result.code == 1
    assert "entries/2026-11-01-x.md:3:" in result.stderr
    assert "laering rediger 2026-11-01-x" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("liste",), ("rapport",), ("kilder",), (), ("liste", "--json")]
)
def test_a_file_that_is_no_entry_is_skipped_and_told(
    year: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    entry_file(year, "2026-11-03-tull.md", "tull")

    result = run(*arguments)

    assert result.code == 0
    assert "1 fil er ikke regnet med. Se hvorfor med: laering sjekk" in result.stderr


def test_the_sources_are_counted(year: Path, run: Run) -> None:
    counts = {row["id"]: row["count"] for row in json.loads(run("kilder", "--json").stdout)}

    assert counts == {"erfaring": 1, "avvik": 2, "kunde": 2, "ansatt": 1, "revisjon": 0}
    assert "Hva ble oppdaget – og hva betyr det for oss?" in run("kilder").stdout


def test_an_unfinished_entry_is_finished_and_the_rest_kept(year: Path, run: Run) -> None:
    path = year / "entries" / "2026-11-20-kari-foreslo-ny-rutine.md"
    before = path.read_text(encoding="utf-8")

    result = run("fullfør", stdin="## Lærte dette\nGjør slik\n")

    assert result.code == 0, result.stderr
    found = show(run, "kari-foreslo")
    assert (found["learned"], found["differently"]) == ("## Lærte dette", "Gjør slik")
    assert path.read_text(encoding="utf-8").startswith(before[: before.index("## Hva kan vi lære")])
    assert "Alt er besvart" in run("fullfør").stdout


def test_finishing_without_answers_changes_nothing(year: Path, run: Run) -> None:
    path = year / "entries" / "2026-11-20-kari-foreslo-ny-rutine.md"
    before = path.read_bytes()

    assert run("fullfør", "kari", stdin="\n\n").code == 1
    assert run("fullfør", "kari", stdin="").code == 2
    assert path.read_bytes() == before


@pytest.mark.posix("needs sed")
def test_an_entry_is_edited_in_the_persons_editor(
    year: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/Noe/Alt/")

    result = run("rediger", "kunde-roste")

    assert result.code == 0
    assert show(run, "kunde-roste")["learned"] == "Alt å lære."


@pytest.mark.posix("needs sed")
def test_an_edit_that_breaks_the_entry_says_where(
    year: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/^date/dato/")

    result = run("rediger", "kunde-roste")

    assert result.code == 1
    assert "entries/2026-10-05-kunde-roste-brodene.md:1:" in result.stderr
    assert "«date»" in result.stderr


def test_an_editor_that_is_missing_is_told(
    year: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "finnes-ikke-noe-sted")

    result = run("rediger", "kunde-roste")

    assert result.code == 1
    assert "finnes-ikke-noe-sted" in result.stderr


def test_home_is_one_screen_with_what_matters(year: Path, run: Run) -> None:
    entry_file(
        year,
        "2026-10-01-frist.md",
        simple_entry("Frist", "2026-10-01", third="- [ ] Ny lås @ola 📅 2026-11-20"),
    )

    result = run()

    for text in (
        "3 lærdommer denne måneden",
        "Ny lås · @ola · frist 20. november 2026 (3 dager på overtid)",
        "Stille denne måneden: Egne erfaringer og Revisjoner og kontroller.",
        "Kari foreslo ny rutine",
        "24. november 2025: Ny hylle ga bedre plass",
    ):
        assert text in result.stdout
    assert len(result.stdout.splitlines()) <= 24
    assert json.loads(run("--json").stdout)["remembered"]["title"] == "Ny hylle ga bedre plass"


# --- start


def test_a_journal_is_made_once_and_never_over_anything(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "bakeriet"

    assert run("start", "bakeriet", "--eksempler").code == 0
    (place / "laering.toml").write_text('name = "Mitt"\n', encoding="utf-8")
    again = run("start", "bakeriet", "--eksempler")

    assert again.code == 0
    assert (place / "laering.toml").read_text(encoding="utf-8") == 'name = "Mitt"\n'
    assert len(entries(place)) == 3
    assert "fra før" in again.stdout
    assert (place / ".gitattributes").is_file()


def test_the_examples_are_whole_entries(tmp_path: Path, run: Run) -> None:
    for language in ("nb", "en"):
        place = tmp_path / language
        assert run("--språk", language, "start", str(place), "--eksempler").code == 0
        journal = open_journal(place)
        reading = journal.within(None)
        assert journal.config.language == language
        assert len(reading.entries) == 3
        assert reading.problems == []
        assert {entry.source for entry in reading.entries} == {"avvik", "ansatt", "kunde"}


@pytest.mark.posix("needs git")
def test_a_journal_can_be_a_repository(tmp_path: Path, run: Run) -> None:
    place = tmp_path / "b"

    result = run("start", str(place), "--git")

    assert result.code == 0, result.stderr
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=place, capture_output=True, text=True, check=True
    )
    assert "laering.toml" in status.stdout


def test_the_default_journal_is_used_where_there_is_none(
    folder: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*FULL)
    settings_file = tmp_path / "mine.toml"
    settings_file.write_text(f"journal = '{folder}'\n", encoding="utf-8")
    monkeypatch.setenv("LAERING_CONFIG", str(settings_file))
    monkeypatch.chdir(tmp_path)

    assert len(json.loads(run("liste", "--json").stdout)) == 1


def test_the_journal_option_goes_before_everything(
    folder: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*FULL)
    other = tmp_path / "annen"
    run("start", str(other))
    monkeypatch.setenv("LAERING_JOURNAL", str(other))

    assert json.loads(run("liste", "--json").stdout) == []
    assert len(json.loads(run("--journal", str(folder), "liste", "--json").stdout)) == 1


# --- words


def _commands() -> list[str]:
    group = tree.command()
    return list(group.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", ["", *_commands()])
def test_help_is_norwegian_throughout(run: Run, command: str) -> None:
    shown = run(*([command] if command else []), "--help")

    assert shown.code == 0
    assert "Bruk: laering" in shown.stdout
    english = re.findall(
        r"\b(the|this|and|usage|options|commands|only|entry|print|of|TEXT|PATH|INTEGER)\b",
        shown.stdout,
    )
    assert english == []


@pytest.mark.parametrize("command", _commands())
def test_help_in_english_is_english(command: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "laering", "--språk", "en", command, "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert shown.stdout.startswith(f"Usage: laering {command}")
    assert not re.findall(r"(?<!-)\b(og|ikke|lærdom|lærdommen|hva)\b", shown.stdout)


@pytest.mark.parametrize(
    ("ascii_form", "form"),
    [
        (("fullfor", "--help"), ("fullfør", "--help")),
        (("vis", "siste", "--ra"), ("vis", "siste", "--rå")),
        (("--sprak", "nb", "liste"), ("--språk", "nb", "liste")),
        (("vis", "siste", "--ra\u030a"), ("vis", "siste", "--rå")),
    ],
)
def test_every_norwegian_name_answers_to_its_ascii_form(
    folder: Path, run: Run, ascii_form: tuple[str, ...], form: tuple[str, ...]
) -> None:
    run(*FULL)

    one, other = run(*ascii_form), run(*form)

    assert one.code == other.code == 0
    assert one.stdout == other.stdout


def test_ascii_forms_stay_out_of_the_help(run: Run) -> None:
    shown = run("ny", "--help").stdout + run("--help").stdout

    assert "laert" not in shown
    assert "sprak" not in shown
    assert "--lært" in shown


def test_ny_takes_the_ascii_form(folder: Path, run: Run) -> None:
    assert run("ny", "-k", "avvik", "-s", "a", "--laert", "b", "-n", "c").code == 0
    assert show(run)["learned"] == "b"


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"laering {__version__}\n"


def test_english_is_spoken_when_asked_for(folder: Path, run: Run) -> None:
    result = run("--språk", "en", "vis", "borte")

    assert result.stderr.startswith("Error: The journal has no entries yet.")


def test_the_systems_locale_decides_nothing(folder: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "laering", "vis", "x"],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C", "LANG": "en_US.UTF-8", "LANGUAGE": "en", "PATH": "", "HOME": "/"},
    )

    assert result.stderr.startswith("Feil: Journalen er tom.")


# --- streams


def test_a_pipe_gets_plain_text(year: Path, run: Run) -> None:
    for arguments in (("liste",), ("vis", "siste"), ("rapport",), ("kilder",), ()):
        assert "\x1b" not in run(*arguments).stdout


def test_control_characters_are_shown_harmlessly(folder: Path, run: Run) -> None:
    text = simple_entry('"\\e]0;pwn\\a\\x9b2J\\u202e"', "2026-11-20", third="a\x1b[2Jb\x07 \u202e")
    entry_file(folder, "2026-11-20-vond.md", text)

    for arguments in (("liste",), ("vis", "siste"), ("rapport",), ("rapport", "-f", "md"), ()):
        shown = run(*arguments).stdout
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
        assert "␛" in shown or arguments == ()


@pytest.mark.posix("needs bash")
def test_a_reader_that_stops_early_is_no_failure(folder: Path) -> None:
    for number in range(300):
        entry_file(
            folder, f"2026-11-01-{number}.md", simple_entry(f"Sak {number}" * 20, "2026-11-01")
        )
    command = f"'{sys.executable}' -m laering liste --json | head -c 100"

    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("[")


@pytest.mark.posix("needs /dev/full")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_norwegian(year: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "laering", "liste"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (done.returncode, done.stderr) == (
        1,
        "Feil: Det som skulle vises, kunne ikke skrives: disken er full\n",
    )


def test_output_is_utf8_whatever_the_surroundings_say(year: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "laering", "liste"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "HOME": "/"},
    )

    assert "Kunde roste brødene".encode() in done.stdout


def test_an_interrupt_anywhere_is_told_in_a_word(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "within", interrupted)

    result = run("liste")

    assert (result.code, result.stderr) == (130, "Avbrutt.\n")


# --- imports

HEAVY = ("yaml", "frontmatter", "jinja2", "prompt_toolkit", "rich", "rich.table", "rich.markdown")


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--help"], {}),
        (["--version"], {}),
        (["ny", "--help"], {}),
        (["laering li", "li", "9"], {"_LAERING_COMPLETE": "bash"}),
    ],
)
def test_help_version_and_completion_import_nothing_heavy(
    tmp_path: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    code = (
        "import sys\nfrom laering import main\n"
        f"sys.argv = ['laering', *{arguments!r}]\n"
        "try:\n    main.run(sys.argv[1:])\nexcept SystemExit:\n    pass\nsys.stdout.flush()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", **environment},
    )

    assert done.stdout
    assert done.stderr.strip() == "[]"


NEEDLESS = (
    *HEAVY,
    *("sqlite3", "laering.domain.similarity", "laering.domain.copies", "laering.files.index"),
    *("laering.files.exchange", "laering.ui.showing", "laering.ui.formats"),
)
"""What a learning that is told by options alone has no use for."""


def test_a_learning_from_options_imports_only_what_writes_it(folder: Path) -> None:
    code = (
        "import datetime, sys\nfrom laering import main\n"
        f"main.run({list(FULL)!r}, {TODAY!r})\n"
        f"print([name for name in {NEEDLESS!r} if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip().endswith("[]")
    assert len(entries(folder)) == 1


def _drafts(folder: Path) -> list[Begun]:
    found = list(waiting(folder))
    for each in found:
        each.release()
    return [each.begun for each in found]


def test_input_that_ends_too_early_is_kept_and_can_be_gone_on_with(folder: Path, run: Run) -> None:
    result = run("ny", stdin="avvik\nBrødet ble brent\n")

    assert result.code == 2
    command = result.stderr.splitlines()[-1].partition("laering ny --fra ")[2]
    begun = Given(source="avvik", happened="Brødet ble brent")
    still = ("learned", "differently", "title")
    assert _drafts(folder) == [Begun(begun, "learned", left=still)]

    assert run("ny", "--senere", "--fra", command).code == 0
    assert json.loads(run("vis", "siste", "--json").stdout)["happened"] == "Brødet ble brent"
    assert _drafts(folder) == []


def test_a_second_attempt_that_succeeds_leaves_no_draft_of_the_first(
    folder: Path, run: Run
) -> None:
    assert run("ny", stdin="avvik\nBrødet ble brent\n").code == 2

    assert run("ny", stdin="avvik\nBrødet ble brent\nStek kortere\nKlokke\n").code == 0

    assert _drafts(folder) == []


@pytest.mark.parametrize("text", ['{"happened": "Ødelagt', "---\ntitle: [\n---\nØdelagt"])
def test_input_that_cannot_be_read_is_kept(folder: Path, run: Run, text: str) -> None:
    result = run("ny", "--fra", "-", stdin=text)

    assert result.code == 2
    assert "Det du skrev, er tatt vare på." in result.stderr
    assert _drafts(folder) == [Begun(typing=text)]


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\nØdelagt", "---\nsource: tull\n---\nx"])
def test_a_file_that_cannot_be_read_makes_no_draft_since_it_is_still_there(
    folder: Path, run: Run, text: str
) -> None:
    (folder / "mal.md").write_text(text, encoding="utf-8")

    result = run("ny", "--fra", "mal.md")

    assert result.code in (1, 2)
    assert "tatt vare på" not in result.stderr
    assert _drafts(folder) == []


def test_headings_that_ask_in_other_words_are_told(folder: Path, run: Run) -> None:
    (folder / "mal.md").write_text(
        "# ADSync\n\n## Summary\n\nS\n\n## Timeline\n\nT\n\n## Lessons Learned\n\nL\n", "utf-8"
    )

    result = run("ny", "--fra", "mal.md", "-k", "avvik")
    found = json.loads(run("vis", "siste", "--json").stdout)

    assert "«Summary» ble lest som «Hva skjedde?»" in result.stderr
    assert "«Lessons Learned» ble lest som «Hva kan vi lære av det?»" in result.stderr
    assert (found["title"], found["happened"], found["learned"]) == ("ADSync", "S", "L")
    assert "## Timeline" in run("vis", "siste", "--rå").stdout


def test_a_date_in_a_file_is_said_back_unless_it_stands_there_in_full(
    folder: Path, run: Run
) -> None:
    (folder / "a.txt").write_text("Dato: i går\nKilde: avvik\n\nx\n", "utf-8")
    (folder / "b.txt").write_text("Dato: 2026-11-20\nKilde: avvik\n\ny\n", "utf-8")

    assert "Dato: søndag 22. november 2026" in run("ny", "--fra", "a.txt").stderr
    assert "Dato:" not in run("ny", "--fra", "b.txt").stderr


def test_input_with_an_unknown_source_is_kept_to_the_end(folder: Path, run: Run) -> None:
    result = run("ny", stdin="avik\nBrødet ble brent\nStek kortere\nKlokke\n")

    assert result.code == 2
    assert "Mente du «avvik»?" in result.stderr
    assert [begun.given for begun in _drafts(folder)] == [
        Given(
            happened="Brødet ble brent",
            learned="Stek kortere",
            differently="Klokke",
            title="Brødet ble brent",
        )
    ]


def test_a_slip_in_the_options_leaves_no_draft(folder: Path, run: Run) -> None:
    assert run("ny", "-k", "avik", "-s", "a", "-l", "b", "-n", "c").code == 2

    assert _drafts(folder) == []


def test_text_that_cannot_be_saved_nor_kept_is_shown(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(disk, "_written", full)
    result = run("ny", "-k", "avvik", "-s", "Brødet ble brent", "-l", "b", "-n", "c")

    assert result.code == 1
    assert "Brødet ble brent" in result.stderr
    assert "disken er full" in result.stderr


@pytest.mark.posix("needs folders that are flushed")
def test_an_entry_that_the_disk_did_not_confirm_keeps_its_draft(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def failing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "no")
        fsync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        result = run("ny", "-k", "avvik", "-s", "Brødet", "-l", "b", "-n", "c")

    assert result.code == 1
    assert "disken har ikke bekreftet det" in result.stderr
    assert len(list((folder / "entries").iterdir())) == 1
    assert [begun.given.happened for begun in _drafts(folder)] == ["Brødet"]


def test_leftovers_are_swept_from_the_entries(folder: Path, run: Run) -> None:
    old = folder / "entries" / ".laering-1234567890abcdef.tmp"
    young = folder / "entries" / ".laering-fedcba0987654321.tmp"
    other = folder / "entries" / ".notat.tmp"
    for path in (old, young, other):
        path.touch()
    os.utime(old, (1, 1))
    os.utime(other, (1, 1))

    run("liste")

    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


def test_what_was_read_as_a_due_date_is_told_with_its_weekday(folder: Path, run: Run) -> None:
    told = ("ny", "-k", "avvik", "-s", "Loggen manglet.", "-l", "Den henger feil.", "-n", "Flytt")

    late = run(*told, "-t", "En", "--dato", "3.11", "--tiltak", "Flytte loggen @ola 10.11")
    far = run(*told, "-t", "To", "--tiltak", "Flytte loggen @ola 10.11")
    full = run(*told, "-t", "Tre", "--tiltak", "Flytte loggen @ola 2026-11-10")
    soon = run(*told, "-t", "Fire", "--tiltak", "Flytte loggen @ola 10.12")

    assert (
        "Flytte loggen · @ola · frist tirsdag 10. november 2026 (13 dager på overtid)"
        in late.stderr
    )
    assert "Flytte loggen · @ola · frist onsdag 10. november 2027" in far.stderr
    assert "frist tirsdag 10. november 2026" in full.stderr
    assert "frist torsdag 10. desember 2026" in soon.stderr
