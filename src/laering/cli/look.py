"""Commands that show what is there: the home page, ``liste``, ``søk``, ``vis`` and their like."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from laering import __version__
from laering.cli.app import OfWords, app, command
from laering.cli.options import (
    AuthorOption,
    EntryArgument,
    FormatJsonOption,
    JsonOption,
    MostOption,
    OutcomeOption,
    OutOption,
    PeriodOption,
    RepeatedOption,
    SourceOption,
    TagOption,
    UnfinishedOption,
    argument,
    option,
)
from laering.i18n import _
from laering.ui.desk.call import begin

if TYPE_CHECKING:
    from laering.ui.desk.call import Call


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


@command("liste", _("The entries, newest first."))
def liste(
    ctx: typer.Context,
    kilde: SourceOption = None,
    utfall: OutcomeOption = None,
    periode: PeriodOption = None,
    merke: TagOption = None,
    av: AuthorOption = None,
    gjentatt: RepeatedOption = False,
    uferdig: UnfinishedOption = False,
    antall: MostOption = None,
    alle: Annotated[
        bool, option("--alle", text=_("All of them, and not only what fits the screen."))
    ] = False,
    form: Annotated[
        str | None,
        option(
            *("--format", "-f"),
            text=_("csv: for Excel. jsonl or json: for other programs."),
            metavar=_("FORMAT"),
        ),
    ] = None,
    ut: OutOption = None,
    as_json: FormatJsonOption = False,
) -> None:
    from laering.ui.commands import listing, meant

    asked = meant.Asked(kilde, utfall, periode, merke, av, gjentatt, uferdig)
    shown = listing.Shown(antall, alle, "json" if as_json else form, ut)
    listing.show_asked(ctx.obj, asked, shown)


@command(
    "søk",
    _("Search in all that is written; «-word» leaves out, «word*» is a beginning."),
    cls=OfWords,
)
def sok(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        argument(
            _("Words to find, in any form; several words in quotes stand in a row."), _("WORD...")
        ),
    ],
    kilde: SourceOption = None,
    utfall: OutcomeOption = None,
    periode: PeriodOption = None,
    merke: TagOption = None,
    av: AuthorOption = None,
    gjentatt: RepeatedOption = False,
    uferdig: UnfinishedOption = False,
    antall: MostOption = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import meant, searching

    asked = meant.Asked(kilde, utfall, periode, merke, av, gjentatt, uferdig)
    searching.find_asked(ctx.obj, words, asked, antall, as_json=as_json)


@command("lignende", _("Earlier events that resemble an entry or a text."), cls=OfWords)
def lignende(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        argument(
            _("An entry, by its name or a part of it, or what happened, in your words."),
            _("ID|TEXT"),
        ),
    ],
    antall: MostOption = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import similar

    call: Call = ctx.obj
    similar.show(call, call.journal(), words, antall, as_json=as_json)


@command("vis", _("Show one entry."))
def vis(
    ctx: typer.Context,
    entry: EntryArgument,
    ra: Annotated[bool, option("--rå", text=_("The file as it is."))] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import viewing

    viewing.show_named(ctx.obj, entry, raw=ra, as_json=as_json)


@command("kilder", _("The sources, what each asks, and how many entries each has."))
def kilder(ctx: typer.Context, as_json: JsonOption = False) -> None:
    from laering.ui.commands import sources

    sources.show_counted(ctx.obj, as_json=as_json)
