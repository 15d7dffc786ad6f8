"""The inbox at a terminal: each learning is looked over, taken in, put off or thrown away."""

from pathlib import Path

import pytest

from tests.support.letters import page_file
from tests.support.photographs import noisy
from tests.support.screen import Desk

pytestmark = pytest.mark.terminal

TAKES = "Enter tar den inn"


def inbox_of(desk: Desk, files: dict[str, str | bytes]) -> Path:
    folder = desk.journal / "innboks"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


@pytest.mark.parametrize("plain", [(), ("--ren",)])
def test_enter_takes_it_in_with_what_was_changed(tmp_path: Path, plain: tuple[str, ...]) -> None:
    desk = Desk(tmp_path)
    folder = inbox_of(desk, {"a.txt": page_file(pictures={"Hjørnet": noisy((60, 40))})})
    with desk.open(*plain, "innboks") as window:
        window.wait_for(TAKES)
        assert "Kjørte til gammel adresse." in window.text
        assert "1 bilde blir med." in window.text
        window.press("enter")
        assert window.finish() == 0
    (entry,) = (desk.journal / "entries").glob("*.md")
    assert "![Hjørnet](bilder/2026-11-19-feil-adresse-1.jpg)" in entry.read_text(encoding="utf-8")
    assert [path.name[:7] for path in (folder / "behandlet").iterdir()] == ["anonym-"]


def test_what_is_put_off_stays_with_what_was_changed_of_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    folder = inbox_of(desk, {"a.txt": page_file()})
    with desk.open("--ren", "innboks") as window:
        window.wait_for(TAKES)
        window.type("5\r")
        window.wait_for("Hva kan vi lære av det?")
        window.type("Ring først\r")
        window.wait_for("Lært: Ring først")
        window.type("h\r")
        window.wait_for("1 fil ligger igjen i innboksen.")
        assert window.finish() == 0
    assert (folder / "a.txt").exists()
    with desk.open("--ren", "innboks") as window:
        window.wait_for("Du har rettet på denne før.")
        window.wait_for("Lært: Ring først")
        window.type("\r")
        assert window.finish() == 0
    (entry,) = (desk.journal / "entries").glob("*.md")
    assert "Ring først" in entry.read_text(encoding="utf-8")
    assert not (folder / "a.txt").exists()


def test_what_is_thrown_away_is_in_the_trash(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    folder = inbox_of(desk, {"a.txt": page_file()})
    with desk.open("innboks", environment={"XDG_DATA_HOME": str(tmp_path / "data")}) as window:
        window.wait_for(TAKES)
        window.type("s")
        window.wait_for("Kaste den? En gang til, så ligger den i papirkurven.", TAKES)
        assert (folder / "a.txt").exists()
        window.type("s")
        window.wait_for("Den ligger i papirkurven.")
        assert window.finish() == 0
    assert not (folder / "a.txt").exists()
    assert list((desk.journal / "entries").glob("*.md")) == []
    assert (tmp_path / "data/Trash/files/a.txt").exists()


def test_whoever_thinks_again_keeps_it_and_may_add_a_picture(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    inbox_of(desk, {"a.txt": page_file(pictures={"Hjørnet": noisy((60, 40))})})
    photo = tmp_path / "mer.jpg"
    photo.write_bytes(noisy((80, 50)))
    with desk.open("--ren", "innboks") as window:
        window.wait_for(TAKES, "b")
        window.type("s\r")
        window.wait_for("Kaste den?")
        window.type("b\r")
        window.wait_for("Hvilket bilde?")
        window.type(f"{photo}\r")
        window.wait_for("Hva viser «mer.jpg»?")
        window.type("Skiltet\r")
        window.wait_until(lambda: window.text.count(TAKES) > 2, "the overview again")
        window.type("\r")
        assert window.finish() == 0
    (entry,) = (desk.journal / "entries").glob("*.md")
    text = entry.read_text(encoding="utf-8")
    assert "![Hjørnet](bilder/2026-11-19-feil-adresse-1.jpg)" in text
    assert "![Skiltet](bilder/2026-11-19-feil-adresse-2.jpg)" in text
