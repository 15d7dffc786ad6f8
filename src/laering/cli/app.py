"""The group of commands, its help, and how a command becomes one of it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click
import typer
from typer.core import TyperCommand, TyperGroup

from laering.i18n import _

_Function = TypeVar("_Function", bound=Callable[..., Any])


class NoSuchCommand(click.UsageError):
    """What was typed begins with no command; ``typed`` are the words from there on."""

    def __init__(self, message: str, context: click.Context, typed: Sequence[str]) -> None:
        super().__init__(message, context)
        self.typed = typed


class Commands(TyperGroup):
    """The group of commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise NoSuchCommand(error.message, ctx, args) from None

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if ctx.parent is None:
            from laering.cli.overview import write_overview

            write_overview(ctx, self, formatter)
        else:
            super().format_help(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        TyperCommand.format_options(self, ctx, formatter)  # type: ignore[arg-type]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        each_of_them = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.help or "") for name, each in each_of_them if each and not each.hidden]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


class OfWords(TyperCommand):
    """A command whose words may begin with a dash: its options have no names of one letter."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.context_settings.update(ignore_unknown_options=True, help_option_names=["--help"])
        for param in self.params:
            param.opts = [name for name in param.opts if len(name.lstrip("-")) > 1]


def group(**settings: Any) -> typer.Typer:
    """A group of commands whose help is in our words."""
    return typer.Typer(
        cls=Commands,
        rich_markup_mode=None,
        suggest_commands=False,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("[COMMAND] [ARGUMENTS]"),
        **settings,
    )


app = group(
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def command(
    name: str,
    text: str,
    *,
    within: typer.Typer = app,
    cls: type[TyperCommand] | None = None,
    **context: Any,
) -> Callable[[_Function], _Function]:
    """Make a function a command of a group; ``text`` is its help."""
    return within.command(
        name,
        cls=cls,
        help=text,
        options_metavar=_("[OPTIONS]"),
        context_settings=context or None,
    )
