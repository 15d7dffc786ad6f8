"""Files, arguments and folders that mean harm, or only happen to be odd."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from laering.domain.errors import NoJournal
from laering.files.journal.root import find_root
from laering.files.system import disk
from tests.support.entries import entry_file, simple_entry
from tests.support.runs import Result, Run

SUDDEN = "sviktet"


def whole(run: Run, *arguments: str, stdin: str | bytes = "") -> Result:
    """A run that may be refused, but never ends in a failure of the program."""
    result = run(*arguments, stdin=stdin)
    assert SUDDEN not in result.stderr, result.stderr
    return result


def test_a_report_is_never_written_over_an_entry_or_the_configuration(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    other = tmp_path / "annen"
    path = entry_file(other, "2026-11-01-viktig.md", simple_entry("Viktig", "2026-11-01"))
    (folder / "laering.toml").write_text("", encoding="utf-8")
    before = path.read_bytes()

    both = ("-j", str(folder), "-j", str(other))
    assert whole(run, "rapport", *both, "--ut", str(path)).code == 2
    assert whole(run, "rapport", "-f", "md", "--ut", "laering.toml").code == 2

    assert path.read_bytes() == before
    assert (folder / "laering.toml").read_bytes() == b""


def test_a_report_takes_the_place_of_a_link_and_not_of_what_it_leads_to(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    outside = tmp_path / "utenfor.txt"
    outside.write_text("hemmelig", encoding="utf-8")
    (folder / "rapport.md").symlink_to(outside)

    assert whole(run, "rapport", "--ut", "rapport.md").code == 0

    assert outside.read_text(encoding="utf-8") == "hemmelig"
    assert not (folder / "rapport.md").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_report_in_the_place_of_a_link_is_a_new_file(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    secret, pipe = tmp_path / "hemmelig", tmp_path / "ror"
    secret.touch(0o666)
    secret.chmod(0o666)
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    umask = os.umask(0o027)

    for target in (secret, pipe, tmp_path / "finnes-ikke"):
        (folder / "rapport.md").unlink(missing_ok=True)
        (folder / "rapport.md").symlink_to(target)
        assert whole(run, "rapport", "--ut", "rapport.md").code == 0
        status = (folder / "rapport.md").lstat()
        assert stat.S_ISREG(status.st_mode)
        assert stat.S_IMODE(status.st_mode) == 0o640

    os.umask(umask)
    assert os.read(reader, 100) == b""
    os.close(reader)
    assert secret.read_bytes() == b""
    assert not (tmp_path / "finnes-ikke").exists()


@pytest.mark.skipif(not os.path.exists("/dev/fd/1"), reason="the system has no such names")
@pytest.mark.parametrize("kind", ["pipe", "file"])
# Not /dev/stdout: root may replace that link, and a mistake in the program would.
@pytest.mark.posix("needs /dev/fd")
@pytest.mark.parametrize("name", ["/proc/self/fd/1", "/dev/fd/1"])
def test_a_report_can_go_to_a_file_that_is_open_already(
    folder: Path, tmp_path: Path, name: str, kind: str
) -> None:
    command = [sys.executable, "-m", "laering", "rapport", "-f", "md", "--ut", name]
    if kind == "pipe":
        written = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    else:
        with (tmp_path / "ut").open("wb") as out:
            subprocess.run(command, check=True, stdout=out)
        written = (tmp_path / "ut").read_bytes()

    assert written.startswith("# Hva vi lærte".encode())


@pytest.mark.posix("needs /dev/fd")
@pytest.mark.skipif(not os.path.exists("/dev/fd/1"), reason="the system has no such names")
def test_only_the_systems_own_links_are_written_through(folder: Path) -> None:
    (folder / "lenke").symlink_to("/dev/stdout")
    (folder / "dev").symlink_to("/dev")

    for name in ("/dev/stdout", "/dev/fd/1", f"/proc/{os.getpid()}/fd/1", "dev/stdout"):
        assert disk._is_systems(Path(name)) or not os.path.islink(name), name
    for name in ("lenke", str(folder / "lenke"), "/dev/shm/lenke", "/develop/x", "/tmp/dev/x"):
        assert not disk._is_systems(Path(name)), name


@pytest.mark.posix("needs pipes with names")
def test_a_report_leaves_a_pipe_a_pipe(folder: Path, run: Run) -> None:
    os.mkfifo(folder / "ror")
    reader = os.open(folder / "ror", os.O_RDONLY | os.O_NONBLOCK)

    assert whole(run, "rapport", "-f", "md", "--ut", "ror").code == 0

    assert b"Hva vi l" in os.read(reader, 100)
    os.close(reader)
    assert stat.S_ISFIFO((folder / "ror").stat().st_mode)


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("Det brant i ovnen.\n", "Lærte\nGjør\n"),
        ("## Bakgrunn\n\nDet brant.\n", "Lærte\nGjør\n"),
        ("## Bakgrunn\n\nDet brant.\n\n## Lærdom\n\nPass på.\n", "Gjør\n"),
        ("## Hva skjedde?\n\n```\nfeil 42\n\n## Hva kan vi lære av det?\n", "```\nGjør\n"),
    ],
)
def test_finishing_loses_no_answer_of_an_odd_file(
    folder: Path, run: Run, body: str, typed: str
) -> None:
    header = "---\ntitle: t\ndate: 2026-11-01\nsource: avvik\n---\n"
    entry_file(folder, "2026-11-01-t.md", header + body)
    before = json.loads(run("vis", "t", "--json").stdout)

    assert whole(run, "fullfør", "t", stdin=typed).code == 0

    after = json.loads(run("vis", "t", "--json").stdout)
    assert after["happened"] == before["happened"] != ""
    assert after["learned"] == (before["learned"] or typed.split("\n", maxsplit=1)[0])
    assert after["unfinished"] is False


@pytest.mark.parametrize(
    "given",
    [
        {"happened": "x" * 1_000_001},
        {"happened": "x", "n": json.loads("[" * 60 + "]" * 60)},
        {"happened": "x", "title": "a\ud800b"},
        {"happened": "x\ud800"},
        {"happened": "x", "actions": [{"text": "a", "owner": "Ola Nordmann"}]},
    ],
)
def test_what_could_not_be_read_again_is_not_written(
    folder: Path, run: Run, given: dict[str, object]
) -> None:
    text = json.dumps({"source": "avvik", "title": "a", **given})

    result = whole(run, "ny", "--fra", "-", stdin=text)

    listed = json.loads(run("liste", "--json").stdout)
    assert len(listed) == len(list((folder / "entries").iterdir())) == (result.code == 0)
    assert run("liste").stderr == ""


def test_a_huge_number_is_no_failure(folder: Path, run: Run) -> None:
    digits = "1" * 5000
    assert whole(run, "ny", "--fra", "-", stdin=f'{{"n": {digits}}}').code == 2
    (folder / "laering.toml").write_text(f"n = {digits}\n", encoding="utf-8")
    assert whole(run, "liste").code == 2


def test_one_stray_byte_spoils_no_other_letter(folder: Path, run: Run) -> None:
    whole(run, "ny", "--senere", stdin="avvik\nBlåbær ".encode() + b"\xe5\n")

    assert json.loads(run("vis", "siste", "--json").stdout)["happened"] == "Blåbær å"


def test_yaml_that_begins_with_three_hyphens_is_yaml(folder: Path, run: Run) -> None:
    (folder / "f.yaml").write_text(
        "---\ntitle: Fra yaml\nsource: kunde\nhappened: hei\n", encoding="utf-8"
    )

    assert whole(run, "ny", "--fra", "f.yaml").code == 0
    assert json.loads(run("vis", "siste", "--json").stdout)["title"] == "Fra yaml"


def test_the_text_of_an_effect_makes_no_sections(folder: Path, run: Run) -> None:
    effect = {"worked": True, "date": "2026-11-20", "text": "bra\n## Hva skjedde?\n- [ ] ny"}
    action = {"text": "Ringe", "done": "2026-11-10", "effect": effect}
    given = {"source": "avvik", "happened": "x", "actions": [action, {"text": "Neste"}]}

    whole(run, "ny", "--fra", "-", stdin=json.dumps(given))

    found = json.loads(run("vis", "siste", "--json").stdout)
    assert [each["text"] for each in found["actions"]] == ["Ringe", "Neste"]
    assert found["happened"] == "x"


@pytest.mark.parametrize(
    "arguments",
    [
        ("rapport", "9999-u52"),
        ("liste", "-p", "9999-u53"),
        ("liste", "--antall", "9" * 30),
        ("--journal", "~ingen-slik-person/x", "liste"),
        ("rapport", "0001-01"),
        ("rapport", "9999-12"),
        ("ny", "-k", "avvik", "-s", "x", "-d", "1.1.0001", "--senere"),
    ],
)
def test_the_ends_of_time_and_number_are_no_failure(
    folder: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    whole(run, *arguments)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_journal_is_neither_read_nor_edited(
    folder: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "utenfor.md"
    outside.write_text(simple_entry("Hemmelig", "2026-11-01"), encoding="utf-8")
    (folder / "entries" / "2026-11-01-ut.md").symlink_to(outside)
    inside = folder / "arkiv.md"
    inside.write_text(simple_entry("Arkivert", "2026-11-02"), encoding="utf-8")
    (folder / "entries" / "2026-11-02-inn.md").symlink_to(inside)
    monkeypatch.setenv("EDITOR", "sed -i s/Noe/Alt/")

    listed = whole(run, "liste")
    raw = whole(run, "vis", "2026-11-01-ut", "--rå")
    edited = whole(run, "rediger", "2026-11-01-ut")

    assert "Arkivert" in listed.stdout
    assert "Hemmelig" not in listed.stdout + raw.stdout
    assert "1 fil er ikke regnet med." in listed.stderr
    assert "Lenken fører ut av journalen." in run("sjekk").stdout
    assert edited.code == 1
    assert "Alt" not in outside.read_text(encoding="utf-8")
    assert "Hemmelig" not in whole(run, "rapport", "2026-11").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_is_no_file_of_the_journal_is_called_what_it_is(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    outside = tmp_path / "utenfor.md"
    outside.write_text(simple_entry("Hemmelig", "2026-11-01"), encoding="utf-8")
    (folder / "entries" / "2026-11-01-ut.md").symlink_to(outside)
    os.mkfifo(folder / "entries" / "2026-11-02-ror.md")

    for name, words in (("ut", "fører ut av journalen"), ("ror", "ikke en vanlig fil")):
        for command in (("vis", name), ("vis", name, "--rå"), ("fullfør", name)):
            result = whole(run, *command)
            assert result.code == 1
            assert words in result.stderr
            assert not result.stderr.endswith("..\n")
            assert "rediger" not in result.stderr
            assert "mappe" not in result.stderr


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="nobody owns a folder there")
@pytest.mark.parametrize("part", [".", "entries", "laering.toml"])
def test_another_users_journal_above_is_not_written_in(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    (folder / "laering.toml").touch()
    deep = folder / "mitt" / "dypt"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_root(deep) == folder
    if os.getuid() == 0:
        os.chown(folder / part, 12345, -1)
    else:
        monkeypatch.setattr(os, "getuid", lambda: 12345)

    with pytest.raises(NoJournal):
        find_root(deep)
    assert whole(run, "ny", "-k", "avvik", "-s", "x", "--senere").code == 2
    assert list((folder / "entries").iterdir()) == []

    # Where one stands, and what one names, was chosen.
    assert find_root(folder) == folder
    monkeypatch.chdir(folder)
    assert find_root(deep) == folder
    assert whole(run, "--journal", str(folder), "liste").code == 0


@pytest.mark.skipif(os.name != "posix", reason="the program is a script")
def test_git_is_never_taken_from_the_current_folder(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "git").write_text("#!/bin/sh\necho >kapret\n", encoding="utf-8")
    (folder / "git").chmod(0o700)
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", os.curdir)))

    result = whole(run, "start", "--git")

    assert result.code == 1
    assert "git" in result.stderr
    assert not (folder / "kapret").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_an_entry_that_is_saved_does_not_sound_lost_when_the_output_is(folder: Path) -> None:
    command = (sys.executable, "-m", "laering", "--språk", "en", "ny", "-k", "avvik", "-s", "x")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*command, "--senere"], check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert done.returncode == 1
    told = "Error: What was to be shown could not be written: the disk is full"
    assert done.stderr.splitlines()[-1] == told
    assert len(list((folder / "entries").iterdir())) == 1


@pytest.mark.posix("needs names that Windows forbids")
def test_names_of_files_forge_no_lines(folder: Path, run: Run) -> None:
    name = "2026-11-01-a\n2026-01-01\tavvik\tFORFALSKET.md"
    entry_file(folder, name, simple_entry('"x"', "2026-11-01", source='"a\\n2026\\tb"'))
    entry_file(folder, "b\nFeil: falsk.md", "tull")

    result = whole(run, "liste")

    assert len(result.stdout.splitlines()) == 1
    assert not any(line.startswith("Feil") for line in result.stderr.splitlines())


@pytest.mark.posix("needs names that Windows forbids")
def test_a_file_name_that_is_not_utf8_stops_no_report(folder: Path, run: Run) -> None:
    path = os.fsencode(folder / "entries") + b"/2026-11-01-\xff.md"
    with open(path, "wb") as file:
        file.write(simple_entry("Odde", "2026-11-01").encode())

    for form in ("terminal", "md", "csv", "json"):
        assert "Odde" in whole(run, "rapport", "2026-11", "-f", form).stdout


@pytest.mark.parametrize("value", ["true", "yes", "on", "1", "[true]", "'true '", "ja"])
def test_a_slip_in_private_tells_nothing_to_others(folder: Path, run: Run, value: str) -> None:
    text = simple_entry("Hemmelig", "2026-11-01").replace(
        "\n---\n\n", f"\nprivate: {value}\n---\n\n"
    )
    entry_file(folder, "2026-11-01-h.md", text)

    assert "Hemmelig" not in whole(run, "rapport", "2026-11").stdout


@pytest.mark.parametrize("value", ["true", "yes", "on", "1", "[true]", "'true '", "ja", "{a: b}"])
@pytest.mark.parametrize("form", ["x.yaml", "x.md"])
def test_a_slip_in_private_is_kept_private_when_it_is_read_from_a_file(
    folder: Path, run: Run, value: str, form: str
) -> None:
    header = f"source: avvik\ntitle: Hemmelig\nprivate: {value}\n"
    text = f"---\n{header}---\nNoe.\n" if form == "x.md" else f"{header}happened: Noe.\n"
    (folder / form).write_text(text, encoding="utf-8")

    assert whole(run, "ny", "--senere", "--fra", form).code == 0

    (path,) = (folder / "entries").iterdir()
    assert "private: true\n" in path.read_text(encoding="utf-8")
    assert "Hemmelig" not in whole(run, "rapport", "2026-11").stdout


def test_the_same_journal_twice_counts_once(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-01-a.md", simple_entry("A", "2026-11-01"))

    both = ("-j", str(folder), "-j", f"{folder}/.")
    assert json.loads(whole(run, "rapport", "2026-11", "--json", *both).stdout)["count"] == 1


def test_two_files_of_one_name_are_told_apart(folder: Path, run: Run) -> None:
    entry_file(folder, "2026-11-01-a.md", simple_entry("Oppe", "2026-11-01"))
    entry_file(folder, "arkiv/2026-11-01-a.md", simple_entry("Nede", "2026-11-01"))

    assert "Nede" in whole(run, "vis", "arkiv/2026-11-01-a").stdout
    assert "Oppe" in whole(run, "vis", "entries/2026-11-01-a.md").stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_what_is_no_file_is_not_given_to_the_editor(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "entries" / "2026-11-01-ror.md")
    (folder / "entries" / "2026-11-02-mappe.md").mkdir()
    monkeypatch.setenv("EDITOR", "cat")

    for name in ("ror", "mappe"):
        result = whole(run, "rediger", name)
        assert (result.code, "ikke en vanlig fil" in result.stderr) == (1, True)
