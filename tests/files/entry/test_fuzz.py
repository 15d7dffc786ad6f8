"""Whatever a file holds, reading it never fails or hangs, and the other files are served."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.entries import entry_file, simple_entry
from tests.support.places import CORPUS
from tests.support.runs import Run
from tests.support.waiting import in_time

GOOD = sorted(path.read_bytes() for path in CORPUS.glob("*.md"))
PIECES = [
    b"---\n",
    b"\r\n",
    b"\r",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x00",
    b"\x1b]52;c;AAAA\x07",
    b"&a [*a, *a]",
    b"!!python/object/apply:os.system [id]",
    b"title: ",
    b"date: 9999-99-99\n",
    b"date: 0000-01-01\n",
    b"tags: [[[[[[",
    b"? ",
    b"<<: *a\n",
    b"%YAML 9.9\n",
    b"## ",
    b"```\n",
    b"~~~\n",
    b"- [x] ",
    b"  - \xf0\x9f\x91\x8d ",
    b"\xf0\x9f\x93\x85 2026-02-30",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"<<<<<<< HEAD\n",
    "🥖".encode(),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good entry, or one of the corpus, cut, spliced and strewn with harm."""
    data = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        upto = min(len(data), at + draw(st.integers(0, 40)))
        new = draw(st.sampled_from(PIECES) | st.binary(max_size=8))
        data = data[:at] + new * draw(st.sampled_from([1, 1, 1, 2, 300])) + data[upto:]
    return data


COMMANDS: tuple[tuple[tuple[str, ...], frozenset[int]], ...] = (
    ((), frozenset({0})),
    (("liste",), frozenset({0})),
    (("liste", "--periode", "2026-11", "--json"), frozenset({0})),
    (("kilder",), frozenset({0})),
    (("sjekk",), frozenset({0, 3})),
    (("sjekk", "--json"), frozenset({0, 3})),
    (("rapport", "2026-11"), frozenset({0})),
    (("rapport", "2026-11", "-f", "md"), frozenset({0})),
    (("rapport", "2026-11", "-f", "csv"), frozenset({0})),
    (("rapport", "alt", "--json"), frozenset({0})),
    (("vis", "2026-11-02-annen"), frozenset({0, 1})),
    (("vis", "2026-11-02-annen", "--json"), frozenset({0, 1})),
)


@pytest.mark.skipif(sys.platform == "win32", reason="one file system is enough")
@settings(max_examples=100, suppress_health_check=[*HealthCheck])
@given(data=mutated() | st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_file_stops_a_command_or_hides_another(folder: Path, run: Run, data: bytes) -> None:
    entry_file(folder, "2026-11-01-god.md", simple_entry("God", "2026-11-01"))
    (folder / "entries" / "2026-11-02-annen.md").write_bytes(data)

    for command, statuses in COMMANDS:
        with in_time():
            result = run(*command)
        assert result.code in statuses, (command, result.stderr)
        assert "sviktet" not in result.stderr, (command, result.stderr)
        # JSON in a pipe is data; everything else is made harmless.
        shown = result.stderr if "--json" in command else result.stdout + result.stderr
        assert not {*shown} & {"\x1b", "\x9b", "\u202e"}, command
    listed = json.loads(run("liste", "--json").stdout)
    assert "2026-11-01-god" in {entry["id"] for entry in listed}
    assert run("vis", "2026-11-01-god").code == 0


@settings(max_examples=60, suppress_health_check=[*HealthCheck])
@given(data=mutated() | st.binary(max_size=400))
def test_mending_never_harms_what_it_does_not_mend(folder: Path, run: Run, data: bytes) -> None:
    for each in (folder / "entries").iterdir():
        each.unlink()
    path = folder / "entries" / "2026-11-02-annen.md"
    path.write_bytes(data)
    before = json.loads(run("sjekk", "--json").stdout)

    result = run("sjekk", "--fiks")

    assert result.code in {0, 3}, result.stderr
    after = json.loads(run("sjekk", "--json").stdout)
    if path.exists() and path.read_bytes() == data:
        assert after == before
    assert run("sjekk", "--fiks").stdout == result.stdout


@settings(max_examples=100, suppress_health_check=[*HealthCheck])
@given(data=mutated() | st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_input_is_read_or_refused(folder: Path, run: Run, data: bytes) -> None:
    for path in (folder / "entries").iterdir():
        path.unlink()
    with in_time():
        result = run("ny", "--fra", "-", "--senere", stdin=data)

    assert result.code in {0, 1, 2}, result.stderr
    assert "sviktet" not in result.stderr
    assert (result.code == 0) == (len(list((folder / "entries").iterdir())) == 1)
    assert run("liste").stderr == ""


@settings(max_examples=100, suppress_health_check=[*HealthCheck])
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_settings_are_read_or_refused(folder: Path, run: Run, data: bytes) -> None:
    (folder / "laering.toml").write_bytes(data)

    with in_time():
        result = run("kilder")

    assert result.code in {0, 2}, result.stderr
    assert "sviktet" not in result.stderr
