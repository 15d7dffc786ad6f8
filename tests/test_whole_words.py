"""No word is broken in a window of any usual width, and no sign stands alone on a line."""

import re
import sys
from pathlib import Path

import pytest

from laering.ui.desk import terminal
from tests.support.runs import Run, in_process

WIDTHS = (46, 60, 80)

COMMANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("liste", "--alle"),
    ("vis", "siste"),
    ("vis", "barneskolen"),
    ("rapport",),
    ("rapport", "2026"),
    ("tiltak",),
    ("tiltak", "--alle"),
    ("tiltak", "brev"),
    ("kilder",),
    ("søk", "rundstykker"),
    ("lignende", "barneskolen"),
    ("gjentar",),
    ("gjentar", "siste", "finnesikke"),
    ("sjekk", "--tone"),
    ("del", "barneskolen"),
    ("del", "barneskolen", "--svar"),
    ("skjema", "--spørsmål"),
    ("vis", "r"),
    ("tiltak", "ferdig", "barneskolen"),
    ("tiltak", "ferdig", "finnesikke"),
    ("endre", "barneskolen"),
    ("slett", "barneskolen"),
    ("hjelp", "tiltak"),
)

STYLE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
DRAWN = re.compile(r"[─━█░▁-▇▉-▏·]+")
ALONE = frozenset("✓↻<·–•☐")


@pytest.fixture
def journal(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bakery's journal, with the long words of every day, in a window."""
    assert run(
        *("ny", "-k", "avvik", "-u", "mindre-bra", "-d", "20.11.2026", "-m", "levering"),
        *("-t", "Rundstykkene gikk til barneskolen i stedet for barnehagen"),
        *("-s", "Bestillingen til barnehagen ble levert til barneskolen, og rundstykkene måtte"),
        *("-l", "Adressen i kunderegisteret var den gamle leveringsadressen."),
        *("--tiltak", "Rette leveringsadressen i kunderegisteret @kristine 21.11"),
        *("--tiltak", "Ringe barnehagen @ola 5.12", "-n", "Vi leser opp leveringsadressen."),
    ).code in (0, 3)
    assert run(
        *("ny", "-k", "kunde", "-u", "bra", "-d", "23.11.2026", "-l", "Å ringe først."),
        *("-t", "Ros fra kunden etter leveringsforsinkelsen", "--gjentar", "barneskolen"),
        *("-s", "Kunden roste oss for kundebehandlingen, dere burde", "-n", "Vi ringer alltid."),
    ).code in (0, 3)
    monkeypatch.setattr(terminal, "_is_terminal", lambda stream: stream is not sys.stdin)
    return folder


def rows(width: int, *command: str) -> list[str]:
    """What a window of so many columns shows, which breaks a line where it ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        result = in_process(*command)
    text = STYLE.sub("", f"{result.stdout}\n{result.stderr}")
    assert "Traceback" not in text
    return [
        line[at : at + width]
        for line in text.split("\n")
        for at in range(0, max(1, len(line.rstrip())), width)
    ]


def parts(word: str) -> set[str]:
    """A word, and what a path or a name may be broken into: behind slashes and hyphens."""
    ends = [0, *(match.end() for match in re.finditer(r"[/-]", word)), len(word)]
    return {word[start:end] for start in ends for end in ends if start < end}


def words(line: str) -> list[str]:
    """The words of a line, without what stands around them."""
    return [word.strip("…:()") for word in line.split() if not DRAWN.fullmatch(word)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.usefixtures("journal")
def test_every_word_is_whole_and_no_sign_is_alone(command: tuple[str, ...]) -> None:
    known = {word for line in rows(2000, *command) for word in words(line)}
    whole = known.union(*(parts(word) for word in known if len(word) > min(WIDTHS) - 8), {""})
    for width in WIDTHS:
        for line in rows(width, *command):
            assert line.strip() not in ALONE, (width, line)
            assert set(words(line)) <= whole, (width, line)
