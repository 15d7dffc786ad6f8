"""What the page for those without a terminal writes is what the program reads: the same words."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from laering.domain.body import unpack
from laering.domain.entry import Answers, Entry
from laering.domain.fitting import cleared
from laering.domain.questions import HEADINGS
from laering.domain.slip import PICTURES, writing_rules
from laering.domain.text.frames import unframed
from laering.domain.wording import suggest_title
from laering.files.entry import codec
from laering.files.exchange import read_given
from laering.ui.formats.jinja import own_text
from tests.support.runs import TODAY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HAPPENED = "Brødet ble svidd."
DAY = "2026-11-20"

# What means something in a header, in Markdown or to the reader of entries.
PIECES = (
    *("---", "...", "# x", "## Hva skjedde?", "##", "===", "- [ ] x", "> - [x] y", "1. [ ] z"),
    *("\\# x", "\\\\---", "\\- [ ]", "- \\[ ] x", "-", "title: x", "author: Kari", "@ola"),
    *("\\@ola", "```", "```py", "~~~", "- ```", "  - ~~~", "  ```", "    ```", "\\```", "`` %% ``"),
    *("`<!-- x`", "<!--", "-->", "<!-- x -->", "%%", "\\<!--", "\\\\%%", "%% x %%", "`", "``"),
    *(
        "💡",
        "👍🏽",
        "æøå",
        ": ",
        " #",
        "'",
        '"',
        "\\",
        "\t",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n",
        "\n\n",
    ),
    *("\r\n", "\r", "\u2028", "\ufeff", "\x00", "\x1b[31m", "\x85", "\u202e", "\ufffe", "{a: b}"),
    *("no", "null", "~", "0123", "12:30", "2026-11-23", "| a | b |", "١. [ ] x", "Slutt. Og så"),
    *("[x]", "*a", "&b", "!c"),
)
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join),
)


@pytest.fixture(scope="module")
def page(browser: "Browser") -> "Iterator[Page]":
    """An empty page with the writer, and nothing of the form."""
    made = browser.new_page()
    made.add_script_tag(content=own_text("slip_writer.js"))
    yield made
    made.close()


def _written(page: "Page", language: str = "nb", **told: Any) -> str:
    usual = {"happened": HAPPENED, "learned": "", "differently": "", "author": "", "outcome": ""}
    given = {"date": DAY, "source": "avvik", "pictures": [], **usual, **told}
    headings = [*HEADINGS[language], PICTURES[language]]
    text: str = page.evaluate(
        "([told, headings, rules]) => entryText(told, headings, rules)",
        [given, headings, dict(writing_rules())],
    )
    return text


def _read(text: str) -> Entry:
    entry = codec.read(text.encode("utf-8"), "entries/2026-11-20-x.md")
    assert isinstance(entry, Entry), (entry, text)
    return entry


@settings(max_examples=400)
@given(happened=texts, learned=texts, differently=texts)
@example("- ```\n  # x\n  <!--", "```\n# x\n```", "- [ ] ikke et tiltak")
@example("`<!--`` x`", "a ``` b", "~~~ a ~~~")
@example("x\n\n  innrykk  ", "\n\n    kode", "---\ntitle: falsk\n---")
def test_every_answer_is_read_as_it_was_typed(
    page: "Page", happened: str, learned: str, differently: str
) -> None:
    wanted = Answers(*(unframed(cleared(each)) for each in (happened, learned, differently)))
    assume(wanted.happened)

    body = unpack(
        _read(_written(page, happened=happened, learned=learned, differently=differently))
    )

    assert body.answers == wanted
    assert (body.actions, body.preamble, body.more) == ((), "", "")


@settings(max_examples=300)
@given(texts)
def test_the_title_is_the_one_that_the_dialogue_suggests(page: "Page", happened: str) -> None:
    fit = unframed(cleared(happened))
    assume(fit)

    title = _read(_written(page, happened=happened)).title

    assert title == " ".join(suggest_title(fit).split())


@settings(max_examples=300)
@given(texts)
def test_any_name_is_read_as_that_name(page: "Page", author: str) -> None:
    read = _read(_written(page, author=author))

    assert read.author == (" ".join(cleared(author).split()) or None)
    assert (read.date, read.source, read.extra) == (dt.date(2026, 11, 20), "avvik", ())


@settings(max_examples=150)
@given(texts, texts)
def test_what_a_picture_shows_is_no_part_of_an_answer(
    page: "Page", shows: str, differently: str
) -> None:
    pictures = [{"text": shows, "data": "data:image/jpeg;base64,/9j/4AAQ"}]

    body = unpack(_read(_written(page, differently=differently, pictures=pictures)))

    assert body.answers == Answers(HAPPENED, "", unframed(cleared(differently)))
    assert body.actions == ()
    assert body.more.startswith("## Bilder\n\n![")
    assert body.more.endswith("](data:image/jpeg;base64,/9j/4AAQ)")


@settings(max_examples=150)
@given(happened=texts, learned=texts)
def test_a_file_that_is_given_to_ny_says_the_same(
    page: "Page", happened: str, learned: str
) -> None:
    wanted = unframed(cleared(happened))
    assume(wanted)

    text = _written(page, happened=happened, learned=learned, outcome="bra", author="Kari")
    given = read_given(text.encode("utf-8"), "laering-2026-11-20-x.txt", TODAY)

    assert (given.happened, given.learned or "") == (wanted, unframed(cleared(learned)))
    assert (given.date, given.source) == (dt.date(2026, 11, 20), "avvik")
    assert (given.outcome, given.author, given.extra) == ("bra", "Kari", ())


def test_half_a_letter_is_made_whole(page: "Page") -> None:
    rules = dict(writing_rules())

    made = page.evaluate("(rules) => cleared('a\\ud83d b', rules)", rules)

    assert made == "a\ufffd b"


@pytest.mark.parametrize("language", HEADINGS)
def test_a_file_begins_with_its_mark_and_speaks_the_journals_language(
    page: "Page", language: str
) -> None:
    text = _written(page, language)

    assert text.split("\n")[:2] == ["---", "# laering skjema 1"]
    assert [line[3:] for line in text.split("\n") if line.startswith("## ")] == [
        *HEADINGS[language]
    ]


def test_the_name_of_a_file_tells_the_day_and_the_first_words_in_plain_letters(
    page: "Page",
) -> None:
    told = {"date": DAY, "happened": "Øl på gulvet, ærlig talt: én kasse knuste i går på rampa"}

    name = page.evaluate(
        "([told, rules]) => fileName(told, rules, 'k3f9')", [told, dict(writing_rules())]
    )

    assert name == "laering-2026-11-20-ol-pa-gulvet-aerlig-talt-en-kasse-knuste-k3f9.txt"
