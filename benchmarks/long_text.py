"""Do something with texts that a pattern or a painter without a bound would take forever over.

python benchmarks/long_text.py show LENGTH      on a terminal, in an entry and alone
python benchmarks/long_text.py remarks LENGTH   look for words of blame
"""

import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

_CODE = ("a\n", "\n", "s{", "[", "漢 ")
_SIGNS = ("a", " ", "\n", "\n \t", "«", '"')
_WORDS = 3
_SENTENCES = 8


class _Screen(StringIO):
    """A terminal that keeps what it was sent."""

    def isatty(self) -> bool:
        return True


def show(length: int) -> None:
    """Show code of such a length."""
    from laering.ui.desk.terminal import Terminal
    from laering.ui.formats import paint
    from laering.ui.showing.blocks import Card, Prose

    for piece in _CODE:
        text = f"```perl\n{_filled(piece, length)}\n```"
        with redirect_stdout(_Screen()):
            paint.show(Terminal(), [Prose(text), Card("t", "", "", (("Lært", text),))])


def remarks(length: int) -> None:
    """Look for words of blame where sentences that blame begin and never go on."""
    from laering.domain import tone

    for piece in (*_SIGNS, *_beginnings()):
        tone.remarks(_filled(piece, length), third=True)


def _beginnings() -> Iterator[str]:
    rows = Path(__file__).with_name("tone").joinpath("development.jsonl")
    lines = rows.read_text(encoding="utf-8").splitlines()
    blaming = [row["text"] for row in map(json.loads, lines) if row["blame"]]
    for text in blaming[:_SENTENCES]:
        for count in range(1, _WORDS + 1):
            yield f"{' '.join(text.split()[:count])} "


def _filled(piece: str, length: int) -> str:
    return (piece * length)[:length]


if __name__ == "__main__":
    {"show": show, "remarks": remarks}[sys.argv[1]](int(sys.argv[2]))
