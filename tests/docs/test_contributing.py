"""CONTRIBUTING names functions that exist."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "laering"
MODULES = {
    path.stem: ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    for path in SOURCE.rglob("*.py")
    if not path.stem.startswith("_")
}
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
    found: object = importlib.import_module(MODULES[module])
    for part in rest:
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_name_in_the_code_that_a_page_mentions_exists(path: Path) -> None:
    assert [name for name in _names(path) if not _exists(name)] == []


def test_the_life_of_an_entry_is_told_through_the_code() -> None:
    assert len(set(_names(ROOT / "CONTRIBUTING.md"))) > 20
