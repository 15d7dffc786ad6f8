"""What others send in, laid in an inbox and compared with what another reader makes of it.

Mails are read by Python's ``email`` (``get_body``, HTML by way of pandoc), documents by mammoth,
pictures by exiftool; none of them is a part of the program.
"""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from importlib import import_module
from pathlib import Path
from typing import Any

from laering.domain.origin import of_file, read_origin
from laering.domain.period import everything
from laering.files.journal.journal import open_journal

PICTURES = (".heic", ".heif", ".hif", ".jpg", ".jpeg", ".png", ".webp")
KINDS = (".eml", ".docx", ".msg", *PICTURES)

Laering = Callable[..., "subprocess.CompletedProcess[str]"]

# The letters of words; what an encoding could not tell is one, and such words do not count.
_WORD = re.compile(r"[\w\ufffd]+")
_JOINED = 6
_TRACES = ("EXIF:", "XMP:", "IPTC:", "MakerNotes:", "GPS")


@dataclass(slots=True)
class Counted:
    """What became of the files of one corpus."""

    files: int = 0
    taken: int = 0
    left: Counter[str] = field(default_factory=Counter)
    words: int = 0
    lost: int = 0
    losing: list[tuple[str, list[str]]] = field(default_factory=list)
    pictures: int = 0
    upright: int = 0
    turned: bool = False
    traces: int = 0
    longest: int = 0


def count(folder: Path, root: Path, laering: Laering) -> Counted:
    """Lay the files of a folder in the inbox of a journal at ``root``, and take in what can be."""
    found = Counted()
    (root / "entries").mkdir(parents=True)
    (root / "innboks").mkdir()
    sent = {path: _laid(path, root / "innboks", at) for at, path in enumerate(_files(folder))}
    found.files = len(sent)
    laering(root, "innboks", "--alt", "--kilde", "avvik")
    texts: dict[str, str] = {}
    shown: dict[str, list[str]] = {}
    for entry in open_journal(root).within(everything()).entries:
        origin = read_origin(entry.origin or "")
        if origin is not None:
            kept = (root / entry.path).read_text("utf-8")
            texts[origin.hash] = texts.get(origin.hash, "") + kept
            shown.setdefault(origin.hash, []).extend(re.findall(r"\]\((bilder/[^)]+)\)", kept))
    made = _pictures(root / "entries")
    for path, data in sent.items():
        origin = read_origin(of_file(data))
        if origin is None or origin.hash not in texts:
            continue
        found.taken += 1
        _compare(path, texts[origin.hash], found)
        _look(path, [made[name] for name in shown.get(origin.hash, ()) if name in made], found)
    for item in json.loads(laering(root, "innboks", "--json").stdout or "[]"):
        found.left[_why(item)] += 1
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.casefold() in KINDS)


def _laid(path: Path, inbox: Path, at: int) -> bytes:
    """Put a file in the inbox, a picture as what is attached to a mail; gives its bytes there."""
    data, ending = path.read_bytes(), path.suffix.casefold()
    if ending in PICTURES:
        message = EmailMessage()
        message["From"], message["Subject"] = "Kari <kari@firma.no>", f"Bilde {at}"
        message.set_content("Slik ser det ut.")
        message.add_attachment(data, maintype="image", subtype=ending[1:], filename=path.name)
        data, ending = bytes(message), ".eml"
    (inbox / f"{at:04}{ending}").write_bytes(data)
    return data


def _why(item: dict[str, Any]) -> str:
    """Why a file was left, with the source that it was given."""
    if item.get("reason"):
        return re.sub(r"^«.*?» kan ikke tas inn: ", "", str(item["reason"])).rstrip(".")
    lacks = {reason for each in item.get("learnings", ()) for reason in each["lacks"]}
    lacks.discard("den sier ikke hvilken kilde den hører til")
    return ", ".join(sorted(lacks)) or "et bilde i den kan ikke leses"


def _compare(path: Path, kept: str, found: Counted) -> None:
    """Count the words that the other reader has, and those that the entry has not."""
    words = {word for word in _WORD.findall(_by_another(path)) if "\ufffd" not in word}
    ours = set(_WORD.findall(kept))
    running = "".join(_WORD.findall(kept))
    # Mammoth writes what stands on two lines, or in two cells, as one word.
    lost = sorted(word for word in words - ours if len(word) < _JOINED or word not in running)
    found.words += len(words)
    found.lost += len(lost)
    if lost:
        found.losing.append((path.name, lost))


def _by_another(path: Path) -> str:
    """What the other reader makes of a file; nothing where it fails."""
    try:
        if path.suffix.casefold() == ".docx":
            with path.open("rb") as file:
                return str(import_module("mammoth").extract_raw_text(file).value)
        if path.suffix.casefold() == ".eml":
            return _mail_text(path.read_bytes())
    except Exception as error:  # noqa: BLE001  # whatever it raises, it is not ours
        print(f"{path.name}: the other reader gives up: {error!r:.100}")
    return ""


def _mail_text(data: bytes) -> str:
    part = message_from_bytes(data, policy=default).get_body(("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    if part.get_content_type() != "text/html":
        return text
    text = re.sub(r"<img\b[^>]*>", "", text, flags=re.IGNORECASE)
    pandoc = ("pandoc", "-f", "html", "-t", "plain", "--wrap=none")
    done = subprocess.run(pandoc, input=text, capture_output=True, encoding="utf-8", check=False)
    return done.stdout


def _pictures(folder: Path) -> dict[str, dict[str, Any]]:
    """What exiftool says of the pictures below a folder, by their paths there."""
    return {
        str(Path(each["SourceFile"]).relative_to(folder)): each for each in _exiftool(folder, "-r")
    }


def _exiftool(path: Path, *more: str) -> list[dict[str, Any]]:
    command = ("exiftool", "-q", "-q", "-G0", "-n", "-json", *more, str(path))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return list(json.loads(done.stdout or "[]"))


def _look(path: Path, made: Sequence[dict[str, Any]], found: Counted) -> None:
    """Count the pictures of an entry: traces of where they were taken, size, and which way up."""
    for each in made:
        found.pictures += 1
        found.traces += any(key.startswith(_TRACES) for key in each)
        found.longest = max(found.longest, *_size(each))
        if path.suffix.casefold() in PICTURES:
            found.turned = True
            found.upright += all(_is_tall(each) == _is_tall(was) for was in _exiftool(path))


def _size(about: dict[str, Any]) -> tuple[int, int]:
    wide, _, high = str(about.get("Composite:ImageSize", "0 0")).partition(" ")
    return int(wide), int(high)


def _is_tall(about: dict[str, Any]) -> bool | None:
    """Whether a picture is taller than wide once it stands upright; None where it is neither."""
    wide, high = _size(about)
    turned = about.get("QuickTime:Rotation") in (90, 270)
    if about.get("File:FileType") == "JPEG":
        turned = about.get("EXIF:Orientation") in (5, 6, 7, 8)
    return None if wide == high else (high > wide) != turned


def cells(name: str, found: Counted) -> Iterator[str]:
    """The cells of one row."""
    yield name
    yield f"{found.files}"
    yield f"{found.taken}"
    yield "; ".join(f"{number} {why}" for why, number in found.left.most_common()) or "0"
    yield f"{found.words:,}"
    yield f"{found.lost} in {len(found.losing)}" if found.lost else "0"
    shown = (found.pictures, found.longest, found.traces) if found.pictures else ("", "", "")
    yield from map(str, shown)
    yield f"{found.upright} of {found.pictures}" if found.turned else ""
