"""What stands in Markdown has one reader: each pattern one home, in ``domain/text``."""

import ast
import re
from pathlib import Path

import pytest

import laering
from laering.domain.text.beginnings import BLOCK, ITEM, bare
from laering.domain.text.fences import fenced_lines, without_code, without_spans
from laering.domain.text.frames import unframed

ROOT = Path(laering.__file__).parent

# What can only be meant as a bullet, a fence, quote signs, a comment or a piece of code.
_SIGNS = {
    "a bullet": re.compile(r"\[[^\]]*(?:-[*+•]|\*\+|\+\*|\*-)[^\]]*\]|\[\.\)\]|\[\)\.\]"),
    "a fence": re.compile(r"[`~]\{3|```|~~~"),
    "quote signs": re.compile(r"\[ ?\\t>\]|\{0,3\}>"),
    "a comment": re.compile(r"<!--|%%"),
    "a piece of code": re.compile(r"`\{1,2\}"),
}

# Looked for in bytes to see whether the thorough reader is needed at all.
_QUICK = {"```", "~~~"}


def _patterns(path: Path) -> list[str]:
    """The texts in a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value if isinstance(node.value, str) else node.value.decode("utf-8", "replace")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str | bytes)
        and id(node) not in told
    ]


@pytest.mark.parametrize("sign", _SIGNS)
def test_each_pattern_of_markdown_has_one_home(sign: str) -> None:
    homes = {
        path.relative_to(ROOT).as_posix()
        for floor in ("domain", "files/entry")
        for path in (ROOT / floor).rglob("*.py")
        for text in _patterns(path)
        if _SIGNS[sign].search(text) and text not in _QUICK
    }

    assert homes
    assert {home.rpartition("/")[0] for home in homes} == {"domain/text"}


@pytest.mark.parametrize("room", ["text", "norwegian"])
def test_a_room_of_data_knows_nothing_of_learnings(room: str) -> None:
    known = {
        node.module
        for path in (ROOT / "domain" / room).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("laering")
    }

    others = {name for name in known if not (name or "").startswith(f"laering.domain.{room}.")}
    assert others <= {"laering.domain.marks"}


@pytest.mark.parametrize("line", ["- a", "* a", "+ a", "1. a", "123456789) a", "-", "  - a"])
def test_what_an_item_begins_with(line: str) -> None:
    assert ITEM.match(line)
    assert re.match(BLOCK, line)


@pytest.mark.parametrize("line", ["-a", "1.a", "1234567890. a", "• a", "a - b", "> - a"])
def test_what_no_item_begins_with(line: str) -> None:
    assert not ITEM.match(line)


def test_a_quote_is_read_without_its_signs() -> None:
    assert bare("> > - [ ] Ring Ola") == "- [ ] Ring Ola"
    assert bare("5 > 3") == "5 > 3"


def test_code_is_blotted_out_as_long_as_it_was() -> None:
    assert without_code("Se `- [ ] a` her") == f"Se {chr(1) * 9} her"
    assert fenced_lines(["```", "- [ ] a", "```", "~~~", "b"]) == {0, 1, 2}


@pytest.mark.parametrize(
    ("text", "fenced"),
    [
        ("- ```\n  a\n  ```\nb", {0, 1, 2}),
        ("1. > ~~~\n", set()),
        ("12) ~~~ sh\n    a\n\n    b\n    ~~~\nc", {0, 1, 2, 3, 4}),
        ("- - ```\n    a\n  b", {0, 1}),
        ("* ```\n  a\n\nb\n```", {0, 1}),
        ("+ ```\n\ta\n\t````\n  b", {0, 1, 2}),
        ("- ```a```\n  b", set()),
    ],
)
def test_a_fence_that_an_item_begins_with_ends_with_the_item(text: str, fenced: set[int]) -> None:
    assert fenced_lines(text.split("\n")) == fenced


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a `b` c", "a ### c"),
        ("``a`b``", "#######"),
        ("```a``` `b", "####### `b"),
        ("\\`a` b`", "\\`a####"),
        ("\\``b`c`", "\\`###c`"),
        ("`a\nb`", "#####"),
        ("<https://x.`no>`a`", "<https://x.`no>###"),
    ],
)
def test_code_in_lines_that_are_read_together_is_blotted_out(text: str, seen: str) -> None:
    assert without_spans(text) == seen.replace("#", "\x01")


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("a", "a"),
        ("\n \t\n    a\n\n b  \n \n", "    a\n\n b  "),
        ("  a\n", "  a"),
        (" \n\t", ""),
        ("", ""),
    ],
)
def test_empty_lines_around_a_text_are_no_part_of_it(text: str, inner: str) -> None:
    assert unframed(text) == inner
