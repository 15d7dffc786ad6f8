"""``skjema``: which kind it makes, where it puts it, and what it says."""

from pathlib import Path

import pytest

from tests.support.runs import Run


def test_a_page_in_a_file_says_where_it_is(folder: Path, run: Run) -> None:
    result = run("skjema", "--ut", "skjema.html", "--til", "kari@firma.no")

    assert result.code == 0, result.stderr
    assert result.stdout == ""
    assert result.stderr == (
        "Siden ligger i skjema.html. Send den, eller legg den der folk finner den.\n"
    )
    assert (folder / "skjema.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_that_tells_nobody_where_to_is_pointed_out(folder: Path, run: Run) -> None:
    result = run("skjema", "--ut", "skjema.html")

    assert "Si det med --til ADRESSE eller --mappe TEKST." in result.stderr
    text = (folder / "skjema.html").read_text(encoding="utf-8")
    assert "Gi fila til den som fører læringsjournalen." in text


def test_in_a_pipe_the_page_is_what_comes(folder: Path, run: Run) -> None:
    assert run("skjema").stdout.startswith("<!doctype html>")
    assert run("skjema", "--papir").raw.startswith(b"%PDF-")
    assert not list(folder.glob("skjema*"))


def test_a_name_that_nobody_said_replaces_nothing(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laering.ui.commands.slips.on_screen", lambda: True)

    first, again = run("skjema"), run("skjema")

    assert (first.code, again.code) == (0, 2)
    assert again.stderr == (
        "Feil: «skjema.html» finnes allerede. Skriv den på nytt med: --ut skjema.html\n"
    )
    assert run("skjema", "--ut", "skjema.html").code == 0


def test_the_page_asks_in_the_language_that_is_spoken_and_writes_in_the_journals(
    folder: Path, run: Run
) -> None:
    text = run("--språk", "en", "skjema").stdout

    assert '<html lang="en">' in text
    assert "Tell what happened" in text
    assert '"headings": ["Hva skjedde?"' in text


def test_the_ending_of_the_file_tells_its_kind(folder: Path, run: Run) -> None:
    assert run("skjema", "--ut", "ark.pdf").code == 0
    assert (folder / "ark.pdf").read_bytes().startswith(b"%PDF-")
    assert run("skjema", "--ut", "spm.txt").code == 0
    assert "Hva skjedde?" in (folder / "spm.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (("--papir", "--spørsmål"), "--papir og --spørsmål ber om"),
        (("--papir", "--ut", "x.html"), "--papir og --ut x.html ber om"),
        (("--spørsmål", "--ut", "x.pdf"), "--spørsmål og --ut x.pdf ber om"),
    ],
)
def test_two_kinds_at_once_are_refused(
    folder: Path, run: Run, asked: tuple[str, ...], named: str
) -> None:
    result = run("skjema", *asked)

    assert (result.code, result.stdout) == (2, "")
    assert named in result.stderr
    assert not list(folder.glob("x.*"))


@pytest.mark.parametrize(
    "value", ["kari", "kari@firma", "a@b.no, c@d.no", "kari@firma.no?bcc=x@y.no", "@firma.no"]
)
def test_what_is_no_address_is_refused(folder: Path, run: Run, value: str) -> None:
    result = run("skjema", "--ut", "x.html", "--til", value)

    assert result.code == 2
    assert f"«{value}» er ingen e-postadresse." in result.stderr
    assert not (folder / "x.html").exists()


def test_a_page_is_never_put_among_the_entries(folder: Path, run: Run) -> None:
    result = run("skjema", "--ut", "entries/skjema.html")

    assert result.code == 2
    assert not (folder / "entries" / "skjema.html").exists()


def test_a_source_of_the_journals_own_is_asked_of(folder: Path, run: Run) -> None:
    (folder / "laering.toml").write_text(
        '[[sources]]\nid = "hms"\nname = "HMS og sikkerhet"\nquestion = "Hva kunne gått galt?"\n',
        encoding="utf-8",
    )

    text = run("skjema", "--spørsmål").stdout

    assert "   - HMS og sikkerhet\n" in text
    assert 'value="hms"' in run("skjema").stdout
