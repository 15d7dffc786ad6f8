"""The report as a page, in a browser: what it shows, lets one do, and never does."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.journals import JOURNALS

from .visit import MakeReport, Open

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = list(JOURNALS)
PHONE = {"width": 360, "height": 800}
MEDIA: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "print": {"media": "print"},
}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_runs_nothing_and_complains_of_nothing(
    make_report: MakeReport, open_page: Open, name: str
) -> None:
    path = make_report(name)

    seen = open_page(path)

    assert seen.page.evaluate("window.hit") is None
    assert seen.requests == [path.as_uri()]
    assert seen.complaints == []


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible(
    make_report: MakeReport, open_page: Open, name: str, media: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    page = open_page(make_report(name)).page
    page.emulate_media(**MEDIA[media])

    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_a_phone(make_report: MakeReport, open_page: Open, name: str) -> None:
    page = open_page(make_report(name), viewport=PHONE).page

    needed, had = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )

    assert needed <= had


@pytest.mark.parametrize("name", NAMES)
def test_every_place_has_a_name_of_its_own_and_every_link_leads_to_one(
    make_report: MakeReport, open_page: Open, name: str
) -> None:
    page = open_page(make_report(name)).page

    names, wanted = page.evaluate(
        """[
            [...document.querySelectorAll("[id]")].map((each) => each.id),
            [...document.querySelectorAll('a[href^="#"]')].map(
                (each) => decodeURIComponent(each.hash.slice(1))),
        ]"""
    )

    assert len(names) == len(set(names))
    assert wanted
    assert set(wanted) <= set(names)


def test_the_browser_knows_the_language_and_the_headings_have_an_order(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("hostile")).page

    levels = page.evaluate(
        '[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => +each.tagName[1])'
    )

    assert page.evaluate("document.documentElement.lang") == "nb"
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_all_stands_there_without_scripts_and_nothing_to_find_it_with(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual"), java_script_enabled=False).page

    assert page.locator("article:visible").count() == 5
    assert not page.locator("#page-find").is_visible()


def test_a_source_is_chosen_with_the_keyboard_alone(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual")).page
    _tab_to(page, "input[type=radio]")

    page.keyboard.press("ArrowRight")

    assert page.locator("section[data-source]:visible h2").all_inner_texts() == [
        "Avvik og feil (1)"
    ]
    assert page.locator("#page-state").inner_text() == "Viser 1 av 5 lærdommer."


def test_words_are_found_whatever_their_case_and_escape_shows_all_again(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual")).page
    _tab_to(page, "input[type=search]")

    page.keyboard.type("LEVERINGSDØR kassene")
    page.locator("#page-state", has_text="Viser 1 av 5").wait_for()
    found = page.locator("article:visible h3").all_inner_texts()
    page.keyboard.press("Escape")

    assert found == ["Levering til feil dør: *igjen* [Hansen]"]
    assert page.locator("article:visible").count() == 5
    assert page.locator("#page-words").input_value() == ""


def test_labels_and_file_names_are_not_searched(make_report: MakeReport, open_page: Open) -> None:
    page = open_page(make_report("usual")).page

    page.locator("#page-words").fill("entries")
    page.locator("#page-none").wait_for()

    assert page.locator("article:visible").count() == 0


def test_where_nothing_fits_the_page_says_so_and_one_key_shows_all(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual")).page
    page.locator("#page-words").focus()

    page.keyboard.type("finnesikke")
    page.locator("#page-none").wait_for()
    headings = page.locator("section[data-source]:visible").count()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    assert headings == 0
    assert page.locator("article:visible").count() == 5
    assert not page.locator("#page-none").is_visible()


def test_a_change_of_what_is_shown_is_announced(make_report: MakeReport, open_page: Open) -> None:
    page = open_page(make_report("usual")).page

    state = page.get_by_role("status")

    assert state.inner_text() == "Viser 5 av 5 lærdommer."
    page.locator("#page-words").fill("brød")
    page.locator("#page-state", has_text="Viser 2 av 5").wait_for()


def test_what_is_printed_is_what_is_shown_and_says_so(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual")).page
    page.get_by_label("Kundetilbakemeldinger").check()

    page.emulate_media(media="print")

    assert page.locator("article:visible").count() == 2
    assert page.locator("#page-chosen").inner_text() == (
        "Utvalg: Kundetilbakemeldinger. Viser 2 av 5 lærdommer."
    )
    for hidden in ("nav", "#page-find", ".file"):
        assert page.locator(f"{hidden}:visible").count() == 0


def test_a_whole_report_is_printed_without_a_word_of_selections(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual")).page

    page.emulate_media(media="print")

    assert not page.locator("#page-chosen").is_visible()


def test_a_link_to_a_learning_that_is_hidden_shows_it(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual")).page
    link = page.get_by_role("link", name="Skrive leveringsdør på kassene")

    for _again in range(2):
        page.get_by_label("Kundetilbakemeldinger").check()
        link.click()
        page.locator("#page-state", has_text="Viser 5 av 5").wait_for()

    assert page.locator("article:target h3").inner_text().startswith("Levering til feil dør")


def test_an_address_with_a_lone_percent_sign_breaks_nothing(
    make_report: MakeReport, open_page: Open
) -> None:
    visit = open_page(make_report("usual"))
    said: list[str] = []
    visit.page.on("pageerror", lambda error: said.append(str(error)))

    visit.page.evaluate("location.hash = '#%'")
    visit.page.get_by_label("Kundetilbakemeldinger").check()

    assert said == []


def test_text_is_dark_on_white_paper_whatever_the_screen_is(
    make_report: MakeReport, open_page: Open
) -> None:
    page = open_page(make_report("usual"), color_scheme="dark").page

    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(34, 38, 43)"


def _tab_to(page: "Page", selector: str) -> None:
    """Press Tab until what the selector means has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    pytest.fail(f"Tab never comes to {selector}")
