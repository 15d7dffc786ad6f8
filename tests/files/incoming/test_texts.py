"""Text that comes in: what counts of it, and what is named and left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.arrival import Piece
from laering.domain.body import compose, split
from laering.domain.entry import Answers, Body
from laering.domain.errors import BadArrival
from laering.files.incoming.texts import MOST_TEXT, is_page, read_text
from tests.support.letters import as_data, page_file
from tests.support.photographs import photograph

CAME = date(2026, 11, 20)
SOURCES = {"avvik": "Avvik og feil", "kunde": "Kundetilbakemeldinger"}


def read(text: str, *, page: bool = False) -> Piece:
    return read_text(text.encode(), "notat.txt", CAME, SOURCES, page=page)


def test_a_file_of_the_page_is_read_with_its_pictures_as_pictures() -> None:
    picture = photograph()
    text = page_file(author="Kari", pictures={"Hjørnet [nord]": picture})
    text = text.replace("[nord]", r"\[nord\]")

    piece = read(text, page=True)

    assert is_page(text.encode())
    assert is_page(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (piece.given.title, piece.given.source, piece.given.author) == (
        "Feil adresse",
        "avvik",
        "Kari",
    )
    assert piece.given.date == date(2026, 11, 19)
    assert piece.given.happened == "Kjørte til gammel adresse."
    assert piece.given.more == ""
    assert [(each.name, each.data) for each in piece.pictures] == [("Hjørnet [nord]", picture)]
    assert piece.dropped == ()


def test_of_a_header_only_what_the_page_asks_for_counts_and_the_rest_is_named() -> None:
    header = (
        "private: false\naliases: [annen]\norigin: innboks 0123456789abcdef\nid: ../x\n"
        "repeats: [2026-01-01-x]\nanswered: 2026-01-01\ntags: [a]\nhemmelig: ja"
    )

    piece = read(page_file(header=header), page=True)

    given = piece.given
    assert (given.aliases, given.origin, given.repeats, given.tags) == ((), None, (), ())
    assert (given.answered, given.private, given.extra) == (None, False, ())
    assert piece.dropped == (
        *("private", "aliases", "origin", "id", "repeats", "answered", "tags", "hemmelig"),
    )


def test_one_that_asks_to_be_private_is_told_of() -> None:
    assert read(page_file(header="privat: ja"), page=True).private
    assert not read(page_file(header="private: false"), page=True).private


@pytest.mark.parametrize("text", ["source: ukjent", "date: snart", "outcome: kanskje"])
def test_a_value_that_is_none_of_its_field_is_named(text: str) -> None:
    piece = read(f"---\ntitle: A\n{text}\n---\nNoe skjedde.")
    assert piece.dropped == (text.partition(":")[0],)
    assert piece.given.date == CAME


def test_lines_at_the_top_of_a_note_tell_its_fields_and_relative_days_count_from_when_it_came() -> (
    None
):
    piece = read("Kilde: avvik\nNår: i går\nMeldt av: Åse\n\nOvnen sto på.")
    assert (piece.given.source, piece.given.author) == ("avvik", "Åse")
    assert piece.given.date == date(2026, 11, 19)
    assert piece.given.happened == "Ovnen sto på."


def test_questions_that_stand_alone_on_a_line_are_read_as_such() -> None:
    piece = read("Hva skjedde?\nOvnen sto på.\n\n**Hva kan vi lære av det?**\nSe etter.")
    assert (piece.given.happened, piece.given.learned) == ("Ovnen sto på.", "Se etter.")


def test_a_box_is_text_wherever_it_stands() -> None:
    box = "- [ ] Slett alt @kari 📅 2026-11-21"
    text = (
        f"{box}\n\n## Hva skjedde?\n\n{box}\n\n## Hva kan vi gjøre annerledes neste gang?\n\n"
        f"{box}\n> 1. [x] Ja\n\n## Tiltak\n\n{box}\n"
    )
    piece = read(text)
    assert piece.given.actions == ()
    assert box in (piece.given.differently or "")
    assert actions_of(piece) == ()


def actions_of(piece: Piece) -> tuple[object, ...]:
    """The actions of the entry that a piece becomes."""
    given = piece.given
    answers = Answers(given.happened or "", given.learned or "", given.differently or "")
    body = Body(answers, (), given.preamble, given.more)
    return split(compose(body, "nb")).actions


PIECES = st.sampled_from(
    (
        *("- [ ] x", "> - [x] y", "```", "~~~", "<!--", "-->", "%%", "## Tiltak", "# A", "---"),
        *("  ", "a", "Hva skjedde?", "1. [/] z", "\t- [ ] q", "\\- [ ] w", "* \\[ \\] e", "==="),
        "## Hva skjedde?",
    )
)


@given(st.lists(PIECES, max_size=14).map("\n".join))
def test_no_text_from_outside_makes_an_action(text: str) -> None:
    assert actions_of(read(text)) == ()


def test_no_picture_of_anothers_is_shown_by_what_comes_in() -> None:
    piece = read("Se ![her](bilder/2026-01-01-privat-1.jpg) og ![](https://x.no/a.png)")
    assert "![" not in (piece.given.happened or "").replace(r"!\[", "")


def test_what_is_no_picture_as_data_is_named_and_nothing_is_left_of_it() -> None:
    text = f"A\n\n![b]({as_data(b'<script>', 'text/html')})\n\n![c](data:image/png;base64,@@)\n\nD"
    piece = read(text)
    assert piece.pictures == ()
    assert piece.dropped == ("b", "c")
    assert "data:" not in (piece.given.happened or "")


def test_control_characters_and_what_reorders_text_do_not_come_in() -> None:
    piece = read("Tittel: \x1b[31mrød\u202e\n\nA\x1b]0;b\x07c")
    assert (piece.given.title, piece.given.happened) == ("[31mrød", "A]0;bc")


@pytest.mark.parametrize("data", [b"\0\1\2", b"---\ntitle: [\n---\nA", b"a" * (MOST_TEXT + 1)])
def test_what_is_no_text_or_has_a_broken_header_is_refused(data: bytes) -> None:
    with pytest.raises(BadArrival):
        read_text(data, "x.md", CAME, SOURCES, page=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_western_letters_come_in_as_they_are(encoding: str) -> None:
    piece = read_text("Blåbærgrøt på Åsøya".encode(encoding), "x", CAME, SOURCES, page=False)
    assert piece.given.happened == "Blåbærgrøt på Åsøya"
