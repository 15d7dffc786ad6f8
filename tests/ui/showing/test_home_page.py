"""The home page as it is painted: one screen, whatever the journal holds."""

import json
import re
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from laering.domain.action import DONE, Action, Effect
from laering.domain.entry import DEFAULT_SOURCES, Entry, Problem
from laering.domain.home import build
from laering.domain.rewriting import write_task
from laering.ui.desk.terminal import Terminal
from laering.ui.formats import paint
from laering.ui.showing.home import ROOM, home_blocks
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import TODAY, Run

SCREEN = 24
STYLE = re.compile(r"\x1b\[[\d;]*m")
LONG = (
    "Kundens bestilling på førti rundstykker og to bløtkaker lå nederst i bunken, og ingen så den "
    "før klokka ti, så leveringen på Åsøya ble nesten to timer forsinket"
)
SLUG = "kundens-bestilling-pa-forti-rundstykker-og-to-blotkaker-la"


class Screen(StringIO):
    """A terminal that keeps what it was sent."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _usual_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", str(SCREEN))


def _entry(
    day: date, title: str, source: str, learned: str = "", actions: Sequence[Action] = ()
) -> Entry:
    lines = [line for action in actions for line in write_task(action)]
    text = f"## Hva skjedde?\n\nx\n\n## Hva kan vi lære av det?\n\n{learned}\n\n"
    text += "## Hva kan vi gjøre annerledes neste gang?\n\n" + "\n".join(lines)
    name = f"{day}-{SLUG}"
    return Entry(
        title, day, source, id=name, path=f"entries/{name}.md", packed=text.encode("utf-8")
    )


def _journal(
    overdue: int, to_judge: int, unfinished: int, text: str = LONG, owner: str | None = "kristine"
) -> list[Entry]:
    """A journal with so much to do, none of it of this month, and one learning to remember."""
    kept = Action("x", state=DONE, effect=Effect(True, None, ""))
    last_year = TODAY - timedelta(days=361)
    entries = [_entry(last_year, text, "revisjon", f"{text}. {text}. {text}.", [kept])]
    for number in range(overdue):
        due = TODAY - timedelta(days=number + 1)
        action = Action(text, (owner,) if owner else (), due)
        day = TODAY - timedelta(days=200 + number)
        entries.append(_entry(day, text, "avvik", "Noe.", [action]))
    for number in range(to_judge):
        action = Action(
            text, (owner,) if owner else (), None, DONE, done=TODAY - timedelta(days=91 + number)
        )
        day = TODAY - timedelta(days=400 + number)
        entries.append(_entry(day, text, "kunde", "Noe.", [action]))
    days = [TODAY - timedelta(days=40 + number) for number in range(unfinished)]
    return [*entries, *(_entry(day, text, "ansatt") for day in days)]


def _painted(entries: Sequence[Entry], skipped: int = 0, name: str = "Fjordbakeriet") -> list[str]:
    """The lines that a window of 80 columns is sent."""
    others = [f"tull-{number}" for number in range(skipped)]
    problems = [Problem(f"entries/{each}.md", 1, "no-front-matter") for each in others]
    home = build(
        entries, DEFAULT_SOURCES, TODAY, name, effect_days=90, others=others, skipped=problems
    )
    with redirect_stdout(Screen()) as screen:
        paint.show(Terminal(), home_blocks(home, 80))
    return STYLE.sub("", screen.getvalue()).splitlines()


def test_a_full_journal_is_one_screen_with_a_line_left_for_the_next_command() -> None:
    lines = _painted(_journal(12, 12, 12))

    assert len(lines) == ROOM == SCREEN - 1
    assert max(map(cell_len, lines)) <= 80


def test_a_full_journal_shows_something_of_everything_and_how_many_more_there_are() -> None:
    shown = "\n".join(_painted(_journal(12, 13, 14)))

    for text in (
        "På overtid (12)\n• Kundens bestilling på førti",
        "… · @kristine · 12 dager på overtid\n",
        "… og 10 til: laering tiltak --forfalt\n",
        "Alle kildene er stille denne måneden.\n",
        "Virket det? (13)\n• Kundens bestilling",
        "… · gjort 12. august 2026 · ID N: 2025-10-07 1\n",
        "… og 12 til: laering tiltak\n",
        "Svar med: laering tiltak virket ID N eller laering tiltak virket-ikke ID N\n",
        "Uferdige (14)\n• 14. okt. 2026: Kundens bestilling",
        "… og 13 til: laering liste --uferdig · Gjør dem ferdige med: laering fullfør\n",
        "Verdt å huske · 27. november 2025: Kundens bestilling",
    ):
        assert text in shown
    assert shown.endswith(" …")


@given(
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 2),
    st.sampled_from(
        [LONG, "Kort", "x" * 300, "漢字" * 60, "a " * 100, "⚠️ 👩‍🔧 " * 40, "\u202e" * 90]
    ),
    st.sampled_from([None, "ola", "k" * 200]),
    st.sampled_from(["Fjordbakeriet", "n" * 300]),
)
def test_any_journal_is_one_screen(
    overdue: int,
    to_judge: int,
    unfinished: int,
    skipped: int,
    text: str,
    owner: str | None,
    name: str,
) -> None:
    entries = _journal(overdue, to_judge, unfinished, text.strip(), owner)

    for month in ([], [_entry(TODAY, text.strip(), "avvik", "Noe.")]):
        lines = _painted([*entries, *month], skipped, name)

        # What was skipped is told on a line below.
        assert len(lines) + bool(skipped) <= ROOM
        assert max(map(cell_len, lines)) <= 80


def test_names_that_cannot_be_short_still_leave_one_screen() -> None:
    day = TODAY - timedelta(days=300)
    done = Action(LONG, ("ola",), None, DONE, done=TODAY - timedelta(days=200))
    twins = [_entry(day, LONG, "kunde", "Noe.", [done]) for _ in range(2)]
    home = [*_journal(9, 0, 9), *twins, _entry(TODAY, "x", "avvik", "Noe.")]

    lines = _painted(home)

    assert len(lines) <= SCREEN
    assert f"{day}-{SLUG} 1" in " ".join(" ".join(lines).split())


def test_lists_that_have_room_are_shown_whole_with_air_between_them() -> None:
    lines = _painted(_journal(2, 0, 0, "Ny lås"))

    assert lines[2:6] == [
        "",
        "På overtid (2)",
        "• Ny lås · @kristine · frist 21. november 2026 (2 dager på overtid)",
        "• Ny lås · @kristine · frist 22. november 2026 (1 dag på overtid)",
    ]
    assert lines[6] == ""
    assert not any(line.startswith("…") for line in lines)


def test_a_list_alone_is_no_longer_than_six() -> None:
    def points(count: int) -> int:
        return sum(line.startswith("• ") for line in _painted(_journal(count, 0, 0, "Ny lås")))

    assert [points(count) for count in (5, 6, 7, 40)] == [5, 6, 5, 5]


def test_in_a_pipe_nothing_is_cut(folder: Path, run: Run) -> None:
    third = f"- [ ] {LONG} @kristine 📅 2026-11-20\n- [x] {LONG} ✅ 2026-01-10"
    entry_file(folder, "2026-01-02-lang.md", simple_entry(LONG, "2026-01-02", third=third))

    shown = run().stdout

    assert f"{LONG} · @kristine · frist 20. november 2026 (3 dager på overtid)\n" in shown
    assert f"{LONG} · gjort 10. januar 2026 · ID N: 2026-01-02 2\n" in shown
    assert f"2. januar 2026: {LONG}\n" in shown


def test_the_short_name_on_the_page_finds_the_entry(folder: Path, run: Run) -> None:
    third = "- [x] Ny lås ✅ 2026-01-10"
    entry_file(folder, "2026-01-02-dora.md", simple_entry("Døra", "2026-01-02", third=third))
    entry_file(folder, "2026-01-02-vinduet.md", "tull")
    entry_file(folder, "2026-01-03-taket.md", simple_entry("Taket", "2026-01-03"))

    shown = run().stdout
    name = shown.partition("ID N: ")[2].split(" ")[0]

    assert name == "2026-01-02-dora"
    assert json.loads(run("vis", name, "--json").stdout)["title"] == "Døra"


def test_json_holds_what_is_to_be_judged(folder: Path, run: Run) -> None:
    (folder / "laering.toml").write_text("effect_days = 20\n", encoding="utf-8")
    third = "- [x] Ny lås ✅ 2026-11-02\n- [x] Ny dør ✅ 2026-11-03\n- [x] Nytt tak"
    entry_file(folder, "2026-01-02-dora.md", simple_entry("Døra", "2026-01-02", third=third))

    home = json.loads(run("--json").stdout)

    assert [(each["entry"], each["number"]) for each in home["to_judge"]] == [
        ("2026-01-02-dora", 3),
        ("2026-01-02-dora", 1),
    ]


def test_a_judged_action_is_asked_about_no_more(folder: Path, run: Run) -> None:
    judged = Action("Ny lås", state=DONE, effect=Effect(False, TODAY, ""))
    third = "\n".join(write_task(judged))
    entry_file(folder, "2026-01-02-dora.md", simple_entry("Døra", "2026-01-02", third=third))

    assert json.loads(run("--json").stdout)["to_judge"] == []


def test_a_wrong_setting_is_told_with_file_and_line(folder: Path, run: Run) -> None:
    (folder / "laering.toml").write_text('name = "x"\neffect_days = "snart"\n', encoding="utf-8")

    result = run()

    assert result.code != 0
    assert "laering.toml:2: «effect_days» må være et helt antall dager" in result.stderr
