"""A stranger's text cannot steer the terminal, wherever it stands and whatever shows it."""

import json
import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pyte
import pytest

from laering.cli import tree
from laering.domain.entry import Begun, Given
from laering.files.drafts.keeper import Keeper
from tests.support.dialogue import DAY
from tests.support.runs import ON_A_DAY, TODAY, Result
from tests.support.screen import Desk, Window

pytestmark = pytest.mark.terminal

MARK = "pwn"
SEQUENCES = (
    # The clipboard, the window's title, links, the palette.
    "\x1b]52;c;cHdu\x07",
    "\x1b]0;pwn\x07",
    "\x1b]2;pwn\x1b\\",
    "\x1b]8;;http://pwn.example/\x1b\\",
    "\x1b]4;1;?\x07",
    # Moving, clearing, hidden and blinking text.
    "\x1b[H",
    "\x1b[9A",
    "\x1b[2J",
    "\x1b[8;5m",
    # Queries: a terminal types its answer.
    "\x1b[6n",
    "\x1b[5n",
    "\x1b[c",
    "\x1b[>c",
    "\x1bZ",
    "\x1bP+q544e\x1b\\",
    # Another screen, no cursor, margins, no tab stops, other letters, a whole reset.
    "\x1b[?1049h",
    "\x1b[?25l",
    "\x1b[3;5r",
    "\x1b[3g",
    "\x1b(0",
    "\x1bc",
    # The end of a paste, and marks around a paste.
    "\x1b[201~",
    "\x1b[?2004h",
    # The same with one character of eight bits.
    "\x9b2J",
    "\x9b6n",
    "\x9d0;pwn\x9c",
    "\x90q\x9c",
    # Lone controls.
    "\r",
    "\b\b\b",
    "\x05",
    "\x07",
    "\x0b",
    "\x0c",
    "\x0e",
    "\x7f",
    "\x84",
    "\x85",
)
REORDERING = "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C, 0x200E, 0x200F))
)
SEPARATING = "\u2028\u2029\ufeff"
# Every sequence is followed by the mark, which tells a raw one from the program's own.
ATTACK = MARK.join(("", *SEQUENCES, REORDERING, SEPARATING, ""))
# What no argument and no file name can hold.
NUL = f"\x00{MARK}"

# What may come out raw, besides text: colours as the program uses them, line ends and tabs.
_LOOK = r"(?:[0-479]|2\d|[34][0-79]|[34]8;5;\d+|9\d|10[0-7])"
_STYLE = rf"\x1b\[(?:{_LOOK}(?:;{_LOOK})*)?m"
# On a slow machine the progress of the reading is shown, and cleared away.
_PROGRESS = r"\r *\r|\r\w+ [█░]{24} \d+/\d+"
# (A CSV file has a carriage return of its own in every line end.)
SHOWN = re.compile(rf"{_STYLE}|\r?\r\n|\t|{_PROGRESS}")
# In a dialogue the library moves the cursor, asks where it is, and marks pastes.
_MOVES = (
    r"\x1b\[\d*[ABCD]|\x1b\[[JK]|\x1b\[6n|\x1b\[\d q"
    r"|\x1b\[\?(?:25[lh]|12l|7[lh]|1l|2004[lh])"
)
ASKED = re.compile(rf"{_STYLE}|{_MOVES}|[\r\n\b\t]")
FORGED = re.compile(rf"(?:{_MOVES}){MARK}")
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff" + REORDERING + "]")


def assert_untouched(window: Window, *, dialogue: bool = False, shows: str = MARK) -> None:
    """The window is as it was but for text: nothing steered it, asked it or hid in it.

    It has had ``shows`` in it, so that what is harmless is not only absent.
    """
    raw = window.raw.decode("utf-8")
    rest = (ASKED if dialogue else SHOWN).sub("", raw)
    found = STEERING.search(rest)
    assert found is None, f"raw {found[0]!r} in …{rest[found.start() - 60 : found.end() + 60]!r}"
    forged = FORGED.search(raw)
    assert forged is None, f"{forged[0]!r} comes from the text"
    screen = window._screen
    as_new = pyte.Screen(screen.columns, screen.lines)
    assert (screen.title, screen.icon_name) == ("", "")
    assert window.cursor_shown
    assert screen.mode == as_new.mode
    assert screen.margins is None
    assert screen.tabstops == as_new.tabstops
    assert (screen.charset, screen.g0_charset) == (as_new.charset, as_new.g0_charset)
    assert screen.savepoints == []
    assert screen.cursor.attrs == as_new.cursor.attrs
    assert shows in "".join(rest.split())


def _named(value: object) -> str | None:
    """What a command or an environment is called among the tests."""
    if not isinstance(value, tuple | dict):
        return None
    name = STEERING.sub("", " ".join(value)).replace(STEERING.sub("", ATTACK), "ATTACK")
    return name[:40] or "home"


def quoted(text: str) -> str:
    """A text in quotation marks that JSON, YAML and TOML all read, with escapes."""
    return json.dumps(text).replace("\x7f", "\\u007f")


def _hostile_entry(day: date, source: str = "avvik") -> str:
    attack = ATTACK + NUL
    return (
        f"---\ntitle: {quoted(attack + 'tittel')}\ndate: {day}\nsource: {source}\n"
        f"tags: [{quoted(attack)}, {quoted('merke' + attack)}, merkelapp]\n"
        f"author: {quoted(attack)}\n"
        f"repeats: [{quoted(attack)}, 2020-01-01-gammel]\n"
        f"{quoted('key' + attack)}: {quoted(attack)}\n---\n\n"
        f"Innledning {attack}\n\n"
        f"## Hva skjedde?\n\nKaka {attack} var feil\n\n"
        f"&#27;]0;pwn&#7; &#x9b;2J &#x202e; &lrm; <b title='{attack}'>{attack}</b>\n\n"
        f"## Hva kan vi lære av det?\n\n`{attack}` [lenke](http://x.example/{attack}) "
        f"<http://y.example/{attack}> ![bilde]({attack})\n\n"
        f"```{attack}\n{attack}\n```\n\n| a | b |\n|---|---|\n| {attack} | {attack} |\n\n"
        f"> {attack}\n\n1. {attack}\n\n"
        f"<http://z.example/{quote(attack)}> <ftp://{quote(attack, safe='')}> "
        f"<{quote(attack, safe='')}@z.example>\n\n"
        "## Hva kan vi gjøre annerledes neste gang?\n\n"
        f"Vi gjør {attack}\n\n"
        f"- [ ] Rydde {attack} @ola{attack} 📅 {day}\n"
        f"- [x] Vaske {attack} @kari ✅ {day}\n"
        f"- [x] Koste {attack} @kari ✅ {day}\n  - 👎 {day} Nei {attack}\n"
        f"- [ ] Umulig {attack} 📅 {attack}\n\n"
        f"## {attack}\n\n{attack}\n"
    )


def _small_entry(day: date, title: str) -> str:
    return (
        f"---\ntitle: {quoted(title)}\ndate: {day}\nsource: avvik\n"
        f"---\n\n## Hva skjedde?\n\nNoe {MARK} {title}\n"
    )


def _hostile_settings() -> str:
    sources = "".join(
        f"\n[[sources]]\nid = {quoted(name)}\nname = {quoted(f'Kilde {name} {ATTACK}')}\n"
        f"question = {quoted(f'Hva da? {ATTACK}')}\n"
        for name in ("avvik", "kunde", "egen")
    )
    return f"name = {quoted(f'Bakeriet {ATTACK}')}\n{sources}"


def _attacked_names() -> Iterator[str]:
    """Names of files that hold the attack in pieces as long as a name may be."""
    piece = ""
    for sequence in (*SEQUENCES, REORDERING, SEPARATING, "\n", "\t"):
        if len((piece + sequence + MARK).encode()) > 150:
            yield piece
            piece = ""
        piece += sequence.replace("/", "|") + MARK
    yield piece


def _write_hostile(desk: Desk) -> None:
    """Put everything that means harm in a journal."""
    day = TODAY - timedelta(days=1)
    entries = desk.journal / "entries"
    (desk.journal / "laering.toml").write_text(_hostile_settings(), encoding="utf-8")
    desk.write("hostile.md", _hostile_entry(day))
    desk.write("2020-01-01-gammel.md", _hostile_entry(date(2020, 1, 1)))
    desk.write("stranger.md", _hostile_entry(day, quoted(ATTACK)))
    first = next(_attacked_names())
    for name in ("en", "to"):
        desk.write(f"uferdig-{name}{first}.md", _small_entry(day, f"Uferdig {name} {ATTACK}"))
    for name in _attacked_names():
        folder = entries / f"mappe{name}"
        folder.mkdir()
        (folder / f"fil{name}.md").write_text(_small_entry(day, name), encoding="utf-8")
        (folder / f"feil{name}.md").write_text(f"---\n{ATTACK}\n---\n", encoding="utf-8")
    # Bytes that are no UTF-8, among them a lone control of eight bits.
    with open(os.fsencode(entries) + b"/2026-01-01-\x9b2J\xff.md", "wb") as file:
        file.write(_small_entry(day, "").encode())
    desk.write("broken-date.md", f"---\ntitle: x\nsource: avvik\ndate: {quoted(ATTACK)}\n---\n")
    desk.write("broken-raw.md", f"---\ntitle: {ATTACK}\ndate: {ATTACK}\n---\n{ATTACK}")
    desk.write("broken-kind.md", f"---\ntitle: {{{quoted(ATTACK)}: 1}}\n{quoted(ATTACK)}: 2\n---\n")
    desk.write("surrogate.md", f'---\ntitle: "\\ud800 {MARK}"\ndate: {day}\nsource: avvik\n---\n')


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a journal that somebody has filled with escape sequences; only to be read."""
    desk = Desk(tmp_path_factory.mktemp("fiendtlig"))
    _write_hostile(desk)
    return desk


READING: list[tuple[tuple[str, ...], int]] = [
    ((), 0),
    (("--json",), 0),
    (("liste",), 0),
    (("liste", "--json"), 0),
    (("liste", "--uferdig", "--merke", ATTACK), 0),
    (("vis", "hostile"), 0),
    (("vis", "hostile", "--rå"), 0),
    (("vis", "hostile", "--json"), 0),
    (("vis", "stranger"), 0),
    (("vis", "siste"), 0),
    (("vis", "entries/broken-raw.md", "--rå"), 0),
    (("vis", f"fil{next(_attacked_names())}"), 0),
    (("vis", "broken-date"), 1),
    (("vis", "broken-raw"), 1),
    (("vis", "broken-kind"), 1),
    (("vis", "surrogate"), 1),
    (("rapport", "alt"), 0),
    (("rapport", "alt", "--format", "md"), 0),
    (("rapport", "alt", "--format", "csv"), 0),
    (("rapport", "alt", "--json"), 0),
    (("kilder",), 0),
    (("kilder", "--json"), 0),
    (("sjekk",), 3),
    (("sjekk", "--json"), 3),
    (("sjekk", "--fiks", "--prøv"), 3),
    (("fullfør", "hostile"), 1),
]
PLAINLY = [
    (("--ren", *command), status)
    for command, status in READING
    if status != 1 and not {"--json", "--format", "--fiks"} & {*command}
]


@pytest.mark.parametrize(
    ("command", "status"),
    [*READING, *PLAINLY, (("--ren", "fullfør"), 1)],
    ids=_named,
)
def test_what_a_journal_holds_is_shown_and_not_obeyed(
    hostile: Desk, command: tuple[str, ...], status: int
) -> None:
    with hostile.open(*command, rows=100) as window:
        assert window.finish() == status, window.text
        if "csv" in command:
            assert window.raw.startswith(b"\xef\xbb\xbf")
            del window.raw[:3]
        silent = {"broken-kind", "broken-raw", "surrogate", "--merke"} & {*command}
        assert_untouched(window, shows="" if silent else MARK)


SEVERAL_FIT: list[tuple[str, ...]] = [
    ("vis", "fil"),
    ("vis", ATTACK),
    ("rediger", ATTACK),
    ("fullfør", ATTACK),
    ("ny", "--gjentar", ATTACK),
]


@pytest.mark.parametrize("command", SEVERAL_FIT, ids=_named)
def test_what_is_chosen_among_is_shown_and_not_obeyed(
    hostile: Desk, command: tuple[str, ...]
) -> None:
    with hostile.open(*command, rows=100) as window:
        window.wait_for("Hvilken?")
        stopped(window)


def test_the_checker_itself_sees_each_attack() -> None:
    for attack in (*SEQUENCES, *REORDERING, *SEPARATING):
        if attack in ("\r", "\b\b\b") or ASKED.fullmatch(attack):
            assert FORGED.search(attack + MARK) or attack in ("\r", "\b\b\b")
        else:
            assert STEERING.search(ASKED.sub("", attack + MARK)), attack
        assert STEERING.search(SHOWN.sub("", attack + MARK)), attack


# --- Settings that are wrong

SETTINGS = {
    "id": f"[[sources]]\nid = {quoted(ATTACK)}\n",
    "language": f"language = {quoted(ATTACK)}\n",
    "kind": f"{quoted(ATTACK)} = 1\nname = [{quoted(ATTACK)}]\n",
    "raw": f"name = {ATTACK}\n",
    "no list": f"sources = {quoted(ATTACK)}\n",
    "twice": '[[sources]]\nid = "a"\n[[sources]]\nid = "a"\nname = ' + quoted(ATTACK),
}


@pytest.mark.parametrize("text", SETTINGS.values(), ids=SETTINGS)
def test_settings_that_are_wrong_are_named_harmlessly(tmp_path: Path, text: str) -> None:
    desk = Desk(tmp_path)
    folder = tmp_path / f"journal-{SEQUENCES[1]}{MARK}{SEQUENCES[23]}{REORDERING}"
    (folder / "entries").mkdir(parents=True)
    (folder / "laering.toml").write_text(text, encoding="utf-8")
    with desk.open("liste", folder=folder) as window:
        assert window.finish() == 2
        assert_untouched(window)


def test_a_person_s_own_settings_are_named_harmlessly(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name, text in (
        (f"{ATTACK[:60]}.toml", "tull"),
        ("own.toml", f"language = {quoted(ATTACK)}\n"),
        ("own.toml", f"journal = {quoted(ATTACK)}\n"),
    ):
        path = desk.home / name.replace("/", "|")
        path.write_text(text, encoding="utf-8")
        with desk.open(
            "liste", folder=desk.home, environment={"LAERING_CONFIG": str(path)}
        ) as window:
            assert window.finish() == 2
            # What a backslash made of the text is blamed on the backslash, and not repeated.
            assert_untouched(window, shows="" if name == "own.toml" else MARK)


# --- Words of the call, and the environment

CALLS: list[tuple[tuple[str, ...], int]] = [
    ((ATTACK,), 2),
    ((f"--{ATTACK}",), 2),
    ((f"--{ATTACK}=x", "liste"), 2),
    ((f"-{ATTACK}",), 2),
    (("liste", ATTACK), 2),
    (("liste", f"--{ATTACK}"), 2),
    (("--språk", ATTACK, "liste"), 2),
    (("--journal", ATTACK, "liste"), 2),
    (("liste", "--kilde", ATTACK), 2),
    (("liste", "--kilde", f"avvikk{ATTACK}"), 2),
    (("liste", "--utfall", ATTACK), 2),
    (("liste", "--periode", ATTACK), 2),
    (("liste", "--antall", ATTACK), 2),
    (("vis", f"{ATTACK} --rå", "--rå"), 1),
    (("rapport", ATTACK), 2),
    (("rapport", "--format", ATTACK), 2),
    (("rapport", "--ut", ATTACK), 2),
    (("rapport", "--ut", f"{ATTACK}/x.md"), 2),
    (("rapport", "--kilde", ATTACK), 2),
    (("rapport", "--journal", ATTACK), 2),
    (("sjekk", ATTACK), 1),
    (("sjekk", "--unntatt", ATTACK), 2),
    (("ny", "--kilde", ATTACK, "-s", "x", "--senere"), 2),
    (("ny", "--utfall", ATTACK), 2),
    (("ny", "--dato", ATTACK), 2),
    (("ny", "--dato", f"31.2.{ATTACK}"), 2),
    (("ny", "--tiltak", "@ola \x1c\x0b\x85\u2028"), 2),
    (("ny", "--fra", ATTACK), 2),
    (("start", f"laering.toml/{ATTACK}"), 2),
]


@pytest.mark.parametrize(
    ("command", "status"),
    CALLS,
    ids=_named,
)
def test_words_of_the_call_are_told_back_harmlessly(
    hostile: Desk, command: tuple[str, ...], status: int
) -> None:
    with hostile.open(*command, rows=60) as window:
        assert window.finish() == status, window.text
        # An option's name, and an action's owner, end before the attack begins.
        silent = command[0] == f"-{ATTACK}" or "--tiltak" in command
        assert_untouched(window, shows="" if silent else MARK)


@pytest.mark.parametrize(
    ("environment", "command", "status"),
    [
        ({"LAERING_LANG": ATTACK}, ("liste",), 2),
        ({"LAERING_JOURNAL": ATTACK}, ("liste",), 2),
        ({"EDITOR": ATTACK}, ("rediger", "hostile"), 1),
        ({"VISUAL": f"'{ATTACK}"}, ("rediger", "hostile"), 1),
        ({"VISUAL": f"false {ATTACK}"}, ("rediger", "hostile"), 1),
        ({"EDITOR": f"./{ATTACK}"}, ("ny", "--editor"), 1),
        ({"TERM": ATTACK}, ("vis", "hostile"), 0),
        ({"COLUMNS": ATTACK, "LINES": ATTACK}, ("vis", "hostile"), 0),
        ({"LAERING_DEBUG": "1"}, ("vis", "hostile"), 0),
    ],
    ids=_named,
)
def test_the_environment_is_told_back_harmlessly(
    hostile: Desk, environment: dict[str, str], command: tuple[str, ...], status: int
) -> None:
    with hostile.open(*command, environment=environment, rows=60) as window:
        assert window.finish() == status, window.text
        assert_untouched(window, shows="" if "false" in "".join(environment.values()) else MARK)


@pytest.mark.parametrize("arguments", ["", "liste", "ny", "rapport", "vis", "sjekk"])
def test_the_help_says_nothing_of_the_journal(hostile: Desk, arguments: str) -> None:
    with hostile.open(*arguments.split(), "--help", rows=60) as window:
        assert window.finish() == 0
        assert_untouched(window, shows="Bruk:laering")
        assert MARK not in window.text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", ATTACK])
def test_completion_sends_the_terminal_nothing(hostile: Desk, shell: str) -> None:
    words = {"SHELL": shell, "_LAERING_WORDS": f"liste\x1f--merke\x1f{ATTACK}"}
    for wanted in (shell, f"complete_{shell}", f"source_{shell}"):
        for typed in (("vis", ""), ("liste", "--merke", ""), ("liste", ATTACK, f"--{ATTACK}")):
            asked = (f"laering {' '.join(typed)}", "", "63") if shell == "bash" else typed
            environment = {**words, "_LAERING_COMPLETE": wanted}
            with hostile.open(*asked, environment=environment) as window:
                window.finish()
                assert_untouched(window, shows="")
                assert "Traceback" not in window.text
    with hostile.open("--show-completion", environment=words, rows=80) as window:
        window.finish()
        assert_untouched(window, shows="")


def test_where_completion_is_set_up_is_told_harmlessly(tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash to set it up in")
    desk = Desk(tmp_path)
    home = tmp_path / f"hjem {SEQUENCES[1]}{MARK}{REORDERING}"
    home.mkdir()
    with Window(
        ("bash", "-c", f"{shlex.join(ON_A_DAY)} --install-completion; true"),
        desk.journal,
        desk.environment(HOME=str(home), XDG_CONFIG_HOME=str(home), SHELL="bash"),
    ) as window:
        assert window.finish() == 0
        assert_untouched(window)


# --- Writing


def shell(script: str, desk: Desk, *, environment: Mapping[str, str] | None = None) -> Window:
    """A window with a shell's script in it, in which ``laering`` is the program."""
    return Window(
        ("/bin/sh", "-c", f'laering() {{ {shlex.join(ON_A_DAY)} "$@"; }}\n{script}'),
        desk.journal,
        desk.environment(**(environment or {})),
        rows=60,
    )


ALL: dict[str, object] = {
    "source": "avvik",
    "happened": f"Noe {ATTACK}\n\n{ATTACK}{NUL}",
    "learned": f"{ATTACK}\ud800",
    "differently": ATTACK,
    "title": f"Tittel {ATTACK}{NUL}\udcff",
    "tags": [ATTACK],
    "author": ATTACK,
    "actions": [{"text": ATTACK, "done": "2026-01-01", "effect": {"worked": True, "text": ATTACK}}],
    "repeats": [ATTACK],
    f"key{ATTACK}": {"a": [ATTACK]},
}
GIVEN: dict[str, tuple[str, object, int]] = {
    "whole": ("{}.json", ALL, 2),
    "source": ("{}.json", {**ALL, "source": ATTACK}, 2),
    "outcome": ("{}.json", {**ALL, "outcome": ATTACK}, 2),
    "date": ("{}.json", {**ALL, "date": ATTACK}, 2),
    "kind": ("{}.json", {**ALL, "tags": {ATTACK: [ATTACK]}}, 2),
    "action": ("{}.json", {**ALL, "actions": [{"text": ATTACK, "due": ATTACK}]}, 2),
    "typed action": ("{}.json", {**ALL, "actions": [f"{ATTACK} 31.2"]}, 2),
    "no json": ("{}.json", f"{{ {ATTACK}", 2),
    "no yaml": ("{}.yaml", f"title: [\n{ATTACK}", 2),
    "no mapping": ("{}.yaml", quoted(ATTACK), 2),
    "markdown": ("{}.md", _hostile_entry(date(2026, 1, 1)), 2),
    "broken markdown": ("{}.md", f"---\ntitle: {ATTACK}\n---\n{ATTACK}", 2),
}


@pytest.mark.parametrize("kind", GIVEN)
def test_what_is_read_from_a_file_is_harmless(tmp_path: Path, kind: str) -> None:
    desk = Desk(tmp_path)
    name, given, status = GIVEN[kind]
    path = tmp_path / name.format(f"gitt {SEQUENCES[1]}{MARK}{SEQUENCES[25]}{REORDERING}")
    text = given if isinstance(given, str) else json.dumps(given)
    path.write_text(text, encoding="utf-8")
    told = kind in ("outcome", "date")
    # What is refused for its invisible characters is not shown.
    silent = kind in ("whole", "source", "typed action", "markdown")
    with desk.open("ny", "--fra", str(path), "--senere") as window:
        assert window.finish() == status, window.text
        assert_untouched(window, shows="" if silent else MARK)
    with shell(f"laering ny --fra - --senere --json <{shlex.quote(str(path))}", desk) as window:
        window.finish()
        assert_untouched(window, shows=MARK if told else "")
    assert desk.files() == []


def test_answers_from_a_pipe_are_told_back_harmlessly(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    attack = ATTACK.replace("\r", "")
    given = tmp_path / "svar"
    # A folder of such a name is no place for a draft, so that the second shows none of it.
    for text, shows in ((f"{attack}\nx\ny\nz\n", MARK), (f"avvik\n{attack}\n{attack}\n", "")):
        given.write_text(text, encoding="utf-8")
        where = str(tmp_path / f"state {SEQUENCES[1]}{MARK}{REORDERING}")
        with shell(f"laering ny <{given}", desk, environment={"XDG_STATE_HOME": where}) as window:
            assert window.finish() == 2
            assert_untouched(window, shows=shows)
    given.write_text(f"avvik\n{attack}\n{attack}\n{attack}\n", encoding="utf-8")
    with shell(f"laering ny <{given}", desk) as window:
        assert window.finish() == 2
        assert_untouched(window, shows="")


def test_a_folder_to_start_in_is_told_back_harmlessly(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for index, name in enumerate(_attacked_names()):
        with desk.open("start", name, "--eksempler") as window:
            assert window.finish() == 2
            assert_untouched(window)
        # Somebody else's journal may have such a name all the same.
        folder = desk.journal / name
        (folder / "entries").mkdir(parents=True)
        (folder / "laering.toml").write_text("", encoding="utf-8")
        commands: list[tuple[str, ...]] = []
        if index == 0:
            commands += [("--journal", name), ("--journal", name, "rapport", "alt")]
            commands += [("--journal", name, "rapport", "--ut", f"{name}.md")]
        for command in commands:
            with desk.open(*command) as window:
                assert window.finish() == 0
                assert_untouched(window)


def test_what_git_says_is_told_harmlessly(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    tools = tmp_path / "tools"
    tools.mkdir()
    said = tools / "said"
    said.write_text(f"fatal: {ATTACK}\nhint: {ATTACK}\n", encoding="utf-8")
    git = tools / "git"
    git.write_text(f"#!/bin/sh\ncat {said} >&2\ncat {said}\nexit 128\n", encoding="utf-8")
    git.chmod(0o700)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    with desk.open("start", "ny", "--git", environment={"PATH": path}) as window:
        assert window.finish() == 1
        assert_untouched(window)
    git.write_text(f"#!{ATTACK}\n", encoding="utf-8")
    with desk.open("start", "to", "--git", environment={"PATH": str(tools)}) as window:
        assert window.finish() == 1
        assert_untouched(window, shows="git")


def test_a_failure_of_the_program_is_told_harmlessly(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_typed: object) -> None:
        raise ValueError(ATTACK)

    monkeypatch.setattr(tree, "command", fail)
    result = run("liste")

    assert result.code == 1
    assert MARK in result.stderr
    assert not STEERING.search(result.stderr.rstrip("\n"))


# --- Dialogues


def stopped(window: Window, *, shows: str = MARK) -> None:
    """Stop a dialogue, and see that the window is as it was."""
    window.press("ctrl-c")
    assert window.finish() == 130
    assert_untouched(window, dialogue=True, shows=shows)


def test_the_unfinished_are_offered_harmlessly(hostile: Desk) -> None:
    with hostile.open("fullfør", rows=60) as window:
        window.wait_for("Uferdig en", "Uferdig to", "piltastene og Enter")
        window.press("down", "up")
        stopped(window)


def test_an_unfinished_entry_is_shown_harmlessly(hostile: Desk) -> None:
    with hostile.open("fullfør", "uferdig-en", rows=60) as window:
        window.wait_for("Uferdig en", "Hvordan gikk det?", "hopp over")
        window.press("enter")
        window.wait_for_question("Hva kan vi lære av det?")
        stopped(window)


def test_sources_and_questions_are_harmless_in_the_dialogue(hostile: Desk) -> None:
    with hostile.open("ny", rows=100) as window:
        window.wait_for("Kilde avvik", "Kilde egen", "piltastene og Enter")
        window.press("down")
        window.type("3")
        window.wait_for("Hvordan gikk det?", "hopp over")
        window.press("enter")
        window.answer(DAY)
        window.wait_for_question("Hva skjedde?")
        stopped(window)


def test_sources_are_harmless_in_a_plain_dialogue(hostile: Desk) -> None:
    with hostile.open("--ren", "ny", rows=60) as window:
        window.wait_for("Kilde avvik", "Kilde egen", "Tall eller navn:")
        window.type("avvikx\r")
        window.wait_for("finnes ingen kilde")
        stopped(window)


@pytest.mark.parametrize("sign", ["#", "@"])
def test_completions_are_harmless(hostile: Desk, sign: str) -> None:
    with hostile.open("ny", "-k", "egen", "-u", "bra", rows=60) as window:
        window.answer(DAY)
        window.wait_for_question("Hva skjedde?")
        window.type(f"Noe {sign}")
        window.type("m" if sign == "#" else "o")
        window.wait_for("merkelapp" if sign == "#" else "ola")
        if sign == "#":
            assert f"merke{MARK}" not in window.text
            window.press("tab")
            window.wait_for("Noe #merkelapp")
        # A tag that would harm is not even offered.
        stopped(window, shows="" if sign == "#" else MARK)


def test_what_is_pasted_is_shown_harmlessly(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    paste = ATTACK.replace("\x1b[201~", "").replace("\x85", "").replace("\r", "\n")
    with desk.open("ny", rows=60) as window:
        window.wait_for("piltastene og Enter")
        window.type("1")
        window.wait_for("hopp over")
        window.press("enter")
        window.answer(DAY)
        window.wait_for_question("Hva skjedde?")
        window.paste(f"Før {paste} etter")
        window.wait_for("etter")
        window.press("enter")
        window.wait_for("Det står et usynlig tegn")
        stopped(window)


def test_a_folder_without_a_journal_is_named_harmlessly(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name in _attacked_names():
        folder = tmp_path / name
        folder.mkdir()
        with desk.open("ny", folder=folder) as window:
            window.wait_for("[J/n]")
            window.type("n\r")
            assert window.finish() == 2
            assert_untouched(window)


@pytest.fixture
def desk_with_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk where a learning full of escape sequences was begun."""
    desk = Desk(tmp_path)
    for name, value in desk.environment().items():
        monkeypatch.setenv(name, value)
    keeper = Keeper(desk.journal)
    given = Given(
        source="avvik",
        outcome="bra",
        title=None,
        tags=(ATTACK,),
        author=ATTACK,
        happened=f"Hendte {SEQUENCES[1]} {REORDERING} {MARK}\n{ATTACK}{NUL}",
        learned=f"Lærte {ATTACK}",
    )
    keeper.answered(Begun(given, "differently", f"Skrev {ATTACK}"))
    assert keeper.settle() is not None
    keeper.release()
    return desk


def test_a_draft_is_offered_and_shown_harmlessly(desk_with_draft: Desk) -> None:
    with desk_with_draft.open("ny", rows=100) as window:
        window.wait_for("«Hendte", "[J/n")
        window.press("enter")
        window.wait_for("Så langt.", "Lærte", "Enter går videre")
        window.press("enter")
        window.wait_for_question("Hva kan vi gjøre annerledes", "Skrev")
        stopped(window)


def test_a_draft_is_offered_and_shown_harmlessly_without_widgets(desk_with_draft: Desk) -> None:
    with desk_with_draft.open("--ren", "ny", rows=100) as window:
        window.wait_for("«Hendte", "[J/n")
        window.type("\r")
        window.wait_for("Så langt.", "Lærte", "Enter videre, et tall endrer")
        window.type("\r")
        window.wait_for("Dette hadde du skrevet", "Skrev")
        window.type("\r")
        window.wait_for("følge opp")
        window.type(f"Vaske @ola 31.2{REORDERING}\r")
        window.type("\r")
        window.wait_for("Tittel (Enter godtar «Hendte")
        window.type("\r")
        window.wait_for("Se over før det lagres", "Enter lagrer")
        window.type("\r")
        assert window.finish() == 0
        assert_untouched_but_echo(window)


def assert_untouched_but_echo(window: Window) -> None:
    """The same where the terminal itself shows what is typed, as it is."""
    echoed = f"31.2{REORDERING}".encode()
    assert window.raw.count(echoed) == 1
    window.raw[:] = window.raw.replace(echoed, b"")
    assert_untouched(window)


def test_a_draft_that_is_left_or_deleted_is_harmless(desk_with_draft: Desk) -> None:
    for answer in ("n", "s"):
        with desk_with_draft.open("ny", rows=60) as window:
            window.wait_for("«Hendte", "[J/n")
            window.type(f"{answer}\r")
            window.wait_for("piltastene og Enter")
            stopped(window)


def _editor(tmp_path: Path, text: str) -> str:
    """An editor that writes the same text into every file."""
    written = tmp_path / "written"
    written.write_text(text, encoding="utf-8")
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\ncat {written} >"$1"\n', encoding="utf-8")
    script.chmod(0o700)
    return str(script)


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: x\nsource: avvik\ndate: {quoted(ATTACK)}\n---\n",
        f"---\ntitle: {ATTACK}\n---\n",
        f"---\ntitle: {quoted(ATTACK)}\nsource: {quoted(ATTACK)}\n---\n\n## Hva skjedde?\n\nx\n",
        ATTACK,
    ],
    ids=["date", "yaml", "source", "nothing"],
)
def test_a_text_that_the_editor_left_broken_is_told_of_harmlessly(
    tmp_path: Path, text: str
) -> None:
    desk = Desk(tmp_path)
    editor = _editor(tmp_path, text)
    names = next(_attacked_names()).replace("\n", "")
    path = desk.write(f"{names}.md", text)
    for command in (("rediger", MARK), ("ny", "--editor")):
        if command[0] == "rediger" and "title: " in text and "## Hva" in text:
            continue
        where = str(tmp_path / f"state {SEQUENCES[1]}{MARK}{REORDERING}")
        with desk.open(*command, environment={"EDITOR": editor, "XDG_STATE_HOME": where}) as window:
            window.wait_for("åpne den en gang til?")
            window.type("n\r")
            assert window.finish() == 1
            # Where nothing in the text is named, neither is the folder of the draft: one of such
            # a name is no place for it.
            named = command[0] == "rediger" or "date: " in text
            assert_untouched(window, shows=MARK if named else "")
    assert path.read_bytes() == text.encode()


def test_the_words_that_fit_are_marked_on_a_terminal(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("ny", "-k", "avvik", "-s", "Kundene ringte", "-l", "a", "-n", "b", "-t", "Ringt ned")
    with desk.open("søk", "kunde") as window:
        assert window.finish() == 0
        place = next(at for at, line in enumerate(window.lines) if "Kundene" in line)
        at = window.lines[place].index("Kundene")
        assert window.cells[place][at].bold
        assert not window.cells[place][at + len("Kundene ")].bold
        assert "1 treff." in window.text
