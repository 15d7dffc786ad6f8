"""The group of commands, how a command becomes one of it, and which of them was meant."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click
import typer
from typer.core import TyperCommand, TyperGroup

from laering.i18n import _

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
            name = _meant(args[0], list(self.commands))
            if name:
                path = f"{ctx.command_path} {name}".partition(" ")[2]
                hint = _("Did you mean «laering {command}»?").format(command=path)
                error.message = f"{error.message} {hint}"
            raise


def _meant(word: str, commands: Sequence[str]) -> str:
    """The command that a word was meant for; empty where none is near."""
    from difflib import get_close_matches

    other = _OTHER_WORDS.get(in_ascii(word.casefold()), "")
    if other in commands:
        return other
    return next(iter(get_close_matches(word.casefold(), commands, n=1)), "")


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


def in_ascii(name: str) -> str:
    """A name as those write it who lack æ, ø and å, without the dashes of an option."""
    return name.lstrip("-").replace("æ", "ae").replace("ø", "o").replace("å", "a")
