"""What the documentation says the program does, the program does."""

import importlib.util
import os
import re
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from laering.cli import tree

ROOT = Path(__file__).resolve().parents[2]
INSTALL = re.compile(r"(?:pipx install|uv tool install|pip install) laering|make (?:ny|test)")

needs_terminal = pytest.mark.skipif(
    not hasattr(os, "openpty"), reason="the examples are run in a pseudo-terminal"
)


def _reference() -> Any:
    """The script ``docs/reference.py`` as a module."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


reference = _reference()


def _text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _blocks(path: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", _text(path), re.MULTILINE | re.DOTALL)


def _commands() -> list[str]:
    root = tree.command()
    assert isinstance(root, click.Group)
    return list(root.commands)


@pytest.mark.parametrize("name", _commands())
def test_every_command_has_its_section_in_the_reference(name: str) -> None:
    assert f"\n## laering {name}\n" in _text("docs/kommandoer.md")


def test_the_reference_is_up_to_date() -> None:
    assert _text("docs/kommandoer.md") == reference.reference(), "run: python docs/reference.py"


@needs_terminal
@pytest.mark.parametrize("path", ["README.md", "docs/brukerveiledning.md"])
def test_every_example_runs_and_shows_what_the_program_says(path: str) -> None:
    text = _text(path)
    assert text == reference.document(text), "run: python docs/reference.py"


@needs_terminal
def test_an_example_that_fails_unannounced_is_found() -> None:
    with pytest.raises(reference.ExampleFailed):
        reference.document("```console\n$ laering vis finnes-ikke\n```\n")


@needs_terminal
def test_an_example_that_should_fail_but_does_not_is_found() -> None:
    with pytest.raises(reference.ExampleFailed):
        reference.document("```console feil\n$ laering --version\n```\n")


def test_the_readme_has_examples_to_run() -> None:
    assert len(_blocks("README.md", "console")) >= 3


def test_the_readmes_other_commands_install_or_make() -> None:
    lines = "".join(_blocks("README.md", "sh")).splitlines()
    assert {"pipx install laering", "uv tool install laering", "pip install laering"} <= set(lines)
    assert [line for line in lines if not INSTALL.fullmatch(line)] == []


def test_the_readme_has_two_commands_for_a_clone_and_the_makefile_has_them() -> None:
    lines = "".join(_blocks("README.md", "sh")).splitlines()
    made = [line for line in lines if line.startswith("make ")]
    assert made == ["make ny", "make test"]
    targets = re.findall(r"^([a-z]+):", _text("Makefile"), re.MULTILINE)
    assert {"ny", "test"} <= set(targets)


def test_the_readme_opens_in_norwegian_and_leads_to_the_guide() -> None:
    opening = _text("README.md").partition("\n---\n")[0]
    assert "Hva skjedde?" in opening
    assert "(docs/brukerveiledning.md)" in opening
