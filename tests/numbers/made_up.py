"""A journal made up by chance, the same for the same seed, with what is hard to count in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

SOURCES = ("avvik", "avvik", "erfaring", "kunde", "kunde", "ansatt", "revisjon", "naboer")
TAGS = ("levering", "brød", "to ord", "Ås", "æøå", "2026")
OWNERS = ("ola", "Ola", "kari", "Åse", "")
ENDINGS = ("", "", "", " *igjen*", " | pris", " [Hansen]", " <b>", " & sønn", ", del 2", ": «nei»")
QUESTIONS = (
    "Hva skjedde?",
    "Hva kan vi lære av det?",
    "Hva kan vi gjøre annerledes neste gang?",
)
# What a period begins or ends with: months, quarters, years, weeks, and a leap day.
EDGES = (
    *("2023-12-31", "2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-12-29"),
    *("2024-12-30", "2024-12-31", "2025-01-01", "2025-01-05", "2025-01-06", "2025-02-28"),
    *("2025-03-01", "2025-03-31", "2025-04-01", "2025-12-28", "2025-12-29", "2025-12-31"),
)
UNREADABLE = (
    b"Bare et notat.\n",
    b"---\ntitle: Uten slutt\n",
    b"---\ntitle: Uten dag\nsource: avvik\n---\n",
    b"---\ntitle: Feil dag\ndate: 2025-02-30\nsource: avvik\n---\n",
    b"---\ntitle: Feil tegn \xe6\ndate: 2025-01-05\nsource: avvik\n---\n",
)


def make(folder: Path, seed: int, today: date, number: int = 45) -> None:
    """Put a journal into a folder: ``number`` entries up to ``today``, and some other files."""
    chance = Random(seed)
    entries = folder / "entries"
    (entries / "gamle").mkdir(parents=True)
    days = sorted(_days(chance, today, number))
    names: list[str] = []
    for place, day in enumerate(days):
        name = f"{day}-sak-{place}"
        if chance.random() < 0.05:
            name = chance.choice((f"sak-uten-dato-{place}", f"2024-06-06-feil-dato-{place}"))
        text = "".join(_entry(chance, place, day, today, names))
        where = entries / "gamle" if chance.random() < 0.1 else entries
        names.append(name)
        (where / f"{name}.md").write_bytes(_written(chance, text))
    for place, data in enumerate(chance.sample(UNREADABLE, seed % len(UNREADABLE))):
        (entries / f"2025-01-0{place + 1}-ulest.md").write_bytes(data)


def _days(chance: Random, today: date, number: int) -> Iterator[date]:
    edges = [day for day in map(date.fromisoformat, EDGES) if day <= today]
    for _ in range(number):
        kind = chance.random()
        if kind < 0.35:
            yield chance.choice(edges)
        elif kind < 0.7:
            yield today - timedelta(days=chance.randrange(45))
        else:
            yield today - timedelta(days=chance.randrange(700))


def _entry(chance: Random, place: int, day: date, today: date, names: list[str]) -> Iterator[str]:
    header = [
        f"title: '{chance.choice(('Sak', 'Å'))} {place}{chance.choice(ENDINGS)}'\n",
        f"date: {chance.choice((str(day), repr(str(day))))}\n",
        f"source: {chance.choice(SOURCES)}\n",
    ]
    if chance.random() < 0.6:
        header.append(f"outcome: {chance.choice(('bra', 'mindre-bra'))}\n")
    if tags := chance.sample(TAGS, chance.randrange(4)):
        header.append(_list(chance, "tags", tags))
    if names and chance.random() < 0.4:
        earlier = chance.sample(names[-12:], min(len(names), chance.choice((1, 1, 2))))
        earlier += ["2019-01-01-finnes-ikke"] if chance.random() < 0.1 else []
        header.append(_list(chance, "repeats", earlier))
    if chance.random() < 0.15:
        header.append("private: true\n")
    if chance.random() < 0.3:
        header.append(f"written: {day + timedelta(days=chance.randrange(-2, 20))}\n")
    if chance.random() < 0.2:
        header.append("eget: [noe, annet]\n")
    header += _reported(place, day)
    if chance.random() < 0.3:
        chance.shuffle(header)
    yield "---\n"
    yield from header
    yield "---\n\n"
    learned = chance.choice(("", "Vi lærte noe.\n\nOg litt til.", "Ring før kl. 10."))
    third = chance.choice(
        ("", "Vi gjør det slik.", "```\n- [ ] ikke et tiltak\n## heller ikke\n```")
    )
    tasks = "".join(_task(chance, place, each, day, today) for each in range(chance.randrange(4)))
    answers = ("Det var slik:\n\n- [ ] dette er ikke noe tiltak", learned, f"{third}\n\n{tasks}")
    for question, answer in zip(QUESTIONS, answers, strict=True):
        yield f"## {question}\n\n{answer}\n\n"
    if chance.random() < 0.15:
        further = "".join(_task(chance, place, each, day, today) for each in range(4, 6))
        yield f"## Tiltak\n\n{further}"


def _reported(place: int, day: date) -> list[str]:
    """Where an entry came from, and when whoever reported it got an answer; not of all."""
    origin = f"origin: {'innboks' if place % 4 else 'liste'} {place:016x}\n"
    answered = f"answered: {day}\n"
    return [origin] * (place % 3 == 0) + [answered] * (place % 6 == 0 or place % 7 == 0)


def _task(chance: Random, place: int, number: int, day: date, today: date) -> str:
    owner = chance.choice(OWNERS)
    parts = [f"Tiltak {place} nr. {number}", f"@{owner}" if owner else ""]
    if owner and chance.random() < 0.1:
        parts.append("@begge")
    due = day + timedelta(days=chance.randrange(60))
    if chance.random() < 0.15:
        due = chance.choice((today, today - timedelta(days=1), date(2024, 2, 29), due))
    if chance.random() < 0.7:
        parts.append(f"{chance.choice('📅📅📆')} {due}{chance.choice(('', '', '.'))}")
    kind = chance.random()
    ticked = kind < 0.55
    if kind < 0.45:
        done = min(today, day + timedelta(days=chance.randrange(-3, 200)))
        lately = today - timedelta(days=chance.choice((0, 90, 91)))
        on_an_edge = [day for day in map(date.fromisoformat, EDGES) if day <= today]
        days = (done, done, min(today, due), lately, chance.choice(on_an_edge))
        parts.append(f"✅ {chance.choice(days)}")
    mark = chance.choice("xX") if ticked else chance.choice("    /!")
    if kind > 0.9:
        mark = "-"
        parts.append(
            f"❌ {min(today, day + timedelta(days=chance.randrange(90)))}" if number else ""
        )
    quote = "> " if chance.random() < 0.1 else ""
    line = f"{quote}{chance.choice('-*+')} [{mark}] {' '.join(part for part in parts if part)}\n"
    if ticked and chance.random() < 0.5:
        day_told = chance.choice((f"{today} ", ""))
        line += f"{quote}  - {chance.choice('👍👎')} {day_told}Det ser slik ut\n"
    return line


def _list(chance: Random, key: str, values: list[str]) -> str:
    if chance.random() < 0.3:
        return f"{key}:\n" + "".join(f"  - '{value}'\n" for value in values)
    return f"{key}: [{', '.join(values)}]\n"


def _written(chance: Random, text: str) -> bytes:
    if chance.random() < 0.2:
        text = text.replace("\n", "\r\n")
    if chance.random() < 0.1:
        text = text.rstrip()
    return text.encode("utf-8-sig" if chance.random() < 0.15 else "utf-8")
