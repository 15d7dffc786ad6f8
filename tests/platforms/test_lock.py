"""The locks: whole, for everybody, and true to what pyproject.toml allows."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
PYPROJECT: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
RUN = PYPROJECT["project"]["dependencies"]
PDF = PYPROJECT["project"]["optional-dependencies"]["pdf"]


def _group(name: str) -> list[str]:
    found = []
    for item in PYPROJECT["dependency-groups"][name]:
        found += [item] if isinstance(item, str) else _group(item["include-group"])
    return found


def _pins(lock: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    text = (PROJECT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([a-z0-9.-]+)==([^ ]+)", text, re.MULTILINE):
        pins.setdefault(name, set()).add(version)
    return pins


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run", RUN + _group("build")),
        ("dev", RUN + PDF + _group("dev")),
        ("oldest", RUN + PDF + _group("test") + _group("build")),
        ("bench", RUN + PDF + _group("test") + _group("build") + _group("bench")),
        ("fuzz", RUN + PDF + _group("test") + _group("build") + _group("fuzz")),
        ("lock", _group("lock")),
    ],
)
def test_a_lock_holds_all_that_pyproject_asks_for(lock: str, wanted: list[str]) -> None:
    pins = _pins(lock)

    for asked in map(Requirement, wanted):
        held = pins.get(canonicalize_name(asked.name), set())
        assert any(asked.specifier.contains(version) for version in held), (
            f"{asked} is not in requirements/{lock}.txt: make lock"
        )


def test_who_only_writes_a_learning_gets_no_tools_and_the_same_versions() -> None:
    run, dev = _pins("run"), _pins("dev")

    assert run.keys().isdisjoint({"pytest", "mypy", "ruff", "playwright", "typst"})
    assert run.items() <= dev.items()


def test_the_oldest_are_the_oldest_that_are_allowed() -> None:
    pins = _pins("oldest")

    for asked in map(Requirement, RUN + PDF):
        (least,) = (each.version for each in asked.specifier if each.operator == ">=")
        held = pins[canonicalize_name(asked.name)]
        assert any(Requirement(f"x=={least}").specifier.contains(version) for version in held)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_a_lock_names_hashes_and_nobodys_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    packages = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]

    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert not re.search(r"^-|/", text, re.MULTILINE)  # no option, no path
