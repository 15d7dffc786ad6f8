"""The two streams and what they can show: data on stdout, everything else on stderr."""

import os
import re
import shutil
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from laering.domain.characters import HARMFUL, number_of, western

if TYPE_CHECKING:
    from rich.console import Console

    from laering.files.journal.progress import Progress

_PROGRESS_AFTER = 1.0


def safe(text: str) -> str:
    """The text with every character that could steer a terminal made visible.

    Control characters become their pictures (``␛``), and characters that reorder text become
    their numbers (``⟨U+202E⟩``). Line ends and tabs stay.
    """
    return HARMFUL.sub(_picture, text) if HARMFUL.search(text) else text


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8, as Windows' western letter
        return bytes([code - 0xDC00]).decode("cp1252", "replace")
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨{number_of(match[0])}⟩"


def as_text(text: str) -> str:
    """Text from outside; bytes that are not UTF-8 are read as Windows' western letters."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return western(text.encode("utf-8", "surrogateescape"))
    return text


def one_line(text: str) -> str:
    """Safe text in which line ends and tabs are made visible too."""
    return safe(text).replace("\n", "␊").replace("\t", "␉")


# What stands before a line that goes on below its words: blanks, and the mark of a point.
_HANGING = re.compile(r" *(?:[-–•>☐☑] +)*(?:(?<= )\d{1,3}[.)]? +)?")

# Where a word that no row takes may end: a path or a name behind a slash or a hyphen.
_WITHIN = re.compile(r"(?<=[/-])")


def wrapped(text: str, stream: TextIO, hang: int = 0) -> str:
    """The text with its lines broken between words where a terminal would break inside one.

    ``hang`` blanks go before the further rows of a line.
    """
    if not _is_terminal(stream):
        return text
    width = max(20, shutil.get_terminal_size((80, 24)).columns)
    return "\n".join(row for line in text.split("\n") for row in in_rows(line, width, hang))


def in_rows(line: str, width: int, hang: int = 0) -> list[str]:
    """A line in rows of fewer columns than ``width``, broken between words.

    A path or a name that is longer ends a row behind a slash or a hyphen. Further rows begin
    below the words of the first one.
    """
    line = line.expandtabs()
    if _cells(line) < width:
        return [line]
    begins = _HANGING.match(line)
    hanging = begins.end() if begins is not None else 0
    # A quote is one in its next rows too.
    indent = re.sub(r"[^ >]", " ", line[:hanging]) if hanging < width // 2 else ""
    indent += " " * hang
    rows, row, words = [], line[:hanging], False
    for piece in _pieces(line[hanging:], width - len(indent)):
        if words and _cells(row + piece.rstrip(" ")) >= width:
            rows.append(row.rstrip(" "))
            row = indent
        row += piece
        words = True
    return [*rows, row.rstrip(" ")]


def _pieces(text: str, room: int) -> Iterator[str]:
    """The words of a text with the blanks behind them; those that are too long in parts."""
    for word in re.findall(r"[^ ]+ *| +", text):
        if _cells(word.rstrip(" ")) < room:
            yield word
        else:
            yield from _WITHIN.split(word)


def _cells(text: str) -> int:
    """How many columns a text takes."""
    if not text or max(text) < "\u0300":
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


class Terminal:
    """Where the program speaks. ``plain`` is set by ``--ren``; a pipe is plain by itself."""

    def __init__(self, *, plain: bool = False) -> None:
        self.plain = plain or bool(os.environ.get("NO_COLOR")) or _dumb()
        # A console of Windows is written to by way of stdout only.
        elsewhere = os.name == "nt" and not _is_terminal(sys.stdout)
        self.simple_prompts = plain or _dumb() or elsewhere

    @property
    def styled(self) -> bool:
        """Whether stdout takes colour and layout."""
        return not self.plain and _is_terminal(sys.stdout)

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits there to answer."""
        return _is_terminal(sys.stdin) and (_is_terminal(sys.stdout) or _is_terminal(sys.stderr))

    @property
    def width(self) -> int:
        """Columns to lay text out in, at least 20."""
        return max(20, shutil.get_terminal_size((80, 24)).columns)

    @property
    def height(self) -> int:
        """Lines of the window, at least 8."""
        return max(8, shutil.get_terminal_size((80, 24)).lines)

    def data(self, text: str) -> None:
        """Write text for stdout as it is; the caller has made it safe where it must be."""
        sys.stdout.write(text)

    def raw(self, data: bytes) -> None:
        """Bytes on stdout, for a program that reads them or a file."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)

    def json(self, text: str) -> None:
        """A piece of JSON on stdout; what could steer a terminal is written as its number."""
        if _is_terminal(sys.stdout):
            text = HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
        sys.stdout.write(text)

    def line(self, text: str = "", *, hang: int = 0) -> None:
        """One line of safe text on stdout; a window that is too narrow gets several.

        ``hang`` blanks go before the further ones.
        """
        sys.stdout.write(f"{wrapped(safe(text), sys.stdout, hang)}\n")

    def prose(self, text: str) -> None:
        """Whole lines for a person to read, which the caller has made safe, on stdout."""
        sys.stdout.write(wrapped(text, sys.stdout))

    def lines(self, texts: Iterable[str]) -> None:
        """Lines of safe text on stdout."""
        for text in texts:
            self.line(text)

    def note(self, text: str = "") -> None:
        """One line of safe text beside the data, on stderr; where nobody takes it, it is lost."""
        sys.stdout.flush()
        with suppress(OSError):
            sys.stderr.write(f"{wrapped(safe(text), sys.stderr)}\n")
            sys.stderr.flush()

    def console(self) -> "Console":
        """A Rich console on stdout, with nothing read as markup."""
        from rich.console import Console

        return Console(
            file=sys.stdout,
            width=self.width,
            force_terminal=self.styled,
            no_color=not self.styled,
            color_system="auto" if self.styled else None,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def progress(self, label: str) -> "Progress":
        """A reading's progress on stderr: a bar once it has taken a second, if anybody sees it."""
        seen = _is_terminal(sys.stderr) and not self.plain
        return ProgressBar(label) if seen else _silent


def _silent(done: int, total: int) -> None:
    """Nobody is watching."""


class ProgressBar:
    """A progress bar that appears only when the work turns out to be long.

    Of a total below 0 nobody knows how much it is: the bar moves, and tells the seconds.
    """

    def __init__(self, label: str) -> None:
        from time import monotonic

        self._clock = monotonic
        self._started = monotonic()
        self._label = label
        self._shown = ""

    def __call__(self, done: int, total: int) -> None:
        seconds = self._clock() - self._started
        if seconds < _PROGRESS_AFTER:
            return
        if total >= 0:
            filled = 24 * done // max(total, 1)
            text = f"{self._label} {'█' * filled}{'░' * (24 - filled)} {done}/{total}"
        else:
            place = abs(int(seconds * 8) % 40 - 20)
            bar = f"{'░' * place}████{'░' * (20 - place)}"
            text = f"{self._label} {bar} {int(seconds)} s"
        if done >= total >= 0:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            text = ""
        elif text != self._shown:
            sys.stderr.write(f"\r{text}")
        sys.stderr.flush()
        self._shown = text


def piped() -> TextIO:
    """Standard input that nobody types, in the encoding that its first bytes tell.

    Windows' programs write such a mark before text in UTF-16 and UTF-8.
    """
    peek = getattr(sys.stdin.buffer, "peek", None)
    start = peek(4) if peek is not None else b""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None and start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        reconfigure(encoding="utf-16", errors="replace")
    elif reconfigure is not None and start.startswith(BOM_UTF8):
        reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    return sys.stdin


def on_screen() -> bool:
    """Whether what is written to stdout comes on a screen."""
    return _is_terminal(sys.stdout)


def _dumb() -> bool:
    return os.environ.get("TERM", "") == "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
