"""The front door: streams, language, and the one place where errors become messages."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from errno import EDQUOT, EFBIG, ENOSPC
from typing import Any, NoReturn

from laering import i18n
from laering.domain.errors import FAILED, INTERRUPTED, LaeringError, UnknownLanguage


def main() -> NoReturn:
    """Run the program on the command line it was called with."""
    _speak_utf8()
    _keep_warnings_from(sys.warnoptions)
    # One short run makes little garbage: it is not looked for, nor swept up at the end.
    gc.disable()
    status = run(sys.argv[1:])
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)


def run(arguments: Sequence[str], today: date | None = None) -> int:
    """Run one call and give its exit status. ``today`` is the day it is run on."""
    _prepare_streams()
    # Typer would answer in its own way.
    shell = os.environ.pop("_LAERING_COMPLETE", None)
    if shell is not None:
        return _complete(shell, arguments, today or date.today())
    try:
        try:
            i18n.activate(i18n.DEFAULT)
            language = _language(arguments)
            i18n.activate(language)
            status = _command(arguments, {"today": today, "language": language})
        except LaeringError as error:
            return _tell(error)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _discard_output()
        return 0
    except KeyboardInterrupt:
        _say(i18n._("Stopped."))
        return INTERRUPTED
    except OSError as error:
        _discard_output()
        _say(i18n._("Error: {reason}").format(reason=_system_text(error)))
        return FAILED
    except Exception as error:
        if os.environ.get("LAERING_DEBUG"):
            raise
        from laering.ui.desk.installation import fault
        from laering.ui.desk.terminal import safe

        found = fault(error)
        if found is not None:
            return _tell(found)
        _say(
            i18n._(
                "Error: the program failed ({reason}). Your entries are as they were. "
                "Set LAERING_DEBUG=1 and run it again to see where, and please report it."
            ).format(reason=safe(f"{type(error).__name__}: {error}"))
        )
        return FAILED
    return status


def _complete(shell: str, arguments: Sequence[str], today: date) -> int:
    """Answer a shell in which Tab was pressed; whatever goes wrong, with nothing at all."""
    with suppress(Exception, SystemExit):
        from laering.ui.desk import shells

        line = shells.read(shell, arguments, os.environ)
        i18n.activate(i18n.DEFAULT)
        with suppress(LaeringError, OSError):
            i18n.activate(_language(line.words))
        from laering.cli import tree
        from laering.cli.completion import offered

        found = offered(tree.command(), line.words, line.typed, today)
        sys.stdout.write(shells.answer(shell, found, line))
        sys.stdout.flush()
        return 0
    _discard_output()
    return FAILED


def _speak_utf8() -> None:
    """Begin anew in UTF-8 where the surroundings would have file names in another encoding.

    ``-P`` keeps what lies in the current folder from being taken for a part of the program.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode or not sys.executable:
        return
    if os.name == "nt":  # names are no bytes there, and execv would not wait
        return
    anew = [sys.executable, "-P", "-X", "utf8", "-m", "laering", *sys.argv[1:]]
    with suppress(OSError):
        os.execv(sys.executable, anew)  # noqa: S606  # the same program with the same words


def _keep_warnings_from(asked: Sequence[str]) -> None:
    """Let no library's warning reach a person: it is for those who asked for it.

    Whatever a library says of what is shown, and whenever.
    """
    if not asked and not os.environ.get("LAERING_DEBUG"):
        import warnings

        warnings.showwarning = _unheard


def _unheard(*_warning: object, **_where: object) -> None:
    """No warning."""


def _command(arguments: Sequence[str], context: dict[str, Any]) -> int:
    import click

    from laering.cli import tree
    from laering.domain.errors import NoSuchEntry

    try:
        status = tree.command(arguments).main(
            args=list(arguments), prog_name="laering", standalone_mode=False, obj=context
        )
    except NoSuchEntry as error:
        from laering.cli.wrong import instead_of

        hint = instead_of(error.reference, arguments, tree.command)
        status = _tell(error)
        if hint:
            _say(hint)
        return status
    except click.ClickException as error:
        from laering.cli.wrong import explained

        for line in explained(error, arguments, tree.command):
            _say(line)
        return error.exit_code
    except click.Abort:
        _say(i18n._("Stopped."))
        return INTERRUPTED
    except SystemExit as stop:
        # Typer's word for a reader that stopped reading, and, with 0, for completion.
        if stop.code == FAILED:
            raise BrokenPipeError from None
        raise
    if status == INTERRUPTED:
        _say(i18n._("Stopped."))
    return status if isinstance(status, int) else 0


def _system_text(error: OSError) -> str:
    """Why the system refused.

    Where there was no room for something without a name it is the output that is lost, and not
    what was saved before.
    """
    from laering.files.system.held import number_of
    from laering.ui.words import system_reason

    reason = system_reason(number_of(error))
    if error.filename is None and error.errno in (ENOSPC, EDQUOT, EFBIG):
        return i18n._("What was to be shown could not be written: {reason}").format(reason=reason)
    return reason


def _tell(error: LaeringError) -> int:
    from laering.ui.words import error_text

    text = error_text(error)
    if error.exit_code == INTERRUPTED:
        _say(text)
    else:
        _say(i18n._("Error: {reason}").format(reason=text))
    return error.exit_code


def _say(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    from laering.ui.desk.terminal import wrapped

    with suppress(OSError, ValueError):
        sys.stderr.write(f"{wrapped(text, sys.stderr)}\n")
        sys.stderr.flush()


def _language(arguments: Sequence[str]) -> str:
    """The language of the messages: option, environment, own file, else bokmål."""
    wanted = _language_option(arguments) or os.environ.get("LAERING_LANG")
    if not wanted and list(arguments) not in (["--version"], ["--versjon"]):
        from laering.files import personal

        found = personal.read(os.environ)
        wanted = found.language
        if found.passed_by is not None:
            from laering.ui.desk.call import tell_of_passed_by

            tell_of_passed_by(found.passed_by)
    if not wanted:
        return i18n.DEFAULT
    if wanted not in i18n.LANGUAGES:
        raise UnknownLanguage(value=wanted, languages=", ".join(i18n.LANGUAGES))
    return wanted


def _language_option(arguments: Sequence[str]) -> str | None:
    """The value of ``--språk``, found before the command line is parsed for good."""
    from laering.ui.desk.terminal import as_text

    for index, argument in enumerate(map(as_text, arguments)):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name in ("--språk", "--sprak"):
            following = arguments[index + 1] if index + 1 < len(arguments) else ""
            return value if equals else following or None
    return None


def _prepare_streams() -> None:
    """UTF-8 in and out whatever the surroundings say; missing streams lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        with suppress(OSError, ValueError, AttributeError):
            # Whoever called may have left them so that they give up instead of waiting.
            os.set_blocking(stream.fileno(), True)
        if stream is None:
            nowhere = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, nowhere)
        elif hasattr(stream, "reconfigure"):
            if mode == "r":
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _discard_output() -> None:
    """Let nothing more be written to a closed pipe or a full disk, not even at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
