"""Words that people try first, and the command that each of them was meant for.

They come from people's habits: Norwegian in its forms, English, and other programs. A row is a
command, or a call of it, and the words that lead there, in ASCII; the first row whose command
exists is the answer. Where none does, a sentence says what can be done instead.
"""

import re
from collections.abc import Iterator

import click

from laering.domain.characters import in_ascii
from laering.domain.marks import N_

_ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        (
            "ny",
            """
            skriv skrive lag lage registrer registrere registrering nytt new add create write
            note noter notat notere opprett opprette meld melde melding hendelse laerdom laering
            laer learn learning record capture post lagre save jot insert entry dagbok loggfor
            legg legg-til utkast kladd draft drafts fortsett fortsette continue resume append
            commit
            """,
        ),
        ("ny --kilde avvik", "avvik feilmelding"),
        ("ny --kilde kunde", "kunde kundeklage klage reklamasjon tilbakemelding feedback"),
        ("ny --kilde ansatt", "ansatt ansatte forslag"),
        ("ny --kilde revisjon", "revisjon audit"),
        ("ny --kilde erfaring", "erfaring"),
        ("fullfør", "fullfore complete besvar svar answer utfyll fyll uferdig uferdige"),
        ("endre", "forandre change modify rename omdop flytt move sett set"),
        ("slett", "slette delete remove rm fjern fjerne kast erase"),
        (
            "rediger",
            """
            redigere edit rett rette apne open nano vim vi emacs editor oppdater oppdatere
            update korriger
            """,
        ),
        (
            "liste",
            """
            list ls dir alle all laerdommer laeringer entries hendelser historikk history log
            logg arkiv siste recent nyeste
            """,
        ),
        (
            "søk",
            """
            finn finne find soke search grep leit leite let lete query filter filtrer slaopp
            lookup
            """,
        ),
        ("vis", "show view cat les lese read se vise display get detaljer details"),
        ("lignende", "ligner lik like likt similar tilsvarende related relatert"),
        (
            "gjentar",
            """
            gjenta gjentatt gjentakelse repeat repeats link lenke koble duplikat igjen again
            """,
        ),
        ("innboks", "innboks inbox innkomne mottatt"),
        ("importer", "import importere load lastinn innlesing excel csv"),
        ("ny --fra FIL", "importer import importere load lastinn innlesing"),
        (
            "tiltak",
            """
            oppgave oppgaver todo todos task tasks gjoremal action actions aksjon aksjoner frist
            frister deadline deadlines due agenda oppfolging
            """,
        ),
        ("tiltak --forfalt", "forfalt overdue forsinket"),
        ("tiltak --format ics", "kalender calendar ical ics"),
        ("tiltak ny", "nytt-tiltak ny-oppgave"),
        (
            "tiltak ferdig",
            """
            ferdig done finish finished lukk lukke close utfort gjort fullfort kryss huk kvitter
            avslutt resolve
            """,
        ),
        ("tiltak gjenåpne", "gjenapne reopen"),
        ("tiltak endre", "utsett utsette utsatt postpone reschedule snooze"),
        ("tiltak avlys", "avlys avlyse avlyst avbryt avbryte cancel kanseller kansellere"),
        ("tiltak brev", "brev letter purr purre purring paminnelse remind reminder"),
        ("tiltak virket", "virket virka effekt worked"),
        ("tiltak virket-ikke", "virket-ikke failed"),
        (
            "rapport",
            """
            report rapporter reports oppsummer oppsummering sammendrag summary statistikk stats
            statistics maned manedsrapport kvartal arsrapport tall pdf html skrivut print januar
            februar mars april mai juni juli august september oktober november desember
            ledelsens
            """,
        ),
        ("eksporter", "eksporter eksportere eksport export dump backup"),
        ("rapport --format csv", "eksporter eksportere eksport export excel csv"),
        ("del", "dele share send sende mail epost e-post email kopier copy"),
        ("skjema", "form mobil telefon papir"),
        (
            "sjekk",
            """
            check kontroller kontroll kontrollere valider validate lint test verify verifiser
            feil errors doctor fsck problemer
            """,
        ),
        ("sjekk --fiks", "fiks fikse fix repair reparer"),
        ("kilder", "kilde source sources kategori kategorier category categories"),
        ("start", "init initialiser begynn begynne opprett-journal journal kom-i-gang initialize"),
        (
            "oppsett",
            """
            setup config konfigurer konfigurasjon configure innstilling innstillinger settings
            preferanser preferences profil sett-opp set-up firma navn whoami
            """,
        ),
        (
            "hjelp",
            """
            help man manual ? /? /h -? kommandoer commands kommando usage bruk brukerveiledning
            """,
        ),
        ("--version", "versjon version ver om about"),
        (
            "",
            """
            status oversikt forside forsiden hjem home dashboard dashbord today i-dag idag info
            overview start-side startside meny menu
            """,
        ),
    ),
    "tiltak": (
        ("tiltak ny", "nytt skriv lag legg legg-til registrer new add create opprett"),
        (
            "tiltak ferdig",
            """
            fullfor fullfort gjort done finish finished close lukk utfort kryss huk kvitter
            complete
            """,
        ),
        ("tiltak gjenåpne", "apne open reopen angre undo"),
        ("tiltak brev", "send sende mail epost e-post letter purr purre varsle paminnelse remind"),
        ("tiltak virket", "virka ja worked effekt"),
        ("tiltak virket-ikke", "virka-ikke nei failed"),
        (
            "tiltak endre",
            """
            rediger redigere edit change flytt flytte utsett utsette rett rette frist hvem tekst
            forandre oppdater update rename postpone
            """,
        ),
        (
            "tiltak avlys",
            """
            slett slette delete remove rm fjern fjerne avbryt avlyse avlyst cancel kanseller
            dropp droppe
            """,
        ),
        ("tiltak --forfalt", "forfalt overdue"),
        ("tiltak", "liste list ls vis show alle all apne-tiltak"),
        ("tiltak --help", "hjelp help"),
    ),
    "kilder": (
        ("kilder ny", "legg legg-til lag add new create nytt opprett"),
        ("kilder skjul", "slett slette delete remove rm fjern gjem hide"),
        ("kilder", "liste list ls vis show alle all"),
        ("kilder --help", "hjelp help"),
    ),
}

# Two words that are one command; what they are alone is in the rows.
_PAIRS = {
    "endre tiltak": "tiltak endre",
    "endre frist": "tiltak endre",
    "flytt frist": "tiltak endre",
    "flytte frist": "tiltak endre",
    "ny frist": "tiltak endre",
    "rett tiltak": "tiltak endre",
    "rediger tiltak": "tiltak endre",
    "avlys tiltak": "tiltak avlys",
    "slett tiltak": "tiltak avlys",
    "slette tiltak": "tiltak avlys",
    "fjern tiltak": "tiltak avlys",
    "ny tiltak": "tiltak ny",
    "nytt tiltak": "tiltak ny",
    "ny oppgave": "tiltak ny",
    "ny kilde": "kilder ny",
    "ny journal": "start",
    "ny laerdom": "ny",
    "sett opp": "oppsett",
    "set up": "oppsett",
    "skriv ut": "rapport",
    "sla opp": "søk",
    "last inn": "importer",
    "les inn": "importer",
    "kom i": "start",
    "ta backup": "eksporter",
}

_SENTENCES = (
    (
        "angre undo rollback revert",
        N_(
            "There is nothing that takes back the last command. «laering endre siste» changes the "
            "last learning, and «laering tiltak gjenåpne ID» opens an action again."
        ),
    ),
    (
        "merke merker tag tags emneknagg",
        N_("Those with a tag are shown by: laering liste --merke TAG"),
    ),
    (
        "synk sync synkroniser push pull clone",
        N_("The journal is a folder of text files: share it with git, or with a shared disk."),
    ),
    (
        "quit exit slutt lukk-programmet logout bye",
        N_("The program ends by itself after every command."),
    ),
)

_PERIOD = re.compile(r"\d{4}(-|$)")
# How much of two words must be the same: «slett» and «start» are not, nor «stort» and «start».
_NEAR = 0.82


def meant(word: str, after: str, group: str, root: click.Group) -> str:
    """The call that a first word was meant for, as ``laering …``; empty where nobody knows.

    ``after`` is the word behind it, ``group`` the command it stands behind, such as ``tiltak``.
    """
    plain = _plain(word)
    pair = paired(word, after, root) if not group else ""
    if pair:
        return pair
    for call, words in _ROWS.get(group, ()):
        if plain in words.split() and _exists(call, root):
            return f"laering {call}".rstrip()
    if not group:
        whole = _not_a_word(word)
        if whole:
            return whole
    if _sentence(plain):
        return ""
    return _near(plain, group, root)


def paired(word: str, after: str, root: click.Group) -> str:
    """The call that is meant by two words together, where there is one; else nothing."""
    pair = _PAIRS.get(f"{_plain(word)} {_plain(after)}", "")
    return f"laering {pair}" if pair and _exists(pair, root) else ""


def instead(word: str) -> str:
    """What can be done about a word that no command is for, as a source string; else nothing."""
    return _sentence(_plain(word))


def _sentence(plain: str) -> str:
    return next((text for words, text in _SENTENCES if plain in words.split()), "")


def _not_a_word(word: str) -> str:
    """The call for what is a text, a day or a period rather than a command."""
    if len(word.split()) > 1:
        return "laering ny"
    from laering.files.journal.names import day_told

    if day_told(word) is not None:
        return f"laering vis {word}"
    return f"laering rapport {word}" if _PERIOD.match(word) else ""


def _near(plain: str, group: str, root: click.Group) -> str:
    """The call for the word that resembles one most, where one does."""
    from difflib import get_close_matches

    calls = dict(_spelt(group, root))
    found = get_close_matches(plain, calls, n=1, cutoff=_NEAR)
    return f"laering {calls[found[0]]}".rstrip() if found else ""


def _spelt(group: str, root: click.Group) -> Iterator[tuple[str, str]]:
    """Every word that leads somewhere, and where; the commands' own names go first."""
    for call, words in reversed(_ROWS.get(group, ())):
        if _exists(call, root):
            yield from ((word, call) for word in reversed(words.split()))
    within = root.commands.get(group, root) if group else root
    if isinstance(within, click.Group):
        yield from ((_plain(name), f"{group} {name}".strip()) for name in within.commands)


def _exists(call: str, root: click.Group) -> bool:
    """Whether there is a command with the name that a call begins with."""
    command: click.Command = root
    for word in call.split():
        if word.startswith("-") or not isinstance(command, click.Group):
            break
        if word not in command.commands:
            return False
        command = command.commands[word]
    return True


def _plain(word: str) -> str:
    """A word as the rows have it; one that is nothing but signs as it is."""
    folded = word.casefold()
    return in_ascii(folded) if folded.strip("-?/h") else folded
