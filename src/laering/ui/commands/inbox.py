"""``innboks``: what others have sent in, one file at a time, made learnings of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, NamedTuple

from laering.domain.arrival import ROWS, Letter, Piece, Shown, lacking, origin_of
from laering.domain.entry import Begun, Draft, Entry, Given
from laering.domain.errors import (
    FileChanged,
    HeldOpen,
    InboxHeld,
    LaeringError,
    NoTrash,
    UsageFault,
)
from laering.domain.sources import find_source
from laering.domain.steps import HAPPENED, OVERVIEW, SOURCE, TITLE, is_given
from laering.files.drafts.keeper import Keeper
from laering.files.drafts.waiting import Waiting, waiting
from laering.files.incoming.inbox import Inbox, Item, name_for
from laering.files.incoming.letters import read_letter
from laering.files.journal.journal import Journal
from laering.files.journal.names import slug_of
from laering.files.pictures import taking
from laering.files.pictures.clean import Picture, clean
from laering.i18n import _, ngettext
from laering.ui.asking.asker import Choice
from laering.ui.asking.by_terminal import asker_for
from laering.ui.asking.flow import PutOff, complete, draft
from laering.ui.asking.keeping import Telling, kept, resumed
from laering.ui.asking.questions import Setting
from laering.ui.commands.new import journal_to_write_in
from laering.ui.commands.saved import tell_saved
from laering.ui.desk.call import Call
from laering.ui.showing import arrivals
from laering.ui.words import error_text, listed, source_names

# What keeps one file from being taken in, and no other.
_OF_ONE = (UsageFault, FileChanged, HeldOpen, InboxHeld, NoTrash)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options said: take in all that lack nothing, the source of the others, or list."""

    all: bool = False
    source: str | None = None
    as_json: bool = False


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


def go_through(call: Call, asked: Asked) -> int:
    """Go through what lies in the inbox; gives the exit status.

    1 where all were to be taken in and some could not be.
    """
    journal = call.journal() if asked.as_json else journal_to_write_in(call)
    names = source_names(journal.config.sources)
    source = None if asked.source is None else find_source(asked.source, names)
    box = Inbox(journal, call.terminal.progress(_("Looking for what is here")))
    walk = Round(call, journal, box, names, source)
    if asked.as_json:
        _list_as_json(walk)
        return 0
    box.ready()
    _clear(walk)
    items = box.items()
    if not items:
        text = _("The inbox is empty. What is put in {folder} is shown here.")
        call.terminal.note(text.format(folder=box.folder))
        return 0
    if not asked.all and not call.terminal.can_ask:
        _list(walk, items)
        return 0
    take = _take_whole if asked.all else _ask
    fates = [_handled(walk, item, number, len(items), take) for number, item in enumerate(items, 1)]
    left = fates.count(Fate.LEFT)
    if left:
        call.terminal.note()
        text = ngettext("{count} file is left in the inbox.", "{count} files are left there.", left)
        call.terminal.note(text.format(count=left))
    return 1 if left and asked.all else 0


def _clear(walk: Round) -> None:
    """Put old originals in the trash, and say so."""
    days, terminal = walk.call.user.inbox_days, walk.call.terminal
    try:
        count = walk.box.clear(walk.call.today, days)
    except NoTrash as error:
        terminal.note(error_text(error))
        return
    if count:
        text = ngettext(
            "{count} original that was taken in more than {days} days ago is in the trash now.",
            "{count} originals that were taken in more than {days} days ago are in the trash now.",
            count,
        )
        terminal.note(text.format(count=count, days=days))


def _handled(walk: Round, item: Item, number: int, count: int, take: Take) -> Fate:
    """What becomes of one file; what is wrong with it is told, and the next one is served."""
    shown = walk.box.shown(item)
    if item.reason is not None:
        walk.call.terminal.note(f"{shown}: {_(item.reason)}")
        return Fate.LEFT
    try:
        with walk.box.held(item):
            if item.kind == ROWS:
                return _table(walk, item, unasked=take is _take_whole)
            return _letter(walk, item, number, count, take)
    except _OF_ONE as error:
        walk.call.terminal.note(error_text(error))
        return Fate.LEFT


def _letter(walk: Round, item: Item, number: int, count: int, take: Take) -> Fate:
    """Make entries of what a file brought, and move it to where it belongs then."""
    data = walk.box.bytes_of(item)
    if data is None:
        return Fate.GONE
    known = walk.box.taken(origin_of(data))
    letter = read_letter(item, data, walk.box.path(item), walk.names)
    made: list[Entry | None] = []
    fates: list[Fate] = []
    for place, piece in enumerate(letter.pieces, 1):
        if place in known:
            made.append(known[place])
            continue
        looked = Looked(item, letter, piece, origin_of(data, place), number, count)
        became = take(walk, looked)
        if isinstance(became, Entry):
            made.append(became)
        else:
            fates.append(became)
    if Fate.LEFT in fates:
        return Fate.LEFT
    if not made:
        walk.box.throw_away(item)
        walk.call.terminal.note(_("It is in the trash."))
        return Fate.THROWN
    walk.box.put_by(item, name_for(made), data)
    if len(known) == len(letter.pieces):
        text = _("{file} was taken in before; it is moved now.")
        walk.call.terminal.note(text.format(file=walk.box.shown(item)))
    return Fate.TAKEN


def _table(walk: Round, item: Item, *, unasked: bool) -> Fate:
    """Bring in the rows of a table; one with rows that are left out stays where it is."""
    from laering.ui.commands import importing

    terminal = walk.call.terminal
    terminal.note()
    terminal.note(f"{walk.box.shown(item)} · {arrivals.kind_name(ROWS)}")
    asked = importing.Asked(walk.box.path(item), source=walk.source)
    brought = importing.bring_into(walk.call, walk.journal, asked, unasked=unasked)
    if brought.wanted and not brought.left_out:
        stem = slug_of(walk.box.path(item).stem) or "tabell"
        walk.box.put_by(item, stem)
        return Fate.TAKEN
    if brought.left_out:
        terminal.note(_("Mend the rows and run it again; those that came in do not come twice."))
    return Fate.LEFT


def _ask(walk: Round, looked: Looked) -> Entry | Fate:
    """Show a learning and ask what to do about it."""
    terminal = walk.call.terminal
    pictures, odd = _cleaned(looked.piece.pictures)
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
    with kept(walk.call, keeper, "laering innboks"):
        try:
            made = _looked_over(walk, given, keeper, left)
        except PutOff as put_off:
            if put_off.choice is Choice.THROW_AWAY:
                return Fate.THROWN
            if keeper.settle() is None:
                return Fate.LEFT
            keeper.release()
            raise
        entry = taking.create(walk.journal, made, pictures)
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


def _take_whole(walk: Round, looked: Looked) -> Entry | Fate:
    """Make an entry of a learning that lacks nothing; of another say what it lacks."""
    source = looked.piece.given.source or walk.source
    piece = replace(looked.piece, given=replace(looked.piece.given, source=source))
    pictures, odd = _cleaned(piece.pictures)
    lacks = [*map(_, lacking(piece)), *odd]
    shown, terminal = walk.box.shown(looked.item), walk.call.terminal
    if lacks:
        terminal.note(f"{shown}: {listed(lacks)}")
        return Fate.LEFT
    for line in (*arrivals.piece_notes(piece, 0, ()), *arrivals.letter_notes(looked.letter)):
        terminal.note(f"{shown}: {line.strip()}")
    setting = Setting(walk.journal.config.sources, walk.call.today, author=None)
    given = replace(piece.given, origin=looked.origin)
    entry = taking.create(walk.journal, draft(given, setting), pictures)
    terminal.line(f"{shown} → {entry.path}")
    return entry


def _cleaned(shown: Sequence[Shown]) -> tuple[list[tuple[Picture, str]], list[str]]:
    """The pictures fit for a journal, each with its text, and what is wrong with the others."""
    pictures: list[tuple[Picture, str]] = []
    odd: list[str] = []
    for each in shown:
        try:
            pictures.append((clean(each.data, each.name or _("the picture")), each.name))
        except LaeringError as error:
            odd.append(error_text(error))
    return pictures, odd


def _list(walk: Round, items: Sequence[Item]) -> None:
    """A line for each file, where nobody can be asked."""
    for item in items:
        what = _(item.reason) if item.reason is not None else arrivals.kind_name(item.kind)
        walk.call.terminal.line(f"{walk.box.shown(item)}: {what}")
    walk.call.terminal.note(_("Take in those that lack nothing with: laering innboks --alt"))


def _list_as_json(walk: Round) -> None:
    from laering.ui.formats.data import dumps

    data = [_item_data(walk, item) for item in walk.box.items()]
    walk.call.terminal.json(dumps(data) + "\n")


def _item_data(walk: Round, item: Item) -> dict[str, Any]:
    """What is known of a file without changing anything."""
    found: dict[str, Any] = {
        "file": walk.box.shown(item),
        "kind": item.kind or None,
        "came": item.came.date().isoformat(),
        "reason": _(item.reason) if item.reason is not None else None,
    }
    if item.reason is not None or item.kind == ROWS:
        return found
    try:
        data = walk.box.bytes_of(item)
        if data is None:
            return found
        taken = walk.box.taken(origin_of(data))
        letter = read_letter(item, data, walk.box.path(item), walk.names)
    except _OF_ONE as error:
        return {**found, "reason": error_text(error)}
    known = {place: entry.id if entry else None for place, entry in taken.items()}
    return {**found, **arrivals.letter_data(letter, known)}
