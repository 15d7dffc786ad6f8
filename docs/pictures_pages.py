"""Pictures of the files that a report is handed on as: the page in a browser, and the first sheet.

Each shows the file itself, as it is seen by somebody who gets it.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typst

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class Window(NamedTuple):
    """A window to look at a page in, and the place of the page that the picture ends above."""

    width: int
    dots_a_pixel: float
    until: str


WINDOWS = {
    "rapport-html": Window(1000, 1.5, "#source-avvik"),
    "rapport-mobil": Window(390, 1.5, "#by-source"),
}
"""By the name of the picture."""

# A light frame: white paper would not be seen on a white page. With fewer dots the edges of
# letters are lost.
_SHEET = """
#set page(width: auto, height: auto, margin: 0.4pt)
#box(stroke: 0.8pt + rgb("#c9c4bf"), image("{name}", page: 1))
"""
_DOTS_AN_INCH = 144
_QUIETLY = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


class NoBrowser(Exception):
    """There is no browser to look at a page in; the message says why."""


def first_sheet(pdf: Path) -> bytes:
    """The first sheet of a PDF as a PNG, with a thin frame; a file is put beside the PDF.

    The typesetter that made it also draws it: it takes the finished file as an illustration.
    """
    framed = pdf.with_suffix(".typ")
    framed.write_text(_SHEET.format(name=pdf.name), encoding="utf-8")
    return typst.compile(framed, format="png", ppi=_DOTS_AN_INCH)


def tops(page: Path) -> dict[str, bytes]:
    """The top of a page as it is in each of the windows: PNGs by name. Raises NoBrowser."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise NoBrowser(f"Playwright is not installed ({error})") from None
    program = shutil.which("chromium")
    if program is None:
        raise NoBrowser("Chromium is not installed (on Debian: apt install chromium)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=list(_QUIETLY))
        except Error as error:
            raise NoBrowser(f"Chromium does not start ({error})") from None
        taken = {name: _top(browser, page, window) for name, window in WINDOWS.items()}
        browser.close()
    return taken


def _top(browser: "Browser", page: Path, window: Window) -> bytes:
    context = browser.new_context(
        viewport={"width": window.width, "height": 800},
        device_scale_factor=window.dots_a_pixel,
        color_scheme="light",
        offline=True,
    )
    seen = context.new_page()
    seen.goto(page.as_uri())
    place = seen.locator(window.until).bounding_box()
    assert place is not None, f"no {window.until} on the page"
    picture = seen.screenshot(
        clip={"x": 0, "y": 0, "width": window.width, "height": place["y"]},
        full_page=True,
        animations="disabled",
    )
    context.close()
    return picture
