"""One learning given away: what is told, what stays at home, and where it goes."""

import json
import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from laering.domain.errors import UnknownEnding
from laering.ui.desk import clipboard
from laering.ui.formats import table
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run
from tests.support.screen import Desk

ADDRESS = "2026-11-23-feil-adresse"
FORMS = table.names(table.SHARE_FORMATS)

ENTRY = """\
---
title: Feil adresse på leveransen til Hansen Bygg
date: 2026-11-23
source: avvik
outcome: mindre-bra
tags: [levering]
author: Kari Nordmann
repeats: [2026-03-03-gammel-adresse, 2026-04-04-hemmelig, 2020-01-01-borte]
---

## Hva skjedde?

Leveransen gikk til **gammel** adresse. @sissel fra post@firma.no ringte Hansen.

## Hva kan vi lære av det?

Adressen står to steder.

## Hva kan vi gjøre annerledes neste gang?

Vi leser opp adressen.

- [ ] Ny rubrikk i ordreskjemaet @ola 📅 2026-12-15
- [x] Rette adressen i kunderegisteret @per ✅ 2026-11-24
  - 👍 2027-02-20
- [x] Ringe kunden
  - 👎 2027-02-20 Svarte ikke @per
- [ ] Avtale med @ola og @nils-arne om turen

## Internt

Bare for oss.
"""
TEXT = """\
Feil adresse på leveransen til Hansen Bygg (23. november 2026)

Hva skjedde?
Leveransen gikk til **gammel** adresse. Noen fra post@firma.no ringte Hansen.

Hva lærte vi?
Adressen står to steder.

Hva gjør vi nå?
Vi leser opp adressen.
– Ny rubrikk i ordreskjemaet (frist 15. desember 2026)
– Rette adressen i kunderegisteret (gjort 24. november 2026, det virket)
– Ringe kunden (gjort, det virket ikke: Svarte ikke noen)
– Avtale med noen om turen

Dette har skjedd før, sist 3. mars 2026.
"""
PRIVATE = simple_entry("Hemmelig sak", "2026-04-04").replace("---\n\n", "private: true\n---\n\n", 1)
HOSTILE = """\
---
title: "<script>alert(1)</script> \\e[31mrød\\u202e"
date: 2026-11-20
source: avvik
author: "<b>Kari</b>"
---

## Hva skjedde?

<script>alert(2)</script> <img src=x onerror=alert(3)>\x1b]52;c;aGVp\x07 og \u202egalt

[her](javascript:alert(4)) og [der](https://example.org) ![bilde](https://example.org/x.png)

### Egen overskrift

## Hva kan vi lære av det?

~~~
åpen kode

## Hva kan vi gjøre annerledes neste gang?

Slutt.

- [ ] <script>alert(5)</script> [x](javascript:1) \x1b[2J
"""


@pytest.fixture(autouse=True)
def _no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_TTY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    # Whoever runs the tests keeps what they have copied.
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def journal(folder: Path) -> Path:
    """A journal with one learning, and the earlier events that it repeats."""
    entry_file(folder, f"{ADDRESS}.md", ENTRY)
    earlier = simple_entry("Pakke til gammel adresse", "2026-03-03")
    entry_file(folder, "2026-03-03-gammel-adresse.md", earlier)
    entry_file(folder, "2026-04-04-hemmelig.md", PRIVATE)
    return folder


def shared(run: Run, *arguments: str) -> str:
    result = run("del", *arguments)
    assert result.code == 0, result.stderr
    return result.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# What is told.


def test_a_learning_is_told_as_plain_text(journal: Path, run: Run) -> None:
    assert shared(run, "feil-adresse") == TEXT


def test_every_form_tells_the_same(journal: Path, run: Run) -> None:
    for form in ("md", "html"):
        told = shared(run, ADDRESS, "--format", form).replace("\\", "")
        for line in TEXT.splitlines():
            words = line.removeprefix("– ").replace("**gammel** adresse", "adresse")
            if "(23. november" in words and form == "html":
                words = "<p>23. november 2026</p>"
            assert words.removeprefix("Leveransen gikk til ") in told


def test_the_sections_beside_the_questions_stay_at_home(journal: Path, run: Run) -> None:
    for form in FORMS:
        assert "Bare for oss" not in shared(run, ADDRESS, "-f", form)


def test_what_an_unfinished_learning_lacks_is_left_out(folder: Path, run: Run) -> None:
    text = simple_entry("Halvferdig", "2026-11-01", third="").replace("Noe å lære.\n", "")
    entry_file(folder, "2026-11-01-halvferdig.md", text)

    assert shared(run, "halvferdig") == (
        "Halvferdig (1. november 2026)\n\nHva skjedde?\nNoe skjedde.\n"
    )
    assert "<h2>Hva lærte vi?" not in shared(run, "halvferdig", "-f", "html")
    assert json.loads(shared(run, "halvferdig", "--json"))["unfinished"] is True


def test_actions_alone_are_an_answer(folder: Path, run: Run) -> None:
    third = "- [ ] Bytte lås\n"
    text = simple_entry("Bare tiltak", "2026-11-01", third=third)
    entry_file(folder, "2026-11-01-tiltak.md", text)

    assert shared(run, "tiltak").endswith("\nHva gjør vi nå?\n– Bytte lås\n")
    assert "<ul>\n<li>Bytte lås</li>\n</ul>" in shared(run, "tiltak", "-f", "html")


def test_what_was_typed_stands_as_it_was_typed(folder: Path, run: Run) -> None:
    typed = (
        "2*3*4 = 24, fil_navn_v2, \\\\server\\felles, [her](https://example.org)\n- a\n  - b\n1. c"
    )
    text = simple_entry("Tegn", "2026-11-01").replace("Noe skjedde.", typed)
    entry_file(folder, "2026-11-01-tegn.md", text)

    assert f"\n{typed}\n" in shared(run, "tegn")


def test_text_comes_in_the_language_that_is_spoken(journal: Path, run: Run) -> None:
    told = run("--språk", "en", "del", ADDRESS).stdout

    assert "What did we learn?" in told
    assert "Avtale med somebody om turen" in told


# Names.


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["Kari", "Nordmann", "ola", "per", "nils-arne", "sissel"])
def test_nobody_is_named(journal: Path, run: Run, form: str, name: str) -> None:
    assert re.search(rf"@?\b{name}\b", shared(run, ADDRESS, "-f", form)) is None


@pytest.mark.parametrize("form", FORMS)
def test_names_are_told_when_they_are_asked_for(journal: Path, run: Run, form: str) -> None:
    told = shared(run, ADDRESS, "-f", form, "--med-navn").replace("\\", "")

    for name in ("Kari Nordmann", "ola", "per", "@nils-arne", "@sissel"):
        assert name in told
    if form == "tekst":
        assert "– Ny rubrikk i ordreskjemaet (@ola, frist 15. desember 2026)\n" in told
        assert "– Avtale med @ola og @nils-arne om turen\n" in told
        assert told.endswith("\nSkrevet av Kari Nordmann\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Be @ola ringe.", "Be noen ringe."),
        ("@ola, @kari og @per møtes", "Noen møtes"),
        ("Det gikk. @ola så det.\n@per òg.", "Det gikk. Noen så det.\nNoen òg."),
        ("(@ola/@kari)", "(noen)"),
        ("Det gikk _@ola_ ga opp", "Det gikk _noen_ ga opp"),
        ("Ferdig.@ola tar det", "Ferdig.Noen tar det"),
        ("Spør lageret/@ola. +@kari, -@per @@nils", "Spør lageret/noen. +noen, -noen noen"),
        ("Si til ＠ola det", "Si til noen det"),
        ("Si til @A\u030ase det", "Si til noen det"),
        ("Si til @o\u0308stmo-a\u030as.", "Si til noen."),
        ("Si til @ola--hansen og @a..b det", "Si til noen det"),
        ("Se https://a.no/x?y=@ola, @kari", "Se https://a.no/x?y=@ola, noen"),
        ("Se www.a.no/@ola", "Se www.a.no/@ola"),
        ("Si det til @ola.", "Si det til noen."),
        ("Spør @Åse_Ødegård", "Spør noen"),
        ("Skriv til ola@firma.no", "Skriv til ola@firma.no"),
        ("Se https://a.no/@ola", "Se https://a.no/@ola"),
        ("2 stk @ 50 kr", "2 stk @ 50 kr"),
        ("Ola sa fra til Kari.", "Ola sa fra til Kari."),
    ],
)
def test_an_at_name_becomes_somebody_and_other_words_stay(
    folder: Path, run: Run, typed: str, told: str
) -> None:
    text = simple_entry("T", "2026-11-01").replace("Noe skjedde.", typed)
    entry_file(folder, "2026-11-01-t.md", text)

    assert json.loads(shared(run, "2026-11-01-t", "--json"))["happened"] == told


def test_a_text_of_nothing_but_at_signs_is_told_as_it_stands(folder: Path, run: Run) -> None:
    typed = "@" * 300_000  # with the square of them, this would not be over within the hour
    text = simple_entry("T", "2026-11-01").replace("Noe skjedde.", typed)
    entry_file(folder, "2026-11-01-t.md", text)

    assert json.loads(shared(run, "2026-11-01-t", "--json"))["happened"] == typed


# What is private.


@pytest.mark.parametrize("form", FORMS)
def test_a_private_learning_is_refused_with_the_way_out(journal: Path, run: Run, form: str) -> None:
    result = run("del", "hemmelig", "-f", form, "--ut", "ut.data")

    assert result.code == 1
    assert result.stdout == ""
    assert "privat" in result.stderr
    assert "laering del 2026-04-04-hemmelig --med-private" in result.stderr
    assert not (journal / "ut.data").exists()


def test_a_private_learning_is_shared_when_that_is_meant(journal: Path, run: Run) -> None:
    assert shared(run, "hemmelig", "--med-private").startswith("Hemmelig sak (4. april 2026)\n")


@pytest.mark.parametrize("form", FORMS)
def test_an_earlier_event_that_is_private_is_not_named(journal: Path, run: Run, form: str) -> None:
    told = shared(run, ADDRESS, "-f", form).casefold()

    assert "hemmelig" not in told
    assert "borte" not in told
    assert "4. april" not in told


def test_the_day_of_a_private_earlier_event_is_told_when_that_is_meant(
    journal: Path, run: Run
) -> None:
    told = shared(run, ADDRESS, "--med-private")

    assert told.endswith("\nDette har skjedd før, sist 4. april 2026.\n")


@pytest.mark.parametrize("form", FORMS)
def test_one_customer_is_not_told_of_another(journal: Path, run: Run, form: str) -> None:
    earlier = simple_entry("Feil faktura til Berg AS", "2026-03-03")
    entry_file(journal, "2026-03-03-gammel-adresse.md", earlier)

    told = shared(run, ADDRESS, "-f", form, "--med-navn")

    assert "Berg" not in told
    assert "gammel-adresse" not in told


def test_an_earlier_event_is_found_in_a_folder_of_its_own(journal: Path, run: Run) -> None:
    entries = journal / "entries"
    (entries / "vår").mkdir()
    (entries / "2026-03-03-gammel-adresse.md").rename(
        entries / "vår" / "2026-03-03-gammel-adresse.md"
    )

    assert "sist 3. mars 2026." in shared(run, ADDRESS)


@pytest.mark.parametrize("break_it", [lambda text: text.replace("source", "kilde"), lambda _: "\0"])
def test_an_earlier_event_that_cannot_be_read_is_not_named(
    journal: Path, run: Run, break_it: Callable[[str], str]
) -> None:
    path = journal / "entries" / "2026-03-03-gammel-adresse.md"
    path.write_text(break_it(path.read_text(encoding="utf-8")), encoding="utf-8")

    assert "skjedd før" not in shared(run, ADDRESS)
    assert json.loads(shared(run, ADDRESS, "--json"))["repeats"] == []


def test_only_what_it_repeats_itself_is_named(journal: Path, run: Run) -> None:
    path = journal / "entries" / "2026-03-03-gammel-adresse.md"
    text = path.read_text(encoding="utf-8").replace("source", "repeats: [2025-01-01-eldst]\nsource")
    path.write_text(text, encoding="utf-8")
    entry_file(journal, "2025-01-01-eldst.md", simple_entry("Eldst", "2025-01-01"))

    assert "Eldst" not in shared(run, ADDRESS)


def test_a_report_tells_private_entries_only_when_that_is_meant(journal: Path, run: Run) -> None:
    for form in ("terminal", "md", "html", "csv", "json"):
        counted = run("rapport", "2026-04", "-f", form).stdout
        told = run("rapport", "2026-04", "-f", form, "--med-private").stdout
        assert "Hemmelig" not in counted
        assert "Noe å lære" not in counted
        assert "Hemmelig sak" in told
        assert "Noe å lære" in told


# As JSON.


def test_json_has_an_entrys_keys_and_nothing_that_is_not_shared(journal: Path, run: Run) -> None:
    told = json.loads(shared(run, ADDRESS, "--json"))
    whole = json.loads(run("vis", ADDRESS, "--json").stdout)

    assert set(told) == set(whole)
    assert told["author"] is None
    assert told["repeats"] == []
    assert [action["owner"] for action in told["actions"]] == [None] * 4
    assert [set(action) for action in told["actions"]] == [set(whole["actions"][0])] * 4
    assert told["actions"][2]["effect"] == {
        "worked": False,
        "date": "2027-02-20",
        "text": "Svarte ikke noen",
        "earlier": [],
    }
    same = {"id", "path", "title", "date", "source", "outcome", "tags", "learned", "differently"}
    assert {key: told[key] for key in same} == {key: whole[key] for key in same}


def test_json_has_no_name_made_of_a_title_that_names_somebody(folder: Path, run: Run) -> None:
    text = simple_entry("Ring @Ola Hansen", "2026-11-01").replace(
        "source:", "tags: ['@kari', lås]\nsource:"
    )
    entry_file(folder, "2026-11-01-ring-ola-hansen.md", f"{text}\n- [ ] Bytte lås\n")

    told = json.loads(shared(run, "ring-ola", "--json"))
    named = json.loads(shared(run, "ring-ola", "--json", "--med-navn"))

    assert told["title"] == "Ring noen Hansen"
    assert told["tags"] == ["lås"]
    assert {"id", "path"}.isdisjoint(told)
    assert "entry" not in told["actions"][0]
    assert named["id"] == named["actions"][0]["entry"] == "2026-11-01-ring-ola-hansen"
    assert named["tags"] == ["@kari", "lås"]


def test_json_is_a_form_like_the_others(journal: Path, run: Run) -> None:
    assert shared(run, ADDRESS, "--json") == shared(run, ADDRESS, "--format", "json")


# The forms.


@pytest.mark.parametrize("each", table.SHARE_FORMATS, ids=lambda each: each.name)
def test_a_files_ending_chooses_the_form(
    journal: Path, run: Run, each: table.Format[object, str]
) -> None:
    for ending in each.endings:
        result = run("del", ADDRESS, "--ut", f"ut{ending}")
        assert result.code == 0, result.stderr
        assert result.stdout == ""
        assert f"ut{ending}" in result.stderr
        assert (journal / f"ut{ending}").read_text(encoding="utf-8") == shared(
            run, ADDRESS, "-f", each.name
        )


def test_every_form_is_named_in_the_help_and_the_refusal(journal: Path, run: Run) -> None:
    shown = run("del", "--help").stdout
    refused = run("del", ADDRESS, "-f", "pdf")

    assert refused.code == 2
    for name in FORMS:
        assert re.search(rf"\b{name}\b", shown)
        assert name in refused.stderr
    with pytest.raises(UnknownEnding) as caught:
        table.by_ending(Path("ut.docx"), table.SHARE_FORMATS)
    assert caught.value.facts["endings"] == ".txt, .md, .html, .json"


def test_only_endings_that_a_learning_can_have_are_proposed(journal: Path, run: Run) -> None:
    assert "Excel" not in run("del", ADDRESS, "--ut", "ut.xlsx").stderr


def test_an_ending_without_its_dot_is_a_name_too(journal: Path, run: Run) -> None:
    assert shared(run, ADDRESS, "-f", "txt") == shared(run, ADDRESS)


def test_text_shows_control_characters_harmlessly(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-20-ond.md", HOSTILE)

    for form in ("tekst", "md", "html"):
        told = shared(run, "ond", "-f", form, "--med-navn")
        assert "\x1b" not in told
        assert "\x07" not in told
        assert "\u202e" not in told
        assert "␛" in told
        assert "⟨U+202E⟩" in told


def test_markdown_holds_only_our_own_structure(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-20-ond.md", HOSTILE)

    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(shared(run, "ond", "-f", "md"))

    headings = [t.tag for t in tokens if t.type == "heading_open" and t.level == 0]
    assert headings == ["h1", "h2", "h2", "h2"]
    inside = [child for token in tokens for child in token.children or ()]
    assert not any(token.type == "html_block" for token in tokens)
    assert not any(child.type == "html_inline" for child in inside)


def test_html_runs_nothing_and_fetches_nothing(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-20-ond.md", HOSTILE)

    told = shared(run, "ond", "-f", "html", "--med-navn")

    tags = set(re.findall(r"<([a-z0-9]+)", told))
    assert tags.isdisjoint({"script", "img", "iframe", "object", "link", "b"})
    assert not re.search(r"<[^>]*\b(on\w+|style|src)=", told)
    assert set(re.findall(r'href="([^"]*)"', told)) == {"https://example.org"}
    assert "default-src 'none'" in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told
    assert "<strong>" not in told


def test_html_lays_out_what_was_written(journal: Path, run: Run) -> None:
    told = shared(run, ADDRESS, "-f", "html")

    assert told.startswith("<!doctype html>\n")
    assert "<strong>gammel</strong>" in told
    assert told.count("<h1>") == 1


# Where it goes.


def test_nothing_is_written_anywhere_else(journal: Path, tmp_path: Path, run: Run) -> None:
    before = files(tmp_path)

    for form in FORMS:
        shared(run, ADDRESS, "-f", form)
    shared(run, ADDRESS, "--ut", "ut.txt")

    assert files(tmp_path) == {**before, "journal/ut.txt": TEXT.encode()}


@pytest.mark.parametrize("out", [f"entries/{ADDRESS}.md", "entries/ny.md", "laering.toml"])
def test_it_is_never_written_into_the_journals_own_files(journal: Path, run: Run, out: str) -> None:
    (journal / "laering.toml").write_text("", encoding="utf-8")
    before = files(journal)

    assert run("del", ADDRESS, "-f", "md", "--ut", out).code == 2

    assert files(journal) == before


@pytest.mark.parametrize("out", ["finnes/ikke.md", "entries", "ut.docx"])
def test_a_place_that_cannot_be_is_refused(journal: Path, run: Run, out: str) -> None:
    before = files(journal)

    assert run("del", ADDRESS, "--ut", out).code == 2
    assert files(journal) == before


def test_a_file_that_fails_leaves_the_old_one(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (journal / "ut.txt").write_text("den gamle", encoding="utf-8")
    before = files(journal)

    def fail(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", fail)

    assert run("del", ADDRESS, "--ut", "ut.txt").code == 1
    assert files(journal) == before


def test_an_unknown_or_ambiguous_name_is_told(journal: Path, run: Run) -> None:
    unknown, several = run("del", "sveiseapparat"), run("del", "2026")

    assert (unknown.code, several.code) == (1, 1)
    assert "sveiseapparat" in unknown.stderr
    assert ADDRESS in several.stderr
    assert unknown.stdout == several.stdout == ""


def test_a_file_that_is_no_entry_is_told_with_its_line(journal: Path, run: Run) -> None:
    entry_file(journal, "2026-11-02-rot.md", "---\ntitle: Rot\n---\n")

    result = run("del", "rot")

    assert result.code == 1
    assert "2026-11-02-rot.md:" in result.stderr


# The clipboard.

_XCLIP = """\
#!/bin/sh
streams=$(readlink /proc/$$/fd/1 /proc/$$/fd/2)
echo "$streams" >> {store}.streams
case "$*" in
  *-o*) cat {store} ;;
  *) {copying} ;;
esac
"""


def clipboard_program(folder: Path, name: str = "xclip", copying: str = "cat > {store}") -> Path:
    """A folder with a program that keeps what it is given in a file beside it."""
    folder.mkdir(exist_ok=True)
    path, store = folder / name, folder / f"{name}.copied"
    path.write_text(_XCLIP.format(store=store, copying=copying.format(store=store)), "utf-8")
    path.chmod(0o755)
    return store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is on the clipboard of a desktop with the program xclip."""
    kept = clipboard_program(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{kept.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("DISPLAY", ":99")
    return kept


posix_desktop = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="those have a clipboard of their own"
)


@posix_desktop
def test_the_clipboard_gets_the_text_and_stdout_nothing(
    journal: Path, run: Run, store: Path
) -> None:
    result = run("del", ADDRESS, "--kopier")

    assert result.code == 0, result.stderr
    assert store.read_text(encoding="utf-8") == TEXT
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "Kopiert: Feil adresse på leveransen til Hansen Bygg",
        "Bare de tre spørsmålene er med. Utelatt: «Internt».",
    ]


@posix_desktop
def test_the_form_and_a_file_go_together_with_the_clipboard(
    journal: Path, run: Run, store: Path
) -> None:
    run("del", ADDRESS, "--kopier", "--ut", "ut.md")

    assert store.read_bytes() == (journal / "ut.md").read_bytes()
    assert store.read_text(encoding="utf-8").startswith("# Feil adresse")


@posix_desktop
def test_a_program_that_says_it_copied_and_did_not_is_not_believed(
    journal: Path, run: Run, store: Path
) -> None:
    clipboard_program(store.parent, copying="cat > /dev/null; echo noe annet > {store}")

    result = run("del", ADDRESS, "--kopier")

    assert result.code == 1
    assert result.stdout == TEXT
    assert "Kopiert" not in result.stderr


@posix_desktop
def test_where_one_program_fails_the_next_is_asked(journal: Path, run: Run, store: Path) -> None:
    clipboard_program(store.parent, copying="exit 1")
    other = clipboard_program(store.parent, "xsel")

    assert run("del", ADDRESS, "--kopier").code == 0
    assert other.read_text(encoding="utf-8") == TEXT


@posix_desktop
def test_wayland_has_its_own_program(
    journal: Path, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    kept = clipboard_program(store.parent, "wl-copy")
    paste = store.parent / "wl-paste"
    paste.write_text(f"#!/bin/sh\ncat {kept}\n", encoding="utf-8")
    paste.chmod(0o755)

    assert run("del", ADDRESS, "--kopier").code == 0
    assert kept.read_text(encoding="utf-8") == TEXT
    assert not store.exists()


@posix_desktop
@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="the system has no such names")
def test_a_program_that_goes_on_in_the_background_holds_no_stream_of_ours(
    journal: Path, run: Run, store: Path
) -> None:
    run("del", ADDRESS, "--kopier")

    streams = Path(f"{store}.streams").read_text(encoding="utf-8").splitlines()
    assert streams[:2] == ["/dev/null"] * 2


@posix_desktop
@pytest.mark.parametrize("path", [".{sep}{rest}", "{sep}{rest}", "bin{sep}{rest}"])
def test_no_program_of_a_strangers_journal_is_run(
    journal: Path, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for place in (journal, journal / "bin"):
        for name in ("xclip", "xsel", "wl-copy", "wl-paste", "tmux", "python3"):
            clipboard_program(place, name, copying=f"touch {journal}/kjørt; cat > {{store}}")
    monkeypatch.setenv("PATH", path.format(sep=os.pathsep, rest=os.environ["PATH"]))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("TMUX", "/nowhere,1,0")

    result = run("del", ADDRESS, "--kopier")

    assert result.code == 0, result.stderr
    assert store.read_text(encoding="utf-8") == TEXT
    assert list(journal.rglob("*.streams")) == []


@posix_desktop
def test_no_tmux_of_a_strangers_journal_is_asked(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard_program(journal, "tmux")
    monkeypatch.setenv("PATH", f".{os.pathsep}")
    monkeypatch.setenv("TMUX", "/nowhere,1,0")

    assert run("del", ADDRESS, "--kopier").code == 1
    assert list(journal.glob("tmux.*")) == []


@posix_desktop
def test_no_module_of_a_strangers_journal_is_imported(journal: Path, run: Run, store: Path) -> None:
    for name in ("pyperclip", "laering", "shutil", "base64"):
        (journal / f"{name}.py").write_text("open('kjørt', 'w')\n", encoding="utf-8")

    assert run("del", ADDRESS, "--kopier").code == 0
    assert store.read_text(encoding="utf-8") == TEXT
    assert not (journal / "kjørt").exists()


@pytest.mark.posix("needs a system without a clipboard")
def test_without_a_clipboard_the_text_is_shown_and_the_reason_told(journal: Path, run: Run) -> None:
    result = run("del", ADDRESS, "--kopier")

    assert result.code == 1
    assert result.stdout == TEXT
    assert "Fant ingen utklippstavle" in result.stderr


def test_a_private_learning_is_not_copied(journal: Path, run: Run, store: Path) -> None:
    assert run("del", "hemmelig", "--kopier").code == 1
    assert not store.exists()


# The terminal's own clipboard, from afar.

pytestmark_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
_ASKED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write(f"{ADDRESS}.md", ENTRY.replace(", 2026-04-04-hemmelig", ""))
    earlier = simple_entry("Pakke til gammel adresse", "2026-03-03")
    desk.write("2026-03-03-gammel-adresse.md", earlier)
    return desk


def copied(raw: bytes) -> str | None:
    """What a terminal was asked to put on the clipboard."""
    asked = _ASKED.findall(raw)
    return b64decode(asked[0]).decode("utf-8") if len(asked) == 1 else None


@pytestmark_terminal
@pytest.mark.terminal
@pytest.mark.parametrize("where", ["SSH_TTY", "SSH_CONNECTION", ""])
def test_the_terminal_copies_from_afar_and_where_there_is_no_program(
    desk: Desk, tmp_path: Path, where: str
) -> None:
    store = clipboard_program(tmp_path / "bin")
    more = {where: "her", "DISPLAY": ":99"} if where else {}
    path = f"{store.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"

    with desk.open("del", ADDRESS, "--kopier", environment={"PATH": path, **more}) as window:
        assert window.finish() == 0
        assert copied(bytes(window.raw)) == TEXT
        assert "Kopiert: Feil adresse" in window.flat
        assert "Kjør da kommandoen uten --kopier" in window.flat
        assert "Hva skjedde?" not in window.text
    assert not store.exists()


@pytestmark_terminal
@pytest.mark.terminal
def test_in_a_pipe_the_terminal_is_still_asked(desk: Desk) -> None:
    python = f"{sys.executable} -m laering del {ADDRESS} --kopier | cat"

    desk.program = ("/bin/sh", "-c", python)
    with desk.open(environment={"SSH_TTY": "her"}) as window:
        assert window.finish() == 0
        assert copied(bytes(window.raw)) == TEXT


@pytestmark_terminal
@pytest.mark.terminal
def test_tmux_is_asked_to_copy(desk: Desk, tmp_path: Path) -> None:
    words = 'echo "$*" > {store}.words; cat > {store}'
    store = clipboard_program(tmp_path / "bin", "tmux", copying=words)
    path = f"{store.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"

    environment = {"PATH": path, "TMUX": "/tmp/x,1,0", "SSH_TTY": "her"}
    with desk.open("del", ADDRESS, "--kopier", environment=environment) as window:
        assert window.finish() == 0
        assert b"]52;" not in window.raw
        assert "Kopiert: Feil adresse" in window.flat
    assert store.read_text(encoding="utf-8") == TEXT
    assert Path(f"{store}.words").read_text(encoding="utf-8") == "load-buffer -w -\n"


@pytestmark_terminal
@pytest.mark.terminal
def test_a_tmux_that_cannot_is_passed_by(desk: Desk, tmp_path: Path) -> None:
    store = clipboard_program(tmp_path / "bin", "tmux", copying="exit 1")
    path = f"{store.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"

    environment = {"PATH": path, "TMUX": "/tmp/x,1,0", "SSH_TTY": "her"}
    with desk.open("del", ADDRESS, "--kopier", environment=environment) as window:
        assert window.finish() == 0
        wrapped = re.search(rb"\x1bPtmux;(.*?)\x1b\\", bytes(window.raw), re.DOTALL)
    assert wrapped is not None
    assert re.search(rb"(?<!\x1b)\x1b(?!\x1b)", wrapped[1]) is None
    assert copied(wrapped[1].replace(b"\x1b\x1b", b"\x1b")) == TEXT


@pytestmark_terminal
@pytest.mark.terminal
@pytest.mark.parametrize("size", [clipboard.MOST, clipboard.MOST + 1])
def test_a_text_too_long_for_a_terminal_is_shown_whole(desk: Desk, size: int) -> None:
    frame = len("Lang (1. november 2026)\n\nHva skjedde?\n\n")
    head = "---\ntitle: Lang\ndate: 2026-11-01\nsource: avvik\n---\n\n## Hva skjedde?\n\n"
    desk.write("2026-11-01-lang.md", f"{head}{'x' * (size - frame)}\n")

    with desk.open("del", "lang", "--kopier", environment={"SSH_TTY": "her"}) as window:
        status = window.finish()
        asked = copied(bytes(window.raw))
        shown = bytes(window.raw).count(b"x")
    if size <= clipboard.MOST:
        assert status == 0
        assert asked is not None
        assert len(asked) == size
    else:
        assert (status, asked) == (1, None)
        assert shown >= size - frame


@pytestmark_terminal
@pytest.mark.terminal
@pytest.mark.parametrize("term", ["dumb", "linux"])
def test_a_terminal_that_would_show_it_is_not_asked(desk: Desk, term: str) -> None:
    with desk.open(
        "del", ADDRESS, "--kopier", environment={"SSH_TTY": "her", "TERM": term}
    ) as window:
        assert window.finish() == 1
        assert b"]52;" not in window.raw
        assert "Hva lærte vi?" in window.text


@pytestmark_terminal
def test_where_nobody_sits_the_text_is_shown(desk: Desk) -> None:
    done = subprocess.run(
        [*desk.program, "del", ADDRESS, "--kopier"],
        cwd=desk.journal,
        env=desk.environment(SSH_TTY="her"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        start_new_session=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == TEXT
    assert "Fant ingen utklippstavle" in done.stderr


@pytestmark_terminal
@pytest.mark.terminal
def test_a_hostile_text_reaches_no_terminal(desk: Desk) -> None:
    desk.write("2026-11-20-ond.md", HOSTILE)

    for form in FORMS:
        with desk.open("del", "ond", "-f", form, "--med-navn", columns=80) as window:
            assert window.finish() == 0
            assert b"\x1b" not in window.raw
            assert b"\x07" not in window.raw
            assert "\u202e".encode() not in window.raw
