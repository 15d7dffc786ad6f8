"""Make the golden reports anew from the journal beside this file; read the change by eye."""

import os
from contextlib import redirect_stdout
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

from laering import main
from laering.ui.formats import table

HERE = Path(__file__).parent


def make() -> None:
    """Write ``rapport.<form>`` for every form in the table that is text."""
    os.environ["LAERING_CONFIG"] = os.devnull
    for name in [each.name for each in table.FORMATS if each.encoding]:
        shown = BytesIO()
        with redirect_stdout(TextIOWrapper(shown, encoding="utf-8")) as stream:
            arguments = ["--journal", str(HERE / "journal"), "rapport", "2026-11", "-f", name]
            main.run(arguments, date(2026, 11, 23))
            stream.flush()
            (HERE / f"rapport.{name}").write_bytes(shown.getvalue())


if __name__ == "__main__":
    make()
