"""A copy of a picture shows what the picture shows, and tells nothing more."""

import struct
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from laering.domain.errors import (
    HeicMissing,
    NoPicture,
    PictureTooLarge,
    TooManyPixels,
)
from laering.files.pictures import clean as cleaning
from laering.files.pictures.clean import LONGEST_SIDE, as_it_is, clean
from laering.files.pictures.traces import NOTES, PLACE, kind_of, traces
from tests.support.photographs import (
    NOTHING_BUT_PIXELS,
    XMP,
    bomb,
    exif,
    noisy,
    photograph,
    pieces_of,
    png_piece,
)

WITH_PLACE = {
    "jpg": photograph("JPEG", exif=exif()),
    "png": photograph("PNG", exif=exif()),
    "webp": photograph("WEBP", exif=exif()),
    "heic": b"",
}


def heic() -> bytes:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    return photograph("HEIF", exif=exif())


def of(kind: str) -> bytes:
    return WITH_PLACE[kind] or heic()


def is_red(data: bytes, at: tuple[int, int]) -> bool:
    red, _, blue = seen(data).getpixel(at)  # type: ignore[misc]
    return red > 200 > blue


def seen(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("kind", WITH_PLACE)
def test_a_copy_has_nothing_but_its_pixels(kind: str) -> None:
    before = of(kind)

    after = clean(before, "bilde")

    assert PLACE in traces(BytesIO(before))
    assert traces(BytesIO(after.data)) == frozenset()
    assert set(pieces_of(after.data)) <= NOTHING_BUT_PIXELS
    assert b"Kameraet" not in after.data
    assert is_red(after.data, (5, 20))
    assert not is_red(after.data, (55, 20))


@pytest.mark.parametrize("coloured", [False, True], ids=["plain", "with a profile"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_is_upright_however_the_camera_was_held(orientation: int, *, coloured: bool) -> None:
    turned = {3: 180, 6: 90, 8: 270}.get(orientation, 0)
    held = Image.open(BytesIO(photograph("PNG"))).rotate(turned, expand=True)
    into = BytesIO()
    # Telephones have a profile of their own colours in every picture.
    profile = {"icc_profile": _profile()} if coloured else {}
    held.save(into, "JPEG", exif=exif(orientation), quality=95, **profile)

    after = clean(into.getvalue(), "bilde").data

    if orientation in {1, 3, 6, 8}:
        assert seen(after).size == (60, 40)
        assert is_red(after, (5, 20))
    else:
        assert sorted(seen(after).size) == [40, 60]


def test_comments_and_what_other_programs_wrote_are_gone() -> None:
    before = photograph("JPEG", comment=b"hos Kari", xmp=XMP, icc_profile=_profile())

    after = clean(before, "bilde")

    assert traces(BytesIO(before)) == {PLACE, NOTES}
    assert set(pieces_of(after.data)) <= NOTHING_BUT_PIXELS
    assert b"Kari" not in after.data


def test_text_in_a_png_is_gone_and_what_is_seen_through_stays_so() -> None:
    image = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    into = BytesIO()
    image.save(into, "PNG", icc_profile=_profile())
    data = into.getvalue()
    data = data[:33] + png_piece(b"tEXt", b"Author\0Kari Nordmann") + data[33:]

    after = clean(data, "bilde")

    assert after.ending == "png"
    assert set(pieces_of(after.data)) <= NOTHING_BUT_PIXELS
    assert Image.open(BytesIO(after.data)).getpixel((3, 3)) == (255, 0, 0, 0)


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("P", (30, 30), number) for number in range(3)]
    into = BytesIO()
    frames[0].save(into, "GIF", save_all=True, append_images=frames[1:], comment=b"hos Kari")

    after = clean(into.getvalue(), "bilde")

    assert after.ending == "png"
    assert getattr(Image.open(BytesIO(after.data)), "n_frames", 1) == 1
    assert b"Kari" not in after.data


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "jpg"), ("WEBP", "jpg")])
def test_a_large_photograph_becomes_smaller(kind: str, ending: str) -> None:
    after = clean(noisy((2200, 1100), kind), "bilde")

    assert seen(after.data).size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert after.ending == ending


def test_a_picture_of_a_screen_stays_sharp() -> None:
    after = clean(photograph("PNG", (1200, 800)), "bilde")

    assert after.ending == "png"
    assert seen(after.data).getpixel((599, 400)) == (255, 0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "YCbCr"])
def test_colours_of_every_kind_are_read(mode: str) -> None:
    image = Image.new("L", (20, 20), 200).convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = Image.new("I;16", (20, 20), 200 * 257)
    into = BytesIO()
    image.save(into, "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG")

    after = clean(into.getvalue(), "bilde")

    assert abs(seen(after.data).convert("L").getpixel((9, 9)) - (255 if mode == "1" else 200)) < 4  # type: ignore[operator]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Hei",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        photograph()[:300],
        photograph("PNG")[:60],
        photograph("WEBP")[:30],
        b"RIFF\xff\xff\xff\xffWEBPVP8X",
        b"GIF89a\x01\x00\x01\x00\x80",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\x00\x00\x00\x18ftypheic" + bytes(200),
    ],
)
def test_what_is_no_picture_or_half_of_one_is_refused(data: bytes) -> None:
    with pytest.raises(NoPicture):
        clean(data, "bilde.jpg")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(TooManyPixels):
        clean(bomb(), "bilde.png")
    with pytest.raises(TooManyPixels):
        clean(bomb(11_000), "bilde.png")


def test_a_bomb_of_text_is_refused() -> None:
    import zlib

    text = b"Comment\0\0" + zlib.compress(bytes(80_000_000))
    data = photograph("PNG")
    data = data[:33] + png_piece(b"zTXt", text) + data[33:]

    with pytest.raises(NoPicture):
        clean(data, "bilde.png")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST_BYTES", 100)

    with pytest.raises(PictureTooLarge):
        clean(photograph(), "bilde")
    with pytest.raises(PictureTooLarge):
        as_it_is(photograph(), "bilde")


def test_what_tells_more_is_kept_where_somebody_says_so() -> None:
    kept = as_it_is(WITH_PLACE["jpg"], "bilde")

    assert (kept.data, kept.ending) == (WITH_PLACE["jpg"], "jpg")
    with pytest.raises(NoPicture):
        as_it_is(b"Hei", "bilde")


def test_without_the_library_for_it_heic_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = heic()
    monkeypatch.setitem(sys.modules, "pillow_heif", None)

    with pytest.raises(HeicMissing) as refused:
        clean(data, "bilde.heic")

    assert "[" in str(refused.value.facts["command"])
    assert "heic" in str(refused.value.facts["command"])
    assert as_it_is(data, "bilde.heic").ending == "heic"


def test_colours_of_a_wider_kind_become_those_that_everybody_has() -> None:
    for profile in (_profile(), b"no profile"):
        assert is_red(clean(photograph("JPEG", icc_profile=profile), "bilde").data, (5, 20))


def test_a_place_is_found_only_where_one_stands() -> None:
    assert traces(BytesIO(photograph("JPEG", exif=exif(place=False)))) == {NOTES}
    assert traces(BytesIO(photograph("JPEG"))) == frozenset()
    for cut in range(0, 400, 7):
        traces(BytesIO(WITH_PLACE["jpg"][:cut]))
        traces(BytesIO(WITH_PLACE["webp"][:cut]))
        traces(BytesIO(WITH_PLACE["png"][:cut]))


def test_a_header_without_end_is_left_after_a_while() -> None:
    endless = b"\xff\xd8" + (b"\xff\xe5\x00\x02" * 100_000)
    around = b"RIFF\0\0\0\0WEBP" + struct.pack("<4sI", b"abcd", 0) * 100_000

    assert traces(BytesIO(endless)) == traces(BytesIO(around)) == frozenset()


def test_kinds_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    assert [kind_of(of(kind)[:12]) for kind in WITH_PLACE] == list(WITH_PLACE)
    assert kind_of(photograph("GIF")[:12]) == "gif"
    assert kind_of(b"GIF") is None


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
