"""One learning that came in: shown and asked about, or taken in as it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from laering.domain.arrival import Letter, Piece, Shown, lacking
from laering.domain.entry import Begun, Draft, Entry, Given
from laering.domain.errors import (
    LaeringError,
    NoPicture,
    PictureNotClean,
    PictureTooLarge,
    TooManyPixels,
)
from laering.domain.steps import HAPPENED, OVERVIEW, SOURCE, TITLE, is_given
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import Waiting, waiting
from laering.files.incoming.inbox import Inbox, Item
from laering.files.journal.journal import Journal
from laering.files.pictures import taking
from laering.files.pictures.clean import Picture, clean
from laering.i18n import _
from laering.ui.asking.asker import Choice, PutOff
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.drafting import draft
from laering.ui.asking.flow import complete
from laering.ui.asking.keeping import Telling, kept, resumed, taker
from laering.ui.asking.questions import Setting
from laering.ui.commands.saved import tell_saved
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import one_line
from laering.ui.showing import arrivals
from laering.ui.words import listed


class Fate(Enum):
    """What became of a file or a learning in it."""

    TAKEN = auto()
    LEFT = auto()
    THROWN = auto()
    GONE = auto()


class Round(NamedTuple):
    """One walk through an inbox: whose it is, what its sources are called, the one to fill in."""

    call: Call
    journal: Journal
    box: Inbox
    names: dict[str, str]
    source: str | None


class Looked(NamedTuple):
    """A learning that is being looked at: where it stands, and what it was read from."""

    item: Item
    letter: Letter
    piece: Piece
    origin: str
    number: int
    of: int


Take = Callable[[Round, Looked], Entry | Fate]
"""What is done about a learning: it becomes an entry, or what else becomes of it."""


def ask(walk: Round, looked: Looked) -> Entry | Fate:
    """Show a learning and ask what to do about it."""
    terminal = walk.call.terminal
    pictures, odd = cleaned(looked.piece.pictures)
    _show(walk, looked, len(pictures), odd)
    given = replace(
        looked.piece.given,
        source=looked.piece.given.source or walk.source,
        origin=looked.origin,
    )
    left = _begun_before(walk.journal, looked.origin)
    if left is not None:
        terminal.note(_("You have changed some of it before; that is kept."))
    keeper = Keeper(walk.journal.root, resumed=left)
    try:
        with kept(walk.call, keeper, "laering innboks"):
            try:
                made = _looked_over(walk, given, keeper, left)
            except PutOff as put_off:
                if put_off.choice is Choice.THROW_AWAY:
                    return Fate.THROWN
                raise
            shown = [*pictures, *taking.all_chosen(made.pictures)]
            entry = taking.create(walk.journal, made, shown)
    except PutOff:
        return Fate.LEFT
    tell_saved(walk.call, walk.journal, entry, as_json=False)
    return entry


def _looked_over(walk: Round, given: Given, keeper: Keeper, left: Waiting | None) -> Draft:
    """The draft that somebody makes of what came in. Raises PutOff, or what ``complete`` does."""
    from laering.ui.asking.lookout import Lookout

    lookout = Lookout(walk.journal, walk.call.today)
    setting = Setting(
        sources=walk.journal.config.sources,
        today=walk.call.today,
        author=None,
        similar=lookout.similar,
        tone=walk.journal.config.tone,
        take=taker(keeper, whole=False),
        arrived=True,
    )
    lacks = tuple(step for step in (SOURCE, HAPPENED, TITLE) if not is_given(given, step))
    begun = Begun(given, step=OVERVIEW, left=lacks)
    if left is not None:
        begun = resumed(walk.call, walk.journal, left)
    keep = _Changed(Telling(keeper, walk.call.terminal), given)
    with asker_for(walk.call, walk.journal, keeper) as asker:
        return complete(begun, asker, setting, keep)


class _Changed(NamedTuple):
    """Keeps what somebody changes of what came in, which by itself is kept in its file."""

    keep: Telling
    came: Given

    def typing(self, begun: Begun) -> None:
        """Something was typed."""
        self.keep.typing(begun)

    def answered(self, begun: Begun) -> None:
        """A step is done."""
        if begun.given != self.came:
            self.keep.answered(begun)


def _begun_before(journal: Journal, origin: str) -> Waiting | None:
    """What somebody has changed of this before, and not taken in."""
    wanted: Waiting | None = None
    for found in waiting(journal.root):
        if wanted is None and found.begun.given.origin == origin:
            wanted = found
        else:
            found.release()
    return wanted


def _show(walk: Round, looked: Looked, pictures: int, odd: Sequence[str]) -> None:
    """What came in, and what comes along with it."""
    note, letter = walk.call.terminal.note, looked.letter
    note()
    shown = walk.box.shown(looked.item)
    note(arrivals.heading(shown, letter, looked.number, looked.of, walk.call.today))
    for line in arrivals.piece_lines(looked.piece):
        note(line)
    notes = [*arrivals.piece_notes(looked.piece, pictures, odd), *arrivals.letter_notes(letter)]
    if notes:
        note()
    for line in notes:
        note(line)


def take_whole(walk: Round, looked: Looked) -> Entry | Fate:
    """Make an entry of a learning that lacks nothing; of another say what it lacks."""
    source = looked.piece.given.source or walk.source
    piece = replace(looked.piece, given=replace(looked.piece.given, source=source))
    pictures, odd = cleaned(piece.pictures)
    lacks = [*map(_, lacking(piece))]
    shown, terminal = walk.box.shown(looked.item), walk.call.terminal
    for line in (f"{listed(lacks)}." if lacks else "", *odd):
        if line:
            terminal.note(f"{shown}: {line}")
    if lacks or odd:
        return Fate.LEFT
    for line in (*arrivals.piece_notes(piece, 0, ()), *arrivals.letter_notes(looked.letter)):
        terminal.note(f"{shown}: {line.strip()}")
    setting = Setting(walk.journal.config.sources, walk.call.today, author=None)
    given = replace(piece.given, origin=looked.origin)
    entry = taking.create(walk.journal, draft(given, setting), pictures)
    terminal.line(f"{shown} → {entry.path}")
    return entry


def cleaned(shown: Sequence[Shown]) -> tuple[list[tuple[Picture, str]], list[str]]:
    """The pictures fit for a journal, each with its text, and what is wrong with the others."""
    pictures: list[tuple[Picture, str]] = []
    odd: list[str] = []
    for number, each in enumerate(shown, 1):
        name = each.name or _("number {number}").format(number=number)
        try:
            pictures.append((clean(each.data, name), each.name))
        except (NoPicture, PictureNotClean, PictureTooLarge, TooManyPixels) as error:
            told = _("The picture «{name}» does not come along: {reason}")
            odd.append(told.format(name=one_line(name), reason=_why_not(error)))
    return pictures, odd


def _why_not(error: LaeringError) -> str:
    if isinstance(error, NoPicture):
        return _("it cannot be read.")
    if isinstance(error, PictureNotClean):
        return _("it may tell where it was taken, and that cannot be taken out of it here.")
    return _("it is too large.")
