"""What an evaluation outside this project found, as lines for RESULTS.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMMAND = """\
python eval_similar.py --cmd 'laering --journal {journal} lignende --json {query}' \\
  --layout 'entries/{date}-{slug}.md' --shown shown --json > eval.json
python benchmarks/similar.py --eval eval.json"""
_ABOUT = """\
An evaluation from outside this project, of any program that finds similar entries: one journal of
{entries:,} entries that holds the texts of all three sets, and a whole process for each query.
NorQuAD asks questions about encyclopedia and news texts, NorSumm tells news in short, and the third
set is written by hand, with compounds and other forms of the words. `recall@3` is how often the
right entry is among the first three, `shown` how often it is also said to be alike enough, and a
false alarm is a query whose text is not there for which anything is."""
_HEAD = (
    "| set | queries | recall@3 | goal | shown | goal | no answer | alarms | goal | call | met |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|:-:|",
)


@dataclass(frozen=True, slots=True)
class _Set:
    """A set by its key, and its goals; a goal that is None there is none for."""

    key: str
    name: str
    recall: float
    shown: float | None = None
    alarms: float | None = None


_SETS = (
    _Set("norquad", "NorQuAD", 0.95, 0.85, 0.03),
    _Set("norsumm", "NorSumm", 0.91),
    _Set("compound", "compounds", 0.90),
)


def told(figures: dict[str, Any]) -> Iterator[str]:
    """A table of the figures, with how they were made."""
    yield _ABOUT.format(entries=figures["entries"])
    yield ""
    yield f"```sh\n{_COMMAND}\n```"
    yield ""
    yield from _HEAD
    for each in _SETS:
        if each.key in figures:
            yield _line(each, figures[each.key])


def _line(each: _Set, found: dict[str, Any]) -> str:
    recall, shown, alarms = found["recall@3"], found["shown@3"], found["false_alarm"]
    met = recall >= each.recall
    met &= each.shown is None or shown >= each.shown
    met &= each.alarms is None or (alarms is not None and alarms <= each.alarms)
    # One that went wrong counts as found nothing; it should not go unsaid.
    errors = f" ({found['errors']} failed)" if found.get("errors") else ""
    cells = (
        each.name,
        f"{found['queries']}{errors}",
        f"**{recall:.3f}**",
        f"≥ {each.recall:g}",
        f"**{shown:.3f}**",
        "" if each.shown is None else f"≥ {each.shown:g}",
        found["negatives"] or "",
        "" if alarms is None else f"**{alarms:.3f}**",
        "" if each.alarms is None else f"≤ {each.alarms:g}",
        f"{found['p50_ms']:.0f} ms",
        "yes" if met else "**no**",
    )
    return f"| {' | '.join(map(str, cells))} |"
