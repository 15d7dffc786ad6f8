"""The house and its rules: what may know what, and how large a room may be."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import click
import pytest

import laering
from laering.cli import tree
from tests.support.places import PROJECT, TESTS

ROOT = Path(laering.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
FLOORS = ("ui", "files", "domain")

A_DOZEN = 12
LARGE = {
    "cli": "a file for each family of commands, and for what is said of all of them",
    "domain": "a file for each thing that the field has a word for; text and words have rooms",
    "files/journal": "a file for each thing that is known of a journal, or done to its files",
    "ui/asking": "a file for each who asks, and for what is asked, kept and filled in",
    "ui/commands": "a file for each thing that a command does",
    "ui/formats": "a renderer for each form, and what two of them share",
    "ui/showing": "a file for each part of a page",
}
"""The folders that hold more modules than a dozen, and why."""

LONG_LINES = 350
LONG = {
    "cli/completion.py": "a function for each thing that Tab offers, and their table",
    "domain/check.py": "a function for each check, and their table",
    "domain/errors.py": "the list of errors",
    "domain/norwegian/akin.py": "data: words that mean the same",
    "domain/norwegian/blame.py": "data: patterns of tone",
    "files/journal/journal.py": "one class: a journal, and what becomes of its files",
    "files/system/disk.py": "every way in which a file is written, and what these share",
}
"""The files that are longer than this many lines, and why they read better whole."""


def _named(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _packages() -> list[Path]:
    """The folders that hold modules; the catalogue's holds one that only its tools read."""
    return sorted({path.parent for path in MODULES} - {ROOT / "locale"})


def _users(of: str) -> set[str]:
    """The modules that import a package."""
    return set(_named([path for path in MODULES if of in _imported(_tree(path))]))


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
    asked = {node.attr for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}

    assert asked.isdisjoint({"now", "utcnow", "time", "monotonic", "perf_counter"})
    assert not [each for each in _of_days(path) if each.attr == "today"]


def _of_days(path: Path) -> Iterator[ast.Attribute]:
    """What is asked of the classes of days; a report has a day called ``today``, as a value."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rpartition(".")[2]
            if owner in ("date", "datetime"):
                yield node


@pytest.mark.parametrize(
    ("library", "home"),
    [("yaml", "files/entry/tree.py"), ("frontmatter", "files/entry/foreign.py")],
)
def test_only_one_module_knows_a_library_of_headers(library: str, home: str) -> None:
    assert _users(library) == {home}


def test_only_one_module_calls_git() -> None:
    callers = [
        path
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call | ast.List | ast.Tuple)
        for part in (node.args if isinstance(node, ast.Call) else node.elts)
        if isinstance(part, ast.Constant) and part.value == "git"
    ]

    assert set(_named(callers)) == {"files/git.py"}


def test_other_programs_are_started_at_the_desk_and_for_git_alone() -> None:
    starters = _users("subprocess") - {"files/git.py"}

    assert {name.rpartition("/")[0] for name in starters} == {"ui/desk"}


@pytest.mark.parametrize("floor", FLOORS)
def test_a_file_has_a_name_of_its_own_on_its_floor(floor: str) -> None:
    stems = Counter(path.stem for path in (ROOT / floor).rglob("*.py") if path.stem != "__init__")

    assert [stem for stem, count in stems.items() if count > 1] == []


def test_a_folder_has_a_dozen_modules_or_a_reason_to_have_more() -> None:
    rooms = Counter(path.parent for path in MODULES if path.stem != "__init__")
    large = [room for room, count in rooms.items() if count > A_DOZEN]

    assert set(_named(large)) == LARGE.keys()


def test_a_file_is_short_or_has_a_reason_to_be_long() -> None:
    long = [
        path for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > LONG_LINES
    ]

    assert set(_named(long)) == LONG.keys()


@pytest.mark.parametrize("folder", _packages(), ids=lambda folder: folder.name)
def test_a_folder_says_who_lives_there_and_does_no_more(folder: Path) -> None:
    said, *rest = _tree(folder / "__init__.py").body

    assert isinstance(said, ast.Expr)
    assert isinstance(said.value, ast.Constant)
    assert 1 <= len(str(said.value.value).strip().splitlines()) <= 3
    assert [ast.unparse(each) for each in rest] in ([], [f"__version__ = {laering.__version__!r}"])


def _tests() -> list[Path]:
    corpus = TESTS / "files" / "corpus"
    return [path for path in sorted(TESTS.rglob("*.py")) if corpus not in path.parents]


@pytest.mark.parametrize("path", _tests(), ids=lambda path: str(path.relative_to(TESTS)))
def test_no_test_is_imported_by_another(path: Path) -> None:
    parts = chain.from_iterable(name.split(".") for name in _all_imported(path))

    assert not [part for part in parts if part.startswith("test_") or part == "conftest"]


def _all_imported(path: Path) -> Iterator[str]:
    """Every name that stands in an import, from wherever it is."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (name.name for name in node.names)


def _imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def test_one_function_tells_which_day_a_files_name_tells() -> None:
    """Days in texts have homes of their own; a new expression for one belongs in none of them."""
    homes = {
        "domain/action.py",  # the dates on an action's line as the program writes it
        "domain/signs.py",  # those that stand elsewhere on it
        "domain/flaws.py",  # what is nearly one
        "domain/check.py",  # the day in a header
        "domain/dates.py",  # what a person types
        "domain/period.py",  # a month, which begins as a day does
        "files/entry/codec.py",  # the day in a header as the program writes it
        "files/journal/names.py",  # the day that a name tells
        "ui/formats/nodes.py",  # where a line may be broken within a name
    }
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\\d\{4\}\)?-", node.value)
    }

    assert found <= homes


def _typed(group: click.Group, above: str = "") -> Iterator[str]:
    """The commands of a group, as people type them."""
    for name, each in group.commands.items():
        yield f"{above}{name}"
        if isinstance(each, click.Group):
            yield from _typed(each, f"{above}{name} ")


def test_a_command_leads_to_the_one_file_that_does_it() -> None:
    root = tree.command()
    assert isinstance(root, click.Group)
    begins = {
        path.name: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for path in (ROOT / "ui" / "commands").glob("*.py")
    }

    found = {
        name: [file for file, text in begins.items() if f"``{name}``" in text]
        for name in _typed(root)
        if name != "hjelp"  # it tells of the tree, and does nothing
    }

    assert len(found) > 15
    assert {name: files for name, files in found.items() if len(files) != 1} == {}
