"""The program as a command, as it is or with a day or a patience of its own."""

import sys
from datetime import date

from tests.waiting import PATIENCE

PROGRAM = (sys.executable, "-m", "laering")

UNHURRIED = f"from laering.ui import lookout; lookout._PATIENCE = {PATIENCE}"
"""The dialogue waits for similar events until they are found, however busy the machine is."""

BACK_AT_ONCE = f"from laering.ui import writing; writing._AT_ONCE = {PATIENCE}"
"""Every editor is back at once, however long the machine took to start it."""


def program(*first: str, today: date | None = None) -> tuple[str, ...]:
    """The program after ``first``, statements that change something in it, and on a day.

    For surroundings where names are UTF-8; elsewhere it begins anew, as it is.
    """
    day = f"import datetime, functools; main.run = functools.partial(main.run, today={today!r})"
    statements = ("from laering import main", *((day,) if today else ()), *first, "main.main()")
    return (sys.executable, "-c", "\n".join(statements))
