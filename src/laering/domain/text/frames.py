"""What stands around a text, and is no part of it."""

import re

_EMPTY_LINES = re.compile(r"(?:[ \t]*\n)+")


def unframed(text: str) -> str:
    """A text without the empty lines around it; the indent of its first line stays."""
    empty = _EMPTY_LINES.match(text)
    return (text[empty.end() :] if empty else text).rstrip()
