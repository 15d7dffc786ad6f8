"""``laering importer``: told first, taken in once, and the same wherever it was stopped."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from laering.files.journal import many
from laering.files.system.disk import create_unflushed
from tests.support.runs import Run
from tests.support.workbooks import DAY, cell, row, workbook

REGISTER = """Avvik 2026;;;;;;
Nr;Dato;Hva skjedde?;Tiltak;Ansvarlig;Frist;Vekt
1;20.11.2026;Brødet ble svidd;Ny måler;Ola Nordmann;1.12.2026;3
2;snart;Melet var vått;;;;
3;21.11.2026;Kassa tok feil pris;;;;
"""


@pytest.fixture
def register(folder: Path) -> Path:
    """A register of deviations as Excel writes it in Norway."""
    path = folder.parent / "Avvik(1-3).csv"
    path.write_bytes(REGISTER.replace("\n", "\r\n").encode("cp1252"))
    return path


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "entries").glob("*.md")}


def test_the_plan_is_told_and_the_rows_come_in(folder: Path, run: Run, register: Path) -> None:
    result = run("importer", str(register), "--kilde", "avvik")

    assert result.code == 1
    assert "  Hva skjedde?  →  skjedde\n" in result.stdout
    assert "Utelatt: «Vekt»." in result.stdout
    assert "rad 4, Dato «snart»: det er ingen dag, eller kan være to" in result.stdout
    assert "Ny måler · @Ola-Nordmann · frist 1. desember 2026" in result.stdout
    assert files_in(folder).keys() == {
        "2026-11-20-brodet-ble-svidd.md",
        "2026-11-21-kassa-tok-feil-pris.md",
    }
    assert b"origin: avvik id 1 " in files_in(folder)["2026-11-20-brodet-ble-svidd.md"]


def test_a_column_of_days_by_another_name_is_proposed(
    folder: Path, run: Run, register: Path
) -> None:
    told = {}
    for name in ("Levert", "Ukenr"):
        cells = ("20.11.2026", "21.11.2026") if name == "Levert" else ("46000", "46001")
        rows = "".join(f"{at};{cell};Brødet ble svidd\n" for at, cell in enumerate(cells, 1))
        register.write_text(f"Nr;{name};Hva skjedde?\n{rows}", encoding="utf-8")
        result = run("importer", str(register), "--kilde", "avvik")
        assert result.code == 2
        told[name] = result.stderr
    assert '--kart dato="Levert"' in told["Levert"]
    assert "--kart dato=…" in told["Ukenr"]
    assert files_in(folder) == {}


def test_what_is_only_tried_is_not_written(folder: Path, run: Run, register: Path) -> None:
    result = run("importer", str(register), "--kilde", "avvik", "--prøv")

    assert result.code == 1
    assert "2 lærdommer kommer inn." in result.stdout
    assert files_in(folder) == {}


def test_what_came_in_passes_every_check_but_that_it_is_unfinished(
    folder: Path, run: Run, register: Path
) -> None:
    run("importer", str(register), "--kilde", "avvik")

    assert run("sjekk", "--unntatt", "unfinished").code == 0


def test_the_same_file_and_one_with_more_rows_make_no_doubles(
    folder: Path, run: Run, register: Path
) -> None:
    run("importer", str(register), "--kilde", "avvik")
    before = files_in(folder)
    more = register.with_name("Avvik(1-4).csv")
    more.write_bytes(register.read_bytes() + b"4;22.11.2026;Nytt;;;;\r\n")

    again = run("importer", str(register), "--kilde", "avvik")
    assert "2 rader er i journalen fra før." in again.stdout
    assert files_in(folder) == before
    run("importer", str(more), "--kilde", "avvik")
    assert files_in(folder).keys() - before.keys() == {"2026-11-22-nytt.md"}


def test_a_row_that_was_changed_is_named_and_left_as_it_was(
    folder: Path, run: Run, register: Path
) -> None:
    run("importer", str(register), "--kilde", "avvik")
    before = files_in(folder)
    register.write_bytes(register.read_bytes().replace(b"feil pris", b"feil sum"))

    result = run("importer", str(register), "--kilde", "avvik")

    assert result.code == 1
    assert "rad 5 «3»: den kom inn tidligere og er endret siden" in result.stdout
    assert files_in(folder) == before


def _rows(count: int) -> Iterator[str]:
    yield "Dato;Hva skjedde?"
    yield from (f"{1 + at % 3}.11.2026;Likt" for at in range(count))


@pytest.mark.parametrize("stopped_at", [1, 4, 9])
def test_stopped_anywhere_and_run_again_it_ends_with_the_same_journal(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, stopped_at: int
) -> None:
    source = folder.parent / "a.csv"
    source.write_text("\n".join(_rows(12)), encoding="utf-8")
    call = ("importer", str(source), "--kilde", "avvik")
    run(*call)
    whole = files_in(folder)
    for path in (folder / "entries").iterdir():
        path.unlink()
    made = 0
    create = create_unflushed

    def until_stopped(*arguments: object, **named: object) -> tuple[str, int]:
        nonlocal made
        if made == stopped_at:
            raise KeyboardInterrupt
        made += 1
        return create(*arguments, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(many, "create_unflushed", until_stopped)
        assert run(*call).code == 130
    assert len(files_in(folder)) == stopped_at
    assert run(*call).code == 0
    assert files_in(folder) == whole
    assert len(whole) == 12


def test_a_map_may_be_kept_in_a_file(folder: Path, run: Run) -> None:
    source = folder.parent / "a.csv"
    source.write_text("Greie;Når da;Alvor\nOvnen gikk;20.11.2026;høy\n", encoding="utf-8")
    kept = folder.parent / "kart.txt"
    kept.write_text("# Det gamle arket\nskjedde = Greie\ndato=Når da\n", encoding="utf-8")

    result = run(
        "importer", str(source), "--kart", str(kept), "--kart", "eget:Alvor", "-k", "avvik"
    )

    assert result.code == 0, result.stderr
    assert b"\nAlvor: h\xc3\xb8y\n" in files_in(folder)["2026-11-20-ovnen-gikk.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--kilde"),
        (("-k", "vær"), "vær"),
        (("-k", "avvik", "--kart", "dato=Finnes ikke"), "Finnes ikke"),
        (("-k", "avvik", "--kart", "eget:origin=Nr"), "egen betydning"),
        (("-k", "avvik", "--kart", "tull"), "tull"),
        (("-k", "avvik", "--kart", "mangler.txt"), "mangler.txt"),
    ],
)
def test_a_call_that_cannot_be_meant_is_told_what_to_do(
    folder: Path, run: Run, register: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run("importer", str(register), *arguments)

    assert result.code == 2
    assert said in result.stderr
    assert files_in(folder) == {}


def test_microsoft_forms_export_comes_in_without_a_map(folder: Path, run: Run) -> None:
    heading = row(
        *(1, "ID", "Starttidspunkt", "Fullføringstidspunkt", "E-post", "Navn"),
        *("Hvor kommer lærdommen fra?", "Når skjedde det?", "Hva skjedde? Fortell kort."),
    )
    answer = row(
        *(2, cell("1", "n"), cell("46346.4", "n", "2"), cell("46347.4", "n", "2"), "anonymous", ""),
        *("Kundetilbakemeldinger", cell("46345", "n", DAY), "Brødet ble svidd"),
        more=' hidden="1"',
    )
    path = workbook(folder.parent / "Meld(1-1).xlsx", {"Sheet1": heading + answer, "To": ""})

    result = run("importer", str(path))

    assert result.code == 0, result.stderr
    assert "Skjulte rader som også kommer inn: 2." in result.stdout
    assert "Ikke lest: «To»." in result.stdout
    text = files_in(folder)["2026-11-19-brodet-ble-svidd.md"].decode()
    assert text.startswith(
        "---\ntitle: Brødet ble svidd\ndate: 2026-11-19\nsource: kunde\nwritten: 2026-11-21\n"
        "origin: meld id 1 "
    )


def test_json_tells_what_came_of_it(folder: Path, run: Run, register: Path) -> None:
    found = json.loads(run("importer", str(register), "-k", "avvik", "--json").stdout)

    assert (found["entries"], found["present"], found["left_out"]) == (2, 0, 1)
    assert found["created"] == ["2026-11-20-brodet-ble-svidd", "2026-11-21-kassa-tok-feil-pris"]
    assert found["skipped"] == [
        {
            "row": 4,
            "name": None,
            "column": "Dato",
            "value": "snart",
            "message": "det er ingen dag, eller kan være to",
        }
    ]


def test_an_origin_that_comes_from_outside_is_ignored(folder: Path, run: Run) -> None:
    given = json.dumps({"title": "A", "source": "avvik", "origin": "x", "happened": "B"})
    run("ny", "--fra", "-", "--senere", stdin=given)

    assert [b"origin" in data for data in files_in(folder).values()] == [False]


def test_harm_in_a_cell_is_shown_harmlessly_and_not_written(folder: Path, run: Run) -> None:
    source = folder.parent / "a.csv"
    source.write_text("Dato;Hva skjedde?;\x1b[31m\n20.11.2026;\x1b[2J;x\n", encoding="utf-8")
    result = run("importer", str(source), "-k", "avvik")

    assert result.code == 1
    assert "\x1b" not in result.stdout + result.stderr
    assert files_in(folder) == {}


def test_json_names_every_row_that_is_left_out(folder: Path, run: Run) -> None:
    source = folder.parent / "a.csv"
    source.write_text("Dato;Hva skjedde?\n" + "snart;Noe\n" * 300, encoding="utf-8")
    found = json.loads(run("importer", str(source), "-k", "avvik", "--json").stdout)

    assert [each["row"] for each in found["skipped"]] == list(range(2, 302))


def test_a_folder_of_notes_comes_in_whatever_their_names_end_in(folder: Path, run: Run) -> None:
    notes = folder.parent / "notater"
    (notes / "2025").mkdir(parents=True)
    text = "---\ndato: 2026-11-0{}\nkilde: avvik\n---\n\n# Sak {}\n\nNoe skjedde.\n"
    names = ("a.md", "b.MD", "c.markdown", "d.Txt", "2025/e.mdown", "f.mkd")
    for number, name in enumerate(names, 1):
        encoding = "utf-16" if name == "d.Txt" else "utf-8"
        (notes / name).write_text(text.format(number, number), encoding=encoding)
    (notes / "rapport.docx").write_bytes(b"PK")
    for name in ("bilde.jpg", ".skjult.md", "a.md~", "Thumbs.db"):
        (notes / name).write_bytes(b"x")

    result = run("importer", str(notes), "--json")

    told = json.loads(result.stdout)
    assert told["entries"] == len(names)
    assert [(each["name"], each["row"]) for each in told["skipped"]] == [("rapport.docx", 7)]
    assert result.code == 1
    assert len(files_in(folder)) == len(names)


@pytest.mark.posix("needs links")
def test_a_link_in_a_folder_of_notes_is_named(folder: Path, run: Run, tmp_path: Path) -> None:
    notes = folder.parent / "notater"
    notes.mkdir()
    (notes / "a.md").write_text("---\ndato: 2026-11-01\nkilde: avvik\n---\n\nNoe.\n", "utf-8")
    (tmp_path / "andre").mkdir()
    (notes / "mappe").symlink_to(tmp_path / "andre")
    (notes / "b.md").symlink_to(notes / "a.md")

    told = json.loads(run("importer", str(notes), "--json", "--prøv").stdout)

    assert (told["entries"], [each["name"] for each in told["skipped"]]) == (1, ["b.md", "mappe"])


def test_what_is_private_further_down_comes_in_private(folder: Path, run: Run) -> None:
    notes = folder.parent / "notater"
    notes.mkdir()
    text = "---\ndato: 2026-11-01\nkilde: avvik\n---\n\nNoe.\n\n---\nPrivat: ja\n---\n\nMer.\n"
    (notes / "a.md").write_text(text, "utf-8")

    run("importer", str(notes))
    run("ny", "--fra", str(notes / "a.md"), "--tittel", "Fra fil", "--lært", "A", "--neste", "B")

    listed = json.loads(run("liste", "--json").stdout)
    assert [each["private"] for each in listed] == [True, True]
