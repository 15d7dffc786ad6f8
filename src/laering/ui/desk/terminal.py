"""The two streams and what they can show: data on stdout, everything else on stderr."""

import os
import re
import shutil
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
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


def wrapped(text: str, stream: TextIO) -> str:
    """The text with its lines broken between words where a terminal would break inside one."""
    if not _is_terminal(stream):
        return text
    width = max(20, shutil.get_terminal_size((80, 24)).columns)
    lines = []
    for line in text.split("\n"):
        if len(line) < width:
            lines.append(line)
            continue
        import textwrap

        indent = " " * (len(line) - len(line.lstrip(" ")))
        lines += textwrap.wrap(
            line,
            width - 1,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


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
        """Lines of the screen."""
        return shutil.get_terminal_size((80, 24)).lines

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

    def line(self, text: str = "") -> None:
        """One line of safe text on stdout."""
        sys.stdout.write(f"{safe(text)}\n")

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
