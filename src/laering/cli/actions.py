"""``tiltak`` and its commands: what somebody has promised to do."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from laering.cli.app import app, command, group
from laering.cli.options import EntryArgument, JsonOption, OutOption, argument, option
from laering.i18n import _

if TYPE_CHECKING:
    from laering.ui.desk.call import Call

actions = group()
app.add_typer(actions, name="tiltak")

ActionArgument = Annotated[
    list[str] | None,
    argument(
        _(
            "A part of the action's own words, or its entry and its number there; without any, "
            "you choose."
        ),
        _("[WORDS|ID N]"),
    ),
]
JudgedArgument = Annotated[
    list[str] | None,
    argument(
        _(
            "A part of the action's own words, or its entry and its number there, and behind it "
            "how one can tell; without any, you choose."
        ),
        _("[WORDS|ID N] [TEXT]"),
    ),
]


@actions.callback(
    invoke_without_command=True,
    help=_("What somebody has promised to do: open actions, the most overdue first."),
)
def tiltak(
    ctx: typer.Context,
    hvem: Annotated[
        str | None, option("--hvem", text=_("Only this owner's."), metavar=_("NAME"))
    ] = None,
    forfalt: Annotated[bool, option("--forfalt", text=_("Only overdue ones."))] = False,
    uke: Annotated[
        bool, option("--uke", text=_("Only what is due this week, and what is overdue."))
    ] = False,
    alle: Annotated[bool, option("--alle", text=_("Finished and called-off ones too."))] = False,
    form: Annotated[
        str | None,
        option(
            "--format",
            text=_("ics: a calendar with the due dates. csv: for Excel. json: for other programs."),
            metavar=_("FORMAT"),
        ),
    ] = None,
    ut: OutOption = None,
    med_private: Annotated[
        bool, option("--med-private", text=_("With private ones in the calendar."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    if ctx.invoked_subcommand is None:
        from laering.ui.commands import following

        asked = following.Asked(hvem, form, ut, forfalt, uke, alle, med_private, as_json)
        following.show_asked(ctx.obj, asked)


# A box that was pasted begins with what looks like an option.
@command(
    "ny",
    _("Add an action, like «New field in the form @ola 15.12»."),
    within=actions,
    ignore_unknown_options=True,
)
def tiltak_ny(
    ctx: typer.Context,
    entry: EntryArgument,
    words: Annotated[
        list[str],
        argument(
            _("What is to be done; @name is the owner, a date at the end is when it is due."),
            _("TEXT"),
        ),
    ],
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.add(call, call.journal(), entry, words)


@command("ferdig", _("Tick an action off."), within=actions)
def tiltak_ferdig(
    ctx: typer.Context,
    words: ActionArgument = None,
    dato: Annotated[
        str | None,
        option(
            "--dato", "-d", text=_("The day it was done; today if left out."), metavar=_("DATE")
        ),
    ] = None,
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.finish(call, call.journal(), words or (), dato)


@command("endre", _("Change what an action says; without options you are asked."), within=actions)
def tiltak_endre(
    ctx: typer.Context,
    words: ActionArgument = None,
    tekst: Annotated[
        str | None,
        option("--tekst", text=_("What is to be done, in other words."), metavar=_("TEXT")),
    ] = None,
    hvem: Annotated[
        str | None,
        option("--hvem", text=_('Who does it; "" is nobody.'), metavar=_("NAME")),
    ] = None,
    frist: Annotated[
        str | None,
        option("--frist", text=_('When it is due; "" is no due date.'), metavar=_("DATE")),
    ] = None,
) -> None:
    from laering.ui.commands import amend

    call: Call = ctx.obj
    said = amend.Said(tekst, hvem, frist)
    amend.amend(call, call.journal(), words or (), said)


@command("avlys", _("Call an action off: it is not to be done after all."), within=actions)
def tiltak_avlys(
    ctx: typer.Context,
    words: ActionArgument = None,
    dato: Annotated[
        str | None,
        option(
            *("--dato", "-d"),
            text=_("The day it was called off; today if left out."),
            metavar=_("DATE"),
        ),
    ] = None,
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.call_off(call, call.journal(), words or (), dato)


@command("gjenåpne", _("Open an action again that was finished or called off."), within=actions)
def tiltak_gjenapne(ctx: typer.Context, words: ActionArgument = None) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.reopen(call, call.journal(), words or ())


@command("virket", _("Tell that a finished action worked."), within=actions)
def tiltak_virket(ctx: typer.Context, words: JudgedArgument = None) -> None:
    from laering.ui.commands import judging

    call: Call = ctx.obj
    judging.worked(call, call.journal(), words or ())


@command(
    "virket-ikke",
    _("Tell that a finished action did not work, and what is tried instead."),
    within=actions,
)
def tiltak_virket_ikke(
    ctx: typer.Context,
    words: JudgedArgument = None,
    tiltak: Annotated[
        list[str] | None,
        option(
            "--tiltak",
            text=_("What is tried instead, like «New list @ola 15.12»; can be repeated."),
            metavar=_("TEXT"),
        ),
    ] = None,
) -> None:
    from laering.ui.commands import judging

    call: Call = ctx.obj
    judging.failed(call, call.journal(), words or (), tiltak)


@command("brev", _("A short text for each owner, with what is theirs."), within=actions)
def tiltak_brev(
    ctx: typer.Context,
    hvem: Annotated[
        str | None, option("--hvem", text=_("Only to this owner."), metavar=_("NAME"))
    ] = None,
    ut: Annotated[
        Path | None,
        option(
            *("--ut", "-o"),
            text=_("Write a file for each to this folder, with a calendar of the due dates."),
            metavar=_("FOLDER"),
        ),
    ] = None,
    med_private: Annotated[
        bool, option("--med-private", text=_("With what is in private learnings."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import letters

    asked = letters.Asked(hvem, ut, med_private, as_json)
    letters.write(ctx.obj, asked)
