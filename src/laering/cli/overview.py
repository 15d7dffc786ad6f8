"""All commands in one screen: the three that everybody needs, then the rest by what one wants."""

import textwrap
from collections.abc import Iterator, Sequence

import click

from laering.i18n import _

FIRST = {
    "ny": _("Write down a learning, through the three questions."),
    "liste": _("The learnings, newest first."),
    "rapport": _("Sum up the month by source, or another period."),
}
"""The commands that do for most people."""

GROUPS = (
    (
        _("Write"),
        {
            "fullfør": _("answer the rest"),
            "endre": _("title, date, answers"),
            "rediger": _("open in an editor"),
            "slett": _("to the trash"),
            "gjentar": _("it happened again"),
            "importer": _("many, from a sheet"),
        },
    ),
    (
        _("Look"),
        {
            "søk": _("in all that is written"),
            "vis": _("one learning"),
            "lignende": _("what resembles it"),
        },
    ),
    (_("Follow up"), {"tiltak": _("what somebody has promised to do")}),
    (
        _("Pass on"),
        {
            "del": _("one learning, to paste or send"),
            "skjema": _("for those without a terminal"),
        },
    ),
    (
        _("Keep in order"),
        {
            "sjekk": _("problems in files"),
            "kilder": _("what is asked about"),
            "start": _("a new journal"),
            "oppsett": _("your choices"),
            "hjelp": _("on a command"),
        },
    ),
)
"""The other commands by what one wants, with a few words on each; a new one gets its row here.

One that is not here stands last, with its whole help.
"""

ORDER = (*FIRST, *(name for _title, rows in GROUPS for name in rows))
"""The commands as the help names them."""

# Below this many columns each command has a line of its own.
_WIDE = 70


def write_overview(
    context: click.Context, root: click.Group, formatter: click.HelpFormatter
) -> None:
    """Write what the program can do, in a screen of 80 columns and 24 lines."""
    root.format_usage(context, formatter)
    first = [("laering", _("The home page: what is urgent, and what to remember."))]
    first += [(f"laering {name}", text) for name, text in FIRST.items()]
    formatter.write_dl(first)
    formatter.write_paragraph()
    wide = formatter.width >= _WIDE
    lines = _side_by_side(root, formatter.width) if wide else _one_by_one(root, formatter.width)
    formatter.write("".join(f"{line}\n" for line in lines))
    formatter.write_paragraph()
    options = ", ".join(_names(root))
    formatter.write_text(_("Before the command: {options}").format(options=options))
    formatter.write_text(
        _("More of a command: laering hjelp COMMAND. More of these: laering hjelp valg")
    )


def help_on(context: click.Context, words: Sequence[str]) -> str:
    """The help on a command; on the options before every one, or the overview without words.

    Raises click.UsageError for what is no command, with the one that was meant.
    """
    context = context.find_root()
    if [word.casefold() for word in words] in (["valg"], ["options"]):
        formatter = context.make_formatter()
        click.Command.format_options(context.command, context, formatter)
        return formatter.getvalue().rstrip("\n")
    for word in words:
        group = context.command
        if not isinstance(group, click.Group):
            break
        name, command, _rest = group.resolve_command(context, [word])
        if command is not None:
            settings = command.context_settings
            context = click.Context(command, info_name=name, parent=context, **settings)
    return context.get_help()


def _groups(root: click.Group) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The groups with those of their commands that exist; the ones of no group stand last."""
    for title, rows in GROUPS:
        there = [(name, text) for name, text in rows.items() if name in root.commands]
        if there:
            yield title, there
    others = [
        (name, each.help or "")
        for name, each in root.commands.items()
        if name not in ORDER and not each.hidden
    ]
    if others:
        yield "", others


def _side_by_side(root: click.Group, width: int) -> Iterator[str]:
    """A group's name and its commands, two on a line where there is room for both."""
    groups = list(_groups(root))
    margin = max(len(title) for title, _rows in groups) + 2
    longest = max(len(name) for _title, rows in groups for name, _text in rows)
    half = (width - margin) // 2
    for title, rows in groups:
        lines: list[str] = []
        for name, text in rows:
            cell = f"{name:{longest}}  {text}"
            if lines and len(lines[-1]) <= half - 2 and len(cell) <= half:
                lines[-1] = f"{lines[-1]:{half}}{cell}"
            else:
                lines += _hanging(cell, width - margin, longest + 2)
        for number, line in enumerate(lines):
            yield f"{'' if number else title:{margin}}{line}"


def _one_by_one(root: click.Group, width: int) -> Iterator[str]:
    longest = max(len(name) for _title, rows in _groups(root) for name, _text in rows)
    for title, rows in _groups(root):
        yield title
        for name, text in rows:
            yield from _hanging(f"  {name:{longest}}  {text}", width, longest + 4)


def _hanging(text: str, width: int, indent: int) -> list[str]:
    lines = textwrap.wrap(text, width, subsequent_indent=" " * indent, drop_whitespace=True)
    return [line.rstrip() for line in lines]


def _names(root: click.Group) -> Iterator[str]:
    """The options before every command, by their names and what they take."""
    for param in root.params:
        if isinstance(param, click.Option) and "completion" not in (param.name or ""):
            name = next(each for each in param.opts if each.startswith("--"))
            yield f"{name} {param.metavar or ''}".rstrip()
