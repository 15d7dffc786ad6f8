"""An answer the whole way: typed, written to its file, read again, and shown as it was typed."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from laering.files.journal.journal import open_journal
from laering.ui.formats import prose
from laering.ui.formats.nodes import prose_nodes
from laering.ui.formats.plain import in_plain
from laering.ui.showing.blocks import Card, Prose
from tests.support.painted import seen
from tests.support.runs import Run

REL = ' rel="noopener noreferrer nofollow"'

KINDS = {
    "a first line's indent": ("    x = 1\n    y = 2", "<pre><code>x = 1\ny = 2\n</code></pre>\n"),
    "an indented list": (
        "   - en\n   - to",
        "<ul>\n<li>en</li>\n<li>to</li>\n</ul>\n",
    ),
    "a backslash break": ("ja\\\nnei", "<p>ja<br>\nnei</p>\n"),
    "a break of blanks": ("ja  \nnei", "<p>ja<br>\nnei</p>\n"),
    "a line end in code": ("`ja\nnei`\ntre", "<p><code>ja nei</code><br>\ntre</p>\n"),
    "code in a list": (
        "- ```\n  gå\n  ```\n- to",
        "<ul>\n<li>\n<pre><code>gå\n</code></pre>\n</li>\n<li>to</li>\n</ul>\n",
    ),
    "code deep in a list": (
        "1.  Slik:\n\n    ```\n    # gå\n    ```\n\n    Ferdig",
        "<ol>\n<li>\n<p>Slik:</p>\n<pre><code># gå\n</code></pre>\n<p>Ferdig</p>\n</li>\n</ol>\n",
    ),
    "a fence that is no fence": (
        "    ```\n    a\n    ```",
        "<pre><code>```\na\n```\n</code></pre>\n",
    ),
    "a picture beside text": (
        "Her ![skade på døra](bilder/dør-1.jpg) er den.",
        "<p>Her skade på døra (bilder/dør-1.jpg) er den.</p>\n",
    ),
    "a picture without a text": ("![](bilder/a.jpg)", "<p>bilder/a.jpg</p>\n"),
    "a link without a text": (
        "Se [](https://x.no/%C3%A5) der",
        f'<p>Se <a href="https://x.no/%C3%A5"{REL}>https://x.no/å</a> der</p>\n',
    ),
    "a link that leads nowhere": (
        "[*her*]() []() ![dør]() og [der](b.md)",
        "<p>[<em>her</em>]() []() ![dør]() og [der](b.md)</p>\n",
    ),
    "an address": (
        "<https://x.no/a_b>",
        f'<p><a href="https://x.no/a_b"{REL}>https://x.no/a_b</a></p>\n',
    ),
    "what is struck out": ("~~feil~~ rett, ~5", "<p><s>feil</s> rett, ~5</p>\n"),
    "a box": ("- [ ] ring", "<ul>\n<li>[ ] ring</li>\n</ul>\n"),
    "a heading": ("## Stor\ntekst", '<p class="heading">Stor</p>\n<p>tekst</p>\n'),
    "a fence that is never closed": ("```\na\nb", "<pre><code>a\nb</code></pre>\n"),
}

BY_KIND = pytest.mark.parametrize(("typed", "html"), KINDS.values(), ids=KINDS)


@BY_KIND
def test_each_kind_comes_back_as_typed_and_is_shown_so(
    folder: Path, run: Run, typed: str, html: str
) -> None:
    answers = ("--skjedde", typed, "--lært", typed, "--neste", typed)

    assert run("ny", "-k", "avvik", "-t", "Lås", "-d", "2026-11-20", *answers).code == 0

    (entry,) = open_journal(folder).within(None).entries
    told = entry.packed.decode().removeprefix("\n")
    assert told.count("\n## ") == told.count("## Hva") - 1
    assert run("rapport", "2026-11", "-f", "html").stdout.count(f"<dd>{html}") == 3
    assert run("del", "siste", "-f", "html").stdout.count(html.rstrip("\n")) == 3
    assert run("vis", "siste").stdout.count(f"\n{typed}\n") == 3
    assert run("sjekk", "--unntatt", "picture-missing").code == 0


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("    x = 1\n    y = 2", "    x = 1\n    y = 2"),
        ("**Fet** og *skrå* med `kode`\\\nny", "Fet og skrå med kode\nny"),
        ("- en\n- to\n  - tre\n    ```\n    gå\n    ```", "- en\n- to\n  - tre\n        gå"),
        ("3. a\n\n   b\n4. c", "3. a\n\n   b\n\n4. c"),
        ("> a\n> > b", "> a\n>\n> > b"),
        ("|A|B|\n|-|-|\n|lang celle|**b**|", "A           B\nlang celle  b"),
        ("# Stor\n***\nliten", "Stor\n\n———\n\nliten"),
        (
            "[her](https://x.no/å) [](https://y.no) <https://z.no> <a@x.no>",
            "her (https://x.no/å) https://y.no https://z.no a@x.no",
        ),
        ("a ![dør](b.jpg) c ![](d.jpg)", "a dør (b.jpg) c d.jpg"),
        ("~~feil~~", "~~feil~~"),
        ("  to  blanke\n og  mer", "to  blanke\nog  mer"),
        ("-", "-"),
        ("&amp; <b>", "&amp; <b>"),
    ],
)
def test_plain_lines_have_the_words_without_the_signs(text: str, plain: str) -> None:
    assert "\n".join(in_plain(text)) == plain


def test_what_was_learned_is_told_without_signs_in_every_text(folder: Path, run: Run) -> None:
    learned = "**Les** navnet:\n\n- på `døra`\n- ![skilt](bilder/a.jpg)"
    run("ny", "-k", "avvik", "-t", "A", "-s", "x", "-l", learned, "-n", "*Ring* først")

    text = run("rapport").stdout

    assert "  Lært:\n    Les navnet:\n\n    - på døra\n    - skilt (bilder/a.jpg)\n" in text
    assert "  Neste gang: Ring først\n" in text
    shown = seen(Card("t", "", "", (("Lært", learned), ("Neste", "*Ring* først"))))
    assert [line.strip() for line in shown.split("\n") if line.strip()] == [
        *("t", "Lært:", "Les navnet:", "• på døra", "• skilt (bilder/a.jpg)", "Neste: Ring først")
    ]


WORDS = ["alfa", "bravo", "charlie", "delta", "ekko", "foxtrot", "golf", "hotell", "india", "lima"]


@pytest.mark.parametrize("columns", [2, 8, 10])
@pytest.mark.parametrize("width", [40, 80])
def test_no_cell_of_a_wide_table_is_cut(
    monkeypatch: pytest.MonkeyPatch, columns: int, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    words = WORDS[:columns]
    rows = [" | ".join(words), " | ".join("-" * columns), " | ".join(words)]

    shown = seen(Prose("\n".join(f"| {row} |" for row in rows)))

    assert "…" not in shown
    assert max(map(len, shown.split("\n"))) <= width
    letters = re.sub(r"[^a-z]", "", shown)
    assert sorted(letters) == sorted("".join(words) * 2)
    if columns * 8 > width:
        assert all(word in shown for word in words)


def test_a_word_that_is_wider_than_its_column_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    shown = seen(Prose(f"| a | b |\n|---|---|\n| {'x' * 70} | {'y' * 70} |"))

    assert "…" not in shown
    assert (shown.count("x"), shown.count("y")) == (70, 70)


def test_a_paragraph_with_a_picture_is_whole_and_in_its_order() -> None:
    text = "Denne setningen står først. ![skaden på døra](dor.png) Etter bildet kommer denne."

    shown = " ".join(seen(Prose(text)).split())

    assert shown == (
        "Denne setningen står først. skaden på døra (dor.png) Etter bildet kommer denne."
    )


def test_paper_tells_a_picture_and_an_address_once() -> None:
    assert prose_nodes("a ![dør](b%C3%A5.jpg) <https://x.no/å>") == [
        [
            "p",
            [
                *("a ", "dør", ["quiet", [" (", "bå.jpg", ")"]], " "),
                ["link", "https://x.no/%C3%A5", ["https://x.no/å"]],
            ],
        ]
    ]


def test_paper_tells_an_address_once_though_it_cannot_be_decoded() -> None:
    ((_kind, [link]),) = prose_nodes("<https://x.no/%1B]0>")

    assert link == ["link", "https://x.no/%1B%5D0", ["https://x.no/%1B]0"]]


def test_the_page_reads_as_the_parser_itself_does_with_the_same_choices() -> None:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False})
    parser.disable(["entity", "reference"]).enable(["table", "strikethrough"])
    for typed, html in KINDS.values():
        if not re.search(r"\]\(|<|^#", typed):
            assert prose.html(typed) == html == parser.render(typed)
