"""Pictures as cameras, screens and ill will make them, and what is in a file besides its pixels."""

import struct
import zlib
from io import BytesIO

from PIL import Image

_MAKE, _ORIENTATION, _DAY, _GPS = 0x010F, 0x0112, 0x0132, 0x8825

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>59,54N</exif:GPSLatitude></x:xmpmeta>"


def exif(orientation: int = 1, *, place: bool = True) -> bytes:
    """What a camera notes: its make, the day, which way it was held and, mostly, where."""
    notes = Image.Exif()
    notes[_MAKE] = "Kameraet"
    notes[_DAY] = "2026:11:23 10:15:00"
    notes[_ORIENTATION] = orientation
    if place:
        notes[_GPS] = {1: "N", 2: (59.0, 54.0, 45.0), 3: "E", 4: (10.0, 44.0, 20.0)}
    return notes.tobytes()


def photograph(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """A picture that is red to the left and blue to the right, as one of Pillow's kinds."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    into = BytesIO()
    image.save(into, kind, **options)
    return into.getvalue()


def noisy(size: tuple[int, int], kind: str = "JPEG", **options: object) -> bytes:
    """A picture that takes about as much room as a photograph of that size."""
    image = Image.effect_noise(size, 60).convert("RGB")
    into = BytesIO()
    image.save(into, kind, **options)
    return into.getvalue()


def bomb(side: int = 200_000) -> bytes:
    """A small file that says it is a picture of that many pixels each way."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(5000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_piece(*piece) for piece in pieces)


def png_piece(name: bytes, data: bytes) -> bytes:
    """A piece of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pieces_of(data: bytes) -> list[str]:
    """What a JPEG or PNG is made of, up to the pixels and after: markers, or the names of pieces.

    It reads the file by the standards, and asks neither our reader nor Pillow.
    """
    return _of_png(data) if data[:4] == b"\x89PNG" else _of_jpeg(data)


def _of_png(data: bytes) -> list[str]:
    at, found = 8, []
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        found.append(data[at + 4 : at + 8].decode())
        at += 12 + length
    return found


def _of_jpeg(data: bytes) -> list[str]:
    at, found = 2, ["SOI"]
    while at < len(data):
        assert data[at] == 0xFF
        marker = data[at + 1]
        found.append(_JPEG.get(marker, f"{marker:02X}"))
        if marker == 0xD9:
            assert at + 2 == len(data), "something stands behind the picture"
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        at += 2 + length
        if marker == 0xDA:
            while data[at] != 0xFF or data[at + 1] in {0, *range(0xD0, 0xD8)}:
                at += 1
    return found


_JPEG = {
    0xC0: "SOF",
    0xC2: "SOF",
    0xC4: "DHT",
    0xD9: "EOI",
    0xDA: "SOS",
    0xDB: "DQT",
    0xDD: "DRI",
    0xE0: "JFIF",
}

NOTHING_BUT_PIXELS = frozenset({"SOI", *_JPEG.values(), "IHDR", "PLTE", "tRNS", "IDAT", "IEND"})
"""The pieces that a picture cannot do without."""
