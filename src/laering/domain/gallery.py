"""The pictures that a learning shows, and what a document must know of one to show it too."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from laering.domain.body import unpack
from laering.domain.entry import Body, Entry
from laering.domain.text.fences import fenced_lines, without_code
from laering.domain.text.pictures import Written, path_of, written_in


class Small(NamedTuple):
    """A small copy of a picture, a JPEG, and its size in pixels."""

    data: bytes
    width: int
    height: int


class Gallery(Protocol):
    """Whoever knows the pictures of a document's entries.

    An ``entry`` is the path of its file as the document has it, and a ``target`` is where a
    picture is as its text has it.
    """

    def path(self, entry: str, target: str) -> str | None:
        """The path of a picture as the document has those of entries; None outside the journal."""

    def small(self, entry: str, target: str) -> Small | None:
        """A small copy of it; None where there is none to show."""


def folder_of(path: str) -> str:
    """The folder that a file lies in, by its path."""
    return path.rpartition("/")[0]


def shown_by(entry: Entry, body: Body | None = None) -> list[tuple[str, str]]:
    """The pictures of the journal that an entry shows, or another body of it: path and text.

    In their order, each once. One that is elsewhere, or on the web, is in no list.
    """
    if body is None and b"![" not in entry.packed:
        return []
    found: dict[str, str] = {}
    for each in pictures_in("\n".join(_texts(body or unpack(entry)))):
        path = None if each.by_name else path_of(each.target, folder_of(entry.path))
        if path is not None:
            found.setdefault(path, each.alt)
    return list(found.items())


def places_in(entry: Entry) -> list[tuple[str, str]]:
    """Where an entry's pictures are, as a ``Gallery`` is asked for them, in their order."""
    if b"![" not in entry.packed or not entry.path:
        return []
    return [(entry.path, each.target) for each in pictures_in("\n".join(_texts(unpack(entry))))]


def _texts(body: Body) -> tuple[str, ...]:
    answers = body.answers
    return (body.preamble, answers.happened, answers.learned, answers.differently, body.more)


def pictures_in(text: str) -> Iterator[Written]:
    """The pictures that a text without comments shows, as ``written_in``; not those in code."""
    return (each for _, each in pictures_by_line(text))


def pictures_by_line(text: str) -> Iterator[tuple[int, Written]]:
    """The same, each with its line, from 0."""
    if "![" not in text:
        return
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    for index, line in enumerate(lines):
        if index not in fenced and "![" in line:
            yield from ((index, each) for each in written_in(without_code(line)))
