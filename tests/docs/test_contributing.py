"""CONTRIBUTING names functions that exist."""

import importlib
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "laering"
MODULES: dict[str, list[str]] = defaultdict(list)
for _path in sorted(SOURCE.rglob("*.py")):
    if not _path.stem.startswith("_"):
        # A name is one file's on its floor, and may be another's on the next.
        MODULES[_path.stem].append(".".join(_path.relative_to(SOURCE.parent).with_suffix("").parts))
PAGES = (ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "decisions").glob("*.md")))


def _names(path: Path) -> list[str]:
    spans = re.findall(r"`([a-z_0-9]+)\.([A-Za-z_.]+)`", path.read_text(encoding="utf-8"))
    return [
        f"{module}.{rest}"
        for module, rest in spans
        if module in MODULES and rest not in ("py", "toml", "md")
    ]


def _exists(name: str) -> bool:
    module, *rest = name.split(".")
    return any(_holds(importlib.import_module(each), rest) for each in MODULES[module])


def _holds(found: object, names: list[str]) -> bool:
    for name in names:
        if not hasattr(found, name):
            return False
        found = getattr(found, name)
    return True


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_name_in_the_code_that_a_page_mentions_exists(path: Path) -> None:
    assert [name for name in _names(path) if not _exists(name)] == []


def test_the_life_of_an_entry_is_told_through_the_code() -> None:
    assert len(set(_names(ROOT / "CONTRIBUTING.md"))) > 20
