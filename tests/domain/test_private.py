"""What is private has one home, and it errs on the side of telling nobody."""

import ast
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import laering
from laering.domain import private
from laering.domain.action import Action
from laering.domain.entry import Entry, Problem
from laering.domain.errors import PrivateEntry
from laering.domain.survey import Survey, Task

ROOT = Path(laering.__file__).parent

DAY = date(2026, 11, 20)

SECRET = Entry(
    id="2026-11-20-oppsigelsen",
    path="entries/2026-11-20-oppsigelsen.md",
    title="Oppsigelsen",
    date=DAY,
    source="ansatt",
    outcome="mindre-bra",
    tags=("lønn",),
    author="kari",
    repeats=("2026-10-01-varselet",),
    private=True,
    extra=(("sak", "sak: 12"),),
    packed=b"## Hva skjedde?\n\nOla sa opp.\n",
    written=DAY,
)


def test_of_a_private_entry_others_read_its_day_source_and_outcome() -> None:
    told = private.as_told(SECRET, frozenset())

    assert told == Entry(
        id="", path="", title="", date=DAY, source="ansatt", outcome="mindre-bra", private=True
    )
    assert private.is_veiled(told)
    assert not private.is_veiled(SECRET)


def test_of_a_private_action_others_read_when_it_is_due_and_how_it_stands() -> None:
    action = Action("Ring Ola", ("kari",), DAY, number=1, signs="🔺")
    told = private.task_as_told(Task(SECRET.id, SECRET.path, DAY, "ansatt", action, private=True))

    assert told.entry == ""
    assert told.action == Action("", (), DAY, number=1)


def test_a_private_entry_is_shared_only_when_that_is_asked_for() -> None:
    private.check_told(SECRET, with_private=True)

    with pytest.raises(PrivateEntry):
        private.check_told(SECRET, with_private=False)


def test_a_file_that_cannot_be_read_and_says_it_is_private_is_not_named() -> None:
    path = "entries/2026-11-19-fyringen.md"
    other = Problem("entries/a.md", 3, "not-utf8")
    entry = Entry(
        id="b",
        path="entries/b.md",
        title="b",
        date=DAY,
        source="avvik",
        repeats=("2026-11-19-FYRINGEN",),
    )
    survey = Survey([entry], Counter(), [], [], [Problem(path, 1, "bad-yaml"), other])

    kept = private.names_kept(survey, {path}, str.casefold)

    assert kept.problems == [Problem("entries/…", 1, "private"), other]
    assert kept.private == {"2026-11-19-fyringen", "2026-11-19-FYRINGEN"}


@pytest.mark.parametrize("value", ["no", "Nei", "FALSE", "off", "0", 0, False])
def test_a_plain_no_is_a_no(value: object) -> None:
    assert not private.affirmed(value)


@pytest.mark.parametrize("value", ["", "ja", "nope", "kanskje", 1, True, [], {}])
def test_anything_else_is_taken_for_a_yes(value: object) -> None:
    assert private.affirmed(value)


def _judged(tree: ast.AST) -> Iterator[ast.expr]:
    """All that something is decided by."""
    for node in ast.walk(tree):
        match node:
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
                yield test
            case ast.Assert(test=test) | ast.UnaryOp(op=ast.Not(), operand=test):
                yield test
            case ast.comprehension(ifs=tests):
                yield from tests
            case ast.Compare(left=left, comparators=others):
                yield from (left, *others)
            case ast.BoolOp(op=ast.And(), values=values):
                yield from values
            case ast.Call(func=ast.Name(name), args=args) if name in (
                "sum",
                "any",
                "all",
                "filter",
            ):
                yield from args


def test_only_the_policy_judges_what_is_private() -> None:
    """Others carry the mark along, write it and ask; none decides by it."""
    homes = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for judged in _judged(ast.parse(path.read_text(encoding="utf-8")))
        for node in ast.walk(judged)
        if isinstance(node, ast.Attribute) and node.attr == "private"
        if not isinstance(node.value, ast.Name) or node.value.id != "survey"
    }

    assert homes == {"domain/private.py"}


def test_only_the_policy_knows_a_no_and_the_key() -> None:
    homes = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for text in [path.read_text(encoding="utf-8")]
        if ('"nei"' in text and '"off"' in text) or "private[" in text
    }

    assert homes == {"domain/private.py"}
