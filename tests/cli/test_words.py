"""Wrong first words, collected from people's habits: each leads to the right command."""

from typing import cast

import click
import pytest

from laering.cli import overview, tree
from laering.cli.words import _ROWS, _SENTENCES, instead, meant
from tests.support.runs import Run

ROOT = cast("click.Group", tree.command())

# Norwegian in its forms, English, and jrnl, git, todo.txt, nb, taskwarrior and shells.
LEADS = {
    "laering ny": "skriv skrive lag registrer registrere nytt new add create write noter opprett "
    "meld hendelse lærdom learn record lagre save jot utkast draft fortsett legg-til",
    "laering ny --kilde avvik": "avvik",
    "laering ny --kilde kunde": "kunde klage feedback",
    "laering fullfør": "fullføre complete svar uferdig",
    "laering liste": "list ls dir alle lærdommer entries historikk history log arkiv",
    "laering søk": "finn finne find søke search grep let leit query filter",
    "laering vis": "show view cat les lese read se",
    "laering rediger": "edit redigere rett åpne open vim",
    "laering lignende": "ligner lik similar related",
    "laering gjentar": "gjenta repeat igjen koble",
    "laering tiltak": "oppgave oppgaver todo tasks gjøremål actions frister due",
    "laering tiltak --forfalt": "forfalt overdue",
    "laering tiltak --format ics": "kalender calendar",
    "laering tiltak ferdig": "ferdig done finish lukk gjort fullført",
    "laering tiltak gjenåpne": "gjenåpne reopen",
    "laering tiltak virket": "virket effekt",
    "laering tiltak endre": "utsett",
    "laering tiltak avlys": "avlys avlyse kanseller cancel",
    "laering rapport": "report oppsummer oppsummering summary statistikk stats pdf november print",
    "laering del": "dele share send epost copy",
    "laering sjekk": "check kontroller valider validate lint feil doctor",
    "laering sjekk --fiks": "fiks fix",
    "laering kilder": "kilde source kategorier",
    "laering start": "init initialiser begynn journal",
    "laering hjelp": "help man kommandoer ? /? bruk",
    "laering --version": "versjon version om",
    "laering": "status oversikt forside hjem home dashboard info today",
}
WORDS = [(word, call) for call, words in LEADS.items() for word in words.split()]


def test_there_are_more_than_enough_of_them() -> None:
    assert len(WORDS) >= 120


@pytest.mark.parametrize(("word", "call"), WORDS)
def test_a_word_that_people_try_leads_to_the_command_that_they_want(word: str, call: str) -> None:
    assert meant(word, "", "", ROOT) == call
    assert meant(word.upper(), "", "", ROOT) == call


@pytest.mark.parametrize(
    ("typed", "call"),
    [
        ("raport", "laering rapport"),
        ("listte", "laering liste"),
        ("tilltak", "laering tiltak"),
        ("regisrer", "laering ny"),
        ("sjek", "laering sjekk"),
        ("NY", "laering ny"),
        ("Kunden fikk feil brød", "laering ny"),
        ("2026-11-23-feil", "laering vis 2026-11-23-feil"),
        ("2026-11", "laering rapport 2026-11"),
    ],
)
def test_a_slip_a_text_and_a_day_lead_somewhere_too(typed: str, call: str) -> None:
    assert meant(typed, "", "", ROOT) == call


ASTRAY = """
angre undo quit exit synk tags pizza hei kaffe faktura start1234
stopp git python opp ned ja nei stort kort bil
"""


@pytest.mark.parametrize("word", ASTRAY.split())
def test_no_word_leads_astray(word: str) -> None:
    assert meant(word, "", "", ROOT) == ""


@pytest.mark.parametrize(
    ("group", "word", "call"),
    [
        ("tiltak", "fullfør", "laering tiltak ferdig"),
        ("tiltak", "åpne", "laering tiltak gjenåpne"),
        ("tiltak", "legg", "laering tiltak ny"),
        ("tiltak", "ferdg", "laering tiltak ferdig"),
        ("tiltak", "list", "laering tiltak"),
        ("tiltak", "utsett", "laering tiltak endre"),
        ("tiltak", "slett", "laering tiltak avlys"),
    ],
)
def test_in_a_group_a_word_is_meant_for_what_is_there(group: str, word: str, call: str) -> None:
    assert meant(word, "", group, ROOT) == call


def test_a_word_leads_only_to_what_exists_today() -> None:
    less = click.Group(commands={"vis": click.Command("vis")})
    more = click.Group(commands={**ROOT.commands, "eksporter": click.Command("eksporter")})

    assert meant("ferdig", "", "", less) == ""
    assert meant("backup", "", "", more) == "laering eksporter"
    assert "eksporter" not in meant("backup", "", "", ROOT)


def test_a_sentence_stands_only_where_no_command_does_it() -> None:
    """Whoever adds the command takes its sentence away."""
    told = [word for words, _text in _SENTENCES for word in words.split()]

    assert [word for word in told if meant(word, "", "", ROOT)] == []
    assert all(instead(word) for word in told)


def test_no_row_answers_for_a_command_of_its_own_name() -> None:
    for call, words in _ROWS[""]:
        if call.split(" ")[0] in ROOT.commands and " " not in call:
            assert call not in words.split()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("finn", "adresse"), "Mente du «laering søk»?"),
        (("nytt", "tiltak"), "Mente du «laering tiltak ny»?"),
        (("avlys", "tiltak"), "Mente du «laering tiltak avlys»?"),
        (("ny", "tiltak"), "Mente du «laering tiltak ny»?"),
        (("slette", "siste"), "Mente du «laering slett»?"),
        (("hjelp", "finn"), "Mente du «laering søk»?"),
    ],
)
def test_a_wrong_word_is_answered(run: Run, typed: tuple[str, ...], told: str) -> None:
    result = run(*typed)

    assert (result.code, result.stdout) == (2, "")
    assert told in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("endre", "laering liste"),
        ("tiltak endre", "laering tiltak"),
        ("tiltak virket", "laering tiltak --alle"),
    ],
)
def test_who_names_no_entry_is_told_where_they_stand(run: Run, typed: str, shows: str) -> None:
    assert f"«{shows}» viser dem." in " ".join(run(*typed.split()).stderr.split())


def test_a_word_that_was_taken_for_an_entry_is_answered_too(run: Run) -> None:
    result = run("endre", "tiltak", "--tittel", "Ny")

    assert (result.code, result.stdout) == (1, "")
    assert "Ingen lærdom passer til «tiltak»." in " ".join(result.stderr.split())
    assert "Mente du «laering tiltak endre»?" in " ".join(result.stderr.split())
    assert "Mente du" not in run("endre", "ukjent").stderr


# --- Help


def test_help_and_version_are_asked_for_in_norwegian_too(run: Run) -> None:
    assert run("--hjelp").stdout == run("--help").stdout == run("hjelp").stdout
    assert run("--versjon").stdout == run("--version").stdout
    assert run("hjelp", "tiltak", "ny").stdout == run("tiltak", "ny", "--hjelp").stdout
    assert run("søk", "--hjelp").stdout == run("søk", "--help").stdout
    assert "--journal MAPPE" in run("hjelp", "valg").stdout


def test_the_help_is_a_screen_with_what_everybody_needs_first(run: Run) -> None:
    shown = run("--help").stdout
    lines = shown.splitlines()

    assert len(lines) < 24
    assert max(map(len, lines)) < 80
    assert "..." not in shown
    assert [line.split()[1] for line in lines[2:5]] == ["ny", "liste", "rapport"]
    assert [name for name in ROOT.commands if f" {name} " not in shown] == []


def _overview(root: click.Group, columns: int) -> str:
    context = click.Context(root, info_name="laering", terminal_width=columns - 2)
    formatter = context.make_formatter()
    overview.write_overview(context, root, formatter)
    return formatter.getvalue()


def test_a_narrow_help_cuts_nothing() -> None:
    shown = _overview(ROOT, 46)

    assert max(map(len, shown.splitlines())) < 46
    assert "..." not in shown
    assert [name for name in ROOT.commands if f" {name} " not in shown] == []


def test_a_screen_has_room_for_twenty_five_commands() -> None:
    lacking = range(25 - len(ROOT.commands))
    more = {f"verb{number}": click.Command(f"verb{number}") for number in lacking}
    root = click.Group(commands={**ROOT.commands, **more}, params=ROOT.params)

    assert len(_overview(root, 80).splitlines()) < 24


def test_a_groups_help_names_its_commands_first_and_whole(run: Run) -> None:
    shown = run("tiltak", "--help").stdout

    assert shown.index("gjenåpne") < shown.index("--hvem")
    assert "..." not in shown
