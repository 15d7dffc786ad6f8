"""Which source a person means by what they wrote."""

from collections.abc import Mapping

from laering.domain.errors import UnknownSource, UnknownSourceNear


def find_source(written: str, names: Mapping[str, str]) -> str:
    """The id of the source that is meant by an id, a number, a name or the beginning of one.

    ``names`` are what the sources are called where they are shown, by id and in the order in
    which they are numbered from 1. Letters may be large or small. Raises UnknownSourceNear with
    the id that resembles it most, or UnknownSource; both list the sources.
    """
    wanted = " ".join(written.casefold().split())
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return list(names)[int(wanted) - 1]
    called = {each: (each, name.casefold()) for each, name in names.items()}
    for each, words in called.items():
        if wanted in words:
            return each
    beginning = [
        each
        for each, words in called.items()
        if len(wanted) > 1 and any(word.startswith(wanted) for word in words)
    ]
    if len(beginning) == 1:
        return beginning[0]
    raise _unknown(written, wanted, names)


def _unknown(written: str, wanted: str, names: Mapping[str, str]) -> UnknownSource:
    from difflib import get_close_matches

    width = max(map(len, names))
    listed = tuple(f"{each:{width}}  {name}" for each, name in names.items())
    words = {word: each for each, name in names.items() for word in (each, name.casefold())}
    near = get_close_matches(wanted, list(words), n=1, cutoff=0.6)
    if near:
        return UnknownSourceNear(value=written, near=words[near[0]], sources=listed)
    return UnknownSource(value=written, sources=listed)
