"""What only Windows has rules for, told the same on every system."""

import ntpath
import os
import subprocess
from pathlib import Path, PureWindowsPath

import pytest

from laering.domain.errors import NotOnWindows
from laering.files.system.windows import check_names, fault_of_name, line_for_batch, words_of


@pytest.mark.parametrize(
    "name",
    [
        *("con", "CON", "Nul", "aux.md", "con.html", "prn.tar.gz", "com1", "LPT9.txt", "com¹"),
        *("conin$", "CONOUT$.x", "con .html", "nul ", "rapport.", "rapport ", "a:b", "hva?.md"),
        *("a*", 'a"', "<a>", "a|b", "\x01"),
    ],
)
def test_a_name_that_no_file_can_have(name: str) -> None:
    assert fault_of_name(name) is not None


@pytest.mark.parametrize(
    "name",
    ["rapport.html", "konto", "console.md", "com.md", "com10", "2026-11-23-con.md", "å ø", ".git"],
)
def test_a_name_that_any_file_can_have(name: str) -> None:
    assert fault_of_name(name) is None


@pytest.mark.parametrize(
    "path",
    [
        r"C:\rapporter\con.html",
        r"aux\rapport.html",
        r"\\.\COM1",
        r"\\.\C:\rapport.html",
        r"rapport.html:skjult",
        r"D:\a.\rapport.html",
    ],
)
def test_a_path_that_leads_to_no_file_is_refused(path: str) -> None:
    with pytest.raises(NotOnWindows):
        check_names(PureWindowsPath(path))


@pytest.mark.parametrize(
    "path",
    [
        r"C:\rapporter\a.html",
        r"C:a.html",
        r"..\a.html",
        r"\\server\felles\a.html",
        "a.html",
        r"\\?\C:\a",
    ],
)
def test_a_path_to_a_file_passes(path: str) -> None:
    check_names(PureWindowsPath(path))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("notepad", ["notepad"]),
        ("code --wait", ["code", "--wait"]),
        (
            r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst',
            [r"C:\Program Files\Notepad++\notepad++.exe", "-multiInst"],
        ),
        (r"C:\Users\kari\new\ed.exe  -x", [r"C:\Users\kari\new\ed.exe", "-x"]),
        (r'ed "--mappe=C:\\" b', ["ed", "--mappe=C:\\", "b"]),
        (r'ed \"a\" ""', ["ed", '"a"', ""]),
        (r'a" b"c d', ["a bc", "d"]),
        ("  ", []),
    ],
)
def test_a_command_is_parted_as_windows_programs_part_it(command: str, words: list[str]) -> None:
    assert words_of(command) == words


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    with pytest.raises(ValueError):
        words_of(r'"C:\Program Files\ed.exe')


SHELL = r"C:\Windows\System32\cmd.exe"


def expanded(line: str) -> str:
    """A command line as cmd.exe fills in its variables."""
    made = ""
    while "%" in line:
        before, _, line = line.partition("%")
        name, closed, rest = line.partition("%")
        made += before
        if not closed or not name:
            made += "%"
        else:
            made += "" if name == "cd:~," else f"<{name}>"
            line = rest
    return made + line


def test_nothing_in_the_name_of_a_file_is_another_command() -> None:
    line = line_for_batch(SHELL, [r"C:\b\code.cmd", "--wait", r"D:\R&D\50% av\%PATH%\a^b|c.md"])

    assert line.startswith(f'"{SHELL}" /d /e:on /v:off /s /c "')
    inner = expanded(line.split(" /c ", 1)[1][1:-1])
    # Every word is quoted: outside quotation marks there is nothing but spaces.
    assert set("".join(inner.split('"')[::2])) == {" "}
    assert words_of(inner) == [r"C:\b\code.cmd", "--wait", r"D:\R&D\50% av\%PATH%\a^b|c.md"]


@pytest.mark.windows("there is a cmd.exe")
@pytest.mark.parametrize("word", ["R&D&echo b", "a^b(c)!d!", "a b;,=@", "æøå|c", "a' <b>"])
def test_a_batch_file_is_given_the_words_as_they_are(tmp_path: Path, word: str) -> None:
    shell = os.path.join(os.environ["SYSTEMROOT"], "System32", "cmd.exe")
    batch = tmp_path / "R&D" / "ed.cmd"
    batch.parent.mkdir()
    batch.write_text("@echo off\r\nset told=%1\r\nset told\r\n", encoding="ascii")

    done = subprocess.run(
        line_for_batch(shell, [str(batch), word]),
        executable=shell,
        capture_output=True,
        check=False,
    )

    # The letters of the console are not those of the test.
    plain = done.stdout.decode("ascii", "ignore")
    assert plain.strip() == f'told="{word.encode("ascii", "ignore").decode()}"'
    assert done.stdout.count(b"\n") == 1


@pytest.mark.windows("there is a cmd.exe")
@pytest.mark.parametrize("word", ["%PATH%", "50% av&calc%", "%%", "%cd%!", "100%"])
def test_no_word_is_a_variable(word: str) -> None:
    shell = os.path.join(os.environ["SYSTEMROOT"], "System32", "cmd.exe")
    line = line_for_batch(shell, ["echo", word]).replace('"echo"', "echo", 1)

    done = subprocess.run(line, executable=shell, capture_output=True, check=False)

    assert done.stdout.decode().strip() == f'"{word}"'


@pytest.mark.parametrize("word", ['a" & calc "', "a\nb", "a\r", "a\0"])
def test_what_cannot_be_quoted_is_not_run(word: str) -> None:
    with pytest.raises(ValueError):
        line_for_batch(SHELL, [r"C:\code.cmd", word])


def test_a_backslash_at_the_end_of_a_word_leaves_its_quotation_mark_alone() -> None:
    line = line_for_batch(SHELL, [ntpath.join("C:\\", "ed.cmd"), "C:\\a b\\"])

    assert line.endswith('"C:\\a b\\\\""')
