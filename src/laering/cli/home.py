"""What ``laering`` takes before a command, and the home page that it shows without one."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from laering import __version__
from laering.cli.app import app
from laering.cli.options import option
from laering.i18n import _
from laering.ui.desk.call import begin


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"laering {__version__}\n")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    help=_(
        "A learning journal: what happened, what can we learn from it, and what do we do "
        "differently next time? Without a command: the home page."
    ),
)
def home(
    ctx: typer.Context,
    journal: Annotated[
        Path | None,
        option(
            *("--journal", "-j"),
            text=_("The journal's folder."),
            metavar=_("FOLDER"),
            readable=False,
        ),
    ] = None,
    # Read before the command line is: the help is in that language.
    sprak: Annotated[
        str | None,
        option("--språk", text=_("The language of the messages: nb or en."), metavar=_("LANGUAGE")),
    ] = None,
    ren: Annotated[bool, option("--ren", text=_("Plain text without colour or layout."))] = False,
    as_json: Annotated[bool, option("--json", text=_("Print the home page as JSON."))] = False,
    version: Annotated[
        bool,
        option("--version", text=_("Show the version."), callback=_version, is_eager=True),
    ] = False,
) -> None:
    call = ctx.obj = begin(ctx.obj or {}, plain=ren, folder=journal)
    if ctx.invoked_subcommand is None:
        from laering.ui.commands import opening

        opening.show(call, as_json=as_json)
