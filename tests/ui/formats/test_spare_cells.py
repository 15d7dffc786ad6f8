"""Cells of a table that stand beyond its titles are told in every form."""

import json

import pytest
from rich.console import Console

from laering.ui.formats.laid_out import laid_out
from laering.ui.formats.nodes import prose_nodes
from laering.ui.formats.plain import in_plain
from laering.ui.formats.prose import html, tokens

TABLE = "| Uke | Kolli |\n|---|--:|\n| 47 | 12 | ett *skadd* | re\\|ne |\n| 48 |"


def on_terminal(text: str, width: int) -> str:
    console = Console(width=width, force_terminal=False)
    with console.capture() as shown:
        console.print(laid_out(tokens(text) or []))
    return shown.get()


def on_paper(text: str) -> str:
    return json.dumps(prose_nodes(text), ensure_ascii=False)


FORMS = {
    "page": html,
    "plain": lambda text: "\n".join(in_plain(text)),
    "terminal": lambda text: on_terminal(text, 80),
    "narrow terminal": lambda text: on_terminal(text, 20),
    "paper": on_paper,
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("around", ["", "> ", "   "])
def test_all_cells_of_a_row_are_told(name: str, around: str) -> None:
    text = "\n".join(around + line for line in TABLE.split("\n"))

    told = FORMS[name](text)

    for word in ("Uke", "Kolli", "47", "12", "skadd", "re|ne", "48"):
        assert told.count(word) == 1


def test_paper_has_as_many_cells_in_every_row() -> None:
    ((_kind, head, cells),) = prose_nodes(TABLE)

    assert (len(head), len(cells)) == (4, 8)
