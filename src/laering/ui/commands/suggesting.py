"""``gjentar --forslag``: pairs of events that look like the same, gone through one by one."""

from collections.abc import Sequence
from datetime import date

from laering.domain.entry import Entry
from laering.domain.errors import Interrupted, LaeringError
from laering.domain.pairs import Linked, Pair, pairs, told_in
from laering.files.index.index import resembling_each
from laering.files.journal.journal import Journal
from laering.i18n import _
from laering.ui.asking.prompt import typed_line
from laering.ui.commands.repeating import mark, part
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, one_line
from laering.ui.showing.alike import decided, why
from laering.ui.words import error_text, long_date, shortened

# How many are proposed, the surest first, and how much they must resemble each other.
_MOST, _LITTLE = 200, 0.3

# Characters of what happened.
_QUOTED = 160


def suggest(call: Call, journal: Journal, *, as_json: bool) -> None:
    """Go through the journal's unlinked pairs; where nobody can answer, they are listed."""
    entries = journal.read(journal.places()).entries
    progress = call.terminal.progress(_("Searching"))
    found = resembling_each(journal, [told_in(entry) for entry in entries], progress)
    likely = pairs(list(zip(entries, found, strict=True)))
    proposed = [pair for pair in likely if pair.score >= _LITTLE][:_MOST]
    if as_json:
        from laering.ui.formats.data import dumps

        rows = [
            {
                "entry": pair.later.id,
                "earlier": pair.earlier.id,
                "score": pair.score,
                "why": list(pair.shared),
            }
            for pair in proposed
        ]
        call.terminal.json(dumps(rows) + "\n")
    elif not proposed:
        call.terminal.note(_("Nothing looks like the same that is not marked already."))
    elif call.terminal.can_ask:
        _go_through(call, journal, proposed, Linked(entries))
    else:
        for number, pair in enumerate(proposed, 1):
            _show(call.terminal, pair, number, len(proposed), call.today)
            call.terminal.line(f"  laering gjentar {pair.later.id} {pair.earlier.id}")
            call.terminal.line()


def _go_through(call: Call, journal: Journal, proposed: Sequence[Pair], linked: Linked) -> None:
    """Ask about one pair after the other; each answer is kept before the next question."""
    marked = parted = 0
    for number, pair in enumerate(proposed, 1):
        # What was marked on the way may have settled this one too.
        if linked.settled(pair.later, pair.earlier):
            continue
        _show(call.terminal, pair, number, len(proposed), call.today)
        try:
            key = _key()
        except Interrupted:
            break
        try:
            if key == "1":
                mark(journal, _now(journal, pair.later), _now(journal, pair.earlier))
                linked.link(pair.later.id, pair.earlier.id)
                marked += 1
            elif key:
                part(journal, _now(journal, pair.later), pair.earlier)
                parted += 1
        except LaeringError as error:
            call.terminal.note(error_text(error))
        call.terminal.line()
    call.terminal.note(
        _("Marked as the same: {marked}. As not the same: {parted}.").format(
            marked=marked, parted=parted
        )
    )


def _now(journal: Journal, entry: Entry) -> Entry:
    """An entry as its file has it now."""
    now = journal.read_one(entry.path)
    return now if isinstance(now, Entry) else entry


def _key() -> str:
    """``1`` for the same, ``n`` for not, nothing for later. Raises Interrupted."""
    while True:
        typed = typed_line(_("1 the same, n not the same, Enter later: ")).strip().casefold()
        if typed in ("", "1", "n", _("n")):
            return typed


def _show(terminal: Terminal, pair: Pair, number: int, count: int, today: date) -> None:
    """Both events: the later one, the earlier one, and why."""
    terminal.line(
        _("{number} of {count} · {why}").format(number=number, count=count, why=why(pair.shared))
    )
    for entry in (pair.later, pair.earlier):
        terminal.line(f"  {long_date(entry.date)}  {one_line(entry.title)}")
        happened = told_in(entry).partition("\n")[2]
        terminal.line(f"    {shortened(' '.join(happened.split()), _QUOTED)}")
    terminal.lines(f"    {line}" for line in decided(pair.earlier, today))
