"""Narrow and wide windows: nothing cut off, nothing garbled, words whole."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.dialogue import DAY, MORE, save
from tests.support.runs import TODAY
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

SOURCES = (
    ("Egne erfaringer", "Hva gikk bra / hva gikk skeivt?"),
    ("Avvik og feil", "Hva skjedde – og hvorfor?"),
    ("Kundetilbakemeldinger", "Hva setter de pris på / hva savner de?"),
    ("Ansatte", "Hva frustrerer dem / hva foreslår de?"),
    ("Revisjoner og kontroller", "Hva ble oppdaget – og hva betyr det for oss?"),
)
QUESTIONS = (
    "Hva skjedde?",
    "Hva kan vi lære av det?",
    "Hva kan vi gjøre annerledes neste gang?",
    "Er det noe noen skal følge opp?",
    "Tittel",
)
LONG = (
    "Kundens bestilling på førti rundstykker og to bløtkaker lå nederst i bunken, og ingen så "
    "den før klokka ti, så leveringen på Åsøya ble nesten to timer forsinket."
)


def squeezed(text: str) -> str:
    """A text without any blanks or line ends, however it was wrapped."""
    return "".join(text.split())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a few entries of this month and the months before, one of them long."""
    desk = Desk(tmp_path)
    days = (TODAY, TODAY - timedelta(days=40), TODAY - timedelta(days=41), TODAY)
    rows = (
        ("kunde", "Forsinket levering av bløtkaker til Åsøya"),
        ("avvik", "Heveskapet sto på femti grader"),
        ("avvik", "Kjølerommet sto åpent"),
        ("revisjon", "Mattilsynet fant en umerket boks"),
    )
    for number, (day, (source, title)) in enumerate(zip(days, rows, strict=True)):
        desk.write(
            f"{day}-hendelse-{number}.md",
            f"---\ntitle: {title}\ndate: {day}\nsource: {source}\noutcome: mindre-bra\n"
            "tags: [lørdag, ordreskjema]\n---\n\n"
            f"## Hva skjedde?\n\n{LONG}\n\n## Hva kan vi lære av det?\n\n"
            "Bestillinger til samme dag må ligge øverst.\n\n"
            "## Hva kan vi gjøre annerledes neste gang?\n\nEn egen kurv for samme dag.\n\n"
            f"- [ ] Kjøpe kurv til bestillingene @kristine 📅 {TODAY - timedelta(days=3)}\n",
        )
    return desk


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_list_of_sources_is_whole_and_readable(tmp_path: Path, columns: int) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", columns=columns) as window:
        window.wait_for("piltastene og Enter.")
        for number, (name, question) in enumerate(SOURCES, 1):
            place = next(
                index for index, line in enumerate(window.lines) if f"{number}  {name}" in line
            )
            assert any(question in line for line in window.lines[place : place + 2])
        window.press("down", "down", "down", "down")
        window.wait_for("❯ 5 Revisjoner og kontroller")
        assert window.text.count("Egne erfaringer") == 1
        assert window.text.count("❯") == 1
        assert window.overflows == []


def answer_all(window: Window) -> None:
    """Go through the whole dialogue with a long first answer."""
    window.wait_for("piltastene og Enter.")
    window.type("3")
    window.wait_for("Hvordan gikk det?", "b bra", "m mindre bra", "hopp over")
    window.type("m")
    window.answer(DAY)
    window.wait_for_question(QUESTIONS[0], "Skriv det kunden sa, ros eller savn.")
    window.type(LONG)
    window.wait_until(lambda: squeezed(LONG) in squeezed(window.text), "the long answer")
    window.press("enter")
    window.answer(QUESTIONS[1], "Samme dag skal øverst")
    window.answer(QUESTIONS[2], "En egen kurv")
    window.wait_for_question(QUESTIONS[3], "For eksempel:", "Enter betyr nei.")
    window.type("Kjøpe kurv @kristine 15.12")
    window.press("enter")
    window.wait_for_question("Kjøpe kurv · @kristine · frist tirsdag 15. desember", MORE)
    window.press("enter")
    window.answer(QUESTIONS[4], "Sen kake")
    assert save(window) == 0


@pytest.mark.parametrize(("columns", "rows"), [(46, 30), (60, 30), (80, 24), (80, 14), (120, 40)])
def test_a_dialogue_stays_whole_in_the_window(tmp_path: Path, columns: int, rows: int) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", columns=columns, rows=rows) as window:
        answer_all(window)
        for question in QUESTIONS:
            assert sum(line.strip() == question for line in window.lines) == 1
        assert squeezed(window.text).count(squeezed(LONG)) == 1
        assert "> Samme dag skal øverst" in window.lines
        assert "> En egen kurv" in window.lines
        assert "> Kjøpe kurv @kristine 15.12" in window.lines
        assert "> Sen kake" in window.lines
        assert window.lines[-1].startswith("Lagret: entries/")
        assert window.overflows == []
    assert LONG in desk.only_file()


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_keys_fit_below_the_answer(tmp_path: Path, columns: int) -> None:
    desk = Desk(tmp_path)
    with desk.open("ny", columns=columns) as window:
        window.wait_for("piltastene og Enter.")
        window.type("1")
        window.wait_for("hopp over")
        window.press("enter")
        window.answer(DAY)
        window.wait_for_question(QUESTIONS[0])
        assert "Shift+Tab" in "\n".join(window.lines[-2:])
        keys = window.lines[-1]
        assert keys.startswith("Enter")
        assert "Ctrl+C" in keys
        assert "Alt+Enter" in keys
        assert not keys.endswith(("·", "+"))


VIEWS: list[tuple[tuple[str, ...], list[str]]] = [
    ((), ["Denne måneden", "Siste 12 måneder", "Avvik og feil", "På overtid"]),
    (("liste",), ["Dato", "Kilde", "Tittel", "Avvik og feil", "4 lærdommer"]),
    (("vis", "hendelse-0"), ["Hva skjedde?", "Hva kan vi lære av det?", "Kundetilbakemeldinger"]),
    (("rapport",), ["Etter kilde", "Endring", "Siste 12 måneder", "Åpne per"]),
    (("kilder",), ["Kilde", "Spør om", "Antall", "revisjon"]),
]


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize(
    ("command", "expected"), VIEWS, ids=[" ".join(view[0]) or "forside" for view in VIEWS]
)
def test_what_is_shown_keeps_inside_the_window(
    desk: Desk, command: tuple[str, ...], expected: list[str], columns: int
) -> None:
    with desk.open(*command, columns=columns) as window:
        assert window.finish() == 0
        assert window.overflows == []
        for words in expected:
            assert words in window.text
        assert not any(line.endswith("…") for line in window.lines)
        for english in ("Source", "Title", "Count", "learning", "overdue", "Date", " of "):
            assert english not in window.text


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ((), 60),
        ((), 80),
        (("liste",), 80),
        (("vis", "hendelse-0"), 60),
        (("vis", "hendelse-0"), 80),
        (("rapport",), 60),
        (("rapport",), 80),
        (("kilder",), 80),
    ],
)
def test_long_words_are_not_broken(desk: Desk, command: tuple[str, ...], columns: int) -> None:
    with desk.open(*command, columns=columns) as window:
        assert window.finish() == 0
        assert "Kundetilbakemeldinger" in window.text
        if command not in {(), ("kilder",)}:
            assert "bløtkaker" in window.text
            assert "Åsøya" in window.text


def test_the_bars_and_the_months_are_drawn_at_the_usual_width(desk: Desk) -> None:
    with desk.open("rapport", columns=80) as window:
        assert window.finish() == 0
        rows = [line for line in window.lines if line.startswith("Kundetilbakemeldinger  ")]
        assert any("████" in row for row in rows)
    with desk.open(columns=80) as window:
        assert window.finish() == 0
        row = next(line for line in window.lines if line.startswith("Avvik og feil"))
        months = row.split()[-1]
        assert len(months) == 12
        assert "▄" in months
