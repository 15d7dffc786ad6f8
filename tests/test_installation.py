"""Libraries that are missing, broken or of another version: one sentence, and what mends it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from laering.domain.errors import PartMissing, PartUnfit
from laering.ui.desk import installation
from tests.support.entries import simple_entry
from tests.support.places import SOURCES
from tests.support.waiting import PATIENCE

CALLS = (
    ("--version",),
    ("--help",),
    ("ny", "--kilde", "avvik", "--skjedde", "x", "--lært", "y", "--neste", "z @ola 1.12.2030"),
    ("ny", "--fra", "notat.md"),
    ("liste",),
    ("søk", "x"),
    ("vis", "siste"),
    ("rapport",),
    ("rapport", "--format", "html"),
    ("tiltak", "--format", "ics"),
    ("del", "siste"),
    ("sjekk",),
)
PROGRAM = """
import contextlib, io, json, sys
for name in sys.argv[1].split():
    sys.modules[name] = None
from laering.main import run
for call in json.loads(sys.argv[2]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(call)
    print(json.dumps([call, code, err.getvalue()]))
"""
MODULES = (
    "click",
    "typer",
    "rich",
    "yaml",
    "frontmatter",
    "prompt_toolkit",
    "platformdirs",
    "snowballstemmer",
    "icalendar",
    "pyperclip",
    "jinja2",
    "markdown_it",
)


def started(
    folder: Path, *arguments: str, more: Mapping[str, str] | None = None, of: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Python in a journal, with some packages before all others."""
    path = os.pathsep.join(filter(None, (of, SOURCES)))
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "1000", **(more or {})}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("module", MODULES)
def test_a_library_that_is_missing_is_named_with_the_command_that_mends_it(
    folder: Path, module: str
) -> None:
    text = simple_entry("A", "2026-11-01")
    (folder / "notat.md").write_text(text, encoding="utf-8")
    (folder / "entries/2026-11-01-b.md").write_text(text, encoding="utf-8")

    ended = started(folder, "-c", PROGRAM, module, json.dumps(CALLS))

    assert ended.stderr == ""
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(found) == len(CALLS)
    sentence = (
        f"Feil: «{module}», som laering trenger, mangler eller er ødelagt; "
        f"rett det med: {installation.mending_command()}\n"
    )
    told = [call for call, code, words in found if (code, words) == (1, sentence)]
    assert [call for call, code, _ in found if code] == told
    if module in ("click", "typer"):
        assert len(told) == len(CALLS)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Packages that come before those that are installed, and laering's own bounds."""
    path = tmp_path / "pakker"
    _installed(path, "laering", "0.1.0", "typer<0.26,>=0.25.1", "click>=8.2.1,<8.4")
    return path


def _installed(path: Path, name: str, version: str, *required: str) -> None:
    folder = path / f"{name}-{version}.dist-info"
    folder.mkdir(parents=True)
    lines = [f"Requires-Dist: {each}" for each in required]
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    (folder / "METADATA").write_text("\n".join([*head, *lines, ""]), encoding="utf-8")


def _package(path: Path, name: str, version: str, text: str) -> None:
    _installed(path, name, version)
    (path / name).mkdir()
    (path / name / "__init__.py").write_text(text, encoding="utf-8")


COMPLETION = {
    "_LAERING_COMPLETE": "bash",
    "COMP_WORDS": "laering l",
    "COMP_CWORD": "1",
}
REFUSES = (
    "class Typer:\n    def __init__(self, **_):\n        raise TypeError('suggest_commands')\n"
)
# Another Typer brings a Click of its own, and what is asked of ours is not there.
HAS_ANOTHER = """
from types import SimpleNamespace
class Typer:
    def __init__(self, **_): pass
    def callback(self, **_): return lambda f: f
    command = callback
    def add_typer(self, *_, **__): pass
def Option(*_, **__): return None
Argument = Option
Context = object
class main:
    def get_command(_): return SimpleNamespace(commands={}, params=[SimpleNamespace()])
"""


@pytest.mark.parametrize(
    ("version", "text"),
    [("0.12.5", REFUSES), ("0.29.2", HAS_ANOTHER), ("0.26.0rc1", HAS_ANOTHER), ("1.0", "")],
)
@pytest.mark.parametrize(
    "call",
    [
        ("--version",),
        ("--help",),
        ("ny",),
    ],
)
def test_another_typer_is_named_with_the_command_that_mends_it(
    folder: Path, packages: Path, version: str, text: str, call: tuple[str, ...]
) -> None:
    _package(packages, "typer", version, text)
    (packages / "typer" / "core.py").write_text("TyperGroup = object\n", encoding="utf-8")

    ended = started(folder, "-m", "laering", *call, of=str(packages))

    assert ended.returncode == 1
    assert ended.stdout == ""
    told = f"Feil: laering virker ikke med typer {version}, som er installert her; rett det med: "
    assert ended.stderr == f"{told}{installation.mending_command()}\n"


@pytest.mark.parametrize(("version", "text"), [("0.12.5", REFUSES), ("0.29.2", HAS_ANOTHER)])
def test_tab_says_nothing_whatever_is_wrong_with_the_libraries(
    folder: Path, packages: Path, version: str, text: str
) -> None:
    _package(packages, "typer", version, text)
    (packages / "typer" / "core.py").write_text("TyperGroup = object\n", encoding="utf-8")

    ended = started(folder, "-m", "laering", more=COMPLETION, of=str(packages))

    assert (ended.stdout, ended.stderr) == ("", "")


def test_another_click_is_named(folder: Path, packages: Path) -> None:
    _package(packages, "click", "9.0", "raise ImportError('no such thing', name='click.core')\n")

    ended = started(folder, "-m", "laering", "--version", of=str(packages))

    assert ended.returncode == 1
    assert "laering virker ikke med click 9.0, som er installert her" in ended.stderr


@pytest.mark.parametrize("left", ["", "class Console:\n    pass\n"])
def test_a_library_of_which_only_a_part_is_there_is_named(
    folder: Path, packages: Path, left: str
) -> None:
    (packages / "typer").mkdir()
    (packages / "typer" / "__init__.py").write_text(left, encoding="utf-8")

    ended = started(folder, "-m", "laering", "--version", of=str(packages))

    assert ended.returncode == 1
    assert ended.stderr.startswith("Feil: «typer», som laering trenger, mangler eller er ødelagt")


HERE = "{}.{}".format(*sys.version_info)


@pytest.mark.parametrize(
    ("required", "blamed"),
    [
        ("kake>=2", True),
        (f"kake>=2; python_version == '{HERE}'", True),
        ("kake>=2; python_version >= '3.11'", True),
        ("kake>=2; python_version < '3.11'", False),
        ("kake>=2; python_version >= '4.0'", False),
        ("kake>=2; extra == 'pdf'", False),
        ("kake>=2; platform_system == 'Amiga'", False),
        ("kake>=1", False),
    ],
)
def test_what_is_required_of_another_python_is_not_required_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, required: str, blamed: bool
) -> None:
    _installed(tmp_path, "laering", "0.1.0", required)
    _installed(tmp_path, "kake", "1.5")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    assert isinstance(installation.fault(ValueError()), PartUnfit) is blamed


def test_a_fault_of_our_own_is_not_laid_on_the_installation(folder: Path, packages: Path) -> None:
    program = (
        "import laering.cli.tree, laering.main, sys\n"
        "def broken(*words): raise KeyError('x')\n"
        "laering.cli.tree.command = broken\n"
        "sys.exit(laering.main.run(['liste']))"
    )

    ended = started(folder, "-c", program, of=str(packages))

    assert ended.stderr.startswith("Feil: Programmet sviktet (KeyError: 'x').")


@pytest.mark.parametrize(
    ("version", "holds"),
    [
        ("0.25", False),
        ("0.25.1", True),
        ("0.25.1.post1", True),
        ("0.25.10", True),
        ("0.26", False),
        ("0.26.0", False),
        ("1", False),
    ],
)
def test_bounds_are_read_as_numbers(
    version: str, holds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["typer<0.26,>=0.25.1"])
    monkeypatch.setattr("importlib.metadata.version", lambda _: version)

    fault = installation.fault(ValueError())

    assert isinstance(fault, PartUnfit) is not holds


def test_without_an_installation_nothing_is_said_of_versions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(_: str) -> list[str]:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.requires", none)

    assert installation.fault(ValueError()) is None
    assert isinstance(installation.fault(ImportError(name="rich.console")), PartMissing)
    assert installation.fault(ImportError(name="sqlite3")) is None


@pytest.mark.parametrize(
    ("sign", "command"),
    [
        ("pipx_metadata.json", "pipx reinstall laering"),
        ("uv-receipt.toml", "uv tool install --reinstall laering"),
    ],
)
def test_what_mends_it_is_the_installer_that_was_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str, command: str
) -> None:
    (tmp_path / sign).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))

    assert installation.mending_command() == command


@pytest.mark.posix("needs pip beside the program")
def test_pip_is_named_by_the_interpreter_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/home/kari/mine ting/bin/python")

    assert installation.mending_command() == (
        "'/home/kari/mine ting/bin/python' -m pip install --upgrade --force-reinstall laering"
    )


WARNS = """
import warnings
warnings.simplefilter("always")
for kind in (DeprecationWarning, RuntimeWarning, FutureWarning, UserWarning, ResourceWarning):
    warnings.warn("this is going away", kind, stacklevel=2)
def user_config_path(*_, **__):
    warnings.simplefilter("always")
    warnings.warn("so is this", UserWarning, stacklevel=2)
user_state_path = user_runtime_path = user_cache_path = user_config_path
"""


@pytest.mark.parametrize(
    ("options", "more", "heard"),
    [
        ((), {}, False),
        (("-W", "default"), {}, True),
        ((), {"PYTHONWARNINGS": "default"}, True),
        ((), {"LAERING_DEBUG": "1"}, True),
    ],
)
def test_a_librarys_warning_reaches_only_those_who_asked_for_it(
    folder: Path, packages: Path, options: tuple[str, ...], more: dict[str, str], heard: bool
) -> None:
    _package(packages, "platformdirs", "9", WARNS)
    # One that is imported where nothing stands between it and the person.
    _package(packages, "shellingham", "9", WARNS + "class ShellDetectionFailure(Exception): pass\n")

    ended = started(folder, *options, "-m", "laering", "kilder", more=more, of=str(packages))

    assert ended.returncode == 0
    assert ("this is going away" in ended.stderr) is heard
    assert heard or ended.stderr == ""
