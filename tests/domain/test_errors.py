"""Errors carry facts: each class says which, and what it says is what its message shows."""

import ast
import re
from collections.abc import Iterator
from inspect import get_annotations
from pathlib import Path
from string import Formatter

import pytest

import laering
from laering.domain import errors
from laering.domain.errors import BadPeriod, FileChanged, LaeringError, NoEntries, UnknownSourceNear

ROOT = Path(laering.__file__).parent


def _all(above: type[LaeringError] = LaeringError) -> Iterator[type[LaeringError]]:
    for each in above.__subclasses__():
        if each.__module__ == errors.__name__:
            yield each
            yield from _all(each)


def _shown(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def _facts(fault: type[LaeringError]) -> set[str]:
    above = fault.__mro__[: fault.__mro__.index(LaeringError)]
    return {name for each in above for name in get_annotations(each)}


def _told_of(fault: type[LaeringError]) -> set[str]:
    """The facts that the docstrings name: those that something else than the message shows."""
    above = fault.__mro__[: fault.__mro__.index(LaeringError)]
    return {
        name for each in above for name in re.findall(r"``(\w+)``", vars(each)["__doc__"] or "")
    }


@pytest.mark.parametrize(
    "fault", [each for each in _all() if each.message], ids=lambda fault: fault.__name__
)
def test_an_error_has_the_facts_that_its_message_shows(fault: type[LaeringError]) -> None:
    shown = _shown(fault.message)

    assert shown <= _facts(fault)
    assert _facts(fault) - shown == _told_of(fault) - shown


def test_a_reason_is_given_with_the_facts_that_it_shows() -> None:
    reasons: dict[str, str] = {}
    calls: list[tuple[str, set[str]]] = []
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Assign(
                    targets=[ast.Name(name)],
                    value=ast.Call(ast.Name("Reason"), [ast.Call(args=[ast.Constant(str(text))])]),
                ):
                    reasons[name] = text
                case ast.Call(keywords=given):
                    named = {each.arg or "" for each in given}
                    calls += [
                        (each.value.id, named)
                        for each in given
                        if each.arg == "reason" and isinstance(each.value, ast.Name)
                    ]

    assert len(reasons) > 20
    known = [(name, named) for name, named in calls if name in reasons]
    assert len(known) > 10
    for name, named in known:
        assert _shown(reasons[name]) <= named, name


def test_a_fact_that_is_missing_or_misspelt_is_found_by_the_type_checker() -> None:
    """Each of these is wrong, and mypy would warn of a comment that hides nothing."""
    BadPeriod()  # type: ignore[call-arg]
    BadPeriod(valeu="2026-K5")  # type: ignore[call-arg]
    BadPeriod(value=5)  # type: ignore[arg-type]
    NoEntries(path="entries")  # type: ignore[call-arg]
    UnknownSourceNear(near="kunde")  # type: ignore[call-arg]
    LaeringError(value="2026-K5")  # type: ignore[call-arg]


def test_the_facts_are_those_that_were_given() -> None:
    error = FileChanged(path="entries/2026-11-20-a.md")
    error.go_on = "laering ny"

    assert error.facts == {"path": "entries/2026-11-20-a.md"}
    assert error.path == "entries/2026-11-20-a.md"
