"""The page for those without a terminal, in a browser: what it asks, keeps and hands over."""

import json
import re
import struct
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from laering.domain.body import unpack
from laering.domain.entry import Answers, Entry
from laering.files.entry import codec
from laering.files.system.contents import MAX_BYTES
from tests.support.journals import MARKUP
from tests.support.runs import Run

from .visit import MakeSlip, Open, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOON = "2026-11-23T12:00:00"
PHONE = {"width": 375, "height": 812}
MEDIA: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "print": {"media": "print"},
}
VIEWPORTS: dict[str, dict[str, Any]] = {
    "320 px": {"viewport": {"width": 320, "height": 640}},
    "200 %": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    "laptop": {"viewport": {"width": 1280, "height": 800}},
}

# A browser that shares files, and remembers what it was given instead.
SHARES = """
navigator.canShare = (given) => given.files.every((file) => file.name.endsWith(".txt"));
navigator.share = (given) => {
  if (window.refused) return Promise.reject(new DOMException("", window.refused));
  return given.files[0].text().then((text) => {
    window.shared = [given.files[0].name, given.files[0].type, text];
  });
};
"""
# Links that lead out of the page are told of, and not followed.
LINKS = """
addEventListener("click", (event) => {
  if (event.target.protocol !== "mailto:") return;
  window.followed = event.target.href;
  event.preventDefault();
});
"""


@pytest.fixture
def form(make_slip: MakeSlip, open_page: Open) -> Callable[..., Visit]:
    """The form, opened at noon on a day that is known."""

    def opened(*given: str, script: str = LINKS, **options: Any) -> Visit:
        path = make_slip(*given)
        seen = open_page(path, **options)
        seen.page.add_init_script(script)
        seen.page.clock.install(time=NOON)
        seen.page.reload()
        return seen

    return opened


def _choose(page: "Page", source: str = "avvik") -> None:
    page.locator(f"label:has(input[value={source}])").click()


def _fill(page: "Page") -> None:
    _choose(page)
    page.locator("label:has(input[value=mindre-bra])").click()
    page.locator("#page-happened").fill("Leveransen gikk til gammel adresse. Kunden ringte.")
    page.locator("#page-learned").fill("Adressen står to steder.")
    page.locator("#page-differently").fill("- [ ] Rette adressen: straks")


def _saved(page: "Page", key: str = "") -> tuple[str, str]:
    """The name and the text of the file that the page saves."""
    with page.expect_download() as waiting:
        if key:
            page.keyboard.press(key)
        else:
            page.locator("#page-save").click()
    name = waiting.value.suggested_filename
    return name, Path(waiting.value.path()).read_bytes().decode("utf-8")


def _entry(text: str) -> Entry:
    entry = codec.read(text.encode("utf-8"), "entries/x.md")
    assert isinstance(entry, Entry), entry
    return entry


def _photo(page: "Page", width: int, height: int, kind: str = "image/jpeg") -> bytes:
    """A picture with much in it, its left half red and its right half blue at the edges."""
    data: str = page.evaluate(
        """([width, height, kind]) => {
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [width, height];
            const paper = canvas.getContext("2d");
            for (let at = 0; at < 20000; at += 1) {
                paper.fillStyle = `hsl(${(at * 47) % 360} 70% ${(at * 31) % 100}%)`;
                paper.fillRect((at * 7919) % width, (at * 104729) % height, 40, 25);
            }
            paper.fillStyle = "red";
            paper.fillRect(0, 0, width / 4, height);
            paper.fillStyle = "blue";
            paper.fillRect(width * 3 / 4, 0, width / 4, height);
            return canvas.toDataURL(kind, 0.95);
        }""",
        [width, height, kind],
    )
    return b64decode(data.partition(",")[2])


def _with_place(jpeg: bytes, turned: int = 1) -> bytes:
    """The picture as a telephone writes it: which way is up, and where it was taken."""
    place = b"GPS 59.9139 10.7522\0"
    entries = struct.pack("<HHHIHH", 2, 0x0112, 3, 1, turned, 0)
    entries += struct.pack("<HHII", 0x010E, 2, len(place), 38)
    tiff = b"II*\0" + struct.pack("<I", 8) + entries + struct.pack("<I", 0) + place
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def _add(page: "Page", *pictures: tuple[str, bytes]) -> None:
    before = page.locator("#page-pictures li").count()
    files = [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in pictures]
    page.locator("#page-file").set_input_files(files)  # type: ignore[arg-type]
    page.wait_for_function(
        "(before) => document.querySelectorAll('#page-pictures li').length > before"
        " || !document.getElementById('page-pictures-error').hidden",
        arg=before,
    )


def _pictures(text: str) -> list[bytes]:
    return [b64decode(each) for each in re.findall(r"data:image/jpeg;base64,([^)]*)", text)]


def _size(jpeg: bytes) -> tuple[int, int]:
    """How wide and how high a JPEG is, by its own frame."""
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    high, wide = struct.unpack(">HH", jpeg[at + 5 : at + 9])
    return wide, high


# --- What it is


def test_the_page_asks_nobody_for_anything_and_complains_of_nothing(
    form: Callable[..., Visit],
) -> None:
    seen = form("--til", "kari@firma.no", "--mappe", "Felles/innboks")
    page = seen.page

    _fill(page)
    _add(page, ("a.jpg", _photo(page, 600, 400)))
    _saved(page)
    page.locator("#page-copy").click()

    outside = {url for url in seen.requests if not url.startswith(("data:", "blob:"))}
    assert outside == {page.url}
    assert seen.complaints == []


def test_the_page_is_small(make_slip: MakeSlip) -> None:
    assert make_slip().stat().st_size < 120_000


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("media", MEDIA)
def test_every_state_of_the_page_is_accessible_and_fits(
    form: Callable[..., Visit], media: str, viewport: str
) -> None:
    page = form("--til", "kari@firma.no", **VIEWPORTS[viewport]).page
    page.emulate_media(**MEDIA[media])

    found = {"empty": _faults(page)}
    page.locator("#page-save").evaluate("(button) => button.click()")
    found["lacking"] = _faults(page)
    page.emulate_media(media="screen")
    _fill(page)
    _add(page, ("a.jpg", _photo(page, 600, 400)), ("b.jpg", b"no picture"))
    _saved(page)
    page.locator("#page-copy").click()
    page.locator("#page-forget").click()
    page.emulate_media(**MEDIA[media])
    found["full"] = _faults(page)
    page.evaluate("show(part('plain'), true); show(form, false)")
    found["plain"] = _faults(page)

    assert [fault for faults in found.values() for fault in faults] == []


def _faults(page: "Page") -> list[Any]:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    violations = Axe().run(page).response["violations"]
    needed, had = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    wide = [f"{needed} > {had}"] if needed > had else []
    return wide + [(each["id"], each["nodes"][0]["html"][:200]) for each in violations]


def test_without_scripts_the_questions_stand_there_and_whom_to_send_the_answers_to(
    make_slip: MakeSlip, open_page: Open
) -> None:
    page = open_page(make_slip("--til", "kari@firma.no"), java_script_enabled=False).page

    text = page.locator("main").inner_text()

    assert "Hva kan vi gjøre annerledes neste gang?" in text
    assert "Avvik og feil: Hva skjedde – og hvorfor?" in text
    assert "Send svarene til kari@firma.no." in text
    assert not page.locator("#page-form").is_visible()


def test_where_scripts_run_the_questions_stand_there_once(form: Callable[..., Visit]) -> None:
    page = form().page

    assert page.get_by_text("Hva kan vi lære av det?").locator("visible=true").count() == 1
    assert page.locator("html").get_attribute("lang") == "nb"


def test_words_of_a_journal_that_mean_ill_are_words(
    folder: Path, make_slip: MakeSlip, open_page: Open
) -> None:
    rows = "".join(
        f"[[sources]]\nid = 'k{number}'\nname = {json.dumps(text)}\nquestion = {json.dumps(text)}\n"
        for number, text in enumerate(MARKUP)
        if not any(sign in text for sign in "\x00\u202e")
    )
    name = "</script><script>window.hit=1</script>"
    (folder / "laering.toml").write_text(f"name = {json.dumps(name)}\n{rows}", encoding="utf-8")

    seen = open_page(make_slip("--mappe", MARKUP[1]))

    assert seen.page.evaluate("window.hit") is None
    assert seen.page.locator(".journal").inner_text() == name
    assert MARKUP[1] in seen.page.locator("#page-where").inner_text()
    assert seen.complaints == []


# --- What is asked and handed over


def test_the_hints_are_those_of_the_source(form: Callable[..., Visit]) -> None:
    page = form().page

    _choose(page, "kunde")

    assert page.locator("#page-happened-hint").inner_text() == (
        "Skriv det kunden sa, ros eller savn."
    )


def test_all_is_filled_in_by_keyboard_alone_and_read_as_it_was_typed(
    form: Callable[..., Visit],
) -> None:
    page = form().page
    keys = page.keyboard

    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Space")
    for _again in range(6):
        keys.press("Tab")
        if page.evaluate("document.activeElement.id") == "page-happened":
            break
    keys.type("Deigen: «for våt» # igjen")
    keys.press("Enter")
    keys.type("---")
    keys.press("Tab")
    keys.type('Nei: "aldri" igjen')
    keys.press("Tab")
    keys.type("- [ ] Veie vannet")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.id") == "page-file"
    _add(page, ("a.png", _photo(page, 60, 40, "image/png")))
    for _again in range(6):
        if page.evaluate("document.activeElement.id") == "page-author":
            break
        keys.press("Tab")
    keys.type('Kari: "sjefen"')
    keys.press("Tab")
    name, text = _saved(page, "Enter")

    entry = _entry(text)
    body = unpack(entry)
    assert re.fullmatch(r"laering-2026-11-23-deigen-for-vat-igjen-[a-z0-9]{4}\.txt", name)
    assert (entry.source, entry.outcome, entry.author) == ("avvik", "bra", 'Kari: "sjefen"')
    assert entry.date.isoformat() == "2026-11-23"
    assert body.answers == Answers(
        "Deigen: «for våt» # igjen\n---", 'Nei: "aldri" igjen', "- [ ] Veie vannet"
    )
    assert body.actions == ()
    assert len(_pictures(text)) == 1


def test_from_open_to_handed_over_is_at_most_eight_taps_beside_the_text(
    form: Callable[..., Visit],
) -> None:
    page = form(script=SHARES, viewport=PHONE, has_touch=True, is_mobile=True).page
    taps = [
        "label:has(input[value=avvik])",
        "label:has(input[value=mindre-bra])",
        *("#page-happened", "#page-learned", "#page-differently"),
        "#page-share",
    ]

    for place in taps:
        page.locator(place).tap()
        if page.evaluate("document.activeElement.matches('textarea')"):
            page.keyboard.type("Noen ord")
    page.wait_for_function("window.shared")

    assert len(taps) <= 8
    assert _entry(page.evaluate("window.shared[2]")).source == "avvik"


def test_what_lacks_is_marked_said_and_gets_the_focus(form: Callable[..., Visit]) -> None:
    page = form().page

    page.locator("#page-save").click()
    focused = page.evaluate("document.activeElement.name")
    shown = page.locator(".error:visible").all_inner_texts()
    _choose(page)
    page.locator("#page-happened").fill("  \n ")
    page.locator("#page-date").fill("2026-11-24")
    page.locator("#page-save").click()

    assert focused == "source"
    assert shown == [
        "Velg hva det gjelder.",
        "Skriv i det minste noen ord om hva som skjedde.",
    ]
    assert page.locator(".error:visible").all_inner_texts() == [
        "Velg dagen det skjedde, senest i dag.",
        "Skriv i det minste noen ord om hva som skjedde.",
    ]
    assert page.locator("#page-source").get_attribute("aria-invalid") is None
    assert page.locator("#page-happened").get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.activeElement.id") == "page-date"


def test_the_file_is_shared_where_the_browser_can(form: Callable[..., Visit]) -> None:
    page = form(script=SHARES).page
    _fill(page)

    page.evaluate("window.refused = 'AbortError'")
    page.locator("#page-share").click()
    quiet = page.locator("#page-done").inner_text()
    page.evaluate("window.refused = 'NotAllowedError'")
    page.locator("#page-share").click()
    page.locator("#page-done", has_text="Lagre den i stedet").wait_for()
    page.evaluate("window.refused = ''")
    page.locator("#page-share").click()
    page.locator("#page-done", has_text="Delt. Takk!").wait_for()

    name, kind, text = page.evaluate("window.shared")
    assert quiet == ""
    assert (name[:19], kind) == ("laering-2026-11-23-", "text/plain")
    assert _entry(text).outcome == "mindre-bra"


def test_a_browser_that_cannot_share_files_is_not_asked_to(form: Callable[..., Visit]) -> None:
    assert not form().page.locator("#page-share").is_visible()


def test_a_saved_file_comes_with_what_to_do_with_it(form: Callable[..., Visit]) -> None:
    page = form("--mappe", "Felles/innboks").page
    _fill(page)

    name, _text = _saved(page)

    assert page.locator("#page-done p").all_inner_texts() == [
        f"Fila «{name}» er lagret, som regel i Nedlastinger.",
        "Legg fila i mappa «Felles/innboks».",
        "Skal andre bruke denne enheten? Slett det du skrev.",
    ]


def test_an_email_holds_all_that_was_typed(form: Callable[..., Visit]) -> None:
    page = form("--til", "kari+melding@firma.no").page
    _fill(page)

    page.locator("#page-mail").click()

    link = urlsplit(page.evaluate("window.followed"))
    said = parse_qs(link.query)
    assert link.path == "kari%2Bmelding@firma.no"
    assert said["subject"] == ["Læring: Leveransen gikk til gammel adresse"]
    entry = _entry(said["body"][0].replace("\r\n", "\n"))
    assert unpack(entry).answers.differently == "- [ ] Rette adressen: straks"


def test_what_is_too_long_for_an_email_is_said_and_not_cut(form: Callable[..., Visit]) -> None:
    page = form("--til", "kari@firma.no").page
    _fill(page)
    page.locator("#page-learned").fill("Ærlig " * 200)

    page.locator("#page-mail").click()

    assert page.evaluate("window.followed") is None
    assert "for langt for en e-post" in page.locator("#page-done").inner_text()


def test_as_text_it_is_copied_whole_but_for_the_pictures(form: Callable[..., Visit]) -> None:
    page = form(permissions=["clipboard-read"]).page
    _fill(page)
    _add(page, ("a.jpg", _photo(page, 60, 40)))

    page.locator("#page-copy").click()

    text = page.evaluate("navigator.clipboard.readText()")
    assert unpack(_entry(text.replace("\r\n", "\n"))).answers.learned == "Adressen står to steder."
    assert "data:" not in text
    assert "Bildene er ikke med." in page.locator("#page-done").inner_text()


# --- Pictures


def test_a_picture_is_made_small_turned_the_right_way_up_and_its_place_taken_out(
    form: Callable[..., Visit],
) -> None:
    page = form().page
    _fill(page)
    photo = _with_place(_photo(page, 3000, 2000), turned=6)
    assert b"GPS" in photo

    _add(page, ("IMG_1.jpg", photo))
    page.get_by_label("Hva viser bilde 1?").fill("Skade [venstre] side")
    name, text = _saved(page)

    (made,) = _pictures(text)
    wide, high = _size(made)
    assert name.endswith(".txt")
    assert made[:2] == b"\xff\xd8"
    assert b"GPS" not in made
    assert b"Exif" not in made
    assert high > wide
    assert high <= 2000
    assert "![Skade \\[venstre\\] side](data:" in text


def test_three_pictures_make_a_file_that_a_journal_takes(
    form: Callable[..., Visit], folder: Path, run: Run, tmp_path: Path
) -> None:
    page = form().page
    _fill(page)
    photo = _photo(page, 4000, 3000)

    _add(page, *((f"{number}.jpg", photo) for number in range(4)))
    _name, text = _saved(page)
    file = tmp_path / "levert.txt"
    file.write_text(text, encoding="utf-8")
    result = run("ny", "--fra", str(file))

    assert page.locator("#page-pictures-error").inner_text() == (
        "Det er plass til tre bilder. Resten ble ikke med."
    )
    assert len(_pictures(text)) == 3
    assert len(text.encode()) < MAX_BYTES
    assert result.code == 0, result.stderr
    shown = json.loads(run("vis", "siste", "--json").stdout)
    assert shown["happened"].startswith("Leveransen gikk til gammel adresse. Kunden ringte.\n\n![")
    assert len(shown["pictures"]) == 3
    assert run("sjekk").code == 0


def test_what_is_no_picture_is_named_and_the_others_come(form: Callable[..., Visit]) -> None:
    page = form().page

    _add(page, ("notat.heic", b"no picture"), ("b.jpg", _photo(page, 60, 40)))
    page.locator("#page-pictures li").wait_for()

    assert page.locator("#page-pictures-error").inner_text() == (
        "«notat.heic» er ikke et bilde som denne nettleseren kan lese."
    )


# --- What is kept


def _told(page: "Page") -> tuple[str, str]:
    return page.locator("#page-happened").input_value(), page.locator("#page-date").input_value()


def test_what_was_typed_is_there_after_the_page_was_closed(form: Callable[..., Visit]) -> None:
    page = form().page
    _fill(page)
    page.locator("#page-date").fill("2026-11-20")
    _add(page, ("a.jpg", _photo(page, 60, 40)))
    page.get_by_label("Hva viser bilde 1?").fill("Kassa")

    page.reload()

    assert _told(page)[1] == "2026-11-20"
    assert page.locator("#page-kept").inner_text().startswith("Her er det som ble begynt")
    assert page.get_by_label("Hva viser bilde 1?").input_value() == "Kassa"
    assert unpack(_entry(_saved(page)[1])).answers.learned == "Adressen står to steder."


def test_nothing_is_said_of_a_page_that_nobody_began(form: Callable[..., Visit]) -> None:
    page = form().page

    page.reload()

    assert not page.locator("#page-kept").is_visible()
    assert _told(page) == ("", "2026-11-23")
    assert page.evaluate("localStorage.length") == 0


def test_after_a_day_it_is_gone(form: Callable[..., Visit]) -> None:
    page = form().page
    _fill(page)
    _add(page, ("a.jpg", _photo(page, 60, 40)))

    page.wait_for_function("localStorage.length === 2")

    page.clock.install(time="2026-11-24T13:00:00")
    page.reload()

    assert _told(page) == ("", "2026-11-24")
    assert page.evaluate("localStorage.length") == 0


def test_what_was_saved_is_kept_no_longer(form: Callable[..., Visit]) -> None:
    page = form().page
    _fill(page)
    _add(page, ("a.jpg", _photo(page, 60, 40)))

    _saved(page)

    assert page.evaluate("localStorage.length") == 0


def test_it_is_deleted_when_somebody_says_so_twice(form: Callable[..., Visit]) -> None:
    page = form().page
    _fill(page)
    _add(page, ("a.jpg", _photo(page, 60, 40)))

    page.locator("#page-forget").click()
    page.locator("#page-no").click()
    before = _told(page)[0]
    page.locator("#page-forget").click()
    page.locator("#page-yes").click()

    assert before
    assert _told(page) == ("", "2026-11-23")
    assert page.locator("input:checked").count() == 0
    assert page.locator("#page-pictures li").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_keeps_nothing_says_so_and_works(form: Callable[..., Visit]) -> None:
    refuses = "Storage.prototype.setItem = () => { throw new Error('full'); };"
    page = form(script=refuses).page

    _fill(page)

    assert "tar ikke vare på det du skriver" in page.locator("#page-private").inner_text()
    assert _entry(_saved(page)[1]).source == "avvik"


def test_a_page_left_open_for_a_day_is_emptied_when_somebody_comes_back(
    form: Callable[..., Visit],
) -> None:
    page = form().page
    _fill(page)

    for hours, typed in ((23, True), (25, False)):
        page.clock.set_system_time(f"2026-11-{23 + (12 + hours) // 24}T{(12 + hours) % 24:02}:00")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert bool(_told(page)[0]) is typed


def test_a_picture_that_is_taken_out_is_gone_and_makes_room(form: Callable[..., Visit]) -> None:
    page = form().page
    _fill(page)
    _add(page, *((f"{number}.jpg", _photo(page, 60, 40)) for number in range(3)))
    room = page.locator("#page-add").is_visible()
    for _again in range(3):
        page.get_by_role("button", name="Fjern bilde 1").click()

    page.reload()

    assert not room
    assert page.locator("#page-add").is_visible()
    assert page.locator("#page-pictures li").count() == 0
    assert _pictures(_saved(page)[1]) == []


def test_what_the_page_hands_over_comes_in_by_the_inbox_with_its_words_and_its_picture(
    form: Callable[..., Visit], folder: Path, run: Run
) -> None:
    page = form(viewport=PHONE).page
    _fill(page)
    _add(page, ("IMG_1.jpg", _with_place(_photo(page, 600, 400))))
    name, text = _saved(page)
    (folder / "innboks").mkdir()
    (folder / "innboks" / name).write_bytes(text.encode("utf-8"))

    done = run("innboks", "--alt")

    assert done.code == 0, done.stderr
    (path,) = (folder / "entries").glob("*.md")
    entry = codec.read(path.read_bytes(), "entries/x.md")
    assert isinstance(entry, Entry)
    answers, typed = unpack(entry).answers, unpack(_entry(text)).answers
    assert (answers.learned, answers.differently) == (typed.learned, typed.differently)
    happened, _, shown = answers.happened.partition("\n\n![")
    assert happened == typed.happened
    (picture,) = (folder / "entries/bilder").iterdir()
    assert f"](bilder/{picture.name})" in shown
    assert _size(picture.read_bytes()) == (600, 400)
    assert b"GPS" not in picture.read_bytes()
