"""``tiltak``: what is shown, and how one action lives from promise to judgement."""

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from laering.domain.characters import HARMFUL
from laering.domain.followed import Followed, followed
from laering.files.entry.codec import parted
from laering.files.journal.journal import open_journal
from laering.ui.formats import table
from laering.ui.formats.paint import plain_lines
from laering.ui.showing.actions import action_blocks, judging_blocks
from laering.ui.showing.blocks import Block
from tests.support.entries import entry_file, sheet_rows, simple_entry
from tests.support.runs import Result, Run

FIRST = "2026-11-02-vindu"
SECOND = "2026-11-10-kake"


@pytest.fixture
def promised(folder: Path) -> Path:
    """Two entries with four actions, one of them finished."""
    entry_file(
        folder,
        f"{FIRST}.md",
        simple_entry(
            "Vinduet",
            "2026-11-02",
            third="- [ ] Måle to ganger @ola 📅 2026-11-15\n- [x] Ringe @kari ✅ 2026-11-03",
        ),
    )
    entry_file(
        folder,
        f"{SECOND}.md",
        simple_entry(
            "Kaka",
            "2026-11-10",
            third="- [ ] Ny form @Kari 📅 2026-12-01\n- [ ] Rydde hylla",
        ),
    )
    return folder


def text_of(folder: Path, name: str) -> str:
    return (folder / "entries" / f"{name}.md").read_text(encoding="utf-8")


def texts(result: Result) -> list[str]:
    return [line.split("\t")[2] for line in result.stdout.splitlines()]


def test_open_ones_come_most_overdue_first_and_those_without_a_date_last(
    promised: Path, run: Run
) -> None:
    result = run("tiltak")

    assert result.stdout.splitlines() == [
        f"2026-11-15\tola\tMåle to ganger\t{FIRST}\t1\t",
        f"2026-12-01\tKari\tNy form\t{SECOND}\t1\t",
        f"\t\tRydde hylla\t{SECOND}\t2\t",
    ]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--hvem", "kari"), ["Ny form"]),
        (("--hvem", "@OLA"), ["Måle to ganger"]),
        (("--hvem", "per"), []),
        (("--forfalt",), ["Måle to ganger"]),
        (("--uke",), ["Måle to ganger"]),
        (("--alle",), ["Måle to ganger", "Ny form", "Rydde hylla", "Ringe"]),
        (("--alle", "--hvem", "kari"), ["Ny form", "Ringe"]),
    ],
)
def test_options_narrow_the_list(
    promised: Path, run: Run, arguments: tuple[str, ...], found: list[str]
) -> None:
    assert texts(run("tiltak", *arguments)) == found


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--uke",), ["Fra i vår", "Mandag", "Søndag"]),
        (("--uke", "--forfalt"), ["Fra i vår"]),
        (("--uke", "--alle"), ["Fra i vår", "Mandag", "Søndag", "Gjort i uka"]),
    ],
)
def test_a_week_has_what_is_due_until_sunday_and_what_is_left_from_before(
    folder: Path, run: Run, arguments: tuple[str, ...], found: list[str]
) -> None:
    third = """\
- [ ] Mandag 📅 2026-11-23
- [/] Søndag 📅 2026-11-29
- [ ] Mandagen etter 📅 2026-11-30
- [ ] Fra i vår 📅 2026-04-01
- [ ] Uten frist
- [x] Gjort i vår 📅 2026-04-02 ✅ 2026-04-03
- [x] Gjort i uka 📅 2026-11-27 ✅ 2026-11-23"""
    entry_file(folder, f"{FIRST}.md", simple_entry("Vinduet", "2026-01-02", third=third))

    assert texts(run("tiltak", *arguments)) == found


def test_a_sheet_has_how_each_action_stands(folder: Path, run: Run) -> None:
    third = """\
- [/] Begynt @kari @Ola 📅 2026-11-20
- [-] Avlyst ❌ 2026-11-12
- [x] Uten dato
- [x] @per =1+1 📅 2026-11-10 ✅ 2026-11-11
  - 👎 2026-11-20 Det skjedde igjen
- [ ] Åpent"""
    text = simple_entry("Vinduet", "2026-11-02", third=third)
    entry_file(folder, f"{FIRST}.md", text.replace("source:", "private: true\nsource:"))

    result = run("tiltak", "--alle", "--format", "csv")

    told = {row["Nummer"]: row for row in sheet_rows(result.raw)}
    assert {(row["Lærdom"], row["Privat"], row["Journal"]) for row in told.values()} == {
        ("Vinduet", "ja", "journal")
    }
    columns = ("Ansvarlig", "Hva", "Status", "På overtid", "Gjort", "Avlyst", "Virket")
    assert [tuple(told[str(number)][each] for each in columns) for number in range(1, 6)] == [
        ("kari, Ola", "Begynt", "påbegynt", "ja", "", "", ""),
        ("", "Avlyst", "avlyst", "", "", "2026-11-12", ""),
        ("", "Uten dato", "gjort", "", "", "", ""),
        ("per", "'=1+1", "gjort", "", "2026-11-11", "", "nei"),
        ("", "Åpent", "åpent", "", "", "", ""),
    ]
    assert told["4"]["Hvordan vi ser det"] == "Det skjedde igjen"


def test_letters_composed_of_two_are_the_same_owner_everywhere(folder: Path, run: Run) -> None:
    two = unicodedata.normalize("NFD", "@åse")
    third = f"- [ ] Måle @Åse @ola\n- [ ] Vaske {two}"
    entry_file(folder, f"{FIRST}.md", simple_entry("Vinduet", "2026-11-02", third=third))

    for name in ("Åse", "åse", two):
        assert texts(run("tiltak", "--hvem", name)) == ["Måle", "Vaske"]
    report = json.loads(run("rapport", "2026-11", "--json").stdout)
    assert report["actions"]["open_by_owner"] == [
        {"owner": "Åse", "open": 2},
        {"owner": "ola", "open": 1},
    ]
    assert "@Åse: 2, @ola: 1" in run("rapport", "2026-11").stdout
    assert "@Åse og @ola" in run("rapport", "2026-11").stdout


def test_a_file_that_is_named_chooses_its_form(promised: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "frister.csv"

    result = run("tiltak", "--ut", str(out))

    assert result.code == 0, result.stderr
    assert result.stdout == ""
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert out.read_bytes() == run("tiltak", "--format", "csv").raw


def test_json_has_the_keys_of_an_action(promised: Path, run: Run) -> None:
    first = json.loads(run("tiltak", "--json").stdout)[0]

    assert first == {
        "journal": "journal",
        "entry": FIRST,
        "number": 1,
        "text": "Måle to ganger",
        "owner": "ola",
        "owners": ["ola"],
        "due": "2026-11-15",
        "state": "open",
        "done": None,
        "off": None,
        "overdue": True,
        "effect": None,
    }


def test_an_action_is_shown_before_it_is_ticked_off(promised: Path, run: Run) -> None:
    before = text_of(promised, FIRST)

    result = run("tiltak", "ferdig", "vindu")

    assert result.stdout == (
        "Vinduet\n"
        "  1. Måle to ganger · @ola · frist 15. november 2026 (8 dager på overtid)\n"
        "  Gjort 23. november 2026.\n"
    )
    assert text_of(promised, FIRST) == before.replace(
        "- [ ] Måle to ganger @ola 📅 2026-11-15",
        "- [x] Måle to ganger @ola 📅 2026-11-15 ✅ 2026-11-23",
    )


def test_opening_it_again_gives_the_file_back(promised: Path, run: Run) -> None:
    before = text_of(promised, SECOND)

    assert run("tiltak", "ferdig", "kake", "2", "--dato", "i går").code == 0
    assert "✅ 2026-11-22" in text_of(promised, SECOND)
    assert run("tiltak", "gjenåpne", "kake").code == 0

    assert text_of(promised, SECOND) == before


def test_the_ascii_name_does_the_same(promised: Path, run: Run) -> None:
    run("tiltak", "ferdig", "kake", "1")

    assert run("tiltak", "gjenapne", "kake", "1").code == 0


def test_a_judgement_is_written_below_with_its_day_and_words(promised: Path, run: Run) -> None:
    assert run("tiltak", "virket-ikke", "vindu", "2", "Hun", "svarte", "aldri").code == 0
    assert "- [x] Ringe @kari ✅ 2026-11-03\n  - 👎 2026-11-23 Hun svarte aldri\n" in text_of(
        promised, FIRST
    )

    assert run("tiltak", "virket", "vindu", "2").code == 0
    assert "Hun svarte aldri\n  - 👍 2026-11-23\n" in text_of(promised, FIRST)


def test_a_new_action_takes_owner_and_date_as_people_type_them(promised: Path, run: Run) -> None:
    result = run("tiltak", "ny", "vindu", "Kjøpe", "laser", "@bjørn", "om", "2", "uker")

    assert result.stdout.startswith("3. Kjøpe laser · @bjørn · frist mandag 7. desember 2026\n")
    made = "- [ ] Kjøpe laser @bjørn ➕ 2026-11-23 📅 2026-12-07\n"
    assert f"✅ 2026-11-03\n{made}" in text_of(promised, FIRST)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ferdig", "vindu", "2"), "allerede gjort"),
        (("ferdig", "kake"), "har flere tiltak"),
        (("ferdig", "kake", "9"), "har ikke noe tiltak 9"),
        (("ferdig", "kake", "0"), "har ikke noe tiltak 0"),
        (("gjenåpne", "kake", "1"), "åpent fra før"),
        (("virket", "kake", "1"), "ikke gjort ennå"),
        (("virket", "kake", "1" * 5000), "har ikke noe tiltak 111"),
        (("ferdig", "finnes", "ikke"), "Verken tiltak eller lærdom passer til «finnes ikke»"),
        (("ny", "kake", "Ring @Kari Nordmann"), "Skriv «Kari Nordmann» som @Kari-Nordmann"),
        (("ny", "kake", "Ring @ola 31.2"), "31.2"),
        (("ny", "kake", "@ola"), "sier ikke hva"),
        (("ferdig", "kake", "1", "--dato", "1.1.2020"), "er før det skjedde"),
        (("ferdg", "kake"), "Mente du «laering tiltak ferdig»?"),
    ],
)
def test_a_slip_is_told_with_what_there_is_and_changes_nothing(
    promised: Path, run: Run, arguments: tuple[str, ...], told: str
) -> None:
    before = text_of(promised, FIRST), text_of(promised, SECOND)

    result = run("tiltak", *arguments)

    assert result.code in (1, 2)
    assert told in result.stderr
    assert (text_of(promised, FIRST), text_of(promised, SECOND)) == before


def test_an_action_that_was_changed_meanwhile_is_not_ticked_off(
    promised: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from laering.ui.commands import acting

    real = acting.echo
    path = promised / "entries" / f"{FIRST}.md"

    def somebody_else(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        path.write_text(text_of(promised, FIRST).replace("Måle to", "Veie tre"), encoding="utf-8")

    monkeypatch.setattr(acting, "echo", somebody_else)

    result = run("tiltak", "ferdig", "vindu", "1")

    assert result.code == 1
    assert "- [ ] Veie tre ganger" in text_of(promised, FIRST)


def test_the_calendar_has_an_event_a_day_for_each_due_date(promised: Path, run: Run) -> None:
    result = run("tiltak", "--format", "ics")

    events = list(Calendar.from_ical(result.raw).walk("VEVENT"))
    assert [(str(each["summary"]), each.decoded("dtstart")) for each in events] == [
        ("Måle to ganger @ola", date(2026, 11, 15)),
        ("Ny form @Kari", date(2026, 12, 1)),
    ]
    assert result.stderr == "1 tiltak uten frist er ikke med.\n"
    assert b"\r\n" in result.raw


def test_an_unknown_form_is_named_with_those_there_are(promised: Path, run: Run) -> None:
    result = run("tiltak", "--format", "xml")

    assert result.code == 2
    assert "ics, csv, json" in result.stderr


def test_line_ends_and_everything_else_in_the_file_stay(folder: Path, run: Run) -> None:
    text = simple_entry("Vinduet", "2026-11-02", third="* [ ] Måle ⏫  @ola").replace("\n", "\r\n")
    path = entry_file(folder, f"{FIRST}.md", text)

    run("tiltak", "ferdig", "vindu")

    after = path.read_bytes().decode("utf-8")
    assert after == text.replace("* [ ] Måle ⏫  @ola", "* [x] Måle ⏫  @ola ✅ 2026-11-23")


def test_what_could_steer_a_terminal_is_refused(promised: Path, run: Run) -> None:
    before = text_of(promised, FIRST)
    added = run("tiltak", "ny", "vindu", "\x1b[31mrød\x07 \u202eeve")
    judged = run("tiltak", "virket", "vindu", "2", "\x1b]0;pwn\x07 ja")

    assert added.code == judged.code == 2
    assert "U+001B" in added.stderr
    assert text_of(promised, FIRST) == before


SECTION = """Vi prøver dette:

* [ ] Måle  to ganger ⏫ ➕ 2026-01-01 ^blokk-1
+ [ ] Ringe @åse 🔁 every week 📅 2026-12-01\x20\x20
1. [X] Bestille ✅ 2026-11-03
\t- [ ] Innrykket @bjørn

%%
- [ ] skjult i Obsidian
%%
<!-- - [ ] skjult i en kommentar -->

```
- [ ] kode
```"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_vault_keeps_every_byte_but_those_meant(
    folder: Path, run: Run, line_end: str, mark: str
) -> None:
    text = mark + simple_entry("Vinduet", "2026-11-02", third=SECTION).replace("\n", line_end)
    path = entry_file(folder, f"{FIRST}.md", text)

    def changed(*call: str) -> tuple[list[str], list[str]]:
        before = path.read_bytes().decode("utf-8").split(line_end)
        result = run("tiltak", *call)
        assert result.code == 0, result.stderr
        after = path.read_bytes().decode("utf-8").split(line_end)
        same = [line for line in after if line in before]
        assert same == [line for line in before if line in after]
        return [line for line in before if line not in after], [
            line for line in after if line not in before
        ]

    assert [line.split("\t")[4] for line in run("tiltak").stdout.splitlines()] == ["2", "1", "4"]
    assert changed("ferdig", "vindu", "1") == (
        ["* [ ] Måle  to ganger ⏫ ➕ 2026-01-01 ^blokk-1"],
        ["* [x] Måle  to ganger ⏫ ➕ 2026-01-01 ✅ 2026-11-23 ^blokk-1"],
    )
    changed("gjenåpne", "vindu", "1")
    assert path.read_bytes().decode("utf-8") == text
    changed("ferdig", "vindu", "4")
    changed("gjenåpne", "vindu", "4")
    assert path.read_bytes().decode("utf-8") == text
    assert changed("virket", "vindu", "3", "Ja") == ([], ["   - 👍 2026-11-23 Ja"])
    made = "\t- [ ] Ny @ola ➕ 2026-11-23 📅 2026-12-15"
    assert changed("ny", "vindu", "Ny @ola 15.12") == ([], [made])


def _shown(blocks: Sequence[Block]) -> list[str]:
    return list(plain_lines(blocks))


def _all(folder: Path) -> list[Followed]:
    return followed(open_journal(folder).within(None).entries)


def test_what_is_finished_long_ago_is_asked_about_below_the_open_ones(promised: Path) -> None:
    finished = [each for each in _all(promised) if each[1].finished]

    assert _shown(judging_blocks(finished, [FIRST, SECOND], date(2027, 3, 1))) == [
        "Virket det? (1)",
        "- Ringe · @kari · gjort 3. november 2026 · ID N: 2026-11-02 2",
        "Svar med: laering tiltak virket ID N eller laering tiltak virket-ikke ID N",
    ]
    assert judging_blocks([], [FIRST, SECOND], date(2027, 3, 1)) == []


def test_days_overdue_stand_in_a_column_of_their_own(promised: Path) -> None:
    late = [each for each in _all(promised) if each[1].text == "Måle to ganger"]

    assert _shown(action_blocks(late, [FIRST], date(2026, 11, 23))) == [
        "Frist          På overtid  Hvem  Hva               Lærdom",
        "15. nov. 2026     8 dager  @ola  ☐\N{NO-BREAK SPACE}Måle to ganger  Vinduet",
        "1 tiltak. 1 på overtid.",
        "Gjort? Skriv, for det øverste: laering tiltak ferdig 2026-11-02 1",
    ]
    in_time = _shown(action_blocks(late, [FIRST], date(2026, 11, 15)))
    assert "På overtid" not in in_time[0]


def test_a_calendar_tells_nothing_private_unless_asked(folder: Path, run: Run) -> None:
    text = simple_entry("Uenighet", "2026-11-02", third="- [ ] Møte @ola 📅 2026-12-01").replace(
        "source:", "private: true\nsource:"
    )
    entry_file(folder, f"{FIRST}.md", text)

    hidden = run("tiltak", "--format", "ics")
    told = run("tiltak", "--format", "ics", "--med-private")

    assert "Møte" not in hidden.stdout
    assert "1 privat tiltak er ikke med" in hidden.stderr
    assert "SUMMARY:Møte @ola" in told.stdout


@pytest.mark.posix("needs names that Windows forbids")
def test_a_calendar_steers_no_terminal(folder: Path, run: Run) -> None:
    (folder / "laering.toml").write_text('name = "A\\u001b[31m\\u202eB"\n', encoding="utf-8")
    text = simple_entry("Lås", "2026-11-02", third="- [ ] Ny lås 📅 2026-12-01")
    entry_file(folder, "2026-11-02-a\x1b[31m\x9b\u202eb.md", text)

    told = run("tiltak", "--format", "ics").stdout

    assert "SUMMARY:Ny lås" in told
    assert not HARMFUL.search(told.replace("\r\n", "\n"))


def test_a_change_of_a_file_with_mixed_line_ends_keeps_every_other_byte(
    folder: Path, run: Run
) -> None:
    head, body = parted(simple_entry("Blandet", "2026-11-02", third="- [ ] Ny lås"))
    text = head + body.replace("\n", "\r\n")
    entry_file(folder, "2026-11-02-blandet.md", text)

    run("tiltak", "ferdig", "blandet")

    after = (folder / "entries" / "2026-11-02-blandet.md").read_bytes().decode()
    assert after == text.replace("- [ ] Ny lås", "- [x] Ny lås ✅ 2026-11-23")


SHAPES = """> [!todo] Husk
> - [/] Bytte lås @ola @kari 📅 2026-11-20
> - [-] Male døra ❌ 2026-11-05

- [x] Krysset av i telefonen

## Tiltak

* [ ] Vaske 🔁 every month on the last 📅 2026-11-30
1) [!] Lufte 🔁 hver uke 📅 2026-11-30
- [-] Male vinduet"""


def test_actions_stand_as_the_world_writes_them(folder: Path, run: Run) -> None:
    entry_file(folder, f"{FIRST}.md", simple_entry("Vinduet", "2026-11-02", third=SHAPES))

    told = {each["number"]: each for each in json.loads(run("tiltak", "--alle", "--json").stdout)}

    states = [told[number]["state"] for number in range(1, 7)]
    assert states == ["begun", "off", "done", "open", "open", "off"]
    assert (told[1]["owner"], told[1]["owners"]) == ("ola", ["ola", "kari"])
    assert (told[2]["off"], told[6]["off"], told[3]["done"]) == ("2026-11-05", None, None)
    assert [told[number]["overdue"] for number in range(1, 7)] == [True] + [False] * 5
    for owner in ("ola", "@KARI"):
        assert [
            row.split("\t")[1] for row in run("tiltak", "--hvem", owner).stdout.splitlines()
        ] == ["ola, kari"]
    assert [row.split("\t")[5] for row in run("tiltak").stdout.splitlines()] == ["/", "", ""]
    wide = run("tiltak", "--alle", "--format", "ics").stdout
    assert "STATUS:CANCELLED" not in wide  # those that were called off have no due date
    assert "unknown-mark" in run("sjekk").stdout


def test_the_report_counts_each_of_them_once(folder: Path, run: Run) -> None:
    entry_file(folder, f"{FIRST}.md", simple_entry("Vinduet", "2026-11-02", third=SHAPES))

    def counted(period: str) -> list[int]:
        actions = json.loads(run("rapport", period, "--json").stdout)["actions"]
        keys = ("made", "finished", "finished_undated", "off", "overdue")
        return [*(actions[key] for key in keys), len(actions["open"])]

    assert counted("2026-11") == [6, 0, 1, 2, 1, 3]
    assert counted("2026-10") == [0, 0, 1, 0, 0, 3]
    assert counted("alt") == [6, 0, 1, 2, 1, 3]


def test_what_comes_again_is_made_anew_when_it_is_done(folder: Path, run: Run) -> None:
    path = entry_file(folder, f"{FIRST}.md", simple_entry("Vinduet", "2026-11-02", third=SHAPES))

    result = run("tiltak", "ferdig", "vindu", "4")

    assert "Det kommer igjen torsdag 31. desember 2026" in result.stdout
    assert (
        "* [ ] Vaske 🔁 every month on the last 📅 2026-12-31 ➕ 2026-11-23\n"
        "* [x] Vaske 🔁 every month on the last 📅 2026-11-30 ✅ 2026-11-23\n"
    ) in path.read_text(encoding="utf-8")
    odd = run("tiltak", "ferdig", "vindu", "6")
    assert "Regelen «hver uke» ble ikke forstått" in odd.stdout
    assert "1) [x] Lufte 🔁 hver uke 📅 2026-11-30 ✅ 2026-11-23\n" in path.read_text(
        encoding="utf-8"
    )


def test_one_that_is_called_off_is_opened_before_it_is_done(folder: Path, run: Run) -> None:
    entry_file(folder, f"{FIRST}.md", simple_entry("Vinduet", "2026-11-02", third=SHAPES))

    assert "avlyst" in run("tiltak", "ferdig", "vindu", "2").stderr
    assert run("tiltak", "gjenåpne", "vindu", "2").code == 0
    assert run("tiltak", "ferdig", "vindu", "2").code == 0


@pytest.mark.parametrize(
    ("typed", "written", "told"),
    [
        ("- [ ] Ring @ola 15.12", "Ring @ola 📅 2026-12-15", "frist tirsdag 15. desember 2026"),
        ("Se punkt 4.2", "Se punkt 4.2", "uten ansvarlig og frist"),
        ("Møte tirsdag 10.00", "Møte tirsdag 10.00", "uten ansvarlig og frist"),
        ("Betale 1.500 @ola", "Betale 1.500 @ola", "uten frist"),
        ("Rydde innen jul", "Rydde 📅 2026-12-24", "uten ansvarlig"),
    ],
)
def test_what_was_understood_is_said_back(
    folder: Path, run: Run, typed: str, written: str, told: str
) -> None:
    result = run("ny", "-k", "avvik", "-s", "x", "-l", "y", "-n", "z", "-t", "A", "--tiltak", typed)
    run("tiltak", "ny", "siste", typed)

    assert told in result.stderr
    text = next((folder / "entries").glob("*.md")).read_text(encoding="utf-8")
    assert text.endswith(f"\n- [ ] {written}\n- [ ] {written}\n")


def _in_calendar(raw: bytes) -> list[tuple[str, str]]:
    return [
        (str(each["summary"]).split(" @")[0], each.decoded("dtstart").isoformat())
        for each in Calendar.from_ical(raw).walk("VEVENT")
    ]


def _in_json(raw: bytes) -> list[tuple[str, str]]:
    return [(each["text"], each["due"]) for each in json.loads(raw) if each["due"]]


def _in_sheet(raw: bytes) -> list[tuple[str, str]]:
    return [(each["Hva"], each["Frist"]) for each in sheet_rows(raw) if each["Frist"]]


READ_BACK = {"ics": _in_calendar, "csv": _in_sheet, "json": _in_json}


@pytest.mark.parametrize("name", table.names(table.ACTION_FORMATS))
def test_every_form_tells_the_actions_that_are_open_in_their_order(
    promised: Path, run: Run, name: str
) -> None:
    result = run("tiltak", "--format", name)

    assert result.code == 0, result.stderr
    assert READ_BACK[name](result.raw) == [
        ("Måle to ganger", "2026-11-15"),
        ("Ny form", "2026-12-01"),
    ]


def test_every_form_of_the_actions_is_named_in_the_help_and_the_refusal(run: Run) -> None:
    names = table.names(table.ACTION_FORMATS)

    assert all(re.search(rf"\b{name}:", run("tiltak", "--help").stdout) for name in names)
    for wrong in ("docx", ""):
        refused = run("tiltak", "--format", wrong)
        assert refused.code == 2
        assert ", ".join(names) in refused.stderr


def test_the_list_and_the_report_have_one_order(folder: Path, run: Run) -> None:
    for name, day, due in (
        ("2026-11-20-b", "2026-11-20", ""),
        ("2026-11-19-c", "2026-11-19", " 📅 2026-12-01"),
        ("uten-dato", "2026-11-01", ""),
        ("2026-11-18-a", "2026-11-18", " 📅 2026-12-01"),
    ):
        text = simple_entry(name, day, third=f"- [ ] {name}{due}")
        entry_file(folder, f"{name}.md", text)

    listed = [each["text"] for each in json.loads(run("tiltak", "--json").stdout)]

    report = json.loads(run("rapport", "2026-11", "--json").stdout)
    assert listed == [each["text"] for each in report["actions"]["open"]]
    assert listed == ["2026-11-18-a", "2026-11-19-c", "uten-dato", "2026-11-20-b"]


@pytest.fixture
def two(folder: Path) -> None:
    third = "C.\n\n- [ ] Ny rubrikk i skjemaet @ola\n- [ ] Rydde på lageret"
    entry_file(folder, "2026-11-01-a.md", simple_entry("Feil adresse", "2026-11-01", third=third))
    third = "C.\n\n- [ ] Ny rubrikk i boka\n- [x] Øve på brann ✅ 2026-11-03"
    entry_file(folder, "2026-11-02-b.md", simple_entry("Brann", "2026-11-02", third=third))


@pytest.mark.usefixtures("two")
def test_an_action_is_found_by_a_part_of_its_own_text(folder: Path, run: Run) -> None:
    result = run("tiltak", "ferdig", "Rubrikk i skjema")

    assert result.code == 0
    text = (folder / "entries/2026-11-01-a.md").read_text("utf-8")
    assert "- [x] Ny rubrikk i skjemaet @ola ✅ 2026-11-23" in text
    assert run("tiltak", "gjenåpne", "oeve paa").code == 0
    assert "- [ ] Øve på brann" in (folder / "entries/2026-11-02-b.md").read_text("utf-8")


@pytest.mark.usefixtures("two")
def test_several_actions_that_fit_are_listed_and_none_is_changed(folder: Path, run: Run) -> None:
    before = entry_texts(folder)

    result = run("tiltak", "ferdig", "ny rubrikk")

    assert result.code == 1
    assert "Ny rubrikk i skjemaet · @ola (2026-11-01-a 1)" in result.stderr
    assert "Ny rubrikk i boka (2026-11-02-b 1)" in result.stderr
    assert entry_texts(folder) == before


@pytest.mark.usefixtures("two")
def test_an_entry_goes_before_an_action_that_is_called_the_same(folder: Path, run: Run) -> None:
    assert run("tiltak", "ferdig", "brann").code == 0

    assert "- [x] Ny rubrikk i boka" in (folder / "entries/2026-11-02-b.md").read_text("utf-8")
    assert run("tiltak", "virket", "øve på").code == 0
    assert run("tiltak", "ferdig", "finnes ikke").code == 1


def entry_texts(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((folder / "entries").iterdir())]


@pytest.mark.parametrize(
    ("words", "name", "line"),
    [
        (("ferdig", "Ny", "form"), SECOND, "- [x] Ny form @Kari 📅 2026-12-01 ✅ 2026-11-23"),
        (("ferdig", "Rydde", "hylla"), SECOND, "- [x] Rydde hylla ✅ 2026-11-23"),
        (
            ("ferdig", "to", "ganger"),
            FIRST,
            "- [x] Måle to ganger @ola 📅 2026-11-15 ✅ 2026-11-23",
        ),
        (
            ("avlys", "ganger", "måle"),
            FIRST,
            "- [-] Måle to ganger @ola 📅 2026-11-15 ❌ 2026-11-23",
        ),
        (("ferdig", "kake", "2"), SECOND, "- [x] Rydde hylla ✅ 2026-11-23"),
        (("avlys", "Rydde", "hylla"), SECOND, "- [-] Rydde hylla ❌ 2026-11-23"),
        (("endre", "Ny", "form", "--frist", "3.12"), SECOND, "- [ ] Ny form @Kari 📅 2026-12-03"),
        (("gjenåpne", "ringe"), FIRST, "- [ ] Ringe @kari"),
        (("virket", "ringe", "Ingen", "klager"), FIRST, "  - 👍 2026-11-23 Ingen klager"),
        (("virket", "ringe", "3", "uker", "uten"), FIRST, "  - 👍 2026-11-23 3 uker uten"),
        (("virket-ikke", "vindu", "2", "Nei"), FIRST, "  - 👎 2026-11-23 Nei"),
    ],
)
def test_an_action_is_named_by_its_words_as_they_are_typed(
    promised: Path, run: Run, words: tuple[str, ...], name: str, line: str
) -> None:
    result = run("tiltak", *words)

    assert result.code == 0, result.stderr
    assert f"{line}\n" in f"{text_of(promised, name)}\n"


def test_more_words_than_one_are_the_action_and_only_those_behind_tell_of_it(
    promised: Path, run: Run
) -> None:
    run("tiltak", "ferdig", "Måle", "to", "ganger")

    assert run("tiltak", "virket", "Måle", "to", "ganger", "2", "uker", "til").code == 0
    assert "Måle to ganger @ola 📅 2026-11-15 ✅ 2026-11-23\n  - 👍 2026-11-23 2 uker til\n" in (
        text_of(promised, FIRST)
    )


def test_a_learning_is_named_by_its_words_as_they_are_typed(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-02-a.md", simple_entry("Brødet ble rått", "2026-11-02"))

    assert "Brødet ble rått" in run("vis", "brødet", "ble").stdout
    assert run("endre", "ble", "rått", "--tittel", "Rått brød").code == 0
    assert run("slett", "rått", "brød", "--ja", "--json").code in (0, 1)


@pytest.mark.parametrize("command", ["ferdig", "avlys", "endre", "gjenåpne", "virket-ikke"])
def test_without_words_and_without_anybody_to_choose_it_is_said_how(
    promised: Path, run: Run, command: str
) -> None:
    result = run("tiltak", command)

    assert result.code == 2
    assert "Skriv en del av ordene i tiltaket, eller lærdommen og nummeret der." in result.stderr
    assert "«laering tiltak" in result.stderr


def test_the_whole_of_an_actions_words_goes_before_a_part_of_anothers(
    folder: Path, run: Run
) -> None:
    third = "- [ ] Ringe kunden om prisen\n- [ ] Ringe kunden"
    entry_file(folder, f"{FIRST}.md", simple_entry("Vinduet", "2026-11-02", third=third))

    assert run("tiltak", "ferdig", "ringe", "kunden").code == 0
    assert "- [x] Ringe kunden ✅" in text_of(folder, FIRST)


def test_a_number_alone_is_no_part_of_a_day(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-20-alfa.md", simple_entry("Alfa", "2026-11-20", third="- [ ] en"))

    result = run("tiltak", "ferdig", "2")

    assert result.code != 0
    assert "«2»" in result.stderr
    assert "- [ ] en" in (folder / "entries/2026-11-20-alfa.md").read_text(encoding="utf-8")
