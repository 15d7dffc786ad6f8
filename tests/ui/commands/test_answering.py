"""``del --svar``: an answer to whoever reported something, and the day it was given."""

import json
from pathlib import Path

import pytest

from tests.support.entries import entry_file
from tests.support.letters import mail, page_file
from tests.support.runs import Run

ENTRY = """---
title: Rått brød   # kladd
date: 2026-11-20
source: avvik
author: {author}
---

## Hva skjedde?

Brødet var rått.

![Ovnen](bilder/x-1.jpg)

## Hva kan vi lære av det?

Ovnen viser feil.

## Hva kan vi gjøre annerledes neste gang?

Vi måler selv.

- [ ] Bestille ny føler @ola 📅 2026-12-15
- [x] Ringe @kari og Åse ✅ 2026-11-21
  - 👍 2026-11-22 Ingen klager siden
- [-] Kjøpe ny ovn ❌ 2026-11-22
"""


@pytest.fixture
def entry(folder: Path) -> Path:
    return entry_file(folder, "2026-11-20-ratt-brod.md", ENTRY.format(author="Kåre Nordmann"))


def test_the_answer_tells_what_was_told_what_was_learned_and_what_is_done(
    entry: Path, run: Run
) -> None:
    done = run("del", "ratt", "--svar")

    assert done.stdout == (
        "Hei Kåre,\n\nTakk for at du sa fra om det som skjedde fredag 20. november 2026:\n\n"
        "> Brødet var rått.\n\n"
        "Dette lærte vi av det:\n\nOvnen viser feil.\n\n"
        "Dette gjør vi annerledes fra nå av:\n\nVi måler selv.\n\n"
        "Dette er gjort:\n\n"
        "- Ringe noen og Åse (21. november 2026). Det virket: Ingen klager siden\n\n"
        "Dette skal vi gjøre:\n\n- Bestille ny føler (innen 15. desember 2026)\n\n"
        "Dette gjør vi ikke likevel:\n\n- Kjøpe ny ovn\n\n"
        "Vennlig hilsen\njournal\n"
    )
    assert "Når det er sendt: laering del 2026-11-20-ratt-brod --svar --sendt" in done.stderr
    assert "answered" not in entry.read_text(encoding="utf-8")


def test_one_that_nothing_is_known_of_yet_is_answered_too(folder: Path, run: Run) -> None:
    text = "---\ntitle: A\ndate: 2026-11-20\nsource: avvik\n---\n\n## Hva skjedde?\n\nNoe.\n"
    entry_file(folder, "2026-11-20-a.md", text)
    told = run("del", "2026-11-20-a", "--svar").stdout
    assert told.startswith("Hei,\n")
    assert "Vi ser på saken, og du hører fra oss igjen." in told


def test_the_day_is_written_when_somebody_says_that_it_is_sent_and_nothing_else_is(
    entry: Path, run: Run
) -> None:
    before = entry.read_text(encoding="utf-8")

    done = run("del", "ratt", "--svar", "--sendt")

    assert (done.code, done.stdout) == (0, "")
    assert "Merket som besvart 23. november 2026" in done.stderr
    after = entry.read_text(encoding="utf-8")
    assert [line for line in after.split("\n") if line not in before.split("\n")] == [
        "answered: 2026-11-23"
    ]
    (told,) = json.loads(run("liste", "--json").stdout)
    assert told["answered"] == "2026-11-23"


def test_it_can_be_written_out_and_sent_with_a_line_for_the_mail(folder: Path, run: Run) -> None:
    author = '"kare@firma.no"'
    entry_file(folder, "2026-11-20-ratt-brod.md", ENTRY.format(author=author))
    done = run("del", "ratt", "--svar", "--ut", "svar.txt")
    assert (folder / "svar.txt").read_text(encoding="utf-8").startswith("Hei,\n")
    (line,) = [each for each in done.stderr.split("\n") if each.startswith("mailto:")]
    assert line.startswith("mailto:kare@firma.no?subject=Svar%3A%20R%C3%A5tt%20br%C3%B8d&body=Hei")
    assert run("del", "ratt", "--svar", "-f", "html").code == 2


def test_the_address_is_that_of_the_mail_as_long_as_the_mail_is_kept(
    folder: Path, run: Run
) -> None:
    (folder / "innboks").mkdir()
    (folder / "innboks/a.eml").write_bytes(mail(subject="Avvik: rått brød"))
    run("innboks", "--alt")
    assert json.loads(run("del", "rått", "--svar", "--json").stdout)["to"] == "kare@firma.no"
    next((folder / "innboks/behandlet").glob("*.eml")).unlink()
    assert json.loads(run("del", "rått", "--svar", "--json").stdout)["to"] is None


def test_a_private_one_is_answered_only_when_it_is_asked_for(folder: Path, run: Run) -> None:
    text = ENTRY.format(author="Kåre").replace("source: avvik", "source: avvik\nprivate: true")
    entry_file(folder, "2026-11-20-ratt-brod.md", text)
    assert run("del", "ratt", "--svar").code == 1
    assert run("del", "ratt", "--svar", "--med-private").code == 0


def test_the_report_tells_how_many_came_by_themselves_and_how_many_were_answered(
    folder: Path, run: Run
) -> None:
    (folder / "innboks").mkdir()
    for number in (1, 2):
        text = page_file(f"Nummer {number}.")
        (folder / f"innboks/{number}.txt").write_text(text, encoding="utf-8")
    run("innboks", "--alt")
    run("del", "feil-adresse-2", "--svar", "--sendt")

    assert "2 kom inn av seg selv, 1 fikk svar" in run("rapport", "2026-11").stdout
    told = json.loads(run("rapport", "2026-11", "--json").stdout)
    assert (told["came_in"], told["answered"]) == (2, 1)
    assert len(json.loads(run("--json").stdout)["unanswered"]) == 1
