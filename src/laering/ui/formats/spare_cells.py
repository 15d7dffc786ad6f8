"""Cells of a table beyond its titles, which readers of Markdown leave out: here they are told."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    Rule = Callable[[StateBlock, int, int, bool], bool]


def with_spare_cells(rule: "Rule") -> "Rule":
    """The parser's rule for tables, that keeps all cells of a row however few titles there are."""

    def table(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # as it asks
        before = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent:
            state.tokens[before:] = _filled(state, state.tokens[before:], start)
        return found

    return table


def _filled(state: "StateBlock", tokens: "list[Token]", start: int) -> "list[Token]":
    """The tokens of a table that begins on a line, with what its rows hold beyond the titles."""
    made: list[Token] = []
    # The second line tells how the columns stand, and is no row.
    line = start - 1
    cells = 0
    for token in tokens:
        if token.type == "tr_open":
            line, cells = line + (1 if line != start else 2), 0
        elif token.type == "inline":
            cells += 1
        elif token.type == "tr_close" and line > start:
            for text in _cells(state, line)[cells:]:
                made += _cell(text, token.level + 1, line)
        made.append(token)
    return made


def _cells(state: "StateBlock", line: int) -> list[str]:
    from markdown_it.rules_block.table import escapedSplit, getLine

    cells = escapedSplit(getLine(state, line).strip())
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(text: str, level: int, line: int) -> "list[Token]":
    from markdown_it.token import Token

    inline = Token("inline", "", 0, level=level + 1, content=text.strip(), children=[])
    inline.map = [line, line + 1]
    opening = Token("td_open", "td", 1, level=level, block=True)
    return [opening, inline, Token("td_close", "td", -1, level=level, block=True)]
