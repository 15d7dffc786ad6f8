"""What the fault tests tried, shown below every run of the suite."""

from collections import Counter
from typing import Any

FIGURES = "faults tried"
"""The property of a test under which its figures travel, from xdist's workers too."""


def figures(what: str, points: int, fates: Counter[str]) -> tuple[str, list[Any]]:
    """What a test tried: how many points, and how many runs ended how."""
    return FIGURES, [what, points, dict(fates)]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show what was tried, one line for each matrix."""
    points: dict[str, int] = {}
    fates: dict[str, Counter[str]] = {}
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties if report.when == "call" else ():
            if name == FIGURES:
                what, tried, ended = value
                points[what] = max(tried, points.get(what, 0))
                fates.setdefault(what, Counter()).update(ended)
    for what, ended in sorted(fates.items()):
        told = ", ".join(f"{count} {fate}" for fate, count in sorted(ended.items()))
        terminalreporter.write_line(
            f"faults: {what}: {points[what]} points, {ended.total()} runs: {told}"
        )
