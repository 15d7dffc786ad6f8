"""The figures in a document, by its headings, Norwegian words and tables."""

import re
from collections import Counter
from collections.abc import Iterable

from .files import MONTHS
from .reckoning import Told
from .rows import ABOUT, HEADING, Row

_DAY = re.compile(r"(\d{1,2})\. (\w{3})\w*\.? (\d{4})")
OUTCOMES = {"gikk bra": "bra", "gikk mindre bra": "mindre-bra", "": ""}
_FIGURES = {
    "lærdom": "count",
    "lærdommer": "count",
    "skjedde igjen": "repeats",
    "på overtid": "overdue",
    "åpent tiltak": "open",
    "åpne tiltak": "open",
    "tiltak å vurdere": "to judge",
}
_BEGUN = " (påbegynt)"
BOXES: dict[str, bool | str] = {"☐": False, "☑": True, "☒": "off"}


def in_words(rows: Iterable[Row]) -> Told:
    """The figures in a document, by its headings, Norwegian words and tables."""
    parts: list[tuple[str, list[Row]]] = [("", [])]
    for row in rows:
        if row[0].startswith(HEADING):
            parts.append((row[0].removeprefix(HEADING), []))
        else:
            parts[-1][1].append(row)
    sections = dict(parts)
    top = next(heading for heading in sections if heading.startswith("Hva vi lærte: "))
    told = _summary([row[0] for row in sections[top]])
    told["label"] = top.removeprefix("Hva vi lærte: ")
    told |= _sources(sections["Etter kilde"])
    told |= _entries(parts, [name for name, _, _ in told["sources"]])
    told |= _actions(sections["Tiltak"])
    told |= _open(sections)
    told |= _repeats(sections.get("Skjedde igjen", []))
    tags = " ".join(" ".join(row) for row in sections.get("Merker som går igjen", []))
    told["tags"] = {tag: int(count) for tag, count in re.findall(r"#(.*?) \((\d+)\)", tags)}
    told["review"] = _review(sections["Til ledelsens gjennomgang"])
    told |= _skipped(parts)
    return told


def _summary(lines: list[str]) -> Told:
    journal, count, *rest = lines[0].split(" · ")
    number = int(_only(r"(\d+) lærdom(?:mer)?", count))
    before = re.search(r"(\S+) fra .* \((\d+)\)$", rest[0]) if rest else None
    told: Told = {
        "journal": journal,
        "count": number,
        "previous told": number if rest else None,
        "outcomes": (0, 0, number),
        "reported": (0, 0),
        "failed": [],
        "figures": {},
    }
    if before is not None:
        told["previous told"] = int(before[2])
        assert _signed(before[1]) == number - int(before[2]), lines[0]
    for line in lines:
        figure = re.fullmatch(rf"(\d+) ({'|'.join(_FIGURES)})", line)
        if figure is not None:
            told["figures"][_FIGURES[figure[2]]] = int(figure[1])
        went = re.fullmatch(r"(\d+) gikk bra, (\d+) mindre bra(?:, (\d+) uten utfall)?", line)
        if went is not None:
            good, less = int(went[1]), int(went[2])
            told["outcomes"] = (good, less, number - good - less)
        came = re.fullmatch(r"(\d+) kom inn av seg selv, (\d+) fikk svar", line)
        if came is not None:
            told["reported"] = (int(came[1]), int(came[2]))
        if line.startswith("Skjedde igjen, enda"):
            # On paper the line below may follow on it.
            titles = line.partition(" På overtid: ")[0].partition("«")[2].removesuffix("»")
            told["failed"] = sorted(re.split("», «|» og «", titles))
    return told


def _sources(rows: list[Row]) -> Told:
    header = next(row for row in rows if row[0] == "Kilde")
    sources, months, shares = [], {}, {}
    for row in rows[rows.index(header) + 1 :]:
        if len(row) < len(header):
            continue
        # A bar without a title may stand before the last cell.
        cells = dict(zip(header, (*row[: len(header) - 1], row[-1]), strict=True))
        name, count = cells["Kilde"], int(cells["Antall"])
        change = cells.get("Endring")
        sources.append((name, count, None if change is None else count - _signed(change)))
        if "Andel" in cells:
            shares[name] = int(_only(r"(\d+) %", cells["Andel"]))
        months[name] = _months(header[-1], row[-1])
    silent = [row[0] for row in rows if row[0].startswith("Stille i denne perioden: ")]
    names = _only(r"Stille i denne perioden: (.*)\. Er det .*", silent[0]) if silent else ""
    return {
        "sources": sources,
        "months": months,
        "shares": shares,
        "silent told": [name for name, _, _ in sources if name in names],
    }


def _months(title: str, cell: str) -> tuple[int, ...] | None:
    """Twelve counts in a row, or by the months' names; None where they are only drawn."""
    counts = re.search(r"\d+(?: \d+){11}", cell)
    if counts is not None:
        return tuple(int(each) for each in counts[0].split())
    first = re.search(r"([a-z]+) (\d{4}) – ", title)
    if first is None:
        return None
    named = {name: int(count) for name, count in re.findall(r"([a-z]+ \d{4}): (\d+)", cell)}
    start = MONTHS.index(first[1])
    years = [int(first[2]) + place // 12 for place in range(start, start + 12)]
    names = [MONTHS[place % 12] for place in range(start, start + 12)]
    return tuple(
        named.pop(f"{name} {year}", 0) for name, year in zip(names, years, strict=True)
    ) + tuple(named.values())


def _entries(parts: list[tuple[str, list[Row]]], names: list[str]) -> Told:
    told: Told = {"praise": 0, "complaints": 0}
    entries = []
    boxes: Counter[bool | str] = Counter()
    for heading, rows in parts:
        found = re.fullmatch(r"(.*) \((\d+)\)", heading)
        if found is None or found[1] not in names:
            continue
        lines = [" ".join(row) for row in rows]
        if found[1] == "Kundetilbakemeldinger":
            told["praise"] = _number(r"(\d+) ros(?: og \d+ klager?)?", lines[0])
            told["complaints"] = _number(r"(?:\d+ ros og )?(\d+) klager?", lines[0])
        starts = [at for at, line in enumerate(lines) if ABOUT.fullmatch(line)]
        assert len(starts) == int(found[2]), heading
        for at, end in zip(starts, [*(each - 1 for each in starts[1:]), len(lines)], strict=True):
            text = "\n".join(lines[at:end])
            boxes.update({done: text.count(box) for box, done in BOXES.items() if box in text})
            entries.append(
                (found[1], *_entry(lines[at - 1], lines[at]), sum(map(text.count, BOXES)))
            )
    return {**told, "entries": sorted(entries), "boxes": boxes}


def _entry(title: str, about: str) -> tuple[str, str, str, bool, bool, tuple[str, ...]]:
    found = ABOUT.fullmatch(about)
    assert found is not None
    parts = (found[2] or "").split(" · ")
    outcome = next((OUTCOMES[part] for part in parts if part in OUTCOMES), "")
    tags = tuple(part[1:] for part in parts if part.startswith("#"))
    title = title.removeprefix("✓ ")
    again = "har skjedd før" in parts
    return _iso(found[1]), title, outcome, "uferdig" in parts, again, tags


def _actions(rows: list[Row]) -> Told:
    text = "\n".join(" ".join(row) for row in rows)
    made = re.search(r"(\d+) fra periodens lærdommer, (\d+) fullført, (\d+) på overtid", text)
    assert made is not None, text
    effects = re.search(r"(\d+) virket, (\d+) virket ikke,? (?:og )?(\d+) er ikke vurdert", text)
    timely = re.search(r"(\d+) av (\d+) .*i tide.*", text)
    if timely is not None and "%" in timely[0]:
        share = _only(r".*\((\d+) %\).*", timely[0])
        assert int(share) == int(100 * int(timely[1]) / int(timely[2]) + 0.5), timely[0]
    return {
        "made": int(made[1]),
        "finished": int(made[2]),
        "overdue": int(made[3]),
        "undated": _number(r"(\d+) er gjort uten dato.*", text),
        "off": _number(r"(\d+) avlyst", text),
        "in time": (int(timely[1]), int(timely[2])) if timely else (0, 0),
        "days to entry": _days(r"median ([\d,]+) dag(?:er)? fra hendelse til lærdom", text),
        "days to finished": _days(
            r"median ([\d,]+) dag(?:er)? fra hendelse til fullført tiltak", text
        ),
        "without": _number(r"(\d+) lærdom(?:mer)? uten tiltak", text),
        "worked": int(effects[1]) if effects else 0,
        "did not work": int(effects[2]) if effects else 0,
        "unjudged": int(effects[3]) if effects else 0,
    }


def _open(sections: dict[str, list[Row]]) -> Told:
    told: Told = {"open": [], "begun": 0, "owners": {}, "to judge": 0}
    for heading, rows in sections.items():
        if heading.startswith("Virket det? ("):
            told["to judge"] = int(_only(r".* \((\d+)\)", heading))
        if not heading.startswith("Åpne per "):
            continue
        owners = re.findall(r"(@\S+|ingen|privat): (\d+)", rows[0][0])
        told["owners"] = {
            (None if name == "ingen" else name.casefold()): int(count) for name, count in owners
        }
        for row in rows[1:]:
            if len(row) != 3 or row == ("Frist", "Hvem", "Hva"):
                continue
            told["begun"] += row[2].endswith(_BEGUN)
            cells = (*row[:2], row[2].removesuffix(_BEGUN))
            due, owner, text = ("" if cell in ("–", "(privat)") else cell for cell in cells)
            told["open"].append((_iso(due) if due else "", owner, text, "overtid" in due))
        assert len(told["open"]) == int(_only(r".* \((\d+)\)", heading)), heading
        told["open"].sort()
    return told


def _repeats(rows: list[Row]) -> Told:
    found: list[tuple[str, str, bool, list[str]]] = []
    title, day = "", ""
    for row in rows:
        line = " ".join(row)
        if line.startswith("tidligere: "):
            found[-1][3].append(line.removeprefix("tidligere: "))
        elif line.startswith(("Et tiltak var fullført", "Ingen tiltak var fullført")):
            found.append((title, day, line.startswith("Et"), []))
        elif not line.startswith(("bestemt da: ", *BOXES)):
            title, _, written = line.rpartition(", ")
            day = _iso(written) if _DAY.search(written) else ""
    return {"repeats": sorted((*each[:3], tuple(each[3])) for each in found)}


def _review(rows: list[Row]) -> dict[str, list[int]]:
    return {
        row[0]: [int(number) for number in re.findall(r"\d+", row[2])]
        for row in rows
        if row[0].startswith("9.3.2")
    }


def _skipped(parts: list[tuple[str, list[Row]]]) -> Told:
    for heading, rows in parts:
        found = re.fullmatch(r"Filer som ikke er regnet med \((\d+)\)", heading)
        if found is not None:
            lines = [" ".join(row) for row in rows]
            names = [_only(r"(?:.*/)?([^/:]*\.md):\d+: .*", line) for line in lines]
            assert len(names) == int(found[1]), heading
            return {"skipped": sorted(names)}
    return {"skipped": []}


def _only(pattern: str, text: str) -> str:
    found = re.fullmatch(pattern, text)
    assert found is not None, text
    return found[1]


def _number(pattern: str, text: str) -> int:
    found = re.search(rf"^{pattern}$", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _days(pattern: str, text: str) -> float | None:
    found = re.search(rf"^{pattern}$", text, re.MULTILINE)
    return float(found[1].replace(",", ".")) if found else None


def _signed(text: str) -> int:
    return int(text.replace("−", "-"))


def _iso(text: str) -> str:
    """A Norwegian day, with its month's name whole or cut."""
    found = _DAY.search(text)
    assert found is not None, text
    month = [name[:3] for name in MONTHS].index(found[2]) + 1
    return f"{found[3]}-{month:02}-{int(found[1]):02}"
