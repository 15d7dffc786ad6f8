"""Pictures in Markdown: how one is written, and where one that was written leads."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

_SIGNS = re.compile(r"([\\`*_\[\]<>&!$~|%])")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

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


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def picture_line(alt: str, target: str) -> str:
    """A picture as a line of Markdown, with a text instead of it; ``target`` is a path."""
    text = _SIGNS.sub(r"\\\1", _SPACE.sub(" ", alt).strip())
    return f"![{text}]({quote(target, safe='/.-_~')})"


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
