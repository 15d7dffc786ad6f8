"""The report on paper: all that it says can be read again, and nothing that anybody wrote runs."""

import io
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from laering.domain.entry import DEFAULT_SOURCES
from laering.domain.errors import PdfTooLong
from laering.domain.period import Period, month
from laering.domain.report import Report, build
from laering.domain.survey import Survey
from laering.files.journal.journal import open_journal
from laering.files.journal.survey import survey_of
from laering.ui.desk.terminal import ProgressBar
from laering.ui.formats import typesetter
from laering.ui.formats.nodes import _addressed
from laering.ui.formats.pdf import pdf
from laering.ui.formats.prose import tokens
from laering.ui.showing.blocks import (
    Block,
    Boxed,
    Card,
    Cell,
    Figures,
    Gap,
    Heading,
    Line,
    Points,
    Prose,
    Ref,
    Table,
    Trend,
)
from laering.ui.showing.report import report_blocks
from tests.support.entries import entry_file, simple_entry
from tests.support.places import GOLDEN
from tests.support.runs import TODAY, Run

JOURNAL = GOLDEN / "journal"
RICH = """\
Vi *tok* **hele** ~~lageret~~ butikken, se [kartet](https://kart.no/rute) og `kode 7`.
Neste linje.

1. Først
2. Så
   - under

> Sitat av Hansen

### Overskrift

| Dag | Antall |
|---|---|
| mandag | 12 |

```
ls -la
```
"""


def _report(period: Period | None = None) -> Report:
    """An empty report, for what is said beside it."""
    survey = Survey([], Counter(), [], [], [])
    return build([survey], DEFAULT_SOURCES, period or month(2026, 11), TODAY, journal="Bakeriet")


def _golden() -> Report:
    journal = open_journal(JOURNAL)
    period = month(2026, 11)
    return build(
        [survey_of(journal, period, TODAY)], DEFAULT_SOURCES, period, TODAY, journal="Fjordbakeriet"
    )


def _paper(report: Report, blocks: Sequence[Block] | None = None) -> PdfReader:
    told = report_blocks(report, to_fill_in=True, alone=True) if blocks is None else blocks
    return PdfReader(io.BytesIO(b"".join(pdf(report, told))))


def _card(text: str, title: str = "En lærdom") -> list[Block]:
    return [
        Heading("Overskrift", 1),
        Heading("Kilde"),
        Card(title, "a.md", "om", (("Lært", text),)),
    ]


def _lines(paper: PdfReader) -> Iterator[str]:
    """The lines of the text, without the head and foot of each page."""
    for number, page in enumerate(paper.pages):
        yield from page.extract_text().split("\n")[min(number, 1) : -1]


def _bare(text: str) -> str:
    """A text without what breaking lines may change."""
    return re.sub(r"[\s\xad\u2010-]", "", unicodedata.normalize("NFKC", text))


def _text(paper: PdfReader) -> str:
    return _bare("\n".join(_lines(paper)))


def _said(block: Block) -> Iterator[str]:
    """Every text of a block, in the order in which they are read."""
    match block:
        case Heading() | Line():
            yield block.text
        case Figures():
            for figure in block.figures:
                yield from (str(figure.count), figure.label)
        case Points():
            yield from block.items
        case Table():
            yield from (column.title for column in block.columns)
            for row in block.rows:
                for cell in row:
                    yield from _in_cell(cell)
        case Card():
            yield from (block.title, block.about)
            for label, told in block.texts:
                yield label
                yield from _written(told) if isinstance(told, str) else map(str, told)
            yield block.path
        case _:
            assert isinstance(block, Gap)


def _in_cell(cell: Cell) -> Iterator[str]:
    if isinstance(cell, Trend):
        yield from map(str, cell.counts)
    elif isinstance(cell, str):
        yield cell


def _written(text: str) -> Iterator[str]:
    for token in tokens(text) or ():
        for piece in token.children or [token]:
            if piece.type in ("text", "code_inline", "fence", "code_block"):
                yield piece.content


def _objects(paper: PdfReader) -> Iterator[dict[str, Any]]:
    """Every dictionary in the file."""
    size: Any = paper.trailer["/Size"]
    for number in range(1, size):
        found = paper.get_object(IndirectObject(number, 0, paper))
        waiting = [found]
        while waiting:
            each = waiting.pop()
            if isinstance(each, DictionaryObject):
                yield each
                waiting += each.values()
            elif isinstance(each, ArrayObject):
                waiting += each


def _tags(paper: PdfReader) -> Iterator[dict[str, Any]]:
    """The structure elements, in reading order."""
    waiting: list[Any] = [paper.root_object["/StructTreeRoot"]]
    while waiting:
        each = waiting.pop()
        each = each.get_object() if isinstance(each, IndirectObject) else each
        if isinstance(each, ArrayObject):
            waiting += reversed(each)
        elif isinstance(each, DictionaryObject):
            if "/S" in each:
                yield each
            if "/K" in each:
                waiting.append(each["/K"])


def _outline(entries: Sequence[Any], level: int = 1) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(entry, level + 1)
        else:
            yield level, entry.title


def test_every_text_can_be_read_again_in_order() -> None:
    blocks = list(report_blocks(_golden(), to_fill_in=True, alone=True))
    text = _text(_paper(_golden(), blocks))

    place = 0
    for told in chain.from_iterable(map(_said, blocks)):
        found = text.find(_bare(told), place)
        assert found >= 0, told
        place = found + len(_bare(told))


def test_markdown_is_drawn_and_all_of_it_can_be_read() -> None:
    text = _text(_paper(_report(), _card(RICH)))

    place = 0
    for told in _written(RICH):
        found = text.find(_bare(told), place)
        assert found >= 0, told
        place = found
    assert "*" not in text
    assert "kartet(https://kart.no/rute)" in text


def test_it_says_that_it_is_made_for_listening_and_for_the_archive() -> None:
    paper = _paper(_golden())

    catalogue: dict[str, Any] = paper.root_object
    assert catalogue["/Lang"] == "nb"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    particulars = catalogue["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in particulars
    assert "<pdfaid:part>2</pdfaid:part>" in particulars
    assert paper.metadata is not None
    assert paper.metadata.title == "Hva vi lærte: november 2026"
    assert paper.metadata.author == "Fjordbakeriet"


def test_the_table_of_contents_is_the_headings() -> None:
    blocks = list(report_blocks(_golden(), to_fill_in=True, alone=True))
    headings = [
        (block.level, block.text) if isinstance(block, Heading) else (3, block.title)
        for block in blocks
        if isinstance(block, Heading | Card)
    ]
    paper = _paper(_golden(), blocks)

    assert list(_outline(paper.outline)) == headings
    assert [(int(tag["/S"][2:]), tag["/T"]) for tag in _tags(paper) if "/H" in tag["/S"][:2]] == (
        headings
    )


def test_every_font_is_in_the_file() -> None:
    fonts = [each for each in _objects(_paper(_golden())) if each.get("/Type") == "/FontDescriptor"]

    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)


def test_pages_know_their_number() -> None:
    paper = _paper(_report(), _card("\n\n".join(["Et avsnitt som fyller."] * 200)))
    count = len(paper.pages)

    assert count > 2
    assert paper.page_labels == [str(number + 1) for number in range(count)]
    for number, page in enumerate(paper.pages):
        lines = page.extract_text().split("\n")
        assert lines[-1].endswith(f"Side {number + 1} av {count}")
        assert (lines[0] == "Bakeriet november 2026") == (number > 0)


def test_tables_have_headings_and_drawings_have_words() -> None:
    blocks = list(report_blocks(_golden(), to_fill_in=True, alone=True))
    kinds = Counter(str(tag["/S"]) for tag in _tags(_paper(_golden(), blocks)))
    tables = [block for block in blocks if isinstance(block, Table)]
    drawn = [tag for tag in _tags(_paper(_golden(), blocks)) if tag["/S"] == "/Figure"]

    assert kinds["/Table"] == len(tables)
    assert kinds["/TH"] == sum(len(table.columns) for table in tables)
    assert drawn
    assert all(re.fullmatch(r"desember 2025: \d+, .*november 2026: \d+", t["/Alt"]) for t in drawn)


def test_links_within_lead_somewhere() -> None:
    paper = _paper(_golden())
    led = {str(each["/Dest"]) for each in _objects(paper) if each.get("/Subtype") == "/Link"}

    assert "by-source" in led
    assert led <= set(paper.named_destinations)


def test_overdue_is_told_in_words_and_heavier_letters(folder: Path, run: Run) -> None:
    third = "- [ ] Ringe @ola 📅 2026-11-20\n- [ ] Male @ola 📅 2026-11-30"
    entry_file(folder, "2026-11-02-a.md", simple_entry("A", "2026-11-02", third=third))
    paper = PdfReader(io.BytesIO(run("rapport", "-f", "pdf").raw))
    heavy: list[str] = []

    def visit(text: str, _cm: Any, _tm: Any, font: Any, _size: float) -> None:
        if font and "-Bold" in font["/BaseFont"]:
            heavy.append(text)

    for page in paper.pages:
        page.extract_text(visitor_text=visit)

    assert "".join(heavy).strip() == "20. nov. 2026 på overtid"


def test_a_card_is_not_broken_after_its_title() -> None:
    cards = [
        Card(
            f"Tittel {number}", "a.md", "om den", (("Lært", "Et ord og to. " * (number * 7 % 190)),)
        )
        for number in range(60)
    ]
    paper = _paper(_report(), [Heading("Overskrift", 1), Heading("Kilde"), *cards])

    assert len(paper.pages) > 5
    for page in paper.pages:
        last = page.extract_text().split("\n")[-2]
        assert not last.startswith(("Tittel", "om den", "Kilde"))


def test_a_word_without_end_stays_on_the_page() -> None:
    word = "x" * 2000
    for text in (word, f"`{word}`", f"```\n{word}\n```", "*a*b" * 500, "[" * 2000, f"- {word}"):
        lines = list(_lines(_paper(_report(), _card(text, title=word[:300]))))
        assert max(map(len, lines)) < 130


def test_the_name_of_an_entry_is_not_broken() -> None:
    name = "2026-05-24-kaffemaskinen-tett-av-kalk-da-morgenen-kom"
    for before in range(20):
        told = f"{'ord ' * before}ID N: {name} 1"
        assert name in "\n".join(_lines(_paper(_report(), _card(told))))


HOSTILE = [
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd") #include "x.typ" #sys.inputs',
    "$x^2$ #$ sum $ ] ) } \" ' ; \\ \\u{41} // x /* x */",
    "@ref <label> = x ~ -- --- ...",
    "{{x}} {% y %} <script>alert(1)</script> &lt;",
    "rød \x1b[31m \x07\x00\x7f ende",
    "\u202egnp.exe\u202c \u2066x\u2069 \ufeff \u2028",
    "> " * 60 + "dypt",
    "- " * 60 + "dypt",
    "*" * 600 + "a" + "*" * 600,
    "**a *b " * 60 + "c*** " * 60,
    "~~a **b ~~c~~ [d](https://x.no)** <https://x.no>~~",
    "|" + "a|" * 40 + "\n|" + "--|" * 40 + "\n|" + "b|" * 40,
    '```\n#read("x")\n\n\tinnrykk\n```',
    "99999999. a\n\n0. b",
    "",
    "\ue000 \ufffe \uffff \U0010ffff \ufffc",
    "\u0301 a\u0301\u0323\u0301 \u05d0\u0300 \u4e2d\u0301",
    "عربي עברית Ελληνικά Кириллица ŋđčšžŧ",
    "Å" * 20_000,
    "ord " * 6_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_anything_but_text(text: str) -> None:
    flat = " ".join(text.split()) or "-"
    texts = (("Lært", text), ("Tiltak", (Boxed("☐", flat),)))
    blocks: list[Block] = [
        Heading("Overskrift", 1),
        Heading(flat, 2, "by-source"),
        Line(flat),
        Points((flat,)),
        Card(flat, flat, flat, texts, key=flat, source=flat),
        Prose(text),
        Card("", "", "", (), key=flat),
    ]

    paper = _paper(_report(), blocks)

    assert not any(
        {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile"} & set(o) for o in _objects(paper)
    )
    assert not any(each.get("/S") in ("/JavaScript", "/Launch") for each in _objects(paper))


@pytest.mark.parametrize("text", HOSTILE[:5])
def test_what_looks_like_code_stands_as_it_was_typed(text: str) -> None:
    shown = _text(_paper(_report(), [Heading("x", 1), Line(text)]))

    assert _bare(text) in shown


def test_links_lead_to_the_web_and_to_mailboxes_only() -> None:
    text = (
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](file:///etc/passwd) [d](../a.md) "
        "[e](//x.no) [f](ftp://x.no) ![g](https://x.no/g.png) <javascript:alert(1)> "
        "[h](https://nav.no/æ) [i](mailto:a@b.no) [](http://tom.no) [j](https://x.no/" + "a" * 9000
    )
    paper = _paper(_report(), _card(f"{text})"))

    addresses = {str(each["/URI"]) for each in _objects(paper) if "/URI" in each}
    assert addresses == {"https://nav.no/%C3%A6", "mailto:a@b.no", "http://tom.no"}


def test_no_address_of_another_kind_is_led_to_whoever_lets_it_through() -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https:// x", "ftp://x.no"):
        assert _addressed(["x"], address, "")[0] == "x"
    assert _addressed(["x"], "HTTPS://x.no", "")[0] == ["link", "HTTPS://x.no", ["x"]]


def test_a_place_that_is_not_there_is_not_led_to() -> None:
    blocks: list[Block] = [
        Heading("a", 1, "here"),
        Line(Ref("b", "here")),
        Line(Ref("c", "nowhere")),
    ]

    led = [each for each in _objects(_paper(_report(), blocks)) if each.get("/Subtype") == "/Link"]

    assert [str(each["/Dest"]) for each in led] == ["here"]


def test_all_of_a_long_title_stands_there() -> None:
    title = " ".join(f"ord{number}" for number in range(9000))
    paper = _paper(_report(), _card("x", title=title))

    assert _bare(title) in _text(paper)
    assert max(len(name) for _level, name in _outline(paper.outline)) <= 300


@settings(max_examples=40)
@given(st.text(max_size=300), st.text(max_size=60))
@example("a" * 60 + "\n" + "> - 1. " * 30, "\ud800")
def test_anything_can_be_printed(text: str, title: str) -> None:
    made = b"".join(pdf(_report(), [*_card(text, title), Heading(title), Line(title)]))

    assert made.startswith(b"%PDF-")


def test_a_sign_that_no_font_has_is_told_by_name_or_number() -> None:
    text = _text(_paper(_report(), _card("Bra 👍🏽 og 中文, se 👨‍👩‍👧 ✅ ❤️ ☑ Đŋ.")))

    assert "Bra⟨tommelopp⟩og⟨U+4E2D,U+6587⟩" in text
    assert "⟨U+1F468,U+1F469,U+1F467⟩⟨hake⟩" in text
    assert "☑Đŋ." in text
    assert "mellom⟨og⟩" in text


def test_nothing_is_said_of_signs_where_none_was_left_out() -> None:
    assert "⟨" not in _text(_paper(_report(), _card("Ελληνικά → ☑ ✓ … «æøå»")))


def test_signs_that_cannot_be_put_together_are_left_out_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typesetter, "_unshown", lambda _signs: frozenset())

    assert "⟨U+4E2D⟩" in _text(_paper(_report(), _card("a 中 b")))


def test_letters_typed_in_two_parts_come_out_as_one() -> None:
    lines = "\n".join(_lines(_paper(_report(), _card("Bla\u030aba\u0308r", title="A\u030ase"))))

    assert "Blåbär" in lines
    assert "Åse" in lines


def test_it_speaks_the_language_that_is_spoken(folder: Path, run: Run) -> None:
    paper = PdfReader(io.BytesIO(run("--språk", "en", "rapport", "-f", "pdf").raw))

    assert str(paper.root_object["/Lang"]) == "en"
    assert "Page 1 of" in paper.pages[0].extract_text()


def test_without_the_typesetter_it_says_what_to_install_and_writes_nothing(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setitem(sys.modules, "pillow_heif", None)

    result = run("rapport", "--format", "pdf", "--ut", "rapport.pdf")

    assert result.code == 1
    assert 'pip install "laering[pdf]"' in result.stderr
    assert [path.name for path in folder.iterdir()] == ["entries"]
    assert "pdf" in run("rapport", "--help").stdout


@pytest.mark.parametrize(
    ("left", "command"),
    [
        ("uv-receipt.toml", 'uv tool install "laering[pdf]"'),
        ("pipx_metadata.json", 'pipx install --force "laering[pdf]"'),
    ],
)
def test_it_is_installed_in_the_way_that_the_program_was(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, left: str, command: str
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / left).touch()

    result = run("rapport", "--format", "pdf", "--ut", "rapport.pdf")

    assert f": {command}\n" in result.stderr.replace("\n  ", " ")


def test_it_is_not_poured_out_on_a_screen(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laering.ui.formats.chosen.on_screen", lambda: True)

    result = run("rapport", "-f", "pdf")

    assert (result.code, result.raw) == (2, b"")
    assert "--ut rapport.pdf" in result.stderr


def test_a_fault_of_the_typesetter_is_told_and_leaves_the_old_file(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "rapport.pdf").write_bytes(b"den gamle")

    def fail(*_: object) -> bytes:
        raise RuntimeError("unknown variable: x")

    monkeypatch.setattr(typesetter, "_printed", fail)
    result = run("rapport", "--ut", "rapport.pdf")

    assert result.code == 1
    assert "PDF-en kunne ikke lages (unknown variable: x)" in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["entries", "rapport.pdf"]
    assert (folder / "rapport.pdf").read_bytes() == b"den gamle"


def test_a_stop_leaves_nothing_behind(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("threading.Thread.join", stop)
    result = run("rapport", "--ut", "rapport.pdf")

    assert result.code == 130
    assert [path.name for path in folder.iterdir()] == ["entries"]


def test_what_no_memory_can_hold_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "_memory", lambda: 10_000_000)

    with pytest.raises(PdfTooLong) as caught:
        list(pdf(_report(), _card("ord " * 20_000)))
    assert caught.value.facts["pages"] == 18


def test_a_bar_of_unknown_length_moves_and_goes_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.5, 2.0, 3.3, 4.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    progress = ProgressBar("Skriver")

    progress(0, -1)
    assert capsys.readouterr().err == ""
    progress(0, -1)
    progress(0, -1)
    first, second = capsys.readouterr().err.split("\r")[1:]
    assert first.endswith(" 2 s")
    assert second.endswith(" 3 s")
    assert first[:-4] != second[:-4]
    progress(1, 1)
    assert capsys.readouterr().err.strip("\r ") == ""
