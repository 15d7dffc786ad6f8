"""The slip for those without a terminal: as a page, on paper, and as questions to paste."""

import io
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from pypdf import PdfReader

from laering import i18n
from laering.domain.entry import DEFAULT_SOURCES, OUTCOMES, Source
from laering.domain.naming import field_called
from laering.domain.slip import ASKED, COLUMNS
from laering.domain.sources import find_source
from laering.domain.wording import read_outcome
from laering.ui.formats.slip_page import slip_page
from laering.ui.formats.slip_paper import slip_paper
from laering.ui.formats.slip_text import slip_text
from laering.ui.showing.slip import fields, outcomes, slip_for
from laering.ui.words import source_names
from tests.support.runs import TODAY

SLIP = slip_for("Fjordbakeriet", DEFAULT_SOURCES, "nb", "kari@firma.no", "Felles/innboks")


def _paper(sources: tuple[Source, ...] = DEFAULT_SOURCES) -> PdfReader:
    slip = slip_for("Fjord & Sønn: «#1»", sources, "nb", "kari@firma.no", None)
    return PdfReader(io.BytesIO(b"".join(slip_paper(slip, TODAY))))


def _words(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


# --- The page


def test_the_only_style_and_script_are_the_ones_whose_sums_are_given() -> None:
    text = "".join(slip_page(SLIP))

    policy = re.search(r'Security-Policy" content="([^"]*)"', text)
    assert policy
    rules = unescape(policy[1])
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in rules
    assert rules.startswith("default-src 'none';")
    assert "img-src data:; base-uri 'none'; form-action 'none'" in rules
    assert " style=" not in text
    assert "http" not in re.sub(r'http-equiv="', "", text)


def test_no_older_telephone_stumbles_over_the_script() -> None:
    """A single expression that looks behind would stop all of it there."""
    text = "".join(slip_page(SLIP))

    assert "(?<" not in text


# --- On paper


def test_a_sheet_is_one_page_that_asks_all_and_says_where_to() -> None:
    paper = _paper()

    words = _words(paper)

    assert len(paper.pages) == 1
    assert paper.pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)
    for field in fields(SLIP, ASKED):
        assert field.question in words
        for choice in field.choices:
            assert f"{choice.name} {choice.question}".strip() in words
    assert "send et bilde av det til kari@firma.no." in words
    assert "Fjord & Sønn: «#1»" in words


def test_a_sheet_can_be_listened_to() -> None:
    paper = _paper()

    root: dict[str, Any] = paper.root_object
    assert root["/Lang"] == "nb"
    assert "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert paper.metadata
    assert paper.metadata.title == "Fortell hva som skjedde"


def test_many_sources_leave_room_to_write() -> None:
    sources = tuple(Source(f"k{n}", f"Kilde {n}", "Hva ser du? " * 8) for n in range(12))

    assert len(_paper(sources).pages) == 1


def test_a_word_wider_than_the_sheet_is_broken_and_signs_without_a_font_are_told() -> None:
    words = _words(_paper((Source("k", "W" * 400, "Hva 🍞?"),)))

    assert "Hva ⟨" in words


# --- As questions


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_question_and_choice_is_known_when_the_answers_come_back(
    language: str, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: i18n.activate("nb"))
    i18n.activate(language)
    slip = slip_for("Fjordbakeriet", DEFAULT_SOURCES, "nb", None, None)
    names = source_names(DEFAULT_SOURCES)

    asked = [line.split(". ")[1] for line in slip_text(slip) if re.match(r"\d\. ", line)]

    assert tuple(field_called(each) for each in asked) == COLUMNS
    assert [find_source(each.name, names) for each in slip.sources] == list(names)
    assert tuple(read_outcome(each.name) for each in outcomes()) == OUTCOMES


def test_the_questions_are_told_in_lines_to_paste() -> None:
    text = "\n".join(slip_text(SLIP))

    assert text.startswith("Spørsmål til Microsoft Forms eller Google Forms: Fjordbakeriet\n")
    assert (
        "3. Hvordan gikk det?\n   Valg, ett svar\n   - Bra\n   - Mindre bra\n\n"
        "4. Hva skjedde?\n   Undertekst: Med dine egne ord: Hva skjedde, og hvor?\n"
        "   Lang tekst, må besvares\n"
    ) in text
    assert text.endswith(
        "7. Meldt av\n   Undertekst: La det stå tomt for å være anonym.\n   Kort tekst"
    )
