"""Commands that keep a journal in order: ``sjekk`` and ``start``."""

from pathlib import Path
from typing import Annotated

import typer

from laering.cli.app import command
from laering.cli.options import JsonOption, argument, option
from laering.i18n import _


@command("sjekk", _("Look for problems in the files; the exit status is 3 if there are any."))
def sjekk(
    ctx: typer.Context,
    filer: Annotated[
        list[str] | None, argument(_("Only these files or entries."), _("[FILE]..."))
    ] = None,
    fiks: Annotated[
        bool,
        option("--fiks", text=_("Mend what has one safe answer, after showing what it is.")),
    ] = False,
    prov: Annotated[
        bool, option("--prøv", text=_("With --fiks: show what would be mended, write nothing."))
    ] = False,
    unntatt: Annotated[
        list[str] | None,
        option(
            "--unntatt",
            text=_("Leave out problems of this kind, such as unfinished; can be repeated."),
            metavar=_("CODE"),
        ),
    ] = None,
    tone: Annotated[
        bool, option("--tone", text=_("Name words of blame too, each with a better question."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import checking

    asked = checking.Asked(filer or (), unntatt or (), tone, as_json)
    raise typer.Exit(checking.check_asked(ctx.obj, asked, mending=fiks or prov, only_try=prov))


@command("start", _("Make a journal."))
def start(
    ctx: typer.Context,
    mappe: Annotated[
        Path | None, argument(_("The folder; this one if left out."), _("[FOLDER]"))
    ] = None,
    git: Annotated[bool, option("--git", text=_("Also make it a git repository."))] = False,
    eksempler: Annotated[
        bool, option("--eksempler", text=_("Add three examples, to see how it is done."))
    ] = False,
) -> None:
    from laering.ui.commands import starting

    starting.set_up(ctx.obj, mappe, git=git, examples=eksempler)
