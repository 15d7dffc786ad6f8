"""What each format of the report tells: its figures, read back out of what a person gets.

Every format has a parser in ``PARSERS``, which gives the figures that it finds under the names
that ``tests/ui/reckoning.py`` has for them. The documents are first made into rows of cells, a
line of text being a row of one, and all of them are then read by the same words.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser

from tests.numbers.reckoning import MONTHS, PRIVATE, Told

Row = tuple[str, ...]

# No format lets this character through, so that no text can pass for a heading.
HEADING = "\x00"
_HEADING = re.compile(
    r"Hva vi lærte: .*|Dette lærte vi|Etter kilde|Tiltak|Skjedde igjen|Merker som går igjen"
    r"|Til ledelsens gjennomgang|Beslutninger|(?!#)[^·]+ \(\d+\)"
)
_DAY = re.compile(r"(\d{1,2})\. (\w{3})\w*\.? (\d{4})")
_ABOUT = re.compile(r"(?:man|tirs|ons|tors|fre|lør|søn)dag (\d{1,2}\. \w+ \d{4})(?: · (.*))?")
_OUTCOMES = {"gikk bra": "bra", "gikk mindre bra": "mindre-bra", "": ""}
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
_BOXES: dict[str, bool | str] = {"☐": False, "☑": True, "☒": "off"}


def plain(data: bytes) -> Told:
    """The figures in the report as plain text."""
    return in_words(_plain_rows(data.decode()))


def _plain_rows(text: str) -> Iterator[Row]:
    for line in text.split("\n"):
        if _HEADING.fullmatch(line):
            yield (HEADING + line,)
        elif line.strip():
            yield tuple(re.split(r"\s{2,}", line.strip().removeprefix("- ")))


def styled(data: bytes) -> Told:
    """The figures in the report as a wide terminal shows it, where months are only drawn."""
    text = re.sub(r"\x1b\[[\d;]*m|[─•]+ ?", "", data.decode())
    return in_words(_plain_rows("\n".join(line.rstrip() for line in text.split("\n"))))


def markdown(data: bytes) -> Told:
    """The figures in the report as Markdown."""
    return in_words(_markdown_rows(data.decode()))


def _markdown_rows(text: str) -> Iterator[Row]:
    for line in text.split("\n"):
        if line.startswith("| ") and not line.startswith("| ---"):
            yield tuple(map(_bare, re.split(r"(?<!\\)\|", line.strip("|"))))
        elif re.match("#+ ", line):
            told = _bare(line.lstrip("#"))
            yield (HEADING + told if _HEADING.fullmatch(told) else told,)
        elif line.strip():
            yield (_bare(line.removeprefix("> ").removeprefix("- ")),)


def _bare(text: str) -> str:
    """A line without its marks, escapes and link."""
    text = re.sub(r"^\[(.*)\]\([^()\s]*\)$", r"\1", text.strip()).replace("**", "")
    return re.sub(r"\\([^\w\s])", r"\1", text)


def web_page(data: bytes) -> Told:
    """The figures in the report as a web page, pictures by what they say without being seen."""
    reader = _PageReader()
    reader.feed(data.decode())
    reader.close()
    return in_words(reader.rows)


class _PageReader(HTMLParser):
    """The rows of a web page: its table rows, and its other blocks as a row of one each."""

    _HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
    _BLOCKS = _HEADINGS | {"p", "li", "dt", "dd", "div", "caption", "section", "article", "br"}
    _UNREAD = frozenset({"head", "style", "script", "nav", "svg", "fieldset", "footer"})
    _VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "wbr", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._cells: list[str] | None = None
        self._text = ""
        self._unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if self._unread or tag in self._UNREAD or "hidden" in said:
            if not self._unread and said.get("role") == "img":
                self._text += said.get("aria-label") or ""
            if tag not in self._VOID:
                self._unread.append(tag)
        elif tag == "tr":
            self._cells = []
        elif tag in self._BLOCKS:
            self._flush("")
        elif tag == "small":
            self._text += " "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._BLOCKS:
            self._flush("")

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            if tag == self._unread[-1]:
                self._unread.pop()
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(" ".join(self._text.split()))
            self._text = ""
        elif tag == "tr" and self._cells is not None:
            self.rows.append(tuple(self._cells))
            self._cells = None
        elif tag in self._BLOCKS:
            self._flush(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._text += data

    def _flush(self, tag: str) -> None:
        text = " ".join(self._text.split())
        if text and self._cells is None:
            heading = tag in self._HEADINGS and _HEADING.fullmatch(text)
            self.rows.append((f"{HEADING}{text}" if heading else text,))
            self._text = ""


def paper(data: bytes) -> Told:
    """The figures in the report as a PDF, from the text that a reader copies out of it."""
    from pypdf import PdfReader

    pages = [page.extract_text().split("\n") for page in PdfReader(io.BytesIO(data)).pages]
    # What stands at the head of all pages but the first, and at the foot of all.
    lines = [line for number, page in enumerate(pages) for line in page[min(number, 1) : -1]]
    # The same picture stands for both hyphens, and pypdf does not ask which one was meant.
    hyphen = re.compile(rf"{_SOFT_HYPHEN}(?!$)")
    return in_words(_paper_rows([hyphen.sub("-", line.strip()) for line in lines if line.strip()]))


# A row of a table as a line of text; what stands before and after it is on other lines.
_SOURCE_ROW = re.compile(r"(.*?) (\d+)(?: (\d+ %))?(?: ([+−]?\d+))?")
_ROWS = {
    "Åpne per": re.compile(r"(–|\d+\. \S+ \d{4}(?: på overtid)?) (–|@[^\s,]+(?:, @[^\s,]+)*) (.*)"),
    "Til ledelsens gjennomgang": re.compile(r"(9\.3\.2 [a-z](?: \d)?) (\D*)(.*)"),
}
_TITLES = ("Frist Hvem Hva", "Punkt Grunnlag", "Beslutning Ansvarlig")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# What has fewer characters was not broken for want of room.
_FULL = 75
_BELOW_ABOUT = ("Skjedde", "Lært", "Neste gang", "Tiltak", "entries/", "../")


def _paper_rows(lines: list[str]) -> Iterator[Row]:
    heading = ""
    for line in _unbroken(lines):
        row: Row = (line.removeprefix("– "),)
        if _HEADING.fullmatch(line):
            heading = line
            row = (HEADING + line,)
        elif heading == "Etter kilde" and line.startswith("Kilde Antall"):
            row = tuple(re.findall("Kilde|Antall|Andel|Endring|Siste 12 måneder", line))
        elif heading == "Etter kilde" and re.search(r"( \d+){12}$", line):
            start, months = re.split(r" (?=\d+(?: \d+){11}$)", line)
            found = _SOURCE_ROW.fullmatch(start)
            assert found is not None, line
            row = (*(cell for cell in found.groups() if cell), months)
        else:
            table = next((each for name, each in _ROWS.items() if heading.startswith(name)), None)
            cells = table.fullmatch(line) if table else None
            row = cells.groups() if cells else row
        if not line.startswith(_TITLES):
            yield row


def _unbroken(lines: list[str]) -> Iterator[str]:
    """The lines, with those put together that were broken for want of room."""
    text, heading = "", ""
    for line in lines:
        if text and not _HEADING.fullmatch(line) and _goes_on(text, line, heading):
            gap = "" if text.endswith(("-", _SOFT_HYPHEN)) else " "
            text = f"{text.removesuffix(_SOFT_HYPHEN)}{gap}{line}"
            continue
        if text:
            yield text
        text = line
        heading = line if _HEADING.fullmatch(line) else heading
    yield text


def _goes_on(text: str, line: str, heading: str) -> bool:
    if text == heading and heading.startswith("Hva vi lærte: "):
        return " · " not in line
    if heading.startswith("Hva vi lærte: "):
        return text.isdigit() or (text.startswith("Skjedde igjen,") and not line.isdigit())
    if heading == "Etter kilde":
        unfinished = text.startswith("Stille") and not text.endswith("?")
        return unfinished or re.fullmatch(r"\d+(?: \d+){11}", line) is not None
    if heading == "Til ledelsens gjennomgang":
        return text.startswith("9.3.2") and not line.startswith("9.3.2")
    if heading.startswith("Filer som ikke kunne leses"):
        return not line.startswith("– ")
    return (
        len(text) > _FULL
        and _ABOUT.fullmatch(text) is not None
        and not line.startswith(_BELOW_ABOUT)
    )


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
        starts = [at for at, line in enumerate(lines) if _ABOUT.fullmatch(line)]
        assert len(starts) == int(found[2]), heading
        for at, end in zip(starts, [*(each - 1 for each in starts[1:]), len(lines)], strict=True):
            text = "\n".join(lines[at:end])
            boxes.update({done: text.count(box) for box, done in _BOXES.items() if box in text})
            entries.append(
                (found[1], *_entry(lines[at - 1], lines[at]), sum(map(text.count, _BOXES)))
            )
    return {**told, "entries": sorted(entries), "boxes": boxes}


def _entry(title: str, about: str) -> tuple[str, str, str, bool, bool, tuple[str, ...]]:
    found = _ABOUT.fullmatch(about)
    assert found is not None
    parts = (found[2] or "").split(" · ")
    outcome = next((_OUTCOMES[part] for part in parts if part in _OUTCOMES), "")
    tags = tuple(part[1:] for part in parts if part.startswith("#"))
    title = title.removeprefix("✓ ")
    again = "har skjedd før" in parts
    return _iso(found[1]), title, outcome, "uferdig" in parts, again, tags


def _actions(rows: list[Row]) -> Told:
    text = "\n".join(" ".join(row) for row in rows)
    made = re.search(r"(\d+) laget, (\d+) fullført, (\d+) på overtid", text)
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
        elif not line.startswith(("bestemt da: ", *_BOXES)):
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
        found = re.fullmatch(r"Filer som ikke kunne leses \((\d+)\)", heading)
        if found is not None:
            lines = [" ".join(row) for row in rows]
            names = [_only(r"(?:.*/)?([^/:]*\.md):\d+: .*", line) for line in lines]
            assert len(names) == int(found[1]), heading
            return {"skipped": sorted(names)}
    return {"skipped": []}


def sheet(data: bytes) -> Told:
    """The figures in the report as a sheet of its entries."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    entries, sources, tags = [], Counter[str](), Counter[str]()
    boxes: Counter[bool | str] = Counter()
    for row in rows:
        actions = [line for line in row["Tiltak"].split("\n") if line]
        boxes.update(
            "off" if re.search(r" · avlyst\b", line) else bool(re.search(r" · gjort\b", line))
            for line in actions
        )
        marks = tuple(tag for tag in row["Merker"].split(", ") if tag)
        tags.update(marks)
        sources[row["Kilde"]] += 1
        outcome = _OUTCOMES[row["Utfall"]]
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
    }


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
    outcomes = said["outcomes"]
    return {
        "journal": said["journal"],
        "label": said["period"]["label"],
        "count": said["count"],
        "previous": said["previous"],
        "sources": [(each["name"], each["count"], each["previous"]) for each in said["sources"]],
        "months": {each["name"]: tuple(each["months"]) for each in said["sources"]},
        "silent": [names[name] for name in said["silent"]],
        "outcomes": (outcomes["bra"], outcomes["mindre-bra"], outcomes["none"]),
        "entries": sorted(entries),
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
                ", ".join(f"@{owner}" for owner in each["owners"]),
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


IN_DOCUMENTS = frozenset({
    *("journal", "label", "count", "previous told", "sources", "months", "shares"),
    *("silent told", "outcomes", "praise", "complaints", "entries", "boxes"),
    *("made", "finished", "overdue", "in time", "open", "owners", "to judge", "without"),
    *("undated", "off", "begun"),
    *("worked", "did not work", "unjudged", "days to entry", "days to finished"),
    *("repeats", "failed", "tags", "review", "skipped"),
})  # fmt: skip
IN_DATA = frozenset({
    *("journal", "label", "count", "previous", "sources", "months", "silent", "outcomes"),
    *("entries", "made", "finished", "overdue", "in time", "open", "owners", "without"),
    *("undated", "off", "begun"),
    *("worked", "did not work", "unjudged", "days to entry", "days to finished"),
    *("repeats by id", "all tags", "skipped"),
})  # fmt: skip
IN_SHEETS = frozenset({"count", "entries", "outcomes", "all tags", "boxes"})

PARSERS: dict[str, tuple[Callable[[bytes], Told], frozenset[str]]] = {
    "terminal": (plain, IN_DOCUMENTS),
    "md": (markdown, IN_DOCUMENTS),
    "csv": (sheet, IN_SHEETS),
    "json": (data, IN_DATA),
    "html": (web_page, IN_DOCUMENTS | {"figures"}),
    "pdf": (paper, IN_DOCUMENTS | {"figures"}),
}


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
