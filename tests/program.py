"""The program as a command: as it is, or with a day or a patience of its own."""

import sys
from datetime import date

from tests.waiting import PATIENCE

TODAY = date(2026, 11, 23)
"""The day on which the program is run."""

PROGRAM = (sys.executable, "-m", "laering")
"""The program as people run it, on the day that it is."""

UNHURRIED = f"from laering.ui.asking import lookout; lookout._PATIENCE = {PATIENCE}"
"""The dialogue waits for similar events until they are found, however busy the machine is."""

BACK_AT_ONCE = f"from laering.ui.asking import fill_in; fill_in._AT_ONCE = {PATIENCE}"
"""Every editor is back at once, however long the machine took to start it."""


def program(*first: str) -> tuple[str, ...]:
    """The program on ``TODAY``, after statements that change something in it.

    For surroundings where names are UTF-8; elsewhere it begins anew, as it is.
    """
    day = f"import datetime, functools; main.run = functools.partial(main.run, today={TODAY!r})"
    return (
        sys.executable,
        "-c",
        "\n".join(("from laering import main", day, *first, "main.main()")),
    )


ON_A_DAY = program()
