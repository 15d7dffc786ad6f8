"""Markdown in a document: any reader of it shows what our own page shows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from laering.domain.characters import HARMFUL
from laering.ui.formats import prose
from laering.ui.formats.quoted import quoted

_PIECES = st.sampled_from(
    [
        *("ord", "æ", " ", "\n", "\n\n", "\t", "    ", "  \n", "\\\n", "\\", "&amp;", "&", "&#33;"),
        *("<b>", "</b>", "<!-- ", "-->", "<script>", "<https://x.no>", "<a@x.no>", "[", "]", "]: "),
        *(
            "](https://x.no)",
            "`",
            "``",
            "```\n",
            "~~~\n",
            "- ",
            "1. ",
            "> ",
            "*",
            "**",
            "|a|\n|-|\n",
        ),
        *("# ", "---\n", "===\n", "\u2028", "\x1b"),
    ]
)


def shown(text: str) -> str:
    """What a reader that takes HTML, entities and definitions makes of the document."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    html = str(reader.render(quoted(text)))
    return html.removeprefix("<blockquote>\n").removesuffix("</blockquote>\n")


def same(html: str) -> str:
    """HTML without what is our own page's look."""
    html = re.sub(r' rel="[^"]*"|<div class="scroll"[^>]*>|</div>| class="language-\w+"', "", html)
    return " ".join(html.replace("<br />", "<br>").replace("<hr />", "<hr>").split())


@pytest.mark.parametrize(
    "text",
    [
        "    x = 1\n    y = 2",
        "Én\nto\\\ntre  \nfire",
        "`kode\nover linjer` og\nmer",
        "1.  Slik:\n\n    ```\n    gå\n    ```\n\n    Ferdig",
        "- a\n  b\n- ```\n  gå\n  ```",
        "> sitat\n> mer",
        "<b>Ola</b> &amp; \\<Kari> &copy;",
        "`<b> &amp; [a]:`",
        "```\n<b> &amp; [a]: x  \n```",
        "[Ola]: /ringte\n\n[Ola] svarte",
        "[^1]: ikke en fotnote",
        "[her]() og ![der]()",
        "| a | b |\n|---|---|\n| <c> | d |\nEtter",
        "Se <https://x.no/a?b=c> og <kari@x.no>\nog [her](https://x.no)",
        "\tkode\n\ta\tb",
        "-\ta\n\n\tb",
        "***\n\nEtter",
    ],
)
def test_any_reader_shows_what_our_page_shows(text: str) -> None:
    # A tab is as wide as it was, and then it is blanks.
    assert same(shown(text)) == same(prose.html(text.expandtabs(4)))


@given(st.lists(_PIECES, max_size=15).map("".join))
def test_nothing_that_was_typed_runs_or_is_left_out(text: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(quoted(text))

    kinds = {child.type for token in tokens for child in (token, *(token.children or ()))}
    assert not kinds & {"html_block", "html_inline", "heading_open"}
    assert all(token.level or token.type.startswith("blockquote") for token in tokens)
    assert not HARMFUL.search(quoted(text))


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("# Stor\nUnder", "> \\# Stor\n>\n> Under\n"),
        ("Stor\n===\nUnder", "> Stor  \n> \\===\n>\n> Under\n"),
        ("Over\n# Stor\n---", "> Over\n>\n> \\# Stor\n>\n> ---\n"),
        ("> ## Stor", "> > \\## Stor\n"),
        ("`a\nb`\nc", "> `a\n> b`  \n> c\n"),
        ("`a\n<div>`", "> `a\n>     <div>`\n"),
    ],
)
def test_headings_and_lines_of_code_become_nothing_else_in_the_document(
    text: str, document: str
) -> None:
    assert quoted(text) == document


@pytest.mark.parametrize("around", ["ord " * 6000, "> " * 25 + "dypt"])
def test_what_is_too_much_to_read_runs_nothing_and_keeps_its_lines(around: str) -> None:
    html = shown(f"{around}\n\nEn `\n\n<script>\n# to\n\n` tre")

    assert "<script>" not in html
    assert "<h1>" not in html
    assert "&lt;script&gt;<br" in html


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("ord", "> **Lært:** ord\n"),
        ("  **ord**", "> **Lært:** **ord**\n"),
        ("a\nb", "> **Lært:**\n>\n> a  \n> b\n"),
        ("- a", "> **Lært:**\n>\n> - a\n"),
        ("    x = 1", "> **Lært:**\n>\n>     x = 1\n"),
    ],
)
def test_a_label_stands_beside_one_line_and_above_anything_else(text: str, document: str) -> None:
    assert quoted(text, "**Lært:**") == document
