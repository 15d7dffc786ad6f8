"""What a terminal is sent for a block."""

import re
from contextlib import redirect_stdout
from io import StringIO

from laering.ui.desk.terminal import Terminal
from laering.ui.formats import paint
from laering.ui.showing.blocks import Block

STYLE = re.compile(r"\x1b\[[\d;]*m")
"""What makes letters bold or gives them a colour."""


class Screen(StringIO):
    """A terminal that keeps what it was sent."""

    def isatty(self) -> bool:
        return True


def sent(block: Block) -> str:
    """What a terminal is sent for a block."""
    with redirect_stdout(Screen()) as screen:
        paint.show(Terminal(), [block])
    return screen.getvalue()


def seen(block: Block) -> str:
    """What a person sees of it."""
    return STYLE.sub("", sent(block))
