"""What Tab offers: everywhere, of everything, harmlessly, and without a word when it cannot."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laering.cli import completion, tree
from laering.domain.entry import Entry, Problem
from laering.files.journal.journal import Journal
from laering.ui.desk import shells
from laering.ui.desk.shells import Offer, Offered
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

Tab = Callable[..., list[str]]

ACTIONS = "Vi gjør det slik.\n\n- [ ] Ny rubrikk @ola\n- [x] Ring kunden @Åse-Marie ✅ 2026-11-22"


@pytest.fixture
def tab(run: Run, monkeypatch: pytest.MonkeyPatch) -> Tab:
    """Press Tab behind some words in zsh: what is offered, each with its help, or whose paths."""

    def press(*words: str) -> list[str]:
        monkeypatch.setenv("_LAERING_COMPLETE", "zsh")
        result = run(*words)
        assert result.stderr == ""
        kind, *rows = result.stdout.splitlines() or [""]
        return [kind] if kind in ("files", "folders") else rows

    return press


@pytest.fixture
def journal(folder: Path) -> Path:
    """A journal with two entries and all kinds of words in them."""
    first = simple_entry("Søknaden ble liggende", "2026-10-03", third=ACTIONS)
    entry_file(
        folder,
        "2026-10-03-soknaden-ble-liggende.md",
        first.replace("source: avvik", "source: avvik\ntags: [levering, Lakk]\nauthor: Kari"),
    )
    second = simple_entry("En dør hang skjevt", "2026-11-20", "kunde", third="")
    entry_file(folder, "2026-11-20-en-dor-hang-skjevt.md", second)
    return folder


FIRST = "2026-10-03-soknaden-ble-liggende\tSøknaden ble liggende"
SECOND = "2026-11-20-en-dor-hang-skjevt\tEn dør hang skjevt"


# --- The table


def _params() -> Iterator[tuple[str, click.Parameter]]:
    """All that takes a value, and the command it belongs to."""
    root = tree.command()
    waiting = [("laering", root)]
    while waiting:
        path, command = waiting.pop()
        if isinstance(command, click.Group):
            waiting += [(f"{path} {name}", each) for name, each in command.commands.items()]
        for param in command.params:
            if not (isinstance(param, click.Option) and (param.is_flag or param.count)):
                yield path, param


def test_all_that_takes_a_value_has_a_row() -> None:
    rows = completion.OFFERS
    lacking = [
        f"{path} {name}"
        for path, param in _params()
        if (name := completion.row_of(param)) not in rows
        and f"{path.removeprefix('laering ')} {name}" not in rows
    ]

    assert lacking == [], "put each in the table OFFERS, with «nothing» if it is free text"


def test_every_row_is_for_something() -> None:
    used = set()
    for path, param in _params():
        name = completion.row_of(param)
        own = f"{path.partition(' ')[2]} {name}"
        used.add(own if own in completion.OFFERS else name)

    assert set(completion.OFFERS) - used == set()


@pytest.mark.parametrize(
    ("option", "kind"),
    [
        ("--kilde", completion.sources),
        ("--merke", completion.tags),
        ("--hvem", completion.owners),
        ("--av", completion.authors),
        ("--periode", completion.periods),
        ("--gjentar", completion.entries),
        ("--ut", "files"),
        ("--fra", "files"),
        ("--journal", "folders"),
    ],
)
def test_an_option_has_the_row_of_its_kind(option: str, kind: object) -> None:
    assert completion.OFFERS[option] == kind


# --- What is offered


def test_commands_and_those_of_tiltak(journal: Path, tab: Tab) -> None:
    names = [row.partition("\t")[0] for row in tab("")]

    assert names == list(tree.command().commands)  # type: ignore[attr-defined]
    assert tab("li") == [row for row in tab("") if row.startswith("li")] != []
    assert [row.partition("\t")[0] for row in tab("tiltak", "vi")] == ["virket", "virket-ikke"]


def test_names_with_norwegian_letters_are_offered_whole_and_once(journal: Path, tab: Tab) -> None:
    names = [row.partition("\t")[0] for row in tab("")]

    assert {"søk", "fullfør"} <= set(names)
    assert not {"sok", "fullfor"} & set(names)
    for typed in ("sø", "so", "so\u0308".replace("\u0308", "")):
        assert [row.partition("\t")[0] for row in tab(typed)] == ["søk"]
    assert [row.partition("\t")[0] for row in tab("--spr")] == ["--språk"]
    assert [row.partition("\t")[0] for row in tab("ny", "--lae")] == ["--lært"]
    assert tab("--sprak", "n") == tab("--språk", "n") == ["nb"]
    assert tab("--språk=") == ["--språk=nb", "--språk=en"]
    assert tab("sok", "--kilde", "av") == tab("søk", "--kilde", "av") == ["avvik\tAvvik og feil"]


def test_options_come_where_nothing_else_can(journal: Path, tab: Tab) -> None:
    assert "--uferdig\tBare uferdige." in tab("liste", "")
    assert "-k\tBare denne kilden. Kan gjentas." in tab("liste", "-")
    assert not [row for row in tab("liste", "--json", "--") if row.startswith("--json")]
    assert [row for row in tab("liste", "-k", "avvik", "--") if row.startswith("--kilde")]
    assert tab("søk", "")[0].startswith("--")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("liste", "--kilde", "k"), ["kunde\tKundetilbakemeldinger"]),
        (("liste", "-k", "Egne"), ["erfaring\tEgne erfaringer"]),
        (("liste", "--utfall", ""), ["bra", "mindre-bra"]),
        (("ny", "-u", "m"), ["mindre-bra"]),
        (("liste", "--merke", ""), ["Lakk", "levering"]),
        (("søk", "--merke=LE"), ["--merke=levering"]),
        (("liste", "--av", ""), ["Kari"]),
        (("tiltak", "--hvem", ""), ["ola", "Åse-Marie"]),
        (("tiltak", "--hvem", "@å"), ["@Åse-Marie"]),
        (("ny", "--tiltak", "Ny rubrikk @o"), ["Ny rubrikk @ola"]),
        (("tiltak", "ny", "siste", "@o"), ["@ola"]),
        (("rapport", "--format", "m"), ["md"]),
        (("del", "x", "-f", "h"), ["html"]),
        (("tiltak", "--format", ""), ["ics", "csv", "json"]),
        (("liste", "--format", ""), ["csv", "jsonl", "json"]),
        (("--språk", ""), ["nb", "en"]),
        (("rapport", "d"), ["denne-måneden", "dette-kvartalet", "desember"]),
        (("rapport", "2026-1"), ["2026-11", "2026-10"]),
        (("liste", "-p", "2026-k"), ["2026-K4"]),
        (("liste", "-p", "2026-u4"), ["2026-u47", "2026-u40"]),
        (("rapport", "--ut", ""), ["files"]),
        (("rapport", "--ut=r"), ["files"]),
        (("ny", "--fra", "x"), ["files"]),
        (("--journal", ""), ["folders"]),
        (("rapport", "-j", ""), ["folders"]),
        (("start", ""), ["folders"]),
    ],
)
def test_words_are_offered(
    journal: Path, tab: Tab, words: tuple[str, ...], offered: list[str]
) -> None:
    assert tab(*words) == offered


@pytest.mark.parametrize("command", ["vis", "rediger", "del", "gjentar", "lignende"])
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["siste\tDen siste lærdommen", SECOND, FIRST]),
        ("sis", ["siste\tDen siste lærdommen"]),
        ("2026-10", [FIRST]),
        ("dør", [SECOND]),
        ("dor", [SECOND]),
        ("BLE LIGG", [FIRST]),
        ("finnes-ikke", []),
    ],
)
def test_entries_by_any_part_of_their_names(
    journal: Path, tab: Tab, command: str, typed: str, offered: list[str]
) -> None:
    assert tab(command, typed) == offered


def test_a_tag_of_several_words_is_offered_as_it_is_found(
    journal: Path, tab: Tab, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = simple_entry("Med to ord", "2026-11-21")
    entry_file(
        journal, "2026-11-21-noe.md", text.replace("source: ", "tags: [Ny maling]\nsource: ")
    )

    assert tab("liste", "--merke", "ny") == ["Ny-maling"]
    monkeypatch.delenv("_LAERING_COMPLETE", raising=False)
    assert "Med to ord" in run("liste", "--merke", "Ny-maling").stdout


def test_entries_by_what_their_titles_say_now(journal: Path, tab: Tab) -> None:
    entry_file(journal, "2026-11-21-noe.md", simple_entry("Kranen dryppet", "2026-11-21"))

    assert tab("vis", "dryp") == ["2026-11-21-noe\tKranen dryppet"]


def test_entries_that_a_command_can_do_something_with(journal: Path, tab: Tab) -> None:
    assert tab("fullfør", "") == [SECOND]
    assert tab("tiltak", "ferdig", "") == [FIRST]
    assert tab("tiltak", "virket", "sok") == [FIRST]
    assert tab("tiltak", "gjenåpne", "dor") == []
    assert tab("gjentar", "siste", "sok") == [FIRST]
    assert tab("ny", "--gjentar", "sok") == [FIRST]


def test_sjekk_takes_entries_and_files(journal: Path, tab: Tab) -> None:
    assert tab("sjekk", "dor") == [SECOND]
    assert tab("sjekk", "") == tab("sjekk", "./") == ["files"]


def test_names_that_stand_in_two_folders_are_told_apart(
    journal: Path, tab: Tab, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in ("a", "b"):
        entry_file(journal, f"{year}/2026-01-02-likt.md", simple_entry(f"I {year}", "2026-01-02"))

    offered = tab("vis", "likt")

    assert sorted(offered) == ["a/2026-01-02-likt\tI a", "b/2026-01-02-likt\tI b"]
    monkeypatch.delenv("_LAERING_COMPLETE", raising=False)
    for row in offered:
        name, _, title = row.partition("\t")
        assert title in run("vis", name).stdout


def test_the_journal_that_is_named_is_the_one_asked(
    journal: Path, tab: Tab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert tab("--journal", str(journal), "vis", "sok") == [FIRST]
    assert tab("-j", str(journal), "liste", "--av", "") == ["Kari"]
    assert tab("rapport", "--journal", str(journal), "--periode", "2026-1") == [
        "2026-11",
        "2026-10",
    ]
    assert tab("vis", "sok") == []


# --- How much is read


def test_few_files_are_opened_the_newest(
    folder: Path, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completion, "READ", 5)
    for day in range(1, 21):
        text = simple_entry(f"Hendelse {day}", f"2026-10-{day:02}")
        tagged = text.replace("source: avvik", f"source: avvik\ntags: [m{day:02}]")
        entry_file(folder, f"2026-10-{day:02}-hendelse-{day}.md", tagged)
    read = Journal.read_one
    opened: list[str] = []

    def counted(self: Journal, path: str) -> Entry | Problem:
        opened.append(path)
        return read(self, path)

    monkeypatch.setattr(Journal, "read_one", counted)
    for words in (("vis", ""), ("vis", "x"), ("vis", "hendelse"), ("tiltak", "ferdig", "")):
        opened.clear()
        tab(*words)
        assert len(opened) == 5, words
    assert tab("liste", "-m", "") == ["m16", "m17", "m18", "m19", "m20"]
    assert len(tab("vis", "hendelse")) == 20
    # The word for the last one keeps shells from putting what all these begin with on the line.
    assert [row[:5] for row in tab("vis", "")] == ["siste"] + 5 * ["2026-"]
    assert tab("vis", "hendelse-1")[0] == "2026-10-19-hendelse-19\tHendelse 19"
    opened.clear()
    tab("rapport", "2026-10")
    tab("liste", "-k", "")
    assert opened == []


# --- Nothing at all where something is wrong


@pytest.mark.parametrize("shell", shells.SHELLS)
@pytest.mark.parametrize("words", [("vis", ""), ("liste", "-k", ""), ("liste", "--merke", "")])
def test_without_a_journal_nothing_is_said(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    shell: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    _ask(monkeypatch, shell, words)
    result = run(*_arguments(shell, words))

    said = [line for line in result.stdout.splitlines() if not re.match("--|siste", line)]
    assert (said, result.stderr) == (["words"], "")


def _ask(monkeypatch: pytest.MonkeyPatch, shell: str, words: tuple[str, ...]) -> None:
    monkeypatch.setenv("_LAERING_COMPLETE", shell)
    monkeypatch.setenv("_LAERING_WORDS", "\x1f".join(words))


def _arguments(shell: str, words: tuple[str, ...]) -> tuple[str, ...]:
    if shell == "bash":
        return (" ".join(("laering", *words)), words[-1], "9")
    return () if shell in ("powershell", "pwsh") else words


def test_a_broken_journal_still_has_commands(journal: Path, tab: Tab) -> None:
    (journal / "laering.toml").write_text("name = \n", encoding="utf-8")

    assert tab("liste", "--kilde", "") == []
    assert tab("vis", "2026") == []
    assert [row.partition("\t")[0] for row in tab("lis")] == ["liste"]


def test_a_folder_that_cannot_be_read_offers_nothing(
    journal: Path, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Journal, period: object = None) -> Iterator[str]:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Journal, "listing", refuse)

    assert tab("vis", "2026") == tab("liste", "--merke", "") == []


def test_broken_settings_of_ones_own_leave_the_commands(
    journal: Path, tab: Tab, tmp_path: Path
) -> None:
    (tmp_path / "no-settings.toml").write_text('language = "xx"\njournal = 3', encoding="utf-8")

    assert [row.partition("\t")[0] for row in tab("lis")] == ["liste"]


@pytest.mark.parametrize("word", ["", "complete_bash", "source_zsh", "tcsh", "\x1b[2J"])
def test_what_no_shell_of_ours_asks_is_answered_with_nothing(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setenv("_LAERING_COMPLETE", word)

    result = run("vis", "")

    assert (result.stdout, result.stderr) == ("", "")


@pytest.mark.parametrize("arguments", [(), ("laering vis ",), ("laering vis ", "", "9", "x")])
def test_a_question_that_is_none_is_answered_with_nothing(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("_LAERING_COMPLETE", "bash")

    result = run(*arguments)

    assert (result.stdout, result.stderr) == ("", "")


def test_help_is_in_the_language_of_the_line(
    journal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_LAERING_COMPLETE", "zsh")

    assert run("--språk", "en", "vis", "la").stdout == "words\nlast\tThe last learning\n"


# --- Harmless

NASTY = ("$(touch pwned)", "a;b", "it's", 'say "x"', "`id`", "a:b", "*", "!1", "æøå b", "~", "#x")
STEERING = ("\x1b[2J", "a\nb", "x\x07", "\u202eabc", "-rf")


@pytest.mark.posix("needs names that Windows forbids")
def test_words_that_could_steer_are_not_offered(folder: Path, tab: Tab) -> None:
    tags = ", ".join(f'"{_escaped(tag)}"' for tag in (*STEERING, *NASTY))
    text = simple_entry('"\\e[2Jx\\nrm\\t$(id)"', "2026-10-03")
    text = text.replace("source: avvik", f"source: avvik\ntags: [{tags}]")
    entry_file(folder, "2026-10-03-noe.md", text)
    for name in ("\x1b[2J.md", "a\nb.md", "-rf.md"):
        entry_file(folder, name, text)

    assert sorted(tab("liste", "--merke", "")) == sorted(
        (*(_hyphens(word) for word in NASTY), "a-b")
    )
    assert tab("vis", "") == ["siste\tDen siste lærdommen", "2026-10-03-noe\t␛[2Jx rm $(id)"]


def _hyphens(tag: str) -> str:
    return tag.lstrip("#").replace(" ", "-")


def _escaped(text: str) -> str:
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return re.sub("[\x00-\x1f\u202e]", lambda match: f"\\u{ord(match[0]):04x}", body)


printable = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
)


@given(printable)
def test_a_word_for_bash_is_read_back_as_it_was(word: str) -> None:
    for quote in ("", "'", '"'):
        typed = f"laering vis {quote}{shells._bash_word(word, quote)}{quote}"
        if "!" not in word:
            assert shells.split(typed)[-1][1] == word
        assert "\n" not in typed


def test_bash_itself_reads_the_words_back() -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    for word in NASTY:
        for quote in ("", "'", '"'):
            line = f"printf %s {quote}{shells._bash_word(word, quote)}{quote}"
            done = subprocess.run(["bash", "-c", line], capture_output=True, check=True)
            assert done.stdout.decode() == word, line


@given(printable)
def test_a_word_for_powershell_is_one_string(word: str) -> None:
    (row,) = shells.answer("powershell", Offered([Offer(word)]), shells.Line([], "")).splitlines()[
        1:
    ] or [""]
    text, shown, hint = row.split("\t")

    assert (shown, hint != "") == (word, True)
    if text != word:
        assert re.fullmatch("'(?:[^'‘’‚‛]|''|‘‘|’’|‚‚|‛‛)*'", text)
    else:
        assert re.fullmatch(r"[\w./:=+-]+", word)


@pytest.mark.parametrize(
    ("line", "part", "rows"),
    [
        ("laering liste --kilde=av", "av", ["avvik"]),
        ("laering liste --kilde=", "=", ["erfaring", "avvik"]),
        ("laering liste --kilde=", "", ["erfaring", "avvik"]),
        ("laering tiltak --hvem @o", "o", ["ola"]),
        ('laering liste -m "a', "a", ["a b"]),
        ("laering liste -m a\\ ", "a\\ ", ["a\\ b"]),
    ],
)
def test_bash_gets_what_stands_behind_its_own_word_breaks(
    line: str, part: str, rows: list[str]
) -> None:
    asked = shells.read("bash", (line, part, "9"), {})
    values = {
        "kilde": ["--kilde=erfaring", "--kilde=avvik"],
        "hvem": ["@ola"],
        "-m": ["a b"],
    }
    offers = next(found for key, found in values.items() if key in line)
    offers = [each for each in offers if each.startswith(asked.typed)]

    answer = shells.answer("bash", Offered([Offer(each) for each in offers]), asked)

    assert answer.splitlines()[1:] == rows


@pytest.mark.parametrize(
    ("way", "rows"),
    [
        ("9", ["2026-a", "2026-b", "…"]),
        ("33", ["2026-a  En", "2026-b", "…"]),
        ("63", ["2026-a  En", "2026-b"]),
        ("37", ["2026-a", "2026-b"]),
    ],
)
def test_bash_keeps_what_was_typed_and_puts_no_help_on_the_line(way: str, rows: list[str]) -> None:
    asked = shells.read("bash", ("laering vis lak", "lak", way), {})
    answer = shells.answer("bash", Offered([Offer("2026-a", "En"), Offer("2026-b")]), asked)

    assert answer.splitlines()[1:] == rows


def test_fish_gets_names_that_hold_what_was_typed() -> None:
    offers = Offered([Offer("2026-10-03-soknaden", "Søknaden")])

    answer = shells.answer("fish", offers, shells.Line(["vis"], "søk"))

    assert answer == "words\n2026-10-03-søknaden\tSøknaden\n"


# --- The scripts


@pytest.mark.parametrize("shell", shells.SHELLS)
def test_a_script_is_plain_and_asks_as_its_shell(shell: str) -> None:
    script = shells.script(shell)
    asked_as = "powershell" if shell == "pwsh" else shell

    assert script.isascii(), "old PowerShells read other letters wrongly"
    assert "\r" not in script
    assert re.search(rf"_LAERING_COMPLETE ?= ?'?{asked_as}\b", script)
    assert not re.search(r"\beval\b|Invoke-Expression|\biex\b", script)


def test_the_script_for_powershell_has_its_parts() -> None:
    script = shells.script("powershell")

    assert "Register-ArgumentCompleter -Native -CommandName laering -ScriptBlock {" in script
    for pair in ("{}", "()", "[]"):
        assert script.count(pair[0]) == script.count(pair[1])
    # Norwegian letters come over, and the console is as it was afterwards, whatever happens.
    tried, _, at_last = script.partition("} finally {")
    assert "[Console]::OutputEncoding = [System.Text.Encoding]::UTF8" in tried
    assert "[Console]::OutputEncoding = $console" in at_last
    for name in ("_LAERING_COMPLETE", "_LAERING_WORDS"):
        assert f"$env:{name} = $null" in at_last
    assert "$words -join [char]31" in tried
    assert '$line -split "`t", 3' in at_last
    assert "::new($value, $shown, 'ParameterValue', $help)" in at_last


# --- Setting it up


@pytest.mark.parametrize(
    ("shell", "start", "file"),
    [
        ("bash", ".bashrc", ".config/laering/tab.bash"),
        ("zsh", ".zshrc", ".config/laering/tab.zsh"),
        ("fish", None, ".config/fish/completions/laering.fish"),
        pytest.param(
            *("powershell", "PS/profile.ps1", "PS/laering-tab.ps1"),
            marks=pytest.mark.posix("needs a script that stands in for a program"),
        ),
    ],
)
def test_it_is_set_up_once_and_keeps_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, start: str | None, file: str
) -> None:
    home = tmp_path / "hjemme hos 'Åse'"
    (home / "PS").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    program = tmp_path / "powershell"
    program.write_text(f"#!/bin/sh\ncat <<'E'\n{home}/PS/profile.ps1\nE\n", encoding="utf-8")
    program.chmod(0o755)
    before = b"x=\xe6\xff"
    if start:
        (home / start).write_bytes(before)

    for _time in range(2):
        path = shells.install(shell, str(program), {"PATH": "/usr/bin:/bin"})

    assert path == home / file
    assert path.read_text(encoding="utf-8") == shells.script(shell)
    if start:
        after = (home / start).read_bytes()
        assert after.startswith(before + b"\n")
        assert after.count(b"\n") == 2
        assert b"tab." in after


def test_a_profile_in_powershells_own_letters_gets_its_line_in_them(tmp_path: Path) -> None:
    start = tmp_path / "profile.ps1"
    start.write_bytes(b"\xff\xfe" + "cd ~".encode("utf-16-le"))

    for _time in range(2):
        shells._begin_with(start, b". 'x'")

    assert start.read_bytes().decode("utf-16") == "cd ~\r\n. 'x'\r\n"
