"""Which public names of the lower floors do not say what they are: python -m tests.docstrings.

What a machine can look for: a public module, class or function has a docstring; a number with a
public name says what it counts, in a docstring below it or a comment above; and an error of ours
that a function lets out, its own or one of a helper beside it, is named after «Raises».
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeGuard

import laering
from laering.domain import errors

ROOT = Path(laering.__file__).parent

FLOORS = ("domain", "files")

_FAULTS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.LaeringError)
}

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file: its path from the package, its tree, and what the public functions it uses say."""

    path: str
    tree: ast.Module
    lines: list[str]
    known: dict[str, str]

    @cached_property
    def functions(self) -> dict[str, _Function]:
        """All functions, those of classes too."""
        return {each.name: each for each in ast.walk(self.tree) if isinstance(each, _Function)}


def missing() -> list[str]:
    """What is not told, one line each: path, line, name and what is missing."""
    return [told for module in _modules() for told in sorted(missing_in(module))]


def _modules() -> Iterator[Module]:
    paths = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    said = {
        (_dotted(path), each.name): ast.get_docstring(each) or ""
        for path, tree in trees.items()
        for each in tree.body
        if isinstance(each, _Function) and not each.name.startswith("_")
    }
    for path, tree in trees.items():
        own = {name: told for (home, name), told in said.items() if home == _dotted(path)}
        taken = {
            name.asname or name.name: said[node.module, name.name]
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for name in node.names
            if (node.module, name.name) in said
        }
        lines = texts[path].splitlines()
        yield Module(path.relative_to(ROOT).as_posix(), tree, lines, own | taken)


def _dotted(path: Path) -> str:
    return ".".join(("laering", *path.relative_to(ROOT).with_suffix("").parts))


def missing_in(module: Module) -> Iterator[str]:
    """What is not told in one module."""
    if not ast.get_docstring(module.tree):
        yield f"{module.path}:1: the module has no docstring"
    for node in _public(module.tree.body):
        where = f"{module.path}:{node.lineno}: {_name(node)}"
        if isinstance(node, ast.Assign | ast.AnnAssign):
            if not _is_told(node, module):
                yield f"{where} does not say what it counts"
            continue
        # The message of an error says what it is.
        own_words = isinstance(node, ast.ClassDef) and node.name in _FAULTS
        docstring = ast.get_docstring(node) or ""
        if not (docstring or own_words):
            yield f"{where} has no docstring"
        if isinstance(node, _Function):
            for fault in sorted(_let_out(node, module, frozenset())):
                if not _is_named(fault, docstring, module):
                    yield f"{where} does not say that it raises {fault}"


def _public(
    body: list[ast.stmt],
) -> Iterator[ast.ClassDef | _Function | ast.Assign | ast.AnnAssign]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from (each for each in _public(node.body) if isinstance(each, _Function))
        if isinstance(node, _Function) and not node.name.startswith("_"):
            yield node
        if _is_number(node):
            yield node


def _name(node: ast.stmt) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", node)
    return str(getattr(target, "id", getattr(target, "name", "")))


def _is_number(node: ast.stmt) -> TypeGuard[ast.Assign | ast.AnnAssign]:
    if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Constant):
        return False
    public = _name(node).isupper() and not _name(node).startswith("_")
    return public and type(node.value.value) in (int, float)


def _is_told(node: ast.stmt, module: Module) -> bool:
    # One comment may stand above a few of them.
    start = node.lineno - 2
    while start > 0 and re.match(r"[A-Z_]+ = \d", module.lines[start]):
        start -= 1
    above = module.lines[start]
    below = next((each for each in module.lines[node.end_lineno or 0 :] if each.strip()), "")
    return above.startswith("#") or below.startswith('"""')


def _let_out(function: _Function, module: Module, seen: frozenset[str]) -> set[str]:
    """The errors of ours that a function raises, itself or through private ones beside it."""
    return _raised(function.body, module, seen | {function.name})


def _raised(body: list[ast.stmt], module: Module, seen: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for node in body:
        if isinstance(node, ast.Try):
            inside = _raised(node.body, module, seen)
            caught = [kind for each in node.handlers for kind in _caught(each)]
            found |= {name for name in inside if not issubclass(_FAULTS[name], tuple(caught))}
            for part in (*(each.body for each in node.handlers), node.orelse, node.finalbody):
                found |= _raised(part, module, seen)
            continue
        if isinstance(node, ast.With) and (caught := list(_suppressed(node))):
            inside = _raised(node.body, module, seen)
            found |= {name for name in inside if not issubclass(_FAULTS[name], tuple(caught))}
            continue
        blocks = [getattr(node, name, []) for name in ("body", "orelse")]
        blocks += [case.body for case in getattr(node, "cases", ())]
        for block in blocks:
            found |= _raised(block, module, seen)
        for each in _own(node):
            found |= _raised_by(each, module, seen)
    return found


def _own(node: ast.stmt) -> Iterator[ast.AST]:
    """The parts of a statement that stand in none of the blocks it holds."""
    todo: list[ast.AST] = [node]
    while todo:
        each = todo.pop()
        yield each
        todo += [
            child
            for child in ast.iter_child_nodes(each)
            if not (isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case))
        ]


def _raised_by(node: ast.AST, module: Module, seen: frozenset[str]) -> set[str]:
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        name = getattr(node.exc.func, "id", "")
        return {name} & _FAULTS.keys()
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        helper = module.functions.get(name)
        if helper is not None and name.startswith("_") and name not in seen:
            return _let_out(helper, module, seen)
        # What stands in another room says itself what it raises.
        if isinstance(node.func, ast.Name) and name in module.known:
            return _documented(module.known[name])
    return set()


def _caught(handler: ast.ExceptHandler) -> Iterator[type[Exception]]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    for kind in kinds:
        if isinstance(kind, ast.Name) and kind.id in _FAULTS:
            yield _FAULTS[kind.id]


def _suppressed(node: ast.With) -> Iterator[type[Exception]]:
    for each in node.items:
        match each.context_expr:
            case ast.Call(func=ast.Name("suppress"), args=args):
                names = (kind.id for kind in args if isinstance(kind, ast.Name))
                yield from (_FAULTS[name] for name in names if name in _FAULTS)


def _is_named(fault: str, docstring: str, module: Module) -> bool:
    """Whether an error, or a kind that it is one of, is told of after «Raises».

    «What ``read_date`` does» tells of all that is told of there.
    """
    kinds = _FAULTS[fault].__mro__
    general = kinds.index(errors.UsageFault if errors.UsageFault in kinds else errors.LaeringError)
    told = _documented(docstring)
    for name in re.findall(r"``(\w+)``", " ".join(re.split(r"[Rr]aises\s", docstring)[1:])):
        told |= _documented(module.known.get(name, ""))
    return not told.isdisjoint(kind.__name__ for kind in kinds[:general])


def _documented(docstring: str) -> set[str]:
    """The errors of ours that a docstring tells of after «Raises», wherever that stands."""
    told = re.split(r"[Rr]aises\s", docstring, maxsplit=1)[1:]
    return set(re.findall(r"\w+", " ".join(told))) & _FAULTS.keys()


if __name__ == "__main__":
    found = missing()
    print("\n".join(found))  # noqa: T201
    sys.exit(bool(found))
