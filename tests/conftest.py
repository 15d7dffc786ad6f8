"""What every test starts from: a person with no settings, and a journal in a fresh folder."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

from laering import i18n, main
from tests.faults.figures import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]

# The commands' help is made in the language that is spoken when they are imported.
i18n.activate("nb")

TODAY = date(2026, 11, 23)

settings.register_profile(
    "suite", deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)
# Under wine each example takes its time, and it is the same code.
settings.register_profile("windows", settings.get_profile("suite"), max_examples=25, database=None)
settings.load_profile("suite")

FOR_POSIX = {
    "browser": "needs Chromium",
    "faults": "needs strace and flock",
    "terminal": "needs a pseudo-terminal",
}
"""The folders of tests, and the mark, that Windows has nothing for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out on Windows, and say why, what it cannot run."""
    if os.name != "nt":
        return
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        mark = item.get_closest_marker("posix")
        terminal = FOR_POSIX["terminal"] if item.get_closest_marker("terminal") else None
        reason = mark.args[0] if mark is not None else FOR_POSIX.get(folder, terminal)
        if reason is not None:
            item.add_marker(pytest.mark.skip(reason=reason))


@dataclass(frozen=True)
class Result:
    """What a run of the program left behind."""

    code: int
    stdout: str
    stderr: str
    raw: bytes


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith("LAERING_") or name in ("EDITOR", "VISUAL", "NO_COLOR", "LANGUAGE"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LAERING_CONFIG", str(tmp_path / "no-settings.toml"))
    for name in ("STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path / "person" / name.lower()))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANGUAGE", "")
    i18n.activate("nb")
    yield
    i18n.activate("nb")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal's folder, empty, and the current one."""
    path = tmp_path / "journal"
    (path / "entries").mkdir(parents=True)
    monkeypatch.chdir(path)
    return path


@pytest.fixture
def run() -> Run:
    """Run the program in this process, through the front door, on 23 November 2026."""

    def call(*arguments: str, stdin: str | bytes = "", today: date = TODAY) -> Result:
        with CliRunner().isolation(input=stdin) as (out, err, _):
            code = main.run(arguments, today)
            out.flush()
            err.flush()
            raw = out.getvalue()
            # What is no text at all is for those who ask for the bytes.
            shown = "" if raw.startswith(b"%PDF") else raw.decode("utf-8")
            return Result(code, shown, err.getvalue().decode("utf-8"), raw)

    return call


def entry_file(folder: Path, name: str, text: str) -> Path:
    """Put a file by hand into a journal."""
    path = folder / "entries" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def simple_entry(
    title: str, day: str, source: str = "avvik", third: str = "Vi gjør det slik."
) -> str:
    """The text of a plain entry file."""
    return (
        f"---\ntitle: {title}\ndate: {day}\nsource: {source}\n---\n\n"
        "## Hva skjedde?\n\nNoe skjedde.\n\n"
        "## Hva kan vi lære av det?\n\nNoe å lære.\n\n"
        f"## Hva kan vi gjøre annerledes neste gang?\n\n{third}\n"
    )
