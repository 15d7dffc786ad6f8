"""The form of ``ny --editor``: in the person's language, with no key that must be known."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from laering import i18n
from laering.domain.entry import DEFAULT_SOURCES, Given, Source
from laering.ui.asking.form import form, is_form, read_form
from laering.ui.asking.questions import Setting
from tests.support.runs import TODAY, Run

SETTING = Setting(
    sources=(*DEFAULT_SOURCES, Source("gammel", "Gammel", "", hidden=True)),
    today=TODAY,
    author=None,
)


@pytest.fixture(params=["nb", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language that is spoken."""
    i18n.activate(request.param)
    yield request.param
    i18n.activate("nb")


def _read(text: str) -> Given:
    return read_form(text.encode("utf-8"), "form.md", SETTING.sources, TODAY).given


def test_it_asks_in_the_persons_own_words() -> None:
    text = form(Given(), SETTING, "nb")

    assert text == (
        "---\n"
        "Tittel:  # uten tittel: den første setningen\n"
        "Dato: 2026-11-23\n"
        "Kilde:  # erfaring, avvik, kunde, ansatt, revisjon\n"
        "Utfall:  # bra eller mindre-bra, eller tomt\n"
        "Merker:  # for eksempel levering, pakking\n"
        "---\n\n"
        "## Hva skjedde?\n\n"
        "## Hva kan vi lære av det?\n\n"
        "## Hva kan vi gjøre annerledes neste gang?\n\n"
        "## Tiltak\n\n"
        "<!-- én på hver linje, slik: Ny rubrikk i skjemaet @ola 15.12 -->\n\n"
    )


def test_what_was_not_filled_in_says_nothing(language: str) -> None:
    found = _read(form(Given(), SETTING, language))

    assert found == Given(date=TODAY, happened="", learned="", differently="")


def test_all_that_is_filled_in_is_read(language: str) -> None:
    text = form(Given(), SETTING, language)
    lines = text.splitlines()
    title, day, source, outcome, tags = 1, 2, 3, 4, 5
    lines[title] = lines[title].replace(":", ': Nei: "aldri" igjen #1', 1)
    lines[day] = lines[day].replace("2026-11-23", "i går")
    lines[source] = lines[source].replace(":", ": Avvik", 1)
    lines[outcome] = lines[outcome].replace(":", ": Mindre bra", 1)
    lines[tags] = lines[tags].replace(":", ": #levering, tung pakking", 1)
    first = next(at for at, line in enumerate(lines) if line.startswith("## "))
    lines.insert(first + 1, "\nEsken sprakk.")
    lines += ["Ny rubrikk @ola 15.12", "- [ ] Ringe kunden", "* Bestille tape 1. desember", "- "]

    found = _read("\n".join(lines))

    assert (found.title, found.date) == ('Nei: "aldri" igjen #1', date(2026, 11, 22))
    assert (found.source, found.outcome) == ("Avvik", "mindre-bra")
    assert found.tags == ("levering", "tung pakking")
    assert (found.happened, found.more, found.extra) == ("Esken sprakk.", "", ())
    assert [(each.text, each.owners, each.due) for each in found.actions] == [
        ("Ny rubrikk", ("ola",), date(2026, 12, 15)),
        ("Ringe kunden", (), None),
        ("Bestille tape", (), date(2026, 12, 1)),
    ]


def test_what_is_known_already_stands_there_and_comes_back(language: str) -> None:
    given = Given(
        title="Nei: #1",
        date=date(2026, 1, 2),
        source="kunde",
        outcome="bra",
        tags=("a", "b c"),
        author="Åse",
        repeats=("2026-01-01-x",),
        private=True,
        extra=(("sted", "sted: Lier"),),
        happened="x",
        learned="y",
        differently="z",
        more="## Egne notater\n\nMer.",
    )
    found = _read(form(given, SETTING, language))

    for name in ("title", "date", "source", "outcome", "author", "repeats", "private", "extra"):
        assert getattr(found, name) == getattr(given, name), name
    assert found.tags == ("a", "b-c")
    assert (found.happened, found.learned, found.differently) == ("x", "y", "z")
    assert found.more.strip() == given.more


def test_a_form_is_known_again_whoever_speaks(language: str) -> None:
    written = form(Given(), SETTING, language).replace("23", "22", 1)
    i18n.activate("en" if language == "nb" else "nb")

    found = _read(written)

    assert (found.date, found.more, found.actions) == (date(2026, 11, 22), "", ())
    assert is_form(written.encode()) is (language == "nb")


def _editor(folder: Path, *replacements: tuple[str, str]) -> str:
    script = folder / "rediger.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        f"for old, new in {replacements!r}:\n"
        "    assert old in text, text\n"
        "    text = text.replace(old, new, 1)\n"
        "path.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    return f'"{sys.executable}" "{script}"'


def test_a_form_that_was_kept_can_be_read_from_its_file(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(
        "EDITOR", _editor(tmp_path, ("Kilde:", "Kilde: avik"), ("skjedde?\n", "skjedde?\n\nX.\n"))
    )
    failed = run("ny", "--editor")
    assert failed.code == 1
    path = failed.stderr.split("laering ny --fra ")[1].split()[0].strip(".»'")
    kept = Path(path).read_text(encoding="utf-8").replace("avik", "avvik")
    mended = tmp_path / "rettet.md"
    mended.write_text(kept, encoding="utf-8")

    assert run("ny", "--fra", str(mended), "--senere").code == 0

    text = next((folder / "entries").glob("*.md")).read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: X\ndate: 2026-11-23\nsource: avvik\n---\n")
    assert "Tiltak" not in text
    assert "<!--" not in text


FURTHER = "Hva gjorde vi med en gang?"


@pytest.mark.parametrize(("answer", "more"), [("", ""), ("Ringte.", f"## {FURTHER}\n\nRingte.")])
def test_what_only_the_source_asks_is_a_heading_and_nothing_when_left_empty(
    answer: str, more: str
) -> None:
    sources = (Source("avvik", "Avvik", "", further=(FURTHER,)), *DEFAULT_SOURCES[2:])
    setting = Setting(sources=sources, today=TODAY, author=None)
    text = form(Given(source="avvik"), setting, "nb")
    written = text.replace(f"## {FURTHER}\n", f"## {FURTHER}\n\n{answer}\n")

    found = read_form(written.encode("utf-8"), "form.md", sources, TODAY).given

    assert text.count(f"## {FURTHER}\n\n## Tiltak\n") == 1
    assert (found.differently, found.more.strip()) == ("", more)
    assert FURTHER not in form(Given(source="kunde"), setting, "nb")
    assert FURTHER not in form(Given(), setting, "nb")
