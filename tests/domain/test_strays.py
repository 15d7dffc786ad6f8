"""What lies among the entries and is none: named with what to do, or left alone in silence."""

import pytest

from laering.domain import strays


@pytest.mark.parametrize(
    "name",
    [
        *(".gjemt.md", ".DS_Store", "._x.md", ".x.md.swp", ".#x.md", ".syncthing.x.md.tmp"),
        *("x.md~", "x.md.swp", "#x.md#", "desktop.ini", "Desktop.ini", "Thumbs.db", "4913"),
        *("~syncthing~x.md.tmp", "x.md.part", "x.crdownload", ".bilde.jpg.icloud", "Icon\r"),
        ".~lock.x.docx#",
    ],
)
def test_what_is_nobodys_is_left_alone(name: str) -> None:
    assert strays.is_left_alone(name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("x.md.txt", strays.ENDING),
        ("x.MD", strays.ENDING),
        ("x.markdown", strays.ENDING),
        ("x.Md", strays.ENDING),
        ("notat.txt", strays.SENT),
        ("x.json", strays.TEXT),
        ("notat.docx", strays.SENT),
        ("melding.eml", strays.SENT),
        ("rapport.pdf", strays.OTHER),
        ("uten-endelse", strays.OTHER),
        (".x.md.icloud", strays.NOT_DOWNLOADED),
        (".notat.docx.icloud", strays.NOT_DOWNLOADED),
        ("~$x.md", strays.OPEN_ELSEWHERE),
        ("~$notat.docx", strays.OPEN_ELSEWHERE),
    ],
)
def test_anything_else_is_named_with_what_to_do(name: str, reason: str) -> None:
    assert not strays.is_left_alone(name)
    assert strays.why_stray(name) == reason


def test_pictures_are_known_by_their_endings() -> None:
    assert strays.is_picture("Skade.JPG")
    assert not strays.is_picture("skade.jpg.txt")
