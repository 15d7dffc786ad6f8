"""The finished tree: all commands in the help's order, under their ASCII names too."""

import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, cast

import click
import typer

from laering.cli import actions, keep, look, report, write
from laering.cli.app import app, in_ascii
from laering.i18n import _, outside_environment
from laering.ui.desk.terminal import Terminal, as_text

# As the help names them; one that is not here stands last.
ORDER = (
    "ny",
    "fullfør",
    "liste",
    "søk",
    "lignende",
    "vis",
    "rediger",
    "kilder",
    "gjentar",
    "importer",
    "rapport",
    "del",
    "sjekk",
    "start",
    "tiltak",
)

_FAMILIES = (write, look, report, keep, actions)


def command() -> click.Command:
    """The finished command tree: names with æ, ø and å also answer to their ASCII form."""
    root = cast("click.Group", typer.main.get_command(app))
    root.commands = {name: root.commands[name] for name in (*ORDER, *root.commands)}
    all_of_them = list(_commands(root))
    aliases: dict[str, str] = {}
    for each in all_of_them:
        names = [each.name or ""] + [name for param in each.params for name in param.opts]
        aliases.update({in_ascii(name): name.lstrip("-") for name in names if not name.isascii()})

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
