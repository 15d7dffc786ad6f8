"""RESULTS.md: one section for each program that measures, written by it and left by the others."""

from collections.abc import Iterable
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
# The order in which they stand.
SECTIONS = ("Speed", "Similar events", "Tone", "Injected faults", "Fuzzing")


def write_section(title: str, lines: Iterable[str]) -> None:
    """Put a section in its place, instead of what it said before."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = text.split("\n## ")
    found = {part.partition("\n")[0]: part.partition("\n")[2].strip("\n") for part in parts[1:]}
    found[title] = "\n".join(lines).strip("\n")
    sections = [f"\n## {name}\n\n{found[name]}\n" for name in SECTIONS if name in found]
    RESULTS.write_text("# Measured\n" + "".join(sections), encoding="utf-8", newline="\n")
