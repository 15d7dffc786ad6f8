"""Windows' ways with editors, files that are held, other drives and other encodings."""

import errno
import ntpath
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from laering.domain.errors import EditorFailed, NoEditor
from laering.files import personal
from laering.files.system import held, ways, windows
from laering.ui.commands import reporting
from laering.ui.desk import editor
from laering.ui.desk.terminal import Terminal
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Run

ON_WINDOWS = os.name == "nt"


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks where it is takes this for Windows; paths stay what they are here."""
    monkeypatch.setattr(windows, "HERE", True)
    if not ON_WINDOWS:
        monkeypatch.setattr(os.path, "splitdrive", lambda path: ("C:" * os.path.isabs(path), path))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[SimpleNamespace]:
    """The programs that were started, each as ``words``, ``executable`` and ``env``."""
    found: list[SimpleNamespace] = []

    def run(words: Sequence[str] | str, **rest: object) -> object:
        found.append(SimpleNamespace(words=words, **rest))
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return found


def program(folder: Path, name: str) -> str:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("", encoding="utf-8")
    path.chmod(0o700)
    return str(path)


@pytest.mark.usefixtures("on_windows")
def test_an_editor_that_is_a_cmd_is_run_by_the_systems_own_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[SimpleNamespace]
) -> None:
    code = program(tmp_path / "bin", "code.cmd")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("SYSTEMROOT", "C:/Windows")
    monkeypatch.setenv("COMSPEC", "fremmed.exe")

    editor.edit_file(tmp_path / "R&D 50%" / "a.md", "code --wait")

    (one,) = started
    shell = os.path.join("C:/Windows", "System32", "cmd.exe")
    words = [code, "--wait", str(tmp_path / "R&D 50%" / "a.md")]
    assert one.executable == shell
    assert one.words == windows.line_for_batch(shell, words)
    assert one.env["NoDefaultCurrentDirectoryInExePath"] == "1"


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize("quoted", [True, False])
def test_an_editor_with_spaces_in_its_path_is_started(
    tmp_path: Path, started: list[SimpleNamespace], quoted: bool
) -> None:
    path = program(tmp_path / "Program Files", "notepad++.exe")
    chosen = f'"{path}" -multiInst' if quoted else f"{path} -multiInst"

    editor.edit_file(tmp_path / "a b.md", chosen)

    assert started[0].words == [path, "-multiInst", str(tmp_path / "a b.md")]


@pytest.mark.usefixtures("on_windows")
def test_an_editor_is_looked_for_by_pathext_and_never_in_the_current_folder(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, started: list[SimpleNamespace]
) -> None:
    program(folder, "ed.exe")
    program(folder, "ed.cmd")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", "bin")))
    monkeypatch.setenv("PATHEXT", ".JS;.CMD;.EXE")
    with pytest.raises(EditorFailed):
        editor.edit_file(tmp_path / "a.md", "ed")

    program(tmp_path / "bin", "ed.js")
    exe = program(tmp_path / "bin", "ed.exe")
    monkeypatch.setenv("PATH", os.pathsep.join((".", f'"{tmp_path / "bin"}"')))
    editor.edit_file(tmp_path / "a.md", "ed")
    editor.edit_file(tmp_path / "a.md", "ed.exe")

    assert [each.executable for each in started] == [exe, exe]
    program(tmp_path / "bin", "ed.cmd")
    assert personal.program("ed", os.environ, batch=True) == str(tmp_path / "bin" / "ed.cmd")
    # What is not an editor is called without a shell.
    assert personal.program("ed", os.environ) == exe


@pytest.mark.skipif(ON_WINDOWS, reason="here every drive has a letter")
def test_a_folder_without_a_drive_may_be_on_anybodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "git.exe")
    monkeypatch.setattr(windows, "HERE", True)

    assert personal.program("git", {"PATH": str(tmp_path)}) is None


@pytest.mark.usefixtures("on_windows")
def test_without_a_choice_it_is_notepad(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[SimpleNamespace]
) -> None:
    program(tmp_path / "bin", "vim.exe")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(NoEditor):
        editor.edit_file(tmp_path / "a.md", None)

    notepad = program(tmp_path / "bin", "notepad.exe")
    editor.edit_file(tmp_path / "a.md", None)

    assert started[0].executable == notepad


@pytest.mark.parametrize(
    "written",
    [
        "Én æøå\r\nto\r\n".encode("utf-8-sig"),
        "Én æøå\r\nto\r\n".encode("utf-16"),
        b"\xc9n \xe6\xf8\xe5\r\nto\r\n",
    ],
)
def test_what_notepad_saved_is_read_as_it_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes
) -> None:
    path = tmp_path / "a.md"
    monkeypatch.setattr(editor, "edit_file", lambda *_: path.write_bytes(written))

    assert editor.edit_text(path, None) == ("Én æøå\nto", None)


def held_by_excel(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file can be neither replaced nor opened for writing, and nobody waits for real."""
    real = os.replace

    def replace(before: object, after: object) -> None:
        if Path(str(after)).name == path.name:
            error = PermissionError(errno.EACCES, "", str(before))
            error.winerror = 5  # type: ignore[attr-defined,unused-ignore]
            raise error
        real(str(before), str(after))

    time = iter(range(1000))
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(held, "CLOCK", held.Clock(lambda: float(next(time)), lambda _: None))


@pytest.mark.parametrize("command", [("rapport", "2026-11"), ("del", "siste")])
def test_a_file_that_excel_holds_is_told_with_the_next_free_name(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    entry_file(folder, "2026-11-20-a.md", simple_entry("A", "2026-11-20"))
    path = folder / "min rapport.html"
    path.write_text("gammel", encoding="utf-8")
    held_by_excel(path, monkeypatch)

    result = run(*command, "--ut", path.name)

    assert result.code == 1
    assert "er åpen i et annet program" in result.stderr
    quote = '"' if ON_WINDOWS else "'"
    assert f"--ut {quote}min rapport-2.html{quote}" in result.stderr
    assert path.read_text(encoding="utf-8") == "gammel"
    assert sorted(os.listdir(folder)) == ["entries", "min rapport.html"]


@pytest.mark.parametrize("yes", [True, False])
def test_on_a_terminal_the_next_free_name_is_offered(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, yes: bool
) -> None:
    entry_file(folder, "2026-11-20-a.md", simple_entry("A", "2026-11-20"))
    path = folder / "rapport.csv"
    path.write_text("gammel", encoding="utf-8")
    held_by_excel(path, monkeypatch)
    asked: list[str] = []
    monkeypatch.setattr(Terminal, "can_ask", property(lambda self: True))

    def ask(question: str) -> bool:
        asked.append(question)
        return yes

    monkeypatch.setattr("laering.ui.asking.prompt.ask_yes", ask)

    result = run("rapport", "2026-11", "--ut", "rapport.csv")

    assert len(asked) == 1
    assert "rapport-2.csv" in asked[0]
    assert path.read_text(encoding="utf-8") == "gammel"
    assert (folder / "rapport-2.csv").exists() is yes
    assert result.code == (0 if yes else 1)
    assert ("Rapporten ligger i rapport-2.csv" in result.stderr) is yes


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize(
    "name",
    [
        *("con.html", "aux.md", "nul", "rapport.html."),
        pytest.param("a:b.html", marks=pytest.mark.posix("needs a system where a: is no drive")),
    ],
)
@pytest.mark.parametrize("command", [("rapport",), ("del", "siste")])
def test_a_name_that_windows_has_no_file_for_is_refused_before_anything_is_read(
    folder: Path, run: Run, command: tuple[str, ...], name: str
) -> None:
    result = run(*command, "--ut", name)

    assert result.code == 2
    assert "Windows" in result.stderr
    assert os.listdir(folder) == ["entries"]


@pytest.mark.skipif(ON_WINDOWS, reason="such a file cannot be made there")
def test_elsewhere_such_a_file_may_be_made(folder: Path, run: Run) -> None:
    assert run("rapport", "--ut", "con.html").code == 0


@pytest.mark.parametrize("name", ["aux", "Con", "hva?", "journal."])
def test_no_journal_is_made_in_a_folder_that_windows_cannot_have(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run("start", os.path.join("nye", name))

    assert result.code == 2
    assert "Windows" in result.stderr
    assert not (tmp_path / "nye").exists()


@pytest.mark.skipif(ON_WINDOWS, reason="such a folder cannot be there")
def test_a_folder_that_is_there_may_become_a_journal(tmp_path: Path, run: Run) -> None:
    (tmp_path / "aux").mkdir()

    assert run("start", str(tmp_path / "aux")).code == 0


@pytest.mark.skipif(ON_WINDOWS, reason="the drives are made up")
@pytest.mark.parametrize("ending", [".html", ".md", ".csv", ".json", ".txt"])
def test_a_report_on_another_drive_links_by_full_paths(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    entry_file(folder, "2026-11-20-a.md", simple_entry("A", "2026-11-20"))
    drives = {str(folder.parent): r"C:\rapporter", str(folder): r"D:\felles journal"}

    def way(start: object, to: object) -> str:
        return ways.way(drives[str(start)], drives[str(to)], ntpath)

    monkeypatch.setattr(reporting, "way", way)
    monkeypatch.setattr(
        "laering.ui.formats.markdown.joined", lambda prefix, path: ways.joined(prefix, path, ntpath)
    )
    monkeypatch.setattr("laering.ui.formats.markdown.url", lambda path: ways.url(path, ntpath))
    out = folder.parent / f"rapport{ending}"

    assert run("rapport", "2026-11", "--ut", str(out)).code == 0

    text = out.read_text(encoding="utf-8")
    linked = "file:///D:/felles%20journal/entries/2026-11-20-a.md" in text
    assert linked is (ending in (".html", ".md"))


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-be", "utf-8-sig", "utf-8", "cp850", "cp1252"]
)
@pytest.mark.parametrize("as_file", [True, False])
def test_what_comes_through_a_pipe_on_windows_is_read_right(
    folder: Path, run: Run, encoding: str, as_file: bool
) -> None:
    told = "Brødet ble brent på måndag, og ingen så været"
    text = f"avvik\r\n{told}\r\nLære noe\r\nGjøre noe\r\n"
    if as_file:
        text = (
            f"source: avvik\r\nhappened: {told}\r\nlearned: Lære noe\r\ndifferently: Gjøre noe\r\n"
        )
    data = text.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    code = "import sys; from laering.main import run; sys.exit(run(sys.argv[1:]))"

    done = subprocess.run(
        [sys.executable, "-c", code, "ny", *(("--fra", "-") if as_file else ())],
        input=data,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    (path,) = (folder / "entries").iterdir()
    assert told in path.read_text(encoding="utf-8")
