"""A person's Markdown on a terminal: all of it is seen, none of it is obeyed."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.domain.characters import HARMFUL
from laering.ui.formats import prose
from laering.ui.showing.blocks import Block, Card, Prose
from tests.support.painted import STYLE, sent
from tests.support.steps import steps

PIECES = (
    *("<http://x.no/", "<ftp://", "<", ">", "@x.no>", "%1B]0;P%07", "%1B%5B2J", "%C2%9B31m"),
    *("%E2%80%AE", "&#27;", "&#x202e;", "&lrm;", "\x1b[2J", "\x9b", "\u202e", "\r", "\x00", "\x85"),
    *("[", "](", ")", "![", "]: ", '"', "`", "```\n", "~~~ perl\n", "*", "_", "~~", "\\"),
    *("> ", "- ", "1. ", "# ", "    ", "\t", "|a|b|\n|-|-|\n|", "---\n", "===\n", "\n", "\n\n"),
    *("<b>", "</b>", "<!-- ", "-->", "<div>\n", "ord", " ", "æ", "漢", "👩‍🔧", "!", "http://y.no"),
)


def shown(text: str) -> str:
    """What a person sees of some Markdown, on one line."""
    return " ".join(STYLE.sub("", sent(Prose(text))).split())


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_markdown_can_steer_a_terminal(text: str) -> None:
    assert not HARMFUL.search(STYLE.sub("", sent(Prose(text))))


@pytest.mark.parametrize(
    "text",
    [
        "<ftp://%1B%5B2J>",
        "&#27;]0;PWNED&#7; &#x202e; `&lt;`",
        "Vi sendte <Ola> en e-post",
        "Vi sendte <b title='x'>Ola</b> en e-post",
        "<div>hele avsnittet</div>",
        "<!-- det vi ikke sa -->",
        "[Ola]: ringte",
    ],
)
def test_what_could_be_decoded_or_left_out_is_shown_as_it_was_typed(text: str) -> None:
    assert shown(text) == text.replace("`", "")


@pytest.mark.parametrize(
    "address",
    [
        "http://x.no/%1B]0;PWNED%07%1B[31mred",
        "http://x/%E2%80%AEabc",
        "http://x/%C2%9B31m",
        "a%1B@x.no",
    ],
)
def test_an_address_is_not_decoded_into_what_steers(address: str) -> None:
    assert shown(f"<{address}>") == address
    assert HARMFUL.search(prose.html(f"<{address}>[]({address.replace('[31m', '')})")) is None


def test_emphasis_lists_and_code_are_still_laid_out() -> None:
    assert shown("**Vask** ovnen:\n\n- med `såpe`\n\n```perl\nif 1\n    vask\n```") == (
        "Vask ovnen: • med såpe if 1 vask"
    )
    assert "\x1b[1mVask" in sent(Prose("**Vask** ovnen"))
    assert "     vask" in sent(Prose("```perl\nif 1\n    vask\n```"))


def test_nobody_is_asked_to_colour_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object, **__: object) -> None:
        pytest.fail("a program's text was read as a program")

    monkeypatch.setattr("rich.syntax.Syntax.highlight", ask)

    assert shown("```perl\ns{s{s{\n```") == "s{s{s{"


LONG = pytest.mark.parametrize("long", ["a\n", "\n", "s{", "[", "漢 "])


def long_blocks(long: str, length: int) -> tuple[Block, ...]:
    """A text of such a length in a block of code, alone and in an entry."""
    text = f"```perl\n{long * (length // len(long))}\n```"
    return Prose(text), Card("t", "", "", (("Lært", text),))


@LONG
def test_a_text_of_any_length_is_shown_whole(long: str) -> None:
    for block in long_blocks(long, 30_000):
        assert sent(block).count(long.strip()) >= 30_000 // len(long)


@LONG
def test_ten_times_the_code_takes_about_ten_times_the_steps(long: str) -> None:
    for few, many in zip(long_blocks(long, 1_900), long_blocks(long, 19_000), strict=True):
        small, large = (steps(partial(sent, block)) for block in (few, many))

        assert large <= 12 * small


def test_a_long_text_is_broken_between_words_and_safe() -> None:
    lines = sent(Prose("ord \x1b[2J " * 10_000)).split("\n")

    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("  ord ␛[2J ord ␛[2J")
    assert sum(line.count("ord") for line in lines) == 10_000


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_what_lies_deep_is_not_left_out(mark: str) -> None:
    assert "innerst" in shown(f"{mark * 30}innerst")
