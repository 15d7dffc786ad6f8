"""What every test starts from: a person with no settings, and a journal in a fresh folder."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from laering import i18n
from tests.support.figures import pytest_terminal_summary
from tests.support.runs import Run, in_process

__all__ = ["pytest_terminal_summary"]

# The commands' help is made in the language that is spoken when they are imported.
i18n.activate("nb")

# What the program, or a program it runs, takes from the surroundings of whoever runs the tests.
_OF_THEIRS = ("LAERING_", "_LAERING_", "XDG_", "GIT_", "LC_", "SSH_")
_THEIRS = frozenset(
    {"EDITOR", "VISUAL", "BROWSER", "PAGER", "NO_COLOR", "FORCE_COLOR", "LANG", "LANGUAGE"}
    | {"COLUMNS", "LINES", "TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "COLORTERM"}
    | {"TTY_COMPATIBLE", "TTY_INTERACTIVE", "MANPAGER", "PROMPT_TOOLKIT_NO_CPR"}
)

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on Windows, and say why, what it cannot run; elsewhere what is about it alone."""
    if os.name != "nt":
        alien = [item for item in items if item.get_closest_marker("windows")]
        config.hook.pytest_deselected(items=alien)
        items[:] = [item for item in items if item not in alien]
        return
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        mark = item.get_closest_marker("posix")
        terminal = FOR_POSIX["terminal"] if item.get_closest_marker("terminal") else None
        reason = mark.args[0] if mark is not None else FOR_POSIX.get(folder, terminal)
        if reason is not None:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session", autouse=True)
def _signals_as_usual() -> None:
    """Let programs that are started here be stopped, whoever runs the tests.

    A script starts what is in the background with interruptions ignored, and so does ``nohup``
    with hangups; what they start inherits it. What is caught here, if only to do nothing, is as
    usual again in what is started from here, and is still nothing to whoever runs the tests.
    """
    for number in signal.valid_signals():
        # These two Python ignores itself, and gives back as usual to what it starts.
        if number in (getattr(signal, "SIGPIPE", 0), getattr(signal, "SIGXFSZ", 0)):
            continue
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, _do_nothing)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _do_nothing(_number: int, _frame: object) -> None:
    """Hear a signal that is ignored."""


@pytest.fixture(autouse=True)
def _nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith(_OF_THEIRS) or name in _THEIRS:
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LAERING_CONFIG", str(tmp_path / "no-settings.toml"))
    for name in ("STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path / "person" / name.lower()))
    # The last place for drafts is everybody's temporary folder, where other tests leave theirs.
    temporary = tmp_path.with_name(f"{tmp_path.name}-temp")
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
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
    return in_process
