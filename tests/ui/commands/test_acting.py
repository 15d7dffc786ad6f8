"""``tiltak``: an action is changed, called off, opened again, or did not work."""

import json
from pathlib import Path

import pytest

from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

NAME = "2026-11-02-vindu"
THIRD = """Vi måler.

1. [ ] Måle alle vinduene på nytt @ola 📅 2026-11-15
2. [x] Ringe leverandøren @kari ✅ 2026-11-03
3. [ ] Sjekke fugene 🔁 every week 📅 2026-11-24
   som er gamle @per ⏫ ^fuger"""


@pytest.fixture
def path(folder: Path) -> Path:
    """An entry with a numbered list of three actions, one of which comes again."""
    return entry_file(folder, f"{NAME}.md", simple_entry("Vinduet", "2026-11-02", third=THIRD))


def difference(path: Path, before: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new."""
    old, new = before.split("\n"), path.read_text("utf-8").split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_an_option_changes_what_it_says_and_is_said_back(path: Path, run: Run) -> None:
    before = path.read_text("utf-8")

    result = run("tiltak", "endre", "alle vinduene", "--frist", "fredag", "--hvem", "@åse og per")

    assert result.stdout.splitlines() == [
        "Vinduet",
        "  1. Måle alle vinduene på nytt · @ola · frist 15. november 2026 (8 dager på overtid)",
        "  Nå: Måle alle vinduene på nytt · @åse og @per · frist fredag 27. november 2026",
    ]
    assert difference(path, before) == (
        ["1. [ ] Måle alle vinduene på nytt @ola 📅 2026-11-15"],
        ["1. [ ] Måle alle vinduene på nytt @åse @per 📅 2026-11-27"],
    )


def test_what_is_empty_is_taken_away(path: Path, run: Run) -> None:
    told = run("tiltak", "endre", "vindu", "1", "--frist", "", "--hvem", "").stdout

    assert "Nå: Måle alle vinduene på nytt (uten ansvarlig og frist)" in told
    assert "1. [ ] Måle alle vinduene på nytt\n" in path.read_text("utf-8")


def test_line_ends_and_the_rest_of_the_file_stay(path: Path, run: Run) -> None:
    before = path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(before.encode())

    assert run("tiltak", "endre", "fugene", "--tekst", "Sjekke alle fugene som er gamle").code == 0

    after = path.read_bytes().decode("utf-8")
    assert after.count("\r\n") == after.count("\n") == before.count("\n")
    assert (
        "3. [ ] Sjekke alle fugene 🔁 every week 📅 2026-11-24\r\n   som er gamle @per 🆔 " in after
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--tekst, --hvem eller --frist"),
        (("--tekst", "Måle - [ ] mer"), "boks midt på en linje"),
        (("--tekst", "fredag"), "sier ikke hva"),
        (("--tekst", "- [x] Måle"), "tiltak ferdig"),
        (("--tekst", "Måle @per", "--hvem", "kari"), "Både teksten og --hvem"),
        (("--tekst", "Måle fredag", "--frist", "15.12"), "Både teksten og --frist"),
        (("--hvem", "Kari Nordmann"), "@Kari-Nordmann"),
        (("--frist", "31.2"), "finnes ikke"),
        (("--frist", "snart"), "er ingen dato"),
        (("--tekst", "Måle \x1b[31m"), "U+001B"),
    ],
)
def test_what_would_be_misread_is_refused_before_anything_is_shown(
    path: Path, run: Run, options: tuple[str, ...], told: str
) -> None:
    before = path.read_text("utf-8")

    result = run("tiltak", "endre", "vindu", "1", *options)

    assert result.code == 2
    assert told in result.stderr
    assert result.stdout == ""
    assert path.read_text("utf-8") == before


def test_an_owner_in_the_middle_of_the_words_is_not_lost_unseen(path: Path, run: Run) -> None:
    run("tiltak", "ny", "vindu", "Spørre @kari om lista")

    refused = run("tiltak", "endre", "spørre", "--hvem", "ola")

    assert refused.code == 2
    assert "@kari står midt i teksten" in refused.stderr


def test_nothing_is_written_where_nothing_is_new(path: Path, run: Run) -> None:
    before = path.stat().st_mtime_ns

    told = run("tiltak", "endre", "vindu", "1", "--frist", "15.11.2026").stdout

    assert "Ingenting er endret" in told
    assert path.stat().st_mtime_ns == before


def test_calling_off_and_opening_again_gives_the_file_back(path: Path, run: Run) -> None:
    before = path.read_text("utf-8")

    off = run("tiltak", "avlys", "alle vinduene", "--dato", "i går")

    assert "Avlyst 22. november 2026." in off.stdout
    assert difference(path, before)[1] == [
        "1. [-] Måle alle vinduene på nytt @ola 📅 2026-11-15 ❌ 2026-11-22"
    ]
    states = {each["number"]: each for each in json.loads(run("tiltak", "--alle", "--json").stdout)}
    assert (states[1]["state"], states[1]["off"]) == ("off", "2026-11-22")
    assert run("tiltak", "avlys", "alle vinduene").code == 1
    assert run("tiltak", "gjenåpne", "alle vinduene").code == 0
    assert path.read_text("utf-8") == before


def test_what_is_called_off_comes_again_no_more(path: Path, run: Run) -> None:
    before = path.read_text("utf-8")

    told = run("tiltak", "avlys", "fugene").stdout

    assert "Det kommer ikke igjen" in told
    assert f"laering tiltak endre {NAME} 3 --frist" in told
    assert difference(path, before) == (
        ["3. [ ] Sjekke fugene 🔁 every week 📅 2026-11-24"],
        ["3. [-] Sjekke fugene 🔁 every week 📅 2026-11-24 ❌ 2026-11-23"],
    )


def test_opening_again_takes_the_next_one_back(path: Path, run: Run) -> None:
    before = path.read_text("utf-8")

    assert "Det kommer igjen tirsdag 1. desember 2026" in run("tiltak", "ferdig", "fugene").stdout
    assert path.read_text("utf-8").count("Sjekke fugene") == 2
    told = run("tiltak", "gjenåpne", "fugene").stdout

    assert "borte igjen" in told
    assert path.read_text("utf-8") == before


def test_the_next_one_stays_once_somebody_has_changed_it(path: Path, run: Run) -> None:
    run("tiltak", "ferdig", "fugene")
    run("tiltak", "endre", "vindu", "3", "--hvem", "ola")

    told = run("tiltak", "gjenåpne", "fugene").stdout

    assert "blir stående" in told
    assert path.read_text("utf-8").count("Sjekke fugene") == 2


def test_the_next_one_stays_once_somebody_has_written_below_it(path: Path, run: Run) -> None:
    run("tiltak", "ferdig", "fugene")
    text = path.read_text("utf-8")
    path.write_text(text.replace("⏫\n", "⏫\n   - ta med stige\n", 1), encoding="utf-8")

    told = run("tiltak", "gjenåpne", "fugene").stdout

    assert "blir stående" in told
    assert "   - ta med stige\n" in path.read_text("utf-8")


def test_what_did_not_work_has_what_is_tried_instead(path: Path, run: Run) -> None:
    before = path.read_text("utf-8")

    result = run(
        *("tiltak", "virket-ikke", "ringe", "Ingen", "svarte"),
        *("--tiltak", "Skrive brev @kari 15.12", "--tiltak", "Bytte leverandør"),
    )

    assert "Nytt: Skrive brev · @kari · frist tirsdag 15. desember 2026" in result.stdout
    assert "Nytt: Bytte leverandør (uten ansvarlig og frist)" in result.stdout
    assert difference(path, before) == (
        [],
        [
            "   - 👎 2026-11-23 Ingen svarte",
            "4. [ ] Skrive brev @kari ➕ 2026-11-23 📅 2026-12-15",
            "5. [ ] Bytte leverandør ➕ 2026-11-23",
        ],
    )


def test_a_slip_in_what_is_tried_instead_writes_nothing(path: Path, run: Run) -> None:
    before = path.read_text("utf-8")

    assert run("tiltak", "virket-ikke", "ringe", "--tiltak", "@kari 15.12").code == 2
    assert path.read_text("utf-8") == before


def test_without_anybody_to_ask_the_command_is_told(path: Path, run: Run) -> None:
    result = run("tiltak", "virket-ikke", "ringe")

    assert result.code == 0
    assert f"laering tiltak ny {NAME} …" in result.stdout


@pytest.mark.parametrize("words", [("3", "uker", "uten", "feil"), ("9", "uker", "uten", "feil")])
def test_how_one_can_tell_may_begin_with_a_number(
    path: Path, run: Run, words: tuple[str, ...]
) -> None:
    assert run("tiltak", "virket", "ringe lev", *words).code == 0
    assert f"👍 2026-11-23 {' '.join(words)}" in path.read_text("utf-8")


def test_who_judges_again_is_told_and_nothing_that_stood_is_lost(path: Path, run: Run) -> None:
    run("tiltak", "virket", "ringe lev", "De svarer")
    again = run("tiltak", "virket-ikke", "ringe lev", "Svarte ikke igjen")

    assert "virket: De svarer" in again.stdout
    assert "Det var vurdert før." in " ".join(again.stdout.split())
    assert "👍 2026-11-23 De svarer\n   - 👎 2026-11-23 Svarte ikke igjen" in path.read_text(
        "utf-8"
    )
    shown = run("vis", NAME).stdout
    assert "virket ikke: Svarte ikke igjen · tidligere: virket (23. november 2026): De" in shown


def test_several_entries_of_a_name_are_one_action_where_only_one_can_be_done(
    folder: Path, path: Path, run: Run
) -> None:
    for name, line in (("a", "- [x] Ferdig ✅ 2026-11-03"), ("b", "- [ ] Åpen")):
        text = simple_entry(f"Kake {name}", "2026-11-01", third=line)
        entry_file(folder, f"2026-11-01-kake-{name}.md", text)

    assert run("tiltak", "ferdig", "kake").code == 0
    assert "- [x] Åpen" in (folder / "entries/2026-11-01-kake-b.md").read_text("utf-8")
    run("tiltak", "gjenåpne", "kake-b")
    run("tiltak", "gjenåpne", "kake-a")
    refused = run("tiltak", "avlys", "kake")
    assert refused.code == 1
    assert "Åpen (2026-11-01-kake-b 1)" in refused.stderr
    assert "Ferdig (2026-11-01-kake-a 1)" in refused.stderr


def test_whoever_has_no_action_is_told_who_has(path: Path, run: Run) -> None:
    result = run("tiltak", "--hvem", "pål")

    assert (result.code, result.stdout) == (0, "")
    assert result.stderr == "@pål har ikke noe tiltak. Disse har: @kari, @ola og @per\n"
