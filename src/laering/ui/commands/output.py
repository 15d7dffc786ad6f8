"""Writing a file that a person named: what may keep it from being written, and what then."""

from collections.abc import Iterator, Sequence
from errno import EACCES, EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, EPERM, EROFS
from pathlib import Path
from typing import Any

from laering.domain.errors import CannotWrite, OutputHeld, OutputUnwritable
from laering.files.output import check_place
from laering.files.system.disk import free_name, write_whole
from laering.files.system.held import is_held
from laering.i18n import _
from laering.ui.desk.terminal import Terminal
from laering.ui.formats.table import Format
from laering.ui.words import as_word

# Where another place would help; else the disk is at fault.
_WRONG_PLACE = frozenset({EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG, ELOOP})


def write_out(
    pieces: Iterator[str] | Iterator[str | bytes],
    encoding: str,
    out: Path,
    roots: Sequence[Path],
    terminal: Terminal,
) -> Path:
    """Write a file that a person named, but never over what the journals consist of.

    Gives the file that it became: another one where somebody at the terminal said so, because a
    program holds the one that was named. Raises OutputFolderMissing, OutputInEntries,
    OutputUnwritable, OutputHeld or CannotWrite.
    """
    check_place(out, roots)
    try:
        return write_whole(out, _encoded(pieces, encoding), lambda: _another(out, terminal))
    except OSError as error:
        if is_held(error, out):
            raise OutputHeld(path=out, free=as_word(str(free_name(out)))) from None
        wrong_place = error.errno in _WRONG_PLACE
        fault = OutputUnwritable if wrong_place else CannotWrite
        raise fault(path=out, reason=error) from None


def put_out(
    pieces: Iterator[str],
    chosen: Format[Any, str],
    out: Path | None,
    roots: Sequence[Path],
    terminal: Terminal,
) -> None:
    """What is made for another program: in a file, else on stdout. Raises what ``write_out`` does.

    On the screen JSON cannot steer the terminal either.
    """
    if out is not None:
        path = write_out(pieces, chosen.encoding, out, roots, terminal)
        terminal.note(_("Written to {path}").format(path=path))
        return
    if chosen.encoding == "utf-8-sig":
        terminal.data("\ufeff")
    for piece in pieces:
        (terminal.json if chosen.name.startswith("json") else terminal.data)(piece)


def _another(out: Path, terminal: Terminal) -> Path | None:
    """The file to write instead of one that is held, if somebody is there to choose it."""
    if not terminal.can_ask:
        return None
    from laering.ui.asking.prompt import ask_yes

    free = free_name(out)
    question = _("«{path}» is open in another program. Write to «{free}» instead?")
    return free if ask_yes(question.format(path=out, free=free.name)) else None


def _encoded(pieces: Iterator[str] | Iterator[str | bytes], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8-sig":
        yield b"\xef\xbb\xbf"
    for piece in pieces:
        yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")
