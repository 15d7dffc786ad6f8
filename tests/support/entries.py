"""Entry files, as somebody could have written them by hand."""

import csv
import io
from pathlib import Path


def entry_file(folder: Path, name: str, text: str) -> Path:
    """Put a file by hand into a journal."""
    path = folder / "entries" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def simple_entry(
    title: str, day: str, source: str = "avvik", third: str = "Vi gjør det slik."
) -> str:
    """The text of a plain entry file."""
    return (
        f"---\ntitle: {title}\ndate: {day}\nsource: {source}\n---\n\n"
        "## Hva skjedde?\n\nNoe skjedde.\n\n"
        "## Hva kan vi lære av det?\n\nNoe å lære.\n\n"
        f"## Hva kan vi gjøre annerledes neste gang?\n\n{third}\n"
    )


def sheet_rows(raw: bytes) -> list[dict[str, str]]:
    """The rows of a sheet, by the titles of its columns."""
    text = io.StringIO(raw.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))
