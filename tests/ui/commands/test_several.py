"""Several journals in one report: one that cannot be read is named, and hides no other."""

import json
from pathlib import Path

import pytest

from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

BROKEN = 'name = "B"\neffect_days = "mange"\n'


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three journals, of which the second has broken settings."""
    for name in "abc":
        entry_file(tmp_path / name, "2026-11-02-x.md", simple_entry(f"Hos {name}", "2026-11-02"))
    (tmp_path / "b" / "laering.toml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_others_are_summed_up_and_that_one_is_named(three: Path, run: Run) -> None:
    result = run("rapport", "-j", "a", "-j", "b", "-j", "c", "-j", "finnes-ikke", "--json")

    assert result.code == 0
    report = json.loads(result.stdout)
    assert report["count"] == 2
    assert [(each["path"], each["line"], each["code"]) for each in report["skipped"]] == [
        ("../b/laering.toml", 2, "journal-left-out"),
        ("../finnes-ikke/laering.toml", 1, "journal-left-out"),
    ]
    assert "../b/laering.toml:2: Hele journalen er utelatt: «effect_days»" in result.stderr
    assert "«finnes-ikke»" in result.stderr


def test_the_first_may_be_the_broken_one(three: Path, run: Run) -> None:
    result = run("rapport", "-j", "b", "-j", "a")

    assert result.code == 0
    assert "Hos a" in result.stdout
    assert "../b/laering.toml:2:" in result.stdout


def test_where_none_can_be_read_it_fails_with_all_the_reasons(three: Path, run: Run) -> None:
    result = run("rapport", "-j", "b", "-j", "finnes-ikke")

    assert result.code == 1
    assert result.stdout == ""
    assert f"{Path('b', 'laering.toml')}:2:" in result.stderr
    assert "«finnes-ikke»" in result.stderr
