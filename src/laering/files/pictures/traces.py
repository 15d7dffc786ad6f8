"""What a picture tells besides what it shows, by its header alone: nothing is unpacked.

The kinds of pictures by their first bytes, and the places where each keeps what was noted when it
was taken. After JPEG (ITU T.81, Exif 2.32), PNG 1.3, the WebP container, GIF89a and ISO 23008-12.
"""

import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

PLACE = "place"
"""What a picture with the coordinates of where it was taken has."""

NOTES = "notes"
"""What one has that names a camera, a day or a person, or holds a smaller picture."""

_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})

_LOOKED_AT = 400_000
"""Bytes of one piece of a header that are looked at."""

_MOST_PIECES = 4_000

_GPS = 0x8825

_EXIF_BEGINS = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")

_XMP_PLACE = re.compile(
    rb"GPS(?:Latitude|Longitude|Position)|LocationCreated|geo:lat", re.IGNORECASE
)

_NOTED_BY_JPEG = frozenset({0xE1, 0xED, 0xFE, 0xE2})

_NOTED_BY_PNG = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"iCCP"})

_NOTED_BY_WEBP = frozenset({b"EXIF", b"XMP ", b"ICCP"})


def kind_of(data: bytes) -> str | None:
    """The ending of the name that a picture with these first bytes should have; None of no picture.

    One of ``jpg``, ``png``, ``gif``, ``webp`` and ``heic``; twelve bytes are enough.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIC else None


def traces(file: BinaryIO) -> frozenset[str]:
    """What a picture tells besides what it shows: ``PLACE`` and ``NOTES``, or nothing.

    Of a file that is no picture, or a broken one, what was found before it broke. Raises OSError.
    """
    file.seek(0)
    kind = kind_of(file.read(12))
    found: set[str] = set()
    with suppress(struct.error):
        for piece in _PIECES[kind](file) if kind else ():
            found.add(NOTES)
            if _tells_place(piece):
                found.add(PLACE)
                break
    return frozenset(found)


def _of_jpeg(file: BinaryIO) -> Iterator[bytes]:
    file.seek(2)
    for _ in range(_MOST_PIECES):
        marker = file.read(2)
        while marker[1:] == b"\xff":
            marker = marker[1:] + file.read(1)
        if marker[:1] != b"\xff" or marker[1:] in {b"\xda", b"\xd9", b""}:
            return
        if 0xD0 <= marker[1] <= 0xD8 or marker[1] == 1:
            continue
        (length,) = struct.unpack(">H", file.read(2))
        end = file.tell() + length - 2
        if marker[1] in _NOTED_BY_JPEG:
            yield file.read(max(0, length - 2))
        file.seek(end)


def _of_png(file: BinaryIO) -> Iterator[bytes]:
    file.seek(8)
    for _ in range(_MOST_PIECES):
        length, name = struct.unpack(">I4s", file.read(8))
        end = file.tell() + length + 4
        if name in _NOTED_BY_PNG:
            data = file.read(min(length, _LOOKED_AT))
            yield b"Exif\0\0" + data if name == b"eXIf" else data
        if name == b"IEND":
            return
        file.seek(end)


def _of_webp(file: BinaryIO) -> Iterator[bytes]:
    file.seek(12)
    for _ in range(_MOST_PIECES):
        name, length = struct.unpack("<4sI", file.read(8))
        end = file.tell() + length + length % 2
        if name in _NOTED_BY_WEBP:
            data = file.read(min(length, _LOOKED_AT))
            bare = name == b"EXIF" and not data.startswith(b"Exif")
            yield b"Exif\0\0" + data if bare else data
        file.seek(end)


def _of_gif(file: BinaryIO) -> Iterator[bytes]:
    """Its comments and XMP stand among its frames; only what stands before them is looked at."""
    file.seek(0)
    head = file.read(_LOOKED_AT)
    if b"XMP DataXMP" in head or b"\x21\xfe" in head[:1024]:
        yield head


def _of_heic(file: BinaryIO) -> Iterator[bytes]:
    """Its notes are an item that may lie anywhere; cameras put it before the pixels."""
    file.seek(0)
    head = file.read(_LOOKED_AT)
    if _EXIF_BEGINS.search(head) or b"<x:xmpmeta" in head:
        yield head


_PIECES = {"jpg": _of_jpeg, "png": _of_png, "webp": _of_webp, "gif": _of_gif, "heic": _of_heic}


def _tells_place(piece: bytes) -> bool:
    if _XMP_PLACE.search(piece):
        return True
    begins = _EXIF_BEGINS.search(piece)
    if begins is None:
        return False
    try:
        return _has_gps(piece[begins.end() :])
    except struct.error:
        return False


def _has_gps(tiff: bytes) -> bool:
    """Whether the first list of an Exif block leads to a list of places that has some entry."""
    order = "<" if tiff[:2] == b"II" else ">"
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for number in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * number)
        if tag == _GPS:
            (entries,) = struct.unpack_from(f"{order}H", tiff, value)
            return bool(entries)
    return False
