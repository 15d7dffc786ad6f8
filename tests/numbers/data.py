"""The figures in the report as data: JSON, and a sheet of its entries."""

import csv
import io
import json
import re
from collections import Counter
from typing import Any

from .files import PRIVATE
from .reckoning import Told, in_words
from .words import OUTCOMES


def sheet(data: bytes) -> Told:
    """The figures in the report as a sheet of its entries."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    entries, sources, tags = [], Counter[str](), Counter[str]()
    boxes: Counter[bool | str] = Counter()
    reported: list[bool] = []
    standing, extra, journals = Counter[Any](), Counter[tuple[str, str]](), Counter[str]()
    for row in rows:
        actions = [line for line in row["Tiltak"].split("\n") if line]
        boxes.update(
            "off" if re.search(r" · avlyst\b", line) else bool(re.search(r" · gjort\b", line))
            for line in actions
        )
        standing.update(map(_standing, actions))
        journals[row["Journal"]] += 1
        reported += [bool(row["Besvart"])] if row["Meldt inn"] == "ja" else []
        own = list(row.items())[list(row).index("Journal") + 1 :]
        extra.update((key, told.removeprefix("'")) for key, told in own if told)
        marks = tuple(tag for tag in row["Merker"].split(", ") if tag)
        tags.update(marks)
        sources[row["Kilde"]] += 1
        outcome = OUTCOMES[row["Utfall"]]
        known = (row["Kilde"], row["Dato"], row["Tittel"], outcome)
        flags = (row["Uferdig"] == "ja", bool(row["Gjentar"]))
        entries.append((*known, *flags, marks, len(actions)))
    outcomes = Counter(entry[3] for entry in entries)
    return {
        "count": len(entries),
        "entries": sorted(entries),
        "outcomes": (outcomes["bra"], outcomes["mindre-bra"], outcomes[""]),
        "all tags": dict(tags),
        "boxes": boxes,
        "reported publicly": (len(reported), sum(reported)),
        "standing": standing,
        "extra": extra,
        "journals": journals,
    }


def _standing(line: str) -> tuple[str, tuple[str, ...], bool]:
    """How an action stands, whose it is, and whether it is done without a day, from its words."""
    words = {"begun": "påbegynt", "done": "gjort", "off": "avlyst"}
    found = [name for name, word in words.items() if re.search(rf" · {word}\b", line)]
    owners = re.search(r" · (@\w+(?:(?:,| og) @\w+)*)", line)
    names = tuple(name[1:] for name in re.split(", | og ", owners[1])) if owners else ()
    return (found or ["open"])[0], names, bool(re.search(r" · gjort(?: · |$)", line))


def _told(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def data(raw: bytes) -> Told:
    """The figures in the report as JSON."""
    said = json.loads(raw)
    actions = said["actions"]
    names = {source["id"]: source["name"] for source in said["sources"]}
    private = sum(not action["entry"] for action in actions["open"])
    owners = {
        each["owner"] and f"@{each['owner'].casefold()}": each["open"]
        for each in actions["open_by_owner"]
    }
    owners |= {None: owners.get(None, 0) - private, "privat": private}
    entries = [
        (
            source["name"],
            entry["date"],
            entry["title"] or PRIVATE,
            entry["outcome"] or "",
            entry["unfinished"],
            bool(entry["repeats"]),
            tuple(entry["tags"]),
            len(entry["actions"]),
        )
        for source in said["sources"]
        for entry in source["entries"]
    ]
    everything = [entry for source in said["sources"] for entry in source["entries"]]
    outcomes = said["outcomes"]
    return {
        "journal": said["journal"],
        "label": said["period"]["label"],
        "count": said["count"],
        "previous": said["previous"],
        "sources": [(each["name"], each["count"], each["previous"]) for each in said["sources"]],
        "months": {each["name"]: tuple(each["months"]) for each in said["sources"]},
        "silent": [names[name] for name in said["silent"]],
        "reported": (said["came_in"], said["answered"]),
        "outcomes": (outcomes["bra"], outcomes["mindre-bra"], outcomes["none"]),
        "entries": sorted(entries),
        "standing": Counter(
            (
                action["state"],
                tuple(action["owners"]),
                action["state"] == "done" and action["done"] is None,
            )
            for entry in everything
            for action in entry["actions"]
        ),
        "extra": Counter(
            (key, _told(value)) for entry in everything for key, value in entry["extra"].items()
        ),
        "journals": Counter(entry["journal"] for entry in everything),
        "journals of the open": Counter(action["journal"] for action in actions["open"]),
        "repeats by id": sorted(
            (each["entry"], tuple(each["of"]), each["finished_before"]) for each in said["repeats"]
        ),
        "all tags": {each["tag"]: each["count"] for each in said["tags"]},
        "skipped": sorted(each["path"].rpartition("/")[2] for each in said["skipped"]),
        "made": actions["made"],
        "finished": actions["finished"],
        "overdue": actions["overdue"],
        "undated": actions["finished_undated"],
        "off": actions["off"],
        "begun": sum(each["state"] == "begun" for each in actions["open"]),
        "in time": (actions["finished_in_time"], actions["finished_with_due"]),
        "open": sorted(
            (
                each["due"] or "",
                in_words(f"@{owner}" for owner in each["owners"]),
                each["text"],
                each["overdue"],
            )
            for each in actions["open"]
        ),
        "owners": {owner: count for owner, count in owners.items() if count},
        "worked": actions["worked"],
        "did not work": actions["did_not_work"],
        "unjudged": len(actions["unjudged"]),
        "days to entry": actions["median_days_to_entry"],
        "days to finished": actions["median_days_to_finished"],
        "without": actions["entries_without"],
    }
