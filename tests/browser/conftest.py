"""A browser without a window, shared by the tests here, and the pages to look at in it.

It is Debian's Chromium, driven by Playwright; nothing is downloaded. Where one of them is
missing the tests say so, or fail in CI.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.journals import JOURNALS
from tests.support.needs import cannot_run
from tests.support.runs import Run
from tests.support.waiting import PATIENCE

from .visit import MakeReport, MakeSlip, Open, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_QUIETLY = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


# Not for the whole session: while it is there, nobody else in the process can run an event loop.
@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    """Chromium, started once."""
    program = shutil.which("chromium")
    if program is None:
        cannot_run("Chromium is not installed")
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        cannot_run(f"Playwright is not installed: {error}")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=program, args=list(_QUIETLY))
        except Error as error:
            cannot_run(f"Chromium does not start: {error}")
        yield started
        started.close()


@pytest.fixture
def make_report(tmp_path: Path, run: Run) -> MakeReport:
    """Make the page of one of the journals."""

    def make(name: str) -> Path:
        folder = tmp_path / name
        JOURNALS[name](folder)
        out = tmp_path / f"{name}.html"
        result = run("--journal", str(folder), "rapport", "2026-11", "--ut", str(out))
        assert result.code == 0, result.stderr
        return out

    return make


@pytest.fixture
def make_slip(folder: Path, tmp_path: Path, run: Run) -> MakeSlip:
    """Make the page of the journal for those without a terminal."""

    def make(*more: str) -> Path:
        out = tmp_path / "skjema.html"
        result = run("skjema", "--ut", str(out), *more)
        assert result.code == 0, result.stderr
        return out

    return make


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[Open]:
    """Open a file where there is no network, and see what it does."""
    contexts = []

    def visit(path: Path, **options: Any) -> Visit:
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        seen = Visit(context.new_page())
        page = seen.page
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
        page.goto(path.as_uri())
        return seen

    yield visit
    for context in contexts:
        context.close()
