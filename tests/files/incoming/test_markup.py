"""HTML as text."""

import pytest

from laering.files.incoming.markup import text_in


def test_paragraphs_lines_items_and_cells_stay_apart() -> None:
    html = "<h1>En</h1><p>To<br/>tre</p><ul><li>fire<li>fem</ul><table><tr><td>seks<td>sju</table>"
    assert text_in(html) == "En\n\nTo\ntre\n\n- fire\n- fem\n\nseks sju"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<script>b</script>c", "ac"),
        ("a<STYLE>b</Style >c", "ac"),
        ("<head><title>b</title></head>c", "c"),
        ('<a href="x>y">b</a>', "b"),
        ("<img src=x onerror='alert(1)'>b", "b"),
        ("2 < 3 &amp; 4 &gt; 3", "2 < 3 & 4 > 3"),
        ("&#x41;&#66;&#99999999999;", "AB\ufffd"),
        ("a<script>b", "a"),
        ("a<!--b", "a"),
        ("a<b", "a"),
        ("<head><meta name=a><body>b", "b"),
        ("<title>a<p>b", "a\n\nb"),
        ("", ""),
    ],
)
def test_what_is_not_seen_is_not_told(html: str, text: str) -> None:
    assert text_in(html) == text


@pytest.mark.parametrize("piece", ["<!--", "<", "</", "<a ", '<a b="', "<script>", "<![CDATA["])
def test_what_is_never_closed_is_read_in_one_pass(piece: str) -> None:
    # Quadratic, these would take minutes, and the test would not end.
    assert isinstance(text_in(piece * (200_000 // len(piece))), str)
