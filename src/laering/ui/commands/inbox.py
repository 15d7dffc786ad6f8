"""``innboks``: what others have sent in, one file at a time, made learnings of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from laering.domain.arrival import ROWS
from laering.domain.entry import Entry
from laering.domain.errors import (
    CannotReadBack,
    FileChanged,
    HeldOpen,
    InboxHeld,
    NoTrash,
    UsageFault,
)
from laering.domain.origin import of_file
from laering.domain.sources import find_source
from laering.files.incoming.inbox import Inbox, Item, name_for
from laering.files.incoming.letters import read_letter
from laering.files.journal.names import slug_of
from laering.i18n import _, ngettext
from laering.ui.commands.new import journal_to_write_in
from laering.ui.commands.receiving import Fate, Looked, Round, Take, ask, take_whole
from laering.ui.desk.call import Call
from laering.ui.showing import arrivals
from laering.ui.words import error_text, source_names

# What keeps one file from being taken in, and no other.
_OF_ONE = (UsageFault, CannotReadBack, FileChanged, HeldOpen, InboxHeld, NoTrash)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options said: take in all that lack nothing, the source of the others, or list."""

    all: bool = False
    source: str | None = None
    as_json: bool = False


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
    take = take_whole if asked.all else ask
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
                return _table(walk, item, unasked=take is take_whole)
            return _letter(walk, item, number, count, take)
    except _OF_ONE as error:
        walk.call.terminal.note(error_text(error))
        return Fate.LEFT


def _letter(walk: Round, item: Item, number: int, count: int, take: Take) -> Fate:
    """Make entries of what a file brought, and move it to where it belongs then."""
    data = walk.box.bytes_of(item)
    if data is None:
        return Fate.GONE
    known = walk.box.taken(of_file(data))
    letter = read_letter(item, data, walk.box.path(item), walk.names, walk.call.today)
    made: list[Entry | None] = []
    fates: list[Fate] = []
    for place, piece in enumerate(letter.pieces, 1):
        if place in known:
            made.append(known[place])
            continue
        looked = Looked(item, letter, piece, of_file(data, place), number, count)
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
        taken = walk.box.taken(of_file(data))
        letter = read_letter(item, data, walk.box.path(item), walk.names, walk.call.today)
    except _OF_ONE as error:
        return {**found, "reason": error_text(error)}
    known = {place: entry.id if entry else None for place, entry in taken.items()}
    return {**found, **arrivals.letter_data(letter, known)}
