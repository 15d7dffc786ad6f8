"""``tiltak``: what is shown, and how one action lives from promise to judgement."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.conftest import Result, entry_file, simple_entry

Run = Callable[..., Result]
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
        (("--alle",), ["Måle to ganger", "Ny form", "Rydde hylla", "Ringe"]),
        (("--alle", "--hvem", "kari"), ["Ny form", "Ringe"]),
    ],
)
def test_options_narrow_the_list(
    promised: Path, run: Run, arguments: tuple[str, ...], found: list[str]
) -> None:
    assert texts(run("tiltak", *arguments)) == found


def test_json_has_the_keys_of_an_action(promised: Path, run: Run) -> None:
    first = json.loads(run("tiltak", "--json").stdout)[0]

    assert first == {
        "entry": FIRST,
        "number": 1,
        "text": "Måle to ganger",
        "owner": "ola",
        "due": "2026-11-15",
        "done": None,
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

    assert result.stdout.startswith("3. Kjøpe laser · @bjørn · frist 7. desember 2026\n")
    assert "✅ 2026-11-03\n- [ ] Kjøpe laser @bjørn 📅 2026-12-07\n" in text_of(promised, FIRST)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ferdig", "vindu", "2"), "allerede gjort"),
        (("ferdig", "kake"), "har flere tiltak"),
        (("ferdig", "kake", "9"), "har ikke noe tiltak 9"),
        (("ferdig", "kake", "0"), "har ikke noe tiltak 0"),
        (("gjenåpne", "kake", "1"), "åpent fra før"),
        (("virket", "kake", "1"), "ikke gjort ennå"),
        (("ferdig", "finnes-ikke"), "Ingen lærdom passer"),
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
    from laering.ui import following

    real = following._echo
    path = promised / "entries" / f"{FIRST}.md"

    def somebody_else(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        path.write_text(text_of(promised, FIRST).replace("Måle to", "Veie tre"), encoding="utf-8")

    monkeypatch.setattr(following, "_echo", somebody_else)

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


def test_importing_twice_makes_no_doubles(promised: Path, run: Run) -> None:
    def uids() -> set[str]:
        raw = run("tiltak", "--format", "ics").raw
        return {str(each["uid"]) for each in Calendar.from_ical(raw).walk("VEVENT")}

    first = uids()
    run("tiltak", "ny", "vindu", "Noe mer 1.12")

    assert first < uids()
    assert len(uids()) == 3


def test_an_unknown_form_is_named_with_those_there_are(promised: Path, run: Run) -> None:
    result = run("tiltak", "--format", "xml")

    assert result.code == 2
    assert "ics, json" in result.stderr


def test_line_ends_and_everything_else_in_the_file_stay(folder: Path, run: Run) -> None:
    text = simple_entry("Vinduet", "2026-11-02", third="* [ ] Måle ⏫  @ola").replace("\n", "\r\n")
    path = entry_file(folder, f"{FIRST}.md", text)

    run("tiltak", "ferdig", "vindu")

    after = path.read_bytes().decode("utf-8")
    assert after == text.replace("* [ ] Måle ⏫  @ola", "* [x] Måle ⏫  @ola ✅ 2026-11-23")


def test_what_could_steer_a_terminal_is_not_written(promised: Path, run: Run) -> None:
    run("tiltak", "ny", "vindu", "\x1b[31mrød\x07 \u202eeve")
    run("tiltak", "virket", "vindu", "2", "\x1b]0;pwn\x07 ja")

    written = text_of(promised, FIRST)
    assert "rød" in written
    assert not set(written) & set("\x1b\x07\u202e")
