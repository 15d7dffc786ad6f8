"""The law: what stands in the journal is counted once, or named; alike by every command.

Journals are made up of what people, phones and programs leave behind. Of each file it is known
what it is, without the program's code; every title and every action's text occurs in one only.
"""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from tests.support.runs import Result, Run

DAY = "2026-11-0"

SEEDS = range(12)

SILENT = ("desktop.ini", "Thumbs.db", ".DS_Store", ".x.md.swp", "x.md~", ".syncthing.x.tmp")

STRAYS = ("notat.txt", "skjema.docx", "{id}.md.txt", ".{id}.md.icloud", "~${id}.md", "{id}.MD")

TAILS = (" (1)", " - Kopi", "-PC-KARI", ".sync-conflict-20261124-101500-ABCDEFG", " 2", "~1")


@dataclass(frozen=True)
class File:
    """One file: its name, its bytes, and what must be told of it.

    ``title`` and ``boxes`` are None where the file is to be named and not counted.
    """

    name: str
    data: bytes
    title: str | None = None
    boxes: tuple[str, ...] = ()
    code: str | None = None


def entry(random: Random, number: int) -> File:
    """An entry as the program, or somebody by hand, may have written it."""
    day, title = f"{DAY}{random.randint(1, 9)}", f"Sak{number} på låven"
    boxes = tuple(f"oppgave{number}x{each}" for each in range(random.randint(0, 3)))
    lines = [
        random.choice(("- [ ] {}", "* [x] {} ✅ 2026-11-20", "1. [/] {} @ola", "- [-] {}")).format(
            box
        )
        for box in boxes
    ]
    if boxes and random.random() < 0.4:
        # A formatter has wrapped the line.
        long = f"{boxes[0]} med en lang forklaring som går over"
        lines[0] = f"- [ ] {long}\n  to linjer @kari 📅 2026-12-24"
    if random.random() < 0.3:
        lines += ["<!-- - [ ] mal som ingen skal se -->", "%% - [ ] notat til seg selv %%"]
    if random.random() < 0.3:
        lines = [f"> {line}" for each in lines for line in each.split("\n")]
    asked = random.choice(
        (
            ("Hva skjedde?", "Hva kan vi lære?", "Hva kan vi gjøre annerledes?"),
            (
                "What happened?",
                "What can we learn from it?",
                "What can we do differently next time?",
            ),
            ("Summary", "Læring", "Tiltak"),
        )
    )
    first = random.choice(
        ("Noe skjedde.", "Overskrift\n=======\n\nTekst.", f"```\n{conflict()}\n```")
    )
    answers = (first, "Noe å lære.", "Slik.\n\n" + "\n".join(lines))
    body = "\n\n".join(
        f"## {question}\n\n{text}" for question, text in zip(asked, answers, strict=True)
    )
    text = f"---\ntitle: {title}\ndate: {day}\nsource: avvik\n---\n\n{body}\n"
    name = random.choice(
        (f"{day}-sak{number}", f"{day} Sak{number} på låven", f"Sak{number} (Oslo)")
    )
    form: Literal["NFC", "NFD"] = random.choice(("NFC", "NFD"))
    ends = random.choice(("\n", "\r\n", "mixed"))
    if ends == "mixed":
        text = "".join(line + random.choice(("\n", "\r\n")) for line in text.split("\n"))
    else:
        text = text.replace("\n", ends)
    data = unicodedata.normalize(form, text).encode()
    if random.random() < 0.2:
        data = b"\xef\xbb\xbf" + data
    return File(f"{unicodedata.normalize(form, name)}.md", data, title, boxes)


def conflict(one: str = "en", other: str = "to") -> str:
    return f"<<<<<<< HEAD\n{one}\n=======\n{other}\n>>>>>>> kari"


def conflicted(random: Random, number: int) -> File:
    """An entry in which git has left both sides, in its header or in its actions."""
    title = f"Strid{number}"
    if random.random() < 0.5:
        head, third = conflict("tags: [a]", "tags: [b]"), f"- [ ] umulig{number}"
    else:
        head, third = "tags: [a]", conflict(f"- [ ] umulig{number}", f"- [x] umulig{number}")
    text = (
        f"---\ntitle: {title}\ndate: {DAY}1\nsource: avvik\n{head}\n---\n\n"
        "## Hva skjedde?\n\nA.\n\n## Hva kan vi lære av det?\n\nB.\n\n"
        f"## Hva kan vi gjøre annerledes neste gang?\n\n{third}\n"
    )
    return File(f"{DAY}1-strid{number}.md", text.encode(), code="conflict")


def made(seed: int) -> list[File]:
    """A journal's files, one of each name."""
    random = Random(seed)
    files: list[File] = []
    for number in range(random.randint(4, 9)):
        one = entry(random, number)
        files.append(one)
        stem = one.name.removesuffix(".md")
        for tail in random.sample(TAILS, random.choice((0, 0, 1, 2))):
            other = one.data if random.random() < 0.5 else one.data.replace(b"Noe", b"Mye")
            files.append(File(f"{stem}{tail}.md", other, code="copy"))
        if random.random() < 0.3:
            files.append(File(f"Kopi av {one.name}", one.data, code="copy"))
        if random.random() < 0.3:
            # The original is gone: the copy is the entry.
            orphan = entry(random, 100 + number)
            stem, tail = orphan.name.removesuffix(".md"), random.choice(TAILS[1:3])
            files.append(File(f"{stem}{tail}.md", orphan.data, orphan.title, orphan.boxes))
            if random.random() < 0.5:
                files.append(File(f"{stem}~2.md", orphan.data, code="copy"))
    files += [conflicted(random, number) for number in range(random.randint(0, 2))]
    for number, shape in enumerate(random.sample(STRAYS, random.randint(0, 4))):
        files.append(
            File(shape.format(id=f"{DAY}2-sau{number}"), b"- [ ] ingenting\n", code="stray")
        )
    if random.random() < 0.5:
        files.append(File(f"{DAY}3-brukket.md", b"---\ntitle: x\n", code="unclosed-front-matter"))
    if random.random() < 0.5:
        files.append(File("bilder/alene.jpg", b"\xff\xd8", code="stray"))
        shown = (
            f"---\ntitle: Vist\ndate: {DAY}4\nsource: avvik\n---\n\n![Skade](bilder/brukt.jpg)\n"
        )
        files.append(File(f"{DAY}4-vist.md", shown.encode(), "Vist"))
        files.append(File("bilder/brukt.jpg", b"\xff\xd8"))
    files += [File(name, b"\0") for name in random.sample(SILENT, 2)]
    return list({each.name: each for each in reversed(files)}.values())


@pytest.fixture(params=SEEDS)
def files(request: pytest.FixtureRequest, folder: Path) -> list[File]:
    found = made(request.param)
    for each in found:
        path = folder / "entries" / each.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.data)
    return found


def titles(files: list[File]) -> Counter[str]:
    return Counter(each.title for each in files if each.title)


def boxes(files: list[File]) -> Counter[str]:
    return Counter(box for each in files if each.title for box in each.boxes)


def named(files: list[File]) -> dict[str, str]:
    return {f"entries/{each.name}": each.code for each in files if each.code}


def found(text: str, wanted: Counter[str]) -> Counter[str]:
    """How often each word that should be there stands in a text."""
    plain = unicodedata.normalize("NFC", text)
    return Counter({word: len(re.findall(rf"\b{word}\b", plain)) for word in wanted})


def told_at_the_end(result: Result, files: list[File]) -> bool:
    """Whether the closing line says how many files are not counted."""
    count = len(named(files))
    told = re.search(r"(\d+) (?:fil|filer) er ikke regnet med\. ", result.stderr)
    return (int(told[1]) if told else 0) == count


def test_the_list_counts_each_entry_once_and_tells_of_the_rest(files: list[File], run: Run) -> None:
    result = run("liste", "--json")
    shown = Counter(
        unicodedata.normalize("NFC", each["title"]) for each in json.loads(result.stdout)
    )
    assert shown == titles(files)
    assert told_at_the_end(result, files)
    lines = unicodedata.normalize("NFC", run("liste").stdout).splitlines()
    assert Counter(line.split("\t")[2].removesuffix(" (uferdig)") for line in lines) == titles(
        files
    )


def test_the_actions_are_each_box_once(files: list[File], run: Run) -> None:
    result = run("tiltak", "--alle", "--json")
    texts = [each["text"] for each in json.loads(result.stdout)]
    assert Counter(text.split(" ")[0] for text in texts) == boxes(files)
    assert told_at_the_end(result, files)
    assert found(run("tiltak", "--alle").stdout, boxes(files)) == boxes(files)


def test_the_report_counts_the_same_in_every_form(files: list[File], run: Run) -> None:
    result = run("rapport", "2026-11", "--json")
    report = json.loads(result.stdout)
    entries = [each for source in report["sources"] for each in source["entries"]]
    assert Counter(unicodedata.normalize("NFC", each["title"]) for each in entries) == titles(files)
    assert report["count"] == titles(files).total()
    assert report["actions"]["made"] == boxes(files).total()
    assert {each["path"]: each["code"] for each in report["skipped"]} == named(files)
    assert told_at_the_end(result, files)

    table = run("rapport", "2026-11", "--format", "csv")
    rows = list(csv.reader(io.StringIO(table.stdout.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) - 1 == report["count"]
    assert found(table.stdout, boxes(files)) == boxes(files)
    assert told_at_the_end(table, files)

    for form in ("md", "txt", "terminal", "html"):
        text = run("rapport", "2026-11", "--format", form)
        heading = re.search(r"Filer som ikke er regnet med\s*\((\d+)\)", text.stdout)
        assert (int(heading[1]) if heading else 0) == len(named(files))
        assert told_at_the_end(text, files)
        assert all(count >= 1 for count in found(text.stdout, titles(files)).values())
        assert "umulig" not in text.stdout


def test_another_months_report_has_the_same_open_actions(files: list[File], run: Run) -> None:
    open_now = {each["text"] for each in json.loads(run("tiltak", "--json").stdout) if each["text"]}
    report = json.loads(run("rapport", "2026-10", "--json").stdout)
    assert {each["text"] for each in report["actions"]["open"]} == open_now
    assert {each["path"]: each["code"] for each in report["skipped"]} == named(files)


def test_home_counts_the_same(files: list[File], run: Run) -> None:
    home = json.loads(run("--json").stdout)
    assert home["count"] == titles(files).total()
    assert {each["path"]: each["code"] for each in home["skipped"]} == named(files)
    assert told_at_the_end(run(), files)


def test_the_check_names_all_that_others_pass_over(files: list[File], run: Run) -> None:
    result = run("sjekk", "--json")
    problems = {each["path"]: each["code"] for each in json.loads(result.stdout)}
    set_aside = ("copy", "conflict", "stray", "unclosed-front-matter")
    aside = {path: code for path, code in problems.items() if code in set_aside}
    assert aside == named(files)
    assert result.code == (3 if json.loads(result.stdout) else 0)


def test_search_and_similarity_count_no_copy(files: list[File], run: Run) -> None:
    result = run("søk", "sak*", "--json")
    hits = Counter(
        unicodedata.normalize("NFC", each["title"]) for each in json.loads(result.stdout)
    )
    assert all(count == 1 for count in hits.values())
    assert told_at_the_end(result, files)
    alike = run("lignende", "noe skjedde på låven med en lang forklaring", "--json")
    likes = Counter(each["path"] for each in json.loads(alike.stdout))
    assert likes.keys().isdisjoint(named(files))
    assert told_at_the_end(alike, files)
