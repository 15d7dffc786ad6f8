"""Documents as rows of cells, a line of text being a row of one; headings are marked."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

Row = tuple[str, ...]

# No format lets this character through, so that no text can pass for a heading.
HEADING = "\x00"
HEADINGS = re.compile(
    r"Hva vi lærte: .*|Dette lærte vi|Etter kilde|Tiltak|Skjedde igjen|Merker som går igjen"
    r"|Til ledelsens gjennomgang|Beslutninger|(?!#)[^·]+ \(\d+\)"
)
ABOUT = re.compile(r"(?:man|tirs|ons|tors|fre|lør|søn)dag (\d{1,2}\. \w+ \d{4})(?: · (.*))?")


def plain_rows(text: str) -> Iterator[Row]:
    for line in text.split("\n"):
        if HEADINGS.fullmatch(line):
            yield (HEADING + line,)
        elif line.strip():
            yield tuple(re.split(r"\s{2,}", line.strip().removeprefix("- ")))


def styled_rows(text: str) -> Iterator[Row]:
    """The rows of what a wide terminal shows, without its colours and lines."""
    text = re.sub(r"\x1b\[[\d;]*m|[─•]+ ?", "", text)
    return plain_rows("\n".join(line.rstrip() for line in text.split("\n")))


def markdown_rows(text: str) -> Iterator[Row]:
    for line in text.split("\n"):
        if line.startswith("| ") and not line.startswith("| ---"):
            yield tuple(map(_bare, re.split(r"(?<!\\)\|", line.strip("|"))))
        elif re.match("#+ ", line):
            told = _bare(line.lstrip("#"))
            yield (HEADING + told if HEADINGS.fullmatch(told) else told,)
        elif line.strip():
            yield (_bare(line.removeprefix("> ").removeprefix("- ")),)


def _bare(text: str) -> str:
    """A line without its marks, escapes and link."""
    text = re.sub(r"^\[(.*)\]\([^()\s]*\)$", r"\1", text.strip()).replace("**", "")
    return re.sub(r"\\([^\w\s])", r"\1", text)


def page_rows(text: str) -> list[Row]:
    """The rows of a web page, pictures by what they say without being seen."""
    reader = _PageReader()
    reader.feed(text)
    reader.close()
    return reader.rows


class _PageReader(HTMLParser):
    """The rows of a web page: its table rows, and its other blocks as a row of one each."""

    _HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
    _BLOCKS = _HEADINGS | {"p", "li", "dt", "dd", "div", "caption", "section", "article", "br"}
    _UNREAD = frozenset({"head", "style", "script", "nav", "svg", "fieldset", "footer"})
    _VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "wbr", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._cells: list[str] | None = None
        self._text = ""
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if self._unread or tag in self._UNREAD or "hidden" in said:
            if not self._unread and said.get("role") == "img":
                self._text += said.get("aria-label") or ""
            if tag not in self._VOID:
                self._unread.append(tag)
        elif tag == "tr":
            self._cells = []
        elif tag in self._BLOCKS:
            self._flush("")
        elif tag == "small":
            self._text += " "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._BLOCKS:
            self._flush("")

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            if tag == self._unread[-1]:
                self._unread.pop()
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(" ".join(self._text.split()))
            self._text = ""
        elif tag == "tr" and self._cells is not None:
            self.rows.append(tuple(self._cells))
            self._cells = None
        elif tag in self._BLOCKS:
            self._flush(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._text += data

    def _flush(self, tag: str) -> None:
        text = " ".join(self._text.split())
        if text and self._cells is None:
            heading = tag in self._HEADINGS and HEADINGS.fullmatch(text)
            self.rows.append((f"{HEADING}{text}" if heading else text,))
            self._text = ""
