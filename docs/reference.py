"""The command reference and the examples in the documentation, made from the real program.

    python docs/reference.py           writes the reference and the output of every example
    python docs/reference.py --check   writes nothing; ends with 1 when something is out of date

Examples are the fenced blocks marked ``console``. A line that begins with ``$ `` is a command, and
what follows it is what the program says. The blocks of one document are run in order in one
empty folder, on the same day every time. A block marked ``console feil`` shows commands that
fail. Commands are ``laering …`` and ``cd …``; a line that ends in a backslash goes on.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "kommandoer.md"
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "brukerveiledning.md")
HOME = "/home/kari"
COLUMNS = 80

_BLOCK = re.compile(r"^```console( feil)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_DRIVER = """
import sys
from datetime import date
from laering.main import run
from laering.ui.desk import terminal
terminal._PROGRESS_AFTER = float("inf")  # on a busy machine a bar would show what is no answer
sys.exit(run(sys.argv[1:], date(2026, 11, 23)))
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One command of a document as it is written there, and whether it is meant to fail."""

    written: str
    fails: bool

    @property
    def words(self) -> list[str]:
        """The command as a shell would split it."""
        return shlex.split(self.written.replace("\\\n", " "))


class ExampleFailed(Exception):
    """A command in the documentation that did not end as the document says."""


@dataclass(slots=True)
class Shell:
    """A folder of its own, and where in it one stands."""

    home: Path
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.home

    def run(self, example: Example) -> str:
        """What a terminal of 80 columns shows for a command. Raises ExampleFailed."""
        program, *rest = example.words
        if program == "cd":
            self.here = self.here / rest[0]
            return ""
        if program != "laering":
            raise ExampleFailed(f"{example.written}: only laering and cd are run")
        status, text = _in_terminal(
            [sys.executable, "-c", _DRIVER, *rest], self.here, self._environment()
        )
        if (status != 0) is not example.fails:
            raise ExampleFailed(f"{example.written}: ended with {status}\n{text}")
        return text.replace(str(self.home), HOME)

    def _environment(self) -> dict[str, str]:
        personal = ("LAERING_", "NO_COLOR", "VISUAL", "EDITOR", "LANGUAGE", "COLORTERM")
        kept = {name: text for name, text in os.environ.items() if not name.startswith(personal)}
        return {
            **kept,
            "HOME": str(self.home),
            "LAERING_CONFIG": str(self.home / "config.toml"),
            "XDG_STATE_HOME": str(self.home / ".state"),
            "XDG_RUNTIME_DIR": str(self.home / ".run"),
            "TERM": "xterm-256color",
            "COLUMNS": str(COLUMNS),
        }


def _in_terminal(command: list[str], folder: Path, env: dict[str, str]) -> tuple[int, str]:
    """Run a command with its output in a pseudo-terminal; gives exit status and plain text."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    text = _STYLE.sub("", b"".join(pieces).decode("utf-8")).replace("\r\n", "\n")
    return process.wait(), "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def examples(block: str, *, fails: bool) -> Iterator[Example]:
    """The commands in a console block."""
    lines = iter(block.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            continue
        written = line[2:]
        while written.endswith("\\"):
            written += f"\n{next(lines)}"
        yield Example(written, fails)


def document(text: str) -> str:
    """A document with what the program says now below every command. Raises ExampleFailed."""
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder).resolve())

        def fresh(match: re.Match[str]) -> str:
            fails = match[1] is not None
            shown = "".join(
                f"$ {example.written}\n{shell.run(example)}"
                for example in examples(match[2], fails=fails)
            )
            return f"```console{match[1] or ''}\n{shown}```"

        return _BLOCK.sub(fresh, text)


def reference() -> str:
    """The command reference in Norwegian, from the command tree itself."""
    from laering import i18n

    i18n.activate("nb")
    from laering.cli import tree

    root = tree.command()
    top = click.Context(root, info_name="laering", **root.context_settings)
    commands = list(_below(root, top))
    parts = [_HEAD, "| Kommando | Hva den gjør |\n| --- | --- |\n"]
    parts.append(f"| [`laering`](#laering) | {_cell('Viser forsiden.')} |\n")
    for each, context in commands:
        path = context.command_path
        parts.append(f"| [`{path}`](#{path.replace(' ', '-')}) | {_cell(each.help or '')} |\n")
    parts.append(_section(root, top))
    parts += [_section(each, context) for each, context in commands]
    parts.append(_codes())
    parts.append(_TAIL)
    return "".join(parts)


def _below(
    command: click.Command, context: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    """The commands in a group, each before those in it."""
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            inner = click.Context(each, info_name=name, parent=context, **each.context_settings)
            yield each, inner
            yield from _below(each, inner)


def _codes() -> str:
    """The problems that ``sjekk`` finds, with their codes, as a table."""
    from laering.domain.check import MESSAGES
    from laering.domain.mend import MENDERS
    from laering.i18n import _

    rows = [_CODES]
    for code, message in MESSAGES.items():
        text = re.sub(r"\{\w+\}", "…", _(message))
        mended = "ja" if code in MENDERS or code == "not-utf8" else ""
        rows.append(f"| `{code}` | {_cell(text)} | {mended} |\n")
    return "".join(rows)


_CODES = """
## Feilkoder

Det `laering sjekk` ser etter. Kodene endres ikke. «Rettes» betyr at `--fiks` kan rette det når
svaret er opplagt.

| Kode | Hva den sier | Rettes |
| --- | --- | --- |
"""


_HEAD = """\
# Kommandoer

<!-- Laget av docs/reference.py. Rett teksten i programmet, ikke her. -->

Alt `laering` kan gjøre, slik programmet selv forklarer det. Innføringen står i
[brukerveiledningen](brukerveiledning.md).

Valg som gjelder hele programmet, står foran kommandoen: `laering --ren liste`. Navn med æ, ø og
å kan også skrives uten: `laering fullfor`, `--laert`, `--sprak`, `--ra`.

"""

_TAIL = """
## Sluttkoder

For dem som bruker `laering` i skript:

| Kode | Betyr |
| --- | --- |
| 0 | Det gikk bra. |
| 1 | Det du ba om, lot seg ikke gjøre. |
| 2 | Noe er feil i måten kommandoen er skrevet på. |
| 3 | `laering sjekk` fant feil i filene. |
| 130 | Du avbrøt. |

Det du ba om, kommer på standard ut. Beskjeder og feil kommer på standard feil.
"""


def _section(command: click.Command, context: click.Context) -> str:
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    parts = [f"\n## {context.command_path}\n\n{command.help}\n\n```text\n{usage}\n```\n"]
    parameters = command.get_params(context)
    for title, kind in (("Argument", "argument"), ("Valg", "option")):
        records = [
            record
            for each in parameters
            if each.param_type_name == kind and (record := each.get_help_record(context))
        ]
        if records:
            parts.append(f"\n| {title} | Forklaring |\n| --- | --- |\n")
            parts += [f"| `{_cell(names)}` | {_cell(text)} |\n" for names, text in records]
    return "".join(parts)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def outdated(*, mend: bool) -> list[Path]:
    """The files that do not say what the program says; with ``mend`` they are written anew."""
    wanted = {REFERENCE: reference()}
    for path in DOCUMENTS:
        wanted[path] = document(path.read_text(encoding="utf-8"))
    found = []
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            found.append(path)
            if mend:
                path.write_text(text, encoding="utf-8", newline="\n")
    return found


def main(arguments: list[str]) -> int:
    """Write what is out of date, or with ``--check`` only tell; gives the exit status."""
    check = "--check" in arguments
    found = outdated(mend=not check)
    for path in found:
        print(f"{path.relative_to(ROOT)} {'is out of date' if check else 'was written'}")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
