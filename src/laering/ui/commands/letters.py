"""``tiltak brev``: a short text for each owner with what is theirs, and their due dates beside."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from laering.domain.entry import Entry
from laering.domain.followed import Followed, followed, pressing
from laering.domain.letters import Letter, letters
from laering.domain.private import may_tell
from laering.files.journal.journal import Journal
from laering.files.journal.names import slug_of
from laering.files.output import make_folder
from laering.i18n import _, ngettext
from laering.ui.commands.following import tell_of_owners, tell_of_private
from laering.ui.commands.output import write_out
from laering.ui.commands.skipped import tell_skipped
from laering.ui.desk.call import Call
from laering.ui.desk.terminal import Terminal, safe
from laering.ui.formats.paint import plain_lines
from laering.ui.showing.letter import letter_blocks


class Asked(NamedTuple):
    """What the options of ``tiltak brev`` said, just as it was typed."""

    owner: str | None
    out: Path | None
    with_private: bool
    as_json: bool


def write(call: Call, asked: Asked) -> None:
    """Write a letter to each owner, or to one of them; in files, else on stdout.

    What is private is in them only when that is asked for. Raises what ``write_out`` does.
    """
    terminal, journal = call.terminal, call.journal()
    reading = journal.within(None, terminal.progress(_("Reading")))
    told = [each for each in reading.entries if may_tell(each, with_private=asked.with_private)]
    found = letters(told, call.today, asked.owner)
    if asked.as_json:
        _show_json(call, journal, found)
    elif asked.out is not None:
        _put(call, journal, asked.out, found, told)
    else:
        for number, letter in enumerate(found):
            terminal.data("\n\n" if number else "")
            terminal.prose("".join(_text(letter, journal, call.today)))
    _tell_what_is_left_out(terminal, reading.entries, told, asked, call.today)
    tell_skipped(terminal, reading.problems)


def _text(letter: Letter, journal: Journal, today: date) -> Iterator[str]:
    lines = plain_lines(letter_blocks(letter, journal.name, today))
    return (f"{safe(line)}\n" for line in lines)


def _show_json(call: Call, journal: Journal, found: Sequence[Letter]) -> None:
    from laering.ui.formats.data import action_data, dumps

    rows = [
        {
            "owner": letter.owner,
            "actions": [
                action_data(entry.id, action, call.today, journal.name)
                for entry, action in letter.all
            ],
        }
        for letter in found
    ]
    call.terminal.json(f"{dumps(rows)}\n")


def _put(
    call: Call, journal: Journal, out: Path, found: Sequence[Letter], told: Sequence[Entry]
) -> None:
    """A file for each owner in a folder, and beside it a calendar where something has a date."""
    make_folder(out, [journal.root])
    for letter, stem in zip(found, stems(found, call.today), strict=True):
        text = _text(letter, journal, call.today)
        _put_one(call.terminal, journal, out / f"{stem}.txt", text)
        # Whoever imported it while it was open is told that it is not.
        theirs = pressing(followed(told, letter.owner), call.today, everything=True)
        dated = [each for each in theirs if each[1].due is not None]
        if dated:
            _put_one(call.terminal, journal, out / f"{stem}.ics", _calendar(call, journal, dated))


def stems(found: Sequence[Letter], today: date) -> Iterator[str]:
    """What the files of each letter are called: names that every system takes, no two alike."""
    taken: set[str] = set()
    for letter in found:
        stem = first = f"{today.isoformat()}-tiltak-{slug_of(letter.owner) or 'ansvarlig'}"
        count = 1
        while stem in taken:
            count += 1
            stem = f"{first}-{count}"
        taken.add(stem)
        yield stem


def _calendar(call: Call, journal: Journal, found: Sequence[Followed]) -> Iterator[str]:
    from laering.ui.formats.table import ACTION_FORMATS, ICS, Promises, by_name

    changed = journal.changed({entry.path for entry, _action in found})
    promises = Promises(journal.name, call.today, found, changed)
    return by_name(ICS, ACTION_FORMATS).render(promises, "")


def _put_one(terminal: Terminal, journal: Journal, path: Path, pieces: Iterator[str]) -> None:
    written = write_out(pieces, "utf-8", path, [journal.root], terminal)
    terminal.note(_("Written to {path}").format(path=written))


def _tell_what_is_left_out(
    terminal: Terminal,
    entries: Sequence[Entry],
    told: Sequence[Entry],
    asked: Asked,
    today: date,
) -> None:
    """Say what is in no letter: what is private, and what is nobody's."""
    if asked.owner and not followed(entries, asked.owner):
        tell_of_owners(terminal, entries, asked.owner)
        return
    wanted = pressing(followed(entries, asked.owner), today)
    shown = {entry.path for entry in told}
    tell_of_private(terminal, sum(entry.path not in shown for entry, _action in wanted))
    left = sum(not action.owners and entry.path in shown for entry, action in wanted)
    if left:
        terminal.note(
            ngettext(
                "{count} action without an owner is in no letter.",
                "{count} actions without an owner are in no letter.",
                left,
            ).format(count=left)
        )
    if not any(action.owners and entry.path in shown for entry, action in wanted):
        if asked.owner:
            told_one = _("{owner} has nothing open.").format(owner=f"@{asked.owner.lstrip('@')}")
            terminal.note(told_one)
        else:
            terminal.note(_("Nobody has anything open."))
