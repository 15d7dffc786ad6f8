"""Where things are in the checkout."""

from pathlib import Path

import laering

PROJECT = Path(__file__).resolve().parents[2]
TESTS = PROJECT / "tests"
GOLDEN = TESTS / "golden"
"""The golden reports, and ``journal``, of which they tell."""

CORPUS = TESTS / "files" / "corpus"
"""Entry files that are broken, each in its own way, and one that is fine."""

SOURCES = str(Path(laering.__file__).resolve().parents[1])
"""The folder from which the program is imported."""
