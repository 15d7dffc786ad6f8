"""Norwegian words: split from text, and brought to their stems.

Stems make inflected forms equal (``kundene`` and ``kunde``). They are those of the Snowball stemmer
for bokmål, which does well enough for nynorsk. A stem is always the beginning of its word.
"""

import re
import unicodedata
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """A text as it is compared: composed letters, none of them capital; æ, ø and å stay."""
    return unicodedata.normalize("NFC", text).casefold()


@cache
def stem(word: str) -> str:
    """The stem of a folded word."""
    found: str = _stemmer().stemWord(word)
    return found


@cache
def _stemmer() -> Any:
    from snowballstemmer.norwegian_stemmer import (  # type: ignore[import-untyped]
        NorwegianStemmer,
    )

    return NorwegianStemmer()
