"""Commands that write learnings: ``ny``, ``fullfør``, ``endre``, ``slett`` and their like."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from laering.cli.app import command
from laering.cli.options import (
    AnyEntryArgument,
    AnyEntryWords,
    EntryWords,
    HowItWentOption,
    JsonOption,
    PictureOption,
    SourceOfOthersOption,
    WholePictureOption,
    argument,
    option,
)
from laering.i18n import _

if TYPE_CHECKING:
    from laering.ui.desk.call import Call


@command("ny", _("Write down a new learning, through the three questions."))
def ny(
    ctx: typer.Context,
    kilde: Annotated[
        str | None,
        option("--kilde", "-k", text=_("Where the learning comes from."), metavar=_("SOURCE")),
    ] = None,
    utfall: HowItWentOption = None,
    skjedde: Annotated[
        str | None, option("--skjedde", "-s", text=_("What happened?"), metavar=_("TEXT"))
    ] = None,
    laert: Annotated[
        str | None,
        option("--lært", "-l", text=_("What can we learn from it?"), metavar=_("TEXT")),
    ] = None,
    neste: Annotated[
        str | None,
        option("--neste", "-n", text=_("What can we do differently next time?"), metavar=_("TEXT")),
    ] = None,
    tittel: Annotated[
        str | None, option("--tittel", "-t", text=_("A short title."), metavar=_("TEXT"))
    ] = None,
    dato: Annotated[
        str | None,
        option(
            "--dato", "-d", text=_("The day it happened; today if left out."), metavar=_("DATE")
        ),
    ] = None,
    merke: Annotated[
        list[str] | None,
        option("--merke", "-m", text=_("A tag; can be repeated."), metavar=_("TAG")),
    ] = None,
    tiltak: Annotated[
        list[str] | None,
        option(
            "--tiltak",
            text=_("Something to follow up, like «New field @ola 15.12»; can be repeated."),
            metavar=_("TEXT"),
        ),
    ] = None,
    gjentar: Annotated[
        list[str] | None,
        option(
            "--gjentar",
            text=_("An earlier entry that this repeats; can be repeated."),
            metavar="ID",
        ),
    ] = None,
    bilde: PictureOption = None,
    med_metadata: WholePictureOption = False,
    anonym: Annotated[bool, option("--anonym", text=_("Without the writer's name."))] = False,
    privat: Annotated[
        bool, option("--privat", text=_("Keep its text out of reports and what is shared."))
    ] = False,
    senere: Annotated[
        bool, option("--senere", text=_("Do not ask for the rest; complete it later."))
    ] = False,
    editor: Annotated[
        bool, option("--editor", "-e", text=_("Write the whole entry in the editor."))
    ] = False,
    fra: Annotated[
        str | None,
        option(
            "--fra",
            text=_("Read it from a file in JSON, YAML, TOML or Markdown; «-» is the input."),
            metavar=_("FILE"),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import new

    texts = (kilde, utfall, skjedde, laert, neste, tittel, dato, merke, tiltak, gjentar)
    options = new.Options(*texts, anonym, privat, bilde, med_metadata)
    new.write_down(ctx.obj, options, new.Mode(senere, editor, fra), as_json=as_json)


@command("fullfør", _("Answer what an unfinished entry still lacks."))
def fullfor(ctx: typer.Context, entry: AnyEntryWords = None) -> None:
    from laering.ui.commands import finish

    finish.answer(ctx.obj, " ".join(entry or ()) or None)


@command("endre", _("Change any field of a learning; without options all of it is shown."))
def endre(
    ctx: typer.Context,
    entry: EntryWords,
    tittel: Annotated[
        str | None, option("--tittel", "-t", text=_("Another title."), metavar=_("TEXT"))
    ] = None,
    dato: Annotated[
        str | None,
        option(
            *("--dato", "-d"),
            text=_("Another day; the file gets its name, and links follow."),
            metavar=_("DATE"),
        ),
    ] = None,
    kilde: Annotated[
        str | None, option("--kilde", "-k", text=_("Another source."), metavar=_("SOURCE"))
    ] = None,
    utfall: HowItWentOption = None,
    merke: Annotated[
        list[str] | None,
        option("--merke", "-m", text=_("One more tag; can be repeated."), metavar=_("TAG")),
    ] = None,
    fjern_merke: Annotated[
        list[str] | None,
        option("--fjern-merke", text=_("A tag to take off; can be repeated."), metavar=_("TAG")),
    ] = None,
    av: Annotated[
        str | None,
        option("--av", text=_("Who wrote it; empty for nobody."), metavar=_("NAME")),
    ] = None,
    privat: Annotated[
        bool | None,
        option(
            "--privat/--ikke-privat",
            text=_("Keep its text out of reports and what is shared, or not."),
        ),
    ] = None,
    bilde: PictureOption = None,
    med_metadata: WholePictureOption = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import amending

    texts = (tittel, dato, kilde, utfall, merke, fjern_merke, av, privat)
    options = amending.Options(*texts, bilde, med_metadata)
    amending.change(ctx.obj, " ".join(entry), options, as_json=as_json)


@command("slett", _("Put a learning in the trash, and tell what names it."))
def slett(
    ctx: typer.Context,
    entry: EntryWords,
    ja: Annotated[
        bool, option("--ja", text=_("Do not ask; its copies and pictures go, too."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import deleting

    deleting.delete(ctx.obj, " ".join(entry), agreed=ja, as_json=as_json)


@command("rediger", _("Open an entry in the editor."))
def rediger(ctx: typer.Context, entry: EntryWords) -> None:
    from laering.ui.commands import change, saved

    call: Call = ctx.obj
    journal = call.journal()
    edited = change.edit(call, journal, " ".join(entry))
    saved.tell_saved(call, journal, edited, as_json=False)


@command("gjentar", _("Mark an event as a repeat of an earlier one."))
def gjentar(
    ctx: typer.Context,
    entry: AnyEntryArgument = None,
    earlier: Annotated[
        str | None, argument(_("The earlier entry that it repeats."), _("[EARLIER-ID]"))
    ] = None,
    forslag: Annotated[
        bool, option("--forslag", text=_("Go through what looks like the same, and mark it."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import repeating, suggesting

    if forslag:
        call: Call = ctx.obj
        return suggesting.suggest(call, call.journal(), as_json=as_json)
    return repeating.link_named(ctx.obj, entry, earlier)


@command("importer", _("Take in many learnings at once, from a sheet or another system."))
def importer(
    ctx: typer.Context,
    fil: Annotated[
        Path,
        argument(
            _("Excel (.xlsx), CSV, JSON, JSON Lines, or a folder of Markdown files."), _("FILE")
        ),
    ],
    prov: Annotated[
        bool, option("--prøv", text=_("Show what would come in, write nothing."))
    ] = False,
    kart: Annotated[
        list[str] | None,
        option(
            "--kart",
            text=_("Which column a field is, or a file with one such to a line; can be repeated."),
            metavar=_("FIELD=COLUMN"),
        ),
    ] = None,
    kilde: SourceOfOthersOption = None,
    ark: Annotated[
        str | None,
        option("--ark", text=_("Which sheet of a workbook to read."), metavar=_("SHEET")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import importing

    asked = importing.Asked(fil, kart or (), kilde, ark, only_try=prov, as_json=as_json)
    raise typer.Exit(importing.bring_in(ctx.obj, asked))


@command("innboks", _("Go through what others have sent in, and make learnings of it."))
def innboks(
    ctx: typer.Context,
    alt: Annotated[
        bool, option("--alt", text=_("Take in all that lack nothing, without asking."))
    ] = False,
    kilde: SourceOfOthersOption = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import inbox

    raise typer.Exit(inbox.go_through(ctx.obj, inbox.Asked(alt, kilde, as_json)))
