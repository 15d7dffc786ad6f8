"""HTML of mails as text: nothing in it is run or fetched, and no address in it is followed.

One pass from the beginning to the end, since Python's own reader takes minutes for a few hundred
kilobytes of what is never closed: see docs/decisions/0051-what-others-send-in.md.
"""

import re
from html import unescape

_UNSEEN = ("script", "style", "title", "template", "noscript", "svg", "math", "object")
# What hides all that follows, as in a browser, where it is never closed; the others then hide none.
_TO_THE_END = ("script", "style")
_PARAGRAPH = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr"}
)
_LINE = frozenset({"div", "br", "tr", "li", "section", "article", "header", "footer", "address"})
_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9]{0,20}")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")


def text_in(html: str) -> str:
    """The words of a page of HTML, a paragraph each, items behind a hyphen."""
    words: list[str] = []
    ends = _Ends(html)
    at = 0
    while at < len(html):
        opening = html.find("<", at)
        if opening < 0:
            opening = len(html)
        if opening > at:
            words.append(_said(html[at:opening]))
        at = _behind_tag(html, opening, ends, words)
    lines = (" ".join(line.split(" ")).strip() for line in "".join(words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


# More figures than a letter's number has, at which the library gives up.
_NO_LETTER = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")


def _said(text: str) -> str:
    return _BLANKS.sub(" ", unescape(_NO_LETTER.sub("\N{REPLACEMENT CHARACTER}", text)))


class _Ends:
    """Where something ends that has begun, known once to be nowhere from there on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = text.lower() if text.isascii() else _folded(text)
        self._never: set[str] = set()

    def after(self, sign: str, at: int) -> int:
        """The place behind the next such sign; the end of all where there is none."""
        if sign not in self._never:
            found = self._folded.find(sign, at)
            if found >= 0:
                return found + len(sign)
            self._never.add(sign)
        return len(self._text)


def _folded(text: str) -> str:
    """The text in small letters, as long as it was."""
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def _behind_tag(html: str, at: int, ends: _Ends, words: list[str]) -> int:
    """The place behind a tag, whose line end, if it makes one, is put among the words."""
    if html.startswith("<!--", at):
        return ends.after("-->", at + 4)
    if html.startswith(("<!", "<?"), at):
        return ends.after(">", at)
    match = _NAME.match(html, at + 1)
    if match is None:
        words.append(html[at : at + 1])
        return at + 1
    name = match[0].lower()
    if name in _UNSEEN:
        end = ends.after(f"</{name}", at)
        if end < len(html) or name in _TO_THE_END:
            return ends.after(">", end)
    words.append(_made_by(name))
    return _end_of_tag(html, match.end(), ends)


def _made_by(name: str) -> str:
    bare = name.lstrip("/")
    if name == "li":
        return "\n- "
    if bare in _PARAGRAPH:
        return "\n\n"
    if name in ("td", "th"):
        return " "
    return "\n" if bare in _LINE else ""


_TRIES = 4


def _end_of_tag(html: str, at: int, ends: _Ends) -> int:
    """The place behind a tag: an end within quotes is none, unless these are not closed soon."""
    first = end = ends.after(">", at)
    for _ in range(_TRIES):
        if html.count('"', at, end) % 2 == 0:
            return end
        end = ends.after(">", end)
    return first
