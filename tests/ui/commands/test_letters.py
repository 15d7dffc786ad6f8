"""``tiltak brev``: each owner gets what is theirs, and nothing that is private."""

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from laering.domain.letters import Letter
from laering.files.system.windows import fault_of_name
from laering.ui.commands.letters import stems
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import TODAY, Run

FIRST = """- [ ] Vaske @ola @Åse 📅 2026-12-01
- [ ] Måle @ola 📅 2026-11-15
- [/] Rydde @OLA
- [x] Ringe @ola 📅 2026-11-04 ✅ 2026-11-03
- [-] Male @per ❌ 2026-11-03
- [ ] Feie"""


@pytest.fixture
def promised(folder: Path) -> Path:
    """Two learnings with what people have promised, one of them private."""
    entry_file(folder, "2026-11-02-a.md", simple_entry("Vinduet", "2026-11-02", third=FIRST))
    secret = simple_entry("Lønna", "2026-11-03", third="- [ ] Snakke @ola 📅 2026-11-20")
    entry_file(folder, "2026-11-03-b.md", secret.replace("source:", "private: true\nsource:"))
    return folder


def test_each_owner_has_a_letter_with_what_presses_most_first(promised: Path, run: Run) -> None:
    result = run("tiltak", "brev")

    assert result.code == 0
    ola, other = result.stdout.split("\n\n\n")
    assert ola.startswith("Hei, Ola!\n\nDette har du tatt på deg å følge opp i journal, per ")
    assert [line for line in ola.split("\n") if line.startswith("- ")] == [
        "- Måle, frist søndag 15. november 2026 (8 dager på overtid), fra «Vinduet»",
        "- Vaske, sammen med Åse, frist tirsdag 1. desember 2026, fra «Vinduet»",
        "- Rydde, fra «Vinduet»",
    ]
    assert ola.index("På overtid") < ola.index("Frist\n") < ola.index("Uten frist")
    assert other.startswith("Hei, Åse!")
    assert "Vaske, sammen med Ola" in other
    assert result.stderr.splitlines() == [
        "1 privat tiltak er ikke med. Legg til --med-private for å få det med.",
        "1 tiltak uten ansvarlig er ikke med i noe brev.",
    ]


def test_what_is_private_is_in_it_only_when_asked_for(promised: Path, run: Run) -> None:
    assert "Lønna" not in run("tiltak", "brev", "--json").stdout + run("tiltak", "brev").stdout
    assert "Snakke, frist fredag 20." in run("tiltak", "brev", "--med-private").stdout


def test_a_folder_gets_a_text_for_each_and_a_calendar_beside_it(
    promised: Path, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "brev"

    result = run("tiltak", "brev", "--ut", str(out))

    assert (result.code, result.stdout) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        f"{TODAY}-tiltak-{name}" for name in ("ase.ics", "ase.txt", "ola.ics", "ola.txt")
    ]
    own = run("tiltak", "brev", "--hvem", "ola").stdout
    assert (out / f"{TODAY}-tiltak-ola.txt").read_text("utf-8") == own
    events = Calendar.from_ical((out / f"{TODAY}-tiltak-ola.ics").read_bytes()).walk("VEVENT")
    assert sorted(str(each["summary"]) for each in events) == [
        "Ferdig: Ringe @ola",
        "Måle @ola",
        "Vaske @ola @Åse",
    ]
    known = run("tiltak", "--format", "ics").stdout
    assert all(f"UID:{each['uid']}" in known for each in events)
    assert run("tiltak", "brev", "--ut", str(out)).code == 0


def test_only_one_owner_is_written_to_when_asked_for(promised: Path, run: Run) -> None:
    rows = json.loads(run("tiltak", "brev", "--hvem", "@ÅSE", "--json").stdout)

    assert [(row["owner"], [each["text"] for each in row["actions"]]) for row in rows] == [
        ("Åse", ["Vaske"])
    ]
    nobody = run("tiltak", "brev", "--hvem", "pål")
    assert (nobody.stdout, nobody.code) == ("", 0)
    assert "@pål har ikke noe tiltak" in nobody.stderr
    assert "@per har ingenting åpent" in run("tiltak", "brev", "--hvem", "per").stderr


@pytest.mark.parametrize("place", ["entries", "entries/brev", "laering.toml", "finnes/ikke"])
def test_no_letter_is_written_into_the_journal_itself(promised: Path, run: Run, place: str) -> None:
    (promised / "laering.toml").write_text("", encoding="utf-8")
    before = sorted(promised.rglob("*"))

    assert run("tiltak", "brev", "--ut", place).code == 2
    assert sorted(promised.rglob("*")) == before


def test_every_system_takes_the_files_names_and_no_two_are_alike() -> None:
    owners = ["con", "aux.", "åse", "ase", "Åse-", "李", "-", "x" * 300, "nul", "e\u0301"]
    found = list(stems([Letter(each, (), (), ()) for each in owners], date(2026, 11, 23)))

    assert len({name.casefold() for name in found}) == len(owners)
    assert all(name.isascii() and len(name) < 100 for name in found)
    assert not any(fault_of_name(f"{name}.txt") for name in found)


def test_a_letter_steers_no_terminal(folder: Path, run: Run) -> None:
    third = "- [ ] Ringe \x1b[31m @ola"
    entry_file(folder, "2026-11-02-a.md", simple_entry("A \x1b]0;x", "2026-11-02", third=third))

    assert "\x1b" not in run("tiltak", "brev").stdout
