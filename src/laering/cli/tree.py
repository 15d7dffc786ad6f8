"""The finished tree: all commands in the help's order, under their ASCII names too."""

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, cast

import click
import typer

from laering.cli.app import app
from laering.cli.overview import ORDER
from laering.domain.characters import in_ascii
from laering.i18n import _, outside_environment
from laering.ui.desk.terminal import Terminal, as_text

# Click's help takes fifty columns, whether there are so many or not.
_NARROW = 52

FAMILIES = {
    "write": ("ny", "fullfør", "endre", "slett", "rediger", "gjentar", "innboks", "importer"),
    "look": ("liste", "søk", "lignende", "vis", "hjelp"),
    "report": ("rapport", "del", "skjema"),
    "keep": ("sjekk", "start"),
    "actions": ("tiltak",),
    "settings": ("kilder", "oppsett"),
}
"""In which module of this room each command stands."""

# What is about all commands, or tells of itself alone; and what takes a value before a command.
_OF_ALL = "hjelp"
_ALONE = ("--version", "--versjon", "--ren", "--json")
_WITH_VALUE = ("--journal", "-j", "--språk", "--sprak")


def command(typed: Sequence[str] | None = None) -> click.Command:
    """The finished command tree: names with æ, ø and å also answer to their ASCII form.

    For the words ``typed`` it holds no more than what they need, which is sooner there: the
    command that they begin with, or all where that is not plain.
    """
    for family in ("home", *(FAMILIES if typed is None else _needed(typed))):
        import_module(f"laering.cli.{family}")
    root = cast("click.Group", typer.main.get_command(app))
    known = [name for name in ORDER if name in root.commands]
    root.commands = {name: root.commands[name] for name in (*known, *root.commands)}
    all_of_them = list(_commands(root))
    aliases = dict(_IN_NORWEGIAN)
    for each in all_of_them:
        names = [each.name or ""] + [name for param in each.params for name in param.opts]
        aliases.update({in_ascii(name): name.lstrip("-") for name in names if not name.isascii()})

    def normalize(token: str) -> str:
        composed = unicodedata.normalize("NFC", as_text(token))
        return aliases.get(composed, composed)

    root.context_settings["token_normalize_func"] = normalize
    columns = shutil.get_terminal_size().columns
    if columns < _NARROW:
        root.context_settings["terminal_width"] = max(20, columns - 1)
    for each in all_of_them:
        for param in each.params:
            if isinstance(param.type, click.types.StringParamType) and param.name not in _PATHS:
                param.type = _Words()
    for param in root.params:
        if param.name in _COMPLETION and isinstance(param, click.Option):
            param.help, param.callback = _COMPLETION[param.name]
    return root


def _needed(typed: Sequence[str]) -> Sequence[str]:
    """The families that hold the command these words begin with; all where it is not plain."""
    words = iter(typed)
    for word in words:
        if word in _WITH_VALUE:
            next(words, "")
        elif word not in _ALONE and not word.startswith(("--journal=", "--språk=", "--sprak=")):
            name = unicodedata.normalize("NFC", as_text(word))
            there = [
                family
                for family, names in FAMILIES.items()
                if name != _OF_ALL and name in (*names, *map(in_ascii, names))
            ]
            return there or [*FAMILIES]
    return []


def _commands(group: click.Group) -> Iterator[click.Command]:
    """A group and all commands in it, at any depth."""
    yield group
    for each in group.commands.values():
        if isinstance(each, click.Group):
            yield from _commands(each)
        else:
            yield each


# Options that are tried under the names they would have in the language of the others.
_IN_NORWEGIAN = {"hjelp": "help", "versjon": "version"}


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
