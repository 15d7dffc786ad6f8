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
    """The text of bytes in UTF-8, in which stray ones are Windows' western letters.

    Where only that makes words of them, they are those of its old console.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _CONSOLE.search(data) and not _ELSE.search(data):
        return data.decode("cp850")
    codecs.register_error("western", _western)
    return data.decode("utf-8", "western")


# «å» and «ø» after a letter, and «æ» between two, which else are a dagger and quotation marks.
_CONSOLE = re.compile(rb"[A-Za-z][\x86\x9b]|[A-Za-z]\x91[a-z]")
# Letters in UTF-8, the Nordic ones of Windows, and the mark that opens what one of those closes.
_ELSE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]|[\xc5\xc6\xd8\xe5\xe6\xf8]|\x8b")


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def in_ascii(name: str) -> str:
    """A name as those write it who lack æ, ø and å, without the dashes of an option."""
    return name.lstrip("-").replace("æ", "ae").replace("ø", "o").replace("å", "a")
