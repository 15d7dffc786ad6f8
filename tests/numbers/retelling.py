"""What each format of the report tells: its figures, read back out of what a person gets.

A parser gives the figures that it finds under the names that ``reckoning.py`` has for them.
Documents are first made into rows of cells, and all of them are then read by the same words.
"""

from collections.abc import Callable

from .data import data, sheet
from .paper import paper_rows
from .reckoning import Told
from .rows import markdown_rows, page_rows, plain_rows, styled_rows
from .words import in_words


def plain(raw: bytes) -> Told:
    """The figures in the report as plain text."""
    return in_words(plain_rows(raw.decode()))


def styled(raw: bytes) -> Told:
    """The figures in the report as a wide terminal shows it, where months are only drawn."""
    return in_words(styled_rows(raw.decode()))


PARSERS: dict[str, Callable[[bytes], Told]] = {
    "terminal": plain,
    "md": lambda raw: in_words(markdown_rows(raw.decode())),
    "html": lambda raw: in_words(page_rows(raw.decode())),
    "pdf": lambda raw: in_words(paper_rows(raw)),
    "csv": sheet,
    "json": data,
}
"""A parser for each format; a new one needs a row here, and its name in ``reckoning.FIGURES``."""
