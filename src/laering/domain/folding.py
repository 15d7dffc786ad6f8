"""The one folding by which tags, owners, authors and ids are compared.

Letters large and small are the same, and so is å as one letter and as a with a ring. What is
shown is what was written first.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache


def composed(text: str) -> str:
    """The text with each letter and its mark as one."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A tag, a name or an id as it is compared: of small letters that are composed.

    A sign before it (``#levering``, ``@ola``) and blanks around it are not part of it, and words
    may be joined by blanks or by hyphens.
    """
    bare = "-".join(text.strip().lstrip("#@").split())
    return composed(composed(bare).casefold())


def each_once(words: Iterable[str]) -> Iterator[str]:
    """The words, each as it was written first, without those that are compared as one."""
    seen: set[str] = set()
    for word in words:
        key = folded(word)
        if key not in seen:
            seen.add(key)
            yield word
