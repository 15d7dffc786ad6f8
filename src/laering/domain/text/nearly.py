"""Boxes as people nearly write them, which make no action of a line.

The one home of what such a box looks like: who names one, mends one, or writes one as text asks
here. What is a box (``beginnings.BOX`` behind a bullet) is none of these.
"""

import re
from typing import NamedTuple

from laering.domain.text.beginnings import BULLET

# What nobody sees and that takes no room, a comment too; and blanks that are none to Markdown.
_SPREAD = "\u00ad\u180e\u200b-\u200f\u2060\ufeff\0"
_BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"

_BLANK = rf"[ \t{_BLANKS}{_SPREAD}]"

_HIDDEN = re.compile(f"[{_BLANKS}{_SPREAD}]")

_AT_FRONT = re.compile(rf"^{_BLANK}+")

_NO_ROOM = re.compile(f"[{_SPREAD}]")

# What other programs begin an item with.
_GLYPHS = "•·‣⁃◦●○▪▫■–—→➤►"

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

NEAR = re.compile(
    rf"^((?:[>#]|{_BLANK}|{BULLET}|[{_GLYPHS}])*)(\\*)({_BOXED})(?![(\[:])",
)
"""A line that begins with what may be nearly a box; its second group is the backslashes."""

CELL = re.compile(
    rf"^(.*?\|{_BLANK}{{0,9}}(?:{BULLET}{_BLANK}{{1,9}})?)(\\*)({_BOXED}|[☐☑☒])(?=[ \t|]|$)"
)
"""A line of a table that has one in a cell; its second group is the backslashes."""

# Boxes and ticks as other programs draw them, and round ones: they are no signs of Markdown.
_DRAWN = re.compile(
    rf"((?:[>#]|{_BLANK}|{BULLET}|[{_GLYPHS}])*)()([☐☑☒□▢❏❑🔲✅✔✓]\ufe0f?|\([ \t]+\)|\([xX✓✔]\))"
)

_TICKED = frozenset("xXvV✓✔☑☒✅")

_ITEM = re.compile(rf"([ \t>]*)(?:({BULLET})|[{_GLYPHS}])[ \t]*")

# What may stand right behind a box that is closed up to its words.
_BEGINS = '@📅✅«"“*_'

_WORTH_A_LOOK = re.compile(r"[\[(☐☑☒□▢❏❑🔲✅✔✓]")


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
        return _AT_FRONT.sub("", self.rest)

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


def near_box(line: str) -> Near | None:
    """The nearly written box that a line begins with, or that a cell of it does; None without.

    Brackets may be something else: ``- [x](link)``, ``- [x]: see there``, ``- [X]-en``, ``[1]``,
    and one with a backslash is text. The line is one that begins no action.
    """
    if _WORTH_A_LOOK.search(line) is None:
        return None
    match = NEAR.match(line) or _DRAWN.match(line)
    if match is not None and match[2]:
        return None
    if match is not None and _is_meant(match):
        return _near(match)
    cell = CELL.match(line) if "|" in line else None
    return None if cell is None or cell[2] else Near(None, "", "", cell=True)


def _near(match: re.Match[str]) -> Near:
    lead, rest = match[1], match.string[match.end() :]
    box = match[3]
    drawn = box[0] not in "[\\"
    plain = _HIDDEN.sub(" ", lead)
    item = _ITEM.fullmatch(plain)
    return Near(
        start=f"{item[1]}{item[2] or '-'}" if item else None,
        sign=box.rstrip("\ufe0f") if drawn else _HIDDEN.sub("", box).strip("[]\\ \t"),
        rest=rest,
        hidden=_HIDDEN.search(f"{lead}{box}{rest[:1]}") is not None,
        inside=item is None and bool(plain.strip(" \t>")),
        drawn=drawn,
    )


def _is_meant(match: re.Match[str]) -> bool:
    """Whether brackets, or what is drawn, are meant as a box, by what stands around them."""
    rest = match.string[match.end() :]
    first = rest[:1]
    parted = not first or first.isspace() or _NO_ROOM.match(first) is not None
    lead = _NO_ROOM.sub("", match[1]).strip(" \t>")
    sign = _HIDDEN.sub("", match[3]).strip("[]\\ \t")
    if match[3][0] == "(":
        return parted and bool(lead)
    if match[3][0] not in "[\\":
        return parted and bool(lead or rest.strip())
    if not lead:
        # By itself, a letter or a word in brackets is as likely something else.
        return parted and (not sign.isalpha() or sign in "xX")
    if sign.isalpha() or len(sign) > 1:
        return parted or (len(sign) == 1 and first.isupper())
    return parted or first.isalnum() or first in _BEGINS
