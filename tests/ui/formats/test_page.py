"""The report as a page: what stands in it, what may happen in it, and that it opens."""

import os
import re
import shutil
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.characters import HARMFUL
from laering.domain.report import Report
from laering.ui.formats import jinja, page
from laering.ui.showing.blocks import Trend
from tests.support.entries import entry_file, simple_entry
from tests.support.journals import JOURNALS, hostile
from tests.support.runs import Run


@pytest.fixture
def html(folder: Path, run: Run) -> Callable[[], str]:
    """The page of the journal as it is when asked."""

    def made() -> str:
        result = run("rapport", "2026-11", "-f", "html")
        assert result.code == 0, result.stderr
        return result.stdout

    return made


def test_the_only_style_and_script_are_the_ones_whose_sums_are_given(
    folder: Path, html: Callable[[], str]
) -> None:
    entry_file(folder, "2026-11-02-a.md", simple_entry("A", "2026-11-02"))
    text = html()

    policy = re.search(r'Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = unescape(policy[1])
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in rules
        assert text.count(f"<{tag}") == 1
    assert rules.startswith("default-src 'none';")
    assert " style=" not in text
    assert not re.search(r" on\w+=", re.sub(r"<script>.*</script>", "", text, flags=re.DOTALL))


def test_the_page_speaks_the_language_that_is_spoken(folder: Path, run: Run) -> None:
    assert '<html lang="nb">' in run("rapport", "-f", "html").stdout
    assert '<html lang="en">' in run("--språk", "en", "rapport", "-f", "html").stdout


def test_what_went_well_has_a_mark_besides_its_colour(
    folder: Path, html: Callable[[], str]
) -> None:
    text = simple_entry("Ros", "2026-11-02").replace("source:", "outcome: bra\nsource:")
    entry_file(folder, "2026-11-02-ros.md", text)

    (heading,) = re.findall(r"<article.*?<h3>(.*?)</h3>", html(), re.DOTALL)

    assert "<svg" in heading
    assert heading.endswith(" Ros")


def test_an_overdue_action_is_seen_by_its_words_its_sign_and_its_weight(
    folder: Path, html: Callable[[], str]
) -> None:
    third = "- [ ] Ringe @ola 📅 2026-11-20\n- [ ] Male @ola 📅 2026-11-30"
    entry_file(folder, "2026-11-02-a.md", simple_entry("A", "2026-11-02", third=third))

    (late,) = re.findall(r'<strong class="alert">(.*?)</strong>', html(), re.DOTALL)

    assert "<svg" in late
    assert late.endswith("20. nov. 2026 på overtid")


def test_a_private_entry_is_a_card_without_a_word_of_it(
    folder: Path, html: Callable[[], str]
) -> None:
    text = simple_entry("Hemmelig", "2026-11-02").replace("source:", "private: true\nsource:")
    entry_file(folder, "2026-11-02-hemmelig.md", text)
    page_text = html()

    assert "Privat lærdom" in page_text
    for secret in ("emmelig", "Noe skjedde", "Noe å lære"):
        assert secret not in page_text


@pytest.mark.posix("needs names that Windows forbids")
def test_no_character_that_hides_or_reorders_text_comes_through(tmp_path: Path, run: Run) -> None:
    hostile(tmp_path / "journal")

    result = run("--journal", str(tmp_path / "journal"), "rapport", "2026-11", "-f", "html")

    assert result.code == 0, result.stderr
    assert HARMFUL.findall(result.stdout) == []


@pytest.mark.posix("needs names that Windows forbids")
def test_the_file_is_linked_from_where_the_page_is(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-02-a b#?&.md", simple_entry("A", "2026-11-02"))
    (folder / "rapporter").mkdir()

    run("rapport", "2026-11", "--ut", "rapporter/november.html")

    text = (folder / "rapporter" / "november.html").read_text(encoding="utf-8")
    assert 'href="../entries/2026-11-02-a%20b%23%3F%26.md"' in text


def test_the_trend_tells_its_months_to_those_who_do_not_see_it(
    folder: Path, html: Callable[[], str]
) -> None:
    entry_file(folder, "2026-09-02-a.md", simple_entry("A", "2026-09-02"))
    entry_file(folder, "2026-11-02-b.md", simple_entry("B", "2026-11-02"))

    labels = re.findall(r'role="img" aria-label="([^"]*)"', html())

    assert "september 2026: 1, november 2026: 1" in labels
    assert labels.count("ingen i disse månedene") == 4


@pytest.mark.posix("needs names that Windows forbids")
def test_the_contents_name_every_part_in_its_order(tmp_path: Path, run: Run) -> None:
    for name, make in JOURNALS.items():
        make(tmp_path / name)
        text = run("--journal", str(tmp_path / name), "rapport", "2026-11", "-f", "html").stdout

        (contents,) = re.findall(r"<nav.*?</nav>", text, re.DOTALL)
        named = re.findall(r'<a href="#[^"]*">(.*?)</a>', contents)
        assert named == re.findall(r"<h2>(.*?)</h2>", text)
        assert len(named) >= 3


def test_a_source_and_words_can_be_chosen_only_where_there_is_a_choice(
    folder: Path, html: Callable[[], str]
) -> None:
    entry_file(folder, "2026-11-02-a.md", simple_entry("A", "2026-11-02"))
    one = html()
    entry_file(folder, "2026-11-03-b.md", simple_entry("B", "2026-11-03"))

    assert 'id="page-find"' not in one
    assert 'id="page-find"' in html()


def test_a_page_comes_in_pieces_about_one_an_entry(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        name = f"2026-11-02-{number}.md"
        entry_file(folder, name, simple_entry(f"Nummer {number}.", "2026-11-02"))
    pieces: list[str] = []
    whole = page.page

    def noted(report: Report, prefix: str) -> "list[str]":
        pieces.extend(whole(report, prefix))
        return pieces

    monkeypatch.setattr(page, "page", noted)
    run("rapport", "2026-11", "-f", "html")

    assert 40 <= len(pieces) < 40 + 220
    assert max(piece.count("<article") for piece in pieces) == 1


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_places_never_share_a_name(one: str, other: str) -> None:
    assert (jinja.name_of(one) == jinja.name_of(other)) == (one == other)
    assert not re.search(r"[\s\"'<>&#%]", jinja.name_of(one))


def test_a_name_that_is_taken_gets_a_number_that_no_key_can_have() -> None:
    names = page._Names()

    assert [names.new(key) for key in ("a", "a~2", "a", "a-2")] == ["a", "a~7e.2", "a~2", "a-2"]


def test_a_month_with_little_has_a_low_column_and_one_with_nothing_none() -> None:
    heights = [height for _, height in jinja._columns(Trend((0, 1, 2), 2))]

    assert heights[0] == 0
    assert 2 <= heights[1] < heights[2] < jinja._HIGHEST
    assert [height for _, height in jinja._columns(Trend((1, 900), 900))] == [2, jinja._HIGHEST]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """A browser that notes where it was led, and what it was told of the language."""
    seen = tmp_path / "seen"
    program = tmp_path / "browser"
    program.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib, sys\n"
        "print('noise', file=sys.stdout)\n"
        f"pathlib.Path({str(seen)!r}).write_text(sys.argv[1])\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return seen.read_text


posix = pytest.mark.skipif(os.name != "posix", reason="a script stands in for the browser")


@posix
@pytest.mark.parametrize("option", ["--åpne", "--apne"])
def test_the_report_opens_from_a_place_that_nobody_else_can_read(
    folder: Path, run: Run, opened: Callable[[], str], option: str
) -> None:
    result = run("rapport", option)

    assert result.code == 0, result.stderr
    assert result.stdout == ""
    path = Path(opened().removeprefix("file://"))
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert str(path) in result.stderr
    assert "ingen nettleser" not in result.stderr
    assert path.parent.stat().st_mode & 0o077 == 0


@posix
def test_what_a_browser_says_is_not_heard(
    folder: Path, run: Run, opened: Callable[[], str], capfd: pytest.CaptureFixture[str]
) -> None:
    run("rapport", "--åpne")

    assert opened()
    assert capfd.readouterr() == ("", "")


@posix
def test_a_browser_for_the_terminal_is_not_begun_unasked(
    folder: Path,
    run: Run,
    opened: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "browser").rename(tmp_path / "www-browser")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    result = run("rapport", "--åpne")

    assert "ingen nettleser" in result.stderr
    assert not (tmp_path / "seen").exists()


@posix
@pytest.mark.parametrize("path", ["{rest}:.", ".:{rest}", ":{rest}", "bin", ""])
@pytest.mark.parametrize("named", ["", "chromium"])
def test_no_browser_of_a_strangers_journal_is_run(  # two fixtures more
    folder: Path,
    run: Run,
    opened: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    named: str,
) -> None:
    trap = folder.parent / "browser"
    (folder / "bin").mkdir()
    for place in (folder, folder / "bin"):
        for name in ("xdg-open", "x-www-browser", "firefox", "chromium", "chrome", "www-browser"):
            shutil.copy(trap, place / name)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("BROWSER", named)
    monkeypatch.setenv("PATH", path.format(rest="/nowhere"))

    run("rapport", "--åpne")

    with pytest.raises(FileNotFoundError):
        opened()


@posix
def test_a_report_with_a_name_opens_where_it_is(
    folder: Path, run: Run, opened: Callable[[], str]
) -> None:
    run("rapport", "--åpne", "--ut", "min rapport.html")

    assert opened() == (folder / "min rapport.html").as_uri()


@pytest.mark.posix("Windows always has a browser")
@pytest.mark.parametrize("surroundings", [{}, {"BROWSER": os.devnull}])
def test_where_there_is_no_browser_one_is_told_where_the_file_is(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str]
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)

    result = run("rapport", "--åpne", "--ut", "rapport.html")

    assert result.code == 0
    assert "rapport.html" in result.stderr
    assert "ingen nettleser" in result.stderr
    assert (folder / "rapport.html").exists()


@pytest.mark.parametrize(
    "asked", [("-f", "csv"), ("-f", "terminal"), ("--json",), ("--ut", "a.md"), ("-f", "md")]
)
def test_what_is_no_page_is_not_opened(folder: Path, run: Run, asked: tuple[str, ...]) -> None:
    result = run("rapport", "--åpne", *asked)

    assert result.code == 2
    assert "er ingen side" in result.stderr
    assert list(folder.glob("a.*")) == []


@posix
def test_a_report_that_could_not_be_made_leaves_nothing_behind(
    folder: Path,
    run: Run,
    opened: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("laering.ui.commands.reporting.write_report", fails)

    assert run("rapport", "--åpne").code == 130
    assert list(tmp_path.glob("laering-*")) == []
