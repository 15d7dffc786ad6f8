"""Pictures of the program for the documentation: its real output, drawn.

Run with ``make pictures``. What happens in the terminal becomes SVG, and the files that a report is
handed on as become PNG. The days are set, so that a picture changes only when the program does.
"""

import io
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import pyte
from pyte.screens import Char
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import pictures_pages  # noqa: E402

from tests.support.screen import Desk, Window  # noqa: E402

COLUMNS = 80
PICTURES = HERE / "pictures"
TODAY = date(2026, 11, 23)

THEME = TerminalTheme(
    (30, 33, 39),
    (215, 218, 224),
    [
        (30, 33, 39),
        (224, 108, 117),
        (152, 195, 121),
        (229, 192, 123),
        (97, 175, 239),
        (198, 120, 221),
        (86, 196, 206),
        (215, 218, 224),
    ],
    [
        (146, 151, 163),
        (240, 130, 138),
        (170, 212, 140),
        (240, 206, 140),
        (120, 190, 250),
        (214, 140, 236),
        (110, 214, 224),
        (255, 255, 255),
    ],
)

# Date, source, outcome, what happened, learned, next time, action, tags, title, what it repeats.
ENTRIES = (
    (
        *("2025-12-19", "kunde", "bra"),
        "Flere kunder takket for at julekakene var merket med allergener.",
        "Tydelige merker gir trygge kunder og færre spørsmål i disken.",
        "Merk alt i disken, ikke bare det vi selger i desember.",
        *(None, "allergener", "Ros for merking av allergener", None),
    ),
    (
        *("2026-01-14", "avvik", "mindre-bra"),
        "Heveskapet sto på femti grader, og første brett med rundstykker ble ødelagt.",
        "Bryteren er lett å dulte borti når tralla kjøres forbi.",
        "Sett et deksel over bryteren.",
        *("Deksel over bryteren @ola 1.2.2026", "heveskap", "Heveskapet sto for varmt", None),
    ),
    (
        *("2026-02-20", "ansatt", None),
        "Lærlingen foreslo å veie opp tørrvarene kvelden før.",
        "Morgenen er travlest, og kvelden har ledig tid.",
        "Prøv det i to uker.",
        *(None, "rutiner", "Veie opp kvelden før", None),
    ),
    (
        *("2026-03-27", "kunde", "mindre-bra"),
        "Konfirmasjonskaka ble levert med feil navn.",
        "Navnet ble tatt imot på telefon og aldri lest tilbake.",
        "Les navn og dato tilbake før vi legger på.",
        *("Rubrikk for «lest tilbake» i ordreskjemaet @kristine 15.4.2026", "ordreskjema"),
        *("Feil navn på konfirmasjonskaka", None),
    ),
    (
        *("2026-05-15", "erfaring", "bra"),
        "Alle bestillingene til 17. mai var klare klokka sju.",
        "Å stenge for nye bestillinger tre dager før ga ro.",
        "Samme frist før jul og påske.",
        *(None, "bestillinger", "17. mai gikk på skinner", None),
    ),
    (
        *("2026-06-19", "kunde", "mindre-bra"),
        "Ei bløtkake til et bryllup kom en halv time for sent.",
        "Lappen med klokkeslettet lå under de andre lappene.",
        "Heng lappene opp etter klokkeslett.",
        *(None, "levering", "Bryllupskaka kom for sent", None),
    ),
    (
        *("2026-08-21", "ansatt", None),
        "To i butikken sa at de står alene når det er mest å gjøre.",
        "Vaktlista følger åpningstida og ikke kundene.",
        "Flytt en vakt til lørdag formiddag.",
        *(None, "vaktliste", "Alene i butikken på lørdager", None),
    ),
    (
        *("2026-10-16", "avvik", "mindre-bra"),
        "Melet til surdeigen tok slutt en torsdag.",
        "Lageret telles mandag, men leveransen kommer fredag.",
        "Tell på torsdag morgen.",
        *("Ny dag for varetelling @kristine 6.11.2026", "lager", "Tomt for surdeigsmel", None),
    ),
    (
        *("2026-11-04", "revisjon", "mindre-bra"),
        "Mattilsynet fant en boks i kjølerommet uten dato.",
        "Merkepennen ligger i butikken og ikke der boksene fylles.",
        "Heng en penn i snor ved kjølerommet.",
        *("Penn og etiketter ved kjølerommet @ola 12.11.2026", "merking"),
        *("Umerket boks i kjølerommet", None),
    ),
    (
        *("2026-11-12", "avvik", "mindre-bra"),
        "Heveskapet sto på femti grader igjen da morgenskiftet kom.",
        "Dekselet var tatt av under vask og ikke satt på plass.",
        "Dekselet skrus fast, og temperaturen leses av hver morgen.",
        *("Skru fast dekselet @ola 30.11.2026", "heveskap", "Heveskapet for varmt igjen"),
        "heveskapet-sto",
    ),
    (
        *("2026-11-17", "kunde", "bra"),
        "En stamkunde roste det nye surdeigsbrødet og kjøpte tre.",
        "Smaksprøver på disken selger bedre enn plakaten.",
        "Smaksprøver hver fredag.",
        *(None, "surdeig", "Smaksprøver selger surdeigsbrød", None),
    ),
    (
        *("2026-11-19", "ansatt", None),
        "Nattbakeren foreslo å veie opp krydderet til juledeigene på forhånd.",
        "Ferdige poser sparer tid og gir lik smak hver natt.",
        "Vei opp for en uke om gangen.",
        *(None, "rutiner", "Krydderposer til juledeigene", None),
    ),
)

# Day, and what is then said about an action.
FOLLOWED_UP = (
    ("2026-01-28", "ferdig", "heveskapet-sto"),
    ("2026-04-10", "ferdig", "konfirmasjonskaka"),
    ("2026-11-02", "ferdig", "surdeigsmel"),
    ("2026-11-13", "virket-ikke", "heveskapet-sto", "Dekselet ble tatt av under vask"),
)


def main() -> None:
    """Make the journal, run the program in it, and draw what it shows and makes."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), name="Fjordbakeriet")
        keep_journal(desk)
        draw("ny", dialogue(desk))
        draw("rapport", report(desk))
        page, paper = desk.root / "rapport.html", desk.root / "rapport.pdf"
        for out in (page, paper):
            desk.run("rapport", "--ut", str(out))
        keep("rapport-pdf", pictures_pages.first_sheet(paper))
        try:
            tops = pictures_pages.tops(page)
        except pictures_pages.NoBrowser as reason:
            names = " and ".join(f"{name}.png" for name in pictures_pages.WINDOWS)
            raise SystemExit(f"{names} are as they were: {reason}. The others are made.") from None
        for name, picture in tops.items():
            keep(name, picture)


def keep(name: str, picture: bytes) -> None:
    """Put a picture among those of the documentation."""
    (PICTURES / f"{name}.png").write_bytes(picture)


def keep_journal(desk: Desk) -> None:
    """Write the entries and follow up their actions, each on its day, and come to today."""
    said = [(entry[0], "ny", *options(*entry)) for entry in ENTRIES]
    said += [(day, "tiltak", *words) for day, *words in FOLLOWED_UP]
    for day, *words in sorted(said, key=lambda each: each[0]):
        desk.program = program_on(date.fromisoformat(day))
        desk.run(*words)
    desk.program = program_on(TODAY)


def program_on(day: date) -> tuple[str, ...]:
    """The program's front door, as if it was this day."""
    door = (
        "import sys; from datetime import date; from laering import main; "
        f"sys.exit(main.run(sys.argv[1:], date.fromisoformat('{day}')))"
    )
    return (sys.executable, "-c", door)


def options(
    day: str,
    source: str,
    outcome: str | None,
    happened: str,
    learned: str,
    differently: str,
    action: str | None,
    tag: str,
    title: str,
    repeats: str | None,
) -> list[str]:
    """The options that write an entry without being asked anything."""
    given = {
        "--dato": day,
        "--kilde": source,
        "--utfall": outcome,
        "--skjedde": happened,
        "--lært": learned,
        "--neste": differently,
        "--tiltak": action,
        "--merke": tag,
        "--tittel": title,
        "--gjentar": repeats,
    }
    return [text for name, value in given.items() if value for text in (name, value)]


def dialogue(desk: Desk) -> Window:
    """A learning written in a window, from the choice of source to the last line."""
    with desk.open("ny", rows=40, columns=COLUMNS) as window:
        window.wait_for("Hvor kommer lærdommen fra?", "❯ 1")
        window.press("down", "down")
        window.wait_for("❯ 3")
        window.press("enter")
        window.wait_for("Hvordan gikk det?", "mindre bra")
        window.type("m")
        window.answer("Når skjedde det?")
        window.answer(
            "Hva skjedde?", "To bløtkaker kom en time for sent. Lappen lå nederst i bunken."
        )
        window.wait_for("Bryllupskaka kom for sent", "Er det det samme igjen?")
        window.type("1")
        window.answer(
            "Hva kan vi lære av det?", "Bestillinger til samme dag drukner blant de andre."
        )
        window.answer("annerledes neste gang?", "En egen rød kurv for det som skal ut i dag.")
        window.answer("følge opp?", "Kjøpe rød kurv @kristine 27.11")
        window.answer("Noe mer?")
        window.answer("Tittel")
        window.wait_for("Se over før det lagres", "Enter lagrer")
        window.press("enter")
        finished(window)
        return window


def report(desk: Desk) -> Window:
    """This month's report in a window tall enough for all of it."""
    with desk.open("rapport", rows=200, columns=COLUMNS) as window:
        finished(window)
        return window


def finished(window: Window) -> None:
    """See the program end well."""
    status = window.finish()
    if status != 0:
        raise SystemExit(f"laering ended with {status}:\n{window.text}")


def draw(name: str, window: Window) -> None:
    """Draw what a window shows, with its empty lines at the end left out."""
    screen = pyte.Screen(COLUMNS, window.rows)
    # The emulator does not know faint text: it becomes grey.
    pyte.ByteStream(screen).feed(re.sub(rb"\x1b\[2(?=[;m])", b"\x1b[90", bytes(window.raw)))
    lines = [line_text(screen.buffer[row]) for row in range(screen.lines)]
    while lines and not lines[-1].plain.strip():
        lines.pop()
    # Room below the last line, whose letters would be cut otherwise.
    lines.append(Text())
    (PICTURES / f"{name}.svg").write_text(svg(lines, name), encoding="utf-8")


def line_text(line: Mapping[int, Char]) -> Text:
    """A line of the screen with its colours."""
    text = Text()
    cells = [(line[column].data, style(line[column])) for column in range(COLUMNS)]
    for look, run in groupby(cells, key=lambda cell: cell[1]):
        text.append("".join(data for data, _look in run), look)
    text.rstrip()
    return text


def style(char: Char) -> Style:
    """How a character looks."""
    return Style(
        color=colour(char.fg),
        bgcolor=colour(char.bg),
        bold=char.bold or None,
        italic=char.italics or None,
        underline=char.underscore or None,
        reverse=char.reverse or None,
        strike=char.strikethrough or None,
    )


def colour(name: str) -> str | None:
    """An emulator's colour by the name that is drawn with."""
    if name == "default":
        return None
    if re.fullmatch(r"[0-9a-f]{6}", name):
        return f"#{name}"
    name = name.replace("brown", "yellow")
    return name.replace("bright", "bright_", 1) if name.startswith("bright") else name


def svg(lines: Sequence[Text], name: str) -> str:
    """The lines as a picture that fetches nothing from anywhere."""
    console = Console(
        record=True,
        width=COLUMNS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    for line in lines:
        console.print(line, no_wrap=True, overflow="crop", soft_wrap=True)
    drawn = console.export_svg(title=f"laering {name}", theme=THEME, unique_id=f"laering-{name}")
    drawn = re.sub(r"\s*@font-face \{[^}]*\}", "", drawn)
    drawn = re.sub(r"font-family: [^;]*;", "font-family: monospace;", drawn)
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


if __name__ == "__main__":
    main()
