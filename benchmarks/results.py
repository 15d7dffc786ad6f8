"""RESULTS.md: one section for each program that measures, written by it and left by the others."""

from collections.abc import Iterable
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
# The order in which they stand.
SECTIONS = (
    *("Speed", "Similar events", "Tone", "What others write", "What others send in"),
    *("Injected faults", "Fuzzing"),
)


def write_section(title: str, lines: Iterable[str]) -> None:
    """Put a section in its place, instead of what it said before."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    found = _sections(text)
    found[title] = "\n".join(lines).strip("\n")
    sections = [f"\n## {name}\n\n{found[name]}\n" for name in SECTIONS if name in found]
    RESULTS.write_text("# Measured\n" + "".join(sections), encoding="utf-8", newline="\n")


def write_row(title: str, number: int, lines: Iterable[str], note: str) -> None:
    """Put the lines of one row in a section's table, instead of those it had, and a note last."""
    before = _sections(RESULTS.read_text(encoding="utf-8"))[title].split("\n")
    start = f"Row {number} was measured by itself"
    kept = [line for line in before if not line.startswith((f"| {number} |", start))]
    rows = [place for place, line in enumerate(kept) if line.startswith("| ") and _number(line)]
    after = 1 + max(place for place in rows if (_number(kept[place]) or 0) <= number)
    while kept[-1] == "":
        kept.pop()
    write_section(title, (*kept[:after], *lines, *kept[after:], "", f"{start} {note}"))


def _number(line: str) -> int | None:
    cell = line.split("|")[1].strip()
    return int(cell) if cell.isdecimal() else None


def _sections(text: str) -> dict[str, str]:
    parts = text.split("\n## ")
    return {part.partition("\n")[0]: part.partition("\n")[2].strip("\n") for part in parts[1:]}
