"""The Tab key in real shells: set up as the guide says, and what it puts on the line."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from laering.ui.desk.shells import install
from tests.support.entries import simple_entry
from tests.support.needs import cannot_run
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

SHELLS = ("bash", "zsh", "fish")
PROMPT = "klar>"
PROMPTS = {
    "bash": (".bashrc", f"PS1='{PROMPT} '\n"),
    "zsh": (".zshrc", f"PROMPT='{PROMPT} '\n"),
    "fish": (
        "config/fish/config.fish",
        f"function fish_prompt; echo -n '{PROMPT} '; end; set -g fish_greeting\n",
    ),
}
HOSTILE = "$(touch pwned) `touch pwned`;touch pwned"


@dataclass
class Shell:
    """A shell that waits for a line, at a desk where Tab is set up."""

    window: Window
    desk: Desk
    name: str

    def tab(self, typed: str, *shown: str) -> None:
        """Type something on the line that is begun, press Tab, and see what comes."""
        self.window.type(typed)
        self.window.wait_for(typed[-40:].strip())
        self.window.press("tab")
        self.window.wait_for(*shown)

    def list(self, typed: str, *shown: str) -> None:
        """The same where several words fit, which bash only lists when Tab is pressed twice."""
        self.tab(typed)
        if self.name == "bash":
            self.window.press("tab")
        self.window.wait_for(*shown)

    def run(self, *shown: str) -> None:
        """Press Enter, and see what comes."""
        self.window.press("enter")
        self.window.wait_for(*shown)


@pytest.fixture(params=SHELLS)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """A shell in which nothing is set up yet."""
    name: str = request.param
    if shutil.which(name) is None:
        cannot_run(f"{name} is not installed")
    desk = Desk(tmp_path)
    desk.write("2026-10-03-soknaden-ble-liggende.md", _entry("Søknaden ble liggende"))
    desk.write("2026-11-20-en-dor-hang-skjevt.md", _entry(f"En dør hang skjevt {HOSTILE}"))
    desk.write("2026-11-21-lakken-ble-matt.md", _entry("Lakken ble matt"))
    (tmp_path / "mappe å").mkdir()
    programs = desk.home / "bin"
    programs.mkdir()
    program = programs / "laering"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m laering "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    # Where it is missing, fish reads all manuals of the machine, and goes on after us.
    (desk.home / "data/fish/generated_completions").mkdir(parents=True)
    environment = desk.environment(LC_ALL="C.UTF-8", SHELL=name)
    environment["PATH"] = f"{programs}:{environment['PATH']}"
    start, text = PROMPTS[name]
    (desk.home / start).parent.mkdir(parents=True, exist_ok=True)
    (desk.home / start).write_text(text, encoding="utf-8")
    with Window((name, "-i"), desk.journal, environment, rows=20, columns=140) as window:
        window.wait_for(PROMPT)
        yield Shell(window, desk, name)
    assert not list(tmp_path.rglob("pwned"))


@pytest.fixture
def shell(bare: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell in which Tab is set up."""
    home = bare.desk.home
    monkeypatch.setenv("HOME", str(home))
    path = install(bare.name, "", {"XDG_CONFIG_HOME": str(home / "config")})
    bare.window.type(f"source '{path}'\r")
    bare.window.wait_for("source", f"{path.name}' {PROMPT}")
    return bare


def _entry(title: str) -> str:
    author = 'author: "Kari Li"' if "Lakk" in title else f'author: "{HOSTILE}"'
    text = simple_entry(f'"{title}"', "2026-11-20", third="Slik.\n\n- [ ] Mal om @ola")
    return text.replace("source: avvik", f"source: avvik\n{author}")


def test_it_is_set_up_from_the_shell_and_there_in_the_next(bare: Shell) -> None:
    bare.window.type("laering --install-completion\r")
    bare.window.wait_for("Fullføring er satt opp i", "Åpne et")
    # A shell in the shell starts as one in a new window.
    bare.window.type(f"{bare.name} -i\r")
    bare.window.wait_for(f"{bare.name} -i {PROMPT}")

    bare.tab("laering fullf", "laering fullfør")


def test_commands_with_norwegian_letters(shell: Shell) -> None:
    shell.tab("laering sø", "laering søk")
    shell.tab("--kil", "laering søk --kilde")
    shell.tab("av", "laering søk --kilde avvik")
    shell.tab("--utfall=mi", "laering søk --kilde avvik --utfall=mindre-bra")
    shell.window.press("ctrl-u")
    shell.tab("laering --språk=")
    shell.tab("n", "laering --språk=nb")
    shell.list("liste --kilde=", "avvik", "revisjon")
    shell.tab("av", "laering --språk=nb liste --kilde=avvik")


def test_an_entry_by_a_part_of_its_name(shell: Shell) -> None:
    shell.tab("laering vis ble-ligg", "laering vis 2026-10-03-soknaden-ble-liggende")
    shell.run("Noe å lære.")


def test_an_entry_by_a_part_of_its_title(shell: Shell) -> None:
    shell.tab("laering vis søkn", "naden-ble-liggende")
    shell.run("Noe å lære.")


def test_several_entries_are_listed_with_their_titles(shell: Shell) -> None:
    shell.list("laering vis ble-", "Søknaden ble liggende", "Lakken ble matt")
    if shell.name == "bash":
        # What was typed still stands there.
        line = f"{PROMPT} laering vis ble-"
        shell.window.wait_until(lambda: shell.window.lines[-1].rstrip() == line, line)
        assert shell.window.text.count(line) == 2
    assert "skjevt" not in shell.window.text


def test_hostile_text_is_put_on_the_line_as_text(shell: Shell) -> None:
    shell.window.type("laering liste --av \\$")
    shell.tab("", "pwned\\)")
    shell.run("En dør hang skjevt")


def test_words_with_spaces(shell: Shell) -> None:
    shell.tab("laering liste --av ka", "--av Kari\\ Li")
    shell.run("Lakken ble matt")


def test_inside_quotation_marks(shell: Shell) -> None:
    shell.tab('laering liste --av "Ka', '--av "Kari Li"')
    shell.run("Lakken ble matt")


def test_an_owner(shell: Shell) -> None:
    shell.tab("laering tiltak --hvem @o", "--hvem @ola")
    shell.run("Mal om")


def test_folders_and_files_are_the_shells_own(shell: Shell) -> None:
    shell.tab("laering --journal ../map", "../mappe\\ å/")
    shell.window.press("ctrl-u")
    shell.tab("laering rapport --ut laer", "--ut laering.toml")
    shell.window.press("ctrl-u")
    shell.tab("laering rapport --ut=laer", "--ut=laering.toml")


def test_where_nothing_is_offered_nothing_is_shown(shell: Shell) -> None:
    (shell.desk.journal / "laering.toml").write_text("sources = [", encoding="utf-8")

    shell.tab("laering liste --kilde la")
    shell.window.type("x")
    shell.window.wait_for("--kilde lax")

    assert "toml" not in shell.window.text
    assert "Feil" not in shell.window.text
