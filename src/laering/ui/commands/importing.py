"""``importer``: many learnings at once, from a table or a folder that somebody else made."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from laering.domain.cells import day_of
from laering.domain.columns import LOOKED_AT, Choice, read_choice, targets_of
from laering.domain.errors import (
    CannotReadBack,
    DaysUnnamed,
    NoDateColumn,
    NoSourceColumn,
    UnreadableInput,
    UnreadMap,
)
from laering.domain.importing import Flaws, Plan, drafts_of, plan_of
from laering.domain.origin import Known, table_called
from laering.domain.rows import Flaw, Reading
from laering.domain.sources import find_source
from laering.domain.table import Table
from laering.files.entry.tree import extra_lines
from laering.files.journal.journal import Journal
from laering.files.journal.many import Adder, origins_in
from laering.files.journal.names import slug_of
from laering.files.tables.opening import headed, open_table
from laering.i18n import _, ngettext
from laering.ui.commands.new import journal_to_write_in
from laering.ui.desk.call import Call
from laering.ui.showing import incoming
from laering.ui.words import error_text, source_names


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to come in, how its columns are read, and whether it is to be looked at only."""

    path: Path
    maps: Sequence[str] = ()
    source: str | None = None
    sheet: str | None = None
    only_try: bool = False
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """A table with how it is read, and the plan that was made of it."""

    table: Table
    reading: Reading
    plan: Plan


class Brought(NamedTuple):
    """What came of it: whether it was wanted, and how many rows are not in the journal."""

    wanted: bool
    left_out: int


def bring_in(call: Call, asked: Asked) -> int:
    """Tell the plan, ask where somebody can answer, and make the entries; gives the exit status.

    0 when all are in the journal, 1 when rows were left out.
    """
    return 1 if bring_into(call, journal_to_write_in(call), asked).left_out else 0


def bring_into(call: Call, journal: Journal, asked: Asked, *, unasked: bool = False) -> Brought:
    """The same for one journal; with ``unasked`` they come in without a question."""
    coming = _coming(call, journal, asked)
    plan = coming.plan
    if not asked.as_json:
        _tell(call, asked, coming)
    made: list[str] = []
    failed = 0
    wanted = bool(plan.new) and not asked.only_try and (unasked or _wanted(call, asked, plan))
    if wanted:
        failed = _write(call, journal, coming, made if asked.as_json else None)
    elif not asked.as_json and not plan.new:
        call.terminal.note(_("There was nothing new."))
    if asked.as_json:
        from laering.ui.formats.data import dumps

        call.terminal.json(dumps(_data(asked, coming, made)) + "\n")
    return Brought(wanted or not plan.new, plan.left_out + failed)


def _coming(call: Call, journal: Journal, asked: Asked) -> Coming:
    """The table that is meant and what would become of it."""
    choices = list(_choices(asked.maps))
    table = headed(open_table(asked.path, asked.sheet), choices, asked.path)
    reading = _reading(call, journal, asked, table, choices)
    known = Known()
    known.add(origins_in(journal, call.terminal.progress(_("Looking for what is here"))))
    progress = call.terminal.progress(_("Reading"))

    def met(number: int) -> None:
        if number % _STRIDE == 0:
            progress(number, -1)

    try:
        plan = plan_of(table.rows(), reading, known, met)
    except OSError as error:
        raise UnreadableInput(path=asked.path, reason=error) from None
    progress(0, 0)
    return Coming(table, reading, plan)


_STRIDE = 256


def _choices(maps: Sequence[str]) -> Iterator[Choice]:
    """What a person said of the columns, here and in files with one to a line."""
    for text in maps:
        path = Path(text)
        if "=" in text or text.casefold().startswith(("eget:", "seksjon:")):
            yield read_choice(text)
            continue
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            if path.suffix or len(path.parts) > 1:
                raise UnreadableInput(path=text, reason=error) from None
            raise UnreadMap(value=text) from None
        except UnicodeDecodeError:
            raise UnreadMap(value=text) from None
        yield from (read_choice(line) for line in lines if line.strip() and line.strip()[0] != "#")


def _reading(
    call: Call, journal: Journal, asked: Asked, table: Table, choices: Sequence[Choice]
) -> Reading:
    """How the rows are read. Raises NoDateColumn, NoSourceColumn or UnknownSource."""
    targets = targets_of(table.columns, choices, loose=table.loose)
    names = source_names(journal.config.sources)
    fields = {target.field for target in targets.values()}
    if "date" not in fields:
        raise _no_date(table, targets, call.today)
    if "source" not in fields and asked.source is None:
        width = max(map(len, names))
        raise NoSourceColumn(
            sources=tuple(f"{each:{width}}  {name}" for each, name in names.items())
        )
    return Reading(
        names=[incoming.column_name(table.columns, at) for at in range(len(table.columns))],
        targets=targets,
        sources=names,
        source=None if asked.source is None else find_source(asked.source, names),
        table=slug_of(table_called(asked.path.absolute().stem)) or "import",
        today=call.today,
        own_lines=extra_lines,
    )


def _no_date(table: Table, taken: Container[int], today: date) -> DaysUnnamed | NoDateColumn:
    """What is said where no column's name tells the day: the first that holds days, if one does."""
    columns = tuple(name for name in table.columns if name)
    rows = list(islice(table.rows(), LOOKED_AT))
    for at, name in enumerate(table.columns):
        cells = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]
        # A bare number may be a day of Excel's, and anything else.
        told = [each for each in cells if not str(each).isdecimal() and day_of(each, today)]
        if name and at not in taken and cells and len(told) == len(cells):
            return DaysUnnamed(value=name, columns=columns)
    return NoDateColumn(columns=columns)


def _tell(call: Call, asked: Asked, coming: Coming) -> None:
    """Which columns become what, and what comes in."""
    names = coming.reading.sources
    call.terminal.lines(incoming.sheet_lines(coming.table))
    call.terminal.lines(incoming.column_lines(coming.table, coming.reading.targets))
    call.terminal.line()
    call.terminal.lines(incoming.plan_lines(coming.plan, names, call.today))
    if asked.only_try and coming.plan.new:
        call.terminal.note()
        call.terminal.note(_("Nothing is written. Without --prøv they come in."))


def _wanted(call: Call, asked: Asked, plan: Plan) -> bool:
    """Whether they are to come in; nobody is asked where nobody can answer."""
    if asked.as_json or not call.terminal.can_ask:
        return True
    from laering.ui.asking.prompt import ask_yes

    call.terminal.note()
    question = ngettext("Take in {count} learning?", "Take in {count} learnings?", plan.new)
    return ask_yes(question.format(count=plan.new))


def _write(call: Call, journal: Journal, coming: Coming, made: list[str] | None) -> int:
    """Make the entries, and tell of those that could not be; gives how many."""
    adder = Adder(journal)
    progress = call.terminal.progress(_("Writing"))
    written = failed = 0
    for number, draft in drafts_of(coming.table.rows(), coming.reading, coming.plan):
        try:
            name = adder.add(draft)
        except CannotReadBack as error:
            failed += 1
            told = _("row {row}: {reason}").format(row=number, reason=error_text(error))
            call.terminal.note(told)
            continue
        written += 1
        if made is not None:
            made.append(name)
        if written % _STRIDE == 0:
            progress(written, coming.plan.new)
    progress(coming.plan.new, coming.plan.new)
    settled = adder.finish()
    if made is None:
        _tell_written(call, written, settled=settled)
    return failed


def _tell_written(call: Call, count: int, *, settled: bool) -> None:
    text = ngettext("{count} learning came in.", "{count} learnings came in.", count)
    call.terminal.line()
    call.terminal.line(text.format(count=count))
    if settled:
        call.terminal.note(_("The disk has confirmed them all."))
    else:
        call.terminal.note(_("The system writes them to the disk within a minute or so."))


def _data(asked: Asked, coming: Coming, made: Sequence[str]) -> dict[str, Any]:
    """What came of it, as JSON has it."""
    plan, table = coming.plan, coming.table
    return {
        "file": str(asked.path),
        "sheet": table.sheet,
        "columns": [
            {"column": name, "field": incoming.target_name(target) if target else None}
            for at, name in enumerate(coming.reading.names)
            for target in [coming.reading.targets.get(at)]
        ],
        "entries": plan.new,
        "present": plan.there,
        "left_out": plan.left_out,
        "skipped": _flaws_data(plan.wrong),
        "incomplete": _flaws_data(plan.without),
        "created": list(made),
    }


def _flaws_data(flaws: Flaws) -> list[dict[str, Any]]:
    """All of them; those that are many have their rows and reasons only."""
    more = (Flaw(row, "", "", reason) for reason, rows in flaws.others.items() for row in rows)
    return [_flaw_data(flaw) for flaw in chain(flaws.told, more)]


def _flaw_data(flaw: Flaw) -> dict[str, Any]:
    return {
        "row": flaw.row,
        "name": flaw.called or None,
        "column": flaw.column or None,
        "value": flaw.value or None,
        "message": _(flaw.reason),
    }
