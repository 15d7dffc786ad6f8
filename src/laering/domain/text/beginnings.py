"""What a line can begin with: the signs of a quote, a bullet, a box, or another block.

The one home of these patterns; others are put together from them.
"""

import re

QUOTED = r"[ \t>]*"
"""Blanks and signs of a quote, as many as there are."""

BULLET = r"(?:[-*+]|\d{1,9}[.)])"
"""What an item of a list begins with, a sign or a number; a blank follows it."""

BOX = r"(?:\[.\]|\\\[.\\\])"
"""A box with one sign in it, which makes an action of an item, also as pandoc escapes it."""

FOREIGN_MARK = "[/<>!?-]"
"""A mark that Markdown does not know as one of a box, so that formatters escape the box."""

PACKED_BOX = rb"\\?\[[^\]\n]{1,5}\]"
"""The same in UTF-8, where a sign has up to four bytes."""

BULLETED = re.compile(rf"(?P<before>{QUOTED})(?P<bullet>{BULLET}[ \t]+)")
"""An item with something in it: what stands before its bullet, and the bullet with its blanks."""

ITEM = re.compile(rf"[ \t]*{BULLET}(?:[ \t]|$)")
"""An item, with something in it or not, in no quote."""

LISTED = re.compile(r"[-*+•]|\d{1,3}[.)]")
"""What people take for an item in running text: with • too and no blank, but no year, «2026.»."""

BLOCK = (
    rf"[ \t]*(?:{BULLET}(?:[ \t]|$)|#{{1,6}}(?:[ \t]|$)|`{{3}}|~{{3}}|(?:[-*_=][ \t]*){{3,}}$|[|<])"
)
"""What ends the paragraph above: an item, a heading, a fence, a rule, a table, HTML."""

_QUOTE = re.compile(r"(?: {0,3}>)+ ?")


def bare(line: str) -> str:
    """A line without the signs of a quote before it."""
    quote = _QUOTE.match(line) if ">" in line else None
    return line if quote is None else line[quote.end() :]
