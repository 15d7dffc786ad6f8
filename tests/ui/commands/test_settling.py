"""``oppsett``, ``kilder ny`` and ``kilder skjul``: shown first, asked, and then written."""

import json
import os
import tomllib
from pathlib import Path

import pytest

from tests.support.runs import Run
from tests.support.screen import Desk


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the person's own choices, in a home that they alone can change."""
    file = tmp_path / "hjem" / "laering" / "config.toml"
    monkeypatch.setenv("LAERING_CONFIG", str(file))
    return file


def test_set_up_writes_what_was_answered_and_shows_it_first(
    folder: Path, run: Run, mine: Path
) -> None:
    result = run("oppsett", stdin="Åses bakeri\nÅse\nmicro\n\n")

    assert result.code == 0, result.stderr
    assert tomllib.loads((folder / "laering.toml").read_text("utf-8"))["name"] == "Åses bakeri"
    assert tomllib.loads(mine.read_text("utf-8")) == {"author": "Åse", "editor": "micro"}
    assert result.stderr.index(str(mine)) < result.stderr.index('+ author = "Åse"')
    assert result.stdout.splitlines()[-1] == f"Skrevet: {mine}"


@pytest.mark.posix("Windows has no such permissions")
def test_ones_own_choices_are_read_again_whatever_others_may_usually_do(
    folder: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "hjemme"
    home.mkdir(mode=0o700)
    monkeypatch.delenv("LAERING_CONFIG", raising=False)
    monkeypatch.setenv("HOME", str(home))
    before = os.umask(0o002)
    try:
        assert run("oppsett", stdin="\nÅse\n").code == 0
    finally:
        os.umask(before)

    files = [path for path in home.rglob("*") if path.is_file()]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600]
    assert run("ny", "-k", "avvik", "-s", "x", "-l", "y", "-n", "z").stderr == ""
    assert json.loads(run("vis", "siste", "--json").stdout)["author"] == "Åse"


def test_what_is_passed_over_stays_as_it_is(folder: Path, run: Run, mine: Path) -> None:
    mine.parent.mkdir(parents=True)
    mine.write_text('# min\nlanguage = "nb"\nauthor = "Åse"\n', encoding="utf-8")

    assert run("oppsett", stdin="").code == 0
    assert run("oppsett", stdin="\nKari\n").code == 0

    assert mine.read_text(encoding="utf-8") == '# min\nlanguage = "nb"\nauthor = "Kari"\n'
    assert not (folder / "laering.toml").exists()


def test_a_usual_journal_must_be_one(folder: Path, run: Run, mine: Path, tmp_path: Path) -> None:
    result = run("oppsett", stdin=f"\nÅse\n\n{tmp_path / 'ingen'}\n")

    assert result.code == 2
    assert "laering start" in result.stderr
    assert not mine.exists()


def test_without_a_journal_only_the_persons_own_is_asked(
    tmp_path: Path, run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run("oppsett", stdin="Åse\n")

    assert result.code == 0, result.stderr
    assert tomllib.loads(mine.read_text("utf-8")) == {"author": "Åse"}


def test_a_source_comes_hides_and_comes_back(folder: Path, run: Run) -> None:
    added = run("kilder", "ny", "naboer", "--navn", "Naboer", "--spørsmål", "Hva sier de?")
    assert added.code == 0, added.stderr
    assert '+ question = "Hva sier de?"' in added.stderr
    assert run("kilder", "skjul", "3").code == 0
    assert run("kilder", "skjul", "naboer").code == 0

    shown = json.loads(run("kilder", "--json").stdout)
    assert [(each["id"], each["hidden"]) for each in shown][-2:] == [
        ("kunde", True),
        ("naboer", True),
    ]
    assert "(skjult)" in run("kilder").stdout

    assert run("kilder", "ny", "naboer", "--navn", "De rundt oss").code == 0
    shown = json.loads(run("kilder", "--json").stdout)
    assert ("naboer", "De rundt oss", "Hva sier de?", False) in [
        (each["id"], each["name"], each["question"], each["hidden"]) for each in shown
    ]


def test_a_hidden_source_is_neither_missed_nor_lost(folder: Path, run: Run) -> None:
    run("ny", "-k", "avvik", "-s", "Ovnen sto.", "-l", "x", "-n", "y")
    run("kilder", "skjul", "avvik")
    run("kilder", "skjul", "revisjon")

    page = json.loads(run("--json").stdout)
    report = json.loads(run("rapport", "--json").stdout)

    assert not {"avvik", "revisjon"} & {*page["silent"], *report["silent"]}
    assert [each["count"] for each in report["sources"] if each["id"] == "avvik"] == [1]
    assert "Revisjoner" not in run().stdout
    assert "Avvik og feil" in run().stdout
    # It can still be named, and nobody is offered it.
    assert run("ny", "-k", "avvik", "-s", "Igjen.", "-l", "x", "-n", "y").code == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("ny", "avvik"), "finnes allerede"),
        (("ny", "Naboer!"), "små bokstaver"),
        (("skjul", "finnesikke"), "finnesikke"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    folder: Path, run: Run, typed: tuple[str, ...], told: str
) -> None:
    result = run("kilder", *typed)

    assert result.code == 2
    assert told in result.stderr
    assert not (folder / "laering.toml").exists()


@pytest.mark.terminal
def test_at_a_terminal_it_asks_before_it_writes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    settings = desk.journal / "laering.toml"
    before = settings.read_text(encoding="utf-8")
    for answer, code in (("n", 130), ("j", 0)):
        with desk.open("oppsett") as window:
            window.wait_for("[Fjordbakeriet]:")
            window.type("Åses bakeri")
            window.press("enter")
            for words in ("Navnet ditt", "Programmet", "Journalen"):
                window.wait_for(words)
                window.press("enter")
            window.wait_for("Skal det skrives? [J/n]")
            assert settings.read_text(encoding="utf-8") == before
            window.type(answer)
            window.press("enter")
            assert window.finish() == code
    assert settings.read_text(encoding="utf-8") == 'name = "Åses bakeri"\n'


@pytest.mark.terminal
def test_a_hidden_source_is_not_among_the_choices(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    settings = desk.journal / "laering.toml"
    settings.write_text('[[sources]]\nid = "avvik"\nhidden = true\n', encoding="utf-8")

    with desk.open("ny") as window:
        window.wait_for("piltastene og Enter")
        assert "Egne erfaringer" in window.text
        assert "Avvik og feil" not in window.text
        window.press("ctrl-c")
        assert window.finish() == 130
