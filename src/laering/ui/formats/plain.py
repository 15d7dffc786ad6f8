"""Markdown that somebody wrote, as plain lines: laid out, without its signs, nothing cut off."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from laering.ui.desk.terminal import safe
from laering.ui.formats.prose import address, has_signs, picture, text_token, tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

_CODE = "    "

_QUOTE = "> "

_RULE = "———"


def in_plain(text: str) -> list[str]:
    """The lines of a text. What is struck out keeps its signs: without them it would hold."""
    text = safe(text)
    read = tokens(text) if has_signs(text) else None
    return text.split("\n") if read is None else _blocks(iter(read))


def in_words(children: Iterable["Token"]) -> Iterator["Token"]:
    """The tokens of a line with links and pictures told as text, where they lead in brackets."""
    links: list[tuple[str, list[str]]] = []
    for token in children:
        if token.type == "link_open":
            links.append((address(str(token.attrGet("href"))), []))
        elif token.type == "link_close":
            leads, told = links.pop()
            # Between «<» and «>» an address is its own text, and stands as it was typed.
            if token.info != "auto" and "".join(told) != leads:
                yield text_token(f" ({leads})")
        else:
            each = text_token(picture(token)) if token.type == "image" else token
            for _leads, told in links:
                told.append(each.content)
            yield each


def _blocks(rest: Iterator["Token"]) -> list[str]:
    """The lines up to the end of the block they stand in, with an empty one between paragraphs."""
    found: list[str] = []
    close = True
    for token in rest:
        if token.nesting < 0:
            break
        block = _block(token, rest)
        if block and not close:
            found.append("")
        found += block
        close = token.hidden
    return found


def _block(token: "Token", rest: Iterator["Token"]) -> list[str]:
    kind = token.type
    if kind == "inline":
        return _spans(token.children or ()).split("\n")
    if kind in ("fence", "code_block"):
        return [(_CODE + line).rstrip() for line in token.content.rstrip("\n").split("\n")]
    if kind == "hr":
        return [_RULE]
    if kind == "table_open":
        return _columns(_rows(rest))
    if kind == "blockquote_open":
        return [(_QUOTE + line).rstrip() for line in _blocks(rest)]
    if kind == "bullet_list_open":
        return _items(_up_to_end(token, rest), None)
    if kind == "ordered_list_open":
        return _items(_up_to_end(token, rest), int(token.attrs.get("start", 1)))
    return _blocks(rest)


def _up_to_end(opening: "Token", rest: Iterator["Token"]) -> list["Token"]:
    """What stands in a block."""
    return list(takewhile(lambda token: token.level > opening.level, rest))


def _items(inside: Sequence["Token"], number: int | None) -> list[str]:
    """The lines of a list, numbered from ``number`` on or with a dash before each."""
    level = inside[0].level + 1 if inside else 0
    apart = any(
        token.type == "paragraph_open" and token.level == level and not token.hidden
        for token in inside
    )
    found: list[str] = []
    rest = iter(inside)
    for _opening in rest:
        mark = "- " if number is None else f"{number}. "
        first, *more = _blocks(rest) or [""]
        if found and apart:
            found.append("")
        found += [(mark + first).rstrip(), *((" " * len(mark) + line).rstrip() for line in more)]
        number = None if number is None else number + 1
    return found


def _rows(rest: Iterator["Token"]) -> list[list[str]]:
    """The cells of a table, row by row, its titles first."""
    rows: list[list[str]] = []
    for token in rest:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_spans(token.children or ()))
    return rows


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [0] * max(map(len, rows))
    for row in rows:
        for index, cell in enumerate(row):
            widths[index] = max(widths[index], len(cell))
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    ]


def _spans(children: Iterable["Token"]) -> str:
    """The text of a line's tokens, without what only says how it looks."""
    kinds = {"hardbreak": "\n", "s_open": "~~", "s_close": "~~"}
    return "".join(kinds.get(token.type, token.content) for token in in_words(children))
