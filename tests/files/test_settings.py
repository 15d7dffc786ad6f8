"""Writing settings: one change, and everything else in the file as it was."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.errors import FileChanged, LeadsOut, SettingsUnclear
from laering.files.settings import with_source, with_values, write

WRITTEN = """# Vår egen fil. Rør den ikke.

name = 'Bakeriet'  # det gamle
  language = "nb"

# Under kildene står naboene.
[[sources]]
question = "Hva sier de?"   # fra Åse
id = "naboer"

[[sources]]
id = "kunde"
# slutt
"""


def test_one_value_is_changed_and_all_else_stands(tmp_path: Path) -> None:
    file = tmp_path / "laering.toml"
    file.write_text(WRITTEN, encoding="utf-8")

    write(with_values(file, {"name": 'Åses "bakeri"'}))

    changed = file.read_text(encoding="utf-8").splitlines()
    expected = WRITTEN.splitlines()
    assert tomllib.loads("\n".join(changed))["name"] == 'Åses "bakeri"'
    assert changed[2].endswith("# det gamle")
    assert (changed[:2], changed[3:]) == (expected[:2], expected[3:])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nytt", ["+ [[sources]]", '+ id = "nytt"', "+ hidden = true"]),
        ("naboer", ["+ hidden = true"]),
        ("kunde", ["+ hidden = true"]),
    ],
)
def test_a_source_is_changed_where_it_stands_or_comes_last(
    tmp_path: Path, name: str, told: list[str]
) -> None:
    file = tmp_path / "laering.toml"
    file.write_text(WRITTEN, encoding="utf-8")

    change = with_source(file, name, {"hidden": True})

    assert change.lines == told
    write(change)
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["sources"]
    assert [row.get("hidden") for row in rows if row["id"] == name] == [True]
    assert [row for row in rows if row["id"] != name] == [
        row for row in tomllib.loads(WRITTEN)["sources"] if row["id"] != name
    ]


@pytest.mark.parametrize("before", ["", "# bare en merknad", 'language = "nb"', "[annet]\nx = 1\n"])
def test_what_is_not_there_yet_comes(tmp_path: Path, before: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(before, encoding="utf-8")

    write(with_values(file, {"author": "Åse"}))
    write(with_source(file, "naboer", {"name": "Naboer"}))

    after = file.read_text(encoding="utf-8")
    expected = {"author": "Åse", "sources": [{"id": "naboer", "name": "Naboer"}]}
    assert tomllib.loads(after) == {**tomllib.loads(before), **expected}
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_letters_stay_as_windows_programs_wrote_them(
    tmp_path: Path, mark: bytes, encoding: str, ends: str
) -> None:
    file = tmp_path / "laering.toml"
    file.write_bytes(mark + WRITTEN.replace("\n", ends).encode(encoding))

    write(with_values(file, {"name": "Åse"}))

    expected = WRITTEN.replace("'Bakeriet'", '"Åse"').replace("\n", ends)
    assert file.read_bytes() == mark + expected.encode(encoding)


def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    file = tmp_path / "laering.toml"
    file.write_text(WRITTEN, encoding="utf-8")
    change = with_values(file, {"name": "x"})
    file.write_text("tone = false\n", encoding="utf-8")

    with pytest.raises(FileChanged):
        write(change)

    assert file.read_text(encoding="utf-8") == "tone = false\n"


def test_a_file_that_came_meanwhile_is_left(tmp_path: Path) -> None:
    file = tmp_path / "laering.toml"
    change = with_values(file, {"name": "x"})
    file.write_text("tone = false\n", encoding="utf-8")

    with pytest.raises(FileChanged):
        write(change)

    assert file.read_text(encoding="utf-8") == "tone = false\n"


@pytest.mark.posix("Windows asks for a right before it makes links")
def test_a_link_is_followed_but_never_out_of_the_journal(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "a"\n', encoding="utf-8")
    journal = tmp_path / "journal"
    journal.mkdir()
    link = journal / "laering.toml"
    os.symlink(mine, link)

    with pytest.raises(LeadsOut):
        write(with_values(link, {"name": "b"}), within=journal)
    assert mine.read_text(encoding="utf-8") == 'name = "a"\n'

    write(with_values(link, {"name": "b"}))
    assert link.is_symlink()
    assert mine.read_text(encoding="utf-8") == 'name = "b"\n'


def test_what_cannot_be_changed_safely_is_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "laering.toml"
    file.write_text('sources = [{id = "a"}]\n', encoding="utf-8")

    try:
        change = with_source(file, "b", {"hidden": True})
    except SettingsUnclear:
        return
    assert tomllib.loads(change.after.decode()) == {
        "sources": [{"id": "a"}, {"id": "b", "hidden": True}]
    }


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "alle.toml"
    file.write_text(WRITTEN, encoding="utf-8")

    change = with_values(file, {"name": text})

    assert tomllib.loads(change.after.decode("utf-8"))["name"] == text
