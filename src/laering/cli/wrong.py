"""A call that cannot be understood: what is wrong with it, and what to write instead."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import cast

import click

from laering.i18n import _, is_norwegian
from laering.ui.desk.terminal import safe

# What people ask for by a word of its own, and the file that gives it.
_FORMS = {"--pdf": ".pdf", "--html": ".html", "--csv": ".csv", "--excel": ".csv"}

_BEFORE_THE_COMMAND = ("--ren", "--journal", "--språk", "--sprak")


def explained(
    error: click.ClickException, typed: Sequence[str], tree: Callable[[], click.Command]
) -> Iterator[str]:
    """What is wrong with the call that was ``typed``, and what to write instead, as lines.

    ``tree`` makes all commands ready: one of them may be what was meant.
    """
    wrong = getattr(error, "typed", None)
    context = getattr(error, "ctx", None)
    hint = (
        _answer(wrong, context, tree)
        if wrong and context
        else _instead(error) or _one_command(error, typed, tree)
    )
    if hint and isinstance(error, click.NoSuchOption):
        # Those that are only spelt alike would lead astray.
        error.possibilities = []
    message = safe(error.format_message())
    if is_norwegian():
        message = re.sub(r"(?<!\w)'([^'\n]*)'", r"«\1»", message)
    yield _("Error: {reason}").format(reason=message)
    if getattr(error, "option_name", None) in _BEFORE_THE_COMMAND:
        yield _("That one stands before the command, right after «laering».")
    if hint:
        yield hint
    if context is not None:
        yield _("See «{command} --help».").format(command=context.command_path)


def instead_of(reference: str, typed: Sequence[str], tree: Callable[[], click.Command]) -> str:
    """What to write where a command's own name was taken for that of an entry; else nothing."""
    from laering.cli import words

    before = next((one for one, two in pairwise(typed) if two == reference), "")
    pair = words.paired(before, reference, cast("click.Group", tree()))
    return _("Did you mean «{command}»?").format(command=pair) if pair else ""


def _answer(typed: Sequence[str], context: click.Context, tree: Callable[[], click.Command]) -> str:
    """What to write instead of words that begin with no command, as far as it is known."""
    from laering.cli import words

    root = cast("click.Group", tree())
    group = context.command_path.partition(" ")[2]
    meant = words.meant(typed[0], "".join(typed[1:2]), group, root)
    if meant:
        return _("Did you mean «{command}»?").format(command=safe(meant))
    told = words.instead(typed[0]) if not group else ""
    return _(told) if told else ""


def _instead(error: click.ClickException) -> str:
    """What to write instead, where it is known; else nothing."""
    context = getattr(error, "ctx", None)
    command = context.command.name if context is not None else None
    if isinstance(error, click.NoSuchOption) and command == "rapport":
        ending = _FORMS.get(error.option_name)
        text = _("Write: laering rapport --ut rapport{ending}")
        return text.format(ending=ending) if ending else ""
    param = error.param if isinstance(error, click.MissingParameter) else None
    if param is not None and param.metavar == "ID":
        text = _("Write a part of the learning's name. «{command}» shows them.")
        return text.format(command="laering liste")
    return ""


def _one_command(
    error: click.ClickException, typed: Sequence[str], tree: Callable[[], click.Command]
) -> str:
    """The command that two words are together, where the second was one too many."""
    context = getattr(error, "ctx", None)
    if type(error) is not click.UsageError or context is None:
        return ""
    first = [word for word in typed if not word.startswith("-")][:2]
    is_begun = len(first) > 1 and context.command.name == first[0]
    return _answer(first, context.find_root(), tree) if is_begun else ""
