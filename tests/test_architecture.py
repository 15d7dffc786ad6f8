"""Three floors and a front door: imports go down only."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import laering
from laering import cli

ROOT = Path(laering.__file__).parent
PROJECT = ROOT.parent.parent


@pytest.mark.posix("needs import-linter")
def test_imports_go_down_only() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    "path", sorted((ROOT / "domain").rglob("*.py")), ids=lambda path: path.stem
)
def test_the_domain_asks_no_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert calls.isdisjoint({"today", "now", "utcnow", "time"})


@pytest.mark.parametrize("library", ["yaml", "frontmatter"])
def test_only_the_codec_knows_yaml(library: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.Import)
            and any(n.name.split(".")[0] == library for n in node.names)
        )
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == library)
    }

    assert users == {"files/entry/tree.py"}


def _imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def test_no_command_is_longer_than_a_quarter_of_a_screen() -> None:
    tree = ast.parse((ROOT / "cli.py").read_text(encoding="utf-8"))
    commands = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any("_command" in ast.dump(decorator) for decorator in node.decorator_list)
    ]

    assert len(commands) >= 8
    for command in commands:
        assert len(command.body) <= 12, command.name


def _typed(group: click.Group, above: str = "") -> Iterator[str]:
    """The commands of a group, as people type them."""
    for name, each in group.commands.items():
        yield f"{above}{name}"
        if isinstance(each, click.Group):
            yield from _typed(each, f"{above}{name} ")


def test_a_command_leads_to_the_one_file_that_does_it() -> None:
    root = cli.command()
    assert isinstance(root, click.Group)
    begins = {
        path.name: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for path in (ROOT / "ui" / "commands").glob("*.py")
    }

    found = {
        name: [file for file, text in begins.items() if f"``{name}``" in text]
        for name in _typed(root)
    }

    assert len(found) > 15
    assert {name: files for name, files in found.items() if len(files) != 1} == {}
