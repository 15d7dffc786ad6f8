"""A picture made fit for a journal: upright, of a fair size, and with nothing but what it shows.

Where a picture was taken and with which camera stays out: what is in git is there for good.
"""

import sys
import warnings
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from laering.domain.errors import (
    HeicMissing,
    NoPicture,
    PictureNotClean,
    PictureTooLarge,
    TooManyPixels,
)
from laering.domain.gallery import Small
from laering.files.pictures.traces import kind_of, traces
from laering.files.system.extras import install_command

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 60_000_000
"""How large a file may be for it to be taken in as a picture."""

MOST_PIXELS = 110_000_000
"""How many pixels are unpacked: as many as the largest pictures that telephones take."""

LONGEST_SIDE = 2000
"""Pixels of the longer side of a copy, at most."""

# A drawing or a picture of a screen stays sharp as PNG; what is larger there is a photograph.
_MOST_AS_PNG = 1_000_000

_QUALITY = 85

_QUALITY_WHEN_SMALL = 65

# The one reader for each kind: nothing else is made of a stranger's bytes.
_READERS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "heic": "HEIF"}

_CLEAR = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})

_GREY = frozenset({"1", "L", "I;16", "I", "F"})

_SHARP = frozenset({"png", "gif", "webp"})

_WHITE = (255, 255, 255)


class Picture(NamedTuple):
    """A picture as it is to lie in a journal: its bytes, and the ending of its name."""

    data: bytes
    ending: str


def clean(data: bytes, name: str | PurePath) -> Picture:
    """The copy that a journal keeps of a picture: JPEG or PNG, turned upright, without traces.

    ``name`` is what the picture is called in messages. Of a moving picture it is the first frame.
    Raises NoPicture, PictureTooLarge, TooManyPixels, or PictureNotClean where it is of a kind that
    takes one thing more to read.
    """
    kind = _kind(data, name)
    image = _read(data, name, kind, LONGEST_SIDE)
    made = _packed(image, sharp=kind in _SHARP)
    if traces(BytesIO(made.data)):
        raise PictureNotClean(path=name)
    return made


def small_copy(data: bytes, name: str | PurePath, side: int) -> Small:
    """A JPEG of a picture, upright and at most so many pixels long. Raises as ``clean`` does."""
    image = _on_white(_read(data, name, _kind(data, name), side))
    into = BytesIO()
    image.save(into, "JPEG", quality=_QUALITY_WHEN_SMALL, optimize=True)
    return Small(into.getvalue(), *image.size)


def as_it_is(data: bytes, name: str | PurePath) -> Picture:
    """A picture with every byte of it, place and camera too, because the person said so.

    Raises NoPicture, or PictureTooLarge.
    """
    return Picture(data, _kind(data, name))


def _kind(data: bytes, name: str | PurePath) -> str:
    """What kind of picture the bytes are: the ending of its name. Raises as ``clean`` does."""
    if len(data) > MOST_BYTES:
        raise PictureTooLarge(path=name, most=MOST_BYTES // 1_000_000)
    kind = kind_of(data)
    if kind is None:
        raise NoPicture(path=name)
    return kind


def _read(data: bytes, name: str | PurePath, kind: str, side: int) -> "Image":
    """The picture as it is kept, before it is packed. Raises as ``clean`` does."""
    from PIL import Image

    if kind == "heic":
        _learn_heic(name)
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=(_READERS[kind],)) as image,
        ):
            if image.width * image.height <= MOST_PIXELS:
                return _upright(image, side)
    except Image.DecompressionBombError:
        pass
    except Exception:  # noqa: BLE001  # bytes of a stranger: whatever a decoder makes of them
        raise NoPicture(path=name) from None
    raise TooManyPixels(path=name, most=MOST_PIXELS // 1_000_000)


def _learn_heic(name: str | PurePath) -> None:
    """Have the library for it read HEIC too. Raises HeicMissing."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        command = install_command("heic", Path(sys.prefix))
        raise HeicMissing(path=name, command=command) from None
    register_heif_opener(thumbnails=False)


def _upright(image: "Image", side: int) -> "Image":
    """The picture no larger than it is kept, the right way up, in colours that everybody has."""
    from PIL import Image, ImageOps

    size = (side, side)
    image.draft(None, size)  # a JPEG is unpacked no larger than needed
    image.load()
    clear = "transparency" in image.info or image.mode in _CLEAR
    mode = "RGBA" if clear else "L" if image.mode in _GREY else "RGB"
    if image.mode == "I;16":
        image = image.point(lambda value: value / 256).convert("L")
    made = _from_profile(image).convert(mode)
    made.thumbnail(size, Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(made, in_place=True)
    made.info = {}
    return made


def _from_profile(image: "Image") -> "Image":
    """The picture in the colours that are meant where none are named; as it is if that fails."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (OSError, ValueError, ImageCms.PyCMSError):
        return image
    if turned is None:
        return image
    turned.info = dict(image.info)  # which way is up stands there, too
    return turned


def _packed(image: "Image", *, sharp: bool) -> Picture:
    """The picture as PNG where it stays small, else as JPEG."""
    into = BytesIO()
    if sharp:
        image.save(into, "PNG")
        if into.tell() <= _MOST_AS_PNG:
            return Picture(into.getvalue(), "png")
        into = BytesIO()
    image = _on_white(image)
    image.save(into, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Picture(into.getvalue(), "jpg")


def _on_white(image: "Image") -> "Image":
    """The picture without what one sees through."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, _WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground
