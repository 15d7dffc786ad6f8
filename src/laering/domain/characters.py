"""Characters: those that can do harm where text is shown, and those of other encodings."""

import codecs
import re

INVISIBLE = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff"
)
"""Marks that reorder text, separators that only some programs break lines at, a byte-order mark."""

# These, control characters but line end and tab, and halves of characters.
HARMFUL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{INVISIBLE}\ud800-\udfff]")


def number_of(character: str) -> str:
    """The number by which Unicode knows a character, as it is written."""
    return f"U+{ord(character):04X}"


def western(data: bytes) -> str:
    """The text of bytes in UTF-8, in which stray ones are Windows' western letters."""
    codecs.register_error("western", _western)
    return data.decode("utf-8", "western")


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end
