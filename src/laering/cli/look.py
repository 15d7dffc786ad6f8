"""Commands that show what is there: ``liste``, ``søk``, ``vis`` and their like."""

from typing import TYPE_CHECKING, Annotated

import typer

from laering.cli.app import OfWords, command
from laering.cli.options import (
    AuthorOption,
    EntryWords,
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

if TYPE_CHECKING:
    from laering.ui.desk.call import Call


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
    entry: EntryWords,
    ra: Annotated[bool, option("--rå", text=_("The file as it is."))] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import viewing

    viewing.show_named(ctx.obj, " ".join(entry), raw=ra, as_json=as_json)


@command("hjelp", _("Help on a command; without one, all commands in a screen."))
def hjelp(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        argument(_("The command; «valg» for what may stand before every one."), _("[COMMAND]")),
    ] = None,
) -> None:
    from laering.cli.overview import help_on

    ctx.obj.terminal.line(help_on(ctx, words or ()))
