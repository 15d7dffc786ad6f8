"""What is measured, against what, and how good it should be."""

from collections.abc import Callable

import imports
import pictured
import searches
from figures import PAGE, Delay, Goal, Peak, Ratio, Row, Size
from journals import A_MONTH
from measure import Timing
from scene import MONTH, Scene
from words import RARE, USUAL

from laering.files.journal.names import ENTRIES

_FIRST_PROMPT = "Hvor kommer lærdommen fra?"
_LEARNED = "Hva kan vi lære av det?"


def _version(scene: Scene) -> tuple[Timing, Timing]:
    return scene.laering(None, "--version"), scene.floor("bare_app", "two")


def _new(scene: Scene) -> tuple[Timing, Timing]:
    return scene.new_entry(scene.journal(0)), scene.floor("bare_app", "two")


def _new_in_large(scene: Scene) -> tuple[Timing, Timing]:
    return scene.new_entry(scene.journal(scene.large)), scene.new_entry(scene.journal(0))


def _list(scene: Scene) -> tuple[Timing, Timing]:
    call = ("liste", "--periode", MONTH, "--json")
    return (
        scene.laering(scene.journal(scene.large), *call),
        scene.laering(scene.journal(A_MONTH), *call),
    )


def _report_small(scene: Scene) -> tuple[Timing, Timing]:
    return _report(scene, scene.small)


def _report_large(scene: Scene) -> tuple[Timing, Timing]:
    return _report(scene, scene.large)


def _report(scene: Scene, count: int) -> tuple[Timing, Timing]:
    journal = scene.journal(count)
    return (
        scene.laering(journal, "rapport", MONTH, "--json"),
        scene.floor("read_bytes", str(journal / ENTRIES)),
    )


def _report_all(scene: Scene) -> tuple[Timing, Timing]:
    journal = scene.journal(scene.small)
    return (
        scene.laering(journal, "rapport", "alt", "--json"),
        scene.floor("parse_headers", str(journal / ENTRIES)),
    )


def _page(scene: Scene) -> tuple[Timing, Timing]:
    journal = scene.journal(PAGE)
    call = ("rapport", "alt", "--format")
    return scene.laering(journal, *call, "html"), scene.laering(journal, *call, "md")


def _long_shown(scene: Scene) -> tuple[Timing, Timing]:
    return scene.long_text("show", 300_000), scene.long_text("show", 30_000)


def _long_remarks(scene: Scene) -> tuple[Timing, Timing]:
    return scene.long_text("remarks", 100_000), scene.long_text("remarks", 10_000)


def _first_prompt(scene: Scene) -> tuple[Timing, Timing]:
    return (
        scene.first_prompt(scene.journal(0), _FIRST_PROMPT),
        scene.floor("bare_app", "two"),
    )


def _next_cold(scene: Scene) -> Timing:
    return scene.next_question(scene.journal(scene.small), _LEARNED, cold=True)


def _next(scene: Scene) -> Timing:
    return scene.next_question(searches.indexed(scene, scene.small), _LEARNED, cold=False)


def _jrnl_new(scene: Scene) -> tuple[Timing, Timing]:
    return scene.new_in_jrnl(), scene.new_entry(scene.journal(scene.small))


def _jrnl_list(scene: Scene) -> tuple[Timing, Timing]:
    return (
        scene.jrnl("-from", f"{MONTH}-01", "-to", f"{MONTH}-31", "--short"),
        scene.laering(scene.journal(scene.small), "liste", "--periode", MONTH),
    )


def _tab(*words: str) -> Callable[[Scene], tuple[Timing, Timing]]:
    def pair(scene: Scene) -> tuple[Timing, Timing]:
        return scene.tab(scene.journal(scene.small), *words), scene.laering(None, "--version")

    return pair


_BARE = "a bare Typer app with two commands"
_NY = "`laering ny` with all options"
_SIMILAR = "`laering lignende --json` a sentence"
_PAGE = "`laering rapport alt --format html`"
_PICTURED = f"{pictured.COUNT} with {pictured.SHOWN} pictures of 4 MB"
_NEXT = "the next question of `laering ny` after Enter behind what happened"
_SEARCH = f"`laering søk --json {RARE}`"

ROWS: tuple[Row, ...] = (
    Ratio(1, "`laering --version`", _BARE, Goal(1.3), _version),
    Ratio(2, f"{_NY}, empty journal", _BARE, Goal(2.0), _new),
    Ratio(3, f"{_NY} at {{large}}", "the same in an empty journal", Goal(1.1), _new_in_large),
    Ratio(
        4,
        f"`laering liste --periode {MONTH} --json` at {{large}}",
        f"the same in a journal of that month's {A_MONTH}",
        Goal(1.6),
        _list,
    ),
    Ratio(
        5,
        f"`laering rapport {MONTH} --json` at {{small}}",
        "a bare loop that reads the files' bytes",
        Goal(2.5),
        _report_small,
    ),
    Ratio(
        5,
        f"`laering rapport {MONTH} --json` at {{large}}",
        "a bare loop that reads the files' bytes",
        Goal(1.8),
        _report_large,
    ),
    Ratio(
        6,
        "`laering rapport alt --json` at {small}",
        "a bare loop that parses the front matters with libyaml",
        Goal(2.0),
        _report_all,
    ),
    Ratio(7, "first prompt of `laering ny` on a terminal", _BARE, Goal(4.0), _first_prompt),
    Ratio(
        8,
        "`jrnl` adding an entry at {small}",
        f"{_NY} at {{small}}",
        Goal(10, at_least=True),
        _jrnl_new,
    ),
    Ratio(
        9,
        "`jrnl --short` over one month at {small}",
        f"`laering liste --periode {MONTH}` at {{small}}",
        Goal(4, at_least=True),
        _jrnl_list,
    ),
    Peak(10, ("rapport", "alt"), Goal(600)),
    Peak(10, ("rapport", "alt", "--json"), Goal(600)),
    Peak(10, ("rapport", "alt", "--format", "html"), Goal(600)),
    Ratio(11, f"{_SIMILAR} at {{small}}", _BARE, Goal(3.0), searches.similar_small),
    Ratio(11, f"{_SEARCH} at {{small}}", _BARE, Goal(3.0), searches.search_small),
    Ratio(
        12,
        f"{_SIMILAR} at {{large}}",
        "the same at {small}",
        Goal(5.0),
        searches.similar_large,
    ),
    Ratio(
        12,
        f"{_SEARCH} at {{large}}",
        "the same at {small}",
        Goal(5.0),
        searches.search_large,
    ),
    Ratio(
        13,
        f"`laering søk {RARE}` that makes the index of {{small}}",
        "a bare loop that reads the files and parses the front matters with libyaml",
        Goal(1.5, beside=1),
        searches.first_index,
    ),
    Ratio(
        14,
        f"{_SEARCH} right after one of {{small}} files was changed",
        "the same with no file changed",
        Goal(1.2),
        searches.after_a_change,
    ),
    Ratio(
        15,
        f"`laering søk {RARE}` at {{small}}",
        f"`rg {RARE}` over the same files",
        Goal(4.0),
        searches.ripgrep_rare,
    ),
    Ratio(
        15,
        f"`laering søk {USUAL}` at {{small}}, in a tenth of the entries",
        f"`rg {USUAL}` over the same files",
        None,
        searches.ripgrep_usual,
    ),
    Ratio(
        16,
        f"`laering rapport alt --format html` at {PAGE:,}",
        "the same with `--format md`",
        Goal(2.0),
        _page,
    ),
    Size(16, ("rapport", "alt", "--format", "html"), Goal(3)),
    Ratio(
        17,
        "showing 300 kB of code on a terminal, in an entry and alone",
        "the same with 30 kB",
        Goal(12),
        _long_shown,
    ),
    Ratio(
        18,
        "looking for words of blame in 100 kB of their beginnings",
        "the same in 10 kB",
        Goal(12),
        _long_remarks,
    ),
    *(
        Ratio(
            19,
            f"Tab after `laering {shown}` at {{small}}",
            "`laering --version`",
            Goal(2.0),
            _tab(*words),
        )
        for shown, words in (
            ("vis", ("vis", "")),
            ("vis 20", ("vis", "20")),
            ("vis takservice", ("vis", "takservice")),
            ("liste --merke", ("liste", "--merke", "")),
            ("tiltak ferdig", ("tiltak", "ferdig", "")),
            ("tiltak --hvem", ("tiltak", "--hvem", "")),
            ("rapport", ("rapport", "")),
        )
    ),
    Ratio(
        25,
        "`laering importer` of a CSV file with {small} rows",
        "a bare loop that reads it and writes a file for each row",
        Goal(1.5, beside=1),
        imports.csv_small,
    ),
    Ratio(
        25,
        "`laering importer` of a sheet with the same rows",
        "a bare loop that reads the CSV file and writes a file for each row",
        Goal(1.5, beside=1.4),
        imports.sheet_small,
    ),
    *(
        Peak(25, ("importer",), Goal(most), of, f"peak memory of `laering importer` of {what}")
        for most, of, what in (
            (150, imports.csv_peak_small, "a CSV file with {small} rows"),
            (150, imports.csv_peak, "a CSV file with {large} rows"),
            (300, imports.sheet_peak, "a sheet with {large} rows"),
        )
    ),
    Ratio(27, f"{_PAGE} at {_PICTURED}", "the same without the pictures", Goal(3.0), pictured.kept),
    Ratio(
        27,
        f"{_PAGE} at {_PICTURED}, the first time",
        "the same when the small pictures are kept",
        None,
        pictured.first,
    ),
    Size(27, pictured.PAGE, Goal(3), pictured.with_pictures, _PICTURED),
    Delay(28, f"{_NEXT} at {{small}}, without an index", Goal(0.35), _next_cold),
    Delay(28, f"{_NEXT} at {{small}}, with a fresh index", Goal(0.35), _next),
)
