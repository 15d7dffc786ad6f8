"""Every command: read the call, do it, print it.

Imported once the language is known, so that the help is in it. What a command needs beyond
Typer is imported when it runs.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import click
import typer
from typer.core import TyperGroup

from laering import __version__
from laering.i18n import DEFAULT, _, outside_environment
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, as_text
from laering.ui.formats.table import FORMATS, SHARE_FORMATS, names

if TYPE_CHECKING:
    from laering.domain.period import Period


_Function = TypeVar("_Function", bound=Callable[..., Any])


# What people call commands, in ASCII, where the spelling does not lead to the name.
_OTHER_WORDS = {
    "fullfor": "ferdig",
    "fullfort": "ferdig",
    "gjort": "ferdig",
    "nytt": "ny",
    "apne": "gjenåpne",
}


class Commands(TyperGroup):
    """The group of commands. A misspelt one is answered with the nearest, in the language."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            meant = _OTHER_WORDS.get(_ascii(args[0].casefold()), "")
            near = [meant] if meant in self.commands else []
            near = near or get_close_matches(args[0].casefold(), list(self.commands), n=1)
            if near:
                path = ctx.command_path.partition(" ")[2]
                hint = _("Did you mean «laering {command}»?").format(
                    command=f"{path} {near[0]}".strip()
                )
                error.message = f"{error.message} {hint}"
            raise


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    suggest_commands=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("[COMMAND] [ARGUMENTS]"),
)


def _command(name: str, text: str, **context: Any) -> Callable[[_Function], _Function]:
    return app.command(
        name, help=text, options_metavar=_("[OPTIONS]"), context_settings=context or None
    )


def _option(*names: str, text: str, metavar: str | None = None, **more: Any) -> Any:
    return typer.Option(*names, help=text, metavar=metavar, show_default=False, **more)


SourceOption = Annotated[
    list[str] | None,
    _option("--kilde", "-k", text=_("Only this source; can be repeated."), metavar=_("SOURCE")),
]
JsonOption = Annotated[bool, _option("--json", text=_("Print JSON."))]
PeriodOption = Annotated[
    str | None,
    _option(
        "--periode",
        "-p",
        text=_("Only this period, such as 2026-11, november or i-år."),
        metavar=_("PERIOD"),
    ),
]
OutOption = Annotated[
    Path | None,
    _option(
        "--ut",
        "-o",
        text=_("Write to this file; the format follows its ending."),
        metavar=_("FILE"),
    ),
]
AuthorOption = Annotated[
    str | None, _option("--av", text=_("Only by this writer."), metavar=_("NAME"))
]
RepeatedOption = Annotated[
    bool, _option("--gjentatt", text=_("Only events that had happened before."))
]
UnfinishedOption = Annotated[bool, _option("--uferdig", text=_("Only unfinished entries."))]
EntryArgument = Annotated[
    str,
    typer.Argument(
        help=_("The entry: its name or a part of it, or «siste» for the last."),
        metavar="ID",
        show_default=False,
    ),
]


def _positive(number: int | None) -> int | None:
    if number is not None and number < 1:
        from laering.domain.errors import NotPositive

        raise NotPositive(value=number)
    return None if number is None else min(number, 10**9)


MostOption = Annotated[
    int | None,
    _option("--antall", text=_("At most so many."), metavar=_("NUMBER"), callback=_positive),
]


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
        _option(
            *("--journal", "-j"),
            text=_("The journal's folder."),
            metavar=_("FOLDER"),
            readable=False,
        ),
    ] = None,
    sprak: Annotated[
        str | None,
        _option(
            "--språk", text=_("The language of the messages: nb or en."), metavar=_("LANGUAGE")
        ),
    ] = None,
    ren: Annotated[bool, _option("--ren", text=_("Plain text without colour or layout."))] = False,
    as_json: Annotated[bool, _option("--json", text=_("Print the home page as JSON."))] = False,
    version: Annotated[
        bool,
        _option("--version", text=_("Show the version."), callback=_version, is_eager=True),
    ] = False,
) -> None:
    given: dict[str, Any] = ctx.obj or {}
    call = ctx.obj = Call(
        terminal=Terminal(plain=ren),
        today=given.get("today") or date.today(),
        language=given.get("language") or DEFAULT,
        folder=journal,
    )
    if ctx.invoked_subcommand is None:
        _show_home(call, as_json=as_json)


def _show_home(call: Call, *, as_json: bool) -> None:
    from laering.domain import home
    from laering.files.journal.names import Place
    from laering.ui.formats import data, paint
    from laering.ui.showing.home import home_blocks, skipped_line

    journal = call.journal()
    reading = journal.within(None, call.terminal.progress(_("Reading")))
    page = home.build(
        reading.entries,
        journal.config.sources,
        call.today,
        journal.name,
        effect_days=journal.config.effect_days,
        others=[Place(problem.path).id for problem in reading.problems],
    )
    if as_json:
        call.terminal.json(data.dumps(data.home_data(page)) + "\n")
    else:
        width = call.terminal.width if call.terminal.styled else None
        paint.show(call.terminal, home_blocks(page, width))
        if width and page.skipped:
            call.terminal.note(skipped_line(page.skipped))
            return
    tell_skipped(call.terminal, reading.problems)


@_command("ny", _("Write down a new learning, through the three questions."))
def ny(
    ctx: typer.Context,
    kilde: Annotated[
        str | None,
        _option("--kilde", "-k", text=_("Where the learning comes from."), metavar=_("SOURCE")),
    ] = None,
    utfall: Annotated[
        str | None,
        _option("--utfall", "-u", text=_("How it went: bra or mindre-bra."), metavar=_("OUTCOME")),
    ] = None,
    skjedde: Annotated[
        str | None, _option("--skjedde", "-s", text=_("What happened?"), metavar=_("TEXT"))
    ] = None,
    laert: Annotated[
        str | None,
        _option("--lært", "-l", text=_("What can we learn from it?"), metavar=_("TEXT")),
    ] = None,
    neste: Annotated[
        str | None,
        _option(
            "--neste", "-n", text=_("What can we do differently next time?"), metavar=_("TEXT")
        ),
    ] = None,
    tittel: Annotated[
        str | None, _option("--tittel", "-t", text=_("A short title."), metavar=_("TEXT"))
    ] = None,
    dato: Annotated[
        str | None,
        _option(
            "--dato", "-d", text=_("The day it happened; today if left out."), metavar=_("DATE")
        ),
    ] = None,
    merke: Annotated[
        list[str] | None,
        _option("--merke", "-m", text=_("A tag; can be repeated."), metavar=_("TAG")),
    ] = None,
    tiltak: Annotated[
        list[str] | None,
        _option(
            "--tiltak",
            text=_("Something to follow up, like «New field @ola 15.12»; can be repeated."),
            metavar=_("TEXT"),
        ),
    ] = None,
    gjentar: Annotated[
        list[str] | None,
        _option(
            "--gjentar",
            text=_("An earlier entry that this repeats; can be repeated."),
            metavar="ID",
        ),
    ] = None,
    anonym: Annotated[bool, _option("--anonym", text=_("Without the writer's name."))] = False,
    privat: Annotated[
        bool, _option("--privat", text=_("Keep its text out of reports and what is shared."))
    ] = False,
    senere: Annotated[
        bool, _option("--senere", text=_("Do not ask for the rest; complete it later."))
    ] = False,
    editor: Annotated[
        bool, _option("--editor", "-e", text=_("Write the whole entry in the editor."))
    ] = False,
    fra: Annotated[
        str | None,
        _option(
            "--fra",
            text=_("Read it from a file in JSON, YAML or Markdown; «-» is the input."),
            metavar=_("FILE"),
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import new, saved

    call: Call = ctx.obj
    journal = new.journal_to_write_in(call)
    options = new.Options(
        kilde, utfall, skjedde, laert, neste, tittel, dato, merke, tiltak, gjentar, anonym, privat
    )
    entry = new.new(call, journal, options, new.Mode(senere, editor, fra))
    saved.tell_saved(call, journal, entry, as_json=as_json)


@_command("fullfør", _("Answer what an unfinished entry still lacks."))
def fullfor(
    ctx: typer.Context,
    entry: Annotated[
        str | None,
        typer.Argument(
            help=_("The entry: its name or a part of it, or «siste» for the last."),
            metavar="[ID]",
            show_default=False,
        ),
    ] = None,
) -> None:
    from laering.ui.commands import finish, saved

    call: Call = ctx.obj
    journal = call.journal()
    finish.show_stranded(call, journal)
    unfinished = finish.choose_unfinished(call, journal, entry)
    if unfinished is None:
        call.terminal.line(_("Nothing is unfinished: every question has an answer."))
        return
    saved.tell_saved(call, journal, finish.finish(call, journal, unfinished), as_json=False)


@_command("liste", _("The entries, newest first."))
def liste(
    ctx: typer.Context,
    kilde: SourceOption = None,
    utfall: Annotated[
        str | None,
        _option("--utfall", "-u", text=_("Only bra or mindre-bra."), metavar=_("OUTCOME")),
    ] = None,
    periode: PeriodOption = None,
    merke: Annotated[
        list[str] | None,
        _option("--merke", "-m", text=_("Only with this tag; can be repeated."), metavar=_("TAG")),
    ] = None,
    av: AuthorOption = None,
    gjentatt: RepeatedOption = False,
    uferdig: UnfinishedOption = False,
    antall: MostOption = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import listing, meant

    call: Call = ctx.obj
    journal = call.journal()
    wanted = meant.filter_of(
        journal, kilde, utfall, merke, av, repeated=gjentatt, unfinished=uferdig
    )
    reading = journal.within(_period(call, periode), call.terminal.progress(_("Reading")))
    entries = wanted.apply(reading.entries, antall)
    listing.show_list(call.terminal, journal, entries, call.today, as_json=as_json)
    tell_skipped(call.terminal, reading.problems)


# No option of one letter: «-ord» leaves out what holds the word.
@_command(
    "søk",
    _("Search in all that is written; «-word» leaves out, «word*» is a beginning."),
    ignore_unknown_options=True,
    help_option_names=["--help"],
)
def sok(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help=_("Words to find, in any form; several words in quotes stand in a row."),
            metavar=_("WORD..."),
            show_default=False,
        ),
    ],
    kilde: Annotated[
        list[str] | None,
        _option("--kilde", text=_("Only this source; can be repeated."), metavar=_("SOURCE")),
    ] = None,
    utfall: Annotated[
        str | None,
        _option("--utfall", text=_("Only bra or mindre-bra."), metavar=_("OUTCOME")),
    ] = None,
    periode: Annotated[
        str | None,
        _option(
            "--periode",
            text=_("Only this period, such as 2026-11, november or i-år."),
            metavar=_("PERIOD"),
        ),
    ] = None,
    merke: Annotated[
        list[str] | None,
        _option("--merke", text=_("Only with this tag; can be repeated."), metavar=_("TAG")),
    ] = None,
    av: AuthorOption = None,
    gjentatt: RepeatedOption = False,
    uferdig: UnfinishedOption = False,
    antall: MostOption = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import meant, searching

    call: Call = ctx.obj
    journal = call.journal()
    wanted = meant.filter_of(
        journal, kilde, utfall, merke, av, repeated=gjentatt, unfinished=uferdig
    )
    period = _period(call, periode)
    searching.find(call, journal, words, wanted, period, antall, as_json=as_json)


# No option of one letter: a text may begin with a dash.
@_command(
    "lignende",
    _("Earlier events that resemble an entry or a text."),
    ignore_unknown_options=True,
    help_option_names=["--help"],
)
def lignende(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help=_("An entry, by its name or a part of it, or what happened, in your words."),
            metavar=_("ID|TEXT"),
            show_default=False,
        ),
    ],
    antall: MostOption = None,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import similar

    call: Call = ctx.obj
    similar.show(call, call.journal(), words, antall, as_json=as_json)


@_command("vis", _("Show one entry."))
def vis(
    ctx: typer.Context,
    entry: EntryArgument,
    ra: Annotated[bool, _option("--rå", text=_("The file as it is."))] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import meant, viewing

    call: Call = ctx.obj
    journal = call.journal()
    if ra:
        viewing.show_raw(call.terminal, journal, journal.find(entry))
        return
    found = meant.readable(journal, journal.find(entry))
    viewing.show_entry(call.terminal, journal, found, call.today, as_json=as_json)


@_command("rediger", _("Open an entry in the editor."))
def rediger(ctx: typer.Context, entry: EntryArgument) -> None:
    from laering.ui.commands import change, saved

    call: Call = ctx.obj
    journal = call.journal()
    edited = change.edit(call, journal, journal.find(entry))
    saved.tell_saved(call, journal, edited, as_json=False)


@_command("kilder", _("The sources, what each asks, and how many entries each has."))
def kilder(ctx: typer.Context, as_json: JsonOption = False) -> None:
    from laering.ui.commands import sources

    call: Call = ctx.obj
    journal = call.journal()
    reading = journal.within(None, call.terminal.progress(_("Reading")))
    sources.show_sources(call.terminal, journal, reading.entries, as_json=as_json)
    tell_skipped(call.terminal, reading.problems)


@_command("gjentar", _("Mark an event as a repeat of an earlier one."))
def gjentar(
    ctx: typer.Context,
    entry: EntryArgument,
    earlier: Annotated[
        str,
        typer.Argument(
            help=_("The earlier entry that it repeats."),
            metavar=_("EARLIER-ID"),
            show_default=False,
        ),
    ],
) -> None:
    from laering.ui.commands import repeating

    call: Call = ctx.obj
    journal = call.journal()
    repeating.link(call, journal, journal.find(entry), journal.find(earlier))


@_command("rapport", _("Sum up a period by source; this month if none is given."))
def rapport(
    ctx: typer.Context,
    periode: Annotated[
        list[str] | None,
        typer.Argument(
            help=_("Such as 2026-11, 2026-K4, 2026-u47, november, i-år or alt."),
            metavar=_("[PERIOD]"),
            show_default=False,
        ),
    ] = None,
    valgt: Annotated[
        str | None,
        _option("--periode", "-p", text=_("Another way to give the period."), metavar=_("PERIOD")),
    ] = None,
    form: Annotated[
        str | None,
        _option(
            "--format",
            "-f",
            text=_("The form: {formats}.").format(formats=", ".join(names())),
            metavar=_("FORMAT"),
        ),
    ] = None,
    ut: OutOption = None,
    kilde: SourceOption = None,
    journal: Annotated[
        list[Path] | None,
        _option(
            "--journal", "-j", text=_("A journal's folder; can be repeated."), metavar=_("FOLDER")
        ),
    ] = None,
    apne: Annotated[bool, _option("--åpne", text=_("Show it as a page in the browser."))] = False,
    med_private: Annotated[
        bool, _option("--med-private", text=_("Tell what is private too, and not only count it."))
    ] = False,
    as_json: Annotated[bool, _option("--json", text=_("The same as --format json."))] = False,
) -> None:
    from laering.domain.period import month
    from laering.ui.commands import reporting
    from laering.ui.formats import chosen as forms

    call: Call = ctx.obj
    choose = forms.choose_page if apne else forms.choose_format
    chosen = choose("json" if as_json else form, ut, FORMATS)
    journals = reporting.journals_of(call, journal)
    period = _one_period(call, " ".join(periode or ()), valgt)
    period = period or month(call.today.year, call.today.month)
    report = reporting.make(call, journals, period, kilde, with_private=med_private)
    hand_over = reporting.browse if apne else reporting.deliver
    hand_over(call.terminal, report, chosen, ut, [each.root for each in journals])


@_command("del", _("Share one learning: as text to paste in an e-mail or a chat."))
def del_(
    ctx: typer.Context,
    entry: EntryArgument,
    form: Annotated[
        str | None,
        _option(
            "--format",
            "-f",
            text=_("The form: {formats}.").format(formats=", ".join(names(SHARE_FORMATS))),
            metavar=_("FORMAT"),
        ),
    ] = None,
    ut: OutOption = None,
    kopier: Annotated[
        bool, _option("--kopier", text=_("Put it on the clipboard, ready to paste."))
    ] = False,
    med_navn: Annotated[
        bool, _option("--med-navn", text=_("With names: who wrote it, and who does what."))
    ] = False,
    med_private: Annotated[
        bool, _option("--med-private", text=_("Also when it is marked as private."))
    ] = False,
    as_json: Annotated[bool, _option("--json", text=_("The same as --format json."))] = False,
) -> None:
    from laering.ui.commands import sharing
    from laering.ui.formats.chosen import choose_format

    call: Call = ctx.obj
    chosen = choose_format("json" if as_json else form, ut, SHARE_FORMATS)
    journal = call.journal()
    share = sharing.make(call, journal, entry, with_names=med_navn, with_private=med_private)
    sharing.deliver(call.terminal, share, chosen, ut, journal.root, copy=kopier)


@_command("sjekk", _("Look for problems in the files; the exit status is 3 if there are any."))
def sjekk(
    ctx: typer.Context,
    filer: Annotated[
        list[str] | None,
        typer.Argument(
            help=_("Only these files or entries."), metavar=_("[FILE]..."), show_default=False
        ),
    ] = None,
    fiks: Annotated[
        bool,
        _option("--fiks", text=_("Mend what has one safe answer, after showing what it is.")),
    ] = False,
    prov: Annotated[
        bool, _option("--prøv", text=_("With --fiks: show what would be mended, write nothing."))
    ] = False,
    unntatt: Annotated[
        list[str] | None,
        _option(
            "--unntatt",
            text=_("Leave out problems of this kind, such as unfinished; can be repeated."),
            metavar=_("CODE"),
        ),
    ] = None,
    tone: Annotated[
        bool, _option("--tone", text=_("Name words of blame too, each with a better question."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from laering.ui.commands import checking

    call: Call = ctx.obj
    files, excepted = filer or (), unntatt or ()
    journal = call.journal(checking.folder_of(files))
    if fiks or prov:
        status = checking.mend_files(
            call, journal, files, excepted, only_try=prov, tone=tone, as_json=as_json
        )
    else:
        status = checking.check_files(call, journal, files, excepted, tone=tone, as_json=as_json)
    raise typer.Exit(status)


@_command("start", _("Make a journal."))
def start(
    ctx: typer.Context,
    mappe: Annotated[
        Path | None,
        typer.Argument(
            help=_("The folder; this one if left out."), metavar=_("[FOLDER]"), show_default=False
        ),
    ] = None,
    git: Annotated[bool, _option("--git", text=_("Also make it a git repository."))] = False,
    eksempler: Annotated[
        bool, _option("--eksempler", text=_("Add three examples, to see how it is done."))
    ] = False,
) -> None:
    from laering.ui.commands import starting

    call: Call = ctx.obj
    folder = mappe or call.folder or Path()
    done = starting.start(folder, call.language, call.today, examples=eksempler)
    if git:
        done += starting.start_git(folder, outside_environment())
    call.terminal.lines(starting.told(folder, done))


tiltak_app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    suggest_commands=False,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("[COMMAND] [ARGUMENTS]"),
)
app.add_typer(tiltak_app, name="tiltak")

NumberArgument = Annotated[
    int | None,
    typer.Argument(
        help=_("The action's number, where the learning has several."),
        metavar="[N]",
        show_default=False,
    ),
]


def _on_actions(
    name: str, text: str, *, any_words: bool = False
) -> Callable[[_Function], _Function]:
    return tiltak_app.command(
        name,
        help=text,
        options_metavar=_("[OPTIONS]"),
        # A box that was pasted begins with what looks like an option.
        context_settings={"ignore_unknown_options": True} if any_words else None,
    )


@tiltak_app.callback(
    invoke_without_command=True,
    help=_("What somebody has promised to do: open actions, the most overdue first."),
)
def tiltak(
    ctx: typer.Context,
    hvem: Annotated[
        str | None,
        _option(
            "--hvem",
            text=_("Only this owner's."),
            metavar=_("NAME"),
        ),
    ] = None,
    forfalt: Annotated[bool, _option("--forfalt", text=_("Only overdue ones."))] = False,
    alle: Annotated[bool, _option("--alle", text=_("Finished ones too."))] = False,
    form: Annotated[
        str | None,
        _option(
            "--format",
            text=_("ics: a calendar with the due dates; json: for other programs."),
            metavar=_("FORMAT"),
        ),
    ] = None,
    med_private: Annotated[
        bool, _option("--med-private", text=_("With private ones in the calendar."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    if ctx.invoked_subcommand is not None:
        return
    from laering.ui.commands import following

    call: Call = ctx.obj
    chosen = following.choose_form(form, as_json=as_json)
    following.show(
        call,
        call.journal(),
        hvem,
        chosen,
        overdue=forfalt,
        everything=alle,
        with_private=med_private,
    )


@_on_actions("ny", _("Add an action, like «New field in the form @ola 15.12»."), any_words=True)
def tiltak_ny(
    ctx: typer.Context,
    entry: EntryArgument,
    words: Annotated[
        list[str],
        typer.Argument(
            help=_("What is to be done; @name is the owner, a date at the end is when it is due."),
            metavar=_("TEXT"),
            show_default=False,
        ),
    ],
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.add(call, call.journal(), entry, words)


@_on_actions("ferdig", _("Tick an action off."))
def tiltak_ferdig(
    ctx: typer.Context,
    entry: EntryArgument,
    number: NumberArgument = None,
    dato: Annotated[
        str | None,
        _option(
            "--dato", "-d", text=_("The day it was done; today if left out."), metavar=_("DATE")
        ),
    ] = None,
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.finish(call, call.journal(), entry, number, dato)


@_on_actions("gjenåpne", _("Open a finished action again."))
def tiltak_gjenapne(
    ctx: typer.Context, entry: EntryArgument, number: NumberArgument = None
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.reopen(call, call.journal(), entry, number)


JudgementArgument = Annotated[
    list[str] | None,
    typer.Argument(
        help=_("The action's number, where the learning has several, and how one can tell."),
        metavar=_("[N] [TEXT]"),
        show_default=False,
    ),
]


@_on_actions("virket", _("Tell that a finished action worked."))
def tiltak_virket(
    ctx: typer.Context, entry: EntryArgument, words: JudgementArgument = None
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.judge(call, call.journal(), entry, words or (), worked=True)


@_on_actions("virket-ikke", _("Tell that a finished action did not work."))
def tiltak_virket_ikke(
    ctx: typer.Context, entry: EntryArgument, words: JudgementArgument = None
) -> None:
    from laering.ui.commands import acting

    call: Call = ctx.obj
    acting.judge(call, call.journal(), entry, words or (), worked=False)


def _period(call: Call, text: str | None) -> "Period | None":
    from laering.domain.period import read_period

    return read_period(text, call.today) if text else None


def _one_period(call: Call, first: str | None, second: str | None) -> "Period | None":
    """The period that either says. Raises TwoPeriods where they differ."""
    from laering.domain.errors import TwoPeriods

    periods = [period for text in (first, second) if (period := _period(call, text))]
    if first and second and len(set(periods)) > 1:
        raise TwoPeriods(first=first, second=second)
    return periods[0] if periods else None


def command() -> click.Command:
    """The finished command tree: names with æ, ø and å also answer to their ASCII form."""
    root = cast("click.Group", typer.main.get_command(app))
    aliases: dict[str, str] = {}
    all_of_them = list(_commands(root))
    for each in all_of_them:
        names = [each.name or ""] + [name for param in each.params for name in param.opts]
        aliases.update({_ascii(name): name.lstrip("-") for name in names if not name.isascii()})

    def normalize(token: str) -> str:
        composed = unicodedata.normalize("NFC", as_text(token))
        return aliases.get(composed, composed)

    root.context_settings["token_normalize_func"] = normalize
    for each in all_of_them:
        for param in each.params:
            if isinstance(param.type, click.types.StringParamType) and param.name not in _PATHS:
                param.type = _Words()
    for param in root.params:
        if param.name in _COMPLETION and isinstance(param, click.Option):
            param.help, param.callback = _COMPLETION[param.name]
    return root


def _commands(group: click.Group) -> Iterator[click.Command]:
    """A group and all commands in it, at any depth."""
    yield group
    for each in group.commands.values():
        if isinstance(each, click.Group):
            yield from _commands(each)
        else:
            yield each


class _Words(click.types.StringParamType):
    """Text from the command line, whatever letters the terminal sent; paths keep their bytes."""

    def convert(self, value: Any, *_: object) -> Any:
        return as_text(value) if isinstance(value, str) else value


# Text that names files too.
_PATHS = ("fra", "filer")


def _install_completion(ctx: click.Context, param: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        from laering.ui.desk import shells

        shell, program = shells.current()
        path = shells.install(shell, program, outside_environment())
        text = _("Completion is set up in {path}. Open a new terminal window to use it.")
        Terminal().line(text.format(path=path))
        raise typer.Exit


def _show_completion(ctx: click.Context, param: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        from laering.ui.desk import shells

        sys.stdout.write(shells.script(shells.current()[0]))
        raise typer.Exit


# Typer's own two options, in our words.
_COMPLETION: dict[str, tuple[str, Any]] = {
    "install_completion": (
        _("Set up completion with the Tab key in this shell."),
        _install_completion,
    ),
    "show_completion": (_("Print the completion script for this shell."), _show_completion),
}


def _ascii(name: str) -> str:
    return name.lstrip("-").replace("æ", "ae").replace("ø", "o").replace("å", "a")
