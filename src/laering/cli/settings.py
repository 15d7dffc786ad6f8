"""Commands that choose: ``kilder`` and its commands, and ``oppsett``."""

from typing import Annotated

import typer

from laering.cli.app import app, command, group
from laering.cli.options import JsonOption, argument, option
from laering.i18n import _

sources = group()
app.add_typer(sources, name="kilder")


@sources.callback(
    invoke_without_command=True,
    help=_("The sources, what each asks, and how many entries each has."),
)
def kilder(ctx: typer.Context, as_json: JsonOption = False) -> None:
    if ctx.invoked_subcommand is None:
        from laering.ui.commands import sources

        sources.show_counted(ctx.obj, as_json=as_json)


@command("ny", _("Add a source, or bring back a hidden one."), within=sources)
def kilder_ny(
    ctx: typer.Context,
    name: Annotated[str, argument(_("What it is called in the files, like naboer."), "ID")],
    navn: Annotated[
        str | None, option("--navn", text=_("What it is called in reports."), metavar=_("NAME"))
    ] = None,
    sporsmal: Annotated[
        str | None, option("--spørsmål", text=_("The question it asks."), metavar=_("TEXT"))
    ] = None,
) -> None:
    from laering.ui.commands import settling

    settling.add_source(ctx.obj, name, navn, sporsmal)


@command("skjul", _("Ask no more of a source; its entries keep it."), within=sources)
def kilder_skjul(
    ctx: typer.Context,
    source: Annotated[str, argument(_("The source: its id, name or number."), "ID")],
) -> None:
    from laering.ui.commands import settling

    settling.hide_source(ctx.obj, source)


@command("oppsett", _("Choose the firm's name, yours, the editor and your usual journal."))
def oppsett(ctx: typer.Context) -> None:
    from laering.ui.commands import settling

    settling.set_up(ctx.obj)
