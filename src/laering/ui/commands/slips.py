"""``skjema``: a slip for those without a terminal, as a page, on paper, or as questions."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from laering.domain.errors import NoAddress, OutputTaken, TwoKinds
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.commands.output import show_in_browser, write_out
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import on_screen
from laering.ui.showing.slip import Slip, slip_for

# One address, without what would lead to another, or to more of a mail than whom it is for.
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\?&#%/]+@[^\s@,;:<>()\[\]\"\\?&#%/]+\.[^\W\d_]{2,}")

_PAGE, _PAPER, _QUESTIONS = "page", "paper", "questions"
_ENDINGS = {".html": _PAGE, ".htm": _PAGE, ".pdf": _PAPER, ".txt": _QUESTIONS}


class Asked(NamedTuple):
    """What ``skjema`` was asked for, just as it was typed."""

    out: Path | None
    to: str | None
    folder: str | None
    on_paper: bool
    as_questions: bool
    in_browser: bool

    def kind(self) -> str:
        """Page, paper or questions: what an option says, else the ending. Raises TwoKinds."""
        asked = {_PAPER: "--papir"} if self.on_paper else {}
        if self.as_questions:
            asked[_QUESTIONS] = "--spørsmål"
        ending = self.out.suffix.casefold() if self.out else ""
        if ending in _ENDINGS:
            asked.setdefault(_ENDINGS[ending], f"--ut {self.out}")
        if len(asked) > 1:
            one, other, *_more = asked.values()
            raise TwoKinds(one=one, other=other)
        return next(iter(asked), _PAGE)


def make(call: Call, asked: Asked) -> None:
    """Make the slip of the journal that is meant, in the kind that is asked for.

    Raises NoAddress, TwoKinds, OutputTaken, PdfMissing or what writing a file does.
    """
    kind = asked.kind()
    if asked.to and not _ADDRESS.fullmatch(asked.to.strip()):
        raise NoAddress(value=asked.to)
    journal = call.journal()
    config = journal.config
    slip = slip_for(journal.name, config.sources, config.language, asked.to, asked.folder)
    if kind == _QUESTIONS:
        _ask(call, slip, asked.out, journal)
    else:
        _deliver(call, asked, slip, journal, on_paper=kind == _PAPER)


def _ask(call: Call, slip: Slip, out: Path | None, journal: Journal) -> None:
    from laering.ui.formats.slip_text import slip_text

    if out is None:
        call.terminal.lines(slip_text(slip))
        return
    lines = (f"{line}\n" for line in slip_text(slip))
    path = write_out(lines, "utf-8", out, [journal.root], call.terminal)
    call.terminal.note(_("The questions are in {path}").format(path=path))


def _deliver(call: Call, asked: Asked, slip: Slip, journal: Journal, *, on_paper: bool) -> None:
    """Put the page or the sheet in a file; without a name, and no screen, on stdout."""
    terminal = call.terminal
    pieces = _pieces(call, slip, on_paper=on_paper)
    if asked.out is None and not asked.in_browser and not on_screen():
        for piece in pieces:
            terminal.raw(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
        return
    out = asked.out or _unnamed(_("form") + (".pdf" if on_paper else ".html"))
    path = write_out(pieces, "utf-8", out, [journal.root], terminal)
    told = (
        _("The sheet is in {path}. Print it, and hang it up where people find it.")
        if on_paper
        else _("The page is in {path}. Send it, or put it where people find it.")
    )
    terminal.note(told.format(path=path))
    if not (slip.to or slip.folder):
        terminal.note(
            _(
                "It does not say where the answers go: --til ADDRESS and --mappe TEXT put that "
                "on it."
            )
        )
    if asked.in_browser:
        show_in_browser(path, terminal)


def _pieces(call: Call, slip: Slip, *, on_paper: bool) -> Iterator[str] | Iterator[str | bytes]:
    if not on_paper:
        from laering.ui.formats.slip_page import slip_page

        return slip_page(slip)
    from laering.ui.formats.slip_paper import slip_paper
    from laering.ui.formats.typesetter import require

    require()
    return iter(slip_paper(slip, call.today))


def _unnamed(name: str) -> Path:
    """Where a slip goes that nobody named; nothing is replaced unasked. Raises OutputTaken."""
    out = Path(name)
    if out.exists():
        raise OutputTaken(path=out)
    return out
