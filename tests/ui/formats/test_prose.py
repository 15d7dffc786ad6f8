"""What people wrote as Markdown, as HTML: laid out, and never more than text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laering.ui.desk.terminal import safe
from laering.ui.formats import prose

_PIECES = st.sampled_from(
    [
        *(
            "a",
            "bc",
            "æøå",
            "«",
            "»",
            "…",
            ",",
            ":",
            "!",
            "?",
            "@",
            "/",
            "0123456789",
            "(c)",
            "{",
            "}",
        ),
        *(" ", "  ", "    ", "\t", "\n", "\n\n", "\n \n", "\u00a0", "\u2003"),
        *("&amp;", "&", "<", ">", '"', "'", "<b>", "http://x.no", "a@b.no"),
        *(
            "1.",
            "2)",
            "-",
            "+",
            "=",
            "#",
            "---",
            "===",
            "x-y",
            "a#",
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~",
        ),
        *(
            "[",
            "]",
            "](",
            "](http://x.no)",
            "![",
            "|",
            "|-|",
            "\\",
            "\x00",
            "\x1b",
            "\u2028",
            "\ud800",
        ),
    ]
)
_TEXTS = st.lists(_PIECES, max_size=15).map("".join)
_CALM = st.text(alphabet='ab1.)( \n-+=>#&"!,æ', max_size=40)
_ALLOWED = {
    *("p", "br", "strong", "em", "s", "code", "pre", "a", "ul", "ol", "li", "blockquote", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td", "div"),
}
_ATTRIBUTES = {"href", "title", "rel", "class", "start", "role", "tabindex"}


class _Reader(HTMLParser):
    """Collects what a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(_TEXTS | _CALM)
@example("a\n   \nb  \n  c")
@example("a &amp; <b>")
@example("1.")
@example("a\n2) b")
@example("a\n===")
@example("a\n---")
@example("a\n# b")
@example("a\n> b")
@example("a\n+ b")
@example("a\n\n    b")
def test_text_without_signs_comes_out_as_the_parser_would_have_it(text: str) -> None:
    assert prose.html(text) == prose._laid_out(safe(text))


@given(_TEXTS)
def test_nothing_but_known_tags_and_harmless_links_come_out(text: str) -> None:
    found = _read(prose.html(text))

    assert found.tags <= _ALLOWED
    assert {name for name, _ in found.attributes} <= _ATTRIBUTES
    for name, value in found.attributes:
        if name == "href":
            assert re.match(r"https?://|mailto:", value or "", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Én\nto\n\ntre", "<p>Én<br>\nto</p>\n<p>tre</p>\n"),
        ("*én*\nto", "<p><em>én</em><br>\nto</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("~~a~~", "<p><s>a</s></p>\n"),
        ("# Stor\n\nUnder\n===", '<p class="heading">Stor</p>\n<p class="heading">Under</p>\n'),
        ("<b>a</b> &amp; b", "<p>&lt;b&gt;a&lt;/b&gt; &amp;amp; b</p>\n"),
        ("[a]: http://x.no\n\n[a]", "<p>[a]: http://x.no</p>\n<p>[a]</p>\n"),
        ("```js\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n"),
        ("a\x1b[31m", "<p>a␛[31m</p>\n"),
        ("*a*\u202e", "<p><em>a</em>⟨U+202E⟩</p>\n"),
    ],
)
def test_markdown_is_laid_out_and_the_rest_stands_as_it_was_typed(text: str, html: str) -> None:
    assert prose.html(text) == html


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](https://x.no/b?c=d&e)", "https://x.no/b?c=d&e"),
        ("[a](HTTP://x.no)", "HTTP://x.no"),
        ("<https://x.no>", "https://x.no"),
        ("[a](mailto:kari@x.no)", "mailto:kari@x.no"),
    ],
)
def test_links_to_the_web_and_to_people_are_links(text: str, target: str) -> None:
    attributes = _read(prose.html(text)).attributes

    assert ("href", target) in attributes
    assert ("rel", "noopener noreferrer nofollow") in attributes


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html,b)",
        "[a](vbscript:b)",
        "[a](file:///etc/passwd)",
        "[a](//x.no)",
        "[a](../b.md)",
        "[a](#b)",
        "<javascript:b>",
        "![a](data:image/png;base64,b)",
    ],
)
def test_any_other_link_is_the_text_that_was_typed(text: str) -> None:
    found = _read(prose.html(text))

    assert found.tags == {"p"}
    assert found.text == f"{text}\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![ovnen](https://x.no/a.png)", "ovnen (https://x.no/a.png)\n"),
        (
            "Før ![skade på døra](bilder/dør.jpg) etter",
            "Før skade på døra (bilder/dør.jpg) etter\n",
        ),
        ("[![ovnen](a.png)](b.md)", "[ovnen (a.png)](b.md)\n"),
        ("![a](C:/b.png)", "![a](C:/b.png)\n"),
        ("![a](//x.no/b.png)", "![a](//x.no/b.png)\n"),
        ("![](https://x.no/a.png)", "https://x.no/a.png\n"),
    ],
)
def test_a_picture_is_told_and_not_fetched(text: str, shown: str) -> None:
    found = _read(prose.html(text))

    assert found.text == shown
    assert found.attributes == []


@pytest.mark.parametrize(
    "text",
    [
        "*" + "a" * prose.MOST,
        "> " * 25 + "dyp",
        "- " * 25 + "dyp",
        "|" + "a|" * 600 + "\n|" + "-|" * 600 + "\n" + "x\n" * 200 + "dyp",
    ],
    ids=["long", "deep quotes", "deep lists", "wide table"],
)
def test_what_is_too_much_for_the_parser_stands_as_it_was_typed(text: str) -> None:
    found = _read(prose.html(text))

    assert ("class", "typed") in found.attributes
    assert found.text == f"{text}\n"


def test_what_is_as_deep_as_it_goes_is_all_there() -> None:
    assert "dyp" in prose.html("> " * 19 + "dyp")
    assert "dyp" in prose.html("> " * 20 + "dyp")
    assert "dyp" in prose.html("> " * 18 + "dyp")


def test_columns_keep_their_sides_without_a_style() -> None:
    html = prose.html("|a|b|\n|:-:|--:|\n|1|2|")

    assert '<td class="center">1</td>' in html
    assert '<td class="right">2</td>' in html
    assert "style" not in html
