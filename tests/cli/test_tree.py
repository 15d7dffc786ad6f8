"""The commands as they are declared: each short, explained, with JSON, and in the reference."""

import ast
import inspect
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from laering import cli
from laering.cli import overview, tree

CLI = Path(cli.__file__).parent
REFERENCE = (CLI.parents[2] / "docs" / "kommandoer.md").read_text(encoding="utf-8")

SCREEN = 24

# They change one thing and say so in a line; there is nothing to show.
SHOW_NOTHING = {
    "laering fullfør",
    "laering hjelp",
    "laering kilder ny",
    "laering kilder skjul",
    "laering oppsett",
    "laering rediger",
    "laering skjema",
    "laering start",
    "laering tiltak avlys",
    "laering tiltak endre",
    "laering tiltak ferdig",
    "laering tiltak gjenåpne",
    "laering tiltak ny",
    "laering tiltak virket",
    "laering tiltak virket-ikke",
}


def _walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _walk(each, f"{path} {name}")


COMMANDS = dict(_walk(tree.command(), "laering"))

each_command = pytest.mark.parametrize("path", COMMANDS)


def _declared(command: click.Command) -> ast.FunctionDef:
    assert command.callback is not None
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(command.callback)))
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    return function


@each_command
def test_no_command_is_longer_than_a_quarter_of_a_screen(path: str) -> None:
    """Counted are the lines from the first below the signature to the last, empty ones too.

    What stands above them declares what the command takes.
    """
    body = _declared(COMMANDS[path]).body
    end = body[-1].end_lineno
    assert end is not None

    assert end - body[0].lineno + 1 <= SCREEN // 4


def test_all_that_is_declared_in_the_families_is_a_command_and_the_other_way_round() -> None:
    declared = [
        function.name
        for file in CLI.rglob("*.py")
        for function in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef)
        and any(re.search(r"'(command|callback)'", ast.dump(d)) for d in function.decorator_list)
    ]

    assert len(declared) >= 20
    assert sorted(declared) == sorted(_declared(each).name for each in COMMANDS.values())


def test_the_order_of_the_help_names_every_command() -> None:
    root = COMMANDS["laering"]
    assert isinstance(root, click.Group)

    assert list(root.commands) == list(overview.ORDER)


@each_command
def test_every_command_has_its_help(path: str) -> None:
    command = COMMANDS[path]

    assert command.help
    lacking = [
        param.name
        for param in command.params
        if not getattr(param, "help", None) and not getattr(param, "hidden", False)
    ]
    assert lacking == []


@each_command
def test_every_command_that_shows_something_shows_it_as_json(path: str) -> None:
    names = [name for param in COMMANDS[path].params for name in param.opts]

    assert ("--json" in names) is (path not in SHOW_NOTHING)


@each_command
def test_every_command_has_its_line_and_its_section_in_the_reference(path: str) -> None:
    assert f"\n| [`{path}`](#{path.replace(' ', '-')}) | " in REFERENCE
    assert f"\n## {path}\n" in REFERENCE


@pytest.mark.parametrize("path", ["laering søk", "laering lignende"])
def test_where_a_word_may_begin_with_a_dash_no_option_has_one_letter(path: str) -> None:
    names = [name for param in COMMANDS[path].params for name in param.opts]

    assert [name for name in names if len(name) == 2] == []
    assert {"--antall", "--json"} <= set(names)


def test_an_option_that_several_commands_take_is_declared_once() -> None:
    """An option's names and its help stand together in one place of the code."""
    declared = [
        ast.unparse(node)
        for file in CLI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("option", "argument")
    ]

    assert len(declared) > 40
    assert {each for each in declared if declared.count(each) > 1} == set()


def test_each_command_is_in_the_family_that_is_said_to_hold_it() -> None:
    found: dict[str, set[str]] = {}
    for path, command in COMMANDS.items():
        name = path.split()[1:2]
        if name and not isinstance(command, click.Group):
            assert command.callback is not None
            module = inspect.unwrap(command.callback).__module__
            found.setdefault(module.rpartition(".")[2], set()).update(name)

    assert found == {family: set(names) for family, names in tree.FAMILIES.items()}


@pytest.mark.parametrize(
    ("typed", "families"),
    [
        ("liste", "look"),
        ("--journal der ny --tittel rapport", "write"),
        ("--journal=der --ren sok ord", "look"),
        ("tiltak gjenapne 1", "actions"),
        ("--version", ""),
        ("", ""),
        ("--help", "actions keep look report settings write"),
        ("hjelp liste", "actions keep look report settings write"),
        ("finn ord", "actions keep look report settings write"),
    ],
)
def test_a_call_makes_ready_the_family_of_its_command_alone(typed: str, families: str) -> None:
    program = (
        "import sys; from laering.cli import tree; tree.command(sys.argv[1:]); "
        "print(*sorted({each.partition('laering.cli.')[2] for each in sys.modules}"
        " & tree.FAMILIES.keys()))"
    )
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            *typed.split(),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert loaded.stdout.strip() == families
