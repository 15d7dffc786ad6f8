"""Tables as text: separators, encodings, JSON, a folder; read right or refused with the place."""

import json
from pathlib import Path

import pytest

from laering.domain.characters import western
from laering.domain.columns import read_choice
from laering.domain.errors import BadTable, NoColumns, UnparsedTable
from laering.files.tables import delimited
from laering.files.tables.notes import IN_CONFLICT
from laering.files.tables.opening import headed, open_table

TEXT = "Dato;Hva skjedde?;Kilde\r\n20.11.2026;«Ærlig» øl på Ås;avvik\r\n"
CELLS = [("Dato", "Hva skjedde?", "Kilde"), ("20.11.2026", "«Ærlig» øl på Ås", "avvik")]


def cells_of(path: Path, data: bytes, name: str = "a.csv") -> list[tuple[object, ...]]:
    file = path / name
    file.write_bytes(data)
    return [row.cells for row in open_table(file).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_text_is_read_in_every_encoding_with_every_line_end(
    tmp_path: Path, encoding: str, end: str
) -> None:
    assert cells_of(tmp_path, TEXT.replace("\r\n", end).encode(encoding)) == CELLS


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    assert cells_of(tmp_path, TEXT.replace(";", separator).encode()) == CELLS


def test_excels_own_first_line_tells_the_separator(tmp_path: Path) -> None:
    assert cells_of(tmp_path, b"sep=|\r\na;b|c\r\n") == [("a;b", "c")]


def test_commas_in_sentences_are_no_separators(tmp_path: Path) -> None:
    data = b"Dato;Tekst\n1.1.2026;Ja, nei, kanskje, vel\n2.1.2026;Kort\n"

    assert cells_of(tmp_path, data)[1] == ("1.1.2026", "Ja, nei, kanskje, vel")


def test_stray_western_letters_among_others_are_read(tmp_path: Path) -> None:
    data = "Dato;Tekst\n1;på\n".encode() + "2;på\n".encode("cp1252")

    assert cells_of(tmp_path, data)[1:] == [("1", "på"), ("2", "på")]


def test_a_cell_may_have_lines_and_quotes(tmp_path: Path) -> None:
    found = cells_of(tmp_path, b'a;b\r\n"en\r\nto ""tre""";x\r\n')

    assert found[1] == ('en\nto "tre"', "x")


def test_a_quote_that_is_never_closed_is_named_by_the_line_it_opens_on(tmp_path: Path) -> None:
    data = b'a;b\n1;2\n3;"4\n' + b"5;6\n" * 60_000

    with pytest.raises(UnparsedTable) as caught:
        cells_of(tmp_path, data)
    assert caught.value.line == 3


def test_a_quote_that_is_open_at_the_end_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(UnparsedTable) as caught:
        cells_of(tmp_path, b'a;b\n1;2\n3;"4\n5;6\n')
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "data", [b"PNG\0\0\0" + bytes(range(256)), b"x" * (9 << 20), b"a\n" + b";" * (9 << 20)]
)
def test_what_is_no_text_or_has_no_lines_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadTable):
        cells_of(tmp_path, data)


def test_a_file_is_never_held_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = 0
    decode = western

    def noted(data: bytes) -> str:
        nonlocal largest
        largest = max(largest, len(data))
        return decode(data)

    monkeypatch.setattr(delimited, "western", noted)

    assert len(cells_of(tmp_path, b"a;b\n" * 200_000)) == 200_000
    assert largest < 200_000


def headed_of(tmp_path: Path, text: str, *choices: str) -> tuple[tuple[str, ...], list[int]]:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    table = headed(open_table(path), [read_choice(each) for each in choices], path)
    return table.columns, [row.number for row in table.rows()]


def test_the_names_stand_below_a_title(tmp_path: Path) -> None:
    text = "Avvik i 2026;;\n;;\nDato;Hva skjedde?;Pris\n1.1.2026;Noe;\n"

    assert headed_of(tmp_path, text) == (("Dato", "Hva skjedde?", "Pris"), [4])


def test_names_nobody_knows_are_found_by_what_a_person_says_of_them(tmp_path: Path) -> None:
    text = "Tittel på lista;\nRubrikk;Greie\n1.1.2026;Noe\n"

    with pytest.raises(NoColumns, match="Greie"):
        headed_of(tmp_path, "Rubrikk;Greie\n1.1.2026;Noe\n")
    assert headed_of(tmp_path, text, "dato=rubrikk", "skjedde=Greie")[0] == ("Rubrikk", "Greie")


def test_three_hundred_columns_are_read(tmp_path: Path) -> None:
    names = ["Dato", "Hva skjedde?", *(f"Felt {at}" for at in range(300))]

    assert headed_of(tmp_path, ";".join(names) + "\n")[0] == tuple(names)


def test_json_is_read_by_line_as_a_list_and_as_what_others_export(tmp_path: Path) -> None:
    rows = [{"dato": "2026-11-20", "tags": ["a", "b"], "n": 1.5}, {"dato": None, "ja": True}]
    cells = [("2026-11-20", "a, b", "1.5", ""), ("", "", "", "ja")]
    by_line = "\n".join(json.dumps(each) for each in rows).encode()

    assert cells_of(tmp_path, by_line, "a.jsonl") == cells
    assert cells_of(tmp_path, by_line, "a.json") == cells
    assert cells_of(tmp_path, json.dumps(rows).encode(), "b.json") == cells
    wrapped = json.dumps({"tags": {}, "entries": rows}).encode("utf-8-sig")
    assert cells_of(tmp_path, wrapped, "jrnl.json") == cells


@pytest.mark.parametrize(
    "data", [b'{"a": 1}\n{"a":\n', b'{"a": 1}\n[1]\n', b'{"a": 1}\n' + b"[" * 100_000]
)
def test_json_that_is_none_is_named_by_its_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnparsedTable) as caught:
        cells_of(tmp_path, data, "a.jsonl")
    assert caught.value.line == 2


def test_a_file_with_a_conflict_that_git_left_is_a_row_that_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Før\n<<<<<<< HEAD\nen\n=======\nto\n>>>>>>> b\n", "utf-8")
    (tmp_path / "b.md").write_text("Godt", "utf-8")

    rows = list(open_table(tmp_path).rows())

    assert [(row.called, row.refused) for row in rows] == [("b.md", None), ("a.md", IN_CONFLICT)]


def test_a_folder_has_a_row_for_each_file_with_the_day_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "2026-11-20.md").write_text("# Svidd\n\nTekst", encoding="utf-8")
    (tmp_path / "sub/b.md").write_text(
        "---\ndate: 2026-11-01\ntags: [x]\n---\nTo", encoding="utf-8"
    )
    (tmp_path / "c.txt").write_text("nei", encoding="utf-8")
    table = open_table(tmp_path)

    assert table.columns == ("id", "date", "body", "tags")
    assert [(row.called, row.cells) for row in table.rows()] == [
        ("2026-11-20.md", ("2026-11-20.md", "2026-11-20", "# Svidd\n\nTekst", "")),
        ("c.txt", ("c.txt", "", "nei", "")),
        ("sub/b.md", ("sub/b.md", "2026-11-01", "To", "x")),
    ]
