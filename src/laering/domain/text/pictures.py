"""Pictures in Markdown: how one is written, and where one that was written leads."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from laering.domain.text.fences import fenced_lines, without_code

New = Callable[[str], str | None]
"""Gives another place for what a text shows from one; None where it stays."""

_SIGNS = re.compile(r"([\\`*_\[\]<>&!$~|%])")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_SAFE = "/.-_~"

_SPACE = re.compile(r"\s+")

# A scheme, a drive, or the beginning of a full path: no way from the entry's own folder.
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)


# Lengths are bounded: a line of nothing but beginnings is not gone through again for each of them.
_WRITTEN = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\]\\\n]){0,500})\]\(\s{0,9}(?:<(?P<angled>[^>\n]{1,500})>"
    r"|(?P<plain>[^)\n]{1,500}?)(?:\s{1,9}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?\s{0,9}\))"
    r"|<img\b[^>]{0,500}?\ssrc\s{0,9}=\s{0,9}[\"']?(?P<html>[^\"'>\n]{1,500})"
    r"|!\[\[(?P<wiki>[^\]|\n#]{1,500})",
    re.IGNORECASE,
)


class Written(NamedTuple):
    """A picture as a text shows it: the text that stands for it, and where it is.

    ``by_name`` where that is the name of a file alone, wherever it lies, as Obsidian writes it.
    """

    alt: str
    target: str
    by_name: bool


def written_in(text: str) -> Iterator[Written]:
    """The pictures that a text shows, as Markdown, HTML or Obsidian writes them, in order."""
    for match in _WRITTEN.finditer(text):
        target = match["angled"] or match["plain"] or match["html"] or match["wiki"]
        yield Written(_unescaped(match["alt"] or ""), target.strip(), match["wiki"] is not None)


def defined_in(text: str) -> Iterator[str]:
    """Where the link definitions of a text lead, which a picture may refer to by their names."""
    for match in _DEFINED.finditer(text):
        yield (match["angled"] or match["plain"]).strip()


_DEFINED = re.compile(
    r"^ {0,3}\[[^\]\n]{1,500}\]:[ \t]*(?:<(?P<angled>[^>\n]{1,500})>|(?P<plain>\S{1,500}))",
    re.MULTILINE,
)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def picture_line(alt: str, target: str) -> str:
    """A picture as a line of Markdown, with a text instead of it; ``target`` is a path."""
    text = _SIGNS.sub(r"\\\1", _SPACE.sub(" ", alt).strip())
    return f"![{text}]({quote(target, safe=_SAFE)})"


def relinked(text: str, new: New) -> str:
    """A text that shows its pictures from elsewhere; ``new`` is asked for each path, outside code.

    What it gives is put there as a path, with its signs as an address has them.
    """
    if "![" not in text:
        return text
    lines = text.split("\n")
    fenced = fenced_lines(lines)

    def moved(line: str) -> str:
        plain = without_code(line)
        pieces: list[str] = []
        at = 0
        for found in _WRITTEN.finditer(plain):
            group = "angled" if found["angled"] else "plain"
            place = new(found[group].strip()) if found[group] else None
            if place is not None:
                start = found.start(group) - (group == "angled")
                end = found.end(group) + (group == "angled")
                pieces += [line[at:start], quote(place, safe=_SAFE)]
                at = end
        return "".join((*pieces, line[at:]))

    return "\n".join(
        line if index in fenced or "![" not in line else moved(line)
        for index, line in enumerate(lines)
    )


def in_words(text: str) -> str:
    """A text with what stands for each picture in its place: where that is, is nobody's word."""
    return _WRITTEN.sub(lambda found: _unescaped(found["alt"] or ""), text) if "!" in text else text


def without_lines(text: str) -> str:
    """A text without the pictures at its end that stand each in a paragraph of its own."""
    paragraphs = text.split("\n\n")
    while len(paragraphs) > 1 and _WRITTEN.fullmatch(paragraphs[-1].strip()):
        paragraphs.pop()
    return "\n\n".join(paragraphs)


def path_of(target: str, folder: str) -> str | None:
    """The path in the journal of what a text in a file of ``folder`` shows, as it was written.

    None for a web address, a full path, and whatever leads out of the journal. Both paths have
    ``/`` between their parts.
    """
    path = unquote(target).strip().replace("\\", "/")
    if not path or _ELSEWHERE.match(path) or any(letter < " " for letter in path):
        return None
    parts: list[str] = [each for each in folder.split("/") if each]
    for part in re.split(r"[?#]", path, maxsplit=1)[0].split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts) or None
