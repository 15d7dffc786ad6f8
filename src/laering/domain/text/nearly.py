"""Boxes as people nearly write them, which make no action of a line.

The one home of what such a box looks like: who names one, mends one, or writes one as text asks
here. What is a box (``beginnings.BOX`` behind a bullet) is none of these.
"""

import re
from functools import cache
from typing import NamedTuple

from laering.domain.text.beginnings import BULLET

# What nobody sees and that takes no room, a comment too; and blanks that are none to Markdown.
_SPREAD = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\0"
_BLANKS = "".join(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
_UNSEEN = _BLANKS + _SPREAD

_BLANK = rf"[ \t{_UNSEEN}]"

_AS_BLANKS = str.maketrans(_UNSEEN, " " * len(_UNSEEN))
_TAKEN_OUT = str.maketrans("", "", _SPREAD)

# Boxes, and signs for what is done or not, as other programs draw them.
_SQUARES = "☐☑☒□▢❏❑🔲🔳⬜⬛◻🗹🗷"
_SIGNS = f"{_SQUARES}✅❎❌✔✓✗✘√"

# What other programs begin an item with.
_GLYPHS = "•·‣⁃◦∙⋅●○▪▫■✦–—−‐‑→➤►▸▶»"

# A letter or a number in brackets, and signs of emphasis, of a heading or of an arrow.
_COUNTED = r"[A-Za-z]{1,3}[.)]|\([A-Za-z0-9]{1,3}\)"
_BESIDE = "[#_~=]"

# «Tiltak: [ ] Ringe», and the title of a call-out.
_LABEL = r"[A-Za-zÆØÅæøå][A-Za-zÆØÅæøå ]{0,40}:\*{0,2}|\[![A-Za-z-]{1,20}\][+-]?"

# Words that people tick with, or leave to be ticked.
_WORDS = (
    *("ok", "xx", "xxx", "done", "todo", "to do", "gjort", "ferdig", "utført", "fullført"),
    *("avlyst", "__", "___", "--", "---", "//", "✓✓", "✅"),
)


def _in_any_case(words: tuple[str, ...]) -> str:
    letters = ("".join(f"[{a}{a.upper()}]" if a.isalpha() else a for a in word) for word in words)
    return "|".join(letters)


_HELD = rf"{_BLANK}{{0,9}}(?:[xXvV✓✔/-]?|{_in_any_case(_WORDS)}){_BLANK}{{0,9}}"

# In brackets, or in such as a formatter has escaped, both of them.
_BOXED = rf"(?:\[{_HELD}\]|\\\[{_HELD}\\\])"

_BEFORE = rf"(?:>|{_BLANK}|{BULLET}|[{_GLYPHS}]|{_COUNTED}|{_BESIDE})*"

_LEAD = rf"({_BEFORE}(?:(?:{_LABEL}){_BEFORE})?)"

_CELL = rf"(.*?\|{_BLANK}{{0,9}}(?:{BULLET}{_BLANK}{{1,9}})?)"


@cache
def near_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line begins with that may be nearly a box, and what a line of a table is with one.

    The second group of both is the backslashes before the box. They are made when a line may have
    one: that takes longer than all other patterns of lines.
    """
    return (
        re.compile(rf"^{_LEAD}(\\*)({_BOXED})(?![(\[:])"),
        re.compile(rf"^{_CELL}(\\*)({_BOXED})(?=[ \t|]|$)"),
    )


@cache
def _drawn_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The same for what other programs draw, and for round ones, which are no signs of Markdown."""
    drawn = rf"[{_SIGNS}]\ufe0f?|\([ \t]+\)|\([xX✓✔]\)"
    return (
        re.compile(rf"{_LEAD}()({drawn})"),
        re.compile(rf"{_CELL}()([☐☑☒])(?=[ \t|]|$)"),
    )


_TICKED = frozenset("xXvV✓✔☑☒✅🗹√")

# What may stand right behind a box that is closed up to its words.
_BEGINS = '@📅✅«"“*_&'

WORTH_A_LOOK = re.compile(rf"[\[({_SIGNS}]")
"""What a text holds where there may be a box."""


class Near(NamedTuple):
    """What a line begins with that is nearly a box.

    ``start`` is what an item begins with that has such a box; None where it is none, but stands
    by itself, within another or in a heading. ``sign`` is what stands in the box, or all of one
    that is drawn, and ``rest`` what stands behind it. ``hidden`` tells whether something unseen
    stands at it, ``inside`` whether something else stands before it, ``cell`` whether it is in a
    table, and ``drawn`` whether it is none of brackets.
    """

    start: str | None
    sign: str
    rest: str
    hidden: bool = False
    inside: bool = False
    cell: bool = False
    drawn: bool = False

    @property
    def words(self) -> str:
        """What stands behind it, without the blanks between, or what nobody sees there."""
        return self.rest.lstrip(f" \t{_UNSEEN}")

    @property
    def ticked(self) -> bool:
        """Whether it is ticked, with whatever sign."""
        return self.sign in _TICKED

    @property
    def meant(self) -> str | None:
        """The mark that a box has in its place; None where that would be a guess.

        A crossed one that is drawn is done to some, and called off to us.
        """
        if self.start is None or (self.drawn and self.sign not in "☐☑"):
            return None
        known = {"": " ", "☐": " ", "/": "/", "-": "-"}
        return "x" if self.ticked else known.get(self.sign)

    @property
    def written(self) -> str | None:
        """The line with a box in its place; None where that would be a guess."""
        return f"{self.start} [{self.meant}] {self.words}" if self.meant else None


def near_box(line: str) -> Near | None:
    """The nearly written box that a line begins with, or that a cell of it does; None without.

    Brackets may be something else: ``- [x](link)``, ``- [x]: see there``, ``- [X]-en``, ``[1]``,
    and one with a backslash is text. The line is one that begins no action.
    """
    if WORTH_A_LOOK.search(line) is None:
        return None
    kinds = [near_patterns()] if "[" in line else []
    for begins, cell in (*kinds, _drawn_patterns()):
        match = begins.match(line)
        if match is not None and match[2]:
            return None
        if match is not None and _is_meant(match):
            return _near(match)
        found = cell.match(line) if "|" in line else None
        if found is not None:
            return None if found[2] else Near(None, "", "", cell=True)
    return None


def _near(match: re.Match[str]) -> Near:
    lead, box, rest = match[1], match[3], match.string[match.end() :]
    drawn = box[0] not in "[\\"
    plain = lead.translate(_AS_BLANKS)
    bullet = plain.strip(" \t>")
    glyph = len(bullet) == 1 and bullet in _GLYPHS
    item = glyph or re.fullmatch(BULLET, bullet) is not None
    start = plain[: plain.find(bullet)] + ("-" if glyph else bullet)
    return Near(
        start=start if item else None,
        sign=box.rstrip("\ufe0f") if drawn else _held(box),
        rest=rest,
        hidden=not {*lead, *box, *rest[:1]}.isdisjoint(_UNSEEN),
        inside=bool(bullet) and not item and re.fullmatch(_COUNTED, bullet) is None,
        drawn=drawn,
    )


def _held(box: str) -> str:
    """What stands in brackets."""
    return box.translate(_AS_BLANKS).strip("[]\\ \t")


def _is_meant(match: re.Match[str]) -> bool:
    """Whether brackets, or what is drawn, are meant as a box, by what stands around them."""
    rest = match.string[match.end() :]
    first = rest[:1]
    parted = not first or first.isspace() or first in _SPREAD
    lead = match[1].translate(_TAKEN_OUT).strip(" \t>")
    sign, roomy = _held(match[3]), " " in match[3]
    labelled = ":" in lead or "!" in lead
    if match[3][0] not in "[\\":
        # What is round is a box in a list only; a square may be closed up to its words.
        closed_up = match[3][0] in _SQUARES and first.isalnum()
        bare = match[3][0] == "(" or not rest.strip()
        return (parted or closed_up) and bool(lead or not bare) and not labelled
    if labelled or not lead:
        # By itself, a letter or a word in brackets is as likely something else.
        known = not sign if labelled else not sign.isalpha() or sign in "xX"
        return known and (parted or (roomy and not sign and first.isalnum()))
    if sign.isalpha() or len(sign) > 1:
        return parted or (len(sign) == 1 and (first.isupper() or (roomy and first.isalnum())))
    return parted or first.isalnum() or first in _BEGINS
