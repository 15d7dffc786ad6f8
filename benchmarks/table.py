"""Rows as lines of a table."""

import sys
from statistics import median

import measure
from figures import PAGE, Delay, Goal, Peak, Ratio, Row, Size
from scene import Scene

HEAD = (
    "| # | what | median | against | median | ratio | min–max | of medians | runs | goal | met |",
    "|--:|---|--:|---|--:|--:|--:|--:|--:|--:|:-:|",
)
_MEGABYTE = 1_000_000


def line(scene: Scene, row: Row) -> str | None:
    """Measure a row; None when what it takes is not installed."""
    if isinstance(row, Size):
        return _size(scene, row)
    if isinstance(row, Delay):
        return _delay(scene, row)
    return _peak(scene, row) if isinstance(row, Peak) else _ratio(scene, row)


def _ratio(scene: Scene, row: Ratio) -> str | None:
    sizes = {"small": f"{scene.small:,}", "large": f"{scene.large:,}"}
    what, against = row.what.format(**sizes), row.against.format(**sizes)
    try:
        found = measure.compare(*row.pair(scene), scene.most_runs)
    except measure.Absent as reason:
        print(f"{what}: {reason}", file=sys.stderr)
        return None
    except measure.Failed as failure:
        return _failed(row.number, what, against, row.goal, failure)
    beside = row.goal.beside * scene.small / 1000 if row.goal else 0
    return _cells(
        row.number,
        what,
        _seconds(median(found.one), each_of=scene.small if beside else None),
        against,
        _seconds(median(found.other), each_of=scene.small if beside else None),
        f"**{found.ratio:.2f}**",
        f"{min(found.ratios):.2f}–{max(found.ratios):.2f}",
        f"{found.ratio_of_medians:.2f}",
        len(found.one),
        _limit(row.goal),
        _yes(met=row.goal.met(found.ratio_beyond(beside))) if row.goal else "",
    )


def _delay(scene: Scene, row: Delay) -> str:
    what = row.what.format(small=f"{scene.small:,}", large=f"{scene.large:,}")
    try:
        found = measure.repeat(row.timing(scene), scene.most_runs)
    except measure.Failed as failure:
        return _failed(row.number, what, "", row.goal, failure)
    middle = median(found)
    least, most = (_seconds(each) for each in (min(found), max(found)))
    return _cells(
        row.number,
        what,
        f"**{_seconds(middle)}** ({least} to {most})",
        *("", "", "", "", ""),
        len(found),
        f"{_limit(row.goal)} s",
        _yes(met=row.goal.met(middle)),
    )


def _peak(scene: Scene, row: Peak) -> str:
    what = row.what or f"peak memory of `laering {' '.join(row.arguments)}` at {{large}}"
    what = what.format(small=f"{scene.small:,}", large=f"{scene.large:,}")
    try:
        if row.of is not None:
            found = row.of(scene)
        else:
            found = scene.peak(scene.journal(scene.large), *row.arguments)
    except measure.Failed as failure:
        return _failed(row.number, what, "", row.goal, failure)
    megabytes = found.peak_bytes / _MEGABYTE
    return _cells(
        row.number,
        what,
        f"**{megabytes:.0f} MB** in {_seconds(found.seconds)}",
        *("", "", "", "", ""),
        1,
        f"{_limit(row.goal)} MB",
        _yes(met=row.goal.met(megabytes)),
    )


def _size(scene: Scene, row: Size) -> str:
    journal = scene.journal(PAGE) if row.of is None else row.of(scene)
    megabytes = scene.written(journal, *row.arguments) / _MEGABYTE
    return _cells(
        row.number,
        f"size of `laering {' '.join(row.arguments)}` at {row.at}",
        f"**{megabytes:.2f} MB**",
        "the bytes of the entries",
        f"{scene.weight(journal) / _MEGABYTE:.2f} MB",
        *("", "", ""),
        1,
        f"{_limit(row.goal)} MB",
        _yes(met=row.goal.met(megabytes)),
    )


def _failed(
    number: int, what: str, against: str, goal: Goal | None, failure: measure.Failed
) -> str:
    print(f"{what}: {failure}", file=sys.stderr)
    met = "" if goal is None else _yes(met=False)
    return _cells(number, what, "failed", against, "", "", "", "", 0, _limit(goal), met)


def _cells(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _seconds(seconds: float, each_of: int | None = None) -> str:
    """A time, and what that is for each of so many."""
    each = f" ({seconds * 1000 / each_of:.2f} ms each)" if each_of else ""
    return (f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s") + each


def _limit(goal: Goal | None) -> str:
    if goal is None:
        return ""
    beside = f" and {goal.beside:g} ms an entry" if goal.beside else ""
    return f"{'≥' if goal.at_least else '≤'} {goal.limit:g}{beside}"


def _yes(*, met: bool) -> str:
    return "yes" if met else "**no**"
