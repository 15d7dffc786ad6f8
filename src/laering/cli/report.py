"""Commands for others: ``rapport`` and ``del`` tell them, ``skjema`` asks them."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from laering.cli.app import command
from laering.cli.options import (
    EntryWords,
    FormatJsonOption,
    OpenOption,
    OutOption,
    SourceOption,
    argument,
    option,
)
from laering.i18n import _
from laering.ui.formats.table import SHARE_FORMATS, names


@command("rapport", _("Sum up a period by source; this month if none is given."))
def rapport(
    ctx: typer.Context,
    periode: Annotated[
        list[str] | None,
        argument(_("Such as 2026-11, 2026-K4, 2026-u47, november, i-år or alt."), _("[PERIOD]")),
    ] = None,
    valgt: Annotated[
        str | None,
        option("--periode", "-p", text=_("Another way to give the period."), metavar=_("PERIOD")),
    ] = None,
    form: Annotated[
        str | None,
        option(
            *("--format", "-f"),
            text=_("The form: {formats}.").format(formats=", ".join(names())),
            metavar=_("FORMAT"),
        ),
    ] = None,
    ut: OutOption = None,
    kilde: SourceOption = None,
    journal: Annotated[
        list[Path] | None,
        option(
            "--journal", "-j", text=_("A journal's folder; can be repeated."), metavar=_("FOLDER")
        ),
    ] = None,
    apne: OpenOption = False,
    med_private: Annotated[
        bool, option("--med-private", text=_("Tell what is private too, and not only count it."))
    ] = False,
    as_json: FormatJsonOption = False,
) -> None:
    from laering.ui.commands import reporting

    said = " ".join(periode or ())
    asked = reporting.Asked(said, valgt, "json" if as_json else form, ut, kilde, journal)
    reporting.sum_up(ctx.obj, asked, in_browser=apne, with_private=med_private)


@command("del", _("Share one learning: as text to paste in an e-mail or a chat."))
def del_(
    ctx: typer.Context,
    entry: EntryWords,
    form: Annotated[
        str | None,
        option(
            *("--format", "-f"),
            text=_("The form: {formats}.").format(formats=", ".join(names(SHARE_FORMATS))),
            metavar=_("FORMAT"),
        ),
    ] = None,
    ut: OutOption = None,
    kopier: Annotated[
        bool, option("--kopier", text=_("Put it on the clipboard, ready to paste."))
    ] = False,
    med_navn: Annotated[
        bool, option("--med-navn", text=_("With names: who wrote it, and who does what."))
    ] = False,
    med_private: Annotated[
        bool, option("--med-private", text=_("Also when it is marked as private."))
    ] = False,
    svar: Annotated[
        bool, option("--svar", text=_("As an answer to whoever reported it: what came of it."))
    ] = False,
    sendt: Annotated[
        bool, option("--sendt", text=_("With --svar: it is sent; note the day in the learning."))
    ] = False,
    as_json: FormatJsonOption = False,
) -> None:
    from laering.ui.commands import answering, sharing

    form = "json" if as_json else form
    asked = sharing.Asked(" ".join(entry), form, ut, kopier, med_navn, med_private)
    give = partial(answering.answer, sent=sendt) if svar or sendt else sharing.give
    give(ctx.obj, asked)


@command("skjema", _("Make a page on which those without a terminal can report."))
def skjema(
    ctx: typer.Context,
    ut: OutOption = None,
    til: Annotated[
        str | None,
        option("--til", text=_("Who the answers are sent to."), metavar=_("ADDRESS")),
    ] = None,
    mappe: Annotated[
        str | None,
        option("--mappe", text=_("Where the file is put, as people know it."), metavar=_("TEXT")),
    ] = None,
    papir: Annotated[
        bool, option("--papir", text=_("A sheet to hang up and fill in by hand, as PDF."))
    ] = False,
    sporsmal: Annotated[
        bool,
        option("--spørsmål", text=_("The questions as text, for Microsoft or Google Forms.")),
    ] = False,
    apne: OpenOption = False,
) -> None:
    from laering.ui.commands import slips

    asked = slips.Asked(ut, til, mappe, papir, sporsmal, apne)
    slips.make(ctx.obj, asked)
